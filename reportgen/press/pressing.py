"""Pressing: one language of a drafted edition becomes its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.brief.families import families_of
from reportgen.brief.writing import house_in
from reportgen.checks.tieout import tie_out
from reportgen.codes.rg6_pages import RG609
from reportgen.document.chart import Chart
from reportgen.document.nodes import Document, Exhibit
from reportgen.document.walk import exhibits
from reportgen.errors import Locus, Rejected
from reportgen.exhibits.charts import draw
from reportgen.exhibits.faces import HAN_HEAD, Face
from reportgen.exhibits.measure import Ruler, TooSmall
from reportgen.facts.vocabulary_yaml import to_yaml
from reportgen.press import fonts, html, pdf, spreadsheets
from reportgen.press.archival import conform, has_validator
from reportgen.press.cache import NO_CACHE, Cache, packed, unpacked
from reportgen.press.geometry import lost_findings, page_findings
from reportgen.press.layouts import SETTINGS, Layouts, RenderedPage, page_terms
from reportgen.press.manifest import Artifact
from reportgen.press.markup import Drawn, Html
from reportgen.press.widths import fitted
from reportgen.proof import Proved, prove
from reportgen.proof.numbers_json import read_record
from reportgen.record.attachments import FACTS, INSPECTOR, NUMBERS, TABLE, VOCABULARY
from reportgen.record.inspector import inspector_file, to_bytes
from reportgen.record.numbers import DocumentNumbers, Pages, numbers_json
from reportgen.record.script import SCRIPT, source_of
from reportgen.record.workbook import workbook

NARROW_MM = 84.0  # a chart is drawn a second time, this wide, for a phone's column, where the first is wider


@dataclass(frozen=True)
class Characters:
    """What a document prints: every character, and those of each family that sets but a part of it."""

    printed: str
    parts: Mapping[str, str]

    def with_more(self, printed: str) -> Characters:
        """With further characters."""
        return replace(self, printed=self.printed + printed)


@dataclass(frozen=True)
class Sheet:
    """One language of an edition, and what it is pressed with. `facts` is the fact base as a file, which every document
    carries; `inspector` is False for a page without one, `signed` True for a PDF with an empty place for a signature.
    """

    edition: Edition
    draft: Draft
    templates: Mapping[str, bytes]
    faces: tuple[Face, ...]
    facts: bytes
    inspector: bool = True
    cache: Cache = NO_CACHE
    signed: bool = False

    @property
    def stem(self) -> str:
        """The name of its files without their endings."""
        return f"{self.edition.name}.{self.draft.language}"

    def content(self, told: DocumentNumbers) -> list[bytes | str]:
        """What its documents are made of besides their pages."""
        templates = [part for name, data in sorted(self.templates.items()) for part in (name, data)]
        return [self.stem, self.numbers(told, {}), *self.sources.values(), *templates]

    @property
    def sources(self) -> dict[str, bytes]:
        """What its documents carry so that their numbers can be reckoned again: the facts as they were written, and
        those of their concepts that stand in a vocabulary."""
        base, written = self.edition.base, self.draft.written
        said = [cited.fact.at.concept for cited in written.citations] + [
            one.expression for one in written.claims
        ]
        standard = base.concepts.listing(base.concepts.named_in(said)).standard()
        more = {VOCABULARY: to_yaml(standard, self.edition.languages)} if standard else {}
        return {FACTS: self.facts, **more}

    def numbers(self, told: DocumentNumbers, pages: Mapping[str, int]) -> bytes:
        """Its numbers as its documents carry them, with the pages of their anchors."""
        edition = self.edition
        return numbers_json(edition.name, edition.date, [told], {told.language: pages}, compact=True)

    def cut(self, characters: Characters) -> tuple[fonts.Cut, ...]:
        """The faces with the glyphs for what is printed."""
        return fonts.cut_faces(self.faces, characters.printed, characters.parts, self.cache)


@dataclass(frozen=True)
class Composed:
    """One language of an edition as HTML: a page for the screen, which has yet to be set in its type, and the front
    part for paper, which ends where the appendix begins; each with the characters that are printed with it, and what
    the document tells of itself. The appendix is as it is before pages are known. `compiled` are its templates, as
    Jinja has made them."""

    told: DocumentNumbers
    screen: RenderedPage
    on_screen: Characters
    front: RenderedPage
    appendix: RenderedPage
    on_paper: Characters
    compiled: Mapping[str, bytes]


@dataclass(frozen=True)
class Pressed:
    """The file of one format and what its proof came to; none where its pages alone were asked for. `pages` gives the
    page of every anchor in a PDF."""

    language: str
    artifact: Artifact | None
    proved: Proved | None
    pages: Mapping[str, int]


def compose(sheet: Sheet) -> Composed:
    """Make the HTML, its charts drawn. Raises Rejected with RG609 for a chart that does not fit.

    Everything that goes in and comes out, here and below, can be sent to another process.
    """
    edition, document, told = sheet.edition, sheet.draft.document, sheet.draft.told(sheet.edition)
    layouts = Layouts(sheet.templates)
    nodes = renderer(edition, document, layouts, sheet.faces, sheet.cache)
    script = source_of(layouts.text(SCRIPT)) if sheet.inspector else ""
    screen, front, appendix = (
        layouts.lay_out(edition, document, told, nodes, medium, part, script=script)
        for medium, part in SETTINGS
    )
    characters = partial(_characters, edition)
    on_paper = characters(front, appendix)
    return Composed(told, screen, characters(screen), front, appendix, on_paper, layouts.compiled)


def press_pdf(sheet: Sheet, composed: Composed, written: bool = True) -> Pressed:
    """Set the pages for paper, and, if they are to be `written`, make and prove the PDF. Raises Rejected with RG6xx for
    what needs a page to be seen."""
    edition, document, told = sheet.edition, sheet.draft.document, composed.told
    layouts = Layouts(sheet.templates, composed.compiled)
    name, content = f"{sheet.stem}.pdf", [
        *sheet.content(told), composed.front.html, composed.appendix.html, str(has_validator()), str(sheet.signed),
    ]  # fmt: skip
    if written and (entry := sheet.cache.found("pdf", content)) is not None:
        return _standing(told.language, name, entry)
    nodes = Html(page_terms(document.language), layouts.exhibit)

    def appendix(pages: Mapping[str, int], first: int) -> str:
        return layouts.lay_out(edition, document, told, nodes, "print", "appendix", pages, first).html

    laid_out = pdf.lay_out_pages(composed.front.html, sheet.cut(composed.on_paper), appendix)
    astray = page_findings(laid_out.document.pages, _places(document))
    astray += lost_findings(told.lines, laid_out.pages)
    if astray:
        raise Rejected(astray)
    if not written:
        return Pressed(told.language, None, None, laid_out.pages)
    table = spreadsheets.numbers_table([told], {told.language: laid_out.pages})
    numbers = sheet.numbers(told, laid_out.pages)
    carried = {**sheet.sources, TABLE: spreadsheets.to_csv(table), NUMBERS: numbers}
    data = pdf.print_pdf(laid_out, sheet.stem, edition.date, carried, sheet.signed)
    conform(name, data)
    proved = prove(name, data)
    if proved.holds:
        sheet.cache.keep("pdf", content, _entry(data, numbers, laid_out.pages, laid_out.count))
    return Pressed(told.language, Artifact(name, data, laid_out.count), proved, laid_out.pages)


def _places(document: Document) -> dict[str, Locus | None]:
    """Where the blocks that have a name on the page stand in the files."""
    sections = {
        section.id: section.heading.place.locus if section.heading.place else None
        for section in document.sections
    }
    return sections | {exhibit.id: exhibit.place.locus for exhibit in exhibits(document)}


def press_html(sheet: Sheet, composed: Composed) -> Pressed:
    """Make and prove the page for the screen. Raises Rejected with RG6xx as `press_pdf` does."""
    told, name = composed.told, f"{sheet.stem}.html"
    content = [*sheet.content(told), composed.screen.html, str(sheet.inspector)]
    if (entry := sheet.cache.found("html", content)) is not None:
        return _standing(told.language, name, entry)
    shown = _inspector(sheet.edition, told) if sheet.inspector else {}
    characters = composed.on_screen.with_more("".join(map(bytes.decode, shown.values())))
    page = composed.screen.set_in(fonts.web_css(sheet.cut(characters), sheet.cache))
    numbers = sheet.numbers(told, {})
    carried = {**sheet.sources, **shown, NUMBERS: numbers}
    data = html.with_files(page, carried, Layouts(sheet.templates).text(SCRIPT) if shown else "")
    proved = prove(name, data)
    if proved.holds:
        sheet.cache.keep("html", content, _entry(data, numbers, {}, None))
    return Pressed(told.language, Artifact(name, data), proved, {})


def _entry(data: bytes, numbers: bytes, pages: Mapping[str, int], count: int | None) -> bytes:
    """A document that was proved, as the cache keeps it."""
    return packed({"file": data, NUMBERS: numbers, "pages": json.dumps([dict(pages), count]).encode()})


def _standing(language: str, name: str, entry: bytes) -> Pressed:
    """A document from the cache: it was proved before it was kept."""
    parts = unpacked(entry)
    pages, count = json.loads(parts["pages"])
    proved = Proved(name, (), read_record(parts[NUMBERS]))
    return Pressed(language, Artifact(name, parts["file"], count), proved, pages)


def _characters(edition: Edition, *pages: RenderedPage) -> Characters:
    """What pages print, and of it what headings do, and quotations in a script that is not the document's own."""
    quoting = families_of(edition).of(pages[0].language).quoting
    parts = {HAN_HEAD: "".join(map(html.headings_of, pages))} | {
        family: "".join(map(partial(html.quotations_in, tag), pages)) for tag, family in quoting.items()
    }
    return Characters("".join(map(html.printed_text, pages)), parts)


