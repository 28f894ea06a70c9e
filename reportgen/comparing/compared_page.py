"""A comparison as one HTML page that needs nothing else: both values side by side, intervals as pictures, and links
into both documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from reportgen.comparing.claim_changes import ClaimChange, ClaimTurn
from reportgen.comparing.comparison import SideComparison
from reportgen.comparing.comparison_words import (
    also_words,
    named_with_formula,
    standing_words,
    summary,
)
from reportgen.comparing.figure_changes import VALUE_TURNS, FigureChange, FigureTurn
from reportgen.comparing.headings import ComparisonHeadings, comparison_headings
from reportgen.comparing.how_far import AT_MIDPOINT, how_far_beyond_words, how_far_words
from reportgen.comparing.interval_picture import Lane, extent, interval_picture
from reportgen.comparing.matters import MATTERS
from reportgen.comparing.outcome_changes import OutcomeChange, OutcomeTurn, StandingOutcome
from reportgen.comparing.page_look import COMPARISON_STYLE
from reportgen.comparing.sides import ComparedClaim, ComparedFigure, ComparedSide
from reportgen.comparing.text_changes import TextChange, TextTurn
from reportgen.languages import DEFAULT

_KINDS: Final = {
    "edition": "edition", "facts": "fact base", "document": "finished document", "sent": "as it was sent",
}  # fmt: skip

_SEAMS: Final = re.compile(r"(?<=[/._,(])|(?=[@~])")

_UNLINKED: Final = {
    "sent": "No links: what is built now is not known to be what was sent.",
    "edition": "No links: no build of it with its numbers is here.",
}


def comparison_page(comparison: SideComparison) -> str:
    """The whole page."""
    headings = comparison_headings(comparison)
    sections = list(_sections(comparison, headings))
    body = (
        "\n".join(section for _, _, section in sections)
        or f'<p class="alike">{summary(comparison).capitalize()}.</p>'
    )
    menu = "".join(f'<a href="#{anchor}">{escape(head)}</a>' for anchor, head, _ in sections)
    unread = "".join(f'<p class="unread">Not compared: {escape(one)}.</p>' for one in comparison.unread)
    return _PAGE.format(
        language=DEFAULT,
        title=escape(" → ".join(comparison.names)),
        head=headings.title,
        count=escape(summary(comparison)),
        sides=_side(comparison.old, headings.old, headings) + _side(comparison.new, headings.new, headings),
        menu=f"<nav>{menu}</nav>" if menu else "",
        body=body,
        unread=unread,
        style=COMPARISON_STYLE,
    )


def _side(side: ComparedSide, word: str, headings: ComparisonHeadings) -> str:
    name = escape(side.name)
    shown = f'<a href="{escape(side.document)}">{name}</a>' if side.document else name
    note = "" if side.document or side.kind not in _UNLINKED else f"<small>{_UNLINKED[side.kind]}</small>"
    lead = "" if headings.by_language else f"{word.lower()}: "
    return f"<li>{shown}<small>{lead}{_KINDS[side.kind]}, {escape(side.language)}</small>{note}</li>"


_Section = tuple[str, str, str]  # its anchor, its name in the menu, all of it


def _sections(comparison: SideComparison, headings: ComparisonHeadings) -> Iterator[_Section]:
    """A section for each kind of change, what matters most first."""
    for number, turn in enumerate(MATTERS, 1):
        match turn:
            case FigureTurn():
                figures = [one for one in comparison.figures if one.turn is turn]
                count, body = len(figures), _figures(figures, comparison)
                what = ""
            case OutcomeTurn():
                outcomes = [one for one in comparison.outcomes if one.turn is turn]
                count, body = len(outcomes), _outcomes(outcomes, comparison)
                what = "outcome"
            case ClaimTurn():
                claims = [one for one in comparison.claims if one.turn is turn]
                count, body = len(claims), "\n".join(_claim(one, comparison) for one in claims)
                what = "claim"
            case TextTurn():
                texts = [one for one in comparison.texts if one.turn is turn]
                count, body = len(texts), _texts(texts, comparison)
                what = "text"
        if count:
            head, name = escape(headings.head(turn)), headings.name(turn)
            title = f'<h2 id="s{number}">{head}<span class="total">{count}</span></h2>'
            of = f"{what}{'s' * (count != 1)} " if what else ""
            yield f"s{number}", f"{count} {of}{name}", f"<section>{title}\n{body}\n</section>"


# ---- figures -------------------------------------------------------------------------------------------------


def _figures(changes: Sequence[FigureChange], comparison: SideComparison) -> str:
    headings = comparison_headings(comparison)
    rows = [_row(change, comparison, headings) for change in changes]
    return _table(rows, (headings.old, headings.new, "Change", "What it may be"))


def _outcomes(changes: Sequence[OutcomeChange], comparison: SideComparison) -> str:
    headings = comparison_headings(comparison)
    rows = [_outcome(change, comparison, headings) for change in changes]
    return _table(rows, (headings.old, headings.new, "Off by", "Expected (dashed), and what came"))


@dataclass(frozen=True)
class _Row:
    """Cells of a table, as HTML: the figure, both values, by how much it changed, and the picture; "" for neither."""

    figure: str
    was: str
    now: str
    far: str
    picture: str


def _table(rows: Sequence[_Row], heads: tuple[str, str, str, str]) -> str:
    """A table, with a column of changes and one of pictures where a row has one. Narrow screens have the heads of the
    columns in each row."""
    was, now, far, pictured = map(escape, heads)
    columns = [("was", was, [row.was for row in rows]), ("is", now, [row.now for row in rows])]
    more = (("far", far, [row.far for row in rows]), ("picture", pictured, [row.picture for row in rows]))
    columns += [column for column in more if any(column[2])]
    head = "".join(f'<th scope="col" class="{look}">{name}</th>' for look, name, _ in columns)
    lines = "\n".join(
        f'<tr><th scope="row">{row.figure}</th>'
        + "".join(_cell(look, name, cells[number]) for look, name, cells in columns)
        + "</tr>"
        for number, row in enumerate(rows)
    )
    return (
        f'<table><thead><tr><th scope="col">Figure</th>{head}</tr></thead><tbody>\n{lines}\n</tbody></table>'
    )


def _cell(look: str, name: str, cell: str) -> str:
    headed = f'<span class="head">{name}</span>{cell}' if cell and look != "picture" else cell
    return f'<td class="{look}">{headed}</td>'


def _row(change: FigureChange, comparison: SideComparison, headings: ComparisonHeadings) -> _Row:
    said = "".join(
        f'<li class="warning">{escape(one)}</li>'
        if change.repeats and not number
        else f"<li>{escape(one)}</li>"
        for number, one in enumerate(also_words(change, headings))
    )
    more = f"<ul>{said}</ul>" if said else ""
    name = named_with_formula(change)
    moved = change.turn in VALUE_TURNS
    return _Row(
        f"{escape(change.label)}<small>{_breakable(name)}</small>{more}",
        _value(change.old, comparison.old, moved),
        _value(change.new, comparison.new, moved),
        _far(change, comparison.new.language),
        _moved(change, headings) if moved else "",
    )


def _breakable(name: str) -> str:
    """A reference as HTML, which a narrow column breaks between its parts."""
    return "<wbr>".join(map(escape, _SEAMS.split(name)))


def _far(change: FigureChange, language: str) -> str:
    said, ranged, _ = how_far_words(change, language).partition(AT_MIDPOINT)
    return escape(said.strip()) + (f"<small>{AT_MIDPOINT}</small>" if ranged else "")


def _outcome(change: OutcomeChange, comparison: SideComparison, headings: ComparisonHeadings) -> _Row:
    name = change.either.figure.reference
    return _Row(
        f"{escape(change.label)}<small>{_breakable(name)}</small>",
        _stands(change.old, comparison.old),
        _stands(change.new, comparison.new),
        _beyond(change, comparison.new.language, headings),
        _against(change, headings),
    )


def _beyond(change: OutcomeChange, language: str, headings: ComparisonHeadings) -> str:
    """By how much an outcome lies beyond what was expected, and by how much it did."""
    was, now = (how_far_beyond_words(one, language) if one else "" for one in (change.old, change.new))
    if change.new is None:
        return escape(was)
    return escape(now) + (f"<small>{escape(headings.at(headings.old, was))}</small>" if was else "")


def _stands(outcome: StandingOutcome | None, side: ComparedSide) -> str:
    if outcome is None:
        return "–"
    value = _value(outcome.figure, side, False)
    return f"{value}<small>{escape(standing_words(outcome))}</small>"


def _value(figure: ComparedFigure | None, side: ComparedSide, with_extent: bool) -> str:
    if figure is None:
        return "–"
    link = _link(figure.said, figure.anchor, figure.page, side)
    if not with_extent:
        return link
    words = (f'<span class="word">{escape(word)}</span>' for word in extent(figure).split(" "))
    return f"{link}<small>{' '.join(words)}</small>"


def _link(text: str, anchor: str, page: int | None, side: ComparedSide) -> str:
    """Words that lead to where they stand in the side's document, if there is one."""
    on_paper = side.document.endswith(".pdf")
    there = page if on_paper else anchor
    place = f"#{'page=' * on_paper}{there}" if there else ""
    if not side.document or not place:
        return escape(text)
    return f'<a href="{escape(side.document + place)}">{escape(text)}</a>'


