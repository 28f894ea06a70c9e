"""The benchmark of many editions: its companies add up, what it runs is what it says, and its figures are those of its
runs."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from support import ROOT
from test_benchmarks import run

from benchmarks.many_editions.figures import Figures, judged, judged_bytes
from benchmarks.many_editions.made_accounts import SECTORS
from benchmarks.many_editions.made_calendars import CALENDARS, quarters_of
from benchmarks.many_editions.made_companies import EVERY
from benchmarks.many_editions.made_facts import company_facts
from benchmarks.many_editions.plan import LARGE, SIZE, Wanted, steps
from benchmarks.many_editions.snapshots import make_snapshot, shapes
from benchmarks.many_editions.tables import report
from benchmarks.many_editions.watching import Process, workers
from benchmarks.many_editions.ways import DASK, ONE, WAYS, alike

SHAPES = shapes(0, 6 * EVERY, 1)


def test_companies_come_in_all_shapes() -> None:
    assert {one.sector for one in SHAPES} == {*SECTORS}
    assert {one.calendar for one in SHAPES} == {*CALENDARS}
    assert {one.currency for one in SHAPES} == {"USD", "EUR", "JPY", "TWD"}
    assert len({one.language for one in SHAPES}) == 3
    assert {one.last[1] for one in SHAPES} == {1, 2, 3, 4}
    assert len({one.name for one in shapes(0, 1000, 1)}) == 1000


@pytest.mark.parametrize("calendar", CALENDARS)
def test_quarters_follow_one_another(calendar: str) -> None:
    found = [one for year in range(2018, 2027) for one in quarters_of(calendar, year)]
    assert all((later.start - one.end).days == 1 for one, later in pairwise(found))
    assert {(one.end - one.start).days + 1 for one in found} <= {*range(89, 93), 91, 98}


def rows_of(data: bytes) -> dict[str, dict[tuple[str, str], float]]:
    """Element → (days, report) → value."""
    found: defaultdict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for elements in json.loads(data)["facts"].values():
        for name, element in elements.items():
            for rows in element["units"].values():
                for row in rows:
                    found[name][f"{row.get('start')} {row['end']}", row["accn"]] = row["val"]
    return found


@pytest.mark.parametrize("number", range(EVERY))
def test_accounts_add_up(number: int) -> None:
    data = company_facts(SHAPES[number], 1)
    assert data == company_facts(SHAPES[number], 1) != company_facts(SHAPES[number], 2)
    assert 15_000 < len(data) < 150_000
    found = rows_of(data)
    for at, assets in found["Assets"].items():
        equity = found["StockholdersEquity" if "StockholdersEquity" in found else "Equity"][at]
        assert assets == found["Liabilities"][at] + equity
    for at, profit in found["GrossProfit"].items():
        revenue = found["Revenues" if "Revenues" in found else "Revenue"][at]
        assert profit == revenue - found["CostOfRevenue" if "CostOfRevenue" in found else "CostOfSales"][at]
    last = max(date.fromisoformat(days.split()[1]) for days, _ in found["Assets"])
    assert last.year in (2024, 2025, 2026)


@pytest.mark.parametrize("number", [2, 8, 18, 29])
def test_a_snapshot_of_each_can_be_built(number: int, tmp_path: Path) -> None:
    (tmp_path / "filed").mkdir()
    assert make_snapshot(tmp_path, 1, SHAPES[number]) == ""
    assert (tmp_path / "data" / SHAPES[number].edition / f"{SHAPES[number].language}.md").is_file()


def test_a_tiny_run(tmp_path: Path) -> None:
    told = tmp_path / "many.json"
    command = ["-m", "benchmarks.many_editions.measure", "--count", "1", "--rounds", "1", "--startups", "0"]
    said = run(
        *command, "--large", "0", "--only", "one,typst-one", "--every", "0.2", "--json", told, "--jobs", "1"
    )
    found = json.loads(told.read_text("utf-8"))
    assert [(one["way"], one["editions"], one["refused"]) for one in found["runs"]] == [
        ("one", 1, {}),
        ("typst-one", 1, {}),
    ]
    assert all(one["peak"] > 20_000_000 for one in found["runs"])
    assert found["compared"] == {"one process": {"same": 1, "differing": []}}
    assert "built and proved" in said


# ---- figures ---------------------------------------------------------------------------------------------------------


def a_run(
    way: str, stage: str, editions: int, processor: float, seconds: float, **more: Any
) -> dict[str, Any]:
    size = editions if stage in (SIZE, LARGE) else 0
    made = {
        "way": way,
        "stage": stage,
        "editions": editions,
        "size": size,
        "processor": processor,
        "round": 0,
    }
    memory = [{"at": 1.0, "workers": [200_000_000], "whole": 250_000_000}]
    return (
        made | {"seconds": seconds, "peak": 300_000_000, "memory": memory, "events": [], "refused": {}} | more
    )


RUNS = [
    a_run("one", "first", 3, 8.0, 8), a_run("one", "other", 3, 9.0, 9), a_run("one", "both", 6, 15.0, 15),
    a_run("one", SIZE, 10, 22.0, 24), a_run("one", SIZE, 10, 20.0, 20, round=1), a_run("one", SIZE, 50, 102.0, 100),
    a_run("two", SIZE, 50, 110.0, 54), a_run("dask", SIZE, 50, 130.0, 66),
    a_run("typst-one", SIZE, 50, 10.0, 10), a_run("typst-two", SIZE, 50, 11.0, 6),
    a_run("dask", LARGE, 1000, 2400.0, 1300),
]  # fmt: skip


def test_a_cost_is_told_with_startup_and_without() -> None:
    figures = Figures(RUNS)
    assert figures.startups == {"one": 2.0}
    ten, fifty = figures.cells["one", 10], figures.cells["one", 50]
    assert (ten.rounds, ten.cost, ten.warm_cost) == (2, 2.1, 1.9)
    assert (fifty.cost, fifty.warm_cost, fifty.rate) == (2.04, 2.0, 30.0)
    assert figures.sizes == [10, 50]


def test_targets_are_judged() -> None:
    found = {one.title: (one.found, one.met) for one in judged(Figures(RUNS))}
    assert found["two processes against one, 50 editions"] == ("1.85 ×", True)
    assert found["Dask against two processes, 50 editions"] == ("0.82 ×", False)
    assert found["cost an edition, one process: 10, 50"] == ("within 5.3%", False)
    assert found["peak of a worker, all runs"] == ("300 MB", True)
    assert found["snapshots a minute, two processes, 50 editions"] == ("55.6", True)
    assert found["one process against Typst's"] == ("10.2 × processor time, 10.0 × longer", None)


def test_what_befell_a_cluster_is_told() -> None:
    befallen = a_run("dask", "trouble", 1000, 2500.0, 1400, events=[(400.2, "a worker killed")])
    told = {"compared": {}}
    (lost,) = judged_bytes(told, Figures([befallen | {"refused": {"made-0003": "lost"}}]))
    assert (lost.found, lost.met) == ("999 built (400 s: a worker killed)", False)
    (whole,) = judged_bytes(told, Figures([befallen]))
    assert whole.met


def test_the_tables_are_markdown() -> None:
    compared = {"two processes": {"same": 49, "differing": ["made-0007"]}}
    told = {
        "machine": {"processors": 2},
        "seed": 1,
        "runs": RUNS,
        "compared": compared,
        "refused": {"made-0003": "RG610"},
    }
    said = "\n".join(report(told, True))
    assert "| one process          |       50 |" in said
    assert "49 the same, 1 not: made-0007" in said
    assert "made-0003 was refused: RG610" in said


def test_each_size_is_of_editions_spread_alike_and_every_way_takes_its_turn() -> None:
    wanted = Wanted((10, 50), 5, 1, 60, True)
    assert Wanted((), 0, 0, 60).most == 60
    planned = list(steps(wanted, [f"made-{number:04}" for number in range(wanted.most)]))
    sized = [step for step in planned if step.stage == SIZE and step.way == ONE]
    assert [next(iter(step.editions)) for step in sized] == [
        "made-0000", "made-0000", "made-0010", "made-0020", "made-0030", "made-0040",
    ]  # fmt: skip
    assert sum(step.stage == SIZE for step in planned) == len(sized) * len(WAYS)
    assert [(step.stage, len(step.editions)) for step in planned[-1:]] == [("trouble", 60)]
    assert planned[-1].way == DASK


def test_a_worker_is_who_renders_with_what_is_below() -> None:
    press, pool, dask = (
        b"-m\0reportgen.press.pressroom_work\0",
        b"benchmarks.peers.typst_many\0",
        b"dask_worker\0",
    )
    table = {
        1: Process(0, 1, 1, b"reportgen\0build"), 2: Process(1, 1, 1, press), 3: Process(1, 1, 1, press),
        4: Process(0, 1, 1, dask), 5: Process(4, 1, 1, press), 6: Process(0, 1, 1, pool), 7: Process(6, 1, 1, pool),
    }  # fmt: skip
    assert dict(workers(table)) == {2: 2, 3: 3, 4: 4, 5: 4, 7: 7}


def test_editions_that_differ_in_a_byte_are_named() -> None:
    one = {"a": {"a.pdf": "1"}, "b": {"b.pdf": "2"}, "c": {}}
    assert alike(one, {"a": {"a.pdf": "1"}, "b": {"b.pdf": "3"}, "d": {}}) == ["b"]
    assert (ROOT / "benchmarks" / "many").stat().st_mode & 0o100
