"""What Japanese calls figures that are computed from others."""

from __future__ import annotations

from typing import Final

from reportgen.languages.formula_labels import Composing

COMPOSING: Final = Composing(
    of_segment=lambda segment, label: (
        f"{segment} {label}" if segment[-1:].isascii() else f"{segment}の{label}"
    ),
    inner=lambda label: label,
    change_on_year="{}の増減額（前年同期比）",
    points_on_year="{}の変化（前年同期比）",
    points_on_quarter="{}の変化（前四半期比）",
    gap="{}の市場予想との差額",
    negative="マイナスの{}",
    functions={
        "growth": "{}増減率（前年同期比）",
        "growth_on_quarter": "{}増減率（前四半期比）",
        "growth_since": "{}の{}からの増減率",
        "growth_against": "{}の{}に対する差",
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
