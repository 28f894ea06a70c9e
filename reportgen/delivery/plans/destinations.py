"""Ways out beside mail: places that files are put in, and webhooks; and by which way an address of the ledger goes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reportgen.delivery.plans.address import unfit_in
from reportgen.delivery.plans.delivery_yaml import AttachmentFormat
from reportgen.errors import Locus

HOOK: Final = "webhook:"
_PLACE: Final = re.compile(r"(?P<to>.+)#(?P<language>[A-Za-z]+(?:-[A-Za-z]+)*)\Z", re.DOTALL)
_BUCKET: Final = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/[A-Za-z0-9!_.()=-]+)*/?\Z")
_PROTOCOL: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LONGEST: Final = 500  # characters of a place


class WayKind(StrEnum):
    """By what a delivery goes out."""

    MAIL = "mail"
    PLACE = "place"
    WEBHOOK = "webhook"


@dataclass(frozen=True)
class FilePlace:
    """A folder or a bucket that an edition's files are put in: `to` is a path, from the project's folder where it is
    relative, or `s3://bucket/folder`."""

    to: str
    language: str
    attach: tuple[AttachmentFormat, ...]
    locus: Locus

    @property
    def address(self) -> str:
        """What the ledger calls it."""
        return f"{self.to}#{self.language}"


@dataclass(frozen=True)
class Webhook:
    """A chat that is told of an edition. `link` is where a reader finds the file of `attach`, with `{edition}`,
    `{file}` and `{language}` in it."""

    name: str
    language: str
    attach: tuple[AttachmentFormat, ...]
    link: str
    locus: Locus

    @property
    def address(self) -> str:
        """What the ledger calls it; where it is is a secret."""
        return f"{HOOK}{self.name}"


def way_kind(address: str) -> WayKind:
    """By which way what the ledger calls so goes out: a mailbox has no colon, and ends with its domain."""
    if address.startswith(HOOK):
        return WayKind.WEBHOOK
    return WayKind.PLACE if _PLACE.match(address) else WayKind.MAIL


def way_of(address: str) -> str:
    """What has one fault for all that goes by it: the mail server, or a place or a webhook by itself."""
    return WayKind.MAIL if way_kind(address) is WayKind.MAIL else address


def folder_named(address: str) -> str:
    """The folder or bucket of a place's address; "" for what is no place."""
    found = _PLACE.match(address)
    return found["to"] if found and way_kind(address) is WayKind.PLACE else ""


def language_named(address: str) -> str:
    """The language of a place's address."""
    found = _PLACE.match(address)
    return found["language"] if found else ""


def read_file_place(text: str) -> str:
    """A place as the ledger has it: `s3://bucket/folder`, or a folder's path, made plain. Raises ValueError for every
    other protocol, and for what holds a secret."""
    if unfit_in(text) or not text.strip() or len(text) > _LONGEST or text.startswith("~"):
        raise ValueError(text)
    protocol = (_PROTOCOL.match(text) or ["", ""])[1]
    return _PROTOCOLS[protocol](text) if protocol in _PROTOCOLS else _unknown(text)


def _unknown(text: str) -> str:
    raise ValueError(text)


def _bucket(text: str) -> str:
    if not _BUCKET.match(text) or {".", ".."} & set(text.split("/")):
        raise ValueError(text)
    return text.rstrip("/")


def _folder(text: str) -> str:
    path = posixpath.normpath(text.removeprefix("file://"))
    if text.startswith("file:") and not text.startswith("file:///"):
        raise ValueError(text)
    return "/" + path.lstrip("/") if path.startswith("/") else path


# What stands before the colon of a place → its reader; nothing else is let near a file system.
_PROTOCOLS: Final = {"": _folder, "file": _folder, "s3": _bucket}


def read_hook(text: str) -> str:
    """The name of a webhook or a password, from which that of its variable follows; none that ends like the variable
    that names a file."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", text) or len(text) > 40 or text.endswith("-file"):
        raise ValueError(text)
    return text


def read_template(text: str) -> str:
    """The template of a link: `https://`, with `{edition}`, `{file}` and `{language}` alone in braces."""
    bare = re.sub(r"\{(?:edition|file|language)\}", "x", text)
    if not re.fullmatch(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~!$&()*+,;=:@%/?#-]*)?", bare):
        raise ValueError(text)
    return text
