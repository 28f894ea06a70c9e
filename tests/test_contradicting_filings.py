"""Filings that contradict themselves import, say so, and stop no build; those that only look so say nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_filings import SEGMENTS, Cover, Line, instance

from reportgen import cli
from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check
from reportgen.errors import Finding

NOW, BEFORE = ("2025-01-01", "2025-12-31"), ("2024-01-01", "2024-12-31")
NINE, LAST = ("2025-01-01", "2025-09-30"), ("2025-10-01", "2025-12-31")
END, START = "2025-12-31", "2024-12-31"
ANNUAL = Cover(END, "10-K", focus="FY")
PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
CHANGE = (
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
    "PeriodIncreaseDecreaseIncludingExchangeRateEffect"
)
MILLIONS: dict[str, tuple[float, float]] = {
    "Revenues": (1000, 900), "CostOfRevenue": (600, 550), "GrossProfit": (400, 350), "OperatingExpenses": (250, 240),
    "OperatingIncomeLoss": (150, 110), PRETAX: (140, 100), "IncomeTaxExpenseBenefit": (28, 20),
    "NetIncomeLoss": (112, 80),
    "NetCashProvidedByUsedInOperatingActivities": (160, 120), CHANGE: (30, 20),
    "NetCashProvidedByUsedInInvestingActivities": (-90, -70), "PaymentsToAcquirePropertyPlantAndEquipment": (50, 40),
    "NetCashProvidedByUsedInFinancingActivities": (-40, -30),
}  # fmt: skip
BALANCES: dict[str, tuple[float, float]] = {
    "Assets": (2000, 1900), "AssetsCurrent": (800, 700), "Liabilities": (1200, 1150), "StockholdersEquity": (800, 750),
    "CashAndCashEquivalentsAtCarryingValue": (230, 200), "LongTermDebtNoncurrent": (300, 310),
}  # fmt: skip
A_SHARE = {"EarningsPerShareDiluted": ("1.12", "0.80"), "EarningsPerShareBasic": ("1.14", "0.82")}
SHARES = {
    "WeightedAverageNumberOfDilutedSharesOutstanding": (100, 100),
    "WeightedAverageNumberOfSharesOutstandingBasic": (98, 98),
}


def filed(*more: Line, **other: tuple[float | str, float | str]) -> bytes:
    """A sound annual report with other figures in some places, and more of them."""
    lines: list[Line] = []
    for told, unit, decimals, days in (
        (MILLIONS, "USD", "-6", (NOW, BEFORE)),
        (BALANCES, "USD", "-6", (END, START)),
        (SHARES, "shares", "-5", (NOW, BEFORE)),
        (A_SHARE, "USD-per-share", "2", (NOW, BEFORE)),
    ):
        for name, values in told.items():
            for when, value in zip(days, other.get(name, values), strict=True):
                text = value if isinstance(value, str) else str(round(value * 10**6))
                lines.append(Line(f"us-gaap:{name}", when, text, decimals, unit))
    return instance([*lines, *more], ANNUAL)


def more(name: str, when: tuple[str, str] | str, millions: int, member: str = "") -> Line:
    axis = SEGMENTS if member else ""
    return Line(f"us-gaap:{name}", when, str(millions * 10**6), axis=axis, member=member)


Begun = Callable[[bytes], tuple[list[Finding], str, str]]


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Begun:
    """A snapshot of a filing: what blocks it, what the import said, and its facts.yaml."""
    monkeypatch.chdir(tmp_path)

    def begin(data: bytes) -> tuple[list[Finding], str, str]:
        Path("filing.xml").write_bytes(data)
        code = cli.main(["new", "acme", "--from", "filing.xml"])
        said = capsys.readouterr().err
        checked = check(read_inputs(Project(tmp_path / "data", tmp_path / "output", ()), "acme"))
        blocking = [one for one in checked.findings if one.blocks]
        assert code == bool(blocking)
        return blocking, said, Path("data/acme/facts.yaml").read_text("utf-8")

    return begin


TOLD = "does not fit together"
TAX = Line("us-gaap:EffectiveIncomeTaxRateContinuingOperations", NOW, "10.00", "2", "pure")
QUIET = {
    "a sound one": filed(),
    "gross profit of another cost": filed(GrossProfit=(420, 350)),
    "restricted cash": filed(
        more("CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents", END, 260),
        more("CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents", START, 230),
    ),
    "a rate of tax of 1000%": filed(
        TAX,
        **{PRETAX: (3, 100), "IncomeTaxExpenseBenefit": (30, 20), "NetIncomeLoss": (-27, 80)},
        EarningsPerShareDiluted=("-0.27", "0.80"),
        EarningsPerShareBasic=("-0.28", "0.82"),
    ),
    "capital expenditure below zero": filed(PaymentsToAcquirePropertyPlantAndEquipment=(-50, 40)),
    "no revenue at all": filed(
        Revenues=(0, 0),
        CostOfRevenue=(0, 0),
        GrossProfit=(0, 0),
        OperatingIncomeLoss=(-250, -240),
        NetIncomeLoss=(-260, -250),
        EarningsPerShareDiluted=("-2.60", "-2.50"),
        EarningsPerShareBasic=("-2.65", "-2.55"),
    ),
    "no revenue a year before": filed(Revenues=(1000, 0)),
    "equity below zero": filed(StockholdersEquity=(-300, -250), Liabilities=(2300, 2150)),
    "segments that do not add up": filed(
        more("Revenues", NOW, 1300, "acme:AMember"), more("Revenues", NOW, 500, "acme:BMember")
    ),
}
AGAINST_ITSELF = {
    "two classes of shares": (filed(EarningsPerShareDiluted=("0.95", "0.68")), "RG416"),
    "another sign a share": (filed(EarningsPerShareDiluted=("-1.12", "0.80")), "RG417"),
    "a quarter above its year": (filed(more("Revenues", LAST, 1200)), "RG407"),
    "nine months above their year": (filed(more("Revenues", NINE, 1100)), "RG414"),
    "quarters restated without their year": (
        filed(more("Revenues", NINE, 700), more("Revenues", LAST, 310)),
        "RG406",
    ),
    "cash that moves otherwise": (filed(**{CHANGE: (77, 20)}), "RG418"),
    "assets below zero": (filed(Assets=(-2000, 1900)), "RG414"),
    "a part above its whole": (filed(AssetsCurrent=(2500, 700)), "RG404"),
}


@pytest.mark.parametrize("name", QUIET)
def test_what_is_odd_but_possible_is_no_contradiction(name: str, begun: Begun) -> None:
    blocking, said, _ = begun(QUIET[name])
    assert blocking == []
    assert TOLD not in said


@pytest.mark.parametrize("name", AGAINST_ITSELF)
def test_what_contradicts_itself_is_said_and_stops_nothing(name: str, begun: Begun) -> None:
    data, code = AGAINST_ITSELF[name]
    blocking, said, facts = begun(data)
    assert blocking == []
    assert TOLD in said and code in said
    assert "As reported; it does not follow" in facts
    assert "revenue@2025Q4: = " not in facts


def test_a_statement_whose_parts_do_not_give_it_is_said(begun: Begun) -> None:
    """It may have other costs: no contradiction, but no formula either."""
    _, said, facts = begun(filed(GrossProfit=(420, 350)))
    assert (
        "gross_profit@2025 is 420 m USD, and revenue - cost_of_revenue is not: no formula is written"
        in " ".join(said.split())
    )
    now, before = facts.split("gross_profit@2025:")[1].split("gross_profit@2024:")
    assert "formula" not in now and "formula: revenue - cost_of_revenue" in before


def test_of_two_values_a_thousandfold_apart_the_one_in_scale_counts(begun: Begun) -> None:
    slip = Line("us-gaap:Revenues", NOW, "1000000", "-3")
    blocking, said, facts = begun(filed(slip))
    assert blocking == []
    assert "revenue@2025 is 1000 m USD, and 1000 thousand USD in another place of the report" in said
    assert "1000 m USD; f10k_2025 us-gaap:Revenues" in facts


def test_a_second_import_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("first.xml").write_bytes(filed(more("Revenues", LAST, 1200)))
    path = Path("data/acme/facts.yaml")
    assert cli.main(["import", "first.xml", "--into", "acme", "--filed", "2026-02-01"]) == 0
    once = path.read_text("utf-8")
    assert "RG407" in once
    assert cli.main(["import", "first.xml", "--into", "acme", "--filed", "2026-02-01"]) == 0
    assert path.read_text("utf-8") == once
    assert "nothing new" in capsys.readouterr().err


HOSTILE = {
    "empty": b"",
    "cut off": filed()[:2000],
    "cut off in the head": filed()[:200],
    "a page": b"<html><head><title>x</title></head><body><p>Revenue</p></body></html>",
    "a page that names XBRL": b'<html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"><body><p>1</p></body></html>',
    "JSON of something else": b'{"name": "Acme", "items": [1, 2, 3]}',
    "JSON that breaks off": b'{"cik": 12345, "facts": {"us-gaap": {',
    "a list": b"[1, 2, 3]",
    "zeros": bytes(5000),
    "a packed folder": b"PK\x03\x04" + bytes(100),
    "a filing of nothing": instance([], ANNUAL),
    "another language's bytes": "<x>\u00e9</x>".encode("latin-1"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_filing_is_refused_in_a_line_and_leaves_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("filing.htm").write_bytes(HOSTILE[name])
    assert cli.main(["new", "acme", "--from", "filing.htm"]) in (1, 2)
    said = capsys.readouterr()
    assert said.out == ""
    assert "filing.htm" in said.err and "Traceback" not in said.err
    assert not Path("data/acme").exists()


def test_a_fund_without_revenue_is_an_edition(begun: Begun) -> None:
    balances = [("Assets", 2000, 1500), ("Liabilities", 100, 100), ("StockholdersEquity", 1900, 1400)]
    lines = [
        more(name, day, value) for name, now, then in balances for day, value in ((END, now), (START, then))
    ]
    lines += [more("NetIncomeLoss", NOW, 300), more("NetIncomeLoss", BEFORE, -200)]
    blocking, said, _ = begun(instance(lines, ANNUAL))
    assert blocking == [] and TOLD not in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty", "is empty"),
        ("a page", "is a text without XBRL"),
        ("a packed folder", "unpack it, and import the page"),
    ],
)
def test_the_message_says_what_it_is(
    name: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("filing.htm").write_bytes(HOSTILE[name])
    assert cli.main(["new", "acme", "--from", "filing.htm"]) == 2
    assert words in capsys.readouterr().err
