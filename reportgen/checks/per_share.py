"""Sanity rules about earnings per share: a figure that income and the number of shares hold, and their signs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.scales import scale_between
from reportgen.checks.terminal import compact_figure, compact_value
from reportgen.codes.rg4_rules import RG416, RG417, RG419, RG420
from reportgen.errors import FindingCode
from reportgen.facts.base import Fact
from reportgen.facts.interval import Interval, NotMeaningful
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates

_SHARES: Final = {
    "eps": ("shares.diluted", "shares.basic"),
    "eps.basic": ("shares.basic",),
    "eps.diluted": ("shares.diluted",),
    "eps.adjusted": ("shares.diluted", "shares.basic"),
    "eps.diluted.adjusted": ("shares.diluted",),
}
# What takes part in income besides common shares: preferred dividends, participating securities. It lowers earnings per
# share; interest that convertible bonds would save raises what is diluted.
_LESS: Final = Fraction(95, 100)
_MORE: Final = Fraction(102, 100)


@dataclass(frozen=True)
class _PerShare:
    """Earnings per share beside the income and the numbers of shares of the same period."""

    index: FactIndex
    fact: Fact

    @cached_property
    def income(self) -> Fact | None:
        """The income of common shareholders, or else all that the parent's own have."""
        adjusted = self.fact.at.concept.endswith(".adjusted")
        names = ("net_income.adjusted",) if adjusted else ("net_income.common", "net_income")
        return next((found for name in names if (found := self.index.beside(self.fact, name))), None)

    @cached_property
    def preferred(self) -> Fact | None:
        """The preferred dividends that are still in the income."""
        plain = self.income is not None and self.income.at.concept == "net_income"
        return self.index.beside(self.fact, "preferred_dividends") if plain else None

    @cached_property
    def shares(self) -> list[Fact]:
        found = (self.index.beside(self.fact, name) for name in _SHARES[self.fact.at.concept])
        return [one for one in found if one is not None]

    @property
    def settled(self) -> bool:
        """True where nothing else can take part in the income."""
        return self.preferred is not None or (
            self.income is not None and self.income.at.concept == "net_income.common"
        )

    def expected(self, shares: Fact) -> Quantity | None:
        """What income and a number of shares give, in the unit of the fact; None where that is no such figure."""
        assert self.income is not None and self.fact.quantity is not None
        income, count = self.income.operand, shares.operand
        assert income is not None and count is not None
        if income.unit.times(count.unit, -1) != self.fact.quantity.unit or not count.point:
            return None
        point, interval = income.point, income.interval
        if self.preferred and self.preferred.operand and self.preferred.operand.unit == income.unit:
            paid = self.preferred.operand
            point, interval = point - abs(paid.point), interval - abs(paid.interval)
        try:
            return Quantity(point / count.point, interval / count.interval, self.fact.quantity.unit)
        except NotMeaningful:
            return None


def _earnings(index: FactIndex) -> Iterator[_PerShare]:
    """All earnings per share that are stated, have no formula of their own, and stand beside an income."""
    for fact in index.base.facts.values():
        if (
            fact.at.concept in _SHARES
            and fact.telling
            and fact.working is None
            and fact.at.scenario == "actual"
        ):
            found = _PerShare(index, fact)
            if found.income is not None:
                yield found


def _opposite(found: _PerShare) -> bool:
    assert found.income is not None and found.fact.quantity is not None and found.income.quantity is not None
    return found.fact.quantity.interval.sign * found.income.quantity.interval.sign < 0


def _off(found: _PerShare) -> tuple[Fact, Quantity] | None:
    """The number of shares and what it gives, where none of those that are there gives the fact."""
    if any(_confirms(found, shares) for shares in found.shares):
        return None
    misses = ((shares, expected) for shares in found.shares if (expected := found.expected(shares)))
    return next(misses, None)


def earnings_per_share(index: FactIndex) -> Iterator[Doubt]:
    """RG416: earnings per share that income over shares does not give; RG419, a warning, where the gap is one that
    preferred dividends, participating securities or convertible bonds leave and no income of common shareholders is
    stated. Basic figures are held against basic shares, diluted ones against diluted."""
    for found in _earnings(index):
        if _opposite(found) or (off := _off(found)) is None:
            continue
        shares, expected = off
        assert found.fact.operand is not None
        if scale_between(found.fact.operand, expected):
            continue
        yield _per_share_doubt(_weight(found, expected), found, shares, expected)


