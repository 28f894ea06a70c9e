"""Check digits of securities and legal entities: ISIN (ISO 6166) and LEI (ISO 17442).

An identifier that was copied by hand shows a slip: one wrong character, or two neighbours changed over, nearly always.
"""

from __future__ import annotations

import re
from typing import Final

ISIN: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]", re.ASCII)
LEI: Final = re.compile(r"[A-Z0-9]{18}[0-9]{2}", re.ASCII)
_DIGITS_OF_ISIN: Final = 5  # how many make it one where nobody says that it is
_DIGITS_OF_LEI: Final = 4


def isin_trouble(text: str) -> str:
    """What is wrong with an ISIN; "" for none."""
    if not ISIN.fullmatch(text):
        return "an ISIN has two letters, nine letters or digits and a check digit: US0378331005"
    wanted = _luhn(text[:-1])
    return "" if text[-1] == wanted else f"its check digit is {text[-1]}, and should be {wanted}"


def lei_trouble(text: str) -> str:
    """What is wrong with an LEI; "" for none."""
    if not LEI.fullmatch(text):
        return "an LEI has eighteen letters or digits and two check digits: 5493006MHB84DD0ZWV18"
    wanted = f"{98 - int(_as_digits(text[:-2] + '00')) % 97:02}"
    return "" if text[-2:] == wanted else f"its check digits are {text[-2:]}, and should be {wanted}"


def trouble_of(text: str) -> str:
    """What is wrong with something that has the form of an ISIN or LEI by itself; "" for anything else.

    Few digits are no sign of one: a word in capitals may be as long.
    """
    digits = sum(map(str.isdigit, text))
    if ISIN.fullmatch(text) and digits >= _DIGITS_OF_ISIN:
        return isin_trouble(text)
    if LEI.fullmatch(text) and _DIGITS_OF_LEI <= digits < len(text):
        return lei_trouble(text)
    return ""


def _as_digits(text: str) -> str:
    """Letters as the numbers from 10 on that stand for them."""
    return "".join(str(int(character, 36)) for character in text)


def _luhn(text: str) -> str:
    """The digit that makes up the sum of doubled and plain digits, from the right, to a multiple of ten."""
    figures = [int(digit) for digit in reversed(_as_digits(text))]
    doubled = (sum(divmod(2 * figure, 10)) for figure in figures[::2])
    return str(-(sum(doubled) + sum(figures[1::2])) % 10)
