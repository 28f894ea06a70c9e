"""Where the words of a chart are broken into lines."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.document.chart import Chart, Mark
from reportgen.exhibits.charts import lay_out_chart
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.measure import Ruler

FACES: Final = find_faces()
LABELS: Final = (
    ("購置不動產及設備淨額", "Hant"), ("第三方賣家服務營收", "Hant"), ("その他の国際事業における営業利益", "Jpan"),
    ("親会社株主に帰属する当期純利益 12.3%", "Jpan"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "script", "room", "lines"),
    [
        ("購置不動產及設備淨額", "Hant", 60, ("購置不動產及", "設備淨額")),
        ("その他の国際事業における営業利益", "Jpan", 90, ("その他の国際事業に", "おける営業利益")),
        ("購置不動產及設備淨額", "Hant", 40, ("購置不動產", "及設備淨額")),  # phrases would take three lines
        ("購置不動產及設備淨額", "", 60, ("購置不動產及設", "備淨額")),
    ],
)
def test_labels_end_their_lines_at_phrases(
    text: str, script: str, room: float, lines: tuple[str, ...]
) -> None:
    assert Ruler(FACES, script).wrap(text, room) == lines


@given(st.sampled_from(LABELS), st.floats(8, 200))
def test_phrases_lose_no_character_and_leave_no_line_too_wide(label: tuple[str, str], room: float) -> None:
    text, script = label
    ruler = Ruler(FACES, script)
    lines = ruler.wrap(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(ruler.width, lines)) <= max(room, ruler.widest(text))


def test_a_chart_breaks_its_labels_in_its_language() -> None:
    marks = tuple(Mark(label, 10.0, "10") for label in ("購置不動產及設備淨額", "第三方賣家服務營收"))
    for script, line in (("Hant", "設備淨額"), ("", "備淨額")):
        drawing = lay_out_chart(Chart("column", 45, marks=marks, script=script), FACES)
        assert line in {words.text for words in drawing.words}
