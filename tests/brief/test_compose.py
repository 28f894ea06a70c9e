"""Composing: texts and exhibits become numbered HTML, and every printed number is a citation."""

from __future__ import annotations

import re
from typing import Any, Final
from xml.etree.ElementTree import Element

import pytest
from support import LANGUAGES, Edits, bodies, parse, read, tiny, words_of

from reportgen.brief.compose import Body
from reportgen.errors import Rejected
from reportgen.figures.display import House, show

# Without its exhibits the edition is composed in no time.
BARE: Final[Edits] = {
    "brief.yaml": {"front: [sales-path]": "front: []"},
    "en.md": {'{{ exhibit("results") }}': "", '{{ exhibits("capex-plan") }}': ""},
    "zh-Hant.md": {'{{ exhibit("results") }}': "", '{{ exhibits("capex-plan") }}': ""},
}
HEADS: Final = {"en": "## Spending\n", "zh-Hant": "## 支出\n"}


def adding(sentence: str, language: str = "en") -> Edits:
    """The bare edition with one more paragraph, the first of its second section."""
    head, file = HEADS[language], f"{language}.md"
    return {**BARE, file: {**BARE[file], head: f"{head}\n{sentence}\n"}}


def paragraph(sentence: str, language: str = "en") -> str:
    """The HTML that a paragraph of prose comes out as."""
    body = bodies(adding(sentence, language))[LANGUAGES.index(language)]
    return str(body.sections[1].body).split("\n")[0]


def page_of(*parts: object) -> Element:
    """The parts as the body of a page; that they can be parsed without an error is tested on the way."""
    return parse(f"<!DOCTYPE html><title></title>{''.join(map(str, parts))}")


def said(sentence: str, language: str = "en") -> str:
    """The words that a paragraph of prose comes out as."""
    return words_of(page_of(paragraph(sentence, language)))


@pytest.fixture(scope="module")
def both() -> tuple[Body, ...]:
    return tuple(bodies())


# ---- numbers -------------------------------------------------------------------------------------------------


def test_a_fact_has_the_same_number_in_all_languages(both: tuple[Body, ...]) -> None:
    first, second = ({line.reference: line.number for line in body.lines} for body in both)
    assert first == second
    assert sorted(first.values()) == list(range(1, 14))


def test_what_only_the_second_language_cites_goes_on_from_there() -> None:
    edits = {
        "en.md": {' EPS was {{ cite("eps") }}.': ""},
        "brief.yaml": {"    - {fact: eps}\n": ""},
    }
    first, second = ({line.reference: line.number for line in body.lines} for body in bodies(edits))
    assert "fish/eps@2025Q4" not in first
    assert second["fish/eps@2025Q4"] == len(first) + 1
    assert {name: number for name, number in second.items() if name in first} == first


def test_numbers_follow_the_order_of_reading(both: tuple[Body, ...]) -> None:
    """Panel first, then headline and front page, then the sections."""
    names = [line.reference.removeprefix("fish/") for line in both[0].lines]
    assert names[:4] == ["revenue@2025Q4", "revenue.surprise@2025Q4", "revenue.growth@2025Q4", "eps@2025Q4"]
    assert names[4:6] == ["operating_margin@2025Q4", "capex@2026~guidance"]
    assert names[-1] == "capex.growth@2026~guidance"


def test_each_printing_has_its_own_anchor(both: tuple[Body, ...]) -> None:
    for body in both:
        ids = [citation.id for citation in body.citations]
        assert len(ids) == len(set(ids))
        html = "".join(map(str, (body.headline, body.front, body.front_exhibits)))
        html += "".join(f"{row.actual}{row.consensus}{row.year}" for row in body.key_figures)
        html += "".join(f"{section.title}{section.body}" for section in body.sections)
        inline = {citation.id for citation in body.citations if citation.inline}
        assert set(re.findall(r'<data class="n" id="([^"]+)"', html)) == inline
        drawn = {citation.id for citation in body.citations if not citation.inline}
        assert set(re.findall(r'data-cite="([^"]+)"', html)) == drawn
        assert "\ue000" not in html


