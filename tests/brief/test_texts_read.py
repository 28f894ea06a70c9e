"""Reading texts: what the helpers print, and what an author can do to a text by accident."""

from __future__ import annotations

from typing import Final

import pytest
from texts import LOSS, Read, all_pieces, edition, pieces, place, prose, scalar

from reportgen.document.nodes import Cited, Claimed, Noted, Opined
from reportgen.document.walk import notes, plain
from reportgen.errors import Severity
from reportgen.figures.display import NumberStyle, show
from reportgen.record.claims import state


def line_of(read: Read) -> tuple[object, ...]:
    (paragraph,) = read.blocks
    return paragraph.content  # type: ignore[union-attr]


# ---- helpers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "words"),
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
        ("en", '{{ cite("operating_margin") }}', "−2.5%"),
        ("en", '{{ cite("operating_margin", absolute=true) }}', "2.5%"),
        ("en", '{{ cite("revenue.growth", sign=true) }}', "+16%"),
        ("en", '{{ cite("fish/revenue@2025Q4") }}', "$12.4bn"),
        ("en", '{{ cite("shops@2025-12-31") }}', "over 1,250 shops"),
        ("en", '{{ cite("shops@2025-12-31", terse=true) }}', ">1,250 shops"),
        ("zh-Hant", '{{ cite("revenue") }}', "124.2億美元"),
    ],
)
def test_a_helper_prints(language: str, text: str, words: str) -> None:
    read = prose(text, language)
    assert (read.words, read.said) == (words, [])


def test_decimals_are_handed_on() -> None:
    fact = edition().base.find("revenue.surprise")
    assert fact.quantity is not None
    printed = [prose(f'{{{{ cite("revenue.surprise", decimals={places}) }}}}').words for places in (0, 1)]
    assert printed == [show(fact.quantity, NumberStyle("en"), decimals=places) for places in (0, 1)]
    assert printed[0] != printed[1]


@pytest.mark.parametrize("helper", ["word", "moved"])
def test_an_unknown_kind_is_rg503_at_its_place_and_the_kinds_are_named(helper: str) -> None:
    finding = prose(f'Sales {{{{ {helper}("soar", "revenue") }}}}.').only()
    assert (finding.code, place(finding)) == ("RG503", (1, 12 + len(helper)))
    assert finding.message == "there is no kind of word 'soar'"
    assert finding.mend == "kinds: rise, grow, up, beat, above, ahead, widen, yoy, qoq"


@pytest.mark.parametrize("helper", ['cite("esp")', 'word("rise", "esp")', 'moved("rise", "esp")'])
def test_a_reference_to_nothing_is_rg205_at_its_place_and_a_near_name_is_offered(helper: str) -> None:
    text = f"tea {{{{ {helper} }}}}"
    finding = prose(text).only()
    assert (finding.code, place(finding)) == ("RG205", (1, text.index("esp") + 1))
    assert "nearest: eps" in finding.message


def test_a_reference_is_text() -> None:
    finding = prose("{{ cite(1) }}").only()
    assert (finding.code, finding.message, place(finding)) == ("RG503", "a reference is text, not 1", (1, 9))


def test_an_exhibit_that_there_is_none_of_is_rg504_at_its_place() -> None:
    finding = prose('{{ exhibit("resluts") }}').only()
    assert (finding.code, finding.message) == ("RG504", "there is no exhibit 'resluts'")
    assert place(finding) == (1, 13)
    assert finding.mend == "exhibits: sales-path, capex-plan, results"


