"""What an edition prints of an invented filing is held against that filing, and a wrong number is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from invented import number as tagged
from invented import page
from made_filings import SEGMENTS, Cover, Line, instance
from support import ROOT, python, reportgen

SCRIPT: Final = ROOT / "benchmarks" / "against_filing.py"
QUARTERS: Final = {
    "Q2": ("2025-04-01", "2025-06-30"), "H1": ("2025-01-01", "2025-06-30"), "year before": ("2024-04-01", "2024-06-30"),
}  # fmt: skip
REVENUE, LOSS, EPS = "us-gaap:Revenues", "us-gaap:NetIncomeLoss", "us-gaap:EarningsPerShareDiluted"
FILING: Final = instance(
    [
        Line(REVENUE, QUARTERS["Q2"], "1234000000"),
        Line(REVENUE, QUARTERS["H1"], "2400000000"),
        Line(REVENUE, QUARTERS["year before"], "1100000000"),
        Line(REVENUE, QUARTERS["Q2"], "900000000", axis=SEGMENTS, member="acme:ParcelsMember"),
        Line(REVENUE, QUARTERS["year before"], "700000000", axis=SEGMENTS, member="acme:ParcelsMember"),
        Line(LOSS, QUARTERS["Q2"], "-45000000"),
        Line(LOSS, QUARTERS["year before"], "30000000"),
        Line(EPS, QUARTERS["Q2"], "-0.12", "2", "USD-per-share"),
        Line("us-gaap:Assets", "2025-06-30", "5678000000"),
        Line("us-gaap:Assets", "2024-06-30", "5000000000"),
    ],
    Cover(),
)
BRIEF: Final = """\
date: 2025-08-01
languages: [en, zh-Hant]
kicker: {en: Results, zh-Hant: 財報}
title: {en: Acme Parcels, zh-Hant: 包裹公司}
disclaimer: {en: None., zh-Hant: 無。}
key-figures: {rows: [{fact: FACT}]}
"""
CITED: Final = (
    "revenue", "parcels.revenue", "growth(revenue)", "net_income", "growth(net_income)", "eps.diluted",
    "revenue@2025H1 - revenue", "total_assets@2025-06-30", "growth(total_assets@2025-06-30)", "net_income / revenue",
    "change(net_income / revenue)", "max(revenue, parcels.revenue)", "parcels.revenue / revenue", "annualised(revenue)",
)  # fmt: skip


def text(heading: str, cited: Sequence[str]) -> str:
    cites = "\n\n".join(f'{{{{ cite("{one}") }}}}' for one in cited)
    claim = f'{{% claim "{cited[0]} > 1 m USD" %}}{heading}{{% endclaim %}}'
    return (
        f'# {heading}\n\n- **{heading}** {{{{ cite("{cited[0]}") }}}}\n\n## {heading}\n\n{cites}\n\n{claim}\n'
    )


def built(folder: Path, cited: Sequence[str], *filings: bytes) -> Path:
    """An edition made of filings as somebody makes one: imported, written, built."""
    (folder / "data").mkdir()
    names = [f"filing{at}" for at, _ in enumerate(filings)]
    for name, data in zip(names, filings, strict=True):
        (folder / name).write_bytes(data)
    done = reportgen("import", *names, "--into", "acme", cwd=folder)
    assert done.returncode == 0, done.stderr
    edition = folder / "data" / "acme"
    (edition / "brief.yaml").write_text(BRIEF.replace("FACT", cited[0]), "utf-8")
    (edition / "en.md").write_text(text("Figures", cited), "utf-8")
    (edition / "zh-Hant.md").write_text(text("數字", cited), "utf-8")
    done = reportgen("build", "acme", "--format", "numbers", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("held"), CITED, FILING)


def held(project: Path, numbers: Path | None = None) -> tuple[int, str]:
    built = project / "output" / "acme" / "numbers.json"
    facts = project / "data" / "acme" / "facts.yaml"
    filings = sorted(project.glob("filing*"))
    done = python(SCRIPT, *filings, "--facts", facts, "--", numbers or built, cwd=project)
    return done.returncode, done.stdout + done.stderr


def test_every_number_is_held_against_its_filing(project: Path) -> None:
    code, said = held(project)
    assert said.endswith(
        "5 checked as stated, 9 as derived, 0 wrong, 0 unchecked; 2 claims by what they rest on\n"
    ), said
    assert code == 0


def company_facts() -> bytes:
    """Two reports of a company whose year ends in January; the later one restates the year before."""

    def row(value: int, start: str, end: str, year: int, **report: str) -> dict[str, object]:
        return {"start": start, "end": end, "val": value, "fy": year} | report

    last = {"accn": "0000012345-25-000001", "fp": "FY", "form": "10-K", "filed": "2025-03-20"}
    autumn = {"accn": "0000012345-24-000003", "fp": "Q3", "form": "10-Q", "filed": "2024-12-01"}
    first = {"accn": "0000012345-24-000001", "fp": "FY", "form": "10-K", "filed": "2024-03-20"}
    rows = [
        row(500_123_000, "2024-02-01", "2025-01-31", 2025, **last),
        row(402_777_000, "2023-02-01", "2024-01-31", 2025, **last),
        row(361_411_000, "2024-02-01", "2024-10-31", 2025, **autumn),
        row(121_909_000, "2024-08-01", "2024-10-31", 2025, **autumn),
        row(401_333_000, "2023-02-01", "2024-01-31", 2024, **first),
    ]
    elements = {"Revenues": {"units": {"USD": rows}}}
    return json.dumps({"cik": 12345, "entityName": "Acme", "facts": {"us-gaap": elements}}).encode()


def test_a_fourth_quarter_and_a_restated_year_of_company_facts(tmp_path: Path) -> None:
    cited = ("revenue", "revenue@FY2025Q4", "growth(revenue)", "growth(revenue@FY2025Q4, revenue@FY2025Q3)")
    project = built(tmp_path, cited, company_facts())
    code, said = held(project)
    assert (code, "0 wrong, 0 unchecked" in said) == (0, True), said
    numbers = json.loads((project / "output" / "acme" / "numbers.json").read_bytes())
    renamed(numbers, "revenue@FY2025Q4", "FY2025Q3")
    (tmp_path / "numbers.json").write_text(json.dumps(numbers), "utf-8")
    code, said = held(project, tmp_path / "numbers.json")
    assert "the periods of its formula do not make up its own" in said
    old = (tmp_path / "data" / "acme" / "facts.yaml").read_text("utf-8").replace("prefer: 2", "prefer: 1")
    (tmp_path / "data" / "acme" / "facts.yaml").write_text(old, "utf-8")
    assert "a later report has 402777000.0" in held(project)[1]


def test_reports_of_one_company_are_told_apart(tmp_path: Path) -> None:
    nine, year = ("2025-01-01", "2025-09-30"), ("2025-01-01", "2025-12-31")
    autumn = instance([Line(REVENUE, nine, "350000000")], Cover("2025-09-30", focus="Q3"))
    whole = instance([Line(REVENUE, year, "500000000")], Cover("2025-12-31", "10-K", focus="FY"))
    code, said = held(built(tmp_path, ("revenue@2025", "revenue@2025Q4", "revenue@9M2025"), autumn, whole))
    assert "2 checked as stated, 1 as derived, 0 wrong, 0 unchecked" in said
    assert code == 0


def entry(numbers: Any, fact: str) -> Any:
    return next(one for one in numbers["numbers"] if one["fact"] == f"acme/{fact}")


def printed(numbers: Any, fact: str, old: str, new: str, language: str = "en") -> None:
    printing = entry(numbers, fact)["texts"][language]["printings"][0]
    assert old in printing["shown"]
    printing["shown"] = printing["shown"].replace(old, new)


def renamed(numbers: Any, fact: str, period: str) -> None:
    one = entry(numbers, fact)
    one["fact"] = one["fact"].replace(one["period"], period)
    one["period"] = period


def mirrored(numbers: Any, fact: str) -> None:
    one = entry(numbers, fact)
    one["value"] = one["value"].removeprefix("-")
    one["interval"] = [end.removeprefix("-") for end in reversed(one["interval"])]


def elsewhere(numbers: Any, fact: str, other: str) -> None:
    entry(numbers, fact)["tellings"][0]["locator"] = entry(numbers, other)["tellings"][0]["locator"]


Plant = Callable[[Any], None]
WRONG: Final[dict[str, tuple[Plant, str]]] = {
    "a digit": (lambda n: printed(n, "revenue@2025Q2", "1.2", "1.3"), "“$1.3bn” is not"),
    "a digit in another language": (
        lambda n: printed(n, "revenue@2025Q2", "12.3", "12.4", "zh-Hant"),
        "zh-Hant n1: “12.4",
    ),
    "another scale": (lambda n: printed(n, "revenue@2025Q2", "億", "萬", "zh-Hant"), "萬"),
    "a digit of a growth": (lambda n: printed(n, "growth(revenue)@2025Q2", "2.2", "2.3"), "“+12.3%” is not"),
    "a sign that is not printed": (lambda n: printed(n, "net_income@2025Q2", "−", ""), "wrong sign"),
    "a sign": (lambda n: mirrored(n, "net_income@2025Q2"), "the sign of its value"),
    "a value": (lambda n: entry(n, "revenue@2025Q2").update(value="1243000000"), "the filing has 1234000000"),
    "a computed value": (
        lambda n: entry(n, "growth(revenue)@2025Q2").update(value="12.1828181818"),
        "the filing gives 0.12181",
    ),
    "another period": (lambda n: renamed(n, "revenue@2025Q2", "2024Q2"), "its days are 2024-04-01 to 2024-06-30"),
    "another day": (lambda n: renamed(n, "total_assets@2025-06-30", "2024-06-30"), "its days are 2024-06-30"),
    "a growth of another year": (lambda n: renamed(n, "growth(revenue)@2025Q2", "2024Q2"), "growth(revenue)@2024Q2"),
    "a digit of a working": (
        lambda n: entry(n, "growth(revenue)@2025Q2")["texts"]["en"].update(working="$1.244bn ÷ $1.1bn − 1"),
        "none of its operands",
    ),
    "a digit of what a claim rests on": (
        lambda n: n["claims"][0]["operands"][0].update(shown="$1.235bn"),
        "claim en c1: acme/revenue@2025Q2 is shown as “$1.235bn”",
    ),
    "a digit of the exact value": (
        lambda n: entry(n, "net_income@2025Q2")["texts"]["en"].update(exact="−46,000,000"),
        "its exact value is",
    ),
    "another unit": (lambda n: entry(n, "revenue@2025Q2").update(unit="EUR"), "the filing has USD"),
    "another element": (lambda n: elsewhere(n, "net_income@2025Q2", "revenue@2025Q2"), "the filing has 1234000000"),
    "a part for the whole": (lambda n: elsewhere(n, "revenue@2025Q2", "parcels.revenue@2025Q2"), "ParcelsMember"),
    "the whole for a part": (lambda n: elsewhere(n, "parcels.revenue@2025Q2", "revenue@2025Q2"), "the whole company"),
    "another precision": (
        lambda n: entry(n, "revenue@2025Q2").update(interval=["1233999500", "1234000500"]),
        "the filing leaves ± 500000.0 open",
    ),
    "a number without a source": (lambda n: entry(n, "net_income@2025Q2").update(tellings=[]), "neither a source"),
    "a source that is no filing": (
        lambda n: entry(n, "net_income@2025Q2")["tellings"][0].update(locator="¶1"),
        "unchecked",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", WRONG)
def test_a_planted_slip_is_found(slip: str, project: Path, tmp_path: Path) -> None:
    plant, told = WRONG[slip]
    numbers = json.loads((project / "output" / "acme" / "numbers.json").read_bytes())
    plant(numbers)
    (tmp_path / "numbers.json").write_text(json.dumps(numbers), "utf-8")
    code, said = held(project, tmp_path / "numbers.json")
    assert told in said
    assert code == 1


def test_it_shares_nothing_with_the_program() -> None:
    files = [SCRIPT, *sorted((ROOT / "benchmarks" / "filings").glob("*.py"))]
    assert len(files) > 3
    assert [
        one.name
        for one in files
        if "import reportgen" in (told := one.read_text("utf-8")) or "from reportgen" in told
    ] == []


READ: Final = """
import sys
from pathlib import Path
from benchmarks.filings.filed_numbers import read_filed
for one in read_filed(Path(sys.argv[1])).numbers:
    print(one.element, one.unit, float(one.value), one.half, one.start, one.end, len(one.parts))
