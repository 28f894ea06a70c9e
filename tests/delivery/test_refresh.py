"""Intake by itself: from folders and addresses into facts.yaml, all of it or nothing, and once each."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from delivery.kills import Countdown
from delivery.mailserver import Certificates
from delivery.webserver import Answer, WebServer
from support import TEMPLATES, TINY, Here, ended, forked

from reportgen import cli, delivering
from reportgen.brief.inputs import Project
from reportgen.delivery import environment
from reportgen.delivery.bringing_in import fetching, refreshing
from reportgen.delivery.bringing_in.refreshing import refresh
from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.plans.plan import read_outline
from reportgen.delivery.plans.refresh_sources import RefreshSource
from reportgen.errors import Finding, Locus, Rejected

MONDAY = datetime(2026, 2, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
TODAY = date(2026, 2, 2)
CAPEX = b'concept,period,value,unit\ncapex,2025Q3,"410",m USD\n'
STAFF = b'concept,period,value,unit\nstaff,2025-09-30,"5,210",people\n'
RELEASE = b"<html><body><h1>Results</h1><p>Capital spending was $90 million in the third quarter of 2025.</p></html>"
MOST = 300


@dataclass
class Intake:
    """A project whose edition is refreshed."""

    project: Path

    @property
    def facts(self) -> str:
        return (self.project / "data" / TINY / "facts.yaml").read_text("utf-8")

    def put(self, file: str, data: bytes) -> None:
        path = self.project / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def declare(self, *sources: str) -> None:
        """Say in delivery.yaml where facts come from."""
        file = self.project / "data" / TINY / "delivery.yaml"
        text = file.read_text("utf-8").partition("refresh:")[0]
        file.write_text(text + "refresh:\n" + "".join(f"  - {{{one}}}\n" for one in sources), "utf-8")

    def run(self) -> list[Finding]:
        """Refresh once; the findings."""
        project = Project(self.project / "data", self.project / "output", (TEMPLATES,))
        outline, found = read_outline(
            (project.data / TINY / "delivery.yaml").read_bytes(), f"data/{TINY}/delivery.yaml"
        )
        assert outline is not None, [finding.message for finding in found]
        with Ledger(project.output / "ledger.sqlite") as ledger:
            return [*refresh(project, TINY, outline.plan.refresh, ledger, TODAY)]

    def stopped(self) -> list[str]:
        """The codes for which a refresh is stopped, and nothing is written."""
        before = self.facts
        with pytest.raises(Rejected) as caught:
            self.run()
        assert self.facts == before
        for finding in caught.value.findings:
            assert finding.mend
        return [finding.code for finding in caught.value.findings]


@pytest.fixture
def intake(project: Path) -> Intake:
    return Intake(project)


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


# ---- folders -----------------------------------------------------------------------------------------------------


def test_a_file_of_a_folder_comes_in_once(intake: Intake) -> None:
    intake.declare("from: incoming, filed: 2025-10-30")
    intake.put("incoming/capex.csv", CAPEX)
    before = intake.facts
    (said,) = intake.run()
    assert said.code == "RG945"
    assert "capex.csv came in" in said.message
    assert "1 new" in said.mend
    assert "capex@2025Q3" in intake.facts
    hand = [line for line in before.splitlines() if line.strip()]
    assert set(hand) <= set(intake.facts.splitlines()), "a line that somebody wrote is gone"
    after = intake.facts
    assert ["nothing new" in finding.message for finding in intake.run()] == [True]
    intake.put("incoming/the-same-again.csv", CAPEX)
    intake.run()
    assert intake.facts == after
    intake.put("incoming/staff.csv", STAFF)
    (said,) = intake.run()
    assert "staff.csv came in" in said.message
    assert "staff@2025-09-30" in intake.facts or "staff@2025Q3" in intake.facts


def test_a_pattern_leaves_other_files_alone(intake: Intake) -> None:
    intake.declare('from: "incoming/*.csv", filed: today')
    intake.put("incoming/notes.bin", b"\0\1\2")
    intake.put("incoming/.half.csv", b"half")
    assert intake.stopped() == ["RG940"]
    intake.put("incoming/capex.csv", CAPEX)
    intake.run()
    assert "capex@2025Q3" in intake.facts
    assert "published: 2026-02-02" in intake.facts


def test_a_text_comes_in_as_lines_to_confirm(intake: Intake) -> None:
    intake.declare("from: incoming, source: recap, filed: 2025-10-30")
    intake.put("incoming/recap.html", RELEASE)
    intake.run()
    assert "#? " in intake.facts


@pytest.mark.parametrize("folder", ["incoming", '"incoming/*.csv"', "not/there"])
def test_an_empty_folder_stops_it(intake: Intake, folder: str) -> None:
    (intake.project / "incoming").mkdir()
    intake.declare(f"from: {folder}")
    assert intake.stopped() == ["RG940"]
    intake.declare(f"from: {folder}, optional: true")
    assert codes(intake.run()) == ["RG941"]


def test_what_cannot_be_imported_stops_all(intake: Intake) -> None:
    intake.declare("from: good", "from: bad")
    intake.put("good/capex.csv", CAPEX)
    for broken in (
        b"\0\1\2\3",
        b"",
        b"concept,period,value\nno_such_concept_at_all,2025Q3,1\n",
        b"\x50\x4b\x03\x04",
    ):
        intake.put("bad/file.csv", broken)
        assert intake.stopped()[0] == "RG942", broken
    intake.put("bad/file.csv", STAFF)
    assert codes(intake.run()) == ["RG945", "RG945"]
    assert "capex@2025Q3" in intake.facts


def test_a_source_that_is_missing_stops_those_that_are_there(intake: Intake) -> None:
    intake.declare("from: good", "from: bad")
    intake.put("good/capex.csv", CAPEX)
    assert intake.stopped() == ["RG940"]
    intake.declare("from: good", "from: bad, optional: true")
    assert codes(intake.run()) == ["RG941", "RG945"]


def test_a_figure_that_facts_yaml_has_otherwise_stops_it(intake: Intake) -> None:
    """Nobody reads the report that would say so."""
    intake.declare("from: good", "from: incoming")
    intake.put("good/capex.csv", CAPEX)
    intake.put("incoming/sales.csv", b"concept,period,value,unit\nrevenue,2025Q4,12.50,bn USD\n")
    with pytest.raises(Rejected) as caught:
        intake.run()
    (found,) = caught.value.findings
    assert found.code == "RG942"
    assert found.message == (
        "revenue@2025Q4 is 12.42 bn USD in facts.yaml, and 12.50 bn USD in sales.csv, which came from incoming"
    )
    assert found.locus is not None
    assert found.locus.line > 1
    assert "capex@2025Q3" not in intake.facts
    intake.put("incoming/sales.csv", b"concept,period,value,unit\nrevenue,2025Q4,12.4,bn USD\n")
    assert codes(intake.run()) == ["RG945", "RG945"]


MARGIN = b"concept,period,value,unit\noperating_margin,2024Q4,19.9,%\n"
INCOME = b'concept,period,value,unit\noperating_income,2024Q4,"1,632",m USD\n'  # 14.8% of what was sold


def test_figures_that_do_not_fit_together_stop_it(intake: Intake) -> None:
    """What is only a warning of `check` would go out to all readers."""
    intake.declare("from: income", "from: margin", "from: good")
    intake.put("income/income.csv", INCOME)
    intake.put("good/capex.csv", CAPEX)
    intake.put("margin/margin.csv", MARGIN)
    before = intake.facts
    with pytest.raises(Rejected) as caught:
        intake.run()
    (found,) = caught.value.findings
    assert found.code == "RG942"
    assert found.message.startswith("with what came from margin, facts.yaml would not fit together: RG415 ")
    assert "operating_margin@2024Q4" in found.message
    assert f"reportgen import FILE --into {TINY} by hand" in found.mend
    assert intake.facts == before
    command = ["import", "margin/margin.csv", "income/income.csv", "--entity", "fish", "--into", TINY]
    assert cli.main(command) == 0
    assert codes(intake.run()) == ["RG945"] * 3  # it was there before, and is left to whoever let it in
    assert "capex@2025Q3" in intake.facts


@pytest.mark.parametrize(
    ("told", "data"),
    [
        (", entity: nobody", CAPEX),
        ("", b"entity,concept,period,value,unit\nnobody,capex,2025Q3,410,m USD\n"),
    ],
)
def test_a_second_company_is_not_made_by_itself(intake: Intake, told: str, data: bytes) -> None:
    intake.declare(f"from: incoming{told}")
    intake.put("incoming/capex.csv", data)
    before = intake.facts
    with pytest.raises(Rejected) as caught:
        intake.run()
    (found,) = caught.value.findings
    assert found.code == "RG942"
    assert "'nobody'" in found.message
    assert found.message.endswith("it has: fish")
    assert intake.facts == before


@pytest.mark.parametrize("told", ["currency: EURO", "currency: usd", "year-end: june", "year-end: 02-30"])
def test_what_an_import_would_not_take_is_told_with_its_place(intake: Intake, told: str) -> None:
    intake.declare(f"from: incoming, {told}")
    data = (intake.project / "data" / TINY / "delivery.yaml").read_bytes()
    outline, (found,) = read_outline(data, "delivery.yaml")
    assert outline is None
    assert found.code == "RG904"
    assert found.locus is not None
    line = data.decode().splitlines()[found.locus.line - 1]
    assert line[found.locus.column - 1 :] == told.partition(": ")[2] + "}"
    intake.declare("from: incoming, currency: EUR, year-end: 06-30")
    assert read_outline((intake.project / "data" / TINY / "delivery.yaml").read_bytes(), "")[0] is not None


@pytest.mark.parametrize("file", ["figures.csv", "figures.TSV", "figures.xlsx", "figures.parquet"])
@pytest.mark.parametrize("optional", ["", ", optional: true"])
def test_a_table_with_heads_that_are_not_known_is_no_prose(intake: Intake, file: str, optional: str) -> None:
    intake.declare("from: incoming, map: map.yaml", f"from: other{optional}")
    intake.put("map.yaml", b"columns: {concept: Item, period: When, value: Amount, unit: Unit}\n")
    table = b"Item,When,Amount,Unit\ncapex,2025Q3,410,m USD\n"
    intake.put("incoming/figures.csv", table)
    intake.put(f"other/{file}", table)
    before = intake.facts
    with pytest.raises(Rejected) as caught:
        intake.run()
    (found,) = caught.value.findings
    assert found.code == "RG942"
    assert (
        found.message
        == f"{file}, which came from other, is no table that could be read: its heads are not known"
    )
    assert "docs/import-tables.md" in found.mend
    assert intake.facts == before


@pytest.mark.parametrize(
    "data", [b"# Results\n\nWe are glad to report.\n", b"<html><body>Sign in</body></html>"]
)
def test_a_file_without_a_figure_stops_it(intake: Intake, data: bytes) -> None:
    intake.declare("from: good", "from: incoming")
    intake.put("good/capex.csv", CAPEX)
    intake.put("incoming/recap.html", data)
    assert intake.stopped() == ["RG942"]
    intake.declare("from: good", "from: incoming, optional: true")
    assert codes(intake.run()) == ["RG945", "RG945"]


def test_too_many_files_are_refused(intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "MOST_FILES", 1)
    intake.declare("from: good")
    intake.put("good/capex.csv", CAPEX)
    intake.put("good/staff.csv", STAFF)
    assert intake.stopped() == ["RG943"]


FIGURES = (
    b"concept,period,value,unit\nrevenue,2025Q4,500,m USD\nrevenue,2024Q4,450,m USD\nnet_income,2025Q4,50,m USD\n"
    b"net_income,2024Q4,45,m USD\n"
)


def test_a_snapshot_is_made_anew_of_its_one_source(intake: Intake) -> None:
    """What a source has all together is what it is made of; what somebody edited stays."""
    intake.put("in/a.csv", FIGURES)
    assert (
        cli.main(["new", "acme-2025q4", "--from", "in/a.csv", "--entity", "acme", "--filed", "2026-02-05"])
        == 0
    )
    folder, project = (
        intake.project / "data" / "acme-2025q4",
        Project(intake.project / "data", intake.project / "output", (TEMPLATES,)),
    )
    source = RefreshSource(
        "in", "", "acme", "", "2026-02-05", "", "", "", "", False, Locus("delivery.yaml", 1, 1)
    )
    before = (folder / "en.md").read_text("utf-8")
    with Ledger(":memory:") as ledger:
        refresh(project, "acme-2025q4", [source], ledger, TODAY)
        assert (folder / "en.md").read_text("utf-8") == before
        intake.put("in/b.csv", b"concept,period,value,unit\nrevenue,2025Q3,480,m USD\n")
        (said,) = refresh(project, "acme-2025q4", [source], ledger, TODAY)
        assert "b.csv came in" in said.message
        assert "revenue@2025Q3" in (folder / "facts.yaml").read_text("utf-8")
        assert "revenue@2025Q4" in (folder / "facts.yaml").read_text("utf-8")
        (said,) = refresh(project, "acme-2025q4", [source], ledger, TODAY)
        assert "nothing new" in said.message
        intake.put("in/c.csv", b"\0\1\2")
        with pytest.raises(Rejected) as caught:
            refresh(project, "acme-2025q4", [source], ledger, TODAY)
        assert codes([*caught.value.findings]) == ["RG942"]
        with pytest.raises(Rejected) as caught:
            refresh(project, "acme-2025q4", [source, source], ledger, TODAY)
        assert codes([*caught.value.findings]) == ["RG944"]


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_run(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake.declare("from: good")
    intake.put("good/capex.csv", CAPEX)

    def growing(*arguments: Any, **options: Any) -> Any:
        intake.put("good/capex.csv", CAPEX + STAFF.splitlines(keepends=True)[1])
        return importing(*arguments, **options)

    importing = refreshing.bring_in_each
    monkeypatch.setattr(refreshing, "bring_in_each", growing)
    assert intake.stopped() == ["RG942"]


# ---- addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{"ETag": '"1"'}, {"Last-Modified": "Mon, 02 Feb 2026 00:00:00 GMT"}, {}])
def test_an_address_is_asked_for_what_is_new(intake: Intake, web: WebServer, headers: dict[str, str]) -> None:
    intake.declare(f'from: "{web.address}/figures/capex.csv?key=geheim", filed: 2025-10-30')
    web.answers["/figures/capex.csv"] = Answer(CAPEX, headers=headers)
    (said,) = intake.run()
    assert "capex.csv came in" in said.message
    assert "geheim" not in said.message
    assert said.mend.startswith("capex.csv: Lanternfish")
    after = intake.facts
    assert "capex@2025Q3" in after
    assert str(intake.project) not in after.replace(web.address, "")
    (said,) = intake.run()
    assert "nothing new" in said.message
    assert intake.facts == after
    (_, first), (_, second) = web.asked
    assert ("If-None-Match" in second, "If-Modified-Since" in second) == (
        "ETag" in headers,
        "Last-Modified" in headers,
    )
    assert not {"If-None-Match", "If-Modified-Since"} & first.keys()
    web.answers["/figures/capex.csv"] = Answer(
        STAFF, headers={name: f"{value} " for name, value in headers.items()}
    )
    (said,) = intake.run()
    assert "came in" in said.message
    assert b"geheim" not in (intake.project / "output" / "ledger.sqlite").read_bytes()


def test_https_with_a_certificate_that_holds(
    intake: Intake, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    with WebServer(certificates) as web:
        intake.declare(f'from: "{web.address}/capex.csv"')
        web.answers["/capex.csv"] = Answer(CAPEX)
        assert intake.stopped() == ["RG940"]  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
        intake.run()
        assert "capex@2025Q3" in intake.facts


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(CAPEX) + 100))
    handler.end_headers()
    handler.wfile.write(CAPEX)


def cut_chunk(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(f"{len(CAPEX):x}\r\n".encode() + CAPEX + b"\r\n")


def garbage(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\0\1\2\3 no HTTP\r\n\r\n")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(status=404), "RG940"),
        (Answer(status=500), "RG940"),
        (Answer(status=204), "RG940"),
        (Answer(status=304), "RG940"),
        (Answer(b""), "RG940"),
        (cut_short, "RG940"),
        (cut_chunk, "RG940"),
        (garbage, "RG940"),
        (lambda _: None, "RG940"),
        (Answer(CAPEX, length=False), "RG943"),
        (Answer(CAPEX, headers={"Content-Encoding": "gzip"}), "RG943"),
        (Answer(status=302, headers={"Location": "http://example.com/capex.csv"}), "RG943"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "RG940"),
        (Answer(status=302, headers={"Location": "/capex.csv"}), "RG940"),  # for ever
        (Answer(b"<html>not found</html>"), "RG942"),
    ],
)
def test_what_an_address_may_answer(intake: Intake, web: WebServer, answer: Any, code: str) -> None:
    intake.declare("from: good", f'from: "{web.address}/capex.csv", map: no-such-map.yaml' if code == "RG942" else
                   f'from: "{web.address}/capex.csv"')  # fmt: skip
    intake.put("good/staff.csv", STAFF)
    web.answers["/capex.csv"] = answer
    assert intake.stopped()[-1] == code


def test_a_server_that_is_not_there(intake: Intake, web: WebServer) -> None:
    intake.declare('from: "http://127.0.0.1:9/capex.csv"')
    assert intake.stopped() == ["RG940"]
    intake.declare('from: "http://127.0.0.1:9/capex.csv", optional: true')
    assert codes(intake.run()) == ["RG941"]


def test_a_redirection_on_the_same_terms_is_followed(intake: Intake, web: WebServer) -> None:
    intake.declare(f'from: "{web.address}/latest.csv"')
    web.answers["/latest.csv"] = Answer(status=302, headers={"Location": "/capex.csv"})
    web.answers["/capex.csv"] = Answer(CAPEX)
    assert codes(intake.run()) == ["RG945"]


def test_what_is_too_large_is_not_taken(
    intake: Intake, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "MOST_FILING_BYTES", 40)
    intake.declare(f'from: "{web.address}/capex.csv"')
    web.answers["/capex.csv"] = Answer(CAPEX)
    assert intake.stopped() == ["RG943"]


def test_what_never_ends_is_given_up(intake: Intake, web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps every socket awake; the time for the whole counts."""

    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not web.stopping.wait(0.02):
            try:
                handler.wfile.write(b".")
            except OSError:
                return

    monkeypatch.setattr(fetching, "FETCH_PATIENCE", 0.3)
    intake.declare(f'from: "{web.address}/capex.csv"')
    web.answers["/capex.csv"] = dripping
    assert intake.stopped() == ["RG940"]


