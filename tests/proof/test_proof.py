"""The proof: an honest document holds, and whatever is done to a number in it afterwards is found.

What the seal finds (RG712) is left out everywhere but where it is meant: the numbers have to speak for themselves.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from edits import Desk, codes, sealed
from support import TEMPLATES, TINY, build_tiny
from surgery import altered, attached, rewritten, sealed_anew, styled, swap

from reportgen.document.matching import wholes
from reportgen.errors import Rejected
from reportgen.proof import prove
from reportgen.proof.cascade import SCENES, Rules, Scene, Sheets
from reportgen.proof.crosscheck import agreement, proof_findings
from reportgen.proof.finished import Unreadable
from reportgen.proof.numbers_json import read_record
from reportgen.proof.style import Look, dress
from reportgen.record.attachments import FACTS, NUMBERS, TABLE, VOCABULARY, from_block, with_blocks
from reportgen.record.script import PINNED, SCRIPT, is_ours, source_of

BOX = (
    '<span style="position:relative">'
    '<span style="position:absolute;left:0;top:0;width:60mm;height:5mm;background:#fff"></span></span>'
)
SHAPE = '<path d="M 0 0 L 400 0 L 400 200 L 0 200 z" fill="#ffffff"/>'


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk("en")


# ---- what holds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_an_honest_edition_proves(language: str) -> None:
    pressed = Desk(language).pressed  # which asserts that nothing was found
    name = f"{TINY}.{language}"
    for suffix, data in pressed.items():
        proved = prove(f"{name}.{suffix}", data)
        assert proved.holds
        assert proved.numerals > 100


def test_a_page_pressed_again_without_an_edit_proves(desk: Desk) -> None:
    """So that what is found below is the edit's doing, and not the pressing's."""
    assert desk.proved(desk.pdf(lambda page: page.replace("<body>", "<body >"))).holds


# ---- edits of a PDF --------------------------------------------------------------------------------------------

PDF_EDITS: dict[str, tuple[Callable[[str], str], set[str]]] = {
    "a digit of a cited figure": (swap("$12.4bn</a></data>, against", "$12.3bn</a></data>, against"), {"RG702"}),
    "the scale of a cited figure": (swap("$12.4bn</a></data>, against", "$12.4m</a></data>, against"), {"RG702"}),
    "a cell of a table": (swap(">3.2</a>", ">3.6</a>"), {"RG702"}),
    "a label in a chart": (swap('data-cite="n7-2">$12.1bn', 'data-cite="n7-2">$12.2bn'), {"RG702"}),
    "a label in a chart that reads like another": (
        swap('data-cite="n7-2">$12.1bn', 'data-cite="n7-2">$11.0bn'),
        {"RG702"},
    ),
    "a figure in the appendix": (swap("($12.42bn)<", "($12.43bn)<"), {"RG702"}),
    "a working in the appendix": (swap("÷\u00a0$12.10bn", "÷\u00a0$12.19bn"), {"RG702"}),
    "a source's figure in the appendix": (swap("$11.03 billion", "$11.08 billion"), {"RG702"}),
    "a paragraph in the appendix": (swap("¶3 “$3.15", "¶8 “$3.15"), {"RG702"}),
    "a page in the appendix": (swap('">2</a></td>', '">3</a></td>'), {"RG702"}),
    "a number in the appendix": (swap('9\u2007Shops', '8\u2007Shops'), {"RG702"}),
    "the condition of a claim": (swap("(2025, about $1.60bn)</td>", "(2025, about $1.70bn)</td>"), {"RG702"}),
    "how a claim compares": (swap("÷ 2 above Capital", "÷ 2 below Capital"), {"RG702"}),
    "the range behind a working": (swap("(2.56%\u00a0to", "(2.58%\u00a0to"), {"RG702"}),
    "the period of a row": (swap("Shops (31 Dec 2025)", "Shops (31 Dec 2024)"), {"RG702"}),
    "a verdict that is not as usual": (swap("; <em>conflict</em>", ""), {"RG702"}),
    "the source of the appendix": (swap("<span>Results release", "<span>Results"), {"RG702"}),
    "the day of the source": (swap("release (30 January 2026)", "release (31 January 2026)"), {"RG702"}),
    "an exception": (swap('class="against">', 'class="against">1'), {"RG701", "RG702"}),
    "the description of a chart": (swap("Consensus $12.1bn", "Consensus $12.7bn"), {"RG701"}),
    "a year": (swap("Fourth quarter of 2025", "Fourth quarter of 2029"), {"RG701"}),
    "the number of an exhibit": (swap("Exhibit 2", "Exhibit 5"), {"RG701", "RG702"}),
    "a figure clipped away": (styled("n1-5", "display:inline-block;height:0;overflow:hidden"), {"RG705"}),
    "a figure cut in half": (
        styled("n1-5", "display:inline-block;line-height:13.6pt;height:7pt;overflow:hidden"),
        {"RG704"},
    ),
    "white on white": (styled("n1-5", "color:#fff"), {"RG705"}),
    "almost white": (styled("n1-5", "color:#f6f6f6"), {"RG705"}),
    "transparent": (styled("n1-5", "opacity:0"), {"RG705"}),
    "too small to see": (styled("n1-5", "font-size:0.01pt"), {"RG705"}),
    "below a box": (
        swap("Net sales came to <data", f"{BOX}Net sales came to <data"),
        {"RG705"},
    ),
    "off the page": (styled("n1-5", "position:relative;left:-300mm"), {"RG704"}),
    "taken out": (swap('$12.4bn</a></data>, against', '</a></data>, against'), {"RG702"}),
    "a stray figure": (swap("Tea is picked", "Tea is picked in 7 valleys"), {"RG701"}),
    "a stray figure that reads like a cited one": (swap("Tea is picked", "Tea for $12.4bn is picked"), {"RG701"}),
    "a number word": (swap("Tea is picked", "Tea is picked twelve times"), {"RG701"}),
}  # fmt: skip
PDF_EDITS["two figures changing places"] = (
    lambda page: swap("@@", "$12.4bn")(
        swap("$12.4bn</a></data>, against", "$11.0bn</a></data>, against")(
            swap("$11.0bn</a></data> a year", "@@</a></data> a year")(page)
        )
    ),
    {"RG702"},
)


@pytest.mark.parametrize("kind", PDF_EDITS)
def test_an_edit_of_a_pdf_is_found(desk: Desk, kind: str) -> None:
    edit, wanted = PDF_EDITS[kind]
    found = codes(desk.proved(desk.pdf(edit)))
    assert wanted <= found, found


def test_the_finding_names_the_page_and_what_stands_around(desk: Desk) -> None:
    proved = desk.proved(desk.pdf(swap("Tea is picked", "Tea is picked in 7 valleys")))
    (message,) = [finding.message for finding in proved.findings if finding.code == "RG701"]
    assert message.startswith(f"{desk.name}: page 1: ")
    assert "Tea is picked in 7 valleys" in message


def test_a_box_over_a_figure_after_pressing_is_found(desk: Desk) -> None:
    """Painted by another program, at the end of the page's content."""

    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].contents_add(document.make_stream(b"q 1 1 1 rg 0 0 595 842 re f Q"))

    assert "RG705" in codes(desk.proved(rewritten(desk.pressed["pdf"], change)))


