"""What stands out of a page or on something else is found, and named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import build_tiny, told

from reportgen.errors import Rejected
from reportgen.press.geometry import Area, Laid, lost_findings, outside, overlapping

SIDE = st.floats(0, 100, width=16)


@st.composite
def inks(draw: st.DrawFn) -> Laid:
    left, top = draw(SIDE), draw(SIDE)
    return Laid(left, top, left + draw(SIDE), top + draw(SIDE), f"{draw(st.integers())}", "")


@given(st.lists(inks(), max_size=12))
def test_every_pair_that_overlaps_is_found_once(made: list[Laid]) -> None:
    found = [frozenset(map(id, pair)) for pair in overlapping(made)]
    assert len(set(found)) == len(found)
    for at, one in enumerate(made):
        for other in made[at + 1 :]:
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            if min(wide, high) > 1.0:
                assert frozenset({id(one), id(other)}) in found
            if min(wide, high) < 0.9:
                assert frozenset({id(one), id(other)}) not in found


@pytest.mark.parametrize(
    ("ink", "gone"),
    [
        ((10, 10, 90, 90), None),
        ((10, 10, 101, 90), None),
        ((10, 10, 105, 90), ("right", 5)),
        ((-7, 10, 105, 90), ("left", 7)),
        ((10, -3, 20, 10), ("top", 3)),
        ((10, 90, 20, 130), ("bottom", 30)),
    ],
)
def test_ink_is_held_against_its_area(
    ink: tuple[float, float, float, float], gone: tuple[str, float] | None
) -> None:
    assert outside(Laid(*ink, "words", ""), Area(0, 0, 100, 100)) == gone


def found_in(project: Path, css: str) -> list[tuple[str, str]]:
    """The codes and messages that an edition gives whose style sheet goes on with some rules."""
    folder = project / "templates"
    folder.mkdir(parents=True)
    own = (Path(__file__).parents[2] / "templates" / "print.css").read_text("utf-8")
    (folder / "print.css").write_text(own + css, "utf-8")
    with pytest.raises(Rejected) as rejected:
        build_tiny(project, formats=("pdf",), languages=("en",), templates=(folder,))
    return [(finding.code, finding.message) for finding in rejected.value.findings]


@pytest.mark.parametrize(
    ("css", "code", "words"),
    [
        (".text > p { margin-right: -30mm; }", "RG612", "sticks out at the right by"),
        (".text > p + p { margin-top: -9mm; }", "RG613", "lies on"),
        (".exhibit table { width: 260mm; }", "RG612", "sticks out at the right by"),
    ],
)
def test_a_page_with_what_is_out_of_its_place_is_not_built(
    tmp_path: Path, css: str, code: str, words: str
) -> None:
    found = found_in(tmp_path, css)
    assert code in {one for one, _ in found}
    assert any(words in message for _, message in found)


def test_a_printing_that_is_on_no_page_is_found() -> None:
    """The layout engine may lose the end of what is higher than a page, without a word."""
    lines = told()[0].lines
    pages = {place.anchor: 1 for line in lines for place in line.places}
    assert lost_findings(lines, pages) == []
    gone = lines[0].places[0].anchor
    found = lost_findings(lines, {anchor: 1 for anchor in pages if anchor != gone})
    assert lines[0].label in found[0].message


def test_turned_heads_stand_within_the_sheet(tmp_path: Path) -> None:
    """Each is as wide on the page as a line is high, whatever the length of its word."""
    cells = ", ".join(["revenue", *['"-"'] * 11])
    heads = ", ".join(["{en: Kettlemillsdivision, zh-Hant: 壺}"] * 12)
    table = (
        "      unit: USD\n"
        f"      columns: [{heads}]\n"
        "      rows:\n"
        f"        - {{label: {{en: Sales, zh-Hant: 營收}}, cells: [{cells}]}}\n"
    )
    brief = {
        "  results:\n": "  wide:\n    title: {en: By mill, zh-Hant: 各廠}\n    subtitle: {en: Sales, zh-Hant: 營收}\n"
        f"    table:\n{table}  results:\n"
    }
    shown = {'{{ exhibit("results") }}\n': '{{ exhibit("results") }}\n\n{{ exhibit("wide") }}\n'}
    edits = {"brief.yaml": brief, "en.md": shown, "zh-Hant.md": shown}
    build_tiny(tmp_path, edits, formats=("pdf",), languages=("en",))
