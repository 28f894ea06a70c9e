"""One edition's journey, from its folder to its files; the whole story is in `build`."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.brief.edition import read_base
from reportgen.brief.inputs import FORMATS, Project, read_inputs, shown
from reportgen.collecting import without_collector
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.intake.against_source import another_file
from reportgen.intake.coverage import Coverage, cover
from reportgen.intake.source_text import UnreadableSource, bounded_text_of
from reportgen.making import Order, PressedEdition, SayProgress, check_order, press_checked
from reportgen.press import fresh, placing
from reportgen.press.manifest import Artifact, signer_of
from reportgen.press.signed_files import signatures_gone, signed_artifacts
from reportgen.reading_files import SOURCE_LIMIT, read_plain
from reportgen.record.attachments import FACTS
from reportgen.signing.signing_key import Signing

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


@dataclass(frozen=True)
class Built:
    """What came of a build: the folder, the artifacts in it, and findings that did not stop it. `unchanged` where they
    stood there before."""

    folder: Path
    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    unchanged: bool = False


@without_collector()  # what the workers hand over is large and stays until the files are put in place
def build(
    project: Project, order: Order, say: SayProgress, workers: Executor, signing: Signing | None = None
) -> Built:
    """Read, derive, check, press, prove, and put in place.

    The disk is read once, at the start. `workers` check the edition, press its languages side by side and prove what
    they pressed; where there is a key to sign with, this process signs. Raises Rejected with every finding where the
    edition or one of its documents does not hold; what stood in the output is then untouched.
    """
    order = replace(order, signer=signer_of(signing))
    say("reading and tying out")
    inputs = read_inputs(project, order.name, order.sources)
    checked = check_order(inputs, order, workers)
    folder = project.output / order.name
    with placing.locked(project.output, order.name):
        if order.if_changed and (standing := _standing(project, order)):
            return Built(folder, standing, checked.findings, unchanged=True)
        last = placing.read_built(folder) if order.is_partial else {}
        made = press_checked(inputs, checked, order, last, project.cache, say, workers)
        made = signed_by(made, signing, folder)
        say("putting in place")
        placing.put(project.output, order.name, made.files)
    return Built(folder, made.artifacts, made.findings)


def signed_by(made: PressedEdition, signing: Signing | None, folder: Path) -> PressedEdition:
    """An edition with signatures, where there is a key to sign with; else RG718 where it takes the place of one that
    has them in `folder`. Raises as `signed_artifacts` does."""
    if signing:
        return replace(made, artifacts=signed_artifacts(made.artifacts, signing))
    return replace(made, findings=(*made.findings, *signatures_gone(folder)))


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
    data = read_plain(file, SOURCE_LIMIT, shown(file.resolve()))
    if strange := another_file(base.sources[source], shown(file.resolve()), data):
        raise Rejected([strange])
    try:
        text = bounded_text_of(data)
    except UnreadableSource as error:
        raise Misuse(f"{file} {error}") from None
    return cover(base, source, text, shown(file.resolve()))


def _standing(project: Project, order: Order) -> tuple[Artifact, ...]:
    return fresh.standing(project, order.name, order.languages, order.formats, order.inspector, order.signer)
