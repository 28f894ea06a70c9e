"""Notes: called by a mark, told at the foot of the page."""

from __future__ import annotations

import pytest
from support import bodies

from reportgen.brief.notes import mark_of
from reportgen.errors import Rejected


def test_marks_go_round_and_double() -> None:
    assert [mark_of(number) for number in range(1, 8)] == ["†", "‡", "§", "††", "‡‡", "§§", "†††"]


def test_a_note_is_called_where_it_is_written_and_may_cite() -> None:
    text = "{% note %}A loss of {{ cite('eps') }} per share.{% endnote %}"
    body, _ = bodies({"en.md": {'EPS was {{ cite("eps") }}.': f"EPS was low.{text}"}})
    made = str(body.sections[0].body)
    assert 'low.<sup><a class="note-call" id="f2" href="#f2-note">‡</a></sup>' in made
    assert (
        '<span class="note" id="f2-note" role="note"><a class="note-mark" href="#f2">‡</a> A loss of <data'
        in made
    )


def test_what_a_note_cites_is_in_the_appendix() -> None:
    text = "{% note %}{{ cite('eps') }}{% endnote %}"
    body, _ = bodies({"en.md": {'EPS was {{ cite("eps") }}.': f"EPS was low.{text}"}})
    assert any(line.fact.at.concept == "eps" for line in body.lines)


def test_a_note_in_a_title_has_no_foot_to_stand_at() -> None:
    with pytest.raises(Rejected, match="RG503"):
        bodies(
            {"brief.yaml": {"en: Lanternfish Q4 2025": 'en: "Lanternfish Q4 2025{% note %}no{% endnote %}"'}}
        )
