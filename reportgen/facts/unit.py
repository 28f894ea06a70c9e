"""Units: money, money per anything, counted things, exchange rates, and the four ways of writing a ratio.

Units multiply and divide: USD × TWD/USD is TWD. Adding and subtracting asks for the same unit, with two exceptions that
the field makes: a difference of two percentages is a number of percentage points, and points, or basis points, may be
added to a percentage and to one another.

Pence are pounds told in hundredths: `GBX/share` is `GBP/share` in all but how it is written. Values of both are held in
the currency, so that the two tie, add up and compare.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from reportgen.errors import nearest
from reportgen.languages.currencies import CURRENCIES, HUNDREDTHS, HUNDREDTHS_SPELT, USUAL

# What one written unit of a ratio is worth as a plain number.
RATIOS: Final = {
    "%": Fraction(1, 100),
    "points": Fraction(1, 100),
    "bps": Fraction(1, 10_000),
    "x": Fraction(1),
}

_HUNDREDTH: Final = Fraction(1, 100)
_CODES: Final = {currency: code for code, currency in HUNDREDTHS.items()}

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
    """A product of powers (`USD/share` is USD¹ share⁻¹), or a ratio (`%`, `points`, `bps`, `x`), or a plain number.

    `minor` money is told in hundredths of its currency: pence, cents. That makes no other unit of it.
    """

    powers: tuple[tuple[str, int], ...] = ()
    ratio: str = ""
    minor: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        if not self.powers:
            return self.ratio
        own = _CODES if self.minor else {}
        over = "·".join(_power(own.get(name, name), n) for name, n in self.powers if n > 0)
        under = "".join("/" + _power(singular(name), -n) for name, n in self.powers if n < 0)
        return (over or "1") + under

    @property
    def worth(self) -> Fraction:
        """What one of it, as it is written, is of what its values are held in: of a plain number, of the currency."""
        return _HUNDREDTH if self.minor else RATIOS.get(self.ratio, Fraction(1))

    def in_hundredths(self) -> Unit:
        """The same money told in hundredths of its currency, where these have a code of their own."""
        return replace(self, minor=True) if self.currency in _CODES else self

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
        left = tuple(sorted((name, n) for name, n in powers.items() if n))
        minor = (self.minor and other.pure) or (other.minor and self.pure and sign > 0)
        return Unit(left, minor=minor)

    def plus(self, other: Unit, *, minus: bool = False) -> Unit:
        """The unit of a sum or a difference.

        Raises UnitError where the two do not add up: USD and TWD, a percentage and basis points.
        """
        if self.powers != other.powers:
            raise UnitError(f"{_named(self)} and {_named(other)} cannot be added or subtracted")
        if self.powers:
            return self
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
    unit, names = _read_unit(text.strip(), _SPELT.intersection(declared))
    for name in names:
        if name not in declared:
            raise UnitError(f"unknown unit {name!r}{_nearest(name, declared)}")
    return unit


def _nearest(name: str, declared: Collection[str]) -> str:
    usual = [*declared, *sorted(BUILT_IN - CURRENCIES | set(USUAL)), *RATIOS, "pence", "GBX", "agorot"]
    code = len(name) == 3 and name.isupper()
    return nearest(name, usual) or (nearest(name, CURRENCIES) if code else "")


_SPELT: Final = frozenset((*COUNTED, *HUNDREDTHS_SPELT))  # what a project may declare as a unit of its own


@lru_cache(maxsize=1024)
def _read_unit(text: str, own: Collection[str]) -> tuple[Unit, tuple[str, ...]]:
    """The unit, and the names in it that are not built in; `own` are a project's that are spelt as built-in ones."""
    if not text or text in RATIOS:
        return Unit(ratio=text), ()
    powers: dict[str, int] = {}
    names = re.split(r"\s*/\s*", text)
    code = "" if names[0] in own else HUNDREDTHS_SPELT.get(names[0], "")
    if code:
        names[0] = HUNDREDTHS[code]
    for index, written in enumerate(names):
        alone = written in own or (index == 0 and written in CALENDAR)
        name = written if alone else COUNTED.get(written, written)
        powers[name] = powers.get(name, 0) + (1 if index == 0 else -1)
    unit = Unit(tuple(sorted((name, n) for name, n in powers.items() if n)), minor=bool(code))
    return unit, tuple(name for name in names if name not in BUILT_IN)
