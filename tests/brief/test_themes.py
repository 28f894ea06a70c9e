"""Themes: read strictly, with the line of every mistake; a project's own wins; what they change."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Final

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Raster
from support import ROOT, TEMPLATES, TINY, build_tiny, drafts, parse, tiny, words_of
from texts import edition as tiny_edition

from reportgen.brief.drafting import draft
from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.inputs import templates as read_templates
from reportgen.brief.inputs import themes as read_themes
from reportgen.brief.stylesheets import CLASSES, ELEMENTS, unfit_css
from reportgen.brief.themes import read_theme
from reportgen.build import FORMATS, Project
from reportgen.errors import Finding
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.ink import PALETTE, contrast, rgb
from reportgen.exhibits.theme import NIGHT, Style, Theme, too_pale
from reportgen.facts.text import Text, YamlSource
from reportgen.press.fresh import standing
from reportgen.press.layouts import Layouts, Medium
from reportgen.press.pressing import renderer

FILE: Final = "templates/themes/own.yaml"
SHIPPED: Final = sorted(path.stem for path in (TEMPLATES / "themes").glob("*.yaml"))


def theme(text: str) -> tuple[Theme | None, list[Finding]]:
    return read_theme("own", text.encode(), FILE)


def edition(brief: dict[str, str], themes: dict[str, str]) -> tuple[Edition | None, list[Finding]]:
    files = {f"templates/themes/{name}.yaml": text.encode() for name, text in themes.items()}
    return read_edition(TINY, tiny({"brief.yaml": brief}), "tiny", files)


# ---- those that are shipped ----------------------------------------------------------------------------------


def test_three_themes_are_shipped() -> None:
    assert SHIPPED == ["house", "investor", "letter"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_theme_reads_without_a_finding(name: str) -> None:
    path = TEMPLATES / "themes" / f"{name}.yaml"
    made, findings = read_theme(name, path.read_bytes(), str(path))
    assert made is not None and findings == []
    assert list(too_pale(made.light)) == list(too_pale(made.dark)) == []


def test_what_an_ir_departments_masthead_says_is_read_on_its_tinted_ground() -> None:
    made, _ = read_theme("investor", (TEMPLATES / "themes" / "investor.yaml").read_bytes(), "investor.yaml")
    assert made is not None and made.page == "A4 landscape" and made.mark("en")
    for colours in (made.light, made.dark):
        for role in ("ink", "muted"):
            assert contrast(rgb(colours[role]), rgb(colours["accent-tint"])) >= 4.5


def test_the_house_theme_is_what_a_brief_without_a_theme_looks_like() -> None:
    made, _ = read_theme("house", (TEMPLATES / "themes" / "house.yaml").read_bytes(), "house.yaml")
    assert made is not None
    assert (made.light, made.dark, made.fonts, made.page) == (PALETTE, NIGHT, Theme().fonts, "A4")
    assert [made.style(language) for language in ("en", "zh-Hant")] == [Style(), Style()]


def test_an_empty_mapping_is_the_house_theme_under_another_name() -> None:
    made, findings = theme("page: A4\n")
    assert findings == []
    assert made is not None and made.light == PALETTE


# ---- mistakes ------------------------------------------------------------------------------------------------

MISTAKES: Final = {
    "an unknown key": ("colour: {}\n", "RG111", "1:1", "unknown key 'colour'"),
    "an unknown role": ('colours:\n  light: {acent: "#123456"}\n', "RG111", "2:11", "unknown key 'acent'"),
    "no colour": ("colours:\n  light:\n    ink: black\n", "RG520", "3:10", "'black' is no colour"),
    "a short colour": ('colours:\n  dark:\n    ink: "#fff"\n', "RG520", "3:10", "'#fff' is no colour"),
    "two roles in one colour": (
        'colours: {light: {accent: "#0f4c82", warning: "#0f4c82"}}\n', "RG520", "1:47", "have one colour"),
    "too pale": ('colours:\n  light:\n    accent: "#9fb4d8"\n', "RG520", "3:13", "contrast of 2.1"),
    "too pale by night": ('colours:\n  dark:\n    ink: "#30363c"\n', "RG520", "3:10", "ink #30363c on paper"),
    "a paper size": ("page: A3\n", "RG112", "1:7", "'A3' is not one of"),
    "a number style": ("numbers:\n  en: {words: short}\n", "RG112", "2:15", "'short' is not one of"),
    "a language": ("numbers:\n  fr: {words: long}\n", "RG112", "2:3", "'fr' is not one of the languages"),
    "a genre": ("fonts:\n  scripts: {text: gothic}\n", "RG112", "2:19", "'gothic' is not one of"),
    "a script for Latin": (
        "fonts:\n  languages:\n    en: {text: Lora}\n", "RG520", "3:16", "en has no other script than Latin"),
    "a weight": ("fonts: {heading-weight: 700}\n", "RG112", "1:25", "'700' is not one of"),
    "a logo that is none": ("logo: {svg: logo.svg, name: {en: x}}\n", "RG520", "1:13", "no picture that can be read"),
    "a logo with a script": (
        'logo: {svg: \'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script/></svg>\', name: {en: x}}\n',
        "RG520", "1:72", "<script>"),
    "a logo with words": (
        'logo: {svg: \'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><text>9</text></svg>\', '
        "name: {en: x}}\n", "RG520", "1:72", "<text>"),
    "a logo from elsewhere": (
        'logo: {svg: \'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="url(x)"/></svg>\', '
        "name: {en: x}}\n", "RG520", "1:72", "fill="),
    "a style that fetches": ("css: '.a { background: url(x) }'\n", "RG520", "1:24", "url()"),
    "a style that ends": ("css: '</style>'\n", "RG520", "1:14", "this is not CSS"),
    "not YAML": ("page: [\n", "RG101", "1:7", ""),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_theme_is_named_with_its_place(mistake: str) -> None:
    text, code, place, message = MISTAKES[mistake]
    made, findings = theme(text)
    assert made is None
    assert (code, f"{FILE}:{place}") in [(finding.code, str(finding.locus)) for finding in findings]
    assert any(message in finding.message for finding in findings)


def test_every_mistake_is_listed_at_once() -> None:
    _, findings = theme("page: A3\ncolours: {light: {ink: black, muted: grey}}\n")
    assert len(findings) == 3


# ---- which theme a brief gets --------------------------------------------------------------------------------


def test_an_unknown_theme_is_rg520_and_the_others_are_named() -> None:
    made, findings = edition({"page: A4": "theme: leter"}, {"letter": "page: Letter\n"})
    assert made is None
    assert [(finding.code, finding.mend) for finding in findings] == [("RG520", "there are: letter")]
    assert findings[0].locus is not None and findings[0].locus.excerpt == "theme: leter"


def test_a_mistake_in_the_theme_stops_the_edition() -> None:
    made, findings = edition({"page: A4": "theme: own"}, {"own": "page: A3\n"})
    assert made is None
    assert [str(finding.locus) for finding in findings] == [f"{FILE}:1:7"]


def test_the_brief_decides_over_paper_and_disclaimer_before_its_theme() -> None:
    own = {"own": "page: Letter\ndisclaimer: {en: The house says so., zh-Hant: 本公司聲明。}\n"}
    mine, _ = edition({"page: A4": "page: A4\ntheme: own"}, own)
    assert mine is not None
    assert (mine.page, str(mine.disclaimer["en"])) == ("A4", "An invented company, for tests alone.")
    whole = "disclaimer:\n  en: An invented company, for tests alone.\n  zh-Hant: 本公司係為測試而虛構。\n"
    theirs, _ = edition({"page: A4": "theme: own", whole: ""}, own)
    assert theirs is not None
    assert (theirs.page, theirs.disclaimer["zh-Hant"]) == ("Letter", "本公司聲明。")


def test_a_brief_without_any_disclaimer_is_rg506() -> None:
    whole = "disclaimer:\n  en: An invented company, for tests alone.\n  zh-Hant: 本公司係為測試而虛構。\n"
    _, findings = edition({whole: ""}, {})
    assert [finding.code for finding in findings] == ["RG506", "RG506"]
    assert "in the brief or in its theme" in findings[0].message


def test_a_projects_own_theme_wins_by_name(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "letter.yaml").write_text("page: A4\n")
    (tmp_path / "themes" / "mine.yaml").write_text("page: Letter\n")
    themes = read_themes([tmp_path, TEMPLATES])
    assert sorted(Path(path).stem for path in themes) == ["house", "investor", "letter", "mine"]
    assert themes["templates/themes/letter.yaml"] == b"page: A4\n"


def test_a_projects_own_template_wins_by_name(tmp_path: Path) -> None:
    (tmp_path / "exhibit.html.j2").write_text(
        "{% macro exhibit() %}<p class='mine'>{{ kwargs.exhibit.number }}</p>{% endmacro %}"
    )
    document, faces = drafts()[0].document, find_faces(["zh-Hant"])
    pressed = [
        str(
            renderer(tiny_edition(), document, Layouts(read_templates(folders)), faces).blocks(
                document.front_exhibits
            )
        )
        for folders in ([tmp_path, TEMPLATES], [TEMPLATES])
    ]
    assert "<p class='mine'>1</p>" in pressed[0] and "<p class='mine'>" not in pressed[1]


def test_a_theme_chooses_families_for_other_scripts() -> None:
    made, findings = theme("fonts:\n  headings: Lora\n  scripts: {headings: serif}\n")
    assert made is not None and findings == []
    assert (made.fonts.text_in("zh-Hant"), made.fonts.headings_in("zh-Hant")) == (
        "Noto Sans CJK TC",
        "Noto Serif CJK TC",
    )
    own, _ = theme("fonts:\n  scripts: {text: serif}\n  languages:\n    zh-Hant: {text: LXGW WenKai}\n")
    assert own is not None
    assert (own.fonts.text_in("zh-Hant"), own.fonts.headings_in("zh-Hant")) == ("LXGW WenKai", "")


# ---- what a theme changes ------------------------------------------------------------------------------------

OWN: Final = """\
colours:
  light: {accent: "#7b1e34", ink: "#221d1a"}
  dark: {accent: "#e8919f"}
