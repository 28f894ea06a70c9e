"""Pressing: one language of a drafted edition becomes its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.brief.writing import house_in
from reportgen.checks.tieout import tie_out
from reportgen.codes.rg6_pages import RG609
from reportgen.document.chart import Chart
from reportgen.document.nodes import Document, Exhibit
from reportgen.document.walk import exhibits
from reportgen.errors import Rejected
from reportgen.exhibits.charts import draw
from reportgen.exhibits.faces import HAN_HEAD, Face
from reportgen.exhibits.measure import Ruler
from reportgen.press import fonts, html, pdf, spreadsheets
from reportgen.press.archival import conform
from reportgen.press.families import families_of
from reportgen.press.layouts import MEDIA, Layouts, RenderedPage, page_terms
from reportgen.press.manifest import Artifact
from reportgen.press.markup import Drawn, Html
from reportgen.proof import Proved, prove
from reportgen.record.attachments import FACTS, INSPECTOR, NUMBERS, TABLE
from reportgen.record.inspector import inspector_file, to_bytes
from reportgen.record.numbers import DocumentNumbers, numbers_json
from reportgen.record.script import SCRIPT, source_of

NARROW_MM = 84.0  # a chart is drawn a second time, this wide, for a phone's column, where the first is wider


@dataclass(frozen=True)
class Pressed:
    """The files of one language, what it tells of itself, the page of every anchor in its PDF, and what the proof of
    each file came to."""

    told: DocumentNumbers
    artifacts: tuple[Artifact, ...]
    pages: Mapping[str, int]
    proofs: tuple[Proved, ...]


def press(
    edition: Edition,
    draft: Draft,
    templates: Mapping[str, bytes],
    faces: tuple[Face, ...],
    formats: Sequence[str],
    facts: bytes,
    inspector: bool = True,
) -> Pressed:
    """Make the files of one language in `formats` and prove them; "numbers" alone gives the page numbers that the
    tables name. `facts` is the fact base as a file, which every document carries. `inspector` is False for an HTML
    page without one. Raises Rejected with RG6xx for what needs a page to be seen.

    Everything that goes in and comes out can be sent to another process.
    """
    sheet = _Sheet(
        edition,
        draft.document,
        draft.told(edition),
        Layouts(templates),
        renderer(edition, draft.document, templates, faces),
    )
    drafts = [sheet.lay_out(medium, {}) for medium in MEDIA]
    printed, parts = "".join(map(html.printed_text, drafts)), _parts(edition, drafts)
    cuts = fonts.cut_faces(faces, printed, parts)
    artifacts: list[Artifact] = []
    pages: Mapping[str, int] = {}
    if {"pdf", "numbers"} & set(formats):
        laid_out = _paginate(sheet, cuts)
        pages = laid_out.pages
        if "pdf" in formats:
            artifacts.append(_pdf(sheet, laid_out, facts))
    if "html" in formats:
        artifacts.append(_html(sheet, faces, cuts, (printed, parts), facts, inspector))
    proofs = tuple(prove(artifact.name, artifact.data) for artifact in artifacts)
    return Pressed(sheet.told, tuple(artifacts), pages, proofs)


def _parts(edition: Edition, drafts: Sequence[RenderedPage]) -> dict[str, str]:
    """Family → what it sets, for those that set but a part of a document: headings, and quotations in a script that is
    not the document's own."""
    quoting = families_of(edition).of(drafts[0].language).quoting
    return {HAN_HEAD: "".join(map(html.headings_of, drafts))} | {
        family: "".join(map(partial(html.quotations_in, tag), drafts)) for tag, family in quoting.items()
    }


def renderer(
    edition: Edition, document: Document, templates: Mapping[str, bytes], faces: tuple[Face, ...]
) -> Html:
    """What makes HTML of a document's nodes, its charts drawn. Raises Rejected with RG609 for a chart that does not
    fit."""
    shown = tuple(exhibits(document))
    ink = partial(_draw, faces=faces, colours=edition.theme.light)
    drawn = {exhibit.name: _drawn(exhibit, ink) for exhibit in shown if exhibit.chart}
    cells = (
        cell
        for one in shown
        if one.table
        for group in one.table.groups
        for row in group.rows
        for cell in row.cells
    )
    sparks = {cell.spark: Markup(ink(cell.spark)) for cell in cells if cell.spark}
    return Html(page_terms(document.language), Layouts(templates).exhibit, drawn, sparks, Ruler(faces).width)


