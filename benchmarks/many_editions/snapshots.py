"""The editions that are built: company facts made up, and a snapshot of each, by `reportgen new --from` without its
command line.

    python -m benchmarks.many_editions.snapshots FOLDER [--first N] [--count N] [--seed N] [--jobs N]

fills FOLDER/filed/ and FOLDER/data/, leaves alone what is there already, and prints as JSON how many there are and
which would be refused by a build, each with why.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.many_editions.made_companies import Shape, shape_of
from benchmarks.many_editions.made_facts import company_facts
from reportgen.arguments import project_of
from reportgen.errors import Rejected, ReportgenError
from reportgen.importer import ImportOrder
from reportgen.languages import LANGUAGES
from reportgen.starting import new_snapshot

DAY: Final = date(2026, 9, 1)  # after the last report that any of them files


def shapes(first: int, count: int, seed: int) -> list[Shape]:
    """The companies from one number on, each in one of the product's languages."""
    return [shape_of(seed, number, tuple(LANGUAGES)) for number in range(first, first + count)]


def make_snapshot(folder: Path, seed: int, shape: Shape) -> str:
    """Write a company's facts and its snapshot, unless they are there; what would stop its build, "" for nothing."""
    project, name = project_of(shape.edition, folder / "data", folder / "output")
    if (project.data / name / "snapshot.json").is_file():
        return ""
    filed = folder / "filed" / f"{name}.json"
    filed.write_bytes(company_facts(shape, seed))
    try:
        started = new_snapshot(project, name, ImportOrder((filed,)), (shape.language,), DAY)
    except Rejected as error:
        return "; ".join(f"{one.code} {one.message}" for one in error.findings)
    except ReportgenError as error:
        return str(error)
    return "; ".join(f"{one.code} {one.message}" for one in started.findings)


def main(arguments: Sequence[str]) -> int:
    """Make them, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    for name in ("filed", "data"):
        (options.folder / name).mkdir(parents=True, exist_ok=True)
    made = shapes(options.first, options.count, options.seed)
    with ProcessPoolExecutor(options.jobs) as pool:
        said = list(pool.map(partial(make_snapshot, options.folder, options.seed), made, chunksize=4))
    refused = {shape.edition: why for shape, why in zip(made, said, strict=True) if why}
    print(json.dumps({"made": len(made), "refused": refused}))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
