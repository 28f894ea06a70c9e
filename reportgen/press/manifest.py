"""The manifest: what an edition was made from, with what, and what came out."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from reportgen import __version__
from reportgen.exhibits.faces import Face

MANIFEST: Final = "manifest.json"
# What the bytes of an artifact depend on besides the inputs.
_LIBRARIES: Final = (
    "weasyprint", "pydyf", "uharfbuzz", "fonttools", "matplotlib", "jinja2", "markdown-it-py", "babel", "pandas",
    "xlsxwriter", "pypdfium2", "tinyhtml5", "tinycss2", "cssselect2",
)  # fmt: skip


@dataclass(frozen=True)
class Artifact:
    """A finished file. `pages` is set for a PDF."""

    name: str
    data: bytes
    pages: int | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes, in hex."""
        return digest(self.data)


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(data).hexdigest()


Origins = Mapping[str, Any]  # the part of a manifest that says what an edition was made from


def origins(inputs: Mapping[str, bytes], faces: Iterable[Face], inspector: bool = True) -> Origins:
    """What the artifacts were made from: this program, its libraries, the fonts, the input files, and whether the HTML
    has an inspector."""
    return {
        "reportgen": __version__,
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "fonts": [
            {
                "family": face.family,
                "weight": face.weight,
                "file": face.path.name,
                "sha256": _digest_of(face.path),
            }
            for face in faces
        ],
        "inspector": inspector,
        "inputs": {name: digest(data) for name, data in sorted(inputs.items())},
    }


def _digest_of(path: Path) -> str:
    return digest(path.read_bytes())


def manifest(edition: str, published: str, made_from: Origins, artifacts: Iterable[Artifact]) -> bytes:
    """The manifest as JSON. It holds no clock and no path of the machine: same inputs, same bytes."""
    document = {
        "edition": edition,
        "published": published,
        **made_from,
        "artifacts": [_described(artifact) for artifact in sorted(artifacts, key=lambda made: made.name)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _described(artifact: Artifact) -> dict[str, Any]:
    described = {"name": artifact.name, "bytes": len(artifact.data), "sha256": artifact.digest}
    return described if artifact.pages is None else described | {"pages": artifact.pages}


def carried_over(folder: Path, made_from: Origins, artifacts: Iterable[Artifact]) -> list[Artifact]:
    """The artifacts of the folder's last build that this one did not make, where both were made from the same.

    What was made from anything else is not carried over: a folder never mixes two states of an edition.
    """
    made = {artifact.name for artifact in artifacts}
    try:
        last = json.loads((folder / MANIFEST).read_bytes())
        if any(last.get(key) != value for key, value in made_from.items()):
            return []
        rest = [item for item in last["artifacts"] if item["name"] not in made]
        kept = [
            Artifact(item["name"], (folder / item["name"]).read_bytes(), item.get("pages")) for item in rest
        ]
        return [
            artifact for artifact, item in zip(kept, rest, strict=True) if artifact.digest == item["sha256"]
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []  # no former build, or not one that can be vouched for
