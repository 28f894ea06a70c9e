"""Tables become facts: long and wide, with their places, scenarios and sources, and again without a difference."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest
import xlsxwriter

from reportgen import cli
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.intake.against_printed import hold_printed
from reportgen.intake.importing.from_table import import_table
from reportgen.intake.importing.imported import Import, ImportedFact
from reportgen.intake.importing.recognising import kind_of
from reportgen.intake.importing.table_companies import TableWish
from reportgen.intake.importing.table_map import read_table_map
from reportgen.intake.tables.csv_table import read_csv
from reportgen.vocabulary.standard import STANDARD

LONG = """concept,period,scenario,value,unit,source,locator,printed,segment
revenue,2025Q2,,"46,743",m USD,,,,
Revenue,2025Q2,consensus,46.2 bn USD,,Street poll,¶3,$46.2 billion,
revenue,2025Q3,guidance,47 to 48,bn USD,release,p. 3,,
net_income,2025Q2,,(45),m USD,,,,
eps_diluted,2025Q2,,1.10,,,,,
gross_margin,2025Q2,,72.7%,,,,,
revenue,2025Q2,,"40,000",m USD,,,,Cloud
revenue,2025Q2,,"6,743",m USD,,,,Games
cash,2025Q2,,9.50,bn USD,,,,
income_tax,2025Q2,,n/a,m USD,,,,
"""
WIDE = """Acme model,,,,
"USD millions, except per share",,,,
Item,Q1 25,Q2 25,Q3 25E,Note
Net sales,"40,100","46,743","48,000",x
Capital spending,(350),(402),,
EPS,1.05,1.10,1.20,
Net income,310,(45),,
Wastage,1.2%,1.3%,,
Other,1,2,3,
"""
MAP = """header: 3
concepts-in: Item
rows:
  Net sales: revenue
  Capital spending: {means: capex, negate: true}
  EPS: eps.diluted
  Net income: net_income
  Wastage: wastage
columns:
  Q1 25: 2025Q1
  C: 2025Q2
  Q3 25E: {means: 2025Q3, scenario: consensus}
unit: USD
scale: m
entity: acme
entities:
  acme: {name: {en: Acme Corporation, ja: アクメ}, short: {en: Acme}, currency: USD}
source: model
sources:
  model: {title: {en: Acme model}, published: 2025-08-01}
concepts:
  wastage: {label: {en: Wastage}, unit: "%"}