def test_a_number_carries_its_value_and_its_fact(both: tuple[Body, ...]) -> None:
    link = (
        '<data class="n" id="n4-2" value="-0.42" data-fact="fish/eps@2025Q4"><a href="#r4">−$0.42</a></data>'
    )
    assert link in str(both[0].sections[0].body)
    assert 'value="1800000000/2200000000"' in str(both[0].front)


# ---- words that follow the facts -----------------------------------------------------------------------------

# Net sales at, above and below the consensus of 12.10.
SIGNS: Final = {
    "12.42": ("beat the consensus", "ahead of consensus", "優於市場預估"),
    "12.10": ("matched the consensus", "in line with consensus", "符合市場預估"),
    "11.95": ("missed the consensus", "short of consensus", "不如市場預估"),
}


@pytest.mark.parametrize("sales", SIGNS)
def test_a_verb_turns_with_the_fact(sales: str) -> None:
    edits = {
        "facts.yaml": {
            "value: 12.42 bn USD, source: release ¶1": f"value: {sales} bn USD, source: release ¶1",
            "value: 12.42 bn USD, source: release ¶7": f"value: {sales} bn USD, source: release ¶7",
        }
    }
    first, second = bodies(edits)
    title, bullet, chinese = SIGNS[sales]
    assert title in words_of(page_of(first.front_exhibits))
    assert bullet in words_of(page_of(first.front))
    assert chinese in words_of(page_of(second.front_exhibits))


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        ("en", '{{ moved("rise", "revenue.growth") }}', "rose 16%"),
        ("en", '{{ moved("rise", "operating_margin") }}', "fell 2.5%"),
        ("en", '{{ moved("yoy", "revenue.growth") }}', "up 16% year on year"),
        ("en", '{{ moved("qoq", "operating_margin") }}', "down 2.5% quarter on quarter"),
        ("zh-Hant", '{{ moved("rise", "operating_margin") }}', "下降2.5%"),
        ("zh-Hant", '{{ moved("yoy", "revenue.growth") }}', "年增16%"),
        ("zh-Hant", '{{ moved("qoq", "operating_margin") }}', "季減2.5%"),
        ("en", '{{ word("grow", "operating_margin") }}', "shrank"),
        ("zh-Hant", '{{ word("widen", "operating_margin") }}', "收斂"),
    ],
)
def test_a_move_is_a_word_and_a_size(language: str, sentence: str, words: str) -> None:
    assert said(sentence, language) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ('{{ cite("operating_margin") }}', "−2.5%"),
        ('{{ cite("operating_margin", absolute=true) }}', "2.5%"),
        ('{{ cite("revenue.growth", sign=true) }}', "+16%"),
        ('{{ cite("fish/revenue@2025Q4") }}', "$12.42bn"),
        ('{{ cite("shops@2025-12-31") }}', "over 1,250 shops"),
        ('{{ cite("shops@2025-12-31", terse=true) }}', ">1,250 shops"),
    ],
)
def test_a_citation_takes_wishes(sentence: str, words: str) -> None:
    assert said(sentence) == words


def test_decimals_are_handed_on() -> None:
    edition, _ = read()
    assert edition is not None
    fact = edition.base.find("revenue.surprise")
    assert fact.quantity is not None
    printed = [said(f'{{{{ cite("revenue.surprise", decimals={places}) }}}}') for places in (0, 1)]
    assert printed == [show(fact.quantity, House("en"), decimals=places) for places in (0, 1)]
    assert printed[0] != printed[1]


