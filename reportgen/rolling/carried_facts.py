"""The facts.yaml of an edition a step on: every line stays, and what the new period needs is put beside it, open."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.errors import Misuse
from reportgen.facts.base import FactBase
from reportgen.facts.locator import read_place
from reportgen.facts.naming import has_arithmetic
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.facts.schema import OPEN, FactsFile, FactText
from reportgen.facts.text import Text
from reportgen.rolling.formula_steps import FormulaStep
from reportgen.rolling.period_tokens import shifted_reference, shifted_text
from reportgen.rolling.stepping import RollStep

_SECTION: Final = re.compile(r"[a-z]")


@dataclass(frozen=True)
class OpenedFact:
    """A statement to fill in: its name, and what was stated of it last, as facts.yaml writes it, "" for nothing."""

    key: str
    was: str


@dataclass(frozen=True)
class FactsCarried:
    """The text of the new facts.yaml, what is open in it, the names of what it computes anew, and how many period
    tokens moved."""

    text: str
    opened: tuple[OpenedFact, ...]
    computed: tuple[str, ...]
    moved: int


def carry_facts(
    text: str, model: FactsFile, base: FactBase, used: Collection[Coordinates], step: RollStep
) -> FactsCarried:
    """Carry a facts.yaml a step on; `used` are the facts that the edition prints, and what those rest on.

    What was stated stays under its own period, a comparative with its source. Beside each fact that is used stands the
    one of the next period, open where it was stated, or where its formula cannot be carried. What is expected of a
    period that is not over, and what a company promises for one beyond the new period, is opened in its place.
    Raises Misuse where entries have no lines of their own.
    """
    return _Carrying(text, model, base, used, step).carried()


@dataclass
class _Carrying:
    text: str
    model: FactsFile
    base: FactBase
    used: Collection[Coordinates]
    step: RollStep
    opened: list[OpenedFact] = field(default_factory=list)
    computed: list[str] = field(default_factory=list)

    def carried(self) -> FactsCarried:
        lines = self.text.split("\n")
        keys = list(self.model.facts)
        known = {at for key in keys if (at := self._at(key)) is not None}
        if len({key.line for key in keys}) < len(keys) or any(
            lines[key.line - 1][: key.column - 1].strip() for key in keys
        ):
            raise Misuse("facts: has entries on one line; give each a line of its own, and roll again")
        line, start = self.model.period.line - 1, self.model.period.inside(0).column - 1
        behind = lines[line][start + len(self.model.period) :]
        lines[line] = f"{lines[line][:start]}{self.step.new}{behind}"
        self._name_sources(lines)
        names = list(self.model.entities)
        for name in sorted(
            [*keys, *names], key=lambda one: one.line, reverse=True
        ):  # lines above stay where they are
            if name in self.model.entities and name.line == names[names.index(name)].line:
                self._currency(lines, name)
            else:
                self._entry(lines, name, self.model.facts[name], known)
        self.opened.reverse()
        self.computed.reverse()
        lines, moved = self._concepts(lines)
        moved += 1 + len(self.opened) + len(self.computed)
        return FactsCarried("\n".join(lines), tuple(self.opened), tuple(self.computed), moved)

    def _at(self, key: str) -> Coordinates | None:
        try:
            return self.base.at(key)
        except BadReference:
            return None

    def _entry(self, lines: list[str], key: Text, value: FactText, known: set[Coordinates]) -> None:
        at, after = self._at(key), shifted_reference(key, self.step)
        if at is None:
            return
        if self._expected_anew(at) and value.tellings:
            self.opened.append(OpenedFact(str(key), _was(value)))
            end = _end(lines, key)
            said = _flow(_formulas(value), value, is_open=True)
            lines[key.line - 1 : end] = [f"{self._line(lines, key, str(key), said)} # was {_was_told(value)}"]
        place = self._at(after)
        if after == key or at not in self.used or place in known:
            return
        if place and place.period.months < at.period.months and self._goes_to(place):
            return  # the year to date of a first quarter is that quarter
        told = FormulaStep(self.base, self.step, at, place).formulas(_formulas(value))
        is_open = value.stated is not None or not told
        said = _flow(told, value, is_open=is_open)
        if not is_open:
            self.computed.append(after)
        else:
            self.opened.append(OpenedFact(after, _was(value)))
        lines.insert(key.line - 1, self._line(lines, key, after, said))

    def _goes_to(self, place: Coordinates) -> bool:
        """Whether a fact of the same length goes on to a place."""
        back = Coordinates(place.entity, place.concept, self.step.back.period(place.period), place.scenario)
        return back.period.months == place.period.months and back in self.used and back in self.base.facts

    def _expected_anew(self, at: Coordinates) -> bool:
        """Whether somebody has to say anew what he expects: its period was not over, and is not behind us."""
        if at.scenario in ("consensus", "estimate"):
            return at.period.end > self.step.old.end
        return at.scenario == "guidance" and at.period.end > self.step.new.end

    def _line(self, lines: list[str], key: Text, name: str, said: str) -> str:
        line, at = lines[key.line - 1], key.column - 1
        quote = line[at] if line[at] in "\"'" else ""
        end = "\r" if line.endswith("\r") else ""
        return f"{line[:at]}{quote}{name}{quote}: {said}{end}"

    def _name_sources(self, lines: list[str]) -> None:
        """Writes out the one source of places that name none: the next results come from another one."""
        if len(self.base.sources) != 1:
            return
        (source,) = self.base.sources
        told = [one.source for value in self.model.facts.values() for one in value.tellings]
        bare = {(one.line, one.column): one for one in told if read_place(one)}
        for line, column in sorted(bare, reverse=True):  # what stands behind on a line stays where it is
            text, at = lines[line - 1], column - 1
            at += text[at] in "\"'" and text[at : at + len(bare[line, column])] != bare[line, column]
            if not text[:at].rstrip().endswith(","):  # of several places the first names it
                lines[line - 1] = f"{text[:at]}{source} {text[at:]}"

    def _currency(self, lines: list[str], name: Text) -> None:
        """Says in which currency a company reports of which nothing is stated any more that would tell."""
        entity, currency = self.model.entities[name], self.base.entities[name].currency
        if (
            entity.currency
            or not currency
            or any(self._tells(name, *one) for one in self.model.facts.items())
        ):
            return
        at, line = name.line - 1, lines[name.line - 1]
        head, brace, rest = line.partition("{")
        if brace:
            lines[at] = f"{head}{{currency: {currency}, {rest}"
        else:
            lines.insert(name.line, f"    currency: {currency}")

    def _tells(self, entity: str, key: Text, value: FactText) -> bool:
        """Whether a fact is an amount of money of a company that stays stated."""
        at = self._at(key)
        if at is None or at.entity != entity or not value.tellings or self._expected_anew(at):
            return False
        return not has_arithmetic(key) and bool(self.base.concept_at(at).unit.currency)

    def _concepts(self, lines: list[str]) -> tuple[list[str], int]:
        """The lines with the names and formulas under `concepts:` a step on."""
        head = next((at for at, line in enumerate(lines) if line.startswith("concepts:")), None)
        if head is None:
            return lines, 0
        end = next((at for at in range(head + 1, len(lines)) if _SECTION.match(lines[at])), len(lines))
        text, moved = shifted_text("\n".join(lines[head:end]), self.step)
        return [*lines[:head], *text.split("\n"), *lines[end:]], moved


def _formulas(value: FactText) -> list[str]:
    given = value.formula
    return [str(one) for one in (given if isinstance(given, list) else [given]) if one is not None]


def _flow(formulas: Sequence[str], value: FactText, *, is_open: bool) -> str:
    """What stands behind a name: a formula as it is written, else a mapping."""
    if not is_open and len(formulas) == 1 and not value.label:
        return f"= {formulas[0].removeprefix('=').strip()}"
    said = [f"stated: {OPEN}"] if is_open else []
    if formulas:
        told = list(formulas) if len(formulas) > 1 else formulas[0]
        said.append(f"formula: {json.dumps(told, ensure_ascii=False)}")
    if value.label:
        words = {str(tag): str(text) for tag, text in value.label.items()}
        said.append(f"label: {json.dumps(words, ensure_ascii=False)}")
    return "{" + ", ".join(said) + "}"


def _end(lines: list[str], key: Text) -> int:
    """The line behind an entry: what stands further in belongs to it."""
    end = key.line
    while end < len(lines) and lines[end].startswith(" " * key.column) and lines[end].strip():
        end += 1
    return end


def _was(value: FactText) -> str:
    """The value that counted, as it was written."""
    told = value.tellings
    return str(told[min((value.prefer or 1), len(told)) - 1].value) if told else ""


def _was_told(value: FactText) -> str:
    """All that was stated, on one line."""
    told = (f"{one.value}; {one.source}; {one.printed}" for one in value.tellings)
    return " ".join(" | ".join(told).split())


# ---- open statements out of the way -------------------------------------------------------------------------------

_ASIDE: Final = "  #! "


def open_lines_aside(text: str) -> str:
    """A facts.yaml whose open statements are remarks, so that an import can state them; one with a formula or a label
    beside it stays, and is stated in its place."""
    if f"stated: {OPEN}" not in text:
        return text
    return "\n".join(_ASIDE + line[2:] if _is_open_line(line) else line for line in text.split("\n"))


def open_lines_back(text: str, known: Collection[str]) -> str:
    """The same with those back that nothing has stated meanwhile; `known` are the names that are stated now."""
    return "\n".join(_back(text.split("\n"), known)) if _ASIDE in text else text


def _back(lines: list[str], known: Collection[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith(_ASIDE):
            yield line
        elif _name_of(line) not in known:
            yield "  " + line.removeprefix(_ASIDE)


def names_aside(text: str) -> list[str]:
    """The names of the open statements that were put aside."""
    return [_name_of(line) for line in text.split("\n") if line.startswith(_ASIDE)]


_OPEN_LINE: Final = re.compile(rf"  (?P<quote>[\"']?)(?P<name>\S.*?)(?P=quote): \{{stated: {OPEN}}}")


def _is_open_line(line: str) -> bool:
    return _OPEN_LINE.match(line) is not None


def _name_of(line: str) -> str:
    found = _OPEN_LINE.match("  " + line.removeprefix(_ASIDE))
    return found["name"] if found else ""
