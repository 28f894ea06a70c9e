"""What Traditional Chinese calls figures that are computed from others."""

from __future__ import annotations

from typing import Final

from reportgen.languages.formula_labels import Composing

COMPOSING: Final = Composing(
    of_segment=lambda segment, label: f"{segment}{label}",
    inner=lambda label: label,
    change_on_year="{}年增減額",
    points_on_year="{}年變動",
    points_on_quarter="{}季變動",
    of_full_year=lambda wording, fiscal: wording,
    gap="{}與市場預估差額",
    negative="負{}",
    functions={
        "growth": "{}年增率",
        "growth_on_quarter": "{}季增率",
        "growth_since": "{}較{}增減率",
        "growth_against": "{}較{}增減幅度",
        "change_on_quarter": "{}季增減額",
        "change_since": "{}較{}增減額",
        "change_against": "{}減{}",
        "surprise": "{}與市場預估差距",
        "share": "{}占{}比重",
        "multiple": "{}對{}倍數",
        "midpoint": "{}中值",
        "low": "{}下緣",
        "high": "{}上緣",
        "annualised": "年化{}",
        "abs": "{}絕對值",
        "days": "{}之期間天數",
        "positive": "{}",
        "sum": "{}合計",
        "average": "{}平均",
        "min": "{}最低值",
        "max": "{}最高值",
        "range": "{}至{}",
    },
    arithmetic={"+": "{}加{}", "-": "{}減{}", "*": "{}乘以{}", "/": "{}除以{}", "÷": "{}除以{}"},
)
