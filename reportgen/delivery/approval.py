"""Approval: who said that an edition may go out, bound to the very files and messages it was said of.

One record for each edition, `approvals/NAME.json` in the output. It says that somebody approved, not that nobody else
could have written the record: whoever may write to the output may write it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from reportgen.brief.inputs import DELIVERY, Inputs, Project
from reportgen.delivery.address import unfit_in
from reportgen.delivery.outbox import write_whole
from reportgen.errors import Misuse
from reportgen.press.manifest import digest

APPROVALS: Final = "approvals"
_LONGEST: Final = 100  # characters of a name


@dataclass(frozen=True)
class Vote:
    """One person's approval."""

    by: str
    at: str


@dataclass(frozen=True)
class Approval:
    """The approvals of an edition, and the SHA-256 by name of what they were given to: its artifacts, delivery.yaml and
    the templates of messages."""

    subject: Mapping[str, str]
    votes: tuple[Vote, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Who approved."""
        return tuple(vote.by for vote in self.votes)

    def changed_since(self, subject: Mapping[str, str]) -> tuple[str, ...]:
        """What is not as it was approved; any of it voids the approval."""
        names = sorted({*self.subject, *subject})
        return tuple(name for name in names if self.subject.get(name) != subject.get(name))


def approved_letters(inputs: Inputs) -> dict[str, str]:
    """The SHA-256 by name of what makes an edition's messages besides its artifacts: their readers, their words."""
    letter = inputs.letters()
    if (
        inputs.delivery is not None
    ):  # else there is no reader; the day that there is one, it has to be approved
        letter[DELIVERY] = inputs.delivery
    return {file: digest(data) for file, data in letter.items()}


def read_approval(project: Project, name: str) -> Approval:
    """The approvals of an edition; none where there is no record, or not one that can be read."""
    try:
        read = json.loads(_path(project, name).read_bytes())
        votes = tuple(Vote(str(vote["by"]), str(vote["at"])) for vote in read["approvals"])
        return Approval({str(key): str(value) for key, value in read["subject"].items()}, votes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Approval({})


def approve(project: Project, name: str, subject: Mapping[str, str], by: str, now: datetime) -> Approval:
    """Add somebody's approval of `subject` to the record and return what stands there then. What was approved of
    anything else is forgotten. Nobody counts twice. Raises Misuse for what is no name."""
    by = read_signatory(by)
    approval = read_approval(project, name)
    if approval.changed_since(subject):
        approval = Approval(dict(subject))
    if _same(by) not in map(_same, approval.names):
        vote = Vote(by, now.isoformat(timespec="seconds"))
        approval = replace(approval, votes=(*approval.votes, vote))
        _write(_path(project, name), name, approval)
    return approval


def read_signatory(text: str) -> str:
    """A person's name, white space made plain. Raises Misuse where it is none."""
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST or unfit_in(name):
        raise Misuse(f"--by takes a person's name of at most {_LONGEST} characters; this is {text[:40]!r}")
    return name


def _same(name: str) -> str:
    """What two ways of writing one name have in common."""
    return unicodedata.normalize("NFKC", name).casefold()


def _path(project: Project, name: str) -> Path:
    return project.output / APPROVALS / f"{name}.json"


def _write(path: Path, name: str, approval: Approval) -> None:
    document = {
        "edition": name,
        "approvals": [{"by": vote.by, "at": vote.at} for vote in approval.votes],
        "subject": dict(sorted(approval.subject.items())),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
