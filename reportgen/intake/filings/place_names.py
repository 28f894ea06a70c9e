"""States, countries and exchanges as the cover of a report writes them, and their codes."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

EXCHANGES: Final = (
    ("nyse american", "NYSEAMER"),
    ("nyse arca", "NYSEArca"),
    ("nyse texas", "NYSETX"),
    ("chicago stock exchange", "CHX"),
    ("new york stock exchange", "NYSE"),
    ("nyse", "NYSE"),
    ("nasdaq", "NASDAQ"),
    ("cboe bzx", "CboeBZX"),
    ("long-term stock exchange", "LTSE"),
)
"""Part of an exchange's name in lower case, and its code (SEC, exch taxonomy); the first that is in a name counts."""

_STATES: Final = (
    "Alabama AL,Alaska AK,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut CT,Delaware DE,"
    "District of Columbia DC,Florida FL,Georgia GA,Hawaii HI,Idaho ID,Illinois IL,Indiana IN,Iowa IA,Kansas KS,"
    "Kentucky KY,Louisiana LA,Maine ME,Maryland MD,Massachusetts MA,Michigan MI,Minnesota MN,Mississippi MS,"
    "Missouri MO,Montana MT,Nebraska NE,Nevada NV,New Hampshire NH,New Jersey NJ,New Mexico NM,New York NY,"
    "North Carolina NC,North Dakota ND,Ohio OH,Oklahoma OK,Oregon OR,Pennsylvania PA,Rhode Island RI,"
    "South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,Utah UT,Vermont VT,Virginia VA,Washington WA,"
    "West Virginia WV,Wisconsin WI,Wyoming WY,Puerto Rico PR,Guam GU,American Samoa AS,"
    "Alberta AB,British Columbia BC,Manitoba MB,New Brunswick NB,Newfoundland and Labrador NL,Nova Scotia NS,"
    "Northwest Territories NT,Nunavut NU,Ontario ON,Prince Edward Island PE,Quebec QC,Saskatchewan SK,Yukon YT"
)
_STATE_CODES: Final = {one[:-3].casefold(): one[-2:] for one in _STATES.split(",")}
_BEFORE: Final = re.compile(r"^(?:the )?(?:state of |commonwealth of |province of )?")


def state_code(text: str) -> str | None:
    """DE of Delaware, of the State of Delaware and of DE itself."""
    name = _BEFORE.sub("", text.casefold(), count=1)
    if name.upper() in _STATE_CODES.values():
        return name.upper()
    return _STATE_CODES.get(name)


def country_code(text: str) -> str | None:
    """DE of Germany (ISO 3166-1)."""
    return _countries().get(text.casefold().removeprefix("the "))


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    names = {name.casefold(): code for code, name in Locale("en").territories.items() if len(code) == 2}
    return names | {"united states of america": "US", "ireland": "IE"}
