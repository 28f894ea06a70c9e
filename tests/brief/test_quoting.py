"""Quotations: who said it and where that is recorded, from the last line behind a dash."""

from __future__ import annotations

import pytest
from texts import Read, place, prose

from reportgen.document.nodes import Named, Noted, Paragraph, Quotation
from reportgen.document.walk import plain
from reportgen.errors import Severity


def quotation(read: Read) -> Quotation:
    (made,) = read.blocks
    assert isinstance(made, Quotation)
    return made


def body(made: Quotation) -> list[str]:
    return [plain(block.content) for block in made.content if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("last", "by", "locator"),
    [
        ("— Jane Doe (release ¶4)", "Jane Doe, Results release, ¶4", "¶4"),
        ("— Jane Doe, chair (release p. 4, top)", "Jane Doe, chair, Results release, p. 4, top", "p. 4, top"),
        ("-- Jane Doe (release ¶4)", "Jane Doe, Results release, ¶4", "¶4"),
        ("—Jane Doe （release ¶4）", "Jane Doe, Results release, ¶4", "¶4"),
        ("— release ¶4", "Results release, ¶4", "¶4"),
        ("— *Jane* Doe (release ¶4)", "Jane Doe, Results release, ¶4", "¶4"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["\n> ", "\n>\n> "])
def test_the_last_line_says_who_and_where(last: str, by: str, locator: str, between: str) -> None:
    read = prose(f"> More *tea* than ever.{between}{last}")
    made = quotation(read)
    assert read.said == []
    assert (body(made), plain(made.by)) == (["More tea than ever."], by)
    assert (made.source, made.locator) == ("release", locator)
    assert isinstance(made.by[-1], Named) and made.by[-1].kind == "source"


def test_in_chinese_the_comma_is_chinese() -> None:
    assert (
        plain(quotation(prose("> 茶。\n> — 王小姐（release ¶4）", "zh-Hant")).by) == "王小姐，財報新聞稿，¶4"
    )


@pytest.mark.parametrize(
    ("last", "by"),
    [("", ""), ("\n> — Jane Doe", "Jane Doe"), ("\n> — Jane Doe (memo ¶4)", "Jane Doe (memo ¶4)"),
     ("\n> — Jane (release)", "Jane (release)")],
)  # fmt: skip
def test_a_quotation_that_nothing_records_is_a_warning(last: str, by: str) -> None:
    read = prose(f"tea\n\n> More tea.{last}")
    finding = read.only()
    assert (finding.code, finding.severity, place(finding)) == ("RG518", Severity.WARNING, (3, 1))
    assert finding.mend == "end it with a line such as: > — Jane Doe (release ¶4); sources: release"
    made = read.blocks[1]
    assert isinstance(made, Quotation) and plain(made.by) == by
    assert (body(made), made.source, made.locator) == (["More tea."], "", "")


def test_a_note_or_a_fact_beside_the_name_is_not_lost() -> None:
    note = '{% note %}On {{ cite("eps") }}.{% endnote %}'
    read = prose(f'> Tea.\n> — Jane{note} of {{{{ cite("revenue") }}}} (release ¶4)')
    made = quotation(read)
    assert read.said == [] and plain(made.by) == "Jane of $12.4bn, Results release, ¶4"
    assert [plain(piece.content) for piece in made.by if isinstance(piece, Noted)] == ["On −$0.42."]


@pytest.mark.parametrize("text", ["> - a\n> - — b", "> tea — and more", "> 1 — 2\n> tea"])
def test_a_dash_elsewhere_names_nobody(text: str) -> None:
    assert quotation(prose(text)).by == ()


def test_the_name_keeps_its_place() -> None:
    (name, *_) = quotation(prose("> Tea.\n> —  Jane (release ¶4)")).by
    assert name.place.locus.line == 2 and name.place.locus.column == 6  # type: ignore[union-attr]
