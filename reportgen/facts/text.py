"""Strict YAML: every scalar is text, and every text knows where it stands.

Built on the parser's event stream, not on its composer: events cost no recursion, so depth is bounded before anything
is built, and every mistake in a file is collected instead of the first one raised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final

import yaml

from reportgen.codes.rg1_files import RG101, RG102, RG103, RG104, RG105, RG106
from reportgen.errors import Finding, FindingCode, Locus
from reportgen.facts.mistakes import Complaint, diagnose, flow_text, quoted
from reportgen.facts.positions import ScalarPosition, places
from reportgen.languages.forms import WAVE_DASHES
from reportgen.reading_files import FACTS_LIMIT

MAX_YAML_BYTES: Final = FACTS_LIMIT.most
MAX_YAML_DEPTH: Final = 24
MAX_YAML_EVENTS: Final = 2_000_000  # 100,000 facts make 1.3 million
MAX_YAML_LIST: Final = 10_000  # entries of a list; keys of one mapping are as many as there may be facts
MAX_YAML_KEYS: Final = 150_000
MAX_YAML_TEXT: Final = 100_000  # characters of one text: a logo that stands in a theme is the longest
_LOOKED_AFTER: Final = 256  # words of a list without brackets in it that are read before it is measured
MOST_YAML_FINDINGS: Final = 200
# Control characters move a terminal's cursor; private-use ones are what prose marks its citations with.
_UNFIT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Tree = Any  # Text | list[Tree] | dict[Text, Tree]: what a YAML file holds, before the schema has looked at it


class Text(str):
    """A scalar as written, with the place where it was written."""

    __slots__ = ("column", "line", "source")
    line: int
    column: int
    source: YamlSource

    @classmethod
    def at(cls, value: str, source: YamlSource, line: int, column: int) -> Text:
        """The text `value` that begins at `line` and `column` (both from 1) of `source`."""
        text = str.__new__(cls, value)
        text.source = source
        text.line = line
        text.column = column
        return text

    @property
    def locus(self) -> Locus:
        """Where the scalar begins."""
        return self.source.locus(self.line, self.column)

    def inside(self, offset: int) -> Locus:
        """The place `offset` characters into the scalar, in whichever style it is written; an escape's beginning.

        A text that is not what stands there in the file has no place but its beginning.
        """
        found = _places(str(self), self.source, self.line, self.column)
        return self.source.locus(*found[min(offset, len(self))]) if found else self.locus


class YamlSource:
    """The lines of a file, for quoting them in findings."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines: Sequence[str] = text.splitlines()

    def locus(self, line: int, column: int) -> Locus:
        """A place in this file with its line quoted."""
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Locus(self.file, line, column, excerpt)


@lru_cache(maxsize=64)  # a text is asked for the places of all its references, one after the other
def _places(value: str, source: YamlSource, line: int, column: int) -> Sequence[ScalarPosition] | None:
    return places(value, source.lines, line, column)


_UNUSABLE: Final = Text("")  # stands in for a key that was reported, so that reading can go on behind it


def read_yaml(data: bytes, file: str, needed: Sequence[str] = ()) -> tuple[Tree, list[Finding]]:
    """Read one YAML document. Returns its tree (None where it broke off) and everything found wrong.

    `needed` are the keys that it must hold at its top, for saying so where it is empty.
    Errors: RG101 not YAML, RG102 a key twice, RG103 aliases, anchors and tags, RG104 not UTF-8, or control or
    private-use characters, RG105 too big or too deep, RG106 empty or more than one document.
    """
    if len(data) > MAX_YAML_BYTES:
        return None, [FACTS_LIMIT.too_long(file)]
    try:
        text = data.decode("utf-8-sig").replace(*WAVE_DASHES)
    except UnicodeDecodeError as error:
        return None, [not_utf8(file, error)]
    source = YamlSource(file, text)
    if unfit := list(unfit_characters(text, source)):
        return None, unfit
    builder = _Builder(source)
    loader = _LOADER(text)
    try:
        # get_event by itself: yaml.parse asks twice for every event, and there may be millions.
        while (event := loader.get_event()) is not None:
            if not builder.take(event):
                return None, builder.findings
            if len(builder.findings) >= MOST_YAML_FINDINGS:
                return None, builder.findings
    except yaml.YAMLError as error:
        broken = _syntax(error, source)
        return None, [*(found for found in builder.findings if found.locus != broken.locus), broken]
    finally:
        loader.dispose()
    if not builder.documents:
        builder.findings.append(_empty(text, file, needed))
    return builder.root, builder.findings


