"""`reportgen import`, as somebody uses it: twice, beside facts written by hand, on wrong files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from invented import EUROPEAN, QUARTER
from made_filings import PRODUCTS, REGIONS, SEGMENTS, Cover, Line, instance
from support import reportgen

from reportgen import cli, importer
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.intake.importing.facts_file import IMPORTED_FROM, IMPORTED_TO

Q1, H1, Q2 = ("2025-01-01", "2025-03-31"), ("2025-01-01", "2025-06-30"), ("2025-04-01", "2025-06-30")
NINE, Q3, YEAR = ("2025-01-01", "2025-09-30"), ("2025-07-01", "2025-09-30"), ("2025-01-01", "2025-12-31")
LAST_YEAR = ("2024-01-01", "2024-12-31")
REVENUE, CASH, EPS = (
    "us-gaap:Revenues",
    "us-gaap:NetCashProvidedByUsedInOperatingActivities",
    "us-gaap:EarningsPerShareDiluted",
)
SHARES = "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding"
FIRST = instance(
    [
        Line(REVENUE, Q1, "100000000"),
        Line(REVENUE, LAST_YEAR, "400000000"),
        Line(CASH, Q1, "20000000"),
        Line(EPS, Q1, "0.10", "2", "USD-per-share"),
        Line(SHARES, Q1, "200000000", "-5", "shares"),
    ],
    Cover("2025-03-31", focus="Q1"),
)
SECOND = instance(
    [
        Line(REVENUE, Q2, "120000000"),
        Line(REVENUE, H1, "220000000"),
        Line(CASH, H1, "50000000"),
        Line(EPS, H1, "0.22", "2", "USD-per-share"),
        Line(SHARES, H1, "201000000", "-5", "shares"),
        Line(REVENUE, LAST_YEAR, "400000000"),
    ]
)
THIRD = instance(
    [Line(REVENUE, Q3, "130000000"), Line(REVENUE, NINE, "350000000"), Line(CASH, NINE, "80000000")],
    Cover("2025-09-30", focus="Q3"),
)
WHOLE_YEAR = instance(
    [
        Line(REVENUE, YEAR, "500000000"),
        Line(CASH, YEAR, "95000000"),
        Line(EPS, YEAR, "0.50", "2", "USD-per-share"),
        Line(SHARES, YEAR, "202000000", "-5", "shares"),
    ],
    Cover("2025-12-31", "10-K", focus="FY"),
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `import` where editions are kept in data/: exit code, standard output, the report."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | bytes) -> tuple[int, str, str]:
        words = list[str]()
        for at, one in enumerate(arguments):
            if isinstance(one, bytes):
                Path(f"filing{at}.xml").write_bytes(one)
            words.append(one if isinstance(one, str) else f"filing{at}.xml")
        code = cli.main(["import", *words])
        return code, *capsys.readouterr()

    return run


def facts(edition: str = "acme") -> Path:
    return Path("data") / edition / "facts.yaml"


def base(path: Path) -> FactBase:
    found, findings = read_facts(path.read_bytes(), str(path))
    assert found is not None, findings
    return found


def values(path: Path) -> dict[str, str]:
    """Each fact's statement that counts, or its formula."""
    return {
        at.local if at.entity == base(path).entity else str(at): fact.telling.literal
        if fact.telling
        else f"= {fact.formula.text}"
        for at, fact in base(path).facts.items()
        if fact.telling or fact.formula
    }


def between(text: str) -> str:
    return text.partition(IMPORTED_FROM)[2].partition(IMPORTED_TO)[0]


def is_within(few: Iterable[str], many: Iterable[str]) -> bool:
    """True where all lines stand in the others, in their order."""
    rest = iter(many)
    return all(line in rest for line in few)


# ---- one filing ------------------------------------------------------------------------------------------------


def test_a_filing_becomes_a_facts_yaml_on_standard_output(run: Run, tmp_path: Path) -> None:
    code, out, report = run(QUARTER)
    assert code == 0
    (tmp_path / "facts.yaml").write_text(out, "utf-8")
    made = base(tmp_path / "facts.yaml")
    assert (made.entity, str(made.period)) == ("acme", "FY2026Q2")
    assert values(tmp_path / "facts.yaml")["revenue@FY2026Q2"] == "1234 m USD"
    assert "Acme Parcels Corp, FY2026Q2" in report
    assert not (tmp_path / "data").exists()


