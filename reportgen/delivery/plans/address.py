"""Mail addresses and header texts, read strictly: one mailbox each, and nothing that starts a header of its own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_UNFIT: Final = (
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Zl",
    "Zp",
)  # control, invisible and private characters, other line ends
_LONGEST_NAME: Final = 100
_SHOWN: Final = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>\s*\Z")


class BadAddress(ValueError):
    """A text that is not one mailbox."""


@dataclass(frozen=True, order=True)
class Mailbox:
    """A mailbox: the address as it goes over the wire (ASCII, domain in lower case), and a name to show, or ""."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """The part after the @."""
        return self.address.rpartition("@")[2]


def read_mailbox(text: str, name: str = "") -> Mailbox:
    """Read `ann@example.com` or `Ann <ann@example.com>`.

    Raises BadAddress for anything that is not exactly one mailbox (RFC 5322, without comments, groups and quoted local
    parts), for reserved domains, and for control characters, line ends above all.
    """
    from email_validator import EmailNotValidError, validate_email

    if unfit := unfit_in(text) or unfit_in(name):
        raise BadAddress(f"U+{ord(unfit):04X} cannot stand in an address")
    if len(name) > _LONGEST_NAME:
        raise BadAddress(f"a name of {len(name)} characters")
    if (shown := _SHOWN.match(text)) is not None and not name:
        text, name = shown["address"], shown["name"].strip('"')
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise BadAddress(str(error)) from error
    assert found.ascii_email, "without SMTPUTF8 every address has an ASCII form"
    return Mailbox(found.ascii_email, name.strip())


def unfit_in(text: str) -> str:
    """The first character that may not stand in a header; "" where all may."""
    return next((char for char in text if unicodedata.category(char) in _UNFIT), "")
