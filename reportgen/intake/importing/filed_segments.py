"""Parts of a company in a filing: business segments, products, countries, by axis and member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.intake.filings.filing import Dimension, Filed, FiledPeriod
from reportgen.intake.importing.company_names import slug
from reportgen.intake.importing.segment_labels import member_words

_AXES: Final = {
    "us-gaap:StatementBusinessSegmentsAxis": "segment",
    "srt:ProductOrServiceAxis": "product",
    "srt:StatementGeographicalAxis": "region",
    "ifrs-full:SegmentsAxis": "segment",
    "ifrs-full:ProductsAndServicesAxis": "product",
    "ifrs-full:GeographicalAreasAxis": "region",
}
# What stands beside a segment where a filing reconciles segments to the whole.
_BESIDE: Final = {
    Dimension("srt:ConsolidationItemsAxis", "us-gaap:OperatingSegmentsMember"),
    Dimension("us-gaap:ConsolidationItemsAxis", "us-gaap:OperatingSegmentsMember"),
}
# The one segment of a company that has but one is the company.
_WHOLE: Final = (
    "us-gaap:ReportableSegmentMember",
    "us-gaap:OperatingSegmentsMember",
    "ifrs-full:ReportableSegmentsMember",
)
_ONE: Final = (
    ["Reportable"],
    ["Operating"],
    ["Single", "Reportable"],
    ["One", "Reportable"],
)  # in names of its own


@dataclass(frozen=True)
class FiledSegment:
    """A part of a company: its name in facts.yaml, its axis (segment, product or region), and the member that a filing
    calls it by."""

    id: str
    axis: str
    member: str


def segment_of(fact: Filed) -> FiledSegment | None:
    """The part of the company that a number is of; None where it is cut in any other way."""
    cut = [one for one in fact.dimensions if one not in _BESIDE]
    if len(cut) != 1 or cut[0].axis not in _AXES or cut[0].typed or cut[0].member in _WHOLE:
        return None
    prefix, _, local = cut[0].member.partition(":")
    words = [local] if prefix == "country" else member_words(cut[0].member)
    if words in _ONE:
        return None
    return FiledSegment(slug("_".join(words)), _AXES[cut[0].axis], cut[0].member)


def apart(facts: Iterable[Filed]) -> Iterator[str]:
    """The names that two parts share, by axis or member, of which the same was measured with other numbers."""
    first: dict[tuple[str, str, FiledPeriod, str], tuple[FiledSegment, Filed]] = {}
    for fact in facts:
        segment = segment_of(fact) if fact.dimensions and not fact.superseded else None
        if segment is None:
            continue
        other, before = first.setdefault((segment.id, fact.element, fact.period, fact.unit), (segment, fact))
        off = abs(before.value - fact.value)
        if (other.axis, other.member) != (
            segment.axis,
            segment.member,
        ) and off > before.half_width + fact.half_width:
            yield segment.id