"""


def read(folder: Path, data: bytes) -> list[str]:
    file = folder / "filing"
    file.write_bytes(data)
    done = python("-c", READ, file, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_inline_numbers_are_read_by_transformation_scale_and_sign(tmp_path: Path) -> None:
    body = (
        tagged("gaap:Revenues", "1,234")
        + tagged("gaap:Revenues", "900", "parcels")
        + tagged("gaap:NetIncomeLoss", "45", sign="-")
        + tagged("gaap:LongTermDebt", "—", "now", format="ixt:fixed-zero")
        + tagged(
            "acme:Countries",
            "twenty-five",
            unitRef="pure",
            decimals="0",
            scale="0",
            format="ixt-sec:numwordsen",
        )
        + tagged("gaap:Cash", "1.234,5", unitRef="eur", decimals="-5", format="ixt:num-comma-decimal")
        + tagged("gaap:EarningsPerShareDiluted", "0.12", unitRef="eps", decimals="INF", scale="0")
    )
    quarter = "2025-04-28 2025-07-27"
    assert read(tmp_path, page(body)) == [
        f"us-gaap:Revenues USD 1234000000.0 500000 {quarter} 0",
        f"us-gaap:Revenues USD 900000000.0 500000 {quarter} 1",
        f"us-gaap:NetIncomeLoss USD -45000000.0 500000 {quarter} 0",
        "us-gaap:LongTermDebt USD 0.0 500000 None 2025-07-27 0",
        f"acme:Countries pure 25.0 1/2 {quarter} 0",
        f"us-gaap:Cash EUR 1234500000.0 50000 {quarter} 0",
        f"us-gaap:EarningsPerShareDiluted USD/shares 0.12 0 {quarter} 0",
    ]


def test_company_facts_are_read_by_report(tmp_path: Path) -> None:
    row = {
        "end": "2025-06-30",
        "val": -4.5,
        "accn": "a-1",
        "fy": 2025,
        "fp": "Q2",
        "form": "10-Q",
        "filed": "2025-08-01",
    }
    tree = {
        "facts": {"us-gaap": {"Assets": {"units": {"USD": [row, row | {"start": "2025-04-01", "val": 7}]}}}}
    }
    assert read(tmp_path, json.dumps(tree).encode()) == [
        "us-gaap:Assets USD -4.5 None None 2025-06-30 0",
        "us-gaap:Assets USD 7.0 None 2025-04-01 2025-06-30 0",
    ]
