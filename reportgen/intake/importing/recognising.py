"""What a file is, by its content: whatever it is called."""

from __future__ import annotations

import re
from typing import Final, Literal

ImportKind = Literal["company facts", "xbrl", "text"]
RECOGNISED_BY: Final = 64 * 2**10  # bytes by which a file is known
_OTHERS: Final = (
    b"<?xml",
    b"%PDF-",
    b"PK\x03\x04",
)  # what is neither XBRL nor a text: other XML, PDF, a workbook
_XBRL: Final = re.compile(
    rb"<(?:[\w.-]+:)?xbrl[\s>]|http://www\.xbrl\.org/(?:2003/instance|\d{4}/inlineXBRL|CR-)"
)


def kind_of(data: bytes) -> ImportKind | None:
    """Company facts of the SEC, XBRL as an instance or in a page, or a text (Markdown and HTML, too); None for anything
    else."""
    head = data[:RECOGNISED_BY].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return "company facts"
    if _XBRL.search(head):
        return "xbrl"
    return None if head.startswith(_OTHERS) or b"\0" in head else "text"