# ---- a citation stays whole ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '{{ cite("eps")[:2] }}',
        '{{ cite("eps")|reverse }}',
        '{{ cite("eps") * 2 }}',
        '{% set twice = cite("eps") %}{{ twice }} and {{ twice }}',
        '{% set never = cite("eps") %}nothing',
        '{% if cite("eps") %}true{% endif %}',
        '{{ cite("eps")|length }}',
        '{{ moved("rise", "eps")|truncate(6, true, "", 0) }}',
        '{% set c %}{% claim "revenue > 0" %}x{% endclaim %}{% endset %}{{ c }}{{ c }}',
        '{% set e = exhibit("results") %}',
    ],
)
def test_a_fact_that_is_not_printed_once_and_whole_is_rg503(text: str) -> None:
    read = prose(f"tea\n\n{text}")
    assert {(one.code, place(one)[0]) for one in read.findings} == {("RG503", 3)}
    assert "does not print it once and whole" in read.findings[0].message


@pytest.mark.parametrize("forged", [r"\ue000", r"\ue000\ue019\ue019\ue019\ue001", r"\ue001", r"\uf8ff"])
def test_the_characters_that_stand_for_facts_cannot_be_printed(forged: str) -> None:
    finding = prose(f'tea {{{{ "{forged}" }}}}').only()
    assert finding.code == "RG503" and "private-use" in finding.message


def test_the_citation_of_another_text_cannot_be_forged() -> None:
    read = prose('{{ cite("eps") }}')
    index = next(at for at, item in enumerate(read.writer._items) if not isinstance(item, tuple))
    forged = "\\ue000" + "".join(f"\\ue01{digit}" for digit in str(index)) + "\\ue001"
    read.writer.line(scalar(f"a: '{{{{ \"{forged}\" }}}}'").writer._text_read)
    assert [one.code for one in read.findings] == ["RG503"]


def test_a_citation_may_be_named_and_printed_once() -> None:
    read = prose('{% set eps = cite("eps") %}EPS of {{ eps }}.')
    assert (read.words, read.said) == (f"EPS of {LOSS}.", [])


# ---- claims and opinions -------------------------------------------------------------------------------------


def claimed(expression: str, words: str = "x") -> Read:
    return prose(f'tea {{% claim "{expression}" %}}{words}{{% endclaim %}}')


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("revenue < revenue~consensus", "RG511"),
        ("revenue > 12.42 bn USD", "RG512"),
        ("revenue >", "RG513"),
        ("revenues > 1 USD", "RG205"),
        ("revenue > 5%", "RG204"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_a_bad_claim_is_said_at_its_condition(expression: str, code: str, language: str) -> None:
    text = f'tea\n\n- {{% claim "{expression}" %}}x{{% endclaim %}}'
    read = prose(text, language)
    finding = read.only()
    line, column = place(finding)
    assert (finding.code, finding.blocks, line) == (code, True, 3)
    assert 13 <= column <= 13 + len(expression)
    assert read.writer.claims == []


def test_the_finding_gives_the_operands_and_the_part_to_blame() -> None:
    finding = claimed("revenue > 1 bn USD and revenue < revenue~consensus", "short of it").only()
    assert finding.message == (
        "'short of it' is false: not revenue < revenue~consensus; "
        "revenue@2025Q4 is 12.42bn USD [12.415, 12.425]; "
        "revenue@2025Q4~consensus is 12.1bn USD [12.095, 12.105]"
    )
    assert finding.mend == "change the words, or the condition they rest on"


def test_an_undecidable_claim_says_why() -> None:
    overlap = claimed("revenue > 12.42 bn USD").only().message
    assert "cannot be decided by revenue > 12.42 bn USD: the intervals overlap; revenue@2025Q4 is" in overlap
    missing = claimed("fastest(revenue.growth, 13)").only().message
    assert "the fact base does not hold revenue.growth@2025Q3 and 11 more of the 13 periods" in missing


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{% claim %}x{% endclaim %}", "needs its condition in quotes"),
        ("{% claim revenue > cost %}x{% endclaim %}", "needs its condition in quotes"),
        ('{% claim "revenue" "x" %}x{% endclaim %}', "needs its condition in quotes"),
        ('{% opinion "revenue > 0" %}x{% endopinion %}', "takes no arguments"),
        ('{% note "revenue > 0" %}x{% endnote %}', "takes no arguments"),
        ('{% claim "revenue > 0" %}x\n\ny{% endclaim %}', "a claim begins and ends in one paragraph"),
        ('{% claim "revenue > 0" %}**x{% endclaim %}**', "outside of an emphasis"),
        ('**{% claim "revenue > 0" %}x**{% endclaim %}', "outside of an emphasis"),
        ("[{% opinion %}x](https://a.b){% endopinion %}", "an opinion begins and ends"),
        ("- {% note %}x\n- y{% endnote %}", "a note begins and ends"),
    ],
)
def test_a_malformed_tag_is_rg513_at_its_place(tag: str, said: str) -> None:
    text = f"tea\n\n{tag}"
    finding = prose(text).only()
    assert finding.code == "RG513" and said in finding.message
    line, column = place(finding)
    assert line == 3 and tag[column - 1 :].startswith(("{% ", "revenue"))


