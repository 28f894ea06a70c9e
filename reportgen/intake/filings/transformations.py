"""How a page writes a value, and what it means: the transformation registries of inline XBRL (1 to 5) and the SEC's.

Registry 4 named them anew (num-dot-decimal for numdotdecimal); here each is read under all its names.
Sources: XBRL International, Transformation Registry; SEC, EDGAR Filer Manual II, 5.2.5.12.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from reportgen.intake.filings.date_forms import DATE_FORMS, DateForm, quarter_end, read_date
from reportgen.intake.filings.english_numbers import english_number
from reportgen.intake.filings.place_names import EXCHANGES, country_code, state_code

_IXT: Final = re.compile(
    r"http://www\.xbrl\.org/(?:inlineXBRL/transformation/\d{4}-\d\d-\d\d|2008/inlineXBRL/transformation)"
)
_IXT_SEC: Final = re.compile(r"http://www\.sec\.gov/inlineXBRL/transformation/\d{4}-\d\d-\d\d")
_DAYS_OF_MONTH: Final = Fraction(365.25) / 12


class UnknownFormat(Exception):
    """No registry that is known has this format."""


class UnfitText(Exception):
    """A text that its format does not allow."""


def transform(namespace: str, local: str, text: str) -> str:
    """The value of `text` in the lexical form of XML Schema: 1234.5, 2025-07-27, --01-25, P5Y, true.

    The format is `local` in the registry's `namespace`. Raises UnknownFormat, or UnfitText."""
    kinds = _FORMATS if _IXT.fullmatch(namespace) else _SEC_FORMATS if _IXT_SEC.fullmatch(namespace) else {}
    if (read := kinds.get(local)) is None:
        raise UnknownFormat(local)
    folded = " ".join(unicodedata.normalize("NFKC", text.replace("\u00b4", "'")).split())
    try:
        value = read(folded)
    except ValueError:  # a month or day that there is not
        value = None
    if value is None:
        raise UnfitText(text)
    return value


# Numbers. What may part groups of digits: spaces, apostrophes of any form, and the other mark.
_APOSTROPHES: Final = "'`\u2018\u2019\u2032"


def _decimal(point: str, group: str) -> Callable[[str], str | None]:
    parting = f"[ {group}{_APOSTROPHES}]"
    form = re.compile(rf"([0-9](?:{parting}?[0-9])*)?(?:{re.escape(point)}([0-9](?: ?[0-9])*)?)?")

    def read(text: str) -> str | None:
        match = form.fullmatch(text)
        if not match or not (match[1] or match[2]):
            return None
        whole, part = (re.sub(r"[^0-9]", "", digits or "") for digits in match.groups())
        return f"{whole or '0'}.{part}" if part else whole

    return read


def _with_units(text: str) -> str | None:
    """12 euros 5 cents: the digits behind the words are hundredths."""
    match = re.fullmatch(rf"([0-9](?:[ ,.{_APOSTROPHES}]?[0-9])*)[^0-9]+([0-9]{{1,2}})[^0-9]*", text)
    return match and f"{re.sub(r'[^0-9]', '', match[1])}.{match[2]:0>2}"


def _always(value: str) -> Callable[[str], str | None]:
    return lambda text: value


def _words(text: str) -> str | None:
    number = english_number(text)
    return None if number is None else str(number)


_COMMA, _DOT = _decimal(",", "."), _decimal(".", ",")
_NUMBERS: Final = {
    **dict.fromkeys(("num-dot-decimal", "num-dot-decimal-apos", "num-dot-decimal-in"), _DOT),
    **dict.fromkeys(("numdotdecimal", "numdotdecimalin", "numcommadot", "numspacedot"), _DOT),
    **dict.fromkeys(("num-comma-decimal", "num-comma-decimal-apos", "numcommadecimal"), _COMMA),
    **dict.fromkeys(("numdotcomma", "numspacecomma", "numcomma"), _COMMA),
    **dict.fromkeys(("num-unit-decimal", "num-unit-decimal-apos", "num-unit-decimal-in"), _with_units),
    **dict.fromkeys(("numunitdecimal", "numunitdecimalin"), _with_units),
    **dict.fromkeys(("fixed-zero", "zerodash", "numdash"), _always("0")),
}