def _moved(change: FigureChange, headings: ComparisonHeadings) -> str:
    """What a figure might be before, and what it may be now; "" for two units."""
    old, new = change.old, change.new
    if old is None or new is None or old.unit != new.unit:
        return ""
    was, now = headings.old.lower(), headings.new.lower()
    return interval_picture((Lane(old, "bar-old", was), Lane(new, "bar-new", now)))


def _against(change: OutcomeChange, headings: ComparisonHeadings) -> str:
    """What was expected, and what came; beside one that was restated, as it was."""
    expected, came, old = change.either.expected, change.either.figure, change.old
    lanes = [Lane(expected, "bar-expected", expected.scenario)]
    if change.new and old and old.figure.reference == came.reference:
        lanes.append(Lane(old.figure, "bar-old", headings.old.lower()))
    look, word = ("bar-new", headings.new) if change.new else ("bar-old", headings.old)
    return interval_picture((*lanes, Lane(came, look, word.lower())))


# ---- claims and texts ----------------------------------------------------------------------------------------


def _claim(change: ClaimChange, comparison: SideComparison) -> str:
    old, new = change.old, change.new
    both = old is not None and new is not None and old.words == new.words
    flipped = change.turn in (ClaimTurn.FLIPPED, ClaimTurn.OPEN)
    said = _claimed(old, comparison.old, "del") if old and not both else ""
    if new:
        said += _claimed(new, comparison.new, "" if both else "ins")
    note = '<p class="under">Said by both, borne out by the facts of one.</p>' if both and flipped else ""
    return f'<div class="claim">{said}{note}</div>'


