"""The whole way of one edition: gates, messages, corrections, the rehearsal, and what the ledger says in the end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from support import TEMPLATES, TINY, build_tiny, line_of, write_tiny

from reportgen import cli
from reportgen.brief.inputs import Project
from reportgen.delivery.gates import GATES, Case
from reportgen.delivery.ledgers.ledger import Delivery, Ledger, State
from reportgen.delivery.messages.readback import ReadBack
from reportgen.delivery.send import SendOrder, Sent, send
from reportgen.delivery.sending import Outcome, Parcel
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.errors import Finding, Rejected, Severity
from reportgen.proof import prove

ANN, MEI = "ann@example.com", "mei@example.org"
NOW = datetime(2026, 2, 2, 6, 0, tzinfo=UTC)
CORRECTED = {
    "facts.yaml": {
        "value: -310 m USD": "value: -320 m USD", 'printed: "-$310 million"': 'printed: "-$320 million"',
    }
}  # fmt: skip


def go(project: Path, wish: SendOrder | None = None, now: datetime = NOW, **more: object) -> Sent:
    """Send the tiny edition into the outbox."""
    places = Project(project / "data", project / "output", (TEMPLATES,))
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        transport = Outbox(project / "output" / "outbox")
        return send(places, TINY, wish or SendOrder(), ledger, transport, lambda: now, **more)  # type: ignore[arg-type]


def outbox(project: Path) -> dict[str, list[ReadBack]]:
    """The messages in the outbox, by recipient."""
    found: dict[str, list[ReadBack]] = {}
    for file in sorted(
        (project / "output" / "outbox").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns
    ):
        read = ReadBack.of(file.read_bytes())
        found.setdefault(read.recipients[0], []).append(read)
    return found


# ---- once each ---------------------------------------------------------------------------------------------------


def test_an_edition_goes_out_once_and_proves(project: Path) -> None:
    sent = go(project)
    assert [(row.recipient, row.state) for row in sent.deliveries] == [(ANN, State.SENT), (MEI, State.SENT)]
    messages = outbox(project)
    (ann,) = messages[ANN]
    assert ann.subject == "Lanternfish Q4: sales of $12.4bn"
    assert ann.message["Date"].datetime == NOW
    (name,) = ann.files
    assert name == "Lanternfish Q4 2025.pdf"
    built = (project / "output" / TINY / f"{TINY}.en.pdf").read_bytes()
    assert sha256(ann.files[name]).hexdigest() == sha256(built).hexdigest()
    assert prove(name, ann.files[name]).holds
    before = {path: path.read_bytes() for path in (project / "output" / "outbox").iterdir()}
    assert go(project, now=NOW + timedelta(days=1)).deliveries == sent.deliveries
    assert {path: path.read_bytes() for path in (project / "output" / "outbox").iterdir()} == before


def test_the_same_edition_gives_the_same_bytes(project: Path) -> None:
    go(project)
    first = {path.name: path.read_bytes() for path in (project / "output" / "outbox").iterdir()}
    shutil.rmtree(project / "output" / "outbox")
    for path in (project / "output").glob("ledger*"):
        path.unlink()
    go(project)
    assert {path.name: path.read_bytes() for path in (project / "output" / "outbox").iterdir()} == first


def test_a_retry_keeps_the_date_of_the_first_attempt(project: Path) -> None:
    class Reluctant(Outbox):
        def hand_over(self, parcel: Parcel) -> Outcome:
            return Outcome(State.DEFERRED, "451 later") if len(tries) < 2 else super().hand_over(parcel)

    tries: list[int] = []
    places = Project(project / "data", project / "output", (TEMPLATES,))
    for hours in (0, 1, 3):
        with Ledger(project / "output" / "ledger.sqlite") as ledger:
            reluctant, now = Reluctant(project / "output" / "outbox"), NOW + timedelta(hours=hours)
            sent = send(places, TINY, SendOrder(only=(ANN,)), ledger, reluctant, lambda now=now: now)  # type: ignore[misc]
        tries.append(hours)
    assert sent.deliveries[0].state is State.SENT
    assert sent.deliveries[0].attempts == 3
    assert outbox(project)[ANN][0].message["Date"].datetime == NOW


# ---- gates -------------------------------------------------------------------------------------------------------


def stopped(project: Path, **more: object) -> list[Finding]:
    """What stops the edition; nothing may have gone out."""
    with pytest.raises(Rejected) as caught:
        go(project, **more)
    assert not (project / "output" / "outbox").exists()
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        assert ledger.deliveries() == ()
    return [finding for finding in caught.value.findings if finding.blocks]


def test_what_was_never_built_stays(project: Path) -> None:
    shutil.rmtree(project / "output" / TINY)
    (finding,) = stopped(project)
    assert finding.code == "RG907"
    assert finding.mend == f"build it: reportgen build {TINY}"


def test_a_changed_file_stays(project: Path) -> None:
    path = project / "output" / TINY / f"{TINY}.en.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    assert [finding.code for finding in stopped(project)] == ["RG907"]


def test_a_missing_file_stays(project: Path) -> None:
    (project / "output" / TINY / "numbers.xlsx").unlink()
    assert "numbers.xlsx is not there" in stopped(project)[0].message


def test_an_edition_that_was_changed_since_stays(project: Path) -> None:
    write_tiny(project, CORRECTED)
    (finding,) = stopped(project)
    assert finding.code == "RG908"
    assert finding.message == f"facts.yaml was changed after {TINY} was built"


def test_a_document_that_does_not_prove_stays(project: Path) -> None:
    folder = project / "output" / TINY
    page = folder / f"{TINY}.zh-Hant.html"
    page.write_text(page.read_text("utf-8").replace("124.2億美元", "124.3億美元"), "utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for item in manifest["artifacts"]:
        item["sha256"] = sha256((folder / item["name"]).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert {"RG702", "RG712"} <= {finding.code for finding in stopped(project)}


def test_further_gates_come_before_anything_goes_out(project: Path) -> None:
    seen: list[Case] = []

    def closed(case: Case) -> Iterator[Finding]:
        seen.append(case)
        yield Finding("RG999", Severity.ERROR, "closed")

    assert [finding.code for finding in stopped(project, gates=(*GATES, closed))] == ["RG999"]
    assert seen[0].now == NOW
    assert set(seen[0].outgoing) == {
        f"{TINY}.en.pdf", f"{TINY}.zh-Hant.pdf", f"{TINY}.zh-Hant.html", "numbers.xlsx", "numbers.json",
    }  # fmt: skip


def test_a_message_over_the_budget_stays(project: Path) -> None:
    path = project / "data" / TINY / "delivery.yaml"
    path.write_text(path.read_text("utf-8") + "size-budget: 300 kB\n", "utf-8")
    (finding,) = stopped(project)
    assert finding.code == "RG906"
    assert finding.locus is not None
    assert finding.locus.line == line_of(path.parent, path.name, MEI)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("The brief is attached.", "The brief has 14 pages.", {"RG516"}),
        ("Lanternfish Q4: sales of", "Lanternfish Q4: 5% more, sales of", {"RG516"}),
        ("consensus; operating", "consensus; two rounds, operating", {"RG516"}),
    ],
)
def test_a_number_typed_into_a_message_stops_it(project: Path, old: str, new: str, codes: set[str]) -> None:
    path = project / "data" / TINY / "delivery.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert {finding.code for finding in stopped(project)} == codes


@pytest.mark.parametrize(
    ("template", "old", "new", "code"),
    [
        ("email.css", ".figures .main {", ".figures .main { display: none;", "RG702"),
        ("email.css", ".grid td { color: #e6eaed", ".grid td { color: #1c232a", "RG702"),
        ("email.html.j2", "figure(line(row.actual)", "figure(line(row.year)", "RG702"),
        ("email.html.j2", "<h1>", "<h1>99 ", "RG701"),
        ("email.txt.j2", "{{ text_line(row.actual) or terms.missing }}", "?", "RG702"),
        ("email.html.j2", 'alt="', 'alt="about 77 ', "RG701"),
        ("email.html.j2", "<body", '<link rel="stylesheet" href="https://example.com/x.css"><body', "RG604"),
        ("email.html.j2", "cid:{{ cid }}", "https://example.com/x.png", "RG604"),
    ],
)  # fmt: skip
def test_a_template_that_loses_or_hides_a_number_stops_it(
    project: Path, template: str, old: str, new: str, code: str
) -> None:
    own = project / "templates"
    own.mkdir()
    text = (TEMPLATES / template).read_text("utf-8")
    assert old in text
    (own / template).write_text(text.replace(old, new, 1), "utf-8")
    places = Project(project / "data", project / "output", (own, TEMPLATES))
    with Ledger(":memory:") as ledger, pytest.raises(Rejected) as caught:
        send(places, TINY, SendOrder(only=(ANN,)), ledger, Outbox(project / "outbox"), lambda: NOW)
    assert code in {finding.code for finding in caught.value.findings}
    assert not (project / "outbox").exists()


# ---- corrections -------------------------------------------------------------------------------------------------


def test_a_corrected_edition_goes_out_with_what_changed(project: Path) -> None:
    go(project)
    build_tiny(project, CORRECTED)
    sent = go(project, now=NOW + timedelta(days=1))
    assert [(row.issue, row.state) for row in sent.deliveries] == [(2, State.SENT)] * 2
    first, second = outbox(project)[ANN]
    assert second.message["In-Reply-To"] == first.message["Message-ID"]
    text = second.part("plain")
    assert "CORRECTION" in text
    assert "- Operating income (Q4 25): −$310m → −$320m" in text
    assert "- Operating margin (Q4 25): −2.5% → −2.6%" in text
    assert "Net sales (" not in text, "what did not change is not listed"
    assert "−$310m" in second.part("html")
    assert go(project, now=NOW + timedelta(days=2)).deliveries == sent.deliveries


def test_a_correction_that_is_taken_back_goes_out_again(project: Path) -> None:
    go(project, SendOrder(only=(ANN,)))
    build_tiny(project, CORRECTED)
    go(project, SendOrder(only=(ANN,)))
    build_tiny(project)
    sent = go(project, SendOrder(only=(ANN,)))
    assert [(row.issue, row.state) for row in sent.deliveries] == [(3, State.SENT)]
    assert len({read.message["Message-ID"] for read in outbox(project)[ANN]}) == 3


def test_files_that_say_nothing_new_are_not_sent_again(project: Path) -> None:
    go(project)
    build_tiny(project, {"en.md": {"Pickers were paid more": "Pickers are paid more"}})
    sent = go(project)
    assert [row.issue for row in sent.deliveries] == [1, 1]
    assert "RG914" in {finding.code for finding in sent.findings}
    assert not any(finding.blocks for finding in sent.findings)
    again = go(project, SendOrder(reissue=True))
    assert [row.issue for row in again.deliveries] == [2, 1], "of the Chinese files nothing changed"
    assert "No number changed" in outbox(project)[ANN][1].part("plain")


def test_what_never_went_out_is_closed_by_its_correction(project: Path) -> None:
    class Down:
        def hand_over(self, parcel: Parcel) -> Outcome:
            return Outcome(State.DEFERRED, "no connection", halts=True)

        def trace(self, delivery: Delivery) -> State | None:
            return None

    places = Project(project / "data", project / "output", (TEMPLATES,))
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        send(places, TINY, SendOrder(), ledger, Down(), lambda: NOW)
    build_tiny(project, CORRECTED)
    go(project, now=NOW + timedelta(days=1))
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        rows = {(row.recipient, row.issue): row for row in ledger.deliveries()}
    assert rows[ANN, 1].state is State.REFUSED
    assert rows[ANN, 1].said == "superseded by a newer issue before it went out"
    assert rows[ANN, 2].state is State.SENT
    (message,) = outbox(project)[ANN]
    assert "CORRECTION" not in message.part("plain"), "there is nothing to correct where nothing was sent"


# ---- the command line --------------------------------------------------------------------------------------------


def test_a_rehearsal_shows_everything_and_does_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path.name for path in (project / "output").iterdir())
    assert cli.main(["send", TINY, "--dry-run"]) == 0
    said = capsys.readouterr().out
    subject = "Lanternfish Q4: sales of $12.4bn"
    for expected in (ANN, MEI, subject, "燈籠魚2025年第四季.pdf", "2 messages would be sent"):
        assert expected in said
    after = sorted(path.name for path in (project / "output").iterdir())
    assert after == sorted([*before, f".{TINY}.lock"])


def test_deliveries_shows_it_all(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deliveries"]) == 0
    assert capsys.readouterr().out == "nothing was ever sent\n"
    assert cli.main(["send", TINY]) == 0
    capsys.readouterr()
    assert cli.main(["deliveries", TINY]) == 0
    text = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in text] == [["sent", TINY, ANN], ["sent", TINY, MEI]]
    assert cli.main(["deliveries", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["recipient"], row["state"], row["issue"]) for row in rows] == [
        (ANN, "sent", 1),
        (MEI, "sent", 1),
    ]
    assert cli.main(["deliveries", "other"]) == 0
    assert capsys.readouterr().out == "nothing was ever sent\n"


def test_an_edition_without_a_plan_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data" / TINY / "delivery.yaml").unlink()
    assert cli.main(["send", TINY]) == 1
    assert "RG501: the edition has no delivery.yaml" in capsys.readouterr().err


def test_a_full_disk_is_named_and_nothing_is_lost(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reportgen.delivery.ways_out.outbox.write_whole", full)
    assert cli.main(["send", TINY]) == 1
    assert "No space left on device" in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.chdir(project)
    go(project, now=datetime.now(UTC) + timedelta(hours=1))
    assert {address: len(read) for address, read in outbox(project).items()} == {ANN: 1, MEI: 1}


def test_check_looks_at_the_plan_as_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", TINY]) == 0
    path = project / "data" / TINY / "delivery.yaml"
    path.write_text(path.read_text("utf-8").replace("mei@example.org", "mei"), "utf-8")
    assert cli.main(["check", TINY]) == 1
    said = capsys.readouterr()
    assert "RG901" in said.out + said.err


def test_a_file_in_the_place_of_the_outbox_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "output" / "outbox").write_text("a note")
    assert cli.main(["send", TINY]) == 1
    said = capsys.readouterr().err
    assert "output/outbox is a file where a folder should be: move it away" in said
    assert "File exists" not in said
