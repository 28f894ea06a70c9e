"""Pictures: what may be printed is taken as it is, everything else is refused with what would mend it."""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Raster
from PIL import ImageFile

from reportgen.document.images import MAX_IMAGE_BYTES, Image, from_data_url, read_image
from reportgen.document.svg import MAX_ELEMENTS, MAX_SVG_DEPTH, SvgDrawing, Trouble, read_svg


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int = 3, height: int = 2, rows: bytes | None = None, *more: bytes, interlaced: int = 0
) -> bytes:
    """A grey PNG; `rows` are its filtered rows, `more` chunks before its pixels."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, interlaced))
    pixels = (b"\0" + b"\x80" * width) * height if rows is None else rows
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def saved(mode: str, form: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    Raster.linear_gradient("L").resize((37, 21)).convert(mode).save(stream, form, **options)
    return stream.getvalue()


def exif(turned: int) -> bytes:
    data = Raster.Exif()
    data[0x0112] = turned
    return data.tobytes()


def svg(inner: str, head: str = 'viewBox="0 0 9 6"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>\n{inner}</svg>'.encode()


PNG: Final = png()
JPEG: Final = saved("RGB", "JPEG")
BOX: Final = '<path d="M0 0H9V6Z"/>'


# ---- what is taken -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_usual_png_is_taken_as_it_is(mode: str) -> None:
    data = saved("L", "PNG") if mode == "I;16" else saved(mode, "PNG")
    image = read_image("a.png", data)
    assert isinstance(image, Image) and (image.kind, image.width, image.height) == ("png", 37, 21)
    assert image.data == data


@pytest.mark.parametrize("progressive", [True, False])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_every_usual_jpeg_is_taken_as_it_is(mode: str, progressive: bool) -> None:
    data = saved(mode, "JPEG", progressive=progressive, exif=exif(1))
    image = read_image("a.JPG", data)
    assert isinstance(image, Image) and (image.kind, image.width, image.height) == ("jpeg", 37, 21)
    assert image.data == data


def test_an_interlaced_png_is_read_by_its_passes() -> None:
    passes = ((1, 1), (1, 1), (1, 1), (3, 1), (2, 2), (5, 2))  # of 5 × 4; the third of the seven is empty
    rows = b"".join((b"\0" + b"\1" * width) * height for width, height in passes)
    data = png(5, 4, rows, interlaced=1)
    assert Raster.open(io.BytesIO(data)).getpixel((4, 3)) == 1
    assert isinstance(read_image("a.png", data), Image)
    assert isinstance(read_image("a.png", png(5, 4, rows[1:], interlaced=1)), Trouble)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 9 6"', (9, 6)), ('viewBox="0 0 9 6" width="18" height="12px"', (18, 12)),
        ('viewBox="0,0,9,6" width="1in" height="100%"', (96, 6)), ('viewBox="-1 -1 9 6" width="3pt"', (4, 6)),
    ],
)  # fmt: skip
def test_a_drawing_has_the_size_that_it_states(head: str, size: tuple[float, float]) -> None:
    image = read_image("a.svg", svg(BOX, head))
    assert isinstance(image, Image) and (image.kind, image.width, image.height) == ("svg", *size)


def test_a_picture_knows_its_digest_and_stands_in_a_page_by_itself() -> None:
    image = read_image("a.png", PNG)
    assert isinstance(image, Image) and len(image.sha256) == 64
    again = from_data_url(image.data_url)
    assert again is not None and again.data == PNG
    assert from_data_url(image.data_url[:-8]) is None
    assert from_data_url("data:text/html;base64,AAAA") is None


# ---- what is not ---------------------------------------------------------------------------------------------

BAD: Final = {
    "a PNG cut off": ("a.png", PNG[:-5], "breaks off"),
    "a PNG with more behind it": ("a.png", PNG + b"x", "1 bytes stand after the end"),
    "a PNG with a wrong sum": ("a.png", PNG.replace(b"\x08\0\0\0\0", b"\x08\0\0\0\1", 1), "IHDR of the PNG is damaged"),
    "a PNG with too few rows": ("a.png", png(3, 2, b"\0abc"), "fewer pixels"),
    "a PNG with too many rows": ("a.png", png(3, 2, b"\0abc" * 3), "more pixels"),
    "a PNG with a strange filter": ("a.png", png(3, 2, b"\0abc\7abc"), "row of pixels"),
    "a PNG of a strange type": ("a.png", png(3, 2, None, chunk(b"ABCD", b"")), "chunk 'ABCD'"),
    "a PNG that moves": ("a.png", png(3, 2, None, chunk(b"acTL", b"\0" * 8)), "animated"),
    "a PNG that is to be turned": ("a.png", saved("RGB", "PNG", exif=exif(6)), "turned"),
    "a PNG that is a bomb": ("a.png", png(30_000, 30_000, b""), "30,000 × 30,000 pixels"),
    "a PNG that is wide": ("a.png", png(8001, 1), "8,001 × 1 pixels"),
    "a PNG without pixels": ("a.png", png(0, 1), "0 × 1 pixels"),
    "a JPEG cut off": ("a.jpg", JPEG[:-9], "breaks off"),
    "a JPEG with more behind it": ("a.jpg", JPEG + JPEG, "stand after the end"),
    "a JPEG without pixels": ("a.jpg", JPEG[:2] + JPEG[-2:], "holds no picture"),
    "a JPEG for printers": ("a.jpg", saved("CMYK", "JPEG"), "CMYK"),
    "a JPEG that is to be turned": ("a.jpg", saved("RGB", "JPEG", exif=exif(3)), "turned"),
    "a PNG under another name": ("a.jpg", PNG, "holds PNG, which its name does not say"),
    "an SVG under another name": ("a.png", svg(BOX), "holds SVG"),
    "a GIF": ("a.gif", b"GIF89a", "is GIF"),
    "nothing": ("a.png", b"", "no picture"),
    "too much": ("a.png", b"\0" * (MAX_IMAGE_BYTES + 1), "bytes"),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_whole_picture_is_refused_with_a_mend(bad: str) -> None:
    name, data, message = BAD[bad]
    trouble = read_image(name, data)
    assert isinstance(trouble, Trouble)
    assert message in trouble.message and trouble.mend


@pytest.mark.parametrize("lenient", [False, True])
def test_a_jpeg_whose_pixels_are_damaged_is_refused(lenient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where another library has told Pillow to let damage pass."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    tables = JPEG.index(b"\xff\xc4")  # a Huffman table that is none
    broken = JPEG[: tables + 5] + b"\x10" * 16 + JPEG[tables + 21 :]
    trouble = read_image("a.jpg", broken)
    assert isinstance(trouble, Trouble) and "pixels of the JPEG are damaged" in trouble.message


# ---- drawings ------------------------------------------------------------------------------------------------

REFUSED: Final = {
    "text": ("<text>9</text>", "<text>"), "a span of text": ("<g><tspan>9</tspan></g>", "<tspan>"),
    "text on a path": ("<textPath>9</textPath>", "<textPath>"), "a page": ("<foreignObject/>", "<foreignObject>"),
    "a font": ("<defs><font/></defs>", "<font>"), "loose text": ("<g>9</g>", "text: '9'"),
    "text in metadata": ("<metadata><text/></metadata>", "<text>"),
    "a numeral in a title": ("<title>Up 9%</title>", "numeral: 'Up 9%'"),
    "a Roman numeral in a description": ("<desc>Ⅸ</desc>", "numeral"),
    "a script": ("<script/>", "<script>"), "an event": ('<g onclick="x()"/>', "onclick= in <g>"),
    "a link": ("<a/>", "<a>"), "a picture": ('<image href="x.png"/>', "<image>"),
    "a use of elsewhere": ('<use href="x.svg#a"/>', "leads out"),
    "a use of what is not there": ('<use href="#a"/>', "#a, which is not in it"),
    "an xlink of elsewhere": ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="http://x/#a"/>', "leads out"),
    "a use of itself": ('<g id="a"><use href="#a"/></g>', "repeats another <use>"),
    "a use of a use": ('<g id="a"/><use id="b" href="#a"/><use href="#b"/>', "repeats another <use>"),
    "an animation": ("<animate/>", "<animate>"), "a motion": ("<set/>", "<set>"), "a filter": ("<filter/>", "<filter>"),
    "a style sheet": ("<style>*{}</style>", "<style>"),
    "a style that fetches": ('<g style="fill: url(http://x)"/>', "is not a plain value"),
    "a style that fetches, escaped": ('<g style="fill: u\\72l(http://x)"/>', "is not a plain value"),
    "a style that is unknown": ('<g style="filter: blur(1px)"/>', "holds filter"),
    "a fill from elsewhere": ('<path fill="url(x.svg#a)"/>', "is not a plain value"),
    "a drawing in it": ("<svg/>", "<svg>"), "a cycle of clips": (
        '<clipPath id="a"><path clip-path="url(#a)"/></clipPath><path clip-path="url(#a)"/>', "clipped itself"),
    "another attribute": ('<path begin="0s"/>', "begin= in <path>"),
    "no shapes": ("", "draws nothing"), "no XML": ("<g>", "not SVG"),
}  # fmt: skip


@pytest.mark.parametrize("refused", REFUSED)
def test_a_drawing_is_shapes_and_nothing_else(refused: str) -> None:
    inner, message = REFUSED[refused]
    trouble = read_svg(svg(inner))
    assert isinstance(trouble, Trouble) and message in trouble.message and trouble.mend


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "9">]>' + svg(BOX), "DOCTYPE"),
        (b"<?xml-stylesheet href='x'?>" + svg(BOX), "<?xml-st"),
        (b"<svg/>", "no drawing"), (svg(BOX, ""), "no viewBox"), (svg(BOX, 'viewBox="0 0 0 1"'), "no viewBox"),
        (svg(BOX, 'viewBox="0 0 9000 1"'), "at most 8000 a side"), (svg(BOX).decode().encode("utf-16"), "not UTF-8"),
        (svg("<g/>" * MAX_ELEMENTS), f"more than {MAX_ELEMENTS} elements"),
        (svg("<g>" * MAX_SVG_DEPTH), f"deeper than {MAX_SVG_DEPTH}"), (svg("<g>" * 200_000), "deeper than"),
        (svg('<g id="a">' + "<g/>" * 999 + "</g>" + '<use href="#a"/>' * 2), "through <use>"),
    ],
)  # fmt: skip
def test_a_drawing_has_bounds(data: bytes, message: str) -> None:
    trouble = read_svg(data)
    assert isinstance(trouble, Trouble) and message in trouble.message


def test_the_place_of_what_is_refused_is_told() -> None:
    trouble = read_image("a.svg", svg("<g/>\n  <script/>"))
    assert isinstance(trouble, Trouble) and (trouble.line, trouble.column) == (3, 3)


def test_what_drawing_programs_note_for_themselves_is_left_out() -> None:
    drawing = read_svg(svg(
        '<!-- 9 --><title>A house</title><metadata><rdf xmlns="urn:r"><date>2024</date></rdf></metadata>'
        '<i:view xmlns:i="http://inkscape"/><path class="c9" id="p9" data-name="9" xml:space="preserve" '
        'style="fill:#123456;font-size:9px;filter:none" d="M0 0H9"/>'
    ))  # fmt: skip
    assert isinstance(drawing, SvgDrawing)
    assert re.sub(r"\s+", " ", drawing.markup) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><path fill="#123456" d="M0 0H9" /></svg>'
    )


def test_ids_cannot_clash_with_those_of_a_page() -> None:
    drawing = read_svg(
        svg('<defs><linearGradient id="numbers"/></defs><path fill="url(#numbers)"/><path id="r1"/>')
    )
    assert isinstance(drawing, SvgDrawing)
    (identity,) = re.findall(r' id="([^"]+)"', drawing.markup)
    assert identity != "numbers" and f"url(#{identity})" in drawing.markup


# ---- laws ----------------------------------------------------------------------------------------------------


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A picture with a few bytes changed, cut out or put in."""
    data = bytearray(
        draw(st.sampled_from([PNG, JPEG, saved("P", "PNG"), svg(BOX + "<g style='fill:red'/>")]))
    )
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        data[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(data)


@given(damaged())
def test_no_damage_raises(data: bytes) -> None:
    for name in ("a.png", "a.jpg", "a.svg"):
        assert isinstance(read_image(name, data), (Image, Trouble))


@given(st.integers(8, len(PNG) - 1), st.integers(1, 255))
def test_a_changed_byte_of_a_png_is_always_noticed(place: int, change: int) -> None:
    data = bytearray(PNG)
    data[place] ^= change
    assert isinstance(read_image("a.png", bytes(data)), Trouble)


tags: Final = st.sampled_from(
    ["g", "path", "text", "script", "style", "use", "image", "title", "a", "animate"]
)
names: Final = st.sampled_from(["fill", "style", "href", "onload", "d", "id", "class", "clip-path"])
values: Final = st.sampled_from(
    ["red", "url(#a)", "URL(//x)", "a", "#a", "fill:red", "fill:u\\72l(x)", "&quot;"]
)


@st.composite
def drawings(draw: st.DrawFn, depth: int = 3) -> str:
    tag = draw(tags)
    attributes = draw(st.dictionaries(names, values, max_size=2))
    inner = (
        "".join(draw(st.lists(drawings(depth - 1), max_size=2)))
        if depth
        else draw(st.sampled_from(["", "9"]))
    )
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{written}>{inner}</{tag}>"


@given(drawings())
def test_what_is_taken_is_taken_again_and_holds_nothing_to_read_run_or_fetch(inner: str) -> None:
    drawing = read_svg(svg(inner))
    if isinstance(drawing, SvgDrawing):
        assert not re.search(r"(?i)<(text|script|style|image|a|animate)\b|onload|//x|>[^<]*9", drawing.markup)
        assert isinstance(read_svg(drawing.markup.encode()), SvgDrawing)
