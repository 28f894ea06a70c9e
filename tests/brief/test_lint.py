"""The lint: words that compare and are held to nothing, in each language, at their places."""

from __future__ import annotations

import pytest
from support import checked
from texts import prose

from reportgen.brief.lint import lint
from reportgen.document.walk import blocks
from reportgen.errors import Finding, Severity


def findings(text: str, language: str = "en") -> list[Finding]:
    read = prose(text, language)
    assert read.said == []
    return [one for passage in blocks(read.blocks) for one in lint(passage.line, language)]


def linted(text: str, language: str = "en") -> list[tuple[str, str]]:
    """The words that are found, each at its place."""
    words = []
    for finding in findings(f"Tea{text}", language):
        assert finding.severity is Severity.WARNING and finding.locus is not None
        word = finding.message.split("'")[1]
        assert finding.locus.excerpt[finding.locus.column - 1 :].startswith(word)
        words.append((finding.code, word))
    return words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (" which beat consensus", "beat"), (" Missed again", "Missed"), (" above it", "above"),
        (" below it", "below"), (" ahead of it", "ahead"), (" exceeded it", "exceeded"), (" higher", "higher"),
        (" lower", "lower"), (" more than that", "more than"), (" less than that", "less than"),
        (" faster", "faster"), (" the fastest", "fastest"), (" slowest", "slowest"), (" largest", "largest"),
        (" best", "best"), (" a record", "record"), (" widened", "widened"), (" narrowed", "narrowed"),
        (" doubled", "doubled"), (" rose", "rose"), (" fell", "fell"), (" grew", "grew"), (" is up a lot", "up"),
        (" is down", "down"), (" in line with it", "in line with"), (' {{ cite("revenue") }} more sales', "more"),
        (' {{ cite("revenue") }} less', "less"), (" *rose* a bit", "rose"),
    ],
)  # fmt: skip
def test_an_english_word_that_compares_is_found(text: str, word: str) -> None:
    assert linted(text) == [("RG515", word)]


@pytest.mark.parametrize(
    "text",
    [
        " recorded", " recorder", " upper", " belowground", " beaten-up", " the downtown shop", " grewsome",
        " double-digit", " build-up", " up to now", " set up", " sums up", ", more shops", ", less tea",
        " a lower bound",
        " growth", " highly", " fellow", " besting", " best-of", " Rosemary", " {# it rose #}", " boxes upon boxes",
        " {% raw %}nothing{% endraw %}",
        ' {{ word("rise", "revenue.growth") }}', ' {{ moved("beat", "revenue.surprise") }}',
        ' {% claim "revenue > 0" %}rose{% endclaim %}', " {% opinion %}the best tea{% endopinion %}",
        ' {% opinion %}the best {% claim "revenue > 0" %}rose{% endclaim %} and fell{% endopinion %}',
    ],
)  # fmt: skip
def test_its_english_neighbours_are_left_alone(text: str) -> None:
    assert linted(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("優於預期", "優於"), ("不如預期", "不如"), ("高於預估", "高於"), ("低於預估", "低於"), ("超過預估", "超過"),
        ("增速最快", "最快"), ("規模最大", "最大"), ("金額最高", "最高"), ("營收創新高", "創新高"),
        ("差距擴大", "擴大"),
        ("差距收斂", "收斂"), ("獲利倍增", "倍增"), ("營收成長", "成長"), ("營收衰退", "衰退"), ("營收上升", "上升"),
        ("營收下降", "下降"), ("支出增加", "增加"), ("支出減少", "減少"), ("大幅領先", "領先"), ("明顯落後", "落後"),
        ('營收年增{{ cite("revenue") }}', "年增"), ('較預估高{{ cite("revenue") }}', "高"),
        ('比去年少{{ cite("revenue") }}', "少"), ("再創新高", "創新高"),
    ],
)  # fmt: skip
def test_a_chinese_word_that_compares_is_found(text: str, word: str) -> None:
    assert linted(text, "zh-Hant") == [("RG515", word)]


@pytest.mark.parametrize(
    "text",
    [
        "營收年增率", "季增率", "成長率", "營收年增額", "新增門市", "最高法院", "利潤最大化", "紀錄片", "跌幅",
        "高山茶", "多家門市",
        '新增{{ cite("shops@2025-12-31") }}', '年增率{{ cite("revenue.growth") }}',
        '{{ moved("yoy", "revenue.growth") }}',
        '{% claim "revenue > 0" %}優於預期{% endclaim %}', "{% opinion %}全臺最好的茶{% endopinion %}",
    ],
)  # fmt: skip
def test_its_chinese_neighbours_are_left_alone(text: str) -> None:
    assert linted(text, "zh-Hant") == []


def test_words_after_a_claim_are_linted_again_in_their_place() -> None:
    text = ' {% claim "revenue > 0" %}rose{% endclaim %} and {%- opinion -%} fell {%- endopinion %} but\nrose'
    (finding,) = findings(f"Tea{text}")
    assert finding.locus is not None
    assert (finding.locus.line, finding.locus.column) == (2, 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (r"tea \* rose", (1, 8)),
        ("tea &amp; more\nrose", (2, 1)),
        ("- | a | b |\n  |---|---|\n  | `rose` | rose \\| 1 |\n", (3, 14)),
        ('[tea](https://rose.org "rose") rose', (1, 32)),
        ("- <b>tea</b>\n  - rose", (2, 5)),
        ("tea \\* that *rose* and", (1, 14)),
        ("{% for n in [1] %}\nrose\n{% endfor %}", (2, 1)),
    ],
)
def test_a_word_is_found_behind_any_markup(text: str, place: tuple[int, int]) -> None:
    found = findings(text)
    assert [one.message.split("'")[1] for one in found] == ["rose"]
    assert found[0].locus is not None and (found[0].locus.line, found[0].locus.column) == place


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        ("tea and more\nthan tea", "more\nthan", (1, 9)),
        ("tea and *more* than tea", "more than", (1, 10)),
        (r"tea and more\* than tea", "", (0, 0)),
        ('{{ cite("revenue") }}\nmore tea', "", (0, 0)),
        ("{{ 'three' }} more of them", "more", (1, 15)),
        ("&amp; more of them", "", (0, 0)),
    ],
)
def test_a_phrase_goes_on_over_the_end_of_a_line(text: str, said: str, place: tuple[int, int]) -> None:
    found = [(one.message, one.locus and (one.locus.line, one.locus.column)) for one in findings(text)]
    assert found == ([(f"{said!r} compares, and nothing holds it to the facts", place)] if said else [])


def test_titles_and_notes_are_linted_and_labels_are_not() -> None:
    edits = {
        "brief.yaml": {
            "The quarter in figures": "Higher figures",
            "Consensus as the release prints it": "Above consensus",
            "stub: {en: US$ bn unless stated,": "stub: {en: Higher of all,",
            "label: {en: A year ago,": "label: {en: Above,",
        }
    }
    found = [finding for finding in checked(edits).findings if finding.code != "RG304"]
    assert {finding.code for finding in found} == {"RG515"}
    assert sorted(finding.message.split("'")[1] for finding in found) == ["Above", "Higher"]


def test_what_a_concept_is_called_compares_nothing() -> None:
    label = {"facts.yaml": {"label: {en: Net sales,": "label: {en: Higher sales,"}}
    title = {"brief.yaml": {"The quarter in figures": "Higher sales are meant and higher tea"}}
    said = [finding.message for finding in checked({**label, **title}).findings if finding.code == "RG515"]
    assert said == ["'higher' compares, and nothing holds it to the facts"]