def test_an_ifrs_filing_in_euros(run: Run, tmp_path: Path) -> None:
    filed = instance(
        [
            Line("ifrs-full:Revenue", YEAR, "1234500000", "-5", "EUR"),
            Line("ifrs-full:ProfitLoss", YEAR, "12345600", "2", "EUR"),
        ],
        Cover("2025-12-31", "20-F", focus="FY", name="Beispiel AG", ticker=""),
    )
    code, out, _ = run(filed)
    (tmp_path / "facts.yaml").write_text(out, "utf-8")
    assert code == 0
    assert base(tmp_path / "facts.yaml").entities["beispiel"].currency == "EUR"
    told = values(tmp_path / "facts.yaml")
    assert told["revenue@2025"] == "1234.5 m EUR"
    assert "12345600.00 EUR" in told.values()


def test_a_page_without_an_end_of_the_year_asks_for_its_period(run: Run) -> None:
    code, out, report = run(EUROPEAN)
    assert (code, out) in ((0, out), (2, ""))
    assert "Traceback" not in report


def test_a_dry_run_shows_the_difference_and_writes_nothing(run: Run) -> None:
    code, out, report = run(FIRST, "--into", "acme", "--dry-run")
    assert code == 0
    assert "+  revenue@2025Q1: 100 m USD; f10q_2025q1 us-gaap:Revenues c1" in out
    assert "not written (--dry-run)" in report
    assert not Path("data").exists()


def test_the_day_of_filing_and_the_company_can_be_said(run: Run) -> None:
    code, _, report = run(FIRST, "--into", "acme", "--filed", "2025-05-02", "--entity", "parcels")
    assert code == 0
    assert "published: 2025-05-02" in facts().read_text("utf-8")
    assert base(facts()).entity == "parcels"
    assert "does not say when it was filed" not in report


# ---- twice, and more of them -----------------------------------------------------------------------------------


def test_a_second_import_changes_nothing(run: Run) -> None:
    run(FIRST, "--into", "acme")
    before = facts().read_bytes(), facts().stat().st_mtime_ns
    code, _, report = run(FIRST, "--into", "acme")
    assert (code, (facts().read_bytes(), facts().stat().st_mtime_ns)) == (0, before)
    assert "nothing new" in report
    assert "0 new" in report


def test_the_quarters_of_a_year_come_one_after_the_other(run: Run) -> None:
    for filing in (FIRST, SECOND, THIRD, WHOLE_YEAR):
        code, _, report = run(filing, "--into", "acme")
        assert code == 0, report
    told = values(facts())
    assert told["revenue@2025Q4"] == "= revenue@2025 - revenue@9M2025"
    assert told["operating_cash_flow@2025Q2"] == "= operating_cash_flow@2025H1 - operating_cash_flow@2025Q1"
    assert told["operating_cash_flow@2025Q3"] == "= operating_cash_flow@9M2025 - operating_cash_flow@2025H1"
    assert told["operating_cash_flow@2025Q4"] == "= operating_cash_flow@2025 - operating_cash_flow@9M2025"
    # Amounts per share and numbers of shares are never subtracted.
    assert not [name for name in told if name.startswith(("eps", "diluted")) and name.endswith(("Q2", "Q4"))]
    once = facts().read_text("utf-8")
    for filing in (FIRST, SECOND, THIRD, WHOLE_YEAR):
        run(filing, "--into", "acme")
    assert facts().read_text("utf-8") == once


@pytest.mark.parametrize("files", [(FIRST, SECOND, THIRD), (THIRD, FIRST, SECOND), (SECOND, THIRD, FIRST)])
def test_of_several_reports_the_latest_is_what_the_edition_is_of(run: Run, files: tuple[bytes, ...]) -> None:
    """In whatever order they stand on the command line, with all that is computed for the latest."""
    assert run(*files, "--into", "acme")[0] == 0
    assert str(base(facts()).period) == "2025Q3"
    assert (
        values(facts())["operating_cash_flow@2025Q3"]
        == "= operating_cash_flow@9M2025 - operating_cash_flow@2025H1"
    )


