"""Cutting finished files open: what the tests of the proof and `benchmarks/mutants.py` share."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pikepdf

from reportgen.record.seal import sealed

Edit = Callable[[str], str]


def swap(old: str, new: str, which: int = 0) -> Edit:
    """Replace a passage: the first that stands there, or the one with this index."""

    def edit(page: str) -> str:
        spots = [found.start() for found in re.finditer(re.escape(old), page)]
        assert spots, f"{old!r} is not there"
        at = spots[which]
        return page[:at] + new + page[at + len(old) :]

    return edit


def styled(identity: str, style: str) -> Edit:
    """Put a style on the printing with this id."""
    return swap(f'id="{identity}"', f'id="{identity}" style="{style}"')


def digits_shown(page: str) -> list[int]:
    """Where the digits of an HTML page stand that a reader sees: outside tags, styles and data blocks."""
    end, inside, places = page.index("<script"), False, []
    for at in range(page.index("<body"), end):
        inside = (inside or page[at] == "<") and page[at] != ">"
        if not inside and page[at].isascii() and page[at].isdigit():
            places.append(at)
    return places


def rewritten(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF with something changed in its structure."""
    memory = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(memory)
    return memory.getvalue()


def attached(data: bytes, name: str, content: bytes | None) -> bytes:
    """A PDF with one of its attachments replaced, or taken away."""

    def change(document: pikepdf.Pdf) -> None:
        old = document.attachments[name]
        del document.attachments[name]
        if content is not None:
            document.attachments[name] = pikepdf.AttachedFileSpec(
                document, content, filename=name, description=old.description
            )

    return rewritten(data, change)


def altered(record: bytes, **changes: Any) -> bytes:
    """A numbers.json with some keys replaced."""
    return json.dumps(json.loads(record) | changes, ensure_ascii=False).encode()


def sealed_anew(data: bytes) -> bytes:
    """An edited document with its seal put right, as a forger would; one in which no seal can be put stays as it is."""
    with contextlib.suppress(ValueError):
        return sealed(data)
    return data
