"""What is wrong with a layout, at its place."""

from __future__ import annotations

import pytest

from reportgen.brief.broken_layouts import as_findings
from reportgen.brief.sandbox import sandbox
from reportgen.errors import Rejected

BROKEN = {
    "RG502 templates/a.j2:2:3": "x\n  {% iff %}",
    "RG503 templates/a.j2:3:4": "x\n\n<b>{{ nothing.here }}</b>",
    "RG503 templates/a.j2:1:1": '{% include "none.j2" %}',
    "RG503 templates/b.j2:2:1": '{% include "b.j2" %}',
}


@pytest.mark.parametrize("said", BROKEN)
def test_the_finding_has_the_place(said: str) -> None:
    templates = {"a.j2": BROKEN[said].encode(), "b.j2": b"\n{{ 1 / 0 }}"}
    with pytest.raises(Rejected) as rejected, as_findings(templates):
        sandbox(autoescape=True, templates=templates).get_template("a.j2").render()
    (finding,) = rejected.value.findings
    assert f"{finding.code} {finding.locus}" == said
    assert finding.locus is not None and finding.locus.excerpt in BROKEN[said] + "{{ 1 / 0 }}"


def test_what_no_template_had_a_part_in_is_left_as_it_is() -> None:
    with pytest.raises(KeyError), as_findings({}):
        raise KeyError("x")
