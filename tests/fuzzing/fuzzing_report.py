"""The long search: ten thousand hostile files at random, and what the slowest and the biggest of each area took.

    PYTHONPATH=.:tests:tests/fuzzing python tests/fuzzing/fuzzing_report.py            10,000 files
    PYTHONPATH=.:tests:tests/fuzzing python tests/fuzzing/fuzzing_report.py 1500 7     so many, from a seed

Prints a line for each area: how many were tried, the median and the longest processor time of one, the memory of the
process at its height, and the seed. Exits 1 where a file brought a traceback or had something written. What takes more
than two seconds or 300 MiB is marked, and the longest one's mutations are told, so that it can be kept.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from hostile_inputs import AREAS, Mutation, attack
from hypothesis import HealthCheck, given, seed, settings
from small import write_small

SECONDS, MIB = 2.0, 300
USUAL: Final = 1_500


def search(name: str, tries: int, chance: int, built: Path) -> dict[str, Any]:
    """Try files of one area in this process; what they took."""
    area, took = AREAS[name], list[tuple[float, list[Mutation]]]()
    with TemporaryDirectory() as made:
        folder = Path(made)
        write_small(folder / "data", "it")
        honest = area.honest(built)
        attack(area, honest, [], folder)  # loads what it needs
        before = _peak()

        @seed(chance)
        @settings(
            max_examples=tries,
            deadline=None,
            database=None,
            derandomize=False,
            suppress_health_check=list(HealthCheck),
        )
        @given(area.inputs)
        def one(mutations: list[Mutation]) -> None:
            began = time.process_time()
            attack(area, honest, mutations, folder)
            took.append((time.process_time() - began, mutations))

        one()
    longest = max(took, key=lambda one: one[0])
    return {
        "tried": len(took), "median": median(seconds for seconds, _ in took), "longest": longest[0],
        "mutations": longest[1], "before": before, "peak": _peak(), "seed": chance,
    }  # fmt: skip


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # MiB


def built_small(project: Path) -> Path:
    """The files of a small edition, built in a folder."""
    write_small(project / "data", "it")
    where = ["--data", str(project / "data"), "--output", str(project / "output")]
    subprocess.run(
        [sys.executable, "-m", "reportgen", "build", "it", *where], check=True, capture_output=True
    )
    return project / "output" / "it"


def report(tries: int, chance: int, say: Callable[[str], None] = lambda _: None) -> tuple[str, bool]:
    """The table, of which `say` gets each line, and whether all went well: each area in a process of its own."""
    lines, well = (
        [f"{'area':<15}{'tried':>7}{'median':>9}{'longest':>9}{'MiB':>7}{'at first':>9}  seed"],
        True,
    )
    say(lines[0])
    with TemporaryDirectory() as made:
        built = built_small(Path(made))
        for name, area in AREAS.items():
            asked = [name, str(area.share * tries // USUAL), str(chance), str(built)]
            done = subprocess.run(
                [sys.executable, __file__, "--area", *asked], capture_output=True, text=True, check=False
            )
            if done.returncode:
                well = False
                made_of = [f"{name:<15}FAILED\n{done.stderr[-3000:]}"]
            else:
                made_of = _lines(name, json.loads(done.stdout))
            lines += made_of
            say("\n".join(made_of))
    return "\n".join(lines), well


def _lines(name: str, told: dict[str, Any]) -> list[str]:
    over = told["longest"] > SECONDS or told["peak"] > MIB
    line = f"{name:<15}{told['tried']:>7,}{told['median']:>8.3f}s{told['longest']:>8.2f}s{told['peak']:>7.0f}"
    line += f"{told['before']:>9.0f}  {told['seed']}{'  OVER' if over else ''}"
    return [line] + ([f"    {told['mutations']!r:.500}"] if told["longest"] > SECONDS else [])


def main(arguments: list[str]) -> int:
    """Search and print."""
    if arguments[:1] == ["--area"]:
        name, tries, chance, built = arguments[1:]
        print(json.dumps(search(name, int(tries), int(chance), Path(built))))
        return 0
    tries = int(arguments[0]) if arguments else 10_000
    chance = int(arguments[1]) if len(arguments) > 1 else random.randrange(1 << 31)
    _, well = report(tries, chance, partial(print, flush=True))
    return int(not well)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
