"""Work under limits, in real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import wait
from pathlib import Path

import pytest
from support import TINY, environment, write_tiny

from reportgen.errors import Misuse, Rejected
from reportgen.press.confined import Confined
from reportgen.press.limits import Limits

AMPLE = Limits(seconds=120)


def double(number: int) -> int:
    return 2 * number


def whose(_: object) -> int:
    return os.getpid()


def never_end() -> None:
    while True:
        pass


def take_memory(size: int) -> int:
    return len(bytearray(size))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def object_to() -> None:
    raise Misuse("no such thing")


def code_of(error: BaseException | None) -> str:
    assert isinstance(error, Rejected)
    (finding,) = error.findings
    return finding.code


def test_work_is_done_elsewhere_and_comes_back() -> None:
    with Confined(AMPLE) as workers:
        assert list(workers.map(double, [1, 2])) == [2, 4]
        assert workers.submit(whose, None).result() != os.getpid()


_FIRST = """
import os
from test_confined import double, never_end, whose
from reportgen.press.confined import Confined
from reportgen.press.limits import Limits

with Confined(Limits(seconds=2)) as workers:
    first, second = workers.submit(os.getppid), workers.submit(os.getppid)
    print(first.result() == os.getpid(), second.result() == os.getpid())
with Confined(Limits(seconds=2)) as workers:
    print(workers.submit(never_end).exception().findings[0].code, workers.submit(double, 4).result())
"""


def test_the_first_work_does_not_wait_for_the_engines() -> None:
    """It is forked from the command, and keeps to the same limits."""
    here = Path(__file__).parent
    path = os.pathsep.join((str(here), str(here.parent), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        [sys.executable, "-c", _FIRST], env={**os.environ, "PYTHONPATH": path},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["True", "False", "RG606", "8"]


def test_no_module_is_taken_from_the_folder_of_the_author(tmp_path: Path) -> None:
    """The folder that the program is started in holds an author's files, and may hold any Python."""
    (tmp_path / "calendar.py").write_text('open("executed", "w").close()\nraise SystemExit(3)\n')
    write_tiny(tmp_path)
    command = [Path(sys.executable).with_name("reportgen"), "build", TINY, "--format", "html", "--lang", "en"]
    made = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert made.returncode == 0, made.stderr
    assert not (tmp_path / "executed").exists()


def test_what_is_raised_comes_back() -> None:
    with Confined(AMPLE) as workers, pytest.raises(Misuse, match="no such thing"):
        workers.submit(object_to).result()


def test_work_that_never_ends_is_stopped_and_the_rest_goes_on() -> None:
    with Confined(Limits(seconds=3), workers=2) as workers:
        hanging, sound = workers.submit(never_end), workers.submit(double, 4)
        wait([hanging, sound])
        assert code_of(hanging.exception()) == "RG606"
        assert sound.result() == 8


def test_work_that_takes_too_much_memory_is_stopped_and_the_rest_goes_on() -> None:
    with Confined(Limits(seconds=120, bytes=1 << 30)) as workers:
        greedy, modest = workers.submit(take_memory, 2 << 30), workers.submit(take_memory, 1 << 20)
        assert code_of(greedy.exception()) == "RG607"
        assert modest.result() == 1 << 20


def test_a_process_that_ends_without_a_word_is_said() -> None:
    with Confined(AMPLE) as workers:
        error = workers.submit(die).exception()
        assert code_of(error) == "RG608"
        assert "SIGKILL" in str(error)
