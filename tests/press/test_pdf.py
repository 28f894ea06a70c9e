"""The finished PDF, read with other libraries than the one that wrote it."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from support import LANGUAGES, TINY, Golden, build_tiny, parse, words_of

from reportgen import __version__
from reportgen.errors import Rejected
from reportgen.exhibits.faces import Face, find_faces

# The sentences of the text as a reader copies them out of the page, line ends aside.
SENTENCES: Final = {
    "en": (
        "Sales of $12.4bn, and still a loss",
        "Net sales came to $12.4bn, against $11.0bn a year ago.",
        "The chain runs over 1,250 shops.",
        "EPS was −$0.42.",
        "Capital expenditure is planned at $1.8–2.2bn.",
        "Lanternfish & Sons plc",
    ),
    "zh-Hant": (
        "營收124.2億美元，仍陷虧損",
        "營收124.2億美元，去年同期110.3億美元。",
        "門市逾1,250間門市。",
        "每股盈餘−0.42美元。",
        "資本支出規劃18.0億至22.0億美元。",
        "燈籠魚茶業",
    ),
}


@dataclass(frozen=True)
class Link:
    """A link on a page: where it leads, and the rectangle that it covers."""

    page: int
    to: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Read:
    """A PDF as two libraries see it. Pages count from 1."""

    pdf: pikepdf.Pdf
    texts: tuple[str, ...]
    view: pypdfium2.PdfDocument

    @property
    def links(self) -> list[Link]:
        """Every link to a place in the document."""
        return [
            Link(number, str(note.Dest), _box(note.Rect))
            for number, page in enumerate(self.pdf.pages, 1)
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link" and "/Dest" in note
        ]

    @property
    def places(self) -> dict[str, int]:
        """The page of every named place."""
        names = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        pages = [page.obj.objgen for page in self.pdf.pages]
        return {name: pages.index(names[name][0].objgen) + 1 for name in names}

    def lines(self, link: Link) -> list[str]:
        """The lines of text that a link covers."""
        left, bottom, right, top = link.box
        text = self.view[link.page - 1].get_textpage().get_text_bounded(left, bottom, right, top)
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]

    def words(self, link: Link) -> str:
        """The words that a link covers."""
        return " ".join(self.lines(link))


def _box(rect: Any) -> tuple[float, float, float, float]:
    x, y, other_x, other_y = (float(value) for value in rect)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


@contextmanager
def opened(path: Path) -> Iterator[Read]:
    view = pypdfium2.PdfDocument(path)
    with pikepdf.open(path) as pdf:
        yield Read(pdf, tuple(page.get_textpage().get_text_range() for page in view), view)


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def read(golden: Golden, language: str) -> Iterator[Read]:
    with opened(golden.pdf(language)) as opened_pdf:
        yield opened_pdf


def plain(text: str) -> str:
    """The text without white space: where a line ends is the layout's affair."""
    return re.sub(r"\s+", "", text)


# ---- type ----------------------------------------------------------------------------------------------------


def fonts(holder: Any) -> Iterator[Any]:
    """The fonts of a page or of a form, and of the forms in it."""
    resources = holder.get("/Resources", {})
    yield from resources.get("/Font", {}).values()
    for form in resources.get("/XObject", {}).values():
        if form.get("/Subtype") == "/Form":
            yield from fonts(form)


def test_every_font_is_embedded(read: Read) -> None:
    found = {font.objgen: font for page in read.pdf.pages for font in fonts(page)}
    assert found
    for font in found.values():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        files = [key for key in inner.FontDescriptor if key.startswith("/FontFile")]
        assert files, f"{font.BaseFont} is not embedded"
        assert len(inner.FontDescriptor[files[0]].read_bytes()) > 100
        assert "/ToUnicode" in font, f"{font.BaseFont} cannot be copied from"
        assert "+Brief-" in str(font.BaseFont), f"{font.BaseFont} is no font of the brief"


def glyphs(stream: Any) -> Iterator[int]:
    """The glyph numbers that a page or a form draws: every font is of the two-byte kind."""
    for operands, operator in pikepdf.parse_content_stream(stream):
        if str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    data = bytes(part)
                    assert len(data) % 2 == 0
                    yield from (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))


def test_no_glyph_is_missing(read: Read) -> None:
    assert all(font.Encoding == "/Identity-H" for page in read.pdf.pages for font in fonts(page))
    drawn = [glyph for page in read.pdf.pages for glyph in glyphs(page)]
    assert len(drawn) > 500
    assert 0 not in drawn, "a .notdef is drawn"
    assert not {"\ufffd", "\ufffe", "\uffff", "\x00"} & set("".join(read.texts))


def outlines(font: TTFont, glyphs: Iterable[str]) -> list[Any]:
    """The drawings of some glyphs."""
    drawn, glyph_set = [], font.getGlyphSet()
    for glyph in glyphs:
        pen = DecomposingRecordingPen(glyph_set)
        glyph_set[glyph].draw(pen)
        drawn.append(pen.value)
    return drawn