def _claimed(claim: ComparedClaim, side: ComparedSide, mark: str) -> str:
    words = _link(claim.words, claim.anchor, None, side)
    marked = f"<{mark}>{words}</{mark}>" if mark else words
    return f"<p>{marked}<br><code>{escape(claim.condition or claim.expression)}</code></p>"


def _texts(changes: Sequence[TextChange], comparison: SideComparison) -> str:
    language = escape(comparison.new.language)
    return f'<div lang="{language}">' + "\n".join(map(_text, changes)) + "</div>"


def _text(change: TextChange) -> str:
    found = change.new or change.old
    assert found is not None
    under = f'<p class="under">{escape(found.under)}</p>' if found.under else ""
    return f'<div class="text">{under}<p>{_marked(change, found.text)}</p></div>'


def _marked(change: TextChange, text: str) -> str:
    match change.turn:
        case TextTurn.CHANGED | TextTurn.REFIGURED:
            return "".join(
                escape(one.text) if one.in_old and one.in_new
                else f"<del>{escape(one.text)}</del>" if one.in_old else f"<ins>{escape(one.text)}</ins>"
                for one in change.stretches
            )  # fmt: skip
        case TextTurn.NEW:
            return f"<ins>{escape(text)}</ins>"
        case TextTurn.GONE:
            return f"<del>{escape(text)}</del>"
    return escape(text)


_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{head}</h1>
<p class="count">{count}</p>
<ul class="sides">{sides}</ul>
{menu}
{body}
{unread}
</body>
</html>
"""
