"""The proof reads every construct of Markdown back: numbers of lists, cells, captions, links; and knows the pictures
that it cannot read."""

from __future__ import annotations

import io
import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from edits import SEAL, codes
from PIL import Image
from support import ALMANAC, EDITIONS, NOW
from surgery import Edit, rewritten, sealed_anew, swap

from reportgen.errors import Finding
from reportgen.proof import prove, read_finished
from reportgen.proof.finished import Unreadable
from reportgen.proof.read_html import read_html
from reportgen.proof.verify import verification_json, verification_text, verify
from reportgen.record.attachments import NUMBERS

PAGE, PAPER = f"{ALMANAC}.en.html", f"{ALMANAC}.en.pdf"


@pytest.fixture(scope="module")
def page(almanac: Path) -> str:
    return (almanac / PAGE).read_text("utf-8")


@pytest.fixture(scope="module")
def paper(almanac: Path) -> bytes:
    return (almanac / PAPER).read_bytes()


def forged(page: str, edit: Edit) -> list[Finding]:
    """What is found in a page that was edited and sealed anew, as a forger would."""
    changed = edit(page)
    assert changed != page
    return [finding for finding in prove(PAGE, sealed_anew(changed.encode())).findings if finding.blocks]


# ---- what is read back ---------------------------------------------------------------------------------------


def test_it_holds_as_it_was_made(page: str, paper: bytes) -> None:
    assert prove(PAGE, page.encode()).findings == ()
    assert prove(PAPER, paper).findings == ()


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (swap(">$88.4m</a></data></td>", ">$88.5m</a></data></td>"), "RG702"),  # a cell
        (swap(">2.31m copies</a></data> were", ">2.32m copies</a></data> were"), "RG702"),  # a caption
        (swap(">$41m</a>", ">$42m</a>"), "RG702"),  # a quotation
        (swap("It has never been late", "It has been late 7 times"), "RG701"),  # what is stressed
        (swap("its investor desk</a>", "its desk of 1984</a>"), "RG701"),  # the words of a link
        (swap("<code>KD-17</code>", "<code>KD-18</code>"), "RG701"),
        (swap('<ol start="4"', '<ol start="6"'), "RG702"),
        (swap("to schools, in boxes", "to 12 schools, in boxes"), "RG701"),
        (swap("Ada Reed, chief executive", "Ada Reed, chief executive for 9 years"), "RG701"),
        (swap('title="The release"', 'title="The 3rd release"'), "RG701"),
        (swap('alt="Rolls of paper', 'alt="400 rolls of paper'), "RG701"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_figure_is_found_wherever_it_is_put(page: str, edit: Edit, wanted: str) -> None:
    assert wanted in {finding.code for finding in forged(page, edit)}


def said(body: str, style: str = "") -> str:
    first = next(read_html(f"<!DOCTYPE html><title>x</title><style>{style}</style>{body}".encode()))
    return " ".join(first.sheets[0].text.split())


@pytest.mark.parametrize(
    ("body", "style", "text"),
    [
        ("<ol><li>a<li>b</ol>", "", "1. a 2. b"), ("<ol start=3><li>a<li>b</ol>", "", "3. a 4. b"),
        ("<ul><li>a<ol><li>b</ol></ul>", "", "a 1. b"), ("<ol><li>a<ul><li>b</ul></ol>", "", "1. a b"),
        ("<ol><li>a</ol>", "ol { list-style: none }", "a"), ("<ul><li>a</ul>", "ul { list-style: square inside }", "a"),
        ("<ul><li>a<li>b</ul>", "ul { list-style-type: decimal }", "1. a 2. b"),
        ("<ol><li>a</ol>", "li::marker { color: #555 }", "1. a"),
        ("<ol><li>a</ol>", "li::marker { color: transparent }", "a"),
        ("<ol><li>a</ol>", "ol { list-style-type: none; list-style: decimal }", "1. a"),
    ],
)  # fmt: skip
def test_items_are_numbered_as_a_browser_does(body: str, style: str, text: str) -> None:
    assert said(body, style) == text


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ("<ol reversed><li>a</ol>", ""), ("<ol type=I><li>a</ol>", ""), ("<ol><li value=9>a</ol>", ""),
        ("<ol start=-1><li>a</ol>", ""), ("<ol><li>a</ol>", "ol { list-style: upper-roman }"),
        ("<ul><li>a</ul>", "li { list-style-type: cjk-ideographic }"),
        ("<ol><li>a</ol>", "li::marker { content: '9' }"),
        ("<p>a</p>", "p { display: list-item; list-style: decimal }"),
        ("<ul><li>a</ul>", "ul { list-style-image: url(x) }"), ("<ul><li>a</ul>", "ul { list-style-type: '9. ' }"),
    ],
)  # fmt: skip
def test_a_list_that_counts_otherwise_is_taken_against_the_page(body: str, style: str) -> None:
    with pytest.raises(Unreadable):
        said(body, style)