def renderer(
    edition: Edition,
    document: Document,
    layouts: Layouts,
    faces: tuple[Face, ...],
    cache: Cache = NO_CACHE,
) -> Html:
    """What makes HTML of a document's nodes, its charts drawn. Raises Rejected with RG609 for a chart that does not
    fit, with RG610 for a table."""
    drawn, sparks = drawings(edition, tuple(exhibits(document)), faces, cache)
    fits = fitted(document, Ruler(faces), lies=edition.page.endswith("landscape"))
    return Html(page_terms(document.language), layouts.exhibit, drawn, sparks, fits)


def drawings(
    edition: Edition, shown: Sequence[Exhibit], faces: tuple[Face, ...], cache: Cache = NO_CACHE
) -> tuple[dict[str, Drawn], dict[Chart, Markup]]:
    """The pictures of exhibits' charts by their names, and those of the lines in tables' cells by their chart. Raises
    Rejected with RG609."""
    ink = partial(_draw, faces=faces, colours=edition.theme.light, cache=cache)
    drawn = {exhibit.name: _drawn(exhibit, ink) for exhibit in shown if exhibit.chart}
    groups = (group for one in shown if one.table for group in one.table.groups)
    cells = (cell for group in groups for row in group.rows for cell in row.cells)
    return drawn, {cell.spark: Markup(ink(cell.spark)) for cell in cells if cell.spark}


