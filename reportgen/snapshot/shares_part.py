"""What a snapshot says of shares, of what was returned to their holders, and of returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.snapshot.figure_tables import TableLine, figure_table, lines_of
from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.sentences import PlannedExhibit, Sentence, SnapshotPart, say, snapshot_part

_LINES: Final = (
    "eps.basic", "dividends_per_share", "book_value_per_share", "return_on_equity", "return_on_assets", "shares.basic",
    "shares.diluted",
)  # fmt: skip


def shares_part(held: Holdings) -> SnapshotPart | None:
    """The section on shares and returns."""
    said = [*_returned(held), *_count(held), *_granted(held), *_on_equity(held)]
    return snapshot_part("shares.heading", [said], [_table(held)])


def _returned(held: Holdings) -> Iterator[Sentence]:
    """What was paid to holders, over the time that all of it is held for."""
    names = ("share_repurchases", "dividends_paid")
    flows = [held.flow(one) for one in names]
    period = next((one.partition("@")[2] for one in flows if "@" in one), "")
    bought, paid = (_above_zero(held, f"{one}@{period}" if period else one) for one in names)
    span = ".span" if period else ""
    if bought and paid:
        yield say(f"shares.both{span}", bought=bought, paid=paid, period=period)
    elif bought:
        yield say(f"shares.bought{span}", bought=bought, period=period)
    elif paid:
        yield say(f"shares.paid{span}", paid=paid, period=period)
    free = _above_zero(held, f"free_cash_flow@{period}" if period else "free_cash_flow")
    both = " + ".join(filter(None, (bought, paid)))
    if both and free:
        yield say("shares.of_free", fact=f"share({both}, {free})")


def _above_zero(held: Holdings, flow: str) -> str:
    return flow if held.sure(f"{flow} > 0") else ""


def _count(held: Holdings) -> Iterator[Sentence]:
    count = held.first("shares.diluted", "shares.basic")
    if count and held.has(held.earlier(count)):
        yield say("shares.count", fact=count)


def _granted(held: Holdings) -> Iterator[Sentence]:
    granted = held.first("stock_based_compensation")
    if granted and held.sure("share(stock_based_compensation, revenue) > 3%"):
        after = held.has(f"share({granted}@-1Y, revenue@-1Y)")
        yield say("shares.granted.after" if after else "shares.granted")


def _on_equity(held: Holdings) -> Iterator[Sentence]:
    if held.sure("return_on_equity > 0"):
        after = held.sure("return_on_equity@-1Y > 0")
        yield say("shares.return.after" if after else "shares.return")


def _table(held: Holdings) -> PlannedExhibit | None:
    """What no other table has: earnings per diluted share stand in the income statement."""
    shown = [one for one in _LINES if not held.has(f"{one.removesuffix('.basic')}.diluted")]
    lines: list[TableLine] = [one for one in lines_of(held, shown, "-1Y") if one.before]
    heads = (say("head.now"), say("head.before", shift="-1Y"))
    return figure_table(held, "shares", (_title(held, lines), say("shares.subtitle")), lines, heads)


def _title(held: Holdings, lines: Sequence[TableLine]) -> Sentence:
    """How the first line moved that did, from above zero."""
    for line in lines:
        if held.sure(f"{line.before} > 0 and {line.now} > 0 and abs(change({line.now})) > 0"):
            return say("shares.title", fact=line.now)
    return say("shares.plain")
