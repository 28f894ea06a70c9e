"""One edition's journey, from its folder to its files; the whole story is in `build`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportgen.brief.compose import Body, compose
from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.layout import MEDIA, Layouts
from reportgen.checks.tieout import TieOut, findings, tie_out
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.exhibits.faces import Face, find_faces
from reportgen.press import fonts, manifest, numbers, pdf, place
from reportgen.press.html import printed_text
from reportgen.press.manifest import Artifact

FORMATS: Final = ("pdf", "html", "numbers")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Project:
    """Where a project keeps its editions, what it builds, and its layouts (the first folder that has one wins)."""

    data: Path
    output: Path
    templates: tuple[Path, ...]


@dataclass(frozen=True)
class Order:
    """What to build of an edition. An empty tuple of languages means all of them."""

    name: str
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS


@dataclass(frozen=True)
class Built:
    """What came of a build: the folder, the artifacts in it, and findings that did not stop it."""

    folder: Path
    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Checked:
    """An edition that has been read and tied out; `findings` may block."""

    edition: Edition | None
    rows: tuple[TieOut, ...]
    findings: tuple[Finding, ...]
    inputs: Mapping[str, bytes]


def build(project: Project, order: Order, say: Say, workers: Executor) -> Built:
    """Read, derive, check, compose, press, and put in place.

    `workers` press the languages side by side. Raises Rejected with every finding where the edition does not hold, and leaves what stood in the output untouched.
    """
    say("reading and tying out")
    checked = check(project, order.name)
    if checked.edition is None or any(finding.blocks for finding in checked.findings):
        raise Rejected(checked.findings)
    edition = checked.edition
    languages = _chosen(order, edition)
    with place.locked(project.output, order.name):
        say("composing")
        faces = find_faces(han=True)
        bodies = _compose(edition, checked.rows, faces, project.templates)
        say(f"pressing {', '.join(languages)}")
        chosen = [body for body in bodies if body.language in languages]
        jobs = [
            workers.submit(_press, edition, body, project.templates, faces, order.formats) for body in chosen
        ]
        pressed = [job.result() for job in jobs]
        artifacts = [artifact for one in pressed for artifact in one.artifacts]
        if "numbers" in order.formats:
            artifacts += _numbers(edition, bodies, {one.language: one.pages for one in pressed})
        listing = manifest.manifest(edition.name, edition.date.isoformat(), checked.inputs, faces, artifacts)
        files = {artifact.name: artifact.data for artifact in artifacts} | {manifest.MANIFEST: listing}
        say("putting in place")
        folder = place.put(project.output, order.name, files)
    return Built(folder, (*artifacts, Artifact(manifest.MANIFEST, listing)), checked.findings)


def check(project: Project, name: str) -> Checked:
    """Read an edition and tie it out, without building anything."""
    inputs = read_inputs(project, name)
    edition, found = read_edition(name, inputs, shown(project.data / name))
    rows = tie_out(edition.base) if edition else ()
    return Checked(edition, rows, (*found, *findings(rows)), inputs)


def read_inputs(project: Project, name: str) -> dict[str, bytes]:
    """The files of an edition's folder by name. Raises Misuse where there is no such edition."""
    folder = project.data / name
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in project.data.glob("*") if path.is_dir())) or "none"
        raise Misuse(f"there is no edition {name!r} in {shown(project.data)}; there are: {known}")
    return {
        path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".yaml", ".md")
    }


def shown(path: Path) -> str:
    """A path as findings quote it: from the current folder where it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _chosen(order: Order, edition: Edition) -> tuple[str, ...]:
    if unknown := [language for language in order.languages if language not in edition.languages]:
        raise Misuse(
            f"{edition.name} does not come out in {', '.join(unknown)}; it has {', '.join(edition.languages)}"
        )
    return order.languages or edition.languages


def _compose(
    edition: Edition, rows: Sequence[TieOut], faces: tuple[Face, ...], templates: Sequence[Path]
) -> list[Body]:
    """Every language, one after the other, so that a fact has the same number in all of them."""
    frame = Layouts(templates).exhibit
    bodies: list[Body] = []
    for language in edition.languages:
        bodies.append(compose(edition, language, rows, faces, frame, numbers.numbering(bodies)))
    return bodies


@dataclass(frozen=True)
class _Pressed:
    """The files of one language, and the page of every anchor in its PDF."""

    language: str
    artifacts: tuple[Artifact, ...]
    pages: Mapping[str, int]


def _press(
    edition: Edition, body: Body, templates: Sequence[Path], faces: tuple[Face, ...], formats: Sequence[str]
) -> _Pressed:
    """One language's files; runs in a process of its own."""
    layouts = Layouts(templates)
    stem = f"{edition.name}.{body.language}"
    drafts = (layouts.lay_out(edition, body, medium, {}) for medium in MEDIA)
    cuts = fonts.cut_faces(faces, "".join(printed_text(draft) for draft in drafts))
    artifacts: list[Artifact] = []
    pages: Mapping[str, int] = {}
    if {"pdf", "numbers"} & set(formats):
        laid_out = _paginate(edition, body, layouts, cuts)
        pages = laid_out.pages
        if "pdf" in formats:
            data = pdf.print_pdf(laid_out, stem, edition.date)
            artifacts.append(Artifact(f"{stem}.pdf", data, laid_out.count))
    if "html" in formats:
        page = layouts.lay_out(edition, body, "screen", {}, fonts.web_css(cuts))
        artifacts.append(Artifact(f"{stem}.html", page.html.encode()))
    return _Pressed(body.language, tuple(artifacts), pages)


def _paginate(edition: Edition, body: Body, layouts: Layouts, cuts: tuple[fonts.Cut, ...]) -> pdf.LaidOut:
    """Set the pages twice: the appendix can only name the pages once they are known."""
    css = fonts.press_css(cuts)
    first = pdf.lay_out(layouts.lay_out(edition, body, "print", {}, css).html, cuts)
    return pdf.lay_out(layouts.lay_out(edition, body, "print", first.pages, css).html, cuts)


def _numbers(edition: Edition, bodies: Sequence[Body], pages: numbers.Pages) -> list[Artifact]:
    rows = numbers.table(bodies, pages)
    return [
        Artifact("numbers.csv", numbers.to_csv(rows)),
        Artifact("numbers.xlsx", numbers.to_xlsx(rows, bodies[0].title, edition.date)),
        Artifact("numbers.json", numbers.to_json(edition.name, bodies, pages)),
    ]
