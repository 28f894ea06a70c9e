"""Where a finished file comes from: who signed it, whether the signature holds, and whether the signer is trusted.

A PDF has its signature in itself, any other file one beside it (`NAME.p7s`), or is listed in a manifest beside it that
is signed. What cannot be checked is said, and never counts as holding.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from reportgen.codes.rg7_proofs import RG715, RG716, RG717
from reportgen.errors import Finding
from reportgen.proof.asked_signer import fingerprint_in
from reportgen.record.lying_beside import MANIFEST, SIGNATURE_SUFFIX
from reportgen.record.signature_slot import (
    claimed_moment,
    covered,
    covers_all_else,
    signature_in,
    signature_slot,
)
from reportgen.signing.checking_cms import SignatureCheck, can_check, check_signature
from reportgen.signing.making_cms import NO_LIBRARY

ReadBeside = Callable[[str], bytes | None]  # a name → the bytes of the file of that name beside another


_Found = tuple[str, bytes, bytes, datetime | None]


class OriginState(StrEnum):
    """What is known of a file's signature: there is none, it was checked, or it could not be."""

    UNSIGNED = "unsigned"
    CHECKED = "checked"
    UNCHECKED = "not checked"


@dataclass(frozen=True)
class Trusting:
    """What a recipient asks of a signature: `trusted` are certificates (DER) that count, `signer` is who has to have
    signed, by name or by the certificate's SHA-256; "" for anybody."""

    trusted: tuple[bytes, ...] = ()
    signer: str = ""


ANYBODY: Final = Trusting()


@dataclass(frozen=True)
class FileOrigin:
    """What came of a file's signature: where it lies ("" for in the file itself), and what speaks against it. `listed`
    where the signature is that of a manifest, which lists the file by its SHA-256; `named` where the signer's
    certificate is the one whose SHA-256 was asked for; `why` it was not checked."""

    state: OriginState
    place: str = ""
    check: SignatureCheck | None = None
    findings: tuple[Finding, ...] = ()
    listed: bool = False
    named: bool = False
    why: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the signature holds; None where there is none, or where it could not be checked."""
        return None if self.check is None else not self.check.fault


UNREAD: Final = FileOrigin(OriginState.UNCHECKED, why="the file was not read")


def origin_of(name: str, data: bytes, beside: ReadBeside, asked: Trusting, now: datetime) -> FileOrigin:
    """Look for the signature of a file, and check it: RG715 where it does not hold, RG716 where it is not that of the
    signer who is asked for, RG717 where its certificate does not lead to one that counts."""
    try:
        found = _signature(name, data, beside)
    except ValueError as error:
        check = SignatureCheck(str(error))
        return FileOrigin(OriginState.CHECKED, "", check, tuple(_findings(name, check, asked)))
    if found is None:
        return FileOrigin(OriginState.UNSIGNED, findings=tuple(_missing(name, asked, "it is not signed")))
    return _checked(name, found, asked, now)


def detached_origin(name: str, data: bytes, beside: ReadBeside, asked: Trusting, now: datetime) -> FileOrigin:
    """What comes of the signature that lies beside a file, whatever else is signed. Findings as of `origin_of`."""
    place = name + SIGNATURE_SUFFIX
    return _checked(name, (place, data, beside(place) or b"", None), asked, now)


def _checked(name: str, found: _Found, asked: Trusting, now: datetime) -> FileOrigin:
    place, signed, signature, claimed = found
    if not can_check():
        missed = tuple(_missing(name, asked, f"its signature was not checked: {NO_LIBRARY}"))
        return FileOrigin(OriginState.UNCHECKED, place, findings=missed, why=NO_LIBRARY)
    check = check_signature(signed, signature, asked.trusted, now, claimed)
    listed = place == MANIFEST + SIGNATURE_SUFFIX and name != MANIFEST
    named = check.signer is not None and fingerprint_in(asked.signer) == check.signer.fingerprint
    return FileOrigin(OriginState.CHECKED, place, check, tuple(_findings(name, check, asked)), listed, named)


def _signature(name: str, data: bytes, beside: ReadBeside) -> _Found | None:
    """Where a signature lies, what it is over, itself, and when the file says that it was made. Raises ValueError for
    a place of a signature that is not as it should be."""
    if name.endswith(".pdf"):
        return _within(data) or _listed(name, data, beside)
    if (signature := beside(name + SIGNATURE_SUFFIX)) is not None:
        return name + SIGNATURE_SUFFIX, data, signature, None
    return _listed(name, data, beside)


def _within(data: bytes) -> _Found | None:
    slot = signature_slot(data)
    if slot is None or (signature := signature_in(data, slot)) is None:
        return None
    if not covers_all_else(data, slot):
        raise ValueError("the file says of its signature that it covers something else than the whole file")
    return "", covered(data, slot), signature, claimed_moment(data, slot)


def _listed(name: str, data: bytes, beside: ReadBeside) -> _Found | None:
    """The signature of a manifest that lists this very file."""
    listing, signature = beside(MANIFEST), beside(MANIFEST + SIGNATURE_SUFFIX)
    if listing is None or signature is None or name == MANIFEST:
        return None
    if listed_digests(listing).get(name) != sha256(data).hexdigest():
        return None
    return MANIFEST + SIGNATURE_SUFFIX, listing, signature, None


def listed_digests(listing: bytes) -> dict[str, str]:
    """The SHA-256 of files by name, as a manifest lists them; empty where it cannot be read."""
    try:
        return {str(item["name"]): str(item["sha256"]) for item in json.loads(listing)["artifacts"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}


def _findings(name: str, check: SignatureCheck, asked: Trusting) -> Iterator[Finding]:
    if check.fault:
        yield RG715.finding(f"{name}: its signature does not hold: {check.fault}")
        yield from _missing(name, asked, "its signature does not hold")
        return
    if check.distrust:
        yield RG717.finding(f"{name}: the signer is not trusted: {check.distrust}")
    if asked.signer and (why := _another(check, asked)):
        yield from _missing(name, asked, why)


def _missing(name: str, asked: Trusting, why: str) -> Iterator[Finding]:
    if asked.signer:
        yield RG716.finding(f"{name}: it has to be signed by {asked.signer!r}, and {why}")


def _another(check: SignatureCheck, asked: Trusting) -> str:
    """Why a signature that holds is not that of the signer who is asked for; "" where it is."""
    signer = check.signer
    assert signer is not None, "a signature that holds has a signer"
    if digest := fingerprint_in(asked.signer):
        if digest != signer.fingerprint:
            return f"its signer's certificate has another fingerprint: {signer.fingerprint}"
        return check.ended if check.distrust is None else ""  # else RG717 says so
    if asked.signer not in signer.known_as:
        return f"its signer is {signer.subject}"
    if check.distrust is None:
        return (
            "a name alone proves nothing: name the certificate that you trust (--trust), or its fingerprint"
        )
    return "" if check.trusted else "a name alone proves nothing, and its signer is not trusted"
