"""What the appendix of a printed document has of each row, exception and claim.

Paper has room for what a reader can use there; HTML and the attached tables have all. What is left out follows from the
facts alone, by the rules of this module, so that the press and the proof come to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.checks.tieout import Verdict
from reportgen.figures.fact_labels import noted
from reportgen.figures.number_style import Style
from reportgen.languages.pack import Language
from reportgen.record.appendix import AppendixLine, Discrepancy, Telling, origins_of
from reportgen.record.claims import Claim
from reportgen.record.origins import NamedSource, source_marks

# Said of all rows at once: whoever reads the row sees which of them it is.
_AS_USUAL = (Verdict.TIES, Verdict.SOURCED, Verdict.DERIVED)


def rounding_rule(style: Style, language: Language) -> str:
    """What is said once of the digits of computed figures."""
    page = language.page
    return page.rounding_plain if style.approximation == "plain" else page.rounding_marked


@dataclass(frozen=True)
class PrintedTelling:
    """Where a source prints a figure: the source, where there are several, and every place at which it prints it so;
    `language` is that of the quotation."""

    where: str
    printed: str
    language: str


@dataclass(frozen=True)
class PrintedRow:
    """A row: the fact with its period, the figure, its sources, its working, and a verdict that is not as usual."""

    line: AppendixLine
    fact: str
    shown: str
    tellings: tuple[PrintedTelling, ...]
    working: str
    verdict: str

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """Its cells but the first, each as wordings with nothing but punctuation between them."""
        told = ((telling.where, telling.printed) for telling in self.tellings)
        return tuple(filter(any, ((self.shown,), *told, (self.working,), (self.verdict,))))


@dataclass(frozen=True)
class PrintedClaims:
    """Claims on one condition: their words, and the condition in words."""

    claims: tuple[Claim, ...]
    condition: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Its cells but the last."""
        numbers = (str(claim.number) for claim in self.claims)
        return *numbers, *(claim.words for claim in self.claims), self.condition


@dataclass(frozen=True)
class Paper:
    """The appendix of a printed document. `sources` are those of its rows, each behind what stands for it there
    (`origins.marks`); `forms` are the exceptions that are a matter of form, by what the rule doubted."""

    sources: tuple[tuple[str, NamedSource], ...]
    rows: tuple[PrintedRow, ...]
    exceptions: tuple[Discrepancy, ...]
    forms: tuple[tuple[str, tuple[Discrepancy, ...]], ...]
    claims: tuple[PrintedClaims, ...]
    omitted: tuple[Claim, ...]

    @property
    def marked(self) -> bool:
        """True where rows have marks for their sources, so that the key stands at the foot of each page."""
        return any(mark and mark != source.title for mark, source in self.sources)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The names of its sources, each behind its mark, as wordings with nothing but punctuation between them."""
        return tuple(
            part
            for mark, source in self.sources
            for part in ((mark, source.named) if self.marked else (source.named,))
        )

    @cached_property
    def places(self) -> int:
        """How many digits the longest number of a row has."""
        return max((len(str(row.line.number)) for row in self.rows), default=0)


def on_paper(
    lines: Sequence[AppendixLine],
    exceptions: Sequence[Discrepancy],
    claims: Sequence[Claim],
    language: Language,
) -> Paper:
    """What is printed of an appendix."""
    origins = origins_of(lines)
    marks = source_marks(origins)
    return Paper(
        tuple((marks[source.key], source) for source in origins),
        tuple(_row(line, marks, language) for line in lines),
        tuple(item for item in exceptions if item.against),
        _forms(item for item in exceptions if not item.against),
        _claims(claim for claim in claims if not claim.repeats),
        tuple(claim for claim in claims if claim.repeats),
    )


def _row(line: AppendixLine, marks: Mapping[str, str], language: Language) -> PrintedRow:
    said = language.marks.comma.join(filter(None, (line.scenario, line.period)))
    usual = line.verdict in _AS_USUAL
    return PrintedRow(
        line,
        noted(line.label, (said,), language),
        _shown(line, language),
        _tellings(line.tellings, marks, language),
        _working(line, language),
        "" if usual else line.verdict_words,
    )


def _tellings(
    tellings: Iterable[Telling], marks: Mapping[str, str], language: Language
) -> tuple[PrintedTelling, ...]:
    """Each figure as printed once, with every place at which the source prints it so."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for telling in tellings:
        key = (telling.origin.key, telling.printed, telling.origin.source.language)
        places.setdefault(key, []).append(telling.locator)
    return tuple(
        PrintedTelling(
            " ".join(filter(None, (marks[source], language.marks.enumeration.join(where)))), printed, quoted
        )
        for (source, printed, quoted), where in places.items()
    )


