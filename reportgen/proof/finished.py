"""A finished file as its reader has it: text in reading order, what the text is tied to, and what lies beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.errors import FindingCode


class Unreadable(Exception):
    """The file cannot be read as what its name says."""


@dataclass(frozen=True)
class Bound:
    """A stretch of text that the file itself ties to a place: a link, or a number that a program can read.

    `row` is the appendix row that it leads to, 0 for any other target; `page` the page of its target in a PDF. In HTML
    `id` is the printing's own anchor, and `value` and `fact` are what the element says for programs.
    """

    start: int
    end: int
    row: int = 0
    page: int = 0
    id: str = ""
    value: str | None = None
    fact: str | None = None


@dataclass(frozen=True)
class ReadPage:
    """A page of a PDF, or an HTML page as one kind of reader sees it.

    `faults` says of a character, by its index in `text`, why nobody can see it: a code and the reason.
    """

    place: str
    page: int | None
    text: str
    bounds: tuple[Bound, ...] = ()
    faults: Mapping[int, tuple[FindingCode, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class OffPage:
    """A text that is not on the page: a title, a bookmark, a description of a picture, a field of the metadata.

    `stamp` is True for what names a program or a time and is held only against the seal.
    """

    place: str
    text: str
    stamp: bool = False


@dataclass(frozen=True)
class Finished:
    """A finished file. `hidden` names printings that stand in the HTML but are not shown, and why; `scene` is
    what kind of reader sees it so; `pictures` are the images on it, each with its place and what tells it from others,
    "" for one that the file does not carry itself."""

    kind: str
    sheets: tuple[ReadPage, ...]
    asides: tuple[OffPage, ...]
    files: Mapping[str, bytes]
    hidden: Mapping[str, str] = field(default_factory=dict)
    scene: str = ""
    pictures: tuple[tuple[str, str], ...] = ()
