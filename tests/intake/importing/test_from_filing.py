"""What of a filing becomes facts: parts and sums, quarters as differences, and what is left uncomputed."""

from __future__ import annotations

import pytest
from made_filings import PRODUCTS, REGIONS, SEGMENTS, Cover, Line, instance

from reportgen.errors import Misuse
from reportgen.intake.filings.xbrl import read_xbrl
from reportgen.intake.importing.from_filing import Wish, import_filing
from reportgen.intake.importing.imported import Import, ImportedFact
from reportgen.vocabulary.standard import STANDARD

YEAR, NINE = ("2025-01-01", "2025-12-31"), ("2025-01-01", "2025-09-30")
REVENUE = "us-gaap:Revenues"
ANNUAL = Cover("2025-12-31", "10-K", focus="FY")


def imported(*lines: Line, cover: Cover = ANNUAL, wish: Wish | None = None) -> Import:
    return import_filing(read_xbrl(instance(lines, cover), "acme.xml"), STANDARD, wish or Wish())


def the(made: Import, key: str) -> ImportedFact:
    (fact,) = (fact for fact in made.facts if fact.key == key)
    return fact


def part(value: str, axis: str, member: str, element: str = REVENUE) -> Line:
    return Line(element, YEAR, value, axis=axis, member=member)


def cut(values: dict[str, tuple[str, ...]], axis: str = PRODUCTS) -> list[Line]:
    """The whole ("") and its parts, this year and in those before."""
    years = [(f"{year}-01-01", f"{year}-12-31") for year in (2025, 2024, 2023)]
    return [
        Line(
            REVENUE,
            days,
            f"{value}000000",
            axis=axis if name else "",
            member=f"acme:{name}Member" if name else "",
        )
        for name, told in values.items()
        for days, value in zip(years, told, strict=False)
        if value
    ]


NESTED = {
    "": ("25500", "24927"),
    "CarsSold": ("18530", "20419"),
    "Credits": ("890", "282"),
    "CarsLeased": ("458", "567"),
    "Cars": ("19878", "21268"),
    "StorageSold": ("2866", "1359"),
    "StorageLeased": ("148", "150"),
    "Storage": ("3014", "1509"),
    "Services": ("2608", "2150"),
    "AllThatIsSold": ("24894", "24210"),
}
LEAVES = " + ".join(
    f"{name}.revenue"
    for name in ("cars_sold", "credits", "cars_leased", "storage_sold", "storage_leased", "services")
)


@pytest.mark.parametrize("years", [1, 2])
def test_of_nested_members_the_most_that_add_up_make_the_sum(years: int) -> None:
    made = imported(*cut({name: told[:years] for name, told in NESTED.items()}))
    assert the(made, "revenue@2025").formulas == (LEAVES,)


def test_parts_that_are_nothing_make_no_sum_longer() -> None:
    """Neither what is zero nor what rounding could hide; what was something before belongs to it."""
    none = {"Nothing": ("0", "0"), "Gone": ("0", "400"), "Services": ("2608", "1750")}
    made = imported(*cut({**NESTED, "AllThatIsSold": (), **none}))
    assert the(made, "revenue@2025").formulas == (f"{LEAVES} + gone.revenue",)


def test_where_chance_could_have_made_a_long_sum_the_fewest_make_it() -> None:
    """Of small numbers in one year most choices of ten parts add up."""
    small = {"": ("10",), "Half": ("5",), "Other": ("5",), **{f"P{at}": ("1",) for at in range(8)}}
    made = imported(*cut(small))
    assert the(made, "revenue@2025").formulas == ("half.revenue + other.revenue",)


def test_very_many_parts_are_not_tried() -> None:
    many = {"": ("3000",), **{f"P{at}": ("100",) for at in range(30)}}
    assert the(imported(*cut(many)), "revenue@2025").formulas == ()


