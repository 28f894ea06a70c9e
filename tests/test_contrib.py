"""What is shipped for schedulers: systemd's own tools and the readers of each format have no objection."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml
from support import ROOT

from reportgen.options import parser

CONTRIB: Final = ROOT / "contrib"
SERVICE: Final = CONTRIB / "systemd" / "reportgen.service"
TIMER: Final = CONTRIB / "systemd" / "reportgen.timer"
needs_systemd = pytest.mark.skipif(sys.platform != "linux", reason="systemd is part of Linux")


def analyze(*arguments: object) -> subprocess.CompletedProcess[str]:
    tool = shutil.which("systemd-analyze")
    assert tool, "script/bootstrap --dev installs systemd-analyze"
    return subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=False)


def settings(file: Path, key: str) -> list[str]:
    """What a unit file says for a key, in its order."""
    return re.findall(rf"(?m)^{key}=(.*)$", file.read_text("utf-8"))


@needs_systemd
def test_systemd_has_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    """The program's place on this machine stands in for /srv; everything else is as shipped."""
    for file in (SERVICE, TIMER):
        text = file.read_text("utf-8").replace("/srv/briefs/.venv/bin/reportgen", sys.executable)
        (tmp_path / file.name).write_text(text, "utf-8")
    done = analyze("verify", tmp_path / SERVICE.name, tmp_path / TIMER.name)
    ours = [line for line in done.stderr.splitlines() if "reportgen" in line]
    assert ours == []
    assert done.returncode == 0, done.stderr
    broken = (
        (tmp_path / SERVICE.name).read_text("utf-8").replace("ProtectSystem=strict", "ProtectSystm=strict")
    )
    (tmp_path / SERVICE.name).write_text(broken, "utf-8")
    assert "ProtectSystm" in analyze("verify", tmp_path / SERVICE.name).stderr


@needs_systemd
def test_the_timer_s_calendar_is_one() -> None:
    (calendar,) = settings(TIMER, "OnCalendar")
    assert analyze("calendar", calendar).returncode == 0
    assert analyze("calendar", "sometimes").returncode != 0
    assert settings(TIMER, "Persistent") == ["true"]
    assert settings(TIMER, "RandomizedDelaySec") == ["60"]


@needs_systemd
def test_the_service_exposes_little() -> None:
    done = analyze("security", "--offline=true", "--threshold=20", SERVICE)
    assert done.returncode == 0, done.stdout[-200:]  # 2.0 of 10
    assert settings(SERVICE, "LoadCredential") == ["smtp-password:/etc/reportgen/smtp-password"]


def test_the_service_may_write_its_output_and_what_it_refreshes() -> None:
    """A delivery.yaml with refresh: changes facts.yaml; and nothing else of the system may be written."""
    assert settings(SERVICE, "ReadWritePaths") == ["/srv/briefs/output /srv/briefs/data"]
    assert settings(SERVICE, "ProtectSystem") == ["strict"]


@pytest.mark.parametrize(
    "file", [SERVICE, CONTRIB / "cron" / "reportgen.crontab", CONTRIB / "ci" / "build-briefs.yml"]
)
def test_the_commands_that_are_shipped_are_commands(file: Path) -> None:
    commands = re.findall(r"\.venv/bin/reportgen ([^>\n]+)", file.read_text("utf-8"))
    assert len(commands) == 1
    parser().parse_args(commands[0].replace('"$@"', "edition").split())


def test_the_workflow_is_one() -> None:
    workflow = yaml.load((CONTRIB / "ci" / "build-briefs.yml").read_text("utf-8"), yaml.BaseLoader)
    assert {"on", "jobs", "permissions", "concurrency"} <= workflow.keys()
    (job,) = workflow["jobs"].values()
    assert all(("uses" in step) != ("run" in step) for step in job["steps"])
    for step in job["steps"]:
        if "run" in step:
            assert subprocess.run(["sh", "-n", "-c", step["run"]], check=False).returncode == 0


def test_the_crontab_has_one_line_of_six_fields() -> None:
    text = (CONTRIB / "cron" / "reportgen.crontab").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if not line.startswith("#")]
    assert re.fullmatch(r"(?:[\d*/,-]+ ){5}cd /srv/briefs && .*", line)
    assert "%" not in line, "cron makes a line end of it"
