"""The paragraphs of a tagged PDF: its structure tree says what belongs together, and the pages what it reads."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from reportgen.document.walk import BOUND
from reportgen.proof.finished import Unreadable
from reportgen.proof.order import address
from reportgen.proof.read_pdf import drawn_characters

_Stretch = tuple[int, int]  # a page, from 0, and the number of a marked stretch on it
_BLOCKS: Final = frozenset({"P", "LBody", "Note", "Caption", *(f"H{level}" for level in range(1, 7))})
_HEADINGS: Final = re.compile(r"H[1-6]")
# Figures and where they lead are compared as such.
_SKIPPED: Final = frozenset({"TD", "TH", "TOC", "Lbl"})
_INK: Final = frozenset({"Figure", "Table"})  # of these only what has paragraphs: their captions
_DEEP: Final = 60
_DENSE: Final = r"[\u2e80-\uffef]"  # scripts that are set without spaces
_BESIDE_DENSE: Final = re.compile(rf"(?<={_DENSE}) | (?={_DENSE})")
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True)
class PaperParagraph:
    """A paragraph as it reads, the same with a mark for each figure that is a link to its row, and whether it is a
    heading."""

    text: str
    frame: str
    heading: bool


def paper_paragraphs(data: bytes) -> tuple[PaperParagraph, ...] | None:
    """The paragraphs of a PDF in the order of reading, without cells of tables and what is drawn; None for one that
    is not tagged. Beside characters that are set without spaces there are none: a line may end there. Raises
    Unreadable."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if "/StructTreeRoot" not in pdf.Root:
                return None
            pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
            tree = _Tree(pages, _words(data))
            return tuple(tree.paragraphs(pdf.Root.StructTreeRoot, 0))
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"the structure of this PDF cannot be read: {error}") from error


@dataclass(frozen=True)
class _Tree:
    """The pages by their objects, and what each marked stretch of them says."""

    pages: Mapping[Any, int]
    words: Mapping[_Stretch, str]

    def paragraphs(self, element: Any, depth: int) -> Iterator[PaperParagraph]:
        if depth > _DEEP:
            raise ValueError(f"more than {_DEEP} elements in one another")
        kind = _kind(element)
        if kind in _SKIPPED:
            return
        if kind in _BLOCKS:
            pieces = tuple(self._pieces(element, False, depth))
            if text := _joined("".join(said for said, _ in pieces)):
                frame = _joined("".join(BOUND if figure else said for said, figure in pieces))
                yield PaperParagraph(text, frame, bool(_HEADINGS.fullmatch(kind)))
        for kid in _kids(element):
            if _is_element(kid):
                yield from self.paragraphs(kid, depth + 1)

    def _pieces(self, element: Any, linked: bool, depth: int) -> Iterator[tuple[str, bool]]:
        """What an element says itself: not the paragraphs in it."""
        if depth > _DEEP:
            raise ValueError(f"more than {_DEEP} elements in one another")
        for kid in _kids(element):
            if _is_element(kid):
                if _kind(kid) not in _BLOCKS | _SKIPPED | _INK | {"L", "LI"}:
                    yield from self._pieces(kid, linked or _kind(kid) == "Link", depth + 1)
            elif (stretch := self._stretch(kid, element)) is not None:
                said = self.words.get(stretch, "")
                yield said, linked and bool(_DIGIT.search(said))

    def _stretch(self, kid: Any, element: Any) -> _Stretch | None:
        import pikepdf

        if not isinstance(kid, pikepdf.Dictionary):
            return self.pages[element.Pg.objgen], int(kid)
        if kid.get("/Type") == "/MCR":
            return self.pages[kid.get("/Pg", element.get("/Pg")).objgen], int(kid.MCID)
        return None  # the area of a link


def _joined(text: str) -> str:
    return _BESIDE_DENSE.sub("", " ".join(text.split()))


def _kind(element: Any) -> str:
    return str(element.get("/S", "")).removeprefix("/")


def _is_element(kid: Any) -> bool:
    import pikepdf

    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _kids(element: Any) -> list[Any]:
    import pikepdf

    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _words(data: bytes) -> Mapping[_Stretch, str]:
    """What each marked stretch says. Where a line or a page ends there is a space."""
    import pypdfium2
    from pypdfium2 import raw

    found: dict[_Stretch, str] = defaultdict(str)
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            textpage, marks, ended = page.get_textpage(), dict[int, int](), True
            for index, char in drawn_characters(textpage):
                if raw.FPDFText_IsGenerated(textpage.raw, index) == 1 and char.isspace():
                    ended = True
                    continue
                item = raw.FPDFText_GetTextObject(textpage.raw, index)
                at = address(item)
                if at not in marks:
                    marks[at] = raw.FPDFPageObj_GetMarkedContentID(item) if item else -1
                found[number, marks[at]] += f" {char}" if ended else char
                ended = False
            page.close()
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    finally:
        document.close()
    return found
