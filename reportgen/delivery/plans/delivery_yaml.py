"""What delivery.yaml may hold, as pydantic models (see `facts/schema.py` for how they are used)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Discriminator, Field, Tag, WithJsonSchema

from reportgen.facts.schema import Bilingual, LanguageTag, Scalar, Strict
from reportgen.facts.text import Text

AttachmentFormat = Literal["pdf", "html", "xlsx"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

if TYPE_CHECKING:
    MonthDays = Text | list[Text]
else:
    _MonthDay = Annotated[
        Scalar,
        WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": 31}, {"enum": ["last"]}]}),
    ]
    # One day, or a list of them. The tags show up in pydantic's paths alone.
    MonthDays = Annotated[
        Annotated[_MonthDay, Tag("[one]")] | Annotated[list[_MonthDay], Tag("[several]")],
        Discriminator(lambda value: "[several]" if isinstance(value, list) else "[one]"),
    ]


class RecipientText(Strict):
    """One reader: address, language, and which files the message brings."""

    address: Scalar = Field(description="One mailbox: `ann@example.com`.")
    name: Scalar | None = Field(default=None, description="Whom `{{ recipient }}` greets.")
    language: LanguageTag = Field(description="Which language they get; one that the edition comes out in.")
    attach: list[AttachmentFormat] = Field(default=["pdf"], description="Which files the message brings.")
    password: Scalar | None = Field(
        default=None,
        description="The name of a password: the files come in one PDF that it opens, and the message says no figure.",
    )


class PlaceText(Strict):
    """A folder or a bucket that the files are put in."""

    to: Scalar = Field(
        description="A folder, from the project's where it is relative, or `s3://bucket/folder`."
    )
    language: LanguageTag = Field(description="Which language is put there.")
    files: Annotated[list[AttachmentFormat], Field(min_length=1)] = Field(
        default=["pdf"], description="Which files are put there."
    )


class WebhookText(Strict):
    """A chat that is told of the edition: headline, key figures and a link. Its address is a secret."""

    name: Scalar = Field(description="Its name: `desk` has its address in `REPORTGEN_WEBHOOK_DESK`.")
    language: LanguageTag = Field(description="In which language it is told.")
    link: Scalar = Field(
        description="Where the file is read: `https://briefs.example.com/{edition}/{file}`; also `{language}`."
    )
    file: Literal["pdf", "html"] = Field(default="pdf", description="Which file the link leads to.")


class DkimText(Strict):
    """With what messages are signed; `key-file` is a path, absolute or from the project's folder."""

    domain: Scalar = Field(description="The signing domain.")
    selector: Scalar = Field(description="The selector in its DNS.")
    key_file: Scalar = Field(description="The private key: a path, absolute or from the project's folder.")


class BouncesText(Strict):
    """Where servers send word of what they could not deliver."""

    address: Scalar = Field(description="The envelope's sender: `bounces@example.com`; `From:` stays.")
    verp: bool = Field(
        default=False,
        description="Whether each message gets an envelope sender of its own, `bounces+TOKEN@example.com`, by which a"
        " notice is matched whatever it says.",
    )


class RefreshText(Strict):
    """One source from which facts come by themselves, and what an import is told of it."""

    place: Scalar = Field(
        alias="from",
        description="A folder, absolute or from the project's, whose last part may be a pattern (`incoming/*.csv`); or "
        "the https address of one file.",
    )
    entity: Scalar | None = Field(default=None, description="As `--entity` of `reportgen import`.")
    period: Scalar | None = Field(default=None, description="As `--period`.")
    filed: Scalar | None = Field(
        default=None, description="As `--filed`, or `today`: the day on which it comes in."
    )
    source: Scalar | None = Field(default=None, description="As `--source`, of a text.")
    map: Scalar | None = Field(
        default=None, description="As `--map`: a file, absolute or from the project's folder."
    )
    currency: Scalar | None = Field(default=None, description="As `--currency`.")
    year_end: Scalar | None = Field(default=None, description="As `--year-end`.")
    optional: bool = Field(default=False, description="Whether it may be missing.")


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

    sender: Scalar | None = Field(
        default=None, description="From whom: an address, or `Name <address>`; needed for mail."
    )
    reply_to: Scalar | None = Field(default=None, description="Where answers go, if not to the sender.")
    bounces: BouncesText | None = Field(
        default=None, description="Where notices of failed deliveries go, if not to the sender."
    )
    recipients: list[RecipientText] = Field(default=[], description="The readers.")
    places: list[PlaceText] = Field(default=[], description="Folders and buckets that files are put in.")
    webhooks: list[WebhookText] = Field(default=[], description="Chats that are told.")
    allowed_domains: list[Scalar] = Field(
        default=[], description="Domains outside of which no recipient may be; empty, any."
    )
    subject: Bilingual | None = Field(default=None, description="The subject line; needed for mail.")
    preheader: Bilingual | None = Field(
        default=None,
        description="The preview line, which stands at the top of the message as well; needed for mail.",
    )
    body: Bilingual | None = Field(default=None, description="The message, in Markdown; needed for mail.")
    exhibit: Scalar | None = Field(
        default=None, description="An exhibit of the brief to show in the message."
    )
    size_budget: Scalar = Field(
        default=Text("10 MB"),
        description="The most that a finished message may weigh: `10 MB`, `800 kB`, `9.5 MiB`.",
    )
    dkim: DkimText | None = Field(default=None, description="With what messages are signed.")
    smime: bool = Field(
        default=False,
        description="Whether messages are signed (S/MIME), with the key for documents that the environment names.",
    )
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
    month_days: MonthDays = Field(
        default=[],
        description="On which days of the month, `[1, 15]`; `last` is the last that `weekdays` and `calendar` allow; "
        "empty, all.",
    )
    calendar: Scalar | None = Field(
        default=None,
        description="An exchange, by the name that exchange-calendars has for it (`XTAI`): nothing is due on its "
        "holidays.",
    )
    catch_up: Literal["once", "skip"] = Field(
        default="once",
        description="What was missed is made up `once`, or let go when its day is over (`skip`).",
    )
    refresh: list[RefreshText] = Field(
        default=[], description="From where `due` brings in facts before it builds."
    )
    max_age: Scalar | None = Field(
        default=None, description="How old the facts may be: `36 hours`, `7 days`."
    )
    approvals: Annotated[int, Field(ge=0, le=2)] = Field(
        default=0, description="How many people have to approve a build before it goes out."
    )
    reviewed: Literal["all"] | None = Field(
        default=None,
        description="`all`: somebody has to have looked at each printed fact as it is now (`reportgen review`).",
    )
    approvers: list[ApproverText] = Field(
        default=[], description="Who may approve, by signing; empty, anybody who can run the command."
    )
    operator: OperatorOrAddress | None = Field(
        default=None,
        description="Who is told by mail when a run stops, and when it is well again: an address, or address and name.",
    )
