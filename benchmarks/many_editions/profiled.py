"""Where the time of one warm process goes that builds snapshots: by steps of the work, and by rooms of the package and
libraries.

    python -m benchmarks.many_editions.profiled FOLDER [--markdown] NAMES…

The first third of the editions warms a process up; the others are made once for their processor time, and in a process
of their own under cProfile, whose shares are laid on the time without it: nothing is kept of an edition that is timed.
A built-in function counts where it is called, and so does PDFium, which Python does not see. What threads do counts
where they are waited for: they pack the type of the page for the screen.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from benchmarks.against_peers import table
from benchmarks.works import ROOT
from reportgen.arguments import project_of
from reportgen.brief.inputs import Inputs, read_inputs
from reportgen.making import Order, make
from reportgen.many.task import AtOnce
from reportgen.press import engines  # noqa: F401 - loaded before anything is timed

Function = tuple[str, int, str]  # file, line, name
_SITE: Final = re.compile(r"site-packages/([^/]+)")
_ROOM: Final = re.compile(re.escape(f"{ROOT}/reportgen/") + r"([^/]+)")
# Libraries by what they do, by the beginning of their names.
_LIBRARIES: Final = {
    "weasyprint": "WeasyPrint", "pydyf": "WeasyPrint", "tinycss2": "CSS", "cssselect2": "CSS",
    "tinyhtml5": "HTML parser", "fontTools": "fontTools", "uharfbuzz": "HarfBuzz", "pypdfium2": "PDF reading (PDFium)",
    "pypdfium2_raw": "PDF reading (PDFium)",
    "pikepdf": "PDF writing (pikepdf)", "jinja2": "Jinja", "markupsafe": "Jinja", "markdown_it": "Markdown",
    "pydantic": "pydantic", "yaml": "YAML", "PIL": "pictures",
}  # fmt: skip
# The steps of `make`: what is told of each is the time in the function and all that it calls.
_STEPS: Final = (
    ("check: facts, tie-out, texts", "reportgen/making.py", "check_order"),
    ("compose: charts, HTML", "reportgen/press/pressing.py", "compose"),
    ("PDF: layout", "reportgen/press/pdf.py", "lay_out_pages"),
    ("PDF: writing", "reportgen/press/pdf.py", "print_pdf"),
    ("PDF and HTML: fonts", "reportgen/press/fonts.py", "cut_faces"),
    ("HTML: fonts for the web", "reportgen/press/fonts.py", "web_css"),
    ("proof of PDF and HTML", "reportgen/proof/__init__.py", "prove"),
)


def _ordered(inputs: Inputs) -> Callable[[], Any]:
    order = Order(inputs.name, formats=("pdf", "html"))
    return lambda: make(inputs, order, {}, None, lambda _: None, AtOnce())


def timed(folder: Path, warming: Sequence[str], names: Sequence[str]) -> float:
    """Seconds of processor time of some editions, after others."""
    works = _warmed(folder, warming, names)
    began = time.process_time()
    for work in works:
        work()
    return time.process_time() - began


def profiled(folder: Path, warming: Sequence[str], names: Sequence[str]) -> Any:
    """The profile of some editions, after others, as pstats has it."""
    profiler = cProfile.Profile(time.process_time)
    for work in _warmed(folder, warming, names):
        profiler.runcall(work)
    return pstats.Stats(profiler).stats  # type: ignore[attr-defined]


def _warmed(folder: Path, warming: Sequence[str], names: Sequence[str]) -> list[Callable[[], Any]]:
    """The work on some editions, once others are done and the collector is off, as in a pressroom."""
    project, _ = project_of("", folder / "data", folder / "output")
    works = [_ordered(read_inputs(project, name, {})) for name in (*warming, *names)]
    for work in works[: len(warming)]:
        work()
    gc.collect()
    gc.disable()
    return works[len(warming) :]


def by_room(
    stats: Mapping[Function, tuple[int, int, float, float, Mapping[Function, Any]]],
) -> dict[str, float]:
    """Seconds of each room and library, what they call of others left out."""
    found: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.items():
        if function[0] == "~" and callers:
            for caller, told in callers.items():
                found[room_of(caller[0])] += told[2]
        else:
            found[room_of(function[0])] += own
    return dict(found)


def room_of(file: str) -> str:
    """What a file belongs to: a room of the package, a library, or a module of Python's own."""
    if found := _ROOM.match(file):
        return f"reportgen/{found[1].removesuffix('.py')}"
    if found := _SITE.search(file):
        return _LIBRARIES.get(found[1], found[1])
    if file.endswith("threading.py"):
        return "packing of fonts (WOFF2)"
    return f"Python: {Path(file).stem if Path(file).parent.name != 're' else 're'}"


def by_step(stats: Mapping[Function, tuple[int, int, float, float, Any]]) -> Iterator[tuple[str, float]]:
    """Seconds of each step with all that it calls."""
    for title, file, name in _STEPS:
        yield title, sum(told[3] for at, told in stats.items() if at[0].endswith(file) and at[2] == name)


def main(arguments: Sequence[str]) -> int:
    """Profile, and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args(arguments)
    first = max(1, len(options.names) // 3)
    given = options.folder, options.names[:first], options.names[first:] or options.names
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        seconds, stats = pool.submit(timed, *given).result(), pool.submit(profiled, *given).result()
    whole = sum(told[2] for told in stats.values())
    each = seconds / len(given[2])
    print(f"{len(given[2])} editions in a warm process: {each:.2f} s of processor time each.\n")
    steps = list(by_step(stats))
    rooms = sorted(by_room(stats).items(), key=lambda item: -item[1])
    few = [(name, spent) for name, spent in rooms if spent >= whole / 200]
    rest = whole - sum(spent for _, spent in few)
    for head, rows in (
        ("step, with all it calls", steps),
        ("room or library, alone", [*few, ("all others", rest)]),
    ):
        cells = [[name, f"{spent / whole * each:.3f}", f"{spent / whole:.1%}"] for name, spent in rows]
        print("\n".join(table([head, "s an edition", "of all"], cells, options.markdown)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
