"""Every kind of exhibit, mailed: proved from the finished message, and found where its picture is not the chart."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

import pytest
import yaml
from PIL import Image
from support import EDITIONS, TEMPLATES

from reportgen.brief.inputs import Project, read_inputs
from reportgen.brief.letters import WrittenLetter, write_letter
from reportgen.check import Checked, check
from reportgen.delivery.address import Mailbox
from reportgen.delivery.message import Envelope, write_message
from reportgen.delivery.plan import read_plan
from reportgen.delivery.readback import prove_message
from reportgen.document.nodes import Letter
from reportgen.errors import show_finding
from reportgen.exhibits.kinds import chart_names
from reportgen.facts.text import Text
from reportgen.press.families import families_of
from reportgen.press.lettering import Enclosed, LetterPicture, PressedLetter, press_letter, print_image

NAME: Final = "karinose-fy2026q3"
SHOWN: Final[dict[str, Any]] = yaml.safe_load((EDITIONS / NAME / "brief.yaml").read_text("utf-8"))["exhibits"]
ENVELOPE: Final = Envelope(
    Mailbox("desk@example.com"), None, Mailbox("sato@example.com"), "<a@example.com>",
    datetime(2026, 2, 5, tzinfo=UTC),
)  # fmt: skip
FACES: Final = cache(lambda: families_of(_edition()).of("ja").faces)


@cache
def _checked() -> Checked:
    return check(read_inputs(Project(EDITIONS, EDITIONS, (TEMPLATES,)), NAME))


def _edition() -> Any:
    return _checked().edition


def written(exhibit: str) -> WrittenLetter:
    """The edition's letter with that exhibit."""
    made = _checked()
    data = (EDITIONS / NAME / "delivery.yaml").read_bytes()
    plan, findings = read_plan(data, "delivery.yaml", _edition(), made.drafts)
    assert plan is not None, list(map(show_finding, findings))
    wording = replace(plan.wording, exhibit=Text(exhibit))
    headline = made.drafts[0].document.headline.content
    return write_letter(_edition(), headline, "ja", wording, plan.recipients[0].addressee)


def pressed(one: WrittenLetter, image: LetterPicture | None) -> PressedLetter:
    layouts = read_inputs(Project(EDITIONS, EDITIONS, (TEMPLATES,)), NAME).templates
    return press_letter(_edition(), one, Enclosed(()), layouts, image)


def drawn(letter: Letter) -> LetterPicture | None:
    return print_image(letter, _edition(), FACES())


def faults(letter: PressedLetter, data: bytes | None = None) -> list[str]:
    """What the proof of the finished message says: the codes, once each."""
    data = data or write_message(ENVELOPE, letter, ())
    return sorted({one.code for one in prove_message(data, ENVELOPE, letter, (), FACES())})


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
