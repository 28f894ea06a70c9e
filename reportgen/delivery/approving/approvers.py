"""Approvers: who may approve an edition, as delivery.yaml names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.codes.rg9_delivery import RG946
from reportgen.delivery.approving.people import same_person
from reportgen.errors import Finding, Locus


@dataclass(frozen=True)
class Approver:
    """Somebody who may approve: `certificate` is a path from the project's folder, or a SHA-256 fingerprint."""

    name: str
    certificate: str
    locus: Locus


def unfit_roll(approvers: Sequence[Approver], needed: int) -> Iterator[Finding]:
    """RG946 where approvers cannot do what `approvals` asks for, or two have a name that could be one person's."""
    if not approvers:
        return
    if not needed:
        mend = f"approvals: {min(len(approvers), 2)}"
        yield RG946.finding("approvers are named, and approvals asks for none", approvers[0].locus, mend)
    if len(approvers) < needed:
        message = f"approvals asks for {needed}, and {len(approvers)} may approve"
        yield RG946.finding(message, approvers[0].locus, "name more approvers, or ask for fewer approvals")
    for number, one in enumerate(approvers):
        for other in approvers[:number]:
            if same_person(one.name, other.name):
                message = f"{one.name} and {other.name} may be one person's name"
                yield RG946.finding(message, one.locus, "write one of them with another name or an initial")
