"""What a snapshot says of itself: what it rests on, how its words are chosen, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.snapshot.history_part import history_part
from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.segment_parts import RevenueCut
from reportgen.snapshot.sentences import Called, Listed, Sentence, SnapshotPart, say, snapshot_part


def grounds_part(held: Holdings, cuts: tuple[RevenueCut, ...]) -> SnapshotPart | None:
    """The last section."""
    said = [_sources(held), say("grounds.words")]
    missing = tuple(_missing(held, cuts))
    left_out = [say("grounds.missing", missing=Listed(missing))] if missing else []
    return snapshot_part("grounds.heading", [[*said, *left_out]])


def _sources(held: Holdings) -> Sentence:
    if held.many_sources:
        return say("grounds.filings", company=held.company)
    titles = tuple(Called(one.title) for one in held.base.sources.values())
    return say("grounds.sources", sources=Listed(titles))


def _missing(held: Holdings, cuts: tuple[RevenueCut, ...]) -> Iterator[Sentence]:
    """What a reader would look for and the filing does not have, each as a name."""
    if not held.has("revenue"):
        yield say("missing.revenue")
    elif not held.has("revenue@-1Y"):
        yield say("missing.year_ago")
    if not held.has("gross_profit"):
        yield say("missing.gross_profit")
    if not held.has("operating_income"):
        yield say("missing.operating_income")
    if not held.first("eps.diluted", "eps.basic", "eps"):
        yield say("missing.eps")
    if not cuts:
        yield say("missing.segments")
    flow = held.flow("operating_cash_flow")
    if not flow:
        yield say("missing.cash_flow")
    elif "@" in flow:
        yield say("missing.cash_flow.quarter")
    if not held.has("total_assets"):
        yield say("missing.balance")
    if history_part(held) is None:
        yield say("missing.history.years" if held.yearly else "missing.history.quarters")
    if not held.has("return_on_equity") and held.value("net_income") >= 0:
        yield say("missing.returns")
