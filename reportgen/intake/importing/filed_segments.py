"""Parts of a company in a filing: business segments, products, countries, by axis and member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from babel import Locale

from reportgen.intake.filings.filing import Dimension, Filed, FiledPeriod
from reportgen.intake.importing.company_names import slug
from reportgen.intake.importing.filed_concepts import words_of
from reportgen.languages import DEFAULT, LANGUAGES

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
_ENDINGS: Final = ("Member", "Segment", "Segments")
_SMALL: Final = ("and", "of", "the", "for", "in", "to")


@dataclass(frozen=True)
class FiledSegment:
    """A part of a company: its name in facts.yaml, its axis (segment, product or region), the member that a filing
    calls it by, and what it is called by language."""

    id: str
    axis: str
    member: str
    label: Mapping[str, str]


def segment_of(fact: Filed) -> FiledSegment | None:
    """The part of the company that a number is of; None where it is cut in any other way."""
    cut = [one for one in fact.dimensions if one not in _BESIDE]
    if len(cut) != 1 or cut[0].axis not in _AXES or cut[0].typed or cut[0].member in _WHOLE:
        return None
    prefix, _, local = cut[0].member.partition(":")
    if prefix == "country":
        return FiledSegment(slug(local), _AXES[cut[0].axis], cut[0].member, _country(local))
    words = words_of(local) or [prefix]
    while len(words) > 1 and words[-1] in _ENDINGS:
        words.pop()
    if words in _ONE:
        return None
    label = " ".join([words[0], *(word.lower() if word.lower() in _SMALL else word for word in words[1:])])
    return FiledSegment(slug("_".join(words)), _AXES[cut[0].axis], cut[0].member, {DEFAULT: label})


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


def _country(code: str) -> Mapping[str, str]:
    names = {
        tag: Locale.parse(pack.figures.locale).territories.get(code, "") for tag, pack in LANGUAGES.items()
    }
    return {tag: name for tag, name in names.items() if name} or {DEFAULT: code}
