"""A facts.yaml put on the disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_facts(path: Path, text: str) -> None:
    """Write a file so that at any time the old one or the new one is there in full."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
