"""The numbers of a filing, read without any of reportgen: inline XBRL, an XBRL instance, the SEC's company facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from lxml import etree

_XBRLI: Final = "{http://www.xbrl.org/2003/instance}"
_DIMENSIONS: Final = "{http://xbrl.org/2006/xbrldi}"
_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TOLD: Final = {
    "DocumentType", "DocumentPeriodEndDate", "DocumentFiscalYearFocus", "DocumentFiscalPeriodFocus",
}  # fmt: skip
_DAYS: Final = ("%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y")
_ZEROS: Final = {"fixed-zero", "zerodash", "numdash"}
_WORDS: Final = {"numwordsen", "num-words-en"}
_DOTS: Final = {"", "num-dot-decimal", "numdotdecimal", "numcommadot", "numspacedot"}
_COMMAS: Final = {"num-comma-decimal", "numcommadecimal", "numspacecomma", "numdotcomma"}
_ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL: Final = {
    **{word: at for at, word in enumerate(_ONES)},
    **{word: 10 * at for at, word in enumerate(_TENS, 2)},
    "no": 0, "none": 0, "nil": 0, "a": 1, "an": 1,
}  # fmt: skip
_LARGE: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


class Unreadable(ValueError):
    """A file that is no filing, or a number in one that cannot be read."""


@dataclass(frozen=True)
class Report:
    """What was filed: its form, the last day of its period, what the company calls that (2026, Q2), and the report's
    number and day of filing where the file says them."""

    form: str
    end: date
    year: int
    focus: str
    accession: str = ""
    filed: str = ""

    @property
    def quarter(self) -> int:
        """The quarter that its period ends with; of a year the fourth."""
        return int(self.focus[1]) if re.fullmatch(r"Q[1-4]", self.focus) else 4


@dataclass(frozen=True)
class Number:
    """A number of a report: its element (`us-gaap:Assets`), context, days (no `start`: at an instant), the `parts` of
    the company (axis, member), unit (`USD/shares`) and value. `half` is what its last digit leaves open to each side: 0
    for an exact one, None where the file does not say. `text` are its characters on a page."""

    report: Report
    element: str
    context: str
    start: date | None
    end: date
    parts: tuple[tuple[str, str], ...]
    unit: str
    value: Fraction
    half: Fraction | None
    text: str = ""

    @property
    def days(self) -> int:
        """How many days its period has; none at an instant."""
        return (self.end - self.start).days + 1 if self.start else 0

    @property
    def weeks(self) -> int:
        """How many weeks its period has; none at an instant."""
        return round(((self.end - self.start).days + 1) / 7) if self.start else 0


@dataclass(frozen=True)
class Filed:
    """A filing: its last report, its numbers, and what could not be read, by element and context."""

    name: str
    report: Report
    numbers: tuple[Number, ...]
    unread: Mapping[tuple[str, str], str]


def read_filed(path: Path) -> Filed:
    """A filing of one of the three kinds. Raises Unreadable, and OSError."""
    data = path.read_bytes()
    if data.lstrip()[:1] == b"{":
        return _company_facts(path.name, json.loads(data, parse_float=Fraction))
    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise Unreadable(f"{path.name} is neither JSON nor XML")
    inline = any("inlineXBRL" in str(one.tag) for one in root.iter(etree.Element))
    return _xbrl(path.name, root, inline)


# ---- XBRL ------------------------------------------------------------------------------------------------------------


def _xbrl(name: str, root: Any, inline: bool) -> Filed:
    contexts = {one.get("id"): _context(one) for one in root.iter(f"{_XBRLI}context")}
    units = {one.get("id"): _unit(one) for one in root.iter(f"{_XBRLI}unit")}
    told: dict[str, str] = {}
    for element, one in _tagged(root, inline, numeric=False):
        if (local := element.rpartition(":")[2]) in _TOLD and element.startswith("dei:"):
            told.setdefault(local, " ".join(_text(one).split()))
    ends = [end for start, end, _ in contexts.values() if start]
    if not ends:
        raise Unreadable(f"{name} has no period")
    said = told.get("DocumentPeriodEndDate")
    end = _day(said) if said else max(ends)
    report = Report(
        told.get("DocumentType", ""),
        end,
        int(told.get("DocumentFiscalYearFocus") or end.year),
        told.get("DocumentFiscalPeriodFocus", ""),
    )
    numbers, unread = list[Number](), dict[tuple[str, str], str]()
    for element, one in _tagged(root, inline, numeric=True):
        where = element, one.get("contextRef")
        if one.get(_NIL) in ("true", "1"):
            continue
        start, end, parts = contexts[where[1]]
        try:
            value = _shown_value(one) if inline else Fraction(_text(one).strip())
            half = _half(one, value)
        except ValueError as error:
            unread[where] = str(error)
            continue
        text = " ".join(_text(one).split()) if inline else ""
        unit = units.get(one.get("unitRef"), "")
        numbers.append(Number(report, element, where[1], start, end, parts, unit, value, half, text))
    return Filed(name, report, tuple(numbers), unread)


def _tagged(root: Any, inline: bool, *, numeric: bool) -> Iterator[tuple[str, Any]]:
    """The elements that tag a number (or a text), each with the name of what it states."""
    for one in root.iter(etree.Element):
        if one.get("contextRef") is None:
            continue
        kind = etree.QName(one).localname
        if inline and kind in ("nonFraction", "nonNumeric"):
            if (kind == "nonFraction") is numeric:
                yield _standard(one.get("name"), one), one
        elif not inline and (one.get("unitRef") is not None) is numeric:
            yield _standard(f"{one.prefix or ''}:{kind}", one), one


def _text(one: Any) -> str:
    if etree.QName(one).localname == "exclude":
        return ""
    said = [one.text or ""]
    for child in one:
        inner = _text(child) if isinstance(child.tag, str) else " " if child.tag is etree.Entity else ""
        said += [inner, child.tail or ""]
    return "".join(said)


def _standard(name: str, one: Any) -> str:
    """The name of an element with the usual prefix of its taxonomy, whichever the file has."""
    prefix, _, local = name.rpartition(":")
    known = re.search(r"/(us-gaap|srt|dei|ifrs-full)(?:/|$)", one.nsmap.get(prefix or None) or "")
    return f"{known[1] if known else prefix}:{local}"


def _context(one: Any) -> tuple[date | None, date, tuple[tuple[str, str], ...]]:
    def day(local: str) -> date | None:
        found = one.find(f".//{_XBRLI}{local}")
        if found is None:
            return None
        when = datetime.fromisoformat(found.text.strip().removesuffix("Z"))
        midnight = "T00:00" in found.text and local != "startDate"  # the end of the day before
        return when.date() - timedelta(midnight)

    parts = [
        (member.get("dimension"), _text(member).strip())
        for kind in ("explicitMember", "typedMember")
        for member in one.iter(_DIMENSIONS + kind)
    ]
    end = day("instant") or day("endDate") or date.max
    return day("startDate"), end, tuple(sorted(parts))


def _unit(one: Any) -> str:
    def measures(node: Any) -> str:
        return "*".join(m.text.strip().rpartition(":")[2] for m in node.iter(f"{_XBRLI}measure"))

    top, under = one.find(f".//{_XBRLI}unitNumerator"), one.find(f".//{_XBRLI}unitDenominator")
    return measures(one) if top is None else f"{measures(top)}/{measures(under)}"


def _half(one: Any, value: Fraction) -> Fraction:
    """Half a unit of its last digit. Raises ValueError."""
    decimals, precision = one.get("decimals"), one.get("precision")
    if "INF" in (decimals, precision):
        return Fraction(0)
    if decimals is None and precision is None:
        raise ValueError("it has neither decimals nor a precision")
    if decimals is None:  # so many significant digits
        return Fraction(10) ** (len(str(int(abs(value)))) - int(precision)) / 2
    return Fraction(10) ** -int(decimals) / 2


def _shown_value(one: Any) -> Fraction:
    """The value of an inline number: its characters by their transformation, scale and sign. Raises ValueError."""
    form = (one.get("format") or "").rpartition(":")[2].lower()
    text = re.sub(r"\s", "", _text(one))
    if form in _ZEROS:
        size = Fraction(0)
    elif form in _WORDS:
        size = Fraction(in_words(_text(one)))
    elif form in _DOTS:
        size = Fraction(re.sub(r"[,']", "", text))
    elif form in _COMMAS:
        size = Fraction(re.sub(r"[.']", "", text).replace(",", "."))
    else:
        raise ValueError(f"the transformation {form} is not known")
    return size * Fraction(10) ** int(one.get("scale") or 0) * (-1 if one.get("sign") == "-" else 1)


def in_words(text: str) -> int:
    """A number in English words: twenty-five, one hundred and two, 1.5 is none. Raises ValueError."""
    total = group = 0
    for word in re.split(r"[\s-]+", text.strip().lower()):
        if word in _SMALL:
            group += _SMALL[word]
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _LARGE:
            total, group = total + (group or 1) * _LARGE[word], 0
        elif word != "and":
            raise ValueError(f"{text!r} is no number in words")
    return total + group


def _day(text: str) -> date:
    for form in _DAYS:
        try:
            return datetime.strptime(text.replace(" ,", ","), form).date()
        except ValueError:
            continue
    raise Unreadable(f"{text!r} is no day")


# ---- company facts ---------------------------------------------------------------------------------------------------


def _company_facts(name: str, tree: Mapping[str, Any]) -> Filed:
    rows = [
        (f"{taxonomy}:{tag}", unit, row)
        for taxonomy, tags in tree["facts"].items()
        for tag, told in tags.items()
        for unit, under in told["units"].items()
        for row in under
    ]
    ends: dict[str, date] = {}
    for _, _, row in rows:
        if "start" in row:
            end = date.fromisoformat(row["end"])
            ends[row["accn"]] = max(end, ends.get(row["accn"], end))
    reports: dict[str, Report] = {}
    numbers = []
    for element, unit, row in rows:
        end = date.fromisoformat(row["end"])
        report = reports.setdefault(
            row["accn"],
            Report(
                row["form"],
                ends.get(row["accn"], end),
                row["fy"] or 0,
                row["fp"] or "",
                row["accn"],
                row["filed"],
            ),
        )
        start = date.fromisoformat(row["start"]) if "start" in row else None
        numbers.append(Number(report, element, "", start, end, (), unit, Fraction(row["val"]), None))
    if not reports:
        raise Unreadable(f"{name} has no numbers")
    regular = [one for one in reports.values() if one.form in ("10-K", "10-Q", "20-F", "40-F")]
    last = max(regular or reports.values(), key=lambda one: (one.filed, one.end))
    return Filed(name, last, tuple(numbers), {})
