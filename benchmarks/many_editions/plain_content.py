"""A brief as plain content (JSON): the texts, figures, charts and tables of a Document, for a template of Typst.

A line is a list of spans: `t` words, `b` strong ones, `id` a figure that the appendix leads to, `a` a claim, `note` a
note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportgen.document.nodes import (
    Block,
    Break,
    Cited,
    Claimed,
    Document,
    Emphasis,
    Exhibit,
    Line,
    Link,
    Listing,
    Noted,
    Opined,
    Pair,
    Paragraph,
    Piece,
    Table,
)
from reportgen.document.walk import plain
from reportgen.press.figure_rows import comparisons
from reportgen.press.layouts import page_terms
from reportgen.record.numbers import DocumentNumbers

Json = dict[str, Any]


def content_of(document: Document, told: DocumentNumbers, colours: Mapping[str, str], font: str) -> Json:
    """Everything that is printed of a snapshot, and the family of its script."""
    return {
        "language": document.language, "font": font, "colours": dict(colours), "terms": _terms(document.language),
        "title": plain(document.title), "kicker": plain(document.kicker), "entity": plain(document.entity),
        "period": plain(document.period), "date": plain(document.date),
        "headline": line(document.headline.content), "compared": list(comparisons(document.key_figures)),
        "key_figures": [
            {"scenario": row.scenario, "label": line(row.label), "actual": line(row.actual),
             "consensus": line(row.consensus), "year": line(row.year), "on_year": row.on_year}
            for row in document.key_figures
        ],
        "definitions": [line(one) for one in document.definitions],
        "front": blocks(document.front),
        "front_exhibits": [exhibit(one) for one in document.front_exhibits],
        "sections": [
            {"id": one.id, "heading": line(one.heading.content), "blocks": blocks(one.content)}
            for one in document.sections
        ],
        "disclaimer": line(document.disclaimer),
        **_appendix(told),
    }  # fmt: skip


def _terms(language: str) -> Json:
    """The words of a page that are plain texts, and what key figures are called."""
    terms = page_terms(language)
    return {key: value for key, value in terms.items() if isinstance(value, str)} | {
        "stated": dict(terms["stated"])
    }


def _appendix(told: DocumentNumbers) -> Json:
    paper = told.paper
    return {
        "rounding": told.rounding,
        "sources": [f"{mark} {source.named}" if paper.marked else source.named for mark, source in paper.sources],
        "exceptions": [
            {"label": one.label, "period": one.period, "used": one.used, "how": one.how, "against": one.against,
             "reason": one.reason}
            for one in paper.exceptions
        ],
        "numbers": [
            {"number": row.line.number, "fact": row.fact, "shown": row.shown,
             "tellings": [{"where": one.where, "printed": one.printed} for one in row.tellings],
             "working": row.working, "verdict": row.verdict,
             "anchors": [place.anchor for place in row.line.places if not place.spoken]}
            for row in paper.rows
        ],
        "claims": [
            {"numbers": [one.number for one in group.claims], "words": " · ".join(one.words for one in group.claims),
             "condition": group.condition, "anchors": [one.id for one in group.claims if one.inline]}
            for group in paper.claims
        ],
    }  # fmt: skip


def line(content: Line) -> list[Json]:
    """A line as spans."""
    return list(_spans(content))


def _spans(content: Line, strong: bool = False) -> Iterator[Json]:
    for piece in content:
        yield from _piece(piece, strong)


def _piece(piece: Piece, strong: bool) -> Iterator[Json]:
    bold = {"b": True} if strong else {}
    match piece:
        case Cited(citation):
            yield {"t": citation.shown} | bold | ({"id": citation.anchor} if citation.inline else {})
        case Claimed(number=number, content=content, inline=inline):
            if inline:
                yield {"a": f"c{number}"}
            yield from _spans(content, strong)
        case Emphasis(content, is_strong):
            yield from _spans(content, strong or is_strong)
        case Link(content=content) | Opined(content):
            yield from _spans(content, strong)
        case Noted(content=content):
            yield {"note": line(content)}
        case Break():
            yield {"t": " "}
        case _:
            yield {"t": piece.text} | bold


def blocks(content: Iterable[Block]) -> list[Json]:
    """Blocks; a snapshot has paragraphs, lists and exhibits."""
    return [made for block in content for made in _block(block)]


def _block(block: Block) -> Iterator[Json]:
    match block:
        case Paragraph(content):
            yield {"kind": "paragraph", "line": line(content)}
        case Listing(items=items):
            yield {"kind": "list", "items": [blocks(item) for item in items]}
        case Exhibit():
            yield {"kind": "exhibits", "exhibits": [exhibit(block)]}
        case Pair(exhibits):
            yield {"kind": "exhibits", "exhibits": [exhibit(one) for one in exhibits]}
        case _:
            raise TypeError(f"a snapshot has no {type(block).__name__}")


def exhibit(one: Exhibit) -> Json:
    """An exhibit; the picture of a chart stands beside, under its name."""
    made: Json = {
        "id": one.id, "number": one.number, "size": one.size, "title": line(one.title),
        "subtitle": line(one.subtitle), "notes": [line(note) for note in one.notes], "source": line(one.source),
        "numbers": list(one.numbers),
    }  # fmt: skip
    if one.chart:
        made["chart"] = {"width_mm": one.chart.width_mm, "alt": plain(one.alt)}
    if one.table:
        made["table"] = _table(one.table)
    return made


def _table(table: Table) -> Json:
    return {
        "stub": line(table.stub),
        "columns": [line(head.content) for head in table.columns],
        "groups": [
            {"label": line(group.label), "rows": [
                {"label": line(row.label), "total": row.total,
                 "cells": [{"line": line(cell.content), "arrow": cell.arrow, "mark": cell.mark} for cell in row.cells]}
                for row in group.rows
            ]}
            for group in table.groups
        ],
        "notes": [{"mark": mark, "line": line(note)} for mark, note in table.notes],
    }  # fmt: skip