def test_each_axis_has_its_sum_and_a_part_may_stand_on_two() -> None:
    made = imported(
        Line(REVENUE, YEAR, "100000000"),
        part("60000000", SEGMENTS, "acme:CloudSegmentMember"),
        part("40000000", SEGMENTS, "acme:PostSegmentMember"),
        part("60000000", PRODUCTS, "acme:CloudMember"),
        part("40000000", PRODUCTS, "acme:StampsMember"),
        part("55000000", REGIONS, "country:US"),
        part("45000000", REGIONS, "us-gaap:NonUsMember"),
    )
    assert set(the(made, "revenue@2025").formulas) == {
        "cloud.revenue + post.revenue",
        "cloud.revenue + stamps.revenue",
        "us.revenue + non_us.revenue",
    }
    assert made.segments["us"]["en"] == "United States"
    assert made.segments["us"]["zh-Hant"] == "美國"


def test_parts_that_add_up_by_chance_in_one_year_make_no_sum() -> None:
    before = ("2024-01-01", "2024-12-31")
    this = {"": "100000000", "A": "60000000", "B": "40000000", "C": "70000000", "D": "30000000"}
    last = {"": "90000000", "A": "50000000", "B": "45000000", "C": "65000000", "D": "25000000"}
    made = imported(
        *(
            Line(
                REVENUE,
                days,
                value,
                axis=PRODUCTS if name else "",
                member=f"acme:{name}Member" if name else "",
            )
            for days, values in ((YEAR, this), (before, last))
            for name, value in values.items()
        )
    )
    assert (
        the(made, "revenue@2025").formulas == the(made, "revenue@2024").formulas == ("c.revenue + d.revenue",)
    )


def test_parts_that_do_not_add_up_make_no_sum() -> None:
    made = imported(
        Line(REVENUE, YEAR, "100000000"),
        part("60000000", SEGMENTS, "acme:CloudMember"),
        part("30000000", SEGMENTS, "acme:PostMember"),
    )
    assert the(made, "revenue@2025").formulas == ()


@pytest.mark.parametrize("member", ["us-gaap:ReportableSegmentMember", "acme:ReportableSegmentMember"])
def test_the_one_segment_of_a_company_is_the_company(member: str) -> None:
    made = imported(Line(REVENUE, YEAR, "100000000"), part("100000000", SEGMENTS, member))
    assert [fact.key for fact in made.facts] == ["revenue@2025"]


def test_what_is_below_zero_of_a_segment_is_declared() -> None:
    made = imported(
        Line(REVENUE, YEAR, "100000000"),
        part("120000000", SEGMENTS, "acme:CloudMember"),
        part("-20000000", SEGMENTS, "acme:EliminationsMember"),
    )
    assert list(made.concepts) == ["eliminations.revenue"]


@pytest.mark.parametrize(("tax", "ties"), [("24000000", True), ("27000000", False)])
def test_an_identity_is_written_only_where_it_ties(tax: str, ties: bool) -> None:
    made = imported(
        Line("us-gaap:NetIncomeLoss", YEAR, "76000000"),
        Line("us-gaap:IncomeTaxExpenseBenefit", YEAR, tax),
        Line(
            "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
            YEAR,
            "100000000",
        ),
    )
    assert ("pretax_income - income_tax" in the(made, "net_income@2025").formulas) is ties


def test_the_fourth_quarter_is_the_year_less_nine_months_but_not_of_amounts_per_share() -> None:
    eps, shares = "us-gaap:EarningsPerShareDiluted", "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding"
    made = imported(
        *(Line(REVENUE, days, value) for days, value in ((YEAR, "100000000"), (NINE, "70000000"))),
        *(Line(eps, days, value, "2", "USD-per-share") for days, value in ((YEAR, "1.00"), (NINE, "0.70"))),
        *(Line(shares, days, "100000000", "-5", "shares") for days in (YEAR, NINE)),
    )
    assert [fact.key for fact in made.facts if not fact.tellings] == ["revenue@2025Q4"]
    assert the(made, "revenue@2025Q4").formulas == ("revenue@2025 - revenue@9M2025",)