def test_the_period_that_is_asked_for_is_that_of_all_reports(run: Run) -> None:
    assert run(THIRD, FIRST, "--period", "2025Q1", "--into", "acme")[0] == 0
    assert str(base(facts()).period) == "2025Q1"


def test_the_period_of_an_edition_stays(run: Run) -> None:
    assert run(FIRST, "--into", "acme")[0] == 0
    assert run(SECOND, THIRD, "--into", "acme")[0] == 0
    assert str(base(facts()).period) == "2025Q1"


def test_a_second_filing_is_a_small_difference(run: Run) -> None:
    run(FIRST, "--into", "acme")
    before = facts().read_text("utf-8").splitlines()
    run(SECOND, "--into", "acme")
    after = facts().read_text("utf-8").splitlines()
    assert is_within([line for line in before if line], after)
    assert len([line for line in after if line]) - len([line for line in before if line]) == 7


def restated(form: str, end: str = "2025-12-31") -> bytes:
    return instance([Line(REVENUE, LAST_YEAR, "390000000")], Cover(end, form, focus="FY"))


def test_a_restatement_is_a_second_statement_and_counts(run: Run) -> None:
    run(FIRST, "--into", "acme")
    code, _, _ = run(restated("10-K/A"), "--into", "acme", "--filed", "2026-03-01")
    (fact,) = [fact for at, fact in base(facts()).facts.items() if at.local == "revenue@2024"]
    assert code == 0
    assert [one.literal for one in fact.stated] == ["400 m USD", "390 m USD"]
    assert fact.telling and fact.telling.source == "f10ka_2025"
    assert fact.because and "restates" in fact.because["en"]
    once = facts().read_text("utf-8")
    run(restated("10-K/A"), "--into", "acme", "--filed", "2026-03-01")
    run(FIRST, "--into", "acme")
    assert facts().read_text("utf-8") == once


def test_an_older_report_does_not_restate_a_newer_one(run: Run) -> None:
    run(restated("10-K"), "--into", "acme", "--filed", "2026-03-01")
    run(FIRST, "--into", "acme", "--filed", "2025-05-01")
    assert values(facts())["revenue@2024"] == "390 m USD"


def test_two_reports_give_their_quarters_and_the_first_one_its_own(run: Run) -> None:
    run(SECOND, "--into", "acme")
    run(THIRD, "--into", "acme")
    told = values(facts())
    assert told["revenue@2025Q1"] == "= revenue@2025H1 - revenue@2025Q2"
    assert (told["revenue@2025Q2"], told["revenue@2025Q3"]) == ("120 m USD", "130 m USD")
    _, _, report = run(FIRST, "--into", "acme")
    assert values(facts())["revenue@2025Q1"] == "100 m USD"
    assert "changed: revenue@2025Q1: = revenue@2025H1 - revenue@2025Q2 → 100 m USD" in " ".join(
        report.split()
    )


def test_one_day_of_filing_is_not_that_of_several_reports(run: Run) -> None:
    code, _, report = run(FIRST, SECOND, "--into", "acme", "--filed", "2025-08-01")
    assert code == 2
    assert "filing0.xml, filing1.xml the same day" in report
    assert not facts().exists()
    code, _, _ = run(FIRST, SECOND, "--into", "acme")
    assert code == 0


def test_what_an_import_changes_is_said_with_both_values(run: Run) -> None:
    run(FIRST, "--into", "acme")
    run(SECOND, "--into", "acme")
    _, _, report = run(restated("10-K/A"), "--into", "acme", "--filed", "2026-03-01")
    assert "0 new, 1 changed, 0 as they were" in " ".join(report.split())
    assert "  changed: revenue@2024: 400 m USD → 390 m USD" in report
    third = instance([Line(CASH, Q2, "31000000")], Cover("2025-06-30", focus="Q2"))
    _, _, report = run(third, "--into", "acme", "--filed", "2026-03-02")
    said = " ".join(report.split())
    before = "operating_cash_flow@2025H1 - operating_cash_flow@2025Q1"
    assert f"changed: operating_cash_flow@2025Q2: = {before} → 31 m USD" in said


