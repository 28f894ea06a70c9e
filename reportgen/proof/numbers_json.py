"""The numbers.json that a document carries, read as strictly as anything from a stranger."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, get_args, get_type_hints

from reportgen.figures.direction import WORD_KINDS
from reportgen.figures.manner import PLAIN, Manner
from reportgen.figures.number_style import MOST_DECIMALS, Style
from reportgen.proof.finished import Unreadable

MAX_RECORD_BYTES: Final = 64 << 20


@dataclass(frozen=True)
class RecordedPrinting:
    """One printing of a fact as the record tells it, and in which manner it was asked for. `way` is inline, drawn or
    spoken; `page` counts from 1."""

    number: int
    id: str
    shown: str
    exhibit: str
    way: str
    page: int | None
    manner: Manner

    @property
    def occurrence(self) -> int:
        """Which printing of its fact this is."""
        _, _, tail = self.id.partition("-")
        return int(tail) if tail else 1


@dataclass(frozen=True)
class RecordedPicture:
    """An image that a document shows: the SHA-256 of its file, and digests of it as it is `printed`."""

    name: str
    sha256: str
    printed: tuple[str, ...]


@dataclass(frozen=True)
class RecordedFact:
    """One cited fact as the record tells it; `words` are the cells of its row, `said` what programs read."""

    number: int
    fact: str
    said: Mapping[str, Any]
    words: Mapping[str, str]
    printings: tuple[RecordedPrinting, ...]


@dataclass(frozen=True)
class RecordedClaim:
    """A claim as the record tells it, with its row in the appendix: words, condition, what it rests on, verdict."""

    number: int
    words: str
    expression: str
    condition: str
    basis: tuple[str, ...]
    verdict: str
    exhibit: str
    drawn: bool
    page: int | None


@dataclass(frozen=True)
class Record:
    """What a document says about its own numbers, and, for programs, about its `sources`. `wordings` hold numerals and
    are no figures, `lists` are the numbers before the items of lists; `images` are pictures that nobody can read
    back."""

    edition: str
    language: str
    date: date
    style: Style
    title: str
    headings: tuple[str, ...]
    exceptions: tuple[tuple[str, ...], ...]
    claims: tuple[RecordedClaim, ...]
    terms: tuple[str, ...]
    sources: Mapping[str, Any]
    wordings: tuple[str, ...]
    lists: tuple[str, ...]
    images: tuple[RecordedPicture, ...]
    entries: tuple[RecordedFact, ...]

    @cached_property
    def printings(self) -> tuple[RecordedPrinting, ...]:
        """Every printing of every fact."""
        return tuple(printing for entry in self.entries for printing in entry.printings)


def read_record(data: bytes) -> Record:
    """Read the numbers.json of one document. Raises Unreadable where it is not one."""
    if len(data) > MAX_RECORD_BYTES:
        raise Unreadable("numbers.json is too large")
    try:
        document = json.loads(data, object_pairs_hook=once_each, parse_constant=_no_constant)
        (language,) = document["languages"]
        own = document["documents"][language]
        entries = tuple(_entry(item, language) for item in document["numbers"])
        if len({entry.number for entry in entries}) < len(entries):
            raise ValueError("two entries have one number")
        return Record(
            _text(document["edition"]),
            _text(language),
            date.fromisoformat(document["date"]),
            _style(own["style"]),
            _text(own["title"]),
            _texts(own["headings"]),
            tuple(_texts(parts) for parts in own["exceptions"]),
            tuple(_claim(item) for item in document["claims"]),
            _texts(document["terms"]),
            dict(document["sources"]),
            _texts(own["wordings"]),
            _texts(own["lists"]),
            tuple(_picture(item) for item in own["images"]),
            entries,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(f"the attached numbers.json cannot be read: {error!r}") from error


def _style(said: Mapping[str, Any]) -> Style:
    """How the figures are written; a trait that no theme can have is no style."""
    style = Style(**said)
    known: dict[str, Collection[object]] = {
        "spaced": (True, False), "decimals": range(MOST_DECIMALS + 1),
    }  # fmt: skip
    for trait in fields(Style):
        if getattr(style, trait.name) not in known.get(
            trait.name, get_args(get_type_hints(Style)[trait.name])
        ):
            raise ValueError(f"{said!r} is no number style")
    return style


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object in which no key stands twice. Raises ValueError."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, here stands {value!r}")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)


_FRACTION: Final = re.compile(r"-?\d{1,60}(?:/[1-9]\d{0,60})?", re.ASCII)
_WORDS: Final = ("label", "period", "scenario", "exact", "unit", "working", "computed", "verdict")
_SAID: Final = (
    "value", "low", "high", "unit", "interval", "period", "scenario", "verdict", "tellings", "formula",
)  # fmt: skip


def _entry(item: Any, language: str) -> RecordedFact:
    number, own = item["number"], item["texts"][language]
    if not isinstance(number, int) or number < 1:
        raise TypeError(f"{number!r} is no number of an entry")
    return RecordedFact(
        number,
        _text(item["fact"]),
        {key: item[key] for key in _SAID},
        {key: _text(own[key] or "") for key in _WORDS},
        tuple(_printing(number, place) for place in own["printings"]),
    )


def _picture(item: Any) -> RecordedPicture:
    return RecordedPicture(_text(item["name"]), _text(item["sha256"]), _texts(item["printed"]))


def _claim(item: Any) -> RecordedClaim:
    return RecordedClaim(
        int(_text(item["id"]).removeprefix("c")),
        _text(item["words"]),
        _text(item["expression"]),
        _text(item["condition"]),
        _texts(item["basis"]),
        _text(item["said"]),
        _text(item["exhibit"] or ""),
        bool(item["drawn"]),
        _page(item["page"]),
    )


def _page(page: Any) -> int | None:
    if page is not None and not isinstance(page, int):
        raise TypeError(f"{page!r} is no page")
    return page


def _printing(number: int, place: Any) -> RecordedPrinting:
    page = _page(place["page"])
    identity, shown = _text(place["id"]), _text(place["shown"])
    if not identity.startswith(f"n{number}") or not shown:
        raise ValueError(f"the printing {identity!r} does not belong to number {number}")
    manner = _manner(place["as"])
    return RecordedPrinting(
        number, identity, shown, _text(place["exhibit"] or ""), _text(place["way"]), page, manner
    )


def _manner(told: Mapping[str, Any]) -> Manner:
    """In which manner a figure was asked for; a trait that no text can ask for is none."""
    traits: dict[str, Any] = {
        key: _fraction(value) if key == "instead" else value for key, value in told.items()
    }
    manner = Manner(**traits)
    for trait, value in vars(manner).items():
        usual = getattr(PLAIN, trait)
        if type(value) is not type(usual) and not (usual is None and type(value) in (int, Fraction)):
            raise TypeError(f"{told!r} is no manner of printing")
    if manner.moved and manner.moved not in WORD_KINDS:
        raise ValueError(f"there is no kind of word {manner.moved!r}")
    return manner


def _fraction(value: Any) -> Fraction:
    if not isinstance(value, str) or not _FRACTION.fullmatch(value):
        raise ValueError(f"{value!r} is no number")
    return Fraction(value)
