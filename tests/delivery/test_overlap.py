"""Overlapping runs of `send`: real processes, eight at a time, and one message for each reader."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from delivery.mailserver import Certificates, MailServer
from support import TINY, ended, forked

from reportgen import cli
from reportgen.delivery import environment, send  # noqa: F401  loaded once, for all the children
from reportgen.delivery.ledgers.ledger import Ledger, State
from reportgen.delivery.messages import listing  # noqa: F401  loaded once, for all the children
from reportgen.delivery.ways_out import outbox, post, sign  # noqa: F401  loaded once, for all the children
from reportgen.proof import read_html, read_pdf  # noqa: F401

SIXTY_OR_MORE: Final = (60, pytest.param(200, marks=pytest.mark.long))
AT_ONCE: Final = 8


def overlapping(work: Callable[[], int], silence: Path, runs: int) -> Counter[int]:
    """How often each exit code came of so many runs, so many at once."""
    codes: Counter[int] = Counter()
    running: set[int] = set()
    for _ in range(runs):
        if len(running) == AT_ONCE:
            pid, status = os.wait()
            running.discard(pid)
            codes[os.waitstatus_to_exitcode(status)] += 1
        running.add(forked(work, silence))
    for pid in running:
        codes[ended(pid)] += 1
    return codes


@pytest.mark.parametrize("runs", SIXTY_OR_MORE)
def test_overlapping_runs_send_each_message_once(
    project: Path, certificates: Certificates, runs: int
) -> None:
    with MailServer(certificates, "none") as server:
        os.environ["REPORTGEN_SMTP_URL"] = server.settings["REPORTGEN_SMTP_URL"]
        try:
            codes = overlapping(lambda: cli.main(["send", TINY]), project / "said.txt", runs)
        finally:
            del os.environ["REPORTGEN_SMTP_URL"]
        said = (project / "said.txt").read_text("utf-8")
        assert set(codes) <= {0, 75}, said[-3000:]
        assert codes[0] >= 1
        assert codes[75] >= 1, "nothing overlapped"
        assert sorted(addresses for addresses, _ in server.taken) == [
            ("ann@example.com",),
            ("mei@example.org",),
        ]
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        assert [(row.state, row.attempts) for row in ledger.deliveries()] == [(State.SENT, 1)] * 2


@pytest.mark.parametrize("runs", SIXTY_OR_MORE)
def test_overlapping_runs_without_the_lock_send_each_message_once(tmp_path: Path, runs: int) -> None:
    """The ledger alone holds as well, where two machines share a folder whose locks do not hold."""
    from delivery.kills import NOW, READERS, parcel

    from reportgen.delivery.sending import Outcome, Parcel, deliver

    class Counting:
        def hand_over(self, parcel: Parcel) -> Outcome:
            with (tmp_path / "taken.txt").open("a") as handle:
                handle.write(f"{parcel.recipient}\n")
            return Outcome(State.SENT, "taken")

        def trace(self, _: object) -> State | None:
            return None

    def work() -> int:
        with Ledger(tmp_path / "ledger.sqlite") as ledger:
            deliver([parcel(reader) for reader in READERS], ledger, Counting(), lambda: NOW)
        return 0

    codes = overlapping(work, tmp_path / "said.txt", runs)
    assert codes == {0: runs}, (tmp_path / "said.txt").read_text()[-3000:]
    taken = Counter((tmp_path / "taken.txt").read_text().split())
    assert taken == dict.fromkeys(READERS, 1)
