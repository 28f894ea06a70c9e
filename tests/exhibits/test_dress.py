"""What tells series and parts apart, held by their ink in every theme that is shipped, by day, by night and in grey."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

import pytest
import yaml
from chart_cases import ROOT, read_case
from hypothesis import given
from hypothesis import strategies as st

from reportgen.document.chart import Chart, Mark, Series
from reportgen.exhibits.charts import lay_out_chart
from reportgen.exhibits.dress import may_touch, told_apart
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.ink import PALETTE, Dot, Fill, Patch, Rgb, Stroke, contrast, rgb

FACES: Final = find_faces()
THEMES: Final = sorted((ROOT / "templates" / "themes").glob("*.yaml"))
MODES: Final = [(path.stem, mode) for path in THEMES for mode in ("light", "dark")]
ROLES: Final = st.sampled_from(["accent", "ink", "muted", "grey", "light", "warning"])


def colours(theme: str, mode: str) -> Mapping[str, str]:
    told: dict[str, Any] = yaml.safe_load(
        (ROOT / "templates" / "themes" / f"{theme}.yaml").read_text("utf-8")
    )
    house: dict[str, Any] = yaml.safe_load((ROOT / "templates" / "themes" / "house.yaml").read_text("utf-8"))
    return {**house["colours"][mode], **told.get("colours", {}).get(mode, {})}


def greys(colour: Rgb) -> tuple[Rgb, Rgb]:
    """What a colour becomes without colours: the grey of its luminance (a managed printer, a monitor in grey), and its
    luma (ITU-R BT.709; a picture converted to grey)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    luminance, luma = (0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (linear, colour))
    grey = 12.92 * luminance if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return (grey, grey, grey), (luma, luma, luma)


@pytest.mark.parametrize(("theme", "mode"), MODES)
@pytest.mark.parametrize("name", ["share", "area-stack", "area-han"])
def test_parts_that_touch_differ_by_three_to_one(name: str, theme: str, mode: str) -> None:
    drawing = lay_out_chart(read_case(name), FACES).recoloured(colours(theme, mode))
    fills = [
        ink.fill if isinstance(ink, Patch) else ink.colour
        for ink in drawing.ink
        if isinstance(ink, Patch | Fill)
    ]
    bars = len(read_case(name).series[0].marks) if name == "share" else len(fills)
    for one, other in pairwise(fills[:bars]):
        assert contrast(rgb(one), rgb(other)) >= 3
        assert all(contrast(*pair) >= 3 for pair in zip(greys(rgb(one)), greys(rgb(other)), strict=True))


@given(st.lists(ROLES, min_size=1, max_size=8))
def test_any_parts_are_told_apart(roles: list[Any]) -> None:
    marks = [Mark(f"Part {n}", 1.0, "1", role=role) for n, role in enumerate(roles)]
    dressed = [
        Mark(mark.label, 1.0, "1", role=role) for mark, role in zip(marks, told_apart(marks), strict=True)
    ]
    assert all(may_touch(one, other) for one, other in pairwise(dressed))


def test_what_is_distinct_stays_as_its_author_has_it() -> None:
    marks = [
        Mark("a", 1.0, "1", role="light"),
        Mark("b", 1.0, "1", role="accent"),
        Mark("c", 1.0, "1", role="grey"),
    ]
    assert told_apart(marks) == ["light", "accent", "grey"]


def test_lines_in_one_colour_get_one_each_and_another_marker() -> None:
    series = tuple(
        Series(name, (Mark("1Q25", n + 1.0, str(n + 1)), Mark("2Q25", 9.0 - 2 * n, str(9 - 2 * n))))
        for n, name in enumerate(("Cloud", "Retail", "Adverts"))
    )
    drawing = lay_out_chart(Chart("line", 174, series=series), FACES)
    assert len({ink.colour for ink in drawing.ink if isinstance(ink, Stroke) and ink.width > 1}) == 3
    assert len({ink.shape for ink in drawing.ink if isinstance(ink, Dot)}) == 3


def test_a_pale_band_is_a_darker_line() -> None:
    series = tuple(
        Series(name, (Mark("1Q25", value, str(value), role=role), Mark("2Q25", 5.0, "5", role=role)))
        for name, role, value in (("Retail", "light", 0.1), ("Cloud", "accent", 9.0))
    )
    drawing = lay_out_chart(Chart("area", 84, series=series), FACES)
    lines = {ink.colour for ink in drawing.ink if isinstance(ink, Stroke) and ink.width > 1}
    assert lines == {PALETTE["ink"], PALETTE["accent"]}


def test_columns_stand_apart_where_dates_are_missing() -> None:
    marks = tuple(Mark(f"{n}", 10.0, "10", at=at, months=3) for n, at in enumerate((0.0, 3.0, 6.0, 24.0)))
    drawing = lay_out_chart(Chart("column", 84, marks=marks), FACES)
    lefts = [ink.box.left for ink in drawing.ink if isinstance(ink, Patch)]
    steps = [later - now for now, later in pairwise(lefts)]
    assert steps[0] == pytest.approx(steps[1]) and steps[2] > 1.3 * steps[0]
    grounds = [
        ink for ink in drawing.ink if isinstance(ink, Stroke) and len({y for _, y in ink.pieces[0]}) == 1
    ]
    assert len(grounds) == 2
