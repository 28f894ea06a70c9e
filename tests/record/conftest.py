from __future__ import annotations

import pytest
from support import Golden, build_once, shared_folder


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Golden:
    """The tiny edition as the command line builds it, once for the whole test run."""
    return build_once(shared_folder(tmp_path_factory.getbasetemp()))
