"""Pieces and blocks as HTML: what is linked, what is escaped, and what a message makes of it."""

from __future__ import annotations

from functools import cache

import pytest
from support import drafts, read

from reportgen.brief.markdown import read_blocks
from reportgen.brief.writing import Writer
from reportgen.document.nodes import Blocks
from reportgen.facts.text import Text, YamlSource
from reportgen.press.layouts import page_terms
from reportgen.press.markup import Html, LetterHtml, mark_of


def no_frame(**_: object) -> str:  # type: ignore[misc]
    raise AssertionError("no exhibit is framed here")


def blocks(text: str) -> Blocks:
    edition, _ = read()
    assert edition is not None
    writer = Writer(edition, "en", {})
    with writer.standing("", True):
        return read_blocks(writer.render(Text.at(text, YamlSource("en.md", text), 1, 1), prose=True), writer)


def html(text: str) -> str:
    return str(Html(page_terms("en"), no_frame).blocks(blocks(text)))  # type: ignore[arg-type]


def mail(text: str) -> str:
    return str(LetterHtml(page_terms("en"), no_frame).blocks(blocks(text)))  # type: ignore[arg-type]


@cache
def whole() -> str:
    document = drafts()[0].document
    made = Html(page_terms("en"), no_frame)  # type: ignore[arg-type]
    return str(made.line(document.headline.content) + made.blocks(document.front))


def test_marks_of_notes_go_round_and_double() -> None:
    assert [mark_of(number) for number in range(1, 8)] == ["†", "‡", "§", "††", "‡‡", "§§", "†††"]


def test_a_number_carries_its_value_and_its_fact() -> None:
    assert html('{{ cite("eps") }}') == (
        '<p><data class="n" id="n1" value="-0.42" data-fact="fish/eps@2025Q4"><a href="#r1">−$0.42</a></data></p>'
    )
    assert 'value="1800000000/2200000000"' in whole()
    assert mail('{{ cite("eps") }}') == '<p><span class="n">−$0.42</span></p>'


def test_a_note_is_called_where_it_is_written() -> None:
    made = html("low.{% note %}A loss of {{ cite('eps') }}.{% endnote %}")
    assert 'low.<sup><a class="note-call" id="f1" href="#f1-note">†</a></sup>' in made
    assert (
        '<span class="note" id="f1-note" role="note"><a class="note-mark" href="#f1">†</a> A loss of <data'
        in made
    )
    assert mail("low.{% note %}A *loss*.{% endnote %}") == "<p>low. (A <em>loss</em>.)</p>"


def test_a_claim_leads_to_its_row_unless_its_words_hold_links() -> None:
    bare = "{% claim 'eps < 0' %}a *loss*{% endclaim %}"
    assert html(bare) == '<p><a class="claim" id="c1" href="#k1">a <em>loss</em></a></p>'
    cites = "{% claim 'eps < 0' %}a {{ cite('eps') }}{% endclaim %}"
    assert html(cites).startswith('<p><span class="claim" id="c1">a <data class="n"')
    linked = "{% claim 'eps < 0' %}a [b](https://a.b){% endclaim %}"
    assert html(linked).startswith('<p><span class="claim" id="c1">a <a class="out"')
    assert mail(bare) == "<p>a <em>loss</em></p>"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("*tea* and **more**", "<p><em>tea</em> and <strong>more</strong></p>"),
        (r"2\*3 \_x\_ \# \{", "<p>2*3 _x_ # {</p>"),
        ("<b>tea</b>", "<p><strong>tea</strong></p>"),
        (r"\<script>alert(1)\</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("{{ '<Meta' }}", "<p>&lt;Meta</p>"),
        ("&lt;i&gt; &copy;", "<p>&lt;i&gt; ©</p>"),
        ("`<i>`", "<p><code>&lt;i&gt;</code></p>"),
        (
            '[a](https://a.b/?c=1&d "e \\"<f>")',
            '<p><a class="out" href="https://a.b/?c=1&amp;d" title="e &#34;&lt;f&gt;">a</a></p>',
        ),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("- a\n\n- b", '<ul class="loose">\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ul>'),
        ("***", "<hr>"),
        ("中\n文", "<p>中文</p>"), ("**中**\n文", "<p><strong>中</strong>文</p>"),
        ("中\nabc\n文", "<p>中\nabc\n文</p>"),
        ("a\\\nb\nc", "<p>a<br>\nb\nc</p>"),
    ],
)  # fmt: skip
def test_what_is_text_stays_text(text: str, made: str) -> None:
    assert html(text) == made


def test_a_line_of_chinese_that_ends_before_or_behind_a_figure_has_no_space_there() -> None:
    for text in ('中\n{{ cite("eps") }}文', '中{{ cite("eps") }}\n文'):
        assert "\n" not in html(text)