def test_what_ties_out_is_counted(run: Run) -> None:
    lines = [
        Line(REVENUE, Q1, "100000000"),
        Line("us-gaap:CostOfRevenue", Q1, "60000000"),
        Line("us-gaap:GrossProfit", Q1, "40000000"),
    ]
    _, _, report = run(instance(lines, Cover("2025-03-31", focus="Q1")))
    assert "3 facts stated and 0 computed" in report
    assert "1 of those stated ties out by 1 formula" in report


SOLD, SOLD_BEFORE = "us-gaap:Revenues", "us-gaap:SalesRevenueNet"


@pytest.mark.parametrize("order", [(SOLD, SOLD_BEFORE), (SOLD_BEFORE, SOLD)])
def test_two_elements_of_one_concept_in_two_reports_are_no_restatement(
    run: Run, order: tuple[str, str]
) -> None:
    amounts = {SOLD: "400000000", SOLD_BEFORE: "380000000"}
    for element, end, day in zip(
        order, ("2024-12-31", "2025-12-31"), ("2025-02-01", "2026-02-01"), strict=True
    ):
        filed = instance(
            [Line(element, LAST_YEAR, amounts[element])], Cover(end, "10-K", year=end[:4], focus="FY")
        )
        _, _, report = run(filed, "--into", "acme", "--filed", day)
    assert "prefer" not in facts().read_text("utf-8")
    assert values(facts())["revenue@2024"] == "400 m USD"
    assert "revenue@2024 has two measures" in report


def test_an_element_that_came_to_mean_something_else_in_a_later_report_was_not_restated(run: Run) -> None:
    income = "us-gaap:ComprehensiveIncomeNetOfTax"
    everybody = f"{income}IncludingPortionAttributableToNoncontrollingInterest"
    first = instance(
        [Line(income, LAST_YEAR, "40200000", "-5")], Cover("2024-12-31", "10-K", year="2024", focus="FY")
    )
    later = instance(
        [
            Line(income, LAST_YEAR, "41700000", "-5"),
            Line(everybody, LAST_YEAR, "40200000", "-5"),
            Line("us-gaap:NetIncomeLossAttributableToNoncontrollingInterest", LAST_YEAR, "-1500000", "-5"),
        ],
        Cover("2025-12-31", "10-K", focus="FY"),
    )
    run(first, "--into", "acme", "--filed", "2025-02-01")
    run(later, "--into", "acme", "--filed", "2026-02-01")
    assert values(facts())["comprehensive_income@2024"] == "41.7 m USD"
    assert "prefer" not in facts().read_text("utf-8")
    run(first, "--into", "acme", "--filed", "2025-02-01")
    assert "prefer" not in facts().read_text("utf-8")


def parts(whole: str, days: tuple[str, str], end: str, **members: str) -> bytes:
    lines = [Line(REVENUE, days, whole)]
    lines += [
        Line(REVENUE, days, value, axis=SEGMENTS, member=f"acme:{name}Member")
        for name, value in members.items()
    ]
    return instance([*lines, Line(REVENUE, LAST_YEAR, "400000000")], Cover(end, focus="Q1"))


def test_a_sum_that_recast_parts_break_is_taken_out_and_said(run: Run) -> None:
    run(parts("100000000", Q1, "2025-03-31", Cloud="60000000", Post="40000000"), "--into", "acme")
    assert "cloud.revenue + post.revenue" in facts().read_text("utf-8")
    recast = parts("100000000", Q1, "2025-06-30", Cloud="50000000", Post="30000000", Other="20000000")
    code, _, report = run(recast, "--into", "acme")
    (fact,) = [fact for at, fact in base(facts()).facts.items() if at.local == "revenue@2025Q1"]
    assert code == 0
    assert fact.formula and sorted(str(fact.formula.text).split(" + ")) == [
        "cloud.revenue", "other.revenue", "post.revenue",
    ]  # fmt: skip
    assert "revenue@2025Q1 is no more cloud.revenue + post.revenue" in report


# ---- beside what a person wrote --------------------------------------------------------------------------------