FIRST, HALF = ("2025-01-01", "2025-03-31"), ("2025-01-01", "2025-06-30")
SECOND, THIRD = ("2025-04-01", "2025-06-30"), ("2025-07-01", "2025-09-30")


@pytest.mark.parametrize(
    ("told", "formulas"),
    [
        ({HALF: "50", SECOND: "30"}, {"2025Q1": "revenue@2025H1 - revenue@2025Q2"}),
        ({NINE: "90", THIRD: "40"}, {"2025H1": "revenue@9M2025 - revenue@2025Q3"}),
        ({NINE: "90", HALF: "50"}, {"2025Q3": "revenue@9M2025 - revenue@2025H1"}),
        ({HALF: "50", FIRST: "20"}, {"2025Q2": "revenue@2025H1 - revenue@2025Q1"}),
        (
            {NINE: "90", THIRD: "40", HALF: "50", SECOND: "30"},
            {"2025Q1": "revenue@2025H1 - revenue@2025Q2"},
        ),
        ({HALF: "50"}, {}),
        ({HALF: "50", SECOND: "0.3"}, {}),
    ],
)
def test_of_a_longer_time_and_a_part_of_it_the_rest_is_computed(
    told: dict[tuple[str, str], str], formulas: dict[str, str]
) -> None:
    lines = [Line(REVENUE, days, f"{float(value) * 1e6:.0f}", "-5") for days, value in told.items()]
    made = imported(*lines, cover=Cover(max(days[1] for days in told), focus="Q3" if NINE in told else "Q2"))
    assert {str(one.period): one.formulas[0] for one in made.facts if not one.tellings} == formulas


def test_a_year_of_another_scale_gives_no_quarter_and_is_said() -> None:
    """A public case: a yearly figure 1,000 times too small gave a fourth quarter below zero without a word."""
    made = imported(Line(REVENUE, YEAR, "100000"), Line(REVENUE, NINE, "70000000"))
    assert not [fact for fact in made.facts if not fact.tellings]
    assert any(remark.startswith("revenue@2025Q4 is not computed") for remark in made.remarks)


def test_what_a_filing_tells_otherwise_in_another_place_is_no_restatement() -> None:
    made = imported(Line(REVENUE, YEAR, "100000000"), Line(REVENUE, YEAR, "80000000"))
    fact = the(made, "revenue@2025")
    assert (len(fact.tellings), fact.prefer) == (1, 0)


def test_numbers_cut_otherwise_or_unknown_are_counted() -> None:
    made = imported(
        Line(REVENUE, YEAR, "100000000"),
        Line("acme:Parcels", YEAR, "5000000"),
        part("1000000", "us-gaap:LegalEntityAxis", "acme:SubsidiaryMember"),
        Line(REVENUE, ("2019-01-01", "2019-12-31"), "10000000"),
        Line(REVENUE, ("2025-01-01", "2025-01-20"), "10000000"),
    )
    assert sum(made.passed_over.values()) == 4
    assert [one.element for one in made.unknown] == ["acme:Parcels"]


@pytest.mark.parametrize(
    ("wanted", "period"), [("2025Q2", "FY2025Q2"), ("FY2025Q2", "FY2025Q2"), ("2024", "FY2024")]
)
def test_2025q2_is_fy2025q2_where_the_year_ends_near_the_end_of_december(wanted: str, period: str) -> None:
    cover = Cover("2024-12-28", "10-K", year="2024", focus="FY", year_end="--12-28")
    made = imported(
        Line(REVENUE, ("2023-12-31", "2024-12-28"), "9000000"),
        Line(REVENUE, ("2023-01-01", "2023-12-30"), "8000000"),
        cover=cover,
        wish=Wish(period=wanted),
    )
    assert str(made.period) == period


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(Misuse, match="2025Q7"):
        imported(Line(REVENUE, YEAR, "100000000"), wish=Wish(period="2025Q7"))
