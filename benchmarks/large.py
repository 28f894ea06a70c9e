"""An edition with as long an appendix as wanted: the fact base of `big_base`, and a text citing so many facts.

python benchmarks/large.py ROWS FOLDER     writes FOLDER/data/large-ROWS, in English
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.big_base import write_base

_BRIEF: Final = """\
date: 2026-02-06
languages: [en]
page: A4
kicker: {en: Benchmark}
title: {en: A long appendix}
key-figures:
  rows:
    - {fact: revenue, year: revenue.growth}
disclaimer: {en: An invented company for a benchmark.}
exhibits: {}
"""
_FACT: Final = re.compile(r"^  (c\d{4}/[^\s:]+):$", re.MULTILINE)
_IN_A_PARAGRAPH: Final = 25


def write_edition(rows: int, project: Path) -> str:
    """Write the edition into the project's `data/`, and give its name. The headline and the panel cite two facts, the
    text enough others that the appendix has `rows` in all."""
    name = f"large-{rows}"
    folder = project / "data" / name
    folder.mkdir(parents=True)
    base = write_base(rows)
    shown = ("c0000/revenue@2025Q4", "c0000/revenue.growth@2025Q4")
    cited = [fact for fact in _FACT.findall(base.decode()) if fact not in shown][: rows - len(shown)]
    text = [
        "# Sales of {{ cite('revenue') }}",
        "What the companies report, in the order of time.",
        "## Figures",
    ]
    text += [
        "Their figures are " + ", ".join(f"{{{{ cite('{fact}') }}}}" for fact in facts) + "."
        for facts in (cited[at : at + _IN_A_PARAGRAPH] for at in range(0, len(cited), _IN_A_PARAGRAPH))
    ]
    (folder / "facts.yaml").write_bytes(base)
    (folder / "brief.yaml").write_text(_BRIEF, "utf-8")
    (folder / "en.md").write_text("\n\n".join(text) + "\n", "utf-8")
    return name


if __name__ == "__main__":
    print(write_edition(int(sys.argv[1]), Path(sys.argv[2])))
