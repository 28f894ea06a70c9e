"""Sides from a record of numbers: the numbers.json of a build, of a finished document, or of the ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from reportgen.comparing.recorded_values import recorded_quantity
from reportgen.comparing.said_alike import first_said
from reportgen.comparing.sides import ComparedClaim, ComparedFigure, ComparedSide, FigureMention, SideKind
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import QUALIFIERS
from reportgen.facts.unit import RATIOS
from reportgen.figures.display import show
from reportgen.figures.number_style import NumberStyle
from reportgen.languages import DEFAULT, LANGUAGES
from reportgen.languages.currencies import CURRENCIES
from reportgen.proof.finished import Unreadable
from reportgen.proof.numbers_json import once_each


def labelled(label: str, period: str, scenario: str, language: str) -> str:
    """What a figure is called: its label, with period and scenario in the brackets of the language."""
    marks = LANGUAGES[language].marks if language in LANGUAGES else LANGUAGES[DEFAULT].marks
    return label + marks.brackets.format(marks.comma.join(filter(None, (period, scenario))))


# ---- a record of numbers ---------------------------------------------------------------------------------------

_ENTRIES = Mapping[str, Any]
_FRACTION: Final = re.compile(r"-?\d{1,80}(?:/[1-9]\d{0,80})?", re.ASCII)
_DECIMAL: Final = re.compile(r"-?\d{1,80}(?:\.\d{1,80})?", re.ASCII)


def recorded_side(
    name: str, document: bytes, language: str = "", kind: SideKind = "document"
) -> ComparedSide:
    """A numbers.json in one of its languages, the first where none is named. Raises Unreadable where it is none."""
    try:
        read = json.loads(document, object_pairs_hook=once_each)
        language = language or str(read["languages"][0])
        entries = [entry for entry in read["numbers"] if language in entry["texts"]]
        style = _style(entries, language)
        figures = {str(entry["fact"]): _recorded(entry, language, style) for entry in entries}
        own = read["documents"].get(language, {})
        claims = tuple(
            ComparedClaim(
                str(one["words"]),
                str(one.get("expression", "")),
                str(one["condition"]),
                str(one.get("id", "")),
            )
            for one in read["claims"]
            if one["language"] == language
        )
        headings = (str(own.get("title", "")), *map(str, own.get("headings", ())))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unreadable(f"its numbers.json cannot be read: {error!r}") from error
    return ComparedSide(name, kind, language, figures, claims, headings, holds=False, style=style)


def recorded_languages(document: bytes) -> tuple[str, ...]:
    """The languages of a numbers.json. Raises Unreadable."""
    try:
        return tuple(map(str, json.loads(document)["languages"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(f"it is no numbers.json: {error!r}") from error


def recorded_edition(document: bytes) -> str:
    """The edition of a numbers.json. Raises Unreadable."""
    try:
        return str(json.loads(document)["edition"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(f"it is no numbers.json: {error!r}") from error


def _style(entries: Iterable[_ENTRIES], language: str) -> NumberStyle | None:
    """How a language writes figures, with the nouns of what is counted; None for a language that there is none of."""
    if language not in LANGUAGES:
        return None
    named = {str(entry["unit"]): str(entry["texts"][language]["unit"]) for entry in entries}
    counted = {
        name: noun
        for name, noun in named.items()
        if noun and "/" not in name and name not in CURRENCIES and name not in RATIOS
    }
    return NumberStyle(language, units=counted)


def _recorded(entry: _ENTRIES, language: str, style: NumberStyle | None) -> ComparedFigure:
    own, printings = entry["texts"][language], entry["texts"][language]["printings"]
    low, high = (_end(end) for end in entry.get("interval") or (None, None))
    ends = (entry["low"], entry["high"]) if entry["high"] is not None else (entry["value"],)
    value, unit = "/".join(_digits(end) for end in ends), str(entry["unit"])
    shown = tuple(dict.fromkeys(str(place["shown"]) for place in printings))
    place = next((one for one in printings if one.get("way", "inline") == "inline"), None)
    mentions = tuple(
        FigureMention(*(str(one[key]) for key in _MENTIONED)) for one in entry.get("tellings", ())
    )
    exact = f"{own['exact']} {own['unit']}".strip() or str(own.get("computed") or "")
    qualifiers = _qualifiers(str(own["exact"]), style) if mentions and style else frozenset[str]()
    quantity = recorded_quantity(value, Interval(low, high), unit, qualifiers)
    scenario = str(entry.get("scenario") or "actual")
    return ComparedFigure(
        str(entry["fact"]), scenario, labelled(str(own["label"]), str(own["period"]), own["scenario"] or "", language),
        value, unit, low, high,
        first_said(shown, value, show(quantity, style, full=True) if quantity and style else exact), "", shown,
        mentions, str(entry.get("formula") or ""), True, int(entry.get("number", 0)),
        str(place.get("id", "")) if place else "", printings[0].get("page") if printings else None,
        quantity=quantity,
    )  # fmt: skip


def _qualifiers(exact: str, style: NumberStyle) -> frozenset[str]:
    """The qualifiers that a value may have been written with, by how it reads with all its digits; "" for none."""
    wordings = style.pack.figures.terse_qualifiers
    told = {
        word
        for word in ("", *QUALIFIERS)
        for before, _, after in (wordings.get(word, "{}").partition("{}"),)
        if exact.startswith(before) and exact.endswith(after)
    }
    return frozenset(told)


_MENTIONED: Final = ("source", "locator", "printed")


def _end(text: str | None) -> Fraction | None:
    if text is None:
        return None
    if not _FRACTION.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return Fraction(text)


def _digits(text: str | None) -> str:
    if text is not None and not _DECIMAL.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return text or ""


def linked(side: ComparedSide, built: bytes, address: str) -> ComparedSide:
    """An edition's side with links into the document that was built of it, as far as its numbers.json knows them."""
    try:
        known = recorded_side(side.name, built, side.language)
    except Unreadable:
        return side
    places = {key: (one.anchor, one.page) for key, one in known.figures.items()}
    figures = {
        key: replace(one, anchor=places.get(key, ("", None))[0], page=places.get(key, ("", None))[1])
        for key, one in side.figures.items()
    }
    anchors = {claim.words: claim.anchor for claim in known.claims}
    claims = tuple(replace(one, anchor=anchors.get(one.words, "")) for one in side.claims)
    return replace(side, figures=figures, claims=claims, document=address)
