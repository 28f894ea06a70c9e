"""Companies that there are not: of each its shape, and what it is called; all of them by one seed.

Every ten companies are of the ten sectors, and calendars, languages and gaps go round, so that each ten are about as
much work as the next: what a thousand cost can be held against what ten do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.many_editions.made_accounts import SECTORS, TRAITS
from benchmarks.many_editions.made_calendars import CALENDARS

EVERY: Final = len(SECTORS)  # so many companies are alike in work to the next
GAPS: Final = ("", "a quarter", "", "what was a year before", "", "balances", "", "cash flows")
_HOME: Final = ("USD", "USD", "EUR", "USD", "USD", "JPY", "USD", "TWD", "USD", "USD")
_ABROAD: Final = ("EUR", "TWD", "JPY", "EUR", "USD")
# What a company sells in a quarter, about, in its quanta.
_SIZES: Final = {("JPY", 1_000_000): 80_000.0, ("TWD", 1_000_000): 24_000.0}
_IN_MILLIONS, _IN_THOUSANDS = 2_400.0, 600_000.0
_BEGINS: Final = (
    "Brun", "Cal", "Dor", "Fen", "Gal", "Hol", "Ister", "Jor", "Kel", "Lun", "Mor", "Nor", "Ost", "Pel", "Quar", "Ron",
    "Sel", "Tor", "Ulm", "Vel", "Wend", "Yar", "Zel",
)  # fmt: skip
_MIDDLES: Final = ("a", "e", "i", "o", "u", "an", "el", "or", "is", "um")
_ENDS: Final = (
    "dine",
    "fort",
    "gard",
    "lis",
    "mere",
    "nova",
    "quist",
    "ridge",
    "stad",
    "tide",
    "vane",
    "wick",
)
_TRADES: Final = {
    "software": "Systems", "retailer": "Stores", "bank": "Savings", "manufacturer": "Works",
    "partnership": "Pipelines", "loss maker": "Sciences", "utility": "Power", "restater": "Tools", "amender": "Foods",
    "foreign filer": "Industries",
}  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """What is particular about a company: what it does, how its years end, its last quarter, how many quarters it tells
    of, in which currency and how precisely, what is missing, in which language its snapshot is written, and
    whether it has shares to tell of."""

    number: int
    name: str
    cik: int
    sector: str
    calendar: str
    last: tuple[int, int]
    quarters: int
    currency: str
    quantum: int
    gap: str
    language: str
    per_share: bool

    @property
    def edition(self) -> str:
        """What its snapshot is called."""
        return f"made-{self.number:04}"

    @property
    def size(self) -> float:
        """What it sells in a quarter, about, in quanta."""
        usual = _IN_THOUSANDS if self.quantum < 1_000_000 else _IN_MILLIONS
        return _SIZES.get((self.currency, self.quantum), usual)

    @property
    def is_foreign(self) -> bool:
        """True where it files years alone, by IFRS."""
        return self.sector == "foreign filer"


def shape_of(seed: int, number: int, languages: tuple[str, ...]) -> Shape:
    """The shape of the company of this number, counted from 0; the same whatever others there are."""
    block, place = divmod(number, EVERY)
    sector = SECTORS[place]
    last_quarter = 4 if sector == "foreign filer" else (4, 1, 2, 3)[(place + block) % 4]
    foreign = sector == "foreign filer"
    currency = _ABROAD[block % len(_ABROAD)] if foreign else _HOME[(3 * place + block) % len(_HOME)]
    weekly = sector == "retailer" and block % 3 != 2
    calendars = [name for name, (_, in_weeks) in CALENDARS.items() if in_weeks == weekly]
    return Shape(
        number=number,
        name=f"{_coined(number)} {_TRADES[sector]} {'plc' if foreign else 'Inc'}",
        cik=9_100_000_000 + seed % 1000 * 100_000 + number,
        sector=sector,
        calendar=calendars[(place + block) % len(calendars)],
        last=(2025, last_quarter),
        quarters=20 if foreign else (9, 13, 12, 8)[(place + 2 * block) % 4],
        currency=currency,
        quantum=1_000_000 if currency in ("JPY", "TWD") or (place + block) % 3 == 0 else 1_000,
        gap=GAPS[(5 * place + block) % len(GAPS)] if not foreign else "",
        language=languages[(place + block) % len(languages)],
        per_share=TRAITS[sector].shares and not (sector == "bank" and block % 2),
    )


def _coined(number: int) -> str:
    """A name of syllables, no two of one run alike."""
    count = len(_BEGINS) * len(_MIDDLES) * len(_ENDS)
    rest, begin = divmod(
        number * 1009 % count, len(_BEGINS)
    )  # 1009 has no factor of the count: none comes twice
    rest, middle = divmod(rest, len(_MIDDLES))
    return _BEGINS[begin] + _MIDDLES[middle] + _ENDS[rest]
