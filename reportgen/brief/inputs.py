"""Where a project keeps its editions, and everything that one of them is made from, read once; without a heavy
import."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from reportgen.errors import Finding, Misuse, Rejected
from reportgen.intake.source_files import NO_SOURCES, SourceFile, SourceFiles
from reportgen.reading_files import (
    CONCEPTS_LIMIT,
    MOST_EDITION_FILES,
    SOURCE_LIMIT,
    TEMPLATE_LIMIT,
    FileLimit,
    limit_of,
    read_inside,
    read_plain,
    too_many_files,
)
from reportgen.record.attachments import FACTS

FORMATS: Final = ("pdf", "html", "numbers")
OWN_CONCEPTS: Final = "vocabulary.yaml"  # beside the folder of editions: the concepts that all of them share
ROLLED: Final = "rolled.yaml"  # what of an edition was carried over from the one before
DELIVERY: Final = "delivery.yaml"  # says who gets the documents, and nothing that stands in them
REVIEWED: Final = "reviewed.yaml"  # says who looked at which fact, and nothing that goes out
_LETTERS: Final = "email."  # what the names of a message's templates begin with
_TEXTS: Final = (".yaml", ".md")
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".svg")
_THEMES: Final = "themes/"


_Read = TypeVar("_Read")


@dataclass(frozen=True)
class Project:
    """Where a project keeps its editions, what it builds, its layouts (the first folder that has one wins), and what
    the press has made before; None keeps nothing of that."""

    data: Path
    output: Path
    templates: tuple[Path, ...]
    cache: Path | None = None

    @property
    def vocabulary(self) -> Path:
        """The project's own concepts; the file need not be there."""
        return self.data.parent / OWN_CONCEPTS

    @property
    def sources(self) -> Path:
        """The project's files of sources; the folder need not be there."""
        return self.data.parent / "sources"


@dataclass(frozen=True)
class Inputs:
    """Everything that an edition's documents and letters are made from, as it stood on the disk when it was read.

    `folder` is the edition's folder as findings quote it; `files` are its files by name, `delivery` what its
    delivery.yaml holds, None where there is none; `templates` are the layouts by name and `themes` the themes and their
    pictures by path, both from the folder of templates. `vocabulary` is the project's vocabulary.yaml, its path as
    findings quote it and its bytes, None where there is none. `sources` are the texts that facts are held against.

    What is made depends on neither `reviewed`, which is what its reviewed.yaml holds, nor `sent`, the numbers that last
    went out, where a command has looked for them.
    """

    name: str
    folder: str
    files: Mapping[str, bytes]
    delivery: bytes | None
    templates: Mapping[str, bytes]
    themes: Mapping[str, bytes]
    vocabulary: tuple[str, bytes] | None = None
    sources: SourceFiles = NO_SOURCES
    reviewed: bytes | None = None
    sent: bytes | None = None

    def documents(self, themes: Collection[str]) -> dict[str, bytes]:
        """What the documents depend on, by the names that a manifest has: not what only letters are made from, and of
        the files of themes those that are named."""
        layouts = {f"templates/{name}": data for name, data in self.templates.items() if not _is_letter(name)}
        shared = {f"project/{OWN_CONCEPTS}": self.vocabulary[1]} if self.vocabulary else {}
        held = {f"sources/{name}": file[1] for name, file in self.sources.named.items()}
        return {
            **self.files,
            **held,
            **shared,
            **layouts,
            **{path: self.themes[path] for path in themes if path in self.themes},
        }

    @property
    def written(self) -> dict[str, bytes]:
        """The files that an author wrote, by the names that findings quote."""
        own = {f"{self.folder}/{name}": data for name, data in self.files.items()}
        return own | dict([self.vocabulary] if self.vocabulary else [])

    def letters(self) -> dict[str, bytes]:
        """The templates of a message, by the names that an approval has."""
        return {f"templates/{name}": data for name, data in self.templates.items() if _is_letter(name)}


def read_inputs(project: Project, name: str, handed: Mapping[str, Path] | None = None) -> Inputs:
    """Read all that an edition is made from; `handed` are files of sources by the id of each. Raises Misuse where there
    is no such edition, or no such file; Rejected with RG105, RG107 and RG108 for files that are not read, whatever they
    hold."""
    folder = project.data / name
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in project.data.glob("*") if path.is_dir())) or "none"
        raise Misuse(f"there is no edition {name!r} in {shown(project.data)}; there are: {known}")
    refused = _Refused()
    files = refused.of(lambda: edition_files(folder), dict[str, bytes]())
    delivery, reviewed = files.pop(DELIVERY, None), files.pop(REVIEWED, None)
    layouts = refused.of(lambda: templates(project.templates), dict[str, bytes]())
    styles = refused.of(lambda: themes(project.templates), dict[str, bytes]())
    own = refused.of(lambda: vocabulary(project), None)
    named = refused.of(
        lambda: _named_in(files.get(FACTS, b""), (folder, project.sources)), dict[str, SourceFile]()
    )
    sources = SourceFiles(named, refused.of(lambda: _handed(handed or {}), dict[str, SourceFile]()))
    if refused.findings:
        raise Rejected(refused.findings)
    return Inputs(name, shown(folder), files, delivery, layouts, styles, own, sources, reviewed)


