"""The order of findings, each once, and how they are counted."""

from __future__ import annotations

from reportgen.errors import Finding, Locus, Severity, in_order, show_findings


def found(file: str, line: int, column: int = 1, code: str = "RG1", accepted: bool = False) -> Finding:
    severity = Severity.NOTE if accepted else Severity.ERROR
    return Finding(code, severity, "wrong", Locus(file, line, column), accepted=accepted)


def test_files_stand_in_the_order_of_reading_and_lines_in_theirs() -> None:
    nowhere = Finding("RG1", Severity.ERROR, "wrong")
    one, two, three = found("facts.yaml", 2), found("facts.yaml", 10, 1), found("facts.yaml", 10, 3)
    brief = found("brief.yaml", 1)
    assert in_order([nowhere, two, brief, three, one]) == [one, two, three, brief, nowhere]


def test_identical_findings_are_said_once() -> None:
    one, other = found("a", 1), found("a", 1, code="RG2")
    assert in_order([one, other, one]) == [one, other]
    assert show_findings([one, one]) == "a:1:1: error RG1: wrong\n1 error"


def test_what_is_accepted_is_counted_on_a_line_of_its_own() -> None:
    accepted = [found("a", line, accepted=True) for line in range(1, 6)]
    assert show_findings(accepted) == "5 accepted findings; --verbose lists them"
    assert show_findings([*accepted, found("a", 9)]).splitlines()[-2:] == [
        "1 error",
        "5 accepted findings; --verbose lists them",
    ]
    assert show_findings(accepted, verbose=True).splitlines()[-1] == "0 errors, 5 other findings"
    assert show_findings([]) == "0 errors"
