"""The wheel: what is in it, and that it builds a brief in an empty folder."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Final

import pytest
from pages import DOCS, blocks, put, write
from support import PATIENCE, ROOT, TEMPLATES, environment, once, shared_folder

from reportgen.languages import LANGUAGES

NAME: Final = "acme-2025q4"


def run(*command: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment(**more), capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built by the pinned backend."""
    shared = shared_folder(tmp_path_factory.getbasetemp())

    def build() -> str:
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", shared / "wheel", cwd=ROOT)
        (made,) = (shared / "wheel").glob("*.whl")
        return str(made)

    return Path(once(shared, "wheel", build))


def test_the_wheel_holds_package_templates_and_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "reportgen").rglob("*.py")}
    shipped = {f"reportgen/{path.relative_to(ROOT).as_posix()}" for path in TEMPLATES.rglob("*.*")}
    assets = {path.relative_to(ROOT).as_posix() for path in (ROOT / "reportgen" / "preview").glob("*.[jc]s*")}
    tables = {path.relative_to(ROOT).as_posix() for path in (ROOT / "reportgen").rglob("*.tsv")}
    more = {name for name in names if ".dist-info/" in name}
    assert len(assets) == 3
    assert len(tables) == 1 + len(LANGUAGES)
    assert names - more == modules | assets | tables | shipped
    assert {name.rpartition("/")[2] for name in more} >= {"LICENSE", "METADATA", "entry_points.txt"}


def test_an_installed_wheel_builds_a_brief_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Its dependencies are those of the tests; of the checkout nothing is within reach."""
    site, empty = tmp_path / "site", tmp_path / "empty"
    pip = (sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--quiet")
    run(*pip, "--target", site, wheel, cwd=tmp_path)
    files: dict[str, str] = {}
    for block in blocks(DOCS / "tutorial.md"):
        if block.file in ("facts.yaml", "brief.yaml", "en.md") and block.file not in files:
            files = put(files, block)
    write(files, empty / "data" / NAME)
    built = run(
        site / "bin" / "reportgen", "build", NAME, "--format", "html", cwd=empty, PYTHONPATH=str(site)
    )
    assert built.stdout.splitlines()[0] == f"output/{NAME}/{NAME}.en.html"
    assert "Acme beat on revenue" in (empty / "output" / NAME / f"{NAME}.en.html").read_text("utf-8")
    where = run(
        sys.executable, "-c", "import reportgen; print(reportgen.__file__)", cwd=empty, PYTHONPATH=str(site)
    )
    assert Path(where.stdout.strip()).is_relative_to(site)


def test_nobody_is_sent_to_the_public_index_for_an_extra() -> None:
    """The package of our name there is another project's, and would run beside the signing key."""
    told = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("reportgen/**/*.py"),
        ROOT / "pyproject.toml",
    ]
    sends = re.compile(r"reportgen\[|pip install ['\"]?reportgen\b")
    assert [path.name for path in told if sends.search(path.read_text("utf-8"))] == []
    named = {
        name for path in told for name in re.findall(r"install_extra\(['\"](\w+)", path.read_text("utf-8"))
    }
    with (ROOT / "pyproject.toml").open("rb") as handle:
        assert named <= set(tomllib.load(handle)["project"]["optional-dependencies"])
    assert len(named) == 7
