"""Whole texts, labelled by hand: everything is found where it stands, with its value, and nothing else."""

from __future__ import annotations

import pytest
from labelled import CASES, compare, labels, value_read

NAMES = sorted(path.name for path in CASES.iterdir())


@pytest.mark.parametrize("case", NAMES)
def test_a_labelled_text_is_read_to_the_last_figure(case: str) -> None:
    missed, spare, right = compare(case)
    assert [str(label) for label in missed] == []
    assert [f"¶{figure.paragraph.number} {figure.printed} {value_read(figure)}" for figure in spare] == []
    assert right == len(labels(case)) > 0


def test_there_are_enough_labels_to_mean_something() -> None:
    assert len(NAMES) >= 9
    assert sum(len(labels(case)) for case in NAMES) >= 250
