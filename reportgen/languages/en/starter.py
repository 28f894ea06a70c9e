"""The texts of an edition that somebody begins with."""

from __future__ import annotations

from typing import Final

from reportgen.languages.starter_words import StarterWords

STARTER: Final = StarterWords(
    company="Acme, Inc.",
    short="Acme",
    release="Acme results release",
    kicker="Results review",
    title="Acme {{ period() }}",
    chart_title="Revenue {{ moved('rise', 'growth(revenue)') }} on the year",
    chart_subtitle="Quarterly revenue, US$",
    disclaimer="For information only; not investment advice.",
    text="""\
# Revenue {{ moved("rise", "growth(revenue)") }}

- **Revenue.** {{ cite("revenue") }}, {{ moved("yoy", "growth(revenue)") }} and \
{{ moved("qoq", "growth(revenue, revenue@-1Q)") }}.
- **Profit.** Operating income {{ moved("rise", "growth(operating_income)") }} to {{ cite("operating_income") }}.

## The quarter

Operating income was {{ cite("operating_margin") }} of revenue, after {{ cite("operating_margin@-1Y") }} \
a year earlier. {% claim "growth(operating_income) > growth(revenue)" %}Profit grew faster than revenue{% endclaim %}.
""",
)
