"""Who speaks, and of which shares: an invented broker's front page, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest
from support import EDITIONS, TEMPLATES

from reportgen.brief.inputs import Inputs, templates, themes
from reportgen.check import Checked, check
from reportgen.document.byline import NOBODY, Quote, Shares, Strip
from reportgen.document.imprint import address_of
from reportgen.document.nodes import Document
from reportgen.document.walk import plain
from reportgen.errors import Finding

NAME: Final = "brackenfell-2025q4"
THEME: Final = "templates/themes/harbour.yaml"
TARGET: Final = "target: {fact: target_price@2026-02-06, before: target_price@2025-11-07}\n"


def files(edits: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The edition's files, some passages of brief.yaml changed; each stands there once."""
    found = {path.name: path.read_bytes() for path in (EDITIONS / NAME).iterdir()}
    text = found["brief.yaml"].decode()
    for old, new in (edits or {}).items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {**found, "brief.yaml": text.encode()}


def checked(edits: Mapping[str, str] | None = None, theme: str = "") -> Checked:
    """The edition as `check` has it, in a theme of its own."""
    made = files(edits)
    if theme:
        made["brief.yaml"] += b"theme: harbour\n"
    own = {**themes([TEMPLATES]), **({THEME: theme.encode()} if theme else {})}
    return check(Inputs(NAME, "x", made, made.pop("delivery.yaml"), templates([TEMPLATES]), own))


def document(language: str, edits: Mapping[str, str] | None = None, theme: str = "") -> Document:
    """The brief in a language, which nothing stands in the way of."""
    made = checked(edits, theme)
    assert [finding.message for finding in made.findings if finding.blocks] == []
    return next(draft.document for draft in made.drafts if draft.language == language)


def refusals(edits: Mapping[str, str]) -> list[Finding]:
    """What stands in the way of a build."""
    return [finding for finding in checked(edits).findings if finding.blocks]


def said(rows: tuple[Quote, ...]) -> list[tuple[str, str, str]]:
    """Rows as they read."""
    return [(plain(row.label), plain(row.value), plain(row.before)) for row in rows]


def shares_of(made: Document) -> Shares:
    """The panel on the shares."""
    assert made.shares is not None
    return made.shares


def strip_of(made: Document) -> Strip:
    """The strip."""
    assert made.strip is not None
    return made.strip


# ---- who speaks --------------------------------------------------------------------------------------------------


def test_the_byline_in_each_language() -> None:
    byline = document("ja").byline
    assert (plain(byline.publisher), plain(byline.address)) == (
        "クイルヘイブン・リサーチ",
        "quillhaven.example.com",
    )
    assert [(plain(one.name), plain(one.role)) for one in byline.analysts] == [
        ("林 湄", "産業テクノロジー"),
        ("トマス・アーデン", "中小型株"),
    ]
    assert [plain(contact) for contact in byline.analysts[0].contacts] == [
        "mei.lin@quillhaven.example.com",
        "+886 2 5550 0123",
    ]
    assert len(byline.disclosures) == 2


SPEAKING: Final = """\
publisher: {name: {en: Harbour House, zh-Hant: 港灣, ja: ハーバー}}
analysts: [{name: {en: Jo, zh-Hant: Jo, ja: Jo}}]
disclosures: [{en: The house first., zh-Hant: 首先。, ja: はじめに。}]
disclaimer: {en: For information., zh-Hant: 僅供參考。, ja: 情報提供。}
"""


def without_publisher() -> dict[str, str]:
    """The edition without a publisher and analysts of its own."""
    text = (EDITIONS / NAME / "brief.yaml").read_text("utf-8")
    return {text[text.index("publisher:") : text.index("disclosures:")]: ""}


def test_a_brief_speaks_for_itself_and_its_theme_for_what_it_leaves_out() -> None:
    own = document("en", theme=SPEAKING).byline
    assert (plain(own.publisher), len(own.analysts)) == ("Quillhaven Research", 2)
    assert [plain(line)[:11] for line in own.disclosures] == ["The house f", "Quillhaven ", "Buy: we exp"]
    house = document("en", without_publisher(), SPEAKING).byline
    assert (plain(house.publisher), [plain(one.name) for one in house.analysts]) == ("Harbour House", ["Jo"])
    assert plain(house.address) == ""


def test_a_language_that_the_theme_lacks_is_missed_at_its_place() -> None:
    lacking = SPEAKING.replace(", ja: ハーバー", "")
    found = [one for one in checked(without_publisher(), lacking).findings if one.blocks]
    assert [(one.code, str(one.locus), "ja" in one.message) for one in found] == [
        ("RG506", f"{THEME}:1:24", True)
    ]


def test_a_brief_that_names_nobody_has_nobody() -> None:
    text = (EDITIONS / NAME / "brief.yaml").read_text("utf-8")
    silent = document("en", {text[text.index("publisher:") : text.index("disclaimer:")]: ""})
    assert (silent.byline, silent.shares, silent.strip) == (NOBODY, None, None)


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("mei.lin@example.com", "mailto:mei.lin@example.com"),
        ("https://example.com/mei", "https://example.com/mei"),
        ("+886 2 5550 0123", ""),
        ("(02) 5550-0123 ext. 45", ""),
        ("http://example.com", None),
        ("mei.lin@example", None),
        ("javascript:alert(1)", None),
        ("at the desk", None),
        ("12345", None),
        ("", None),
    ],
)
def test_where_a_contact_leads(contact: str, address: str | None) -> None:
    assert address_of(contact) == address


# ---- the shares --------------------------------------------------------------------------------------------------


