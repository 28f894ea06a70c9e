"""Units: money, money per share, counted things, and the four ways of writing a ratio.

Units multiply and divide. Adding and subtracting asks for the same unit, with one exception that the field makes:
a difference of two percentages is a number of percentage points, and points may be added to a percentage.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from reportgen.errors import nearest

# What one written unit of a ratio is worth as a plain number.
RATIOS: Final = {
    "%": Fraction(1, 100),
    "points": Fraction(1, 100),
    "bps": Fraction(1, 10_000),
    "x": Fraction(1),
}

# ISO 4217 codes of the currencies that listed companies report in.
CURRENCIES: Final = frozenset(
    """
    USD EUR GBP JPY CNY TWD HKD KRW SGD INR AUD NZD CAD CHF SEK NOK DKK PLN CZK HUF ILS TRY ZAR BRL MXN CLP COP
    THB IDR MYR PHP VND SAR AED
    """.split()  # noqa: SIM905  a list of forty quoted strings reads worse
)
BUILT_IN: Final = CURRENCIES | {"share", "GW", "MW", "GWh", "MWh"}


class UnitError(ValueError):
    """Two units that do not go together, or a unit that nobody declared."""


@dataclass(frozen=True)
class Unit:
    """A product of powers (`USD/share` is USD¹ share⁻¹), or a ratio (`%`, `points`, `bps`, `x`), or a plain number."""

    powers: tuple[tuple[str, int], ...] = ()
    ratio: str = ""

    def __str__(self) -> str:
        if not self.powers:
            return self.ratio
        over = "·".join(_power(name, n) for name, n in self.powers if n > 0)
        under = "".join("/" + _power(name, -n) for name, n in self.powers if n < 0)
        return (over or "1") + under

    @property
    def pure(self) -> bool:
        """True for ratios and plain numbers: nothing that has to be counted in something."""
        return not self.powers

    @property
    def currency(self) -> str:
        """The currency in the numerator, or ""."""
        return next((name for name, n in self.powers if n > 0 and name in CURRENCIES), "")

    def times(self, other: Unit, sign: int = 1) -> Unit:
        """The unit of a product (`sign` 1) or of a quotient (`sign` −1)."""
        powers = dict(self.powers)
        for name, n in other.powers:
            powers[name] = powers.get(name, 0) + sign * n
        return Unit(tuple(sorted((name, n) for name, n in powers.items() if n)))

    def plus(self, other: Unit, *, minus: bool = False) -> Unit:
        """The unit of a sum or a difference.

        Raises UnitError where the two do not add up: USD and TWD, a percentage and basis points.
        """
        pair = (self.ratio, other.ratio)
        if self.powers != other.powers:
            raise UnitError(f"{_named(self)} and {_named(other)} cannot be added or subtracted")
        if pair == ("%", "%") and minus:
            return Unit(ratio="points")
        if self == other or not all(pair):
            return self if self.ratio else other
        if pair == ("%", "points") or (pair == ("points", "%") and not minus):
            return Unit(ratio="%")
        raise UnitError(f"{_named(self)} and {_named(other)} cannot be added or subtracted")


def _power(name: str, n: int) -> str:
    return name if n == 1 else f"{name}^{n}"


def _named(unit: Unit) -> str:
    return str(unit) or "a plain number"


def parse_unit(text: str, declared: Collection[str] = ()) -> Unit:
    """Read `USD/share`, `%`, `chips`. Raises UnitError for a name that is neither built in nor in `declared`."""
    unit, names = _read_unit(text.strip())
    for name in names:
        if name not in declared:
            raise UnitError(f"unknown unit {name!r}{nearest(name, [*declared, *sorted(BUILT_IN), *RATIOS])}")
    return unit


@lru_cache(maxsize=1024)
def _read_unit(text: str) -> tuple[Unit, tuple[str, ...]]:
    """The unit, and the names in it that are not built in."""
    if not text or text in RATIOS:
        return Unit(ratio=text), ()
    powers: dict[str, int] = {}
    names = re.split(r"\s*/\s*", text)
    for index, name in enumerate(names):
        powers[name] = powers.get(name, 0) + (1 if index == 0 else -1)
    unit = Unit(tuple(sorted((name, n) for name, n in powers.items() if n)))
    return unit, tuple(name for name in names if name not in BUILT_IN)
