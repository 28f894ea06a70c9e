"""`stated: open`: a fact that is still to be filled in, said once, and what waits for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from support import TEMPLATES, Here

from reportgen.brief.inputs import Inputs, Project, templates, themes
from reportgen.build import Order, build
from reportgen.check import Checked, check
from reportgen.delivery.plans.plan import inspect_delivery
from reportgen.errors import Rejected
from reportgen.facts.reading import read_facts
from reportgen.preview.sketching import Sketch

FACTS: Final = """\
entity: acme
period: 2025Q4
entities:
  acme: {name: {en: "Acme, Inc."}}
sources:
  release: {title: {en: Results release}, published: 2026-01-20}
facts:
  revenue@2025Q4: {stated: open}
  revenue@2025Q3: 46.0 m USD; release ¶1; $46.0 million
  revenue@2024Q4: 41.0 m USD; release ¶1; $41.0 million
  revenue@2025Q4~consensus: 47.0 m USD; release ¶2; $47.0 million
  operating_income@2025Q4: 6.1 m USD; release ¶2; $6.1 million
  operating_margin@2025Q4: {stated: 12.7%; release ¶2; 12.7%, formula: operating_income / revenue}
  net_income@2025Q4: = revenue * operating_margin
"""
BRIEF: Final = """\
date: 2026-01-21
languages: [en]
kicker: {en: Results}
title: {en: Acme results}
disclaimer: {en: For information.}
key-figures: {rows: [{fact: revenue}, {fact: operating_margin}]}
front: [sales]
exhibits:
  sales:
    chart: column
    title: {en: "Revenue {{ moved('rise', 'growth(revenue)') }}"}
    subtitle: {en: "Quarterly revenue, US$"}
    marks: [{fact: revenue@-1Y}, {fact: revenue@-1Q}, {fact: revenue}]
  table:
    title: {en: A table}
    subtitle: {en: The quarter}
    table:
      columns: [actual, consensus, surprise, yoy]
      rows: [{fact: revenue}, {fact: operating_income}]
"""
TEXT: Final = """\
# {% claim "revenue > revenue~consensus" %}Ahead{% endclaim %}: {{ cite("revenue") }}

{% claim "revenue > 2 * revenue@-1Y" %}Revenue came to twice that{% endclaim %}.
Revenue {{ moved("rise", "growth(revenue)") }}. {{ changed("revenue") }} {{ cite("net_income") }}
{{ cite("growth(revenue)") }}

{{ exhibit("table") }}
"""
DELIVERY: Final = """\
sender: research@example.com
recipients:
  - {address: ann@example.com, language: en}
subject: {en: Results}
preheader: {en: Sales}
body: {en: "Sales were {{ cite('revenue') }}, {{ word('above', 'surprise(revenue)') }} consensus."}
"""


def inputs(facts: str = FACTS) -> Inputs:
    files = {"facts.yaml": facts.encode(), "brief.yaml": BRIEF.encode(), "en.md": TEXT.encode()}
    return Inputs("acme", "acme", files, DELIVERY.encode(), templates([TEMPLATES]), themes([TEMPLATES]))


def said(checked: Checked) -> list[str]:
    return [finding.code for finding in checked.findings if finding.blocks]


def test_it_is_read_and_has_no_value() -> None:
    base, findings = read_facts(FACTS.encode(), "facts.yaml")
    assert findings == []
    assert base is not None
    fact = base.find("revenue")
    assert (fact.open, fact.quantity, fact.stated) == (True, None, ())
    waiting = [base.name(one.at) for one in base.facts.values() if one.awaits and not one.open]
    assert waiting == ["operating_margin@2025Q4", "net_income@2025Q4"]
    assert base.find("operating_margin").quantity is not None  # stated; what it is held against is open
    assert base.find("growth(revenue)").awaits == (fact.at,)


def test_there_is_one_finding_and_it_says_all() -> None:
    checked = check(inputs())
    assert said(checked) == ["RG308"]
    (finding,) = (one for one in checked.findings if one.blocks)
    assert finding.message == "revenue@2025Q4 is open: Revenue; it was 46m USD [45.95, 46.05] at 2025Q3"
    assert finding.mend.startswith("used in acme/brief.yaml:6, acme/brief.yaml:")
    assert str(finding.locus) == "acme/facts.yaml:8:3"
    assert inspect_delivery(inputs(), checked)[1] == []


def test_filled_in_it_is_settled() -> None:
    stated = FACTS.replace("{stated: open}", "48.2 m USD; release ¶1; $48.2 million")
    assert "RG308" not in said(check(inputs(stated)))


def test_what_nobody_prints_may_go() -> None:
    more = f"{FACTS}  capex@2025Q4: {{stated: open}}\n"
    mends = [one.mend for one in check(inputs(more)).findings if one.code == "RG308"]
    assert mends[1:] == ["nothing prints it: take its line out"]


def test_nothing_open_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "data/acme"
    folder.mkdir(parents=True)
    for name, data in inputs().files.items():
        (folder / name).write_bytes(data)
    places = Project(tmp_path / "data", tmp_path / "output", (TEMPLATES,))
    with pytest.raises(Rejected) as refused:
        build(places, Order("acme"), lambda _: None, Here())
    assert "RG308" in {finding.code for finding in refused.value.findings}
    assert not (tmp_path / "output/acme").exists()


def test_the_preview_has_a_page_with_its_mark() -> None:
    sketch = Sketch(inputs())
    edition = sketch.edition
    assert edition is not None
    assert "RG308" in {finding.code for finding in sketch.grounds}
    assert sketch.told(edition, "en")
    assert set(sketch.checked.findings) == set(check(inputs()).findings)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{stated: opened}", "RG112"),
        ("{stated: open, prefer: 2}", "RG207"),
        ("{stated: open, formula: revenue +}", "RG208"),
        ("{stated: [open]}", "RG112"),
    ],
)
def test_what_is_no_open_statement_is_refused(entry: str, code: str) -> None:
    _, findings = read_facts(FACTS.replace("{stated: open}", entry).encode(), "facts.yaml")
    assert code in {finding.code for finding in findings}


def test_a_line_that_states_it_takes_the_place_of_the_open_one() -> None:
    _, findings = read_facts(f"{FACTS}  revenue@2025Q4: 48.2 m USD; release ¶1\n".encode(), "facts.yaml")
    assert {finding.code for finding in findings} <= {"RG102", "RG210"}
    twice = FACTS.replace(
        "  revenue@2025Q4:", "  acme/revenue@2025Q4: 48.2 m USD; release ¶1\n  revenue@2025Q4:", 1
    )
    (finding,) = read_facts(twice.encode(), "facts.yaml")[1]
    assert (finding.code, finding.mend) == ("RG210", "take the line with open out")
