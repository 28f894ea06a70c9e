"""The manifest: what an edition was made from, with what, and what came out."""

from __future__ import annotations

import ctypes
import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reportgen import __version__
from reportgen.exhibits.font_files import required_file
from reportgen.record.lying_beside import MANIFEST

if TYPE_CHECKING:
    from reportgen.brief.families import Families
    from reportgen.signing.signing_key import Signing

SIGNED: Final = "signed"  # who signed, in a manifest; one of what is not signed has no such key
# What the bytes of an artifact depend on besides the inputs.
_LIBRARIES: Final = (
    "weasyprint", "pydyf", "uharfbuzz", "fonttools", "jinja2", "markdown-it-py", "babel", "budoux",
    "xlsxwriter", "pypdfium2", "tinyhtml5", "tinycss2", "cssselect2", "pillow", "pydantic", "pyyaml",
)  # fmt: skip
_PROGRAM: Final = Path(__file__).parents[1]


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


@dataclass(frozen=True)
class Signer:
    """Who signs what is built, as a manifest says it: the SHA-256 of the certificate, in hex, and whether a time stamp
    is added."""

    certificate: str
    stamped: bool


def signer_of(signing: Signing | None) -> Signer | None:
    """Who signs, as a manifest says it."""
    return Signer(signing.certificate.fingerprint, bool(signing.stamps)) if signing else None


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(data).hexdigest()


Origins = Mapping[str, Any]  # the part of a manifest that says what an edition was made from


def origins(
    inputs: Mapping[str, bytes], families: Families, inspector: bool = True, signer: Signer | None = None
) -> Origins:
    """What the artifacts were made from: this program, its libraries, the families that they are set in and the files
    found for them, the input files, whether the HTML was to have an inspector if the edition has, and who signs.

    Raises MachineLacks where a font is not installed."""
    faces = dict.fromkeys(face for tag in families.shown for face in families.of(tag).faces)
    chosen = {
        "fonts": asdict(families.fonts),
        "shown": {tag: list(shown) for tag, shown in families.shown.items()},
    }
    fonts = [_face(face.family, face.name, face.weight) for face in faces]
    signed = {SIGNED: asdict(signer)} if signer else {}
    return {**_origins(inputs, chosen, fonts, inspector), **signed}


def origins_again(inputs: Mapping[str, bytes], last: Mapping[str, Any], inspector: bool) -> Origins:
    """The same as it would be now, for families as the manifest `last` has them: which they are depends on the inputs
    and on this program alone, so that no language need be asked.

    Raises MachineLacks where a font is not installed."""
    try:
        fonts = [_face(face["family"], face["name"], face["weight"]) for face in last["fonts"]]
    except (KeyError, TypeError):
        fonts = []
    return _origins(inputs, last.get("type", {}), fonts, inspector)


def _origins(inputs: Mapping[str, bytes], chosen: object, fonts: list[object], inspector: bool) -> Origins:
    return {
        "reportgen": __version__,
        "program": _program(),
        "python": platform.python_version(),
        "libraries": _versions() | {"pango": _pango()},
        "type": chosen,
        "fonts": fonts,
        "inspector": inspector,
        "inputs": {name: digest(data) for name, data in sorted(inputs.items())},
    }


def _face(family: str, name: str, weight: int) -> object:
    """A face as a manifest has it: the file that is found for it now."""
    path, index = required_file(name, weight)
    described = {"family": family, "name": name, "weight": weight, "file": path.name, "face": index}
    return described | {"sha256": _digest_of(path)}


@cache
def _program() -> str:
    """The SHA-256 over this program's own source and its tables of words: a version number does not change with every
    line."""
    whole = sha256()
    for path in sorted([*_PROGRAM.rglob("*.py"), *_PROGRAM.rglob("*.tsv")]):
        data = path.read_bytes()
        whole.update(f"{path.relative_to(_PROGRAM).as_posix()} {len(data)}\n".encode() + data)
    return whole.hexdigest()


@cache
def _versions() -> dict[str, str]:
    """The installed versions of the libraries. Read from the names of their folders, since the library that reads the
    metadata itself takes longer to load than everything else that tells whether a build would change anything."""
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):  # noqa: PTH208 - a path object for each of hundreds of names takes its time
            name, _, version = entry.removesuffix(".dist-info").partition("-")
            if version and entry.endswith(".dist-info"):
                found.setdefault(name.lower().replace("_", "-").replace(".", "-"), version)
    return {name: found.get(name) or _told(name) for name in _LIBRARIES}


def _told(name: str) -> str:
    from importlib.metadata import version

    return version(name)


@cache
def _pango() -> str:
    """The version of the library that breaks lines, which comes with the system; "" where it is not found."""
    for name in ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0.dylib"):
        try:
            said = ctypes.CDLL(name).pango_version
        except (OSError, AttributeError):
            continue
        number: int = said()
        return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return ""


@cache  # the headings of a document may be in the file of its text, and two languages in one collection
def _digest_of(path: Path) -> str:
    with path.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def foundation() -> str:
    """A digest of what editions are made with on this machine, but for its fonts: program, Python and libraries."""
    parts = {"program": _program(), "python": platform.python_version(), **_versions(), "pango": _pango()}
    return digest(json.dumps(parts, sort_keys=True).encode())


def manifest(
    edition: str,
    published: str,
    languages: Iterable[str],
    made_from: Origins,
    artifacts: Iterable[Artifact],
) -> bytes:
    """The manifest as JSON. It holds no clock and no path of the machine: same inputs, same bytes."""
    document = {
        "edition": edition,
        "published": published,
        "languages": list(languages),
        **made_from,
        "artifacts": [_described(artifact) for artifact in sorted(artifacts, key=lambda made: made.name)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def listing_again(listing: bytes, artifacts: Iterable[Artifact]) -> bytes:
    """A manifest that lists other artifacts, made from the same."""
    described = [_described(artifact) for artifact in sorted(artifacts, key=lambda made: made.name)]
    document = json.loads(listing) | {"artifacts": described}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def signer_in(listing: bytes) -> Signer | None:
    """Who signed what a manifest lists; None where nobody did, or it cannot be read."""
    try:
        signed = json.loads(listing)[SIGNED]
        return Signer(str(signed["certificate"]), bool(signed["stamped"]))
    except (ValueError, KeyError, TypeError):
        return None


def _described(artifact: Artifact) -> dict[str, Any]:
    described = {"name": artifact.name, "bytes": len(artifact.data), "sha256": artifact.digest}
    return described if artifact.pages is None else described | {"pages": artifact.pages}


def carried_over(files: Mapping[str, bytes], made_from: Origins) -> list[Artifact]:
    """The artifacts of the last build, by the files that stand there, where it was made from the same.

    What was made from anything else is not carried over: a folder never mixes two states of an edition.
    """
    try:
        last = json.loads(files[MANIFEST])
        if any(last.get(key) != made_from.get(key) for key in (SIGNED, *made_from)):
            return []
        listed = last["artifacts"]
        kept = [
            Artifact(item["name"], files[item["name"]], item.get("pages"))
            for item in listed
            if item["name"] in files
        ]
        digests = {item["name"]: item["sha256"] for item in listed}
        return [artifact for artifact in kept if artifact.digest == digests[artifact.name]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []  # no former build, or not one that can be vouched for
