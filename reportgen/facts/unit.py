"""Units: money, money per anything, counted things, exchange rates, and the four ways of writing a ratio.

Units multiply and divide: USD × TWD/USD is TWD. Adding and subtracting asks for the same unit, with two exceptions that
the field makes: a difference of two percentages is a number of percentage points, and points, or basis points, may be
added to a percentage and to one another.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from reportgen.errors import nearest
from reportgen.languages.currencies import CURRENCIES, USUAL

# What one written unit of a ratio is worth as a plain number.
RATIOS: Final = {
    "%": Fraction(1, 100),
    "points": Fraction(1, 100),
    "bps": Fraction(1, 10_000),
    "x": Fraction(1),
}

# What is counted and measured everywhere: the name, and how one of it is called, alone or under a slash (USD/share).
# Words for them are in each language.
COUNTED: Final = {
    one: many
    for many, one in (line.split() for line in """
        shares share
        people person
        employees employee
        customers customer
        users user
        subscribers subscriber
        members member
        passengers passenger
        companies company
        countries country
        stores store
        homes home
        rooms room
        vehicles vehicle
        aircraft aircraft
        units unit
        items item
        chips chip
        wafers wafer
        barrels barrel
        tonnes tonne
        litres litre
        hectares hectare
        years year
        quarters quarter
        months month
        weeks week
        days day
        hours hour
    """.strip().splitlines())
}  # fmt: skip
# Alone these are a year and a month of the calendar, 2026 and 11; under a slash they last: USD/month.
CALENDAR: Final = frozenset({"year", "month"})
LASTING: Final = frozenset({"years", "quarters", "months", "weeks", "days", "hours"})
MEASURES: Final = frozenset(
    "GW MW TWh GWh MWh kWh boe oz lb kg km sqft sqm MMBtu".split()  # noqa: SIM905  as above
)
BUILT_IN: Final = CURRENCIES | {*COUNTED, *COUNTED.values()} | MEASURES
_ONE: Final = {many: one for one, many in COUNTED.items()}
# Points of a percentage, and hundredths of them: one kind, whatever they are told in.
_POINTS: Final = ("points", "bps")


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
        under = "".join("/" + _power(singular(name), -n) for name, n in self.powers if n < 0)
        return (over or "1") + under

    @property
    def pure(self) -> bool:
        """True for ratios and plain numbers: nothing that has to be counted in something."""
        return not self.powers

    @property
    def currency(self) -> str:
        """The currency in the numerator, or ""."""
        return next((name for name, n in self.powers if n > 0 and name in CURRENCIES), "")

    @property
    def exchanged(self) -> str:
        """The currency that an exchange rate prices (`USD` of `TWD/USD`), or ""."""
        per = [name for name, n in self.powers if n == -1 and name in CURRENCIES]
        return per[0] if per and len(self.powers) == 2 and self.currency else ""

    @property
    def under(self) -> tuple[str, ...]:
        """The names below the slash, how long last: a user and a month."""
        return tuple(sorted((name for name, n in self.powers if n < 0), key=LASTING.__contains__))

    def like(self, other: Unit) -> bool:
        """True for one unit, and for points and basis points, which only the place of the decimal point tells apart."""
        return self == other or {self.ratio, other.ratio} == set(_POINTS)

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
        if self.powers != other.powers:
            raise UnitError(f"{_named(self)} and {_named(other)} cannot be added or subtracted")
        match self.ratio, other.ratio:
            case "%", "%" if minus:
                return Unit(ratio="points")
            case one, two if one == two or not (one and two):
                return self if one else other
            case ("points", "bps") | ("bps", "points"):
                return Unit(ratio="points")
            case ("%", "points" | "bps"):
                return self
            case ("points" | "bps", "%") if not minus:
                return other
        raise UnitError(f"{_named(self)} and {_named(other)} cannot be added or subtracted")


def _power(name: str, n: int) -> str:
    return name if n == 1 else f"{name}^{n}"


def _named(unit: Unit) -> str:
    return str(unit) or "a plain number"


def singular(name: str) -> str:
    """How one of what is counted is called: a share of `shares`."""
    return _ONE.get(name, name)


def parse_unit(text: str, declared: Collection[str] = ()) -> Unit:
    """Read `USD/share`, `%`, `chips`. Raises UnitError for a name that is neither built in nor in `declared`."""
    unit, names = _read_unit(text.strip(), frozenset(COUNTED).intersection(declared))
    for name in names:
        if name not in declared:
            raise UnitError(f"unknown unit {name!r}{_nearest(name, declared)}")
    return unit


def _nearest(name: str, declared: Collection[str]) -> str:
    usual = [*declared, *sorted(BUILT_IN - CURRENCIES | set(USUAL)), *RATIOS]
    return nearest(name, usual) or nearest(name, CURRENCIES)


@lru_cache(maxsize=1024)
def _read_unit(text: str, own: Collection[str]) -> tuple[Unit, tuple[str, ...]]:
    """The unit, and the names in it that are not built in; `own` are a project's that are spelt as built-in ones."""
    if not text or text in RATIOS:
        return Unit(ratio=text), ()
    powers: dict[str, int] = {}
    names = re.split(r"\s*/\s*", text)
    for index, written in enumerate(names):
        alone = written in own or (index == 0 and written in CALENDAR)
        name = written if alone else COUNTED.get(written, written)
        powers[name] = powers.get(name, 0) + (1 if index == 0 else -1)
    unit = Unit(tuple(sorted((name, n) for name, n in powers.items() if n)))
    return unit, tuple(name for name in names if name not in BUILT_IN)
