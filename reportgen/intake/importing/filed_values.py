"""A number of a filing as facts.yaml writes it: in the scale in which its last digit keeps its place."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from reportgen.facts.quantity import MAX_DIGITS, SCALES
from reportgen.intake.filings.filing import Filed
from reportgen.languages.currencies import CURRENCIES

_SCALES: Final = ("", "thousand", "m", "bn", "tn")
_MARGIN: Final = 2  # digits more that a percentage, or a zero before the point, may have
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


def is_writable(fact: Filed) -> bool:
    """Whether a fact of facts.yaml can have so many digits."""
    value = fact.value.as_tuple()
    assert isinstance(value.exponent, int)  # a finite number
    zeros = abs(value.exponent) if value.exponent > 0 or -value.exponent > len(value.digits) else 0
    return len(value.digits) + zeros + _MARGIN <= MAX_DIGITS


def filed_literal(fact: Filed, unit: str) -> str:
    """Its value with scale and unit: 46743 m USD, 1.08 USD/share, 35.1%, exact 424926346 shares."""
    power = 2 if unit == "%" else 0
    value = _WIDE.scaleb(fact.value, power)
    if fact.decimals is None or fact.value.adjusted() + 1 + fact.decimals + _MARGIN > MAX_DIGITS:
        return written_literal(f"exact {_plain(value)}", "", unit)
    places = fact.decimals - power
    if unit == "%" and places < 0:  # 0.5, known to the tenth: no percentage could be written so
        return written_literal(f"about {_plain(value)}", "", unit)
    scale = next((name for name in _SCALES if SCALES[name] >= -places), "tn")
    places += SCALES[scale]
    rounded = _WIDE.scaleb(value, -SCALES[scale]).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, _WIDE)
    return written_literal(f"{rounded:f}", scale, unit)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written_literal(number: str, scale: str, unit: str) -> str:
    """A number with scale and unit as facts.yaml writes them: 35.1%, 46743 m USD."""
    if unit == "%":
        return f"{number}%"
    return " ".join(filter(None, (number, scale, unit)))
