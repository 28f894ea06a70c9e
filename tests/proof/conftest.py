from __future__ import annotations

from pathlib import Path

import pytest
from support import build_almanac, shared_folder


@pytest.fixture(scope="session")
def almanac(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition whose texts hold every construct of Markdown, built once for the whole test run."""
    return build_almanac(shared_folder(tmp_path_factory.getbasetemp()))
