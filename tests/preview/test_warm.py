"""A process that stays warm, under limits."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from reportgen.errors import Misuse, Rejected
from reportgen.press.limits import Limits
from reportgen.preview.warm import WarmProcess, WorkEnded


class Counter:
    """Counts, in whichever process it lives."""

    def __init__(self, start: int) -> None:
        self._count = start

    def count(self, by: int) -> int:
        self._count += by
        return self._count

    def whose(self) -> int:
        return os.getpid()

    def never_end(self) -> None:
        while True:
            pass

    def take(self, size: int) -> int:
        return len(bytearray(size))

    def die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def object_to(self) -> None:
        raise Misuse("no such thing")


@pytest.fixture
def warm() -> Iterator[WarmProcess]:
    process = WarmProcess(Limits(seconds=1), Counter, 10)
    yield process
    process.end()


def codes(error: pytest.ExceptionInfo[Rejected]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def test_what_lives_in_it_stays(warm: WarmProcess) -> None:
    assert (warm.ask("count", 1), warm.ask("count", 2)) == (11, 13)
    assert warm.ask("whose") == warm.ask("whose") != os.getpid()


def test_what_is_raised_in_it_is_raised_here_and_it_goes_on(warm: WarmProcess) -> None:
    before = warm.ask("whose")
    with pytest.raises(Misuse, match="no such thing"):
        warm.ask("object_to")
    assert warm.ask("whose") == before


def test_what_never_ends_is_ended_and_the_next_work_is_done(warm: WarmProcess) -> None:
    before = warm.ask("whose")
    with pytest.raises(Rejected) as error:
        warm.ask("never_end")
    assert codes(error) == ["RG606"]
    assert "--time-limit" in error.value.findings[0].mend
    assert warm.ask("whose") != before
    assert warm.ask("count", 1) == 11


def test_each_work_has_the_whole_limit(warm: WarmProcess) -> None:
    for _ in range(2):
        with pytest.raises(Rejected) as error:
            warm.ask("never_end")
        assert codes(error) == ["RG606"]


def test_too_much_memory_is_said() -> None:
    warm = WarmProcess(Limits(seconds=60, bytes=1 << 30), Counter, 0)
    try:
        with pytest.raises(Rejected) as error:
            warm.ask("take", 2 << 30)
        assert codes(error) == ["RG607"]
        assert warm.ask("count", 1) == 1
    finally:
        warm.end()


def test_a_process_that_dies_is_said_and_begun_anew(warm: WarmProcess) -> None:
    with pytest.raises(Rejected) as error:
        warm.ask("die")
    assert codes(error) == ["RG608"]
    assert warm.ask("count", 1) == 11


def test_work_can_be_given_up() -> None:
    warm = WarmProcess(Limits(seconds=600), Counter, 0)
    try:
        before = warm.ask("whose")
        said: list[BaseException] = []

        def ask() -> None:
            try:
                warm.ask("never_end")
            except Rejected as rejected:
                said.append(rejected)

        asking = threading.Thread(target=ask)
        asking.start()
        while asking.is_alive():
            warm.interrupt()
            asking.join(0.05)
        assert len(said) == 1
        assert warm.ask("whose") != before
    finally:
        warm.end()


def test_after_the_end_nothing_begins(warm: WarmProcess) -> None:
    warm.ask("count", 1)
    warm.end()
    for _ in range(2):
        with pytest.raises(WorkEnded):
            warm.ask("count", 1)