def _weight(found: _PerShare, expected: Quantity) -> FindingCode:
    assert found.fact.operand is not None
    ratio = found.fact.operand.point / expected.point if expected.point else Fraction(0)
    most = _MORE if "diluted" in found.fact.at.concept else Fraction(1)
    return RG419 if not found.settled and _LESS <= ratio <= most else RG416


def _per_share_doubt(code: FindingCode, found: _PerShare, shares: Fact, expected: Quantity) -> Doubt:
    assert found.income and found.income.operand and found.fact.operand and shares.operand
    income = f"{found.income.at.concept} {compact_value(found.income.operand)}"
    count = f"{shares.at.concept} {compact_value(shares.operand)}"
    said = (
        f"is {compact_figure(found.fact.operand)}, but {income} over {count} gives {compact_figure(expected)}"
    )
    more = "; state net_income.common where preferred or other shares take part" if code == RG419 else ""
    return doubt_on(code, found.index, found.fact, said + more, expected)


def earnings_of_wrong_sign(index: FactIndex) -> Iterator[Doubt]:
    """RG417: earnings per share above zero beside a loss, or below beside a profit."""
    for found in _earnings(index):
        if _opposite(found):
            assert found.income and found.income.quantity and found.fact.quantity
            said = f"is {compact_value(found.fact.quantity)}, but {found.income.at.concept} is "
            message = f"{said}{compact_value(found.income.quantity)}"
            yield doubt_on(RG417, index, found.fact, message, found.income.quantity)


_COUNTS: Final = ("shares.outstanding", "shares.issued", "shares.basic", "shares.diluted")


def share_count_off_scale(index: FactIndex) -> Iterator[Doubt]:
    """RG420: a number of shares 10³ and the like from what earnings per share, market value or another number of the
    same time imply. Of two numbers the one is doubted that earnings per share do not confirm, else the later one."""
    confirmed = {
        shares.at for found in _earnings(index) for shares in found.shares if _confirms(found, shares)
    }
    doubted: set[Coordinates] = set()
    for fact, other, message in (*_implied(index), *_beside(index, confirmed)):
        if fact.at not in doubted:
            doubted.add(fact.at)
            yield doubt_on(RG420, index, fact, message, other)


def _confirms(found: _PerShare, shares: Fact) -> bool:
    """Whether income over a number of shares gives the earnings per share."""
    expected, stated = found.expected(shares), found.fact.operand
    return expected is not None and stated is not None and expected.interval.meets(stated.interval)


def _implied(index: FactIndex) -> Iterator[tuple[Fact, Quantity, str]]:
    for found in _earnings(index):
        off = _off(found)
        assert found.fact.operand is not None
        if off is None or _opposite(found) or not (power := scale_between(found.fact.operand, off[1])):
            continue
        shares, _ = off
        assert found.income and found.income.operand and shares.operand
        implied = found.income.operand.point / found.fact.operand.point
        other = Quantity(implied, Interval.at(implied), shares.operand.unit)
        named = f"{found.income.at.concept} over {found.fact.at.concept}"
        yield shares, other, _scaled(shares, power, named, other)
    for cap in index.base.facts.values():
        if cap.at.concept != "market_cap" or cap.operand is None or cap.at.scenario != "actual":
            continue
        price, shares_out = index.beside(cap, "share_price"), index.beside(cap, "shares.outstanding")
        if price and shares_out and price.operand and shares_out.operand and price.operand.point:
            implied = cap.operand.point / price.operand.point
            other = Quantity(implied, Interval.at(implied), shares_out.operand.unit)
            if power := scale_between(shares_out.operand, other):
                yield shares_out, other, _scaled(shares_out, power, "market_cap over share_price", other)


def _beside(index: FactIndex, confirmed: Collection[Coordinates]) -> Iterator[tuple[Fact, Quantity, str]]:
    """Numbers of shares against the other ones of the same time."""
    for fact in index.base.facts.values():
        if fact.at.concept not in _COUNTS or fact.operand is None:
            continue
        for name in _COUNTS[: _COUNTS.index(fact.at.concept)]:
            other = index.beside(fact, name)
            if other and other.operand and (power := scale_between(fact.operand, other.operand)):
                right = fact.at in confirmed and other.at not in confirmed
                wrong, against = (other, fact) if right else (fact, other)
                assert against.operand is not None
                yield wrong, against.operand, _scaled(wrong, power, index.name(against), against.operand)


def _scaled(shares: Fact, power: int, named: str, other: Quantity) -> str:
    assert shares.operand is not None
    return f"is {compact_value(shares.operand)}, about 10^{power} from {named}: {compact_value(other)}"
