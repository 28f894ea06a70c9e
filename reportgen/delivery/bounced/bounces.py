"""What notices of mail servers tell, taken into the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from reportgen.delivery.bounced.notices import Notice, NoticeKind, read_notice
from reportgen.delivery.ledgers.ledger import Delivery, Ledger, State

_NAMED: Final = 20  # notices of a kind that are named one by one
_ANSWER: Final = "answer"
_TRIES: Final = 5


@dataclass
class NoticesRead:
    """What came of the messages in a mailbox: how many of each kind, what changed, what nobody could place, and which
    edition became refused to whom."""

    counts: Counter[str] = field(default_factory=Counter)
    changed: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def text(self) -> str:
        """For a person to read."""
        total = self.counts.total()
        parts = ", ".join(
            f"{count} {kind}{'s' * (kind == _ANSWER and count != 1)}"
            for kind, count in sorted(self.counts.items())
        )
        lines = [f"{total} message{'s' * (total != 1)} read{f': {parts}' if parts else ''}", *self.changed]
        lines += [
            f"once the address is mended: reportgen send {edition} --resend-refused --to {recipient}"
            for edition, recipient in dict.fromkeys(self.refused)
        ]
        lines += [f"not understood, or of no delivery here: {one}" for one in self.strange[:_NAMED]]
        if len(self.strange) > _NAMED:
            lines.append(f"and {len(self.strange) - _NAMED} more")
        return "\n".join(lines)


def take_notices(ledger: Ledger, messages: Iterable[bytes], now: datetime) -> NoticesRead:
    """Take what notices say into the ledger, each once: what failed becomes refused, all else is an event."""
    said = NoticesRead()
    by_token = {token_of(row): row.key for row in ledger.deliveries()}
    for data in messages:
        notice = read_notice(data)
        key = next((by_token[token] for token in notice.tokens if token in by_token), None)
        if notice.kind is NoticeKind.REPLY:
            said.counts[_ANSWER] += 1
        elif notice.kind is NoticeKind.UNCLEAR:
            said.counts["not understood"] += 1
            said.strange.append(notice.shown)
        elif key is None:
            said.counts["of no delivery here"] += 1
            said.strange.append(notice.shown)
        else:
            _take(ledger, key, notice, now, said)
    return said


def token_of(row: Delivery) -> str:
    """What an envelope sender and a Message-ID have of a delivery."""
    return row.message_id.strip("<>").partition("@")[0]


def _take(
    ledger: Ledger, key: tuple[str, str, int], notice: Notice, now: datetime, said: NoticesRead
) -> None:
    for _ in range(_TRIES):  # again where another run has changed the row meanwhile
        row = next(one for one in ledger.issues(*key[:2]) if one.issue == key[2])
        if row.state is State.SENDING:
            break  # what comes of that is not known yet; the notice can be read again then
        state, words = _state_after(row, notice)
        if ledger.take_notice(notice.digest, row, state, _EVENTS.get(notice.kind, notice.kind), words, now):
            said.counts[notice.kind] += 1
            issue = f" #{row.issue}" if row.issue > 1 else ""
            if state is State.REFUSED:
                said.refused.append((row.edition, row.recipient))
            said.changed.append(f"{row.edition}{issue}  {row.recipient}: {words}")
            return
        if ledger.noticed(notice.digest):
            said.counts["known before"] += 1
            return
    said.counts["not taken"] += 1
    said.strange.append(notice.shown)


_EVENTS: Final[Mapping[NoticeKind, str]] = {NoticeKind.FAILED: State.REFUSED}


def _state_after(row: Delivery, notice: Notice) -> tuple[State, str]:
    """Where a delivery stands after a notice, and what is written down of it."""
    told = f" {notice.said}" if notice.said else ""
    if notice.kind is NoticeKind.FAILED and row.state not in (State.QUEUED, State.DEFERRED):
        return State.REFUSED, f"bounced:{told or ' no reason is given'}"
    if notice.kind is NoticeKind.DELIVERED and row.state is State.UNKNOWN:
        return State.SENT, f"a notice says that it arrived:{told}".rstrip(":")
    return row.state, f"a notice says {notice.kind}:{told}".rstrip(":")