BY_HAND = """\
# A remark at the top.
entity: acme
period: 2025Q1
entities:
  acme: {name: {en: Acme, ja: アクメ}, currency: USD}   # in a line

sources:
  recap: {title: {en: "Recap: ours"}, published: 2025-04-30}
facts:
  # what we found ourselves
  revenue@2025Q1: 117 m USD; recap ¶1

  net_income@2025Q1:   12 m USD; recap ¶2   # spaces are ours
"""


@pytest.mark.parametrize(
    "text", [BY_HAND, BY_HAND.replace("\n", "\r\n"), "\ufeff" + BY_HAND, BY_HAND.rstrip("\n")]
)
def test_lines_written_by_hand_stay_to_the_letter(run: Run, text: str) -> None:
    facts().parent.mkdir(parents=True)
    facts().write_bytes(text.encode())
    code, _, report = run(FIRST, "--into", "acme")
    assert code == 0, report
    after = facts().read_bytes().decode()
    assert is_within(text.splitlines(keepends=True)[:-1], after.splitlines(keepends=True))
    assert ("\r\n" in after) == ("\r\n" in text) == bool(re.search(r"\r\n", after))
    assert after.count("\r\n") in (0, after.count("\n"))
    assert "revenue@2025Q1" not in between(after)
    assert "left as you have them, though the file says otherwise: revenue@2025Q1" in report.replace(
        "\n   ", ""
    )
    run(FIRST, "--into", "acme")
    assert facts().read_bytes().decode() == after


def test_lines_changed_between_imports_stay(run: Run) -> None:
    run(FIRST, "--into", "acme")
    text = facts().read_text("utf-8")
    text = text.replace("  revenue@2025Q1: 100 m", "  # the recap has more\n  revenue@2025Q1: 107 m")
    text = text.replace("  revenue@2024: 400 m USD; ", "  # seen\n  revenue@2024: 400 m USD; ")
    text = text.replace(
        IMPORTED_FROM, f"  gross_profit@2025Q1: 33 m USD; f10q_2025q1 note 3\n{IMPORTED_FROM}"
    )
    facts().write_text(text, "utf-8")
    _, _, report = run(FIRST, "--into", "acme")
    assert facts().read_text("utf-8") == text
    assert "revenue@2025Q1" in report
    run(restated("10-K/A"), "--into", "acme", "--filed", "2026-03-01")
    after = facts().read_text("utf-8")
    assert "  # seen\n  revenue@2024:\n    stated:\n      - 400 m USD; f10q_2025q1" in after
    assert is_within([line for line in text.splitlines() if line and "@2024" not in line], after.splitlines())


def test_an_entry_that_a_person_added_to_stays_as_it_is(run: Run) -> None:
    run(FIRST, "--into", "acme")
    text = facts().read_text("utf-8")
    (line,) = re.findall(r"(?m)^  revenue@2024: .*$", text)
    changed = f'  revenue@2024:\n    stated: {line.partition(": ")[2]}\n    note: {{en: "As first told."}}'
    facts().write_text(text.replace(line, changed), "utf-8")
    _, _, report = run(restated("10-K/A"), "--into", "acme", "--filed", "2026-03-01")
    assert changed in facts().read_text("utf-8")
    assert "revenue@2024" in report


def test_another_company_comes_into_an_edition(run: Run) -> None:
    run(FIRST, "--into", "acme")
    other = instance(
        [Line(REVENUE, Q1, "77000000"), Line(REVENUE, LAST_YEAR, "300000000")],
        Cover("2025-03-31", focus="Q1", name="Rival Corp", ticker="RVL"),
    )
    code, _, report = run(other, "--into", "acme")
    told = values(facts())
    assert code == 0, report
    assert "rvl is a company that the file did not have" in report
    assert (told["revenue@2025Q1"], told["rvl/revenue@2025Q1"]) == ("100 m USD", "77 m USD")
    sources = base(facts()).sources
    assert sources["f10q_2025q1"].title["en"].startswith("Acme")
    assert sources["rvl_f10q_2025q1"].title["en"].startswith("Rival")
    once = facts().read_text("utf-8")
    run(other, "--into", "acme")
    assert facts().read_text("utf-8") == once


def test_a_company_is_known_again_by_its_name(run: Run) -> None:
    run(FIRST, "--into", "acme", "--entity", "parcels")
    run(SECOND, "--into", "acme")
    assert list(base(facts()).entities) == ["parcels"]


