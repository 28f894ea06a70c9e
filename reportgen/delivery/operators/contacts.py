"""Contacts: who is told when an edition does not go out, from whom, and who waits for it; kept for the day on which
delivery.yaml cannot be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from reportgen.delivery.plans.address import BadAddress, Mailbox, read_mailbox
from reportgen.delivery.plans.plan import Outline
from reportgen.delivery.plans.plan_reading import foreign
from reportgen.delivery.plans.planned import Dkim
from reportgen.delivery.schedules.calendar import is_scheduled
from reportgen.facts.text import Text, read_yaml


@dataclass(frozen=True)
class Contact:
    """The operator of an edition, from whom they are told, the edition's time zone, and its readers' addresses.

    `scheduled` where `due` sends the edition by itself, `skips` where it lets go what was missed.
    """

    operator: Mailbox
    sender: Mailbox
    zone: ZoneInfo
    readers: tuple[str, ...] = ()
    scheduled: bool = False
    skips: bool = False
    dkim: Dkim | None = None

    @classmethod
    def of(cls, outline: Outline) -> Contact | None:
        """As delivery.yaml has it; None where it names nobody."""
        if outline.plan.operator is None:
            return None
        schedule = outline.schedule
        return cls(
            outline.plan.operator, outline.plan.sender, schedule.zone, tuple(sorted(outline.addresses)),
            is_scheduled(schedule), schedule.catch_up == "skip", outline.plan.dkim,
        )  # fmt: skip

    @property
    def mark(self) -> str:
        """A word for the ledger, which `from_mark` reads; the key that signs is not in it."""
        said = {
            "operator": [self.operator.address, self.operator.name],
            "sender": [self.sender.address, self.sender.name],
            "zone": self.zone.key,
            "readers": self.readers,
            "scheduled": self.scheduled,
            "skips": self.skips,
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_mark(cls, mark: str) -> Contact | None:
        """What was marked last; None where nothing was, or nobody is told any more."""
        try:
            said = json.loads(mark)
            return cls(
                Mailbox(*said["operator"]), Mailbox(*said["sender"]), ZoneInfo(said["zone"]),
                tuple(said["readers"]), said["scheduled"], said["skips"],
            )  # fmt: skip
        except (ValueError, KeyError, TypeError, OSError):
            return None


def loose_contact(data: bytes) -> Contact | None:
    """Operator and sender of a delivery.yaml in which something else is wrong; None where these cannot be read
    either, or the operator is outside of the allowed domains."""
    tree, _ = read_yaml(data, "")
    if not isinstance(tree, Mapping):
        return None
    said = tree.get("operator")
    address, name = (said.get("address"), said.get("name")) if isinstance(said, Mapping) else (said, None)
    domains = tree.get("allowed-domains") or []
    texts = [one for one in (address, tree.get("sender"), *domains) if isinstance(one, str)]
    if not isinstance(domains, list) or len(texts) < len(domains) + 2:
        return None
    try:
        operator = read_mailbox(texts[0], name if isinstance(name, str) else "")
        contact = Contact(operator, read_mailbox(texts[1]), _zone(tree.get("time-zone")))
    except BadAddress:
        return None
    return None if foreign(operator, frozenset(one.lower() for one in domains)) else contact


def _zone(text: Text | None) -> ZoneInfo:
    try:
        return ZoneInfo(str(text or "UTC"))
    except (ValueError, KeyError, OSError):
        return ZoneInfo("UTC")
