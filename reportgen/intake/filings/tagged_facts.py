"""What an XBRL document tags, as it stands there: the facts before they are understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from reportgen.codes.rg8_coverage import RG820, RG821
from reportgen.intake.filings.filing_contexts import ContextReader
from reportgen.intake.filings.safe_xml import SafeXml
from reportgen.intake.filings.taxonomy_names import INLINE, LINK, XBRLI, XHTML, XSI, qualified
from reportgen.intake.intake_limits import LONGEST_NUMBER, LONGEST_TEXT, MOST_FACTS

_BEFORE: Final = 8  # characters before a number that are looked at: a bracket and a currency sign
_BEHIND: Final = 16
_UNSETTLED: Final = re.compile(r"\s*%?\s*")


@dataclass(slots=True)
class TaggedFact:
    """A fact as it is tagged. `attributes` are those of its element; `before` and `behind` what the page has beside it;
    `format` the namespace and name of its format; `trouble` why it can't be taken, where that is known already."""

    element: str
    attributes: dict[str, str]
    line: int
    number: bool
    words: list[str] = field(default_factory=list)
    size: int = 0
    before: str = ""
    behind: str = ""
    hidden: bool = False
    format: tuple[str, str] = ("", "")
    trouble: str = ""

    @property
    def text(self) -> str:
        """All that stands in it."""
        return "".join(self.words)

    @property
    def nil(self) -> bool:
        """True where it says that there is no value."""
        return self.attributes.get(f"{XSI} nil", "").strip() in ("true", "1")


