"""SIGTERM, sent to real processes: children end, nothing is half written, a message that is on its way is finished."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from support import PATIENCE, TINY, environment, python, write_tiny

from reportgen.delivery.ledgers.ledger import Ledger, State
from reportgen.press import placing
from reportgen.stopping import Stopped, asked, held, on_sigterm

READERS: Final = ("ann@example.com", "ben@example.com", "eve@example.com")


def start(project: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "reportgen", "build", TINY, "--format", "html", "--lang", "en"],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def group(leader: int) -> dict[int, bytes]:
    """The processes of a group that still run, and their command lines (Linux)."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, _, its_group = (process / "stat").read_text().rpartition(") ")[2].split()[:3]
            if int(its_group) == leader and state != "Z":
                found[int(process.name)] = (process / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
    return found


def wait_for(true: Callable[[], object], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "the process hangs"
        time.sleep(0.005)


def rendering(leader: int) -> bool:
    """True once a child that checks or renders is at work: it looks like the process that it is forked from, which is
    the command or the one that serves. While the latter is started it looks like the command, too."""
    looks = Counter(group(leader).values())
    return any(b"forkserver" in look for look in looks) and max(looks.values()) > 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("whom", ["the command alone", "the whole group"])
def test_a_build_that_is_asked_to_stop_leaves_nothing_behind(tmp_path: Path, whom: str) -> None:
    write_tiny(tmp_path)
    output = tmp_path / "output"
    old = {"a.txt": b"old", "manifest.json": b'{"artifacts": [{"name": "a.txt"}]}'}
    with placing.locked(output, TINY):
        placing.put(output, TINY, old)
    process = start(tmp_path)
    wait_for(lambda: rendering(process.pid), process)
    if whom == "the command alone":
        process.terminate()
    else:
        os.killpg(process.pid, signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 143
    assert (out, err) == ("", "")
    end = time.monotonic() + PATIENCE
    while group(process.pid):
        assert time.monotonic() < end, "children live on"
        time.sleep(0.01)
    assert {path.name for path in output.iterdir()} == {TINY, f".{TINY}.lock"}
    assert {path.name: path.read_bytes() for path in (output / TINY).iterdir()} == old
    assert (output / f".{TINY}.lock").read_text() == ""
    with placing.locked(output, TINY):
        pass


# Delivers three parcels and is asked to stop while the second is handed over.
SENDING = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from reportgen import cli
from reportgen.delivery.ledgers.ledger import Delivery, Ledger
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.delivery.sending import Parcel, deliver
from reportgen.delivery.ways_out.stoppable import Stoppable
from reportgen.stopping import held

NOW = datetime(2026, 2, 6, 6, 0, tzinfo=UTC)

class Interrupted(Outbox):
    def hand_over(self, parcel):
        if parcel.recipient == sys.argv[3]:
            os.kill(os.getpid(), signal.SIGTERM)
        return super().hand_over(parcel)

def parcel(reader):
    row = Delivery("edition", reader, 1, "artifact", "en", f"<{reader}>", "", NOW)
    return Parcel(row, "desk@example.com", lambda: b"message")

def work(_):
    with Ledger(folder / "ledger.sqlite") as ledger, held():
        deliver(map(parcel, sys.argv[2].split()), ledger, Stoppable(Interrupted(folder / "outbox")), lambda: NOW)
    print("came to its end")
    return 0

folder = Path(sys.argv[1])
cli._COMMANDS = {"schema": work}
sys.exit(cli.main(["schema", "facts"]))
"""


@pytest.mark.parametrize(("at", "sent"), [(0, 1), (1, 2), (2, 3)])
def test_a_message_that_is_on_its_way_is_finished_and_the_rest_stays_queued(
    tmp_path: Path, at: int, sent: int
) -> None:
    done = python("-c", SENDING, tmp_path, " ".join(READERS), READERS[at], cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (143, "", "")
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        states = [row.state for row in ledger.deliveries()]
    assert states == [State.SENT] * sent + [State.QUEUED] * (3 - sent)
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == sent
    shutil.rmtree(tmp_path / "outbox")
    python("-c", SENDING, tmp_path, " ".join(READERS), "nobody", cwd=tmp_path)
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 3 - sent


def test_being_asked_is_put_off_until_the_end_of_what_is_held() -> None:
    steps = []
    with on_sigterm(), pytest.raises(Stopped):
        with held():
            with held():
                os.kill(os.getpid(), signal.SIGTERM)
                steps.append(asked())
            steps.append(asked())
        steps.append("not reached")
    assert steps == [True, True]


def test_afterwards_the_signal_is_as_it_was() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with on_sigterm():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before
