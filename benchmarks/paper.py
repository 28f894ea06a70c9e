"""A finished PDF, opened so that it can be edited: its texts glyph by glyph, and where its numerals stand."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pikepdf
import pypdfium2
from pikepdf import String
from surgery import rewritten

Ops = list[tuple[list[Any], Any]]
Place = tuple[str, Any]  # ("page", index) or ("form", name of the resource)
_NUMBER: Final = re.compile(r"\d[\d.,]*\d|\d")
_SMALL: Final = 8.6  # in CSS pixels: the type of the appendix and of what stands below exhibits


@dataclass(frozen=True)
class Run:
    """The text of one text object: where it stands, which glyphs it is made of (operation, item, offset)."""

    place: Place
    first: int
    last: int
    font: str
    size: float
    text: str
    glyphs: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Spot:
    """A numeral in a run."""

    run: Run
    start: int
    end: int

    @property
    def text(self) -> str:
        """The numeral."""
        return self.run.text[self.start : self.end]


class Paper:
    """A finished PDF and where the numerals in it stand."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    @cached_property
    def document(self) -> pikepdf.Pdf:
        """The PDF, to look into."""
        return pikepdf.open(io.BytesIO(self.data))

    @cached_property
    def chars(self) -> Mapping[str, Mapping[bytes, str]]:
        """What each glyph of each font says."""
        return {name: _says(font.ToUnicode) for name, font in self.document.pages[0].Resources.Font.items()}

    def code(self, font: str, char: str) -> bytes | None:
        """The glyph of a font that says a character."""
        return next((code for code, said in self.chars[font].items() if said == char), None)

    @cached_property
    def runs(self) -> list[Run]:
        """Every text object, those of the charts last."""
        found: list[Run] = []
        for index, page in enumerate(self.document.pages):
            found += self._runs(("page", index), page)
        for name, form in self.document.pages[0].Resources.XObject.items():
            if form.Subtype == "/Form":
                found += self._runs(("form", name), form)
        return found

    def _runs(self, place: Place, source: Any) -> Iterator[Run]:
        start, font, size, text, glyphs = 0, "", 0.0, "", []
        for number, (operands, operator) in enumerate(pikepdf.parse_content_stream(source)):
            match str(operator):
                case "BT":
                    start, text, glyphs = number, "", []
                case "Tf":
                    font, size = str(operands[0]), float(operands[1])
                case "TJ":
                    for item, part in enumerate(operands[0]):
                        for offset in range(0, len(bytes(part)), 2) if isinstance(part, String) else ():
                            text += self.chars[font].get(bytes(part)[offset : offset + 2], "?")
                            glyphs.append((number, item, offset))
                case "ET" if text:
                    yield Run(place, start, number, font, size, text, tuple(glyphs))

    def spots(self, kind: str = "") -> list[Spot]:
        """The numerals of the body, of the small type (appendix, notes) or of the charts; of all without a kind."""
        wanted = [run for run in self.runs if not kind or kind == _kind(run)]
        return [Spot(run, *found.span()) for run in wanted for found in _NUMBER.finditer(run.text)]

    def edited(self, place: Place, change: Callable[[Ops], Ops]) -> bytes:
        """The PDF with the operations of a page or a chart's label changed."""

        def rewrite(document: pikepdf.Pdf) -> None:
            source: Any = (
                document.pages[place[1]]
                if place[0] == "page"
                else document.pages[0].Resources.XObject[place[1]]
            )
            ops = [(list(operands), operator) for operands, operator in pikepdf.parse_content_stream(source)]
            written = pikepdf.unparse_content_stream(change(ops))
            if place[0] == "page":
                source.Contents = document.make_stream(written)
            else:
                source.write(written)

        return rewritten(self.data, rewrite)

    def with_glyphs(self, run: Run, glyphs: Mapping[int, bytes]) -> bytes:
        """The PDF with other glyphs in a run, by their index."""

        def change(ops: Ops) -> Ops:
            for index, code in glyphs.items():
                number, item, offset = run.glyphs[index]
                said = bytes(ops[number][0][0][item])
                ops[number][0][0][item] = String(said[:offset] + code + said[offset + 2 :])
            return ops

        return self.edited(run.place, change)

    @cached_property
    def boxes(self) -> list[tuple[int, str, tuple[float, float, float, float]]]:
        """The numerals as a viewer has them: page, text, and the box around it in points."""
        found = []
        document = pypdfium2.PdfDocument(self.data)
        for index in range(len(document)):
            textpage = document[index].get_textpage()
            text = textpage.get_text_range()
            for match in _NUMBER.finditer(text) if len(text) == textpage.count_chars() else ():
                sides = list(zip(*(textpage.get_charbox(i) for i in range(*match.span())), strict=True))
                found.append((index, match[0], (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))))
        return found

    def painted(
        self, page: int, content: bytes, add: Callable[[pikepdf.Pdf, Any], None] | None = None
    ) -> bytes:
        """The PDF with something painted at the end of a page, in the page's own points."""

        def change(document: pikepdf.Pdf) -> None:
            sheet = document.pages[page]
            sheet.contents_add(document.make_stream(b"q\n"), prepend=True)
            sheet.contents_add(document.make_stream(b"\nQ\n" + content))
            if add:
                add(document, sheet)

        return rewritten(self.data, change)


def _says(cmap: Any) -> dict[bytes, str]:
    pairs = re.findall(rb"^<([0-9a-f]{4})> <([0-9a-f]+)>$", cmap.read_bytes(), re.MULTILINE)
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(said.decode()).decode("utf-16-be") for code, said in pairs
    }


def _kind(run: Run) -> str:
    return "chart" if run.place[0] == "form" else "small" if run.size < _SMALL else "body"


Make = Callable[[], bytes]
Kind = Callable[[Paper, random.Random], Iterator[Make]]


def mixed(things: Sequence[Any], chance: random.Random) -> list[Any]:
    """The things in another order."""
    return chance.sample(things, len(things))
