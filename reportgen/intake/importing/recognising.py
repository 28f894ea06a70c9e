"""What a file is, by its content: whatever it is called."""

from __future__ import annotations

import re
from typing import Final, Literal

ImportKind = Literal["company facts", "xbrl"]
_HEAD: Final = 64 * 2**10
_XBRL: Final = re.compile(
    rb"<(?:[\w.-]+:)?xbrl[\s>]|http://www\.xbrl\.org/(?:2003/instance|\d{4}/inlineXBRL|CR-)"
)


def kind_of(data: bytes) -> ImportKind | None:
    """Company facts of the SEC, or XBRL as an instance or in a page; None for anything else."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return "company facts"
    return "xbrl" if _XBRL.search(head) else None
