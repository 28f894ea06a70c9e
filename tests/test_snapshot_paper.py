"""The commands of docs/snapshots.md print what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import DOCS, blocks, commands, says

from reportgen import cli


def test_two_commands_lead_from_a_filing_to_a_brief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = (block for block in blocks(DOCS / "import.md") if block.kind == "xml")
    Path("parcels-10k.xml").write_text(example.body, "utf-8")
    paper = {block.kind: block for block in blocks(DOCS / "snapshots.md")}
    for command, said in commands(paper["console"]):
        assert cli.main(command.split()[1:]) == 0
        assert says(said, capsys.readouterr().out)
    assert paper["yaml"].body.strip() in Path("data/parcels-2025/brief.yaml").read_text("utf-8")
