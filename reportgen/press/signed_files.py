"""Signatures on what was built. Only whoever asked for a build signs: no worker and no cache ever has the key.

A PDF has its signature in the place that was kept for it (PAdES B-B, with a time stamp B-T); a page and the manifest
have theirs beside them, in a file of their name and `.p7s`. All else is listed in the manifest by its SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen.codes.rg7_proofs import RG718
from reportgen.errors import Finding, ReportgenError
from reportgen.press.manifest import Artifact, listing_again
from reportgen.record.lying_beside import MANIFEST, SIGNATURE_SUFFIX
from reportgen.record.seal import broken_seal, sealed
from reportgen.record.signature_slot import (
    claimed_moment,
    covered,
    dated,
    put_signature,
    signature_in,
    signature_slot,
)
from reportgen.signing.checking_cms import check_signature
from reportgen.signing.signing_key import SIGNING_KEY_FILE, Signing


def signatures_gone(folder: Path) -> Iterator[Finding]:
    """RG718 where an edition stands signed in a folder, which is about to be replaced by one that is not."""
    if (folder / (MANIFEST + SIGNATURE_SUFFIX)).is_file():
        mend = f"set {SIGNING_KEY_FILE} and build again; with --if-changed, what stands signed is left alone"
        yield RG718.finding(
            f"{folder.name} stood signed, and was built without a key: it is signed no more", mend=mend
        )


def signed_artifacts(artifacts: Iterable[Artifact], signing: Signing) -> tuple[Artifact, ...]:
    """What was built, signed: the manifest, and its signature behind it. What a former build signed in the same way
    stays. Raises MachineLacks where a signature cannot be made, ReportgenError for one that does not hold."""
    made = {one.name: one for one in artifacts}
    listing = made.pop(MANIFEST).data
    files = [one for given in made.values() for one in _signed(given, signing)]
    listed = Artifact(MANIFEST, listing_again(listing, files))
    return (*files, listed, _beside(listed, signing))


def _signed(given: Artifact, signing: Signing) -> Iterator[Artifact]:
    if given.name.endswith(SIGNATURE_SUFFIX):
        return  # made anew, over what lies there now
    if given.name.endswith(".pdf") and not given.name.startswith("source."):
        yield Artifact(given.name, sign_pdf(given.data, signing), given.pages)
    else:
        yield given
    if given.name.endswith(".html"):
        yield _beside(given, signing)


def _beside(given: Artifact, signing: Signing) -> Artifact:
    """The signature that lies beside a file."""
    signature = signing.sign(given.data)
    _hold(given.data, signature, signing, given.name)
    return Artifact(given.name + SIGNATURE_SUFFIX, signature)


def sign_pdf(data: bytes, signing: Signing) -> bytes:
    """A finished PDF with its signature in the place that was kept for it; as it is where it has one. Raises
    ReportgenError where there is no such place, or the signature does not fit in or hold."""
    try:
        if (slot := signature_slot(data)) and signature_in(data, slot):
            return data
        data = sealed(dated(data, signing.clock()))
        if (slot := signature_slot(data)) is None:
            raise ValueError("it has no place for a signature")
        signature = signing.sign_pdf_bytes(covered(data, slot))
        signed = put_signature(data, signature)
    except ValueError as error:
        raise ReportgenError(f"a PDF cannot be signed: {error}") from None
    _hold(covered(signed, slot), signature, signing, "a PDF", signed)
    return signed


def _hold(data: bytes, signature: bytes, signing: Signing, name: str, pdf: bytes = b"") -> None:
    """Check a signature as a recipient does. Raises ReportgenError where it does not hold."""
    slot = signature_slot(pdf) if pdf else None
    claimed = claimed_moment(pdf, slot) if slot else None
    fault = check_signature(data, signature, (), signing.clock(), claimed).fault or (pdf and broken_seal(pdf))
    if fault:
        raise ReportgenError(f"the signature on {name} does not hold: {fault}")
