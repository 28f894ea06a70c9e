"""A release or a recap as facts and lines to confirm: what comes out of it, where it stands, and what is refused."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_texts import CHINESE, ENGLISH, JAPANESE, PAGE
from support import reportgen

from reportgen.errors import Misuse, Rejected
from reportgen.facts.quantity import parse_quantity
from reportgen.facts.reading import read_facts
from reportgen.figures.reader.paragraphs import read_text
from reportgen.intake import intake_limits
from reportgen.intake.against_source import hold_sources
from reportgen.intake.coverage import cover
from reportgen.intake.importing.text_import import TextFile, TextImport, TextWish, import_text, language_of
from reportgen.intake.importing.text_writing import bring_in_text
from reportgen.intake.source_files import SourceFiles
from reportgen.intake.source_text import text_of
from reportgen.vocabulary.standard import STANDARD

ALL: Final = {"en": ENGLISH, "page": PAGE, "zh": CHINESE, "ja": JAPANESE}
LANGUAGE: Final = {"en": "en", "page": "en", "zh": "zh-Hant", "ja": "ja"}
WISH: Final = TextWish("acme", "2025Q4", "release")


def taken(text: str) -> TextImport:
    return import_text(TextFile(text.encode(), "release.txt", "release", "release.txt"), None, STANDARD, WISH)


def written(text: str, facts: str = "", wish: TextWish = WISH) -> str:
    file = TextFile(text.encode(), "release.txt", "release", "release.txt")
    return bring_in_text(file, facts, "facts.yaml", STANDARD, wish)[0]


def told(text: str) -> dict[str, str]:
    """What came out, facts and proposals both: the key → value, place and characters."""
    came = taken(text)
    facts = {
        fact.key: f"{one.value}; {one.place}; {one.printed}"
        for fact in came.made.facts
        for one in fact.tellings[:1]
    }
    return facts | {one.key: f"{one.value}; {one.place}; {one.printed}" for one in came.proposed}


def confirmed(facts: str) -> str:
    """The file with every line confirmed whose concept was named."""
    return re.sub(r"(?m)^  #\? (?![^:]*\?)", "  ", facts)


@pytest.mark.parametrize("name", ALL)
def test_every_figure_that_coverage_reads_comes_out_with_its_value_place_and_characters(name: str) -> None:
    text = text_of(ALL[name].encode())
    figures = read_text(text, LANGUAGE[name]).figures
    came = taken(ALL[name])
    out = [(one.place, one.printed, one.value) for fact in came.made.facts for one in fact.tellings]
    out += [(one.place, one.printed, one.value) for one in came.proposed]
    assert len(out) == len(figures)
    for figure in figures:
        printed = "".join(figure.printed.split())
        found = [
            parse_quantity(value)
            for place, said, value in out
            if place == f"¶{figure.paragraph.number}" and printed in "".join(said.split())
        ]
        assert any(abs(one.point) == abs(figure.quantity.point) for one in found), figure.printed


def test_a_row_that_the_vocabulary_knows_below_a_period_is_a_fact() -> None:
    facts = {fact.key: fact.tellings[0].value for fact in taken(ENGLISH).made.facts}
    assert facts["gross_profit@2025Q4"] == "431.9 m USD"
    assert facts["gross_profit@2024Q4"] == "389.4 m USD"
    assert facts["eps.diluted@2024Q4"] == "1.21 USD/share"
    assert not [key for key in facts if key.startswith("orders")]


def test_words_that_say_what_the_table_says_are_further_statements_of_it() -> None:
    (revenue,) = [fact for fact in taken(ENGLISH).made.facts if fact.key == "revenue@2025Q4"]
    assert [one.place for one in revenue.tellings] == ["¶11", "¶3"]


def test_a_row_of_a_part_of_the_company_is_no_fact_of_the_whole() -> None:
    parts = [one for one in taken(ENGLISH).proposed if one.value in ("800.0 m USD", "434.0 m USD")]
    assert [(one.key, one.others) for one in parts] == [("?@2025Q4", ("revenue",))] * 2


def test_years_below_a_head_of_months_are_quarters_and_years() -> None:
    facts = {fact.key: fact.tellings[0].value for fact in taken(PAGE).made.facts}
    assert facts["revenue@2025Q4"] == "1,234 m USD"
    assert facts["revenue@2024"] == "4,220 m USD"
    assert facts["operating_income@2025Q4"] == "-12 m USD"


def test_a_loss_in_words_lies_below_zero() -> None:
    assert told(PAGE)["net_income@2025Q4"] == "-15 m USD; ¶9; Net loss was $15 million"


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        (ENGLISH, "operating_margin@2024Q4", "9.1%; ¶3; 9.1%"),
        (ENGLISH, "eps.diluted@2025Q4~consensus", "1.12 USD/share; ¶3; $1.12"),
        (ENGLISH, "revenue@2025Q4~consensus", "1.21 bn USD; ¶3; $1.21 billion"),
        (ENGLISH, "growth(free_cash_flow)@2025Q4", "-14%; ¶3; fell 14%"),
        (ENGLISH, "employees@2025-12-31", "6,200 people; ¶3; 6,200"),
        (ENGLISH, "revenue@2026Q1~guidance", "1.15 to 1.25 bn USD; ¶5; $1.15 billion and $1.25 billion"),
        (ENGLISH, "capex@2026~guidance", "about 300 m USD; ¶6; about $300 million"),
        (ENGLISH, "growth(gross_profit)@2025Q4", "11%; ¶12; 11%"),
        (CHINESE, "revenue@2025Q4~consensus", "12.0 bn TWD; ¶3; 120億元"),
        (CHINESE, "gross_margin@2024Q4", "40.1%; ¶3; 40.1%"),
        (CHINESE, "revenue@2026Q1~guidance", "11.0 to 11.8 bn TWD; ¶4; 110億元至118億元"),
        (JAPANESE, "revenue@2026~guidance", "130.0 bn JPY; ¶3; 1,300億円"),
        (JAPANESE, "operating_margin@2024Q4", "9.1%; ¶9; 9.1%"),
    ],
)
def test_the_words_around_name_concept_period_and_scenario(text: str, key: str, said: str) -> None:
    assert told(text)[key] == said


def test_segments_and_other_companies_of_the_edition_are_recognised() -> None:
    facts = """\
