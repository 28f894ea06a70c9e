from __future__ import annotations

from pathlib import Path

import pytest
from support import Golden, copy_built


@pytest.fixture
def project(golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own with the built tiny edition; the current folder."""
    copy_built(golden, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
