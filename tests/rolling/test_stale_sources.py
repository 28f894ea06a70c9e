"""Consensus and guidance in a rolled edition, filled in from what came out by the time of the last one."""

from __future__ import annotations

from typing import Final

import pytest
from filling import Files, inputs_of, rolled_on
from small import small_files

from reportgen.check import check
from reportgen.errors import Finding

EXPECTED: Final = """\
  sales@2025Q4~consensus: 12.0 m USD; rel ¶3; 12.0 m USD
  sales@2026Q1~consensus: 13.0 m USD; rel ¶3; 13.0 m USD
  sales@2026Q1~estimate: 12.5 m USD; rel ¶3; 12.5 m USD
  sales@2026Q1~guidance: 12.0 m to 14.0 m USD; rel ¶4; 12.0 m to 14.0 m USD
  sales@2027~guidance: 60 m to 70 m USD; rel ¶4; 60 m to 70 m USD
"""
SOURCES: Final = """\
sources:
  poll: {title: {en: Poll}, published: 2026-04-20}
  old_poll: {title: {en: Old poll}, published: 2026-02-02}
  spring: {title: {en: Results of spring}, published: 2026-04-21}
  talk: {title: {en: Talk}, published: 2026-03-30}
"""


def _rolled() -> Files:
    old = small_files("Acme")
    old["facts.yaml"] += EXPECTED
    rolled = rolled_on(inputs_of("old", {name: text.encode() for name, text in old.items()}), "new", "2026Q1")
    facts = rolled.files["facts.yaml"].replace(b"sources:\n", SOURCES.encode())
    return {**rolled.files, "facts.yaml": facts}


def told(consensus: str, guidance: str) -> Files:
    """The rolled edition with consensus of the quarter and guidance beyond it by two sources."""
    files = _rolled()
    lines = files["facts.yaml"].decode().split("\n")
    said = {
        "sales@2026Q1~consensus": f"12.9 m USD; {consensus} ¶1; 12.9 m USD",
        "sales@2027~guidance": f"61 m to 70 m USD; {guidance} ¶1; 61 m to 70 m USD",
    }
    for name, text in said.items():
        (at,) = (
            number for number, line in enumerate(lines) if line.startswith(f"  {name}: {{stated: open}}")
        )
        lines[at] = f"  {name}: {text}"
    return {**files, "facts.yaml": "\n".join(lines).encode()}


def old_ones(files: Files) -> list[Finding]:
    return [one for one in check(inputs_of("new", files)).findings if one.code == "RG310"]


def test_what_came_out_since_is_fine() -> None:
    assert old_ones(told("poll", "spring")) == []


@pytest.mark.parametrize("source", ["rel", "old_poll"])
def test_an_old_poll_is_caught(source: str) -> None:
    (found,) = old_ones(told(source, "spring"))
    assert found.blocks
    assert f"sales@2026Q1~consensus is told by {source}, which came out on 2026-02-02" in found.message


@pytest.mark.parametrize("source", ["rel", "old_poll", "talk"])
def test_guidance_of_the_last_quarter_is_caught(source: str) -> None:
    (found,) = old_ones(told("poll", source))
    assert found.blocks
    assert "sales@2027~guidance" in found.message
    assert "2026Q1 ended on 2026-03-31" in found.message


def test_it_may_still_stand() -> None:
    files = told("poll", "rel")
    kept = files["rolled.yaml"].replace(
        b'"sales@2027~guidance": {was: ', b'"sales@2027~guidance": {keep: yes, was: '
    )
    assert kept != files["rolled.yaml"]
    assert old_ones({**files, "rolled.yaml": kept}) == []


@pytest.mark.parametrize(("source", "codes"), [("poll", []), ("old_poll", ["RG310"]), ("rel", ["RG310"])])
def test_an_estimate_of_our_own_is_made_anew(source: str, codes: list[str]) -> None:
    files = told("poll", "spring")
    open_ = "  sales@2026Q1~estimate: {stated: open} # was 12.5 m USD; rel ¶3; 12.5 m USD"
    facts = files["facts.yaml"].decode()
    assert open_ in facts
    facts = facts.replace(open_, f"  sales@2026Q1~estimate: 12.6 m USD; {source} ¶2; 12.6 m USD")
    assert [one.code for one in old_ones({**files, "facts.yaml": facts.encode()})] == codes
