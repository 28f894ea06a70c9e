"""Snapshots of invented companies, built by one process, by two, on a Dask cluster, and set by a Typst pipeline.

The snapshots are made first (--made keeps them, and another run takes them up), then every way in turn at every size.
What was measured goes into the JSON file after each run. `--again` prints its tables.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.many_editions.plan import TROUBLE, WARM, Step, Wanted, steps
from benchmarks.many_editions.tables import report
from benchmarks.many_editions.ways import ONE, WAYS, Bench, Digests, alike
from benchmarks.measuring import Failed, become_subreaper, measured
from benchmarks.works import ROOT

_PACKAGES = ("weasyprint", "distributed", "typst")


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write the JSON."""
    options = _options(arguments)
    if options.profile:
        return _profiled(options)
    if options.again:
        told = json.loads(options.json.read_text("utf-8"))
    else:
        try:
            told = _measured(_wanted(options), options)
        except Failed as error:
            print(error, file=sys.stderr)
            return 1
    print("\n".join(report(told, options.markdown)))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/many", description=__doc__)
    parser.add_argument(
        "--count", default="10,50,150", metavar="N,N,…", help="how many editions, each size (10,50,150)"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds of each size, as far as it has editions (5)"
    )
    parser.add_argument(
        "--startups", type=int, default=3, help="rounds in which startups are measured; 0 for none (3)"
    )
    parser.add_argument("--large", type=int, default=1000, help="how many once on Dask; 0 for none (1000)")
    parser.add_argument(
        "--with-trouble",
        action="store_true",
        help="while those of --large are built, a worker is killed and one restarted",
    )
    parser.add_argument(
        "--only", default="", metavar="WAYS", help=f"of {','.join(way.key for way in WAYS)} (all)"
    )
    parser.add_argument("--seed", type=int, default=1, help="which companies (1)")
    parser.add_argument(
        "--jobs", type=int, default=2, help="processes that make the snapshots beforehand (2)"
    )
    parser.add_argument(
        "--made", type=Path, metavar="DIR", help="where snapshots are, or will be, kept (nowhere)"
    )
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two looks at memory (1)")
    parser.add_argument(
        "--json", type=Path, default=ROOT / "benchmarks" / "many.json", metavar="FILE",
        help="where the figures go (benchmarks/many.json)",
    )  # fmt: skip
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    parser.add_argument(
        "--again", action="store_true", help="measure nothing: print what the JSON file holds"
    )
    parser.add_argument(
        "--profile", action="store_true", help="where the time of one warm process goes, and no more"
    )
    return parser.parse_args(arguments)


def _wanted(options: argparse.Namespace) -> Wanted:
    ways = tuple(way for way in WAYS if not options.only or way.key in options.only.split(","))
    sizes = tuple(sorted({int(size) for size in options.count.split(",") if size}))
    return Wanted(sizes, options.rounds, options.startups, options.large, options.with_trouble, ways)


# ---- measuring -----------------------------------------------------------------------------------------------


def _measured(wanted: Wanted, options: argparse.Namespace) -> dict[str, Any]:
    become_subreaper()
    with tempfile.TemporaryDirectory(prefix="many-") as temporary:
        made = (options.made or Path(temporary) / "made").resolve()
        names, began = _prepared(wanted, options, made), time.monotonic()
        told: dict[str, Any] = {
            "machine": _machine(), "seed": options.seed, "runs": [], "compared": {}, "refused": {},
        }  # fmt: skip
        first: Digests = {}
        bench = Bench(made, Path(temporary) / "run", options.every)
        planned = list(steps(wanted, names))
        for number, step in enumerate(planned, start=1):
            passed = (time.monotonic() - began) / 60
            print(f"{passed:5.1f} min, {number} of {len(planned)}: {step.title}", file=sys.stderr, flush=True)
            _note(told, step, bench, first)
            options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return told


def _note(told: dict[str, Any], step: Step, bench: Bench, first: Digests) -> None:
    """Run a step, and write down what it took and whether its bytes are those of one process."""
    taken = bench.run(step.way, step.editions, trouble=step.stage == TROUBLE)
    told["refused"] |= taken.refused
    if step.stage == WARM:
        return
    told["runs"].append(taken.plain() | {"stage": step.stage, "size": step.size, "round": step.round})
    if not taken.digests or not step.size:
        return
    if step.way == ONE:
        first |= {name: files for name, files in taken.digests.items() if name not in first}
    way = f"{step.way.title}, with trouble" if step.stage == TROUBLE else step.way.title
    compared = told["compared"].setdefault(way, {"same": 0, "differing": []})
    differing = alike(first, taken.digests)
    compared["same"] = max(compared["same"], len(first.keys() & taken.digests.keys()) - len(differing))
    compared["differing"] = sorted({*compared["differing"], *differing})
    first |= {name: files for name, files in taken.digests.items() if name not in first}


def _prepared(wanted: Wanted, options: argparse.Namespace, made: Path) -> list[str]:
    """The names of the snapshots, which are there afterwards, and what Typst starts from. Raises Failed where one of
    them would be refused."""
    made.mkdir(parents=True, exist_ok=True)
    count, jobs = str(wanted.most), str(options.jobs)
    print(f"making {wanted.most:,} snapshots", file=sys.stderr, flush=True)
    module = [
        "-m",
        "benchmarks.many_editions.snapshots",
        str(made),
        "--count",
        count,
        "--seed",
        str(options.seed),
    ]
    usage = _python([*module, "--jobs", jobs], (0, 1))
    if refused := json.loads(usage.out)["refused"]:
        raise Failed("\n".join(f"{name} would be refused: {why}" for name, why in refused.items()))
    names = [f"made-{number:04}" for number in range(wanted.most)]
    if any(not way.proves for way in wanted.ways):
        print(f"making {wanted.compared:,} inputs of Typst", file=sys.stderr, flush=True)
        _python(
            [
                "-m",
                "benchmarks.many_editions.typst_inputs",
                str(made),
                "--jobs",
                jobs,
                *names[: wanted.compared],
            ]
        )
    return names


def _python(command: Sequence[str], allowed: Sequence[int] = (0,)) -> Any:
    return measured([sys.executable, *command], ROOT, {"PYTHONPATH": str(ROOT)}, allowed)


def _machine() -> dict[str, Any]:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    said = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    commit = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        "processor": said[0] if said else platform.machine(), "processors": len(os.sched_getaffinity(0)),
        "python": platform.python_version(), "commit": commit.stdout.strip(),
        **{name: version(name) for name in _PACKAGES},
    }  # fmt: skip


def _profiled(options: argparse.Namespace) -> int:
    """Make ten snapshots, and say where the time of one warm process goes that builds them."""
    with tempfile.TemporaryDirectory(prefix="many-") as temporary:
        made = (options.made or Path(temporary) / "made").resolve()
        count = int(options.count.split(",")[0])
        wanted = replace(_wanted(options), sizes=(count,), large=0)
        names = _prepared(wanted, options, made)[:count]
        command = [sys.executable, "-m", "benchmarks.many_editions.profiled", str(made), *names]
        return subprocess.run(
            command + ["--markdown"] * options.markdown,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
