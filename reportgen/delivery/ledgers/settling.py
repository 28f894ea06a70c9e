"""What a person knows of a delivery that the ledger does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reportgen.delivery.ledgers.ledger import Ledger, State
from reportgen.errors import Misuse


def settle_arrived(ledger: Ledger, edition: str, addresses: Sequence[str], now: datetime) -> None:
    """Write down that what is unknown arrived at these addresses. Raises Misuse, with nothing written, for an address
    to which nothing of the edition is unknown."""
    rows = [(address, ledger.issues(edition, address)) for address in addresses]
    unknown = {address: [row for row in found if row.state is State.UNKNOWN] for address, found in rows}
    if settled := [address for address, found in unknown.items() if not found]:
        raise Misuse(
            f"nothing of {edition} is unknown to {', '.join(settled)}: reportgen deliveries {edition}"
        )
    for found in unknown.values():
        for row in found:
            ledger.settle(row, State.SENT, "said to have arrived", now)
