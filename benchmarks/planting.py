"""Wrong numbers: one statement of a fact base falsified at a time, in the text of its file, kind by kind."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final

from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.reference import Coordinates

SEED: Final = 20260206
_NUMBER: Final = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_VALUE: Final = re.compile(r'value: ("[^"]*"|[^,}]*)')
_DIGITS: Final = re.compile(r", digits: (\d+)")
_BEHIND: Final = re.compile(r"(, [a-z]+: .*)?\}$")  # what follows in braces


@dataclass(frozen=True)
class Figure:
    """A statement of the fact base as its file writes it."""

    fact: Fact
    statement: Statement

    @property
    def line(self) -> str:
        """The line of the file that holds it."""
        return self.statement.locus.excerpt

    @cached_property
    def place(self) -> tuple[int, int]:
        """Where in the line the value literal begins and ends: behind `value:`, or before the first `;`."""
        if found := _VALUE.search(self.line):
            return found.span(1)
        end = self.line.index(";")
        return max(self.line.rfind(": ", 0, end), self.line.find("- ", 0, 8)) + 2, end

    @cached_property
    def text(self) -> str:
        """The value literal, without quotes."""
        return self.line[slice(*self.place)].strip('"')

    @cached_property
    def digits(self) -> int | None:
        """The number of significant digits, where it is declared."""
        found = _DIGITS.search(self.line)
        return int(found[1]) if found else None

    @property
    def numbers(self) -> list[str]:
        """The figures in the literal: one, or both ends of a range; of a fraction the numerator."""
        found = _NUMBER.findall(self.text)
        return found[:1] if re.search(r"\d/\d", self.text) else found

    def significant(self, number: str) -> int:
        """How many digits of a number count."""
        written = len(re.sub(r"[^\d]", "", number).lstrip("0")) or 1
        return min(self.digits or written, written)

    def unit_of_last(self, number: str) -> Decimal:
        """One unit of the last digit that counts, on the number's own scale."""
        plain = _plain(number)
        return Decimal(1).scaleb(plain.adjusted() - self.significant(number) + 1)

    def with_numbers(self, change: Callable[[str], Decimal | None], digits: int | None = None) -> str | None:
        """The line with every number changed; None where one cannot be."""
        text = self.text
        for number in self.numbers:
            changed = change(number)
            if changed is None:
                return None
            text = text.replace(number, f"{changed:f}", 1) if len(self.numbers) == 1 else text
        if len(self.numbers) > 1:
            changes = [change(number) for number in self.numbers]
            low, high = sorted(item for item in changes if item is not None)
            text = f"{low:f}".join(text.split(self.numbers[0], 1))
            head, _, tail = text.partition(" to ")
            text = f"{head} to {tail.replace(self.numbers[1], f'{high:f}', 1)}"
        return self.with_text(text, digits)

    def with_text(self, text: str, digits: int | None = None) -> str | None:
        """The line with another literal; None where it is the same."""
        if text == self.text:
            return None
        begins, ends = self.place
        before, behind = self.line[:begins], self.line[ends:]
        if digits is None:
            return f'{before}"{text}"{behind}' if _VALUE.search(self.line) else f"{before}{text}{behind}"
        if _VALUE.search(self.line):
            return f'{before}"{text}", digits: {digits}{_DIGITS.sub("", behind)}'
        return self._in_keys(before, f'"{text}", digits: {digits}', behind)

    def _in_keys(self, before: str, value: str, behind: str) -> str:
        """The line with what stands on it written out, since only a key says how many digits count."""
        told = [one for one in self.fact.stated if one.locus.line == self.statement.locus.line]
        keys = ", ".join(
            f'{{value: {value}, source: {one.source} {one.locator}, printed: "{one.printed}"}}'
            for one in told
        )
        if before.lstrip().startswith("- "):
            return before + keys.replace("}, {", f"}}\n{before}{{")
        after = _BEHIND.search(behind)
        whole = f"{before}[{keys}]{after[0] if after else ''}"
        return whole if before.endswith("stated: ") else f"{before}{{stated: [{keys}]}}"


def _plain(number: str) -> Decimal:
    return Decimal(number.replace(",", "").replace("−", "-"))


@dataclass(frozen=True)
class Mutant:
    """One wrong figure: the line to put in the place of another."""

    kind: str
    at: Coordinates
    number: int  # of the line, from 1
    line: str
    qualifier: str = ""


Lines = Iterator[str | None]


