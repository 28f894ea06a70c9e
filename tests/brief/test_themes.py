"""Themes: read strictly, with the line of every mistake; a project's own wins; what they change."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from support import TEMPLATES, TINY, bodies, parse, tiny, words_of

from reportgen.brief.compose import compose
from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.layout import Layouts, Medium
from reportgen.brief.themes import read_theme
from reportgen.checks.tieout import tie_out
from reportgen.errors import Finding
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.ink import PALETTE
from reportgen.exhibits.theme import NIGHT, Style, Theme, contrast, too_pale

FILE: Final = "templates/themes/own.yaml"
SHIPPED: Final = sorted(path.stem for path in (TEMPLATES / "themes").glob("*.yaml"))


def theme(text: str) -> tuple[Theme | None, list[Finding]]:
    return read_theme("own", text.encode(), FILE)


def edition(brief: dict[str, str], themes: dict[str, str]) -> tuple[Edition | None, list[Finding]]:
    files = {f"templates/themes/{name}.yaml": text.encode() for name, text in themes.items()}
    return read_edition(TINY, tiny({"brief.yaml": brief}), "tiny", files)


# ---- those that are shipped ----------------------------------------------------------------------------------


def test_two_themes_are_shipped() -> None:
    assert SHIPPED == ["house", "letter"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_theme_reads_without_a_finding(name: str) -> None:
    path = TEMPLATES / "themes" / f"{name}.yaml"
    made, findings = read_theme(name, path.read_bytes(), str(path))
    assert made is not None and findings == []
    assert list(too_pale(made.light)) == list(too_pale(made.dark)) == []


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
    "a language": ("numbers:\n  fr: {words: long}\n", "RG111", "2:3", "unknown key 'fr'"),
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
    "not YAML": ("page: [\n", "RG101", "2:1", ""),
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
    themes = Layouts([tmp_path, TEMPLATES]).themes()
    assert sorted(Path(path).stem for path in themes) == ["house", "letter", "mine"]
    assert themes["templates/themes/letter.yaml"] == b"page: A4\n"


def test_a_projects_own_template_wins_by_name(tmp_path: Path) -> None:
    (tmp_path / "exhibit.html.j2").write_text(
        "{% macro exhibit() %}<p class='mine'>{{ kwargs.number }}</p>{% endmacro %}"
    )
    own = bodies(templates=(tmp_path, TEMPLATES))[0]
    assert "<p class='mine'>1</p>" in str(own.front_exhibits)
    assert "<p class='mine'>" not in str(bodies()[0].front_exhibits)


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
    layouts, rows = Layouts([TEMPLATES]), tie_out(made.base)
    faces = find_faces(han=True)
    composed = [compose(made, language, rows, faces, layouts.exhibit, {}) for language in made.languages]
    return [layouts.lay_out(made, body, medium, {}).html for body in composed]


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
    assert "US$12.42 billion" in english and "US$12.42bn" in english
    assert "(0.310)" in english and "(2.5%)" in english and "−0.310" not in english
    assert "124.2 億美元" in chinese and "124.2億" not in chinese


def test_figures_stand_off_from_the_words_around_them(screens: list[str]) -> None:
    """In a spaced style the space stands before and behind a figure in a Chinese sentence, and not at punctuation."""
    text = words_of(parse(screens[1]))
    assert re.search(r"[\u3400-\u9fff] [0-9]", text)
    assert " ，" not in text and " 。" not in text


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
