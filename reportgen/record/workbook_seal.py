"""The seal of a workbook: the SHA-256 of all its parts but for its own digits, among the properties of the file.

A workbook is a ZIP archive. Hashed are the names and the contents of its parts, in the order of the names: how they are
packed is nobody's concern.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping
from hashlib import sha256
from typing import Final
from zipfile import BadZipFile, ZipFile

PROPERTY: Final = "reportgen-seal"
EMPTY: Final = "sha256:" + "0" * 64
_PLACE: Final = "docProps/custom.xml"
_SLOT: Final = re.compile(rb"(?<=<vt:lpwstr>sha256:)[0-9a-f]{64}(?=</vt:lpwstr>)")
_MOST_PARTS: Final = 1000
_MOST_BYTES: Final = 256 << 20


def parts_of(workbook: bytes) -> dict[str, bytes]:
    """The parts of a workbook by their names. Raises ValueError for what is none, for two parts of one name, and for
    more than anybody writes."""
    try:
        with ZipFile(io.BytesIO(workbook)) as archive:
            listed = archive.infolist()
            if len(listed) > _MOST_PARTS or sum(one.file_size for one in listed) > _MOST_BYTES:
                raise ValueError("it is too large")
            parts = {one.filename: archive.read(one) for one in listed}
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ValueError(f"it is no workbook: {error}") from error
    if len(parts) < len(listed):
        raise ValueError("two of its parts have one name")
    return parts


def sealed_workbook(workbook: bytes) -> bytes:
    """A finished workbook with its seal in its slot, which it must have."""
    digits = _hash(parts_of(workbook))
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as archive, ZipFile(packed, "w") as made:
        for one in archive.infolist():
            content = archive.read(one)
            made.writestr(one, _SLOT.sub(digits, content) if one.filename == _PLACE else content)
    return packed.getvalue()


def broken_workbook_seal(parts: Mapping[str, bytes]) -> str:
    """Why a workbook is not as it was sealed; "" where it is."""
    found = _SLOT.findall(parts.get(_PLACE, b""))
    if len(found) != 1:
        return "it carries no seal in the place and form in which the press puts it"
    if found[0] != _hash(parts):
        return "its parts are not those that were sealed: it was edited, or saved anew by another program"
    return ""


def _hash(parts: Mapping[str, bytes]) -> bytes:
    total = sha256()
    for name in sorted(parts):
        content = _SLOT.sub(b"", parts[name]) if name == _PLACE else parts[name]
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest().encode()
