"""Every kind of exhibit, mailed: proved from the finished message, and found where its picture is not the chart."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from delivery.karinose import ENVELOPE, SHOWN, drawn, faults, pressed, written
from PIL import Image

from reportgen.delivery.messages.message import write_message
from reportgen.exhibits.kinds import chart_names
from reportgen.press.lettering import PressedLetter


@pytest.mark.parametrize("exhibit", SHOWN)
def test_every_kind_of_exhibit_is_mailed_and_proved(exhibit: str) -> None:
    one = written(exhibit)
    assert one.inspected.findings == ()
    letter = pressed(one, drawn(one.letter))
    assert faults(letter) == []
    assert len(letter.html.encode()) < 102_000  # more than that a large mail service cuts off


def test_that_is_every_kind_there_is() -> None:
    assert {one.get("chart", "table") for one in SHOWN.values()} == {*chart_names(), "table"}


# ---- forged pictures ---------------------------------------------------------------------------------------------


@cache
def bars() -> PressedLetter:
    """The letter with a bar chart."""
    one = written("beats")
    return pressed(one, drawn(one.letter))


def repainted(change: Callable[[Image.Image], None]) -> bytes:
    """The picture of `bars`, painted over."""
    image = bars().image
    assert image is not None
    picture = Image.open(io.BytesIO(image.png)).copy()
    change(picture)
    memory = io.BytesIO()
    picture.save(memory, "PNG", optimize=True)
    return memory.getvalue()


def with_picture(png: bytes) -> PressedLetter:
    image = bars().image
    assert image is not None
    return replace(bars(), image=replace(image, png=png))


def test_one_pixel_of_the_picture_is_found() -> None:
    at = (550, 60)
    assert faults(with_picture(repainted(lambda picture: None))) in ([], ["RG713"])
    dot = repainted(lambda picture: picture.putpixel(at, (int(picture.getpixel(at)) + 1) % 100))  # type: ignore[arg-type]
    assert faults(with_picture(dot)) == ["RG713"]


def test_a_picture_that_another_server_put_in_is_found() -> None:
    """The message itself is changed on its way, and not what it was made from."""

    def cover(picture: Image.Image) -> None:
        picture.paste(picture.getpixel((550, 90)), (500, 60, 620, 120))

    data = write_message(ENVELOPE, with_picture(repainted(cover)), ())
    assert faults(bars(), data) == ["RG713"]


def other(change: Callable[[dict[str, Any]], None]) -> list[str]:
    """What is said of a picture and a page that were both made, and kept, for another chart."""
    one = written("beats")
    assert one.letter.exhibit and one.letter.exhibit.chart
    chart = one.letter.exhibit.chart
    mark = {**vars(chart.marks[0])}
    change(mark)
    forged = replace(chart, marks=(type(chart.marks[0])(**mark), *chart.marks[1:]))
    image = drawn(replace(one.letter, exhibit=replace(one.letter.exhibit, chart=forged)))
    letter = pressed(one, image)
    return faults(letter)


@pytest.mark.parametrize(
    "forged",
    [{"value": 0.5}, {"label": "別の項目"}, {"tone": "warning"}, {"role": "grey"}],
    ids=["a longer bar", "another name", "another tone", "another colour"],
)
def test_a_page_and_a_picture_of_another_chart_are_found(forged: dict[str, Any]) -> None:
    assert "RG713" in other(lambda mark: mark.update(forged))


def test_another_number_in_page_and_picture_is_found() -> None:
    assert other(lambda mark: mark.update(text="99.9%")) == ["RG713"]
