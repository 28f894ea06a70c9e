"""A day of publication before what the brief reports on: before its period was over, or before a source came out."""

from __future__ import annotations

from datetime import date

from reportgen.brief.edition import Edition
from reportgen.codes.rg5_texts import RG543, RG544
from reportgen.errors import Finding


def early_day(edition: Edition, *, rolled: bool = False) -> list[Finding]:
    """RG543 of a rolled edition, RG544 of any other: the day is before its period's end, or before a source that
    states one of its facts."""
    base, day = edition.base, edition.date
    if str(edition.brief.date) != day.isoformat():  # it cannot be read, and RG203 says so
        return []
    told = {fact.telling.source for fact in base.facts.values() if fact.telling}
    out = [(date.fromisoformat(base.sources[one].published), one) for one in told]
    latest = max(out, default=(base.period.end, ""))
    if day < base.period.end:
        why = f"{base.period}, which it is about, ends on {base.period.end}"
    elif day < latest[0]:
        why = f"its source {latest[1]} came out on {latest[0]}"
    else:
        return []
    code = RG543 if rolled else RG544
    mend = f"write the day of publication, {max(base.period.end, latest[0])} or later"
    return [code.finding(f"the brief is of {day}, and {why}", edition.brief.date.locus, mend)]
