"""What an author leaves to the program: the columns of key figures and of tables that follow from a row's fact."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.brief.brief_yaml import (
    BriefFile,
    CellText,
    ColumnText,
    ExhibitText,
    KeyFigureText,
    RowText,
    TableText,
)
from reportgen.codes.rg5_texts import RG505
from reportgen.errors import Finding, nearest
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.period import PeriodError, parse_period, parse_shift
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.facts.text import Text

# What a column may show of each row's fact, beside a period or a shift such as -1Y; and which of them are changes.
COLUMN_NAMES: Final = (
    "actual", "consensus", "guidance", "estimate", "surprise", "yoy", "qoq", "year_ago", "quarter_ago",
)  # fmt: skip
FORECASTS: Final = ("consensus", "guidance", "estimate")
_CHANGES: Final = ("surprise", "yoy", "qoq")
_DASH: Final = "-"


def fill(brief: BriefFile, base: FactBase) -> tuple[BriefFile, list[Finding]]:
    """The brief with every column filled that follows from the fact of its row, and RG505 for columns that there are
    none of. What the fact base does not hold is left out, a dash in a table."""
    findings: list[Finding] = []
    rows = [_key_figure(row, base) for row in brief.key_figures.rows]
    exhibits = {
        key: _exhibit(exhibit, base, findings) if exhibit.table else exhibit
        for key, exhibit in brief.exhibits.items()
    }
    panel = brief.key_figures.model_copy(update={"rows": rows})
    return brief.model_copy(update={"key_figures": panel, "exhibits": exhibits}), findings


def _key_figure(row: KeyFigureText, base: FactBase) -> KeyFigureText:
    found = {
        "consensus": row.consensus or _beside(base, row.fact, "surprise"),
        "year": row.year or _beside(base, row.fact, "yoy"),
    }
    return row.model_copy(update={key: None if text == _DASH else text for key, text in found.items()})


def _beside(base: FactBase, reference: Text, column: str) -> Text | None:
    fact = in_column(base, reference, column)
    return None if fact is None else _at(base.name(fact.at), reference)


def _at(text: str, place: Text) -> Text:
    """A text that stands where another does."""
    return Text.at(text, place.source, place.line, place.column)


# ---- tables ----------------------------------------------------------------------------------------------------------


def _exhibit(exhibit: ExhibitText, base: FactBase, findings: list[Finding]) -> ExhibitText:
    assert exhibit.table is not None
    table = exhibit.table
    names = [
        column if isinstance(column, Text) else getattr(column, "shows", None) for column in table.columns
    ]
    asked = [name for name in names if name is not None]
    asked += [name for row in table.rows for name in row.columns]
    wrong = {name: finding for name in asked if (finding := _unknown(name, base))}
    findings += wrong.values()
    names = [None if name in wrong else name for name in names]
    rows = [_row(row, names, wrong, base) if row.fact is not None else row for row in table.rows]
    columns = [
        ColumnText.model_construct(
            shows=None if column in wrong else column, label={}, change=column in _CHANGES
        )
        if isinstance(column, Text)
        else column
        for column in table.columns
    ]
    filled: TableText = table.model_copy(update={"rows": rows, "columns": columns})
    return exhibit.model_copy(update={"table": filled})


def _unknown(name: Text, base: FactBase) -> Finding | None:
    if name in COLUMN_NAMES or name == _DASH or _period(name, base):
        return None
    mend = f"there are: {', '.join(COLUMN_NAMES)}, a period, or a shift such as -1Y"
    return RG505.finding(f"there is no column {str(name)!r}{nearest(name, COLUMN_NAMES)}", name.locus, mend)


def unknown_period(name: Text, base: FactBase) -> Finding | None:
    """RG505 for what is no period of the strip."""
    if parse_shift(name) is None and _period(name, base):
        return None
    mend = "write a period, and behind it ~consensus, ~guidance or ~estimate for a forecast: 2025, 2026~consensus"
    return RG505.finding(f"there is no column {str(name)!r} in a strip", name.locus, mend)


def _period(name: str, base: FactBase) -> bool:
    if parse_shift(name) is not None:
        return True
    period, scenario = period_of(name)
    try:
        parse_period(period, base.entities[base.entity].calendar)
    except PeriodError:
        return False
    return scenario in ("actual", *FORECASTS)


def period_of(column: str) -> tuple[str, str]:
    """The period that a column names, and its scenario: `2026~consensus`."""
    period, _, scenario = column.partition("~")
    return period, scenario or "actual"


def _row(row: RowText, names: list[Text | None], wrong: Container[Text], base: FactBase) -> RowText:
    """A row with its cells; columns that its own `columns` or the table's name."""
    assert row.fact is not None
    if row.cells:
        return row
    wanted = [None if name in wrong else name for name in row.columns] or names
    return row.model_copy(update={"cells": [_cell(row.fact, name, base) for name in wanted]})


