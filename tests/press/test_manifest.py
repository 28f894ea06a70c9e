"""The manifest: what an edition was made from, and what of an earlier build is still true."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest

from reportgen.brief.families import Families
from reportgen.exhibits.faces import HOUSE_FONTS
from reportgen.press.manifest import Artifact, carried_over, manifest, origins, origins_again
from reportgen.press.placing import read_built
from reportgen.record.lying_beside import MANIFEST

SET_IN: Final = Families(HOUSE_FONTS, {"en": ["en"]})
INPUTS: Final = {"facts.yaml": b"facts", "en.md": b"text"}
ARTIFACTS: Final = (
    Artifact("a.pdf", b"pdf", 3),
    Artifact("a.html", b"html"),
    Artifact("numbers.csv", b"csv"),
)


def listing(*artifacts: Artifact, inputs: dict[str, bytes] | None = None) -> bytes:
    return manifest("edition", "2026-02-02", ["en"], origins(inputs or INPUTS, SET_IN), artifacts)


def lay(folder: Path, *artifacts: Artifact) -> None:
    for artifact in artifacts:
        (folder / artifact.name).write_bytes(artifact.data)
    (folder / MANIFEST).write_bytes(listing(*artifacts))


def test_it_says_what_came_out_and_from_what() -> None:
    document: dict[str, Any] = json.loads(listing(*ARTIFACTS))
    assert document["inputs"] == {name: sha256(data).hexdigest() for name, data in INPUTS.items()}
    assert [(item["name"], item["bytes"], item.get("pages")) for item in document["artifacts"]] == [
        ("a.html", 4, None),
        ("a.pdf", 3, 3),
        ("numbers.csv", 3, None),
    ]
    assert {"weasyprint", "uharfbuzz"} <= document["libraries"].keys()
    assert all("/" not in font["file"] and len(font["sha256"]) == 64 for font in document["fonts"])


def test_what_a_manifest_was_made_from_can_be_held_against_it() -> None:
    """The same in each key where nothing has changed, and not where it names no faces, or none that there are."""
    made = origins(INPUTS, SET_IN)
    last = json.loads(listing(*ARTIFACTS))
    assert origins_again(INPUTS, last, True) == made
    changed = origins_again(INPUTS | {"a": b"new"}, last, False)
    assert {key for key in made if changed[key] != made[key]} == {"inputs", "inspector"}
    for fonts in (None, [], [{}], [{**made["fonts"][0], "weight": "bold"}]):
        assert origins_again(INPUTS, last | {"fonts": fonts}, True)["fonts"] == []


def test_the_order_of_making_leaves_no_trace() -> None:
    """An edition that was built piece by piece has the manifest of one that was built at once."""
    inputs = dict(reversed(INPUTS.items()))
    assert listing(*ARTIFACTS) == listing(*reversed(ARTIFACTS), inputs=inputs)


def test_what_was_made_from_the_same_is_carried_over(tmp_path: Path) -> None:
    lay(tmp_path, *ARTIFACTS)
    kept = carried_over(read_built(tmp_path), origins(INPUTS, SET_IN))
    assert {artifact.name for artifact in kept} == {artifact.name for artifact in ARTIFACTS}
    assert set(kept) == set(ARTIFACTS)


@pytest.mark.parametrize(
    "inputs",
    [
        {"facts.yaml": b"other", "en.md": b"text"},
        {"facts.yaml": b"facts"},
        {**INPUTS, "zh-Hant.md": b"more"},
    ],
)
def test_what_was_made_from_anything_else_is_not(tmp_path: Path, inputs: dict[str, bytes]) -> None:
    lay(tmp_path, *ARTIFACTS)
    assert carried_over(read_built(tmp_path), origins(inputs, SET_IN)) == []


def test_a_file_that_was_touched_is_not_carried_over(tmp_path: Path) -> None:
    lay(tmp_path, *ARTIFACTS)
    (tmp_path / "a.pdf").write_bytes(b"PDF")
    kept = carried_over(read_built(tmp_path), origins(INPUTS, SET_IN))
    assert {artifact.name for artifact in kept} == {"a.html", "numbers.csv"}


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"null", b'{"artifacts": 1}', b"\xff"])
def test_a_manifest_that_cannot_be_read_vouches_for_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(data)
    assert carried_over(read_built(tmp_path), origins(INPUTS, SET_IN)) == []
    assert carried_over(read_built(tmp_path / "nowhere"), origins(INPUTS, SET_IN)) == []
