"""What changed most: the lines of the three statements that moved by the largest part of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportgen.facts.base import Fact
from reportgen.snapshot.figure_tables import TableLine, figure_table
from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.sentences import Called, PlannedExhibit, Sentence, SnapshotPart, say, snapshot_part

_MATTERS: Final = Fraction(1, 100)  # of revenue, or of all assets: smaller lines are left out
_LEAST_CHANGE: Final = Fraction(1, 5)
_MOST: Final = 6
_LEAST_LINES: Final = 3
_BEYOND_WORDS: Final = 3  # times more: from where to where says more than per cent
# Sums and differences of others, of which what moved is told by their parts.
_LEFT_OUT: Final = (
    "total_liabilities_and_equity", "treasury_stock", "change_in_cash", "cash_and_restricted_cash", "net_income.common",
    "comprehensive_income", "other_comprehensive_income", "total_equity.parent", "pretax_income",
    "income_from_continuing_operations", "purchases_of_investments", "sales_of_investments", "fx_effect_on_cash",
    "non_operating_income", "profit_including_minorities", "cash_and_investments", "depreciation",
    "total_debt", "net_debt", "net_cash", "accumulated_other_comprehensive_income",
)  # fmt: skip


@dataclass(frozen=True)
class _Mover:
    concept: str
    now: str
    before: str
    growth: Fraction


def movers_part(held: Holdings, told: Iterable[str], shown: Iterable[str]) -> SnapshotPart | None:
    """The section on what changed most; `told` are the concepts that other sections tell the change of, `shown` those
    that their tables have."""
    found = _movers(held)
    others = [one for one in found if one.concept not in set(shown)][:_MOST]
    table = _table(held, others) if len(others) >= _LEAST_LINES else None
    return snapshot_part("movers.heading", [[*_sentences(held, found[:_MOST], set(told))]], [table])


def _table(held: Holdings, found: list[_Mover]) -> PlannedExhibit | None:
    lines = [TableLine(_label(held, one), one.now, one.before) for one in found]
    heads = (say("head.latest"), say("head.compared"))
    return figure_table(held, "movers", (say("movers.title"), _subtitle(held)), lines, heads)


def _label(held: Holdings, mover: _Mover) -> Called | Sentence:
    """What a line is called, with its time where that is not the edition's."""
    line, period = Called(held.label(mover.concept)), mover.now.partition("@")[2]
    return say("movers.line", line=line, period=period) if period else line


def _subtitle(held: Holdings) -> Sentence:
    shift = held.balance_before
    return say("movers.subtitle", shift=shift) if shift else say("movers.subtitle.flows")


def _movers(held: Holdings) -> list[_Mover]:
    found = [one for one in (_mover(held, fact) for fact in held.base.facts.values()) if one]
    return sorted(found, key=lambda one: -abs(one.growth))


def _mover(held: Holdings, fact: Fact) -> _Mover | None:
    """A line of the edition's period, or of its year to date, or of its balance sheet, that moved much and matters."""
    at, base = fact.at, held.base
    name = at.concept
    known = base.concepts.get(name)
    if at.entity != base.entity or at.scenario != "actual" or known is None or known.kind != "money":
        return None
    if base.concepts.segment_of(name) or name in _LEFT_OUT:
        return None
    now = name if known.instant else held.flow(name)
    shift = held.balance_before if known.instant else "-1Y"
    if not now or not shift or held.fact(now) is not fact:
        return None
    before = held.earlier(now, shift)
    new, old = held.value(now), held.value(before)
    whole = held.value("total_assets") if known.instant else held.value(held.flow("revenue") or "revenue")
    if not old or whole <= 0 or max(abs(new), abs(old)) < whole * _MATTERS:
        return None
    growth = (new - old) / abs(old)
    return _Mover(name, now, before, growth) if abs(growth) >= _LEAST_CHANGE else None


def _sentences(held: Holdings, found: list[_Mover], told: set[str]) -> Iterator[Sentence]:
    """Those that nothing else tells of, the first two."""
    fresh = [one for one in found if one.concept not in told]
    for one in fresh[:2]:
        instant = held.base.concepts[one.concept].instant
        shift = held.balance_before if instant else "-1Y"
        period = one.now.partition("@")[2]
        if not instant and one.growth > _BEYOND_WORDS and held.sure(f"{one.now} > {one.before}"):
            line = Called(held.label(one.concept), within=bool(period))
            name = f"movers.grew{'.span' if period else ''}"
            yield say(name, line=line, fact=one.now, before=one.before, period=period)
        else:
            yield say(f"movers.moved{'.span' if period else ''}", fact=one.now, shift=shift, period=period)
