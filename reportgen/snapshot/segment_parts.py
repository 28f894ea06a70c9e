"""What a snapshot says of the parts of a company: segments, products, regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportgen.facts.base import FactBase
from reportgen.facts.formula import Expression, Input, Operation
from reportgen.snapshot.figure_tables import TableLine, figure_table
from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.sentences import Called, PlannedExhibit, Sentence, SnapshotPart, say, snapshot_part

_MOST_CUTS: Final = 3
_LEAST_SHARE: Final = "2%"  # of revenue: of smaller segments no growth is told


@dataclass(frozen=True)
class RevenueCut:
    """The segments that make up revenue on one axis, the largest first; `axis` is segment, product or region."""

    axis: str
    segments: tuple[str, ...]


def cuts_of(held: Holdings, axes: dict[str, str]) -> tuple[RevenueCut, ...]:
    """How revenue is cut in the edition's period: each sum of segments by which it is recomputed. `axes` says the axis
    of a segment where that is known."""
    found: dict[str, RevenueCut] = {}
    for segments in _sums(held.base):
        axis = next((axes[one] for one in segments if one in axes), "segment")
        while axis in found:
            axis = next((one for one in ("segment", "product", "region") if one not in found), "")
        ordered = sorted(segments, key=lambda one: -held.value(f"{one}.revenue"))
        found[axis] = RevenueCut(axis, tuple(ordered))
    order = ("segment", "product", "region")
    return tuple(found[axis] for axis in order if axis in found)[:_MOST_CUTS]


def _sums(base: FactBase) -> list[tuple[str, ...]]:
    """The segments that each formula of revenue adds up."""
    fact = base.held(base.at("revenue")) if "revenue" in base.concepts else None
    if fact is None:
        return []
    workings = [fact.working, *(one.working for one in fact.further)]
    found = []
    for working in workings:
        names = _added(working)
        segments = tuple(base.concepts.segment_of(name) for name in names)
        if len(segments) > 1 and all(segments) and all(name.endswith(".revenue") for name in names):
            found.append(segments)
    return found


def _added(node: Expression | None) -> list[str]:
    match node:
        case Input(at):
            return [at.concept]
        case Operation("+", left, right):
            return [*_added(left), *_added(right)]
    return [""]


def _named(held: Holdings, segment: str) -> Called:
    """What a segment is called, by itself."""
    return Called(held.base.concepts.segments[segment])


def _called(held: Holdings, segment: str) -> Called:
    """The same in a sentence."""
    return Called(held.base.concepts.segments[segment], proper=True)


# ---- sentences ------------------------------------------------------------------------------------------------------


def _largest(held: Holdings, cut: RevenueCut) -> tuple[str, str]:
    """The largest segment, and the claim that it is; "" where that is not sure."""
    first, *others = [f"{one}.revenue" for one in cut.segments]
    claim = f"{first} > {_greatest(others)}"
    return (cut.segments[0], claim) if held.sure(claim) else ("", "")


def _contributor(held: Holdings, cut: RevenueCut) -> tuple[str, str]:
    """The segment that contributed most to what revenue rose or fell by, and the claim that it did; "" where that is
    not sure."""
    facts = {one: f"{one}.revenue" for one in cut.segments}
    if not held.has("revenue@-1Y", *(held.earlier(one) for one in facts.values())):
        return "", ""
    up = held.sure("change(revenue) > 0")
    if not up and not held.sure("change(revenue) < 0"):
        return "", ""
    changes = {one: held.value(f"change({fact})") for one, fact in facts.items()}
    most = (max if up else min)(changes, key=lambda one: changes[one])
    others = [f"change({fact})" for one, fact in facts.items() if one != most]
    bound = _greatest(others) if up else _least(others)
    claim = f"change({facts[most]}) {'>' if up else '<'} {bound}"
    sign = f"change({facts[most]}) {'>' if up else '<'} 0"
    return (most, claim) if held.sure(claim) and held.sure(sign) else ("", "")


def contributor(held: Holdings, cut: RevenueCut) -> tuple[Sentence, ...]:
    """Which segment contributed most, in a few words."""
    most, claim = _contributor(held, cut)
    if not most:
        return ()
    name = "segments.rise.short" if held.sure("change(revenue) > 0") else "segments.fall.short"
    return (say(name, name=_called(held, most), fact=f"{most}.revenue", claim=claim),)


def _whole(held: Holdings) -> list[Sentence]:
    """By how much revenue rose or fell, which what is told of its parts is held against."""
    for way, sign in (("rise", ">"), ("fall", "<")):
        if held.sure(f"change(revenue) {sign} 0"):
            return [say(f"segments.whole.{way}")]
    return []


def _lead(held: Holdings, cut: RevenueCut) -> list[Sentence]:
    """The largest segment and the largest contributor, in one sentence where they are the same."""
    first, size = _largest(held, cut)
    most, claim = _contributor(held, cut)
    way = "rise" if held.sure("change(revenue) > 0") else "fall"
    if first and first == most:
        both = f"{size} and {claim}"
        return [
            say(f"segments.both.{way}.{cut.axis}", **_marks(held, first, both if held.sure(both) else claim))
        ]
    found = [say(f"segments.largest.{cut.axis}", **_marks(held, first, size))] if first else []
    if most:
        found.append(say(f"segments.{way}", **_marks(held, most, claim)))
    return found


def _marks(held: Holdings, segment: str, claim: str) -> dict[str, str | Called]:
    return {"name": _called(held, segment), "fact": f"{segment}.revenue", "claim": claim}


def _fastest(held: Holdings, cut: RevenueCut, told: Sequence[Sentence]) -> list[Sentence]:
    """The segment that grew fastest, and the one that fell most, of those that matter and were not told of."""
    facts = [f"{one}.revenue" for one in cut.segments]
    of_size = [
        one
        for one in facts
        if held.has(f"growth({one})") and held.sure(f"share({one}, revenue) > {_LEAST_SHARE}")
    ]
    if len(of_size) < 3 or len(of_size) < len(facts) - 3:
        return []
    found = []
    by_growth = sorted(of_size, key=lambda one: held.value(f"growth({one})"))
    done = {one.marks.get("fact") for one in told}
    top, bottom = by_growth[-1], by_growth[0]
    of_all = ".all" if len(of_size) == len(facts) else ""
    others = [f"growth({one})" for one in of_size if one != top]
    claim = f"growth({top}) > {_greatest(others)}"
    if top not in done and held.sure(claim) and held.sure(f"growth({top}) > 0"):
        found.append(say(f"segments.fastest{of_all}", fact=top, claim=claim))
    elif top in done and held.sure(claim) and held.sure(f"growth({top}) > 0"):
        name = _called(held, top.removesuffix(".revenue"))
        found.append(say(f"segments.fastest.same{of_all}", name=name, fact=top, claim=claim))
    if bottom not in done and held.sure(f"growth({bottom}) < 0") and held.sure("growth(revenue) > 0"):
        found.append(say("segments.fell", fact=bottom))
    return found


def _margins(held: Holdings, cut: RevenueCut) -> list[Sentence]:
    """The segments' margins: the highest and the lowest."""
    ratios = {one: f"{one}.operating_margin" for one in cut.segments}
    told = {one: ratio for one, ratio in ratios.items() if held.has(ratio)}
    if len(told) < 2:
        return []
    ordered = sorted(told, key=lambda one: held.value(told[one]))
    high, low = ordered[-1], ordered[0]
    claim = f"{told[high]} > {told[low]}"
    if not held.sure(claim):
        return []
    name = "segments.margins" if len(told) > 2 else "segments.margins.two"
    return [
        say(
            name,
            top=_called(held, high),
            bottom=_called(held, low),
            most=told[high],
            least=told[low],
            claim=claim,
        )
    ]


