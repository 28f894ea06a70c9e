"""The paper on tables holds: its tables and its mapping give what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import DOCS, blocks, commands, says

from reportgen import cli
from reportgen.intake import intake_limits
from reportgen.intake.importing.table_entries import LONG_COLUMNS

PAPER = DOCS / "import-tables.md"


def test_its_examples_are_carried_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = {"csv": ["figures.csv", "model.csv"], "yaml": ["model.yaml"]}
    done = 0
    for block in blocks(PAPER):
        if block.kind in names:
            Path(names[block.kind].pop(0)).write_text(block.body, "utf-8")
            continue
        for command, said in commands(block):
            assert cli.main(command.split()[1:]) == 0
            printed = "".join(capsys.readouterr())
            assert says(said, printed), f"{command} printed\n{printed}"
            done += 1
    assert done == 3
    assert not any(names.values())


def test_its_columns_and_limits_are_those_of_the_program() -> None:
    text = PAPER.read_text("utf-8")
    assert [name for name in LONG_COLUMNS if f"`{name}`" not in text] == []
    for limit in (
        intake_limits.MOST_TABLE_ROWS,
        intake_limits.MOST_TABLE_COLUMNS,
        intake_limits.MOST_TABLE_CELLS,
    ):
        assert f"{limit:,}" in text
    for size in (intake_limits.MOST_TABLE_BYTES, intake_limits.MOST_UNPACKED_BYTES):
        assert f"{size >> 20} MiB" in text
    assert "at most twenty" in text
    assert intake_limits.MOST_TABLE_FINDINGS == 20
