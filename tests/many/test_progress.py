"""Progress on a terminal: a line that counts, says rate, time left and failures, and stands in nobody's way."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import sys
import termios
from pathlib import Path

import pytest
from many.test_large_sets import WRONG
from small import write_small
from support import environment

from reportgen.progress import Progress
from reportgen.run import Done, run_works


def on_a_terminal(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of a command on a terminal of 100 columns, and all that it wrote there."""
    pid, handle = pty.fork()
    if not pid:
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, "-m", "reportgen", *arguments], environment())
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    said = b""
    try:
        while more := os.read(handle, 4096):
            said += more
    except OSError:  # the other side is closed
        pass
    os.close(handle)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode()


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning"
)  # the threads of this process are not the child's concern
def test_a_terminal_is_told_how_far_it_is_and_what_failed(tmp_path: Path) -> None:
    for name in ("alder", "birch"):
        write_small(tmp_path / "data", name)
    write_small(tmp_path / "data", "wrong", WRONG["RG516"])
    code, said = on_a_terminal(tmp_path, "build", "data/*", "--jobs", "1", "--format", "html")
    assert code == 1
    assert re.search(r"build: 1/3 .* editions/min, \d\d:\d\d left", said)
    bars = [line for line in re.split(r"[\r\n]+", said) if line.startswith("build: ")]
    assert re.search(r"build: 3/3 .* 00:00 left, 1 failed$", bars[-1].rstrip())
    for line in re.split(r"[\r\n]+", said):
        assert line.count("build: ") <= 1 and not re.search(r"build: .*output/", line), line
    assert said.rstrip().splitlines()[-2:] == [
        "reportgen: 2 built, 1 refused; stopped:",
        "  wrong: RG516: '77' is bound to no fact",
    ]


def test_what_is_said_beside_the_lines_of_a_log_is_a_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(2, "build", log="json") as progress:
        progress.say("tcp://one is not used: no font")
    told = json.loads(capsys.readouterr().err)
    assert (told["command"], told["edition"], told["outcome"]) == ("build", None, "said")
    assert told["error"] == "tcp://one is not used: no font"


def test_a_run_that_breaks_off_in_the_middle_ends_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with pytest.raises(KeyError), Progress(2, "build") as progress:
        for one in progress.over(["alder", "birch"], lambda _: False):
            raise KeyError(one)


def test_a_run_of_which_nothing_was_stopped_has_nothing_to_sum_up(capsys: pytest.CaptureFixture[str]) -> None:
    works = [(name, lambda: Done("built")) for name in ("alder", "birch")]
    assert run_works("build", works, "text", many=True) == 0
    assert capsys.readouterr().err == ""
