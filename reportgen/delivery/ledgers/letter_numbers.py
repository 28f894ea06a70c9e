"""The numbers that a finished letter's files carry of themselves."""

from __future__ import annotations

from reportgen.delivery.messages.readback import ReadBack
from reportgen.proof import read_finished
from reportgen.proof.finished import Unreadable
from reportgen.record.attachments import NUMBERS


def numbers_in(message: bytes) -> bytes:
    """The numbers.json in the first attached document that has one; b"" where none has."""
    for name, data in ReadBack.of(message).files.items():
        if not name.endswith((".pdf", ".html")):
            continue
        try:
            if found := next(read_finished(name, data)).files.get(NUMBERS, b""):
                return found
        except (Unreadable, StopIteration):
            continue
    return b""
