"""How many wrong numbers the checks find: one figure of a fact base is falsified at a time, and the edition checked.

    python benchmarks/mutants.py                    every mutant of the Amazon edition
    python benchmarks/mutants.py --most 300         a sample of them
    python benchmarks/mutants.py --list             also every mutant under an identity that gets through

A mutant changes one statement of facts.yaml, in the text of the file, and the file is read, derived, tied out and
inspected as `reportgen check` does it, the claims of the texts included. It is caught where that gives an error;
`any` also counts a new warning or note. Mutants are told apart by what could give them away:

    identity   the fact carries a formula, has a second statement, or goes into what is recomputed and stated
    claim      no identity, but a claim in a text rests on it
    lone       neither

Always the same mutants for the same file and seed. Exits 0 whatever the rates are: they are there to be read.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportgen.brief.edition import BRIEF, FACTS, read_edition
from reportgen.checks.claims import ClaimError, read_claim, rests_on
from reportgen.checks.judging import Truth, judge
from reportgen.checks.rules import inspect
from reportgen.checks.tieout import findings, tie_out
from reportgen.errors import Finding, Severity
from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.formula import inputs
from reportgen.facts.quantity import Quantity
from reportgen.facts.reading import read_facts, without_collector
from reportgen.facts.reference import Coordinates
from reportgen.facts.text import Source, Text

AMAZON: Final = Path(__file__).resolve().parents[1] / "data" / "amazon-2025q4"
SEED: Final = 20260206
AIMED: Final = ("×10³", "÷10³", "萬/億", "sign", "other period's value", "filed a period early")
_NUMBER: Final = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_VALUE: Final = re.compile(r'value: ("[^"]*"|[^,}]*)')
_DIGITS: Final = re.compile(r", digits: (\d+)")
_CLAIM: Final = re.compile(r"""\{% claim (["'])(.*?)\1 %\}""")
_OPEN: Final = ("over", "at least", "up to", "under")


# ---- what is falsified -----------------------------------------------------------------------------------------------


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
    def text(self) -> str:
        """The value literal, without quotes."""
        found = _VALUE.search(self.line)
        assert found, self.line
        return found[1].strip('"')

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
        line = self.line if digits is None else _DIGITS.sub("", self.line)
        more = "" if digits is None else f", digits: {digits}"
        return _VALUE.sub(lambda _: f'value: "{text}"{more}', line, count=1)


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
    instead = {"USD": "TWD", "USD/share": "USD", "%": "bps", "x": "%", "GW": "MW"}.get(unit)
    instead = instead or chance.choice([name for name in counted if name != unit])
    yield figure.with_text(figure.text.removesuffix(unit) + instead) if unit else None


def swapped_digits(figure: Figure, base: FactBase, chance: random.Random) -> Lines:
    """Two neighbouring digits changed over, both of which count."""
    number = chance.choice(figure.numbers)
    places = [place for place, one in enumerate(number) if one.isdigit()][: figure.significant(number)]
    pairs = [
        (a, b)
        for a, b in zip(places, places[1:], strict=False)
        if number[a] != number[b] and (a != places[0] or number[b] != "0")
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
    said = {number: end for number, end in zip(figure.numbers, ends, strict=True)}

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
            for statement in fact.stated:
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


# ---- what may give it away -------------------------------------------------------------------------------------------


def under_identity(base: FactBase) -> set[Coordinates]:
    """The stated facts that something recomputes or repeats."""
    touched = {at for at, fact in base.facts.items() if len(fact.stated) > 1}
    for at, fact in base.facts.items():
        if fact.stated and fact.working is not None:
            touched |= {at, *_roots(base, (item.at for item in inputs(fact.working)))}
        parts = [at_ for name in base.concepts[at.concept].parts if (at_ := _beside(base, at, name))]
        if parts and len(parts) == len(base.concepts[at.concept].parts):
            touched |= {at, *_roots(base, parts)}
        if at.period.months == 12 and base.concepts[at.concept].adds_up:
            quarters = [_at(at, at.period.ending(3).shift(-back)) for back in (0, 3, 6, 9)]
            if all(quarter in base.facts for quarter in quarters):
                touched |= {at, *_roots(base, quarters)}
    return touched


def _at(at: Coordinates, period: object) -> Coordinates:
    return Coordinates(at.entity, at.concept, period, at.scenario)  # type: ignore[arg-type]


def _beside(base: FactBase, at: Coordinates, concept: str) -> Coordinates | None:
    other = Coordinates(at.entity, concept, at.period, at.scenario)
    return other if other in base.facts else None


def _roots(base: FactBase, places: Iterable[Coordinates]) -> Iterator[Coordinates]:
    """The stated facts behind some facts: what is only derived gives way to its own inputs."""
    open_, seen = list(places), set()
    while open_:
        at = open_.pop()
        if at in seen or at not in base.facts:
            continue
        seen.add(at)
        fact = base.facts[at]
        if fact.stated:
            yield at
        elif fact.working is not None:
            open_ += [item.at for item in inputs(fact.working)]


# ---- checking --------------------------------------------------------------------------------------------------------

Signs = Counter[tuple[str, Severity, str]]  # what was found: code, weight and place


class Bench:
    """An edition, its claims, and what it gives away unfalsified."""

    def __init__(self, folder: Path) -> None:
        self.files = {
            path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".yaml", ".md")
        }
        base, found = read_facts(self.files[FACTS], FACTS)
        assert base is not None, found
        self.base = base
        self.claims = self._claims()
        self.before = self.findings(self.files[FACTS], whole=True)
        assert not any(severity is Severity.ERROR for _, severity, _ in self.before), "the edition has errors"
        self.identity = under_identity(base)
        self.claimed = {at for claim in self.claims for at in _roots(base, _named(claim, base))}

    def _claims(self) -> list[Text]:
        """The conditions of all claims, each once: they are written alike in both languages."""
        texts = [data.decode() for name, data in self.files.items() if name.endswith(".md") or name == BRIEF]
        conditions = dict.fromkeys(match[2] for text in texts for match in _CLAIM.finditer(text))
        return [Text.at(text, Source("claims", text), 1, 1) for text in conditions]

    def findings(self, facts: bytes, *, whole: bool) -> Signs:
        """What the checks find. `whole` reads the texts again too, for references that lead nowhere any more."""
        if whole:
            edition, found = read_edition("edition", {**self.files, FACTS: facts}, "edition")
            base = edition.base if edition else None
        else:
            base, found = read_facts(facts, f"edition/{FACTS}")
        if base is not None:
            found = [*found, *findings(tie_out(base), base), *inspect(base)]
        signs = Counter((one.code, one.severity, _place(one)) for one in found)
        if base is not None and not whole:
            signs.update(code for claim in self.claims if (code := self._failing(claim, base)))
        return signs

    def _failing(self, claim: Text, base: FactBase) -> tuple[str, Severity, str] | None:
        try:
            truth = judge(read_claim(claim, base), base).truth
        except ClaimError as error:
            return error.code, Severity.ERROR, claim
        code = {Truth.FALSE: "RG511", Truth.UNDECIDABLE: "RG512"}.get(truth)
        return (code, Severity.ERROR, claim) if code else None

    def try_out(self, mutant: Mutant) -> Outcome:
        """Check the edition with one line replaced."""
        lines = self.files[FACTS].decode().split("\n")
        lines[mutant.number - 1] = mutant.line
        new = self.findings("\n".join(lines).encode(), whole=mutant.kind == FILED) - self.before
        codes = frozenset(code for code, severity, _ in new if severity is Severity.ERROR)
        by = "identity" if mutant.at in self.identity else "claim" if mutant.at in self.claimed else "lone"
        return Outcome(mutant, by, codes, bool(new))


def _named(claim: Text, base: FactBase) -> list[Coordinates]:
    return [item.at for item in rests_on(read_claim(claim, base))]


def _place(finding: Finding) -> str:
    return str(finding.locus) if finding.locus else ""


# ---- the report ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What came of a mutant: the codes of the errors that it set off, and whether anything at all was new."""

    mutant: Mutant
    by: str
    codes: frozenset[str]
    noticed: bool


def _table(outcomes: list[Outcome]) -> Iterator[str]:
    groups = ("all", "any finding", "identity", "claim only", "lone")
    yield f"| {'kind':22} | " + " | ".join(f"{name:>18}" for name in groups) + " |"
    yield f"|{'-' * 24}|" + "|".join("-" * 19 + ":" for _ in groups) + "|"
    named = {kind: [one for one in outcomes if one.mutant.kind == kind] for kind in (*KINDS, FILED)}
    named["scale, sign, period"] = [one for one in outcomes if one.mutant.kind in AIMED]
    named["all"] = outcomes
    for kind, ours in named.items():
        cells = [_rate(ours), _rate(ours, lambda one: one.noticed)]
        cells += [_rate([one for one in ours if one.by == by]) for by in ("identity", "claim", "lone")]
        yield f"| {kind:22} | " + " | ".join(f"{cell:>18}" for cell in cells) + " |"


def _rate(ours: list[Outcome], caught: Callable[[Outcome], bool] = lambda one: bool(one.codes)) -> str:
    if not ours:
        return "–"
    number = sum(map(caught, ours))
    return f"{number} of {len(ours)}, {100 * number / len(ours):.1f}%"


def _why(bench: Bench, one: Outcome) -> str:
    """Why an uncaught mutant got through."""
    fact = bench.base.facts[one.mutant.at]
    if one.by == "lone":
        return "lone: nothing repeats the figure, recomputes with it or rests on it"
    if one.by == "claim":
        return "claim only: what the texts say of the figure holds for the wrong one too"
    if fact.accepted:
        return "exception: the fact's conflicts are accepted, whatever their size"
    if one.mutant.qualifier in _OPEN:
        return "bound: the source gives an open bound, and the wrong one holds as well"
    return "rounding: the identity is too coarse to tell the two apart"


def main(arguments: list[str]) -> int:
    """Plant, check, print."""
    parser = argparse.ArgumentParser(
        description="Plant wrong numbers in a fact base and count those that are found."
    )
    parser.add_argument("folder", type=Path, nargs="?", default=AMAZON, help="an edition (the Amazon one)")
    parser.add_argument("--most", type=int, default=5000, metavar="N", help="so many mutants at most")
    parser.add_argument("--list", action="store_true", help="list what gets through under an identity")
    options = parser.parse_args(arguments)
    bench = Bench(options.folder)
    mutants = list(mutants_of(bench.base))
    if len(mutants) > options.most:
        mutants = random.Random(SEED).sample(mutants, options.most)
    outcomes = []
    for mutant in mutants:
        with without_collector():
            outcomes.append(bench.try_out(mutant))
    print(*_table(outcomes), sep="\n")
    print(*_remarks(bench, outcomes, every=options.list), sep="\n")
    return 0


def _remarks(bench: Bench, outcomes: list[Outcome], *, every: bool) -> Iterator[str]:
    statements = sum(len(fact.stated) for fact in bench.base.facts.values())
    yield f"\n{len(outcomes)} mutants of {statements} statements; {len(bench.claims)} claims"
    codes = Counter(code for one in outcomes for code in one.codes)
    yield "errors by code: " + ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))
    through = [one for one in outcomes if not one.codes]
    yield f"\nNot caught ({len(through)}), and why:"
    for why, number in Counter(_why(bench, one) for one in through).most_common():
        kinds = Counter(one.mutant.kind for one in through if _why(bench, one) == why)
        yield f"{number:5}  {why}\n       " + ", ".join(
            f"{kind} {count}" for kind, count in kinds.most_common()
        )
    for one in (one for one in through if every and one.by == "identity"):
        seen = "noticed" if one.noticed else "unseen"
        yield f"{one.mutant.kind:22} {seen:8} {bench.base.name(one.mutant.at)}: {one.mutant.line.strip()[:90]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