entity: acme
period: 2025Q4
entities: {acme: {name: {en: Acme}, currency: USD}, rival: {name: {en: Rival Corp}, currency: USD}}
sources:
  other: {title: {en: Other}, published: 2026-01-20}
segments:
  tools: {en: Hand tools}
facts:
"""
    text = "Hand tools revenue grew 9% to $5.1 million. Rival Corp reported revenue of $7.2 million."
    found = written(text, facts, TextWish(source="release"))
    assert "#? growth(tools.revenue)@2025Q4: 9%; release ¶1; 9%" in found
    assert "#? tools.revenue@2025Q4: 5.1 m USD; release ¶1; $5.1 million" in found
    assert "#? rival/revenue@2025Q4: 7.2 m USD; release ¶1; $7.2 million" in found


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Net income rose to $64 million from $58 million.",
            ["net_income@2025Q4: 64 m", "net_income@2024Q4: 58 m"],
        ),
        ("Backlog was $2.4 billion, up 4% sequentially.", ["growth(backlog, backlog@-1Q)@2025-12-31: 4%"]),
        ("Gross margin widened 120 basis points to 44.6%; $1.", ["change(gross_margin)@2025Q4: 120 bps"]),
        (
            "毛利率為27.4%，較上季的26.1%提升1.3個百分點；營業利益為58.3億美元。",
            [
                "gross_margin@2025Q3: 26.1%",
                "change(gross_margin)@2025Q4: 1.3 points",
                "operating_income@2025Q4: 5.83 bn",
            ],
        ),
        (
            "展望第一季，公司預估營收將介於4億至5億美元，毛利率介於27%至28%。市場原先預期營收約4億美元。",
            ["gross_margin@2026Q1~guidance: 27% to 28%", "revenue@2026Q1~consensus: about 0.4 bn"],
        ),
    ],
)
def test_what_a_figure_is_compared_with_has_its_own_period(text: str, lines: list[str]) -> None:
    found = written(text)
    assert [line for line in lines if f"  #? {line}" not in found] == []


# ---- facts.yaml


@pytest.mark.parametrize("name", ALL)
def test_confirmed_lines_make_a_fact_base_that_holds_against_its_source(name: str) -> None:
    facts = confirmed(written(ALL[name]))
    base, found = read_facts(facts.encode(), "facts.yaml")
    assert base is not None, found
    files = SourceFiles({"release.txt": ("release.txt", ALL[name].encode())}, {})
    assert [str(one) for one in hold_sources(base, files) if one.blocks] == []
    left = cover(base, "release", text_of(ALL[name].encode()), "release.txt").uncovered
    waiting = [line for line in facts.splitlines() if line.startswith("  #? ")]
    assert len(left) == len(waiting)


@pytest.mark.parametrize("name", ALL)
def test_a_second_import_gives_nothing_new(name: str) -> None:
    first = written(ALL[name])
    assert written(ALL[name], first) == first
    everything = confirmed(first)
    again = written(ALL[name], everything)
    assert [line for line in again.splitlines() if line.startswith("  #? ") and "#? ?" not in line] == []
    assert written(ALL[name], again) == again


def test_a_line_that_is_confirmed_vanishes_and_the_others_stay_as_they_are() -> None:
    first = written(ENGLISH)
    (line,) = [one for one in first.splitlines() if "#? operating_margin@2024Q4" in one]
    found = written(ENGLISH, first.replace(line, line.replace("#? ", "")))
    assert found.count("operating_margin@2024Q4") == 1
    assert found == first.replace(line, line.replace("#? ", ""))


def test_a_concept_that_a_person_corrected_before_confirming_stays() -> None:
    corrected = written(ENGLISH).replace("#? ?@2025Q4: 800.0", "#? hand_tools.revenue@2025Q4: 800.0")
    assert written(ENGLISH, corrected) == corrected


def test_what_has_a_fact_from_elsewhere_is_marked_and_no_line_of_its_own() -> None:
    facts = """\