def test_the_panel_on_the_shares() -> None:
    shares = shares_of(document("en"))
    assert said(shares.view) == [
        ("Rating", "Buy", "from Hold on 6 Feb 2026"),
        ("Target price", "$192.00", "from $165.00"),
    ]
    assert said(shares.market) == [
        ("Share price", "$157.20", "5 Feb 2026"),
        ("Upside", "+22.1%", ""),
        ("Market cap", "$3.1bn", ""),
    ]
    assert said(shares.performance) == [
        ("1 month", "+9.4%", ""),
        ("3 months", "+14.9%", ""),
        ("12 months", "+37.5%", ""),
    ]
    assert shares.chart is not None and shares.chart.size == "small"


def test_a_target_below_the_price_has_a_downside() -> None:
    lower = {"fact: target_price@2026-02-06": "fact: share_price@2025-10-31"}
    assert said(shares_of(document("en", lower)).market)[1] == ("Downside", "−13.7%", "")


def test_a_target_without_a_market_price_has_no_upside() -> None:
    text = (EDITIONS / NAME / "brief.yaml").read_text("utf-8")
    market = text[text.index("market:\n") : text.index("strip:\n")]
    price = text[text.index("  price:\n    chart") : text.index("  quarters:\n")]
    shares = shares_of(document("en", {market: "", price: ""}))
    assert said(shares.view)[1] == ("Target price", "$192.00", "from $165.00")
    assert (shares.market, shares.performance, shares.chart) == ((), (), None)


def test_a_performance_over_no_whole_months_says_since_when() -> None:
    away = {"share_price@2026-01-05)\n": "share_price@2025-12-31)\n"}
    rows = said(shares_of(document("en", away)).performance)
    assert rows[0][0] == "since 31 Dec 2025"


# ---- the strip ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "heads", "legend"),
    [
        ("en", ["2023", "2024", "2025", "2026E", "2027E"], "E: consensus"),
        ("zh-Hant", ["2023年", "2024年", "2025年", "2026年預估", "2027年預估"], "預估：市場預估"),
        ("ja", ["2023年", "2024年", "2025年", "2026年予", "2027年予"], "予：市場予想"),
    ],
)
def test_the_strip_marks_its_forecasts(language: str, heads: list[str], legend: str) -> None:
    strip = strip_of(document(language))
    assert [plain(head.content) for head in strip.table.columns] == heads
    assert [head.forecast for head in strip.table.columns] == [False, False, False, True, True]
    assert plain(strip.legend) == legend


def test_the_strip_has_dashes_for_what_is_missing_and_growth_on_what_came_out() -> None:
    (group,) = strip_of(document("en")).table.groups
    rows = {plain(row.label): [plain(cell.content) for cell in row.cells] for row in group.rows}
    assert rows["Revenue"] == ["838.2", "901.5", "1,024.6", "1,132.0", "1,246.0"]
    assert rows["Operating margin"] == ["15.3%", "16.4%", "18.1%", "18.8%", "19.5%"]
    assert [plain(cell.content) for cell in group.rows[1].cells] == ["–", "7.6%", "13.7%", "10.5%", "10.1%"]


# ---- what is wrong -----------------------------------------------------------------------------------------------

WRONG: Final = [
    ("rating:\n  now", "ratings:\n  now", "RG111", "did you mean 'rating'?"),
    ("  url: https", "  link: https", "RG111", "unknown key 'link'"),
    ("tomas.arden@quillhaven.example.com", "at the desk", "RG528", "neither an e-mail address"),
    ("  url: https://quillhaven.example.com", "  url: quillhaven", "RG528", "no address of a page"),
    ("now: {en: Buy,", "now: {en: Buy to 70,", "RG529", "'70' stands in it"),
    ("now: {en: Buy,", "now: {en: \"{{ cite('revenue') }}\",", "RG529", "a rating is words"),
    ("before: {en: Hold, zh-Hant: 持有, ja: 中立}", "before: {en: Hold, zh-Hant: 持有}", "RG506", "ja"),
    ("role: {en: Small and mid caps, zh-Hant: 中小型股,", "role: {en: Small and mid caps,", "RG506", "zh-Hant"),
    ("since: 2026-02-06", "since: 2026-02-30", "RG203", "no day"),
    ("since: 2026-02-06", "since: 2026-02-07", "RG203", "the rating is from 2026-02-07"),
    ("{fact: target_price@2026-02-06,", "{fact: target_pirce@2026-02-06,", "RG205", "target_price"),
    ("before: target_price@2025-11-07", "before: target_price@2025-11-08", "RG205", "target_price@2025-11-07"),
    ("capitalisation: market_cap@2026-02-05", "capitalisation: market_cop@2026-02-05", "RG205", "market_cap"),
    ("share_price@2026-01-05)\n", "share_price@2026-01-04)\n", "RG205", "share_price"),
    ("  chart: price", "  chart: prices", "RG504", "no exhibit 'prices'"),
    ("2027~consensus]", "2027~concensus]", "RG505", "no column '2027~concensus' in a strip"),
    ("2027~consensus]", "-1Y]", "RG505", "no column '-1Y' in a strip"),
    ("- {fact: operating_income}\n    - {fact: operating_margin}\n    - {fact: net", "- {fact: operating_incom}\n"
     "    - {fact: operating_margin}\n    - {fact: net", "RG205", "operating_incom"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "words"), WRONG)
def test_what_is_wrong_is_said_once_at_its_line(old: str, new: str, code: str, words: str) -> None:
    (finding,) = refusals({old: new})
    assert finding.code == code
    assert words in f"{finding.message} {finding.mend}"
    before = files({old: new})["brief.yaml"].decode().split(new)[0]
    lines = range(1 + before.count("\n"), 2 + before.count("\n") + new.count("\n"))
    assert finding.locus is not None and finding.locus.file == "x/brief.yaml"
    assert code == "RG111" or (finding.locus.line in lines and finding.locus.column > 1)
