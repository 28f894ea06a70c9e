"""One edition's journey, from its folder to its files; the whole story is in `build`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from reportgen.brief.compose import Body, compose
from reportgen.brief.edition import FACTS, Edition, read_edition
from reportgen.brief.inputs import FORMATS, Project, edition_files, shown
from reportgen.brief.layout import Layouts
from reportgen.checks.rules import inspect
from reportgen.checks.tieout import TieOut, findings, tie_out
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.exhibits.faces import Face, find_faces
from reportgen.facts.reading import read_facts, without_collector
from reportgen.intake.coverage import Coverage, cover
from reportgen.press import fresh, manifest, numbers, place
from reportgen.press.manifest import Artifact
from reportgen.press.pressing import numbers_files, press
from reportgen.press.proof.agree import proof_findings

__all__ = [
    "FORMATS",
    "Built",
    "Checked",
    "Order",
    "Project",
    "build",
    "check",
    "coverage",
    "read_inputs",
    "shown",
]
Say = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Order:
    """What to build of an edition. An empty tuple of languages means all of them; `inspector` False leaves it out of
    the HTML, as `inspector: false` in brief.yaml does; `if_changed` leaves alone what would come out the same."""

    name: str
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    inspector: bool = True
    if_changed: bool = False


@dataclass(frozen=True)
class Built:
    """What came of a build: the folder, the artifacts in it, and findings that did not stop it. `unchanged` where they
    stood there before."""

    folder: Path
    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    unchanged: bool = False


@dataclass(frozen=True)
class Checked:
    """An edition that has been read and tied out; `findings` may block."""

    edition: Edition | None
    rows: tuple[TieOut, ...]
    findings: tuple[Finding, ...]
    inputs: Mapping[str, bytes]


def build(project: Project, order: Order, say: Say, workers: Executor) -> Built:
    """Read, derive, check, compose, press, prove, and put in place.

    `workers` press the languages side by side and prove what they pressed. Raises Rejected with every finding where
    the edition or one of its documents does not hold; what stood in the output is then untouched.
    """
    say("reading and tying out")
    checked = check(project, order.name)
    if checked.edition is None or any(finding.blocks for finding in checked.findings):
        raise Rejected(checked.findings)
    edition = checked.edition
    languages = _chosen(order, edition)
    with place.locked(project.output, order.name):
        if order.if_changed and (standing := _standing(project, order)):
            return Built(project.output / order.name, standing, checked.findings, unchanged=True)
        say("composing")
        faces = find_faces(han=True, fonts=edition.theme.fonts)
        # Taken before any of it is used: what changes while pages are pressed counts as a change.
        inputs = {**checked.inputs, **Layouts(project.templates).files()}
        made_from = manifest.origins(inputs, faces, edition.theme.fonts, order.inspector)
        composing = workers.submit(_compose, edition, checked.rows, faces, project.templates)
        (bodies,) = _results({edition.name: composing})
        say(f"pressing {', '.join(languages)}")
        facts, inspector = checked.inputs[FACTS], order.inspector and edition.brief.inspector
        kinds = {body.language: _formats(order, body, languages) for body in bodies}
        folders = project.templates
        jobs = {
            f"{edition.name}.{body.language}": workers.submit(
                press, edition, body, folders, faces, kinds[body.language], facts, inspector
            )
            for body in bodies
        }
        pressed = _results(jobs)
        proof = proof_findings([proved for one in pressed for proved in one.proofs])
        if any(finding.blocks for finding in proof):
            raise Rejected(proof)
        artifacts = [artifact for one in pressed for artifact in one.artifacts]
        if "numbers" in order.formats:
            artifacts += numbers_files(edition, bodies, {one.language: one.pages for one in pressed})
        say("putting in place")
        folder, whole = _put(project, edition, made_from, artifacts)
    return Built(folder, whole, (*checked.findings, *proof))


def _formats(order: Order, body: Body, languages: Sequence[str]) -> tuple[str, ...]:
    """What to make of one language: what was ordered, or its page numbers alone for the numbers files."""
    return order.formats if body.language in languages else tuple({"numbers"} & set(order.formats))


def _put(
    project: Project, edition: Edition, made_from: manifest.Origins, artifacts: Sequence[Artifact]
) -> tuple[Path, tuple[Artifact, ...]]:
    """Put the files and their manifest in place, with those of the last build that still hold."""
    kept = manifest.carried_over(project.output / edition.name, made_from, artifacts)
    files = [*artifacts, *kept]
    listing = manifest.manifest(edition.name, edition.date.isoformat(), edition.languages, made_from, files)
    whole = (*files, Artifact(manifest.MANIFEST, listing))
    folder = place.put(project.output, edition.name, {artifact.name: artifact.data for artifact in whole})
    return folder, whole


@without_collector()
def check(project: Project, name: str) -> Checked:
    """Read an edition and tie it out, without building anything."""
    inputs = read_inputs(project, name)
    themes = Layouts(project.templates).themes()
    edition, found = read_edition(name, inputs, shown(project.data / name), themes)
    if edition:
        inputs |= {path: themes[path] for path in edition.theme.files}
    rows = tie_out(edition.base) if edition else ()
    said = (*findings(rows, edition.base), *inspect(edition.base)) if edition else ()
    return Checked(edition, rows, (*found, *said), inputs)


def coverage(project: Project, name: str, source: str, file: Path) -> Coverage:
    """Hold a source's text against the statements of an edition's fact base.

    Raises Rejected where the fact base does not hold, Misuse where it has no such source or the file is no text.
    """
    inputs = read_inputs(project, name)
    base, found = read_facts(inputs.get(FACTS, b""), shown(project.data / name / FACTS))
    if base is None:
        raise Rejected(found)
    if source not in base.sources:
        raise Misuse(
            f"{name} has no source {source!r}; it has: {', '.join(base.sources)}. Write --source ID=FILE"
        )
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misuse(f"{file} is not UTF-8 text (byte {error.start})") from None
    return cover(base, source, text, shown(file.resolve()))


def read_inputs(project: Project, name: str) -> dict[str, bytes]:
    """The files of an edition's folder that its documents are made of, by name: not delivery.yaml.

    Raises Misuse where there is no such edition.
    """
    folder = project.data / name
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in project.data.glob("*") if path.is_dir())) or "none"
        raise Misuse(f"there is no edition {name!r} in {shown(project.data)}; there are: {known}")
    return edition_files(folder)


def _standing(project: Project, order: Order) -> tuple[Artifact, ...]:
    return fresh.standing(project, order.name, order.languages, order.formats, order.inspector)


def _results(jobs: Mapping[str, Future[T]]) -> list[T]:
    """What all of them made. Raises Rejected with what is wrong with any of them, by name."""
    found: dict[Finding, None] = {}
    for name, job in jobs.items():
        if isinstance(error := job.exception(), Rejected):
            found |= dict.fromkeys(_named(name, finding) for finding in error.findings)
    if found:
        raise Rejected(found)
    return [job.result() for job in jobs.values()]


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


def _compose(
    edition: Edition, rows: Sequence[TieOut], faces: tuple[Face, ...], templates: tuple[Path, ...]
) -> list[Body]:
    """Every language, one after the other, so that a fact has the same number in all of them."""
    bodies: list[Body] = []
    frame = Layouts(templates).exhibit
    for language in edition.languages:
        bodies.append(compose(edition, language, rows, faces, frame, numbers.numbering(bodies)))
    return bodies
