"""A month of mornings by the program itself: each reader has each brief once, and somebody was told of each stop."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import Future
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from delivery.mailserver import Certificates, MailServer
from delivery.month import DESKS, OPERATOR, Month, Told
from support import Here

from reportgen import cli, delivering
from reportgen.delivery import environment
from reportgen.errors import ReportgenError
from reportgen.many.task import Returned, Task

OUTAGE = datetime(2026, 3, 15, 20, tzinfo=UTC), datetime(2026, 3, 16, 7, tzinfo=UTC)
LOST, REBUILT = datetime(2026, 3, 25, 3, tzinfo=UTC), datetime(2026, 3, 25, 12, tzinfo=UTC)
APPROVED = datetime(2026, 3, 18, 3, tzinfo=UTC)
NOWHERE = "smtp+plain://127.0.0.1:9"  # discard: nobody listens


@pytest.fixture
def month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Month:
    made = Month(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(environment, "now", lambda: made.now)
    monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
    monkeypatch.setattr(delivering, "crew_of", lambda _: InThisProcess())
    return made


class InThisProcess:
    """A crew that does each task at once."""

    shares_disk = True
    size = 2

    def submit(self, task: Task) -> Future[Returned]:
        future: Future[Returned] = Future()
        try:
            future.set_result(Returned(task.work(*task.arguments), where="here"))
        except ReportgenError as error:
            future.set_result(Returned(error=error, where="here"))
        return future

    def dismiss(self, where: str) -> bool:
        return False

    def missing(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.mark.parametrize("together", [(), pytest.param(("--jobs", "2"), marks=pytest.mark.long)])
def test_a_month_of_mornings(
    together: tuple[str, ...],
    month: Month,
    certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with MailServer(certificates, "none") as server:
        for now in month.moments():
            out = OUTAGE[0] <= now < OUTAGE[1]
            monkeypatch.setenv(
                "REPORTGEN_SMTP_URL", NOWHERE if out else server.settings["REPORTGEN_SMTP_URL"]
            )
            month.write()
            if now == LOST:
                for file in (month.root / "output").glob("ledger.sqlite*"):
                    if file.suffix != ".bak":
                        file.unlink()
            if now == REBUILT:
                assert cli.main(["deliveries", "--rebuild"]) == 0
            if now == APPROVED:
                assert cli.main(["approve", "counted", "--by", "Ann Lee"]) == 0
            capsys.readouterr()
            cli.main(["due", *together, "--log", "json"])
            for line in capsys.readouterr().err.splitlines():
                month.note(json.loads(line))
            month.take(server.taken)
    _each_reader_has_each_brief_once(month)
    _stops_were_those_that_were_planned(month)
    _somebody_was_told_of_each_stop(month)


def _each_reader_has_each_brief_once(month: Month) -> None:
    had = Counter((one.reader, one.figure) for one in month.received if one.reader != OPERATOR)
    assert had == {(reader, figure): 1 for desk in DESKS for reader in desk.readers for figure in desk.due}
    for desk in DESKS:
        zone = ZoneInfo(desk.zone)
        days = {
            one.figure: one.at.astimezone(zone).date() for one in month.received if one.figure in desk.due
        }
        assert days == desk.due, desk.name
        assert month.said_sent[desk.name] == len(desk.due), desk.name


def _stops_were_those_that_were_planned(month: Month) -> None:
    stopped = {(stop.edition, stop.day, *stop.codes) for stop in month.stops}
    waiting = {("awaited", date(2026, 3, day), "RG940") for day in (16, 17)}
    waiting |= {("counted", date(2026, 3, day), "RG922") for day in (16, 17, 18)}
    waiting |= {("hudson", date(2026, 3, day), "RG920") for day in range(19, 24)}
    assert {stop for stop in stopped if stop[2] != "RG930"} == waiting
    began = {desk.name for desk in DESKS if min(desk.written) <= LOST.date()}
    assert {stop[0] for stop in stopped if stop[2] == "RG930"} == began


def _somebody_was_told_of_each_stop(month: Month) -> None:
    """Once a cause and day, and once when it was well again."""
    told = [one for one in month.received if one.reader == OPERATOR]
    stops = Counter((one.edition, one.day, one.code) for one in map(Told.of, told) if one.code)
    put_off = {key for key in stops if key[2] == "RG912"}
    assert put_off == {("tamsui", date(2026, 3, 16), "RG912")}
    assert set(stops) - put_off == {(stop.edition, stop.day, *stop.codes) for stop in month.stops}
    assert set(stops.values()) == {1}
    again = Counter(one.edition for one in map(Told.of, told) if not one.code)
    began = {desk.name for desk in DESKS if min(desk.written) <= LOST.date()}
    twice = {"awaited", "counted", "hudson", "tamsui"}  # stopped by something else as well
    assert again == {name: 1 + (name in twice) for name in began}
