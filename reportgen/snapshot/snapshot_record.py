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
    has two, the old one and the new one. `filings` has the SHA-256 of each file that it was made of, by name."""

    day: date
    languages: tuple[str, ...]
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filings: Mapping[str, str] = field(default_factory=dict)

    def wrote(self, name: str, data: bytes) -> bool:
        """Whether a file is as it was written."""
        return content_digest(data) in self.files.get(name, ())

    def text(self) -> str:
        """The record as a file."""
        files = {name: list(hashes) for name, hashes in self.files.items()}
        told = {"date": str(self.day), "languages": list(self.languages), "files": files}
        made_of = {"from": dict(self.filings)} if self.filings else {}
        return json.dumps(told | made_of, indent=1, ensure_ascii=False) + "\n"


def content_digest(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def record_of(
    day: date, languages: Sequence[str], files: Mapping[str, str], filings: Mapping[str, bytes]
) -> SnapshotRecord:
    """The record of files just made of filings."""
    made = {name: (content_digest(text.encode()),) for name, text in files.items()}
    made_of = {name: content_digest(data) for name, data in filings.items()}
    return SnapshotRecord(day, tuple(languages), made, made_of)


def read_snapshot_record(data: bytes) -> SnapshotRecord | None:
    """A record; None for a file that is none."""
    try:
        read = json.loads(data)
        files = {str(name): tuple(map(str, hashes)) for name, hashes in read["files"].items()}
        made_of = {str(name): str(digest) for name, digest in read.get("from", {}).items()}
        return SnapshotRecord(
            date.fromisoformat(read["date"]), tuple(map(str, read["languages"])), files, made_of
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
