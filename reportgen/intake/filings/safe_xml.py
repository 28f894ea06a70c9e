"""XML of strangers, read as a stream by expat: nothing is fetched, no entity is declared, and all is bounded.

Entities of HTML (&nbsp;) are read in documents that declare none, as filings have them.
"""

from __future__ import annotations

import html.entities
from collections import defaultdict
from collections.abc import Callable
from typing import Final, NoReturn
from xml.parsers import expat

from reportgen.codes.rg8_coverage import RG820, RG821
from reportgen.errors import FindingCode, Locus, Rejected
from reportgen.intake.intake_limits import (
    DEEPEST,
    FIRST_PIECE,
    MOST_FILING_BYTES,
    MOST_PREFIXES,
    NEXT_PIECES,
)

_LONGEST_EXCERPT: Final = 10_000  # characters: a filing may be a single line of millions
_WHOLE: Final = "give the whole file as it was published"
_EXPECTED: Final = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "it has no element, where a filing was expected",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "it breaks off within a tag",
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "an element ends here that is not the open one",
    expat.errors.codes[
        expat.errors.XML_ERROR_UNBOUND_PREFIX
    ]: "a prefix is used here that no xmlns: declares",
    expat.errors.codes[
        expat.errors.XML_ERROR_INVALID_TOKEN
    ]: "a character stands here that XML does not allow",
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR]: "it breaks off within a character",
    expat.errors.codes[
        expat.errors.XML_ERROR_UNDEFINED_ENTITY
    ]: "an entity stands here that nothing declares",
    expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "an attribute stands here twice",
    expat.errors.codes[
        expat.errors.XML_ERROR_UNKNOWN_ENCODING
    ]: "its encoding is not known: UTF-8 was expected",
    expat.errors.codes[
        expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT
    ]: "something stands behind its last element",
}


class SafeXml:
    """The reading of one document. Names of elements and attributes are `namespace local`, parted by a space, or
    `local` alone where they have no namespace."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._depth = 0
        self._prefixes: defaultdict[str, list[str]] = defaultdict(list)
        self._open_prefixes = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.UseForeignDTD(True)  # so that what no DTD declares is skipped, and told to us
        self._parser.EntityDeclHandler = self._entity_declared
        self._parser.StartNamespaceDeclHandler = self._prefix_begins
        self._parser.EndNamespaceDeclHandler = self._prefix_ends

    def read(
        self,
        begin: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        """Call `begin` and `end` for each element, and `text` for what stands in them. Raises Rejected: RG820 where it
        is not well-formed, RG821 beyond a limit."""

        def begins(name: str, attributes: dict[str, str]) -> None:
            self._depth += 1
            if self._depth > DEEPEST:
                self.refuse(RG821, f"elements stand in one another more than {DEEPEST} deep")
            begin(name, attributes)

        def ends(name: str) -> None:
            self._depth -= 1
            end(name)

        def skipped(name: str, is_parameter: bool) -> None:
            if (char := html.entities.html5.get(f"{name};")) is None or is_parameter:
                self.refuse(RG820, f"the entity &{name}; stands here, which nothing declares")
            text(char)

        if len(self._data) > MOST_FILING_BYTES:
            self.refuse(RG821, f"it has more than {MOST_FILING_BYTES // 2**20} MiB")
        self._parser.StartElementHandler, self._parser.EndElementHandler = begins, ends
        self._parser.CharacterDataHandler, self._parser.SkippedEntityHandler = text, skipped
        self._parse()

    def _parse(self) -> None:
        at, size, data = 0, FIRST_PIECE, memoryview(self._data)
        try:
            while at < len(data):
                self._parser.Parse(data[at : at + size], False)
                at, size = at + size, NEXT_PIECES
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            self._not_well_formed(error)
        except (LookupError, ValueError):  # an encoding that Python does not know, or that has several bytes
            self.refuse(RG820, "its encoding can't be read: UTF-8 was expected")

    def _not_well_formed(self, error: expat.ExpatError) -> NoReturn:
        ended = expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]
        if self._depth and error.code == ended:
            what = f"it breaks off, with {self._depth} elements that are not closed"
        else:
            what = _EXPECTED.get(error.code, expat.ErrorString(error.code))
        self._refuse_at(error.lineno, error.offset, RG820, what)

    @property
    def line(self) -> int:
        """The line that is being read, from 1."""
        return self._parser.CurrentLineNumber

    def namespace(self, prefix: str) -> str | None:
        """The namespace that a prefix stands for at this place, the default one for ""; None where it has none."""
        stack = self._prefixes.get(prefix)
        return stack[-1] if stack else None

    def prefix(self, namespace: str) -> str:
        """A prefix that stands for a namespace at this place, or ""."""
        for prefix, stack in self._prefixes.items():
            if prefix and stack and stack[-1] == namespace:
                return prefix
        return ""

    def refuse(self, code: FindingCode, what: str) -> NoReturn:
        """Raise Rejected, at the place that is being read."""
        self._refuse_at(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber, code, what)

    def _refuse_at(self, line: int, column: int, code: FindingCode, what: str) -> NoReturn:
        locus = Locus(self._name, line, column + 1, _line_of(self._data, line))
        raise Rejected([code.finding(f"{self._name} can't be read: {what}", locus, _WHOLE)]) from None

    def _entity_declared(self, name: str, *_: object) -> None:
        self.refuse(RG821, f"it declares the entity {name[:40]}, and entities of a file are not read")

    def _prefix_begins(self, prefix: str | None, namespace: str | None) -> None:
        self._open_prefixes += 1
        if self._open_prefixes > MOST_PREFIXES:
            self.refuse(RG821, f"more than {MOST_PREFIXES:,} namespaces are declared")
        self._prefixes[prefix or ""].append(namespace or "")

    def _prefix_ends(self, prefix: str | None) -> None:
        self._open_prefixes -= 1
        stack = self._prefixes[prefix or ""]
        stack.pop()
        if not stack:
            del self._prefixes[prefix or ""]


def _line_of(data: bytes, number: int) -> str:
    """A line as it stands, or nothing where it is too long to be shown."""
    start = 0
    for _ in range(number - 1):
        start = data.find(b"\n", start) + 1
        if not start:
            return ""
    end = data.find(b"\n", start, start + _LONGEST_EXCERPT)
    whole = end >= 0 or len(data) - start <= _LONGEST_EXCERPT
    return (
        data[start : end if end >= 0 else len(data)].decode("utf-8", "replace").rstrip("\r") if whole else ""
    )