def _bare(file: str, code: FindingCode, message: str, mend: str = "") -> Finding:
    return code.finding(message, Locus(file, 1, 1), mend)


def _empty(text: str, file: str, needed: Sequence[str]) -> Finding:
    said = "the file holds nothing but comments" if text.strip() else "the file is empty"
    return _bare(
        file, RG106, said, f"it must hold {', '.join(f'{key}:' for key in needed)}" if needed else ""
    )


def not_utf8(file: str, error: UnicodeDecodeError) -> Finding:
    """RG104 at the byte that cannot be read as UTF-8, and what it is in the encoding that the file seems to have."""
    data = error.object  # without a byte order mark
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _bare(file, RG104, "the file is UTF-16", "save it as UTF-8")
    before = data[: error.start].decode()
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    byte = data[error.start : error.start + 1]
    meant = byte.decode("cp1252", "replace")
    legacy = f"; in Windows-1252 it is {meant}" if meant.isprintable() and meant != "\ufffd" else ""
    excerpt = data.split(b"\n")[line - 1].rstrip(b"\r").decode(errors="replace")
    message = f"the byte 0x{byte[0]:02X} is not UTF-8{legacy}"
    return RG104.finding(message, Locus(file, line, column, excerpt), "save the file as UTF-8")


def unfit_characters(text: str, source: YamlSource) -> Iterator[Finding]:
    """RG104 for the first control and private-use characters of a text."""
    for match in islice(_UNFIT.finditer(text), 20):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield _unfit(match[0], Locus(source.file, line, column))


def _unfit(character: str, locus: Locus) -> Finding:
    kind = "private-use" if unicodedata.category(character) == "Co" else "control"
    return RG104.finding(f"{kind} character U+{ord(character):04X}", locus, "delete it")


def _syntax(error: yaml.YAMLError, source: YamlSource) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _bare(source.file, RG101, f"this is not YAML: {str(error).splitlines()[0]}")
    context = getattr(error, "context_mark", None) or mark
    places = ((mark.line + 1, mark.column + 1), (context.line + 1, context.column + 1))
    complaint = Complaint(error.problem or "", places[0], error.context or "", places[1])  # type: ignore[attr-defined]
    mistake = diagnose(complaint, source.lines)
    return RG101.finding(mistake.message, source.locus(*mistake.place), mistake.mend)


