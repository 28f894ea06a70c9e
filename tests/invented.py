"""Small filings of companies that there are not, in the shapes that real ones have."""

from __future__ import annotations

from typing import Final

_HEAD: Final = """\
<?xml version='1.0' encoding='UTF-8'?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
 xmlns:ixt-sec="http://www.sec.gov/inlineXBRL/transformation/2015-08-31"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:gaap="http://fasb.org/us-gaap/2025" xmlns:dei="http://xbrl.sec.gov/dei/2025" xmlns:srt="http://fasb.org/srt/2025"
 xmlns:ifrs="https://xbrl.ifrs.org/taxonomy/2024-03-27/ifrs-full" xmlns:acme="http://acme.example/20250727">
<head><title>x</title></head><body>
"""
WEEKS: Final = {
    "q": ("2025-04-28", "2025-07-27"),
    "py": ("2024-04-29", "2024-07-28"),
    "h": ("2025-01-27", "2025-07-27"),
}


def context(name: str, period: tuple[str, str] | str, members: str = "", entity: str = "0000012345") -> str:
    """A context; a period of one day is an instant."""
    when = (
        f"<xbrli:instant>{period}</xbrli:instant>"
        if isinstance(period, str)
        else f"<xbrli:startDate>{period[0]}</xbrli:startDate><xbrli:endDate>{period[1]}</xbrli:endDate>"
    )
    segment = f"<xbrli:segment>{members}</xbrli:segment>" if members else ""
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">{entity}'
        f"</xbrli:identifier>{segment}</xbrli:entity><xbrli:period>{when}</xbrli:period></xbrli:context>"
    )


def member(axis: str, name: str) -> str:
    """An explicit member of an axis."""
    return f'<xbrldi:explicitMember dimension="{axis}">{name}</xbrldi:explicitMember>'


_UNITS: Final = """\
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
<xbrli:unit id="eur"><xbrli:measure>iso4217:EUR</xbrli:measure></xbrli:unit>
<xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
<xbrli:unit id="eps"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator>
<xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>
"""
_CONTEXTS: Final = "".join(
    [
        *(context(name, days) for name, days in WEEKS.items()),
        context("now", "2025-07-27"),
        context("midnight", "2025-07-28T00:00:00"),
        context("parcels", WEEKS["q"], member("gaap:StatementBusinessSegmentsAxis", "acme:ParcelsMember")),
        context(
            "typed",
            "2025-07-27",
            '<xbrldi:typedMember dimension="acme:YearAxis"><acme:year>2026</acme:year></xbrldi:typedMember>',
        ),
        context("other", WEEKS["q"], entity="0000099999"),
        context("forever", "").replace("<xbrli:instant></xbrli:instant>", "<xbrli:forever/>"),
        context("backward", ("2025-07-27", "2025-04-28")),
    ]
)
_COVER: Final = """\
<ix:hidden><ix:nonNumeric contextRef="h" name="dei:EntityCentralIndexKey">0000012345</ix:nonNumeric>
<ix:nonNumeric contextRef="h" name="dei:CurrentFiscalYearEndDate" format="ixt:date-month-day">1/25</ix:nonNumeric>
<ix:nonNumeric contextRef="h" name="dei:DocumentFiscalYearFocus">2026</ix:nonNumeric>
<ix:nonNumeric contextRef="h" name="dei:DocumentFiscalPeriodFocus">Q2</ix:nonNumeric></ix:hidden>
"""
_COVER_PAGE: Final = """\
<p><ix:nonNumeric contextRef="h" name="dei:DocumentType">10-Q</ix:nonNumeric>
<ix:nonNumeric contextRef="h" name="dei:EntityRegistrantName">Acme <ix:exclude>page 1
</ix:exclude>Parcels Corp</ix:nonNumeric>
<ix:nonNumeric contextRef="h" name="dei:TradingSymbol">ACME</ix:nonNumeric>
<ix:nonNumeric contextRef="h" name="dei:DocumentPeriodEndDate"
 format="ixt:date-monthname-day-year-en">July&nbsp;27, 2025</ix:nonNumeric></p>
"""


