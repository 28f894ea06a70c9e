"""Pressing: one language of a composed edition becomes its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen.brief.compose import Body, house_of
from reportgen.brief.edition import Edition
from reportgen.brief.inspector import inspector_file, to_bytes
from reportgen.brief.layout import MEDIA, Layouts
from reportgen.checks.tieout import tie_out
from reportgen.exhibits.faces import Face
from reportgen.press import fonts, html, numbers, pdf
from reportgen.press.archival import conform
from reportgen.press.attach import FACTS, INSPECTOR, NUMBERS, TABLE
from reportgen.press.inspector import SCRIPT, source_of
from reportgen.press.manifest import Artifact
from reportgen.press.proof import Proved, prove, read_finished, seal


@dataclass(frozen=True)
class Pressed:
    """The files of one language, the page of every anchor in its PDF, and what the proof of each file came to."""

    language: str
    artifacts: tuple[Artifact, ...]
    pages: Mapping[str, int]
    proofs: tuple[Proved, ...]


def press(
    edition: Edition,
    body: Body,
    templates: Sequence[Path],
    faces: tuple[Face, ...],
    formats: Sequence[str],
    facts: bytes,
    inspector: bool = True,
) -> Pressed:
    """Make the files of one language in `formats` and prove them; "numbers" alone gives the page numbers that the
    tables name. `facts` is the fact base as a file, which every document carries. `inspector` is False for an HTML
    page without one.

    Everything that goes in and comes out can be sent to another process.
    """
    layouts = Layouts(templates)
    stem = f"{edition.name}.{body.language}"
    drafts = [layouts.lay_out(edition, body, medium, {}) for medium in MEDIA]
    printed, headings = ("".join(map(part, drafts)) for part in (html.printed_text, html.headings_of))
    cuts = fonts.cut_faces(faces, printed, headings)
    artifacts: list[Artifact] = []
    pages: Mapping[str, int] = {}
    if {"pdf", "numbers"} & set(formats):
        laid_out = _paginate(edition, body, layouts, cuts)
        pages = laid_out.pages
        if "pdf" in formats:
            print_pdf = partial(pdf.print_pdf, laid_out, stem, edition.date)
            table = numbers.to_csv(numbers.table([body], {body.language: pages}))
            data = _carrying(f"{stem}.pdf", print_pdf, edition, body, pages, {FACTS: facts, TABLE: table})
            conform(f"{stem}.pdf", data)
            artifacts.append(Artifact(f"{stem}.pdf", data, laid_out.count))
    if "html" in formats:
        shown = _inspector(edition, body) if inspector else {}
        if shown:  # a PDF has no use for the inspector's characters, and is the same with it and without
            cuts = fonts.cut_faces(faces, printed + "".join(map(bytes.decode, shown.values())), headings)
        script = layouts.text(SCRIPT) if shown else ""
        source = source_of(script) if script else ""
        page = layouts.lay_out(edition, body, "screen", {}, fonts.web_css(cuts), source)
        print_html = partial(html.with_files, page, script=script)
        data = _carrying(f"{stem}.html", print_html, edition, body, {}, {FACTS: facts, **shown})
        artifacts.append(Artifact(f"{stem}.html", data))
    proofs = tuple(prove(artifact.name, artifact.data) for artifact in artifacts)
    return Pressed(body.language, tuple(artifacts), pages, proofs)


def _carrying(
    name: str,
    make: Callable[[Mapping[str, bytes]], bytes],
    edition: Edition,
    body: Body,
    pages: Mapping[str, int],
    attached: Mapping[str, bytes],
) -> bytes:
    """A document that carries what is `attached` and its numbers: made twice, since the numbers are sealed with what is
    read back from the first, which carries empty ones in their place."""
    sealed = seal(next(read_finished(name, make({**attached, NUMBERS: b"{}"}))))
    record = numbers.to_json(edition, [body], {body.language: pages}, attached, sealed)
    return make({**attached, NUMBERS: record})


def _inspector(edition: Edition, body: Body) -> dict[str, bytes]:
    """What the inspector shows, as a file."""
    base, house = edition.base, house_of(edition, body.language)
    return {INSPECTOR: to_bytes(inspector_file(base, house, body.lines, tie_out(base)))}


def _paginate(edition: Edition, body: Body, layouts: Layouts, cuts: tuple[fonts.Cut, ...]) -> pdf.LaidOut:
    """Set the pages twice: the appendix can only name the pages once they are known."""
    css = fonts.press_css(cuts)
    first = pdf.lay_out(layouts.lay_out(edition, body, "print", {}, css).html, cuts)
    return pdf.lay_out(layouts.lay_out(edition, body, "print", first.pages, css).html, cuts)


def numbers_files(edition: Edition, bodies: Sequence[Body], pages: numbers.Pages) -> list[Artifact]:
    """The numbers of all languages as CSV, XLSX and JSON."""
    rows = numbers.table(bodies, pages)
    return [
        Artifact("numbers.csv", numbers.to_csv(rows)),
        Artifact("numbers.xlsx", numbers.to_xlsx(rows, bodies[0].title, edition.date)),
        Artifact("numbers.json", numbers.to_json(edition, bodies, pages)),
    ]
