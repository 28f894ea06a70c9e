"""Tables as companies write them, in each language: units, signs, ranges, scenarios, names, and empty cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import cli
from reportgen.errors import Rejected
from reportgen.facts.base import FactBase
from reportgen.facts.concepts import Concepts
from reportgen.facts.unit import parse_unit
from reportgen.intake.importing.from_table import import_table
from reportgen.intake.importing.imported import Import
from reportgen.intake.importing.merging import add_to, sound_base
from reportgen.intake.importing.table_companies import TableWish
from reportgen.intake.importing.table_map import TableMap
from reportgen.intake.importing.table_units import currency_in_words, unit_of_head
from reportgen.intake.importing.table_values import HeadMeasure, TableValueError, read_value, says_nothing
from reportgen.intake.importing.table_words import loss_named, scenario_called, table_words
from reportgen.intake.tables.any_table import read_table
from reportgen.intake.tables.grid import TableCell
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.standard import STANDARD

SIGNS = "|".join(pack.numerals.digits.minus for pack in LANGUAGES.values())

UNITS = {
    "USD": {
        "m USD": "m USD, USD m, USD millions, USDm, mUSD, $m, US$ m, (in millions of USD), $ in millions, 百萬美元",
        "thousand USD": "thousand USD, $'000, USD '000, k USD, USDk, 千米ドル, 仟美元",
        "bn USD": "bn USD, USD bn, $bn, billions of dollars, 十億ドル",
        "million ": "million",
        "億 USD": "億 USD, 億美元, 億ドル",
        " EUR": "€, euros, ユーロ, 歐元",
    },
    "JPY": {
        "m JPY": "百万円, （百万円）, 単位：百万円, JPY m, yen millions, m JPY, ¥m, 百万日本円",
        "億 JPY": "億円, 億 JPY, 億 円, 億日圓",
        "thousand JPY": "千円",
        " JPY": "円, JPY, yen, ￥",
    },
    "TWD": {"億 TWD": "億元, 新台幣億元, 单位：亿元", "thousand TWD": "千元, 仟元, 新台幣仟元, NT$'000"},
    "JPY/share": {" JPY/share": "円, 円/株, JPY, JPY/share, JPY per share"},
    "USD/share": {" USD/share": "$, USD, $/share, $ per share, USD per share"},
    "shares": {"m shares": "m shares, shares m, shares mn, 百万株", "thousand shares": "千株, 仟股"},
    "people": {" people": "people, 人"},
    "%": {" %": "%, ％, percent, パーセント"},
}
FIGURES = [
    ("△120", "m USD", "-120 m USD"),
    ("▲ 120", "m USD", "-120 m USD"),
    ("¥△120", "m JPY", "-120 m JPY"),
    ("負120", "m USD", "-120 m USD"),
    ("minus 120", "m USD", "-120 m USD"),
    ("（120）", "m USD", "-120 m USD"),
    ("(120)", "USD m", "-120 m USD"),
    ("–120", "USD m", "-120 m USD"),
    ("－１２０", "m USD", "-120 m USD"),
    ("３３，４８０．５", "m USD", "33480.5 m USD"),
    ("2,201百万円", "", "2201 m JPY"),
    ("1,300億円", "", "1300 億 JPY"),
    ("US$46.2 bn", "", "46.2 bn USD"),
    ("1,300～1,340", "億 JPY", "1300 to 1340 億 JPY"),
    ("1,300〜1,340", "億円", "1300 to 1340 億 JPY"),
    ("1,300億円～1,340億円", "", "1300 to 1340 億 JPY"),
    ("1,300～1,340億円", "", "1300 to 1340 億 JPY"),
    ("47–48", "USD bn", "47 to 48 bn USD"),
    ("47 – 48", "bn USD", "47 to 48 bn USD"),
    ("$47 to $48 bn", "", "47 to 48 bn USD"),
    ("$900 m to 1.1 bn", "", "900 m USD to 1.1 bn USD"),
    ("47至48", "億美元", "47 to 48 億 USD"),
    ("△45～△40", "億円", "-45 to -40 億 JPY"),
    ("(40)–(45)", "USD m", "-45 to -40 m USD"),
    ("（10）～20", "億円", "-10 to 20 億 JPY"),
]
REFUSED = [
    ("120", "百万オンス", "", "unknown unit '百万オンス'", "write USD or m USD"),
    ("▲120", "m USD", "(?!)", "a minus in some languages, and in others a rise", "write -120 or"),
    ("48-47", "m USD", "", "cannot read", ""),
    ("about 47–48", "m USD", "", "a range with a word before it", "write 47 to 48"),
    ("2025-06-30", "m USD", "", "no figure", "write it as"),
    ("06-2025", "m USD", "", "no figure", "write it as"),
    ("12 of 30", "m USD", "", "no figure", "write it as"),
    ("3-month 45", "m USD", "", "is not in USD", "write it as"),
    ("120百万トン", "", "", "not known", "write it as"),
]


def money(currency: str) -> Concepts:
    return Concepts(STANDARD, STANDARD, (), currency)


def literal(text: str, unit: str, minus: str = SIGNS, *, negate: bool = False) -> str:
    currency = "JPY" if any(one in f"{text} {unit}" for one in ("円", "JPY")) else "USD"
    measured = HeadMeasure(unit, minus=minus, negate=negate)
    return read_value(TableCell(text), money(currency)["net_income"], measured).literal


@pytest.mark.parametrize(
    ("unit", "words", "expected"),
    [
        (unit, words, expected)
        for unit, said in UNITS.items()
        for expected, listed in said.items()
        for words in listed.split(", ")
    ],
)
def test_a_unit_in_words(unit: str, words: str, expected: str) -> None:
    scale, _, name = expected.partition(" ")
    assert unit_of_head(words, parse_unit(unit)) == (scale, name)


@pytest.mark.parametrize("words", ["mboe", "百万オンス", "銭", "widgets", "m widgets", "元", "kr m"])
def test_a_unit_that_is_none_or_may_be_several_is_not_guessed(words: str) -> None:
    assert unit_of_head(words, parse_unit("USD")) is None


def test_the_currency_of_a_head_is_told_where_it_is_one() -> None:
    told = ["百万円", "USD m", "億元", "$m", "EUR/share", "%", "m"]
    assert [currency_in_words(one) for one in told] == ["JPY", "USD", "", "", "EUR", "", ""]


@pytest.mark.parametrize(("text", "unit", "expected"), FIGURES)
def test_a_figure_as_companies_write_it(text: str, unit: str, expected: str) -> None:
    assert literal(text, unit) == expected


@pytest.mark.parametrize(("text", "unit", "minus", "said", "mend"), REFUSED)
def test_what_stays_refused_says_what_to_write(
    text: str, unit: str, minus: str, said: str, mend: str
) -> None:
    with pytest.raises(TableValueError, match=said) as caught:
        literal(text, unit, minus or SIGNS)
    assert mend in caught.value.mend


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(["～", "〜", "–", "—", "-", " to ", "至"]),
    st.sampled_from([("{}", 1), ("-{}", -1), ("({})", -1), ("△{}", -1), ("▲{}", -1), ("－{}", -1)]),
    st.booleans(),
    st.booleans(),
)
def test_a_range_has_its_ends_whatever_stands_between(
    low: int, high: int, between: str, sign: tuple[str, int], wide: bool, negate: bool
) -> None:
    form, sense = sign
    low, high = sorted((low, high))
    text = f"{form.format(f'{low:,}')}{between}{form.format(f'{high:,}')}"
    if wide:
        text = text.translate({code: code + 0xFEE0 for code in b"0123456789,"})
    ends = sorted(one * sense * (-1 if negate else 1) for one in (low, high))
    assert literal(text, "USD m", negate=negate) == f"{ends[0]} to {ends[1]} m USD"


@pytest.mark.parametrize(
    "text", ["", "-", "–", "—", "―", "－", "ー", "--", "n/a", "N/A", "nm", "nil", "なし", "未定", "無", "tbd"]
)
def test_a_cell_that_says_that_it_has_no_figure(text: str) -> None:
    assert says_nothing(text)
    assert not says_nothing(f"{text}5")


def test_scenarios_by_the_words_of_each_language() -> None:
    words = [
        "会社予想",
        "市場予想",
        "実績",
        "財測",
        "市場共識",
        "实际",
        "Guidance",
        "Company guidance",
        "street",
    ]
    assert [scenario_called(one) for one in words] == [
        "guidance", "consensus", "actual", "guidance", "consensus", "actual", "guidance", "guidance", "consensus",
    ]  # fmt: skip
    assert [scenario_called(one) for one in ("予想", "forecast", "", "預估")] == [""] * 4
    seen: dict[str, set[str]] = {}
    for pack in LANGUAGES.values():
        for name, said in pack.cues.scenarios.items():
            assert len(said.split("|")) == len(set(said.split("|")))
            for one in said.split("|"):
                seen.setdefault(one.lower(), set()).add(name)
    assert all(len(names) == 1 for names in seen.values())


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("当期純利益", "net_income"),
        ("親会社株主に帰属する四半期純利益", "net_income"),
        ("親会社株主に帰属する中間純利益", "net_income"),
        ("当期純利益（1）", "net_income"),
        ("売上高", "revenue"),
        ("1株当たり四半期純利益", "eps.basic"),
        ("潜在株式調整後１株当たり四半期純利益", "eps.diluted"),
        ("稅後淨利", "net_income"),
        ("歸屬於母公司業主之淨利", "net_income"),
        ("Net sales", "revenue"),
        ("Net earnings", "net_income"),
        ("per share", ""),
        ("Net loss", ""),
        ("当期純損失", ""),
    ],
)
def test_a_concept_by_the_names_that_companies_have_for_it(label: str, concept: str) -> None:
    assert table_words(STANDARD).concept(label) == concept


def test_a_loss_by_name_asks_for_its_sign() -> None:
    assert [loss_named(one) for one in ("純損失", "Net loss", "淨損", "減損損失", "revenue")] == [
        "net_income", "net_income", "net_income", "", "",
    ]  # fmt: skip


# ---- whole tables -------------------------------------------------------------------------------------------------

FACTS = """\
entity: acme
period: FY2026Q2
entities:
  acme: {name: NAMES, fiscal-year-end: 03-31, currency: JPY}