# Durations.
_AMOUNT: Final = re.compile(r"(-?)([0-9]+(?:\.[0-9]+)?|\.[0-9]+)")


def _duration(unit: str) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        match = _AMOUNT.fullmatch(text.replace(",", ""))
        return match and _span(match[1], {unit: Fraction(match[2])})

    return read


def _span(sign: str, amounts: Mapping[str, Fraction]) -> str | None:
    """A duration as XML Schema writes it: parts of a year in months, of a month in days, of a day in hours."""
    years, part = divmod(amounts.get("Y", Fraction(0)), 1)
    months, part = divmod(amounts.get("M", Fraction(0)) + 12 * part, 1)
    whole_days = round(_DAYS_OF_MONTH * part)
    days, part = divmod(amounts.get("D", Fraction(0)) + 7 * amounts.get("W", Fraction(0)) + whole_days, 1)
    hours = round(amounts.get("H", Fraction(0)) + 24 * part)
    dates = "".join(
        f"{number}{unit}" for number, unit in ((years, "Y"), (months, "M"), (days, "D")) if number
    )
    return f"{sign}P{dates}{f'T{hours}H' if hours else ''}" if dates or hours else "P0D"


_SPELLED: Final = re.compile(
    r"(.+?)[ -](year|month|week|day|hour)s?(?:[ -](?:old|period|term))?(?:,? and |,? |$)", re.I
)


def _spelled_duration(text: str) -> str | None:
    """Eighteen months; two years, six months; five-year."""
    amounts: dict[str, Fraction] = {}
    at = 0
    while at < len(text):
        match = _SPELLED.match(text, at)
        number = match and _amount(match[1])
        if match is None or number is None or (unit := match[2][0].upper()) in amounts:
            return None
        amounts[unit], at = number, match.end()
    return _span("", amounts) if amounts else None


def _amount(text: str) -> Fraction | None:
    match = _AMOUNT.fullmatch(text)
    if match and not match[1]:
        return Fraction(match[2])
    words = english_number(text)
    return None if words is None else Fraction(words)


# Words and names.
def _ballot_box(text: str) -> str | None:
    return {"\u2610": "false", "\u2611": "true", "\u2612": "true"}.get(text)


def _exchange(text: str) -> str | None:
    return next((code for name, code in EXCHANGES if name in text.casefold()), None)


def _filer_category(text: str) -> str | None:
    name = re.sub(r"[ -]+", " ", text.casefold())
    kinds = ("Large Accelerated Filer", "Accelerated Filer", "Non-accelerated Filer")
    return next((kind for kind in kinds if kind.casefold().replace("-", " ") == name), None)


def _of_date(form: DateForm) -> Callable[[str], str | None]:
    return lambda text: read_date(form, text)


_FORMATS: Final[Mapping[str, Callable[[str], str | None]]] = MappingProxyType(
    {
        **_NUMBERS,
        **{name: _of_date(form) for name, form in DATE_FORMS.items()},
        **dict.fromkeys(("fixed-false", "booleanfalse"), _always("false")),
        **dict.fromkeys(("fixed-true", "booleantrue"), _always("true")),
        **dict.fromkeys(("fixed-empty", "nocontent"), _always("")),
    }
)
_SEC_FORMATS: Final[Mapping[str, Callable[[str], str | None]]] = MappingProxyType(
    {
        "duryear": _duration("Y"),
        "durmonth": _duration("M"),
        "durweek": _duration("W"),
        "durday": _duration("D"),
        "durhour": _duration("H"),
        "durwordsen": _spelled_duration,
        "numwordsen": _words,
        "datequarterend": quarter_end,
        "boolballotbox": _ballot_box,
        "exchnameen": _exchange,
        "stateprovnameen": state_code,
        "countrynameen": country_code,
        "edgarprovcountryen": state_code,
        "entityfilercategoryen": _filer_category,
    }
)
