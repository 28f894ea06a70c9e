"""Checking a detached signature (CMS) over bytes: whether it holds, who made it, when, and whether that is trusted."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from reportgen.signing.leading import leads_to_trusted
from reportgen.signing.making_cms import run_alone

if TYPE_CHECKING:
    from asn1crypto import cms, x509
    from pyhanko.sign.validation.status import StandardCMSSignatureStatus

# What a certificate may be for (RFC 5280, 4.2.1.12), where it says so: not for a web server alone.
_PURPOSES: Final = {
    "any_extended_key_usage", "email_protection", "microsoft_document_signing", "adobe_authentic_documents_trust",
    "1.3.6.1.5.5.7.3.36",  # signing documents (RFC 9336)
}  # fmt: skip
_SKEW: Final = timedelta(days=1)  # between the clocks of who signs and who checks
_LONGEST: Final = 120  # characters of a name


@dataclass(frozen=True)
class SignerCertificate:
    """A signer's certificate: the names of its subject and issuer as they may be shown, its SHA-256 in hex, and from
    when to when it is valid. `known_as` are names by which it may be asked for: the common name and e-mail addresses.
    """

    subject: str
    issuer: str
    fingerprint: str
    begins: datetime
    ends: datetime
    known_as: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Stamp:
    """When a server of time stamps saw a signature, the server's name, and whether its certificate leads to one that is
    trusted."""

    at: datetime
    by: str
    trusted: bool


@dataclass(frozen=True)
class SignatureCheck:
    """What came of a signature: `fault` says why it does not hold, "" where it does. `claimed` is when the signer says
    that it was made. `distrust` says why its certificate does not lead to one that is trusted, "" where it does, None
    where nobody said whom to trust. `ended` says that the certificate has ended since, and that no time stamp that is
    trusted says that the signature was made before; "" else."""

    fault: str
    signer: SignerCertificate | None = None
    claimed: datetime | None = None
    stamp: Stamp | None = None
    distrust: str | None = None
    ended: str = ""

    @property
    def trusted(self) -> bool:
        """True where the signature holds and its signer is whom somebody trusts."""
        return not self.fault and self.distrust == ""


def can_check() -> bool:
    """Whether the library that checks signatures is installed."""
    try:
        import pyhanko.sign.validation
    except ImportError:
        return False
    return bool(pyhanko.sign.validation)


def check_signature(
    data: bytes, signature: bytes, trusted: Sequence[bytes], now: datetime, claimed: datetime | None = None
) -> SignatureCheck:
    """Hold a signature (DER) against the bytes that it is over. `trusted` are certificates (DER) of roots, or of
    signers and servers of time stamps themselves; `claimed` is the time of signing where the signature itself has none.

    Nothing is fetched, and no list of revoked certificates is asked.
    """
    try:
        with _silence():
            return _checked(data, signature, trusted, now, claimed)
    except Exception:  # a stranger's bytes: whatever the library trips over, it does not hold
        return SignatureCheck("it cannot be read as a signature (CMS, in DER)")


def digest_name(signature: bytes) -> str:
    """The algorithm of the digest that a signature was made over, as mail calls it: `sha-256`."""
    from asn1crypto import cms

    signed = cms.ContentInfo.load(signature)["content"]
    named = str(signed["signer_infos"][0]["digest_algorithm"]["algorithm"].native)
    return named.replace("sha", "sha-", 1)


def _checked(
    data: bytes, signature: bytes, trusted: Sequence[bytes], now: datetime, claimed: datetime | None
) -> SignatureCheck:
    from asn1crypto import cms

    content = cms.ContentInfo.load(signature, strict=True)
    if content["content_type"].native != "signed_data":
        return SignatureCheck("it is no signature")
    signed: cms.SignedData = content["content"]
    status = _status(data, signed, trusted, now)
    signer = _described(status.signing_cert)
    when = claimed or status.signer_reported_dt
    stamp = _stamp(status.timestamp_validity)
    early = "it says that it was made on a day that has not come yet" if when and when > now + _SKEW else ""
    ended = _ended(signer, now, stamp)
    found = SignatureCheck(_fault(status, signed, signer, when) or early, signer, when, stamp, ended=ended)
    if not trusted:
        return found
    if stamp and stamp.trusted:
        status = _status(data, signed, trusted, now, stamp.at)
    return replace(found, distrust=ended or _why_not_trusted(status, signed, trusted))


def _status(
    data: bytes, signed: cms.SignedData, trusted: Sequence[bytes], now: datetime, at: datetime | None = None
) -> StandardCMSSignatureStatus:
    """What the library says of a signature made by `at`, where a time stamp says so, else by now."""
    from pyhanko.sign.general import extract_certificate_info
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    own = extract_certificate_info(signed).signer_cert
    usage = (
        KeyUsageConstraints(  # a certificate that names no use has every one (RFC 5280, 4.2.1.3 and 4.2.1.12)
            key_usage={"digital_signature", "non_repudiation"} if own.key_usage_value is not None else set(),
            extd_key_usage=_PURPOSES if own.extended_key_usage_value is not None else None,
        )
    )
    return run_alone(
        async_validate_detached_cms(
            data,
            signed,
            _trusting(trusted, at or now),
            ts_validation_context=_trusting(trusted, now),
            key_usage_settings=usage,
        )
    )


def _trusting(trusted: Sequence[bytes], moment: datetime) -> Any:
    """The certificates that count and the time at which they do: never those that the system trusts for the web."""
    from asn1crypto import x509
    from pyhanko_certvalidator import ValidationContext

    roots = [x509.Certificate.load(one) for one in trusted]
    return ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)


def _fault(
    status: StandardCMSSignatureStatus,
    signed: cms.SignedData,
    signer: SignerCertificate,
    when: datetime | None,
) -> str:
    from pyhanko.sign.validation.generic_cms import get_signing_cert_attr

    stamp = status.timestamp_validity
    if not status.intact:
        return "it was made over other bytes"
    if not status.valid:
        return "it was not made with the key of its certificate"
    if get_signing_cert_attr(signed["signer_infos"][0]["signed_attrs"]) is None:
        return "it does not say with which certificate it was made"
    if str(getattr(status.trust_problem_indic, "name", "")).startswith("CRYPTO_CONSTRAINTS"):
        return "it was made with an algorithm that is no longer safe"
    if stamp and not (stamp.intact and stamp.valid):
        return "its time stamp is that of another signature, or broken"
    if when is None:
        return "it does not say when it was made"
    if not signer.begins <= when <= signer.ends:
        return (
            f"it says that it was made on {when:%Y-%m-%d}; its certificate is valid from {signer.begins:%Y-%m-%d} to "
            f"{signer.ends:%Y-%m-%d}"
        )
    return ""


def _stamp(status: Any) -> Stamp | None:
    """The time stamp of a signature, where it is one over this signature. Only a certificate for time stamps makes one
    that is trusted (RFC 3161, 2.3), though it were named itself: a signer's own says no more than the signer's clock.
    """
    if status is None or not (status.intact and status.valid):
        return None
    uses = status.signing_cert.extended_key_usage_value
    fit = uses is not None and uses.native == ["time_stamping"]
    return Stamp(status.timestamp, _described(status.signing_cert).subject, fit and bool(status.trusted))


def _ended(signer: SignerCertificate, now: datetime, stamp: Stamp | None) -> str:
    """That a certificate has ended, where nothing says that it signed before: one who is trusted by name has to be
    valid, too, since whoever has the key of an old certificate can set a clock back."""
    if now <= signer.ends or (stamp and stamp.trusted and stamp.at <= signer.ends):
        return ""
    ended = f"its certificate ended on {signer.ends:%Y-%m-%d}"
    return f"{ended}, and no time stamp that is trusted says that it was made before"


def _why_not_trusted(
    status: StandardCMSSignatureStatus, signed: cms.SignedData, trusted: Sequence[bytes]
) -> str:
    """Why a signer is not trusted; "" where nothing is in the way."""
    name = getattr(status.trust_problem_indic, "name", "")
    if status.trusted:
        return ""
    nowhere = "its certificate does not lead to one that is trusted"
    if name in ("NO_CERTIFICATE_CHAIN_FOUND", "CERTIFICATE_CHAIN_GENERAL_FAILURE"):
        return nowhere
    if name == "CHAIN_CONSTRAINTS_FAILURE":  # as the library says of one that nobody else issued, too
        others = [one.chosen.dump() for one in signed["certificates"] if one.name == "certificate"]
        leads = leads_to_trusted(status.signing_cert.dump(), others, trusted)
        return "its certificate, or one above it, is not for signing documents" if leads else nowhere
    return f"its certificate does not hold ({name.replace('_', ' ').lower() or 'no reason given'})"


def _described(read: x509.Certificate) -> SignerCertificate:
    names = read.subject.native
    common = _texts(names.get("common_name"))
    mail = [*_texts(names.get("email_address")), *_mail_addresses(read)]
    return SignerCertificate(
        shown_name(
            ", ".join([*common, *_texts(names.get("organization_name"))]) or read.subject.human_friendly
        ),
        shown_name(", ".join(_texts(read.issuer.native.get("common_name"))) or read.issuer.human_friendly),
        read.sha256.hex(),
        read["tbs_certificate"]["validity"]["not_before"].native,
        read["tbs_certificate"]["validity"]["not_after"].native,
        frozenset([*common, *mail]),
    )


def _texts(value: object) -> list[str]:
    """The texts of a part of a name, which may be there several times."""
    return [] if value is None else [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _mail_addresses(read: x509.Certificate) -> list[str]:
    others = read.subject_alt_name_value
    return [str(one.native) for one in others or () if one.name == "rfc822_name"]


def shown_name(text: str) -> str:
    """A stranger's name as it may stand in a report: on one line, of bounded length, with what acts on a terminal or
    turns the order of characters written out."""
    plain = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


@contextmanager
def _silence() -> Iterator[None]:
    """The library logs what it finds; here it is said otherwise."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [one.level for one in loggers]
    try:
        for one in loggers:
            one.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)