WRONG_LAYOUTS = {
    "facts in braces": BY_HAND.partition("facts:")[0] + "facts: {net_income@2025Q1: 12 m USD; recap ¶2}\n",
    "sources in braces": BY_HAND.replace("sources:\n  recap: {", "sources: {recap: {").replace(
        "published: 2025-04-30}", "published: 2025-04-30}}"
    ),
    "four spaces": re.sub(r"(?m)^  (?=\S)", "    ", BY_HAND),
}


@pytest.mark.parametrize("text", WRONG_LAYOUTS.values(), ids=[*WRONG_LAYOUTS])
def test_a_layout_that_cannot_be_added_to_is_said_with_its_line(run: Run, text: str) -> None:
    facts().parent.mkdir(parents=True)
    facts().write_text(text, "utf-8")
    code, _, report = run(FIRST, "--into", "acme")
    assert code == 2
    assert re.search(r"data/acme/facts\.yaml:\d+: ", report)
    assert facts().read_text("utf-8") == text


def test_years_that_end_otherwise_are_refused(run: Run) -> None:
    facts().parent.mkdir(parents=True)
    text = BY_HAND.replace("currency: USD}", "currency: USD, fiscal-year-end: 09-30}")
    facts().write_text(text, "utf-8")
    code, _, report = run(FIRST, "--into", "acme")
    assert code == 2
    assert "fiscal years of acme end otherwise" in report
    assert "12-31" in report
    assert facts().read_text("utf-8") == text


def test_a_year_of_weeks_does_not_change_what_2025q2_means(run: Run) -> None:
    weeks = instance(
        [
            Line(REVENUE, ("2025-03-30", "2025-06-28"), "9000000"),
            Line(REVENUE, ("2023-12-31", "2024-12-28"), "30000000"),
        ],
        Cover("2025-06-28", year_end="--12-27"),
    )
    facts().parent.mkdir(parents=True)
    facts().write_text(BY_HAND, "utf-8")
    code, _, report = run(weeks, "--into", "acme")
    assert code == 2
    assert "last saturday of december" in report
    assert facts().read_text("utf-8") == BY_HAND


def test_real_days_of_a_later_year_are_added_to_the_company(run: Run) -> None:
    """The quarter of the first report follows the rule, the year of the second ends a week later than it says."""
    rule = ("2024-01-28", "2025-01-25"), ("2023-01-29", "2024-01-27")
    first = [Line(REVENUE, days, "40000000") for days in rule]
    run(instance(first, Cover("2025-01-25", "10-K", year_end="--01-25", focus="FY")), "--into", "acme")
    assert "last saturday of january" in facts().read_text("utf-8")
    later = [Line(REVENUE, ("2025-01-26", "2026-02-07"), "44000000")]
    code, _, report = run(
        instance(later, Cover("2026-02-07", "10-K", year_end="--02-07", focus="FY")), "--into", "acme"
    )
    assert code == 0, report
    assert "2025-01-26 to 2026-02-07" in facts().read_text("utf-8")
    assert values(facts())["revenue@FY2026"] == "44 m USD"


# ---- wrong and hostile files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"\x00\xff", b"{", b'{"facts": {}}', b"<xbrl", b"%PDF-1.7", FIRST[:900], b"<html></html>",
     b'{"facts": {"us-gaap": {"Revenues": {"units": {"USD": []}}}}, "entityName": "\\ud800"}'],
)  # fmt: skip
def test_what_is_no_filing_is_refused_and_nothing_written(run: Run, data: bytes) -> None:
    code, out, report = run(data, "--into", "acme")
    assert (code in (1, 2), out) == (True, "")
    assert report.strip()
    assert "Traceback" not in report
    assert not Path("data").exists()


@pytest.mark.parametrize(
    ("cover", "days"),
    [
        (Cover("9999-12-31"), Q2),
        (Cover("0001-01-01"), Q2),
        (Cover(year_end="--99-99"), Q2),
        (Cover(year_end="-"), Q2),
        (Cover(), ("0001-01-01", "0001-12-31")),
        (Cover(), ("9999-01-01", "9999-12-31")),
    ],
)
def test_days_that_no_company_has_end_in_words(run: Run, cover: Cover, days: tuple[str, str]) -> None:
    code, _, report = run(
        instance([Line(REVENUE, days, "1000000"), Line(REVENUE, LAST_YEAR, "4000000")], cover)
    )
    assert code in (0, 2), report
    assert report.strip()


