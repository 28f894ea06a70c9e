"""The texts of an edition that somebody begins with."""

from __future__ import annotations

from typing import Final

from reportgen.languages.starter_words import StarterWords

STARTER: Final = StarterWords(
    company="Acme股份有限公司",
    short="Acme公司",
    release="Acme公司財報新聞稿",
    kicker="財報評析",
    title="Acme公司{{ period() }}",
    chart_title="營收{{ moved('yoy', 'growth(revenue)') }}",
    chart_subtitle="單季營收，美元",
    disclaimer="僅供參考，不構成投資建議。",
    text="""\
# 營收{{ moved("yoy", "growth(revenue)") }}

- **營收**：{{ cite("revenue") }}，{{ moved("yoy", "growth(revenue)") }}，\
{{ moved("qoq", "growth(revenue, revenue@-1Q)") }}。
- **獲利**：營業利益為{{ cite("operating_income") }}，{{ moved("yoy", "growth(operating_income)") }}。

## 本季表現

營益率為{{ cite("operating_margin") }}，去年同期為{{ cite("operating_margin@-1Y") }}；\
{% claim "growth(operating_income) > growth(revenue)" %}獲利成長快於營收{% endclaim %}。
""",
)