"""


def taken(text: str, said: str = "", wish: TableWish | None = None, base: FactBase | None = None) -> Import:
    (made,) = import_table(
        read_csv(text.encode(), "t.csv"),
        read_table_map((said or "header: 1\n").encode(), "map.yaml"),
        STANDARD,
        wish or TableWish("acme"),
        base,
    )
    return made


def by_key(made: Import) -> dict[str, ImportedFact]:
    return {fact.key: fact for fact in made.facts}


def refused(text: str, said: str = "") -> list[Finding]:
    with pytest.raises(Rejected) as caught:
        taken(text, said)
    for finding in caught.value.findings:
        assert finding.locus is not None
        assert finding.mend or finding.code == "RG112", finding
    return list(caught.value.findings)


def sound(text: str) -> FactBase:
    """The fact base, of which every value agrees with what it prints."""
    base, findings = read_facts(text.encode(), "facts.yaml")
    assert findings == []
    assert base is not None
    assert hold_printed(base) == []
    return base


# ---- long -----------------------------------------------------------------------------------------------------------


def test_the_long_form_as_facts() -> None:
    facts = by_key(taken(LONG))
    told = {key: [(one.value, one.source, one.place) for one in fact.tellings] for key, fact in facts.items()}
    assert told == {
        "revenue@2025Q2": [("46743 m USD", "t", "line 2 column 4")],
        "revenue@2025Q2~consensus": [("46.2 bn USD", "street_poll", "¶3")],
        "revenue@2025Q3~guidance": [("47 to 48 bn USD", "release", "p. 3")],
        "net_income@2025Q2": [("-45 m USD", "t", "line 5 column 4")],
        "eps.diluted@2025Q2": [("1.10 USD/share", "t", "line 6 column 4")],
        "gross_margin@2025Q2": [("72.7%", "t", "line 7 column 4")],
        "cloud.revenue@2025Q2": [("40000 m USD", "t", "line 8 column 4")],
        "games.revenue@2025Q2": [("6743 m USD", "t", "line 9 column 4")],
        "cash@2025-06-30": [("9.50 bn USD", "t", "line 10 column 4")],
    }
    assert facts["revenue@2025Q2"].formulas == ("cloud.revenue + games.revenue",)
    assert facts["revenue@2025Q2~consensus"].tellings[0].printed == "$46.2 billion"


def test_what_is_left_empty_is_counted() -> None:
    assert taken(LONG).passed_over == {"left empty": 1}


def test_each_company_is_an_import_of_its_own() -> None:
    text = "entity,concept,period,value,unit\nAcme,revenue,2025Q2,5,m USD\nBolt Ltd,revenue,2025Q2,7,m EUR\n"
    made = import_table(
        read_csv(text.encode(), "t.csv"), read_table_map(b"header: 1", "m"), STANDARD, TableWish()
    )
    assert [(one.company.id, one.company.currency) for one in made] == [("acme", "USD"), ("bolt_ltd", "EUR")]


def test_a_fiscal_year_is_the_companys() -> None:
    wish = TableWish("acme", year_end="06-30")
    made = taken("concept,period,value,unit\nrevenue,FY2025Q4,5,m USD\nrevenue,2025Q1,4,m USD\n", wish=wish)
    assert [fact.key for fact in made.facts] == ["revenue@FY2025Q4", "revenue@FY2025Q3"]


def test_where_the_year_ends_with_december_both_names_of_a_quarter_are_one() -> None:
    made = taken("concept,period,value,unit\nrevenue,FY2025Q2,5,m USD\n")
    assert [fact.key for fact in made.facts] == ["revenue@2025Q2"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("revenu,2025Q2,5,m USD,,,", "unknown concept 'revenu'; nearest: revenue"),
        ("revenue,2025Q5,5,m USD,,,", "cannot read the period '2025Q5'"),
        ("revenue,2025-06-30,5,m USD,,,", "is a day"),
        ("revenue,2025Q2,5,m EUR,,,", "revenue is measured in USD"),
        ("revenue,2025Q2,=cmd(),m USD,,,", "is a formula"),
        ("revenue,2025Q2,-5,m USD,,,", "cannot lie below zero"),
        ("revenue,2025Q2,5,m USD,release,,", "a source and no locator"),
        ("revenue,2025Q2,5,m USD,release,somewhere,", "cannot read the locator"),
        ("revenue,2025Q2,5,m USD,,,hoped", "there is no scenario 'hoped'"),
        (",2025Q2,5,m USD,,,", "no concept stands here"),
        ("revenue,,5,m USD,,,", "no period stands here"),
        ("revenue,2025Q2,5,m USD,,,,,9", "the row has 9 cells, and the heads are 7"),
        ("revenue,2025Q1,7,m USD,,,", "revenue@2025Q1 is 7 m USD here, and 5 m USD at line 2 column 3"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(row: str, said: str) -> None:
    text = f"concept,period,value,unit,source,locator,scenario\nrevenue,2025Q1,5,m USD,,,\n{row}\n"
    (finding,) = refused(text)
    assert finding.code == "RG830"
    assert said in finding.message
    assert finding.locus is not None
    assert (finding.locus.line, finding.locus.excerpt) == (3, row)


def test_mistakes_are_said_together_and_not_without_end() -> None:
    rows = "".join(f"nonsense{number},2025Q2,5,m USD\n" for number in range(500))
    assert len(refused(f"concept,period,value,unit\n{rows}")) == 20


def test_a_company_needs_a_name_that_facts_yaml_can_have() -> None:
    text = "concept,period,value,unit\nrevenue,2025Q2,5,m USD\n"
    with pytest.raises(Misuse, match="--entity acme_corp"):
        taken(text, wish=TableWish("Acme Corp"))
    with pytest.raises(Misuse, match="which company"):
        taken(text, wish=TableWish())


@pytest.mark.parametrize("said", ["", MAP, "concepts-in: A\n"])
def test_an_empty_table_is_refused(said: str) -> None:
    for text in ("", "\n\n"):
        (finding,) = refused(text, said)
        assert "no row has the heads" in finding.message


def test_heads_that_are_missing_are_named() -> None:
    (finding,) = refused("concept,amount\nrevenue,5\n")
    assert "no period and no value" in finding.message


# ---- wide -----------------------------------------------------------------------------------------------------------


def test_a_wide_table_by_its_mapping() -> None:
    made = taken(WIDE, MAP)
    told = {
        fact.key: (fact.tellings[0].value, fact.tellings[0].place, fact.tellings[0].printed)
        for fact in made.facts
    }
    assert told == {
        "revenue@2025Q3~consensus": ("48000 m USD", "line 4 column 4", "48,000"),
        "revenue@2025Q2": ("46743 m USD", "line 4 column 3", "46,743"),
        "revenue@2025Q1": ("40100 m USD", "line 4 column 2", "40,100"),
        "net_income@2025Q2": ("-45 m USD", "line 7 column 3", "(45)"),
        "net_income@2025Q1": ("310 m USD", "line 7 column 2", "310"),
        "eps.diluted@2025Q3~consensus": ("1.20 USD/share", "line 6 column 4", "1.20"),
        "eps.diluted@2025Q2": ("1.10 USD/share", "line 6 column 3", "1.10"),
        "eps.diluted@2025Q1": ("1.05 USD/share", "line 6 column 2", "1.05"),
        "capex@2025Q2": ("402 m USD", "line 5 column 3", "402"),
        "capex@2025Q1": ("350 m USD", "line 5 column 2", "350"),
        "wastage@2025Q2": ("1.3%", "line 8 column 3", ""),
        "wastage@2025Q1": ("1.2%", "line 8 column 2", ""),
    }
    assert made.remarks == (
        "columns that the mapping does not name are passed over: Note",
        "rows that the mapping does not name are passed over: Other",
    )


def test_periods_may_go_down() -> None:
    text = "Quarter,Sales,EPS\n2025Q1,40.1,1.05\n2025Q2,46.7,1.10\n"
    made = taken(text, "periods-in: A\ncolumns: {Sales: {means: revenue, unit: bn USD}, EPS: eps.diluted}\n")
    assert by_key(made)["revenue@2025Q2"].tellings[0].value == "46.7 bn USD"
    assert by_key(made)["eps.diluted@2025Q1"].tellings[0].place == "line 2 column 3"


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (
            ("Net sales: revenue", "Net seles: revenue"),
            "RG830",
            "no row is called 'Net seles'; nearest: Net sales",
        ),
        (("Q1 25: 2025Q1", "Z: 2025Q1"), "RG830", "no column is called 'Z'"),
        (("concepts-in: Item", "concepts-in: Items"), "RG830", "is headed 'Items'; nearest: Item"),
        (("concepts-in: Item", "concept-in: Item"), "RG111", "unknown key 'concept-in'"),
        (("negate: true", "negate: maybe"), "RG112", "expected true or false"),
        (("scale: m", "scale: heaps"), "RG830", "cannot read the scale 'heaps'"),
        (("published: 2025-08-01", "published: 2025-08-32"), "RG203", "there is no day"),
        (("currency: USD", "currency: USB"), "RG204", "is no currency"),
        (("source: model", "source: My model"), "RG201", "'My model' cannot be a name"),
        (("  model: {", "  My model: {"), "RG201", "'My model' cannot be a name"),
        (("header: 3", "header: 300"), "RG830", "no row has the heads"),
        (("{means: capex, negate: true}", "capex"), "RG830", "capex cannot lie below zero"),
    ],
)
def test_a_wrong_mapping_is_said_at_its_place(change: tuple[str, str], code: str, said: str) -> None:
    assert change[0] in MAP
    finding = refused(WIDE, MAP.replace(*change))[0]
    assert finding.code == code
    assert said in finding.message


def test_rows_of_one_name_are_told_apart_by_number() -> None:
    text = "Item,2025Q2\nSales,5\nSales,7\n"
    (finding,) = refused(text, "concepts-in: A\nunit: USD\nrows: {Sales: revenue}\n")
    assert "rows 2 and 3 are called 'Sales' alike" in finding.message
    made = taken(text, "concepts-in: A\nunit: USD\nrows: {3: revenue}\n")
    assert [fact.tellings[0].value for fact in made.facts] == ["7 USD"]


# ---- the command ----------------------------------------------------------------------------------------------------


def workbook(file: Path, *, sales: float = 46743.2) -> None:
    with xlsxwriter.Workbook(file) as made:
        page = made.add_worksheet("Income")
        page.write_row(0, 0, ["USD m", "2025Q1", "2025Q2"])
        page.write(1, 0, "Sales")
        for column, value in enumerate((40100.4, sales), start=1):
            page.write_number(1, column, value, made.add_format({"num_format": "#,##0"}))
        page.write_row(2, 0, ["EPS", 1.05])
        page.write_formula(2, 2, "=1+0.1", made.add_format({"num_format": "0.00"}), 1.1)


BOOK_MAP = "concepts-in: A\nscale: m\nentity: acme\nrows: {Sales: revenue, EPS: eps.diluted}\n"


def test_a_workbook_into_an_edition_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "book.xlsx")
    Path("map.yaml").write_text(BOOK_MAP)
    command = ["import", "book.xlsx", "--map", "map.yaml", "--into", "acme-2025q2", "--filed", "2025-08-01"]
    assert cli.main([*command, "--currency", "USD"]) == 0
    file = Path("data/acme-2025q2/facts.yaml")
    first = file.read_text("utf-8")
    base = sound(first)
    statement = base.facts[base.at("eps.diluted@2025Q2")].stated[0]
    assert (statement.literal, statement.source, statement.locator) == ("1.10 USD/share", "book", "Income!C3")
    assert "46743 m USD" in first
    assert cli.main(command) == 0
    assert file.read_text("utf-8") == first
    assert "nothing new" in capsys.readouterr().err


def test_what_a_person_wrote_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(LONG, "utf-8")
    command = ["import", "t.csv", "--entity", "acme", "--into", "acme", "--filed", "2025-08-01"]
    assert cli.main(command) == 0
    file = Path("data/acme/facts.yaml")
    own = "  net_income@2025Q2: -44 m USD; release ¶9; a loss of $44 million\n"
    before = file.read_text("utf-8")
    begun = before.index("  net_income@2025Q2")
    rest = before[begun:].partition("\n\n")[2]
    file.write_text((before[:begun] + rest).replace("facts:\n", f"facts:\n{own}"), "utf-8")
    assert cli.main(command) == 0
    once = file.read_text("utf-8")
    assert once.count("net_income") == 1
    assert own in once
    sound(once)
    assert cli.main(command) == 0
    assert file.read_text("utf-8") == once


def test_a_table_beside_a_table_of_another_company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("concept,period,value,unit\nrevenue,2025Q2,5.0,bn USD\n", "utf-8")
    Path("u.csv").write_text("entity,concept,period,value,unit\nbolt,revenue,2025Q2,7.0,bn EUR\n", "utf-8")
    assert cli.main(["import", "t.csv", "--entity", "acme", "--into", "acme"]) == 0
    assert cli.main(["import", "u.csv", "--into", "acme"]) == 0
    base = sound(Path("data/acme/facts.yaml").read_text("utf-8"))
    assert {str(at) for at in base.facts} == {"acme/revenue@2025Q2", "bolt/revenue@2025Q2"}


def test_concepts_of_ones_own_are_declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(WIDE, "utf-8")
    Path("map.yaml").write_text(MAP, "utf-8")
    assert cli.main(["import", "t.csv", "--map", "map.yaml", "--into", "acme"]) == 0
    base = sound(Path("data/acme/facts.yaml").read_text("utf-8"))
    assert base.concepts["wastage"].label == {"en": "Wastage"}
    assert base.entities["acme"].name == {"en": "Acme Corporation", "ja": "アクメ"}


def test_what_a_database_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with sqlite3.connect("figures.db") as database:
        database.execute("create table figures (concept, period, value, unit)")
        database.execute("insert into figures values ('revenue', '2025Q2', '46.70', 'bn USD')")
    database.close()
    asked = ["import", "--entity", "acme", "--sql", "sqlite:///figures.db", "--query"]
    assert cli.main([*asked, "select * from figures"]) == 0
    base = sound(capsys.readouterr().out)
    statement = base.facts[base.at("revenue@2025Q2")].stated[0]
    assert (statement.literal, statement.locator) == ("46.70 bn USD", "row 2 column 3")
    assert cli.main([*asked, "delete from figures"]) == 1
    assert cli.main([*asked, "select * from figures"]) == 0
    assert cli.main(["import", "--sql", "sqlite:///other.db", "--query", "select 1"]) == 2
    assert not Path("other.db").exists()
    assert cli.main(["import", "--sql", "sqlite:///figures.db"]) == 2


def test_a_table_is_known_by_its_content() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as made:
        made.add_worksheet()
    assert kind_of(kept.getvalue()) == "xlsx"
    assert kind_of(b"PAR1 and more") == "parquet"
    assert kind_of(LONG.encode()) == "csv"
    assert kind_of(LONG.encode("utf-16")) == "csv"
    assert kind_of(LONG.replace(",", ";").encode()) == "csv"
    assert kind_of(WIDE.encode()) == "text"
    assert kind_of(WIDE.encode(), mapped=True) == "csv"
    assert kind_of(b"PK\x03\x04 of something else") is None


def test_a_formula_may_stand_in_the_place_of_a_concept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("Item,Q2\nGrowth,12%\nMargin,1.2 points\nOf cloud,30%\n", "utf-8")
    Path("map.yaml").write_text(
        "concepts-in: Item\nrows:\n  Growth: growth(revenue)\n  Margin: change(gross_margin)\n"
        '  Of cloud: "growth(cloud.revenue, cloud.revenue@-1Q)"\ncolumns: {Q2: 2025Q2}\n'
        "entity: acme\nentities: {acme: {name: {en: Acme}, currency: USD}}\nsegments: {cloud: {en: Cloud}}\n",
        "utf-8",
    )
    Path("data/q").mkdir(parents=True)
    command = ["import", "t.csv", "--map", "map.yaml", "--into", "q"]
    assert cli.main(command) == 0
    written = Path("data/q/facts.yaml").read_text("utf-8")
    for line in (
        "  growth(revenue)@2025Q2: 12%; t line 2 column 2",
        "  change(gross_margin)@2025Q2: 1.2 points; t line 3 column 2",
        "  growth(cloud.revenue, cloud.revenue@-1Q)@2025Q2: 30%; t line 4 column 2",
        '  cloud: {en: "Cloud"}',
    ):
        assert line in written
    assert cli.main(command) == 0
    assert Path("data/q/facts.yaml").read_text("utf-8") == written
    Path("t.csv").write_text("concept,period,value\ngrowth(nonsense),2025Q2,1%\n", "utf-8")
    assert cli.main(["import", "t.csv", "--entity", "acme", "--currency", "USD"]) == 1
    assert "RG830: unknown concept 'growth(nonsense)'" in capsys.readouterr().err


def test_a_head_that_is_called_otherwise_makes_no_text_of_a_table() -> None:
    assert kind_of(b"concept,period,amount,unit\nrevenue,2025Q3,57,m USD\n") == "csv"
    assert kind_of(b"concept,of,amount\nrevenue,2025Q3,57\n") == "text"