def meanings(font: Any) -> dict[str, int]:
    """Character → the glyph that stands for it, as the font's ToUnicode map tells a reader who copies it."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    single = re.findall(r"^<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})>$", table, re.MULTILINE)
    return {chr(int(char, 16)): int(glyph, 16) for glyph, char in single}


def test_a_digit_is_drawn_as_the_digit_that_it_says(read: Read) -> None:
    """A page can show one number and hand out another to be copied: the drawings are held against the face's own."""
    found = {font.objgen: font for page in read.pdf.pages for font in fonts(page)}
    looked_at = ""
    for font in found.values():
        told = {char: glyph for char, glyph in meanings(font).items() if char in "0123456789.,%$−"}
        looked_at += "".join(told)
        if told:
            face = next(face for face in find_faces(["zh-Hant"]) if is_cut_from(font, face))
            with TTFont(face.path, fontNumber=face.index) as own, TTFont(embedded(font)) as cut:
                drawn = outlines(cut, map(cut.getGlyphName, told.values()))
                meant = outlines(own, [own.getBestCmap()[ord(char)] for char in told])
            wrong = [char for char, one, other in zip(told, drawn, meant, strict=True) if one != other]
            assert not wrong, f"{font.BaseFont} draws otherwise: {wrong}"
    assert set("0123456789") <= set(looked_at)


def embedded(font: Any) -> io.BytesIO:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return io.BytesIO(next(descriptor[key].read_bytes() for key in descriptor if key.startswith("/FontFile")))


def is_cut_from(font: Any, face: Face) -> bool:
    weight = 600 if "Bold" in str(font.BaseFont) else 400
    return face.family.replace(" ", "-") in str(font.BaseFont) and face.weight == weight


def test_a_character_that_no_font_has_stops_the_build(tmp_path: Path) -> None:
    edits = {"en.md": {"Tea is picked": "Tea \U00013000 is picked"}}
    with pytest.raises(Rejected) as caught:
        build_tiny(tmp_path, edits, formats=("pdf",), languages=("en",))
    (finding,) = (one for one in caught.value.findings if one.blocks)
    assert finding.code == "RG530" and "U+13000" in finding.message
    assert not (tmp_path / "output" / TINY).exists()


# ---- text ----------------------------------------------------------------------------------------------------


def test_the_text_can_be_copied_out(read: Read, language: str) -> None:
    text = plain("".join(read.texts))
    for sentence in SENTENCES[language]:
        assert plain(sentence) in text, sentence


def test_no_number_is_broken_across_lines(read: Read, golden: Golden, language: str) -> None:
    """The link of each printing is one box, and in that box stands the whole number, its unit with it."""
    for entry in golden.numbers:
        number = str(entry["number"])
        printings = entry["texts"][language]["printings"]
        boxes = [
            link for link in read.links if link.to == f"r{number}" and link.page < read.places["numbers"]
        ]
        assert all(len(read.lines(link)) == 1 for link in boxes)
        covered = Counter(plain(read.words(link)) for link in boxes)
        below_charts = covered.pop(number, 0)
        assert covered == Counter(plain(place["shown"]) for place in printings if place["id"] in read.places)
        assert below_charts == len(
            {place["exhibit"] for place in printings if place["id"] not in read.places}
        )


def test_every_page_says_which_it_is(read: Read) -> None:
    assert len(read.texts) > 1
    for number, text in enumerate(read.texts, 1):
        tail = [re.findall(r"\d+", line) for line in text.splitlines() if len(line) < 80]
        assert any(found[-1:] == [str(number)] for found in tail), text[-200:]


# ---- structure -----------------------------------------------------------------------------------------------


def test_the_bookmarks_are_the_headings(read: Read, golden: Golden, language: str) -> None:
    sections = parse(golden.html(language)).iterfind(".//section[@id]")
    headings = [words_of(found) for section in sections if (found := section.find(".//h2")) is not None]
    found: dict[str, int] = {}
    pages = [page.obj.objgen for page in read.pdf.pages]

    def walk(items: Any) -> None:
        for item in items:
            found[item.title] = pages.index(item.destination[0].objgen) + 1
            walk(item.children)

    with read.pdf.open_outline() as outline:
        walk(outline.root)
    assert len(headings) >= 3
    assert set(headings) <= set(found)
    assert found[headings[-1]] == read.places["numbers"]


def test_every_link_leads_somewhere(read: Read) -> None:
    assert {link.to for link in read.links} <= set(read.places)


