"""The command that builds: one edition after the other, or many at once over processes or a cluster."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.arguments import editions_named, limits_of, progress_of, project_of, run_over, workers_of
from reportgen.brief.inputs import FORMATS, shown
from reportgen.collecting import without_collector
from reportgen.errors import Finding
from reportgen.progress import Progress
from reportgen.run import Done, ended_by, run_works

if TYPE_CHECKING:
    from reportgen.many.gathering import EditionAsked, Settled
    from reportgen.press.manifest import Artifact


def build_editions(options: argparse.Namespace) -> int:
    """Build editions: one after the other, or with `--jobs` or `--cluster` many at once."""
    names = editions_named(options.edition, options.data)
    if options.jobs or options.cluster:
        return _build_many(options, names)
    return run_over("build", options, names, lambda edition: _build_one(options, edition))


def _build_many(options: argparse.Namespace, names: Sequence[str]) -> int:
    from reportgen.many.crew import Cluster, Crew, Threads
    from reportgen.many.gathering import Gathering

    crew: Crew = Cluster(options.cluster) if options.cluster else Threads(options.jobs)
    with closing(crew), Progress(len(names), "build") as progress:
        gathering = Gathering(crew, limits_of(options), progress.say, time.monotonic)
        asked = (_asked(options, one) for one in names)
        settled = ((one.asked.key, partial(_settled, one)) for one in progress.over(gathering.build(asked)))
        return run_works("build", settled, options.log, verbose=options.verbose)


def _asked(options: argparse.Namespace, argument: str) -> EditionAsked:
    from reportgen.making import Order
    from reportgen.many.gathering import EditionAsked

    project, name = project_of(argument, options.data, options.output)
    if options.no_cache:
        project = replace(project, cache=None)
    order = Order(
        name,
        options.lang,
        options.format or FORMATS,
        not options.no_inspector,
        options.if_changed,
        dict(options.source),
    )
    return EditionAsked(project, order)


def _settled(one: Settled) -> Done:
    """What came of an edition that somebody else made."""
    came, more = one.came, {"seconds": round(one.seconds, 3), "worker": one.where or None}
    done = (
        ended_by(came)
        if isinstance(came, Exception)
        else _built(came.folder, came.artifacts, came.findings, came.unchanged)
    )
    return replace(done, more=more)


def _build_one(options: argparse.Namespace, argument: str) -> Done:
    from reportgen.press import fresh

    project, name = project_of(argument, options.data, options.output)
    if options.no_cache:
        project = replace(project, cache=None)
    formats = options.format or FORMATS
    asked = (name, options.lang, formats, not options.no_inspector)
    if options.if_changed and not options.source and (standing := fresh.standing(project, *asked)):
        return _built(project.output / name, standing, unchanged=True)
    from reportgen.press import placing

    placing.turn_away(project.output, name)

    with workers_of(options) as renders:  # they load their engines while this process loads the rest
        with without_collector():
            from reportgen.build import Order, build

        order = Order(*asked, options.if_changed, dict(options.source))
        built = build(project, order, progress_of(name), renders)
    return _built(built.folder, built.artifacts, built.findings, built.unchanged)


def _built(
    folder: Path, artifacts: Sequence[Artifact], findings: tuple[Finding, ...] = (), unchanged: bool = False
) -> Done:
    """What came of a build."""
    files = tuple(shown(folder / artifact.name) for artifact in artifacts)
    digests = {artifact.name: artifact.digest for artifact in artifacts}
    note = f"{folder.name}: unchanged" if unchanged else ""
    return Done("unchanged" if unchanged else "built", 0, digests, findings, note=note, files=files)
