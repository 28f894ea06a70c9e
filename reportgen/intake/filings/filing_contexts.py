"""Contexts and units of a filing: whom, when and of what its facts speak."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from reportgen.codes.rg8_coverage import RG821
from reportgen.intake.filings.filing import Dimension, FiledPeriod
from reportgen.intake.filings.safe_xml import SafeXml
from reportgen.intake.filings.taxonomy_names import DIMENSIONS, XBRLI, qualified
from reportgen.intake.intake_limits import LONGEST_TEXT, MOST_FACTS

_MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?)?(?:Z|[-+]\d\d:\d\d)?")
_LEAVES: Final = frozenset(
    [f"{XBRLI} {name}" for name in ("identifier", "startDate", "endDate", "instant", "measure")]
    + [f"{DIMENSIONS} {name}" for name in ("explicitMember", "typedMember")]
)


@dataclass
class FiledContext:
    """A context: `trouble` says why no fact of it can be taken, where that is so."""

    entity: str = ""
    period: FiledPeriod | None = None
    dimensions: tuple[Dimension, ...] = ()
    trouble: str = ""


@dataclass
class _Open:
    """What of a context or unit has been read so far."""

    id: str
    moments: dict[str, str] = field(default_factory=dict)
    members: list[Dimension] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    divides: bool = False
    context: FiledContext = field(default_factory=FiledContext)


class ContextReader:
    """Reads the contexts and units of a document that goes by, element by element."""

    def __init__(self, xml: SafeXml) -> None:
        self.contexts: dict[str, FiledContext] = {}
        self.units: dict[str, str] = {}
        self._xml = xml
        self._open: _Open | None = None
        self._leaf = ""
        self._attributes: dict[str, str] = {}
        self._words: list[str] = []
        self._holder = ""

    @property
    def reading(self) -> bool:
        """True within a context or a unit."""
        return self._open is not None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: a context, a unit, or one within them."""
        if self._open is None:
            if len(self.contexts) + len(self.units) >= 2 * MOST_FACTS:
                self._xml.refuse(RG821, f"it has more than {2 * MOST_FACTS:,} contexts and units")
            self._open = _Open(attributes.get("id", ""))
        elif not self._leaf:
            self._begin_within(self._open, name, attributes)

    def _begin_within(self, whole: _Open, name: str, attributes: dict[str, str]) -> None:
        if name in _LEAVES:
            self._leaf, self._attributes, self._words = name, attributes, []
        elif name in (f"{XBRLI} segment", f"{XBRLI} scenario"):
            self._holder = name
        elif name == f"{XBRLI} unitDenominator":
            whole.divides = True
        elif name == f"{XBRLI} forever":
            whole.context.trouble = "for ever, which is no period"
        elif self._holder:
            whole.context.trouble = "of a segment that is no dimension"

    def text(self, data: str) -> None:
        """Text within a context or a unit."""
        if self._leaf and sum(map(len, self._words)) < LONGEST_TEXT:
            self._words.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        if not (whole := self._open):
            return
        if name == self._leaf:
            self._leaf_ends(whole, name.partition(" ")[2], "".join(self._words).strip()[:LONGEST_TEXT])
            self._leaf = ""
        elif name == self._holder:
            self._holder = ""
        elif name == f"{XBRLI} context":
            self.contexts[whole.id] = _finished(whole)
            self._open = None
        elif name == f"{XBRLI} unit":
            self.units[whole.id] = "/".join(filter(None, ("*".join(whole.measures), "*".join(whole.below))))
            self._open = None

    def _leaf_ends(self, whole: _Open, leaf: str, text: str) -> None:
        match leaf:
            case "identifier":
                whole.context.entity = text
            case "measure":
                (whole.below if whole.divides else whole.measures).append(text.rpartition(":")[2])
            case "explicitMember":
                self._member(whole, self.name(text), typed=False)
            case "typedMember":
                self._member(whole, " ".join(text.split()), typed=True)
            case _:
                whole.moments[leaf] = text

    def _member(self, whole: _Open, member: str, *, typed: bool) -> None:
        whole.members.append(Dimension(self.name(self._attributes.get("dimension", "")), member, typed))

    def name(self, text: str) -> str:
        """A name that stands in a text or an attribute, under its usual prefix; "" where its prefix is not declared."""
        prefix, _, local = text.strip().rpartition(":")
        namespace = self._xml.namespace(prefix)
        return qualified(namespace, prefix, local) if namespace and local else ""


def _finished(whole: _Open) -> FiledContext:
    context = whole.context
    context.dimensions = tuple(sorted(whole.members))
    if not context.trouble and any(not (one.axis and (one.member or one.typed)) for one in whole.members):
        context.trouble = "of a dimension whose prefix is not declared"
    if not context.trouble and len({one.axis for one in whole.members}) < len(whole.members):
        context.trouble = "of two members of one axis"
    period = _period(whole.moments)
    if not context.trouble and period is None:
        context.trouble = "of a period that can't be read"
    context.period = None if context.trouble else period
    return context


def _period(moments: dict[str, str]) -> FiledPeriod | None:
    try:
        if "instant" in moments:
            return FiledPeriod(None, _last_day(moments["instant"]))
        start, end = _moment(moments["startDate"])[0], _last_day(moments["endDate"])
    except (KeyError, ValueError, OverflowError):
        return None
    return FiledPeriod(start, end) if start <= end else None


def _last_day(text: str) -> date:
    """The day that a moment ends: midnight at its beginning ends the day before."""
    day, midnight = _moment(text)
    return day - timedelta(days=1) if midnight else day


def _moment(text: str) -> tuple[date, bool]:
    if not (match := _MOMENT.fullmatch(text)):
        raise ValueError(text)
    return date.fromisoformat(match[1]), match[2] == "00:00:00"
