"""An edition carried into its next period, on the disk: all files of the new one, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.inputs import Inputs, Project, read_inputs, shown
from reportgen.errors import Rejected
from reportgen.importer import ImportOrder, bring_into_text
from reportgen.rolling.rolled_edition import RolledEdition, roll_edition
from reportgen.rolling.stepping import step_to
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
    folder = free_folder(home, order.new)
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
    said = list(_report(order, edition, rolled, write=write))
    return RolledOn(written, "\n".join([*reports, *said]))


def _read(inputs: Inputs) -> Edition:
    edition, findings = read_edition(
        inputs.name, inputs.files, inputs.folder, inputs.themes, inputs.vocabulary
    )
    if edition is None:
        raise Rejected(findings)
    return edition


def _report(order: RollOrder, edition: Edition, rolled: RolledEdition, *, write: bool) -> Iterator[str]:
    yield f"{order.old} ({edition.base.period}) → {order.new} ({order.period})"
    told = ", ".join(f"{count} in {file}" for file, count in rolled.moved.items() if count)
    yield f"period tokens that {'shifted' if write else 'would shift'}: {sum(rolled.moved.values())}: {told}"
    filled = len(rolled.opened) - len(rolled.left)
    yield f"statements to fill in: {len(rolled.left)}" + (f"; {filled} came in" if order.files else "")
    yield f"passages to rewrite, or to keep: {len(rolled.passages)}"
    yield from (f"  {one}" for one in rolled.passages)
    if not write:
        yield "nothing was written (--dry-run)"
    else:
        yield f"go on with: reportgen check {order.new}"
