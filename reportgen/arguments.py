"""What the arguments of commands stand for: the project, the processes that render, what is said meanwhile."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.run import Done, run_editions

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from reportgen.brief.inputs import Project


def run_over(
    command: str, options: argparse.Namespace, editions: Sequence[str], work: Callable[[str], Done]
) -> int:
    """Do a command's work for each edition, and say what came of it as `--log` and `--verbose` ask."""
    return run_editions(command, editions, options.log, work, verbose=options.verbose)


def workers_of(options: argparse.Namespace) -> Executor:
    """The processes that render, under `--time-limit` and `--memory-limit`."""
    from reportgen.press.confined import Confined
    from reportgen.press.limits import Limits

    return Confined(Limits(options.time_limit, options.memory_limit << 20))


def project_of(argument: str, data: Path, output: Path) -> tuple[Project, str]:
    """The project that an edition's name or path belongs to, and the edition's name."""
    from reportgen.brief.inputs import Project

    path = Path(argument)
    if len(path.parts) > 1 or path.is_absolute():
        data, argument = path.parent, path.name
    root = data.resolve()
    return Project(root, output.resolve(), _templates(data), root.parent / ".cache" / "reportgen"), argument


def _templates(data: Path) -> tuple[Path, ...]:
    """A project's own templates first, then those that came with the package."""
    here = Path(__file__).resolve().parent
    own = data.resolve().parent / "templates"
    return tuple(path for path in (own, here / "templates", here.parent / "templates") if path.is_dir())


def progress_of(name: str) -> Callable[[str], None]:
    """Progress on a terminal; nothing into a pipe."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda step: print(f"{name}: {step} …", file=sys.stderr)
