"""The manifest: what an edition was made from, with what, and what came out."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from typing import Any, Final

from reportgen import __version__
from reportgen.exhibits.faces import Face

MANIFEST: Final = "manifest.json"
# What the bytes of an artifact depend on besides the inputs.
_LIBRARIES: Final = (
    "weasyprint",
    "pydyf",
    "matplotlib",
    "jinja2",
    "markdown-it-py",
    "fonttools",
    "babel",
    "pandas",
    "xlsxwriter",
)


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


def manifest(
    edition: str,
    published: str,
    inputs: Mapping[str, bytes],
    faces: Iterable[Face],
    artifacts: Iterable[Artifact],
) -> bytes:
    """The manifest as JSON. It holds no clock and no path of the machine: same inputs, same bytes."""
    document: dict[str, Any] = {
        "edition": edition,
        "published": published,
        "reportgen": __version__,
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "fonts": [
            {
                "family": face.family,
                "weight": face.weight,
                "file": face.path.name,
                "sha256": digest(face.path.read_bytes()),
            }
            for face in faces
        ],
        "inputs": {name: digest(data) for name, data in sorted(inputs.items())},
        "artifacts": [_artifact(artifact) for artifact in artifacts],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _artifact(artifact: Artifact) -> dict[str, Any]:
    described = {"name": artifact.name, "bytes": len(artifact.data), "sha256": artifact.digest}
    return described if artifact.pages is None else described | {"pages": artifact.pages}
