"""A tiny edition of an invented company, with what a newcomer has to know in its remarks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from reportgen.facts.calendars import CIVIL
from reportgen.facts.period import Period, span
from reportgen.languages import LANGUAGES


def starter_edition(day: date, languages: Sequence[str]) -> dict[str, str]:
    """The files of an edition of a day, by name: its period is the last quarter that had ended a month before."""
    period = _quarter_before(day - timedelta(days=28))
    files = {"facts.yaml": _facts(period, day, languages), "brief.yaml": _brief(day, languages)}
    return files | {f"{tag}.md": LANGUAGES[tag].starter.text for tag in languages}


def _quarter_before(day: date) -> Period:
    """The last quarter of the calendar that is over on a day."""
    month = (day.year * 12 + day.month - 1) // 3 * 3
    return span(CIVIL, month, 3)


def _words(languages: Sequence[str], name: str) -> str:
    """A text in each language, as YAML has it."""
    texts: Mapping[str, str] = {tag: getattr(LANGUAGES[tag].starter, name) for tag in languages}
    return (
        "{" + ", ".join(f"{tag}: {json.dumps(text, ensure_ascii=False)}" for tag, text in texts.items()) + "}"
    )


def _facts(period: Period, day: date, languages: Sequence[str]) -> str:
    before, year_ago = period.shift(-3), period.shift(-12)
    return f"""\
# Who, when, and what the sources say. `reportgen schema facts` lists the keys, `reportgen vocabulary` the concepts that
# need no declaration.
entity: acme
period: {period}

entities:
  acme: {{name: {_words(languages, "company")}, short: {_words(languages, "short")}, currency: USD}}

sources:
  release: {{title: {_words(languages, "release")}, published: {day}}}

facts:
  # concept@period: value; source and the place in it; the very characters printed there
  revenue@{period}: 48.2 m USD; release ¶1; $48.2 million
  revenue@{before}: 46.0 m USD; release ¶2; $46.0 million
  revenue@{year_ago}: 41.0 m USD; release ¶1; $41.0 million
  operating_income@{period}: 6.1 m USD; release ¶3; $6.1 million
  operating_income@{year_ago}: 4.1 m USD; release ¶3; $4.1 million
  # What a source says of a computed figure is held against it.
  growth(revenue)@{period}: 18%; release ¶1
"""


def _brief(day: date, languages: Sequence[str]) -> str:
    return f"""\
# The first page and the exhibits; the text stands in a file for each language. `reportgen schema brief` lists the keys.
date: {day}
languages: [{", ".join(languages)}]
kicker: {_words(languages, "kicker")}
title: {_words(languages, "title")}

key-figures:
  rows:
    - {{fact: revenue}}          # the change on the year before follows, and on consensus where there is one
    - {{fact: operating_income}}
    - {{fact: operating_margin}} # a standard formula: operating_income / revenue

front: [revenue]               # the exhibits of the first page, by their names below
exhibits:
  revenue:
    chart: column
    size: wide
    title: {_words(languages, "chart_title")}
    subtitle: {_words(languages, "chart_subtitle")}
    marks:
      - {{fact: revenue@-1Y, tone: comparative}}
      - {{fact: revenue@-1Q}}
      - {{fact: revenue}}

disclaimer: {_words(languages, "disclaimer")}
"""