def _cell(reference: Text, name: Text | None, base: FactBase) -> CellText | Text:
    dash = _at(_DASH, name or reference)
    if name is None or name == _DASH:
        return dash
    if name == "actual":
        found: Text | None = reference
    else:
        fact = in_column(base, reference, name)
        found = None if fact is None else _at(base.name(fact.at), reference)
    return CellText.model_construct(fact=found, change=name in _CHANGES) if found else dash


# ---- what stands beside a fact ---------------------------------------------------------------------------------------


def in_column(base: FactBase, reference: str, column: str) -> Fact | None:
    """What a column shows of the fact that a reference means, None where the fact base does not hold it: another period
    or scenario of it, or its change (of a ratio in points) against one."""
    try:
        at = base.at(reference)
        fact = base.fact(at)
    except BadReference:
        return None
    return next(_Beside(base, fact).formulas(column), None)


@dataclass(frozen=True)
class _Beside:
    base: FactBase
    fact: Fact

    def formulas(self, column: str) -> Iterator[Fact]:
        """The facts that a column may show, the likeliest first."""
        at, base = self.fact.at, self.base
        other: Callable[..., Coordinates] = self._other
        match column:
            case "consensus" | "guidance" | "estimate":
                yield from self._known(other(scenario=column))
            case "surprise":
                if at.scenario != "consensus":
                    yield from self._compared(other(scenario="consensus"))
            case "yoy":
                yield from self._against(-12)
            case "qoq":
                yield from self._against(-3)
            case "year_ago" | "quarter_ago":
                yield from self._known(other(months=-12 if column == "year_ago" else -3))
            case _:
                months = parse_shift(column)
                if months is not None:
                    yield from self._known(other(months=months))
                else:
                    name, scenario = period_of(column)
                    period = parse_period(name, base.entities[at.entity].calendar)
                    period = period.at_end() if at.period.instant else period
                    scenario = scenario if "~" in column else at.scenario
                    yield from self._known(Coordinates(at.entity, at.concept, period, scenario))

    def _other(self, months: int = 0, scenario: str = "") -> Coordinates:
        at = self.fact.at
        period = at.period.shift(months) if months else at.period
        return Coordinates(at.entity, at.concept, period, scenario or at.scenario)

    def _known(self, at: Coordinates) -> Iterator[Fact]:
        if (fact := self.base.held(at)) is not None:
            yield fact

    def _against(self, months: int) -> Iterator[Fact]:
        """Growth or change; what is expected is set against what was, where nobody gave them for that time."""
        before = self._other(months)
        yield from self._compared(before)
        if self.fact.at.scenario != "actual":
            actual = Coordinates(before.entity, before.concept, before.period, "actual")
            yield from self._compared(actual)

    def _compared(self, other: Coordinates) -> Iterator[Fact]:
        """The fact against another one, a range by its middle; a growth may be stated although what it grew from is
        not."""
        base = self.base
        mine, theirs = base.name(self.fact.at), base.name(other)
        quantity = self.fact.quantity
        if quantity is not None and quantity.ends is not None:
            mine = f"midpoint({mine})"
        ratio = bool(base.concept_at(self.fact.at).unit.ratio)
        formula = f"{mine} - {theirs}" if ratio else f"growth({mine}, {theirs})"
        try:
            at = base.at(formula)
            if at in base.facts or any(self._known(other)):
                yield base.fact(at)
        except BadReference:
            return
