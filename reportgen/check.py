"""Checking: all that can be said of an edition without laying out a page. What it passes, `build` prints."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.brief.drafting import Draft, draft
from reportgen.brief.early_day import early_day
from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.foreign_scripts import hold_scripts
from reportgen.brief.inputs import ROLLED, Inputs
from reportgen.checks.rules import apply_rules
from reportgen.checks.tieout import TieOut, findings, tie_out
from reportgen.collecting import without_collector
from reportgen.errors import Finding, Misuse
from reportgen.intake.against_printed import hold_printed
from reportgen.intake.against_source import hold_sources


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
    without a page. Pure: what it is made from goes in, what was found comes out. Raises Misuse for a file
    that was handed over for no source of its."""
    edition, found = read_edition(inputs.name, inputs.files, inputs.folder, inputs.themes, inputs.vocabulary)
    if edition is None:
        return Checked(None, (), (), tuple(found))
    if strange := [name for name in inputs.sources.handed if name not in edition.base.sources]:
        known = ", ".join(edition.base.sources)
        raise Misuse(f"{inputs.name} has no source {strange[0]!r}; it has: {known}. Write --source ID=FILE")
    rows = tie_out(edition.base)
    found += grounds(edition, rows, inputs)
    drafts, worded = draft(edition)
    scripts = hold_scripts(edition, drafts, inputs.written)
    return Checked(edition, rows, drafts, tuple(dict.fromkeys([*found, *worded, *scripts])))


def grounds(edition: Edition, rows: tuple[TieOut, ...], inputs: Inputs) -> list[Finding]:
    """What is found before a text is written: of the facts alone, against their formulas, the rules, what they print
    and their sources, and what is not settled yet."""
    base = edition.base
    at_hand = [source.id for source in base.sources.values() if inputs.sources.of(source)]
    printed = hold_printed(base, at_hand)
    misread = {(one.code, one.locus) for one in printed}  # what a source has to say of them a second time
    sourced = [one for one in hold_sources(base, inputs.sources) if (one.code, one.locus) not in misread]
    doubted = apply_rules(base)
    if ROLLED in inputs.files:
        from reportgen.rolling.unsettled import without_kept

        doubted = without_kept(doubted, edition, inputs)
    dated = early_day(edition) if ROLLED not in inputs.files else []
    return [*findings(rows, base), *doubted, *printed, *sourced, *dated, *_unsettled(edition, inputs)]


def _unsettled(edition: Edition, inputs: Inputs) -> list[Finding]:
    """What of an edition is still open, or stands as it was carried over."""
    if ROLLED not in inputs.files and not any(fact.open for fact in edition.base.facts.values()):
        return []
    from reportgen.rolling.unsettled import unsettled  # which most editions have no use for

    return unsettled(edition, inputs)
