"""Selectors that are tried only where they can match, against all of them tried everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import cssselect2
from tinyhtml5 import parse

from reportgen.proof.scoped import Selectors

PARTS = ("*", ".a", ".b", "div", "[title]", "#x.a", "p:first-child", ":is(.b, p)", "div:not(.a)")
LISTS = (
    *PARTS,
    *(f"{one}{by}{other}" for one, by, other in product(PARTS, (" ", " > ", " + ", " ~ "), PARTS)),
    *(f".a{by}*{more}.b{last}p" for by, more, last in product((" ", ">", "+", "~"), repeat=3)),
    "p::marker, .a p::before, .b .a .b *",
)
PAGE = """<div class="a c"><p class=b title=t>1</p><div class="b"><p>2</p><p class="a b">3</p></div>
<p id=x class=a>4</p></div><div title=t><div class="b a"><div class=c><p>5</p></div></div>
<section class=a><p>6</p><p class=b>7</p></section>
</div>"""


def test_every_element_is_matched_as_if_all_were_tried() -> None:
    scoped, plain = Selectors(), cssselect2.Matcher()
    for css in LISTS:
        parts = list(scoped.add(css, css))
        compiled = cssselect2.compile_selector_list(css)
        assert parts == [one.pseudo_element for one in compiled]
        for one in compiled:
            plain.add_selector(one, css)

    def compared(wrapper: Any, around: frozenset[str]) -> Iterator[int]:
        found, expected = scoped.match(wrapper, around), plain.match(wrapper)
        assert [(one[0], *one[2:]) for one in found] == [(one[0], *one[2:]) for one in expected]
        yield len(found)
        for child in wrapper.iter_children():
            yield from compared(child, scoped.inside(wrapper, around))

    root = parse(PAGE, namespace_html_elements=False)
    counts = list(compared(cssselect2.ElementWrapper.from_html_root(root), frozenset()))
    assert len(counts) > 15 and sum(counts) > 500
