"""Inside of a line: Markdown's own tokens as pieces, each where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol
from urllib.parse import unquote

from markdown_it.common.html_blocks import block_names
from markdown_it.tree import SyntaxTreeNode

from reportgen.brief.pieces import Builder, Shows, TokenReader, Wrap
from reportgen.brief.tokens import PRIVATE, TOKEN, RenderedText
from reportgen.codes.rg5_texts import RG509
from reportgen.document.nodes import Block, Break, Code, Emphasis, Line, Link, Named, Picture, Place, Words
from reportgen.languages.line_breaks import is_wide

_INLINE_ELEMENTS: Final = (
    "a abbr applet audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font i img input ins"
    " kbd label map mark math meter noscript object output picture progress q ruby s samp script select slot small span"
    " strike strong style sub sup svg template textarea time tt u var video wbr"
)
_ELEMENTS: Final = frozenset(_INLINE_ELEMENTS.split()) | frozenset(block_names)
TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)[^<>]*>|<[!?]")
_FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]+\]")
HTML_MEND: Final = r"write it in Markdown; a bracket that is meant as such is written \<"
_AROUND_WORDS: Final = " \t\n>*_`~["  # what may stand between the end of a line and its words
_NEAR: Final = 200  # characters, more than the tokens that follow on one another
NOTE_MEND: Final = "write {% note %}words{% endnote %}"


class Host(TokenReader, Protocol):
    """What the nodes of a text are made with: the writer of its document."""

    def shown(self, shows: Shows) -> Block | None:
        """The exhibits that a token stands for."""
        ...

    def picture(self, name: str, alt: Line, caption: Line, place: Place) -> Picture | None:
        """An image of the edition's folder."""
        ...

    def quoted(self, by: Line, place: Place) -> tuple[Line, str, str]:
        """Who said a quotation, as it is printed, and the source and the locator that are recorded for it."""
        ...


def refuse(host: TokenReader, what: str, place: Place, mend: str) -> None:
    """RG509: Markdown that is not supported."""
    host.say(RG509.finding(f"{what} not supported here", place.locus, mend))


def is_html(tag: re.Match[str]) -> bool:
    """True for a tag that HTML knows; what else stands in angle brackets is text."""
    return tag[1] is None or tag[1].lower() in _ELEMENTS