# ---- Markdown ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("*tea* and **more**", "<p><em>tea</em> and <strong>more</strong></p>"),
        (r"2\*3 \_x\_ \# \{", "<p>2*3 _x_ # {</p>"),
        ("a_b_c * d", "<p>a_b_c * d</p>"),
        ("<b>tea</b>", "<p>&lt;b&gt;tea&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("{{ '<i>' }}", "<p>&lt;i&gt;</p>"),
        ("&lt;i&gt; &copy;", "<p>&lt;i&gt; ©</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("\"straight\" 'quotes' -- and...", "<p>&quot;straight&quot; 'quotes' -- and...</p>"),
    ],
)
def test_markup_that_is_text_stays_text(sentence: str, html: str) -> None:
    assert paragraph(sentence) == html


@pytest.mark.parametrize(
    "around", ["**{}**", "*{}*", "`{}`", "[{}](#s1)", "> {}", "1. {}", "({})", "a{}b", r"\{}"]
)
def test_a_citation_survives_any_markup_around_it(around: str) -> None:
    body = bodies(adding(around.format('{{ cite("eps") }}')))[0]
    assert '<a href="#r4">−$0.42</a>' in str(body.sections[1].body)
    assert "\ue000" not in str(body.sections[1].body)


def test_a_heading_may_cite_and_is_plain_where_it_must_be() -> None:
    edits = {"en.md": {"## Spending\n": '## Spending & *tea* < {{ cite("eps") }}\n'}}
    section = bodies(edits)[0].sections[1]
    assert section.plain == "Spending & tea < −$0.42"
    assert '<a href="#r4">−$0.42</a>' in section.title
    assert "Spending &amp; <em>tea</em> &lt; " in section.title


def test_the_headline_is_plain_in_the_title(both: tuple[Body, ...]) -> None:
    assert both[0].headline_plain == "Sales of $12.42bn, and still a loss"
    assert both[1].headline_plain == "營收124.2億美元，仍陷虧損"
    assert "<data" in both[0].headline and "<h1" not in both[0].headline


def test_exhibits_stand_outside_of_paragraphs(both: tuple[Body, ...]) -> None:
    for body in both:
        html = "".join(str(section.body) for section in body.sections)
        assert (html.count("<figure"), html.count("<table")) == (1, 1)
        assert not re.search(r"<p>\s*<(figure|div)", html)
        page_of(html)


def test_a_label_with_markup_in_it_is_escaped() -> None:
    edits = {
        "brief.yaml": {
            "{en: A year ago,": '{en: "<b>A</b> & $x$",',
            "{en: Operating margin, zh": '{en: "<i>Margin</i>", zh',
            "en: The quarter in figures,": 'en: "<u>The</u> quarter & {{ cite(\'eps\') }}",',
            "{en: Group, zh": '{en: "<s>Group</s>", zh',
            "columns:\n        - {en: Actual,": 'columns:\n        - {en: "<s>Actual</s>",',
        }
    }  # fmt: skip
    body = bodies(edits)[0]
    html = str(body.front_exhibits) + "".join(str(section.body) for section in body.sections)
    page = page_of(html)
    assert not [element for tag in ("b", "i", "u", "s") for element in page.iter(tag)]
    text = words_of(page)
    for words in (
        "<b>A</b> & $x$",
        "<i>Margin</i>",
        "<u>The</u> quarter & −$0.42",
        "<s>Group</s>",
        "<s>Actual</s>",
    ):
        assert words in text


# ---- what fails ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "{{ nothing }}",
        "{{ cite(nothing) }}",
        "{{ nothing.at.all }}",
        '{{ cite("eps", 1, 2, 3, 4, 5, 6) }}',
        '{{ cite("eps", colour="red") }}',
        '{{ word("rise") }}',
        '{% set name = "zzz" %}{{ cite(name) }}',
        '{% set name = "zzz" %}{{ exhibit(name) }}',
        "{{ ().__class__ }}",
        "{{ cite.__call__ }}",
        '{% include "brief.html.j2" %}',
        '{% import "brief.html.j2" as x %}',
        "{{ 1 + none }}",
        '{{ cite("eps")|float }}',
        '{{ cite("eps")|default("0") }}',
        '{{ "<b>"|safe }}',
    ],
)
def test_a_text_that_fails_names_its_line(sentence: str) -> None:
    with pytest.raises(Rejected) as caught:
        bodies(adding(f"tea\n{sentence}"))
    (finding,) = caught.value.findings
    head = tiny(adding("tea"))["en.md"].decode().split("tea\n")[0]
    assert (finding.code, str(finding.locus)) == ("RG503", f"tiny/en.md:{head.count(chr(10)) + 2}:1")