class _Builder:
    """Puts a tree together from events, with a stack of its own.

    What is being filled, and the key that waits for its value, stand in attributes and not on top of the stack:
    there may be millions of events, and every one looks at them.
    """

    def __init__(self, source: YamlSource) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.documents = self.events = 0
        self.root: Tree = None
        self._holder: list[Any] | dict[Text, Any] | None = None
        self._key: Text | None = None
        self._outer: list[tuple[list[Any] | dict[Text, Any] | None, Text | None]] = []

    def take(self, event: Any) -> bool:
        """Take one event; False where reading must stop."""
        kind = type(event)
        self.events += 1
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                self._tags(event)
            mark = event.start_mark
            text = Text.at(event.value, self.source, mark.line + 1, mark.column + 1)
            # Only an escape can hold what the file itself does not.
            if event.style == '"' and (escaped := _UNFIT.search(text)):
                self.findings.append(_unfit(escaped[0], text.locus))
            if text or self._key is None or not self._goes_on(self._key):
                self._put(text, event)
            if len(text) > MAX_YAML_TEXT:
                self._find(RG105, f"a text has more than {MAX_YAML_TEXT:,} characters", mark, "shorten it")
                return False
            if not self.events % _LOOKED_AFTER:
                return self._is_small(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._begin(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._holder, self._key = self._outer.pop()
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents == 2:
                mend = "keep one document a file: take the line --- out, or move what follows into a file of its own"
                self._find(RG106, "a second document begins here", event.start_mark, mend)
        elif kind is yaml.AliasEvent:
            mark = event.start_mark
            self._find(
                RG103, "aliases (*name) are not allowed here", mark, self._or_quoted(mark, "write it out")
            )
            self._put(Text.at("", self.source, mark.line + 1, mark.column + 1), event)
        return True

    def _is_small(self, event: Any) -> bool:
        """False where there is more in the file, or in one list or mapping of it, than may be."""
        holder = self._holder
        if holder is None:
            return True
        among = len(holder)
        if among <= MAX_YAML_LIST and self.events <= MAX_YAML_EVENTS:
            return True
        if self.events > MAX_YAML_EVENTS:
            said = f"the file holds more than {MAX_YAML_EVENTS:,} words, keys and brackets"
        elif type(holder) is list:
            said = f"a list has more than {MAX_YAML_LIST:,} entries"
        elif among > MAX_YAML_KEYS:
            said = f"there are more than {MAX_YAML_KEYS:,} keys beside one another"
        else:
            return True
        self._find(RG105, said, event.start_mark, "split the file, or leave out what nothing uses")
        return False

    def _begin(self, event: Any) -> bool:
        self._tags(event)
        if not self._is_small(event):
            return False
        if len(self._outer) >= MAX_YAML_DEPTH:
            self._find(RG105, f"nested deeper than {MAX_YAML_DEPTH} levels", event.start_mark)
            return False
        made: list[Any] | dict[Text, Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._put(made, event)
        self._outer.append((self._holder, self._key))
        self._holder, self._key = made, None
        return True

    def _tags(self, event: Any) -> None:
        if event.anchor:
            mend = self._or_quoted(event.start_mark, "write it out")
            self._find(RG103, "anchors (&name) are not allowed here", event.start_mark, mend)
        if event.tag:
            mend = self._or_quoted(event.start_mark, "leave it out")
            self._find(RG103, f"tags ({event.tag}) are not allowed here", event.start_mark, mend)

    def _or_quoted(self, mark: Any, mend: str) -> str:
        text = flow_text(self.source.locus(mark.line + 1, 1).excerpt, mark.column)
        return mend if set(text) & set("[{") else f"{mend}, or quote it where it is text: {quoted(text)}"

    def _goes_on(self, key: Text) -> bool:
        """True where what looks like a key without a value is the rest of a text before it, behind an unquoted comma.

        Reported once for the text, which is then put together as it was meant.
        """
        holder = self._holder
        if key is _UNUSABLE or not isinstance(holder, dict) or not holder:
            return False
        behind = key.locus.excerpt[key.column - 1 + len(key) :].lstrip()
        before, text = next(reversed(holder.items()))
        if behind[:1] not in (",", "}") or not isinstance(text, Text) or not text:
            return False
        self._key = None
        if key.line > text.line or key.column > text.column + len(text):
            holder[before] = self._joined(before, text, key)
        return True

    def _joined(self, before: Text, text: Text, rest: Text) -> Text:
        line = text.locus.excerpt
        whole = flow_text(line, text.column - 1) if rest.line == text.line else f"{text}, {rest}"
        comma = self.source.locus(text.line, line.find(",", text.column - 1 + len(text)) + 1)
        mend = f"quote the text: {before}: {quoted(whole)}"
        message = "an unquoted comma ends the text here"
        self.findings.append(RG101.finding(message, comma, mend))
        return Text.at(whole, self.source, text.line, text.column)

    def _put(self, value: Any, event: Any) -> None:
        holder, key = self._holder, self._key
        if type(holder) is dict:
            if key is None:
                self._key = self._checked(holder, value, event)
                return
            if key is not _UNUSABLE:
                holder[key] = value
            self._key = None
        elif type(holder) is list:
            holder.append(value)
        elif self.documents == 1:
            self.root = value

    def _checked(self, holder: dict[Text, Any], value: Any, event: Any) -> Text:
        """A key, or what stands in for one that cannot be used."""
        if not isinstance(value, Text):
            self._no_text(event.start_mark)
            return _UNUSABLE
        if value not in holder:
            return value
        first = next(key for key in holder if key == value)
        message = f"the key {str(value)!r} stands here a second time"
        self._find(RG102, message, event.start_mark, f"the first is in line {first.line}")
        return _UNUSABLE

    def _no_text(self, mark: Any) -> None:
        line = self.source.locus(mark.line + 1, 1).excerpt
        if line[max(mark.column - 1, 0) : mark.column + 1] != "{{":
            self._find(RG101, "a key must be plain text", mark)
            return
        whole = re.sub(r"\s+#.*", "", line[mark.column - 1 :]).rstrip()
        place = self.source.locus(mark.line + 1, mark.column)
        mend = f"quote it: {quoted(whole)}"
        self.findings.append(RG101.finding("a text cannot begin with {{", place, mend))

    def _find(self, code: FindingCode, message: str, mark: Any, mend: str = "") -> None:
        locus = self.source.locus(mark.line + 1, mark.column + 1)
        self.findings.append(code.finding(message, locus, mend))
