"""A company of one product, whose regions a filing cuts by that product too."""

from __future__ import annotations

from dataclasses import replace

from made_filings import PRODUCTS, REGIONS, Cover, Line, instance

from reportgen.intake.filings.filing import Dimension, Filing
from reportgen.intake.filings.xbrl import read_xbrl
from reportgen.intake.importing.only_product import without_only_product

YEAR = ("2025-01-01", "2025-12-31")
REVENUE = "us-gaap:Revenues"
ONLY = Dimension(PRODUCTS, "acme:ParcelsMember")


def filing(whole: str, parts: dict[str, str], *more: Line) -> Filing:
    """A filing whose regions are cut by its one product."""
    lines = [Line(REVENUE, YEAR, whole), *more]
    lines += [Line(REVENUE, YEAR, value, axis=REGIONS, member=region) for region, value in parts.items()]
    read = read_xbrl(instance(lines, Cover("2025-12-31", "10-K", focus="FY")), "acme.xml")
    facts = tuple(
        replace(fact, dimensions=(ONLY, *fact.dimensions))
        if any(one.axis == REGIONS for one in fact.dimensions)
        else fact
        for fact in read.facts
    )
    return replace(read, facts=facts)


def cuts(read: Filing) -> list[int]:
    """How many ways each number is cut."""
    return sorted(len(fact.dimensions) for fact in without_only_product(read).facts)


TWO = {"country:US": "60000000", "us-gaap:NonUsMember": "40000000"}


def test_regions_that_make_up_the_whole_are_those_of_the_company() -> None:
    assert cuts(filing("100000000", TWO)) == [0, 1, 1]


def test_regions_that_do_not_stay_those_of_the_product() -> None:
    assert cuts(filing("130000000", TWO)) == [0, 2, 2]
    assert cuts(filing("60000000", {"country:US": "60000000"})) == [0, 2]


def test_where_there_is_another_product_nothing_is_told() -> None:
    other = Line(REVENUE, YEAR, "10000000", axis=PRODUCTS, member="acme:StampsMember")
    assert cuts(filing("100000000", TWO, other)) == [0, 1, 2, 2]
