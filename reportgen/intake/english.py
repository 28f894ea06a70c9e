"""Amounts in English words: twenty-five, half a billion, two-thirds, tens of millions, doubled, mid-single-digit."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from reportgen.intake import numerals
from reportgen.intake.amounts import LOOSE, ONE, SPOKEN, UNIT, Amount, Rule, sized, unit_of
from reportgen.intake.lexicon import (
    DISCOURSE_EN,
    EN_ONES,
    EN_SCALES,
    GLYPHS,
    MONEY_AFTER,
    MONEY_BEFORE,
    ORDINALS,
    PARTS,
    any_of,
)
from reportgen.intake.numerals import EN_NUMBER, Number

_PART = re.compile(
    rf"(?<!and\s)\b(?P<over>an?|one|two|three|four|five|six|seven|eight|nine)(?P<gap>[\s-])(?P<part>{any_of(PARTS)})(?P<many>s)?\b(?![\s-]party)"
    r"|(?<!and\sa\s)\b(?P<half>half)\b(?![\s-](?:year|hearted|time|life|way|marathon|an?\s(?:dozen|thousand|million|billion|trillion)\b))|(?P<glyph>[½¼¾⅓⅔⅕⅛])",
    LOOSE,
)
_OF = re.compile(
    r"\sof\s(?:the|its|our|their|all|group|total|that|this|those|these|net|gross|revenue|sales|customers|staff)\b|\s?[,.;:)]"
    r"|\s(?:higher|lower|more|less|to|in|from|above|below|since|on)\b|$",
    re.ASCII,
)


def _read_part(match: re.Match[str]) -> Amount | None:
    """A third, two-thirds, three quarters of the …, half; but not three quarters in a row."""
    if match["glyph"] or match["half"]:
        over, under = GLYPHS[match["glyph"]] if match["glyph"] else (1, 2)
        return Amount(*match.span(), match.span(), Number(Fraction(over, under), Fraction(0)))
    part, behind = match["part"].lower(), _OF.match(match.string, match.end())
    over = EN_ONES.get(match["over"].lower(), 1)
    if (over > 1) != bool(match["many"] or part == "halves"):
        return None
    shares = behind is not None and behind[0].lstrip().startswith(("of", "higher", "lower", "more", "less"))
    if part in ("quarter", "fourth", "half") and over > 1 and match["gap"] != "-" and not shares:
        return None
    if match["over"].lower() in ("a", "an") and behind is None and part != "half":
        return None
    if part == "quarter" and match["over"].lower() == "a" and not shares:
        by = match.string[max(0, match.start() - 14) : match.start()].lower().split()
        if not by or by[-1] not in ("by", "about", "nearly", "almost", "around", "than"):
            return None
    return Amount(*match.span(), match.span(), Number(Fraction(over, PARTS[part]), Fraction(0)))


# ---- multiples, digits as a size, runs -----------------------------------------------------------------------

_TIMES: Final = {"doubl": 2, "tripl": 3, "quadrupl": 4, "quintupl": 5, "twice": 2, "thrice": 3}
_MULTIPLE: Final = re.compile(
    r"\b(?:re)?(?P<stem>doubl|tripl|quadrupl|quintupl|halv)(?:e|ed|es|ing)\b"
    r"(?![\s-](?:digit|check|edged|count|taxation|down|up\b|dip|A\b|net\b|play|glaz|whammy|bottom|top\b))"
    r"|\b(?P<twice>twice|thrice)\b(?!\s(?:a|per|daily|weekly|yearly|in)\b)"
    r"|\b(?P<fold>two|three|four|five|six|eight|ten|twenty)-?fold\b",
    LOOSE,
)


def _read_multiple(match: re.Match[str]) -> Amount:
    """Doubled is twice as much, or 100% more; halved is half as much, or 50% less."""
    stem = (match["stem"] or match["twice"] or "").lower()
    if match["fold"]:
        value = numerals.english(match["fold"]).value
    else:
        value = Fraction(_TIMES[stem]) if stem in _TIMES else Fraction(1, 2)
    return Amount(*match.span(), match.span(), Number(value, SPOKEN), None, "x", also=(value - 1,))


_SIZE: Final = re.compile(
    r"\b(?:(?P<part>low|mid|high)(?:[\s-]to[\s-](?P<to>mid|high))?[\s-])?"
    r"(?P<digits>single|double|triple|two|three|four|five|six|seven)[\s-](?:digit|figure)s?\b"
    r"|\b(?P<decade>low|mid|high)[\s-](?P<tens>teens|twenties|thirties|forties|fifties)\b",
    LOOSE,
)
_SIZES: Final = {"single": 1, "double": 2, "triple": 3}
_THIRDS: Final = {"low": (1, 3), "mid": (4, 6), "high": (7, 9)}
_DECADES: Final = {"teens": 10, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50}


def _read_size(match: re.Match[str]) -> Amount:
    """Mid-single-digit is 4% to 6%, high teens 17% to 19%."""
    if match["tens"]:
        base, (low, high) = _DECADES[match["tens"].lower()], _THIRDS[match["decade"].lower()]
        return sized(match.span(), base + low, base + high)
    name, part = match["digits"].lower(), (match["part"] or "").lower()
    size = _SIZES.get(name) or EN_ONES[name]
    if not part:
        return sized(match.span(), size)
    low, high = _THIRDS[part][0], _THIRDS[(match["to"] or part).lower()][1]
    return (
        sized(match.span(), low, high)
        if size == 1
        else sized(match.span(), 10 + low - (part == "low"), 10 + high)
    )


_RUN: Final = re.compile(
    rf"\b(?P<before>(?:twenty-)?(?:{any_of([*ORDINALS, 'first'])})|[0-9]+(?:st|nd|rd|th))"
    r"\s(?:consecutive|straight|successive)\b"
    rf"|\b(?P<behind>{any_of(ORDINALS)}|[0-9]+(?:st|nd|rd|th))\s(?:quarter|year|month|week|time)\s(?:running|in\sa\srow)\b",
    LOOSE,
)


def _read_run(match: re.Match[str]) -> Amount:
    """The third consecutive quarter: a run is counted, where an ordinal alone only ranks."""
    group = "before" if match["before"] else "behind"
    text = match[group].lower()
    if text[0].isdigit():
        value = Fraction(re.sub("[a-z]", "", text))
    else:
        value = Fraction(ORDINALS.get(text.removeprefix("twenty-"), 1) + 20 * text.startswith("twenty-"))
    return Amount(*match.span(), match.span(group), Number(value, ONE), run=True)


# ---- English number words ------------------------------------------------------------------------------------

_WORDS = re.compile(
    rf"(?<![\w-])(?P<money>[$€£¥]\s?)?(?P<number>{EN_NUMBER})(?P<half>\sand\sa\shalf(?:[\s-](?P<scale>{any_of(EN_SCALES)}))?)?(?![A-Za-z])(?P<unit>{UNIT})?(?P<glue>-(?=[A-Za-z]))?",
    LOOSE,
)
_TALK = re.compile(
    rf"\s(?:(?:key|main|big|important|broad|other|quick|final|more|major|clear)\s)?(?:{'|'.join(DISCOURSE_EN)})\b",
    LOOSE,
)
_BEHIND = re.compile(
    r"(?:year|month|week|day|hour|quarter|decade|point|percent|dollar|million|billion|thousand)", LOOSE
)
_POINTING = re.compile(r"\b(?:the|these|those|other)\s$", LOOSE)
_ALONE = re.compile(r"\s?[,.;:)]|\s(?:are|were|have|had|will|is|was|and|combined|together)\b", re.ASCII)
_SENTENCE = re.compile(r"(?:^|[.!?:;…•\"“”'‘’(\-–—|]\s*)$|\s\s$", re.ASCII)


def _read_words(match: re.Match[str]) -> Amount | None:
    unit, text = unit_of(match["unit"]), match["number"].lower()
    number = numerals.english(text)
    if match["half"]:
        number = Number(number.value + Fraction(1, 2), Fraction(1, 2))
    shift = EN_SCALES[match["scale"].lower()] if match["scale"] else None
    if number.value < 2 and not (
        match["half"] or match["money"] or (unit and (unit.unit or unit.money) and unit.unit != "x")
    ):
        return None
    if match["glue"] and not _BEHIND.match(match.string, match.end()):
        return None
    if _only_said(match, match.end("unit") if unit else match.end("number")):
        return None
    name, money = (unit.unit, unit.money) if unit else ("", ())
    if unit and unit.shift:
        shift = (shift or 0) + unit.shift
    money = MONEY_BEFORE.get((match["money"] or "").strip(), money)
    end = match.end("unit") if match["unit"] else match.end("half") if match["half"] else match.end("number")
    core = match.start("number"), match.end("half") if match["half"] else match.end("number")
    return Amount(match.start(), end, core, number, shift, name, money)


def _only_said(match: re.Match[str], end: int) -> bool:
    """Number words that count parts of the argument, point back (“the two”), or belong to a name."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if _TALK.match(match.string, end) or (_POINTING.search(before) and _ALONE.match(match.string, end)):
        return True
    return match["number"][0].isupper() and not _SENTENCE.search(before)


