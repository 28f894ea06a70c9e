"""References by dates of their own that were right in the last edition and are stale in the one rolled from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from reportgen.brief.edition import BRIEF
from reportgen.brief.inputs import DELIVERY
from reportgen.errors import Locus
from reportgen.facts.base import FactBase
from reportgen.facts.period import Period
from reportgen.facts.reference import Coordinates
from reportgen.facts.resting import rests_on_facts
from reportgen.facts.schema import FactsFile
from reportgen.facts.shape import check_shape
from reportgen.facts.text import Text, Tree, read_yaml
from reportgen.record.attachments import FACTS
from reportgen.rolling.last_periods import LastPeriods
from reportgen.rolling.named_facts import NamedFact, expressions_in, facts_in
from reportgen.rolling.passages_of import CarriedPassage
from reportgen.rolling.period_tokens import column_texts, lone_token, reference_tokens


class StaleSlot(Enum):
    """What a period was to the last edition."""

    LAST = "last"  # its own period, or the year to its end
    YEAR_AGO = "year ago"  # the one a year before
    OUTLOOK = "outlook"  # one to come, which is over by now, as it was expected


@dataclass(frozen=True)
class StaleName:
    """A reference, a formula or a period that may be stale: as it is written, where, what its period was to the last
    edition, and the sentence that it stands in, None outside of texts. `at` names the place for rolled.yaml: the file,
    and in a YAML file the keys that lead there."""

    said: str
    token: str
    place: Locus
    at: str
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
    looked = _Looked(base, LastPeriods(base, last))
    ways = YamlWays(files, folder)
    for one in named:
        if one.is_scalar:
            yield from looked.names(str(one.text), one.text.locus, ways.to(one.text))
    for passage in passages:
        for offset, said, whole in expressions_in(passage.text):
            place = passage.whole.inside(passage.offset + offset)
            for found in looked.names(said, place, passage.at, whole, passage):
                if found.slot is not StaleSlot.LAST:  # of sentences that name it the whole is looked at
                    yield found
    for text in column_texts(files[BRIEF], f"{folder}/{BRIEF}"):
        found_here = looked.names(str(text), text.locus, ways.to(text))
        yield from (one for one in found_here if one.slot is not StaleSlot.OUTLOOK)
    for at, formula in _formulas(base, files[FACTS], f"{folder}/{FACTS}", last):
        ahead = at.period.end > base.period.end  # what came is computed from what was expected of it
        where = f"{FACTS} {base.name(at)}"
        for found in looked.names(str(formula).removeprefix("="), formula.locus, where, to_date=False):
            if ahead or found.slot is not StaleSlot.OUTLOOK:
                yield found


@dataclass(frozen=True)
class YamlWays:
    """Which keys lead to a scalar of an edition's YAML files; items of lists may move, and have no number."""

    files: Mapping[str, bytes]
    folder: str

    def to(self, text: Text) -> str:
        """The name of a scalar's place: `brief.yaml exhibits/sales/marks/fact`."""
        name = text.locus.file.rpartition("/")[2]
        return " ".join(filter(None, (name, self._ways.get((name, text.locus.line, text.locus.column), ""))))

    @cached_property
    def _ways(self) -> dict[tuple[str, int, int], str]:
        return {
            (name, text.locus.line, text.locus.column): way
            for name in (BRIEF, DELIVERY)
            if name in self.files
            for way, text in _scalars(read_yaml(self.files[name], f"{self.folder}/{name}")[0], ())
        }


def _scalars(tree: Tree, way: tuple[str, ...]) -> Iterator[tuple[str, Text]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _scalars(value, (*way, str(key)))
    elif isinstance(tree, list):
        for value in tree:
            yield from _scalars(value, way)
    elif isinstance(tree, Text):
        yield "/".join(way), tree


@dataclass(frozen=True)
class _Looked:
    base: FactBase
    periods: LastPeriods

    def names(
        self,
        said: str,
        place: Locus,
        at: str,
        whole: str = "",
        passage: CarriedPassage | None = None,
        *,
        to_date: bool = True,
    ) -> Iterator[StaleName]:
        """What one place names, `whole` being the expression around it: each slot once."""
        found = dict[StaleSlot, str]()
        for token, entity, scenario in _tokens(said):
            slot = self._slot(token, entity, scenario, to_date)
            if slot and not (
                slot is StaleSlot.OUTLOOK and self._compares(whole or said, said, token, entity)
            ):
                found.setdefault(slot, token)
        yield from (StaleName(said.strip(), token, place, at, slot, passage) for slot, token in found.items())

    def _slot(self, token: str, entity: str, scenario: str, to_date: bool) -> StaleSlot | None:
        named = self.periods.period(token, entity)
        if named is None:
            return None
        if self.periods.is_last(token, entity, to_date=to_date):
            return StaleSlot.LAST
        if self.periods.is_year_before(token, entity, to_date=to_date):
            return StaleSlot.YEAR_AGO
        over = scenario not in ("", "actual") and named.end <= self.base.period.end
        return StaleSlot.OUTLOOK if over and not named.instant else None

    def _compares(self, whole: str, said: str, token: str, entity: str) -> bool:
        """Whether an expression holds what was expected of a period against what came."""
        period = self.periods.period(token, entity)
        quoted = [said, *(one for _, one, _ in expressions_in(whole))]
        facts = rests_on_facts(self.base, [at for one in quoted for at in facts_in(self.base, one)])
        return any(at.scenario == "actual" and at.period == period for at in facts)


def _tokens(said: str) -> Iterator[tuple[str, str, str]]:
    """The periods of a reference or formula, or the one that it is, with their entity and scenario."""
    if alone := lone_token(said):
        yield alone, "", ""
    for token in reference_tokens(said):
        yield token.text, token.entity, token.scenario


def _formulas(base: FactBase, data: bytes, file: str, last: Period) -> Iterator[tuple[Coordinates, Text]]:
    """The formulas of a facts.yaml that compute something of the new period, or of one to come."""
    tree, _ = read_yaml(data, file)
    model, _ = check_shape(FactsFile, tree, file)
    for key, fact in model.facts.items() if model else ():
        found = facts_in(base, key)
        if found and found[0].period.end > last.end:
            given = fact.formula if isinstance(fact.formula, list) else [fact.formula]
            yield from ((found[0], one) for one in given if one is not None)
