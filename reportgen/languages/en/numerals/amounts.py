"""Amounts in English words: twenty-five, half a billion, two-thirds, tens of millions, doubled, mid-single-digit."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from reportgen.languages.amounts import (
    DIGITS,
    LOOSE,
    ONE,
    SPOKEN,
    Amount,
    AmountRule,
    Lazy,
    UnitName,
    WrittenNumber,
    digits,
    sized,
    sized_in_part,
)
from reportgen.languages.currencies import SIGNS
from reportgen.languages.en.numerals import lexicon as en
from reportgen.languages.en.numerals.lexicon import DISCOURSE, MONEY_AFTER, UNITS
from reportgen.languages.en.numerals.scan import MOVED
from reportgen.languages.en.numerals.values import HUNDREDS, NUMBER, english, value
from reportgen.languages.forms import GLYPHS
from reportgen.languages.numeral_pack import Grammar
from reportgen.languages.wordlists import any_of

_PART = Lazy(
    rf"(?<!and\s)\b(?P<over>an?|one|two|three|four|five|six|seven|eight|nine)(?P<gap>[\s-])(?P<part>{any_of(en.PARTS)})(?P<many>s)?\b(?![\s-]party)"
    r"|(?<!and\sa\s)\b(?P<half>half)\b(?![\s-](?:year|hearted|time|life|way|marathon|an?\s(?:dozen|thousand|million|billion|trillion)\b))|(?P<glyph>[½¼¾⅓⅔⅕⅛])",
    LOOSE,
)
_OF = Lazy(
    r"\sof\s(?![0-9\ufffc])|\s?[,.;:)]"
    r"|\s(?:higher|lower|more|less|to|in|from|above|below|since|on)\b|$",
    re.ASCII,
)


# Behind a quarter: what makes it a fourth part and not three months.
_SHARED = Lazy(
    r"\sof\s(?:the|its|our|their|all|group|total|that|this|those|these|net|gross|revenues?|sales|profits?|income|costs?"
    r"|[a-z]{4,}s)\b|\s(?:higher|lower|more|less)\b",
    re.ASCII,
)


def _read_part(match: re.Match[str]) -> Amount | None:
    """A third, two-thirds, three quarters of the …, half; but not three quarters in a row."""
    if match["glyph"] or match["half"]:
        over, under = GLYPHS[match["glyph"]] if match["glyph"] else (1, 2)
        return Amount(*match.span(), match.span(), WrittenNumber(Fraction(over, under), Fraction(0)))
    part, behind = match["part"].lower(), _OF.pattern.match(match.string, match.end())
    over = en.ONES.get(match["over"].lower(), 1)
    if (over > 1) != bool(match["many"] or part == "halves"):
        return None
    shares = _SHARED.pattern.match(match.string, match.end()) is not None
    if part in ("quarter", "fourth", "half") and over > 1 and match["gap"] != "-" and not shares:
        return None
    if match["over"].lower() in ("a", "an") and behind is None and part != "half":
        return None
    if part == "quarter" and match["over"].lower() == "a" and not shares:
        by = match.string[max(0, match.start() - 14) : match.start()].lower().split()
        if not by or by[-1] not in ("by", "about", "nearly", "almost", "around", "than"):
            return None
    return Amount(*match.span(), match.span(), WrittenNumber(Fraction(over, en.PARTS[part]), Fraction(0)))


# ---- multiples, digits as a size, runs -----------------------------------------------------------------------

_MULTIPLE: Final = Lazy(
    rf"\b(?:re)?(?P<stem>{any_of(stem for stem in en.MULTIPLES if stem[-1] == 'l')}|halv)(?:e|ed|es|ing)\b"
    r"(?![\s-](?:digit|check|edged|count|taxation|down|up\b|dip|A\b|net\b|play|glaz|whammy|bottom|top\b))"
    r"|\b(?P<twice>twice|thrice)\b(?!\s(?:a|per|daily|weekly|yearly|in)\b)"
    rf"|\b(?P<fold>{any_of([*list(en.ONES)[2:], *en.TENS, 'hundred', 'thousand'])})-?fold\b",
    LOOSE,
)


def _read_multiple(match: re.Match[str]) -> Amount:
    """Doubled is twice as much, or 100% more; halved is half as much, or 50% less."""
    stem = (match["stem"] or match["twice"] or "").lower()
    if match["fold"]:
        value = english(match["fold"]).value
    else:
        value = Fraction(en.MULTIPLES[stem]) if stem in en.MULTIPLES else Fraction(1, 2)
    return Amount(*match.span(), match.span(), WrittenNumber(value, SPOKEN), None, "x", also=(value - 1,))


_SIZE: Final = Lazy(
    r"\b(?:(?P<part>low|mid|high|upper)(?:[\s-]to[\s-](?P<to>mid|high))?[\s-])?"
    r"(?P<digits>single|double|triple|two|three|four|five|six|seven|eight|nine|ten)[\s-](?P<kind>digit|figure)s?\b"
    r"|\b(?P<decade>low|mid|high)(?:[\s-]+to[\s-]+(?P<higher>mid|high))?[\s-](?P<tens>teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
    r"|\b(?P<near>low|mid|high)(?:[\s-]+to[\s-]+(?P<nearer>mid|high))?[\s-](?P<round>[2-9]0)(?:s(?:[\s-](?:%|percent|per\scent))?|%|[\s-](?:percent|per\scent))(?![0-9A-Za-z])",
    LOOSE,
)
_SIZES: Final = {"single": 1, "double": 2, "triple": 3}
_THIRDS: Final = {"low": (1, 3), "mid": (4, 6), "high": (7, 9), "upper": (7, 9)}
_DECADES: Final = {"teens": 10, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
                   "seventies": 70, "eighties": 80, "nineties": 90}  # fmt: skip


def _thirds(low: str, high: str | None) -> tuple[int, int]:
    """Low is 1 to 3, mid 4 to 6, high 7 to 9; “low to mid” reaches to the middle, “mid to high” begins there."""
    if not high or (low, high) == ("low", "high"):
        return _THIRDS[low][0], _THIRDS[high or low][1]
    return (1, 5) if low == "low" else (5, 9)


def _read_size(match: re.Match[str]) -> Amount:
    """Mid-single-digit is 4% to 6%, high teens 17% to 19%."""
    if said := match["decade"] or match["near"]:
        base = _DECADES[match["tens"].lower()] if match["tens"] else int(match["round"])
        low, high = _thirds(said.lower(), (match["higher"] or match["nearer"] or "").lower())
        return sized(match.span(), base + low, base + high)
    name, part = match["digits"].lower(), (match["part"] or "").lower()
    size = _SIZES.get(name) or en.ONES[name]
    if match["kind"].lower() == "figure":
        return Amount(
            *match.span(), match.span(), WrittenNumber(Fraction(10 ** (size - 1)), ONE), qualifier="at least"
        )
    if not part:
        return sized(match.span(), size)
    return sized_in_part(match.span(), size, _thirds(part, (match["to"] or "").lower()))


_RUN: Final = Lazy(
    rf"\b(?P<before>(?:twenty-)?(?:{any_of([*en.ORDINALS, 'first'])})|[0-9]+(?:st|nd|rd|th))"
    r"\s(?:consecutive|straight|successive)\b"
    rf"|\b(?P<behind>{any_of(en.ORDINALS)}|[0-9]+(?:st|nd|rd|th))\s(?:quarter|year|month|week|time)\s(?:running|in\sa\srow)\b",
    LOOSE,
)


def _read_run(match: re.Match[str]) -> Amount:
    """The third consecutive quarter: a run is counted, where an ordinal alone only ranks."""
    group = "before" if match["before"] else "behind"
    text = match[group].lower()
    if text[0].isdigit():
        value = Fraction(re.sub("[a-z]", "", text))
    else:
        value = Fraction(en.ORDINALS.get(text.removeprefix("twenty-"), 1) + 20 * text.startswith("twenty-"))
    return Amount(*match.span(), match.span(group), WrittenNumber(value, ONE), run=True)


# ---- English number words ------------------------------------------------------------------------------------

_WORDS = Lazy(
    rf"(?<![\w-])(?P<minus>(?:(?<!or\s)minus|negative)\s)?(?P<money>[$€£¥]\s?)?(?P<number>{NUMBER})(?P<half>\sand\sa\shalf(?:[\s-](?P<scale>{any_of(en.SCALES)}))?)?(?![A-Za-z])",
    LOOSE,
)
_GLUE = Lazy("-(?=[A-Za-z])")
_TALK = Lazy(
    rf"\s(?:(?:key|main|big|important|broad|other|quick|final|more|major|clear)\s)?(?:{'|'.join(DISCOURSE)})\b",
    LOOSE,
)
_BEHIND = Lazy(
    r"(?:year|month|week|day|hour|quarter|decade|point|percent|dollar|million|billion|thousand)", LOOSE
)
_POINTS = Lazy(r"\spoints?\b", LOOSE)
_MOVING = Lazy(rf"\b(?:{MOVED}|by|of)\s(?:(?:by|about|nearly|some|over)\s)?$", LOOSE)
_HIGHER = Lazy(r"\spoints?\s(?:higher|lower|ahead|above|below|up|down|to|more|less|better|worse)\b", LOOSE)
_EITHER_WAY = Lazy(r"\bplus or minus\s$", LOOSE)
_POINTING = Lazy(r"\b(?:the|these|those|other)\s$", LOOSE)
_ALONE = Lazy(r"\s?[,.;:)]|\s(?:are|were|have|had|will|is|was|and|combined|together)\b", re.ASCII)
_SENTENCE = Lazy(r"(?:^|[.!?:;…•\"“”'‘’(\-–—|]\s*)$|\s\s$", re.ASCII)


def _read_words(match: re.Match[str]) -> Amount | None:
    unit, end = UNITS.at(match.string, match.end(), loose=True)
    number, shift = _scaled(match["number"].lower())
    if match["half"]:
        number = WrittenNumber(number.value + Fraction(1, 2), Fraction(1, 2))
        shift = en.SCALES[match["scale"].lower()] if match["scale"] else None
    if not _counts(match, number, shift, unit) or _only_said(match):
        return None
    if _GLUE.pattern.match(match.string, end) and not _BEHIND.pattern.match(match.string, end + 1):
        return None
    if match["minus"]:
        number = WrittenNumber(-number.value, number.ulp)
    unit = unit or UnitName()
    if unit.shift:
        shift = (shift or 0) + unit.shift
    money = SIGNS.get((match["money"] or "").strip(), unit.money)
    return Amount(match.start(), end, (match.start("number"), match.end()), number, shift, unit.unit, money)


def _counts(match: re.Match[str], number: WrittenNumber, shift: int | None, unit: UnitName | None) -> bool:
    """Whether words below two count: with a scale, a half or a unit alone."""
    measured = match["money"] or (unit and (unit.unit or unit.money) and unit.unit != "x")
    return number.value >= 2 or bool(
        shift or match["half"] or measured or _EITHER_WAY.pattern.search(_before(match))
    )


def _scaled(text: str) -> tuple[WrittenNumber, int | None]:
    """Number and scale apart, so that “fifteen to twenty million” can share the scale."""
    head, _, last = text.replace("-", " ").rpartition(" ")
    if last in en.SCALES and head and not any(scale in head for scale in en.SCALES):
        number = english(head)
        return (number if number.value else WrittenNumber(ONE, ONE)), en.SCALES[last]
    return english(text), None


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 16) : match.start()]


def _only_said(match: re.Match[str]) -> bool:
    """Number words that count parts of the argument, point back (“the two”), or belong to a name."""
    before, end = _before(match), match.end("half") if match["half"] else match.end("number")
    talk = not match["half"] and _TALK.pattern.match(match.string, end) and not _moves_points(match, end)
    if talk or (_POINTING.pattern.search(before) and _ALONE.pattern.match(match.string, end)):
        return True
    return match[0][0].isupper() and not _SENTENCE.pattern.search(before)


def _moves_points(match: re.Match[str], end: int) -> bool:
    """“Rose two points”, “two points higher”: the unit, and no part of the argument."""
    return _POINTS.pattern.match(match.string, end) is not None and bool(
        _MOVING.pattern.search(_before(match)) or _HIGHER.pattern.match(match.string, end)
    )


_VAGUE = Lazy(
    rf"\b(?:(?P<tens>tens|hundreds|dozens)(?:\sof\s(?P<scale>{any_of(en.SCALES)})s)?\b"
    rf"|(?P<many>{any_of(en.SCALES)})s\s(?:of\b|more\b)"
    r"|multi-?(?P<multi>million|billion|trillion)\b(?:-(?P<money>dollar|pound|euro))?"
    r"|(?P<round>million|billion|trillion)-(?P<coin>dollar|pound|euro)\b"
    r"|(?:several|a\sfew|many|a\s(?P<couple>couple)\sof)\s(?P<few>dozen|hundred|thousand|million|billion)\b)",
    LOOSE,
)
_MANY: Final = {"tens": 10, "hundreds": 100, "dozens": 24, "dozen": 12, "hundred": 100}


def _read_vague(match: re.Match[str]) -> Amount | None:
    """Tens of millions, billions of, multi-billion-dollar, several hundred: more than the word itself."""
    word = (match["tens"] or match["few"] or "").lower()
    if word == "tens" and not match["scale"]:
        return None
    scale = (match["scale"] or match["many"] or match["multi"] or match["round"] or word).lower()
    value = Fraction(_MANY.get(word, 1) * (2 if match["couple"] else 1))
    unit = UnitName(money=MONEY_AFTER.get(match["money"] or match["coin"] or "", ()))
    core = match.start(), match.end("many") + 1 if match["many"] else match.end()
    end = core[1]
    if match["few"]:
        behind, end = UNITS.at(match.string, end, loose=True)
        unit = behind or unit
    qualifier = "about" if match["couple"] else "over"
    number = WrittenNumber(value, value / 4)
    return Amount(match.start(), end, core, number, en.SCALES.get(scale), unit.unit, unit.money, qualifier)


_POINT = Lazy(
    r"(?<!and\s)(?<!and\sa\s)\b(?:an?\s)?(?P<part>quarter|half)(?:\sof\sa)?[\s-](?:percentage[\s-])?points?\b",
    LOOSE,
)


_HUNDREDTH = Lazy(
    r"(?<!and\s)(?<!and\sa\s)\b(?:(?:an?|one)[\s-])?(?P<part>half|quarter|third|fifth|tenth)\sof\s(?:one|an?|1)\s?(?:percent|per\scent|%)(?![A-Za-z])",
    LOOSE,
)


def _read_hundredth(match: re.Match[str]) -> Amount:
    """One-half of one percent, a tenth of a per cent."""
    value = Fraction(1, en.PARTS[match["part"].lower()])
    return Amount(*match.span(), match.span("part"), WrittenNumber(value, Fraction(1, 100)), None, "%")


_OF_A_SCALE = Lazy(
    rf"(?<!and\s)(?<!and\sa\s)\b(?P<over>an?|one|two|three)[\s-](?P<part>half|quarter|third)s?\sof\sa\s(?P<scale>{any_of(en.SCALES)})\b",
    LOOSE,
)


def _read_of_a_scale(match: re.Match[str]) -> Amount:
    """A quarter of a million."""
    value = Fraction(en.ONES.get(match["over"].lower(), 1), en.PARTS[match["part"].lower()])
    shift = en.SCALES[match["scale"].lower()]
    return Amount(*match.span(), match.span(), WrittenNumber(value, value / 4), shift)


def _read_point(match: re.Match[str]) -> Amount:
    """A quarter point, half a percentage point."""
    value = Fraction(1, 4) if match["part"].lower() == "quarter" else Fraction(1, 2)
    return Amount(*match.span(), match.span("part"), WrittenNumber(value, Fraction(1, 100)), None, "points")


# ---- shares --------------------------------------------------------------------------------------------------

_ANY: Final = rf"(?:{HUNDREDS}|[0-9]{{1,3}})"
_SHARE: Final = Lazy(
    rf"\b(?P<over>{_ANY})\s(?:in|(?:out\s)?of\severy|out\sof)\s(?:every\s)?(?P<under>{_ANY}(?:\sthousand)?)\b"
    r"(?!\s(?:months|years|quarters|weeks|days)|[,.][0-9]|\s?(?:million|billion|trillion|%))",
    LOOSE,
)


def _read_share(match: re.Match[str]) -> Amount | None:
    """One in three, nine out of ten."""
    over, under = value(match["over"]), value(match["under"])
    if not 0 < over < under:
        return None
    core = match.start("over"), match.end("under")
    return Amount(*match.span(), core, WrittenNumber(over / under, Fraction(0)))


_FOR: Final = Lazy(rf"\b(?P<over>{HUNDREDS})-for-(?P<under>{HUNDREDS})\b", LOOSE)


def _read_for(match: re.Match[str]) -> Amount:
    """A five-for-one split, one-for-ten."""
    ratio = value(match["over"]) / (value(match["under"]) or 1)
    return Amount(*match.span(), match.span(), WrittenNumber(ratio, Fraction(0)))


# Millions as bankers write them, thousand thousands: only money has them, other things are millimetres long.
_BANKERS: Final = Lazy(
    rf"(?P<money>US\$|[$€£])\s?(?P<number>{DIGITS})(?:\s?(?P<mm>mm)|\sT)(?![A-Za-z0-9-])", re.ASCII
)


def _read_bankers(match: re.Match[str]) -> Amount:
    """$10mm, and $0.9 T: a letter that stands alone is a scale only behind money."""
    return Amount(
        *match.span(),
        match.span("number"),
        digits(match["number"]),
        6 if match["mm"] else 12,
        "",
        SIGNS[match["money"]],
    )


GRAMMAR: Final = Grammar(
    runs=(AmountRule(_RUN, _read_run),),
    shares=(AmountRule(_SHARE, _read_share), AmountRule(_FOR, _read_for)),
    sizes=(
        AmountRule(_SIZE, _read_size),
        AmountRule(_MULTIPLE, _read_multiple),
        AmountRule(_BANKERS, _read_bankers),
    ),
    words=(
        AmountRule(_POINT, _read_point),
        AmountRule(_HUNDREDTH, _read_hundredth),
        AmountRule(_OF_A_SCALE, _read_of_a_scale),
        AmountRule(_VAGUE, _read_vague),
        AmountRule(_PART, _read_part),
        AmountRule(_WORDS, _read_words),
    ),
)
