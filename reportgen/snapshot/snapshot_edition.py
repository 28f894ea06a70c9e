"""A whole edition from a fact base: brief.yaml, and a text in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportgen.errors import Misuse
from reportgen.facts.base import FactBase
from reportgen.languages import LANGUAGES
from reportgen.snapshot.brief_writing import brief_text
from reportgen.snapshot.cash_part import cash_part
from reportgen.snapshot.figure_tables import beside
from reportgen.snapshot.front_part import headline, key_figures, points
from reportgen.snapshot.grounds_part import grounds_part
from reportgen.snapshot.history_part import history_part, revenue_chart
from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.movers_part import movers_part
from reportgen.snapshot.results_part import results_part, results_table
from reportgen.snapshot.segment_parts import RevenueCut, cuts_of, segments_part
from reportgen.snapshot.sentences import PlannedExhibit, SaidTogether, Sentence, SnapshotPart, say
from reportgen.snapshot.shares_part import shares_part


@dataclass(frozen=True)
class Snapshot:
    """What a snapshot shows and says, in no language yet."""

    headline: Sentence
    points: tuple[SaidTogether, ...]
    key_figures: tuple[str, ...]
    front: tuple[PlannedExhibit, ...]
    parts: tuple[SnapshotPart, ...]

    @property
    def exhibits(self) -> Iterator[PlannedExhibit]:
        """All of its exhibits, in their order."""
        yield from self.front
        for one in self.parts:
            for row in one.exhibits:
                yield from row


def snapshot_edition(
    base: FactBase, axes: Mapping[str, str], day: date, languages: Sequence[str]
) -> dict[str, str]:
    """The files of an edition beside its facts.yaml, by name. `axes` says of segments whether they are a segment, a
    product or a region, where that is known. Raises Misuse where no fact is one that a snapshot begins with."""
    held = Holdings(base)
    planned = plan(held, cuts_of(held, dict(axes)))
    if not planned.key_figures:
        raise Misuse(
            f"nothing of {base.period} is what a snapshot of the whole company begins with: revenue, income, "
            "earnings per share, cash flow, or total assets, equity and cash; begin an edition "
            "with reportgen new NAME, and import into it"
        )
    texts = {f"{tag}.md": _text(planned, tag) for tag in languages}
    return {"brief.yaml": brief_text(held, planned, day, languages)} | texts


def plan(held: Holdings, cuts: tuple[RevenueCut, ...]) -> Snapshot:
    """What is there to show and to say. What the fact base does not hold is left out, and said in the last part."""
    first = [
        results_part(held),
        history_part(held),
        segments_part(held, cuts),
        cash_part(held),
    ]
    shares = shares_part(held)
    there = [one for one in (*first, shares) if one]
    told = {
        str(mark) for one in there for said in one.paragraphs for line in said for mark in line.marks.values()
    }
    front = [results_table(held)]
    shown = _shown_in([*front, *(one for part in there for row in part.exhibits for one in row)])
    others = _together(shares, movers_part(held, told | _ALWAYS_TOLD, shown | told))
    parts = (*first, others, grounds_part(held, cuts))
    history = revenue_chart(held)
    if history and not any(
        history.name == one.name for part in there for row in part.exhibits for one in row
    ):
        front.insert(0, history)
    return Snapshot(
        headline(held),
        points(held, cuts),
        key_figures(held),
        tuple(one for one in front if one),
        tuple(one for one in parts if one),
    )


def _shown_in(exhibits: Sequence[PlannedExhibit | None]) -> set[str]:
    """The concepts that some tables have."""
    tables = [one.body["table"] for one in exhibits if one and "table" in one.body]
    rows = [row for table in tables if isinstance(table, dict) for row in table["rows"]]
    return {str(row["cells"][0]).partition("@")[0] for row in rows}


def _together(shares: SnapshotPart | None, movers: SnapshotPart | None) -> SnapshotPart | None:
    """Two sections as one, the tables of which stand side by side."""
    if not shares or not movers:
        return shares or movers
    tables = [one for part in (shares, movers) for row in part.exhibits for one in row]
    paragraphs = (*shares.paragraphs, *movers.paragraphs)
    return SnapshotPart(say("shares.heading.more"), paragraphs, tuple(filter(None, [tuple(beside(*tables))])))


# Whose changes the first page or a table's title tells.
_ALWAYS_TOLD = frozenset(
    ("revenue", "cost_of_revenue", "gross_profit", "operating_expenses", "operating_income", "net_income",
     "operating_cash_flow", "free_cash_flow", "total_assets")
)  # fmt: skip


def _text(planned: Snapshot, language: str) -> str:
    blocks = [f"# {planned.headline.told(language)}"]
    blocks.append("\n".join(f"- {_joined(point, language)}" for point in planned.points))
    for one in planned.parts:
        blocks.append(f"## {one.heading.told(language)}")
        blocks += [_joined(said, language) for said in one.paragraphs]
        blocks += [_shown(row) for row in one.exhibits]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _joined(said: SaidTogether, language: str) -> str:
    return LANGUAGES[language].marks.gap.join(one.told(language) for one in said)


def _shown(row: tuple[PlannedExhibit, ...]) -> str:
    names = ", ".join(f'"{one.name}"' for one in row)
    return f"{{{{ exhibit{'s' if len(row) > 1 else ''}({names}) }}}}"
