"""What readers were sent, held against what the facts say now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportgen.check import Checked
from reportgen.codes.rg9_review import RG961
from reportgen.comparing.figure_changes import EXPECTATIONS, FigureChange, FigureTurn, figure_changes
from reportgen.comparing.interval_picture import extent
from reportgen.comparing.reading_records import recorded_edition, recorded_languages, recorded_side
from reportgen.comparing.reading_sides import edition_side
from reportgen.comparing.sides import ComparedSide
from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.reference import BadReference
from reportgen.proof.finished import Unreadable


def restated_since_sent(checked: Checked, sent: bytes) -> list[Finding]:
    """RG961 for each fact whose value lies outside of what readers were sent, of an edition or the one before it, of
    which expectations may be others by now. What is computed is named where its formula is another, or where nothing
    else explains it."""
    edition = checked.edition
    if edition is None:
        return []
    changes: dict[str, FigureChange] = {}
    try:
        for language in recorded_languages(sent):
            if language in edition.languages:
                before, now = recorded_side("", sent, language, "sent"), edition_side("", checked, language)
                own = recorded_edition(sent) == edition.name
                for one in figure_changes(before, now if own else _all_printed(now)):
                    if own or one.either.scenario not in EXPECTATIONS:
                        changes.setdefault(one.either.reference, one)
    except Unreadable:  # the ledger's own commands say so
        return []
    restated = [one for one in changes.values() if one.turn is FigureTurn.RESTATED]
    named = [one for one in restated if one.either.mentions or FigureTurn.REDERIVED in one.also]
    return list(_findings(named or restated, edition.base))


def _all_printed(side: ComparedSide) -> ComparedSide:
    """A side as if it printed all that it holds: of the next edition every comparative counts."""
    figures = {name: replace(one, shown=one.shown or (one.said,)) for name, one in side.figures.items()}
    return replace(side, figures=figures)


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
        mend = "if that is right, tell readers: a correction does, or write it in the brief; else correct facts.yaml"
        yield RG961.finding(said, fact.locus, mend)
