"""What the parts of a company are called in a brief, told from the names of their members in a filing.

A filing's own labels do not come with it. So the words of an element are written as English has them, what only repeats
the measure is left off ("Data Processing Revenues revenue"), and what a language has a name for is called by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from babel import Locale

from reportgen.intake.importing.filed_concepts import words_of
from reportgen.intake.importing.imported import ByLanguage
from reportgen.languages import DEFAULT, LANGUAGES

_COUNTRY: Final = "country:"
_ENDINGS: Final = ("Member", "Segment", "Segments")
_MEASURES: Final = ("net", "revenue", "revenues", "sales")
# What is no name alone, when the measure behind it is gone: cost of sales, direct sales.
_LEANING: Final = ("after", "before", "cost", "direct", "gross", "other", "total")
# fmt: off
_SMALL: Final = (
    "and", "as", "at", "by", "excluding", "for", "from", "in", "including", "not", "of", "on", "or", "outside", "than",
    "the", "to", "with",
)
_ACRONYMS: Final = {
    word.lower(): word for word in (
        "AI", "APAC", "APJ", "AWS", "B2B", "B2C", "EMEA", "EU", "IoT", "LATAM", "OEM", "TV", "UAE", "UCAN", "UK",
        "US", "USA",
    )
}
_GENERIC: Final = (
    "areas", "businesses", "countries", "customers", "foreign", "geographic", "geographical", "geographies",
    "international", "markets", "operating", "products", "regions", "reportable", "segments", "services", "world",
)
# fmt: on
_OF_MONEY: Final = ("cost", "gross", "total")
_REVENUES: Final = re.compile(r"(.+?)(?: net)? revenues?(?: net)?", re.I)
_TAIL: Final = re.compile(
    r" not (?:separately|otherwise|individually) (?:classified|disclosed|presented|reported|specified)$", re.I
)


def segment_labels(members: Mapping[str, str]) -> Mapping[str, ByLanguage]:
    """The labels of parts, by language: `members` has the member of each in its filing, by its name in facts.yaml.
    No two parts have one label where the members have two names."""
    plain = {name: _plain(member) for name, member in members.items()}
    short = {name: next(iter(_shorter(text)), text) for name, text in plain.items()}
    chosen = {name: _chosen(name, short, plain) for name in members}
    business = {name: _as_business(text) for name, text in chosen.items()}
    taken = Counter(text.lower() for text in (*chosen.values(), *business.values()) if text)
    return {
        name: dict(_by_language(_said_in(DEFAULT, text) or text))
        | ({DEFAULT: business[name]} if taken[business[name].lower()] == 1 else {})
        for name, text in chosen.items()
    }


def member_words(member: str) -> list[str]:
    """The words of a member's name, without what only says that it is one."""
    prefix, _, local = member.partition(":")
    words = words_of(local) or [prefix]
    while len(words) > 1 and words[-1] in _ENDINGS:
        words.pop()
    return words


# ---- English --------------------------------------------------------------------------------------------------------


def _plain(member: str) -> str:
    """All words of a member's name, as English writes them: Non-US, OEM and Other."""
    if member.startswith(_COUNTRY):
        code = member.removeprefix(_COUNTRY)
        return _countries(DEFAULT).get(code, code)
    first, *others = member_words(member)
    written = [_word(first), *(word.lower() if word.lower() in _SMALL else _word(word) for word in others)]
    text = re.sub(r"\b([A-Z]) (?=[A-Z]\b)", r"\1", " ".join(written))  # U S
    text = re.sub(r"\b([A-Z]) and ([A-Z])\b", r"\1&\2", text)  # R and D
    return re.sub(r"\bNon (?=\w)", "Non-", text)


def _word(word: str) -> str:
    return _ACRONYMS.get(word.lower(), word[:1].upper() + word[1:] if word[1:].islower() else word)


def _shorter(text: str) -> Iterator[str]:
    """A shorter name that says the same, if there is one."""
    words = _TAIL.sub("", text).split()
    if words[0] == "All" and words[1:2] in (["Other"], ["Others"]):
        words = ["Other", *words[2:]]
    if words[0] == "Other" and all(word.lower() in _GENERIC for word in words[1:]):
        words = ["Other", *(word.lower() for word in words[1:])]
    while words and words[-1].lower() in _MEASURES:
        words.pop()
    if (words and words[-1].lower() not in (*_SMALL, *_LEANING)) or words == ["Other"]:
        yield " ".join(words)


def _chosen(name: str, short: Mapping[str, str], plain: Mapping[str, str]) -> str:
    """The shorter name of a part, unless another one has it, or would be taken for a part of it: automotive sales
    beside automotive leasing."""
    mine = short[name].lower()
    if mine == plain[name].lower():
        return short[name]
    others = [text.lower() for part in plain if part != name for text in (short[part], plain[part])]
    taken = any(text == mine or text.startswith(f"{mine} ") for text in others)
    return plain[name] if taken else short[name]


def _as_business(text: str) -> str:
    """Automotive Revenues as Automotive business, whose revenue can be spoken of; "" for what does not end so."""
    found = _REVENUES.fullmatch(text)
    last = found[1].split()[-1].lower() if found else ""
    return f"{found[1]} business" if found and last not in (*_SMALL, *_MEASURES, *_OF_MONEY) else ""


# ---- languages ------------------------------------------------------------------------------------------------------


def _by_language(text: str) -> ByLanguage:
    said = {tag: _said_in(tag, text) for tag in LANGUAGES if tag != DEFAULT}
    return {DEFAULT: text, **{tag: name for tag, name in said.items() if name}}


def _said_in(tag: str, text: str) -> str:
    """What a language calls a part by its English name, or those that it is put together of; "" where it knows no name
    for one of them."""
    if found := _names(tag).get(text.lower().replace("-", " ")):
        return found
    words = LANGUAGES[tag].filings.members
    for link, around in ((" including ", words.including), (" excluding ", words.excluding)):
        one, found, other = text.partition(link)
        if found:
            return _around(tag, around, (one, other))
    parts = text.split(" and ")
    cuts = ((" and ".join(parts[:at]), " and ".join(parts[at:])) for at in range(len(parts) - 1, 0, -1))
    return next(filter(None, (_around(tag, words.joined, cut) for cut in cuts)), "")


def _around(tag: str, pattern: str, parts: Sequence[str]) -> str:
    said = [part if part.isupper() else _said_in(tag, part) for part in parts]
    return pattern.format(*said) if all(said) else ""


@cache
def _names(tag: str) -> Mapping[str, str]:
    """The names that a language has, by the English one in small letters: of countries, and its own."""
    here = _countries(tag)
    countries = {
        english.lower().replace("-", " "): here[code]
        for code, english in _countries(DEFAULT).items()
        if code in here
    }
    return {**countries, **LANGUAGES[tag].filings.members.names}


@cache
def _countries(tag: str) -> Mapping[str, str]:
    territories = Locale.parse(LANGUAGES[tag].figures.locale).territories
    return {code: name for code, name in territories.items() if code.isalpha()}
