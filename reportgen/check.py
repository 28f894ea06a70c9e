"""Checking: all that can be said of an edition without laying out a page. What it passes, `build` prints."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.brief.drafting import Draft, draft
from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.inputs import Inputs
from reportgen.checks.rules import apply_rules
from reportgen.checks.tieout import TieOut, findings, tie_out
from reportgen.collecting import without_collector
from reportgen.errors import Finding


@dataclass(frozen=True)
class Checked:
    """An edition that has been read, tied out and drafted; `findings` may block. There are no drafts of one that cannot
    be written."""

    edition: Edition | None
    rows: tuple[TieOut, ...]
    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...]


@without_collector()
def check(inputs: Inputs) -> Checked:
    """Read an edition, tie it out and write it in every language, without building anything: all that can be said of it
    without a page. Pure: what it is made from goes in, what was found comes out."""
    edition, found = read_edition(inputs.name, inputs.files, inputs.folder, inputs.themes, inputs.vocabulary)
    if edition is None:
        return Checked(None, (), (), tuple(found))
    rows = tie_out(edition.base)
    found += [*findings(rows, edition.base), *apply_rules(edition.base)]
    drafts, worded = draft(edition)
    return Checked(edition, rows, drafts, tuple(dict.fromkeys([*found, *worded])))
