"""What was accepted reaches the reader: conflicts and what the sanity rules doubted, in each language."""

from __future__ import annotations

import pytest
from support import told

DOUBTED = {
    "facts.yaml": {
        "  home.revenue@2025Q4:\n": "  home.revenue@2026Q1:\n    stated:\n"
        "      - {value: 3.20 bn USD, source: release ¶3, printed: $3.20 billion}\n    accepted:\n      RG410:\n"
        "        en: The weeks until the release.\n        zh-Hant: 截至新聞稿發布之數週。\n  home.revenue@2025Q4:\n",
    }
}


READ = {
    "facts.yaml": {
        "  home.revenue@2025Q4:\n": "  home.revenue@2025Q4:\n    accepted:\n      RG803:\n"
        "        en: The release means the group.\n        zh-Hant: 新聞稿所指為集團。\n",
    }
}


@pytest.mark.parametrize(
    ("index", "how", "reason"),
    [
        (0, "source could be read differently", "The release means the group."),
        (1, "來源文字可有不同解讀", "新聞稿所指為集團。"),
    ],
    ids=["en", "zh-Hant"],
)
def test_a_source_that_is_read_otherwise_is_an_exception_too(index: int, how: str, reason: str) -> None:
    *_, last = told(READ)[index].exceptions
    assert (last.how, last.reason) == (how, reason)


@pytest.mark.parametrize(
    ("index", "how", "reason"),
    [
        (0, "given before the period was over", "The weeks until the release."),
        (1, "期間結束前即已公布", "截至新聞稿發布之數週。"),
    ],
    ids=["en", "zh-Hant"],
)
def test_an_accepted_rule_is_an_exception_in_the_appendix(index: int, how: str, reason: str) -> None:
    exceptions = told(DOUBTED)[index].exceptions
    assert [item.reason for item in exceptions][1:] == [reason]
    assert exceptions[1].how == how
    assert "3.20" in exceptions[1].used or "32" in exceptions[1].used
    assert len(told()[index].exceptions) == 1
