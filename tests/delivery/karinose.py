"""Letters of the edition that has every kind of exhibit, in Japanese: written, pressed and proved without a project."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

import yaml
from support import EDITIONS, TEMPLATES

from reportgen.brief.families import families_of
from reportgen.brief.inputs import Project, read_inputs
from reportgen.brief.letters import WrittenLetter, write_letter
from reportgen.check import Checked, check
from reportgen.delivery.messages.message import Attachment, Envelope, write_message
from reportgen.delivery.messages.readback import prove_message
from reportgen.delivery.plans.address import Mailbox
from reportgen.delivery.plans.plan import read_plan
from reportgen.document.nodes import Letter
from reportgen.errors import show_finding
from reportgen.facts.text import Text
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


def written(exhibit: str | None) -> WrittenLetter:
    """The edition's letter with that exhibit."""
    made = _checked()
    data = (EDITIONS / NAME / "delivery.yaml").read_bytes()
    plan, findings = read_plan(data, "delivery.yaml", _edition(), made.drafts)
    assert plan is not None, list(map(show_finding, findings))
    wording = replace(plan.wording, exhibit=Text(exhibit) if exhibit else None)
    headline = made.drafts[0].document.headline.content
    return write_letter(_edition(), headline, "ja", wording, plan.recipients[0].addressee)


def pressed(
    one: WrittenLetter, image: LetterPicture | None = None, enclosed: Enclosed | None = None
) -> PressedLetter:
    layouts = read_inputs(Project(EDITIONS, EDITIONS, (TEMPLATES,)), NAME).templates
    return press_letter(_edition(), one, enclosed or Enclosed(()), layouts, image)


def drawn(letter: Letter) -> LetterPicture | None:
    return print_image(letter, _edition(), FACES())


def faults(letter: PressedLetter, data: bytes | None = None) -> list[str]:
    """What the proof of the finished message says: the codes, once each."""
    files = [Attachment(name, name.rpartition(".")[2], b"%") for name in letter.enclosed.files]
    data = data or write_message(ENVELOPE, letter, files)
    return sorted({one.code for one in prove_message(data, ENVELOPE, letter, files, FACES())})
