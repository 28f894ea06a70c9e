"""Every value against its own `printed:`: what was typed against what was copied.

The two are independent as far as one is typed and the other copied: a slip in either shows. Where a figure prints no
scale, and neither `scale:` nor anything else names it, its digits alone are held; where it prints no sign, the sign is
left to the words around. Both are said, once for all statements.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from reportgen.codes.rg8_coverage import RG803, RG807, RG808
from reportgen.errors import Finding, FindingCode
from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.locator import is_tag
from reportgen.facts.text import Text, YamlSource
from reportgen.facts.typed import explain_typed
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.paragraphs import read_text
from reportgen.figures.reader.years import years
from reportgen.intake.agreeing import Agreement, agree, ends_in, is_end, scales_of
from reportgen.languages import merged

_TOKEN: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_NAMED: Final = 3  # statements that a note names
# A number as any country writes it: groups of digits behind spaces, dots, commas or apostrophes of any form.
_TAGGED: Final = re.compile("[0-9](?:[ .,'`\u00b4\u2018\u2019\u2032]?[0-9])*")


@dataclass(frozen=True)
class StatedFact:
    """A statement and the fact it is made of."""

    fact: Fact
    statement: Statement

    @property
    def name(self) -> str:
        """What findings call it."""
        return self.fact.at.local


def stated_facts(base: FactBase) -> Iterator[StatedFact]:
    """Every statement, in the fact base's order."""
    for fact in base.facts.values():
        for statement in fact.stated:
            yield StatedFact(fact, statement)


def hold_printed(base: FactBase, at_hand: Collection[str] = ()) -> list[Finding]:
    """RG803 a value that is not what is printed, RG807 (a note) values of which the digits alone were held, RG808 (a
    note) those whose sign is another one. Sources that are `at_hand` tell the scale themselves."""
    found: list[Finding] = []
    unscaled: list[StatedFact] = []
    unsigned: list[StatedFact] = []
    for claim in stated_facts(base):
        statement = claim.statement
        if statement.printed == statement.literal:
            continue  # the value is written as it is printed
        agreement = _read(statement, base.sources[statement.source].language)
        # Statements of cash flows print outflows in parentheses.
        outflow = base.concept_at(claim.fact.at).non_negative
        contrary = agreement is not None and (agreement.contrary or _said_otherwise(statement, agreement))
        tagged = is_tag(statement.locator)
        if agreement is None or (contrary and not outflow and not tagged):
            found.append(_misread(base, claim, agreement))
            continue
        if tagged:
            continue
        if agreement.scale > 1 and statement.scale is None and statement.source not in at_hand:
            unscaled.append(claim)
        if contrary or _sign_in_doubt(base, claim, agreement):
            unsigned.append(claim)
    return [*found, *_note(RG807, unscaled, _UNSCALED), *_note(RG808, unsigned, _UNSIGNED)]


_AS_IT_IS: Final = Agreement(Fraction(1))


def _read(statement: Statement, language: str) -> Agreement | None:
    """How the statement's own figure agrees with its value; None where it does not. A filing declares with each number
    how it is written: 1.234,5 in one country is 1 234.5 in another, in filings of whichever language."""
    if not is_tag(statement.locator):
        return _read_as_written(statement, language)
    printed = dict.fromkeys((statement.printed, *(_rewritten(statement.printed, mark) for mark in ".,")))
    readings = (_read_as_written(replace(statement, printed=one), language) for one in printed)
    return next((one for one in readings if one is not None), None)


def _rewritten(printed: str, mark: str) -> str:
    """A text whose numbers have their decimals behind `mark`, with plain digits and a point instead."""

    def plain(match: re.Match[str]) -> str:
        whole, _, part = match[0].partition(mark)
        digits = re.sub(r"[^0-9]", "", whole)
        return f"{digits}.{part}" if part.isdigit() else digits if not part else match[0]

    return _TAGGED.sub(plain, fold(printed))


def _read_as_written(statement: Statement, language: str) -> Agreement | None:
    """The same, of what is printed as the source's language writes it."""
    read = read_text(statement.printed, language)
    found = [agreement for figure in read.figures if (agreement := agree(figure, statement))]
    if found:
        return min(
            found, key=lambda agreement: (agreement.contrary, agreement.unsigned, agreement.scale != 1)
        )
    if ends_in(read.figures, statement) or any(is_end(figure, statement) for figure in read.figures):
        return _AS_IT_IS
    if read.figures:
        return None
    return _by_digits(statement)


