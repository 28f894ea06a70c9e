"""A figure that comes in where facts.yaml only computes it stands beside the formula, or is refused with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen import cli
from reportgen.errors import Misuse
from reportgen.facts.base import FactBase
from reportgen.intake.importing.beside_formulas import with_statements
from reportgen.intake.importing.facts_file import IMPORTED_FROM, IMPORTED_TO
from reportgen.intake.importing.from_table import import_table
from reportgen.intake.importing.imported import Import
from reportgen.intake.importing.merging import add_to, sound_base
from reportgen.intake.importing.table_companies import TableWish
from reportgen.intake.importing.table_map import TableMap
from reportgen.intake.tables.any_table import read_table
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.standard import STANDARD

FACTS = """\
entity: acme
period: 2025Q2
entities:
  acme: {name: {en: Acme}, currency: USD}
sources:
  deck: {title: {en: Deck}, published: 2025-07-30}
facts:
  # first half, by hand
  revenue@2025Q1: 100 m USD; deck p. 1
ENTRY  # and the second quarter
  revenue@2025Q2: 120 m USD; deck p. 2
  cost_of_revenue@2025Q2: 80 m USD; deck p. 2
"""
SUM = "revenue@2025Q1 + revenue@2025Q2"
FORMS = [
    f"  revenue@2025H1: = {SUM}\n",
    f"  revenue@2025H1:   =   {SUM}   # why: the deck has none\n",
    f'  "revenue@2025H1": "= {SUM}"\n',
    f"  revenue@2025H1: '= {SUM}' # a sum\n",
    f"  revenue@2025H1: {{formula: {SUM}}}\n",
    f"  revenue@2025H1: {{formula: [{SUM}], label: {{en: The half}}}}  # own words\n",
    f"  revenue@2025H1:\n    formula: {SUM}\n    note: {{en: Ours.}}\n",
    f"  revenue@2025H1: # ours\n\n    # a remark\n      \n    formula:\n      - {SUM}\n",
    f"  revenue@YTD2025Q2: = {SUM}\n",
    "  revenue@2025H1:\n    formula: >-\n      revenue@2025Q1 +\n      revenue@2025Q2\n",
    f"  revenue@2025H1: {{stated: open, formula: {SUM}}}\n",
    f"  revenue@2025H1: {{formula: {SUM}, stated: open}} # was 1\n",
    f"  revenue@2025H1:\n    stated: open\n    formula: {SUM}\n",
]  # fmt: skip
REFUSED = [
    "  revenue@2025H1: = revenue@2025Q1\n    + revenue@2025Q2\n",
    f"  revenue@2025H1:\n    = {SUM}\n",
    f"  revenue@2025H1: >-\n    = {SUM}\n",
    f"  revenue@2025H1:\n    {{formula: {SUM}}}\n",
]


def come(text: str, value: str = "999", source: str = "deck") -> Import:
    table = f"concept,period,value,unit,source,locator\nrevenue,2025H1,{value},m USD,{source},p. 7\n"
    base = sound_base(text, "facts.yaml", STANDARD)
    grid = read_table(table.encode(), "half.csv", "csv", "")
    (made,) = import_table(grid, TableMap(), STANDARD, TableWish(), base)
    return made


def half(base: FactBase) -> tuple[list[str], list[str]]:
    fact = base.facts[base.at("revenue@2025H1")]
    formulas = [fact.formula, *(one.formula for one in fact.further)]
    return [one.literal for one in fact.stated], [" ".join(str(one.text).split()) for one in formulas if one]


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("entry", FORMS)
def test_what_is_stated_comes_beside_the_formula(entry: str, marked: bool) -> None:
    text = FACTS.replace("ENTRY", f"{IMPORTED_FROM}\n{entry}{IMPORTED_TO}\n" if marked else entry)
    written = add_to(text, "facts.yaml", come(text), LANGUAGES, STANDARD)
    assert half(sound_base(written.text, "facts.yaml", STANDARD)) == (["999 m USD"], [SUM])
    was_open = "open" in entry
    assert (written.added, written.amended, written.kept, written.left) == (was_open, not was_open, 0, ())
    assert written.beside == (() if was_open else ("revenue@2025H1: 999 m USD",))
    for remark in re.findall("#.*", text):
        assert remark in written.text
    others = [line for line in text.splitlines() if line not in entry.splitlines()]
    assert [line for line in written.text.splitlines() if line in others] == others
    again = add_to(written.text, "facts.yaml", come(written.text), LANGUAGES, STANDARD)
    assert (again.text, again.kept) == (written.text, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_ends_of_lines_stay_and_no_marks_come_where_nothing_stands_between_them(end: str, mark: str) -> None:
    text = mark + FACTS.replace("ENTRY", FORMS[1] + "# stated: open\n").replace("\n", end)
    found = add_to(text, "facts.yaml", come(text), LANGUAGES, STANDARD).text
    entry = [
        "revenue@2025H1:  # why: the deck has none",
        '  stated: [{value: "999 m USD", source: "deck p. 7", printed: "999", scale: "m"}]',
        f"  formula: {SUM}",
    ]
    assert found == text.replace(FORMS[1].rstrip("\n"), end.join(f"  {line}" for line in entry))


def test_its_source_comes_with_it_and_several_statements_do() -> None:
    text = FACTS.replace("ENTRY", FORMS[0])
    written = add_to(text, "facts.yaml", come(text, source="slides"), LANGUAGES, STANDARD)
    assert "slides" in sound_base(written.text, "facts.yaml", STANDARD).sources
    lines = with_statements(FORMS[4].splitlines(), ["1 m USD; deck p. 1", '{value: "2 m USD"}'])
    assert lines == [
        f'  revenue@2025H1: {{stated: ["1 m USD; deck p. 1", {{value: "2 m USD"}}], formula: {SUM}}}'
    ]


@pytest.mark.parametrize("entry", REFUSED)
def test_a_form_that_cannot_be_added_to_is_said_with_its_line(entry: str) -> None:
    text = FACTS.replace("ENTRY", entry)
    with pytest.raises(Misuse, match=r"facts\.yaml:10: revenue@2025H1 is not stated here.*999 m USD"):
        add_to(text, "facts.yaml", come(text), LANGUAGES, STANDARD)


def test_the_report_names_it_and_counts_every_fact_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    facts = tmp_path / "data" / "acme" / "facts.yaml"
    facts.parent.mkdir(parents=True)
    facts.write_text(FACTS.replace("ENTRY", FORMS[0]), "utf-8")
    rows = [
        "revenue,2025H1,999,m USD,deck,p. 7",
        "revenue,2025Q2,131,m USD,deck,p. 7",
        "cost_of_revenue,2025Q2,80,m USD,deck,p. 7",
        "revenue,9M2025,400,m USD,deck,p. 7",
        "cost_of_revenue,2025H1,150,m USD,deck,p. 7",
    ]
    Path("half.csv").write_text("concept,period,value,unit,source,locator\n" + "\n".join(rows), "utf-8")
    assert cli.main(["import", "half.csv", "--into", "acme"]) == 0
    report = " ".join(capsys.readouterr().err.split())
    numbers = [int(one) for one in re.findall(r"(\d+) (?:facts? stated|computed)", report)]
    became = r"(\d+) (?:new|changed|with more statements|left as you|as they were)"
    assert numbers[0] == len(rows)
    assert sum(numbers) == sum(int(one) for one in re.findall(became, report)), report
    assert "stated beside your formula now, see what check says: revenue@2025H1: 999 m USD" in report
    assert "1 with more statements or formulas, 1 left as you have them, 2 as they were" in report
    assert numbers[1] > 0  # a quarter follows from what came and what was there