def _draw(chart: Chart, faces: tuple[Face, ...], colours: Mapping[str, str]) -> str:
    return draw(chart, faces, colours)


def _drawn(exhibit: Exhibit, ink: Callable[[Chart], str]) -> Drawn:
    chart = exhibit.chart
    assert chart is not None
    try:
        narrow = ink(replace(chart, width_mm=NARROW_MM)) if chart.width_mm > NARROW_MM else ""
        return Drawn(ink(chart), narrow)
    except ValueError as error:
        message = f"the exhibit {exhibit.name!r} does not fit: {error}"
        raise Rejected([RG609.finding(message, exhibit.place.locus)]) from error


@dataclass(frozen=True)
class _Sheet:
    """One language of an edition, with what lays it out."""

    edition: Edition
    document: Document
    told: DocumentNumbers
    layouts: Layouts
    html: Html

    @property
    def stem(self) -> str:
        """The name of its files without their endings."""
        return f"{self.edition.name}.{self.told.language}"

    @property
    def lay_out(self) -> Callable[..., RenderedPage]:
        """Lays it out for a medium."""
        return partial(self.layouts.lay_out, self.edition, self.document, self.told, self.html)

    def carried(self, pages: Mapping[str, int], files: Mapping[str, bytes]) -> dict[str, bytes]:
        """What its document carries: `files`, and its numbers with the pages of their anchors."""
        pages_of = {self.told.language: pages}
        record = numbers_json(self.edition.name, self.edition.date, [self.told], pages_of, compact=True)
        return {**files, NUMBERS: record}


def _pdf(sheet: _Sheet, laid_out: pdf.LaidOut, facts: bytes) -> Artifact:
    name, language = f"{sheet.stem}.pdf", sheet.told.language
    table = spreadsheets.to_csv(spreadsheets.numbers_table([sheet.told], {language: laid_out.pages}))
    carried = sheet.carried(laid_out.pages, {FACTS: facts, TABLE: table})
    data = pdf.print_pdf(laid_out, sheet.stem, sheet.edition.date, carried)
    conform(name, data)
    return Artifact(name, data, laid_out.count)


def _html(
    sheet: _Sheet,
    faces: tuple[Face, ...],
    cuts: tuple[fonts.Cut, ...],
    characters: tuple[str, Mapping[str, str]],
    facts: bytes,
    inspector: bool,
) -> Artifact:
    shown = _inspector(sheet.edition, sheet.told) if inspector else {}
    if shown:  # a PDF has no use for the inspector's characters, and is the same with it and without
        printed, parts = characters
        cuts = fonts.cut_faces(faces, printed + "".join(map(bytes.decode, shown.values())), parts)
    script = sheet.layouts.text(SCRIPT) if shown else ""
    page = sheet.lay_out("screen", {}, fonts.web_css(cuts), source_of(script) if script else "")
    carried = sheet.carried({}, {FACTS: facts, **shown})
    return Artifact(f"{sheet.stem}.html", html.with_files(page, carried, script))


def _inspector(edition: Edition, told: DocumentNumbers) -> dict[str, bytes]:
    """What the inspector shows, as a file."""
    base, number_style = edition.base, house_in(edition, told.language)
    return {INSPECTOR: to_bytes(inspector_file(base, number_style, told.lines, tie_out(base)))}


def _paginate(sheet: _Sheet, cuts: tuple[fonts.Cut, ...]) -> pdf.LaidOut:
    """Set the pages twice: the appendix can only name the pages once they are known."""
    css = fonts.press_css(cuts)
    first = pdf.lay_out_pages(sheet.lay_out("print", {}, css).html, cuts)
    return pdf.lay_out_pages(sheet.lay_out("print", first.pages, css).html, cuts)


def numbers_files(edition: Edition, pressed: Sequence[Pressed]) -> list[Artifact]:
    """The numbers of all languages as CSV, XLSX and JSON."""
    told = [one.told for one in pressed]
    pages = {one.told.language: one.pages for one in pressed}
    rows = spreadsheets.numbers_table(told, pages)
    return [
        Artifact("numbers.csv", spreadsheets.to_csv(rows)),
        Artifact("numbers.xlsx", spreadsheets.to_xlsx(rows, told[0].title, edition.date)),
        Artifact("numbers.json", numbers_json(edition.name, edition.date, told, pages)),
    ]
