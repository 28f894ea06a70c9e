"""The page as it is served: the brief's own HTML, and the bar."""

from __future__ import annotations

import pytest

from reportgen.codes.rg2_values import RG202
from reportgen.errors import Finding, Locus
from reportgen.preview.frame import Beside, Frame, framed
from reportgen.preview.views import FIRST, View

PAGE = (
    "<!DOCTYPE html>\n<html lang=en><head><title>T</title>\n"
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
    "<style>p{}</style></head><body><p>Brief</p></body></html>"
)
AT = Locus("data/x/facts.yaml", 12, 9, "  a: {value: <5%}")
BROKEN = RG202.finding("cannot read <5%", AT, "write 5%\nor about 5%")


def frame(*findings: Finding, view: View = FIRST, **more: object) -> Frame:
    return Frame(view, ("en", "zh-Hant"), ("zh-Hant",), findings, **more)  # type: ignore[arg-type]


def test_the_brief_stands_in_it_as_it_is() -> None:
    page = framed(PAGE, "/-/faces/x.css", frame())
    assert "<body><p>Brief</p><reportgen-preview" in page
    assert '<link rel="stylesheet" href="/-/faces/x.css">' in page.partition("</head>")[0]
    assert page.count('<script src="/-/preview.js"></script>') == 1
    assert "iframe" not in page


def test_the_policy_of_the_file_gives_way_to_that_of_the_answer() -> None:
    assert "Content-Security-Policy" not in framed(PAGE, "", frame())


def test_a_page_says_that_it_is_not_proved() -> None:
    assert "not proved" in framed(PAGE, "", frame())


def test_a_finding_has_its_place_its_caret_and_its_mends() -> None:
    page = framed(PAGE, "", frame(BROKEN))
    assert "data/x/facts.yaml:12:9" in page
    assert (
        '<span class="number">12 | </span>  a: {va<mark>l<span class="caret" aria-hidden="true">^</span></mark>ue'
        in page
    )
    assert '<p class="mend">write 5%</p><p class="mend">or about 5%</p>' in page


def test_nothing_of_a_finding_is_markup() -> None:
    page = framed(PAGE, "", frame(BROKEN))
    assert "<5%" not in page
    assert "&lt;5%" in page


def test_a_caret_behind_the_line_has_something_to_stand_under() -> None:
    end = RG202.finding("unfinished", Locus("x", 1, 4, "abc"))
    assert "abc<mark> <span" in framed(PAGE, "", frame(end))


def test_of_a_long_line_what_stands_about_the_caret_is_quoted() -> None:
    long = RG202.finding("long", Locus("x", 1, 5001, "a" * 5000 + "b" + "c" * 5000))
    page = framed(PAGE, "", frame(long))
    assert "…" + "a" * 100 + "<mark>b<" in page
    assert "c" * 101 not in page


def test_errors_are_open_and_warnings_are_not() -> None:
    from reportgen.codes.rg4_rules import RG411

    assert '<details class="findings errors" open>' in framed(PAGE, "", frame(BROKEN))
    assert '<details class="findings warnings">' in framed(PAGE, "", frame(RG411.finding("doubt")))


def test_tabs_lead_to_languages_and_letters_and_say_where_one_is() -> None:
    page = framed(PAGE, "", frame(view=View("brief", "zh-Hant")))
    assert '<a href="/"><span lang="en">English</span></a>' in page
    assert '<a href="/zh-Hant" aria-current="page">' in page
    assert '<a href="/letter/zh-Hant">Letter, <span' in page
    assert '<a class="toggle" href="/zh-Hant?pages">' in page


def test_a_letter_has_no_pages_of_a_pdf() -> None:
    assert 'class="toggle"' not in framed(PAGE, "", frame(view=View("letter", "zh-Hant")))


def test_pages_beside_are_pictures_with_their_numbers() -> None:
    page = framed(PAGE, "", frame(beside=Beside(("/-/sheet/a.png", "/-/sheet/b.png"), "anew")))
    assert '<img src="/-/sheet/b.png" alt="Page 2 of 2">' in page
    assert '<a class="toggle" href="/">' in page
    assert " data-beside>" in page


def test_without_a_page_there_is_one_that_waits() -> None:
    page = framed("", "", frame(BROKEN))
    assert "There is nothing to see yet" in page
    assert "cannot read" in page


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((PAGE, frame()), (PAGE, frame(BROKEN))),
        ((PAGE, frame()), (PAGE, frame(settled=False))),
        ((PAGE, frame()), (PAGE.replace("Brief", "Letter"), frame())),
        ((PAGE, frame()), (PAGE, frame(held_back=True))),
    ],
)
def test_the_stamp_tells_all_that_is_shown(one: tuple[str, Frame], other: tuple[str, Frame]) -> None:
    def stamp(page: str, around: Frame) -> str:
        return framed(page, "", around).partition('data-stamp="')[2][:32]

    assert stamp(*one) == stamp(*one)
    assert stamp(*one) != stamp(*other)


def test_a_template_without_head_or_body_gets_them_all_the_same() -> None:
    page = framed("<p>Bare</p>", "/-/faces/x.css", frame())
    assert "<p>Bare</p>" in page
    assert "preview.js" in page