sources:
  deck: {title: {en: Deck}, published: 2025-11-07}
segments:
  motors: {ja: モーター事業, en: Motors}
facts:
  revenue@FY2026Q1: 100 m JPY; deck p. 1
"""
BOTH, ENGLISH = "{ja: アクメ, en: Acme}", "{en: Acme}"
HEAD = "concept,period,scenario,value,unit,source,locator,segment\n"


def come(rows: str, names: str = BOTH, languages: tuple[str, ...] = ()) -> tuple[Import, FactBase]:
    text = FACTS.replace("NAMES", names)
    base = sound_base(text, "facts.yaml", STANDARD)
    grid = read_table((HEAD + rows).encode(), "t.csv", "csv", "")
    (made,) = import_table(grid, TableMap(), STANDARD, TableWish(languages=languages), base)
    written = add_to(text, "facts.yaml", made, LANGUAGES, STANDARD)
    return made, sound_base(written.text, "facts.yaml", STANDARD)


def test_a_japanese_table_is_read_whole() -> None:
    rows = """\
売上高,FY2026Q2,実績,"31,250",百万円,tanshin,2頁,
営業利益,FY2026Q2,,△120,百万円,tanshin,p. 5,モーター事業
売上高,FY2026,会社予想,"1,300～1,340",億円,tanshin,p. 1,
売上高,FY2026,市場予想,"1,312",億円,poll,p. 1,
親会社株主に帰属する四半期純利益,FY2026Q2,,－,百万円,tanshin,p. 2,
EPS,FY2026Q2,,３４．８８,円,tanshin,p. 2,
"""
    made, base = come(rows)
    assert {fact.key: fact.counting.value for fact in made.facts} == {
        "revenue@FY2026Q2": "31250 m JPY",
        "motors.operating_income@FY2026Q2": "-120 m JPY",
        "revenue@FY2026~guidance": "1300 to 1340 億 JPY",
        "revenue@FY2026~consensus": "1312 億 JPY",
        "eps@FY2026Q2": "34.88 JPY/share",
    }
    assert made.passed_over == {"left empty": 1}
    assert base.sources["tanshin"].language == "ja"


@pytest.mark.parametrize(
    ("names", "label", "read"),
    [(ENGLISH, "revenue", False), (ENGLISH, "営業利益", True), (BOTH, "operating_income", True)],
)
def test_a_triangle_is_a_minus_where_the_edition_or_the_table_is_japanese(
    names: str, label: str, read: bool
) -> None:
    row = f"{label},FY2026Q2,,▲120,m JPY,deck,p. 3,\n"
    if read:
        (fact,) = come(row, names)[0].facts
        assert fact.counting.value == "-120 m JPY"
        return
    with pytest.raises(Rejected) as caught:
        come(row, names)
    assert "in others a rise" in str(caught.value.findings[0])


def test_messages_of_cells_name_what_to_write() -> None:
    rows = "純損失,FY2026Q2,,5,m JPY,deck,p. 3,\nrevenue,FY2026Q2,予想,5,m JPY,deck,p. 3,水産事業\n"
    with pytest.raises(Rejected) as caught:
        come(rows)
    said = " | ".join(f"{one.message} {one.mend}" for one in caught.value.findings)
    assert "does not say its sign" in said
    assert "write net_income, and a loss as -45 or (45)" in said
    assert "there is no scenario '予想'" in said
    assert "declare it under segments: of facts.yaml, or of --map: NAME: {ja: 水産事業}" in said


def test_a_range_is_another_statement_than_a_point_within_it() -> None:
    text = FACTS.replace("NAMES", BOTH) + "  revenue@FY2026~guidance: 1,310 億 JPY; deck p. 1\n"
    grid = read_table(
        (HEAD + 'revenue,FY2026,guidance,"1,300-1,340",億円,new,p. 1,\n').encode(), "t.csv", "csv", ""
    )
    for ours, kept in (("1,310", 0), ("1,300 to 1,340", 1)):
        there = text.replace("1,310", ours)
        base = sound_base(there, "facts.yaml", STANDARD)
        (made,) = import_table(grid, TableMap(), STANDARD, TableWish(), base)
        written = add_to(there, "facts.yaml", made, LANGUAGES, STANDARD)
        assert (written.kept, len(written.left)) == (kept, 1 - kept)


# ---- titles of sources --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "languages", "label", "title", "language"),
    [
        (BOTH, (), "revenue", {"ja": "q2", "en": "q2"}, "ja"),
        (ENGLISH, (), "revenue", {"en": "q2"}, "en"),
        (ENGLISH, ("en", "ja"), "revenue", {"en": "q2", "ja": "q2"}, "en"),
        (ENGLISH, ("en", "ja"), "売上高", {"en": "q2", "ja": "q2"}, "ja"),
        (BOTH, (), "Revenue", {"ja": "q2", "en": "q2"}, "en"),
    ],
)
def test_a_source_has_a_title_in_each_language_of_the_edition(
    names: str, languages: tuple[str, ...], label: str, title: dict[str, str], language: str
) -> None:
    made, base = come(f"{label},FY2026Q2,,5,m JPY,q2,p. 3,\n", names, languages)
    assert (base.sources["q2"].title, base.sources["q2"].language) == (title, language)
    assert [one.untitled for one in made.sources] == [True]


def test_a_source_with_a_name_of_its_own_is_not_marked() -> None:
    made, base = come("revenue,FY2026Q2,,5,m JPY,Street poll,p. 3,\nrevenue,FY2025Q2,,5,m JPY,deck,p. 3,\n")
    assert base.sources["street_poll"].title == {"ja": "Street poll", "en": "Street poll"}
    assert [one.untitled for one in made.sources] == [False, False]


def test_the_report_and_the_file_say_that_a_title_is_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The languages are those of brief.yaml where there is one, though the company has a name in one alone."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data" / "acme"
    folder.mkdir(parents=True)
    (folder / "facts.yaml").write_text(FACTS.replace("NAMES", ENGLISH), "utf-8")
    (folder / "brief.yaml").write_text("languages: [ja, en, none]\n", "utf-8")
    (tmp_path / "t.csv").write_text(HEAD + "revenue,FY2026Q2,,5,m JPY,q2,p. 3,\n", "utf-8")
    assert cli.main(["import", "t.csv", "--into", "acme", "--filed", "2025-11-08"]) == 0
    report = " ".join(capsys.readouterr().err.split())
    assert "q2: its title is its id; write what it is called (ja, en) under sources: of facts.yaml" in report
    written = (folder / "facts.yaml").read_text("utf-8")
    assert (
        '  q2: {title: {ja: "q2", en: "q2"}, published: 2025-11-08, language: ja}  # its title is to be written\n'
    ) in written
    assert cli.main(["import", "t.csv", "--into", "acme", "--filed", "2025-11-08"]) == 0
    assert "title" not in capsys.readouterr().err
    assert (folder / "facts.yaml").read_text("utf-8") == written
