"""What a snapshot says of the quarters or years before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reportgen.snapshot.figure_tables import chart_unit
from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.sentences import PlannedExhibit, Sentence, SnapshotPart, say, snapshot_part

_WHOLE_MILLIONS: Final = 1_000_000_000  # of revenue: from there on millions are told whole
_LEAST: Final = {True: 3, False: 5}  # years, quarters: fewer are no history


def history_part(held: Holdings) -> SnapshotPart | None:
    """The section on the course of revenue and margin; None where too few periods are held."""
    revenue = held.course("revenue")
    if len(revenue) < _LEAST[held.yearly]:
        return None
    charts = [revenue_chart(held), _margin_chart(held)]
    shown = [one for one in charts if one]
    said = [*_pace(held), *(_record(held) or _sequence(held)), *_margins(held)]
    heading = "history.years" if held.yearly else "history.quarters"
    return snapshot_part(
        heading, [said], shown if len(shown) > 1 else []
    )  # one alone stands on the first page


def revenue_chart(held: Holdings) -> PlannedExhibit | None:
    """Revenue over the last quarters or years."""
    course = held.course("revenue")
    if len(course) < _LEAST[held.yearly]:
        return None
    marks = [{"fact": one} for one in course]
    record = "record(revenue)"
    peak = f"history.title.record.{'years' if held.yearly else 'quarters'}"
    title = say(peak if held.sure(record) else "history.title", claim=record)
    if not held.has("growth(revenue)") and not held.sure(record):
        title = say("history.title.plain")
    decimals = {"decimals": 0} if held.value("revenue") >= _WHOLE_MILLIONS else {}
    body = {
        "chart": "column",
        "size": "half",
        "height": 28,
        **decimals,
        "unit": chart_unit(held),
        "marks": marks,
    }
    return PlannedExhibit("revenue-course", title, _subtitle(held, "revenue"), body)


def _subtitle(held: Holdings, what: str) -> Sentence:
    return say(f"history.{what}.{'years' if held.yearly else 'quarters'}")


def _margin_chart(held: Holdings) -> PlannedExhibit | None:
    for margin in ("operating_margin", "net_margin"):
        course = held.course(margin)
        if len(course) >= _LEAST[held.yearly] and held.has(held.earlier(margin)):
            body = {
                "chart": "column",  # of eight points of a line the labels touch
                "size": "half",
                "height": 28,
                "marks": [{"fact": one} for one in course],
            }
            return PlannedExhibit(
                "margin-course", say("history.margin.title", fact=margin), _subtitle(held, margin), body
            )
    return None


def _pace(held: Holdings) -> Iterator[Sentence]:
    """Whether growth was faster than in the period before."""
    shift = "-1Y" if held.yearly else "-1Q"
    before = f"growth(revenue)@{shift}"
    if not held.has("growth(revenue)", before):
        return
    faster, slower = (held.sure(f"growth(revenue) {sign} {before}") for sign in (">", "<"))
    name = "faster" if faster else "slower" if slower else "steady"
    yield say(f"history.{name}.{'years' if held.yearly else 'quarters'}", before=before)


def _record(held: Holdings) -> tuple[Sentence, ...]:
    """That revenue rose on the period before each time, where it did."""
    course = held.course("revenue")
    claims = [f"{now} > {then}" for then, now in pairwise(course)]
    claim = " and ".join(claims)
    name = f"history.rose.{'years' if held.yearly else 'quarters'}"
    return (say(name, claim=claim),) if held.sure(claim) else ()


def _sequence(held: Holdings) -> tuple[Sentence, ...]:
    return (say("history.sequence"),) if not held.yearly and held.has("revenue@-1Q") else ()


def _margins(held: Holdings) -> Iterator[Sentence]:
    course = held.course("operating_margin")
    if len(course) >= _LEAST[held.yearly]:
        all_of_it = ", ".join(course)
        low, high = f"min({all_of_it})", f"max({all_of_it})"
        if held.has(low, high):
            yield say("history.range", low=low, high=high)
