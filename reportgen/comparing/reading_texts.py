"""The paragraphs of what is compared: of an edition's document, of an HTML page, of a tagged PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.comparing.sides import ComparedText
from reportgen.document.nodes import Document
from reportgen.document.walk import BOUND, TextRole, passages, plain, runs
from reportgen.proof.finished import Finished, Unreadable
from reportgen.proof.paper_texts import PaperParagraph, paper_paragraphs

_UNREAD: Final[frozenset[TextRole]] = frozenset({"alt"})  # it says again what a picture shows


def document_texts(document: Document) -> tuple[ComparedText, ...]:
    """What of a document is read as text, in the order of reading: each line that is more than figures."""
    return tuple(_texts_of(document))


def _texts_of(document: Document) -> Iterator[ComparedText]:
    under = ""
    for passage in passages(document):
        text = " ".join(plain(passage.line).split())
        own = "".join(run.open for run in runs(passage.line))
        if passage.role in _UNREAD or not any(map(str.isalnum, own)):  # figures alone are compared as such
            continue
        yield ComparedText(text, under, " ".join(own.split()) if BOUND in own else "")
        if passage.role in ("headline", "heading"):
            under = text


# ---- texts of a page -----------------------------------------------------------------------------------------

_CELLS: Final = "\t"
_LABEL: Final = re.compile(
    r"[^\w\s]*\d[\d.,–−]*[A-Za-z]{0,3}[^\w\s]*"
)  # of a chart: its figures are compared as such


def page_texts(finished: Finished) -> tuple[ComparedText, ...]:
    """The lines of an HTML page, without its tables."""
    sheet = finished.sheets[0]
    framed = list(sheet.text)
    for bound in sheet.bounds:
        if bound.fact is not None:
            framed[bound.start : bound.end] = [BOUND, *[""] * (bound.end - bound.start - 1)]
    return tuple(_page_lines(sheet.text, framed))


def _page_lines(text: str, framed: list[str]) -> Iterator[ComparedText]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        frame = " ".join("".join(framed[start:end]).split())
        alone = _LABEL.fullmatch(line.strip())
        if _CELLS not in line.strip(" ") and any(map(str.isalpha, frame)) and not alone:
            yield ComparedText(" ".join(line.split()), "", frame if BOUND in frame else "")
        start = end + 1


# ---- texts of a PDF ------------------------------------------------------------------------------------------


def paper_texts(data: bytes) -> tuple[ComparedText, ...] | None:
    """The paragraphs of a PDF, without its tables; None for one without tags that can be read."""
    try:
        paragraphs = paper_paragraphs(data)
    except Unreadable:
        return None
    return None if paragraphs is None else tuple(_paper_lines(paragraphs))


def _paper_lines(paragraphs: tuple[PaperParagraph, ...]) -> Iterator[ComparedText]:
    under = ""
    for one in paragraphs:
        if any(map(str.isalpha, one.frame)):
            yield ComparedText(one.text, under, one.frame if BOUND in one.frame else "")
        if one.heading:
            under = one.text
