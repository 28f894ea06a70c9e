"""What a plan of a delivery holds: readers and other destinations, schedule, and what messages are made with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from reportgen.brief.letters import Addressee, LetterWording
from reportgen.delivery.approving.approvers import Approver
from reportgen.delivery.plans.address import Mailbox
from reportgen.delivery.plans.delivery_yaml import AttachmentFormat
from reportgen.delivery.plans.destinations import FilePlace, Webhook
from reportgen.delivery.plans.refresh_sources import RefreshSource
from reportgen.errors import Locus


@dataclass(frozen=True)
class Recipient:
    """One reader of an edition, and where delivery.yaml names them."""

    mailbox: Mailbox
    language: str
    attach: tuple[AttachmentFormat, ...]
    locus: Locus
    password: str = ""  # the name of the one that opens what they are sent

    @property
    def address(self) -> str:
        """What the ledger calls them."""
        return self.mailbox.address

    @property
    def addressee(self) -> Addressee:
        """Whom a letter greets."""
        return Addressee(self.mailbox.name, self.locus)


Destination = Recipient | FilePlace | Webhook


@dataclass(frozen=True)
class Dkim:
    """With what messages are signed."""

    domain: str
    selector: str
    key_file: str


@dataclass(frozen=True)
class BounceAddress:
    """Where notices of failed deliveries go; with `verp` each message has an address of its own there."""

    mailbox: Mailbox
    verp: bool

    def of(self, message_id: str) -> str:
        """The envelope sender of a message: its token is the part of the Message-ID before the @."""
        if not self.verp:
            return self.mailbox.address
        token = message_id.strip("<>").partition("@")[0]
        return f"{self.mailbox.address.rpartition('@')[0]}+{token}@{self.mailbox.domain}"


@dataclass(frozen=True)
class Schedule:
    """When an edition may go out: `not_before` and `embargo` in `zone`; empty days mean every day, `month_end` the last
    of each month; `calendar` names an exchange, "" for none; `max_age` is how old the facts may be, `approvals` how
    many people have to approve, `reviewed` whether somebody has to have looked at each printed fact."""

    zone: ZoneInfo
    not_before: time | None
    embargo: datetime | None
    weekdays: tuple[int, ...]
    month_days: tuple[int, ...]
    catch_up: str
    max_age: timedelta | None
    approvals: int
    month_end: bool = False
    calendar: str = ""
    reviewed: bool = False


@dataclass(frozen=True)
class Plan:
    """What goes out, from whom and to whom. `budget` is the most bytes that a finished message may have, `allowed` the
    domains outside of which nobody is written to (empty: any); `operator` is told when a run stops; `smime` asks for
    letters that are signed. Sender and wording are empty where nobody gets a message."""

    sender: Mailbox
    reply_to: Mailbox | None
    recipients: tuple[Recipient, ...]
    wording: LetterWording
    budget: int
    dkim: Dkim | None
    unsubscribe: tuple[str, ...]
    verify_url: str
    schedule: Schedule
    bounces: BounceAddress | None = None
    refresh: tuple[RefreshSource, ...] = ()
    places: tuple[FilePlace, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    allowed: frozenset[str] = frozenset()
    approvers: tuple[Approver, ...] = ()
    operator: Mailbox | None = None
    smime: bool = False

    def envelope_sender(self, message_id: str) -> str:
        """Whom servers write to about a message that they cannot deliver."""
        return self.bounces.of(message_id) if self.bounces else self.sender.address

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """Every way out: files first, so that what leads to them leads somewhere."""
        return (*self.places, *self.recipients, *self.webhooks)
