"""One edition's journey, from its folder to its files; the whole story is in `build`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition, read_base
from reportgen.brief.families import families_of
from reportgen.brief.inputs import FORMATS, Project, read_inputs, shown
from reportgen.check import check
from reportgen.collecting import without_collector
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.facts.base import FactBase
from reportgen.intake.against_source import another_file
from reportgen.intake.coverage import Coverage, cover
from reportgen.intake.source_files import SourceFiles
from reportgen.intake.source_text import UnreadableSource, text_of
from reportgen.press import fresh, manifest, placing
from reportgen.press.cache import Cache, made_with
from reportgen.press.manifest import Artifact
from reportgen.press.pressing import Composed, Pressed, Sheet, compose, numbers_files, press_html, press_pdf
from reportgen.proof.crosscheck import proof_findings
from reportgen.proof.held_workbook import hold_workbook
from reportgen.record.attachments import FACTS

__all__ = [
    "FORMATS",
    "Built",
    "Order",
    "Project",
    "build",
    "coverage",
    "read_inputs",
    "shown",
]
SayProgress = Callable[[str], None]
_T = TypeVar("_T")
Underway = tuple[str, Future[_T]]  # what findings without a line are named after, and the work


@dataclass(frozen=True)
class Order:
    """What to build of an edition. An empty tuple of languages means all of them; `inspector` False leaves it out of
    the HTML, as `inspector: false` in brief.yaml does; `if_changed` leaves alone what would come out the same.
    `sources` are files of sources, by id, that facts are held against."""

    name: str
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    inspector: bool = True
    if_changed: bool = False
    sources: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """What came of a build: the folder, the artifacts in it, and findings that did not stop it. `unchanged` where they
    stood there before."""

    folder: Path
    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    unchanged: bool = False


@without_collector()  # what the workers hand over is large and stays until the files are put in place
def build(project: Project, order: Order, say: SayProgress, workers: Executor) -> Built:
    """Read, derive, check, press, prove, and put in place.

    The disk is read once, at the start. `workers` check the edition, press its languages side by side and prove what
    they pressed. Raises Rejected with every finding where the edition or one of its documents does not hold; what stood
    in the output is then untouched.
    """
    say("reading and tying out")
    inputs = read_inputs(project, order.name, order.sources)
    (checked,) = _results([(order.name, workers.submit(check, inputs))])
    if checked.edition is None or any(finding.blocks for finding in checked.findings):
        raise Rejected(checked.findings)
    edition = checked.edition
    languages = _chosen(order, edition)
    with placing.locked(project.output, order.name):
        if order.if_changed and (standing := _standing(project, order)):
            return Built(project.output / order.name, standing, checked.findings, unchanged=True)
        families = families_of(edition)
        made_from = manifest.origins(inputs.documents(edition.theme.files), families, order.inspector)
        say(f"pressing {', '.join(languages)}")
        cache = Cache(project.cache, made_with(made_from))
        inspector = order.inspector and edition.brief.inspector
        sheets = [
            Sheet(
                edition,
                one,
                inputs.templates,
                families.of(one.language).faces,
                inputs.files[FACTS],
                inspector,
                cache,
            )
            for one in checked.drafts
            if one.language in languages
        ]
        kept = manifest.carried_over(project.output / edition.name, made_from)
        composed = _results((one.stem, workers.submit(compose, one)) for one in sheets)
        papers, screens = _press(list(zip(sheets, composed, strict=True)), order.formats, workers)
        numbers = (
            _numbers(checked.drafts, edition, composed, papers, kept) if "numbers" in order.formats else []
        )
        pressed = _results([*papers, *screens])
        proof = (*proof_findings([one.proved for one in pressed if one.proved]), *_held(edition, numbers))
        if any(finding.blocks for finding in proof):
            raise Rejected(proof)
        say("putting in place")
        artifacts = [one.artifact for one in pressed if one.artifact]
        folder, whole = _put(project, edition, inputs.sources, made_from, [*kept, *artifacts, *numbers])
        cache.prune()
    return Built(folder, whole, checked.findings)


def _press(
    sheets: Sequence[tuple[Sheet, Composed]], formats: Sequence[str], workers: Executor
) -> tuple[list[Underway[Pressed]], list[Underway[Pressed]]]:
    """Every language in every format, side by side: what takes longest first, so that no processor waits at the end.
    That is what is for paper, and of pages for the screen those with the most characters, whose type has to be packed.
    """
    written = "pdf" in formats
    papers = sheets if {"pdf", "numbers"} & set(formats) else []
    screens = sorted(sheets, key=lambda one: -len(set(one[1].on_screen.printed))) if "html" in formats else []
    return (
        [(one.stem, workers.submit(press_pdf, one, made, written)) for one, made in papers],
        [(one.stem, workers.submit(press_html, one, made)) for one, made in screens],
    )


def _numbers(
    drafts: Sequence[Draft],
    edition: Edition,
    composed: Sequence[Composed],
    papers: Sequence[Underway[Pressed]],
    kept: Sequence[Artifact],
) -> Sequence[Artifact]:
    """The numbers files; where not all languages were set, those of the last build if they still hold, since they may
    name more pages. Of a language whose pages cannot be set nothing comes out anyway."""
    set_ = [job.result() for _, job in papers if job.exception() is None]
    standing = [artifact for artifact in kept if artifact.name.startswith("numbers.")]
    if standing and len(set_) < len(drafts):
        return standing
    told = {one.told.language: one.told for one in composed}
    every = [told.get(one.language) or one.told(edition) for one in drafts]
    return numbers_files(edition, every, {one.language: one.pages for one in set_})


def _held(edition: Edition, numbers: Sequence[Artifact]) -> Iterator[Finding]:
    """What speaks against the workbook, held against the facts that it was made of."""
    for one in numbers:
        if one.name.endswith(".xlsx"):
            yield from hold_workbook(one.name, one.data, edition.base, {}).findings


def _put(
    project: Project,
    edition: Edition,
    sources: SourceFiles,
    made_from: manifest.Origins,
    made: Sequence[Artifact],
) -> tuple[Path, tuple[Artifact, ...]]:
    """Put the files, what is shipped beside them and their manifest in place; of two with one name the last counts."""
    whole = [*made, *_shipped(edition.base, sources)]
    files = tuple({artifact.name: artifact for artifact in whole}.values())
    listing = manifest.manifest(edition.name, edition.date.isoformat(), edition.languages, made_from, files)
    listed = (*files, Artifact(manifest.MANIFEST, listing))
    folder = placing.put(project.output, edition.name, {artifact.name: artifact.data for artifact in listed})
    return folder, listed


def _shipped(base: FactBase, files: SourceFiles) -> list[Artifact]:
    """The files of sources that are asked for beside the documents."""
    asked = ((source, files.of(source)) for source in base.sources.values() if source.ship)
    return [
        Artifact(f"source.{source.id}{Path(file[0]).suffix.lower()}", file[1])
        for source, file in asked
        if file
    ]


def coverage(project: Project, name: str, source: str, file: Path) -> Coverage:
    """Hold a source's text against the statements of an edition's fact base.

    Raises Rejected where the fact base does not hold, Misuse where it has no such source or the file is no text.
    """
    inputs = read_inputs(project, name)
    base, found = read_base(inputs.files.get(FACTS, b""), f"{inputs.folder}/{FACTS}", inputs.vocabulary)
    if base is None:
        raise Rejected(found)
    if source not in base.sources:
        raise Misuse(
            f"{name} has no source {source!r}; it has: {', '.join(base.sources)}. Write --source ID=FILE"
        )
    data = file.read_bytes()
    if strange := another_file(base.sources[source], shown(file.resolve()), data):
        raise Rejected([strange])
    try:
        text = text_of(data)
    except UnreadableSource as error:
        raise Misuse(f"{file} {error}") from None
    return cover(base, source, text, shown(file.resolve()))


def _standing(project: Project, order: Order) -> tuple[Artifact, ...]:
    return fresh.standing(project, order.name, order.languages, order.formats, order.inspector)


def _results(jobs: Iterable[Underway[_T]]) -> list[_T]:
    """What all of them made. Raises Rejected with what is wrong with any of them, by name."""
    jobs, found = list(jobs), dict[Finding, None]()
    for name, job in jobs:
        if isinstance(error := job.exception(), Rejected):
            found |= dict.fromkeys(_named(name, finding) for finding in error.findings)
    if found:
        raise Rejected(found)
    return [job.result() for _, job in jobs]


def _named(name: str, finding: Finding) -> Finding:
    """A finding that points to no line says at least which document it is about."""
    if finding.locus or finding.message.startswith(name):
        return finding
    return replace(finding, message=f"{name}: {finding.message}")


def _chosen(order: Order, edition: Edition) -> tuple[str, ...]:
    if unknown := [language for language in order.languages if language not in edition.languages]:
        raise Misuse(
            f"{edition.name} does not come out in {', '.join(unknown)}; it has {', '.join(edition.languages)}"
        )
    return order.languages or edition.languages
