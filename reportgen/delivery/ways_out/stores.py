"""Where a place keeps its files: a folder of this machine, or a bucket. Each file is there as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

from reportgen.errors import Rejected
from reportgen.reading_files import FINISHED_LIMIT, read_plain
from reportgen.whole_files import sync, write_synced

# Seconds for one file, whatever the server does meanwhile.
FILE_TIMEOUT: Final = 300.0
STORED_TYPES: Final = {
    ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}


class StoreFault(Exception):
    """What a store says that cannot be used; `mend` where somebody has to set something right."""

    def __init__(self, said: str, mend: bool = True) -> None:
        super().__init__(said)
        self.mend = mend


class Store(Protocol):
    """Files by name. Every method raises StoreFault where it cannot be done, and OSError."""

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where it is not there."""
        ...

    def staged(self, files: Mapping[str, bytes]) -> Callable[[], None]:
        """Prepare files as far as nobody sees them; what is returned puts them in their place."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; nothing where it is not there."""
        ...


class FolderStore:
    """A folder, which has to be there: where a disk is not mounted its mount point is another folder."""

    def __init__(self, place: Path, edition: str) -> None:
        self.place, self.folder = place, place / edition

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where it is not there."""
        try:
            return read_plain(self.folder / name, FINISHED_LIMIT)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except Rejected as rejected:
            raise StoreFault(f"{self.folder / name}: {rejected.findings[0].message}") from None

    def staged(self, files: Mapping[str, bytes]) -> Callable[[], None]:
        """Write drafts beside their places, and onto the disk; a disk that is full is found here."""
        if not self.place.is_dir():
            raise StoreFault(f"there is no folder {self.place}; make it, or mount what holds it")
        self.folder.mkdir(exist_ok=True)
        drafts = {self.folder / f".{name}.part": self.folder / name for name in files}
        try:
            for draft, data in zip(drafts, files.values(), strict=True):
                write_synced(draft, data)
        except OSError:
            for draft in drafts:
                with suppress(OSError):
                    draft.unlink(missing_ok=True)
            raise
        return lambda: self._put(drafts)

    def remove(self, name: str) -> None:
        """Take a file away."""
        _take_away(self.folder / name)
        sync(self.folder)

    def _put(self, drafts: Mapping[Path, Path]) -> None:
        for draft, target in drafts.items():
            _move(draft, target)
        sync(self.folder)


def _move(draft: Path, target: Path) -> None:
    draft.replace(target)


def _take_away(path: Path) -> None:
    path.unlink(missing_ok=True)


class BucketStore:
    """A folder in a bucket, on a file system in the manner of fsspec: an object is there as a whole or not at all."""

    def __init__(self, files: Any, place: str, edition: str) -> None:
        self._files, self._folder = files, f"{place.removeprefix('s3://')}/{edition}"

    def read(self, name: str) -> bytes | None:
        """An object's bytes; None where it is not there."""
        try:
            data: bytes = self._files.cat_file(self._path(name), timeout=FILE_TIMEOUT)
            return data
        except FileNotFoundError:
            return None

    def staged(self, files: Mapping[str, bytes]) -> Callable[[], None]:
        """A bucket has no drafts: the objects are put when that is asked for."""

        def put() -> None:
            for name, data in files.items():
                kind = STORED_TYPES.get(Path(name).suffix, "application/octet-stream")
                self._files.pipe_file(self._path(name), data, ContentType=kind, timeout=FILE_TIMEOUT)

        return put

    def remove(self, name: str) -> None:
        """Take an object away."""
        with suppress(FileNotFoundError):
            self._files.rm_file(self._path(name), timeout=FILE_TIMEOUT)

    def _path(self, name: str) -> str:
        return f"{self._folder}/{name}"
