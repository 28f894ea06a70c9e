"""Where a project keeps its editions, and everything that one of them is made from, read once; without a heavy
import."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportgen.errors import Misuse
from reportgen.intake.source_files import NO_SOURCES, SourceFile, SourceFiles
from reportgen.record.attachments import FACTS

FORMATS: Final = ("pdf", "html", "numbers")
OWN_CONCEPTS: Final = "vocabulary.yaml"  # beside the folder of editions: the concepts that all of them share
ROLLED: Final = "rolled.yaml"  # what of an edition was carried over from the one before
DELIVERY: Final = "delivery.yaml"  # says who gets the documents, and nothing that stands in them
_LETTERS: Final = "email."  # what the names of a message's templates begin with
_TEXTS: Final = (".yaml", ".md")
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".svg")
_THEMES: Final = "themes/"


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
    """

    name: str
    folder: str
    files: Mapping[str, bytes]
    delivery: bytes | None
    templates: Mapping[str, bytes]
    themes: Mapping[str, bytes]
    vocabulary: tuple[str, bytes] | None = None
    sources: SourceFiles = NO_SOURCES

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
    is no such edition, or no such file."""
    folder = project.data / name
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in project.data.glob("*") if path.is_dir())) or "none"
        raise Misuse(f"there is no edition {name!r} in {shown(project.data)}; there are: {known}")
    files = edition_files(folder)
    delivery = files.pop(DELIVERY, None)
    found = (templates(project.templates), themes(project.templates), vocabulary(project))
    sources = SourceFiles(_named_in(files.get(FACTS, b""), (folder, project.sources)), _handed(handed or {}))
    return Inputs(name, shown(folder), files, delivery, *found, sources)


# What stands behind `file:` before anything is parsed: the text in quotes, or what may be one without.
_FILE: Final = re.compile(
    rb"""\bfile["']?\s*:\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s,}#"'][^,}#\n]*)([,}#][^\n]*)?)"""
)
_LONGEST_NAME: Final = 255  # bytes


def _named_in(facts: bytes, folders: Sequence[Path]) -> dict[str, SourceFile]:
    """The files that facts.yaml may name, from the first folder that has them. What leads out of the folders does not
    exist."""
    found: dict[str, SourceFile] = {}
    for match in _FILE.finditer(facts):
        *plain, rest = match.groups()
        written = next(filter(None, plain))
        for name in {written.strip(), (written + (rest or b"")).strip()}:
            if len(name) <= _LONGEST_NAME and (file := _file_in(name.decode(errors="replace"), folders)):
                found[name.decode()] = file
    return found


def _file_in(name: str, folders: Sequence[Path]) -> SourceFile | None:
    for folder in folders:
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return shown(path), path.read_bytes()
    return None


def _handed(files: Mapping[str, Path]) -> dict[str, SourceFile]:
    for path in files.values():
        if not path.is_file():
            raise Misuse(f"there is no file {path}")
    return {source: (shown(path.resolve()), path.read_bytes()) for source, path in files.items()}


def vocabulary(project: Project) -> tuple[str, bytes] | None:
    """The project's vocabulary.yaml: what findings call it, and its bytes; None where there is none."""
    path = project.vocabulary
    return (shown(path), path.read_bytes()) if path.is_file() else None


def shown(path: Path) -> str:
    """A path as findings quote it: from the current folder where it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def edition_files(folder: Path) -> dict[str, bytes]:
    """The files of an edition's folder, by name."""
    found = (path for path in sorted(folder.iterdir()) if path.suffix.lower() in (*_TEXTS, *_PICTURES))
    return {path.name: path.read_bytes() for path in found}


def templates(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every template that can be used, by name. A link that leads out of all folders is as good as no
    file."""
    found: dict[str, bytes] = {}
    roots = [folder.resolve() for folder in folders]
    for folder in folders:
        for path in _within(folder, roots):
            found.setdefault(path.relative_to(folder).as_posix(), path.read_bytes())
    return {name: data for name, data in found.items() if not name.startswith(_THEMES)}


def themes(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every theme that can be named and the pictures beside them, by path from the folder of templates."""
    found: dict[str, bytes] = {}
    for folder in folders:
        for path in sorted((folder / _THEMES).glob("*")):
            if path.suffix.lower() in (".yaml", *_PICTURES) and path.is_file():
                found.setdefault(f"templates/themes/{path.name}", path.read_bytes())
    return found


def _within(folder: Path, roots: Sequence[Path]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and any(path.resolve().is_relative_to(root) for root in roots):
            yield path


def _is_letter(name: str) -> bool:
    return name.startswith(_LETTERS)
