"""Corrections: what changed, number by number, since the edition that a reader was sent before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.codes.rg9_delivery import RG907
from reportgen.errors import Rejected
from reportgen.languages import LANGUAGES
from reportgen.press.lettering import Change

Entries = Mapping[str, Mapping[str, Any]]  # fact → its entry in numbers.json
_BARE: Final = re.compile(r"[^\w$€£¥]*\d[\d.,]*\)?")  # digits without a unit
_VALUES: Final = ("value", "low", "high", "unit")


def changes(before: bytes, now: bytes, language: str) -> tuple[Change, ...]:
    """Every number that the two editions do not print alike in a language: the present order, then what is gone.

    Raises Rejected with RG907 where either numbers.json cannot be read.
    """
    return tuple(_changes(_entries(before, language), _entries(now, language), language))


def same_statements(before: bytes, now: bytes, language: str) -> bool:
    """True where the two editions print the same numbers, claims and headings in a language."""
    return not changes(before, now, language) and _words(before, language) == _words(now, language)


def _words(document: bytes, language: str) -> tuple[Any, ...]:
    read = json.loads(document)
    claims = [
        (claim["words"], claim["condition"]) for claim in read["claims"] if claim["language"] == language
    ]
    own = read["documents"].get(language, {})
    return claims, own.get("title"), own.get("headings")


def _entries(document: bytes, language: str) -> Entries:
    try:
        entries = json.loads(document)["numbers"]
        return {str(entry["fact"]): entry for entry in entries if language in entry["texts"]}
    except (ValueError, KeyError, TypeError) as error:
        message = f"a numbers.json cannot be read, so that nobody can say what changed: {error!r}"
        raise Rejected([RG907.finding(message)]) from error


def _changes(before: Entries, now: Entries, language: str) -> Iterator[Change]:
    for fact, entry in now.items():
        old = before.get(fact)
        if old is None:
            yield Change(_label(entry, language), "", _shown(entry, language))
        elif _said(old, language) != _said(entry, language):
            yield Change(_label(entry, language), _shown(old, language), _shown(entry, language))
    for fact, entry in before.items():
        if fact not in now:
            yield Change(_label(entry, language), _shown(entry, language), "")


def _said(entry: Mapping[str, Any], language: str) -> tuple[Any, ...]:
    return *(entry[key] for key in _VALUES), _wordings(entry, language)


def _wordings(entry: Mapping[str, Any], language: str) -> tuple[str, ...]:
    return tuple(sorted({place["shown"] for place in entry["texts"][language]["printings"]}))


def _shown(entry: Mapping[str, Any], language: str) -> str:
    """The fact as it first stands in the brief with its unit; a table's cells may leave that to the head."""
    own = entry["texts"][language]
    wordings = (str(place["shown"]) for place in own["printings"])
    return next(
        (text for text in wordings if not _BARE.fullmatch(text)), f"{own['exact']} {own['unit']}".strip()
    )


def _label(entry: Mapping[str, Any], language: str) -> str:
    own = entry["texts"][language]
    more = [own["period"], *([own["scenario"]] if own["scenario"] else [])]
    marks = LANGUAGES[language].marks
    return str(own["label"]) + marks.brackets.format(marks.comma.join(more))
