"""What a report says of a file's signature."""

from __future__ import annotations

from typing import Any, Final

from reportgen.proof.origin import FileOrigin, OriginState
from reportgen.signing.checking_cms import SignatureCheck

_HOLDS: Final = "its signature was made over these very bytes with the key of the signer's certificate"
_LISTED: Final = "its SHA-256 is in a manifest that was signed with the key of the signer's certificate"
NOT_ASKED: Final = "whether the signer's certificate was revoked"


def origin_lines(origin: FileOrigin) -> list[tuple[str, str]]:
    """The lines of a report: a mark, and what it is about."""
    if origin.state is OriginState.UNSIGNED:
        return [("not signed", "nobody vouches for where it comes from")]
    if origin.state is OriginState.UNCHECKED:
        return [
            ("not checked", f"its signature, so that nothing is known of where it comes from: {origin.why}")
        ]
    check = origin.check
    assert check is not None
    where = f" (in {origin.place})" if origin.place else ""
    said = (_LISTED if origin.listed else _HOLDS) + where
    return [("FAILS", said)] if check.fault else [("holds", said), *_about(check, origin.named)]


def _about(check: SignatureCheck, named: bool) -> list[tuple[str, str]]:
    signer = check.signer
    assert signer is not None
    trust = {
        None: (
            "not known",
            "whether that is who it says: name the certificate that you trust (--trust FILE)",
        ),
        "": ("holds", "the signer's certificate leads to one that you trust"),
    }.get(check.distrust, ("FAILS", "the signer's certificate leads to one that you trust"))
    valid = f"valid {signer.begins:%Y-%m-%d} to {signer.ends:%Y-%m-%d}"
    return [
        ("signer", f"{signer.subject}; certificate issued by {signer.issuer}, {valid}"),
        ("", f"SHA-256 {signer.fingerprint}"),
        ("signed", _time(check)),
        *([("ended", check.ended)] if check.ended else []),
        *([("holds", "the signer's certificate is the one whose SHA-256 you asked for")] if named else []),
        *([] if named and check.distrust is None else [trust]),
        ("not asked", NOT_ASKED),
    ]


def _time(check: SignatureCheck) -> str:
    said = (
        f"{check.claimed:%Y-%m-%d %H:%M:%S} UTC by the signer's own clock"
        if check.claimed
        else "at no known time"
    )
    if check.stamp is None:
        return said
    known = "which you trust" if check.stamp.trusted else "of which nobody said whether to trust it"
    return (
        f"{said}; seen {check.stamp.at:%Y-%m-%d %H:%M:%S} UTC by the time stamps of {check.stamp.by}, {known}"
    )


def origin_json(origin: FileOrigin) -> dict[str, Any]:
    """The same for a script."""
    check, signer = origin.check, origin.check.signer if origin.check else None
    document: dict[str, Any] = {
        "state": str(origin.state),
        "holds": origin.holds,
        "place": origin.place or None,
    }
    if check is None:
        return document
    document |= {
        "fault": check.fault or None,
        "trusted": None if check.distrust is None else check.trusted,
        "distrust": check.distrust or None,
        "named": origin.named,
        "ended": check.ended or None,
        "claimed": check.claimed.isoformat() if check.claimed else None,
        "not asked": [NOT_ASKED],
    }
    if signer:
        document["signer"] = {
            "name": signer.subject,
            "issuer": signer.issuer,
            "sha256": signer.fingerprint,
            "valid": [signer.begins.isoformat(), signer.ends.isoformat()],
        }
    if stamp := check.stamp:
        document["stamp"] = {"at": stamp.at.isoformat(), "by": stamp.by, "trusted": stamp.trusted}
    return document
