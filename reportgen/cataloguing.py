"""The command that makes the catalogue of what was built, and the record of runs that it reads."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.brief.inputs import shown
from reportgen.errors import Misuse
from reportgen.reading_files import FINISHED_LIMIT, read_inside
from reportgen.record.attachments import NUMBERS
from reportgen.record.lying_beside import MANIFEST
from reportgen.whole_files import write_whole

if TYPE_CHECKING:
    from reportgen.catalogue.entries import CatalogueEntry

RUNS: Final = ".runs.jsonl"  # a line for each edition that a run of many settled, the newest last
LONGEST_RECORD: Final = 1 << 20  # bytes


def index_built(options: argparse.Namespace) -> int:
    """Write index.html, index.json and feed.xml beside what was built; name them on stdout."""
    from reportgen.catalogue.rendered import catalogue_feed, catalogue_json, catalogue_page

    output: Path = options.output
    if not output.is_dir():
        raise Misuse(f"there is no folder {output}: build something first")
    found = [one for one in _entries(output) if one.files or (options.data / one.name).is_dir()]
    entries = sorted(sorted(found, key=lambda one: one.name), key=lambda one: one.published, reverse=True)
    if mute := [one.name for one in entries if one.files and not one.company]:
        print(
            f"without figures, since neither numbers nor a page stands there: {', '.join(mute)}",
            file=sys.stderr,
        )
    made = {
        "index.html": catalogue_page(entries, options.title),
        "index.json": catalogue_json(entries),
        "feed.xml": catalogue_feed(entries, options.title, options.address),
    }
    for name, text in made.items():
        write_whole(output / name, text.encode(), private=False)
        print(shown((output / name).resolve()))
    return 0


def _entries(output: Path) -> Iterator[CatalogueEntry]:
    """What stands there, and what failed before anything did."""
    from reportgen.catalogue.entries import CatalogueEntry, entry_of, numbers_carried

    failed = last_failures(output)
    for folder in sorted(path.parent for path in output.glob(f"[!.]*/{MANIFEST}")):
        manifest = read_inside(folder / MANIFEST, (folder,), FINISHED_LIMIT, shown(folder / MANIFEST))
        numbers = _there(folder, NUMBERS)
        for page in () if numbers else sorted(folder.glob("*.html")):
            numbers = numbers or numbers_carried(_there(folder, page.name))
        entry = entry_of(folder.name, manifest, numbers, failed.pop(folder.name, ""))
        if entry is not None:
            yield entry
    for name, said in sorted(failed.items()):
        yield CatalogueEntry(name, name, "", "", failed=said)


def _there(folder: Path, name: str) -> bytes:
    """A file of a built folder; b"" where it is not there."""
    path = folder / name
    return read_inside(path, (folder,), FINISHED_LIMIT, shown(path)) if path.is_file() else b""


def forget_earlier_runs(output: Path) -> None:
    """Leave of a record that has grown long what each edition's last run said."""
    if (output / RUNS).is_file() and (output / RUNS).stat().st_size > LONGEST_RECORD:
        last = _last_lines(output)
        write_whole(output / RUNS, "".join(f"{line}\n" for line in last.values()).encode(), private=False)


def note_run(output: Path, edition: str, outcome: str, said: str) -> str:
    """Write down what a run of many made of an edition: `said` is what stopped it, "" where nothing did. Gives why that
    cannot be written, which is no fault of the edition; "" where it can."""
    line = json.dumps({"edition": edition, "outcome": outcome, "said": said}, ensure_ascii=False)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    try:
        output.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(output / RUNS, flags, 0o666), "a", encoding="utf-8") as record:
            record.write(line + "\n")
    except OSError as error:
        return f"{shown(output / RUNS)} cannot be written: {error.strerror or error}"
    return ""


def last_failures(output: Path) -> dict[str, str]:
    """What stopped the last run of each edition that was stopped."""
    said = {name: str(json.loads(line)["said"]) for name, line in _last_lines(output).items()}
    return {name: why for name, why in said.items() if why}


def _last_lines(output: Path) -> dict[str, str]:
    """The last line of each edition; one that cannot be read says nothing."""
    last: dict[str, str] = {}
    try:
        record = read_inside(output / RUNS, (output,), FINISHED_LIMIT, shown(output / RUNS))
    except OSError:
        return {}
    lines = record.decode("utf-8", "replace").splitlines()
    for line in lines:
        try:
            told = json.loads(line)
            name, _ = str(told["edition"]), told["said"]
        except (ValueError, KeyError, TypeError):
            continue
        last.pop(name, None)
        last[name] = line
    return last
