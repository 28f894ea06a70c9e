"""What was made before: found by content, whole or not at all, bounded, and never in the way of a run."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.press.cache import NO_CACHE, Cache, packed, unpacked


def entries(cache: Cache) -> list[Path]:
    assert cache.folder is not None
    return sorted(cache.folder.glob("*.entry"))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / ".cache" / "reportgen", "this program")


def never() -> bytes:
    raise AssertionError("it was to come from the cache")


def test_what_was_made_is_not_made_again(cache: Cache) -> None:
    assert cache.kept("chart", ["one"], lambda: b"made") == b"made"
    assert cache.kept("chart", ["one"], never) == b"made"


@pytest.mark.parametrize(
    ("made_with", "kind", "content"),
    [
        ("another program", "chart", ["one", "two"]),
        ("this program", "font", ["one", "two"]),
        ("this program", "chart", ["one", "too"]),
        ("this program", "chart", ["onet", "wo"]),
        ("this program", "chart", ["one", "two", ""]),
    ],
)
def test_what_was_made_of_anything_else_is_not_found(
    cache: Cache, made_with: str, kind: str, content: list[str]
) -> None:
    cache.kept("chart", ["one", "two"], lambda: b"first")
    assert Cache(cache.folder, made_with).kept(kind, content, lambda: b"second") == b"second"


def torn(data: bytes) -> bytes:
    return data[:-1]


def changed(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def foreign(data: bytes) -> bytes:
    return b"something else"


@pytest.mark.parametrize("harm", [torn, changed, foreign, lambda data: b""])
def test_an_entry_that_is_not_whole_is_made_anew(cache: Cache, harm: object) -> None:
    cache.kept("chart", ["one"], lambda: b"made")
    (entry,) = entries(cache)
    entry.write_bytes(harm(entry.read_bytes()))  # type: ignore[operator]
    assert cache.kept("chart", ["one"], lambda: b"made") == b"made"
    assert cache.kept("chart", ["one"], never) == b"made"


def test_a_folder_that_cannot_be_written_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    cache = Cache(tmp_path / "file" / "cache")
    assert cache.kept("chart", ["one"], lambda: b"made") == b"made"
    assert cache.kept("chart", ["one"], lambda: b"again") == b"again"
    cache.prune()


def test_an_entry_that_is_a_folder_is_in_nobodys_way(cache: Cache) -> None:
    cache.kept("chart", ["one"], lambda: b"made")
    (entry,) = entries(cache)
    entry.unlink()
    (entry / "below").mkdir(parents=True)
    assert cache.kept("chart", ["one"], lambda: b"made") == b"made"
    assert [path for path in entry.parent.iterdir() if path.suffix == ".part"] == []
    cache.prune(0)


def test_many_may_write_the_same_entry(cache: Cache) -> None:
    data = os.urandom(1 << 20)
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: cache.kept("font", ["one"], lambda: data), range(64)))
    assert set(made) == {data}
    (entry,) = entries(cache)
    assert cache.kept("font", ["one"], never) == data
    assert entry.stat().st_size > len(data)


def test_it_stays_within_its_bounds_and_leaves_what_was_used_last(cache: Cache) -> None:
    for name in "abc":
        cache.kept("chart", [name], lambda: bytes(1000))
    for age, path in enumerate(entries(cache)):
        os.utime(path, ns=(0, age))
    kept = entries(cache)[1:]
    cache.prune(2500)
    assert entries(cache) == kept
    cache.prune(0)
    assert entries(cache) == []


def test_what_a_killed_run_left_is_cleared_away_with_the_rest(cache: Cache) -> None:
    cache.kept("chart", ["one"], lambda: b"made")
    assert cache.folder is not None
    (cache.folder / "left.part").write_bytes(bytes(1000))
    cache.prune(0)
    assert [path.name for path in cache.folder.iterdir()] == [".gitignore"]


def test_no_folder_keeps_nothing() -> None:
    assert NO_CACHE.kept("chart", ["one"], lambda: b"made") == b"made"
    assert NO_CACHE.kept("chart", ["one"], lambda: b"again") == b"again"
    NO_CACHE.prune(0)


def test_a_failure_is_not_kept(cache: Cache) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        cache.kept("chart", ["one"], unfit)
    assert cache.kept("chart", ["one"], lambda: b"made") == b"made"


def unfit() -> bytes:
    raise ValueError("does not fit")


@given(st.dictionaries(st.text(), st.binary()))
def test_what_is_packed_comes_out_as_it_was(parts: dict[str, bytes]) -> None:
    assert unpacked(packed(parts)) == parts
