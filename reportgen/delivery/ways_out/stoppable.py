"""Stopping between two messages: a run that is asked to end finishes the one it is at, and leaves the rest queued."""

from __future__ import annotations

from reportgen import stopping
from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.sending import Outcome, Parcel, Transport


class Stoppable:
    """A transport that hands nothing over any more once the run was asked to stop."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Hand a parcel over, unless the run is to end: the next one will."""
        if stopping.asked():
            return Outcome(State.QUEUED, "the run was asked to stop before it went out", halts=True)
        return self._transport.hand_over(parcel)

    def trace(self, delivery: Delivery) -> State | None:
        """As the transport says."""
        return self._transport.trace(delivery)