numbers:
  en: {currency: code, words: long, negative: parentheses}
  zh-Hant: {spaced: true}
logo:
  name: {en: Own House, zh-Hant: 自家}
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#7b1e34" d="M0 0H9V9Z"/></svg>'
css: ".kicker { color: var(--ink) }"
"""


def pages(theme_text: str, medium: Medium) -> list[str]:
    made, findings = edition({"page: A4": "theme: own"}, {"own": theme_text})
    assert made is not None, findings
    templates, faces = read_templates([TEMPLATES]), find_faces(["zh-Hant"])
    drafted, findings = draft(made)
    assert not [finding for finding in findings if finding.blocks]
    return [
        Layouts(templates)
        .lay_out(
            made,
            one.document,
            one.told(made),
            renderer(made, one.document, Layouts(templates), faces),
            medium,
        )
        .html
        for one in drafted
    ]


@pytest.fixture(scope="module")
def screens() -> list[str]:
    return pages(OWN, "screen")


def test_charts_take_the_colours_of_the_theme(screens: list[str]) -> None:
    charts = screens[0].split("<figure")[1].split("</figure>")[0]
    assert 'fill="#7b1e34"' in charts and 'fill="#221d1a"' in charts
    assert PALETTE["accent"] not in charts and PALETTE["ink"] not in charts


def test_the_page_has_the_colours_of_day_and_night(screens: list[str]) -> None:
    assert "--accent: #7b1e34;" in screens[0] and "--accent: #e8919f;" in screens[0]
    assert '.chart [fill="#7b1e34"], .logo [fill="#7b1e34"] { fill: var(--accent); }' in screens[0]


def test_the_logo_is_named_in_the_language_of_the_page(screens: list[str]) -> None:
    marks = [parse(page).find(".//div[@class='logo']") for page in screens]
    assert [words_of(mark) for mark in marks if mark is not None] == ["Own House", "自家"]


def test_the_css_of_a_theme_comes_last(screens: list[str]) -> None:
    assert screens[0].split("</style>")[0].endswith(".kicker { color: var(--ink) }")


def test_figures_follow_the_number_style(screens: list[str]) -> None:
    english, chinese = (words_of(parse(page)) for page in screens)
    assert "US$12.4 billion" in english and "US$12.4bn" in english
    assert "(0.3)" in english and "(2.5%)" in english and "−0.3" not in english
    assert "124.2 億美元" in chinese and "124.2億" not in chinese


def test_figures_stand_off_from_the_words_around_them(screens: list[str]) -> None:
    """In a spaced style the space stands before and behind a figure in a Chinese sentence, and not at punctuation."""
    text = words_of(parse(screens[1]))
    assert re.search(r"[\u3400-\u9fff] [0-9]", text)
    assert " ，" not in text and " 。" not in text


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)


# ---- CSS -----------------------------------------------------------------------------------------------------

GOOD_CSS: Final = (
    ".kicker { color: var(--accent) }",
    "@media print and (min-width: 860px), screen { .print h1 { font-size: 20pt; line-height: 24pt } }",
    "@media (prefers-color-scheme: dark) { .masthead > p:first-child { border-bottom: 0.5pt solid var(--ink) } }",
    ".print:lang(zh-Hant) .kicker, .panel-head { letter-spacing: 0.05em; text-transform: uppercase }",
    ".panel { background-color: var(--light); padding: 2mm 3mm; border-radius: 2px } /* a note */",
    ".logo img { height: 12mm } html { line-height: 1.5 } .screen h1 { font-size: 2rem }",
)
BAD_CSS: Final = {
    # what → where in its block, and what is said
    ".kicker::before { color: var(--ink) }": (1, 8, "::before"),
    ".kicker:before { color: var(--ink) }": (1, 8, ":before"),
    "li::marker { color: var(--ink) }": (1, 3, "::marker"),
    "p:hover { color: var(--ink) }": (1, 2, ":hover"),
    "p#numbers { color: var(--ink) }": (1, 2, "#numbers"),
    "* { color: var(--ink) }": (1, 1, "select by *"),
    "[fill] { color: var(--ink) }": (1, 1, "[fill]"),
    "p + p { color: var(--ink) }": (1, 3, "select by +"),
    ".kickr { color: var(--ink) }": (1, 2, ".kickr is not a class"),
    "iframe { color: var(--ink) }": (1, 1, "<iframe> is not an element"),
    "{ color: var(--ink) }": (1, 1, "no selector"),
    "p { content: '9' }": (1, 5, "content: it puts words"),
    "p { c\\6fntent: '9' }": (1, 5, "content: it puts words"),
    "p { cont/**/ent: '9' }": (1, 21, "not CSS"),
    "p { counter-reset: a }": (1, 5, "counter-reset"), "p { quotes: '9' '9' }": (1, 5, "quotes"),
    "ul { list-style: decimal }": (1, 6, "list-style"), "p { DISPLAY: none }": (1, 5, "display: it can hide"),
    "p { visibility: hidden }": (1, 5, "visibility"), "p { opacity: 0 }": (1, 5, "opacity"),
    "p { position: fixed }": (1, 5, "position: it can move"), "p { transform: none }": (1, 5, "transform"),
    "p { z-index: 9 }": (1, 5, "z-index"), "p { -webkit-mask: none }": (1, 5, "-webkit-mask"),
    "p { all: unset }": (1, 5, "all: it sets more"), "p { direction: rtl }": (1, 5, "direction"),
    "p { font: 0/0 a }": (1, 5, "font: it sets more"), "p { background: #fff }": (1, 5, "write background-color"),
    "p { text-indent: -9em }": (1, 5, "text-indent"), "p { box-shadow: 0 0 9px }": (1, 5, "box-shadow"),
    "p { margin: 0 -3mm }": (1, 15, "margin may not be -3mm"),
    "p { margin-top: calc(0px - 3mm) }": (1, 17, "margin-top may not be calc("),
    "p { letter-spacing: -1em }": (1, 21, "letter-spacing may not be -1em"),
    "p { text-decoration: line-through }": (1, 22, "text-decoration may not be line-through"),
    "p { color: transparent }": (1, 12, "color may not be transparent"),
    "p { color: var(--paper) }": (1, 12, "color may not be var(--paper)"),
    "p { color: var(--ink, #fff) }": (1, 12, "color may not be"),
    "p { color: #ffffff }": (1, 12, "color may not be #ffffff"),
    "p { color: var(--ink) !important }": (1, 5, "!important"),
    "p { background-color: var(--ink) }": (1, 23, "background-color may not be"),
    "p { --muted: var(--paper) }": (1, 5, "--muted"), "p { --Bullet-Radius: 1px }": (1, 5, "may not set"),
    ".screen p { font-size: 7px }": (1, 24, "font-size may not be 7px"),
    ".screen p { font-size: 0.5em }": (1, 24, "font-size may not be 0.5em"),
    ".screen p { font-size: 0 }": (1, 24, "font-size may not be 0"),
    ".screen p { font-size: 999px }": (1, 24, "font-size may not be 999px"),
    "html { font-size: 6pt; line-height: 1.3 }": (1, 8, "below 9pt"),
    "p { font-size: 9pt }": (1, 5, "font-size without line-height"),
    ".print p { font-size: 9pt; line-height: 8pt }": (1, 28, "less than font-size"),
    ".screen p { font-size: 1rem; line-height: 8pt }": (1, 30, "line-height is a length here"),
    ".print p { line-height: 8pt }": (1, 12, "less than font-size"),
    "p { line-height: 0 }": (1, 18, "line-height may not be 0"),
    "p { text-transform: uppercase }": (1, 5, "text-transform may not be set here"),
    "svg { height: 4mm }": (1, 7, "height may not be set here"),
    ".logo { height: 4mm }": (1, 9, "height may not be set here"),
    "p { color: var(--ink) var(--ink) }": (1, 5, "color has 2 values"), "p { color: }": (1, 5, "color has 0 values"),
    "p { & data { color: var(--ink) } }": (1, 5, "inside of a rule"),
    "p {\n  color: var(--ink);\n\n  width: URL(x) }": (4, 10, "url()"),
    "p { width: u\\72l('x') }": (1, 12, "url()"), "p { --a: {b: [url(x)]} }": (1, 15, "url()"),
    "p { color: image-set('x' 1x) }": (1, 12, "url()"), "@import 'x';": (1, 1, "@import"),
    "@font-face { font-family: x }": (1, 1, "@font-face"), "@page { @top-left { content: '9' } }": (1, 1, "@page"),
    "@supports (color: red) { p { color: var(--ink) } }": (1, 1, "@supports"),
    "@media print { @media screen { p { color: var(--ink) } } }": (1, 16, "@media inside of @media"),
    "@media (hover) { p { color: var(--ink) } }": (1, 1, "asks for what"),
    "@media not print { p { color: var(--ink) } }": (1, 1, "asks for what"),
    "p { color: 'x\n }": (1, 12, "not CSS"), "/* </style> */": (1, 1, "a comment in the css holds '<'"),
}  # fmt: skip


def block(css: str) -> str:
    return "page: A4\ncss: |\n" + "".join(f"   {line}\n" for line in css.split("\n"))


@pytest.mark.parametrize("css", GOOD_CSS)
def test_a_theme_may_adjust_how_a_page_looks(css: str) -> None:
    made, findings = theme(block(css))
    assert findings == []
    assert made is not None and made.css == css + "\n"


@pytest.mark.parametrize("css", BAD_CSS)
def test_what_a_theme_may_not_say_is_named_at_its_line_and_column(css: str) -> None:
    line, column, message = BAD_CSS[css]
    made, findings = theme(block(css))
    assert made is None
    places = [(f.code, f.locus.line, f.locus.column) for f in findings if f.locus and message in f.message]
    assert ("RG520", line + 2, column + 3) in places, [(str(f.locus), f.message) for f in findings]
    assert all(finding.mend for finding in findings)


def test_a_ground_that_swallows_a_text_is_refused() -> None:
    tint = 'colours: {light: {accent-tint: "#a0b4c4", ink: "#000000"}}\n'
    found = theme(tint + "css: '.panel { background-color: var(--accent-tint) }'\n")[1]
    assert "muted #5b6670 on accent-tint #a0b4c4 has a contrast of 2.7" in [one.message for one in found]


def test_parts_that_touch_differ_in_every_theme() -> None:
    tint = 'colours: {light: {accent-tint: "#a0b4c4", ink: "#000000"}}\n'
    assert [finding.message for finding in theme(tint)[1]] == [
        "muted #5b6670 on accent-tint #a0b4c4 has a contrast of 2.7",
        "warning #b4501e on accent-tint #a0b4c4 has a contrast of 2.4",
    ]
    (finding,) = theme('colours: {dark: {grey: "#5e6a73"}}\n')[1]
    assert finding.message == "accent #7fb6e6 on grey #5e6a73 has a contrast of 2.6"


def test_what_a_theme_may_address_stands_in_the_templates() -> None:
    pages = "".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.j2"))
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "reportgen").rglob("*.py"))
    classes = {name for found in re.findall(r"class=\"([^\"]*)\"", pages + sources) for name in found.split()}
    shown = {"print", "screen", "cjk", "full", "half", "small", "long"}  # from an expression
    assert CLASSES - classes - shown == set()
    made_of_text = {"ul", "strong", "em"}
    assert {name for name in ELEMENTS if f"<{name}" not in pages + sources} <= made_of_text


fragments: Final = st.sampled_from([
    *"{}()[];:,.>&*\\\"'", " ", "\n", "p", ".kicker", "::before", "content", "color", "var(--ink)", "url(x)", "u\\72l(",
    "9", "@media print", "@import", "display", "none", "position", "/*", "*/", "--x", "margin", "-3mm", "1px",
    "p{color:var(--ink)}", ".kicker{margin:1mm}", "@media screen{h1{color:var(--accent)}}",
])  # fmt: skip


@given(st.lists(fragments, max_size=9).map("".join))
def test_css_that_passes_holds_nothing_that_is_forbidden(css: str) -> None:
    if unfit_css(Text.at(css, YamlSource("t.yaml", css), 1, 1), ()):
        return
    waiting = tinycss2.parse_component_value_list(css)
    while waiting:
        token = waiting.pop()
        assert token.type not in ("url", "error", "string", "hash", "[] block")
        assert token.type != "function" or token.lower_name == "var"
        assert token.type != "ident" or token.lower_value not in (
            "content",
            "display",
            "position",
            "before",
            "--x",
        )
        assert token.type != "at-keyword" or token.lower_value == "media"
        assert token.type != "dimension" or token.value >= 0
        waiting += getattr(token, "content", None) or getattr(token, "arguments", None) or []


# ---- logos ---------------------------------------------------------------------------------------------------

MARK: Final = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z"/></svg>'


def dot() -> bytes:
    """A PNG of one grey pixel."""
    stream = io.BytesIO()
    Raster.new("L", (1, 1), 128).save(stream, "PNG")
    return stream.getvalue()


def with_logo(text: str, **pictures: bytes) -> tuple[Theme | None, list[Finding]]:
    beside = {f"templates/themes/{name.replace('_', '.')}": data for name, data in pictures.items()}
    return read_theme("own", text.encode(), FILE, beside)


def test_a_logo_may_be_a_file_beside_the_theme_for_each_language() -> None:
    text = "logo: {en: a.svg, zh-Hant: b.png}\nlogo-alt: {en: 'A & B \"C\"', zh-Hant: 甲}\n"
    made, findings = with_logo(text, a_svg=MARK, b_png=dot())
    assert made is not None, findings
    assert made.mark("en").startswith("<svg ") and "<title>A &amp; B &quot;C&quot;</title>" in made.mark("en")
    assert made.mark("zh-Hant").startswith('<img alt="甲" src="data:image/png;base64,')
    assert made.files == (FILE, "templates/themes/a.svg", "templates/themes/b.png")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("logo: c.svg\nlogo-alt: {en: x}\n", f"{FILE}:1:7", "no picture 'c.svg' beside the theme"),
        ("logo: ../a.svg\nlogo-alt: {en: x}\n", f"{FILE}:1:7", "no picture '../a.svg'"),
        ("logo: a.svg\n", f"{FILE}:1:7", "no name for who cannot see it"),
        ("logo: d.svg\nlogo-alt: {en: x}\n", "templates/themes/d.svg:2:2", "<text>"),
        ("logo: e.jpg\nlogo-alt: {en: x}\n", f"{FILE}:1:7", "e.jpg"),
        ("logo: {fr: a.svg}\nlogo-alt: {en: x}\n", f"{FILE}:1:12", "fr"),
        ("logo:\n  name: {en: x}\n  svg: |\n    <svg xmlns='http://www.w3.org/2000/svg'\n      viewBox='0 0 9 9'>\n"
         "      <script/></svg>\n", f"{FILE}:6:7", "<script>"),
    ],
)  # fmt: skip
def test_a_logo_that_cannot_be_printed_is_named_with_its_place(text: str, place: str, message: str) -> None:
    words = MARK.replace(b"<path", b"\n <text>9</text><path")
    made, findings = with_logo(text, a_svg=MARK, d_svg=words, e_jpg=b"\xff\xd8\xff")
    assert made is None
    assert place in [str(finding.locus) for finding in findings if message in finding.message], findings


def test_a_logo_and_its_name_are_wanted_in_every_language_of_the_brief() -> None:
    files = {FILE: b"logo: {en: a.svg}\nlogo-alt: {en: x}\n", "templates/themes/a.svg": MARK}
    made, findings = read_edition(TINY, tiny({"brief.yaml": {"page: A4": "theme: own"}}), "tiny", files)
    assert made is None
    assert [finding.code for finding in findings] == ["RG506", "RG506"]
    assert "no logo for zh-Hant" in findings[0].message and "logo-alt" in findings[1].message


def test_a_logo_is_part_of_what_an_edition_is_made_from(tmp_path: Path) -> None:
    themes = tmp_path / "own" / "themes"
    themes.mkdir(parents=True)
    (themes / "own.yaml").write_text("logo: dot.png\nlogo-alt: {en: A dot, zh-Hant: 點}\n")
    (themes / "dot.png").write_bytes(dot())
    built = build_tiny(tmp_path, {"brief.yaml": {"page: A4": "theme: own"}}, templates=(themes.parent,))
    listing = json.loads((built.folder / "manifest.json").read_bytes())
    assert {"templates/themes/own.yaml", "templates/themes/dot.png"} <= listing["inputs"].keys()
    assert b'alt="A dot" src="data:image/png' in (built.folder / f"{TINY}.en.html").read_bytes()
    project = Project(tmp_path / "data", tmp_path / "output", (themes.parent, TEMPLATES))
    assert standing(project, TINY, (), FORMATS)
    (themes / "dot.png").write_bytes(dot()[:-1])
    assert not standing(project, TINY, (), FORMATS)
