"""Every construct of Markdown in a finished document: what it is for a program that reads it, and not how it looks.

Golden: after a change that is meant, look at each difference and write the files anew with
`python tests/press/test_tagging.py FOLDER`, the folder that was built.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from support import ALMANAC, EDITIONS, LANGUAGES, parse, words_of

CASE: Final = EDITIONS / ALMANAC
SHOWN: Final = frozenset({
    "h1", "h2", "h3", "p", "ol", "ul", "li", "blockquote", "hr", "table", "tr", "th", "td", "figure", "img",
    "figcaption", "code", "em", "strong", "br",
})  # fmt: skip
INLINE: Final = frozenset({"code", "em", "strong", "br"})
KEPT: Final = ("start", "class", "scope", "href", "alt")
CLASSES: Final = frozenset(
    {"out", "claim", "note", "note-call", "by", "left", "center", "right", "loose", "words"}
)
PLAIN: Final = frozenset({"/Span", "/NonStruct", "/Div", "/TBody"})


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pdf(almanac: Path, language: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(almanac / f"{ALMANAC}.{language}.pdf") as opened:
        yield opened


# ---- golden structure ----------------------------------------------------------------------------------------


def outline(page: str) -> str:
    """The text of a page, element by element, as far as Markdown makes them; leaves with their words."""
    (main,) = parse(page).iter("main")
    return "\n".join(_outlined(main, 0)) + "\n"


def _outlined(element: Element, depth: int) -> Iterator[str]:
    if {"key-figures", "contents"} & set(element.get("class", "").split()) or element.get(
        "aria-hidden"
    ) == "true":
        return
    link = element.tag == "a" and element.get("class") == "out"
    shown = element.tag in SHOWN or link
    if shown:
        inner = [
            child
            for child in element.iter()
            if child is not element and child.tag in SHOWN - {"code", "em", "strong", "br"}
        ]
        words = "" if inner else f" {words_of(element)}"
        yield "  " * depth + element.tag + "".join(_kept(element)) + words.rstrip()
    for child in element:
        yield from _outlined(child, depth + shown)


def _kept(element: Element) -> Iterator[str]:
    for name in KEPT:
        value = element.get(name)
        if name == "class" and value:
            value = " ".join(part for part in value.split() if part in CLASSES)
        if value:
            yield f" {name}={value!r}"


def tags(document: pikepdf.Pdf) -> str:
    """The structure tree of a PDF, without what only groups or colours."""
    return "\n".join(_tagged(document.Root.StructTreeRoot.K[0], 0)) + "\n"


def _tagged(element: Any, depth: int) -> Iterator[str]:
    kind = str(element.S)
    shown = kind not in PLAIN
    if shown:
        alt = f" {str(element.Alt)!r}" if "/Alt" in element else ""
        yield "  " * depth + kind[1:] + alt
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _tagged(kid, depth + shown)


def before_the_appendix(told: str) -> str:
    """The tree as far as the appendix, whose tables are the numbers' affair."""
    return told[: told.rindex("\n    H2")]


def test_the_page_is_built_as_it_was_last_looked_at(almanac: Path, language: str) -> None:
    page = (almanac / f"{ALMANAC}.{language}.html").read_text("utf-8")
    assert outline(page) == (CASE / f"expected.{language}.outline").read_text("utf-8")


def test_the_pdf_is_tagged_as_it_was_last_looked_at(pdf: pikepdf.Pdf, language: str) -> None:
    assert before_the_appendix(tags(pdf)) == (CASE / f"expected.{language}.tags").read_text("utf-8")


# ---- lists, tables and links on paper ------------------------------------------------------------------------


def elements(element: Any, kind: str) -> Iterator[Any]:
    if kind == element.S:
        yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid, kind)


