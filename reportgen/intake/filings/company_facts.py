"""The SEC's company facts (JSON): all that a company filed, rows of many reports, to a Filing.

Rows name the year and quarter of the report that they stand in, not those of the value: periods are read by their days
alone. They have no precision either: it is that of most values of their report in their unit.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal
from typing import Any, Final, NoReturn

from reportgen.codes.rg8_coverage import RG820, RG821
from reportgen.collecting import without_collector
from reportgen.errors import FindingCode, Locus, Rejected
from reportgen.intake.filings.filing import Filed, FiledPeriod, FiledPlace, Filing, FilingReport
from reportgen.intake.filings.understanding import CannotTake, decimal_of
from reportgen.intake.filings.xbrl import (
    PassedOverFacts,
    latest_end,
    main_currency,
    main_taxonomy,
    sec_url,
)
from reportgen.intake.intake_limits import (
    LONGEST_NUMBER,
    MOST_COMPANY_FACTS_BYTES,
    MOST_FACTS,
    MOST_JSON_PARTS,
    MOST_VALUES,
)

_YEARLY: Final = re.compile(r"(?:10-KT?|20-F|40-F)(?:/A)?")
_YEAR: Final = range(350, 380)  # days of a year, of 52 weeks too
_SIGNIFICANT: Final = 2  # digits at least of a value that can be told to be a rounding of another
_WHOLE_CONTEXT: Final = Context(prec=4 * LONGEST_NUMBER)
_MEND: Final = "give the file of company facts as the SEC publishes it (CIK….json)"


@dataclass(frozen=True)
class _Row:
    """A row that is sound; `quantum` is the power of ten of its last digit that is no zero."""

    element: str
    unit: str
    period: FiledPeriod
    value: Decimal
    accession: str
    path: str

    @property
    def quantum(self) -> int:
        return 0 if not self.value else _exponent(self.value)


class _Rows:
    """The rows that are sound, the reports that they stand in, and what those call their year and quarter."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.reports: dict[str, FilingReport] = {}
        self.focus: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self.passed = PassedOverFacts()
        self.tagged = 0

    def add(self, element: str, unit: str, path: str, row: Any, cik: str) -> None:
        """One more row, passed over where it is wrong."""
        self.tagged += 1
        try:
            sound = _sound(element, unit, path, row)
            if sound.accession not in self.reports:
                self.reports[sound.accession] = _report_of(row, cik)
        except CannotTake as why:
            self.passed.add(str(why), element, FiledPlace("", path, 0), number=True)
            return
        self.rows.append(sound)
        self.focus[sound.accession][str(row.get("fy", "")), str(row.get("fp", ""))] += 1


@without_collector()
def read_company_facts(data: bytes, name: str) -> Filing:
    """Read company facts; `name` is the file's, as findings quote it.

    Of the values of one element, unit and period, the one of the last report counts, and others that a report gave
    before it stay as `superseded`. A value that is another one's rounding only repeats it, and the sharper one counts.
    Each fact has its report. Raises Rejected: RG820 for what is no such file or not whole, RG821 beyond a limit.
    """
    tree = _tree(data, name)
    cik = _cik(tree.get("cik"))
    read = _Rows()
    for element, unit, path, row in _all_rows(tree, data, name):
        read.add(element, unit, path, row, cik)
        if read.tagged > MOST_FACTS:
            _refuse(data, name, RG821, f"it has more than {MOST_FACTS:,} rows")
    filed = list(_as_filed(read))
    facts = _facts(name, filed)
    last = max(
        read.reports.values(), key=lambda one: (one.filed or date.min, one.accession), default=FilingReport()
    )
    year, quarter = read.focus[last.accession].most_common(1)[0][0] if filed else ("", "")
    return Filing(
        name=name,
        report=last,
        entity_name=str(tree.get("entityName", ""))[:LONGEST_NUMBER],
        entity_id=cik,
        period_end=latest_end(fact for fact in filed if fact.report == last),
        fiscal_year_focus=year,
        fiscal_period_focus=quarter,
        fiscal_year_end=_year_end(facts),
        currency=main_currency(facts),
        tickers=(),
        taxonomy=main_taxonomy(facts),
        facts=tuple(facts),
        texts=(),
        tagged=read.tagged,
        repeated=len(filed) - len(facts),
        passed_over=read.passed.all(),
        findings=(),
    )