def test_each_citation_leads_to_its_row_and_each_row_back(read: Read, golden: Golden, language: str) -> None:
    links, places = read.links, read.places
    for entry in golden.numbers:
        row = f"r{entry['number']}"
        printings = entry["texts"][language]["printings"]
        to_row = [link for link in links if link.to == row]
        for place in printings:
            covered = [link for link in to_row if link.page == place["page"]]
            assert covered, f"{entry['fact']} on page {place['page']} does not lead to {row}"
            if place["id"] in places:  # running text and tables; a chart is linked below it
                words = {plain(read.words(link)) for link in covered}
                assert any(plain(place["shown"]) in text for text in words), (place, words)
        back = [link for link in links if link.page == places[row] and _stands_in(link, row, read)]
        anchors = {place["id"] for place in printings} | {f"x-{place['exhibit']}" for place in printings}
        assert back, f"{row} does not lead back"
        assert {link.to for link in back} <= anchors
        assert {places[link.to] for link in back} == {place["page"] for place in printings}
        assert {read.words(link) for link in back} == {str(place["page"]) for place in printings}


def _stands_in(link: Link, row: str, read: Read) -> bool:
    """True where a link stands between the top of a row and the top of the next one, of a number or a claim."""
    names = pikepdf.NameTree(read.pdf.Root.Names.Dests)
    page = read.places[row]
    tops = sorted(
        (
            float(names[name][3])
            for name in names
            if re.fullmatch(r"[rk]\d+", name) and read.places[name] == page
        ),
        reverse=True,
    )
    top = float(names[row][3])
    below = [other for other in tops if other < top]
    return (below[0] if below else 0.0) < link.box[3] <= top


def test_the_contents_name_the_pages_on_which_things_stand(read: Read, golden: Golden, language: str) -> None:
    page = parse(golden.html(language))
    wanted = {words_of(link): str(link.get("href")).removeprefix("#") for link in page.iterfind(".//nav//a")}
    assert len(wanted) >= 3
    for words, anchor in wanted.items():
        lines = {read.words(link) for link in read.links if link.page == 1 and link.to == anchor}
        line = max(lines, key=len)
        assert plain(line).startswith(plain(words)), line
        assert re.findall(r"\d+", line)[-1] == str(read.places[anchor])
    assert len({read.places[anchor] for anchor in wanted.values()}) > 1


def test_the_document_says_what_it_is(read: Read, golden: Golden, language: str) -> None:
    title = words_of(parse(golden.html(language)).find(".//title"))
    headline = SENTENCES[language][0]
    assert str(read.pdf.docinfo["/Title"]) == title
    assert headline in title
    assert str(read.pdf.Root.Lang) == language
    assert read.pdf.Root.ViewerPreferences.DisplayDocTitle
    assert read.pdf.Root.MarkInfo.Marked
    assert str(read.pdf.docinfo["/CreationDate"]).startswith("D:20260202")
    assert str(read.pdf.docinfo["/Creator"]) == f"reportgen {__version__}"
    assert str(read.pdf.docinfo["/Keywords"]).startswith(SENTENCES[language][-1])


def test_the_file_is_sound(golden: Golden, language: str) -> None:
    with pikepdf.open(golden.pdf(language)) as pdf:
        assert pdf.check_pdf_syntax() == []


# ---- paper ---------------------------------------------------------------------------------------------------


def sizes(path: Path) -> set[tuple[int, int]]:
    return {
        (round(width), round(height))
        for width, height in (page.get_size() for page in pypdfium2.PdfDocument(path))
    }


def test_the_page_is_the_one_asked_for(golden: Golden, tmp_path: Path) -> None:
    letter = {"brief.yaml": {"page: A4": "page: Letter"}}
    built = build_tiny(tmp_path, letter, formats=("pdf",), languages=("en",))
    assert sizes(golden.pdf("en")) == {(595, 842)}
    assert sizes(built.folder / f"{TINY}.en.pdf") == {(612, 792)}


def test_a_pdf_is_the_same_with_an_inspector_beside_it_and_without(tmp_path: Path, golden: Golden) -> None:
    """The inspector's words are in the HTML alone, and so is the type that they are set in."""
    built = build_tiny(tmp_path, formats=("pdf",), languages=("zh-Hant",), inspector=False)
    assert built.artifacts[0].data == golden.pdf("zh-Hant").read_bytes()


# What may not begin a line: closing punctuation of both scripts (CLREQ 3.1.3, line start).
NEVER_FIRST: Final = frozenset("，。、；：！？」』）》〉…%),.;:!?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_begins_with_what_closes_another(golden: Golden, language: str) -> None:
    found = [line for sheet in pypdfium2.PdfDocument(golden.pdf(language)) for line in _lines(sheet)]
    assert len(found) > 50
    assert [line for line in found if line[0] in NEVER_FIRST] == []


def _lines(sheet: pypdfium2.PdfPage) -> Iterator[str]:
    """The lines of a page as they are drawn: a new one begins where a character stands lower and further left."""
    text = sheet.get_textpage()
    line, last = "", (0.0, 0.0, 0.0, 0.0)
    for index in range(text.count_chars()):
        char, box = text.get_text_range(index, 1), text.get_charbox(index)
        if not char.strip() or box[0] == box[2]:
            continue
        if line and box[0] < last[0] and box[3] < last[1] + 1:
            yield line
            line = ""
        line, last = line + char, box
    if line:
        yield line
