"""Where a project keeps its editions, and the files that their documents are made of; read without a heavy import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FORMATS: Final = ("pdf", "html", "numbers")
LETTERS: Final = "email."  # what the names of a message's templates begin with
_APART: Final = ("delivery.yaml",)  # says who gets the documents, and nothing that stands in them
_OF_THEMES: Final = (".yaml", ".png", ".svg", ".jpg", ".jpeg")  # a JPEG is refused as a logo, by its name


@dataclass(frozen=True)
class Project:
    """Where a project keeps its editions, what it builds, and its layouts (the first folder that has one wins)."""

    data: Path
    output: Path
    templates: tuple[Path, ...]


def shown(path: Path) -> str:
    """A path as findings quote it: from the current folder where it lies below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def edition_files(folder: Path) -> dict[str, bytes]:
    """The files of an edition's folder that its documents are made of, by name: not delivery.yaml."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.suffix in (".yaml", ".md") and path.name not in _APART
    }


def document_templates(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every template of a document that can be used, by name."""
    return {name: data for name, data in _templates(folders).items() if not _is_letter(name)}


def letter_templates(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every template of a message that can be used, by name."""
    return {name: data for name, data in _templates(folders).items() if _is_letter(name)}


def theme_files(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every theme that can be named and the pictures beside them, by their paths from the folder of templates."""
    found: dict[str, bytes] = {}
    for folder in folders:
        for path in sorted((folder / "themes").glob("*")):
            if path.suffix.lower() in _OF_THEMES and path.is_file():
                found.setdefault(f"templates/themes/{path.name}", path.read_bytes())
    return found


def _is_letter(name: str) -> bool:
    return name.startswith(f"templates/{LETTERS}")


def _templates(folders: Sequence[Path]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.is_file():
                found.setdefault(f"templates/{path.name}", path.read_bytes())
    return found
