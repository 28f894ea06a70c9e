"""Every example of the registry makes the finding that it is an example of, at the severity of its code."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml
from examples import ACME, BOTH, checked, covered, edition, found

from reportgen.codes import CODES, rg3_tieout
from reportgen.errors import Finding, FindingCode, Severity, show_findings

RUN = [code for code in CODES.values() if code.file]
TIED_OUT = [code for code in vars(rg3_tieout).values() if isinstance(code, FindingCode)]


def test_the_edition_itself_is_sound() -> None:
    assert [show_findings([one]) for files in (ACME, BOTH) for one in checked(files)] == []
    assert [*covered(ACME)] == []


@pytest.mark.parametrize("code", RUN, ids=lambda code: code.id)
def test_an_example_is_found(code: FindingCode) -> None:
    findings = found(code)
    mine = [one for one in findings if one.code == code.id]
    assert mine, show_findings(findings, verbose=True)
    assert {one.severity for one in mine} == {code.severity}
    others = [one for one in findings if one.blocks and one.code != code.id]
    assert others == [], show_findings(others)


@pytest.mark.parametrize("code", [code for code in RUN if code.acceptable], ids=lambda code: code.id)
def test_what_is_acceptable_becomes_a_note_where_the_fact_gives_a_reason(code: FindingCode) -> None:
    files = edition(code)
    facts = yaml.safe_load(files["facts.yaml"])
    (accepted,) = [passed for name in facts["facts"] if (passed := accepting(files, facts, name, code.id))]
    (note,) = [one for one in accepted if one.accepted]
    assert note.code == ("RG304" if code in TIED_OUT else code.id)
    assert note.severity is Severity.NOTE


def accepting(files: dict[str, str], facts: Any, name: str, code: str) -> list[Finding]:
    """What is found where one fact gives a reason for a code; nothing where that leaves an error or is idle."""
    tree = copy.deepcopy(facts)
    tree["facts"][name]["accepted"] = {code: {"en": "As it is printed."}}
    said = list(checked(files | {"facts.yaml": yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)}))
    return [] if any(one.blocks or one.code == "RG305" for one in said) else said


def test_nothing_else_is_accepted() -> None:
    facts = yaml.safe_load(ACME["facts.yaml"])
    others = [code.id for code in CODES.values() if not code.acceptable]
    facts["facts"]["revenue@2025Q4"]["accepted"] = {code: {"en": "As it is printed."} for code in others}
    said = list(checked(ACME | {"facts.yaml": yaml.safe_dump(facts, allow_unicode=True, sort_keys=False)}))
    assert [(one.code, one.message) for one in said] == [
        ("RG207", f"a finding {code} cannot be accepted") for code in others
    ]
    assert said[0].mend == f"these can: {', '.join(code.id for code in CODES.values() if code.acceptable)}"


def test_nearly_all_that_an_edition_can_say_wrongly_has_an_example_that_is_run() -> None:
    told = [code.id for code in CODES.values() if not code.file and code.id < "RG6"]
    # what is said of files, and of what stands as it was carried over, cannot stand in an example
    assert told == [
        "RG107",
        "RG108",
        "RG109",
        "RG113",
        "RG309",
        "RG310",
        "RG311",
        "RG501",
        "RG541",
        "RG542",
        "RG543",
        "RG545",
        "RG546",
    ]
    assert {code.severity for code in RUN} == set(Severity)
