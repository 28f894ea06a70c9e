"""Sources as a reader has them named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import read

from reportgen.facts.base import FactBase, Source
from reportgen.record.origins import NamedSource, for_programs, origin, source_marks

TITLE = {"en": "Results", "zh-Hant": "2025年第四季財報", "ja": "決算短信"}
PUBLISHER = {"en": "Lanternfish", "zh-Hant": "燈籠魚茶業", "ja": "ランタンフィッシュ"}


def base(source: Source) -> FactBase:
    edition, _ = read()
    assert edition is not None
    return replace(edition.base, sources={source.id: source})


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", "Lanternfish, Results (30 January 2026)"),
        ("zh-Hant", "燈籠魚茶業，2025年第四季財報（2026年1月30日）"),
        ("ja", "ランタンフィッシュ、決算短信（2026年1月30日）"),
    ],
)
def test_a_source_is_named_with_its_publisher_and_its_day(language: str, wanted: str) -> None:
    source = Source("rel", TITLE, "2026-01-30", "en", PUBLISHER)
    assert origin(base(source), "rel", language).named == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Lanternfish results", "Lanternfish results (30 January 2026)"),  # which names its publisher
        ("Results (unaudited)", "Lanternfish, Results (unaudited), 30 January 2026"),
    ],
)
def test_a_name_says_nothing_twice(title: str, wanted: str) -> None:
    source = Source("rel", {"en": title}, "2026-01-30", "en", {"en": "Lanternfish"})
    assert origin(base(source), "rel", "en").named == wanted


def test_a_title_that_there_is_in_another_language_alone_says_so() -> None:
    source = Source("rel", {"ja": "決算短信"}, "2026-01-30", "zh-Hant")
    made = origin(base(source), "rel", "en")
    assert (made.title, made.titled, made.source.language) == ("決算短信", "ja", "zh-Hant")


def titled(*titles: str) -> list[NamedSource]:
    sources = [Source(f"s{index}", {"en": title}, "", "en") for index, title in enumerate(titles)]
    return [NamedSource(source, source.title["en"], source.title["en"], "en") for source in sources]


@pytest.mark.parametrize(
    ("titles", "marks"),
    [
        (("A title of any length whatever it may be",), [""]),
        (("Release", "Call"), ["Release", "Call"]),
        (("Release", "Release"), ["[A]", "[B]"]),
        (("Release", "Transcript of the call in January"), ["[A]", "[B]"]),
        (("財" * 14, "Call"), ["財" * 14, "Call"]),
        (("財" * 15, "Call"), ["[A]", "[B]"]),
    ],
)
def test_what_stands_for_a_source_in_a_row(titles: tuple[str, ...], marks: list[str]) -> None:
    assert list(source_marks(titled(*titles)).values()) == marks


def test_marks_go_on_after_the_alphabet() -> None:
    marks = list(source_marks(titled(*["same"] * 53)).values())
    assert (marks[25], marks[26], marks[52]) == ("[Z]", "[AA]", "[BA]")


def test_programs_get_every_language_of_a_source() -> None:
    source = Source("rel", TITLE, "2026-01-30", "en", PUBLISHER)
    assert for_programs([origin(base(source), "rel", "en")]) == {
        "rel": {"title": TITLE, "publisher": PUBLISHER, "published": "2026-01-30", "language": "en"}
    }
