"""Whose approvals count: people once each, and where delivery.yaml names approvers, only what their keys signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportgen.codes.rg9_delivery import RG946, RG947
from reportgen.delivery.approving.approval import Approval, Vote, said_by
from reportgen.delivery.approving.approvers import Approver
from reportgen.delivery.approving.people import people, same_person
from reportgen.delivery.approving.signatures import SigningKey, signature_holds
from reportgen.errors import Finding, Rejected
from reportgen.reading_files import RECORD_LIMIT, read_plain
from reportgen.signing.keys import Certificate, NoCertificate, read_certificate


@dataclass(frozen=True)
class Ballot:
    """The approvals that count, one for each person, and those that do not, with the reason; `faults` is what is wrong
    with the certificates that delivery.yaml names."""

    counted: tuple[Vote, ...] = ()
    refused: tuple[tuple[Vote, str], ...] = ()
    faults: tuple[Finding, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Who approved, as far as it counts."""
        return tuple(vote.by for vote in self.counted)


@dataclass(frozen=True)
class Roll:
    """Who may approve, and the SHA-256 of the certificate of each."""

    approvers: tuple[tuple[Approver, str], ...]

    def of(self, name: str) -> tuple[Approver, str] | None:
        """The approver of a name, and the certificate's fingerprint."""
        return next((one for one in self.approvers if same_person(one[0].name, name)), None)

    def against(self, vote: Vote, edition: str, approval: Approval) -> str:
        """Why an approval does not count; "" where it does."""
        if (listed := self.of(vote.by)) is None:
            return f"{vote.by} is not among approvers"
        if not vote.signature:
            return "it is not signed"
        try:
            certificate = read_certificate(vote.certificate.encode())
        except NoCertificate:
            return "its certificate cannot be read"
        if certificate.fingerprint != listed[1]:
            return f"its certificate is not the one that delivery.yaml names for {listed[0].name}"
        if not signature_holds(certificate, vote.signature, said_by(vote, edition, approval.subject)):
            return "the signature does not hold: the record was edited, or another key made it"
        return expired(certificate, vote.at)


def expired(certificate: Certificate, at: str) -> str:
    """Why a certificate was not valid at a moment (ISO 8601); "" where it was."""
    try:
        moment = datetime.fromisoformat(at)
        if certificate.begins <= moment <= certificate.ends:
            return ""
    except (ValueError, TypeError):
        return f"{at!r} is no moment"
    span = f"from {certificate.begins:%Y-%m-%d} to {certificate.ends:%Y-%m-%d}"
    return f"its certificate is valid {span}, not on {at[:10]}"


def weigh(approval: Approval, approvers: Sequence[Approver], edition: str, root: Path) -> Ballot:
    """Whose approvals count; `root` is the project's folder, from which paths of certificates go."""
    roll, faults = read_roll(approvers, root)
    if not approvers:
        by_name = {vote.by: vote for vote in reversed(approval.votes)}
        return Ballot(tuple(by_name[group[0]] for group in people(vote.by for vote in approval.votes)))
    counted_by: dict[str, Vote] = {}
    refused = []
    for vote in approval.votes:
        if why := roll.against(vote, edition, approval):
            refused.append((vote, why))
            continue
        key = read_certificate(vote.certificate.encode()).key
        if key in counted_by or any(same_person(vote.by, one.by) for one in counted_by.values()):
            refused.append((vote, "the same person or key approved already"))
        else:
            counted_by[key] = vote
    return Ballot(tuple(counted_by.values()), tuple(refused), tuple(faults))


def read_roll(approvers: Sequence[Approver], root: Path) -> tuple[Roll, list[Finding]]:
    """The approvers with their certificates; RG946 where one cannot be read, or two have one certificate or one key."""
    read: list[tuple[Approver, str]] = []
    findings: list[Finding] = []
    held: dict[str, Approver] = {}
    for one in approvers:
        found = _found(one, root)
        if isinstance(found, Finding):
            findings.append(found)
            continue
        fingerprint, marks = found
        read.append((one, fingerprint))
        if (other := next((held[mark] for mark in marks if mark in held), None)) is not None:
            message = f"{one.name} and {other.name} have one certificate or key: they are one person"
            findings.append(RG946.finding(message, one.locus, "give each approver a key of their own"))
        held.update(dict.fromkeys(marks, one))
    return Roll(tuple(read)), findings


def _found(one: Approver, root: Path) -> Finding | tuple[str, tuple[str, ...]]:
    """The fingerprint of an approver's certificate, and what nobody else may have; else RG946."""
    if (named := read_fingerprint(one.certificate)) is not None:
        return named, (named,)
    if not (root / one.certificate).exists() and re.fullmatch("[0-9a-fA-F:]+", one.certificate):
        digits = len(one.certificate.replace(":", ""))
        why = f"the fingerprint of {one.name}'s certificate has {digits} hex digits; a SHA-256 fingerprint has 64"
        return RG946.finding(why, one.locus, "openssl x509 -in FILE -noout -fingerprint -sha256")
    mend = "certificate: a path from the project's folder, or the SHA-256 fingerprint (64 hex digits)"
    try:
        certificate = read_certificate(read_plain(root / one.certificate, RECORD_LIMIT))
    except Rejected as rejected:
        why = f"the certificate of {one.name}, {one.certificate}, is not read: {rejected.findings[0].message}"
        return RG946.finding(why, one.locus, mend)
    except OSError as error:
        why = f"the certificate of {one.name}, {one.certificate}, cannot be read: {error.strerror}"
        return RG946.finding(why, one.locus, mend)
    except NoCertificate as error:
        why = f"{one.certificate} holds no certificate of {one.name} that signs: {error}"
        return RG946.finding(why, one.locus, mend)
    return certificate.fingerprint, (certificate.fingerprint, certificate.key)


def read_fingerprint(text: str) -> str | None:
    """A SHA-256 as hex digits, with or without colons; None for anything else."""
    digits = text.replace(":", "").lower()
    return digits if re.fullmatch(r"[0-9a-f]{64}", digits) else None


def may_approve(
    by: str, key: SigningKey | None, now: datetime, approvers: Sequence[Approver], root: Path
) -> Iterator[Finding]:
    """What speaks against an approval before it is written: RG947 where it would not count, RG946 as `read_roll`
    says."""
    if key is not None and (why := expired(key.certificate, now.isoformat())):
        yield RG947.finding(f"{by} cannot approve: {why}", mend="sign with a certificate that is valid now")
    if not approvers:
        return
    roll, faults = read_roll(approvers, root)
    yield from faults
    if (listed := roll.of(by)) is None:
        names = ", ".join(one.name for one in approvers)
        yield RG947.finding(
            f"{by} may not approve: delivery.yaml names {names}", mend="approvers: in delivery.yaml"
        )
    elif key is None:
        yield RG947.finding(
            f"{by} has to sign: an approval without a signature does not count", mend="--key FILE"
        )
    elif key.certificate.fingerprint != listed[1]:
        message = f"the certificate of this key is not the one that delivery.yaml names for {listed[0].name}"
        yield RG947.finding(message, mend=f"its SHA-256 fingerprint is {key.certificate.fingerprint}")
