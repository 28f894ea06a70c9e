"""The kinds of files that are verified, each with what is checked of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from reportgen.codes.rg7_proofs import RG701, RG702, RG703, RG704, RG705, RG708, RG709, RG711, RG712, RG715
from reportgen.record.lying_beside import MANIFEST, SIGNATURE_SUFFIX


class FileKind(StrEnum):
    """What a file is verified as, by its name."""

    DOCUMENT = "document"
    WORKBOOK = "workbook"
    LISTING = "listing"
    LISTED = "listed file"
    SIGNATURE = "signature"


# What is checked, in the order of the report → the codes that speak against it.
CHECKS: Final = {
    "it carries the facts and numbers that it was made from": (RG708.id,),
    "the facts that it carries can be read, and tie out": ("RG1", "RG2", "RG3", "RG4"),
    "its numbers are what those facts give when they are derived again": (RG709.id, RG711.id),
    "every numeral in it, title and descriptions included, is a cited number or a declared term": (
        RG701.id,
        RG703.id,
    ),
    "every cited number stands where it was cited, and reads as it was cited": (RG702.id,),
    "every numeral on the page can be seen": (RG704.id, RG705.id),
    "nothing in it was changed after it was pressed: page, pictures, metadata, attachments": (RG712.id,),
}
WORKBOOK_CHECKS: Final = {
    "it can be read, beside a document of its edition that holds": (RG708.id,),
    "its cells and its formulas are what the facts of that document give": (RG709.id,),
    "nothing in it was changed after it was written": (RG712.id,),
}
LISTING_CHECKS: Final = {
    "it is a list of files with their SHA-256": (RG708.id,),
    "the files that it lists lie beside it, as it lists them": (RG712.id,),
}
LISTED_CHECKS: Final = {
    "a manifest.json that lists it lies beside it": (RG708.id,),
    "it is the very file that the manifest lists": (RG712.id,),
}
SIGNATURE_CHECKS: Final = {
    "the file that it belongs to lies beside it": (RG708.id,),
    "it is a signature of that file": (RG715.id,),
}
CHECKS_OF: Final[Mapping[FileKind, Mapping[str, tuple[str, ...]]]] = {
    FileKind.DOCUMENT: CHECKS,
    FileKind.WORKBOOK: WORKBOOK_CHECKS,
    FileKind.LISTING: LISTING_CHECKS,
    FileKind.LISTED: LISTED_CHECKS,
    FileKind.SIGNATURE: SIGNATURE_CHECKS,
}
_SOURCE: Final = "source."  # of what a brief was made from, as a build calls it: its numbers are no brief's
_LISTED: Final = (".csv", ".json", ".txt", ".xml", ".md", ".svg", ".png", ".jpg")


def verified_as(name: str) -> FileKind:
    """What a file of a name is verified as. What nobody knows counts as a document, which it then is not."""
    ending = PurePath(name).suffix.lower()
    if name == MANIFEST:
        return FileKind.LISTING
    if ending == SIGNATURE_SUFFIX:
        return FileKind.SIGNATURE
    if name.startswith(_SOURCE) or ending in _LISTED:
        return FileKind.LISTED
    return FileKind.WORKBOOK if ending == ".xlsx" else FileKind.DOCUMENT