def page(body: str, cover: str = _COVER_PAGE) -> bytes:
    """Inline XBRL of a quarter of 13 weeks with this in its body."""
    header = f"<ix:header>{_COVER}<ix:resources>{_UNITS}{_CONTEXTS}</ix:resources></ix:header>"
    return f'{_HEAD}<div style="display:none">{header}</div>{cover}{body}</body></html>'.encode()


def number(name: str, text: str, context_name: str = "q", **attributes: str) -> str:
    """A tagged number: in millions of dollars, unless it is told otherwise."""
    told = {"unitRef": "usd", "decimals": "-6", "scale": "6", "format": "ixt:num-dot-decimal"} | attributes
    written = " ".join(f'{key}="{value}"' for key, value in told.items() if value)
    return f'<ix:nonFraction name="{name}" contextRef="{context_name}" {written}>{text}</ix:nonFraction>'


QUARTER: Final = page(
    "<table><tr><td>Revenue</td><td>$</td><td>"
    + number("gaap:Revenues", "1,234", id="f1")
    + "</td><td>"
    + number("gaap:Revenues", "1,100", "py")
    + "</td></tr><tr><td>Parcels</td><td>"
    + number("gaap:Revenues", "900", "parcels")
    + "</td></tr><tr><td>Loss</td><td>("
    + number("gaap:NetIncomeLoss", "45", sign="-")
    + "</td><td>)</td></tr><tr><td>Paid</td><td>("
    + number("gaap:PaymentsToAcquireInvestments", "7")
    + ")</td></tr><tr><td>Debt</td><td>"
    + number("gaap:LongTermDebt", "&#8212;", "now", format="ixt:fixed-zero")
    + "</td></tr><tr><td>A share</td><td>"
    + number("gaap:EarningsPerShareDiluted", "0.12", unitRef="eps", decimals="2", scale="0", sign="-")
    + "</td></tr></table><p>Revenue was $"
    + number("gaap:Revenues", "1.2", decimals="-8", scale="9", format="")
    + " billion (in "
    + number("acme:Countries", "twelve", unitRef="pure", decimals="0", scale="0", format="ixt-sec:numwordsen")
    + " countries), "
    + number(
        "gaap:EffectiveIncomeTaxRateContinuingOperations",
        "15.3",
        unitRef="pure",
        decimals="3",
        scale="-2",
        format="",
    )
    + " % taxed</p>"
)

EUROPEAN: Final = page(
    "<p>"
    + number("ifrs:Revenue", "1.234,5", unitRef="eur", decimals="-5", format="ixt:num-comma-decimal")
    + "&nbsp;Mio. &euro;, "
    + number(
        "ifrs:ProfitLoss",
        "12&#160;345,6",
        unitRef="eur",
        scale="3",
        decimals="2",
        format="ixt:num-comma-decimal",
    )
    + "</p>",
    cover='<p><ix:nonNumeric contextRef="h" name="ifrs:NameOfReportingEntityOrOtherMeansOfIdentification" '
    'continuedAt="c1">Beispiel </ix:nonNumeric></p><ix:continuation id="c1">AG</ix:continuation>',
)

INSTANCE: Final = b"""\
<?xml version="1.0" encoding="utf-8"?>
<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:us-gaap="http://xbrl.us/us-gaap/2009-01-31"
  xmlns:dei="http://xbrl.sec.gov/dei/2023" xmlns:acme="http://acme.example/2024" xmlns:link="http://www.xbrl.org/2003/linkbase"
  xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <context id="y"><entity><identifier scheme="http://www.sec.gov/CIK">0000012345</identifier></entity>
    <period><startDate>2024-01-01</startDate><endDate>2024-12-31</endDate></period></context>
  <unit id="usd"><measure>iso4217:USD</measure></unit>
  <dei:DocumentType contextRef="y">10-K</dei:DocumentType>
  <us-gaap:Revenues contextRef="y" unitRef="usd" decimals="-3" id="a">48200000</us-gaap:Revenues>
  <us-gaap:CostOfRevenue contextRef="y" unitRef="usd" precision="3">-31000000</us-gaap:CostOfRevenue>
  <us-gaap:ProfitLoss contextRef="y" unitRef="usd" xsi:nil="true"/>
  <acme:Group><us-gaap:Cash contextRef="y" unitRef="usd" decimals="0">1</us-gaap:Cash></acme:Group>
  <link:footnoteLink><link:footnote>1</link:footnote></link:footnoteLink>
</xbrl>
"""
