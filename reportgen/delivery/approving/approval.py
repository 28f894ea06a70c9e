"""Approval: who said that an edition may go out, bound to the very files and messages it was said of.

One record for each edition, `approvals/NAME.json` in the output. Without signatures it says that somebody approved, not
that nobody else could have written the record: whoever may write to the output may write it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.brief.inputs import DELIVERY, Inputs, Project, shown
from reportgen.codes.rg9_delivery import RG948, RG949
from reportgen.delivery.approving.people import same_person
from reportgen.delivery.plans.plan_scalars import LONGEST_PERSON, read_person
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.press.manifest import digest
from reportgen.reading_files import RECORD_LIMIT, read_inside
from reportgen.whole_files import make_private, write_whole

if TYPE_CHECKING:
    from reportgen.delivery.approving.signatures import SigningKey

APPROVALS: Final = "approvals"
_SIGNED: Final = ("certificate", "signature")


@dataclass(frozen=True)
class Vote:
    """One person's approval; signed, with the signature (base64) and the certificate (PEM) of who signed it."""

    by: str
    at: str
    certificate: str = ""
    signature: str = ""


@dataclass(frozen=True)
class Approval:
    """The approvals of an edition, and the SHA-256 by name of what they were given to: its artifacts, delivery.yaml and
    the templates of messages. `fault` says why a record that is there says nothing; `needed` is how many approvals the
    edition asks for, where that was asked."""

    subject: Mapping[str, str]
    votes: tuple[Vote, ...] = ()
    fault: str = ""
    needed: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Who approved."""
        return tuple(vote.by for vote in self.votes)

    def changed_since(self, subject: Mapping[str, str]) -> tuple[str, ...]:
        """What is not as it was approved; any of it voids the approval."""
        names = sorted({*self.subject, *subject})
        return tuple(name for name in names if self.subject.get(name) != subject.get(name))


Counted = Callable[[Approval], Iterable[Vote]]


def approved_letters(inputs: Inputs) -> dict[str, str]:
    """The SHA-256 by name of what makes an edition's messages besides its artifacts: their readers, their words."""
    letter = inputs.letters()
    if (
        inputs.delivery is not None
    ):  # else there is no reader; the day that there is one, it has to be approved
        letter[DELIVERY] = inputs.delivery
    return {file: digest(data) for file, data in letter.items()}


def read_approval(project: Project, name: str) -> Approval:
    """The approvals of an edition; none where there is no record, or with a `fault` where it cannot be read or is
    another edition's."""
    path = _path(project, name)
    try:
        read = json.loads(read_inside(path, (path.parent,), RECORD_LIMIT, shown(path)))
        if read["edition"] != name:
            return Approval(
                {}, fault=f"{shown(path)} is the record of {str(read['edition'])[:80]!r}, not of {name}"
            )
        votes = tuple(
            Vote(*(str(vote[key]) for key in ("by", "at")), *(str(vote.get(key, "")) for key in _SIGNED))
            for vote in read["approvals"]
        )
        return Approval({str(key): str(value) for key, value in read["subject"].items()}, votes)
    except FileNotFoundError:
        return Approval({})
    except Rejected as rejected:
        return Approval({}, fault=f"{shown(path)}: {rejected.findings[0].message}")
    except OSError as error:
        return Approval({}, fault=f"{shown(path)} cannot be read: {error.strerror}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Approval({}, fault=f"{shown(path)} is damaged: nobody can say who approved what")


def damaged(approval: Approval) -> Finding:
    """RG949: there is a record, and it says nothing."""
    return RG949.finding(approval.fault, mend="move the file away, then have the edition approved again")


def approve(
    project: Project,
    name: str,
    subject: Mapping[str, str],
    by: str,
    now: datetime,
    key: SigningKey | None = None,
    counted: Counted = lambda approval: approval.votes,
) -> Approval:
    """Add somebody's approval of `subject` to the record, signed where there is a key, and return what stands there
    then.

    What was approved of anything else is forgotten. `counted` says which approvals count; who has one of these cannot
    add another: RG948. Raises Misuse for what is no name, Rejected with RG949 where the record cannot be read."""
    by = read_signatory(by)
    approval = read_approval(project, name)
    if approval.fault:
        raise Rejected([damaged(approval)])
    if approval.changed_since(subject):
        approval = Approval(dict(subject))
    if (known := next((one for one in counted(approval) if same_person(one.by, by)), None)) is not None:
        raise Rejected([nobody_added(by, known)])
    vote = Vote(by, now.isoformat(timespec="seconds"))
    if key is not None:
        signature = key.sign(said_by(vote, name, approval.subject))
        vote = replace(vote, certificate=key.certificate.pem, signature=signature)
    kept = tuple(one for one in approval.votes if not same_person(one.by, by))  # which does not count
    approval = replace(approval, votes=(*kept, vote))
    _write(_path(project, name), name, approval)
    return approval


def nobody_added(by: str, known: Vote) -> Finding:
    """RG948: a name that counts as one that is there."""
    who = by if by == known.by else f"{by} counts as {known.by}, who"
    message = f"{who} approved already at {known.at}; nobody was added"
    mend = "another person approves; people of one name write an initial, or are told apart by it among approvers"
    return RG948.finding(message, mend=mend)


def said_by(vote: Vote, edition: str, subject: Mapping[str, str]) -> bytes:
    """What a signature is made over: JSON in UTF-8, keys in order, without spaces."""
    said = {"at": vote.at, "by": vote.by, "edition": edition, "subject": dict(subject)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_signatory(text: str) -> str:
    """A person's name, white space made plain. Raises Misuse where it is none."""
    try:
        return read_person(text)
    except ValueError:
        most = LONGEST_PERSON
        raise Misuse(
            f"--by takes a person's name of at most {most} characters; this is {text[:40]!r}"
        ) from None


def _path(project: Project, name: str) -> Path:
    return project.output / APPROVALS / f"{name}.json"


def _write(path: Path, name: str, approval: Approval) -> None:
    document = {
        "edition": name,
        "approvals": [{key: said for key, said in asdict(vote).items() if said} for vote in approval.votes],
        "subject": dict(sorted(approval.subject.items())),
    }
    make_private(path.parent)
    write_whole(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(), private=True)