def kinds(element: Any) -> list[str]:
    return [str(kid.S) for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def test_an_item_is_a_label_and_a_body(pdf: pikepdf.Pdf) -> None:
    """ISO 32000-1, 14.8.4.3.3; the square marks of the first page are drawn and no labels, the contents have none."""
    items = [kinds(item) for item in elements(pdf.Root.StructTreeRoot.K[0], "/LI")]
    assert set(map(tuple, items)) == {("/Lbl", "/LBody"), ("/LBody",)}
    assert items.count(["/Lbl", "/LBody"]) == 9


def test_every_link_out_says_where_it_leads(pdf: pikepdf.Pdf) -> None:
    notes = [note for sheet in pdf.pages for note in sheet.get("/Annots", []) if "/A" in note]
    assert {str(note.A.URI) for note in notes} == {
        "https://heron.example/2025/q4", "https://heron.example/tides", "mailto:desk@heron.example",
        "https://heron.example/next", "https://heron.example/shop",
        "https://heron.example/archive/tide-tables/supplementary/harbourmasters/deputies/revised/index",
    }  # fmt: skip
    assert all(str(note.Contents) == str(note.A.URI) for note in notes)


def test_nothing_leaves_the_page(almanac: Path, language: str) -> None:
    document = pypdfium2.PdfDocument(almanac / f"{ALMANAC}.{language}.pdf")
    for sheet in document:
        width, _ = sheet.get_size()
        text = sheet.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        assert min(box[0] for box in boxes if box[0] < box[2]) >= 50
        assert max(box[2] for box in boxes if box[0] < box[2]) <= width - 50


def test_lists_are_read_in_their_order(almanac: Path, language: str) -> None:
    """By whoever takes the text out of the page: a number comes before its words."""
    text = pypdfium2.PdfDocument(almanac / f"{ALMANAC}.{language}.pdf")[0].get_textpage().get_text_range()
    numbers = re.findall(r"(?m)^\s*([1-5]\.)(?!\d)", text)
    assert numbers == ["1.", "2.", "1.", "2.", "3.", "4.", "5."]


# ---- pictures ------------------------------------------------------------------------------------------------


def test_pictures_keep_their_resolution_and_drawings_are_drawn(pdf: pikepdf.Pdf) -> None:
    images = [
        item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
    ]
    sizes = {(int(image.Width), int(image.Height)): image for image in images}
    assert sizes.keys() == {(960, 600), (1200, 620)}
    assert sizes[1200, 620].read_raw_bytes() == (CASE / "hall.jpg").read_bytes()
    with Image.open(CASE / "cover.png") as cover:
        assert sizes[960, 600].read_bytes() == cover.convert("RGB").tobytes()
    assert not any(image.get("/Interpolate") for image in images)


def test_a_page_carries_the_pictures_themselves(almanac: Path, language: str) -> None:
    from base64 import b64decode

    page = parse((almanac / f"{ALMANAC}.{language}.html").read_text("utf-8"))
    data = [b64decode(str(image.get("src")).partition(",")[2]) for image in page.iter("img")]
    assert data[:2] == [(CASE / "cover.png").read_bytes(), (CASE / "hall.jpg").read_bytes()]
    assert data[2].startswith(b"<svg")
    assert all(image.get("alt") for image in page.iter("img"))


def test_the_manifest_knows_the_pictures(almanac: Path) -> None:
    inputs = json.loads((almanac / "manifest.json").read_bytes())["inputs"]
    for name in ("cover.png", "hall.jpg", "moon.svg"):
        assert inputs[name] == sha256((CASE / name).read_bytes()).hexdigest()


def test_the_appendix_lists_what_was_not_read(almanac: Path, language: str) -> None:
    page = parse((almanac / f"{ALMANAC}.{language}.html").read_text("utf-8"))
    (section,) = [element for element in page.iter("section") if element.get("id") == "declared"]
    assert all(name in words_of(section) for name in ("cover.png", "hall.jpg", "moon.svg", "KD-17"))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name in LANGUAGES:
        (CASE / f"expected.{name}.outline").write_text(
            outline((folder / f"{ALMANAC}.{name}.html").read_text("utf-8")), "utf-8"
        )
        with pikepdf.open(io.BytesIO((folder / f"{ALMANAC}.{name}.pdf").read_bytes())) as opened:
            (CASE / f"expected.{name}.tags").write_text(before_the_appendix(tags(opened)), "utf-8")
