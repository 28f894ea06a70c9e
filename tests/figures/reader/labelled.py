"""Texts whose figures were labelled by hand, and how reading compares with the labels.

A case is a folder under cases/coverage: `text.txt`, and `expected.yaml` with the figures of each paragraph in order. A
figure is written as printed; behind ` => ` stands its value in the fact base's notation where the two differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import yaml

from reportgen.facts.quantity import QUALIFIERS, Quantity, parse_quantity
from reportgen.figures.reader.paragraphs import read_text
from reportgen.figures.reader.parts import Figure

CASES: Final = Path(__file__).parents[2] / "cases" / "coverage"
_FRACTION = re.compile(rf"(?:({'|'.join(QUALIFIERS)})\s)?(\d+)/(\d+)")


@dataclass(frozen=True)
class Label:
    """A figure as a person labelled it."""

    paragraph: int
    printed: str
    value: str

    def __str__(self) -> str:
        return f"¶{self.paragraph} {self.printed} => {self.value}"


def labels(case: str) -> list[Label]:
    """The labels of a case, in the order of its text."""
    tree = yaml.safe_load((CASES / case / "expected.yaml").read_text("utf-8"))
    made = []
    for paragraph, lines in tree.items():
        for line in lines:
            printed, _, value = str(line).partition(" => ")
            made.append(Label(paragraph, printed, value or printed))
    return made


def read(case: str) -> tuple[Figure, ...]:
    """The figures that the program reads in a case."""
    language = "ja" if case.startswith("ja-") else ""
    return read_text((CASES / case / "text.txt").read_text("utf-8"), language).figures


def value_of(literal: str) -> tuple[str, tuple[Fraction, ...], str]:
    """Qualifier, end or ends, and unit of a label's value."""
    if fraction := _FRACTION.fullmatch(literal):
        return fraction[1] or "", (Fraction(int(fraction[2]), int(fraction[3])),), ""
    quantity = parse_quantity(literal)
    assert quantity.written is not None
    return quantity.written.qualifier, _ends(quantity), str(quantity.unit)


def value_read(figure: Figure) -> tuple[str, tuple[Fraction, ...], str]:
    """The same of a figure that was read."""
    return figure.qualifier, _ends(figure.quantity), str(figure.quantity.unit)


def _ends(quantity: Quantity) -> tuple[Fraction, ...]:
    return tuple(end.point for end in quantity.ends or (quantity,))


def compare(case: str) -> tuple[list[Label], list[Figure], int]:
    """Labels that were not read, figures that are not labelled, and how many agree in paragraph, place and value."""
    missed, spare, right = [], list(read(case)), 0
    for label in labels(case):
        hit = next((f for f in spare if f.paragraph.number == label.paragraph and _same(f, label)), None)
        if hit is None:
            missed.append(label)
        else:
            spare.remove(hit)
            right += 1
    return missed, spare, right


def _same(figure: Figure, label: Label) -> bool:
    return figure.printed == label.printed and value_read(figure) == value_of(label.value)
