"""What a reading is made of: paragraphs, figures, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reportgen.facts.quantity import Quantity


@dataclass(frozen=True)
class SourceParagraph:
    """A non-empty line: its number among them, its line in the file, both from 1, and its text."""

    number: int
    line: int
    text: str


@dataclass(frozen=True)
class Figure:
    """A figure as printed, from `start` to `end` of its paragraph, its number alone in `core`.

    `quantity` is the likeliest reading; its unit is a guess from the words beside it. `also` are other values that the
    same words may mean (doubled: twice, or 100% more). `money` are the currencies that the sign may stand for.
    `qualifier` is the fact base's word for the one it is printed with. `bare` means that neither scale nor unit is
    printed with it, a sign at most, `scaled` that a scale is: that of a table may stand in its head. Where it does,
    `head` is the power of ten that it gives, `quantity` is scaled by it, and the figure is not `bare`.
    """

    paragraph: SourceParagraph
    start: int
    end: int
    core: tuple[int, int]
    quantity: Quantity
    also: tuple[Fraction, ...] = ()
    money: tuple[str, ...] = ()
    qualifier: str = ""
    bare: bool = False
    scaled: bool = False
    head: int | None = None

    @property
    def printed(self) -> str:
        """The figure in the text's own characters."""
        return self.paragraph.text[self.start : self.end]


@dataclass(frozen=True)
class Aside:
    """Something with a number in it that is no figure, and why."""

    paragraph: SourceParagraph
    start: int
    end: int
    why: str

    @property
    def printed(self) -> str:
        """It in the text's own characters."""
        return self.paragraph.text[self.start : self.end]
