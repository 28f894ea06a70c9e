"""The works that are timed: what the product does with the Amazon edition, and what each peer does with the same brief.

Each runs in a folder of its round, and each as whole processes, from the command's start to its end.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from benchmarks.measuring import Failed, Usage, measured
from benchmarks.peers.inputs import EDITION, LANGUAGES

ROOT: Final = Path(__file__).resolve().parents[1]
FEW, MANY = 1_250, 5_000  # rows of the long appendices
# A fact that nothing but its own statement rests on, so that another figure still ties out.
_EDITED: Final = re.compile(r"(bedrock\.growth@2025Q4: )60%(; )")


@dataclass(frozen=True)
class Round:
    """One time through all works: a folder of its own, and what the peers start from."""

    folder: Path
    inputs: Path

    def run(self, *arguments: str | Path, cwd: Path | None = None) -> Usage:
        """What a run of Python with these arguments takes. Libraries come with their byte code; the product keeps its
        own from the round that does not count, also where the surroundings ask Python to write none."""
        command = [sys.executable, *map(str, arguments)]
        environment = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
        return measured(command, cwd or self.folder, environment)

    def peer(self, name: str, reading: str, *options: str, languages: tuple[str, ...] = LANGUAGES) -> Usage:
        """What a peer takes, which reads this of each language and writes into a folder of its own."""
        out = self.folder / "-".join((name, *(one.strip("-") for one in options), *languages))
        out.mkdir()
        sources = [self.inputs / language / reading for language in languages]
        return replace(self.run("-m", f"benchmarks.peers.{name}", *options, out, *sources), sizes=sizes(out))

    def project(self, name: str) -> Path:
        """A project with the edition in it, and with nothing built or kept."""
        folder = self.folder / name
        if not folder.exists():
            shutil.copytree(ROOT / "data" / EDITION, folder / "data" / EDITION)
        return folder

    def reportgen(self, project: Path, *arguments: str | Path) -> Usage:
        """What a command of the product takes in a project."""
        return self.run("-m", "reportgen", *arguments, cwd=project)

    @cached_property
    def cold(self) -> tuple[Path, Usage]:
        """The project in which everything was built from nothing, and what that took."""
        project = self.project("both")
        usage = self.reportgen(project, "build", EDITION)
        return project, replace(usage, sizes=sizes(project / "output" / EDITION))


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of the files of each kind, by their endings."""
    found: dict[str, int] = {}
    for path in sorted(folder.iterdir()):
        ending = path.suffix.removeprefix(".")
        if not path.name.startswith("numbers."):
            found[ending] = found.get(ending, 0) + path.stat().st_size
    return {ending: found[ending] for ending in ("pdf", "html") if ending in found}


def _cold(now: Round) -> Usage:
    return now.cold[1]


def _one_language(now: Round) -> Usage:
    project = now.project("one")
    usage = now.reportgen(project, "build", EDITION, "--lang", "en", "--format", "pdf,html")
    return replace(usage, sizes=sizes(project / "output" / EDITION))


def _unchanged(now: Round) -> Usage:
    return now.reportgen(now.cold[0], "build", EDITION, "--if-changed")


def _check(now: Round) -> Usage:
    return now.reportgen(now.cold[0], "check", EDITION)


def _verify(now: Round) -> Usage:
    built = now.cold[0] / "output" / EDITION
    names = [built / f"{EDITION}.{language}.{ending}" for language in LANGUAGES for ending in ("pdf", "html")]
    return now.reportgen(now.cold[0], "verify", *names)


def _edited(now: Round) -> Usage:
    """In the project that was built, with one figure of the fact base changed. It comes last there."""
    project = now.cold[0]
    facts = project / "data" / EDITION / "facts.yaml"
    text, count = _EDITED.subn(r"\g<1>61%\g<2>", facts.read_text("utf-8"))
    if count != 1:
        raise Failed(
            "the figure to edit is not in facts.yaml any more: choose another in benchmarks/works.py"
        )
    facts.write_text(text, "utf-8")
    return now.reportgen(project, "build", EDITION)


def _rows(now: Round, rows: int) -> Usage:
    project = now.folder / "large"
    name = now.run("-m", "benchmarks.large", str(rows), project).out.strip()
    usage = now.reportgen(project, "build", name, "--format", "pdf", "--time-limit", "3600")
    return replace(usage, sizes=sizes(project / "output" / name))


def _warm(now: Round) -> Usage:
    usage = now.peer("chromium", "page.html", "--warm")
    told = json.loads(usage.out)
    return replace(usage, seconds=told["seconds"], processor=told["processor"])


@dataclass(frozen=True)
class Work:
    """Something to time; `rare` works take long, and run in the first rounds only."""

    key: str
    title: str
    run: Callable[[Round], Usage]
    rare: bool = False


BARE: Final = "bare"
WORKS: Final = (
    Work(BARE, "bare WeasyPrint, both print pages", lambda now: now.peer("bare", "page.html")),
    Work(
        "bare-en",
        "bare WeasyPrint, the English page",
        lambda now: now.peer("bare", "page.html", languages=("en",)),
    ),
    Work("cold", "reportgen, everything, cold", _cold),
    Work("unchanged", "reportgen, nothing changed, --if-changed", _unchanged),
    Work("check", "reportgen check", _check),
    Work("verify", "reportgen verify, four documents", _verify),
    Work("edited", "reportgen, everything, one number edited", _edited),
    Work("one", "reportgen, English PDF and HTML, cold", _one_language),
    Work(
        "naive",
        "pyplot + Jinja + WeasyPrint, PDF and HTML",
        lambda now: now.peer("naive", "content.json"),
    ),
    Work("typst", "Typst, PDF", lambda now: now.peer("typst", "")),
    Work("chromium", "Chromium, both print pages, cold", lambda now: now.peer("chromium", "page.html")),
    Work("warm", "Chromium, both print pages, running already", _warm),
    Work(
        "rows-few",
        f"reportgen, English PDF, appendix of {FEW:,} rows",
        lambda now: _rows(now, FEW),
        rare=True,
    ),
    Work(
        "rows-many",
        f"reportgen, English PDF, appendix of {MANY:,} rows",
        lambda now: _rows(now, MANY),
        rare=True,
    ),
)


def chosen(keys: str) -> Iterator[Work]:
    """The works with these keys, comma-separated; all for ""."""
    known = {work.key for work in WORKS}
    if unknown := set(filter(None, keys.split(","))) - known:
        raise Failed(f"no work is called {', '.join(sorted(unknown))}; there are: {', '.join(sorted(known))}")
    yield from (work for work in WORKS if not keys or work.key in keys.split(","))