class Tagged:
    """Reads an XBRL document, inline or plain: `facts`, `continuations` by their id, `contexts` and `units`."""

    def __init__(self, data: bytes, name: str) -> None:
        self.facts: list[TaggedFact] = []
        self.continuations: dict[str, TaggedFact] = {}
        self.inline = False
        self._xml = SafeXml(data, name)
        self._contexts = ContextReader(self._xml)
        self.contexts, self.units = self._contexts.contexts, self._contexts.units
        self._open: list[TaggedFact] = []  # within the innermost ix:exclude
        self._elements: list[TaggedFact | None] = []  # the elements that are open in it
        self._aside: list[list[TaggedFact]] = []
        self._before = ""
        self._waiting: list[TaggedFact] = []
        self._hidden = 0
        self._plain = False
        self._plain_prefixes: dict[str, str] = {}
        self._begins = {f"{XHTML} {name}": self._block for name in ("tr", "td", "th", "p", "div", "li", "br")}
        self._begins |= {f"{XBRLI} {name}": self._contexts.begin for name in ("context", "unit")}
        self._begins[f"{XBRLI} xbrl"] = self._instance
        for inline in INLINE:
            self._begins |= {
                f"{inline} nonFraction": self._fact,
                f"{inline} nonNumeric": self._fact,
                f"{inline} fraction": self._fact,
                f"{inline} continuation": self._continuation,
                f"{inline} exclude": self._exclude,
                f"{inline} hidden": self._hide,
                f"{inline} header": self._header,
            }
        self._ends = {name for name in self._begins if not name.startswith((XHTML, f"{XBRLI} xbrl"))}
        self._xml.read(self._begin, self._end, self._text)
        self._expect_xbrl()

    def _expect_xbrl(self) -> None:
        if not (self.inline or self._plain):
            what = "no XBRL is in it, where an instance (xbrl) or inline XBRL (ix:header, ix:nonFraction) was expected"
            self._xml.refuse(RG820, what)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if self._contexts.reading:
            self._contexts.begin(name, attributes)
        elif self._plain:
            self._begin_plain(name, attributes)
        elif begins := self._begins.get(name):
            self.inline = self.inline or name.startswith(INLINE)
            begins(name, attributes)

    def _end(self, name: str) -> None:
        if self._contexts.reading:
            self._contexts.end(name)
        elif self._plain:
            self._end_plain()
        elif name in self._ends:
            self._end_inline(name.partition(" ")[2])
        elif name == f"{XHTML} tr":
            self._waiting.clear()

    def _text(self, data: str) -> None:
        if self._contexts.reading:
            self._contexts.text(data)
            return
        for fact in self._open:
            fact.words.append(data[: LONGEST_TEXT + 1])
            fact.size += len(data)
        if any(fact.size > LONGEST_TEXT for fact in self._open):  # more of them is not kept, nor looked at
            self._open = [fact for fact in self._open if fact.size <= LONGEST_TEXT]
        if not self._plain:
            self._before = (self._before + data[-_BEFORE:])[-_BEFORE:]
            if self._waiting:
                self._behind(data)

    def _closed(self, fact: TaggedFact | None) -> None:
        if self._open and self._open[-1] is fact:
            self._open.pop()

    # Inline
    def _block(self, name: str, attributes: dict[str, str]) -> None:
        self._before = ""

    def _fact(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.partition(" ")[2]
        element = self._contexts.name(attributes.get("name", ""))
        fact = TaggedFact(element, attributes, self._xml.line, kind != "nonNumeric", hidden=self._hidden > 0)
        fact.before = self._before
        self._waiting.clear()
        if not element:
            fact.trouble = "its prefix is not declared"
            fact.element = attributes.get("name", "")[:LONGEST_NUMBER]
        elif kind == "fraction":
            fact.trouble = "a fraction of two numbers"
        elif "tupleRef" in attributes:
            fact.trouble = "in a tuple"
        elif "target" in attributes:
            fact.trouble = "for another document (target)"
        prefix, _, local = attributes.get("format", "").strip().rpartition(":")
        fact.format = (self._xml.namespace(prefix) or "", local)
        self._add(fact)
        if attributes.get("escape", "").strip() not in ("true", "1"):
            self._open.append(fact)
        self._elements.append(fact)

    def _add(self, fact: TaggedFact) -> None:
        if len(self.facts) >= MOST_FACTS:
            self._xml.refuse(RG821, f"it has more than {MOST_FACTS:,} facts")
        self.facts.append(fact)

    def _continuation(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.continuations) >= MOST_FACTS:
            self._xml.refuse(RG821, f"it has more than {MOST_FACTS:,} continuations")
        part = TaggedFact("", attributes, self._xml.line, number=False)
        self.continuations[attributes.get("id", "")] = part
        self._open.append(part)
        self._elements.append(part)

    def _exclude(self, name: str, attributes: dict[str, str]) -> None:
        self._aside.append(self._open)
        self._open = []

    def _hide(self, name: str, attributes: dict[str, str]) -> None:
        self._hidden += 1

    def _header(self, name: str, attributes: dict[str, str]) -> None:
        """It tells that the document is inline XBRL."""

    def _end_inline(self, kind: str) -> None:
        if kind == "exclude":
            self._open = self._aside.pop()
        elif kind == "hidden":
            self._hidden -= 1
        elif kind != "header":
            fact = self._elements.pop()
            self._closed(fact)
            if fact is not None and fact.number:
                self._waiting.append(fact)

    def _behind(self, data: str) -> None:
        """What stands behind numbers that have ended, up to a sign that settles what it is."""
        for fact in self._waiting:
            fact.behind = (fact.behind + data[: 2 * _BEHIND])[:_BEHIND]
        if not _UNSETTLED.fullmatch(data):
            self._waiting.clear()

    # A plain instance
    def _instance(self, name: str, attributes: dict[str, str]) -> None:
        self._plain = True

    def _begin_plain(self, name: str, attributes: dict[str, str]) -> None:
        if name in (f"{XBRLI} context", f"{XBRLI} unit"):
            self._contexts.begin(name, attributes)
            return
        namespace, _, local = name.rpartition(" ")
        if "contextRef" not in attributes or namespace in (XBRLI, LINK):
            self._elements.append(None)
            return
        if namespace not in self._plain_prefixes:
            self._plain_prefixes[namespace] = self._xml.prefix(namespace)
        element = qualified(namespace, self._plain_prefixes[namespace], local)
        fact = TaggedFact(element, attributes, self._xml.line, "unitRef" in attributes, hidden=True)
        if self._elements:
            fact.trouble = "in a tuple"
        self._add(fact)
        self._open.append(fact)
        self._elements.append(fact)

    def _end_plain(self) -> None:
        self._closed(self._elements.pop() if self._elements else None)