def test_a_filing_without_money_has_no_currency(run: Run, tmp_path: Path) -> None:
    cover = Cover("2025-12-31", "10-K", focus="FY")
    code, out, report = run(instance([Line(SHARES, YEAR, "200000000", "-5", "shares")], cover))
    assert (code, "currency" in out) == (0, False), report
    (tmp_path / "facts.yaml").write_text(out, "utf-8")
    assert len(values(tmp_path / "facts.yaml")) == 1


def test_a_filing_of_which_nothing_is_a_fact_is_refused(run: Run) -> None:
    code, _, report = run(instance([Line("acme:Parcels", YEAR, "1000000")]), "--into", "acme")
    assert (code, "no number that is one of a concept" in " ".join(report.split())) == (2, True)
    assert not Path("data").exists()


def test_a_file_that_is_not_there(run: Run) -> None:
    code, _, report = run("nowhere.htm")
    assert (code, "no file nowhere.htm" in report) == (2, True)


@pytest.mark.parametrize(
    "name", ["NO", "ON", "Y", "0700", "", "REVENUE", "A" * 300, "日本 株式会社", "a\ue000b", 'q"{x: y}']
)
def test_whatever_a_company_is_called_its_file_can_be_read(run: Run, name: str, tmp_path: Path) -> None:
    escaped = name.replace("&", "&amp;").replace("<", "&lt;")
    code, out, report = run(
        instance(
            [Line(REVENUE, YEAR, "1000000")],
            Cover("2025-12-31", "10-K", name=escaped, ticker=escaped, focus="FY"),
        )
    )
    assert code == 0, report
    (tmp_path / "facts.yaml").write_text(out, "utf-8")
    assert base(tmp_path / "facts.yaml").entity


@pytest.mark.parametrize("member", ["acme:日本", "acme:Member", "acme:_5G", "country:XX", "country:us"])
def test_whatever_a_part_is_called_its_file_can_be_read(run: Run, member: str, tmp_path: Path) -> None:
    code, out, report = run(
        instance(
            [Line(REVENUE, YEAR, "9000000"), Line(REVENUE, YEAR, "4000000", axis=REGIONS, member=member)],
            Cover("2025-12-31", "10-K", focus="FY"),
        )
    )
    assert code == 0, report
    (tmp_path / "facts.yaml").write_text(out, "utf-8")
    assert len(values(tmp_path / "facts.yaml")) == 2


def test_parts_of_one_name_that_differ_are_two(run: Run, tmp_path: Path) -> None:
    lines = [
        Line(REVENUE, YEAR, "9000000"),
        Line(REVENUE, YEAR, "4000000", axis=SEGMENTS, member="acme:ServicesMember"),
        Line(REVENUE, YEAR, "2000000", axis=PRODUCTS, member="acme:ServicesMember"),
    ]
    _, out, _ = run(instance(lines, Cover("2025-12-31", "10-K", focus="FY")))
    (tmp_path / "facts.yaml").write_text(out, "utf-8")
    told = values(tmp_path / "facts.yaml")
    assert (told["services.revenue@2025"], told["services_product.revenue@2025"]) == ("4 m USD", "2 m USD")
    assert "prefer" not in out


def test_a_facts_yaml_that_is_no_text_is_left(run: Run) -> None:
    facts().parent.mkdir(parents=True)
    facts().write_bytes(b"entity: \xff\n")
    code, _, report = run(FIRST, "--into", "acme")
    assert (code, "RG104" in report, facts().read_bytes()) == (1, True, b"entity: \xff\n")


def test_a_full_disk_leaves_the_old_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run(FIRST, "--into", "acme")
    before = facts().read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, report = run(SECOND, "--into", "acme")
    assert (code, "No space left" in report) == (1, True)
    assert facts().read_bytes() == before
    assert [path.name for path in facts().parent.iterdir()] == ["facts.yaml"]