_VAGUE = re.compile(
    rf"\b(?P<tens>tens|hundreds|dozens)(?:\sof\s(?P<scale>{any_of(EN_SCALES)})s)?\b|\b(?P<many>{any_of(EN_SCALES)})s\s(?:of\b|more\b)"
    rf"|\bmulti-?(?P<multi>million|billion|trillion)\b(?:-(?P<money>dollar|pound|euro))?|\b(?:several|a\sfew|many)\s(?P<few>dozen|hundred|thousand|million|billion)\b",
    LOOSE,
)
_MANY: Final = {"tens": 10, "hundreds": 100, "dozens": 24, "dozen": 24, "hundred": 200}


def _read_vague(match: re.Match[str]) -> Amount | None:
    """Tens of millions, billions of, multi-billion-dollar, several hundred: more than the word itself."""
    word = (match["tens"] or match["few"] or "").lower()
    if word == "tens" and not match["scale"]:
        return None
    scale = (match["scale"] or match["many"] or match["multi"] or word).lower()
    value = Fraction(_MANY.get(word, 1)) if word not in ("hundred",) else Fraction(100)
    shift = EN_SCALES.get(scale)
    end = match.end("many") + 1 if match["many"] else match.end()
    money = MONEY_AFTER[match["money"]] if match["money"] else ()
    core = match.start(), end
    return Amount(match.start(), end, core, Number(value, value), shift, "", money, "over")


RUN_RULES: Final[tuple[Rule, ...]] = ((_RUN, _read_run),)
SIZE_RULES: Final[tuple[Rule, ...]] = ((_SIZE, _read_size), (_MULTIPLE, _read_multiple))
WORD_RULES: Final[tuple[Rule, ...]] = (
    (_VAGUE, _read_vague),
    (_PART, _read_part),
    (_WORDS, _read_words),
)
