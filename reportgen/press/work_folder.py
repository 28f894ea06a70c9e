"""A folder for the files that a process lays down while it works. Its owner takes it away, however the process ends.

WeasyPrint puts each face of type into a file, and removes it by itself only where its process ends in peace: one that
is killed when its work is done, as those are that render, would leave two files of type a build for ever.
"""

from __future__ import annotations

import shutil
import tempfile

from reportgen.errors import MachineLacks


def work_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for one process. Raises MachineLacks where none can be made."""
    try:
        return tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True)
    except OSError as error:
        raise MachineLacks(
            f"no temporary folder can be made: {error.strerror or error}; make room, or set TMPDIR"
        ) from None


def work_in(folder: str) -> None:
    """Let what this process puts into temporary files lie in its folder."""
    tempfile.tempdir = folder


def leave_folder(folder: str) -> None:
    """Take the folder away from within, where its owner is gone."""
    shutil.rmtree(folder, ignore_errors=True)
