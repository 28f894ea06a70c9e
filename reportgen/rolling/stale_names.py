"""References by dates of their own that were right in the last edition and are stale in the one rolled from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from reportgen.brief.edition import BRIEF
from reportgen.errors import Locus
from reportgen.facts.base import FactBase
from reportgen.facts.period import Period, PeriodError, parse_period
from reportgen.facts.reference import Coordinates
from reportgen.facts.resting import rests_on_facts
from reportgen.facts.schema import FactsFile
from reportgen.facts.shape import check_shape
from reportgen.facts.text import Text, read_yaml
from reportgen.record.attachments import FACTS
from reportgen.rolling.named_facts import NamedFact, expressions_in, facts_in
from reportgen.rolling.passages_of import CarriedPassage
from reportgen.rolling.period_tokens import column_texts, lone_token, reference_tokens

_YEAR: Final = 12
_SCENARIO: Final = re.compile(r"~([a-z]+)")


class StaleSlot(Enum):
    """What a period was to the last edition."""

    LAST = "last"  # its own period
    YEAR_AGO = "year ago"  # the one a year before
    OUTLOOK = "outlook"  # one to come, which is over by now, as it was expected


@dataclass(frozen=True)
class StaleName:
    """A reference, a formula or a period that may be stale: as it is written, where, what its period was to the last
    edition, and the sentence that it stands in, None outside of texts."""

    said: str
    token: str
    place: Locus
    slot: StaleSlot
    passage: CarriedPassage | None = None


def stale_names(
    base: FactBase,
    files: Mapping[str, bytes],
    folder: str,
    named: Iterable[NamedFact],
    passages: Iterable[CarriedPassage],
    last: Period,
) -> Iterator[StaleName]:
    """Every place that names, by a date of its own, the last period (outside of texts), the one a year before, or what
    was expected of a period that is over: in the brief, its columns, the texts, what is sent, and formulas."""
    looked = _Looked(base, last)
    for one in named:
        if one.is_scalar:
            yield from looked.names(str(one.text), one.text.locus)
    for passage in passages:
        for offset, said, whole in expressions_in(passage.text):
            place = passage.whole.inside(passage.offset + offset)
            for found in looked.names(said, place, whole, passage):
                if (
                    found.slot is not StaleSlot.LAST
                ):  # sentences that name the last period are looked at as a whole
                    yield found
    for text in column_texts(files[BRIEF], f"{folder}/{BRIEF}"):
        yield from (one for one in looked.names(str(text), text.locus) if one.slot is not StaleSlot.OUTLOOK)
    for at, formula in _formulas(base, files[FACTS], f"{folder}/{FACTS}", last):
        ahead = at.period.end > base.period.end  # what came is computed from what was expected of it
        for found in looked.names(str(formula).removeprefix("="), formula.locus):
            if ahead or found.slot is not StaleSlot.OUTLOOK:
                yield found


@dataclass(frozen=True)
class _Looked:
    base: FactBase
    last: Period

    def names(
        self, said: str, place: Locus, whole: str = "", passage: CarriedPassage | None = None
    ) -> Iterator[StaleName]:
        """What one place names, `whole` being the expression around it: each slot once."""
        found = dict[StaleSlot, str]()
        for token, entity, scenario in _tokens(said):
            slot = self._slot(token, entity, scenario)
            if slot and not (
                slot is StaleSlot.OUTLOOK and self._compares(whole or said, said, token, entity)
            ):
                found.setdefault(slot, token)
        yield from (StaleName(said.strip(), token, place, slot, passage) for slot, token in found.items())

    def _slot(self, token: str, entity: str, scenario: str) -> StaleSlot | None:
        named = self._period(token, entity)
        if named is None:
            return None
        if named in (self.last, self.last.at_end()):
            return StaleSlot.LAST
        before = _year_before(self.last)
        if before is not None and named in (before, before.at_end()):
            return StaleSlot.YEAR_AGO
        over = scenario not in ("", "actual") and named.end <= self.base.period.end
        return StaleSlot.OUTLOOK if over and not named.instant else None

    def _period(self, token: str, entity: str) -> Period | None:
        calendar = self.base.entities.get(entity, self.base.entities[self.base.entity]).calendar
        try:
            return parse_period(token, calendar)
        except PeriodError:
            return None

    def _compares(self, whole: str, said: str, token: str, entity: str) -> bool:
        """Whether an expression holds what was expected of a period against what came."""
        period = self._period(token, entity)
        quoted = [said, *(one for _, one, _ in expressions_in(whole))]
        facts = rests_on_facts(self.base, [at for one in quoted for at in facts_in(self.base, one)])
        return any(at.scenario == "actual" and at.period == period for at in facts)


def _tokens(said: str) -> Iterator[tuple[str, str, str]]:
    """The periods of a reference or formula, or the one that it is, with their entity and scenario."""
    if alone := lone_token(said):
        yield alone, "", ""
    for token in reference_tokens(said):
        scenario = _SCENARIO.match(said, token.end)
        yield token.text, token.entity, scenario[1] if scenario else ""


def _year_before(last: Period) -> Period | None:
    try:
        return last.shift(-_YEAR)
    except PeriodError:
        return None


def year_before_last(base: FactBase, last: Period) -> Period | None:
    """The period a year before the last edition's, by the calendar of the company; None where there is none."""
    return _year_before(last.within(base.entities[base.entity].calendar))


def _formulas(base: FactBase, data: bytes, file: str, last: Period) -> Iterator[tuple[Coordinates, Text]]:
    """The formulas of a facts.yaml that compute something of the new period, or of one to come."""
    tree, _ = read_yaml(data, file)
    model, _ = check_shape(FactsFile, tree, file)
    for key, fact in model.facts.items() if model else ():
        found = facts_in(base, key)
        if found and found[0].period.end > last.end:
            given = fact.formula if isinstance(fact.formula, list) else [fact.formula]
            yield from ((found[0], one) for one in given if one is not None)