def test_a_claim_holds_its_words_and_is_numbered_and_listed() -> None:
    text = '{% claim "revenue > revenue~consensus" %}ahead of {{ cite("revenue~consensus") }}{% endclaim %}'
    read = prose(f"{text} and {{% claim 'eps < 0' %}}a *loss*{{% endclaim %}}")
    assert read.said == []
    found = [piece for piece in all_pieces(read) if isinstance(piece, Claimed)]
    assert [(one.number, plain(one.content)) for one in found] == [(1, "ahead of $12.1bn"), (2, "a loss")]
    first, second = (state(claim, read.writer.base, read.writer.number_style) for claim in read.writer.claims)
    assert (first.id, first.words, first.condition) == ("c1", "ahead of $12.1bn", "$12.42bn > $12.10bn")
    assert first.basis == ("Net sales", "Net sales (consensus)") and first.verdict == "holds"
    assert (second.id, second.words) == ("c2", "a loss")


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ("not revenue < 1 bn USD", "not ($12.42bn < $1bn)"),
        ("(revenue > 1 bn USD or eps > 0) and eps < 0", "($12.42bn > $1bn or −$0.42 > 0) and −$0.42 < 0"),
        ("between(revenue, 1 bn USD, 20 bn USD)", "$1bn ≤ $12.42bn ≤ $20bn"),
        ("record(revenue)", "$12.42bn > $11.03bn"),
        ("revenue - revenue@-1Y > 1 bn USD", "$12.42bn − $11.03bn > $1bn"),
        ("high(capex@2026~guidance) >= 2 bn USD", "$2.20bn ≥ $2bn"),
        ("capex@2025 > 1 bn USD", "about $1.60bn > $1bn"),
    ],
)
def test_the_condition_in_the_readers_terms(expression: str, condition: str) -> None:
    writer = claimed(expression).writer
    (claim,) = writer.claims
    assert state(claim, writer.base, writer.number_style).condition == condition


def test_opinions_are_counted_and_may_hold_claims() -> None:
    read = prose(
        '{% opinion %}a {% claim "revenue > 0" %}b{% endclaim %} c{% endopinion %} {% opinion %}d{% endopinion %}'
    )
    assert (read.said, read.writer.opinions) == ([], 2)
    opined = [plain(piece.content) for piece in all_pieces(read) if isinstance(piece, Opined)]
    assert opined == ["a b c", "d"]
    assert [claim.words for claim in read.writer.claims] == ["b"]


# ---- notes ---------------------------------------------------------------------------------------------------


def test_a_note_is_called_where_it_is_written_and_may_cite() -> None:
    read = prose(
        'EPS was low.{% note %} A *loss* of {{ cite("eps") }} per share. {% endnote %} More {% note %}x{% endnote %}'
    )
    assert (read.said, read.words) == ([], "EPS was low. More ")
    first, second = (piece for piece in all_pieces(read) if isinstance(piece, Noted))
    assert (first.number, plain(first.content)) == (1, f"A loss of {LOSS} per share.")
    assert (second.number, plain(second.content)) == (2, "x")
    assert [citation.shown for citation in read.citations] == [LOSS]


