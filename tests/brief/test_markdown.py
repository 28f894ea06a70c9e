"""Markdown: what is supported becomes nodes in their places, all else is refused at its line and printed nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from texts import LOSS, Read, all_pieces, pieces, place, prose, text_of, written

from reportgen.brief.markdown import read_parts
from reportgen.document.images import Image, read_image
from reportgen.document.nodes import (
    Break,
    Cited,
    Claimed,
    Code,
    Divider,
    Emphasis,
    Exhibit,
    Grid,
    Heading,
    Link,
    Listing,
    Named,
    Pair,
    Paragraph,
    Picture,
    Quotation,
    Words,
)
from reportgen.document.svg import Trouble
from reportgen.document.walk import blocks as passages_of
from reportgen.document.walk import cited, plain

SVG: Final = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
ALONE: Final = "an image stands in a paragraph of its own"
APART: Final = "put blank lines around it"


def image(name: str = "tea.svg") -> Image:
    made = read_image(name, SVG)
    assert isinstance(made, Image)
    return made


def kinds(read: Read) -> list[str]:
    return [type(block).__name__ for block in read.blocks]


def outline(blocks: Sequence[object]) -> list[object]:
    """Blocks as nested lists: a list as its first number with its items, anything else as its words."""
    made: list[object] = []
    for block in blocks:
        if isinstance(block, Listing):
            made.append((block.start, [outline(item) for item in block.items]))
        elif isinstance(block, Paragraph | Heading):
            made.append(plain(block.content))
        else:
            made.append(type(block).__name__)
    return made


# ---- what is supported ---------------------------------------------------------------------------------------


def test_headings_of_three_levels_know_their_places() -> None:
    read = prose("# One\n\n  ## *Two* #\n\n### Three\n\nSetext\n===\n")
    assert read.said == []
    found = [(b.level, plain(b.content), b.place.locus.line, b.place.locus.column) for b in read.blocks]  # type: ignore[union-attr]
    assert found == [(1, "One", 1, 1), (2, "Two", 3, 3), (3, "Three", 5, 1), (1, "Setext", 7, 1)]


def test_lists_keep_their_numbers_and_nest() -> None:
    read = prose("3. a\n4. b\n   - c\n   - d\n     1) e\n5. f\n\n* g\n\n* h\n")
    assert read.said == []
    numbered, bullets = read.blocks
    assert outline([numbered]) == [(3, [["a"], ["b", (None, [["c"], ["d", (1, [["e"]])]])], ["f"]])]
    assert isinstance(numbered, Listing) and isinstance(bullets, Listing)
    assert (numbered.loose, bullets.loose, bullets.start) == (False, True, None)


def test_a_table_has_a_head_and_rows_and_aligned_columns() -> None:
    read = prose('| a | *b* | c |\n|:--|:-:|--:|\n| 1 | {{ cite("eps") }} | x \\| y |\n| 2 |\n')
    assert read.said == []
    (grid,) = read.blocks
    assert isinstance(grid, Grid)
    assert [plain(line) for line in grid.head] == ["a", "b", "c"]
    assert [[plain(line) for line in row] for row in grid.rows] == [["1", LOSS, "x | y"], ["2", "", ""]]
    assert grid.align == ("left", "center", "right")


def test_the_cells_of_a_table_stand_where_they_are_written() -> None:
    text = "1 x\n\n> | a | 1 |\n> |---|---|\n> | 1 | 1 |\n> | `1` | 1 |\n\n1 | b\n--|--\n1 | 1\n"
    read = prose(text)
    ones = [(where.locus.line, where.locus.column) for said, where in written(read) if said == "1"]
    assert ones == [(3, 9), (5, 5), (5, 9), (6, 11), (8, 1), (10, 1), (10, 5)]


def test_emphasis_code_and_breaks() -> None:
    read = prose("*a* **b _c_** `d *e*`\nf  \ng\\\nh <b>i</b> <I>j</I>")
    assert read.said == []
    found = list(all_pieces(read))
    assert [(plain(p.content), p.strong) for p in found if isinstance(p, Emphasis)] == [
        ("a", False), ("b c", True), ("c", False), ("i", True), ("j", False),
    ]  # fmt: skip
    assert [p.text for p in found if isinstance(p, Code)] == ["d *e*"]
    assert [p.hard for p in found if isinstance(p, Break)] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "address", "words", "title"),
    [
        ("[tea](https://a.b/c?d=1)", "https://a.b/c?d=1", "tea", ""),
        ('[a *b*](<https://a.b> "The title")', "https://a.b", "a b", "The title"),
        ("[mail](mailto:a@b.c)", "mailto:a@b.c", "mail", ""),
        ("<https://a.b/c>", "https://a.b/c", "https://a.b/c", ""),
        ("<a@b.c>", "mailto:a@b.c", "a@b.c", ""),
        ('[{{ cite("eps") }}](https://a.b)', "https://a.b", LOSS, ""),
    ],
)
def test_a_link_leads_to_an_address(text: str, address: str, words: str, title: str) -> None:
    read = prose(text)
    assert read.said == []
    (link,) = (piece for piece in all_pieces(read) if isinstance(piece, Link))
    assert (link.address, plain(link.content), plain(link.title)) == (address, words, title)
    assert link.place.locus.column == 1


def test_an_address_by_itself_vouches_for_its_numerals() -> None:
    read = prose("<https://a.b/2025/q4>")
    assert [piece for piece in all_pieces(read) if isinstance(piece, Named)] == [
        Named("https://a.b/2025/q4", "address")
    ]


def test_a_rule_and_a_quotation() -> None:
    read = prose("***\n\n> More *tea*.\n>\n> — Jane Doe, chief executive (release ¶4)\n")
    assert read.said == [] and kinds(read) == ["Divider", "Quotation"]
    quotation = read.blocks[1]
    assert isinstance(read.blocks[0], Divider) and isinstance(quotation, Quotation)
    assert outline(quotation.content) == ["More tea."]
    assert plain(quotation.by) == "Jane Doe, chief executive, Results release, ¶4"
    assert (quotation.source, quotation.locator) == ("release", "¶4")


def test_an_image_stands_by_itself_with_its_words_and_a_caption_that_may_cite() -> None:
    text = "![Tea & *leaves*](tea.svg \"At {{ cite('eps') }}\")"
    read = prose(text, images={"tea.svg": image()})
    assert read.said == []
    (picture,) = read.blocks
    assert isinstance(picture, Picture) and picture.image.name == "tea.svg"
    assert (plain(picture.alt), plain(picture.caption)) == ("Tea & leaves", f"At {LOSS}")
    assert list(read.writer.images) == ["tea.svg"]


def test_exhibits_stand_by_themselves_or_side_by_side() -> None:
    read = prose(
        '{{ exhibit("results") }}\n{{ exhibit("sales-path") }}\n\n- {{ exhibits("capex-plan", "sales-path") }}'
    )
    assert read.said == []
    results, path, listing = read.blocks
    assert isinstance(results, Exhibit) and isinstance(path, Exhibit) and isinstance(listing, Listing)
    assert (results.number, path.number) == (1, 2)
    ((pair,),) = listing.items
    assert isinstance(pair, Pair) and [one.name for one in pair.exhibits] == ["capex-plan", "sales-path"]


def test_a_text_comes_in_parts_that_begin_with_a_heading_of_the_second_level() -> None:
    read = prose("")
    rendered = read.writer.render(text_of("# a\n\nb\n\n## c\n\n### d\n\n> ## e\n\n## f\n"))
    parts = [outline(part) for part in read_parts(rendered, read.writer)]
    assert parts == [["a", "b"], ["c", "d", "Quotation"], ["f"]]
    assert [outline(part) for part in read_parts(read.writer.render(text_of("")), read.writer)] == [[]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a < b & c > d", "a < b & c > d"),
        (r"2\*3 \_x\_ \# \{ \<b>", "2*3 _x_ # { <b>"),
        ("a_b_c * d", "a_b_c * d"),
        ("&lt;i&gt; &copy; &amp;amp;", "<i> © &amp;"),
        ("{{ '<i' }}", "<i"),
        ("\"straight\" 'quotes' -- and... (c)", "\"straight\" 'quotes' -- and... (c)"),
        ("<Meta> & <foo bar> rise", "<Meta> & <foo bar> rise"),
        ("x <- y -> z <3", "x <- y -> z <3"),
        ("1 ~ 2", "1 ~ 2"),
        ("http://a.b and www.a.b", "http://a.b and www.a.b"),
        (r"\[^1] and [tea] and [ ]", "[^1] and [tea] and [ ]"),
        ("- [tea](https://a.b)", "tea"),
    ],
)
def test_what_only_looks_like_markup_is_text(text: str, words: str) -> None:
    read = prose(text)
    assert (read.words, read.said) == (words, [])


def test_brackets_alone_in_their_line_are_read_as_markdown_too() -> None:
    read = prose('<Meta>\n*rose*\n- to {{ cite("eps") }}\n')
    assert read.said == []
    assert outline(read.blocks) == ["<Meta> rose", (None, [[f"to {LOSS}"]])]
    assert [(said, where.locus.line) for said, where in written(read)][1:] == [("rose", 2), ("to ", 3)]


# ---- what is not ---------------------------------------------------------------------------------------------

REFUSED: Final = {
    "a block of HTML": ("<div>x</div>", (3, 1), "HTML (<div>)"),
    "a comment": ("<!-- hidden -->", (3, 1), "HTML (<!"),
    "a comment over lines": ("<!-- hidden\n\nstill -->", (3, 1), "HTML (<!"),
    "a script": ("<script>\nalert(1)\n</script>", (3, 1), "HTML (<script>)"),
    "a processing instruction": ("<?php x ?>", (3, 1), "HTML (<?"),
    "HTML in a line": ("a <span>b</span>", (3, 3), "HTML (<span>)"),
    "HTML with attributes": ('a <b class="x">b</b>', (3, 3), 'HTML (<b class="x">)'),
    "a comment in a line": ("a <!-- b --> c", (3, 3), "HTML (<!-- b -->)"),
    "a fenced block": ("```python\n1 + 1\n```", (3, 1), "a block of code"),
    "a fence of waves": ("~~~\n1 + 1\n~~~", (3, 1), "a block of code"),
    "an indented block": ("    1 + 1", (3, 5), "a block of code"),
    "a block in a list": ("- a\n\n      1 + 1", (5, 7), "a block of code"),
    "a task list": ("- [ ] a\n- [x] b", (3, 1), "a task list"),
    "a numbered task list": ("1. [X] a", (3, 1), "a task list"),
    "a task list in a quotation": ("- > - [ ] a", (3, 1), "a task list"),
    "a footnote": ("tea and more[^1] tea", (3, 13), "a footnote ([^1])"),
    "a footnote's words": ("[^1]: words and more words", (3, 1), "a footnote ([^1])"),
    "a footnote's word": ("[^1]: words", (3, 1), "a footnote"),
    "a footnote's address": ("> [^1]: https://a.b", (3, 1), "a footnote"),
    "an address apart": ("[tea]: https://a.b", (3, 1), "a link by reference"),
    "struck words": ("a ~~b~~ c", (3, 3), "struck text"),
    "a heading of level four": ("#### tea", (3, 1), "a heading of level 4"),
    "a heading of level six": ("  ###### tea", (3, 3), "a heading of level 6"),
    "a heading without words": ("##", (3, 1), "a heading without words"),
    "a link without words": ("a [](https://a.b)", (3, 3), "a link without words"),
    "code with a fact": ('a `{{ cite("eps") }}` b', (3, 3), "a fact in code"),
    "an address with a fact": ('a [b](https://a.b/{{ cite("eps") }})', (3, 3), "a fact in an address"),
    "a title with a fact": ("a [b](https://a.b '{{ cite(\"eps\") }}')", (3, 20), "a fact in a title"),
    "lists too deep": ("\n".join(f"{'  ' * n}- a" for n in range(7)), (9, 13), "nesting deeper than 6 levels"),
    "quotations too deep": ("- " * 2 + "> " * 5 + "a", (3, 1), "nesting deeper than 6 levels"),
    "an end without a beginning": ("tea</b> x", (3, 4), "HTML (</b>)"),
    "a row too long": ("| a |\n|---|\n| b | {{ cite('eps') }} |", (5, 1), "a row of 2 cells in a table of 1 columns"),
    "a row too long without bars": ("a | b\n--|--\nc | \\| | d", (5, 1), "a row of 3 cells"),
    "a bold letter that does not end": ("a <b>b", (3, 3), "a <b> begins and ends in one paragraph"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_supported_is_rg509_at_its_place(what: str) -> None:
    text, where, said = REFUSED[what]
    read = prose(f"# Tea\n\n{text}\n")
    errors = [finding for finding in read.findings if finding.blocks]
    assert errors and {finding.code for finding in errors} == {"RG509"}
    assert place(errors[0]) == where
    assert errors[0].message.startswith(said)
    assert errors[0].mend


@pytest.mark.parametrize(
    "what", ["a comment over lines", "a script", "a fenced block", "an indented block", "a block of HTML"]
)
def test_what_is_refused_is_not_printed_as_typed(what: str) -> None:
    assert prose(f"# Tea\n\n{REFUSED[what][0]}").words == "Tea"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "http://a.b", "page.html", "/page", "#s1", "ftp://a.b", "data:text/html,x", "", "//a.b",
     "https:a.b"]
)  # fmt: skip
def test_a_link_leads_nowhere_else(address: str) -> None:
    finding = prose(f"tea [x]({address})").only()
    assert (finding.code, place(finding)) == ("RG509", (1, 5))
    assert finding.message == f"a link leads to an https: or mailto: address, not to {address!r}"


@pytest.mark.parametrize(
    "before",
    ["[x](https://x.y/b)", "<b>b</b>", "`b`", "![b](b.svg 'b (b)')", r"\b", "[x](https://x.y/(b) 'b')"],
)
def test_what_stands_behind_syntax_is_found_behind_it(before: str) -> None:
    text = f"{before}b"
    last = written(prose(text, images={"b.svg": image()}))[-1]
    assert last[0].endswith("b")
    assert last[1].offset + len(last[0]) == len(text)


@pytest.mark.parametrize(("text", "column"), [("1. 1", 4), ("- > - 1", 7), ("# 1 #", 3), ("> 1. > 1", 8)])
def test_words_are_not_mistaken_for_the_mark_before_them(text: str, column: int) -> None:
    (found,) = (where.locus.column for said, where in written(prose(text)) if said == "1")
    assert found == column


def test_escapes_stand_where_they_are_written_and_leave_the_words_beside_them() -> None:
    read = prose(r"a \* b &amp; c")
    found = [
        (p.text, p.place.offset, p.written) for p in all_pieces(read) if isinstance(p, Words) and p.place
    ]
    assert found == [("a ", 0, True), ("*", 2, False), (" b ", 4, True), ("&", 7, False), (" c", 12, True)]


# ---- images and exhibits -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "said", "mend"),
    [
        ("![tea](no.svg)", "RG510", "the edition's folder has no image 'no.svg'", "there are: bad.svg, tea.svg"),
        ("![](tea.svg)", "RG510", "an image says in words what it shows", "write ![what it shows](tea.svg)"),
        ("![tea](bad.svg)", "RG510", "it moves", "make it stand"),
        ("![tea](/tea.svg)", "RG510", "the edition's folder has no image '/tea.svg'", "there are: bad.svg, tea.svg"),
        ("a ![tea](tea.svg) b", "RG509", ALONE, APART),
        ("# ![tea](tea.svg) b", "RG509", f"{ALONE}, not in a heading", APART),
        ("[![tea](tea.svg)](https://a.b)", "RG509", ALONE, APART),
        ("|![tea](tea.svg)|\n|---|", "RG509", f"{ALONE}, not in a table", APART),
        ("![tea](tea.svg){% note %}{{ cite('eps') }}{% endnote %}", "RG509", ALONE, APART),
        (
            "![{{ cite('eps') }}](tea.svg)",
            "RG509",
            "a fact in a title or a description is not supported here",
            "take the fact, claim or opinion into the text",
        ),
    ],
)  # fmt: skip
def test_an_image_that_cannot_stand_is_said(text: str, code: str, said: str, mend: str) -> None:
    images = {"tea.svg": image(), "bad.svg": Trouble("it moves", "make it stand")}
    read = prose(f"# Tea\n\n{text}\n", images=images)
    first = read.findings[0]
    assert (first.code, first.message, first.mend, place(first)[0]) == (code, said, mend, 3)


@pytest.mark.parametrize(
    ("text", "column", "where"),
    [
        ('tea {{ exhibit("results") }}', 17, ""),
        ('{{ exhibit("results") }}\ntea', 13, ""),
        ('{{ exhibit("results") }}{% note %}{{ cite("eps") }}{% endnote %}', 13, ""),
        ('{% note %}{{ exhibit("results") }}{% endnote %}', 23, ""),
        ('## {{ exhibits("results", "sales-path") }}', 17, ", not in a heading"),
        ('|{{ exhibit("results") }}|\n|---|', 14, ", not in a table"),
        ('**{{ exhibit("results") }}**', 15, ""),
    ],
)  # fmt: skip
def test_an_exhibit_inside_of_something_is_rg504(text: str, column: int, where: str) -> None:
    read = prose(f"# Tea\n\n{text}\n")
    found = [finding for finding in read.findings if finding.code == "RG504"]
    assert [(one.message, place(one)) for one in found] == [
        (f"an exhibit stands in a paragraph of its own{where}", (3, column))
    ]


# ---- tokens --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "around",
    [
        "**{}**", "*{}*", "[{}](https://a.b)", "> {}", "1. {}", "({})", "a{}b", r"\{}", "# {}",
        "|{}|\n|---|", "a\\\n{}",
        "<b>{}</b>", "- - {}", "_{}_", "***{}***", '"{}"', "&lt;{}&gt;", "<Meta>\n{}",
        "{{% opinion %}}{}{{% endopinion %}}",
    ],
)  # fmt: skip
def test_a_citation_survives_any_markup_around_it(around: str) -> None:
    read = prose(around.replace("{}", '{{ cite("eps") }}').replace("{{%", "{%").replace("%}}", "%}"))
    assert [finding for finding in read.findings if finding.blocks] == []
    assert LOSS in read.words and "\ue000" not in read.words
    assert [one.shown for one in read.citations] == [LOSS]


MARKS: Final = (
    "*", "**", "_", "`", "``", "~~", "[", "](https://a.b)", "](", ")", "![", "](tea.svg)", "<b>", "</b>", "<i>",
    "<Meta>",
    "<div>", "</div>", "<!--", "-->", "<https://a.b>", "# ", "## ", "#### ", "- ", "1. ", "> ", ">", "    ", "\t",
    "| ", " | ",
    "|---|\n", "\n", "\n\n", "  \n", "\\", "\\*", "&amp;", "&", "&#", "***\n", "```\n", "[^1]",
    "[x]: ", "[ ] ", "— ", " (release ¶4)",
    "tea", "1", "1.5%", " ", "茶", "\u00a0", "===\n", '"', "'", "(", "\\|",
    "{% opinion %}a{% endopinion %}", "{% note %}", "{% endnote %}", "{% claim 'eps < 0' %}", "{% endclaim %}",
    "{# a #}", "{{ 'made' }}", "{% raw %}{{{% endraw %}", "{{- '' -}}",
)  # fmt: skip
CITE: Final = '{{ cite("eps") }}'
texts = st.lists(
    st.one_of(st.sampled_from(MARKS), st.just(CITE), st.text("ab*_[]()<>!#\\ \n`~|-", max_size=4)),
    max_size=14,
)


@given(texts)
@example(["[x]: ", CITE])
@example(["![", CITE, "](tea.svg)"])
@example(["<Meta>", "\n", CITE])
@example(["> tea\n> ", CITE, "\n> ", "{% note %}", CITE, "{% endnote %}"])
@example(["> ", "— ", "*", CITE, "*", " (release ¶4)"])
@example(["    ", CITE])
@example(["| ", "a", " | ", "\n", "|---|\n", "| ", "b", " | ", CITE, " | "])
def test_each_citation_is_printed_once_or_something_is_said(parts: list[str]) -> None:
    read = prose("".join(parts), images={"tea.svg": image()})
    assert len(set(read.findings)) == len(read.findings)
    if any(finding.blocks for finding in read.findings):
        return
    printed = [one.citation for passage in passages_of(read.blocks) for one in cited(passage.line)]
    assert sorted(one.id for one in printed) == sorted(one.id for one in read.citations)
    assert len(printed) == parts.count(CITE)
    assert not any("\ue000" <= char <= "\uf8ff" for char in read.words)
    claims = [piece for piece in all_pieces(read) if isinstance(piece, Claimed)]
    assert [one.number for one in read.writer.claims] == sorted(piece.number for piece in claims)


@given(texts)
@example(["1. ", "1"])
@example(["<b>", "b", "</b>"])
@example(["| ", "1", " | ", "1", " | ", "\n", "|---|---|\n", "| ", "1", " | ", "1"])
@example(["[", "b", "](https://a.b)", "b"])
def test_words_stand_in_the_file_as_they_are_printed(parts: list[str]) -> None:
    text = "".join(parts)
    read = prose(text, images={"tea.svg": image()})
    reached = 0
    for said, where in written(read):
        assert text[where.offset : where.offset + len(said)] == said
        assert where.locus.line == text.count("\n", 0, where.offset) + 1
        if not any(finding.blocks for finding in read.findings) and ">" not in text:
            assert where.offset >= reached, (said, where.offset)
            reached = where.offset + len(said)


def test_words_that_an_expression_makes_stand_where_it_does() -> None:
    read = prose('tea {{ "and *more*" }} tea')
    found = [
        (p.text, p.place.offset, p.written) for p in all_pieces(read) if isinstance(p, Words) and p.place
    ]
    assert found == [("tea ", 0, True), ("and ", 4, False), ("more", 4, False), (" tea", 22, True)]


def test_a_citation_in_a_line_is_its_own_piece_with_its_place() -> None:
    read = prose('tea *{{ cite("eps") }}*')
    (found,) = (piece for piece in pieces(read.blocks[0].content) if isinstance(piece, Cited))  # type: ignore[union-attr]
    assert found.place is not None and found.place.locus.column == 15
