"""Invented companies that file: an XBRL instance from a few lines, as importers meet it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_HEAD: Final = """\
<?xml version="1.0" encoding="utf-8"?>
<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:us-gaap="http://fasb.org/us-gaap/2025"
  xmlns:dei="http://xbrl.sec.gov/dei/2025" xmlns:srt="http://fasb.org/srt/2025" xmlns:acme="http://acme.example/2025"
  xmlns:country="http://xbrl.sec.gov/country/2025" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
  xmlns:ifrs-full="https://xbrl.ifrs.org/taxonomy/2024-03-27/ifrs-full" xmlns:iso4217="http://www.xbrl.org/2003/iso4217">
"""
_UNITS: Final = """\
<unit id="USD"><measure>iso4217:USD</measure></unit><unit id="EUR"><measure>iso4217:EUR</measure></unit>
<unit id="shares"><measure>shares</measure></unit><unit id="pure"><measure>pure</measure></unit>
<unit id="USD-per-share"><divide><unitNumerator><measure>iso4217:USD</measure></unitNumerator>
<unitDenominator><measure>shares</measure></unitDenominator></divide></unit>
"""
SEGMENTS: Final = "us-gaap:StatementBusinessSegmentsAxis"
PRODUCTS: Final = "srt:ProductOrServiceAxis"
REGIONS: Final = "srt:StatementGeographicalAxis"
Days = tuple[str, str] | str  # a stretch, or a day


@dataclass(frozen=True)
class Line:
    """A number of a filing: an element, when, and as the file has it; of a part of the company by axis and member."""

    element: str
    days: Days
    value: str
    decimals: str = "-6"
    unit: str = "USD"
    axis: str = ""
    member: str = ""


@dataclass(frozen=True)
class Cover:
    """What a filing says of itself."""

    end: str = "2025-06-30"
    form: str = "10-Q"
    year: str = "2025"
    focus: str = "Q2"
    year_end: str = "--12-31"
    name: str = "Acme Parcels, Inc."
    ticker: str = "ACME"


def instance(lines: Iterable[Line], cover: Cover | None = None) -> bytes:
    """An XBRL instance with these numbers."""
    cover = cover or Cover()
    lines = list(lines)
    cuts = dict.fromkeys((line.days, line.axis, line.member) for line in lines)
    contexts = {cut: f"c{at}" for at, cut in enumerate(cuts, start=1)}
    told: Sequence[tuple[str, str]] = (
        ("DocumentType", cover.form), ("DocumentPeriodEndDate", cover.end), ("EntityRegistrantName", cover.name),
        ("TradingSymbol", cover.ticker), ("CurrentFiscalYearEndDate", cover.year_end),
        ("DocumentFiscalYearFocus", cover.year), ("DocumentFiscalPeriodFocus", cover.focus),
    )  # fmt: skip
    body = [_context(name, *key) for key, name in contexts.items()]
    body += [_context("cover", cover.end, "", ""), _UNITS]
    body += [f'<dei:{name} contextRef="cover">{text}</dei:{name}>' for name, text in told if text]
    body += [
        f'<{line.element} contextRef="{contexts[line.days, line.axis, line.member]}" unitRef="{line.unit}" '
        f'decimals="{line.decimals}">{line.value}</{line.element}>'
        for line in lines
    ]
    return (_HEAD + "\n".join(body) + "\n</xbrl>\n").encode()


def _context(name: str, days: Days, axis: str, member: str) -> str:
    when = (
        f"<instant>{days}</instant>"
        if isinstance(days, str)
        else f"<startDate>{days[0]}</startDate><endDate>{days[1]}</endDate>"
    )
    part = f'<segment><xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember></segment>'
    return (
        f'<context id="{name}"><entity><identifier scheme="http://www.sec.gov/CIK">0000012345</identifier>'
        f"{part if axis else ''}</entity><period>{when}</period></context>"
    )
