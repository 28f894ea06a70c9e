"""What delivery.yaml may hold, as pydantic models (see `facts/schema.py` for how they are used)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Discriminator, Field, Tag

from reportgen.facts.schema import Bilingual, LanguageTag, Scalar, Strict
from reportgen.facts.text import Text

AttachmentFormat = Literal["pdf", "html", "xlsx"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class RecipientText(Strict):
    """One reader: address, language, and which files the message brings."""

    address: Scalar = Field(description="One mailbox: `ann@example.com`.")
    name: Scalar | None = Field(default=None, description="Whom `{{ recipient }}` greets.")
    language: LanguageTag = Field(description="Which language they get; one that the edition comes out in.")
    attach: list[AttachmentFormat] = Field(default=["pdf"], description="Which files the message brings.")


class DkimText(Strict):
    """With what messages are signed; `key-file` is a path, absolute or from the project's folder."""

    domain: Scalar = Field(description="The signing domain.")
    selector: Scalar = Field(description="The selector in its DNS.")
    key_file: Scalar = Field(description="The private key: a path, absolute or from the project's folder.")


class ApproverText(Strict):
    """Somebody who may approve, and the certificate that their approvals are signed with."""

    name: Scalar = Field(description="The person's name.")
    certificate: Scalar = Field(
        description="The certificate: a path from the project's folder, or its SHA-256 fingerprint."
    )


class OperatorText(Strict):
    """Who is told when a run stops."""

    address: Scalar = Field(description="One mailbox.")
    name: Scalar | None = Field(default=None, description="Whose it is.")


if TYPE_CHECKING:
    OperatorOrAddress = Text | OperatorText
else:
    OperatorOrAddress = Annotated[
        Annotated[Scalar, Tag("[one]")] | Annotated[OperatorText, Tag("[several]")],
        Discriminator(lambda value: "[one]" if isinstance(value, str) else "[several]"),
    ]


class DeliveryFile(Strict):
    """delivery.yaml as a whole: the message, its readers, and when it may go out."""

    sender: Scalar = Field(description="From whom: an address, or `Name <address>`.")
    reply_to: Scalar | None = Field(default=None, description="Where answers go, if not to the sender.")
    recipients: Annotated[list[RecipientText], Field(min_length=1)] = Field(description="The readers.")
    allowed_domains: list[Scalar] = Field(
        default=[], description="Domains outside of which no recipient may be; empty, any."
    )
    subject: Bilingual = Field(description="The subject line.")
    preheader: Bilingual = Field(
        description="The preview line, which stands at the top of the message as well."
    )
    body: Bilingual = Field(description="The message, in Markdown.")
    exhibit: Scalar | None = Field(
        default=None, description="An exhibit of the brief to show in the message."
    )
    size_budget: Scalar = Field(
        default=Text("10 MB"),
        description="The most that a finished message may weigh: `10 MB`, `800 kB`, `9.5 MiB`.",
    )
    dkim: DkimText | None = Field(default=None, description="With what messages are signed.")
    list_unsubscribe: list[Scalar] = Field(
        default=[], description="Where a reader leaves the list: `mailto:` or `https:`."
    )
    verify_url: Scalar | None = Field(
        default=None,
        description="A page that explains how a brief is checked (`https:`); messages link to it.",
    )
    time_zone: Scalar = Field(default=Text("UTC"), description="The zone of all times here.")
    not_before: Scalar | None = Field(default=None, description="The earliest time of day, `06:00`.")
    embargo: Scalar | None = Field(
        default=None, description='A day and a time before which nothing goes out: "2026-02-06 05:30".'
    )
    weekdays: list[Weekday] = Field(default=[], description="On which days of the week; empty, all.")
    month_days: list[Annotated[int, Field(ge=1, le=31)]] = Field(
        default=[], description="On which days of the month; empty, all."
    )
    catch_up: Literal["once", "skip"] = Field(
        default="once",
        description="What was missed is made up `once`, or let go when its day is over (`skip`).",
    )
    max_age: Scalar | None = Field(
        default=None, description="How old the facts may be: `36 hours`, `7 days`."
    )
    approvals: Annotated[int, Field(ge=0, le=2)] = Field(
        default=0, description="How many people have to approve a build before it goes out."
    )
    approvers: list[ApproverText] = Field(
        default=[], description="Who may approve, by signing; empty, anybody who can run the command."
    )
    operator: OperatorOrAddress | None = Field(
        default=None,
        description="Who is told by mail when a run stops, and when it is well again: an address, or address and name.",
    )
