"""The messages of a mailbox, read and never changed: an mbox file, a Maildir folder, or one message as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from reportgen.delivery.bounced.notices import LONGEST_NOTICE
from reportgen.errors import ReportgenError

_FIRST: Final = re.compile(rb">?From |[A-Za-z][A-Za-z0-9_-]*[ \t]*:")
_LINE: Final = 1 << 16  # bytes that are read at a time


class UnreadableMailbox(ReportgenError):
    """A mailbox that is not there, or cannot be read."""


def messages_of(path: Path) -> Iterator[bytes]:
    """Each message, cut off at `LONGEST_NOTICE`. Raises UnreadableMailbox."""
    try:
        if path.is_dir():
            yield from _of_maildir(path)
        elif path.is_file():
            with path.open("rb") as handle:
                if not _begins_as_mail(handle):
                    raise UnreadableMailbox(
                        f"{path} is no mailbox: it does not begin with the head of a message"
                    )
                yield from _of_mbox(handle)
        else:
            what = "it is no file and no folder" if path.exists() else "it is not there"
            raise UnreadableMailbox(f"the mailbox {path} cannot be read: {what}")
    except OSError as error:
        raise UnreadableMailbox(f"the mailbox {path} cannot be read: {error.strerror or error}") from error


def _begins_as_mail(handle: BinaryIO) -> bool:
    """True where the first line that is not blank may be the first of a message, or nothing is there at all."""
    while (piece := handle.readline(_LINE)) and not piece.strip():
        pass
    handle.seek(0)
    return not piece or _FIRST.match(piece) is not None


def _of_maildir(path: Path) -> Iterator[bytes]:
    folders = [path / name for name in ("cur", "new") if (path / name).is_dir()]
    if not folders:
        raise UnreadableMailbox(f"the folder {path} is no Maildir: it has neither cur nor new")
    for folder in folders:
        for file in sorted(folder.iterdir()):
            if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
                with file.open("rb") as handle:
                    yield handle.read(LONGEST_NOTICE)


def _of_mbox(handle: BinaryIO) -> Iterator[bytes]:
    """A message begins at a line "From " that is the first or stands behind a blank one. A file that does not begin
    with one is a single message."""
    kept, size, blank, begun = list[bytes](), 0, True, False
    several = False
    while piece := handle.readline(_LINE):
        if blank and piece.startswith(b"From ") and (several or not begun):
            if begun:
                yield b"".join(kept)
            kept, size, begun, several, blank = [], 0, True, True, False
            continue
        begun = begun or bool(piece.strip())
        if size < LONGEST_NOTICE:
            kept.append(piece)
            size += len(piece)
        blank = not piece.strip()
    if begun:
        yield b"".join(kept)
