"""fontconfig is asked in the same words and says the same, in the process and by its command."""

from __future__ import annotations

import pytest

from reportgen.exhibits import fontconfig
from reportgen.exhibits.fontconfig import best_match

FORM = "%{file}\n%{index}\n%{family[0]}\n%{style[0]}"


@pytest.mark.parametrize(
    "pattern",
    [
        "Noto Sans CJK TC:style=Bold",
        "Noto Serif CJK JP:style=Regular",
        "DejaVu Sans",
        "none of this name",
        "",
    ],
)
def test_library_and_command_agree(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = best_match(pattern, FORM)
    assert said.count("\n") == 3
    monkeypatch.setattr(fontconfig, "_library", lambda: None)
    assert best_match(pattern, FORM) == said


def test_without_fontconfig_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fontconfig, "_library", lambda: None)
    monkeypatch.setenv("PATH", "")
    assert best_match("DejaVu Sans", FORM) == ""


def test_a_library_that_is_not_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fontconfig, "_LIBRARIES", ("libnone.so.0",))
    assert fontconfig._library.__wrapped__() is None
