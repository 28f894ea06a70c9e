"""A comparison as one HTML page that needs nothing else: both values side by side, intervals as pictures, and links
into both documents."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from reportgen.comparing.claim_changes import ClaimChange, ClaimTurn
from reportgen.comparing.comparison import SideComparison
from reportgen.comparing.comparison_words import (
    CLAIM_HEADS,
    FIGURE_HEADS,
    TEXT_HEADS,
    also_words,
    named_with_formula,
    summary,
)
from reportgen.comparing.figure_changes import VALUE_TURNS, FigureChange
from reportgen.comparing.interval_picture import Lane, extent, interval_picture
from reportgen.comparing.page_look import COMPARISON_STYLE
from reportgen.comparing.sides import ComparedClaim, ComparedFigure, ComparedSide
from reportgen.comparing.text_changes import TextChange, TextTurn
from reportgen.languages import DEFAULT

_MOVES: Final = VALUE_TURNS
_KINDS: Final = {
    "edition": "edition", "facts": "fact base", "document": "finished document", "sent": "as it was sent",
}  # fmt: skip


def comparison_page(comparison: SideComparison) -> str:
    """The whole page."""
    sections = [*_figures(comparison), *_claims(comparison), *_texts(comparison)]
    body = (
        "\n".join(section for _, _, section in sections)
        or f'<p class="alike">{summary(comparison).capitalize()}.</p>'
    )
    menu = "".join(f'<a href="#{anchor}">{escape(head)}</a>' for anchor, head, _ in sections)
    unread = "".join(f'<p class="unread">Not compared: {escape(one)}.</p>' for one in comparison.unread)
    return _PAGE.format(
        language=DEFAULT,
        title=escape(" → ".join(comparison.names)),
        count=escape(summary(comparison)),
        sides=_side(comparison.old, "was") + _side(comparison.new, "is"),
        menu=f"<nav>{menu}</nav>" if menu else "",
        body=body,
        unread=unread,
        style=COMPARISON_STYLE,
    )


def _side(side: ComparedSide, word: str) -> str:
    name = escape(side.name)
    shown = f'<a href="{escape(side.document)}">{name}</a>' if side.document else name
    return f"<li>{shown}<small>{word}: {_KINDS[side.kind]}, {escape(side.language)}</small></li>"


_Section = tuple[str, str, str]  # its anchor, its head, all of it


def _section(anchor: str, name: str, head: str, count: int, body: str) -> _Section:
    title = f'<h2 id="{anchor}">{escape(head)}<span class="total">{count}</span></h2>'
    return anchor, f"{count} {name}", f"<section>{title}\n{body}\n</section>"


# ---- figures -------------------------------------------------------------------------------------------------


def _figures(comparison: SideComparison) -> Iterator[_Section]:
    for number, (turn, head) in enumerate(FIGURE_HEADS.items(), 1):
        if own := [change for change in comparison.figures if change.turn is turn]:
            rows = "\n".join(_row(change, comparison) for change in own)
            body = f"<table>{_HEAD}<tbody>\n{rows}\n</tbody></table>"
            yield _section(f"f{number}", str(turn), head, len(own), body)


_HEAD: Final = (
    '<thead><tr><th scope="col">Figure</th><th scope="col">Was</th><th scope="col">Is</th>'
    '<th scope="col">What it may be</th></tr></thead>'
)


def _row(change: FigureChange, comparison: SideComparison) -> str:
    said = "".join(
        f'<li class="warning">{escape(one)}</li>'
        if change.repeats and not number
        else f"<li>{escape(one)}</li>"
        for number, one in enumerate(also_words(change))
    )
    more = f"<ul>{said}</ul>" if said else ""
    name = named_with_formula(change)
    moved = change.turn in _MOVES or bool(change.outcomes)
    return (
        f'<tr><th scope="row">{escape(change.label)}<small>{escape(name)}</small>{more}</th>'
        f'<td class="was">{_value(change.old, comparison.old, moved)}</td>'
        f'<td class="is">{_value(change.new, comparison.new, moved)}</td>'
        f'<td class="picture">{_picture(change) if moved else ""}</td></tr>'
    )


def _value(figure: ComparedFigure | None, side: ComparedSide, with_extent: bool) -> str:
    if figure is None:
        return "–"
    link = _link(figure.said, figure.anchor, figure.page, side)
    return f"{link}<small>{escape(extent(figure))}</small>" if with_extent else link


def _link(text: str, anchor: str, page: int | None, side: ComparedSide) -> str:
    """Words that lead to where they stand in the side's document, if there is one."""
    on_paper = side.document.endswith(".pdf")
    there = page if on_paper else anchor
    place = f"#{'page=' * on_paper}{there}" if there else ""
    if not side.document or not place:
        return escape(text)
    return f'<a href="{escape(side.document + place)}">{escape(text)}</a>'


def _picture(change: FigureChange) -> str:
    lanes = [Lane(one.expected, "bar-expected", one.expected.scenario) for one in change.outcomes]
    lanes += [Lane(change.old, "bar-old", "was")] if change.old and not change.outcomes else []
    lanes += [Lane(change.new, "bar-new", "is")] if change.new else []
    lanes += [Lane(change.old, "bar-old", "was")] if change.old and not change.new and change.outcomes else []
    if len({lane.figure.unit for lane in lanes}) > 1:
        return ""
    return interval_picture(tuple(lanes))


# ---- claims and texts ----------------------------------------------------------------------------------------


def _claims(comparison: SideComparison) -> Iterator[_Section]:
    for number, (turn, head) in enumerate(CLAIM_HEADS.items(), 1):
        if own := [change for change in comparison.claims if change.turn is turn]:
            body = "\n".join(_claim(change, comparison) for change in own)
            name = f"claim{'s' * (len(own) != 1)} {turn}"
            yield _section(f"c{number}", name, head, len(own), body)


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


def _texts(comparison: SideComparison) -> Iterator[_Section]:
    for number, (turn, head) in enumerate(TEXT_HEADS.items(), 1):
        if own := [change for change in comparison.texts if change.turn is turn]:
            language = escape(comparison.new.language)
            body = f'<div lang="{language}">' + "\n".join(map(_text, own)) + "</div>"
            name = f"text{'s' * (len(own) != 1)} {turn}"
            yield _section(f"t{number}", name, f"Texts: {head.lower()}", len(own), body)


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
<h1>What changed</h1>
<p class="count">{count}</p>
<ul class="sides">{sides}</ul>
{menu}
{body}
{unread}
</body>
</html>
"""
