"""The numbers appendix: exactly what was cited, with where each number came from and whether it ties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from reportgen.checks.comparable import weeks_compared
from reportgen.checks.doubts import Doubt
from reportgen.checks.rules import doubts
from reportgen.checks.tieout import TieOut, Verdict, rows_of, worst_verdict
from reportgen.codes.rg5_texts import RG525
from reportgen.codes.rg8_coverage import RG803
from reportgen.document.citation import Citation
from reportgen.facts.base import Fact, FactBase, Statement, value_of
from reportgen.facts.computing import value_at
from reportgen.facts.formula import Expression, Input
from reportgen.facts.interval import Interval, NoValue
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates
from reportgen.facts.spelt_formula import spell
from reportgen.facts.unit import Unit
from reportgen.figures.display import NumberStyle, each_of, exact, is_void, period_label, show
from reportgen.figures.fact_labels import fact_label
from reportgen.figures.manner import as_printed
from reportgen.figures.precision import interval_ends
from reportgen.languages import pick
from reportgen.languages.currencies import CURRENCIES
from reportgen.record.origins import NamedSource, origin


@dataclass(frozen=True)
class Telling:
    """Where a source prints the fact: the source, the locator in it, and the figure as printed there."""

    origin: NamedSource
    locator: str
    printed: str

    @property
    def where(self) -> str:
        """The source and the place in it: "Results release ¶1"."""
        return f"{self.origin.title} {self.locator}"

    @property
    def where_in_full(self) -> str:
        """The same with the publisher and the day: "Acme, Results release (30 January 2026) ¶1"."""
        named = self.origin.named
        return f"{named} {self.locator}" if named[-1:].isascii() else f"{named}{self.locator}"


@dataclass(frozen=True)
class AppendixLine:
    """A row of the appendix in one language.

    `exact` is for readers, `value` for machines (plain decimal digits; percentages in per cent); `plain` is how it
    prints in a chart with all of its digits. `interval` is what the inputs of a computed figure leave open,
    "" where the figure as it prints says as much. `working` is the formula with its operands filled in, `computed`
    what it gives. `places` are the printings. What is not meaningful has neither value, and `computed` says why.
    """

    number: int
    fact: Fact
    label: str
    shown: tuple[str, ...]
    exact: str
    value: str
    plain: str
    interval: str
    unit: str
    unit_words: str
    period: str
    scenario: str
    tellings: tuple[Telling, ...]
    working: str
    computed: str
    verdict: Verdict
    verdict_words: str
    places: tuple[Citation, ...]

    @property
    def result(self) -> str:
        """What the working gives, behind its sign of equality."""
        return equated(self.computed)

    @property
    def void(self) -> bool:
        """True where there is no meaningful value; `computed` then says why."""
        return not self.value

    @property
    def reference(self) -> str:
        """The fact's full reference."""
        return str(self.fact.at)


@dataclass(frozen=True)
class Discrepancy:
    """An accepted exception as the reader sees it: what is used, how it came to notice, and why it stands.

    `against` is what it disagrees with, or "" where it was doubted for something else: then it is a matter of form,
    and no other figure stands against it. `by` is where the figure that is used is stated, if another statement stands
    against it; `how` is then where that one is.
    """

    label: str
    period: str
    used: str
    against: str
    how: str
    reason: str
    number: int | None
    by: str = ""


def lines(
    base: FactBase, number_style: NumberStyle, citations: Iterable[Citation], rows: Iterable[TieOut]
) -> tuple[AppendixLine, ...]:
    """The appendix: one line for each fact that was cited, in the order of its numbers."""
    cited: dict[Coordinates, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.fact.at, []).append(citation)
    compared: dict[Coordinates, list[TieOut]] = {}
    for row in rows:
        compared.setdefault(row.fact.at, []).append(row)
    made = (
        _line(base, number_style, places, tuple(compared.get(at) or rows_of(base, places[0].fact)))
        for at, places in cited.items()
    )
    return tuple(sorted(made, key=lambda line: line.number))


def origins_of(lines: Iterable[AppendixLine]) -> tuple[NamedSource, ...]:
    """The sources of some lines, each once."""
    return tuple({told.origin.key: told.origin for line in lines for told in line.tellings}.values())


def _line(
    base: FactBase, number_style: NumberStyle, places: list[Citation], rows: tuple[TieOut, ...]
) -> AppendixLine:
    fact = places[0].fact
    quantity, language, pack = value_of(fact), number_style.language, number_style.pack
    verdict, void = worst_verdict(rows), is_void(quantity)
    unit = base.concept_at(fact.at).unit
    return AppendixLine(
        number=places[0].number,
        fact=fact,
        label=fact_label(base, fact, language),
        shown=tuple(dict.fromkeys(place.shown for place in places)),
        exact="" if void else _exact(quantity, number_style),
        value=exact(quantity, machine=True),
        plain=show(quantity, number_style, terse=True, full=True),
        interval=open_interval(places, number_style),
        unit=str(unit),
        unit_words="" if void else unit_words(unit, number_style),
        period=period_label(fact.at.period, language, short=True),
        scenario=pack.scenarios.note(fact.at.scenario),
        tellings=tuple(_telling(base, statement, language) for statement in counting_first(fact)),
        working=_working(base, fact, number_style),
        computed=_void(fact, number_style) if void else _computed(fact, number_style),
        verdict=verdict,
        verdict_words=pack.verdicts.settled if _settled(fact, rows) else pack.verdicts.of(verdict).name,
        places=tuple(places),
    )


