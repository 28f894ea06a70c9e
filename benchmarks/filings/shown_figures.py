"""What a printed figure says: sign, digits and scale, read from its characters in English, Chinese and Japanese;
without any of reportgen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

_SCALES: Final = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "m": 6, "bn": 9, "tn": 12,
    "千": 3, "萬": 4, "万": 4, "百萬": 6, "百万": 6, "億": 8, "兆": 12,
}  # fmt: skip
_HEADS: Final = {"thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12,
                 "萬": 4, "万": 4, "億": 8, "兆": 12}  # fmt: skip
_IN_LATIN: Final = {4: 3, 8: 9}  # the nearest step of a language that counts by thousands
_IN_HAN: Final = {9: 8}  # and of one that counts by ten thousands
_LATIN, _HAN = r"(?:thousand|million|billion|trillion|bn|tn|m)(?![a-z])", r"(?:百萬|百万|千|萬|万|億|兆)"
_FIGURE: Final = re.compile(
    rf"(?P<before>[(+−-]?[^\d(+−–～-]{{0,12}})(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s?(?P<scale>{_LATIN}|{_HAN})?"
)
FACTORS: Final = {"%": 100, "points": 100, "bps": 10_000}  # of a printed value, over that in base units


@dataclass(frozen=True)
class Shown:
    """A printed figure in base units, and one unit of its last digit."""

    value: Fraction
    unit: Fraction


def read_shown(text: str, unit: str, head: str, language: str) -> list[Shown]:
    """The figures of a text in order, in base units. `head` is the unit of a table's head, which cells stand in."""
    found = []
    for match in _FIGURE.finditer(text.replace("\u00a0", " ")):
        digits = match["number"].replace(",", "")
        power = _SCALES[match["scale"]] if match["scale"] else _of_head(head, language)
        one = Fraction(10) ** power / FACTORS.get(unit, 1)
        negative = match["before"][:1] in ("(", "−", "-")
        value = Fraction(digits) * one * (-1 if negative else 1)
        found.append(Shown(value, one / 10 ** len(digits.partition(".")[2])))
    return found


def _of_head(head: str, language: str) -> int:
    """On which power of ten bare digits under a head are: `m USD` 6, `USD` that of billions."""
    first, _, rest = head.strip().partition(" ")
    named = bool(rest) and first in _HEADS
    money = re.fullmatch(r"[A-Z]{3}", head.strip()) is not None
    power = _HEADS[first] if named else 9 if money else 0
    nearest = _IN_HAN if re.match(r"zh|ja|ko", language) else _IN_LATIN
    return nearest.get(power, power)


def shown_wrong(
    printing: Mapping[str, Any],
    unit: str,
    language: str,
    value: Fraction | None,
    ends: tuple[Any, Any],
    *,
    derived: bool,
) -> str:
    """What is wrong with a printing of a value that its inputs leave open between two ends; "" where nothing is. What
    is `derived` has no digits that its inputs do not bear."""
    text, manner = printing["shown"], printing["as"]
    figures = read_shown(text, unit, manner.get("head", ""), language)
    if value is None:
        return f"“{text}” is printed for what has no value" if figures else ""
    low, high = ends
    if not figures:
        return "" if low <= 0 <= high else f"“{text}” has no figure, and the value is not open around zero"
    if len(figures) > 1:
        covers = len(figures) == 2 and figures[0].value <= low and high <= figures[1].value
        return "" if covers else f"“{text}” does not cover {low} to {high}"
    target = value
    if "instead" in manner:
        target = Fraction(manner["instead"])
        if not low <= target <= high:
            return f"“{text}” stands for {target}, which is not between {low} and {high}"
    target = abs(target) if manner.get("absolute") else target
    if manner.get("sign") and target > 0 and "+" not in text:
        return f"“{text}” has no sign"
    if "<" in text:
        return "" if 0 < abs(target) < figures[0].value else f"“{text}” is printed for {float(target)}"
    return rounded_wrong(text, figures[0], target, (low, high) if derived else None)


def rounded_wrong(text: str, shown: Shown, target: Fraction, bears: tuple[Fraction, Fraction] | None) -> str:
    """What is wrong with a figure as a value rounded to its last digit. Of a computed one, whose inputs leave open what
    lies between two ends, the zeros at the end need not count, and no more digits may than the ends bear."""
    if shown.value and target and (shown.value < 0) is not (target < 0):
        return f"“{text}” has the wrong sign: the filing gives {float(target)}"
    low, high = bears or (target, target)
    unit = shown.unit
    while abs(shown.value - target) > unit / 2 or not _borne(target, unit, high - low, (low, high)):
        if shown.value % (unit * 10) or high - low <= 2 * unit:
            return f"“{text}” is not {float(target)} rounded to a place that its inputs bear"
        unit *= 10
    return ""


def _borne(target: Fraction, unit: Fraction, width: Fraction, ends: tuple[Fraction, Fraction]) -> bool:
    """Whether a place is one that the inputs bear: they leave two units of it open at most, or four where a place
    coarser would leave the figure out of what they give."""
    coarse = round(target / unit / 10) * unit * 10
    return width <= (2 if ends[0] <= coarse <= ends[1] else 4) * unit


def is_coarse(text: str, unit: str, head: str, language: str, ends: tuple[Fraction, Fraction]) -> bool:
    """Whether a figure, rounded as far as its inputs ask for, is more than a twentieth off all that they give: 20% for
    12.3% to 17.7%."""
    low, high = min(map(abs, ends)) * Fraction(19, 20), max(map(abs, ends)) * Fraction(21, 20)
    figures = read_shown(text, unit, head, language)
    return len(figures) == 1 and not (
        low - figures[0].unit / 2 <= abs(figures[0].value) <= high + figures[0].unit / 2
    )
