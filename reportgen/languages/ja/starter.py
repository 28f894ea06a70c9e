"""The texts of an edition that somebody begins with."""

from __future__ import annotations

from typing import Final

from reportgen.languages.starter_words import StarterWords

STARTER: Final = StarterWords(
    company="アクメ株式会社",
    short="アクメ",
    release="アクメ決算発表資料",
    kicker="決算レビュー",
    title="アクメ {{ period() }}",
    chart_title="売上高は{{ moved('yoy', 'growth(revenue)') }}",
    chart_subtitle="四半期売上高、米ドル",
    disclaimer="本資料は情報提供のみを目的とし、投資を勧誘するものではない。",
    text="""\
# 売上高は{{ moved("yoy", "growth(revenue)") }}

- **売上高**：{{ cite("revenue") }}、{{ moved("yoy", "growth(revenue)") }}、\
{{ moved("qoq", "growth(revenue, revenue@-1Q)") }}。
- **利益**：営業利益は{{ cite("operating_income") }}、{{ moved("yoy", "growth(operating_income)") }}。

## 当四半期の業績

営業利益率は{{ cite("operating_margin") }}で、前年同期は{{ cite("operating_margin@-1Y") }}だった。\
{% claim "growth(operating_income) > growth(revenue)" %}増益率は増収率を上回った{% endclaim %}。
""",
)
