"""The inspector: what an HTML page can show about each of its numbers, with every text made.

A page opens each number that it prints, and each operand behind one. Nothing is formatted there: a script lays out the
texts and places of this module.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportgen.checks.tieout import TieOut, Verdict, rows_of, worst_verdict
from reportgen.document.citation import Citation
from reportgen.facts.base import Fact, FactBase, value_of
from reportgen.facts.formula import Input, inputs
from reportgen.facts.period import Period
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates
from reportgen.facts.spelt_formula import spell
from reportgen.figures.display import NumberStyle, period_label, show
from reportgen.figures.precision import interval_ends, interval_words, on_one_line
from reportgen.languages import pick
from reportgen.languages.pack import Language
from reportgen.record.appendix import (
    AppendixLine,
    counting_first,
    equated,
    lines,
    operand,
    uneven,
    waived_doubts,
    ways_of,
)
from reportgen.record.origins import origin

_MARK: Final = "\ue002"


def inspector_file(
    base: FactBase, number_style: NumberStyle, cited: Sequence[AppendixLine], rows: Iterable[TieOut]
) -> dict[str, Any]:
    """What the inspector shows: its words, its sources, and every number by the fact's name in this edition.

    `cited` are the lines of the appendix; the operands behind them come without a number. `rows` are the fact base's
    tie-outs.
    """
    tied, compared = tuple(rows), dict[Coordinates, list[TieOut]]()
    for row in tied:
        compared.setdefault(row.fact.at, []).append(row)
    behind = _behind(base, [line.fact for line in cited])
    uncited = lines(base, number_style, [Citation(0, 1, fact, "") for fact in behind], tied)
    describer = _Describer(
        base, number_style, {at: tuple(found) for at, found in compared.items()}, _waived(base, number_style)
    )
    ranks = _ranks(cited)
    return {
        "words": _words(number_style.pack),
        "entity": base.entity,
        "sources": {
            key: {"title": origin(base, key, number_style.language).named, "lang": source.language}
            for key, source in base.sources.items()
        },
        "numbers": {str(line.number): base.name(line.fact.at) for line in cited},
        "facts": {
            base.name(line.fact.at): describer.entry(line) | ranks.get(line.number, {})
            for line in (*cited, *uncited)
        },
    }


def _words(language: Language) -> dict[str, str]:
    """The words that the page puts in, without those that stand in the texts already."""
    words = language.inspector
    return {key: word for key, word in vars(words).items() if key not in ("told", "recomputed")}


def to_bytes(file: Mapping[str, Any]) -> bytes:
    """The inspector's file as JSON: without white space, since every page carries it."""
    return json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode()


def _behind(base: FactBase, cited: Sequence[Fact]) -> list[Fact]:
    """The facts that the cited ones are computed from, and those behind them, that are not cited themselves."""
    seen, found, open_ = {fact.at for fact in cited}, list[Fact](), list(cited)
    while open_:
        fact = open_.pop(0)
        for item in inputs(fact.working) if fact.working else ():
            inner = base.facts.get(item.at)
            if inner is not None and (inner.quantity or inner.no_value) and inner.at not in seen:
                seen.add(inner.at)
                found.append(inner)
                open_.append(inner)
    return found


def _ranks(cited: Sequence[AppendixLine]) -> dict[int, dict[str, list[int]]]:
    """The places of each line in the orders by value (unit by unit), by period and by verdict."""
    orders = (
        lambda line: (line.void, line.unit, value_of(line.fact).point),
        lambda line: (line.fact.at.period.end, line.fact.at.period.months),
        lambda line: list(Verdict).index(line.verdict),
    )
    found: dict[int, list[int]] = {line.number: [] for line in cited}
    for order in orders:
        keys = {key: place for place, key in enumerate(sorted({order(line) for line in cited}))}
        for line in cited:
            found[line.number].append(keys[order(line)])
    return {number: {"ranks": ranks} for number, ranks in found.items()}


def _waived(base: FactBase, number_style: NumberStyle) -> dict[Coordinates, list[str]]:
    """What the sanity rules doubted and the author accepted, by fact: the rule, and the reason."""
    found: dict[Coordinates, list[str]] = {}
    for doubt in waived_doubts(base):
        rule, reason = number_style.pack.rules[doubt.code.id], pick(doubt.reason or {}, number_style.language)
        said = rule + number_style.pack.marks.colon + reason
        found.setdefault(doubt.fact.at, []).append(said[:1].upper() + said[1:])
    return found


