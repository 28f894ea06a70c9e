"""An edition carried into its next period, on the disk: all files of the new one, or none."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.inputs import Inputs, Project, read_inputs, shown
from reportgen.errors import Misuse, Rejected
from reportgen.importer import ImportOrder, bring_into_text
from reportgen.rolling.left_behind import and_more, together
from reportgen.rolling.rolled_edition import RolledEdition, roll_edition
from reportgen.rolling.stepping import RollStep, step_to
from reportgen.starting import free_folder, start_edition


@dataclass(frozen=True)
class RollOrder:
    """Which edition to roll, what the new one is called, its period, and the filings and tables to fill it from, with
    the day on which these came out where they do not say it."""

    old: str
    new: str
    period: str
    files: tuple[Path, ...] = ()
    filed: date | None = None


@dataclass(frozen=True)
class RolledOn:
    """The files that were written, and what there is to say."""

    written: tuple[Path, ...]
    report: str


def roll_on(project: Project, home: Project, order: RollOrder, *, write: bool) -> RolledOn:
    """Carry an edition of `project` into a later period, as a new edition of `home`. Nothing is overwritten. Raises
    Rejected where the old one cannot be read, Misuse for a name that is taken and a period that does not follow, and
    what an import raises."""
    if order.filed and not order.files:
        raise Misuse("--filed goes with --from FILE: it says when that came out")
    folder = free_folder(home, order.new)
    name = order.new if home.data == project.data else shown(folder)
    inputs = read_inputs(project, order.old)
    edition = _read(inputs)
    step = step_to(edition.base, order.period)
    reports: list[str] = []

    def fill(text: str) -> str:
        if not order.files:
            return text
        asked = ImportOrder(
            order.files,
            edition.base.entity,
            str(step.new),
            into=order.new,
            filed=order.filed,
            languages=edition.languages,
        )
        came = bring_into_text(home, asked, text)
        reports.extend(came.reports)
        return came.text

    rolled = roll_edition(edition, inputs, step, order.new, shown(folder), fill)
    written = start_edition(home, order.new, rolled.files) if write else ()
    said = [f"{order.old} ({edition.base.period}) → {order.new} ({step.new}){_how_far(step)}"]
    said += _report(order, rolled, write=write)
    said.append(
        f"go on with: reportgen check {shlex.quote(name)}" if write else "nothing was written (--dry-run)"
    )
    return RolledOn(written, "\n".join([*reports, *said]))


def _how_far(step: RollStep) -> str:
    """How far a step goes that leaves periods out: somebody may have meant another one."""
    count = step.months // step.old.months
    return f": {count} periods on, not one" if count > 1 else ""


def _read(inputs: Inputs) -> Edition:
    edition, findings = read_edition(
        inputs.name, inputs.files, inputs.folder, inputs.themes, inputs.vocabulary
    )
    if edition is None:
        raise Rejected(findings)
    return edition


def _report(order: RollOrder, rolled: RolledEdition, *, write: bool) -> Iterator[str]:
    told = ", ".join(f"{count} in {file}" for file, count in rolled.moved.items() if count)
    yield f"period tokens that {'shifted' if write else 'would shift'}: {sum(rolled.moved.values())}: {told}"
    filled = len(rolled.opened) - len(rolled.left)
    yield f"statements to fill in: {len(rolled.left)}" + (f"; {filled} came in" if order.files else "")
    yield f"passages to rewrite, or to keep: {len(rolled.passages)}"
    yield from (f"  {one}" for one in rolled.passages)
    if rolled.places:
        yield f"references to look at, or to keep: {len(rolled.places)}"
        for one, more in together(rolled.places):
            yield f"  {one.place.file}:{one.place.line}: {and_more(one.said, more)}: {one.why.words}"
