"""The commands that begin editions: a tiny one, a snapshot of what a company filed, one of each file of a folder, and
the next one of a series."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.arguments import crew_of, limits_of, project_of
from reportgen.brief.inputs import shown
from reportgen.errors import Misuse, Rejected
from reportgen.progress import Progress
from reportgen.run import Done, run_works, what_came

if TYPE_CHECKING:
    from reportgen.brief.inputs import Project
    from reportgen.filings_folder import BegunEdition
    from reportgen.many.gathering import Settled
    from reportgen.starting import SnapshotFiles


def begin_editions(options: argparse.Namespace) -> int:
    """Begin an edition of that name, or one of each filing in a folder."""
    if any(path.is_dir() for path in options.files):
        return _begin_many(options)
    if not options.edition:
        raise Misuse("name the edition: reportgen new NAME; without a name goes --from FOLDER alone")
    if options.jobs or options.cluster or options.log == "json":
        raise Misuse("--jobs, --cluster and --log json go with --from FOLDER")
    project, name = project_of(options.edition, options.data, Path("output"))
    return _snapshot(options, project, name) if options.files else _tiny(options, project, name)


def _tiny(options: argparse.Namespace, project: Project, name: str) -> int:
    from datetime import date

    from reportgen.starting import new_edition

    if options.update or options.period or options.entity or options.filed:
        raise Misuse("--update, --period, --entity and --filed go with --from FILE")
    files = new_edition(project, name, options.lang, date.today())
    print("\n".join(shown(file) for file in files))
    return 0


def _snapshot(options: argparse.Namespace, project: Project, name: str) -> int:
    from datetime import date

    from reportgen.importer import ImportOrder
    from reportgen.starting import new_snapshot, update_snapshot

    order = ImportOrder(tuple(options.files), options.entity or "", options.period or "", options.filed)
    begin = update_snapshot if options.update else new_snapshot
    started = begin(project, name, order, options.lang, date.today())
    print(started.report, file=sys.stderr)
    print("\n".join(shown(file) for file in started.written))
    for file in started.left:
        print(f"{shown(file)}: edited since, and left as it is", file=sys.stderr)
    if started.findings:
        raise Rejected(started.findings)
    return 0


def roll_forward(options: argparse.Namespace) -> int:
    """Carry an edition into its next period, and say what is left to do."""
    from reportgen.next_quarter import RollOrder, roll_on

    project, old = project_of(options.edition, options.data, Path("output"))
    home, new = project_of(options.new, options.data, Path("output"))
    home = home if len(Path(options.new).parts) > 1 else project
    order = RollOrder(old, new, options.period, tuple(options.files), options.filed)
    rolled = roll_on(project, home, order, write=not options.dry_run)
    print("\n".join([*map(shown, rolled.written), rolled.report]))
    return 0


def _begin_many(options: argparse.Namespace) -> int:
    from datetime import date

    from reportgen.filings_folder import Snapshots, filings_in, made_before
    from reportgen.languages import DEFAULT
    from reportgen.many.gathering import Gathering, in_turn
    from reportgen.starting import SnapshotOrder, known_languages, shared_inputs

    _refuse_for_one(options)
    project, _ = project_of("", options.data, Path("output"))
    order = SnapshotOrder(options.period or "", known_languages(options.lang) or (DEFAULT,), date.today())
    files = filings_in(options.files)
    options.jobs = options.jobs or 1
    with closing(crew_of(options)) as crew, Progress(len(files), "new", "filing", options.log) as progress:
        errand = Snapshots(project, order, shared_inputs(project), limits_of(options), made_before(project))
        gathering = Gathering(crew, errand, progress.say)
        arrived = progress.over(gathering.over(files), lambda one: isinstance(one.came, Exception))
        works = (
            (one.edition, partial(_begun, project, options.lang, one)) for one in in_turn(files, arrived)
        )
        return run_works("new", works, options.log, verbose=options.verbose, many=True)


def _refuse_for_one(options: argparse.Namespace) -> None:
    """Raises Misuse for what is said of one edition, where a folder makes many."""
    if options.edition:
        raise Misuse(
            "a folder gives an edition of each filing, named by company and period: leave the name out, or name the "
            f"files that make one edition: reportgen new {options.edition} --from FILE…"
        )
    if options.update or options.entity or options.filed:
        raise Misuse("--update, --entity and --filed are of one edition: name it, and its files")


def _begun(project: Project, languages: Sequence[str], one: Settled[BegunEdition | SnapshotFiles]) -> Done:
    """Put what was made of a filing in its place, and say so."""
    from reportgen.filings_folder import begin_edition
    from reportgen.starting import SnapshotFiles

    came = one.came
    by = {"seconds": round(one.seconds, 3), "worker": one.where or None}
    if isinstance(came, Exception):
        return replace(what_came(came), more=by)
    begun = begin_edition(project, Path(one.edition), came) if isinstance(came, SnapshotFiles) else came
    more = {"folder": shown(begun.folder), **by}
    if not begun.written:
        note = f"{one.edition}: {shown(begun.folder)} was made of it, and is left as it is"
        note += _without(languages, begun.folder, one.edition)
        return Done("unchanged", note=note, more=more)
    stopped, files = bool(begun.findings), tuple(map(shown, begun.written))
    outcome = "incomplete" if stopped else "begun"
    return Done(outcome, int(stopped), {}, begun.findings, note=begun.report, files=files, more=more)


def _without(languages: Sequence[str], folder: Path, filing: str) -> str:
    """Which of the languages that are asked for an edition lacks, and how it gets them."""
    lacking = [tag for tag in languages if not (folder / f"{tag}.md").is_file()]
    if not lacking:
        return ""
    add = f"reportgen new {shown(folder)} --from {filing} --update --lang {','.join(languages)}"
    return f"; it is not in {', '.join(lacking)}: {add}"