def test_a_number_of_a_list_is_none_elsewhere(page: str) -> None:
    """The record lists the numbers; a sentence that ends in one is another matter."""
    (finding,) = forged(page, swap("the\u00a0typeface.", "typeface 3."))
    assert finding.code == "RG701"
    assert "typeface 3" in finding.message


# ---- pictures ------------------------------------------------------------------------------------------------


def painted(colour: str, size: tuple[int, int] = (960, 600)) -> bytes:
    memory = io.BytesIO()
    Image.new("RGB", size, colour).save(memory, "PNG")
    return memory.getvalue()


def address(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def another_first(source: str) -> Edit:
    return lambda page: re.sub(r'<img src="[^"]*"', f'<img src="{source}"', page, count=1)


def test_another_picture_is_found_though_it_is_sealed(page: str) -> None:
    findings = forged(page, another_first(address(painted("red"))))
    assert {finding.code for finding in findings} == {SEAL}
    assert any("picture 1 is none of those that it was made with" in finding.message for finding in findings)
    assert any("the picture cover.png" in finding.message for finding in findings)


@pytest.mark.parametrize(
    "html",
    [
        f'<img src="{address(painted("red"))}">', f'<img src="{address(b"<svg/>", "svg+xml")}">',
        f'<img src="{address(painted("red"))}" srcset="x.png 2x">', '<img src="https://x.example/a.png">', "<img>",
        "<picture><source srcset=x.png></picture>", "<svg><image href=x.png /></svg>",
    ],
    ids=lambda value: value[:30],
)  # fmt: skip
def test_a_picture_more_is_found_though_it_is_sealed(page: str, html: str) -> None:
    assert {"RG708", "RG712"} & {finding.code for finding in forged(page, swap("<hr>", f"<hr>{html}"))}


def pictures(document: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
    ]


def _other_pixels(document: pikepdf.Pdf) -> None:
    (cover,) = [image for image in pictures(document) if int(image.Width) == 960]
    cover.write(bytes(960 * 600 * 3), filter=None)


def _other_photograph(document: pikepdf.Pdf) -> None:
    (hall,) = [image for image in pictures(document) if int(image.Width) == 1200]
    memory = io.BytesIO()
    Image.new("RGB", (1200, 620), "red").save(memory, "JPEG")
    hall.write(memory.getvalue(), filter=pikepdf.Name.DCTDecode)


def _one_in_the_drawing(document: pikepdf.Pdf) -> None:
    inline = b"q 90 0 0 90 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xaa EI Q"
    document.pages[0].contents_add(document.make_stream(inline))


def _none(document: pikepdf.Pdf) -> None:
    for sheet in document.pages:
        for name, item in dict(sheet.Resources.get("/XObject", {})).items():
            if item.get("/Subtype") == "/Image":
                del sheet.Resources.XObject[name]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_other_pixels, "is none of those"), (_other_photograph, "is none of those"),
        (_one_in_the_drawing, "picture in the drawing of page 1 is none of those"), (_none, "is not in it"),
    ],
)  # fmt: skip
def test_another_picture_in_a_pdf_is_found(
    paper: bytes, change: Callable[[pikepdf.Pdf], None], message: str
) -> None:
    findings = [finding.message for finding in prove(PAPER, rewritten(paper, change)).findings]
    assert any(message in finding for finding in findings), findings


def test_a_record_without_a_picture_that_is_shown_does_not_hold(page: str) -> None:
    record = json.loads(next(read_finished(PAGE, page.encode())).files[NUMBERS])
    record["documents"]["en"]["images"] = record["documents"]["en"]["images"][1:]
    changed = json.dumps(record)
    block = re.compile(r'(<script type="application/json" id="numbers-json">).*?(</script>)', re.DOTALL)
    edited = block.sub(lambda found: found[1] + changed.replace("<", "\\u003c") + found[2], page, count=1)
    proved = prove(PAGE, sealed_anew(edited.encode()))
    assert codes(proved) == set()
    assert any("picture 1 is none of those" in finding.message for finding in proved.findings)


def test_verify_says_what_was_not_read(almanac: Path) -> None:
    verified, between = verify([almanac / PAPER], NOW)
    report = verification_text(verified, between)
    line = next(line for line in report.splitlines() if "not read" in line)
    assert all(name in line for name in ("cover.png", "hall.jpg", "moon.svg"))
    (document,) = json.loads(verification_json(verified, between))["documents"]
    folder = EDITIONS / ALMANAC
    assert document["not read"] == [
        {"name": name, "sha256": sha256((folder / name).read_bytes()).hexdigest()}
        for name in ("cover.png", "hall.jpg", "moon.svg")
    ]