def test_an_import_that_is_stopped_leaves_the_old_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run(FIRST, "--into", "acme")
    before = facts().read_bytes()

    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    code, _, _ = run(SECOND, "--into", "acme")
    assert (code, facts().read_bytes()) == (130, before)
    assert [path.name for path in facts().parent.iterdir()] == ["facts.yaml"]


def test_a_file_that_changes_meanwhile_is_not_overwritten(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run(FIRST, "--into", "acme")
    read = importer.read_filing

    def meanwhile(file: Path) -> object:
        facts().write_text(f"# mine\n{facts().read_text('utf-8')}", "utf-8")
        return read(file)

    monkeypatch.setattr(importer, "read_filing", meanwhile)
    code, _, report = run(SECOND, "--into", "acme")
    assert (code, "changed meanwhile" in report) == (2, True)
    assert facts().read_text("utf-8").startswith("# mine\n")


def test_one_wrong_file_of_several_and_nothing_is_written(run: Run) -> None:
    code, _, _ = run(FIRST, b"%PDF-1.7", "--into", "acme")
    assert code == 2
    assert not Path("data").exists()


def test_a_link_stays_a_link(run: Run) -> None:
    run(FIRST, "--into", "acme")
    real = facts().with_name("kept.yaml")
    facts().rename(real)
    facts().symlink_to(real.name)
    run(SECOND, "--into", "acme")
    assert facts().is_symlink()
    assert "revenue@2025Q2" in real.read_text("utf-8")


def test_lines_of_the_report_fit_a_terminal(run: Run) -> None:
    long = (
        "us-gaap:"
        + "OtherComprehensiveIncomeLossCashFlowHedgeGainLossReclassificationAfterTaxAttributableToParent"
    )
    _, _, report = run(
        instance(
            [Line(REVENUE, YEAR, "1000000"), Line(long, YEAR, "1000000")],
            Cover("2025-12-31", "10-K", focus="FY"),
        )
    )
    assert max(map(len, report.splitlines())) <= 112  # the name itself is 107 long
    assert long.partition(":")[2] in "".join(report.split())


STUB = """\
entity: acme
period: 2025Q2
entities:
  acme: {name: {en: Acme Corporation}, currency: USD}
segments:
  cloud: {en: Cloud}
"""


@pytest.mark.parametrize(
    "below", ["", "sources:\nfacts:\n", "facts: {}\n", "facts:\nsources:  \n", "sources: {}\n"]
)
def test_an_edition_that_only_says_who_it_is_about_can_be_imported_into(tmp_path: Path, below: str) -> None:
    edition = tmp_path / "data" / "q"
    edition.mkdir(parents=True)
    (edition / "facts.yaml").write_text(STUB + below, "utf-8")
    (tmp_path / "note.txt").write_text("Cloud revenue was $5 million.", "utf-8")
    (tmp_path / "t.csv").write_text("concept,period,value,unit\nrevenue,2025Q2,9,m USD\n", "utf-8")
    for file in ("note.txt", "t.csv"):
        done = reportgen("import", file, "--into", "q", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    facts = (edition / "facts.yaml").read_text("utf-8")
    assert facts.startswith(STUB.rstrip())
    assert "#? cloud.revenue@2025Q2: 5 m USD; note ¶1; $5 million" in facts
    assert "revenue@2025Q2:" in facts
    base, found = read_facts(facts.replace("#? ", "").encode(), "facts.yaml")
    assert base is not None, found


def test_a_table_makes_of_what_waits_a_line_beside_its_fact(tmp_path: Path) -> None:
    edition = tmp_path / "data" / "q"
    edition.mkdir(parents=True)
    (edition / "facts.yaml").write_text(STUB, "utf-8")
    (tmp_path / "note.txt").write_text("Revenue was $9 million.", "utf-8")
    (tmp_path / "t.csv").write_text("concept,period,value,unit\nrevenue,2025Q2,9,m USD\n", "utf-8")
    for file in ("note.txt", "t.csv"):
        done = reportgen("import", file, "--into", "q", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert "  #= revenue@2025Q2: 9 m USD; note ¶1; $9 million" in (edition / "facts.yaml").read_text("utf-8")
