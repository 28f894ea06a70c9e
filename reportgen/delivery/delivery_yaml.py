"""What delivery.yaml may hold, as pydantic models (see `facts/schema.py` for how they are used)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reportgen.facts.schema import Bilingual, LanguageTag, Scalar, Strict
from reportgen.facts.text import Text

Attachment = Literal["pdf", "html", "xlsx"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class RecipientText(Strict):
    """One reader: address, language, and which files the message brings."""

    address: Scalar
    name: Scalar | None = None
    language: LanguageTag
    attach: list[Attachment] = ["pdf"]


class DkimText(Strict):
    """With what messages are signed; `key-file` is a path, absolute or from the project's folder."""

    domain: Scalar
    selector: Scalar
    key_file: Scalar


class DeliveryFile(Strict):
    """delivery.yaml as a whole: the message, its readers, and when it may go out."""

    sender: Scalar
    reply_to: Scalar | None = None
    recipients: Annotated[list[RecipientText], Field(min_length=1)]
    allowed_domains: list[Scalar] = []
    subject: Bilingual
    preheader: Bilingual
    body: Bilingual
    exhibit: Scalar | None = None
    size_budget: Scalar = Text("10 MB")
    dkim: DkimText | None = None
    list_unsubscribe: list[Scalar] = []
    time_zone: Scalar = Text("UTC")
    not_before: Scalar | None = None  # a time of day, in the time zone
    embargo: Scalar | None = None  # a day and a time, in the time zone
    weekdays: list[Weekday] = []  # empty: every day
    month_days: list[Annotated[int, Field(ge=1, le=31)]] = []  # empty: every day
    catch_up: Literal["once", "skip"] = "once"
    max_age: Scalar | None = None  # of the facts: 36 hours, 7 days
    approvals: Annotated[int, Field(ge=0, le=2)] = 0
