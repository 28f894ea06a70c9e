"""Real processes, killed at each step of making, backing up, accepting and rebuilding a ledger: the next run goes on,
or says what to do."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from delivery.kills import NOW, make_fatal, parcel
from support import TEMPLATES, ended, forked

from reportgen.brief.inputs import Project
from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.ledgers.ledger_places import LedgerPlaces, read_witness
from reportgen.delivery.ledgers.rebuilding import rebuild
from reportgen.delivery.ledgers.safekeeping import accept_what_is_there, open_to_write
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.errors import Rejected

MOST: Final = 200  # steps after which a run must have come to its end
STEPS: Final = ("fsync", "replace", "rename", "open", "unlink", "link", "chmod")
ROWS: Final = tuple(parcel(reader).delivery for reader in ("ann@example.com", "ben@example.com"))


def killed(folder: Path, work: Callable[[], object], step: int) -> bool:
    """A process that does the work and dies at a step; False where it came to its end before."""

    def dying() -> None:
        make_fatal(step, STEPS)
        work()

    said = folder / "said.txt"
    code = ended(forked(dying, said))
    assert code in (0, -signal.SIGKILL), said.read_text("utf-8")
    return code != 0


def written(output: Path) -> None:
    with open_to_write(output) as ledger:
        for row in ROWS:
            ledger.enqueue(row)


def known(output: Path) -> tuple[Delivery, ...]:
    with open_to_write(output) as ledger:
        assert ledger.marked("ledger") == read_witness(LedgerPlaces(output).witness) != ""
        return ledger.deliveries()


def rebuilt(output: Path) -> None:
    project = Project(output.parent / "data", output, (TEMPLATES,))
    rebuild(project, Outbox(output / "outbox"), lambda: NOW)


def each_step(tmp_path: Path, prepare: Callable[[Path], None], work: Callable[[Path], object]) -> int:
    """Kill the work at each of its steps, each time in an output of its own, prepared; how many steps there were. Then
    the next run goes on, or says what to do, and that helps."""
    for step in range(1, MOST):
        output = tmp_path / str(step) / "output"
        output.parent.mkdir()
        prepare(output)
        was_killed = killed(output.parent, lambda output=output: work(output), step)  # type: ignore[misc]
        yield_to_next(output, step)
        if not was_killed:
            return step
    pytest.fail("it never came to its end")


def yield_to_next(output: Path, step: int) -> None:
    try:
        known(output)
    except Rejected as error:
        (finding,) = error.findings
        assert "--accept-new-ledger" in finding.mend, f"step {step}: {finding}"
        accept_what_is_there(output, NOW)
        known(output)


def test_a_project_that_begins_needs_nobody(tmp_path: Path) -> None:
    for step in range(1, MOST):
        output = tmp_path / str(step) / "output"
        output.parent.mkdir()
        was_killed = killed(output.parent, lambda output=output: written(output), step)  # type: ignore[misc]
        assert len(known(output)) <= 2, "it had to be said nothing"
        if not was_killed:
            assert len(known(output)) == 2
            assert step > 15, "hardly anything was killed"
            return
    pytest.fail("it never came to its end")


def test_a_backup_that_is_cut_short_loses_nothing(tmp_path: Path) -> None:
    for step in range(1, MOST):
        output = tmp_path / str(step) / "output"
        output.parent.mkdir()
        written(output)
        was_killed = killed(output.parent, lambda output=output: open_to_write(output), step)  # type: ignore[misc]
        assert known(output) == ROWS
        if not was_killed:
            assert step > 5, "hardly anything was killed"
            return
    pytest.fail("it never came to its end")


def damaged(output: Path) -> None:
    written(output)
    with open_to_write(output):
        pass
    LedgerPlaces(output).ledger.write_bytes(b"no database" * 1000)


def test_accepting_that_is_cut_short_can_be_done_again(tmp_path: Path) -> None:
    assert each_step(tmp_path, damaged, lambda output: accept_what_is_there(output, NOW)) > 10


def test_a_rebuild_that_is_cut_short_can_be_done_again(tmp_path: Path) -> None:
    """Whether the old one was damaged or whole: what was known is known in the end."""
    for name, prepare in (("damaged", damaged), ("whole", written)):
        for step in range(1, MOST):
            output = tmp_path / name / str(step) / "output"
            output.parent.mkdir(parents=True)
            prepare(output)
            was_killed = killed(output.parent, lambda output=output: rebuilt(output), step)  # type: ignore[misc]
            rebuilt(output)
            rows = known(output)
            assert [row.key for row in rows] == [row.key for row in ROWS], f"{name}, step {step}"
            assert {row.state for row in rows} <= {State.QUEUED, State.UNKNOWN}
            if not was_killed:
                assert step > 15, "hardly anything was killed"
                break
        else:
            pytest.fail("it never came to its end")
