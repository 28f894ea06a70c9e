"""Lines: figures set off from Han characters, pieces closed in their turn, places of words."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from texts import Read, edition, place, prose, scalar, text_of

from reportgen.brief.pieces import read_line
from reportgen.brief.writing import Writer
from reportgen.document.nodes import Cited, Words
from reportgen.document.walk import plain

CITE: Final = "{{ cite('revenue') }}"


def line(text: str, *, spaced: bool, language: str = "zh-Hant") -> str:
    writer = Writer(edition(), language, {})
    writer.number_style = replace(writer.number_style, spaced=spaced)
    return plain(read_line(writer.render(text_of(text)), writer))


@pytest.mark.parametrize(
    ("text", "spaced", "solid"),
    [
        (f"營收{CITE}，仍虧", "營收 124.2 億美元，仍虧", "營收124.2億美元，仍虧"),
        ("年增{{ cite('revenue.growth') }}後", "年增 16% 後", "年增16%後"),
        (f"營收 {CITE}", "營收 124.2 億美元", "營收 124.2億美元"),
        (f"（{CITE}）", "（124.2 億美元）", "（124.2億美元）"),
        (f"{CITE}{CITE}", "124.2 億美元 124.2 億美元", "124.2億美元124.2億美元"),
        ("{{ cite('revenue.growth') }}{{ cite('revenue.growth') }}", "16%16%", "16%16%"),
    ],
)
def test_a_space_sets_figures_off_from_han_characters_where_the_house_wants_it(
    text: str, spaced: str, solid: str
) -> None:
    assert (line(text, spaced=True), line(text, spaced=False)) == (spaced, solid)


def test_the_space_is_the_programs_own_and_stands_nowhere() -> None:
    writer = Writer(edition(), "zh-Hant", {})
    writer.number_style = replace(writer.number_style, spaced=True)
    first, space, figure = read_line(writer.render(text_of(f"營收{CITE}")), writer)
    assert isinstance(first, Words) and isinstance(figure, Cited)
    assert space == Words(" ") and first.place is not None and figure.place is not None


def test_a_line_of_yaml_is_no_markdown() -> None:
    read = scalar("title: \"# *Tea* [x](y) <b>&amp;</b> {{ cite('eps') }}\"")
    assert plain(read.line) == "# *Tea* [x](y) <b>&amp;</b> −$0.42"
    assert read.said == []


def test_words_of_a_folded_scalar_are_pieces_whose_places_go_on_over_its_lines() -> None:
    read = scalar("title: >-\n  tea and\n  more {{ cite('eps') }} of\n  it\n")
    first, figure, last = read.line
    assert isinstance(first, Words) and isinstance(last, Words) and isinstance(figure, Cited)
    assert first.place and last.place and figure.place
    places = [
        (first.text, first.place.locus),
        ("more", first.place.further(8).locus),
        ("eps", figure.place.locus),
        ("it", last.place.further(4).locus),
    ]
    assert [(said, where.line, where.column) for said, where in places] == [
        ("tea and more ", 2, 3), ("more", 3, 3), ("eps", 3, 17), ("it", 4, 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key", "code"),
    [
        ("a {% opinion %}b\n\nc{% endopinion %}", "an opinion", "RG513"),
        ("a {% note %}*b{% endnote %} c*", "a note", "RG513"),
        ("a <b>*b</b> c*", "a <b>", "RG509"),
        ("a *b <i>c* d</i>", "a <i>", "RG509"),
    ],
)
def test_what_is_opened_is_closed_in_its_turn(text: str, key: str, code: str) -> None:
    finding = prose(text).findings[0]
    assert (finding.code, place(finding)[0]) == (code, 1)
    assert finding.message == f"{key} begins and ends in one paragraph, and inside or outside of an emphasis"
    assert finding.mend


def test_an_exhibit_cannot_stand_in_a_line() -> None:
    writer = Writer(edition(), "en", {})
    rendered = writer.render(text_of('tea {{ exhibit("results") }}'), exhibits=True)
    assert plain(read_line(rendered, writer)) == "tea "
    (finding,) = Read((), (), writer).findings
    assert (finding.code, place(finding)) == ("RG504", (1, 17))
