"""Whether a build would change anything: decided by hashes alone, without a heavy import."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reportgen.brief.inputs import Inputs, Project, read_inputs
from reportgen.errors import Rejected
from reportgen.press.manifest import SIGNED, Artifact, Origins, Signer, origins_again
from reportgen.reading_files import FINISHED_LIMIT, read_inside
from reportgen.record.lying_beside import MANIFEST, SIGNATURE_SUFFIX


def standing(
    project: Project,
    name: str,
    languages: Sequence[str],
    formats: Sequence[str],
    inspector: bool = True,
    signer: Signer | None = None,
) -> tuple[Artifact, ...]:
    """The files that a build would make, where they stand already: everything that they are made of is as the manifest
    says, and so is every file. Empty where anything differs.

    No `languages` means all of them; `inspector` is whether the HTML would have one. `signer` is who would sign: what
    somebody else signed, or nobody, does not stand; where nobody would sign, what was signed stands all the same.
    Raises MachineLacks where a font is not there.
    """
    folder = project.output / name
    listing = _read(folder / MANIFEST)
    try:
        last = json.loads(listing)
        listed = {item["name"]: item for item in last["artifacts"]}
        wanted = _wanted(name, languages or last["languages"], formats)
        if signer and last.get(SIGNED) != asdict(signer):
            return ()
        if not wanted <= listed.keys() or any(
            last.get(key) != value
            for key, value in present(read_inputs(project, name), last, inspector).items()
        ):
            return ()
        found = [
            Artifact(file, _read(folder / file), item.get("pages")) for file, item in sorted(listed.items())
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()  # no former build, or none that can be vouched for
    if any(artifact.digest != listed[artifact.name]["sha256"] for artifact in found):
        return ()
    signature = (
        [Artifact(MANIFEST + SIGNATURE_SUFFIX, _read(folder / (MANIFEST + SIGNATURE_SUFFIX)))]
        if SIGNED in last
        else []
    )
    if any(not one.data for one in signature):
        return ()
    return (*found, Artifact(MANIFEST, listing), *signature)


def present(inputs: Inputs, last: Mapping[str, Any], inspector: bool | None = None) -> Origins:
    """What the documents would be made from if they were built now, provided that the edition still asks for the theme
    of the manifest `last`: where it does not, its files differ anyway. Where `inspector` is None the manifest says it.
    """
    wanted = last.get("inspector", True) if inspector is None else inspector
    return origins_again(inputs.documents(_theme(last)), last, wanted)


def _theme(last: Mapping[str, Any]) -> list[str]:
    """The files of the theme that a manifest tells of."""
    try:
        return [path for path in last["inputs"] if path.startswith("templates/themes/")]
    except (KeyError, TypeError, AttributeError):
        return []


def _wanted(name: str, languages: Sequence[str], formats: Sequence[str]) -> set[str]:
    wanted = {f"{name}.{language}.{kind}" for language in languages for kind in formats if kind != "numbers"}
    return wanted | ({"numbers.csv", "numbers.xlsx", "numbers.json"} if "numbers" in formats else set())


def _read(path: Path) -> bytes:
    """A file's bytes; none where it cannot be read, which no digest in a manifest fits."""
    try:
        return read_inside(path, (path.parent,), FINISHED_LIMIT, str(path))
    except (OSError, Rejected):
        return b""
