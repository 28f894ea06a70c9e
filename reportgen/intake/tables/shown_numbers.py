"""What a spreadsheet shows of a number: its format decides which digits are seen (ECMA-376 part 1, 18.8.31).

Read are places, thousands, percent, scaling commas, sections for negative numbers and nought, and words in quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

_WIDE: Final = Context(prec=400)
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_DIGITS: Final = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*")
_GENERAL: Final = re.compile(r"general", re.IGNORECASE)
_LONGEST_PLACES: Final = 60
_KEPT: Final = "\0"  # stands for a word in quotes while placeholders are looked for


@dataclass(frozen=True)
class ShownNumber:
    """What is seen, and the power of ten that is left out of it: 46.7 with 6 for 46,700,000 shown in millions."""

    text: str
    power: int = 0


def shown_number(digits: str, number_format: str) -> ShownNumber:
    """A number, given by its digits without an exponent, as its format shows it; as it stands under a format that has
    no places of its own (General, fractions, powers)."""
    value = Decimal(digits)
    sections = _sections(number_format)
    section = _section(sections, value)
    layout = _layout(section)
    if layout is None:
        return ShownNumber(digits)
    shown = abs(value) if len(sections) > 1 and value < 0 else value
    shown = _WIDE.scaleb(shown, layout.percent * 2 - layout.power)
    rounded = shown.quantize(Decimal(1).scaleb(-layout.places), ROUND_HALF_UP, _WIDE)
    plain = f"{abs(rounded):,f}" if layout.grouped else f"{abs(rounded):f}"
    if layout.spare and "." in plain:  # places that are left empty where they are nought
        whole, _, rest = plain.partition(".")
        rest = rest[: layout.places - layout.spare] + rest[layout.places - layout.spare :].rstrip("0")
        plain = f"{whole}.{rest}".rstrip(".")
    sign = "-" if rounded < 0 else ""
    return ShownNumber(f"{sign}{layout.before}{plain}{layout.after}".strip(), layout.power)


@dataclass(frozen=True)
class _Layout:
    before: str
    after: str
    places: int
    spare: int  # of the places, how many at the end are shown only where they are not nought
    grouped: bool
    percent: int
    power: int


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[str, ...]:
    """The parts of a format: for positive numbers, negative ones, and nought."""
    parts, depth, begun = [], False, 0
    for at, char in enumerate(number_format):
        if char == '"' and number_format[at - 1 : at] != "\\":
            depth = not depth
        elif char == ";" and not depth:
            parts.append(number_format[begun:at])
            begun = at + 1
    return (*parts, number_format[begun:])[:3]


def _section(sections: tuple[str, ...], value: Decimal) -> str:
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if not value and len(sections) > 2 else sections[0]


@lru_cache(maxsize=512)
def _layout(section: str) -> _Layout | None:
    """How a section sets out a number; None where it has no places of its own."""
    words: list[str] = []

    def keep(found: re.Match[str]) -> str:
        words.append(found[1] or found[2] or found[3] or "")
        return _KEPT

    bare = _LITERAL.sub(keep, section)
    digits = list(_DIGITS.finditer(bare))
    if (
        len(digits) != 1
        or len(digits[0][0]) > _LONGEST_PLACES
        or _GENERAL.search(bare)
        or "/" in bare
        or re.search(r"[Ee][+-]", bare)
    ):
        return None
    match = digits[0]
    pattern = match[0].rstrip(",")
    fraction = pattern.partition(".")[2]
    before, after = bare[: match.start()], bare[match.end() :]
    told = iter(words)
    before = re.sub(_KEPT, lambda _: next(told), before)
    after = re.sub(_KEPT, lambda _: next(told), after)
    return _Layout(
        before.strip(),
        after.rstrip(),
        len(fraction),
        len(fraction) - len(fraction.rstrip("#?")),
        "," in pattern,
        bare.count("%"),
        3 * (len(match[0]) - len(pattern)),
    )
