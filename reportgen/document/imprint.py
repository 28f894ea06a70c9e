"""Who speaks, as a theme or a brief declares it, and how they are reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from reportgen.facts.text import Text

_MAIL: Final = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:.]+")
_WEB: Final = re.compile(r"https://[^\s/?#]+\.[^\s]+")
_PHONE: Final = re.compile(
    r"\+?(?:[\s().-]*\d){6,15}(?:\s?(?:ext\.?|x|#)\s?\d{1,6})?", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True)
class DeclaredAnalyst:
    """Somebody who answers for a brief: name and role in each language, and how to reach the person."""

    name: Mapping[str, Text]
    role: Mapping[str, Text] = field(default_factory=dict)
    contacts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Imprint:
    """Who publishes, where the name leads, who answers for it, and what is disclosed."""

    publisher: Mapping[str, Text] = field(default_factory=dict)
    url: Text | None = None
    analysts: tuple[DeclaredAnalyst, ...] = ()
    disclosures: tuple[Mapping[str, Text], ...] = ()

    def over(self, theme: Imprint) -> Imprint:
        """A brief's imprint over its theme's: who speaks is replaced, what is disclosed is added."""
        own = bool(self.publisher)
        return Imprint(
            self.publisher if own else theme.publisher,
            self.url if own else theme.url,
            self.analysts or theme.analysts,
            (*theme.disclosures, *self.disclosures),
        )


UNSIGNED: Final = Imprint()


def is_web(text: str) -> bool:
    """True for an https: address."""
    return _WEB.fullmatch(text) is not None


def address_of(contact: str) -> str | None:
    """Where a contact leads: its address, "" for a telephone number, which is only printed; None for what is none of
    an e-mail address, an https: address, a telephone number."""
    if _MAIL.fullmatch(contact):
        return f"mailto:{contact}"
    if is_web(contact):
        return contact
    return "" if _PHONE.fullmatch(contact) else None
