"""A filing in XBRL, inline (.htm) or a plain instance (.xml), to a Filing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from reportgen.collecting import without_collector
from reportgen.intake.filings.filing import (
    Filed,
    FiledPlace,
    FiledText,
    Filing,
    FilingReport,
    PassedOver,
)
from reportgen.intake.filings.filing_contexts import FiledContext
from reportgen.intake.filings.repeated_facts import contradictions, each_once
from reportgen.intake.filings.tagged_facts import Tagged, TaggedFact
from reportgen.intake.filings.understanding import CannotTake, Understanding, place_of
from reportgen.intake.intake_limits import MOST_CONTINUATIONS

_ACCESSION: Final = re.compile(r"(?<!\d)(\d{10})-?(\d\d)-?(\d{6})(?!\d)")
_NO_TICKER: Final = frozenset({"", "n/a", "na", "none", "not applicable"})
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_NAMES: Final = (
    "dei:EntityRegistrantName",
    "ifrs-full:NameOfReportingEntityOrOtherMeansOfIdentification",
)


@without_collector()
def read_xbrl(data: bytes, name: str) -> Filing:
    """Read a filing; `name` is its file's, as findings quote it. An accession number that stands in it is taken.

    Raises Rejected: RG820 for what is no XBRL or not whole, RG821 beyond a limit. The filing's own `findings` are
    RG822, two values of one thing.
    """
    tagged = Tagged(data, name)
    entity = _entity(tagged.contexts.values())
    understanding = Understanding(tagged.contexts, tagged.units, entity, tagged.inline)
    passed = PassedOverFacts()
    texts = [
        text for one in tagged.facts if not one.number for text in _text(tagged, one, understanding, passed)
    ]
    report = _report(_said(texts, "dei:DocumentType"), name, entity)
    taken = [
        number for one in tagged.facts if one.number for number in _number(one, report, understanding, passed)
    ]
    facts, repeated = each_once(name, taken)
    return Filing(
        name=name,
        report=report,
        entity_name=next(filter(None, (_said(texts, element) for element in _NAMES)), ""),
        entity_id=_said(texts, "dei:EntityCentralIndexKey") or entity,
        period_end=_day(_said(texts, "dei:DocumentPeriodEndDate")) or latest_end(facts),
        fiscal_year_focus=_said(texts, "dei:DocumentFiscalYearFocus"),
        fiscal_period_focus=_said(texts, "dei:DocumentFiscalPeriodFocus"),
        fiscal_year_end=_said(texts, "dei:CurrentFiscalYearEndDate"),
        currency=main_currency(facts),
        tickers=_tickers(texts),
        taxonomy=main_taxonomy(facts),
        facts=tuple(facts),
        texts=tuple(texts),
        tagged=sum(one.number for one in tagged.facts),
        repeated=repeated,
        passed_over=passed.all(),
        findings=tuple(contradictions(name, facts)),
    )


class PassedOverFacts:
    """Facts that are passed over, counted by reason and element."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, bool]] = Counter()
        self._first: dict[tuple[str, str, bool], FiledPlace] = {}

    def add(self, reason: str, element: str, place: FiledPlace, *, number: bool) -> None:
        """One more."""
        key = (reason, element, number)
        self._counts[key] += 1
        self._first.setdefault(key, place)

    def all(self) -> tuple[PassedOver, ...]:
        """All of them, in the order of the file."""
        return tuple(
            PassedOver(reason, element, self._first[reason, element, number], count, number)
            for (reason, element, number), count in self._counts.items()
        )


def main_currency(facts: Iterable[Filed]) -> str:
    """The currency of most amounts."""
    counts = Counter(fact.unit for fact in facts if _CURRENCY.fullmatch(fact.unit))
    return counts.most_common(1)[0][0] if counts else ""


def main_taxonomy(facts: Iterable[Filed]) -> str:
    """us-gaap or ifrs-full, whichever has more of the facts."""
    counts = Counter(fact.element.partition(":")[0] for fact in facts)
    found = [prefix for prefix in ("us-gaap", "ifrs-full") if counts[prefix]]
    return max(found, key=lambda prefix: counts[prefix], default="")


def latest_end(facts: Iterable[Filed]) -> date | None:
    """The end on which most periods end, the later one of two."""
    counts = Counter(fact.period.end for fact in facts if fact.period.start and not fact.dimensions)
    return max(counts, key=lambda end: (counts[end], end), default=None)


def sec_url(cik: str, accession: str) -> str:
    """Where the SEC keeps a report, or "" where that is not known."""
    if not (cik.isdecimal() and accession):
        return ""
    return f"https://www.sec.gov/Archives/edgar/data/{int(cik)}/{accession.replace('-', '')}/"


def _number(
    tagged: TaggedFact, report: FilingReport, understanding: Understanding, passed: PassedOverFacts
) -> list[Filed]:
    try:
        return [understanding.number(tagged, report)]
    except CannotTake as why:
        passed.add(str(why), tagged.element, place_of(tagged), number=True)
        return []


def _text(
    document: Tagged, tagged: TaggedFact, understanding: Understanding, passed: PassedOverFacts
) -> list[FiledText]:
    try:
        if tagged.attributes.get("escape", "").strip() in ("true", "1"):
            raise CannotTake("a text that is long")
        return [understanding.text(tagged, _continued(document, tagged))]
    except CannotTake as why:
        passed.add(str(why), tagged.element, place_of(tagged), number=False)
        return []


def _continued(document: Tagged, tagged: TaggedFact) -> str:
    """The text of a fact with its continuations, as far as any are kept."""
    words, part = [tagged.text], document.continuations.get(tagged.attributes.get("continuedAt", ""))
    while part is not None and len(words) <= MOST_CONTINUATIONS:
        words.append(part.text)
        part = document.continuations.get(part.attributes.get("continuedAt", ""))
    return "".join(words)


def _entity(contexts: Iterable[FiledContext]) -> str:
    """Whom most contexts are about: its CIK or LEI."""
    counts = Counter(context.entity for context in contexts)
    return counts.most_common(1)[0][0] if counts else ""


def _report(form: str, name: str, entity: str) -> FilingReport:
    found = _ACCESSION.search(name)
    accession = "-".join(found.groups()) if found else ""
    return FilingReport(form, accession, None, sec_url(entity, accession))


def _said(texts: Iterable[FiledText], element: str) -> str:
    """What the cover of a report says: of the whole, not of one class of its shares."""
    said = [one for one in texts if one.element == element]
    return next((one.text for one in said if not one.dimensions), said[0].text if said else "")


def _tickers(texts: Iterable[FiledText]) -> tuple[str, ...]:
    said = (one.text for one in texts if one.element == "dei:TradingSymbol")
    return tuple(dict.fromkeys(text for text in said if text.casefold() not in _NO_TICKER))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
