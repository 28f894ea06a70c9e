"""What an encrypted envelope says on its one page, and the message that brings it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class EnvelopeWords:
    """The fixed words of an envelope.

    `name` is the file's, without an ending, and says nothing of what is in it; `subject` has a gap for the company.
    `title`, `lead`, `message` and `correction` are the message's, the rest the page's. `kinds` says of each format what
    the file is for.
    """

    name: str
    subject: str
    title: str
    lead: str
    message: tuple[str, ...]
    correction: str
    page_title: str
    page_lead: str
    contents: str
    file: str
    size: str
    kinds: Mapping[str, str]
    steps_title: str
    steps: tuple[str, ...]
    viewers: str
    care_title: str
    care: str
    check_title: str
    check: str
