"""The letters in an outbox, read back as the deliveries that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser, HeaderParser
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256
from heapq import nlargest
from io import BytesIO
from pathlib import Path
from typing import Final

from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.messages.message import DELIVERY_HEADER, message_id, read_delivery_mark
from reportgen.errors import Rejected
from reportgen.reading_files import LETTER_LIMIT, read_beginning, read_plain

_HEAD: Final = 64 << 10  # bytes in which the head of a message of ours ends
_NEWEST: Final = 50  # letters that are held against a ledger each time it is opened
_OURS: Final = re.compile(r"<[0-9a-f]{32}@([^<>\s]+)>")


def any_letter(outbox: Path) -> bool:
    """True where an outbox holds a letter that a ledger must know of."""
    return any(_is_ours(path) for path in letter_files(outbox))


def newest_letters(outbox: Path, since: int = 0) -> list[tuple[Path, Delivery]]:
    """The letters that were written last, after a time in nanoseconds, and the deliveries that they are, by their heads
    alone."""
    written = {path: path.stat().st_mtime_ns for path in letter_files(outbox)}
    newest = nlargest(
        _NEWEST, (path for path, when in written.items() if when > since), key=written.__getitem__
    )
    heads = ((path, _head(path)) for path in newest)
    found = ((path, delivery_of(head)) for path, head in heads if head is not None)
    return [(path, row) for path, row in found if row is not None]


def last_written(outbox: Path) -> int:
    """When the newest letter was written, in nanoseconds; 0 where there is none."""
    return max((path.stat().st_mtime_ns for path in letter_files(outbox)), default=0)


def letter_files(outbox: Path) -> Iterator[Path]:
    """The letters' files in the order of their names."""
    if outbox.is_dir():
        yield from (path for path in sorted(outbox.glob("*.eml")) if path.is_file())


def _is_ours(path: Path) -> bool:
    head = _head(path)
    if head is None:
        return False
    if head[DELIVERY_HEADER] is not None:
        return delivery_of(head) is not None
    if any(name.lower().startswith("x-reportgen-") for name in head):
        return False
    key = sha256(_id_of(head).encode()).hexdigest()[:12]  # as a former version wrote them
    return bool(_OURS.fullmatch(_id_of(head))) and path.name.endswith(f".{key}.eml")


def _head(path: Path) -> Message | None:
    try:
        head = read_beginning(path, _HEAD)
    except (OSError, Rejected):
        return None
    return HeaderParser(policy=compat32).parsestr(head.decode("ascii", "replace"))


def _id_of(head: Message) -> str:
    return str(head["Message-ID"] or "").strip()


def read_kept(path: Path) -> tuple[Delivery | None, bytes]:
    """The delivery that a letter is, None where it is not one of ours, and its bytes. Raises OSError, and Rejected for
    what is no plain file, or too long for a letter."""
    data = read_plain(path, LETTER_LIMIT)
    return delivery_of(BytesParser(policy=compat32).parse(BytesIO(data), headersonly=True)), data


def delivery_of(head: Message) -> Delivery | None:
    """What the head of a message says of its delivery; None where it is not one of ours. The Message-ID follows from
    all the rest, so that a head that somebody changed is none."""
    mark = read_delivery_mark(str(head[DELIVERY_HEADER] or ""))
    found = _OURS.fullmatch(_id_of(head))
    recipient = parseaddr(str(head["To"] or ""))[1]
    if mark is None or found is None or not recipient:
        return None
    if message_id(mark.edition, mark.artifact, recipient, mark.issue, found[1]) != _id_of(head):
        return None
    try:
        queued = parsedate_to_datetime(str(head["Date"]))
    except (TypeError, ValueError):
        queued = datetime.fromtimestamp(0, UTC)
    queued = queued.replace(tzinfo=UTC) if queued.tzinfo is None else queued.astimezone(UTC)
    language = str(head["Content-Language"] or "")
    return Delivery(
        mark.edition, recipient, mark.issue, mark.artifact, language, _id_of(head), mark.numbers, queued,
        State.SENT, 1, queued, None, "",
    )  # fmt: skip
