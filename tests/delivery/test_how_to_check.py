"""What a letter says of how its brief is checked: in sentences, with the command for the file that is attached."""

from __future__ import annotations

import pytest
from delivery.karinose import faults, pressed, written
from support import parse, words_of

from reportgen.press.lettering import Enclosed


def test_a_letter_says_how_its_brief_is_checked() -> None:
    """With a link, too, where the plan has one."""
    enclosed = Enclosed(("数値.xlsx", "雁ノ瀬 Q4 2025.pdf"), None, "", "https://example.com/check")
    letter = pressed(written(None), enclosed=enclosed)
    page, command = parse(letter.html), 'reportgen verify "雁ノ瀬 Q4 2025.pdf"'
    assert f"\n\n    {command}\n\n検証方法のご案内：https://example.com/check\n" in letter.text
    assert command in [words_of(code) for code in page.iter("code")]
    assert "https://example.com/check" in [link.get("href") for link in page.iter("a")]
    assert faults(letter) == []


@pytest.mark.parametrize("files", [(), ("numbers.xlsx",)])
def test_without_a_document_there_is_no_command(files: tuple[str, ...]) -> None:
    letter = pressed(written(None), enclosed=Enclosed(files))
    assert "数値の根拠と検証" in letter.text and "検証方法のご案内" not in letter.text
    assert "reportgen" not in letter.text and "reportgen" not in letter.html


@pytest.mark.parametrize(
    ("name", "command"),
    [("a b.pdf", 'reportgen verify "a b.pdf"'), ("$5.html", "reportgen verify '$5.html'"), ("a.xlsx", "")],
)
def test_the_command_is_what_a_shell_takes(name: str, command: str) -> None:
    assert Enclosed((name,)).command == command