STRIPES = bytes((0, 255) * 250)  # narrower than a digit


def test_a_picture_with_ink_over_a_figure_is_found(desk: Desk) -> None:
    """There is ink under every digit; what gives it away is the order of painting."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_add(document.make_stream(b"q "), prepend=True)
        page.contents_add(document.make_stream(b" Q q 595 0 0 842 0 0 cm /Noise Do Q"))
        noise = pikepdf.Stream(
            document, STRIPES, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=500, Height=1,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        page.Resources.XObject = pikepdf.Dictionary({**page.Resources.get("/XObject", {}), "/Noise": noise})

    proved = desk.proved(rewritten(desk.pressed["pdf"], change))
    messages = [finding.message for finding in proved.findings if finding.code == "RG705"]
    assert any("may be covered" in message for message in messages)


def test_what_is_painted_before_a_figure_does_not_cover_it(desk: Desk) -> None:
    def change(document: pikepdf.Pdf) -> None:
        ground = document.make_stream(b"q 0.97 0.97 1 rg 0 0 595 842 re f Q\n")
        document.pages[0].contents_add(ground, prepend=True)

    assert codes(desk.proved(rewritten(desk.pressed["pdf"], change))) == set()


def test_a_comment_on_a_page_is_found(desk: Desk) -> None:
    def change(document: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[50, 50, 90, 60], Contents="x"
        )
        document.pages[0].Annots = pikepdf.Array([*document.pages[0].Annots, document.make_indirect(note)])

    assert codes(desk.proved(rewritten(desk.pressed["pdf"], change))) == {"RG708"}


def test_a_narrower_crop_box_is_found(desk: Desk) -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.CropBox = pikepdf.Array([0, 0, 300, 842])

    assert "RG704" in codes(desk.proved(rewritten(desk.pressed["pdf"], change)))


def test_a_digit_in_the_title_is_found(desk: Desk) -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo["/Title"] = str(document.docinfo["/Title"]).replace("12.4", "12.3")

    assert "RG701" in codes(desk.proved(rewritten(desk.pressed["pdf"], change)))


def test_a_digit_in_a_bookmark_is_found(desk: Desk) -> None:
    def change(document: pikepdf.Pdf) -> None:
        with document.open_outline() as outline:
            (mark,) = [item for item in outline.root if "12.4" in item.title]
            mark.title = mark.title.replace("12.4", "12.3")

    assert "RG701" in codes(desk.proved(rewritten(desk.pressed["pdf"], change)))


@pytest.mark.parametrize("key", ["/CreationDate", "/ModDate"])
def test_a_digit_in_a_date_of_the_metadata_breaks_the_seal(desk: Desk, key: str) -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo[key] = str(document.docinfo[key]).replace("0202", "0203")

    assert not sealed(desk.proved(rewritten(desk.pressed["pdf"], change)))


def _in_content(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents = document.make_stream(content.replace(old, new, 1))

    return change


def _in_font(document: pikepdf.Pdf) -> None:
    font = next(iter(document.pages[0].Resources.Font.values())).DescendantFonts[0]
    font.W = pikepdf.Array([*font.W, 999, [1]])


@pytest.mark.parametrize(
    "change",
    [_in_content(b" rg", b" rg 0 Tc"), _in_font, lambda document: document.Root.update({"/Lang": "fr"})],
    ids=["content", "font", "catalogue"],
)
def test_an_edit_that_no_number_shows_breaks_the_seal(
    desk: Desk, change: Callable[[pikepdf.Pdf], None]
) -> None:
    proved = desk.proved(rewritten(desk.pressed["pdf"], change))
    assert codes(proved) == set()
    assert not sealed(proved)


def test_a_claim_that_the_facts_do_not_bear_out_is_found(desk: Desk) -> None:
    claims = json.loads(desk.files[NUMBERS])["claims"]
    claims[0]["expression"] = claims[0]["expression"].replace(">", "<")
    changed = altered(desk.files[NUMBERS], claims=claims)
    assert "RG709" in codes(desk.proved(attached(desk.pressed["pdf"], NUMBERS, changed)))


def test_a_number_word_in_a_claim_is_let_pass(tmp_path: Path) -> None:
    claim = "{% claim 'midpoint(capex@2026~guidance) < 2 * capex@2025' %}less than doubles{% endclaim %}"
    edits = {"en.md": {"Tea is picked": f"The bill {claim}. Tea is picked"}}
    assert build_tiny(tmp_path, edits, languages=("en",)).artifacts


def test_a_year_that_the_facts_know_breaks_the_seal(desk: Desk) -> None:
    """No rule of citation sees that 2026 became 2025 in a sentence; the seal does."""
    proved = desk.proved_html(swap("Fourth quarter of 2025", "Fourth quarter of 2026"))
    assert codes(proved) == set()
    assert not sealed(proved)


# ---- edits of HTML ---------------------------------------------------------------------------------------------

HTML_EDITS: dict[str, tuple[Callable[[str], str], set[str]]] = {
    "a digit of a cited figure": (swap("$12.4bn</a></data>, against", "$12.3bn</a></data>, against"), {"RG702"}),
    "a label in a chart": (swap('data-cite="n7-2">$12.1bn', 'data-cite="n7-2">$12.2bn'), {"RG702"}),
    "a label in the chart for narrow screens": (
        swap('data-cite="n7-2">$12.1bn', 'data-cite="n7-2">$12.2bn', -1),
        {"RG702"},
    ),
    "an exact value in the appendix": (swap("12,420,000,000", "12,430,000,000"), {"RG702"}),
    "the value for programs": (swap('value="12420000000"', 'value="12430000000"', 2), {"RG702"}),
    "the fact for programs": (swap('data-fact="fish/revenue@2025Q4"', 'data-fact="fish/revenue@2024Q4"'), {"RG702"}),
    "the title": (swap("Sales of $12.4bn", "Sales of $12.3bn"), {"RG701"}),
    "the description for search engines": (
        swap('name="description" content="Sales of $12.4bn', 'name="description" content="Sales of $12.9bn'),
        {"RG701"},
    ),
    "the description of a chart": (swap("Consensus $12.1bn", "Consensus $12.7bn"), {"RG701"}),
    "a stray figure": (swap("Tea is picked", "Tea is picked in 7 valleys"), {"RG701"}),
    "a stray figure split by markup": (swap("Tea is picked", "Tea is <b>1</b>7 picked"), {"RG701"}),
    "a number word": (swap("Tea is picked", "Half of the tea is picked"), {"RG701"}),
    "a figure put in by a style sheet": (swap("</style>", "p.intro::after { content: '9' }</style>"), {"RG701"}),
    "a tooltip": (swap("<p>Tea is", '<p title="7 valleys">Tea is'), {"RG701"}),
    "display: none": (styled("n1-5", "display:none"), {"RG705"}),
    "visibility: hidden": (styled("n1-5", "visibility:hidden"), {"RG705"}),
    "the colour of the ground": (styled("n1-5", "color:#ffffff"), {"RG705"}),
    "the colour of the ground, by a variable": (styled("n1-5", "color:var(--paper)"), {"RG705"}),
    "white in the dark only": (
        swap("</style>", "@media (prefers-color-scheme: dark) { #n1-5 { color: #12171c } }</style>"),
        {"RG705"},
    ),
    "hidden on narrow screens only": (
        swap("</style>", "@media (max-width: 400px) { #n1-5 { display: none } }</style>"),
        {"RG705"},
    ),
    "hidden by a rule": (swap("</style>", "p > data:first-child { opacity: 0 !important }</style>"), {"RG705"}),
    "moved away": (styled("n1-5", "position:absolute;left:-4000px"), {"RG705"}),
    "clipped": (styled("n1-5", "display:inline-block;height:0;overflow:hidden"), {"RG705"}),
    "too small to read": (styled("n1-5", "font-size:1px"), {"RG705"}),
    "a section hidden": (swap("<section class=\"section\"", '<section hidden class="section"'), {"RG705"}),
    "below a shape in a chart": (
        swap('data-cite="n7-2">$12.1bn</text>', f'data-cite="n7-2">$12.1bn</text>{SHAPE}'),
        {"RG705"},
    ),
    "white in a chart": (swap('data-cite="n7-2"', 'style="fill:#ffffff" data-cite="n7-2"'), {"RG705"}),
    "taken out": (swap("$12.4bn</a></data>, against", "</a></data>, against"), {"RG702"}),
    "a box over the page": (swap("<p>Tea is", '<p><i style="position:absolute">&nbsp;</i>Tea is'), {"RG708"}),
    "a box that stays on the screen": (swap("<p>Tea is", '<p><i style="position:fixed">&nbsp;</i>Tea is'), {"RG708"}),
    "a box drawn over its neighbour": (
        swap("<p>Tea is", '<p><i style="margin-right:-9em;background:#fff">&nbsp;</i>Tea is'), {"RG708"},
    ),
    "a shadow": (styled("n1-5", "box-shadow:40px 0 0 20px #fff"), {"RG708"}),
    "pushed aside": (styled("n1-5", "position:relative;top:2em"), {"RG708"}),
    "digits from right to left": (swap("<p>Tea is", "<p>\u202eTea is"), {"RG708"}),
    "an element from right to left": (swap("<p>Tea is", "<p dir=rtl>Tea is"), {"RG708"}),
    "masked": (styled("n1-5", "-webkit-mask:linear-gradient(#0000,#0000)"), {"RG705"}),
    "its first line white": (swap("</style>", "p::first-line { color: #fff }</style>"), {"RG705"}),
    "another page in its place": (swap("</title>", '</title><meta http-equiv="refresh" content="0;url=x">'), {"RG708"}),
    "a link that is a script": (swap("<p>Tea is", '<p><a href="javascript:x()">y</a>Tea is'), {"RG708"}),
    "letters on one another": (styled("n1-5", "letter-spacing:-.6em"), {"RG705"}),
    "a script": (swap("</body>", "<script>document.title='x'</script></body>"), {"RG708"}),
    "the inspector's script, by one character": (swap("const REACH = 24", "const REACH = 25"), {"RG708"}),
    "the inspector's script, loaded from elsewhere": (
        swap('<script>"use strict"', '<script src="https://x.example/">"use strict"'),
        {"RG708"},
    ),
    "a link that runs": (swap('href="#numbers"', 'href="java\nscript:x()"'), {"RG708"}),
    "what the inspector shows": (swap('"value":"$12.4bn"', '"value":"$12.3bn"'), {"RG709"}),
    "an interval in the inspector": (swap("$12.415bn to", "$12.405bn to"), {"RG709"}),
    "a place on the inspector's number line": (swap('"at":[714,', '"at":[614,'), {"RG709"}),
    "an operand in the inspector": (swap('["$11.03bn","revenue@2024Q4"]', '["$11.03bn","revenue@2025Q4"]'), {"RG709"}),
    "a word of the inspector": (swap('"derived":"Derived"', '"derived":"Audited"'), {"RG709"}),
    "a fact that the inspector leaves out": (swap('"shops@2025-12-31":{', '"shops@2024-12-31":{'), {"RG709"}),
    "the inspector's data taken apart": (swap('id="inspector-json">{', 'id="inspector-json">['), {"RG709"}),
    "a frame": (swap("</body>", "<iframe srcdoc='9'></iframe></body>"), {"RG708"}),
    "a handler": (swap("<body", "<body onload='x()'"), {"RG708"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", HTML_EDITS)
def test_an_edit_of_a_page_is_found(desk: Desk, kind: str) -> None:
    edit, wanted = HTML_EDITS[kind]
    found = codes(desk.proved_html(edit))
    assert wanted <= found, found


def test_a_page_sealed_anew_after_an_edit_is_found_by_its_numbers(desk: Desk) -> None:
    page = swap("$12.4bn</a></data>, against", "$12.3bn</a></data>, against")(desk.pressed["html"].decode())
    proved = prove(f"{TINY}.en.html", sealed_anew(page.encode()))
    assert sealed(proved)
    assert codes(proved) == {"RG701", "RG702"}  # what stands there is not cited, what was cited is not there


def test_words_and_colours_of_a_page_break_the_seal(desk: Desk) -> None:
    for old, new in (("Tea is picked", "Tea is bought"), ("--accent: #0f4c81", "--accent: #0f4c82")):
        proved = desk.proved_html(swap(old, new))
        assert codes(proved) == set()
        assert not sealed(proved)


def test_how_lines_end_is_the_carriers_affair(desk: Desk) -> None:
    assert desk.proved_html(lambda page: page.replace("\n", "\r\n")).holds


@pytest.mark.parametrize(
    "kind", [kind for kind in HTML_EDITS if "inspector" in kind and "script" not in kind]
)
def test_what_the_inspector_shows_is_held_against_the_facts_and_not_only_sealed(
    desk: Desk, kind: str
) -> None:
    edited = HTML_EDITS[kind][0](desk.pressed["html"].decode())
    proved = prove(f"{TINY}.en.html", sealed_anew(edited.encode()))
    assert sealed(proved)
    assert codes(proved) == {"RG709"}


def test_a_change_of_a_style_sheet_breaks_the_seal(desk: Desk) -> None:
    """Also of a rule that only counts while the script runs, or under the pointer."""
    proved = desk.proved_html(swap("</style>", "data.n:hover { display: none }</style>"))
    assert not sealed(proved)
    assert codes(proved) == set()


def test_the_shipped_script_is_pinned() -> None:
    """After an edit of the script, put its new digest into PINNED; that of a version given out stays there."""
    script = (TEMPLATES / SCRIPT).read_text("utf-8")
    assert source_of(script) in PINNED
    assert not is_ours(script + " ")
    assert "</script" not in script.lower()


def test_a_data_block_cannot_be_ended_from_within() -> None:
    hostile = '# </script><!-- <script>  & &lt; \r\n\ufeff "x"\n'
    page = with_blocks("<html><body><p>x</p></body></html>", {FACTS: hostile.encode()})
    assert page.count("</script>") == 1
    block = page.partition('id="facts-yaml">')[2].partition("</script>")[0]
    assert from_block(block) == hostile.encode()


# ---- attachments -----------------------------------------------------------------------------------------------


def test_a_source_that_the_record_names_otherwise_is_found(desk: Desk) -> None:
    sources = json.loads(desk.files[NUMBERS])["sources"]
    sources["release"]["published"] = "2026-01-31"
    changed = altered(desk.files[NUMBERS], sources=sources)
    assert "RG709" in codes(desk.proved(attached(desk.pressed["pdf"], NUMBERS, changed)))


@pytest.mark.parametrize("name", [FACTS, NUMBERS])
def test_a_document_without_an_attachment_does_not_prove(desk: Desk, name: str) -> None:
    assert codes(desk.proved(attached(desk.pressed["pdf"], name, None))) == {"RG708"}


def test_an_attachment_is_described_and_dated(desk: Desk) -> None:
    document = pypdfium2.PdfDocument(desk.pressed["pdf"])
    found = {document.get_attachment(i).get_name(): document.get_attachment(i) for i in range(4)}
    assert set(found) == {FACTS, VOCABULARY, NUMBERS, TABLE}
    assert found[FACTS].get_data() is not None
    assert bytes(found[FACTS].get_data()) == desk.facts
    assert found[NUMBERS].get_str_value("CreationDate") == "D:20260202000000Z"
    with pikepdf.open(io.BytesIO(desk.pressed["pdf"])) as pdf:
        specs = {
            str(spec.F): spec
            for spec in pdf.Root.Names.EmbeddedFiles.Names
            if not isinstance(spec, pikepdf.String)
        }
    assert set(specs) == {FACTS, VOCABULARY, NUMBERS, TABLE}


def test_the_numbers_in_a_document_are_its_own(desk: Desk) -> None:
    record = json.loads(desk.files[NUMBERS])
    assert record["languages"] == ["en"]
    assert all(set(entry["texts"]) == {"en"} for entry in record["numbers"])
    assert all(
        isinstance(place["page"], int)
        for entry in record["numbers"]
        for place in entry["texts"]["en"]["printings"]
    )


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (b"value: 3.15 bn USD", b"value: 3.45 bn USD", {"RG709", "RG711"}),
        (b"printed: $11.03 billion", b"printed: $11.04 billion", {"RG709"}),
        (b"value: 16%", b"value: 17%", {"RG709", "RG711"}),
        (b"share(operating_income, revenue)", b"share(operating_income, home.revenue)", {"RG709"}),
        (b"\nperiod: 2025Q4", b"\nperiod: 2025Q7", {"RG203"}),
        (b"release \xc2\xb67, printed: $12.42bn", b"release \xc2\xb68, printed: $12.42bn", {"RG709"}),
    ],
)  # fmt: skip
def test_a_digit_in_the_attached_facts_is_found(desk: Desk, old: bytes, new: bytes, wanted: set[str]) -> None:
    assert desk.facts.count(old) == 1
    proved = desk.proved(attached(desk.pressed["pdf"], FACTS, desk.facts.replace(old, new)))
    assert wanted <= codes(proved), codes(proved)
    assert not sealed(proved)


def test_a_digit_in_a_fact_that_is_not_printed_breaks_the_seal(desk: Desk) -> None:
    changed = desk.facts.replace(b"8,765 people", b"8,766 people")
    proved = desk.proved(attached(desk.pressed["pdf"], FACTS, changed))
    assert not sealed(proved)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("value", "12430000000"), ("interval", ["12415000000", "12435000000"]), ("verdict", "derived"),
        ("unit", "TWD"), ("period", "2024Q4"), ("formula", "growth(revenue)"), ("fact", "fish/revenue@2024Q4"),
    ],
)  # fmt: skip
def test_numbers_that_the_facts_do_not_give_are_found(desk: Desk, key: str, value: object) -> None:
    """Whoever seals it anew: the facts say otherwise all the same."""
    entries = json.loads(desk.files[NUMBERS])["numbers"]
    entries[0][key] = value
    changed = altered(desk.files[NUMBERS], numbers=entries)
    assert "RG709" in codes(desk.proved(attached(desk.pressed["pdf"], NUMBERS, changed)))


def test_a_wording_that_does_not_read_as_its_value_is_found(desk: Desk) -> None:
    entries = json.loads(desk.files[NUMBERS])["numbers"]
    entries[0]["texts"]["en"]["printings"][0]["shown"] = "$12.3bn"
    changed = altered(desk.files[NUMBERS], numbers=entries)
    assert {"RG702", "RG711"} <= codes(desk.proved(attached(desk.pressed["pdf"], NUMBERS, changed)))


# ---- failing closed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", b"<html></html>"], ids=["nothing", "text", "head", "html"]
)
@pytest.mark.parametrize("name", ["x.pdf", "x.html", "x.txt"])
def test_what_cannot_be_read_does_not_prove(name: str, data: bytes) -> None:
    proved = prove(name, data)
    assert not proved.holds
    assert codes(proved) == {"RG708"}


def test_a_document_without_a_numeral_does_not_prove(desk: Desk) -> None:
    def change(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.obj.Contents = document.make_stream(b"")

    assert {"RG702", "RG703"} <= codes(desk.proved(rewritten(desk.pressed["pdf"], change)))


@pytest.mark.parametrize(
    "record", [b"{}", b"[]", b'{"languages": ["en", "zh-Hant"]}', b"\xff", b'{"a":1,"a":2}']
)
def test_numbers_that_cannot_be_read_do_not_prove(desk: Desk, record: bytes) -> None:
    assert codes(desk.proved(attached(desk.pressed["pdf"], NUMBERS, record))) == {"RG708"}


# ---- part of a build -------------------------------------------------------------------------------------------


def test_a_text_with_an_uncited_figure_is_not_put_in_place(tmp_path: Path) -> None:
    edits = {"en.md": {"Tea is picked": "Tea is picked in 7 valleys"}}
    with pytest.raises(Rejected) as caught:
        build_tiny(tmp_path, edits, languages=("en",), formats=("html",))
    assert {finding.code for finding in caught.value.findings if finding.blocks} == {"RG516"}
    assert not (tmp_path / "output" / TINY).exists()


def test_a_declared_term_is_let_pass(tmp_path: Path) -> None:
    edits = {
        "en.md": {"Tea is picked": "Tea is picked in 7 valleys"},
        "brief.yaml": {"terms: [Pekoe 7]": "terms: [Pekoe 7, 7 valleys]"},
    }
    assert build_tiny(tmp_path, edits, languages=("en",), formats=("html",)).artifacts


def test_a_fact_that_reads_as_its_own_number_is_found(tmp_path: Path) -> None:
    """Row 10 prints 10: a link to it is the fact, and no mark that leads to the row."""
    edits = {"facts.yaml": {"3.15 bn USD": "10 bn USD", "$3.15 billion": "$10 billion"}}
    built = build_tiny(tmp_path, edits, languages=("en",), formats=("pdf",))
    with pikepdf.open(built.folder / f"{TINY}.en.pdf") as pdf:
        record = json.loads(pdf.attachments[NUMBERS].get_file().read_bytes())
    (sales,) = [entry for entry in record["numbers"] if entry["fact"] == "fish/home.revenue@2025Q4"]
    shown = {place["shown"] for place in sales["texts"]["en"]["printings"]}
    assert (sales["number"], shown) == (10, {"10"})


def test_a_drawn_figure_that_reads_as_the_number_of_an_exhibit_is_found(tmp_path: Path) -> None:
    """A 3 in the chart of the third exhibit is not that of the exhibit, which stands before it."""
    edits = {
        "facts.yaml": {
            "about 1.60 bn USD": "3 bn USD", "about $1.60 billion": "$3 billion",
            "1.80 to 2.20 bn USD": "4 to 5 bn USD", "$1.80-2.20 billion": "$4-5 billion",
        },
        "brief.yaml": {"chart: range\n": "chart: range\n    unit: bn USD\n"},
    }  # fmt: skip
    built = build_tiny(tmp_path, edits, languages=("en",), formats=("pdf",))
    with pikepdf.open(built.folder / f"{TINY}.en.pdf") as pdf:
        record = json.loads(pdf.attachments[NUMBERS].get_file().read_bytes())
    (spent,) = [entry for entry in record["numbers"] if entry["fact"] == "fish/capex@2025"]
    assert "3" in {place["shown"] for place in spent["texts"]["en"]["printings"]}


def test_a_fact_that_one_language_prints_alone_is_a_warning(tmp_path: Path) -> None:
    edits = {
        "zh-Hant.md": {'每股盈餘{{ cite("eps") }}': "每股盈餘下降"},
        "brief.yaml": {"    - {fact: eps}\n": ""},
    }
    built = build_tiny(tmp_path, edits, formats=("html",))
    (finding,) = [finding for finding in built.findings if finding.code == "RG706"]
    assert not finding.blocks
    assert "eps@2025Q4 is printed in en, and not in zh-Hant" in finding.message


def test_a_fact_with_another_value_in_the_other_language_is_an_error(desk: Desk) -> None:
    record = read_record(desk.files[NUMBERS])
    other = replace(
        record,
        language="zh-Hant",
        entries=tuple(
            replace(entry, said={**entry.said, "value": "12430000000"}) if entry.number == 1 else entry
            for entry in record.entries
        ),
    )
    (finding,) = agreement([record, other])
    assert finding.code == "RG707"
    assert finding.blocks
    assert "12420000000 USD in en and 12430000000 USD in zh-Hant" in finding.message
    assert list(agreement([record, replace(other, edition="another")])) == []


def test_proofs_that_hold_find_nothing(desk: Desk) -> None:
    assert proof_findings([prove(desk.name, desk.pressed["pdf"])]) == ()


# ---- wordings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted", "count"),
    [
        ("24% and 124%", "24%", 1), ("Trainium23 Trainium2", "Trainium2", 1), ("$12.42bn", "12.42", 0),
        ("12.42 bn", "12.42", 0), ("≈24%", "24%", 0), ("−24%", "24%", 0), ("about 24% of", "24%", 1),
        ("24%–26%", "24%", 0), ("213.4億", "213.4", 0), ("1,250", "250", 0), ("2,134億\n美元", "2,134億美元", 1),
        ("about\n$1.6bn", "about $1.6bn", 1), ("3.151", "3.15", 0), ("to 3.15.", "3.15", 1), ("18億至22億", "22億", 1),
    ],
)  # fmt: skip
def test_a_wording_is_matched_whole(text: str, wanted: str, count: int) -> None:
    assert len(list(wholes(text, wanted))) == count


# ---- style sheets ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("color: #5b6670", True), ("padding-left: 3px", True), ("opacity: 1", True), ("overflow: hidden", True),
        ("font-size: 90%", True), ("margin-left: -10px", True), ("background: #0f4c81; color: #fff", True),
        ("color: transparent", False), ("color: rgb(255 255 255 / 0)", False), ("opacity: .05", False),
        ("background: black", False), ("font: 0/0 serif", False), ("text-indent: -9999px", False),
        ("transform: scale(0)", False), ("clip-path: inset(50%)", False), ("clip: rect(0,0,0,0)", False),
        ("max-height: 0; overflow: clip", False), ("filter: opacity(0)", False), ("font-size: calc(1px)", False),
        ("font-size: clamp(1.6rem, 2vw, 3rem)", True), ("font-size: clamp(1px, 2vw, 3rem)", False),
        ("font-size: 1e-3px", False), ("font-size: .3vw", False), ("font: inherit", True), ("font: 600 1rem/1 x", True),
        ("text-decoration: underline", True), ("text-decoration: underline 1px", True),
        ("text-decoration: line-through", False), ("text-decoration-line: underline line-through", False),
        ("text-decoration: underline 20px #fff", False), ("text-underline-offset: 2px", True),
        ("text-underline-offset: -.4em", False), ("letter-spacing: 0.01em", True), ("letter-spacing: -.6em", False),
        ("letter-spacing: 9em", False), ("word-spacing: -1em", False), ("-webkit-transform: scale(0)", False),
        ("-webkit-opacity: 0", False), ("-webkit-text-stroke: 9px #fff", False), ("text-shadow: 0 0 9px #fff", False),
        ("all: unset", False), ("background: linear-gradient(#000, #000)", False), ("background: #000 none", False),
        ("background-image: url(x)", False), ("background-color: #fff; background: #000", False),
        ("margin-left: 9999px", False), ("margin-inline-start: -999px", False), ("margin-left: -100%", False),
        ("padding: 4px 9999px", False), ("text-indent: -200px", False), ("text-indent: calc(-9px)", False),
        ("overflow: hidden; max-width: 30px", False), ("overflow: hidden; width: 100%", True),
        ("counter-reset: a", False), ("direction: rtl", False),
    ],
)  # fmt: skip
def test_a_style_hides_or_does_not(style: str, seen: bool) -> None:
    from tinycss2 import parse_blocks_contents, serialize

    declared = {
        item.lower_name: serialize(item.value).strip()
        for item in parse_blocks_contents(style)
        if item.type == "declaration"
    }
    assert (dress(Look(), declared).trouble == "") is seen


@pytest.mark.parametrize(
    ("style", "astray"),
    [
        ("margin: 0 auto", ""), ("margin: 0 0 0 -9px", "margin-left"), ("margin: calc(0px - 9px)", "margin"),
        ("margin-block-start: -9px", "margin-block-start"), ("flex-direction: row-reverse", "flex-direction"),
        ("grid-area: 1 / 1", "grid-area"), ("line-height: 0.2", "line-height"), ("line-height: 1.2", ""),
        ("-webkit-box-shadow: 0 0 9px 9px #fff", "box-shadow"), ("margin: 0; margin-top: -9px", "margin-top"),
        ("margin-right: -9px; padding-right: 9px", ""), ("margin-left: -9px; padding: 0 2px 0 9px", ""),
        ("margin-right: -9px; padding-right: 8px", "margin-right"),
        ("margin-top: -9px; padding-top: 9px", "margin-top"),
        ("margin-left: -9px; padding: 0 9px 0 2px", "margin-left"),
        ("margin-right: -9em; padding-right: 9px", "margin-right"),
        ("margin-right: -9px; padding-right: 9px; background: #fff", "margin-right"),
    ],
)  # fmt: skip
def test_a_style_leads_an_element_out_of_its_place_or_does_not(style: str, astray: str) -> None:
    from tinycss2 import parse_blocks_contents, serialize

    declared = {item.lower_name: serialize(item.value).strip() for item in parse_blocks_contents(style, True, True)
                if item.type == "declaration"}  # fmt: skip
    assert dress(Look(), declared).astray.partition(":")[0] == astray


def test_rem_counts_from_the_type_of_the_page() -> None:
    page = dress(Look(), {"font-size": "1px"})
    assert dress(page, {"font-size": "2rem"}).size == 2
    assert dress(dress(Look(), {}), {"font-size": "2rem"}).size == 32


@pytest.mark.parametrize(
    "css",
    [
        "p { & data { display: none } }", "@layer a { p { display: none } }",
        "@supports (color: red) { p { color: red } }", "@import 'x';", "@counter-style a { symbols: '9' }",
        "@media (hover) { p { display: inline } }",
        "@media not print { p { color: red } }", "p:dir(ltr) { display: none }", "p, a:nonsense { color: red }",
        "p::after { content: counter(a) }", "p::before { content: attr(title) }",
        "q::before { content: open-quote url(x) }",
        "p::before { content: ''; position: absolute; inset: 0; background: #fff }",
        "p::after { content: ''; position: fixed; width: 4px; height: 4px }", "p::after { content: ''; margin: -9px }",
        "p::after { content: ''; position: absolute } p::after { width: 90px }",
        "p::after { content: '    '; position: absolute }",
        "p::after { content: ''; position: absolute; border: 99px solid #fff }",
    ],
)  # fmt: skip
def test_a_style_sheet_that_cannot_be_followed_is_taken_against_the_page(css: str) -> None:
    with pytest.raises(Unreadable):
        Rules([css], SCENES[:1])


@pytest.mark.parametrize(
    "css",
    [
        "li::before { position: absolute; left: 0; top: 0.6em; width: 6px; height: 6px; background: #000 }",
        "b::after { content: ''; position: absolute; right: 2px; border: 4px solid transparent }",
        "@media screen { p { color: red } }", "p::selection, p { color: red }",
        "@media (prefers-reduced-motion: reduce) { p { animation: none } }", "@keyframes a { from { opacity: 0 } }",
    ],
)  # fmt: skip
def test_a_style_sheet_that_covers_nothing_is_followed(css: str) -> None:
    assert Sheets(Rules([css]), SCENES[0]).contents in ([], [""])


def test_what_quotes_and_list_marks_say_is_put_into_the_page() -> None:
    css = "q { quotes: '9' '8' } ul { list-style: '7 ' } p::after { content: '\\36' }"
    assert Sheets(Rules([css]), SCENES[0]).contents == ["9", "8", "7 ", "6"]


def test_media_queries_choose_the_reader() -> None:
    import cssselect2
    from tinyhtml5 import parse

    css = (
        "p { color: red } @media (max-width: 500px) { p { display: none } } @media print { p { opacity: 0 } }"
    )
    root = parse("<p>x</p>", namespace_html_elements=False)
    (element,) = [
        item
        for item in cssselect2.ElementWrapper.from_html_root(root).iter_subtree()
        if item.local_name == "p"
    ]
    other = Scene("x", 700)
    rules = Rules([css], (*SCENES, other))
    layers = rules.matched(element).layers
    told = {scene.name: set(Sheets(rules, scene).declared(layers)) for scene in SCENES}
    assert told == {
        "wide": {"color"}, "dark": {"color"}, "narrow": {"color", "display"}, "print": {"color", "opacity"},
    }  # fmt: skip
    assert "opacity" not in Sheets(rules, other).declared(layers)