entity: acme
period: 2025Q4
entities: {acme: {name: {en: Acme}, currency: USD}}
sources:
  other: {title: {en: Other}, published: 2026-01-20}
facts:
  revenue@2025Q4: 5.2 m USD; other ¶1
"""
    found = written("Revenue was $5.1 million.", facts, TextWish(source="release"))
    assert "  #= revenue@2025Q4: 5.1 m USD; release ¶1; $5.1 million" in found
    assert "  revenue@2025Q4: 5.2 m USD; other ¶1" in found


def test_one_figure_in_several_places_is_one_line() -> None:
    text = "Gross margin was 38.5%.\nThe gross margin of 38.5% is a record.\n$5"
    assert "#? gross_margin@2025Q4: 38.5%; release ¶1, ¶2; 38.5%" in written(text)


def test_words_that_mean_something_in_yaml_do_no_harm() -> None:
    text = 'Revenue: "x" #? # {}[]: was $5 million: #\u2028*a &b !c\x85Revenue, 5: 6 # $7\x1b[0m million\n'
    base, found = read_facts(confirmed(written(text)).encode(), "facts.yaml")
    assert base is not None, found


def test_of_two_values_for_one_name_the_second_is_no_line_of_its_own() -> None:
    found = written("Net income was $5 million.\nNet income was $9 million.\n")
    assert "  #? net_income@2025Q4: 5 m USD; release ¶1; $5 million" in found
    assert "  #= net_income@2025Q4: 9 m USD; release ¶2; $9 million" in found


def test_the_head_of_a_text_says_what_it_is_called_and_when_it_came_out() -> None:
    (source,) = taken(CHINESE).made.sources
    assert (source.titles, source.published, source.language, source.file) == (
        {"zh-Hant": "青嵐電子公布2025年第四季財務結果"},
        date(2026, 2, 5),
        "zh-Hant",
        "release.txt",
    )


@pytest.mark.parametrize(("name", "tag"), LANGUAGE.items())
def test_the_script_tells_the_language(name: str, tag: str) -> None:
    assert language_of(text_of(ALL[name].encode())) == tag


_PIECES: Final = (
    "Revenue", "net sales", "營收", "売上高", "gross margin", "毛利率", "Diluted EPS", "employees",
    "backlog", "net loss", "$1.2 billion", "$5", "(12)", "(3%)", "12%", "-4%", "1.5 points", "2.3x",
    "兩倍", "三位數", "數十億美元", "約36%", "123億美元", "1,234", "up", "fell", "年增", "年減",
    "Q4 2025", "2026年第一季", "a year ago", "過去12個月", "(in millions)", "|", "\t", "\n", "# ", ": ",
    " #", "'", '"', "{", "]", "*", "&", "!", "%", "@", "~", "consensus of", "市場預期的", "expects",
    "€5 million", "9.9p", "one third", "null", "0", "⅓", "\u2028", "\x85", "\u202e", "：", "；", ";",
    "Three Months Ended December 31,", "2025", "2024", "December 31, 2025", "3.99 GW", "13個季度",
    "30,000人",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_whatever_a_text_says_its_lines_read_and_vanish_when_they_are_confirmed(pieces: list[str]) -> None:
    text = " ".join(["$5", *pieces])
    first = written(text)
    everything = confirmed(first)
    base, found = read_facts(everything.encode(), "facts.yaml")
    assert base is not None, found
    assert written(text, first) == first
    assert not re.search(r"(?m)^  #\? (?![^:]*\?)", written(text, everything))


BEGUN: Final = """\
entity: acme
period: 2025Q4
entities: {acme: {name: {en: Acme}, currency: USD}}
sources:
  other: {title: {en: Other}, published: 2026-01-20}
