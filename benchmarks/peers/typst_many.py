"""Typst over many snapshots: `python -m benchmarks.peers.typst_many OUT FOLDER JOBS NAME=SNAPSHOT…`, of each NAME.pdf.

FOLDER is as `many_editions.typst_inputs` fills it. Each of the processes keeps a compiler for each language, with the
cut faces and no others, so that fonts and template are read once: that is the fastest way that the package offers.
"""

from __future__ import annotations

import json
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

_TEMPLATE: Final = Path(__file__).with_name("snapshot.typ")


def main(out: str, folder: str, jobs: str, *names: str) -> None:
    """Set each snapshot into `out`, under its name in this run."""
    shutil.copy(_TEMPLATE, folder)  # Typst reads nothing from outside the folder of what it sets
    work = partial(compile_snapshot, Path(out), Path(folder))
    with ProcessPoolExecutor(int(jobs)) as pool:
        print(json.dumps({"bytes": sum(pool.map(work, names))}))


def compile_snapshot(out: Path, folder: Path, named: str) -> int:
    """Set one snapshot; the bytes of its PDF."""
    name, _, snapshot = named.partition("=")
    with (folder / snapshot / "content.json").open("rb") as opened:  # the language stands at its beginning
        language = opened.read(40).split(b'"')[3].decode()
    to = out / f"{name}.pdf"
    _compiler(folder, language).compile(output=to, sys_inputs={"edition": snapshot})
    return to.stat().st_size


@cache
def _compiler(folder: Path, language: str) -> Any:
    import typst

    return typst.Compiler(
        folder / _TEMPLATE.name,
        root=folder,
        font_paths=[folder / "fonts" / language],
        ignore_system_fonts=True,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
