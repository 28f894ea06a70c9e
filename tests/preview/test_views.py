"""What is looked at, how it stands, and what is made next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.codes.rg2_values import RG202
from reportgen.codes.rg4_rules import RG411
from reportgen.errors import Finding
from reportgen.preview.views import FIRST, Made, View, at_its_place, first_standing, next_job, view_at

ERROR, WARNING = RG202.finding("a value"), RG411.finding("a doubt")
LANGUAGES = ("en", "ja", "zh-Hant")


def made(page: str, *findings: Finding, failed: str = "") -> Made:
    return Made(page, findings, failed=failed)


@pytest.mark.parametrize(
    ("path", "view"),
    [("/", FIRST), ("/ja", View("brief", "ja")), ("/zh-Hant", View("brief", "zh-Hant")),
     ("/letter/en", View("letter", "en"))],
)  # fmt: skip
def test_each_view_has_an_address(path: str, view: View) -> None:
    assert view_at(path) == view
    assert view.address == path


@pytest.mark.parametrize(
    "path", ["/letter", "/letter/", "/../facts.yaml", "/facts.yaml", "/en/", "//en", "", "/-/x"]
)
def test_other_addresses_are_no_view(path: str) -> None:
    assert view_at(path) is None


def test_the_first_language_has_one_address() -> None:
    assert at_its_place(View("brief", "en"), LANGUAGES) == FIRST
    assert at_its_place(View("brief", "ja"), LANGUAGES) == View("brief", "ja")
    assert at_its_place(View("letter", "en"), LANGUAGES) == View("letter", "en")


def test_the_last_good_page_stays_while_there_is_none_better() -> None:
    standing = first_standing(made("one", WARNING), 1)
    broken = standing.after(made("two", ERROR), 2).after(made("", ERROR), 3)
    assert (broken.shown.page, broken.held_back, broken.found) == ("one", True, [ERROR])
    mended = broken.after(made("four"), 4)
    assert (mended.shown.page, mended.held_back, mended.found) == ("four", False, [])


def test_what_failed_is_not_good() -> None:
    standing = first_standing(made("one"), 1).after(made("", failed="no disk"), 2)
    assert standing.shown.page == "one"
    assert standing.held_back


def test_while_no_page_was_good_whatever_could_be_made_is_shown() -> None:
    standing = first_standing(made("one", ERROR), 1).after(made("two", ERROR), 2)
    assert standing.shown.page == "two"
    assert not standing.held_back


def test_what_the_check_found_elsewhere_stays_until_it_is_checked_again() -> None:
    elsewhere = RG202.finding("in another language")
    standing = first_standing(made("one", ERROR), 1).checked([ERROR, elsewhere])
    assert standing.found == [ERROR, elsewhere]
    mended = standing.after(made("two"), 2)
    assert mended.found == [elsewhere]
    assert mended.checked([]).found == []


def test_notes_and_what_is_accepted_are_not_said() -> None:
    standing = first_standing(made("one", RG411.finding("known", accepted=True), WARNING), 1)
    assert standing.found == [WARNING]


def test_first_what_is_looked_at_then_the_other_languages_then_the_check() -> None:
    letter, version, checked = View("letter", "ja"), 3, 2
    done: dict[View, int] = {}
    order = []
    while (job := next_job([View("brief", "ja"), letter], done, checked, version, LANGUAGES)) is not None:
        order.append(job)
        if job == "check":
            checked = version
        else:
            done[job] = version
    assert order == [View("brief", "ja"), letter, FIRST, View("brief", "zh-Hant"), "check"]


def test_before_the_languages_are_known_the_first_is_made() -> None:
    assert next_job([], {}, 0, 1, ()) == FIRST


@given(st.sets(st.sampled_from([FIRST, View("brief", "ja"), View("letter", "en")])), st.integers(1, 9))
def test_it_ends_and_leaves_nothing_old(on_show: set[View], version: int) -> None:
    done: dict[View, int] = {}
    checked = 0
    for _ in range(9):
        job = next_job(sorted(on_show, key=str), done, checked, version, LANGUAGES)
        if job is None:
            break
        if job == "check":
            checked = version
        else:
            assert done.get(job, 0) < version
            done[job] = version
    assert job is None
    assert all(done[view] == version for view in on_show)