def _by_digits(statement: Statement) -> Agreement | None:
    """The same where nothing in the text is a figure: a year, a season, a date; without a digit nothing can be
    held."""
    text = fold(statement.printed)
    if not any(map(str.isdigit, text)):
        return _AS_IT_IS
    numbers = {Fraction(Decimal(token.replace(",", ""))) for token in _TOKEN.findall(text)}
    numbers |= {*map(Fraction, years(text)), *(2000 + number for number in numbers if number < 100)}
    stated = [abs(end.point) for end in statement.quantity.ends or (statement.quantity,)]
    fits = (scale for scale in scales_of(statement) if all(end / scale in numbers for end in stated))
    return next(map(Agreement, fits), None)


def _misread(base: FactBase, claim: StatedFact, agreement: Agreement | None) -> Finding:
    statement = claim.statement
    what = "has another sign than" if agreement else "is not"
    message = f"{claim.name}: the value {what} what is printed: {statement.printed}"
    return value_misread(claim, message, _mend(base, claim))


def value_misread(claim: StatedFact, message: str, mend: str) -> Finding:
    """RG803, a note where the author has a reason for reading the source so."""
    accepted = claim.fact.reason(RG803.id) is not None
    said = f"accepted: {message}" if accepted else message
    return RG803.finding(said, claim.statement.locus, "" if accepted else mend, accepted=accepted)


def _mend(base: FactBase, claim: StatedFact) -> str:
    printed = claim.statement.printed
    hint = explain_typed(
        Text.at(printed, YamlSource("", printed), 1, 1), base.concept_at(claim.fact.at).unit, base.units
    )
    if _in_hundredths(claim.statement, base.sources[claim.statement.source].language):
        return f"write {printed} pence, or give scale: pence (or cents), if the source prints hundredths"
    read = f"{hint.mend}\n" if hint and hint.mend.startswith("write ") else ""
    return f"{read}or correct printed:, or give accepted: {{{RG803.id}: …}} a reason"


def _in_hundredths(statement: Statement, language: str) -> bool:
    """True where an amount per share is what is printed in pence, or cents."""
    unit = statement.quantity.unit
    return (
        unit.in_hundredths().minor
        and bool(unit.under)
        and _read(replace(statement, scale=-2), language) is not None
    )


def _sign_in_doubt(base: FactBase, claim: StatedFact, agreement: Agreement) -> bool:
    """True where a negative value is printed without a sign and without a word of falling, or a positive one with such
    a word; a concept that is called a fall is stated as one."""
    statement = claim.statement
    falls = _falls().search(statement.printed) is not None
    if statement.quantity.point < 0:
        return agreement.unsigned and not falls
    label = claim.fact.label or base.concept_at(claim.fact.at).label
    return falls and not any(_falls().search(words) for words in label.values())


def _said_otherwise(statement: Statement, agreement: Agreement) -> bool:
    """True for a negative value of what is printed without a sign, as a rise and as no fall: up 16%."""
    unsigned = statement.quantity.point < 0 and agreement.unsigned
    printed = statement.printed
    return unsigned and _rises().search(printed) is not None and _falls().search(printed) is None


@cache
def _rises() -> re.Pattern[str]:
    return re.compile(merged(lambda pack: pack.spellings.rises))


@cache
def _falls() -> re.Pattern[str]:
    return re.compile(merged(lambda pack: pack.spellings.falls))


_UNSCALED: Final = (
    "no scale is printed with {}, so that the digits alone were held against the value",
    "give scale: m (or what the head of the table says), or the source's file",
)
_UNSIGNED: Final = (
    "the sign of {} is not that of what is printed",
    "see that it is right; words that say it (down 3%) may stand in printed:",
)


def _note(code: FindingCode, claims: Sequence[StatedFact], said: tuple[str, str]) -> Iterator[Finding]:
    if claims:
        yield code.finding(said[0].format(name_some(claims)), claims[0].statement.locus, said[1])


def name_some(claims: Sequence[StatedFact]) -> str:
    """The first of some statements by name, and how many more there are."""
    names = list(dict.fromkeys(claim.name for claim in claims))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
