"""Writing: an edition becomes documents, every printed number a citation, numbered in the order of reading."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import pytest
from support import LANGUAGES, Edits, checked, drafts, read, told

from reportgen.brief.drafting import Draft
from reportgen.document.nodes import Cited, Claimed, Document, Exhibit, Pair
from reportgen.document.walk import cited, exhibits, passages, plain
from reportgen.errors import Finding
from reportgen.record.numbers import DocumentNumbers


@cache
def both() -> tuple[Draft, ...]:
    return drafts()


def errors(edits: Edits) -> list[tuple[str, str]]:
    return [(one.code, str(one.locus)) for one in checked(edits).findings if one.blocks]


def only(edits: Edits) -> Finding:
    (finding,) = (one for one in checked(edits).findings if one.blocks)
    return finding


def adding(sentence: str) -> Edits:
    return {"en.md": {"## Spending\n": f"## Spending\n\n{sentence}\n"}}


def words(document: Document, role: str, exhibit: str = "") -> list[str]:
    return [plain(one.line) for one in passages(document) if (one.role, one.exhibit) == (role, exhibit)]


def line(one: DocumentNumbers, reference: str) -> Any:
    return next(line for line in one.lines if line.reference == f"fish/{reference}")


@cache
def both_told() -> tuple[DocumentNumbers, ...]:
    return told()


# ---- numbers -------------------------------------------------------------------------------------------------


def test_a_fact_has_the_same_number_in_all_languages() -> None:
    first, second = ({line.reference: line.number for line in one.lines} for one in both_told())
    assert first == second
    assert sorted(first.values()) == list(range(1, 14))


def test_what_only_the_second_language_cites_goes_on_from_there() -> None:
    edits = {
        "en.md": {' EPS was {{ cite("eps") }}.': ""},
        "brief.yaml": {"    - {fact: eps}\n": ""},
    }
    first, second = ({line.reference: line.number for line in one.lines} for one in told(edits))
    assert "fish/eps@2025Q4" not in first
    assert second["fish/eps@2025Q4"] == len(first) + 1
    assert {name: number for name, number in second.items() if name in first} == first


def test_numbers_follow_the_order_of_reading() -> None:
    """Panel first, then headline and front page, then the sections."""
    names = [line.reference.removeprefix("fish/") for line in both_told()[0].lines]
    assert names[:4] == ["revenue@2025Q4", "revenue.surprise@2025Q4", "revenue.growth@2025Q4", "eps@2025Q4"]
    assert names[4:6] == ["operating_margin@2025Q4", "capex@2026~guidance"]
    assert names[-1] == "capex.growth@2026~guidance"


def test_every_citation_stands_in_the_document_once() -> None:
    for one in both():
        ids = [citation.id for citation in one.written.citations]
        assert len(ids) == len(set(ids))
        printed = [piece.citation for passage in passages(one.document) for piece in cited(passage.line)]
        assert sorted(citation.id for citation in printed) == sorted(ids)
        spoken = {citation.id for citation in one.written.citations if citation.spoken}
        drawn = {citation.id for citation in printed if not citation.inline} - spoken
        charts = [exhibit.chart for exhibit in exhibits(one.document) if exhibit.chart]
        marks = [mark.cite for chart in charts for mark in (*chart.marks, *chart.spans) if mark.cite]
        assert drawn == set(marks)


def test_every_citation_knows_where_it_is_written() -> None:
    for one in both():
        for passage in passages(one.document):
            for piece in cited(passage.line):
                assert isinstance(piece, Cited) and piece.place is not None
                excerpt = piece.place.locus.excerpt[piece.place.locus.column - 1 :]
                name = str(piece.citation.fact.at.local).split("@")[0]
                assert excerpt.startswith((name, "Fourth quarter", "第四季", "Net sales")), excerpt


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
            f"value: 12.42 bn USD, source: release ¶{place}, printed: $12.42{scale}": (
                f"value: {sales} bn USD, source: release ¶{place}, printed: ${sales}{scale}"
            )
            for place, scale in ((1, " billion"), (7, "bn"))
        }
    }
    first, second = drafts(edits)
    title, bullet, chinese = SIGNS[sales]
    assert title in words(first.document, "title", "sales-path")[0]
    assert bullet in " ".join(words(first.document, "text"))
    assert chinese in words(second.document, "title", "sales-path")[0]


# ---- the text ------------------------------------------------------------------------------------------------


def test_the_document_has_its_headline_its_front_and_its_sections() -> None:
    first, second = (one.document for one in both())
    assert plain(first.headline.content) == "Sales of $12.4bn, and still a loss"
    assert plain(second.headline.content) == "營收124.2億美元，仍陷虧損"
    assert [(one.id, plain(one.heading.content)) for one in first.sections] == [
        ("s1", "The quarter & the loss"),
        ("s2", "Spending"),
    ]
    assert [type(block).__name__ for block in first.front] == ["Paragraph", "Listing"]
    assert [exhibit.name for exhibit in first.front_exhibits] == ["sales-path"]
    assert [(one.name, one.number) for one in exhibits(first)] == [
        ("sales-path", 1), ("results", 2), ("capex-plan", 3),
    ]  # fmt: skip
    assert (plain(first.entity), plain(first.period), plain(first.date)) == (
        "Lanternfish & Sons plc",
        "Q4 2025",
        "2 February 2026",
    )
    assert (first.opinions, second.opinions) == (2, 3)


def test_one_exhibit_side_by_side_with_nothing_is_an_exhibit() -> None:
    block = both()[0].document.sections[1].content[-1]
    assert isinstance(block, Exhibit) and not isinstance(block, Pair)


def test_a_heading_may_cite() -> None:
    edits = {"en.md": {"## Spending\n": '## Spending & *tea* < {{ cite("eps") }}\n'}}
    heading = drafts(edits)[0].document.sections[1].heading
    assert plain(heading.content) == "Spending & tea < −$0.42"
    assert [piece.citation.id for piece in cited(heading.content)] == ["n4-3"]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [("# Sales of", "Sales of", 1), ("# Sales of", "## Sales of", 1), ("# Sales of", "- # Sales of", 1)],
)
def test_a_text_begins_with_its_headline(old: str, new: str, column: int) -> None:
    assert ("RG508", f"tiny/en.md:1:{column}") in errors({"en.md": {old: new}})


def test_a_text_has_one_headline() -> None:
    found = [one for one in checked(adding("# Again")).findings if one.blocks]
    assert [(one.code, str(one.locus), one.mend) for one in found] == [
        ("RG508", "tiny/en.md:21:1", "write ## for a section")
    ]


def test_a_label_with_markup_in_it_is_words() -> None:
    edits = {
        "brief.yaml": {
            "{en: A year ago,": '{en: "<b>A</b> & $x$",',
            "{en: Operating margin, zh": '{en: "<i>Margin</i>", zh',
            "en: The quarter in figures,": 'en: "<u>The</u> quarter & {{ cite(\'eps\') }}",',
            "{en: Group, zh": '{en: "<s>Group</s>", zh',
        }
    }  # fmt: skip
    document = drafts(edits)[0].document
    said = [plain(passage.line) for passage in passages(document)]
    for wanted in ("<b>A</b> & $x$", "<i>Margin</i>", "<u>The</u> quarter & −$0.42", "<s>Group</s>"):
        assert wanted in said


def test_a_text_that_fails_is_the_only_thing_that_is_said() -> None:
    assert errors({"en.md": {'cite("eps")': "cite( }}"}}) == [("RG502", "tiny/en.md:11:146")]
    assert [code for code, _ in errors({"en.md": {'cite("eps")': "cite("}})] == ["RG502"]
    assert [code for code, _ in errors({"en.md": {'cite("eps")': 'quote("eps")'}})] == ["RG503"]
    found = checked({"en.md": {'cite("eps")': "1 / 0"}}).findings
    assert [one.code for one in found if one.code != "RG304"] == ["RG503"]


# ---- claims in exhibits --------------------------------------------------------------------------------------


def test_a_claim_in_a_title_is_numbered_in_each_language() -> None:
    for one, said, verdict in zip(
        both_told(), ("The bill grows", "支出擴大"), ("holds", "成立"), strict=True
    ):
        (claim,) = one.claims
        assert (claim.id, claim.words, claim.verdict, claim.exhibit) == ("c1", said, verdict, "capex-plan")
        document = next(draft.document for draft in both() if draft.language == one.language)
        (title,) = (shown.title for shown in exhibits(document) if shown.name == "capex-plan")
        assert isinstance(title[0], Claimed) and plain(title[0].content) == said


def test_a_subtitle_that_a_description_repeats_makes_one_claim() -> None:
    edits = {"brief.yaml": {"Net sales, fourth quarter, US$": "{% claim 'revenue > 0' %}Sales{% endclaim %}"}}
    first, _ = told(edits)
    assert [claim.words for claim in first.claims] == ["Sales", "The bill grows"]


def test_what_a_subtitle_cites_its_description_cites_once_more() -> None:
    edits = {"brief.yaml": {"Net sales, fourth quarter, US$": "Sales of {{ cite('revenue') }}"}}
    first, _ = drafts(edits)
    (path,) = (one for one in exhibits(first.document) if one.name == "sales-path")
    spoken = [citation.shown for citation in first.written.citations if citation.spoken]
    assert spoken == ["$12.1bn", "$12.4bn"]  # the title's, then the subtitle's
    assert "Sales of $12.4bn" in plain(path.alt)


def test_a_claim_in_a_picture_leads_to_its_exhibit() -> None:
    label = "label: {en: A year ago,"
    edits = {"brief.yaml": {label: "label: {en: \"{% claim 'revenue > 0' %}Before{% endclaim %}\","}}
    first, _ = told(edits)
    assert first.claims[0].words == "Before" and first.claims[0].anchor == "x-sales-path"


def test_all_bad_claims_of_an_edition_are_reported_at_once_each_in_its_place() -> None:
    bad = "revenue < revenue~consensus"
    edits = {
        "en.md": {
            ", and still a loss": f'{{% claim "{bad}" %}}tea{{% endclaim %}}',
            "The chain runs": '{% claim "revenue >" %}tea{% endclaim %} '
            f'{{% claim "{bad}" %}}tea{{% endclaim %}}',
        },
        "zh-Hant.md": {"，仍陷虧損": '{% claim "revenue > 12.42 bn USD" %}茶{% endclaim %}'},
        "brief.yaml": {
            "Net sales, fourth quarter, US$": f"{{% claim '{bad}' %}}tea{{% endclaim %}}",
            "Consensus as the release prints it": f"{{% claim '{bad}' %}}tea{{% endclaim %}}",
            "title: {en: Lanternfish Q4 2025,": f"title: {{en: \"{{% claim '{bad}' %}}tea{{% endclaim %}}\",",
            "label: {en: A year ago,": f"label: {{en: \"{{% claim '{bad}' %}}tea{{% endclaim %}}\",",
        },
    }
    found = [one for one in checked(edits).findings if one.blocks]
    files = sorted((one.code, one.locus.file if one.locus else "") for one in found)
    assert files == sorted(
        [("RG511", "tiny/en.md")] * 2
        + [("RG513", "tiny/en.md"), ("RG512", "tiny/zh-Hant.md")]
        + [("RG511", "tiny/brief.yaml")] * 4
    )
    for finding in found:
        assert finding.locus is not None
        assert finding.locus.excerpt[finding.locus.column - 1 :].startswith("revenue") or (
            finding.code == "RG513"
        )


def test_a_changed_fact_makes_the_stale_word_an_error() -> None:
    told = "value: {0} to {1} bn USD, source: release ¶6, printed: ${0}-{1} billion"
    stale = errors({"facts.yaml": {told.format("1.80", "2.20"): told.format("0.80", "1.20")}})
    assert stale == [("RG511", "tiny/brief.yaml:36:22"), ("RG511", "tiny/brief.yaml:37:27")]


# ---- exhibits ------------------------------------------------------------------------------------------------


def test_an_exhibit_that_no_chart_can_show_is_rg505() -> None:
    edits = {
        "brief.yaml": {
            "    chart: range\n    size: half\n": "    chart: share\n    size: half\n"
            "    series: [{label: {en: a, zh-Hant: a}, marks: [{fact: revenue}, {fact: operating_income}]}]\n"
        }
    }
    assert {code for code, _ in errors(edits)} == {"RG505"}


def test_an_unknown_fact_in_a_chart_is_reported_once() -> None:
    assert errors({"brief.yaml": {"{fact: revenue@2024Q4, label": "{fact: zzz, label"}}) == [
        ("RG205", "tiny/brief.yaml:29:16")
    ]


def test_an_exhibit_that_nothing_shows_is_read_all_the_same() -> None:
    nowhere = {'{{ exhibit("results") }}': ""}
    edits = {"en.md": nowhere, "zh-Hant.md": nowhere, "brief.yaml": {"cells: [home.revenue,": "cells: [zzz,"}}
    codes = [(one.code, str(one.locus)) for one in checked(edits).findings if one.code != "RG304"]
    assert codes == [("RG205", "tiny/brief.yaml:56:66"), ("RG507", "tiny/brief.yaml:43:3")]


def test_an_exhibit_that_nothing_shows_takes_no_number() -> None:
    nowhere = {'{{ exhibit("results") }}': ""}
    first, _ = drafts({"en.md": nowhere, "zh-Hant.md": nowhere})
    assert [(one.name, one.number) for one in exhibits(first.document)] == [
        ("sales-path", 1),
        ("capex-plan", 2),
    ]
    cited = [str(one.fact.at) for one in first.written.citations]
    assert cited and "fish/home.revenue@2025Q4" not in cited


def test_the_sources_of_an_exhibit_are_those_behind_its_facts_or_the_authors_line() -> None:
    assert words(both()[1].document, "source", "sales-path") == ["財報新聞稿"]
    edits = {
        "brief.yaml": {"    chart: range": "    source: {en: The release, zh-Hant: 新聞稿}\n    chart: range"}
    }
    assert words(drafts(edits)[0].document, "source", "capex-plan") == ["The release"]


def test_the_authors_description_is_used_and_what_it_cites_is_spoken() -> None:
    alt = "    alt: {en: \"Planned {{ cite('capex@2025') }}\", zh-Hant: 圖}\n    chart: range"
    first, _ = drafts({"brief.yaml": {"    chart: range": alt}})
    (plan,) = (one for one in exhibits(first.document) if one.name == "capex-plan")
    assert (
        plan.chart is not None
        and plain(plan.alt) == plan.chart.alt == f"{plain(plan.title)}. Planned about $1.6bn"
    )
    spoken = [citation.shown for citation in first.written.citations if citation.spoken]
    assert spoken[-1] == "about $1.6bn"


# ---- the appendix --------------------------------------------------------------------------------------------


def test_a_line_says_where_the_number_comes_from() -> None:
    first, second = both_told()
    revenue, margin = line(first, "revenue@2025Q4"), line(first, "operating_margin@2025Q4")
    assert [(telling.locator, telling.printed) for telling in revenue.tellings] == [
        ("¶1", "$12.42 billion"),
        ("¶7", "$12.42bn"),
    ]
    assert (revenue.verdict, revenue.working, revenue.exact) == ("ties", "", "12,420,000,000")
    assert (margin.verdict, margin.tellings, margin.working) == ("derived", (), "−$310m ÷ $12.42bn")
    assert line(second, "operating_margin@2025Q4").working == "−3.10億美元 ÷ 124.2億美元"


def test_the_telling_that_counts_stands_first() -> None:
    edits = {
        "facts.yaml": {
            "      - {value: 12.42 bn USD, source: release ¶7, printed: $12.42bn}\n": (
                "      - {value: 12.54 bn USD, source: release ¶7, printed: $12.54bn}\n"
                "    prefer: 2\n    because: {en: The later one is audited., zh-Hant: 後者業經查核。}\n"
                "    accepted: {en: The release says both., zh-Hant: 新聞稿兩者並列。}\n"
            )
        }
    }
    first, second = told(edits)
    assert [telling.locator for telling in line(first, "revenue@2025Q4").tellings] == ["¶7", "¶1"]
    assert "$12.5bn" in first.headings[0]
    (mine, _), (other, _) = first.exceptions, second.exceptions
    assert (mine.reason, other.reason) == ("The later one is audited.", "後者業經查核。")


def test_an_accepted_conflict_is_an_exception_with_its_reason() -> None:
    first, second = both_told()
    (mine,), (other,) = first.exceptions, second.exceptions
    assert (mine.used, mine.number) == ("16%", line(first, "revenue.growth@2025Q4").number)
    assert mine.against == line(first, "revenue.growth@2025Q4").computed
    assert mine.how == "$12.42bn ÷ $11.03bn − 1"
    assert mine.reason == "The release gives growth before a restatement of the base."
    assert other.reason == "新聞稿之成長率係以重編前之基期計算。"
    assert line(first, "revenue.growth@2025Q4").verdict == "conflict"


def test_a_line_shows_each_spelling_once() -> None:
    assert line(both_told()[0], "revenue@2025Q4").shown == ("$12.4bn", "12.4")
    assert len(line(both_told()[0], "revenue@2025Q4").places) > 4


def test_what_a_note_cites_is_in_the_appendix() -> None:
    edits = {
        "en.md": {'EPS was {{ cite("eps") }}.': "EPS was low.{% note %}{{ cite('eps') }}{% endnote %}"},
        "brief.yaml": {"    - {fact: eps}\n": ""},
    }
    assert line(told(edits)[0], "eps@2025Q4").shown == ("−$0.42",)


def test_the_fixture_reads() -> None:
    edition, findings = read()
    assert edition is not None and findings == [] and edition.languages == LANGUAGES
