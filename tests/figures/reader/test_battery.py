"""Phrases of every kind, each with the figures in it: what they are worth, and what is none.

`…-kinds.tsv` are the kinds as they were mended, one after the other; `en.tsv`, `zh.tsv` and `ja.tsv` were written
afterwards, as another hand might, and so were `mixed-…` and `siblings-…` in both languages. `names…` are mostly names
with a number, and so is half of `siblings-4`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest

from reportgen.figures.reader.paragraphs import read_text

BATTERY: Final = Path(__file__).parents[2] / "cases" / "battery"


def phrases() -> list[tuple[str, str, str]]:
    """Language, text and figures of each line."""
    found = []
    for path in sorted(BATTERY.glob("*.tsv")):
        language = "ja" if path.stem.startswith("ja") else ""
        for line in path.read_text("utf-8").splitlines()[1:]:
            text, _, figures = line.partition("\t")
            found.append((language, text, figures))
    return found


PHRASES: Final = phrases()


@pytest.mark.parametrize(("language", "text", "figures"), PHRASES)
def test_a_phrase_has_its_figures_and_no_others(language: str, text: str, figures: str) -> None:
    labels = [label.strip().partition(" ")[::2] for label in figures.split(";") if label.strip()]
    found = read_text(text, language).figures
    worth = [float(figure.quantity.point) for figure in found]
    assert worth == pytest.approx([float(value) for value, _ in labels]), [each.printed for each in found]
    units = [(unit, str(figure.quantity.unit)) for (_, unit), figure in zip(labels, found, strict=True)]
    assert all(label in ("", read) for label, read in units)


def test_there_are_enough_phrases_to_mean_something() -> None:
    assert len(PHRASES) >= 1000
    assert len({text for _, text, _ in PHRASES}) > 0.97 * len(PHRASES)


LABELS: Final = tuple(
    label
    for line in (files("reportgen.languages.en") / "vocabulary.tsv").read_text("utf-8").splitlines()
    for label in line.split("\t")[1:]
    if not line.startswith("#") and label and label not in ("CAC", "Revenue per available room")
)  # CAC is an index too, and a room has a number


@pytest.mark.parametrize("label", LABELS)
def test_the_label_of_a_row_is_no_name(label: str) -> None:
    """Fiat 500 is a name; “Loans 450” is a row of a table."""
    for row in (f"{label} 450", f"{label[0].upper()}{label[1:]} 45", f"{label.upper()} 450"):
        assert read_text(row).figures, row
