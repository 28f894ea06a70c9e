"""A new edition on the disk: all of its files, or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from reportgen.brief.inputs import Project, shown
from reportgen.errors import Misuse
from reportgen.languages import DEFAULT, LANGUAGES
from reportgen.snapshot.starter_edition import starter_edition


def new_edition(project: Project, name: str, languages: Sequence[str], day: date) -> tuple[Path, ...]:
    """Begin an edition of a day with an invented company, in English where no language is asked for. Raises Misuse for
    a language that there is none of, and as `start_edition` does."""
    if unknown := [tag for tag in languages if tag not in LANGUAGES]:
        raise Misuse(f"there is no language {unknown[0]!r}; there are: {', '.join(LANGUAGES)}")
    asked = tuple(dict.fromkeys(languages)) or (DEFAULT,)
    return start_edition(project, name, starter_edition(day, asked))


def start_edition(project: Project, name: str, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write the files of an edition that is not there yet. The folder appears with all of them at once. Raises Misuse
    for a name that is taken or is no name of a folder."""
    if Path(name).name != name or name.startswith("."):
        raise Misuse(
            f"{name!r} is no name of an edition; write one of letters, digits and hyphens: acme-2025q4"
        )
    folder = project.data / name
    if folder.exists():
        raise Misuse(f"{shown(folder)} is there already, and nothing is overwritten; choose another name")
    project.data.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=project.data))
    try:
        for file, text in files.items():
            (draft / file).write_text(text, encoding="utf-8")
        draft.chmod(0o755)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return tuple(folder / file for file in files)
