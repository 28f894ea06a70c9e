"""The comparison of two sides: what became of figures, claims and texts."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.comparing.claim_changes import ClaimChange, claim_changes
from reportgen.comparing.figure_changes import FigureChange, figure_changes
from reportgen.comparing.outcome_changes import OutcomeChange, outcome_changes
from reportgen.comparing.sides import ComparedSide, ComparedText
from reportgen.comparing.text_changes import TextChange, text_changes


@dataclass(frozen=True)
class SideComparison:
    """Two sides and all that differs. `unread` says what of them could not be compared, and why."""

    old: ComparedSide
    new: ComparedSide
    figures: tuple[FigureChange, ...]
    outcomes: tuple[OutcomeChange, ...]
    claims: tuple[ClaimChange, ...]
    texts: tuple[TextChange, ...]
    unread: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, str]:
        """What the two sides are called; where they are in two languages, with these."""
        if self.old.language == self.new.language:
            return self.old.name, self.new.name
        return f"{self.old.name} ({self.old.language})", f"{self.new.name} ({self.new.language})"

    @property
    def of_languages(self) -> bool:
        """Whether the two are one edition in two languages, of which neither was before the other."""
        old, new = self.old, self.new
        same = old.name == new.name or old.period == new.period != ""
        return old.language != new.language and same

    @property
    def alike(self) -> bool:
        """Whether nothing differs."""
        return not (self.figures or self.claims or self.texts)


def compare_sides(old: ComparedSide, new: ComparedSide) -> SideComparison:
    """Hold two sides against one another. Pure."""
    figures = figure_changes(old, new)
    unread: list[str] = []
    claims: tuple[ClaimChange, ...] = ()
    if old.prints and new.prints:
        claims = claim_changes(old, new)
    else:
        unread.append("claims and texts: a fact base alone has none")
    texts, why = _texts(old, new)
    outcomes = outcome_changes(old, new, figures)
    return SideComparison(old, new, figures, outcomes, claims, texts, (*unread, *([why] if why else [])))


def _texts(old: ComparedSide, new: ComparedSide) -> tuple[tuple[TextChange, ...], str]:
    """What became of the texts, and why that cannot be said of all of them."""
    if not (old.prints and new.prints):
        return (), ""
    if old.language != new.language:
        return (), f"texts: one side is in {old.language}, the other in {new.language}"
    if old.texts is not None and new.texts is not None and old.read_as == new.read_as:
        return text_changes(old.texts, new.texts), ""
    return text_changes(_headings(old), _headings(new)), f"texts beyond titles and headings: {_why(old, new)}"


def _why(old: ComparedSide, new: ComparedSide) -> str:
    """Why texts are not compared paragraph by paragraph."""
    for side in (old, new):
        if side.medium == "pdf" and side.texts is None:
            return f"{side.name} has no tags that can be read, and does not say where a paragraph ends"
        if side.kind == "sent" and side.texts is None:
            return "the ledger keeps no paragraphs, and what is built now is not known to be what was sent"
    if "edition" in (old.kind, new.kind) and "html" in (old.medium, new.medium):
        return "the edition makes no page as it stands"
    return "an edition is held against an edition or an HTML page, a page against a page, a PDF against a PDF"


def _headings(side: ComparedSide) -> tuple[ComparedText, ...]:
    return tuple(map(ComparedText, side.headings))
