"""One edition's journey, from its folder to its files; the whole story is in `build`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import FACTS, Edition
from reportgen.brief.inputs import FORMATS, Project, read_inputs, shown
from reportgen.check import check
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.facts.reading import read_facts
from reportgen.intake.coverage import Coverage, cover
from reportgen.press import fresh, manifest, placing
from reportgen.press.families import families_of
from reportgen.press.manifest import Artifact
from reportgen.press.pressing import numbers_files, press
from reportgen.proof.crosscheck import proof_findings

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


def build(project: Project, order: Order, say: SayProgress, workers: Executor) -> Built:
    """Read, derive, check, press, prove, and put in place.

    The disk is read once, at the start. `workers` check the edition, press its languages side by side and prove what
    they pressed. Raises Rejected with every finding where the edition or one of its documents does not hold; what stood
    in the output is then untouched.
    """
    say("reading and tying out")
    inputs = read_inputs(project, order.name)
    (checked,) = _results({order.name: workers.submit(check, inputs)})
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
        inspector = order.inspector and edition.brief.inspector
        jobs = {
            f"{edition.name}.{one.language}": workers.submit(
                press, edition, one, inputs.templates, families.of(one.language).faces,
                _formats(order, one, languages), inputs.files[FACTS], inspector,
            )
            for one in checked.drafts
        }  # fmt: skip
        pressed = _results(jobs)
        proof = proof_findings([proved for one in pressed for proved in one.proofs])
        if any(finding.blocks for finding in proof):
            raise Rejected(proof)
        artifacts = [artifact for one in pressed for artifact in one.artifacts]
        if "numbers" in order.formats:
            artifacts += numbers_files(edition, pressed)
        say("putting in place")
        folder, whole = _put(project, edition, made_from, artifacts)
    return Built(folder, whole, checked.findings)


def _formats(order: Order, one: Draft, languages: Sequence[str]) -> tuple[str, ...]:
    """What to make of one language: what was ordered, or its page numbers alone for the numbers files."""
    return order.formats if one.language in languages else tuple({"numbers"} & set(order.formats))


def _put(
    project: Project, edition: Edition, made_from: manifest.Origins, artifacts: Sequence[Artifact]
) -> tuple[Path, tuple[Artifact, ...]]:
    """Put the files and their manifest in place, with those of the last build that still hold."""
    kept = manifest.carried_over(project.output / edition.name, made_from, artifacts)
    files = [*artifacts, *kept]
    listing = manifest.manifest(edition.name, edition.date.isoformat(), edition.languages, made_from, files)
    whole = (*files, Artifact(manifest.MANIFEST, listing))
    folder = placing.put(project.output, edition.name, {artifact.name: artifact.data for artifact in whole})
    return folder, whole


def coverage(project: Project, name: str, source: str, file: Path) -> Coverage:
    """Hold a source's text against the statements of an edition's fact base.

    Raises Rejected where the fact base does not hold, Misuse where it has no such source or the file is no text.
    """
    base, found = read_facts(
        read_inputs(project, name).files.get(FACTS, b""), shown(project.data / name / FACTS)
    )
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


def _standing(project: Project, order: Order) -> tuple[Artifact, ...]:
    return fresh.standing(project, order.name, order.languages, order.formats, order.inspector)


def _results(jobs: Mapping[str, Future[_T]]) -> list[_T]:
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