@dataclass
class Inline:
    """The pieces of one line; `at` is how far its source has been read. `pictured` is where its images stand, and
    `pictures` are those that there are."""

    rendered: RenderedText
    host: Host
    at: int
    end: int
    pictures: list[Picture] = field(default_factory=list)
    pictured: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.builder = Builder(self.host)

    def all(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        for node in nodes:
            self._piece(node)

    def _piece(self, node: SyntaxTreeNode) -> None:
        match node.type:
            case "text":
                self.text(node.content)
            case "text_special":  # an escape or an entity
                self._skip_to(node.markup)
                self.builder.odd(node.content, self._here())
                self._skip(node.markup)
            case "softbreak" | "hardbreak":
                self._break(node.type == "hardbreak")
            case "em" | "strong":
                self._emphasis(node)
            case "code_inline":
                self._code(node)
            case "link":
                self._link(node)
            case "image":
                self._image(node)
            case "html_inline":
                self._html(node)
            case _:
                mend = "leave the ~~ out, or write it out"
                refuse(self.host, "struck text is", self._here(), mend)

    def _here(self) -> Place:
        return self.rendered.place(min(self.at, len(self.rendered.text)))

    def _skip_to(self, written: str) -> bool:
        """Go on to where something stands, if it does."""
        start = self.rendered.text.find(written, self.at, self.end)
        self.at = start if start >= 0 else self.at
        return start >= 0

    def _break(self, hard: bool) -> None:
        """The end of a line: a space, and nothing between characters that are written without spaces."""
        self._skip("\n")
        text = self.rendered.text
        before, ahead = text[max(0, self.at - 1 - _NEAR) : self.at - 1], text[self.at : self.at + _NEAR]
        ends, begins = (TOKEN.sub("", part).strip(_AROUND_WORDS) for part in (before, ahead))
        if hard or not (_is_spaceless(ends[-1:]) and _is_spaceless(begins[:1])):
            self.builder.put(Break(hard))

    def _skip(self, written: str) -> None:
        """Go on behind what stands here or further on."""
        if self._skip_to(written):
            self.at += len(written)

    def text(self, content: str) -> None:
        """Words; what stands as it is printed is found where it stands, the rest near it."""
        found = self._skip_to(content)
        if not found and "|" in content and content != "|":  # a bar in a cell is written \|
            for part in re.split(r"(\|)", content):
                self.text(part)
            return
        if not found:
            self.builder.odd(content, self._here())
            self.at = self._behind(content)
            return
        for footnote in _FOOTNOTE.finditer(content):
            place = self.rendered.place(self.at + footnote.start())
            refuse(self.host, f"a footnote ({footnote[0]}) is", place, NOTE_MEND)
        self.builder.text(self.rendered, self.at, self.at + len(content))
        self.at += len(content)

    def _behind(self, content: str) -> int:
        """The place behind words that stand otherwise in the source: at most as far as their characters are found."""
        at = self.at
        for char in content:
            found = self.rendered.text.find(char, at, min(self.end, at + 12))
            at = found + 1 if found >= 0 else at
        return at

    def _emphasis(self, node: SyntaxTreeNode) -> None:
        self.builder.begin("emphasis", _stress(node.type == "strong"))
        self.all(node.children)
        self.builder.end("emphasis")

    def _code(self, node: SyntaxTreeNode) -> None:
        place = self._here()
        if TOKEN.search(node.content):
            mend = "take the fact, claim or opinion out of the backticks"
            refuse(self.host, "a fact in code is", place, mend)
            return
        if self._skip_to(node.content):
            place = self._here()
        self._skip(node.content)
        self.builder.put(Code(node.content, place))

    def _link(self, node: SyntaxTreeNode) -> None:
        address, place = str(node.attrs.get("href", "")), self._here()
        if not re.match(r"(?:https://|mailto:)\S", address):
            message = f"a link leads to an https: or mailto: address, not to {address[:60]!r}"
            self.host.say(RG509.finding(message, place.locus))
        if PRIVATE.search(unquote(address)):
            refuse(self.host, "a fact in an address is", place, "write the address out")
        if node.info == "auto":
            self.builder.put(Link(address, (Named(address.removeprefix("mailto:"), "address"),), place))
            self._skip(">")
            return
        if not node.children:
            refuse(self.host, "a link without words is", place, f"write [words]({address})")
        text, where = self._title(node)
        title: Line = (Words(text, where, written=False),) if self._quiet(text, where) else ()
        self.builder.begin("link", lambda line: (Link(address, line, place, title),))
        self.all(node.children)
        self.builder.end("link")
        self._behind_address()

    def _behind_address(self) -> None:
        found = _ADDRESS.search(self.rendered.text, self.at, self.end)
        self.at = found.end() if found else self.at

    def _title(self, node: SyntaxTreeNode) -> tuple[str, Place]:
        """The title of a link or an image, "" for none, and where it stands."""
        title = str(node.attrs.get("title", ""))
        start = self.rendered.text.find(title, self.at, self.end)
        return title, self.rendered.place(start) if start >= 0 else self._here()

    def _quiet(self, text: str, place: Place) -> bool:
        """True for words that hold no fact: they do not stand in the text, where it could be numbered."""
        if TOKEN.search(text):
            mend = "take the fact, claim or opinion into the text"
            refuse(self.host, "a fact in a title or a description is", place, mend)
            return False
        return bool(text)

    def _image(self, node: SyntaxTreeNode) -> None:
        place = self._here()
        alt = Inline(self.rendered, self.host, self.at, self.end)
        if self._quiet(node.content, place):
            alt.all(node.children)
        else:
            alt.builder.odd(TOKEN.sub("", node.content), place)
        caption = Builder(self.host)
        caption.odd(*self._title(node))
        name = str(node.attrs.get("src", ""))
        self.pictured.append(place)
        if picture := self.host.picture(name, alt.builder.line(), caption.line(), place):
            self.pictures.append(picture)
        self._behind_address()

    def _html(self, node: SyntaxTreeNode) -> None:
        found = TAG.match(node.content)
        if not found or not is_html(found):
            self.text(node.content)
            return
        self._skip_to(node.content)
        tag = re.fullmatch(r"<(/?)([bi])>", node.content, re.IGNORECASE)
        if tag and not tag[1]:
            self.builder.begin(f"<{tag[2].lower()}>", _stress(tag[2].lower() == "b"), self._here())
        elif not (tag and self.builder.end(f"<{tag[2].lower()}>")):
            refuse(self.host, f"HTML ({node.content[:20]}) is", self._here(), HTML_MEND)
        self._skip(node.content)


# The rest of a link or an image behind its words: the address, perhaps in brackets, and a title.
_ADDRESS: Final = re.compile(
    r"""\]\(\s*(?:<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
)


def _stress(strong: bool) -> Wrap:
    return lambda line: (Emphasis(line, strong),)


def _is_spaceless(char: str) -> bool:
    """True for a character of a script that is written without spaces: wide ones, but Hangul."""
    return char != "" and is_wide(char) and not "\uac00" <= char <= "\ud7a3"
