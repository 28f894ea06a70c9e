"""Typst: `python -m benchmarks.peers.typst OUT FOLDER…`, each folder as `inputs.prepare` fills it, PDF of each.

It sees the cut faces and no others, as the pages do.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

_BRIEF: Final = Path(__file__).with_name("brief.typ")


def main(out: str, *folders: str) -> None:
    """Set each folder's content into `out`, as LANGUAGE.pdf."""
    import typst

    for folder in map(Path, folders):
        shutil.copy(_BRIEF, folder)  # Typst reads nothing from outside the folder of what it sets
        typst.compile(
            folder / _BRIEF.name, output=Path(out) / f"{folder.name}.pdf", root=folder,
            font_paths=[folder / "fonts"], ignore_system_fonts=True,
        )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
