"""The one way in which files of authors and strangers are read: plain files alone, of a bounded size, and none that a
link fetches from outside the folders where it belongs.

What is refused is refused by its name: nothing that it holds is ever quoted. A pipe, a device or a socket is told from
a file before a byte is asked of it, so that none can hold a command up.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportgen.codes.rg1_files import RG105, RG107, RG108
from reportgen.errors import Finding, Locus, Rejected

_FLAGS: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_PIECE: Final = 1 << 20  # bytes asked for at a time
MOST_EDITION_FILES: Final = 1000  # of an edition's folder


@dataclass(frozen=True)
class FileLimit:
    """How many bytes of a kind of file are read, and what to do about a longer one."""

    most: int
    mend: str

    def too_long(self, called: str) -> Finding:
        """RG105 of a file that is longer."""
        return RG105.finding(f"the file is larger than {_shown(self.most)}", Locus(called, 1, 1), self.mend)


FACTS_LIMIT: Final = FileLimit(
    16 << 20, "100,000 facts have two thirds of that: split it into several editions"
)
YAML_LIMIT: Final = FileLimit(1 << 20, "leave out what is no part of it, or split it into several editions")
CONCEPTS_LIMIT: Final = FileLimit(4 << 20, "leave out the concepts that no edition uses")
TEXT_LIMIT: Final = FileLimit(1 << 20, "a book has as much: shorten it, or split it into several editions")
PICTURE_LIMIT: Final = FileLimit(10_000_000, "save the picture smaller")
TEMPLATE_LIMIT: Final = FileLimit(4 << 20, "shorten it, or take it out of templates/")
SOURCE_LIMIT: Final = FileLimit(32 << 20, "save the source as text, or give the part of it that is cited")
RECORD_LIMIT: Final = FileLimit(4 << 20, "move it away, and have it made anew")
FINISHED_LIMIT: Final = FileLimit(64 << 20, "no brief has as much: ask the sender what this is")
LETTER_LIMIT: Final = FileLimit(256 << 20, "no letter has as much: move it away")
_BY_ENDING: Final[Mapping[str, FileLimit]] = {
    ".yaml": YAML_LIMIT, ".md": TEXT_LIMIT,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".svg"), PICTURE_LIMIT),
}  # fmt: skip


def limit_of(path: Path) -> FileLimit:
    """How much of an edition's file is read, by its name."""
    return FACTS_LIMIT if path.name == "facts.yaml" else _BY_ENDING.get(path.suffix.lower(), TEMPLATE_LIMIT)


def read_plain(path: Path, limit: FileLimit, called: str = "") -> bytes:
    """The bytes of a plain file that somebody names; a link is followed, since they named it. `called` is how findings
    quote it. Raises Rejected with RG105 where it is too long, with RG107 where it is no plain file; OSError where it
    cannot be read."""
    called = called or str(path)
    _refuse_strange(path.stat().st_mode, called)  # before it is opened: opening a device may set it going
    handle = os.open(path, _FLAGS)
    try:
        return _content(handle, limit, called)
    finally:
        os.close(handle)


def read_beginning(path: Path, size: int) -> bytes:
    """The first bytes of a plain file, however long it is. Raises Rejected with RG107 for what is none; OSError."""
    _refuse_strange(path.stat().st_mode, str(path))
    handle = os.open(path, _FLAGS)
    try:
        _refuse_strange(os.fstat(handle).st_mode, str(path))
        return os.read(handle, size)
    finally:
        os.close(handle)


def read_inside(path: Path, roots: Iterable[Path], limit: FileLimit, called: str) -> bytes:
    """The bytes of a plain file of some folders; a link may lead to another file of theirs. Raises as `read_plain`, and
    Rejected with RG108 where a link leads out of them, or nowhere."""
    target = Path(os.path.realpath(path))
    if not any(target.is_relative_to(os.path.realpath(root)) for root in roots):
        raise Rejected([_leads_out(called)])
    try:
        return read_plain(target, limit, called)
    except FileNotFoundError:
        if path.is_symlink():
            said = "this is a link that leads nowhere"
            raise Rejected([RG108.finding(said, Locus(called, 1, 1), "put the file itself here")]) from None
        raise


def too_many_files(called: str) -> Finding:
    """RG105 of a folder with more files than are read."""
    mend = "an edition has a few: take out what is no part of it"
    return RG105.finding(f"the folder {called} holds more than {MOST_EDITION_FILES:,} files", mend=mend)


def _leads_out(called: str) -> Finding:
    said = "this is a link that leads out of the folder; it is not followed"
    return RG108.finding(
        said, Locus(called, 1, 1), "put the file itself here, or a link to a file of this folder"
    )


def _content(handle: int, limit: FileLimit, called: str) -> bytes:
    found = os.fstat(handle)  # what is open now, whatever stood there a moment ago
    _refuse_strange(found.st_mode, called)
    if found.st_size > limit.most:
        raise Rejected([limit.too_long(called)])
    pieces, read = list[bytes](), 0
    while read <= limit.most and (piece := os.read(handle, min(_PIECE, limit.most + 1 - read))):
        pieces.append(piece)
        read += len(piece)
    if read > limit.most:  # it grew meanwhile, or is one of the kernel's, whose size is told as nought
        raise Rejected([limit.too_long(called)])
    return b"".join(pieces)


_KINDS: Final = (
    (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"),
)  # fmt: skip


def _refuse_strange(mode: int, called: str) -> None:
    if stat.S_ISREG(mode):
        return
    kind = next((name for test, name in _KINDS if test(mode)), "something else")
    said = f"this is {kind}, and no file"
    raise Rejected(
        [RG107.finding(said, Locus(called, 1, 1), "give the file itself; save what a pipe brings")]
    )


def _shown(size: int) -> str:
    return f"{size >> 20} MiB" if size >= 1 << 20 and size % (1 << 20) == 0 else f"{size:,} bytes"
