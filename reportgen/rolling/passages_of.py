"""The passages of an edition's files: sentences of its prose, and of the texts of its YAML files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from reportgen.errors import Locus
from reportgen.facts.text import Text, Tree, YamlSource, read_yaml
from reportgen.languages import LANGUAGES

_TAG: Final = re.compile(r"\{%-?\s*(\w+).*?%\}", re.DOTALL)
_CALL: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STRETCH: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_BEGINS: Final = re.compile(r"\s*(?:[-*+>|]|\d{1,3}[.)]|#{1,6})\s")
_WORDS: Final = re.compile(r"\w")
_BLOCKS: Final = ("claim", "opinion", "note")
_NAMES: Final = (
    "entities",
    "sources",
    "units",
    "segments",
)  # sections of facts.yaml that only say what things are called
_DAYS: Final = (("date",), ("embargo",))  # days of the edition as a whole, in no language
_DIGITS: Final = 12  # of a hash: enough to tell the passages of one edition


@dataclass(frozen=True)
class CarriedPassage:
    """A sentence of a file, or a text that has none: its words with their expressions, where it stands, and in which
    language, "" for the day of publication and the embargo. `path` leads to it in a YAML file; `blocks` are the claims,
    opinions and notes that it is a part of."""

    file: str
    text: str
    whole: Text
    offset: int
    language: str
    path: tuple[str, ...] = ()
    blocks: frozenset[str] = frozenset()

    @property
    def locus(self) -> Locus:
        """Where it begins."""
        return self.whole.inside(self.offset)

    @property
    def at(self) -> str:
        """The name of its place: the file, and in a YAML file the keys that lead there."""
        return f"{self.file} {self._keys}".rstrip()

    @property
    def mark(self) -> str:
        """What tells whether it reads as it did, whatever its lines are broken at."""
        words = " ".join(self.text.split())
        return hashlib.sha256(f"{self.file}\n{self._keys}\n{words}".encode()).hexdigest()[:_DIGITS]

    @property
    def _keys(self) -> str:
        return "/".join(key for key in self.path if not key.isdigit())  # items of lists may move


def passages_of_edition(files: Mapping[str, bytes], folder: str) -> Iterator[CarriedPassage]:
    """The passages of all files of an edition that have some, in the order of reading."""
    for name in _in_order(files):
        data = files[name]
        if name.endswith(".md"):
            text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
            whole = Text.at(text, YamlSource(f"{folder}/{name}", text), 1, 1)
            yield from _sentences(name, whole, name.removesuffix(".md"), ())
        else:
            tree, _ = read_yaml(data, f"{folder}/{name}")
            for path, language, scalar in _in_languages(tree, ()):
                if not (name == "facts.yaml" and path[0] in _NAMES):
                    yield from _sentences(name, scalar, language, path)


def _in_order(files: Mapping[str, bytes]) -> list[str]:
    """Facts and brief first, then texts, then what is sent."""
    order = ("facts.yaml", "brief.yaml")
    texts = [name for name in files if name.endswith(".md") and name.removesuffix(".md") in LANGUAGES]
    found = [*order, *texts, "delivery.yaml"]
    return [name for name in found if name in files]


def _in_languages(tree: Tree, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, Text]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if isinstance(value, Text) and key in LANGUAGES:
                yield path, str(key), value
            elif isinstance(value, Text) and (*path, key) in _DAYS:
                yield (str(key),), "", value
            else:
                yield from _in_languages(value, (*path, str(key)))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from _in_languages(value, (*path, str(number)))


def _sentences(file: str, whole: Text, language: str, path: tuple[str, ...]) -> Iterator[CarriedPassage]:
    blocks = _block_spans(whole)
    for begin, end in _paragraphs(whole):
        starts = [begin, *_starts(whole, begin, end, language), end]
        for first, stop in pairwise(starts):
            said = whole[first:stop]
            if not _WORDS.search(said):
                continue
            start = first + len(said) - len(said.lstrip())
            within = frozenset(kind for low, high, kind in blocks if low < stop and start < high)
            yield CarriedPassage(file, said.strip(), whole, start, language, path, within)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs, headings and the items of lists begin and end."""
    begin = reached = 0
    for line in text.splitlines(keepends=True):
        if not line.strip() or _BEGINS.match(line):
            if text[begin:reached].strip():
                yield begin, reached
            begin = reached
        reached += len(line)
    if text[begin:reached].strip():
        yield begin, reached


def _starts(text: str, begin: int, end: int, language: str) -> Iterator[int]:
    """Where sentences begin within a paragraph, but for the first: seen without tags, and an expression as a word."""
    shown, places = list[str](), list[int]()
    at = begin
    while at < end:
        if found := _STRETCH.match(text, at, end):
            if text.startswith("{{", at):
                shown.append("X")
                places.append(at)
            at = found.end()
            continue
        shown.append(text[at])
        places.append(at)
        at += 1
    for match in _sentence_end(language).finditer("".join(shown)):
        if 0 < match.end() < len(places):
            yield _before_tags(text, places[match.end()], begin)


def _before_tags(text: str, at: int, begin: int) -> int:
    """The same place before the tags that open a block there."""
    while True:
        opening = [tag for tag in _TAG.finditer(text, begin, at) if not text[tag.end() : at].strip()]
        if not opening or opening[-1][1].startswith("end"):
            return at
        at = opening[-1].start()


@cache
def _sentence_end(language: str) -> re.Pattern[str]:
    return re.compile(LANGUAGES[language].cues.sentence if language in LANGUAGES else "(?!)")


def _block_spans(text: str) -> list[tuple[int, int, str]]:
    """From where to where claims, opinions and notes go."""
    found, open_ = list[tuple[int, int, str]](), dict[str, int]()
    for tag in _TAG.finditer(text):
        name = tag[1].removeprefix("end")
        if name not in _BLOCKS:
            continue
        if tag[1] == name:
            open_[name] = tag.end()
        elif name in open_:
            found.append((open_.pop(name), tag.start(), name))
    return found


def without_expressions(text: str) -> str:
    """The words of a passage, with a mark in the place of what is printed."""
    return _CALL.sub("\ufffc", _TAG.sub("", text))
