"""The elements of a PDF's structure tree while the press puts it in order (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Content:
    """A stretch of a page's drawing, by its page's reference and its number there."""

    page: bytes
    number: int


@dataclass(frozen=True)
class Annotation:
    """A link's area on a page, by the reference to the object that names it."""

    reference: bytes


@dataclass(eq=False)
class Tag:
    """An element of the tree. `made` is its object in the file, `element` what it was made for in the HTML (None for a
    run of text), `box` the name of that box."""

    made: Any
    element: Any
    box: str
    kids: list[Kid] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Its tag."""
        return str(self.made["S"])

    @property
    def nodes(self) -> list[Tag]:
        """The elements in it."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def says(self, name: str) -> str:
        """An attribute of its HTML element, "" where there is none."""
        return "" if self.element is None else self.element.get(name, "")

    def all(self) -> Iterator[Tag]:
        """It and all in it, in the order of reading."""
        yield self
        for node in self.nodes:
            yield from node.all()


Kid = Tag | Content | Annotation
