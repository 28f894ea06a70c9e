"""Conditions of claims in words: a year is earlier or later, not lower or higher, and growth is called growth."""

from __future__ import annotations

from typing import Final

import pytest

from reportgen.checks.conditions import read_claim
from reportgen.checks.judging import values_of
from reportgen.facts.reading import read_facts
from reportgen.facts.text import Text
from reportgen.figures.number_style import NumberStyle
from reportgen.record.phrasing import Phrasing

FACTS: Final = """
entity: acme
period: 2025Q4
entities: {acme: {name: {en: Acme, zh-Hant: Acme, ja: Acme}}}
sources: {recap: {title: {en: Recap, zh-Hant: 整理, ja: 短信}, published: 2026-02-06}}
concepts:
  best: {label: {en: Last as good in, zh-Hant: 前次高點, ja: 前回の最高}, unit: year}
  streak: {label: {en: Streak, zh-Hant: 連續期間, ja: 継続期間}, unit: quarters}
  plan: {label: {en: Plan, zh-Hant: 規劃, ja: 計画}, unit: USD}
  cash: {label: {en: Cash flow, zh-Hant: 現金流, ja: 収入}, unit: USD}
facts:
  best@2025Q4: exact 2021 year; ¶1; in 2021
  streak@2025Q4: exact 9 quarters; ¶2
  plan@2025Q4: 150 m USD; ¶3
  cash@2025Q4: 100 m USD; ¶4
"""
WORDED: Final = {
    "best < 2025 year": (
        "Last as good in (2021) before 2025",
        "前次高點（2021年）早於2025年",
        "前回の最高（2021年）は2025年より前である",
    ),
    "best >= 2021 year and streak < 13 quarters": (
        "Last as good in (2021) no earlier than 2021 and Streak (9 quarters) below 13 quarters",
        "前次高點（2021年）不早於2021年，且連續期間（9季）低於13季",
        "前回の最高（2021年）は2021年以降であり、かつ継続期間（9四半期）は13四半期を下回る",
    ),
    "2025 year > best": (
        "2025 after Last as good in (2021)",
        "2025年晚於前次高點（2021年）",
        "2025年は前回の最高（2021年）より後である",
    ),
    "growth(plan, cash) > 20%": (
        "Plan ($150m) relative to Cash flow ($100m) above 20%",
        "規劃（1.50億美元）較現金流（1.00億美元）的增減幅度高於20%",
        "計画（1.50億ドル）の収入（1.00億ドル）に対する増減率は20%を上回る",
    ),
}


@pytest.mark.parametrize("expression", WORDED)
def test_a_condition_reads_as_it_is_said_of_what_it_compares(expression: str) -> None:
    base, found = read_facts(FACTS.encode(), "facts.yaml")
    assert base is not None, found
    condition = read_claim(Text(expression), base)
    values = values_of(condition, base)
    said = tuple(
        Phrasing(base, NumberStyle(tag), values).condition(condition) for tag in ("en", "zh-Hant", "ja")
    )
    assert said == WORDED[expression]