facts:
  employees@2025-12-31: 10 people; other ¶1
"""


def brought(text: str, facts: str, source: str) -> str:
    file = TextFile(text.encode(), f"{source}.txt", source)
    return bring_in_text(file, facts, "facts.yaml", STANDARD, TextWish(source=source))[0]


@pytest.mark.parametrize("entity", ["acme", "rival"])
def test_a_source_of_which_lines_only_wait_is_there_when_they_are_confirmed(entity: str) -> None:
    file = TextFile(b"Net income was $5 million.", "recap.txt", "recap")
    facts = BEGUN.replace("USD}}", "USD}, rival: {name: {en: Rival}, currency: USD}}")
    wish = TextWish(entity, source="recap")
    found = bring_in_text(file, facts, "facts.yaml", STANDARD, wish)[0]
    base, findings = read_facts(confirmed(found).encode(), "facts.yaml")
    assert base is not None, findings
    assert f"{entity}/net_income@2025Q4" in map(str, base.facts)
    assert bring_in_text(file, found, "facts.yaml", STANDARD, wish)[0] == found


RELEASE: Final = "Revenue was $5.12 billion.\nNet income was $9 million.\n"
RECAP: Final = "Revenue of $5.1 billion was a record.\nNet income was $7 million.\n"


def test_what_two_texts_tell_alike_is_one_line_and_confirming_all_works() -> None:
    both = brought(RECAP, brought(RELEASE, BEGUN, "release"), "recap")
    line = (
        '#? revenue@2025Q4: ["5.12 bn USD; release ¶1; $5.12 billion", "5.1 bn USD; recap ¶1; $5.1 billion"]'
    )
    assert line in both
    assert "#= net_income@2025Q4: 7 m USD; recap ¶2; $7 million" in both  # another value
    base, findings = read_facts(confirmed(both).encode(), "facts.yaml")
    assert base is not None, findings
    assert brought(RELEASE, both, "release") == brought(RECAP, both, "recap") == both
    everything = confirmed(both)
    assert brought(RELEASE, everything, "release") == everything


def test_ends_of_lines_and_characters_that_part_lines_elsewhere_stay() -> None:
    facts = BEGUN.replace("en: Other", 'en: "Oth\u2028er\x85"')
    both = brought(RECAP, brought(RELEASE, facts, "release"), "recap")
    assert 'en: "Oth\u2028er\x85"' in both
    ended = facts.replace("\n", "\r\n")
    found = brought(ENGLISH, brought(RECAP, brought(RELEASE, ended, "release"), "recap"), "table")
    assert found == brought(ENGLISH, both, "table").replace("\n", "\r\n")


@pytest.mark.parametrize(
    "fact",
    [
        "  revenue@2025Q4: 5.12 bn USD; other ¶1; $5.12 billion  # a remark\n",
        "  revenue@2025Q4:\n    stated:\n      - 5.12 bn USD; other ¶1; $5.12 billion\n",
        '  revenue@2025Q4: ["5.12 bn USD; other ¶1; $5.12 billion"]\n',
    ],
)
def test_what_a_fact_says_already_is_offered_with_its_statements_in_its_place(fact: str) -> None:
    found = brought(RECAP, BEGUN + fact, "recap")
    line = (
        '  #= revenue@2025Q4: ["5.12 bn USD; other ¶1; $5.12 billion", "5.1 bn USD; recap ¶1; $5.1 billion"]'
    )
    assert line in found
    assert brought(RECAP, found, "recap") == found
    base, findings = read_facts(found.replace(fact, "").replace("  #= ", "  ").encode(), "facts.yaml")
    assert base is not None, findings
    (revenue,) = [one for at, one in base.facts.items() if at.concept == "revenue"]
    assert [one.source for one in revenue.stated] == ["other", "recap"]
    taken_in = brought(RECAP, found.replace(fact, "").replace("  #= ", "  "), "recap")
    assert "#= " not in taken_in


@pytest.mark.parametrize(
    "fact",
    [
        "  revenue@2025Q4: 6 bn USD; other ¶1\n",
        "  revenue@2025Q4:\n    stated: 5.12 bn USD; other ¶1\n    formula: net_income@2025Q4 * 2\n",
        "  revenue@2025Q4: = net_income@2025Q4 * 2\n",
        '  revenue@2025Q4:\n    stated:\n      - {value: "5.12 bn USD", source: "other ¶1", printed: "5.12"}\n',
    ],
)
def test_a_fact_that_says_more_or_something_else_is_not_repeated(fact: str) -> None:
    found = brought(RECAP, f"{BEGUN}  net_income@2025Q4: 2.56 bn USD; other ¶2\n{fact}", "recap")
    assert "  #= revenue@2025Q4: 5.1 bn USD; recap ¶1; $5.1 billion" in found


def test_a_table_within_a_later_text_takes_the_place_of_lines_that_wait() -> None:
    first = brought("Revenue was $1.234 billion. Operating income was $98.7 million.", BEGUN, "recap")
    both = brought(ENGLISH, first, "release")
    assert "  #= revenue@2025Q4: 1.234 bn USD; recap ¶1; $1.234 billion" in both
    base, findings = read_facts(confirmed(both).encode(), "facts.yaml")
    assert base is not None, findings


# ---- what is refused


def test_without_company_and_period_one_message_says_what_to_give() -> None:
    with pytest.raises(Misuse, match="give --entity and --period, or --into an edition"):
        written(ENGLISH, wish=TextWish())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Umsatz f\xfcr 5", "is not UTF-8 text"),
        (b" \n\n", "has no words"),
        (b"Revenue was 5", "no amount of the text says its currency"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Misuse, match=said):
        import_text(TextFile(data, "x.txt", "x"), None, STANDARD, WISH)


@pytest.mark.parametrize(
    "text",
    [
        "a" * (intake_limits.LONGEST_TEXT_LINE + 1),
        "Revenue $5\n" * (intake_limits.MOST_TEXT_NUMBERS + 1),
        "x\n" * intake_limits.MOST_TEXT_CHARACTERS,
        "x" * (intake_limits.MOST_TEXT_BYTES + 1),
        "<html>" + "<div>" * (intake_limits.DEEPEST_TAGS + 1),
    ],
    ids=["line", "numbers", "characters", "bytes", "deep"],
)
def test_what_is_beyond_all_releases_is_refused(text: str) -> None:
    with pytest.raises(Rejected, match="RG821"):
        taken(text)


def test_the_command_writes_an_edition_and_leaves_it_as_it_is_where_a_file_is_wrong(tmp_path: Path) -> None:
    edition = tmp_path / "data" / "q"
    edition.mkdir(parents=True)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "rel.md").write_text(ENGLISH, "utf-8")
    (tmp_path / "wrong.txt").write_bytes(b"\xff\xfe5")
    done = reportgen(
        "import", "sources/rel.md", "--entity", "acme", "--period", "2025Q4", "--into", "q", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    facts = (edition / "facts.yaml").read_text("utf-8")
    assert 'file: "rel.md"' in facts
    broken = reportgen("import", "wrong.txt", "--into", "q", cwd=tmp_path)
    assert (broken.returncode, "not UTF-8" in broken.stderr) == (2, True)
    assert (edition / "facts.yaml").read_text("utf-8") == facts
