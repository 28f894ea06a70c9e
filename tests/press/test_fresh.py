"""Whether a build would change anything: by hashes alone, of everything that it is made of and of what came out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

import pytest
from support import TEMPLATES, TINY, Golden, python

from reportgen.brief.inputs import FORMATS, Project
from reportgen.press import fresh, manifest

HEAVY: Final = (
    "weasyprint",
    "matplotlib",
    "pandas",
    "pydantic",
    "jinja2",
    "babel",
    "yaml",
    "numpy",
    "reportgen.languages",
)


@pytest.fixture
def project(golden: Golden, tmp_path: Path) -> Project:
    """A project of its own with the built tiny edition, and its own copy of the templates."""
    shutil.copytree(golden.project / "data" / TINY, tmp_path / "data" / TINY)
    shutil.copytree(golden.folder, tmp_path / "output" / TINY)
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return Project(tmp_path / "data", tmp_path / "output", (tmp_path / "templates",))


def stands(
    project: Project, *languages: str, formats: tuple[str, ...] = FORMATS, inspector: bool = True
) -> bool:
    return bool(fresh.standing(project, TINY, languages, formats, inspector))


def test_what_nothing_has_happened_to_stands(project: Project) -> None:
    found = fresh.standing(project, TINY, (), FORMATS, inspector=True)
    folder = project.output / TINY
    assert {artifact.name: artifact.data for artifact in found} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }
    assert stands(project, "en", formats=("pdf",))


@pytest.mark.parametrize(
    "file",
    [
        "data/{}/facts.yaml",
        "data/{}/brief.yaml",
        "data/{}/en.md",
        "templates/print.css",
        "templates/brief.html.j2",
    ],
)
def test_a_changed_input_counts(project: Project, file: str) -> None:
    path = project.data.parent / file.format(TINY)
    path.write_bytes(path.read_bytes() + b"\n")
    assert not stands(project)


@pytest.mark.parametrize("name", [f"{TINY}.en.pdf", f"{TINY}.zh-Hant.html", "numbers.csv", "numbers.json"])
def test_a_file_that_was_touched_or_taken_away_counts(project: Project, name: str) -> None:
    path = project.output / TINY / name
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    assert not stands(project)
    path.write_bytes(data)
    assert stands(project)
    path.unlink()
    assert not stands(project)


def test_the_project_s_vocabulary_counts(project: Project) -> None:
    """Also where nothing of it is used: which concepts an edition uses is not known without reading it."""
    project.vocabulary.write_text("concepts:\n  bikes: {label: {en: Bicycles}, kind: count}\n")
    assert not stands(project)
    project.vocabulary.unlink()
    assert stands(project)


def test_who_gets_it_does_not_count(project: Project) -> None:
    (project.data / TINY / "delivery.yaml").write_text("recipients: []\n")
    (project.templates[0] / "email.css").write_text("")
    assert stands(project)


def test_a_new_and_a_lost_file_of_the_edition_count(project: Project) -> None:
    (project.data / TINY / "more.md").write_text("more")
    assert not stands(project)
    (project.data / TINY / "more.md").unlink()
    (project.data / TINY / "en.md").unlink()
    assert not stands(project)


@pytest.mark.parametrize(
    "what", ["program", "reportgen", "python", "libraries", "fonts", "type", "inspector"]
)
def test_the_program_its_libraries_and_fonts_count(project: Project, what: str) -> None:
    listing = project.output / TINY / "manifest.json"
    said = json.loads(listing.read_bytes())
    listing.write_text(json.dumps({key: value for key, value in said.items() if key != what}), "utf-8")
    assert not stands(project)


def test_every_line_of_the_program_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "_PROGRAM", tmp_path)
    seen = set()
    versions = (
        ("a.py", "x = 1"), ("a.py", "x = 2"), ("b.py", "x = 1"), ("words.tsv", "a\tb"), ("note.txt", "no program"),
    )  # fmt: skip
    for name, text in versions:
        (tmp_path / name).write_text(text)
        manifest._program.cache_clear()
        seen.add(manifest._program())
    manifest._program.cache_clear()
    assert len(seen) == 4


def test_versions_are_those_that_packages_say() -> None:
    from importlib.metadata import version

    said = manifest._versions()
    assert {name: version(name) for name in said} == said


def test_what_was_not_built_does_not_stand(project: Project) -> None:
    listing = project.output / TINY / "manifest.json"
    said = json.loads(listing.read_bytes())
    said["artifacts"] = [item for item in said["artifacts"] if not item["name"].endswith("zh-Hant.pdf")]
    listing.write_text(json.dumps(said), "utf-8")
    assert not stands(project)
    assert stands(project, "en")
    assert stands(project, formats=("html", "numbers"))
    assert not stands(project, "fr")


def test_a_page_with_an_inspector_is_not_one_without(project: Project) -> None:
    assert not stands(project, inspector=False)


@pytest.mark.parametrize(
    "listing", [b"", b"{", b"[]", b"null", b'{"artifacts": [1]}', b'{"artifacts": []}', b"\xff"]
)
def test_without_a_manifest_that_can_be_read_nothing_stands(project: Project, listing: bytes) -> None:
    (project.output / TINY / "manifest.json").write_bytes(listing)
    assert not stands(project)


def test_the_command_says_unchanged_touches_nothing_and_loads_little(project: Project) -> None:
    root = project.data.parent
    shutil.rmtree(root / "templates")
    code = f"""
import sys
from reportgen.cli import main
code = main(["build", "{TINY}", "--if-changed"])
print("loaded", [name for name in {HEAVY!r} if name in sys.modules])
sys.exit(code)
"""
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (root / "output").rglob("*")}
    done = python("-c", code, cwd=root)
    assert (done.returncode, done.stderr) == (0, f"{TINY}: unchanged\n")
    assert done.stdout.splitlines()[-1] == "loaded []"
    assert len(done.stdout.splitlines()) == len(
        before
    )  # a line each, without the folder and with the last line
    after = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (root / "output").rglob("*")}
    assert after == before


def test_a_picture_beside_the_texts_counts(project: Project) -> None:
    (project.data / TINY / "cover.png").write_bytes(b"a picture, or not")
    assert not stands(project)
