"""One side of a comparison: its figures, claims and texts, as far as it has them; plain values, however it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from reportgen.facts.base import FactBase
from reportgen.facts.quantity import Quantity
from reportgen.figures.number_style import NumberStyle

SideKind = Literal["edition", "facts", "document", "sent"]


@dataclass(frozen=True)
class FigureMention:
    """Where a source prints a figure: the source's id, the locator in it, and the figure as printed there."""

    source: str
    locator: str
    printed: str


@dataclass(frozen=True)
class ComparedFigure:
    """One fact as a side has it.

    `reference` is its full name. `role` says where it stands as seen from the
    period of its side: a figure of the quarter before has the same role in each quarter's edition; "" where that is
    not known. `yearly_role` is the one that it has in its year (to date, the last year's end), "" for none.
    `value` is as machines read it ("a/b" for a range, "" where there is none), `low` and `high` are the ends
    of its interval in the unit itself, None for an end that is open. `said` is how it reads with its unit; `shown` are
    its printings, none where the side does not print it. `held` where its facts.yaml has it. `anchor` leads to it
    in a document (n17), `page` is its first page there. `quantity` is its value, None where there is none.
    """

    reference: str
    scenario: str
    label: str
    value: str
    unit: str
    low: Fraction | None
    high: Fraction | None
    said: str
    role: str = ""
    shown: tuple[str, ...] = ()
    mentions: tuple[FigureMention, ...] = ()
    formula: str = ""
    held: bool = True
    number: int = 0
    anchor: str = ""
    page: int | None = None
    yearly_role: str = ""
    quantity: Quantity | None = None

    @property
    def place(self) -> str:
        """Its reference without the scenario."""
        return self.reference.removesuffix(f"~{self.scenario}")

    @property
    def printed(self) -> bool:
        """Whether a reader meets it."""
        return bool(self.shown)


@dataclass(frozen=True)
class ComparedClaim:
    """Words that a condition stands behind: as it is written, and as a reader is told it. `anchor` leads to them."""

    words: str
    expression: str
    condition: str
    anchor: str = ""


@dataclass(frozen=True)
class ComparedText:
    """A paragraph, heading, title or note as plain words, and the heading that it stands under; `frame` is the text
    with a mark for each figure that is cited in it, "" where that is not known."""

    text: str
    under: str = ""
    frame: str = ""


@dataclass(frozen=True)
class ComparedSide:
    """What is compared. `name` is what a person calls it.

    `prints` is False for facts without a document, `holds` for numbers without a fact base. `texts` are None where
    the side does not have them; `headings` are its title and headings, which a record has, too. `base` are its facts,
    on which the claims of the other side are judged. `document` is the address of the page or PDF that has its figures,
    "" where there is none. `medium` is html or pdf where the texts are those of a finished document, or of the page
    that an edition makes. `style` is how it writes figures: an edition's own, else its language's.
    """

    name: str
    kind: SideKind
    language: str
    figures: Mapping[str, ComparedFigure]
    claims: tuple[ComparedClaim, ...] = ()
    headings: tuple[str, ...] = ()
    texts: tuple[ComparedText, ...] | None = None
    prints: bool = True
    holds: bool = True
    period: str = ""
    base: FactBase | None = None
    document: str = ""
    medium: Literal["", "html", "pdf"] = ""
    style: NumberStyle | None = None

    @property
    def read_as(self) -> str:
        """What its texts are read from: those of two sides are compared where it is the same."""
        return self.medium or self.kind
