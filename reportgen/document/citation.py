"""Citations: every printing of a fact, numbered."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.facts.base import Fact
from reportgen.figures.manner import PLAIN, Manner


@dataclass(frozen=True)
class Citation:
    """One printing of a fact: its number, which printing of it this is, the words, the exhibit it stands in, and in
    which manner it was asked for.

    `inline` is False for what is drawn into a picture or stands in a plain text, `spoken` is True for what only the
    description of a picture says, to readers who cannot see it.
    """

    number: int
    occurrence: int
    fact: Fact
    shown: str
    exhibit: str = ""
    inline: bool = True
    spoken: bool = False
    manner: Manner = PLAIN

    @property
    def anchor(self) -> str:
        """Where a link to this printing leads: the number itself, or the exhibit where it is part of a picture."""
        return self.id if self.inline else f"x-{self.exhibit}"

    @property
    def id(self) -> str:
        """The anchor: n17 where the fact first stands, n17-2 where it stands again."""
        return f"n{self.number}" if self.occurrence == 1 else f"n{self.number}-{self.occurrence}"
