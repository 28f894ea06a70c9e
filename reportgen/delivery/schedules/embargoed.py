"""Builds of an edition under embargo: in a folder that only its owner can open, until the embargo ends.

The folder lies inside of the output and is an output by itself, with locks and a build for each edition; no cache is
kept of what is built in it. When the embargo ends the files are put in place as a build puts them, and only then does
the private copy go: a run that is killed on the way leaves it private, in place, or both.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from reportgen.brief.inputs import FORMATS, Project, shown
from reportgen.errors import Locked, ReportgenError
from reportgen.press import fresh, placing
from reportgen.press.manifest import signer_in
from reportgen.record.lying_beside import MANIFEST

EMBARGOED: Final = ".embargoed"
_OWNER_ALONE: Final = 0o700


def private_project(project: Project) -> Project:
    """The project as builds under embargo see it."""
    return replace(project, output=project.output / EMBARGOED, cache=None)


def is_held(project: Project, name: str) -> bool:
    """Whether a private build of an edition waits for its embargo to end; to others than its owner there is none."""
    try:
        return (project.output / EMBARGOED / name).is_dir()
    except PermissionError:
        return False


def standing_in(project: Project, name: str) -> Project:
    """Where the build of an edition stands: the private place while there is one."""
    return private_project(project) if is_held(project, name) else project


def closed_to_others(project: Project) -> Project:
    """The private project, its folder made if need be and open to its owner alone, whatever the umask. Raises
    ReportgenError where something else stands there."""
    private = private_project(project)
    project.output.mkdir(parents=True, exist_ok=True)
    folder = private.output
    with suppress(FileExistsError):
        folder.mkdir(_OWNER_ALONE)
    standing = folder.lstat()
    if not stat.S_ISDIR(standing.st_mode) or standing.st_uid != os.geteuid():
        raise ReportgenError(
            f"{shown(folder)} is not a folder of the user who runs this; what is under embargo would not be safe "
            "in it: remove it"
        )
    folder.chmod(_OWNER_ALONE)
    return private


def put_into_output(project: Project, name: str) -> None:
    """Put the private build of an edition where everybody finds it, unless what stands there is newer. Raises Locked
    where another run is at work on the edition."""
    private = private_project(project)
    with placing.locked(project.output, name), placing.locked(private.output, name):
        if not is_held(project, name):
            return
        files = placing.read_built(private.output / name)
        if not fresh.standing(project, name, (), FORMATS, signer=signer_in(files.get(MANIFEST, b""))):
            placing.put(project.output, name, files)
        _remove(private.output, name)


def forget(project: Project, name: str) -> None:
    """Remove the private build of an edition that is under no embargo any more. Raises Locked as above."""
    private = private_project(project)
    with placing.locked(private.output, name):
        _remove(private.output, name)


def forget_all_but(project: Project, names: Collection[str]) -> None:
    """Remove the private builds of editions that there are no longer. One that another run is at work on stays, and
    those of somebody else."""
    with suppress(FileNotFoundError, PermissionError):
        for path in sorted((project.output / EMBARGOED).iterdir()):
            if path.is_dir() and not path.name.startswith(".") and path.name not in names:
                with suppress(Locked):
                    forget(project, path.name)


def _remove(output: Path, name: str) -> None:
    """Remove a build. It changes its name first, so that nobody takes for whole what is half gone."""
    going = output / f".{name}.new"  # `placing` removes what a killed run left under this name
    if (output / name).is_dir():
        (output / name).rename(going)
    shutil.rmtree(going, ignore_errors=True)
