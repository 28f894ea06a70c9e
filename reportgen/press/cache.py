"""What the press has made before, by the content that it was made from.

A cache can never change a byte: an entry is found by the SHA-256 of all that went into it, this program and its
libraries included, and is used only if it is whole. Whatever else lies in the folder is ignored, and so is a folder
that cannot be read or written. Entries are moved into place whole, so that two runs may write the same one.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

MOST_BYTES: Final = 256 << 20
_MAGIC: Final = b"reportgen cache 1\n"
_SUFFIX: Final = ".entry"
_UNDONE: Final = ".part"  # of a process that was killed
_IGNORE: Final = "# Made by reportgen, and made anew when it is deleted.\n*\n"


@dataclass(frozen=True)
class Cache:
    """Entries in a `folder`; None keeps nothing. `made_with` names the program, the libraries and the fonts: entries
    that were made with others are not found."""

    folder: Path | None = None
    made_with: str = ""

    def kept(self, kind: str, content: Iterable[bytes | str], make: Callable[[], bytes]) -> bytes:
        """What `make` makes of `content`: from the cache if it is there, else made and kept. `kind` tells different
        things apart that are made from the same."""
        parts = list(content)
        if (found := self.found(kind, parts)) is not None:
            return found
        made = make()
        self.keep(kind, parts, made)
        return made

    def found(self, kind: str, content: Iterable[bytes | str]) -> bytes | None:
        """What was kept; None for nothing."""
        path = self._path(kind, content)
        return _read(path) if path else None

    def keep(self, kind: str, content: Iterable[bytes | str], made: bytes) -> None:
        """Keep what was made."""
        if path := self._path(kind, content):
            _write(path, made)

    def prune(self, most: int = MOST_BYTES) -> None:
        """Leave the entries that were used last, and no more of them than `most` bytes."""
        if self.folder is None:
            return
        with suppress(OSError):
            mine = (path for path in self.folder.iterdir() if path.suffix in (_SUFFIX, _UNDONE))
            found = [(path.stat(), path) for path in mine]
            for status, path in sorted(found, key=lambda one: -one[0].st_mtime_ns):
                most -= status.st_size
                if most < 0:
                    path.unlink(missing_ok=True)

    def _path(self, kind: str, content: Iterable[bytes | str]) -> Path | None:
        if self.folder is None:
            return None
        key = sha256()
        for part in (self.made_with, kind, *content):
            data = part if isinstance(part, bytes) else part.encode()
            key.update(len(data).to_bytes(8, "big") + data)
        return self.folder / f"{key.hexdigest()}{_SUFFIX}"


NO_CACHE: Final = Cache()


def made_with(origins: Mapping[str, Any]) -> str:
    """What an edition's manifest says of the program, the libraries and the fonts."""
    return json.dumps(
        {key: origins[key] for key in ("program", "python", "libraries", "fonts")}, sort_keys=True
    )


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Several named things as one entry."""
    head = json.dumps({name: len(data) for name, data in parts.items()}).encode()
    return b"".join((head, b"\n", *parts.values()))


def unpacked(entry: bytes) -> dict[str, bytes]:
    """The named things that were `packed`."""
    head, _, rest = entry.partition(b"\n")
    parts, at = {}, 0
    for name, length in json.loads(head).items():
        parts[name], at = rest[at : at + length], at + length
    return parts


def _read(path: Path) -> bytes | None:
    """A whole entry, marked as used; None for none, and for one that is torn or somebody else's."""
    with suppress(OSError):
        written = path.read_bytes()
        head, data = written[: len(_MAGIC) + 32], written[len(_MAGIC) + 32 :]
        if head == _MAGIC + sha256(data).digest():
            os.utime(path)
            return data
    return None


def _write(path: Path, data: bytes) -> None:
    """Put an entry in place whole. Where the disk does not take it there is none."""
    with suppress(OSError):
        _prepare(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=_UNDONE)
        undone = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + sha256(data).digest() + data)
            undone.replace(path)
        except BaseException:
            undone.unlink()
            raise


def _prepare(folder: Path) -> None:
    """Make the folder, and let version control pass over it."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text(_IGNORE)
