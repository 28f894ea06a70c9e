"""The languages of an edition, from its brief.yaml alone, for what has to know no more of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.brief.edition import BRIEF
from reportgen.facts.text import read_yaml
from reportgen.languages import LANGUAGES
from reportgen.reading_files import YAML_LIMIT, read_inside


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages that the brief.yaml of a folder names, in its order; none where it cannot be told. Raises Rejected
    where a link leads out of the folder."""
    path = folder / BRIEF
    if not path.is_file():
        return ()
    tree, _ = read_yaml(read_inside(path, (folder,), YAML_LIMIT, str(path)), str(path))
    said = tree.get("languages") if isinstance(tree, Mapping) else None
    listed = map(str, said) if isinstance(said, list) else ()
    return tuple(tag for tag in listed if tag in LANGUAGES)
