"""The README's tutorial, followed to the letter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FILE = re.compile(r"`data/(acme-2025q4/[\w.-]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)


def _write_edition(folder: Path) -> dict[str, Path]:
    files = {name: folder / "data" / name for name, _ in _FILE.findall((ROOT / "README.md").read_text())}
    for name, text in _FILE.findall((ROOT / "README.md").read_text()):
        files[name].parent.mkdir(parents=True, exist_ok=True)
        files[name].write_text(text)
    return files


def _reportgen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reportgen", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_tutorial_builds_a_brief(tmp_path: Path) -> None:
    files = _write_edition(tmp_path)
    assert set(files) == {f"acme-2025q4/{name}" for name in ("facts.yaml", "brief.yaml", "en.md")}
    checked = _reportgen(tmp_path, "check", "acme-2025q4")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    built = _reportgen(tmp_path, "build", "acme-2025q4")
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "output/acme-2025q4/acme-2025q4.en.html").read_text()
    assert "beat on revenue" in page
    assert ">$48.2m<" in page


def test_the_wrong_number_of_the_tutorial_is_refused(tmp_path: Path) -> None:
    facts = _write_edition(tmp_path)["acme-2025q4/facts.yaml"]
    facts.write_text(facts.read_text().replace("value: 18%", "value: 81%"))
    built = _reportgen(tmp_path, "build", "acme-2025q4")
    assert built.returncode == 1
    assert "data/acme-2025q4/facts.yaml:24:17: error RG301" in built.stderr
    assert not (tmp_path / "output/acme-2025q4").exists()


def test_the_verbs_of_the_tutorial_turn_with_the_number(tmp_path: Path) -> None:
    facts = _write_edition(tmp_path)["acme-2025q4/facts.yaml"]
    text = facts.read_text().replace("48.2 m", "38.2 m")
    text = re.sub(r"(formula: growth\(revenue\)[^\n]*\n).*?\n(?=  revenue)", r"\1", text, flags=re.DOTALL)
    facts.write_text(text)
    built = _reportgen(tmp_path, "build", "acme-2025q4", "--format", "html")
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "output/acme-2025q4/acme-2025q4.en.html").read_text()
    assert "missed on revenue" in page
    assert "Revenue fell" in page
