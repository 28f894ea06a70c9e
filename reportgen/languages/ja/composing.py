"""What Japanese calls figures that are computed from others."""

from __future__ import annotations

from typing import Final

from reportgen.languages.formula_labels import Composing

_ON_YEAR: Final = "前年同期比"


def _of_full_year(wording: str, fiscal: bool) -> str:
    """A part of a year is held against the same part, a whole one against the whole."""
    return wording.replace(_ON_YEAR, "前期比" if fiscal else "前年比")


COMPOSING: Final = Composing(
    of_segment=lambda segment, label: (
        f"{segment} {label}" if segment[-1:].isascii() else f"{segment}の{label}"
    ),
    inner=lambda label: label,
    change_on_year=f"{{}}の増減額（{_ON_YEAR}）",
    points_on_year=f"{{}}の変化（{_ON_YEAR}）",
    points_on_quarter="{}の変化（前四半期比）",
    of_full_year=_of_full_year,
    gap="{}の市場予想との差額",
    negative="マイナスの{}",
    functions={
        "growth": f"{{}}増減率（{_ON_YEAR}）",
        "growth_on_quarter": "{}増減率（前四半期比）",
        "growth_since": "{}の{}からの増減率",
        "growth_against": "{}の{}に対する増減率",
        "change_on_quarter": "{}の増減額（前四半期比）",
        "change_since": "{}の{}からの増減額",
        "change_against": "{}と{}の差額",
        "surprise": "{}の市場予想比",
        "share": "{1}に占める{0}の割合",
        "multiple": "{}の{}に対する倍率",
        "midpoint": "{}（中央値）",
        "low": "{}（下限）",
        "high": "{}（上限）",
        "annualised": "{}（年率換算）",
        "abs": "{}の大きさ",
        "days": "{}の期間日数",
        "positive": "{}",
        "sum": "{}の合計",
        "average": "{}の平均",
        "min": "{}の最小値",
        "max": "{}の最大値",
        "range": "{}～{}",
    },
    arithmetic={
        "+": "{}と{}の合計",
        "-": "{}と{}の差額",
        "*": "{}と{}の積",
        "/": "{}÷{}",
        "÷": "{}を{}で割った値",
    },
)
