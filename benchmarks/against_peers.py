"""The Amazon brief, made by reportgen and by its peers, in turn. `benchmarks/run --help` says how."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks.measuring import Failed, Usage, become_subreaper, measured
from benchmarks.targets import MB, TARGETS, Medians, Target
from benchmarks.works import BARE, ROOT, WORKS, Round, Work, chosen

_PREVIEW: Final = ROOT / "benchmarks" / "preview.py"
_PACKAGES: Final = ("weasyprint", "matplotlib", "jinja2", "typst")
Row = Sequence[str]


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write the JSON."""
    options = _options(arguments)
    if options.again:
        told = json.loads(options.json.read_text("utf-8"))
    else:
        try:
            told = _measured(list(chosen(options.only)), options.rounds, options.rare_rounds)
        except Failed as error:
            print(error, file=sys.stderr)
            return 1
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("\n".join(_report(told, options.markdown)))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds, after one that is not (5)")
    parser.add_argument(
        "--rare-rounds", type=int, default=1, help="rounds of the long appendices; 0 for none (1)"
    )
    parser.add_argument(
        "--only", default="", metavar="KEYS", help=f"of {','.join(work.key for work in WORKS)} (all)"
    )
    parser.add_argument(
        "--json",
        type=Path,
        default=ROOT / "benchmarks" / "results.json",
        metavar="FILE",
        help="where the figures go (benchmarks/results.json)",
    )
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    parser.add_argument(
        "--again", action="store_true", help="measure nothing: print what the JSON file holds"
    )
    return parser.parse_args(arguments)


# ---- measuring -----------------------------------------------------------------------------------------------


def _measured(works: Sequence[Work], rounds: int, rare_rounds: int) -> dict[str, Any]:
    """Every work once in each round, so that what the machine does meanwhile hits all of them; the first round warms
    files and byte code up and does not count."""
    become_subreaper()
    usages: dict[str, list[Usage]] = {}
    with tempfile.TemporaryDirectory(prefix="benchmark-") as temporary:
        inputs = Path(temporary) / "inputs"
        measured([sys.executable, "-m", "benchmarks.peers.inputs", str(inputs)], ROOT)
        for number in range(rounds + 1):
            folder = Path(temporary) / f"round-{number}"
            folder.mkdir()
            now = Round(folder, inputs)
            for work in works:
                if work.rare and not 1 <= number <= rare_rounds:
                    continue
                print(f"round {number} of {rounds}: {work.title}", file=sys.stderr, flush=True)
                usage = work.run(now)
                if number:
                    usages.setdefault(work.key, []).append(usage)
            shutil.rmtree(folder)
    return {
        "machine": _machine(),
        "rounds": rounds,
        "works": {key: [_plain(usage) for usage in found] for key, found in usages.items()},
        "preview": _preview() if len(works) == len(WORKS) else None,
    }


def _plain(usage: Usage) -> dict[str, Any]:
    return {name: value for name, value in asdict(usage).items() if name not in ("out", "said")}


def _machine() -> dict[str, Any]:
    said = [
        line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")
    ]
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
    return {
        "processor": said[0] if said else platform.machine(),
        "processors": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "commit": _said("git", "-C", str(ROOT), "describe", "--always", "--dirty"),
        **{name: version(name) for name in _PACKAGES},
        "chromium": _said(browser, "--version") if browser else "",
    }


def _lines(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines()


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _preview() -> Any:
    """What the benchmark of the preview says, where there is one."""
    if not _PREVIEW.exists():
        return None
    done = subprocess.run([sys.executable, _PREVIEW, "--json"], capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {"failed": done.stderr[-2000:]}


# ---- printing ------------------------------------------------------------------------------------------------


def _report(told: Mapping[str, Any], markdown: bool) -> Iterable[str]:
    works = told["works"]
    found = {
        key: Medians(*(median(usage[name] for usage in usages) for name in ("seconds", "processor", "peak")))
        for key, usages in works.items()
    }
    machine = told["machine"]
    yield ", ".join(f"{name} {value}" for name, value in machine.items() if value)
    yield f"Medians of {told['rounds']} rounds."
    yield ""
    heads = ["work", "seconds", "× bare", "processor s", "× bare", "peak MB", "PDF kB", "HTML kB"]
    yield from table(
        heads, [_row(work, found, works[work.key]) for work in WORKS if work.key in found], markdown
    )
    yield ""
    judged = [row for target in TARGETS if (row := _judged(target, found))]
    yield from table(["target", "at most", "found", "here", ""], judged, markdown)
    if told.get("preview"):
        yield ""
        yield f"preview: {json.dumps(told['preview'], ensure_ascii=False)}"


def _row(work: Work, found: Mapping[str, Medians], usages: Sequence[Mapping[str, Any]]) -> Row:
    one, bare = found[work.key], found.get(BARE)
    made = usages[-1]["sizes"]
    kilobytes = [f"{made[kind] / 1000:,.0f}" if kind in made else "" for kind in ("pdf", "html")]
    return [
        work.title,
        f"{one.seconds:.2f}",
        f"{one.seconds / bare.seconds:.3f}" if bare else "",
        f"{one.processor:.2f}",
        f"{one.processor / bare.processor:.3f}" if bare else "",
        f"{one.peak / MB:.0f}",
        *kilobytes,
    ]


def _judged(target: Target, found: Mapping[str, Medians]) -> Row | None:
    if (judged := target.judged(found)) is None:
        return None
    value, met = judged
    time = f"{target.time(found):,.1f} ms" if target.time else ""
    return [
        target.title,
        f"{target.limit:.3g} {target.unit}",
        f"{value:.3g}",
        time,
        "met" if met else "NOT met",
    ]


def table(heads: Row, rows: Sequence[Row], markdown: bool) -> Iterable[str]:
    """The rows under their heads, numbers to the right; the first column holds names."""
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    for number, row in enumerate((heads, *rows)):
        cells = [
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"| {' | '.join(cells)} |" if markdown else "  ".join(cells)
        if markdown and not number:
            yield (
                "|"
                + "|".join("-" * (width + 1) + (":" if at else "-") for at, width in enumerate(widths))
                + "|"
            )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
