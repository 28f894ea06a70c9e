"""Editions that go out by other ways than mail: what their delivery.yaml says, and the commands that send them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from support import TINY

from reportgen import cli

LINK = "https://briefs.example.com/{edition}/{file}"


def declare(project: Path, more: str, mail: bool = False) -> None:
    """Let the tiny edition go by these ways, and by mail where that is asked for; it is built as it stands."""
    file = project / "data" / TINY / "delivery.yaml"
    text = file.read_text("utf-8") if mail else "time-zone: Asia/Taipei\nmax-age: 9999 days\n"
    file.write_text(f"{text}\n{more}", "utf-8")


def send(*options: str) -> int:
    """The command `send` for the tiny edition."""
    return cli.main(["send", TINY, *options])


def deliveries(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The rows of the ledger."""
    capsys.readouterr()
    cli.main(["deliveries", "--format", "json"])
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def states(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Where the newest delivery to each destination stands."""
    return {row["recipient"]: row["state"] for row in deliveries(capsys)}


def codes(said: str) -> list[str]:
    """The codes of findings in what was said."""
    return re.findall(r"\b(RG\d{3}):", said)


def unset(monkeypatch: pytest.MonkeyPatch, names: Sequence[str]) -> None:
    """Take variables out of the environment."""
    for name in names:
        monkeypatch.delenv(name, raising=False)