# The file
def _tree(data: bytes, name: str) -> dict[str, Any]:
    """The file's JSON. Numbers are exact; one that is too long is a text, which no row can have for a value."""
    if len(data) > MOST_COMPANY_FACTS_BYTES:
        _refuse(data, name, RG821, f"it has more than {MOST_COMPANY_FACTS_BYTES // 2**20} MiB")
    if data.count(b",") + data.count(b"[") + data.count(b"{") > MOST_JSON_PARTS:
        _refuse(data, name, RG821, f"it has more than {MOST_JSON_PARTS:,} parts")
    try:
        text = data.decode("utf-8-sig")
        tree = json.loads(text, parse_int=_number_of, parse_float=_number_of, parse_constant=str)
    except UnicodeDecodeError as error:
        _refuse(data, name, RG820, f"it is no UTF-8 text (byte {error.start:,})", error.start)
    except json.JSONDecodeError as error:
        what = "it breaks off" if error.pos >= len(text.rstrip()) else f"it is no JSON ({error.msg})"
        _refuse(data, name, RG820, what, len(text[: error.pos].encode()))
    except RecursionError:
        _refuse(data, name, RG821, "its brackets stand in one another too deep")
    if not isinstance(tree, dict) or not isinstance(tree.get("facts"), dict):
        _refuse(data, name, RG820, "company facts were expected: an object with cik, entityName and facts")
    return tree


def _number_of(text: str) -> Decimal | str:
    if len(text) <= LONGEST_NUMBER and text.lower().find("e") < 0:
        return Decimal(text)
    try:
        return decimal_of(text)
    except CannotTake:
        return text[:LONGEST_NUMBER]


def _refuse(data: bytes, name: str, code: FindingCode, what: str, at: int = 0) -> NoReturn:
    start = data.rfind(b"\n", 0, at) + 1
    line = data[start : start + 2_000].partition(b"\n")[0].decode("utf-8", "replace")
    column = len(data[start:at].decode("utf-8", "replace")) + 1
    locus = Locus(name, data.count(b"\n", 0, at) + 1, column, line if column <= len(line) else "")
    raise Rejected([code.finding(f"{name} can't be read: {what}", locus, _MEND)]) from None


def _all_rows(tree: dict[str, Any], data: bytes, name: str) -> Iterator[tuple[str, str, str, Any]]:
    """Element, unit, path and row of each."""
    for taxonomy, elements in _items(tree["facts"], "facts", data, name):
        for local, element in _items(elements, f"facts.{taxonomy}", data, name):
            of = f"facts.{taxonomy}.{local}"
            units = element.get("units") if isinstance(element, dict) else element
            for unit, rows in _items(units, f"{of}.units", data, name):
                if not isinstance(rows, list):
                    _misshapen(f"{of}.units.{unit}", "a list of rows", data, name)
                for number, row in enumerate(rows):
                    yield f"{taxonomy}:{local}", unit, f"{of}.units.{unit}[{number}]", row


