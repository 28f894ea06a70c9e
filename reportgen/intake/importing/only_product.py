"""Numbers that are cut by product and region, where the company has but one product: they are of the region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reportgen.intake.filings.filing import Dimension, Filed, FiledPeriod, Filing

_PRODUCTS: Final = ("srt:ProductOrServiceAxis", "ifrs-full:ProductsAndServicesAxis")
_REGIONS: Final = ("srt:StatementGeographicalAxis", "ifrs-full:GeographicalAreasAxis")
_What = tuple[str, FiledPeriod, str]  # element, period and unit


def without_only_product(filing: Filing) -> Filing:
    """The filing with such numbers as those of regions. Only where the file knows no other product, and the regions add
    up to the whole: then nothing but that product is in it."""
    products = {one for fact in filing.facts for one in fact.dimensions if one.axis in _PRODUCTS}
    if len(products) != 1:
        return filing
    (product,) = products
    adding = frozenset(_adding_up(filing, product))
    facts = tuple(
        replace(fact, dimensions=tuple(one for one in fact.dimensions if one != product))
        if _what(fact) in adding and _is_cut(fact, product)
        else fact
        for fact in filing.facts
    )
    return replace(filing, facts=facts)


def _what(fact: Filed) -> _What:
    return fact.element, fact.period, fact.unit


def _is_cut(fact: Filed, product: Dimension) -> bool:
    """True for a number of a product in a region, and cut by nothing else."""
    others = [one for one in fact.dimensions if one != product]
    return (
        len(fact.dimensions) == 2 and len(others) == 1 and others[0].axis in _REGIONS and not others[0].typed
    )


def _adding_up(filing: Filing, product: Dimension) -> Iterator[_What]:
    """What of the product's regions make up the whole company."""
    wholes = {_what(fact): fact for fact in filing.facts if not fact.dimensions}
    parts: dict[_What, dict[frozenset[Dimension], Filed]] = {}
    for fact in filing.facts:
        if _is_cut(fact, product):
            parts.setdefault(_what(fact), {})[frozenset(fact.dimensions)] = fact
    for what, regions in parts.items():
        whole, some = wholes.get(what), list(regions.values())
        if whole is None or len(some) < 2:
            continue
        off = abs(sum((one.value for one in some), Decimal(0)) - whole.value)
        if off <= whole.half_width + sum(one.half_width for one in some):
            yield what