def _settled(fact: Fact, rows: Iterable[TieOut]) -> bool:
    """True where nothing conflicts but other statements with the one that the author prefers, as a restated figure."""
    conflicts = [row for row in rows if row.verdict is Verdict.CONFLICT]
    return bool(conflicts) and fact.because is not None and all(row.telling for row in conflicts)


def _void(fact: Fact, number_style: NumberStyle) -> str:
    """That a value is not meaningful, and why."""
    figures, marks = number_style.pack.figures, number_style.pack.marks
    return figures.not_meaningful + marks.brackets.format(figures.no_value[fact.no_value or NoValue.OPEN])


def open_interval(places: Sequence[Citation], number_style: NumberStyle) -> str:
    """The ends of a computed figure's interval, "" where they round to what each of its printings shows."""
    quantity = value_of(places[0].fact)
    interval = quantity.interval
    if quantity.written or quantity.ends or interval.low is None or interval.high is None:
        return ""
    manners = {place.manner for place in places}
    if all(_rounds_to(interval, as_printed(quantity, manner, number_style)) for manner in manners):
        return ""
    return number_style.pack.figures.to.join(
        interval_ends(quantity.interval, quantity.unit, number_style, digits=2)
    )


def _rounds_to(interval: Interval, printed: tuple[Fraction, Fraction] | None) -> bool:
    """True where all of an interval rounds to a printed figure, told with one unit of its last digit."""
    if printed is None or interval.low is None or interval.high is None:
        return False
    value, unit = printed
    return value - unit / 2 <= interval.low and interval.high <= value + unit / 2


def unit_words(unit: Unit, number_style: NumberStyle) -> str:
    """The unit in the brief's language: USD/share, percentage points, chips."""
    if unit.pure:
        return number_style.pack.figures.ratio_names.get(unit.ratio, unit.ratio)
    minor = number_style.pack.figures.minor(unit.currency, True) if unit.minor else ""
    over = (minor or _name_of(name, number_style) for name, n in unit.powers if n > 0)
    under = (_name_of(name, number_style, each=True) for name in unit.under)
    return "/".join((*over, *under))


def _name_of(name: str, number_style: NumberStyle, *, each: bool = False) -> str:
    figures = number_style.pack.figures
    if name in CURRENCIES:
        return figures.money_name(name)
    if each:
        return each_of(name, number_style)
    return number_style.units.get(name, figures.nouns.get(name, name))


def counting_first(fact: Fact) -> list[Statement]:
    """The statements of a fact, the one that counts first."""
    return sorted(fact.stated, key=lambda statement: statement is not fact.telling)


def _telling(base: FactBase, statement: Statement, language: str) -> Telling:
    return Telling(origin(base, statement.source, language), statement.locator, statement.printed)


def _working(base: FactBase, fact: Fact, number_style: NumberStyle) -> str:
    """The formulas with their operands filled in, each but the last with what it gives."""
    shown = operand(base, number_style)
    said = [
        (
            spell(working, shown) + uneven(working, number_style),
            way.computed and show(way.computed, number_style.guarded, terse=True, full=True),
        )
        for working, way in ways_of(fact).items()
    ]
    before = [f"{text} {equated(result or '?')}" for text, result in said[:-1]]
    return number_style.pack.marks.semicolon.join([*before, *(text for text, _ in said[-1:])])


def equated(result: str) -> str:
    """A result behind its sign of equality: “= 35.1%”, “≈ 17.9%” where it is about so."""
    about = result.startswith(_ABOUT)
    return f"{_ABOUT} {result.removeprefix(_ABOUT)}" if about else f"= {result}"


def ways_of(fact: Fact) -> dict[Expression, Fact]:
    """The fact by each of its formulas, those that compute alike once; by the formula."""
    ways = (fact, *map(fact.by, fact.further))
    return {way.working: way for way in ways if way.working is not None}


def _computed(fact: Fact, number_style: NumberStyle) -> str:
    """What the last of a fact's formulas gives."""
    last = fact.by(fact.further[-1]) if fact.further else fact
    if not last.computed:
        return ""
    stated = fact.quantity if fact.stated else None
    if stated and stated.point == last.computed.point:
        return show(stated, number_style, terse=True, full=True)
    style = number_style.guarded if stated else number_style
    return show(last.computed, style, terse=True, full=True)


