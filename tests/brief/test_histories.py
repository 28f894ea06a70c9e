"""Charts over time and of shares: dates, labels that tell apart, long histories, what shares leave."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

import pytest

from reportgen.brief.drafting import draft
from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.histories import scale_of, when
from reportgen.document.chart import Chart
from reportgen.document.nodes import Exhibit
from reportgen.document.walk import exhibits, plain
from reportgen.errors import Finding
from reportgen.facts.period import parse_period
from reportgen.facts.unit import parse_unit
from reportgen.figures.manner import Manner
from reportgen.figures.number_style import Style, number_style_of

QUARTERS: Final = [f"{year}Q{quarter}" for year in range(2019, 2026) for quarter in range(1, 5)]
LONG: Final = [f"r@{quarter}" for quarter in QUARTERS]
FACTS: Final = """entity: mill
period: 2025Q4
entities: {mill: {name: {en: Oakwater Mills, zh-Hant: 橡水}}}
sources: {rel: {title: {en: Release, zh-Hant: 新聞稿}, published: 2026-01-30}}
concepts:
  r: {label: {en: Cloud, zh-Hant: 雲端}, unit: USD}
  both: {label: {en: Both, zh-Hant: 合計}, unit: USD, parts: [r, u]}
  w: {label: {en: Water, zh-Hant: 水}, unit: USD}
  c: {label: {en: Coal, zh-Hant: 煤}, unit: USD}
  u: {label: {en: Retail, zh-Hant: 零售}, unit: USD}
  s: {label: {en: Cloud share, zh-Hant: 雲端占比}, unit: "%"}
  z: {label: {en: Retail share, zh-Hant: 零售占比}, unit: "%"}