@pytest.mark.parametrize(
    "place",
    ["http://example.com/a.csv", "ftp://example.com/a.csv", "https://ann:key@example.com/a.csv", "https:///a.csv",
     "file:///etc/passwd", "https://example.com:x/a.csv", "http://127.0.0.1.example.com/a.csv"],
)  # fmt: skip
def test_addresses_that_are_none(intake: Intake, place: str) -> None:
    intake.declare(f'from: "{place}"')
    outline, found = read_outline(
        (intake.project / "data" / TINY / "delivery.yaml").read_bytes(), "delivery.yaml"
    )
    assert outline is None
    assert [finding.code for finding in found] == ["RG904"]
    assert found[0].locus is not None


# ---- `due` -------------------------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time of the command line: its last entry."""
    moments = [MONDAY]
    monkeypatch.setattr(environment, "now", lambda: moments[-1])
    monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
    return moments


def due(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    """What the line of JSON says."""
    cli.main(["due", "--log", "json", *more])
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    return dict(json.loads(lines[-1]))


def test_due_imports_before_it_builds(
    intake: Intake, web: WebServer, clock: list[datetime], capsys: pytest.CaptureFixture[str]
) -> None:
    intake.declare(f'from: "{web.address}/capex.csv", filed: 2025-10-30')
    before = intake.facts
    assert cli.main(["due", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert f"would bring in what is new from {web.address}/capex.csv" in said
    assert (web.asked, intake.facts) == ([], before)
    done = due(capsys)
    assert (done["outcome"], done["exit"], [one["code"] for one in done["findings"]][:1]) == (
        "refused",
        1,
        ["RG940"],
    )
    assert not (intake.project / "output" / "outbox").exists()
    web.answers["/capex.csv"] = Answer(CAPEX)
    clock.append(MONDAY + HOUR)
    done = due(capsys)
    assert (done["outcome"], done["exit"]) == ("sent", 0)
    assert "RG945" in [one["code"] for one in done["findings"]]
    assert "capex@2025Q3" in (intake.project / "data" / TINY / "facts.yaml").read_text("utf-8")
    clock.append(MONDAY + 2 * HOUR)
    asked = len(web.asked)
    assert due(capsys)["outcome"] == "idle"
    assert len(web.asked) == asked


def test_due_says_what_came_in_where_it_then_stops(
    intake: Intake, clock: list[datetime], capsys: pytest.CaptureFixture[str]
) -> None:
    intake.declare("from: incoming")
    file = intake.project / "data" / TINY / "delivery.yaml"
    file.write_text("approvals: 1\n" + file.read_text("utf-8"), "utf-8")
    intake.put("incoming/capex.csv", CAPEX)
    done = due(capsys)
    assert (done["outcome"], done["exit"]) == ("refused", 1)
    assert [one["code"] for one in done["findings"]] == ["RG945", "RG922"]


def test_before_an_embargo_as_well(
    intake: Intake, clock: list[datetime], capsys: pytest.CaptureFixture[str]
) -> None:
    file = intake.project / "data" / TINY / "delivery.yaml"
    file.write_text(file.read_text("utf-8") + 'embargo: "2026-02-02 12:00"\n', "utf-8")
    intake.declare("from: incoming, filed: 2025-10-30")
    assert [one["code"] for one in due(capsys)["findings"]] == ["RG940"]
    intake.put("incoming/capex.csv", CAPEX)
    done = due(capsys)
    assert (done["outcome"], done["exit"]) == ("built", 0)
    assert "capex@2025Q3" in intake.facts


# ---- killed on the way -------------------------------------------------------------------------------------------


def refresh_or_die(intake: Intake, steps: int) -> None:
    """Refresh, and die at one of the steps: before or after whatever changes the disk or the ledger."""
    countdown = Countdown(steps)

    def fatal(usual: Any) -> Any:
        def step(*arguments: Any, **options: Any) -> Any:
            countdown.pass_by()
            done = usual(*arguments, **options)
            countdown.pass_by()
            return done

        return step

    for name in ("replace", "rename", "fsync", "unlink", "chmod"):
        setattr(os, name, fatal(getattr(os, name)))
    Ledger._write = fatal(Ledger._write)  # type: ignore[method-assign]
    intake.run()


def test_a_run_that_is_killed_leaves_the_old_facts_or_the_new(intake: Intake, web: WebServer) -> None:
    intake.declare("from: good, filed: 2025-10-30", f'from: "{web.address}/staff.csv", filed: 2025-10-30')
    intake.put("good/capex.csv", CAPEX)
    web.answers["/staff.csv"] = Answer(STAFF, headers={"ETag": '"1"'})
    path, before = intake.project / "data" / TINY / "facts.yaml", intake.facts
    intake.run()
    after = intake.facts
    assert "capex@2025Q3" in after
    assert after != before
    for step in range(1, MOST):
        path.write_text(before, "utf-8")
        for left in (intake.project / "output").glob("ledger.sqlite*"):
            left.unlink()
        code = ended(forked(partial(refresh_or_die, intake, step), intake.project / "said.txt"))
        assert code in (0, -signal.SIGKILL), (intake.project / "said.txt").read_text("utf-8")
        assert intake.facts in (before, after), f"step {step}"
        intake.run()
        assert intake.facts == after, f"step {step}"
        if code == 0:
            assert step > 5, "hardly anything was killed"
            return
    pytest.fail("it never came to its end")
