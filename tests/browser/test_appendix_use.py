"""The appendix in use: sorting, searching, filtering, downloading."""

from __future__ import annotations

import csv
import io

import pytest
from browsing import Opening, Reader
from playwright.sync_api import Locator
from support import LANGUAGES, Golden


def rows(reader: Reader) -> Locator:
    return reader.page.locator("#numbers > .scroll tbody tr").filter(visible=True)


def order(reader: Reader) -> list[int]:
    return [
        int(str(identity)[1:]) for identity in rows(reader).evaluate_all("rows => rows.map(row => row.id)")
    ]


def head(reader: Reader, column: str) -> Locator:
    return reader.page.locator(f"#numbers > .scroll thead .{column}")


def test_it_sorts_by_each_column_and_says_so(read: Opening) -> None:
    reader = read()
    assert order(reader) == list(range(1, 14))
    assert head(reader, "c-no").get_attribute("aria-sort") == "ascending"
    head(reader, "c-exact").get_by_role("button").click()
    assert head(reader, "c-exact").get_attribute("aria-sort") == "ascending"
    assert head(reader, "c-no").get_attribute("aria-sort") is None
    dollars = [number for number in order(reader) if number in (1, 6, 7, 8, 10, 11, 12)]
    assert dollars == [11, 12, 6, 10, 8, 7, 1]
    head(reader, "c-exact").get_by_role("button").click()
    assert head(reader, "c-exact").get_attribute("aria-sort") == "descending"
    head(reader, "c-period").get_by_role("button").click()
    assert order(reader)[0] == 8, "the year before comes first"
    head(reader, "c-verdict").get_by_role("button").press("Enter")
    assert order(reader)[-1] == 3, "the conflict comes last"
    head(reader, "c-label").get_by_role("button").press(" ")
    labels = rows(reader).locator(".c-label").all_inner_texts()
    assert labels[1:] == sorted(labels[1:], key=str.lower)


def test_it_searches_every_text_of_a_row_and_the_facts_name(read: Opening) -> None:
    reader = read()
    search = reader.page.get_by_role("searchbox")
    for words, found in {
        "capital": [6, 12, 13],
        "12,42": [1],
        "¶4": [4, 11],
        "REVENUE growth": [3],
        "tea": [],
    }.items():
        search.fill(words)
        assert set(found) <= set(order(reader)), words
        assert len(order(reader)) < 8
    assert reader.page.get_by_text("No number matches.").is_visible()
    assert reader.page.locator(".count").inner_text() == "0 of 13 numbers"
    search.fill("")
    assert reader.page.locator(".count").inner_text() == "13 of 13 numbers"


def test_it_filters_by_verdict_and_by_kind(read: Opening) -> None:
    reader = read()
    reader.page.get_by_label("Verdict", exact=True).select_option("conflict")
    assert order(reader) == [3]
    reader.page.get_by_label("Kind").select_option("Derived")
    assert order(reader) == []
    reader.page.get_by_label("Verdict", exact=True).select_option("All verdicts")
    assert order(reader) == [2, 5, 13]


def test_on_a_phone_it_sorts_by_a_list(read: Opening) -> None:
    reader = read(width=360)
    assert not head(reader, "c-no").is_visible()
    reader.page.get_by_label("Sort by").select_option("No., descending")
    assert order(reader) == list(range(13, 0, -1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_download_has_the_rows_of_numbers_csv(read: Opening, golden: Golden, language: str) -> None:
    reader = read(language)
    reader.page.get_by_role("searchbox").fill("nothing of the kind")
    with reader.page.expect_download() as waiting:
        reader.page.locator(".tools button").click()
    assert waiting.value.suggested_filename == f"lanternfish-2025q4.{language}.csv"
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    given = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    wanted = list(
        csv.DictReader(io.StringIO((golden.folder / "numbers.csv").read_bytes().decode("utf-8-sig")))
    )
    assert len(given) == 13
    assert given == [{key: row[key] for key in given[0]} for row in wanted]
    left_out = set(wanted[0]) - set(given[0])
    assert all(key.startswith("pages ") or not key.endswith(language) for key in left_out)


def test_a_text_that_a_spreadsheet_would_run_is_kept_a_text(read: Opening) -> None:
    """A label that begins with @ or its full-width form stands in the edition for this."""
    with (reader := read("zh-Hant")).page.expect_download() as waiting:
        reader.page.locator(".tools button").click()
    assert "'＠home營收" in waiting.value.path().read_text("utf-8-sig")
