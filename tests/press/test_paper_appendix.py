"""The printed appendix of the Amazon edition: short, and large enough to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support import TEMPLATES

from reportgen.brief.families import families_of
from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check
from reportgen.press import pdf
from reportgen.press.layouts import Layouts, page_terms
from reportgen.press.markup import Html
from reportgen.press.pressing import Sheet, compose

DATA = TEMPLATES.parent / "data"
POINT = 4 / 3  # of CSS, in its pixels


@pytest.fixture(scope="module", params=["en", "zh-Hant"])
def pages(request: pytest.FixtureRequest) -> list[Any]:
    """The pages of the appendix alone, laid out with every link to its own head and each number on page 10."""
    inputs = read_inputs(Project(DATA, Path(), (TEMPLATES,)), "amazon-2025q4")
    done = check(inputs)
    assert done.edition is not None
    edition = done.edition
    draft = next(one for one in done.drafts if one.language == request.param)
    sheet = Sheet(edition, draft, inputs.templates, families_of(edition).of(draft.language).faces, b"")
    made, layouts = compose(sheet), Layouts(sheet.templates)
    anchors = [place.anchor for line in made.told.lines for place in line.places]
    numbered = dict.fromkeys([*anchors, *(claim.anchor for claim in made.told.claims)], 10)
    nodes = Html(page_terms(draft.language), layouts.exhibit)
    lay_out = partial(layouts.lay_out, edition, draft.document, made.told, nodes, "print", "appendix")
    appendix = re.sub(r'href="#[^"]*"', 'href="#numbers"', lay_out(numbered, 8).html)
    return list(pdf.lay_out_pages(appendix, sheet.cut(made.on_paper)).document.pages)


def test_it_has_at_most_four_pages(pages: list[Any]) -> None:
    assert 3 <= len(pages) <= 4


def test_nothing_in_it_is_smaller_than_seven_points(pages: list[Any]) -> None:
    sizes = {size for page in pages for size in _sizes(page._page_box.children[0])}
    assert sizes
    assert min(sizes) >= 7


def test_each_of_its_pages_has_the_heads_of_the_columns(pages: list[Any]) -> None:
    for page in pages:
        assert "thead" in {box.element_tag for box in page._page_box.descendants()}


def _sizes(box: Any) -> Iterator[float]:
    """The sizes of what is set on a page but for its margins, in points."""
    for inner in box.descendants():
        if getattr(inner, "text", "").strip():
            yield round(inner.style["font_size"] / POINT, 3)