@dataclass(frozen=True)
class _Describer:
    """What it takes to describe a number."""

    base: FactBase
    number_style: NumberStyle
    compared: Mapping[Coordinates, tuple[TieOut, ...]]
    waived: Mapping[Coordinates, Sequence[str]]

    def entry(self, line: AppendixLine) -> dict[str, Any]:
        """All that is shown of one number; what there is nothing of is left out."""
        fact, pack = line.fact, self.number_style.pack
        quantity = value_of(fact)
        rows = self.compared.get(fact.at) or tuple(rows_of(self.base, fact))
        entry = {
            "number": line.number,
            "label": line.label,
            "value": show(quantity, self.number_style),
            "exact": line.exact,
            "precision": "" if line.void else interval_words(quantity, self.number_style),
            "unit": line.unit_words,
            "short": " · ".join(filter(None, (line.period, line.scenario))),
            "period": _period(fact.at.period, pack),
            "scenario": pack.scenarios.of(fact.at.scenario),
            "basis": pack.bases.of(self.base.concept_at(fact.at).basis),
            "tellings": [[told.origin.key, told.locator, told.printed] for told in line.tellings],
            "working": self._working(fact),
            "computed": line.computed,
            "verdict": line.verdict_words[:1].upper() + line.verdict_words[1:],
            "meaning": _meaning(rows, pack),
            "reasons": [*self._accepted(rows), *self.waived.get(fact.at, ())],
            "line": self._line(line, rows),
        }
        return {key: value for key, value in entry.items() if value not in ("", 0, [])}

    def _working(self, fact: Fact) -> list[str | list[str]]:
        """The formula with its operands filled in, piece by piece; an operand is a pair: what is shown, which fact."""
        shown, operands = operand(self.base, self.number_style), list[list[str]]()
        ways = ways_of(fact)

        def marked(item: Input) -> str:
            fact = self.base.facts.get(item.at)
            at = fact.at if fact else item.at  # by the name under which it stands
            operands.append([shown(item), self.base.name(at)])
            return f"{_MARK}{len(operands) - 1}{_MARK}"

        said, guarded = list[str](), self.number_style.guarded
        for working, way in ways.items():
            result = show(way.computed, guarded, terse=True, full=True) if way.computed else "?"
            text = spell(working, marked) + uneven(working, self.number_style)
            said.append(text + (f" {equated(result)}" if len(said) < len(ways) - 1 else ""))
        pieces = re.split(_MARK, self.number_style.pack.marks.semicolon.join(said))
        return [operands[int(piece)] if index % 2 else piece for index, piece in enumerate(pieces) if piece]

    def _accepted(self, rows: Sequence[TieOut]) -> Iterator[str]:
        for row in rows:
            if row.accepted:
                yield pick(row.reason or {}, self.number_style.language)

    def _line(self, line: AppendixLine, rows: Sequence[TieOut]) -> list[dict[str, Any]]:
        """The intervals that were compared, for a small number line: a name, two ends in words, three places on it."""
        words = self.number_style.pack.inspector
        found = _intervals(line, rows, (words.told, words.recomputed))
        if len(found) < 2:
            return []
        places = on_one_line([quantity for _, quantity in found])
        return [
            {
                "name": name,
                "ends": interval_ends(quantity.interval, quantity.unit, self.number_style),
                "at": list(place),
            }
            for (name, quantity), place in zip(found, places, strict=True)
        ]


def _intervals(
    line: AppendixLine, rows: Sequence[TieOut], names: tuple[str, str]
) -> list[tuple[str, Quantity]]:
    """What is on the line: each interval that is told, with where, and the recomputed one."""
    told: dict[tuple[object, ...], tuple[list[str], Quantity]] = {}
    several = len({place.origin.key for place in line.tellings}) > 1
    for statement, place in zip(counting_first(line.fact), line.tellings, strict=True):
        q = statement.quantity
        where = place.where if several else place.locator
        told.setdefault((q.interval, q.point), ([], q))[0].append(where)
    found = [(f"{names[0]} {', '.join(where)}", q) for where, q in told.values()]
    computed = next((row.against for row in rows if row.telling is None and row.against is not None), None)
    return [*found, (names[1], computed)] if computed else found


def _meaning(rows: tuple[TieOut, ...], language: Language) -> str:
    verdict = worst_verdict(rows)
    words = language.verdicts.of(verdict)
    recomputed = any(row.telling is None for row in rows if row.verdict is verdict)
    return words.recomputed if recomputed else words.compared


def _period(period: Period, language: Language) -> str:
    """A period in words, with its days."""
    words = period_label(period, language.tag)
    if period.instant:
        return words
    said = language.inspector.until.join(
        language.periods.day(day, True) for day in (period.start, period.end)
    )
    return words if said in words else words + language.marks.brackets.format(said)