def _working(line: AppendixLine, language: Language) -> str:
    """The working; what it gives where no wording has those digits, and what the inputs leave open."""
    if not line.working:
        return ""
    told = {_digits(wording) for wording in (*line.shown, line.plain)}
    result = f" {line.result}" if line.void or _digits(line.computed) not in told else ""
    return line.working + result + (language.marks.brackets.format(line.interval) if line.interval else "")


# ---- the figure ----------------------------------------------------------------------------------------------------


def _shown(line: AppendixLine, language: Language) -> str:
    """The wordings, of those with the same digits the fullest; and the value where none of them says it."""
    fullest: dict[object, str] = {}
    for wording in line.shown:
        key = _digits(wording) or wording
        fuller = line.plain if _says_less(wording, line) and _digits(line.plain) == key else wording
        fullest[key] = max(fullest.get(key, ""), fuller, key=len)
    told, value = " · ".join(fullest.values()), _value(line)
    if not value or value in told:
        return told
    alone = [*fullest] == [_digits(value)] or all(map(_bare, fullest.values()))
    return value if alone else told + language.marks.brackets.format(value)


def _says_less(wording: str, line: AppendixLine) -> bool:
    """True where a wording leaves its scale to the head of a table, or its fall to a verb (“fell 12%”)."""
    return _bare(wording) or (_negative(line.plain) and not _negative(wording))


def _negative(wording: str) -> bool:
    return re.match(r"\D*[-−(△▲]\D*\d", wording) is not None


def _value(line: AppendixLine) -> str:
    """The value where the wordings leave open how much it is: digits without a scale, or fewer than were stated."""
    written = line.fact.quantity is not None and line.fact.quantity.written is not None
    own = _digits(line.value)
    if written and not any(_digits(wording) == own for wording in line.shown):
        return line.plain if _digits(line.plain) == own else f"{line.exact} {line.unit_words}".strip()
    return line.plain if all(map(_bare, line.shown)) else ""


def _digits(wording: str) -> tuple[str, ...]:
    """The significant digits of each figure in a wording: ("165", "215") of $16.5–21.5bn."""
    runs = (re.sub(r"\D", "", run).strip("0") for run in re.findall(r"\d[\d,.]*", wording))
    return tuple(runs)


def _bare(wording: str) -> bool:
    """True for digits and signs alone, as in a table whose head has the scale."""
    return not re.search(r"[^\W\d_]|[%$€£¥₩]", wording)


# ---- exceptions and claims -----------------------------------------------------------------------------------------


def _forms(items: Iterable[Discrepancy]) -> tuple[tuple[str, tuple[Discrepancy, ...]], ...]:
    found: dict[str, list[Discrepancy]] = {}
    for item in items:
        found.setdefault(item.how, []).append(item)
    return tuple((rule, tuple(doubted)) for rule, doubted in found.items())


def _claims(claims: Iterable[Claim]) -> tuple[PrintedClaims, ...]:
    """Claims that rest on one condition together, in the order of the first of each."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.in_words, []).append(claim)
    return tuple(PrintedClaims(tuple(stated), condition) for condition, stated in found.items())
