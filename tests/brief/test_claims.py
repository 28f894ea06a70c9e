"""Claims: the language, its three values, and what becomes of a claim in a brief."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import EDITIONS, LANGUAGES, TINY, Golden, bodies, build_tiny, line_of, parse, read, words_of

from reportgen.brief.passages import survey
from reportgen.brief.prose import environment
from reportgen.checks.claims import ClaimError, Junction, Negation, read_claim
from reportgen.checks.judging import Truth, compare, judge
from reportgen.errors import Finding, Rejected, Severity
from reportgen.facts.base import FactBase
from reportgen.facts.interval import Interval
from reportgen.facts.text import Text

TRUE, FALSE, UNDECIDABLE = Truth.TRUE, Truth.FALSE, Truth.UNDECIDABLE
FACTS: dict[str, str] = {
    "revenue@2025Q4": "35.6 bn USD",
    "revenue@2025Q4~consensus": "34.9 bn USD",
    "revenue@2025Q4~guidance": "30 to 40 bn USD",
    "revenue@2025Q3": "33.0 bn USD",
    "revenue@2025Q2": "30.9 bn USD",
    "revenue@2024Q4": "28.8 bn USD",
    "revenue@2024": "120.0 bn USD",
    "cost@2025Q4": "30 bn USD",
    "cost@2024Q4": "35.6 bn USD",
    "profit@2025Q4": "over 5 bn USD",
    "capex@2025Q4": "35.65 bn USD",
    "margin@2025Q4": "35%",
    "margin@2024Q4": "36.9%",
    "change_of_margin@2025Q4": "-1.9 points",
    "growth_rate@2025Q4": "24%",
    "growth_rate@2025Q3": "20%",
    "growth_rate@2025Q2": "18%",
    "multiple@2025Q4": "2.0 x",
    "people@2025Q4": "exact 13 people",
    "eps@2025Q4": "-0.42 USD/share",
    "backlog@2025-12-31": "244 bn USD",
    "backlog@2025-09-30": "200 bn USD",
    "a@2025Q4": "over 3 USD",
    "b@2025Q4": "exact 0 USD",
}


@pytest.fixture(scope="module")
def facts(base: Callable[[Mapping[str, str]], FactBase]) -> FactBase:
    return base(FACTS)


def truth(expression: str, facts: FactBase) -> Truth:
    return judge(read_claim(Text(expression), facts), facts).truth


# ---- the language --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("revenue > revenue~consensus", TRUE),
        ("revenue < revenue~consensus", FALSE),
        ("revenue >= 35 bn USD", TRUE),
        ("revenue > 350億 USD", TRUE),
        ("revenue > 35.6 bn USD", UNDECIDABLE),
        ("revenue = 35.6 bn USD", UNDECIDABLE),
        ("revenue != revenue~consensus", TRUE),
        ("people = 13 people", TRUE),
        ("people == 13 people", TRUE),
        ("people != 13 people", FALSE),
        ("people ≥ 13 people", TRUE),
        ("people ≤ 12 people", FALSE),
        ("people ≠ 12 people", TRUE),
        ("people > 13 people", FALSE),
        # touching ends: revenue reaches up to 35.65, capex from 35.645
        ("revenue <= capex", UNDECIDABLE),
        ("revenue < 35.65 bn USD", UNDECIDABLE),
        ("revenue <= 35.65 bn USD", TRUE),
        # an open end and one at infinity
        ("a > 3 USD", TRUE),
        ("a >= 3 USD", TRUE),
        ("a <= 3 USD", FALSE),
        ("a > 4 USD", UNDECIDABLE),
        ("profit > 5 bn USD", TRUE),
        # formulas and a whole range
        ("growth(revenue) > 20%", TRUE),
        ("revenue - cost > 5 bn USD", TRUE),
        ("revenue - cost > 5.6 bn USD", UNDECIDABLE),
        ("2 * cost > revenue + 20 bn USD / 1", None),
        ("multiple >= 1.9", TRUE),
        ("multiple > 2 x", UNDECIDABLE),
        ("revenue~guidance > 29 bn USD", TRUE),
        ("revenue~guidance > 35 bn USD", UNDECIDABLE),
        ("low(revenue~guidance) < revenue and high(revenue~guidance) > revenue", TRUE),
        ("eps < 0", TRUE),
        ("change_of_margin < 0", TRUE),
        ("max(revenue, cost) = revenue", TRUE),
        # one input on both sides is one value, not two
        ("revenue + cost > revenue", TRUE),
        ("revenue - 1 * revenue = 0", TRUE),
        # and, or, not
        ("revenue > cost and margin > 30%", TRUE),
        ("revenue > cost and margin > 40%", FALSE),
        ("revenue > cost or margin > 40%", TRUE),
        ("not revenue > cost", FALSE),
        ("not (revenue > cost and margin > 40%)", TRUE),
        ("not not revenue > cost", TRUE),
        ("(revenue > cost)", TRUE),
        ("((revenue - cost)) > 0", TRUE),
        ("(revenue - cost) / revenue > 10%", TRUE),
        ("margin > 40% and revenue > 35.6 bn USD", FALSE),
        ("margin > 30% and revenue > 35.6 bn USD", UNDECIDABLE),
        ("margin > 30% or revenue > 35.6 bn USD", TRUE),
        ("margin > 40% or revenue > 35.6 bn USD", UNDECIDABLE),
        ("not revenue > 35.6 bn USD", UNDECIDABLE),
        ("margin > 40% and margin > 30% or revenue > cost", TRUE),
        # functions
        ("between(revenue, low(revenue~guidance), high(revenue~guidance))", TRUE),
        ("between(revenue, 36 bn USD, 40 bn USD)", FALSE),
        ("between(people, 13 people, 13 people)", TRUE),
        ("between(revenue, 35.6 bn USD, 40 bn USD)", UNDECIDABLE),
        ("record(revenue)", TRUE),
        ("record(backlog@2025-12-31)", TRUE),
        ("record(growth_rate@2025Q3)", TRUE),  # what came later takes nothing from it
        ("record(margin)", FALSE),
        ("record(cost)", FALSE),
        ("record(people)", UNDECIDABLE),  # nothing to compare with
        ("fastest(growth_rate, 3)", TRUE),
        ("fastest(growth_rate@2025Q3, 2)", TRUE),
        ("fastest(growth_rate, 4)", UNDECIDABLE),  # 2025Q1 is not in the fact base
        ("fastest(growth_rate, 13)", UNDECIDABLE),
        # a divisor that may be zero
        ("revenue / b > 1", UNDECIDABLE),
    ],
)
def test_a_claim_comes_to(expression: str, expected: Truth | None, facts: FactBase) -> None:
    if expected is None:
        with pytest.raises(ClaimError):
            truth(expression, facts)
    else:
        assert truth(expression, facts) is expected


def test_fastest_is_false_where_one_period_alone_says_so(
    base: Callable[[Mapping[str, str]], FactBase],
) -> None:
    """What is missing cannot save it."""
    held = base({"growth_rate@2025Q4": "24%", "growth_rate@2025Q3": "30%"})
    assert truth("fastest(growth_rate, 13)", held) is FALSE


def test_a_record_is_one_of_the_same_measure(facts: FactBase) -> None:
    """The year's revenue is larger than any quarter's, and consensus and guidance are other scenarios."""
    judgement = read_claim(Text("record(revenue)"), facts)
    others = [other.text for other in judgement.others]  # type: ignore[union-attr]
    assert others == ["revenue@2025Q3", "revenue@2025Q2", "revenue@2024Q4"]


def test_a_record_within_rounding_is_none(base: Callable[[Mapping[str, str]], FactBase]) -> None:
    held = base({"revenue@2025Q4": "10.1 bn USD", "revenue@2025Q3": "10 bn USD"})
    assert truth("record(revenue)", held) is UNDECIDABLE


@pytest.mark.parametrize(
    ("expression", "code", "offset", "said"),
    [
        ("", "RG513", 0, "compares nothing"),
        ("revenue", "RG513", 0, "compares nothing"),
        ("revenue >", "RG513", 9, "missing"),
        ("> revenue", "RG513", 0, "missing"),
        ("revenue > cost >", "RG513", 15, "two comparisons"),
        ("cost < revenue < 40 bn USD", "RG513", 15, "between"),
        ("revenue > cost and", "RG513", 18, "compares nothing"),
        ("and revenue > cost", "RG513", 0, "compares nothing"),
        ("not", "RG513", 3, "compares nothing"),
        ("(revenue > cost", "RG513", 0, "not closed"),
        ("revenue > cost)", "RG513", 14, "nobody opened"),
        ("revenue ! cost", "RG513", 8, "may not stand"),
        ("between(revenue, 1 USD)", "RG513", 0, "takes 3"),
        ("record(revenue, 2)", "RG513", 0, "takes 1"),
        ("record(revenue + cost)", "RG513", 7, "plain reference"),
        ("record(low(revenue~guidance))", "RG513", 7, "plain reference"),
        ("fastest(growth_rate, 1)", "RG513", 21, "2 to 99"),
        ("fastest(growth_rate, n)", "RG513", 21, "2 to 99"),
        ("fastest(backlog, 2)", "RG513", 0, "length of time"),
        ("tallest(revenue) > 2", "RG513", 0, "unknown function"),
        ("1 USD < 2 USD", "RG513", 6, "two numbers"),
        ("1/2 < 2", "RG513", 4, "two numbers"),
        ("revenue >= revenue", "RG513", 8, "with itself"),
        ("range(cost, revenue) > 1 USD", "RG513", 0, "low(x) or high(x)"),
        ("revenue > 'x'", "RG513", 10, "formula"),
        ("(" * 30 + "revenue > cost" + ")" * 30, "RG513", None, "nested deeper"),
        ("revenue > cost" + " and revenue > cost" * 30, "RG513", 0, "400 characters"),
        ("revenue > costs", "RG205", 10, "nearest: cost"),
        ("revenue > cost@2019", "RG205", 10, "there is no fact cost@2019"),
        ("margin > 30% and revenue > cost@2019Q9", "RG205", 27, "cannot read the period"),
        ("growth(capex) > 10%", "RG205", 0, "there is no fact capex@2024Q4"),
        ("revenue > margin", "RG204", 8, "USD cannot be compared with %"),
        ("revenue > 35%", "RG204", 8, "USD cannot be compared with %"),
        ("margin > 35", "RG204", 7, "% cannot be compared with a plain number"),
        ("margin > change_of_margin", "RG204", 7, "% cannot be compared with points"),
        ("margin > 50 bps", "RG204", 7, "% cannot be compared with bps"),
        ("revenue > 5 bn TWD", "RG204", 8, "USD cannot be compared with TWD"),
        ("backlog > revenue", "RG204", 8, "instant"),
        ("revenue + margin > 1 USD", "RG204", 0, "cannot be added"),
        ("low(revenue) > 1 USD", "RG204", 0, "not a range"),
        ("between(revenue, 10%, 40 bn USD)", "RG204", 0, "USD cannot be compared with %"),
    ],
)
def test_what_cannot_be_read_is_said_in_its_place(
    expression: str, code: str, offset: int | None, said: str, facts: FactBase
) -> None:
    with pytest.raises(ClaimError) as caught:
        read_claim(Text(expression), facts)
    assert caught.value.code == code, caught.value
    assert said in str(caught.value)
    assert offset is None or caught.value.offset == offset, caught.value


# ---- three values --------------------------------------------------------------------------------------------

OPERATORS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "=": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip
grid = st.integers(-3, 3)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(grid), draw(grid)))
    if low == high:
        return Interval(Fraction(low), Fraction(high))
    return Interval(
        draw(st.sampled_from([None, Fraction(low)])),
        draw(st.sampled_from([None, Fraction(high)])),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def members(interval: Interval) -> list[Fraction]:
    """Values of the interval fine enough to tell any two ends on the grid apart, far out where an end is infinite."""
    points = [Fraction(n, 4) for n in range(-17, 18)]
    return [point for point in points if point in interval]


@pytest.mark.parametrize("operator", OPERATORS)
@given(one=intervals(), two=intervals())
def test_true_iff_every_pair_satisfies_it_and_false_iff_none_does(
    operator: Any, one: Interval, two: Interval
) -> None:
    holds = {OPERATORS[operator](a, b) for a in members(one) for b in members(two)}
    expected = UNDECIDABLE if len(holds) == 2 else TRUE if holds == {True} else FALSE
    assert compare(operator, one - two) is expected


@given(st.lists(st.sampled_from(["T", "F", "U"]), min_size=2, max_size=4))
def test_and_or_not_are_kleenes(letters: list[str]) -> None:
    facts = _three_valued()
    atom = {"T": "people = 13 people", "F": "people > 13 people", "U": "revenue > 35.6 bn USD"}
    rank = {"F": 0, "U": 1, "T": 2}
    named = {0: FALSE, 1: UNDECIDABLE, 2: TRUE}
    ranks = [rank[letter] for letter in letters]
    parts = [atom[letter] for letter in letters]
    assert truth(" and ".join(parts), facts) is named[min(ranks)]
    assert truth(" or ".join(parts), facts) is named[max(ranks)]
    assert truth(f"not ({' and '.join(parts)})", facts) is named[2 - min(ranks)]


_HELD: dict[str, FactBase] = {}


@pytest.fixture(autouse=True, scope="module")
def _hold(facts: FactBase) -> None:
    _HELD["facts"] = facts


def _three_valued() -> FactBase:
    return _HELD["facts"]


def test_precedence(facts: FactBase) -> None:
    read_as = read_claim(Text("not margin > 40% and margin > 30% or revenue > cost"), facts)
    assert isinstance(read_as, Junction) and read_as.word == "or"
    first = read_as.parts[0]
    assert isinstance(first, Junction) and first.word == "and"
    assert isinstance(first.parts[0], Negation)


# ---- in a text -----------------------------------------------------------------------------------------------

HEAD = {"en": ", and still a loss", "zh-Hant": "，仍陷虧損"}


def with_claim(tag: str, language: str = "en", file: str = "") -> dict[str, dict[str, str]]:
    return {file or f"{language}.md": {HEAD[language]: tag}}


def said(edits: dict[str, dict[str, str]]) -> list[Finding]:
    return [finding for finding in read(edits)[1] if finding.code != "RG304"]


@pytest.mark.parametrize("language", LANGUAGES)
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
def test_a_bad_claim_stops_the_build_at_its_place(expression: str, code: str, language: str) -> None:
    tag = f'{{% claim "{expression}" %}}x{{% endclaim %}}'
    edition, findings = read(with_claim(tag, language))
    assert edition is None
    (finding,) = [finding for finding in findings if finding.blocks]
    assert finding.code == code
    assert finding.locus is not None
    excerpt = finding.locus.excerpt
    assert finding.locus.file == f"tiny/{language}.md" and finding.locus.line == 1
    start = excerpt.index(expression) + 1
    assert start <= finding.locus.column <= start + len(expression)


def test_the_finding_gives_the_operands_and_the_part_to_blame() -> None:
    tag = '{% claim "revenue > 1 bn USD and revenue < revenue~consensus" %}short of it{% endclaim %}'
    (finding,) = said(with_claim(tag))
    assert finding.message == (
        "'short of it' is false: not revenue < revenue~consensus; "
        "revenue@2025Q4 is 12.42bn USD [12.415, 12.425]; "
        "revenue@2025Q4~consensus is 12.1bn USD [12.095, 12.105]"
    )


def test_an_undecidable_claim_says_why() -> None:
    (overlap,) = said(with_claim('{% claim "revenue > 12.42 bn USD" %}x{% endclaim %}'))
    assert (
        "cannot be decided by revenue > 12.42 bn USD: the intervals overlap; revenue@2025Q4 is"
        in overlap.message
    )
    (missing,) = said(with_claim('{% claim "fastest(revenue.growth, 13)" %}x{% endclaim %}'))
    assert (
        "the fact base does not hold revenue.growth@2025Q3 and 11 more of the 13 periods" in missing.message
    )


def test_all_bad_claims_of_an_edition_are_reported_at_once() -> None:
    bad = "revenue < revenue~consensus"
    edits = {
        "en.md": {
            HEAD["en"]: f'{{% claim "{bad}" %}}one{{% endclaim %}}',
            "The chain runs": '{% claim "revenue >" %}two{% endclaim %} '
            f'{{% claim "{bad}" %}}three{{% endclaim %}}',
        },
        "zh-Hant.md": {HEAD["zh-Hant"]: '{% claim "revenue > 12.42 bn USD" %}四{% endclaim %}'},
        "brief.yaml": {
            "Net sales, fourth quarter, US$": f"{{% claim '{bad}' %}}five{{% endclaim %}}",
            "Consensus as the release prints it": f"{{% claim '{bad}' %}}six{{% endclaim %}}",
            "title: {en: Lanternfish Q4 2025,": f"title: {{en: \"{{% claim '{bad}' %}}seven{{% endclaim %}}\",",
            "label: {en: A year ago,": f"label: {{en: \"{{% claim '{bad}' %}}eight{{% endclaim %}}\",",
        },
    }
    found = [(finding.code, finding.locus.file if finding.locus else "") for finding in said(edits)]
    assert sorted(found) == sorted(
        [("RG511", "tiny/en.md")] * 2
        + [("RG513", "tiny/en.md"), ("RG512", "tiny/zh-Hant.md")]
        + [("RG511", "tiny/brief.yaml")] * 4
    )
    columns = [f.locus.column for f in said(edits) if f.locus and f.locus.file == "tiny/brief.yaml"]
    assert all(column > 10 for column in columns)


@pytest.mark.parametrize(
    ("tag", "said_of_it"),
    [
        ("{% claim %}x{% endclaim %}", "needs its condition in quotes"),
        ("{% claim revenue > cost %}x{% endclaim %}", "needs its condition in quotes"),
        ('{% claim "revenue" "x" %}x{% endclaim %}', "needs its condition in quotes"),
        ('{% opinion "revenue > 0" %}x{% endopinion %}', "takes no arguments"),
        ('{% claim "revenue > 0" %}x\n\ny{% endclaim %}', "one paragraph"),
        ('{% claim "revenue > 0" %}**x{% endclaim %}**', "emphasis"),
    ],
)
def test_a_malformed_tag_is_said_in_its_place(tag: str, said_of_it: str) -> None:
    (finding,) = said(with_claim(tag))
    assert finding.code == "RG513" and said_of_it in finding.message
    assert finding.locus is not None and finding.locus.line == 1 and finding.locus.column > 10


def test_a_claim_that_is_not_closed_is_no_template() -> None:
    assert "RG502" in {finding.code for finding in said(with_claim('{% claim "revenue > 0" %}x'))}


def test_a_helper_of_the_blocks_cannot_be_called_by_hand() -> None:
    edits = with_claim('{{ _claim("revenue > 0") }}')
    with pytest.raises(Rejected) as caught:
        bodies(edits)
    assert caught.value.findings[0].code == "RG503"


# ---- in a brief ----------------------------------------------------------------------------------------------


def test_a_claim_is_printed_numbered_and_listed() -> None:
    tag = '{% claim "revenue > revenue~consensus" %}ahead of {{ cite("revenue~consensus") }}{% endclaim %}'
    en, zh = bodies(with_claim(tag))
    claim = en.claims[0]
    assert (claim.id, claim.words) == ("c1", "ahead of $12.10bn")
    assert claim.condition == "$12.42bn > $12.10bn"
    assert claim.basis == ("Net sales", "Net sales (consensus)")
    assert claim.verdict == "holds"
    assert '<span class="claim" id="c1">ahead of <data' in en.headline
    assert "ahead of $12.10bn" in en.headline_plain
    assert [made.id for made in zh.claims] == ["c1"]  # its own numbers: the bill that grows
    assert zh.claims[0].words == "支出擴大" and zh.claims[0].verdict == "成立"
    assert [made.words for made in en.claims[1:]] == ["The bill grows"]
    assert en.opinions == 2


def test_words_without_figures_lead_to_the_appendix() -> None:
    en, _ = bodies()
    bill = en.claims[-1]
    spent = en.sections[-1].body
    assert f'<a class="claim" id="{bill.id}" href="#k{bill.number}">The bill grows</a>' in spent


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
    en, _ = bodies(with_claim(f'{{% claim "{expression}" %}}x{{% endclaim %}}'))
    assert en.claims[0].condition == condition


def test_a_subtitle_that_is_read_twice_makes_one_claim() -> None:
    edits = {"brief.yaml": {"Net sales, fourth quarter, US$": "{% claim 'revenue > 0' %}Sales{% endclaim %}"}}
    en, _ = bodies(edits)
    assert [claim.words for claim in en.claims] == ["Sales", "The bill grows"]
    assert str(en.front_exhibits).count('id="c') == 1


def test_a_claim_in_a_picture_leads_to_its_exhibit() -> None:
    label = "label: {en: A year ago,"
    edits = {"brief.yaml": {label: "label: {en: \"{% claim 'revenue > 0' %}Before{% endclaim %}\","}}
    en, _ = bodies(edits)
    assert en.claims[0].words == "Before" and en.claims[0].anchor == "x-sales-path"


def test_the_files_carry_the_claims(golden: Golden) -> None:
    document = json.loads((golden.folder / "numbers.json").read_bytes())
    assert document["opinions"] == {"en": 2, "zh-Hant": 3}
    assert [claim["language"] for claim in document["claims"]] == list(LANGUAGES)
    claim = document["claims"][0]
    assert claim | {"page": 0} == {
        "language": "en",
        "id": "c1",
        "words": "The bill grows",
        "expression": "midpoint(capex@2026~guidance) > capex@2025",
        "condition": "($1.80bn + $2.20bn) ÷ 2 > about $1.60bn",
        "basis": ["Capital expenditure (guidance, 2026)", "Capital expenditure (2025)"],
        "operands": [
            {
                "fact": "low(fish/capex@2026~guidance)",
                "shown": "$1.80bn",
                "interval": ["1795000000", "1805000000"],
            },
            {
                "fact": "high(fish/capex@2026~guidance)",
                "shown": "$2.20bn",
                "interval": ["2195000000", "2205000000"],
            },
            {"fact": "fish/capex@2025", "shown": "about $1.60bn", "interval": ["1590000000", "1610000000"]},
        ],
        "verdict": "true",
        "said": "holds",
        "drawn": False,
        "exhibit": "capex-plan",
        "page": 0,
    }
    assert isinstance(claim["page"], int)
    row = parse(golden.html("en")).find(".//tr[@id='k1']")
    assert row is not None
    assert words_of(row).startswith(
        "1 The bill grows ($1.80bn + $2.20bn) ÷ 2 > about $1.60bn Capital expenditure"
    )


def test_a_changed_fact_stops_the_stale_word(tmp_path: Path) -> None:
    smaller = {"facts.yaml": {"value: 1.80 to 2.20 bn USD": "value: 0.80 to 1.20 bn USD"}}
    with pytest.raises(Rejected) as caught:
        build_tiny(tmp_path, smaller)
    stale = [finding for finding in caught.value.findings if finding.blocks]
    assert [finding.code for finding in stale] == ["RG511", "RG511"]
    line = line_of(EDITIONS / TINY, "brief.yaml", "The bill grows")
    assert [finding.locus.line for finding in stale if finding.locus] == [line, line + 1]
    assert not (tmp_path / "output").exists()


# ---- the lint ------------------------------------------------------------------------------------------------


def linted(text: str, language: str = "en") -> list[tuple[str, str]]:
    found = said(with_claim(text, language))
    assert all(finding.severity is Severity.WARNING for finding in found), found
    words = []
    for finding in found:
        assert finding.locus is not None
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
    (finding,) = said(with_claim(text))
    assert finding.locus is not None
    assert (finding.locus.line, finding.locus.column) == (2, 1)


def test_titles_and_notes_are_linted_and_labels_are_not() -> None:
    edits = {
        "brief.yaml": {
            "The quarter in figures": "Higher figures",
            "Consensus as the release prints it": "Above consensus",
            "stub: {en: US$ bn unless stated,": "stub: {en: Higher of the two,",
            "label: {en: A year ago,": "label: {en: Above,",
        }
    }
    assert sorted(finding.message.split("'")[1] for finding in said(edits)) == ["Above", "Higher"]


def test_the_amazon_edition_is_clean_and_its_languages_claim_the_same() -> None:
    from reportgen.brief.edition import read_edition

    folder = EDITIONS.parents[2] / "data" / "amazon-2025q4"
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".yaml", ".md")}
    edition, findings = read_edition("amazon-2025q4", files, "amazon")
    assert edition is not None
    assert [finding for finding in findings if finding.code.startswith("RG51")] == []
    claimed = {
        language: {
            block.quoted for block in survey(environment(), edition.texts[language].text)[1] if block.quoted
        }
        for language in LANGUAGES
    }
    assert len(claimed["en"]) > 30
    # Chinese says in a verb what English says in a noun, twice.
    assert claimed["zh-Hant"] - claimed["en"] == {
        "operating_income > operating_income@2024Q4",
        "operating_margin.adjusted > operating_margin",
    }
    assert claimed["en"] - claimed["zh-Hant"] == {ONE_MISS}


ONE_MISS = (
    "eps < eps~consensus and aws.revenue > aws.revenue~consensus and online_stores.revenue > "
    "online_stores.revenue~consensus and ads.revenue >= ads.revenue~consensus"
)  # a section's title in English, an exhibit's in both
