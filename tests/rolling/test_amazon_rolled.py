"""Amazon's edition, which is written with relative periods, rolled to the next quarter with invented figures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from filling import Files, filled, inputs_of, rewritten, rolled_on
from support import ROOT, TEMPLATES, Here

from reportgen.brief.inputs import Project
from reportgen.build import Order, build
from reportgen.check import check
from reportgen.delivery.plans.plan import inspect_delivery
from reportgen.errors import Finding

OLD: Final = "amazon-2025q4"
NEW: Final = "amazon-2026q1"
# Invented. What is not named here is as it was, and kept.
VALUES: Final = {
    "revenue@2026Q1": "1776億 USD",
    "operating_income@2026Q1": "208億 USD",
    "operating_income.elsewhere@2026Q1": "207億 USD",
    "operating_income@2025Q1": "176億 USD",
    "eps@2026Q1": "1.62 USD/share",
    "eps@2026Q1~consensus": "1.64 USD/share",
    "charges.italy@2026Q1": "9.1億 USD",
    "charges.severance@2026Q1": "6.1億 USD",
    "charges.stores@2026Q1": "5.1億 USD",
    "charges.total@2026Q1": "20億 USD",
    "operating_income.adjusted@2026Q1": "228億 USD",
    "aws.revenue@2026Q1": "296億 USD",
    "aws.revenue@2026Q1~consensus": "290億 USD",
    "growth(aws.revenue)@2026Q1~consensus": "21.5%",
    "aws.run_rate@2026Q1": "118 bn USD",
    "aws.operating_income@2026Q1": "104億 USD",
    "aws.backlog@2026-03-31": "298 bn USD",
    "ads.revenue@2026Q1": "177.3億 USD",
    "ads.revenue@2026Q1~consensus": "176.5億 USD",
    "na.operating_income@2026Q1": "95.7億 USD",
    "stores.revenue@2026Q1": "690億 USD",
    "stores.revenue@2026Q1~consensus": "684億 USD",
    "capex@2026~guidance": "205 bn USD",
    "capex@2026~consensus": "1500億 USD",
    "surprise(capex)@2026~guidance": "about 37%",
    "googl/capex@2026~guidance": "1800億 to 1900億 USD",
    "meta/capex@2026~guidance": "1200億 to 1400億 USD",
    "prime.audience@2026Q1": "3.20億 viewers",
    "prime.audience@2024Q2": "2.03億 viewers",
    "employees@2026-03-31": "about 158.0萬 people",
    "layoffs@2026-04": "about 5 thousand people",
    "layoffs.total@2026-04": "21 thousand people",
    "revenue@2026Q2~guidance": "1830億 to 1890億 USD",
    "revenue@2026Q2~consensus": "1856億 USD",
    "operating_income@2026Q2~guidance": "175億 to 225億 USD",
    "midpoint(operating_income)@2026Q2~guidance": "200億 USD",
    "operating_income@2026Q1~consensus": "206億 USD",
    "operating_income@2026Q2~consensus": "232億 USD",
}
# Nobody published a consensus for this.
GONE: Final = ("revenue@2026Q1~consensus",)
# What the listed passages say otherwise: the day of publication, days and months in words.
NEXT_WORDS: Final = {
    "2026-02-06": "2026-05-01",
    "to December 2025": "to March 2026",
    "October 2025": "January 2026",
    "end of December 2025": "end of March 2026",
    "since October": "since January",
    "in November": "last year",
    "2025年10至12月": "2026年1至3月",
    "2025年10月": "2026年1月",
    "2025年12月底": "2026年3月底",
    "年底": "季末",
    "year-end": "quarter-end",
    "2025年第四季": "2026年第一季",
    'date("recap")': 'date("spring")',
}

SPRING: Final = (
    '  spring: {title: {en: "Recap of Amazon\'s Q1 2026", zh-Hant: Amazon 2026年第一季財報重點}, '
    "published: 2026-04-30}"
)


def next_words(text: str) -> str:
    """A listed passage with the words of the next quarter."""
    for words, after in NEXT_WORDS.items():
        text = text.replace(words, after)
    return text


@pytest.fixture(scope="module")
def rolled() -> Files:
    """The files of the rolled edition, as `roll` writes them."""
    old = {path.name: path.read_bytes() for path in (ROOT / "data" / OLD).iterdir()}
    return dict(rolled_on(inputs_of(OLD, old), NEW, "2026Q1").files)


@pytest.fixture(scope="module")
def finished(rolled: Files) -> Files:
    """The same filled in and rewritten."""
    facts = rolled["facts.yaml"].decode().replace("\nsources:\n", f"\nsources:\n{SPRING}\n", 1)
    return rewritten(filled({**rolled, "facts.yaml": facts.encode()}, VALUES, "spring ¶3", GONE), next_words)


def blocking(files: Files) -> list[Finding]:
    inputs = inputs_of(NEW, files)
    checked = check(inputs)
    delivery = inspect_delivery(inputs, checked)[1] if checked.edition else []
    return [one for one in (*checked.findings, *delivery) if one.blocks]


def codes(files: Files) -> dict[str, int]:
    found = [one.code for one in blocking(files)]
    return {code: found.count(code) for code in sorted(set(found))}


def test_there_is_one_finding_for_each_thing_to_do(rolled: Files) -> None:
    found = codes(rolled)
    assert set(found) == {"RG308", "RG541"}
    assert found["RG308"] == rolled["facts.yaml"].count(b"stated: open")
    assert found["RG541"] == rolled["rolled.yaml"].count(b"hash: ")


def test_no_line_of_the_facts_is_lost_and_comments_stay(rolled: Files) -> None:
    old = (ROOT / "data" / OLD / "facts.yaml").read_text("utf-8").split("\n")
    new = rolled["facts.yaml"].decode().split("\n")
    assert [line for line in old if line.lstrip().startswith("#")] == [
        line for line in new if line.lstrip().startswith("#")
    ]
    there = {line.replace("recap ¶", "¶") for line in new}
    gone = [line.strip() for line in old if line not in there]
    heads = ("period: ", "googl: {", "meta: {")  # whose currency only the statements of the plans told
    assert [line for line in gone if not line.startswith(heads) and not re.search("@202[67].*~", line)] == []


def test_the_list_shrinks_with_each_thing_that_is_done(rolled: Files) -> None:
    before = len(blocking(rolled))
    text = rolled["facts.yaml"].decode()
    open_, said = (
        "ads.revenue@2026Q1~consensus: {stated: open}",
        "ads.revenue@2026Q1~consensus: 176.5億 USD; spring ¶3",
    )
    stated = text.replace(open_, said, 1).replace("\nsources:\n", f"\nsources:\n{SPRING}\n", 1)
    after = {**rolled, "facts.yaml": stated.encode()}
    assert len(blocking(after)) == before - 1
    brief = rolled["brief.yaml"].replace(b"date: 2026-02-06", b"date: 2026-05-01")
    assert len(blocking({**after, "brief.yaml": brief})) == before - 2
    kept = rolled["rolled.yaml"].replace(b"why: [opinion]", b"keep: yes, why: [opinion]", 1)
    assert len(blocking({**after, "brief.yaml": brief, "rolled.yaml": kept})) == before - 3


def test_filled_in_and_rewritten_nothing_is_left(finished: Files) -> None:
    assert [one.message for one in blocking(finished)] == []


def test_it_builds_in_both_languages(finished: Files, tmp_path: Path) -> None:
    folder = tmp_path / "data" / NEW
    folder.mkdir(parents=True)
    for name, data in finished.items():
        (folder / name).write_bytes(data)
    places = Project(tmp_path / "data", tmp_path / "output", (TEMPLATES,))
    built = build(places, Order(NEW, formats=("html",)), lambda _: None, Here())
    english = (built.folder / f"{NEW}.en.html").read_text("utf-8")
    chinese = (built.folder / f"{NEW}.zh-Hant.html").read_text("utf-8")
    assert "Results for Q1 2026" in english
    assert "Amazon Q1 2026" in english
    assert "2026年第一季" in chinese
    assert "Operating income by segment, Q4 2025" not in english


# ---- a stale figure anywhere ---------------------------------------------------------------------------------------

STALE: Final = (
    ("facts.yaml", '{value: "1776億 USD"', '{value: "2134億 USD"', "RG309"),
    ("facts.yaml", '{value: "296億 USD"', '{value: "356億 USD"', "RG309"),
    ("facts.yaml", '{value: "205 bn USD"', '{value: "200 bn USD"', "RG309"),
    ("brief.yaml", "{fact: stores.revenue}", "{fact: stores.revenue@2025Q4}", "RG542"),
    ("brief.yaml", "{fact: aws.operating_income, label", "{fact: aws.operating_income@2025Q4, label", "RG542"),
    ("en.md", 'to {{ cite("revenue") }}. AWS', 'to {{ cite("revenue@2025Q4") }}. AWS', "RG542"),
    ("en.md", 'to {{ cite("revenue") }}. AWS', "to $213.4bn. AWS", "RG516"),
    ("zh-Hant.md", '{{ cite("aws.backlog") }}', '{{ cite("aws.backlog@2025-12-31") }}', "RG542"),
    ("delivery.yaml", 'to {{ cite("revenue") }}. AWS', 'to {{ cite("revenue@2025Q4") }}. AWS', "RG542"),
    ("facts.yaml", '{value: "1776億 USD"', '{value: "2134.0億 USD"', "RG309"),
    ("facts.yaml", '@2025Q1: {stated: [{value: "176億 USD"', '@2025Q1: {stated: [{value: "250億 USD"', "RG309"),
    ("en.md", "## Results for {{ period() }}", "## Fourth-quarter results", "RG542"),
    ("zh-Hant.md", "## {{ period() }}財報", "## 2025年第四季財報", "RG542"),
    ("brief.yaml", 'zh-Hant: "{{ period() }}各部門營業利益', 'zh-Hant: "第四季各部門營業利益', "RG542"),
    ("delivery.yaml", 'en: "Amazon {{ period() }}: AWS', 'en: "Amazon Q4 2025: AWS', "RG542"),
)  # fmt: skip


@pytest.mark.parametrize(("file", "right", "stale", "code"), STALE)
def test_a_stale_figure_is_caught(finished: Files, file: str, right: str, stale: str, code: str) -> None:
    text = finished[file].decode()
    assert right in text
    assert code in codes({**finished, file: text.replace(right, stale, 1).encode()})


def test_an_old_sentence_that_is_put_back_is_on_the_list_again(rolled: Files, finished: Files) -> None:
    assert b"with OpenAI in November" in rolled["en.md"]
    new = finished["en.md"].decode().replace("with OpenAI last year", "with OpenAI in November")
    assert codes({**finished, "en.md": new.encode()}) == {"RG541": 1}


def test_a_figure_that_is_kept_is_not_asked_about_a_second_time(finished: Files) -> None:
    facts = finished["facts.yaml"].replace('{value: "1776億 USD"'.encode(), '{value: "2134億 USD"'.encode())
    same = {**finished, "facts.yaml": facts}
    kept = finished["rolled.yaml"].replace(
        b'"revenue@2026Q1": {was: ', b'"revenue@2026Q1": {keep: yes, was: '
    )
    assert {"RG309", "RG412"} <= {one.code for one in check(inputs_of(NEW, same)).findings}
    settled = check(inputs_of(NEW, {**same, "rolled.yaml": kept})).findings
    assert not {"RG309", "RG412"} & {one.code for one in settled}


def test_a_plan_for_a_day_far_ahead_stays_and_is_listed(rolled: Files) -> None:
    assert b"2028-03-31" not in b"".join(rolled.values())
    assert "power.planned@2027-12-31~guidance: {stated: open}" in rolled["facts.yaml"].decode()
    lines = rolled["rolled.yaml"].decode().split("\n")
    listed = [line for line in lines if re.search(r"why: .*\bplan\b.*says:", line)]
    assert {line.split("file: ")[1].split(",")[0] for line in listed} == {"en.md", "zh-Hant.md"}