def _draw(chart: Chart, faces: tuple[Face, ...], colours: Mapping[str, str], cache: Cache) -> str:
    set_in = [(face.family, face.weight, face.path.name, face.index) for face in faces]
    content = (repr(chart), repr(sorted(colours.items())), repr(set_in))
    return cache.kept("chart", content, lambda: draw(chart, faces, colours).encode()).decode()


def _drawn(exhibit: Exhibit, ink: Callable[[Chart], str]) -> Drawn:
    chart = exhibit.chart
    assert chart is not None
    where = ""
    try:
        wide, where = ink(chart), f" {NARROW_MM:.0f} mm, as a telephone shows it"
        return Drawn(wide, _narrow(chart, ink) if chart.width_mm > NARROW_MM else "")
    except ValueError as error:
        message = f"the exhibit {exhibit.name!r} does not fit{where}: {error}"
        raise Rejected([RG609.finding(message, exhibit.place.locus)]) from error


def _narrow(chart: Chart, ink: Callable[[Chart], str]) -> str:
    """The chart for a telephone, whose screen is as long as it takes: where its height is too little there, it has none
    of its own."""
    chart = replace(chart, width_mm=NARROW_MM)
    try:
        return ink(chart)
    except TooSmall:
        if chart.height_mm is None:
            raise
        return ink(replace(chart, height_mm=None))


def _inspector(edition: Edition, told: DocumentNumbers) -> dict[str, bytes]:
    """What the inspector shows, as a file."""
    base, number_style = edition.base, house_in(edition, told.language)
    return {INSPECTOR: to_bytes(inspector_file(base, number_style, told.lines, tie_out(base)))}


def numbers_files(edition: Edition, told: Sequence[DocumentNumbers], pages: Pages) -> list[Artifact]:
    """The numbers of all languages as CSV, XLSX and JSON. `pages` are those of the languages whose pages were set."""
    rows, sheets = spreadsheets.numbers_table(told, pages), workbook(edition.base, told, pages)
    return [
        Artifact("numbers.csv", spreadsheets.to_csv(rows)),
        Artifact("numbers.xlsx", spreadsheets.to_xlsx(sheets, told[0].title, edition.date)),
        Artifact("numbers.json", numbers_json(edition.name, edition.date, told, pages)),
    ]
