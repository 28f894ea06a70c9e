"""Briefs of companies with calendars of their own: what a reader meets names each period as the company does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from support import EDITIONS, TEMPLATES, Here, once, parse, shared_folder, words_of

from reportgen.brief.inputs import Inputs, Project, templates, themes
from reportgen.build import Order, build
from reportgen.check import check
from reportgen.document.walk import passages, plain
from reportgen.proof.read_pdf import read_pdf

HEARTH: Final = "hearth-fy2024q4"
FACTS: Final = """entity: mill
period: {period}
entities:
  mill: {{name: {{en: Brackwater Mills, zh-Hant: 布拉克水磨坊}}{calendar}}}
sources:
  rel: {{title: {{en: Release, zh-Hant: 新聞稿}}, published: 2026-02-01}}
concepts:
  revenue: {{label: {{en: Revenue, zh-Hant: 營收}}, unit: USD}}
  cash: {{label: {{en: Cash, zh-Hant: 現金}}, unit: USD, type: instant}}
facts:
  {fact}: {{stated: [{{value: 500.0 m USD, source: rel ¶1, printed: "500.0"}}]}}
"""
BRIEF: Final = """date: 2026-02-02
languages: [en, zh-Hant]
kicker: {en: Results, zh-Hant: 財報}
title: {en: Title, zh-Hant: 標題}
disclaimer: {en: Invented., zh-Hant: 虛構。}
key-figures: {rows: [{fact: CITED}]}
exhibits:
  one:
    chart: column
    title: {en: It stands, zh-Hant: 一覽}
    subtitle: {en: US$, zh-Hant: 美元}
    marks: [{fact: CITED}]
"""
TEXT: Final = """# {{ cite("CITED") }}

- **A.** {{ cite("CITED") }}

{{ exhibit("one") }}

## S

T.
"""


def texts(period: str, calendar: str, fact: str, cited: str = "") -> Mapping[str, str]:
    """Everything that a reader of a small edition meets, by language."""
    text = TEXT.replace("CITED", cited or fact).encode()
    files = {
        "facts.yaml": FACTS.format(period=period, calendar=calendar, fact=fact).encode(),
        "brief.yaml": BRIEF.replace("CITED", cited or fact).encode(),
        "en.md": text,
        "zh-Hant.md": text,
    }
    folders = (TEMPLATES,)
    found = check(Inputs("small", "small", files, None, templates(folders), themes(folders)))
    assert [finding for finding in found.findings if finding.blocks] == []
    return {
        draft.written.language: "\n".join(plain(passage.line) for passage in passages(draft.written.document))
        for draft in found.drafts
    }


JANUARY: Final = ", fiscal-year-end: 01-31"
STARTS: Final = JANUARY + ", fiscal-year-named: start"


@pytest.mark.parametrize(
    ("period", "calendar", "fact", "cited", "en", "zh"),
    [
        ("FY2026Q3", JANUARY, "revenue@FY2026Q3", "", ["FY26 Q3"], ["2026會計年度第三季", "FY26 Q3"]),
        ("FY2026Q3", JANUARY, "revenue@FY2026Q3", "revenue", ["FY26 Q3"], ["2026會計年度第三季"]),
        ("FY2026Q3", JANUARY, "revenue@FY2025Q3", "revenue@-1Y", ["FY26 Q3", "FY25 Q3"], ["FY25 Q3"]),
        ("FY2025Q4", STARTS, "revenue@FY2025Q4", "", ["FY25 Q4"], ["2025會計年度第四季"]),
        ("FY2026Q1", ", fiscal-year-end: 09-26", "cash@FY2026Q1", "cash", ["FY26 Q1", "26 Dec 2025"], ["2025/12/26"]),
        ("2025Q4", "", "revenue@9M2025", "", ["Q4 2025", "9M 25"], ["2025年第四季", "9M25"]),
        ("2025Q4", "", "revenue@2026-01", "", ["Q4 2025", "Jan 2026"], ["2025年第四季", "2026/1"]),
    ],
)  # fmt: skip
def test_periods_are_named_as_the_company_names_them(
    period: str, calendar: str, fact: str, cited: str, en: list[str], zh: list[str]
) -> None:
    met = texts(period, calendar, fact, cited)
    for language, wanted in (("en", en), ("zh-Hant", zh)):
        assert [name for name in wanted if name not in met[language]] == []
        assert not re.search(r"[1-4]QFY|Q[1-4] FY20|財年", met[language])
        assert ("FY" in period) != bool(re.search(r"Q[1-4] 20\d\d|[1-4]Q\d\d|20\d\d年第", met[language]))


# ---- 53 weeks, in three languages --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the retailer's files lie, proved by the build."""
    shared = shared_folder(tmp_path_factory.getbasetemp())

    def make() -> str:
        places = Project(EDITIONS, shared / "hearth", (TEMPLATES,))
        return str(build(places, Order(HEARTH), lambda _: None, Here()).folder)

    return Path(once(shared, "hearth", make))


@pytest.mark.parametrize(
    ("language", "named", "weeks"),
    [
        ("en", ["FY24 Q4", "FY23 Q4", "FY24 9M", "12 months to 2 Nov 2024"], "(13 weeks against 14)"),
        ("zh-Hant", ["2024會計年度第四季", "FY23 Q4", "FY24 9M", "截至2024/11/2止12個月"], "13週對14週"),
        (
            "ja",
            ["2025年1月期第4四半期", "24/1期4Q", "25/1期3Q累計", "2024/11/2までの直近12カ月"],
            "13週対14週",
        ),
    ],
)
def test_every_document_of_the_retailer(built: Path, language: str, named: list[str], weeks: str) -> None:
    written = (built / f"{HEARTH}.{language}.html").read_text("utf-8")
    page = words_of(parse(re.sub(r"(?s)<(style|script)\b.*?</\1>", "", written)))
    assert [name for name in (*named, weeks) if name not in page] == []
    assert not re.search(r"[1-4]QFY|Q[1-4] FY20|Q[1-4] 20\d\d|20\d\d年第|財年|[1-4]Q2\d", page)


def test_growth_between_weeks_that_differ_is_said_where_they_do(built: Path) -> None:
    sheets = read_pdf((built / f"{HEARTH}.en.pdf").read_bytes()).sheets
    assert " ".join(" ".join(sheet.text for sheet in sheets).split()).count("13 weeks against 14") == 1
