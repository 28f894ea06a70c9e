"""Deliveries as a person and a script read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.messages.readback import ReadBack
from reportgen.delivery.plans.destinations import WayKind, folder_named, way_kind
from reportgen.delivery.sending import Outcome, Parcel

FAILED = (State.REFUSED, State.UNKNOWN)


class Rehearsal:
    """A transport that hands nothing over and keeps what it was given: what `--dry-run` shows."""

    def __init__(self) -> None:
        self.parcels: list[Parcel] = []

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Keep the parcel."""
        self.parcels.append(parcel)
        return Outcome(State.SENT, "would be sent")

    def trace(self, delivery: Delivery) -> State | None:
        """What a real transport would know is not known here."""
        return None


def rehearsed(parcels: Iterable[Parcel]) -> str:
    """Exactly what would go to whom."""
    parts = [_rehearsed(parcel) for parcel in parcels]
    return "\n\n".join([*parts, f"{len(parts)} message{'s' * (len(parts) != 1)} would be sent, and none was"])


def _rehearsed(parcel: Parcel) -> str:
    kinds = {WayKind.MAIL: _rehearsed_mail, WayKind.PLACE: _rehearsed_place, WayKind.WEBHOOK: _rehearsed_post}
    return kinds[way_kind(parcel.recipient)](parcel)


def _rehearsed_place(parcel: Parcel) -> str:
    delivery = parcel.delivery
    lines = [f"to          {folder_named(parcel.recipient)} ({delivery.language}, issue {delivery.issue})"]
    lines += [
        f"put there   {delivery.edition}/{one.name} ({len(one.data) / 1e6:.2f} MB)" for one in parcel.files
    ]
    return "\n".join(lines)


def _rehearsed_post(parcel: Parcel) -> str:
    delivery, said = parcel.delivery, json.loads(parcel.message())["text"]
    lines = [f"to          {parcel.recipient} ({delivery.language}, issue {delivery.issue})"]
    return "\n".join([*lines, *(f"  | {line}" for line in said.splitlines())])


def _rehearsed_mail(parcel: Parcel) -> str:
    data = parcel.message()
    read, delivery = ReadBack.of(data), parcel.delivery
    lines = [
        f"to          {', '.join(read.recipients)} ({delivery.language}, issue {delivery.issue})",
        f"from        {read.message['From']}",
        f"subject     {read.subject}",
        f"message id  {delivery.message_id}",
        f"size        {len(data) / 1e6:.2f} MB",
        *(f"attached    {name} ({len(file) / 1e6:.2f} MB)" for name, file in read.files.items()),
        *(f"  | {line}".rstrip() for line in read.part("plain").splitlines()),
    ]
    return "\n".join(lines)


def deliveries_text(deliveries: Sequence[Delivery]) -> str:
    """One line a delivery: state, edition and issue, recipient, when, and what was said."""
    if not deliveries:
        return "nothing was ever sent"
    rows = [_cells(delivery) for delivery in deliveries]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    )


def _cells(row: Delivery) -> tuple[str, ...]:
    edition = f"{row.edition} #{row.issue}" if row.issue > 1 else row.edition
    changed = f"{row.changed or row.queued:%Y-%m-%d %H:%M} UTC"
    tries = f"{row.attempts} attempt{'s' * (row.attempts != 1)}"
    said = f"until {row.due:%Y-%m-%d %H:%M} UTC: {row.said}" if row.due else row.said
    return str(row.state), edition, row.recipient, row.language, changed, tries, said


def deliveries_json(deliveries: Sequence[Delivery]) -> str:
    """The rows by name; times as in ISO 8601, null where there is none."""
    rows = [
        {
            key: str(value) if value is not None and not isinstance(value, int) else value
            for key, value in said.items()
        }
        for said in map(asdict, deliveries)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def failed(deliveries: Sequence[Delivery]) -> bool:
    """True where the newest issue of anybody was refused or may be lost."""
    newest = {(row.edition, row.recipient): row for row in sorted(deliveries, key=lambda row: row.issue)}
    return any(row.state in FAILED for row in newest.values())
