"""The newcomer's walk of docs/next-quarter.md: from last quarter's edition and a new table to a sent brief."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path
from typing import Final

import pytest
from pages import DOCS, blocks, commands, put, says, write
from support import Here

from reportgen import building, cli, delivering

OLD: Final = "acme-2025q4"
NEW: Final = "acme-2026q1"
TYPED: Final = 15  # lines that the paper has somebody type, from the old edition to the new brief


def tutorial() -> dict[str, str]:
    files: dict[str, str] = {}
    for block in blocks(DOCS / "tutorial.md"):
        files = put(files, block) if block.file and not block.codes else files
    return files


def read(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_the_walk_ends_with_a_sent_brief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for module in (building, delivering):
        monkeypatch.setattr(module, "workers_of", lambda _: Here())
    files, folder, typed = tutorial(), tmp_path / "data" / OLD, 0
    for block in blocks(DOCS / "next-quarter.md"):
        if block.kind == "text" and block.file:
            (tmp_path / block.file).write_text(block.body, "utf-8")
        elif block.kind == "console":
            write(files, folder)
            for command, said in commands(block):
                assert cli.main(command.split()[1:]) == 0, command
                printed = "".join(capsys.readouterr())
                assert says(said, printed), f"{command} printed\n{printed}"
            folder = tmp_path / "data" / NEW
            files = read(folder)
        elif block.file:
            files = put(files, block)
            typed += sum(line.startswith("+") for line in block.body.splitlines())
    assert typed == TYPED
    (message,) = (tmp_path / "output/outbox").rglob("*.eml")
    subject = message_from_bytes(message.read_bytes(), policy=policy.default)["Subject"]
    assert "Acme" in str(subject)
    assert "50.3" in str(subject)
