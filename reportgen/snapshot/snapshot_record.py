"""What a snapshot wrote, so that it can be made anew without touching what somebody edited since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

RECORD = "snapshot.json"


@dataclass(frozen=True)
class SnapshotRecord:
    """The day and the languages of a snapshot, and the SHA-256 of each file that it wrote. A file that is being written
    has two, the old one and the new one."""

    day: date
    languages: tuple[str, ...]
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def wrote(self, name: str, data: bytes) -> bool:
        """Whether a file is as it was written."""
        return content_digest(data) in self.files.get(name, ())

    def text(self) -> str:
        """The record as a file."""
        files = {name: list(hashes) for name, hashes in self.files.items()}
        return (
            json.dumps({"date": str(self.day), "languages": list(self.languages), "files": files}, indent=1)
            + "\n"
        )


def content_digest(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def record_of(day: date, languages: Sequence[str], files: Mapping[str, str]) -> SnapshotRecord:
    """The record of files just made."""
    return SnapshotRecord(
        day, tuple(languages), {name: (content_digest(text.encode()),) for name, text in files.items()}
    )


def read_snapshot_record(data: bytes) -> SnapshotRecord | None:
    """A record; None for a file that is none."""
    try:
        read = json.loads(data)
        files = {str(name): tuple(map(str, hashes)) for name, hashes in read["files"].items()}
        return SnapshotRecord(date.fromisoformat(read["date"]), tuple(map(str, read["languages"])), files)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
