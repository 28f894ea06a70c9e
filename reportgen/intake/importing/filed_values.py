"""A number of a filing as facts.yaml writes it: in the scale in which its last digit keeps its place."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from reportgen.facts.quantity import SCALES
from reportgen.intake.filings.filing import Filed
from reportgen.languages.currencies import CURRENCIES

_SCALES: Final = ("", "thousand", "m", "bn", "tn")
_WIDE: Final = Context(prec=200)


def filed_unit(unit: str, kind: str) -> str | None:
    """The unit of a fact in facts.yaml, for a concept of this kind; None where it is no such amount."""
    top, _, under = unit.partition("/")
    match kind:
        case "money" if top in CURRENCIES and not under:
            return top
        case "money/share" if top in CURRENCIES and under == "shares":
            return f"{top}/share"
        case "shares" | "people" | "units" if unit in ("shares", "pure") and (unit == "shares") == (
            kind == "shares"
        ):
            return kind
        case "ratio" if unit == "pure":
            return "%"
        case "x" if unit == "pure":
            return "x"
        case "count" | "plain" if unit == "pure":
            return ""
    return None


def filed_literal(fact: Filed, unit: str) -> str:
    """Its value with scale and unit: 46743 m USD, 1.08 USD/share, 35.1%, exact 424926346 shares."""
    power = 2 if unit == "%" else 0
    value = _WIDE.scaleb(fact.value, power)
    if fact.decimals is None:
        return _joined(f"exact {_plain(value)}", "", unit)
    places = fact.decimals - power
    scale = next((name for name in _SCALES if SCALES[name] >= -places), "tn")
    places += SCALES[scale]
    rounded = _WIDE.scaleb(value, -SCALES[scale]).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, _WIDE)
    return _joined(f"{rounded:f}", scale, unit)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _joined(number: str, scale: str, unit: str) -> str:
    if unit == "%":
        return f"{number}%"
    return " ".join(filter(None, (number, scale, unit)))