def uneven(working: Expression, number_style: NumberStyle) -> str:
    """What stands behind a formula that compares 53 weeks with 52; "" behind any other."""
    weeks, pack = weeks_compared(working), number_style.pack
    return pack.marks.brackets.format(pack.periods.weeks.format(*weeks)) if weeks else ""


def operand(base: FactBase, number_style: NumberStyle) -> Callable[[Input], str]:
    """How the inputs of a formula are shown to a reader: their values. A computed one has a digit more than is certain,
    behind about, so that a reader who does the sum comes to what is printed."""
    guarded = number_style.guarded

    def shown(item: Input) -> str:
        quantity = value_at(base.facts, item)
        return (
            show(quantity, guarded, terse=True, full=True) if quantity else _missing(base, item, number_style)
        )

    return shown


def _missing(base: FactBase, item: Input, number_style: NumberStyle) -> str:
    fact = base.facts.get(item.at)
    return number_style.pack.figures.not_meaningful if fact and fact.no_value else "?"


_ABOUT: Final = "≈"
_ROUGH: Final = re.compile("≈([−0-9,.]+)")  # digits that `exact` cut off


def _exact(quantity: Quantity, number_style: NumberStyle) -> str:
    """The value for a reader: all digits of a stated one, six of a computed one, and its bound if it is open."""
    written, figures = quantity.written, number_style.pack.figures
    if written is None and quantity.ends is None and quantity.interval.width != 0:
        return figures.terse_qualifiers["about"].format(_grouped(_significant(quantity)))
    digits = exact(quantity, to=figures.to)
    grouped = digits if str(quantity.unit) == "year" else _grouped(digits)
    about = _ROUGH.sub(lambda match: figures.terse_qualifiers["about"].format(match[1]), grouped)
    return figures.terse_qualifiers.get(written.qualifier if written else "", "{}").format(about)


def _significant(quantity: Quantity, digits: int = 6) -> str:
    value = Decimal(exact(quantity, machine=True))
    place = value.adjusted() - digits + 1
    return f"{value.quantize(Decimal(1).scaleb(min(place, 0))):f}".replace("-", "−")


def _grouped(digits: str) -> str:
    """Thin out a long row of digits: groups of three in the whole part."""
    head, point, tail = digits.partition(".")
    out, run = "", ""
    for char in head:
        if char.isdigit():
            run += char
            continue
        out += _group(run) + char
        run = ""
    return out + _group(run) + point + tail


def _group(run: str) -> str:
    return f"{int(run):,}" if run else ""


READ_OTHERWISE: Final = (RG525, RG803)  # accepted where neither tie-out nor a rule is against them


def exceptions(
    base: FactBase, number_style: NumberStyle, rows: Iterable[TieOut], numbers: Mapping[Coordinates, int]
) -> tuple[Discrepancy, ...]:
    """What was accepted in the whole fact base, cited or not: conflicts first, then what the sanity rules found."""
    conflicts = (_exception(base, number_style, row, numbers) for row in rows if row.accepted)
    return (*conflicts, *(_waived(base, number_style, doubt, numbers) for doubt in waived_doubts(base)))


def waived_doubts(base: FactBase) -> Iterator[Doubt]:
    """What the author accepted beside conflicts: what the rules doubt, then what pages and sources say otherwise."""
    yield from (doubt for doubt in doubts(base) if doubt.reason)
    for fact in base.facts.values():
        yield from (Doubt(code, fact, "") for code in READ_OTHERWISE if fact.reason(code.id))


def _waived(
    base: FactBase, number_style: NumberStyle, doubt: Doubt, numbers: Mapping[Coordinates, int]
) -> Discrepancy:
    fact, language = doubt.fact, number_style.language
    guarded = number_style.guarded
    against = show(doubt.against, guarded, terse=True, full=True) if doubt.against else ""
    return Discrepancy(
        fact_label(base, fact, language),
        period_label(fact.at.period, language, short=True),
        show(value_of(fact), number_style, full=True),
        against,
        number_style.pack.rules[doubt.code.id],
        pick(doubt.reason or {}, language),
        numbers.get(fact.at),
    )


def _exception(
    base: FactBase, number_style: NumberStyle, row: TieOut, numbers: Mapping[Coordinates, int]
) -> Discrepancy:
    fact, language = row.fact, number_style.language
    guarded = number_style.guarded
    against = show(row.against, guarded, terse=True, full=True) if row.against else "?"
    used, other = fact.telling, row.telling
    how = _telling(base, other, language).where if other else _working(base, fact, number_style)
    return Discrepancy(
        fact_label(base, fact, language),
        period_label(fact.at.period, language, short=True),
        show(value_of(fact), number_style, full=True),
        against,
        how,
        pick(row.reason or {}, language),
        numbers.get(fact.at),
        _telling(base, used, language).where if used and other else "",
    )
