"""One edition, made: from everything that was read of it to its finished files, all in memory.

`make` is what a worker does for many editions, here or on another machine; `build` takes the same two steps apart, so
that an edition that does not hold needs no lock. Nothing is read but the fonts, and nothing written but the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.brief.families import families_of
from reportgen.brief.inputs import FORMATS, Inputs
from reportgen.check import Checked, check
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.facts.base import FactBase
from reportgen.intake.source_files import SourceFiles
from reportgen.press import manifest
from reportgen.press.cache import Cache, made_with
from reportgen.press.manifest import Artifact
from reportgen.press.pressing import Composed, Pressed, Sheet, compose, numbers_files, press_html, press_pdf
from reportgen.proof.crosscheck import proof_findings
from reportgen.proof.held_workbook import hold_workbook
from reportgen.record.attachments import FACTS
from reportgen.record.lying_beside import MANIFEST

SayProgress = Callable[[str], None]
_T = TypeVar("_T")
Underway = tuple[str, Future[_T]]  # what findings without a line are named after, and the work


@dataclass(frozen=True)
class Order:
    """What to build of an edition. An empty tuple of languages means all of them; `inspector` False leaves it out of
    the HTML, as `inspector: false` in brief.yaml does; `if_changed` leaves alone what would come out the same.
    `sources` are files of sources, by id, that facts are held against. `signer` is who will sign what comes out: a PDF
    is made with an empty place for the signature, and whoever asked fills it."""

    name: str
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    inspector: bool = True
    if_changed: bool = False
    sources: Mapping[str, Path] = field(default_factory=dict)
    signer: manifest.Signer | None = None

    @property
    def is_partial(self) -> bool:
        """True where not everything is to be built, so that the rest of the last build may stay."""
        return bool(self.languages) or set(self.formats) != set(FORMATS)


@dataclass(frozen=True)
class PressedEdition:
    """What was made of an edition: its files, the manifest last, and findings that do not speak against it."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of each file by name."""
        return {artifact.name: artifact.data for artifact in self.artifacts}


def make(
    inputs: Inputs,
    order: Order,
    standing: Mapping[str, bytes],
    cache: Path | None,
    say: SayProgress,
    workers: Executor,
) -> PressedEdition:
    """Check and press an edition. `standing` are the files of its last build, which a partial order may keep; `cache`
    is the folder of what was made before. Raises Rejected as `check_order` and `press_checked` do."""
    return press_checked(inputs, check_order(inputs, order, workers), order, standing, cache, say, workers)


def check_order(inputs: Inputs, order: Order, workers: Executor) -> Checked:
    """Check an edition. Raises Rejected with every finding where it does not hold, Misuse for a language that is
    asked for and that it has not."""
    (checked,) = _results([(inputs.name, workers.submit(check, inputs))])
    if checked.edition is None or any(finding.blocks for finding in checked.findings):
        raise Rejected(checked.findings)
    _chosen(order, checked.edition)
    return checked


def press_checked(
    inputs: Inputs,
    checked: Checked,
    order: Order,
    standing: Mapping[str, bytes],
    cache: Path | None,
    say: SayProgress,
    workers: Executor,
) -> PressedEdition:
    """Press every language in every format side by side, and prove what was pressed. Raises Rejected with every finding
    where one of the documents does not hold."""
    edition = checked.edition
    assert edition is not None, "what does not hold is not pressed"
    languages = _chosen(order, edition)
    families = families_of(edition)
    read = inputs.documents(edition.theme.files)
    made_from = manifest.origins(read, families, order.inspector, order.signer)
    say(f"pressing {', '.join(languages)}")
    store = Cache(cache, made_with(made_from))
    inspector = order.inspector and edition.brief.inspector
    sheets = [
        Sheet(
            edition, one, inputs.templates, families.of(one.language).faces, inputs.files[FACTS], inspector, store,
            bool(order.signer),
        )
        for one in checked.drafts
        if one.language in languages
    ]  # fmt: skip
    kept = manifest.carried_over(standing, made_from)
    composed = _results((one.stem, workers.submit(compose, one)) for one in sheets)
    papers, screens = _press(list(zip(sheets, composed, strict=True)), order.formats, workers)
    numbers = _numbers(checked.drafts, edition, composed, papers, kept) if "numbers" in order.formats else []
    pressed = _results([*papers, *screens])
    proof = (*proof_findings([one.proved for one in pressed if one.proved]), *_held(edition, numbers))
    if any(finding.blocks for finding in proof):
        raise Rejected(proof)
    store.prune()
    artifacts = [one.artifact for one in pressed if one.artifact]
    return PressedEdition(
        _whole(edition, inputs.sources, made_from, [*kept, *artifacts, *numbers]), checked.findings
    )


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


def _whole(
    edition: Edition, sources: SourceFiles, made_from: manifest.Origins, made: Sequence[Artifact]
) -> tuple[Artifact, ...]:
    """The files, what is shipped beside them, and their manifest; of two with one name the last counts."""
    listed = [*made, *_shipped(edition.base, sources)]
    files = tuple({artifact.name: artifact for artifact in listed}.values())
    listing = manifest.manifest(edition.name, edition.date.isoformat(), edition.languages, made_from, files)
    return (*files, Artifact(MANIFEST, listing))


def _shipped(base: FactBase, files: SourceFiles) -> list[Artifact]:
    """The files of sources that are asked for beside the documents."""
    asked = ((source, files.of(source)) for source in base.sources.values() if source.ship)
    return [
        Artifact(f"source.{source.id}{Path(file[0]).suffix.lower()}", file[1])
        for source, file in asked
        if file
    ]


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
