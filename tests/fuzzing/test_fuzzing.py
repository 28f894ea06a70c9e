"""Fifteen hundred hostile files, the same ones in every run: none of them brings a traceback, or has anything written.

`script/test --long` tries ten thousand, at random, and says what the slowest and the biggest of them took
(`fuzzing_report`). What once failed stands in `KEPT`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest
from fuzzing_report import USUAL, report
from hostile_inputs import AREAS, Mutation, attack, mutated, nothing_written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small import write_small

from reportgen import cli

LONG: Final = 10_000
KEPT: Final[Mapping[str, Sequence[list[Mutation]]]] = {
    "delivery": [[("value", line / 10, 0.0, "{}")] for line in (3.5, 4.5, 5.5)],  # words in no language
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a small edition, built."""
    project = tmp_path_factory.mktemp("built")
    write_small(project / "data", "it")
    data, output = str(project / "data"), str(project / "output")
    assert cli.main(["build", "it", "--data", data, "--output", output]) == 0
    return project / "output" / "it"


def test_so_many_are_tried() -> None:
    assert sum(area.share for area in AREAS.values()) == USUAL


@pytest.mark.parametrize("name", AREAS)
def test_no_file_brings_a_traceback(name: str, built: Path, tmp_path: Path) -> None:
    area = AREAS[name]
    write_small(tmp_path / "data", "it")
    honest = area.honest(built)
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]

    @settings(max_examples=area.share, derandomize=True, suppress_health_check=checks)
    @given(area.inputs)
    def tries(mutations: list[Mutation]) -> None:
        attack(area, honest, mutations, tmp_path)

    attack(area, honest, [], tmp_path)
    for mutations in KEPT.get(name, ()):
        attack(area, honest, mutations, tmp_path)
    tries()


@given(st.binary(max_size=50), AREAS["texts"].inputs)
def test_what_is_done_to_a_file_is_the_same_each_time(data: bytes, mutations: list[Mutation]) -> None:
    assert mutated(data, mutations) == mutated(data, mutations)


@pytest.mark.parametrize("change", ["write", "append", "folder", "removal"])
def test_whatever_is_written_is_seen(change: str, tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_text("x")
    with pytest.raises(AssertionError), nothing_written():
        match change:
            case "write":
                (tmp_path / "a").write_text("x")
            case "append":
                path.open("a").close()
            case "folder":
                (tmp_path / "b").mkdir()
            case "removal":
                path.unlink()


@pytest.mark.long
def test_the_long_search_reports_what_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    told, well = report(LONG, random.randrange(1 << 31))
    with capsys.disabled():
        print(f"\n{told}")
    assert well, told