class _Refused:
    """Gathers what is found of files that are not read, so that all of it is said at once."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def of(self, read: Callable[[], _Read], instead: _Read) -> _Read:
        """What is read; `instead` where it is refused."""
        try:
            return read()
        except Rejected as rejected:
            self.findings += rejected.findings
            return instead


# What stands behind `file:` before anything is parsed: the text in quotes, or what may be one without.
_FILE: Final = re.compile(
    rb"""\bfile["']?\s*:\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s,}#"'][^,}#\n]*)([,}#][^\n]*)?)"""
)
_LONGEST_NAME: Final = 255  # bytes
_MOST_SOURCES: Final = 128 << 20  # bytes of all that facts.yaml names


def _named_in(facts: bytes, folders: Sequence[Path]) -> dict[str, SourceFile]:
    """The files that facts.yaml may name, from the first folder that has them. What leads out of the folders does not
    exist."""
    written: dict[str, None] = {}
    for match in _FILE.finditer(facts):
        *plain, rest = match.groups()
        text = next(filter(None, plain))
        for name in (text.strip(), (text + (rest or b"")).strip()):
            if len(name) <= _LONGEST_NAME and len(written) < MOST_EDITION_FILES:
                written[name.decode(errors="replace")] = None
    found = {name: file for name in written if (file := _file_in(name, folders))}
    if sum(len(data) for _, data in found.values()) > _MOST_SOURCES:
        most = FileLimit(_MOST_SOURCES, SOURCE_LIMIT.mend)
        raise Rejected([most.too_long(f"{FACTS}, the files of its sources")])
    return found


def _file_in(name: str, folders: Sequence[Path]) -> SourceFile | None:
    for folder in folders:
        path = folder / name
        if Path(os.path.normpath(path)).is_relative_to(folder) and path.exists() and not path.is_dir():
            return shown(path), read_inside(path, (folder,), SOURCE_LIMIT, shown(path))
    return None


def _handed(files: Mapping[str, Path]) -> dict[str, SourceFile]:
    for path in files.values():
        if not path.exists():
            raise Misuse(f"there is no file {path}")
    return {
        source: (shown(path.resolve()), read_plain(path, SOURCE_LIMIT, shown(path.resolve())))
        for source, path in files.items()
    }


def vocabulary(project: Project) -> tuple[str, bytes] | None:
    """The project's vocabulary.yaml: what findings call it, and its bytes; None where there is none."""
    path = project.vocabulary
    if not os.path.lexists(path):
        return None
    return shown(path), read_inside(path, (path.parent,), CONCEPTS_LIMIT, shown(path))


def shown(path: Path) -> str:
    """A path as findings quote it: from the current folder where it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def edition_files(folder: Path) -> dict[str, bytes]:
    """The files of an edition's folder, by name. Raises Rejected for those that are not read."""
    kinds = (*_TEXTS, *_PICTURES)
    found = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in kinds]
    found = [path for path in found if not _is_of_an_editor(path)]
    if len(found) > MOST_EDITION_FILES:
        raise Rejected([too_many_files(shown(folder))])
    refused, files = _Refused(), dict[str, bytes]()
    for path in found:
        data = refused.of(partial(read_inside, path, (folder,), limit_of(path), shown(path)), None)
        files |= {} if data is None else {path.name: data}
    if refused.findings:
        raise Rejected(refused.findings)
    return files


def templates(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every template that can be used, by name. Raises Rejected for those that are not read, such as a link that leads
    out of all folders."""
    found, refused = dict[str, bytes](), _Refused()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if name in found or name.startswith(_THEMES) or _is_of_an_editor(path):
                continue
            if path.is_dir() and not _is_led_out(path, folders):
                continue
            data = refused.of(partial(read_inside, path, folders, TEMPLATE_LIMIT, shown(path)), None)
            found |= {} if data is None else {name: data}
    if refused.findings:
        raise Rejected(refused.findings)
    return found


def themes(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every theme that can be named and the pictures beside them, by path from the folder of templates."""
    found: dict[str, bytes] = {}
    for folder in folders:
        for path in sorted((folder / _THEMES).glob("*")):
            name = f"templates/themes/{path.name}"
            if path.suffix.lower() in (".yaml", *_PICTURES) and name not in found:
                found[name] = read_inside(path, folders, limit_of(path), shown(path))
    return found


def _is_led_out(path: Path, roots: Sequence[Path]) -> bool:
    """True for a link out of all of some folders."""
    return path.is_symlink() and not any(path.resolve().is_relative_to(root.resolve()) for root in roots)


def _is_of_an_editor(path: Path) -> bool:
    """True for the link to nowhere by which Emacs says that somebody is at a file."""
    return path.name.startswith(".#")


def _is_letter(name: str) -> bool:
    return name.startswith(_LETTERS)
