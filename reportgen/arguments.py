"""What the arguments of commands stand for: the project, the processes that render, what is said meanwhile."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import MachineLacks, Misuse
from reportgen.run import Done, run_editions

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from reportgen.brief.inputs import Project
    from reportgen.many.crew import Crew
    from reportgen.press.limits import Limits
    from reportgen.signing.signing_key import Signing


def run_over(
    command: str, options: argparse.Namespace, editions: Sequence[str], work: Callable[[str], Done]
) -> int:
    """Do a command's work for each edition, and say what came of it as `--log` and `--verbose` ask."""
    return run_editions(command, editions, options.log, work, verbose=options.verbose)


def workers_of(options: argparse.Namespace) -> Executor:
    """The processes that render, under `--time-limit` and `--memory-limit`."""
    from reportgen.press.confined import Confined

    return Confined(limits_of(options))


def limits_of(options: argparse.Namespace) -> Limits:
    """What a render may take by `--time-limit` and `--memory-limit`."""
    from reportgen.press.limits import Limits

    return Limits(options.time_limit, options.memory_limit << 20)


def crew_of(options: argparse.Namespace) -> Crew:
    """Who does the work of many editions, by `--jobs` or `--cluster`; where a cluster is out of reach nobody, and each
    edition that there is work on says so. Raises Misuse for what is no address of one."""
    from reportgen.many.crew import Cluster, Nobody, Threads

    if not options.cluster:
        return Threads(options.jobs)
    try:
        return Cluster(options.cluster)
    except MachineLacks as why:
        return Nobody(why)


def signing_of() -> Signing | None:
    """What the environment says that documents are signed with; None where it names no key."""
    from datetime import UTC, datetime

    from reportgen.signing.signing_key import read_signing

    return read_signing(os.environ, lambda: datetime.now(UTC))


def editions_named(arguments: Sequence[str], data: Path) -> list[str]:
    """The editions that arguments name, each once: a name, a path, or a pattern such as `data/*` or `acme-*`. Raises
    Misuse for a pattern that fits no edition."""
    found: dict[str, None] = {}
    for argument in arguments:
        if not set(argument) & set("*?["):
            found[argument] = None
            continue
        below = Path(argument) if len(Path(argument).parts) > 1 else data / argument
        folders = sorted(path for path in below.parent.glob(below.name) if (path / "brief.yaml").is_file())
        if not folders:
            raise Misuse(f"no edition fits {argument!r}: a folder that holds a brief.yaml")
        found |= dict.fromkeys(map(str, folders))
    return list(found)


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
