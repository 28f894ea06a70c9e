"""Every number that an edition prints, held against the filing that it came from: read, reckoned and compared without
any of reportgen, so that a slip of its importer, its arithmetic or its figures shows.

    python benchmarks/against_filing.py FILING… -- output/NAME/numbers.json…
    python benchmarks/against_filing.py FILING… --numbers output/NAME/numbers.json --facts data/NAME/facts.yaml

The filings are of one company: inline XBRL, an XBRL instance, or the SEC's company facts. A stated number is looked up
by element and context; its value, unit, sign, days, part of the company and precision have to be those of the filing.
A computed one is reckoned anew over the filing's values. Then every printing of it, in every language, has to be that
value rounded. Where a formula needs what is not printed, facts.yaml says where that is filed (found by itself beside
output/, or given); no value is taken from it. Ends with 1 where anything is wrong or could not be checked.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Final

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.filings.filed_formulas import FITS, NotMeaningful, Unknown
from benchmarks.filings.filed_numbers import Filed, Number, Unreadable, read_filed
from benchmarks.filings.filed_periods import Calendar, NoPeriod
from benchmarks.filings.filing_desk import Desk, Reckoned, Wrong, declared_unit
from benchmarks.filings.shown_figures import FACTORS, is_coarse, read_shown, rounded_wrong, shown_wrong
from benchmarks.filings.told_facts import Book, of_facts, of_numbers, parts_of

_TWELVE_DIGITS: Final = Fraction(1, 10**11)  # of a value with as many
_OPEN: Final = re.compile(r"\([^()]*(?: to |至|～|–)[^()]*\)")
STATED, DERIVED, CLAIM, WRONG, UNCHECKED = "stated", "derived", "claim", "wrong", "unchecked"


@dataclass(frozen=True)
class Finding:
    """What became of one number: how it was checked, or what is the matter; and a printing that is rounded so far that
    its inputs cannot give it."""

    fact: str
    kind: str
    said: str = ""
    coarse: str = ""


def check_edition(
    filed: Sequence[Filed], numbers: Mapping[str, Any], facts: Mapping[str, Any]
) -> list[Finding]:
    """Every number of an edition against its filings, and what its claims rest on."""
    last = max((one.report for one in filed), key=lambda report: report.end)
    calendar = Calendar.of(last, (number for one in filed for number in one.numbers))
    entities = Counter(parts_of(entry["fact"])[0] for entry in numbers["numbers"] if entry["tellings"])
    entity = entities.most_common(1)[0][0] if entities else str(facts.get("entity", ""))
    sources = facts.get("sources", {})
    book = Book(
        entity,
        calendar,
        frozenset(facts.get("segments", {})),
        {key: str(one["accession"]) for key, one in sources.items() if one.get("accession")},
        {key: str(one["published"]) for key, one in numbers["sources"].items() if one.get("published")},
    )
    book.add(of_numbers(numbers["numbers"], entity, calendar))
    book.add(of_facts(facts, entity, calendar))
    desk = Desk(tuple(filed), book)
    entries = [_checked(entry["fact"], partial(_held, desk, entry), entry) for entry in numbers["numbers"]]
    claims = [
        _checked(f"claim {claim['language']} {claim['id']}", partial(_claim_held, desk, claim))
        for claim in numbers["claims"]
    ]
    return [*entries, *claims]


def _checked(name: str, check: Callable[[], str], entry: Mapping[str, Any] | None = None) -> Finding:
    try:
        kind = check()
    except Wrong as error:
        return Finding(name, WRONG, str(error))
    except (Unknown, NoPeriod, NotMeaningful) as error:
        return Finding(name, UNCHECKED, str(error))
    return Finding(name, kind, coarse=_coarse(entry) if entry and kind == DERIVED else "")


def _held(desk: Desk, entry: Mapping[str, Any]) -> str:
    """How a number was checked. Raises Wrong, Unknown and NoPeriod."""
    entity, concept, period, scenario = parts_of(entry["fact"])
    if scenario != "actual" or entry["scenario"] != scenario:
        raise Unknown(f"what is {entry['scenario']} stands in no filing")
    if entity != desk.book.entity:
        raise Unknown(f"a fact of {entity}, and the filings are those of {desk.book.entity}")
    if period != entry["period"]:
        raise Wrong(f"its period is {entry['period']}")
    if entry["high"] is not None:
        raise Unknown("a range stands in no filing")
    span = desk.book.calendar.span(period)
    told = next(one for one in desk.book.facts[concept] if one.name == entry["fact"])
    if told.tellings:
        number = desk.stated(told, concept, span)
        _value_held(entry, number)
        _printings_held(entry, number.value, ends_of(entry), derived=False)
        formulas = dict.fromkeys(one for fact in desk.book.at(concept, span) for one in fact.formulas)
        results = [desk.reckoned(formula, concept, span) for formula in formulas]
        for result in results:
            _second_held(entry, result)
        _working_held(entry, " ".join(formulas), results)
        return STATED
    if not told.formula:
        raise Unknown("it has neither a source nor a formula")
    try:
        result = desk.reckoned(told.formula, concept, span)
    except NotMeaningful as error:
        if entry["value"] is not None:
            raise Wrong(f"its value is {entry['value']}, but it has none: {error}") from error
        _printings_held(entry, None, (None, None), derived=True)
        return DERIVED
    _result_held(entry, result)
    _printings_held(entry, result.value, (result.low, result.high), derived=True)
    _computed_held(entry, result)
    _working_held(entry, told.formula, [result])
    return DERIVED


def _claim_held(desk: Desk, claim: Mapping[str, Any]) -> str:
    """That what a claim rests on is what the filing gives; the claim itself is not judged again. Raises Wrong, Unknown,
    NoPeriod and NotMeaningful."""
    for operand in claim["operands"]:
        entity, concept, period, scenario = parts_of(operand["fact"])
        if entity != desk.book.entity or scenario != "actual":
            raise Unknown(f"{operand['fact']} stands in no filing")
        result = desk.reckoned(concept, concept, desk.book.calendar.span(period))
        if ends_of(operand) != (result.low, result.high):
            raise Wrong(f"{operand['fact']} is taken for {' to '.join(operand['interval'])}")
        figures = read_shown(operand["shown"], "", "", claim["language"])
        if len(figures) != 1 or not any(
            abs(figures[0].value / over - result.value) <= figures[0].unit / over / 2 for over in (1, 100)
        ):
            raise Wrong(f"{operand['fact']} is shown as “{operand['shown']}”, it is {float(result.value)}")
    return CLAIM


def _coarse(entry: Mapping[str, Any]) -> str:
    """A printing of a computed number that is out of what its inputs give, though rounded by the rule."""
    if entry["value"] is None:
        return ""
    ends = ends_of(entry)
    for language, words in entry["texts"].items():
        for printing in words["printings"]:
            text, head = printing["shown"], printing["as"].get("head", "")
            if is_coarse(text, entry["unit"], head, language, ends) and "<" not in text:
                low, high = (float(end * FACTORS.get(entry["unit"], 1)) for end in ends)
                return f"{language} {printing['id']}: “{text}”, and its inputs give {low:.6g} to {high:.6g}"
    return ""


def base_value(entry: Mapping[str, Any]) -> Fraction:
    """The value of an entry in base units. Raises Wrong where it has none."""
    if entry["value"] is None:
        raise Wrong("it has no value")
    return Fraction(entry["value"]) / FACTORS.get(entry["unit"], 1)


def ends_of(entry: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
    """The two ends of its interval. Raises Unknown for an open one."""
    low, high = entry["interval"]
    if low is None or high is None:
        raise Unknown("its interval is open")
    return Fraction(low), Fraction(high)


def _value_held(entry: Mapping[str, Any], number: Number) -> None:
    """Value, unit and precision of a stated number. Raises Wrong."""
    value, (low, high) = base_value(entry), ends_of(entry)
    if declared_unit(entry["unit"]) != number.unit:
        raise Wrong(f"its unit is {entry['unit'] or 'none'}, the filing has {number.unit}")
    if value != number.value:
        sign = "the sign of " if value == -number.value else ""
        raise Wrong(f"{sign}its value is {float(value)}, the filing has {float(number.value)}")
    half = (high - low) / 2
    if low + half != value:
        raise Wrong(f"its interval {low} to {high} is not around its value")
    if number.half is not None and half != number.half:
        raise Wrong(f"it is taken for ± {float(half)}, the filing leaves ± {float(number.half)} open")
    if number.half is None and half and value % (2 * half):
        raise Wrong(f"it is taken for ± {float(half)}, and has more digits")


def _result_held(entry: Mapping[str, Any], result: Reckoned) -> None:
    """Value, unit and interval of a computed number. Raises Wrong."""
    value, (low, high) = base_value(entry), ends_of(entry)
    if abs(value - result.value) > abs(result.value) * _TWELVE_DIGITS:
        raise Wrong(f"its value is {float(value)}, the filing gives {float(result.value)}")
    if result.unit is not None and entry["unit"] not in FITS.get(result.unit, {result.unit}):
        raise Wrong(f"its unit is {entry['unit'] or 'none'}, the filing gives {result.unit or 'none'}")
    if (low, high) != (result.low, result.high):
        raise Wrong(
            f"it is taken for {float(low)} to {float(high)}, "
            f"the filing gives {float(result.low)} to {float(result.high)}"
        )


def _printings_held(
    entry: Mapping[str, Any], value: Fraction | None, ends: tuple[Any, Any], *, derived: bool
) -> None:
    """Every printing, and the exact figure of the appendix, in every language. Raises Wrong."""
    for language, words in entry["texts"].items():
        for printing in words["printings"]:
            wrong = shown_wrong(printing, entry["unit"], language, value, ends, derived=derived)
            if wrong:
                raise Wrong(f"{language} {printing['id']}: {wrong}")
        figures = read_shown(words["exact"], entry["unit"], "", language)
        if (value is None and figures) or (value is not None and len(figures) != 1):
            raise Wrong(f"{language}: “{words['exact']}” as its exact value")
        if value is not None and abs(figures[0].value - value) > figures[0].unit / 2:
            raise Wrong(f"{language}: its exact value is “{words['exact']}”, the filing gives {float(value)}")


def _computed_held(entry: Mapping[str, Any], result: Reckoned) -> None:
    """What the appendix says that the formula gives, in every language. Raises Wrong."""
    for language, words in entry["texts"].items():
        figures = read_shown(words["computed"] or "", entry["unit"], "", language)
        if len(figures) != 1:
            continue
        wrong = rounded_wrong(words["computed"], figures[0], result.value, (result.low, result.high))
        if wrong:
            raise Wrong(f"{language}, as computed: {wrong}")


def _second_held(entry: Mapping[str, Any], result: Reckoned) -> None:
    """That a stated number, and what the appendix says that a formula of it gives, are within what one of its formulas
    allows. Raises Wrong."""
    low, high = ends_of(entry)
    if high < result.low or result.high < low:
        raise Wrong(
            f"its formula gives {float(result.value)}, and it is stated as {float(base_value(entry))}"
        )
    for language, words in entry["texts"].items():
        for one in read_shown(words["computed"] or "", entry["unit"], "", language):
            if one.value + one.unit / 2 < result.low or result.high < one.value - one.unit / 2:
                raise Wrong(
                    f"{language}: “{words['computed']}” by its formula, which gives {float(result.value)}"
                )


def _working_held(entry: Mapping[str, Any], formula: str, results: Sequence[Reckoned]) -> None:
    """That every figure of a working is an operand or a result of its formulas rounded, one of the numbers that they
    write, the weeks of their periods, or a small count. Raises Wrong."""
    known = {abs(value) for one in results for value in (*one.operands, one.value)}
    counts = {*range(1, 13), *(weeks for one in results for weeks in one.weeks)}
    written = {*map(Fraction, counts), *map(Fraction, re.findall(r"[0-9]+(?:\.[0-9]+)?", formula))}
    for language, words in entry["texts"].items():
        working = _OPEN.sub(
            "", words["working"] or ""
        )  # an operand whose sign is open stands as its two ends
        for one in read_shown(working, "", "", language):
            size = abs(one.value)
            if size not in written and not any(
                abs(size / over - value) <= one.unit / over / 2 for value in known for over in (1, 100)
            ):
                raise Wrong(
                    f"{language}: {float(size)} in its working “{words['working']}” is none of its operands"
                )


# ---- the command -----------------------------------------------------------------------------------------------------


def beside(numbers: Path, edition: str) -> Path:
    """Where the facts of an edition stand that was built into output/NAME/."""
    return numbers.resolve().parents[2] / "data" / edition / "facts.yaml"


def summary(findings: Sequence[Finding], numbers: Mapping[str, Any]) -> str:
    """One line that counts them."""
    count = Counter(one.kind for one in findings)
    coarse = sum(1 for one in findings if one.coarse)
    printings = sum(len(words["printings"]) for one in numbers["numbers"] for words in one["texts"].values())
    return (
        f"{len(numbers['numbers'])} printed numbers ({printings} printings), {count[STATED]} checked as stated, "
        f"{count[DERIVED]} as derived, {count[WRONG]} wrong, {count[UNCHECKED]} unchecked"
        f"{f'; {count[CLAIM]} claims by what they rest on' if count[CLAIM] else ''}"
        f"{f'; {coarse} coarse' if coarse else ''}"
    )


def main(arguments: Sequence[str]) -> int:
    """Check some editions against filings of one company; 1 where not all holds, 2 for what cannot be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("filings", nargs="+", type=Path, metavar="FILING")
    parser.add_argument("--numbers", action="append", type=Path, default=[], metavar="NUMBERS_JSON")
    parser.add_argument("--facts", type=Path, metavar="FACTS_YAML")
    words = list(arguments)
    cut = words.index("--") if "--" in words else len(words)
    options = parser.parse_args(words[:cut])
    editions = [*options.numbers, *map(Path, words[cut + 1 :])]
    if not editions:
        parser.error("no numbers.json: give it behind --, or as --numbers")
    code = 0
    try:
        filed = [read_filed(path) for path in options.filings]
        for path in editions:
            numbers = json.loads(path.read_bytes())
            facts = options.facts or beside(path, numbers["edition"])
            tree = yaml.safe_load(facts.read_bytes()) if facts.is_file() else {}
            findings = check_edition(filed, numbers, tree)
            for one in findings:
                for kind, what in ((one.kind, one.said), ("coarse", one.coarse)):
                    if what:
                        print(f"{kind}: {one.fact}: {what}")
            print(f"{path}: {summary(findings, numbers)}")
            code |= any(one.said for one in findings)
    except (OSError, Unreadable, json.JSONDecodeError, yaml.YAMLError) as error:
        print(f"cannot be read: {error}", file=sys.stderr)
        return 2
    return int(code)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
