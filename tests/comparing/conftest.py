from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import TINY, Golden, build_once, shared_folder


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Golden:
    """The tiny edition as the command line builds it, once for the whole test run."""
    return build_once(shared_folder(tmp_path_factory.getbasetemp()))


@pytest.fixture
def project(golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own with the built tiny edition; the current folder."""
    shutil.copytree(golden.project / "data" / TINY, tmp_path / "data" / TINY)
    shutil.copytree(golden.folder, tmp_path / "output" / TINY)
    monkeypatch.chdir(tmp_path)
    return tmp_path
