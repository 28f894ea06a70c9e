"""Words that are of last quarter without naming it by its number: its months, and times of the year."""

from __future__ import annotations

import pytest
from filling import Files, inputs_of, rolled_on
from test_rolled_editions import BRACKENFELL, blocking, files_of

from reportgen.brief.inputs import ROLLED

LAST_MONTHS = (
    ("en", "Orders were strong in October."),
    ("en", "Orders were strong until 5 December 2025."),
    ("zh-Hant", "訂單於十月轉強。"),
    ("zh-Hant", "訂單於2025年10月轉強。"),
    ("ja", "受注は12月に増えた。"),
    ("en", "October sales were strong."),
    ("en", "The December-quarter review is below."),
    ("ja", "12月末の在庫は減った。"),
    ("ja", "十月の受注は増えた。"),
)
LAST_NAMES = (
    ("en", "Sales in 4Q25 were strong."),
    ("en", "Sales in FQ4 were strong."),
    ("en", "2025Q4 was strong."),
    ("en", "The 4th quarter was strong."),
    ("en", "4Q was strong."),
    ("ja", "25/12期4Qは好調だった。"),
    ("ja", "4Qは好調だった。"),
    ("ja", "10～12月期は好調だった。"),
    ("ja", "2025年10〜12月期は好調だった。"),
    ("zh-Hant", "4Q表現熱絡。"),
    ("zh-Hant", "FY25 Q4表現熱絡。"),
)
OTHER_MONTHS = (
    ("en", "Orders were strong in February."),
    ("en", "Orders were strong in October 2023."),
    ("en", "It may be so."),
    ("en", "May orders hold up."),
    ("zh-Hant", "訂單於二月轉強。"),
    ("ja", "受注は2月に増えた。"),
    ("ja", "同社は12月期決算である。"),
)
SEASONS = (
    ("en", "The holiday season was strong."),
    ("en", "It was better than last quarter."),
    ("en", "Spring orders came early."),
    ("en", "The final quarter was strong."),
    ("en", "They were strong in the last three months of the year."),
    ("en", "Debt stood higher at the year's end."),
    ("en", "Year-end orders were strong."),
    ("zh-Hant", "聖誕檔期熱絡。"),
    ("zh-Hant", "較上一季為佳。"),
    ("zh-Hant", "今夏訂單轉強。"),
    ("zh-Hant", "年底存貨下降。"),
    ("zh-Hant", "旺季已過。"),
    ("ja", "年末商戦は好調だった。"),
    ("ja", "前四半期を上回った。"),
    ("ja", "昨年夏の受注は好調だった。"),
    ("ja", "秋以降は持ち直した。"),
    ("ja", "中間期の進捗は順調だった。"),
    ("ja", "期末の在庫は減った。"),
)


@pytest.fixture(scope="module")
def rolled() -> Files:
    """An edition of three languages, a quarter on: from October to December to January to March."""
    return _with(files_of(BRACKENFELL))


def _with(files: Files) -> Files:
    return dict(rolled_on(inputs_of("old", files), "new", "2026Q1").files)


def planted(files: Files, language: str, words: str) -> Files:
    name = f"{language}.md"
    return {**files, name: files[name] + f"\n{words}\n".encode()}


@pytest.mark.parametrize(("language", "words"), LAST_MONTHS)
def test_a_month_of_the_last_quarter_is_caught(rolled: Files, language: str, words: str) -> None:
    (found,) = set(blocking(planted(rolled, language, words))) - set(blocking(rolled))
    assert found.startswith("RG542")
    assert "a month of 2025Q4" in found


@pytest.mark.parametrize(("language", "words"), LAST_NAMES)
def test_another_name_of_the_last_quarter_is_caught(rolled: Files, language: str, words: str) -> None:
    found = set(blocking(planted(rolled, language, words))) - set(blocking(rolled))
    assert [one for one in found if "names 2025Q4, the period of old" in one]


@pytest.mark.parametrize(("language", "words"), OTHER_MONTHS)
def test_other_months_are_not(rolled: Files, language: str, words: str) -> None:
    assert set(blocking(planted(rolled, language, words))) == set(blocking(rolled))


@pytest.mark.parametrize(("language", "words"), [*LAST_MONTHS, *SEASONS])
def test_what_was_carried_over_is_listed(language: str, words: str) -> None:
    files = _with(planted(files_of(BRACKENFELL), language, words))
    listed = [line for line in files[ROLLED].decode().split("\n") if words in line]
    assert len(listed) == 1
    assert "period" in listed[0].partition("says:")[0]
