"""A script that no installed font has, or that runs from right to left, is said once, with its place."""

from __future__ import annotations

import pytest
from support import checked

from reportgen.errors import Finding
from reportgen.exhibits import fallbacks


def found(text: str, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What is said of a text that stands in the English prose, on a machine without further fonts."""
    monkeypatch.setattr(fallbacks, "best_match", lambda *_: "")
    fallbacks.other_faces.cache_clear()
    made = checked({"en.md": {"The chain runs": f"{text} is what it is called. {text}. The chain runs"}})
    fallbacks.other_faces.cache_clear()
    return [finding for finding in made.findings if finding.code in ("RG530", "RG531")]


def test_a_missing_font_is_one_finding_with_its_place_and_package(monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = found("ข้าวไทย", monkeypatch)
    assert (finding.code, finding.blocks) == ("RG530", True)
    assert "in Thai" in finding.message
    assert "apt-get install fonts-noto-core" in finding.mend
    assert finding.locus is not None and finding.locus.file == "tiny/en.md"
    assert finding.locus.line > 1 and finding.locus.column >= 1


def test_each_script_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = found("ไทย हिन्दी \U00013000 \U0001f9aa", monkeypatch)
    assert [finding.code for finding in said] == ["RG530"] * 4
    assert {finding.message.split(": ")[0].split(" has ")[1] for finding in said} == {
        "3 characters in Thai",
        "6 characters in Devanagari",
        "a character in Egyptian",
        "a character",
    }


def test_what_runs_from_right_to_left_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = found("أرامكو", monkeypatch)
    assert (finding.code, finding.blocks) == ("RG531", True)
    assert "Arabic runs from right to left" in finding.message and "Latin letters" in finding.mend
    assert finding.locus is not None and finding.locus.file == "tiny/en.md"


def test_pictographs_are_to_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = found("\U0001f9aa", monkeypatch)
    assert "write it otherwise: pictographs" in finding.mend