def test_a_title_that_fails_names_brief_yaml() -> None:
    for title in ("{{ bill() }}", "{{ word('soar', 'eps') }}", "{{ exhibit('results') }}", "{{ cite("):
        with pytest.raises(Rejected) as caught:
            bodies({"brief.yaml": {"en: The quarter in figures,": f'en: "{title}",'}})
        (finding,) = caught.value.findings
        assert finding.code == "RG503"
        assert finding.locus is not None
        assert (finding.locus.file, finding.locus.line) == ("tiny/brief.yaml", 44)


def test_an_exhibit_that_cannot_be_drawn_is_rg505() -> None:
    with pytest.raises(Rejected) as caught:
        bodies({"brief.yaml": {"{en: A year ago, zh": f"{{en: {'A' * 90}, zh"}})
    (finding,) = caught.value.findings
    assert finding.code == "RG505"
    assert "'sales-path'" in finding.message


# ---- the appendix --------------------------------------------------------------------------------------------


def line(body: Body, reference: str) -> Any:
    return next(line for line in body.lines if line.reference == f"fish/{reference}")


def test_a_line_says_where_the_number_comes_from(both: tuple[Body, ...]) -> None:
    revenue, margin = line(both[0], "revenue@2025Q4"), line(both[0], "operating_margin@2025Q4")
    assert [(told.locator, told.printed) for told in revenue.tellings] == [
        ("¶1", "$12.42 billion"),
        ("¶7", "$12.42bn"),
    ]
    assert (revenue.verdict, revenue.working, revenue.exact) == ("ties", "", "12,420,000,000")
    assert (margin.verdict, margin.tellings, margin.working) == ("derived", (), "−$310m ÷ $12.42bn")
    assert line(both[1], "operating_margin@2025Q4").working == "−3.10億美元 ÷ 124.2億美元"


def test_the_telling_that_counts_stands_first() -> None:
    edits = {
        "facts.yaml": {
            "      - {value: 12.42 bn USD, source: release ¶7, printed: $12.42bn}\n": (
                "      - {value: 12.44 bn USD, source: release ¶7, printed: $12.44bn}\n"
                "    prefer: 2\n    because: {en: The later one is audited., zh-Hant: 後者業經查核。}\n"
                "    accepted: {en: The release says both., zh-Hant: 新聞稿兩者並列。}\n"
            )
        }
    }
    first, second = bodies(edits)
    assert [told.locator for told in line(first, "revenue@2025Q4").tellings] == ["¶7", "¶1"]
    assert "$12.44bn" in first.headline_plain
    (mine, _), (other, _) = first.exceptions, second.exceptions
    assert (mine.reason, other.reason) == ("The later one is audited.", "後者業經查核。")


def test_an_accepted_conflict_is_an_exception_with_its_reason(both: tuple[Body, ...]) -> None:
    (mine,), (other,) = both[0].exceptions, both[1].exceptions
    assert (mine.used, mine.number) == ("16%", line(both[0], "revenue.growth@2025Q4").number)
    assert mine.against == line(both[0], "revenue.growth@2025Q4").computed
    assert mine.how == "$12.42bn ÷ $11.03bn − 1"
    assert mine.reason == "The release gives growth before a restatement of the base."
    assert other.reason == "新聞稿之成長率係以重編前之基期計算。"
    assert line(both[0], "revenue.growth@2025Q4").verdict == "conflict"


def test_a_line_shows_each_spelling_once(both: tuple[Body, ...]) -> None:
    assert line(both[0], "revenue@2025Q4").shown == ("$12.42bn", "12.42")
    assert len(line(both[0], "revenue@2025Q4").places) > 4
