"""What the tests of texts share: a writer's desk of the tiny edition, at which a text is read alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from support import read

from reportgen.brief.edition import Edition
from reportgen.brief.markdown import read_blocks
from reportgen.brief.writing import Writer
from reportgen.document.citation import Citation
from reportgen.document.images import Image
from reportgen.document.nodes import Blocks, Line, Piece, Place, Words
from reportgen.document.svg import Trouble
from reportgen.document.walk import blocks as passages_of
from reportgen.document.walk import plain
from reportgen.errors import Finding
from reportgen.facts.text import Text, YamlSource, read_yaml

FILE: Final = "en.md"
LOSS: Final = "−$0.42"  # how cite("eps") is printed


@cache
def edition() -> Edition:
    """The tiny edition."""
    made, findings = read()
    assert made is not None, findings
    return made


@dataclass(frozen=True)
class Read:
    """What became of a text: its blocks or its line, what it cites, and what is wrong with it."""

    blocks: Blocks
    line: Line
    writer: Writer = field(repr=False)

    @property
    def findings(self) -> list[Finding]:
        return list(self.writer.findings)

    @property
    def citations(self) -> list[Citation]:
        return self.writer.register.citations

    @property
    def said(self) -> list[tuple[str, int, int]]:
        """The findings by code, line and column."""
        return [(one.code, *place(one)) for one in self.findings]

    @property
    def words(self) -> str:
        """Every line of it, one below the other."""
        return "\n".join(plain(passage.line) for passage in passages_of(self.blocks))

    def only(self) -> Finding:
        """The one finding that there is."""
        (finding,) = self.findings
        return finding


def place(finding: Finding) -> tuple[int, int]:
    """Where a finding points."""
    assert finding.locus is not None, finding
    return finding.locus.line, finding.locus.column


def text_of(text: str, file: str = FILE) -> Text:
    """A text as if it were the whole of a file."""
    return Text.at(text, YamlSource(file, text), 1, 1)


def prose(text: str, language: str = "en", images: Mapping[str, Image | Trouble] | None = None) -> Read:
    """A text as the prose of the edition, with exhibits and notes."""
    writer = Writer(edition(), language, {})
    if images:
        writer.edition = Edition(**{**vars(writer.edition), "images": images})
    with writer.standing("", True):
        made = read_blocks(writer.render(text_of(text), prose=True, exhibits=True), writer)
    return Read(made, (), writer)


def scalar(yaml: str) -> Read:
    """The first text in a piece of brief.yaml, read as a line."""
    tree, findings = read_yaml(yaml.encode(), "brief.yaml")
    assert not findings, findings
    value = next(iter(tree.values()))
    writer = Writer(edition(), "en", {})
    return Read((), writer.line(value), writer)


def pieces(line: Line) -> Iterator[Piece]:
    """Every piece of a line, those inside of others after them."""
    for piece in line:
        yield piece
        yield from pieces(getattr(piece, "content", ()))


def all_pieces(read: Read) -> Iterator[Piece]:
    """Every piece of what was read."""
    lines = [passage.line for passage in passages_of(read.blocks)] or [read.line]
    for line in lines:
        yield from pieces(line)


def written(read: Read) -> list[tuple[str, Place]]:
    """The words that stand in the file as they are printed, with their places."""
    return [
        (piece.text, piece.place)
        for piece in all_pieces(read)
        if isinstance(piece, Words) and piece.written and piece.place
    ]