facts:
"""
AMOUNTS: Final = {
    **{f"r@{quarter}": f"{100 + n} m USD" for n, quarter in enumerate(QUARTERS)},
    "r@2025": "506 m USD",
    **{f"w@{quarter}": f"{81 + n} m USD" for n, quarter in enumerate(QUARTERS)},
    "both@2025Q4": "197 m USD",
    "c@2025Q4": "3 thousand USD",
}
OTHERS: Final = {"u@2025Q4": "70 m USD", "u@2024Q4": "60 m USD", "s@2025Q4": "45.2%", "z@2025Q4": "30.1%"}


def written(exhibit: str) -> tuple[list[Finding], Exhibit, Edition]:
    """What is found of an edition that shows one exhibit, and how it is written in Chinese."""
    stated = "".join(
        f'  {at}: {{stated: [{{value: {value}, source: rel ¶1, printed: "{value}"}}]}}\n'
        for at, value in {**AMOUNTS, **OTHERS}.items()
    )
    brief = (
        "date: 2026-02-02\nlanguages: [zh-Hant]\nkicker: {zh-Hant: 財報}\ntitle: {zh-Hant: 財報}\n"
        "disclaimer: {zh-Hant: 虛構}\nkey-figures: {rows: [{fact: r@2025Q4}]}\n"
        "exhibits:\n  x:\n    title: {zh-Hant: 走勢}\n    subtitle: {zh-Hant: 美元}\n"
    )
    text = "# 標題\n\n- {{ cite('r') }}\n\n## 一\n\n{{ exhibit('x') }}\n"
    files = {"facts.yaml": FACTS + stated, "brief.yaml": brief + exhibit, "zh-Hant.md": text}
    edition, found = read_edition(
        "oakwater", {name: each.encode() for name, each in files.items()}, "data/oakwater"
    )
    assert edition is not None, found
    drafts, more = draft(edition)
    (shown,) = exhibits(drafts[0].written.document)
    return [one for one in (*found, *more) if one.blocks], shown, edition


def charted(exhibit: str) -> Chart:
    found, shown, _ = written(exhibit)
    assert found == [] and shown.chart is not None
    return shown.chart


def refused(exhibit: str) -> str:
    found, _, _ = written(exhibit)
    assert {one.code for one in found} == {"RG505"}
    return found[0].message


def line(references: Sequence[str], kind: str = "line") -> str:
    marks = ", ".join(f"{{fact: {one}}}" for one in references)
    return f"    chart: {kind}\n    series: [{{label: {{zh-Hant: 雲端}}, marks: [{marks}]}}]\n"


def marks(references: Sequence[str], kind: str = "column") -> str:
    return f"    chart: {kind}\n    marks: [{', '.join(f'{{fact: {one}}}' for one in references)}]\n"


def test_points_know_their_dates() -> None:
    (series,) = charted(line(["r@2024Q4", "r@2025Q3", "r@2025Q4"])).series
    dates = [mark.at for mark in series.marks if mark.at is not None]
    assert [later - now for now, later in pairwise(dates)] == [9, 3]
    assert when(parse_period("2025-12-31")) == when(parse_period("2025Q4")) == 2025 * 12 + 12


def test_labels_say_what_differs() -> None:
    def labels(references: Sequence[str]) -> list[str]:
        return [mark.label for mark in charted(marks(references)).marks]

    assert labels(["r@2024Q4", "r"]) == ["4Q24", "4Q25"]
    assert labels(["r", "u"]) == ["雲端", "零售"]
    assert labels(["r@2024Q4", "r", "u@2025Q4"]) == ["雲端，4Q24", "雲端，4Q25", "零售，4Q25"]


def test_equal_labels_are_refused() -> None:
    twice = "    chart: bar\n    marks: [{fact: r, label: {zh-Hant: 甲}}, {fact: u, label: {zh-Hant: 甲}}]\n"
    (finding,) = written(twice)[0]
    assert finding.message == "r and u are labelled alike (exhibit 'x')"
    assert (
        finding.locus and finding.locus.line == 12 and finding.locus.excerpt[finding.locus.column - 1] == "u"
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["r@2024Q4", "r"], "r@2024Q4 and r are one measure"),
        (['"share(u, r)@2024Q4"', '"share(u, r)"'], "are one measure"),
        (["both", "u@2025Q4"], "both is the whole of which u is a part"),
    ],
)
def test_what_is_no_part_beside_the_others_is_refused(parts: Sequence[str], said: str) -> None:
    assert said in refused(line(parts, "share").replace("{fact:", "{label: {zh-Hant: 甲}, fact:", 1))


def stack(parts: Sequence[str], dates: Sequence[str]) -> str:
    series = ", ".join(
        f"{{label: {{zh-Hant: 部門{part}}}, marks: [{', '.join(f'{{fact: {part}@{date}}}' for date in dates)}]}}"
        for part in parts
    )
    return f"    chart: stacked\n    unit: m USD\n    series: [{series}]\n"


def test_stacked_columns_bear_the_total_that_is_stated_or_the_sum() -> None:
    stated = charted(stack(["r", "u"], ["2025Q4"]))
    assert [mark.text for mark in stated.totals] == ["197"] and "合計" in stated.alt and "197" in stated.alt
    assert [mark.value for mark in stated.totals] == [197e6]
    summed = charted(stack(["r", "w"], ["2025Q3", "2025Q4"]))
    assert [mark.value for mark in summed.totals] == [(126 + 107) * 1e6, (127 + 108) * 1e6]
    assert all(mark.cite for mark in summed.totals) and charted(stack(["r"], ["2025Q4"])).totals == ()


def test_two_columns_under_one_head_are_refused() -> None:
    table = "    table: {columns: [r, u], rows: [{fact: r}]}\n".replace(
        "r, u", "2025~consensus, 2025~guidance"
    )
    assert "the columns 2025~consensus and 2025~guidance have one head" in refused(table)


@pytest.mark.parametrize(
    ("exhibit", "said"),
    [
        (line(["r@2025Q4", "r@2025Q3"]), "does not stand after"),
        (line(["r@2024Q4", "r@2025"]), "unequal periods"),
        (marks(["r@2025Q4", "r@2025"]), "covers 12 months"),
    ],
)
def test_what_time_does_not_bear_is_refused(exhibit: str, said: str) -> None:
    assert said in refused(exhibit)


@pytest.mark.parametrize(("exhibit", "printed"), [(line(LONG), 2), (marks(LONG), 1)])
def test_a_long_history_prints_few_figures_and_has_a_scale(exhibit: str, printed: int) -> None:
    chart = charted(exhibit)
    all_marks = [*chart.marks, *(mark for series in chart.series for mark in series.marks)]
    assert [mark.silent for mark in all_marks].count(False) == printed and not all_marks[-1].silent
    assert len(chart.scale) in range(3, 7) and chart.times == ()
    assert chart.alt.startswith("走勢。") and all(mark.text in chart.alt for mark in all_marks)


def test_a_scale_has_round_numbers_in_the_style_of_the_house() -> None:
    style, terse = number_style_of("en", Style(), {}), Manner(terse=True)
    amounts = scale_of(
        [Fraction(1344 * 10**6), Fraction(1599 * 10**6)],
        parse_unit("USD"),
        style,
        zero=False,
        manner=terse,
    )
    assert [tick.text for tick in amounts] == ["$1.3bn", "$1.4bn", "$1.5bn", "$1.6bn"]
    shares = scale_of([Fraction(-2, 100), Fraction(12, 100)], parse_unit("%"), style, zero=True, manner=terse)
    assert [tick.text for tick in shares] == ["−5%", "0%", "5%", "10%"]


def test_a_chart_tells_its_figures_in_one_step() -> None:
    assert [mark.text for mark in charted(marks(["r", "u@2025Q4"])).marks] == ["1.27億美元", "0.70億美元"]
    far = charted(marks(["r", "c"], "bar"))  # too far apart for one of them
    assert [mark.text for mark in far.marks] == ["1.27億美元", "3,000美元"]


def test_a_scale_is_in_the_step_of_the_figures() -> None:
    chart = charted(line([f"w@{quarter}" for quarter in QUARTERS]))
    assert chart.series[0].marks[-1].text == "1.08億美元"
    assert [tick.text for tick in chart.scale] == ["0.8億美元", "0.9億美元", "1.0億美元", "1.1億美元"]


def test_a_unit_is_said_once_in_the_subtitle() -> None:
    found, shown, _ = written(marks(["r", "u@2025Q4"]) + "    unit: m USD\n")
    assert found == [] and shown.chart and [mark.text for mark in shown.chart.marks] == ["127", "70"]
    assert plain(shown.subtitle) == "美元（百萬美元）" and "百萬美元" in shown.chart.alt
    ticks = [tick.text for tick in charted(line(LONG) + "    unit: m USD\n").scale]
    assert ticks == ["100", "110", "120", "130"]


@pytest.mark.parametrize("unit", ["m TWD", "chips", "%"])
def test_a_unit_that_is_not_that_of_the_figures_is_refused(unit: str) -> None:
    assert unit.rsplit(maxsplit=1)[-1] in refused(marks(["r", "u@2025Q4"]) + f'    unit: "{unit}"\n')


def test_shares_say_what_they_leave() -> None:
    found, shown, _ = written(
        line(["s", "z"], "share").replace("{fact: s}", "{fact: s, label: {zh-Hant: 甲}}")
    )
    assert found == [] and shown.chart is not None
    rest = shown.chart.series[0].marks[-1]
    assert (rest.label, rest.text, rest.tone) == ("其他", "24.7%", "consensus") and rest.cite
    assert "其他 24.7%" in plain(shown.alt) or "其他24.7%" in plain(shown.alt)


def test_shares_of_more_than_a_whole_are_refused() -> None:
    assert "more than a whole" in refused(
        line(["s", "z", "s@2025Q4"], "share").replace("marks: [", "marks: [{fact: s, label: {zh-Hant: 乙}}, ")
    )


def test_shares_that_do_not_add_up_as_printed_say_why() -> None:
    thirds = "".join(
        f"        - {{fact: 'share(u, 3 * u)', label: {{zh-Hant: {name}}}}}\n" for name in ("甲", "乙", "丙")
    )
    head = "    chart: share\n    decimals: 0\n    series:\n      - label: {zh-Hant: 營收}\n"
    found, shown, _ = written(head + "        marks:\n" + thirds)
    assert found == [] and shown.chart is not None
    assert [mark.text for mark in shown.chart.series[0].marks] == ["33%"] * 3
    assert [plain(note) for note in shown.notes] == ["因四捨五入，各項占比加總與整體略有出入。"]


def test_shares_that_add_up_have_no_note() -> None:
    halves = "share(u, 2 * u)"
    exhibit = line(["u", "u"], "share").replace(
        "{fact: u}", f"{{fact: '{halves}', label: {{zh-Hant: 甲}}}}", 1
    )
    exhibit = exhibit.replace("{fact: u}", f"{{fact: '{halves}', label: {{zh-Hant: 乙}}}}")
    assert written(exhibit)[1].notes == ()