def _items(node: Any, path: str, data: bytes, name: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(node, dict):
        _misshapen(path, "an object", data, name)
    yield from node.items()


def _misshapen(path: str, expected: str, data: bytes, name: str) -> NoReturn:
    key = path.removesuffix(".units").rpartition(".")[2]
    _refuse(
        data,
        name,
        RG820,
        f"{path[:200]} was expected to be {expected}",
        max(0, data.find(f'"{key}"'.encode())),
    )


# Rows
def _sound(element: str, unit: str, path: str, row: Any) -> _Row:
    if not isinstance(row, dict):
        raise CannotTake("a row that is no object")
    if not isinstance(value := row.get("val"), Decimal):
        raise CannotTake("val is no number")
    start = _day_of(row, "start") if "start" in row else None
    end = _day_of(row, "end")
    if start and start > end:
        raise CannotTake("its start is after its end")
    if not isinstance(accession := row.get("accn"), str):
        raise CannotTake("accn is no accession number")
    return _Row(element, unit, FiledPeriod(start, end), value, accession[:LONGEST_NUMBER], path)


def _day_of(row: dict[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(row[key])
    except (KeyError, TypeError, ValueError):
        raise CannotTake(f"{key} is no day") from None


def _report_of(row: dict[str, Any], cik: str) -> FilingReport:
    accession = row["accn"][:LONGEST_NUMBER]
    return FilingReport(str(row.get("form", "")), accession, _day_of(row, "filed"), sec_url(cik, accession))


def _cik(told: Any) -> str:
    digits = str(told) if isinstance(told, (Decimal, str)) else ""
    return f"{digits:0>10}" if digits.isdecimal() else ""


# Precision
_ROUNDED_IN_WORDS: Final = 2  # zeros more than a table has: chance has them at one value in a hundred


def _exponent(value: Decimal) -> int:
    """The power of ten of the last digit that is no zero: 3 for 12,000, -2 for 0.64."""
    exponent = value.normalize(_WHOLE_CONTEXT).as_tuple().exponent
    assert isinstance(exponent, int)  # a finite number
    return exponent


def _as_filed(read: _Rows) -> Iterator[Filed]:
    """Each row as its report gives it, precise to what most of the report's values in its unit are precise to, or to
    its own last digit where that is finer. One that ends two zeros or more before that was rounded in a sentence of
    the notes (37.7 million beside a statement in thousands): it is known to its own last digit."""
    quanta: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for row in read.rows:
        if row.value:
            quanta[row.accession, row.unit][row.quantum] += 1
    usual = {
        key: min(counts, key=lambda quantum: (-counts[quantum], quantum)) for key, counts in quanta.items()
    }
    for row in read.rows:
        common = usual.get((row.accession, row.unit), 0)
        rounded = row.quantum >= common + _ROUNDED_IN_WORDS
        decimals = -(row.quantum if rounded else min(common, row.quantum)) if row.value else -common
        place = FiledPlace("", row.path, 0)
        yield Filed(
            row.element,
            row.period,
            (),
            row.unit,
            row.value,
            decimals,
            "",
            0,
            read.reports[row.accession],
            place,
        )


def _facts(name: str, filed: list[Filed]) -> list[Filed]:
    aspects: defaultdict[object, list[Filed]] = defaultdict(list)
    for fact in filed:
        aspects[fact.aspect].append(fact)
    return [one for same in aspects.values() for one in _by_report(name, same)]


def _by_report(name: str, same: list[Filed]) -> list[Filed]:
    """The values of one thing that are not each other's roundings, that of the last report first."""
    kept: list[Filed] = []
    for fact in sorted(same, key=_filed_on, reverse=True):
        for at, other in enumerate(kept):
            if _rounds_to(other, fact) or other.value == fact.value:
                break
            if _rounds_to(fact, other):
                kept[at] = replace(fact, superseded=other.superseded)
                break
        else:
            if len(kept) == MOST_VALUES:
                what = f"it gives more than {MOST_VALUES} values for {fact.element}, {fact.period}"
                raise Rejected([RG821.finding(f"{name} can't be read: {what}", Locus(name, 1, 1), _MEND)])
            kept.append(replace(fact, superseded=bool(kept)))
    return kept


def _filed_on(fact: Filed) -> tuple[date, str]:
    return fact.report.filed or date.min, fact.report.accession


def _rounds_to(sharp: Filed, coarse: Filed) -> bool:
    """True where `coarse` is `sharp`, rounded to the last digit of `coarse` that is no zero. One digit is not enough to
    tell: 3 million is not taken for 2.7 million."""
    if not coarse.value or not sharp.value:
        return False
    quantum = _exponent(coarse.value)
    if len(coarse.value.normalize(_WHOLE_CONTEXT).as_tuple().digits) < _SIGNIFICANT:
        return False
    if _exponent(sharp.value) >= quantum:
        return False
    half = Decimal((0, (5,), quantum - 1))
    return abs(sharp.value - coarse.value) <= half


def _year_end(facts: list[Filed]) -> str:
    """The day of the year that the last year of a yearly report ended on."""
    ends = [
        fact.period.end
        for fact in facts
        if _YEARLY.fullmatch(fact.report.form)
        and fact.period.start
        and (fact.period.end - fact.period.start).days + 1 in _YEAR
    ]
    return f"-{max(ends).isoformat()[4:]}" if ends else ""
