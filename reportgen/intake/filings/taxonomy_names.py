"""Names of XBRL under prefixes that mean the same in every file."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

XBRLI: Final = "http://www.xbrl.org/2003/instance"
LINK: Final = "http://www.xbrl.org/2003/linkbase"
DIMENSIONS: Final = "http://xbrl.org/2006/xbrldi"
INLINE: Final = ("http://www.xbrl.org/2013/inlineXBRL", "http://www.xbrl.org/2008/inlineXBRL")
XHTML: Final = "http://www.w3.org/1999/xhtml"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"

_STANDARD: Final = (
    re.compile(r"http://(?:fasb\.org|xbrl\.us|xbrl\.sec\.gov)/([a-z][a-z-]*)/\d{4}(?:-\d\d-\d\d)?"),
    re.compile(r"https?://xbrl\.ifrs\.org/taxonomy/\d{4}-\d\d-\d\d/([a-z][a-z_-]*)"),
)
_USUAL: Final = frozenset({"us-gaap", "ifrs-full", "dei", "srt", "country", "ecd", "cyd", "stpr", "exch"})


@cache
def standard_prefix(namespace: str) -> str:
    """The usual prefix of a standard taxonomy of any year, or "" for another namespace."""
    match = next((match for form in _STANDARD if (match := form.fullmatch(namespace))), None)
    return {"ifrs": "ifrs-full"}.get(match[1], match[1]) if match else ""


def qualified(namespace: str, prefix: str, local: str) -> str:
    """`prefix:Local`, by the usual prefix where there is one. A file that gives such a prefix to a namespace of its
    own gets `own-` before it, so that nothing else passes for a standard element."""
    known = standard_prefix(namespace)
    return f"{known or (f'own-{prefix}' if prefix in _USUAL else prefix or 'own')}:{local}"