def _greatest(references: Sequence[str]) -> str:
    return references[0] if len(references) == 1 else f"max({', '.join(references)})"


def _least(references: Sequence[str]) -> str:
    return references[0] if len(references) == 1 else f"min({', '.join(references)})"


# ---- the part -------------------------------------------------------------------------------------------------------


def segments_part(held: Holdings, cuts: tuple[RevenueCut, ...]) -> SnapshotPart | None:
    """The section on segments, products and regions."""
    paragraphs: list[list[Sentence]] = []
    tables: list[PlannedExhibit | None] = []
    for cut in cuts:
        told = _lead(held, cut)
        told += _fastest(held, cut, told)
        told += _margins(held, cut)
        paragraphs.append([*_whole(held), *told] if told and not paragraphs else told)
        # Of three, the first stands by itself.
        tables.append(_table(held, cut, half=len(cuts) == 2 or (len(cuts) == 3 and cut != cuts[0])))
    rows = [tables[:2], tables[2:]] if len(cuts) == 2 else [tables[:1], tables[1:]]
    return snapshot_part("segments.heading", paragraphs, *rows)


def _table(held: Holdings, cut: RevenueCut, *, half: bool) -> PlannedExhibit | None:
    lines = [
        TableLine(_named(held, one), f"{one}.revenue", _before(held, f"{one}.revenue"))
        for one in cut.segments
    ]
    lines.append(TableLine(Called(held.label("revenue")), "revenue", _before(held, "revenue"), True))
    titles = (_title(held, cut), say(f"cut.{cut.axis}"))
    heads = (say("head.now"), say("head.before", shift="-1Y"))
    made = figure_table(held, f"by-{cut.axis}", titles, lines, heads, half=half)
    return made and _with_shares(held, made, cut)


def _title(held: Holdings, cut: RevenueCut) -> Sentence:
    first = cut.segments[0]
    whole = _has_shares(held, cut)  # else the shares are of less than there is
    name = "segments.title" if whole else "segments.title.amount"
    return say(name, name=_named(held, first), fact=f"{first}.revenue")


def _before(held: Holdings, fact: str) -> str:
    before = held.earlier(fact)
    return before if held.has(before) else ""


def _has_shares(held: Holdings, cut: RevenueCut) -> bool:
    """Whether the segments are parts of a whole: none lies below zero, as what is paid back to customers does."""
    return all(held.sure(f"{one}.revenue >= 0") for one in cut.segments)


def _with_shares(held: Holdings, made: PlannedExhibit, cut: RevenueCut) -> PlannedExhibit:
    """A column of shares behind the amounts, where all of them are above zero."""
    if not _has_shares(held, cut):
        return made
    facts = [f"{one}.revenue" for one in cut.segments]
    body = made.body["table"]
    assert isinstance(body, dict)
    # A narrow table has no room for the year before.
    kept = 2 if "size" in made.body and len(body["columns"]) > 2 else 1
    columns = [body["columns"][0], {"label": say("head.share"), "unit": "%"}, *body["columns"][kept:]]
    shares = [*(f"share({one}, revenue)" for one in facts), "-"]
    rows = [
        row | {"cells": [row["cells"][0], share, *row["cells"][kept:]]}
        for row, share in zip(body["rows"], shares, strict=True)
    ]
    return replace(made, body={**made.body, "table": {**body, "columns": columns, "rows": rows}})
