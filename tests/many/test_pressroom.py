"""A pressroom: warm from piece to piece, begun anew where one ended it, and gone with its owner."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.errors import Rejected
from reportgen.press.limits import Limits
from reportgen.press.pressroom import Pressroom


@pytest.fixture
def room() -> Iterator[Pressroom]:
    made = Pressroom(Limits(60, 4 << 30))
    yield made
    made.close()


def codes(room: Pressroom, work: object, *arguments: object) -> list[str]:
    """What is said of work that exceeds its limits."""
    with pytest.raises(Rejected) as caught:
        room.do(work, *arguments)  # type: ignore[arg-type]
    return [finding.code for finding in caught.value.findings]


def test_pieces_are_worked_off_by_one_process(room: Pressroom) -> None:
    assert room.do(os.getpid) == room.do(os.getpid) == room.pid


def test_it_is_told_nothing_of_the_key_that_signs(room: Pressroom, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEY", "KEY_FILE", "PASSWORD", "PASSWORD_FILE"):
        monkeypatch.setenv(f"REPORTGEN_SIGNING_{name}", "sesame")
    assert room.do(os.getenv, "PATH") == os.environ["PATH"]
    assert [room.do(os.getenv, f"REPORTGEN_SIGNING_{name}") for name in ("KEY", "PASSWORD")] == [None, None]


def test_what_is_raised_comes_back(room: Pressroom) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        room.do(int, "x")
    assert room.do(int, "7") == 7


def test_a_piece_that_ends_the_process_is_said_and_the_next_one_has_another(room: Pressroom) -> None:
    first = room.do(os.getpid)
    assert codes(room, os.kill, first, signal.SIGKILL) == ["RG608"]
    assert room.do(os.getpid) != first


def test_one_that_was_killed_while_it_waited_is_begun_anew(room: Pressroom) -> None:
    first = room.do(os.getpid)
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert room.do(os.getpid) != first


def test_processor_time_is_limited_for_each_piece_and_not_for_all() -> None:
    room = Pressroom(Limits(1, 4 << 30))
    for _ in range(3):
        room.do(sum, range(10_000_000))
    assert codes(room, eval, "[0 for one in iter(int, 1)]") == ["RG606"]
    room.close()


def test_memory_is_limited() -> None:
    room = Pressroom(Limits(60, 1 << 30))
    assert codes(room, bytes, 2 << 30) == ["RG607"]
    assert room.do(len, b"abc") == 3
    room.close()


def test_one_that_has_grown_is_begun_anew() -> None:
    room = Pressroom(Limits(60, 4 << 30), grown=1)
    assert room.do(os.getpid) != room.do(os.getpid)
    room.close()


def test_closing_ends_it(room: Pressroom) -> None:
    pid = room.do(os.getpid)
    room.close()
    assert not Path(f"/proc/{pid}").exists()
    assert room.pid is None