def times_1000(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """Three powers too high, as precise for its size as before."""
    most = max(figure.significant(number) for number in figure.numbers)
    yield figure.with_numbers(lambda number: _plain(number).scaleb(3), most)


def over_1000(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """Three powers too low."""
    yield figure.with_numbers(lambda number: _plain(number).scaleb(-3))


def han_scale(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """萬 for 億 or 億 for 萬."""
    yield figure.with_text(figure.text.translate(str.maketrans("萬億", "億萬")))


def sign(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """+ for −, or − for +."""
    yield figure.with_numbers(lambda number: -_plain(number))


def points_for_percent(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """Points for a percentage, or a percentage for points."""
    if figure.text.endswith("points"):
        yield figure.with_text(figure.text.replace(" points", "%"))
    else:
        yield figure.with_text(figure.text.replace("%", " points"))


def other_unit(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """Another unit of the same family: a currency, a counted thing, watts."""
    tail = figure.text[max(match.end() for match in _NUMBER.finditer(figure.text)) :]
    unit = tail.strip().removeprefix("萬").removeprefix("億").strip()
    counted = sorted(base.units)
    instead = {"USD": "TWD", "USD/share": "USD", "x": "%", "GW": "MW"}.get(unit)
    instead = instead or chance.choice([name for name in counted if name != unit])
    if unit == "%":  # on both ends of a range
        yield figure.with_text(figure.text.replace("%", " bps"))
    elif unit:
        yield figure.with_text(figure.text.removesuffix(unit) + instead)


def swapped_digits(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """Two neighbouring digits changed over, both of which count."""
    number = chance.choice(figure.numbers)
    places = [place for place, one in enumerate(number) if one.isdigit()][: figure.significant(number)]
    pairs = [
        (a, b) for a, b in pairwise(places) if number[a] != number[b] and (a != places[0] or number[b] != "0")
    ]
    if pairs:
        a, b = chance.choice(pairs)
        swapped = number[:a] + number[b] + number[a + 1 : b] + number[a] + number[b + 1 :]
        yield figure.with_text(figure.text.replace(number, swapped, 1))


def last_digit(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """The last digit that counts one up, and one down."""
    for step in (1, -1):
        number = chance.choice(figure.numbers)
        moved = _plain(number) + step * figure.unit_of_last(number)
        yield figure.with_text(figure.text.replace(number, f"{moved:f}", 1)) if moved else None


def other_period(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """What the same measure was in each of the two periods that lie nearest, to the statement's last digit."""
    for fact in _nearest(figure.fact, base)[:2]:
        yield _as_written(figure, fact)


def stale(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """Last period's value: the base's own where it has one, else one lower by 3% to 20% (a count by 1)."""
    before = [fact for fact in _nearest(figure.fact, base) if fact.at.period.end < figure.fact.at.period.end]
    if before:
        yield _as_written(figure, before[0])
        return
    by = Decimal(chance.randint(3, 20)) / 100

    def earlier(number: str) -> Decimal:
        last, now = figure.unit_of_last(number), _plain(number)
        if figure.text.startswith("exact"):
            return now - last
        then = (now * (1 - by) / last).quantize(Decimal(1), ROUND_HALF_UP) * last
        return now - last if then == now else then

    yield figure.with_numbers(earlier)


def _nearest(fact: Fact, base: FactBase) -> list[Fact]:
    """The facts that differ by the period alone, the nearest first."""
    at = fact.at
    others = [
        other
        for other in base.facts.values()
        if (other.at.entity, other.at.concept, other.at.scenario) == (at.entity, at.concept, at.scenario)
        and other.at != at
        and other.quantity is not None
    ]
    return sorted(others, key=lambda other: abs((other.at.period.end - at.period.end).days))


def _as_written(figure: Figure, fact: Fact) -> str | None:
    """Another fact's value, as precise and on the same scale as a figure is written."""
    quantity, written = fact.quantity, figure.statement.quantity.written
    assert quantity is not None
    if written is None or (quantity.ends is None) != (written.high is None):
        return None
    ends = [quantity] if quantity.ends is None else list(quantity.ends)
    scale = Fraction(written.low) / Fraction(_plain(figure.numbers[0]))
    said = dict(zip(figure.numbers, ends, strict=True))

    def theirs(number: str) -> Decimal:
        last = figure.unit_of_last(number)
        steps = said[number].point / scale / Fraction(last)
        return Decimal(_rounded(steps)) * last

    return figure.with_numbers(theirs)


def _rounded(number: Fraction) -> int:
    return int(abs(number) + Fraction(1, 2)) * (1 if number >= 0 else -1)


KINDS: Final[Mapping[str, Callable[[Figure, FactBase, random.Random], Lines]]] = {
    "×10³": times_1000,
    "÷10³": over_1000,
    "萬/億": han_scale,
    "sign": sign,
    "other period's value": other_period,
    "stale copy": stale,
    "points for %": points_for_percent,
    "unit": other_unit,
    "digits swapped": swapped_digits,
    "last digit ±1": last_digit,
}
FILED: Final = "filed a period early"


def mutants_of(base: FactBase) -> Iterator[Mutant]:
    """Every mutant of a fact base, by kind, in the order of the file."""
    for kind, falsify in KINDS.items():
        chance = random.Random(f"{SEED} {kind}")
        for fact in base.facts.values():
            for statement in {one.locus.line: one for one in fact.stated}.values():
                figure = Figure(fact, statement)
                written = statement.quantity.written
                for line in falsify(figure, base, chance):
                    if line is not None:
                        qualifier = written.qualifier if written else ""
                        yield Mutant(kind, fact.at, statement.locus.line, line, qualifier)
    yield from _filed_early(base)


def _filed_early(base: FactBase) -> Iterator[Mutant]:
    """Every stated fact under the period before its own, where that is free."""
    for at, fact in base.facts.items():
        period = at.period.shift(-(at.period.months or 3))
        moved = Coordinates(at.entity, at.concept, period, at.scenario)
        if fact.stated and moved not in base.facts:
            line = fact.locus.excerpt
            written = re.search(r"@([^:~\s]+)", line)
            assert written, line
            yield Mutant(FILED, at, fact.locus.line, line.replace(written[0], f"@{period}", 1))