def test_the_words_of_a_note_keep_their_places() -> None:
    read = prose("a{% note %}  tea{% endnote %}")
    (note,) = notes(line_of(read))  # type: ignore[arg-type]
    (words,) = note.content
    assert words.text == "tea" and words.place.locus.column == 14  # type: ignore[union-attr]


def test_a_note_in_a_text_of_brief_yaml_has_no_foot_to_stand_at() -> None:
    finding = scalar('title: "Lanternfish{% note %}no{% endnote %}"').only()
    assert (finding.code, place(finding)) == ("RG503", (1, 20))
    assert finding.message == "a note stands in the text of a brief or a letter"


def test_an_exhibit_is_no_helper_of_a_text_of_brief_yaml() -> None:
    finding = scalar("title: \"{{ exhibit('results') }}\"").only()
    assert (finding.code, finding.mend) == ("RG503", "helpers: cite, word, moved, changed, period, date")


# ---- places in brief.yaml ------------------------------------------------------------------------------------

STYLES: Final = {
    "plain": "title: tea {{ cite('zzz') }}",
    "plain over lines": "title: tea\n  and more\n  {{ cite('zzz') }} at last",
    "double quotes": "title: \"tea {{ cite('zzz') }}\"",
    "escapes": r'title: "\u8336 \"tea\" {{ cite(\"zzz\") }}"',
    "double quotes over lines": "title: \"tea\n\n  and {{ cite('zzz') }}\"",
    "single quotes": "title: 'it''s {{ cite(\"zzz\") }}'",
    "folded": "title: >-\n  tea and\n  more\n\n  {{ cite('zzz') }} at last",
    "literal": "title: |\n  tea and\n    more {{ cite('zzz') }}\n  at last",
    "kept": "title: |2+\n    tea {{ cite('zzz') }}\n\n",
    "in a flow": "title: {en: \"tea {{ cite('zzz') }}\", zh: tea}",
}


@pytest.mark.parametrize("style", STYLES)
def test_a_finding_points_into_a_scalar_of_any_style(style: str) -> None:
    yaml = STYLES[style]
    if style == "in a flow":
        yaml = yaml.replace("title: {en", "en").split(", zh")[0]
    before = yaml[: yaml.index("zzz")]
    finding = scalar(yaml).only()
    assert (finding.code, place(finding)) == (
        "RG205",
        (before.count("\n") + 1, len(before) - before.rfind("\n")),
    )


@pytest.mark.parametrize("style", STYLES)
def test_a_claim_points_into_a_scalar_of_any_style(style: str) -> None:
    if style == "in a flow":
        return
    quote = '\\"' if style == "escapes" else '"' if "single" in style else "'"
    tag = f"{{% claim {quote}eps > 0{quote} %}}x{{% endclaim %}}"
    yaml = STYLES[style].replace('{{ cite(\\"zzz\\") }}', tag).replace("{{ cite('zzz') }}", tag)
    yaml = yaml.replace('{{ cite("zzz") }}', tag)
    before = yaml[: yaml.index("eps > 0")]
    finding = scalar(yaml).only()
    assert (finding.code, place(finding)) == (
        "RG511",
        (before.count("\n") + 1, len(before) - before.rfind("\n")),
    )


def test_a_text_without_any_expression_is_as_it_stands() -> None:
    read = scalar("title: 100% of {tea}, no {{cite")
    assert read.only().code == "RG502"
    assert plain(scalar("title: 100% of tea}").line) == "100% of tea}"


def test_what_stands_in_a_picture_or_a_plain_text_is_not_inline() -> None:
    read = prose("")
    line = read.writer.line(scalar("a: \"{{ cite('eps') }}\"").writer._text_read, "results", inline=False)
    (cited,) = (piece for piece in pieces(line) if isinstance(piece, Cited))
    assert (cited.citation.exhibit, cited.citation.inline) == ("results", False)


def test_a_warning_is_no_error() -> None:
    assert prose("> tea").only().severity is Severity.WARNING
