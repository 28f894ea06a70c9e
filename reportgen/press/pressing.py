"""Pressing: one language of a composed edition becomes its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.brief.compose import Body
from reportgen.brief.edition import Edition
from reportgen.brief.layout import MEDIA, Layouts
from reportgen.exhibits.faces import Face
from reportgen.press import fonts, numbers, pdf
from reportgen.press.html import printed_text
from reportgen.press.manifest import Artifact


@dataclass(frozen=True)
class Pressed:
    """The files of one language, and the page of every anchor in its PDF."""

    language: str
    artifacts: tuple[Artifact, ...]
    pages: Mapping[str, int]


def press(
    edition: Edition, body: Body, templates: Sequence[Path], faces: tuple[Face, ...], formats: Sequence[str]
) -> Pressed:
    """Make the files of one language in `formats`; "numbers" alone gives the page numbers that the tables name.

    Everything that goes in and comes out can be sent to another process.
    """
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
    return Pressed(body.language, tuple(artifacts), pages)


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
        Artifact("numbers.json", numbers.to_json(edition.name, bodies, pages)),
    ]
