"""What readers were sent, held against what the facts say now."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.check import Checked
from reportgen.codes.rg9_review import RG961
from reportgen.comparing.figure_changes import FigureChange, FigureTurn, figure_changes
from reportgen.comparing.interval_picture import extent
from reportgen.comparing.reading_records import recorded_languages, recorded_side
from reportgen.comparing.reading_sides import edition_side
from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.reference import BadReference
from reportgen.proof.finished import Unreadable


def restated_since_sent(checked: Checked, sent: bytes) -> list[Finding]:
    """RG961 for each fact whose value lies outside of what readers were sent. What is computed is named where its
    formula is another, or where nothing else explains it."""
    edition = checked.edition
    if edition is None:
        return []
    changes: dict[str, FigureChange] = {}
    try:
        for language in recorded_languages(sent):
            if language in edition.languages:
                before = recorded_side("", sent, language, "sent")
                for one in figure_changes(before, edition_side("", checked, language)):
                    changes.setdefault(one.either.reference, one)
    except Unreadable:  # the ledger's own commands say so
        return []
    restated = [one for one in changes.values() if one.turn is FigureTurn.RESTATED]
    named = [one for one in restated if one.either.mentions or FigureTurn.REDERIVED in one.also]
    return list(_findings(named or restated, edition.base))


def _findings(changes: list[FigureChange], base: FactBase) -> Iterator[Finding]:
    for change in changes:
        old, new = change.old, change.new
        assert old and new
        try:
            fact = base.find(new.reference)
        except BadReference:
            continue
        name = base.name(fact.at)
        said = f"{name} was sent as {old.said} ({extent(old)}), and is {new.said} ({extent(new)}) now"
        mend = "if that is right, send it: the message is a correction that names it; else correct facts.yaml"
        yield RG961.finding(said, fact.locus, mend)
