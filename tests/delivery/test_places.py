"""Files are put into folders and buckets as a whole or not at all, and what is there can be asked."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from delivery.bucketserver import KEYS, BucketServer
from delivery.ways import codes, declare, deliveries, send, states
from signers import SIGNED_AT, holder
from support import TINY, build_tiny

from reportgen import cli
from reportgen.delivery.environment import open_ledger, transport
from reportgen.delivery.ledgers.ledger import Ledger, State
from reportgen.delivery.plans.destinations import WayKind, folder_named, read_file_place, way_kind
from reportgen.delivery.ways_out import places, stores
from reportgen.proof import prove

BUCKET = "places: [{to: 's3://briefs/desk', language: en, files: [pdf, xlsx]}]\n"


@pytest.fixture
def folder(project: Path) -> Path:
    """A folder that the tiny edition goes into, in both languages."""
    (project / "briefs").mkdir()
    declare(
        project,
        "places:\n  - {to: briefs, language: en, files: [pdf, html, xlsx]}\n"
        "  - {to: briefs, language: zh-Hant, files: [pdf]}\n",
    )
    return project / "briefs" / TINY


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BucketServer]:
    with BucketServer(tmp_path_factory.mktemp("moto")) as server:
        yield server


@pytest.fixture
def bucket(store: BucketServer, project: Path, monkeypatch: pytest.MonkeyPatch) -> BucketServer:
    """The tiny edition goes into an empty bucket."""
    files = store.files()
    for name in files.find("briefs"):
        files.rm_file(name)
    for name, value in store.settings.items():
        monkeypatch.setenv(name, value)
    declare(project, BUCKET)
    return store


def listed(folder: Path, language: str) -> dict[str, str]:
    index = json.loads((folder / f"{TINY}.{language}.index.json").read_bytes())
    return {one["name"]: one["sha256"] for one in index["files"]}


def built(project: Path, name: str) -> bytes:
    return (project / "output" / TINY / name).read_bytes()


# ---- a folder ----------------------------------------------------------------------------------------------------


def test_a_folder_has_the_files_as_built(
    folder: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send() == 0, capsys.readouterr().err
    for name in (f"{TINY}.en.pdf", f"{TINY}.en.html", f"{TINY}.zh-Hant.pdf"):
        assert (folder / name).read_bytes() == built(project, name)
        assert prove(name, (folder / name).read_bytes()).holds
    assert (folder / f"{TINY}.en.xlsx").read_bytes() == built(project, "numbers.xlsx")
    for language in ("en", "zh-Hant"):
        for name, digest in listed(folder, language).items():
            assert sha256((folder / name).read_bytes()).hexdigest() == digest
    assert not list(folder.glob(".*"))
    assert states(capsys) == {"briefs#en": "sent", "briefs#zh-Hant": "sent"}


def test_a_folder_needs_no_texts_of_mail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert send("--dry-run") == 0
    said = capsys.readouterr().out
    assert f"put there   {TINY}/{TINY}.en.pdf" in said
    assert not folder.exists()


def test_what_was_put_is_not_put_again(folder: Path) -> None:
    assert send() == 0
    before = (folder / f"{TINY}.en.pdf").stat().st_mtime_ns
    assert send() == 0
    assert (folder / f"{TINY}.en.pdf").stat().st_mtime_ns == before


def test_one_place_can_be_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert send("--to", "briefs#zh-Hant") == 0
    assert states(capsys) == {"briefs#zh-Hant": "sent"}
    assert send("--to", "briefs") == 0
    assert states(capsys) == {"briefs#en": "sent", "briefs#zh-Hant": "sent"}
    assert send("--to", "elsewhere") == 2


def test_a_correction_replaces_the_files_and_takes_away_what_is_left(folder: Path, project: Path) -> None:
    assert send() == 0
    file = project / "data" / TINY / "delivery.yaml"
    file.write_text(file.read_text("utf-8").replace("[pdf, html, xlsx]", "[pdf]"), "utf-8")
    brief = project / "data" / TINY / "brief.yaml"
    words = brief.read_text("utf-8")
    brief.write_text(words.replace("title: {en: Lanternfish", "title: {en: The Lanternfish"), "utf-8")
    assert cli.main(["build", TINY]) == 0
    assert send() == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{TINY}.en.index.json", f"{TINY}.en.pdf", f"{TINY}.zh-Hant.index.json", f"{TINY}.zh-Hant.pdf",
    ]  # fmt: skip
    assert json.loads((folder / f"{TINY}.en.index.json").read_bytes())["issue"] == 2
    assert (folder / f"{TINY}.en.pdf").read_bytes() == built(project, f"{TINY}.en.pdf")


def test_a_folder_that_is_not_there_is_said(
    folder: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "briefs").rmdir()
    assert send() == 1
    said = capsys.readouterr().err
    assert "RG913" in codes(said) and "there is no folder" in said
    assert states(capsys) == {"briefs#en": "deferred", "briefs#zh-Hant": "deferred"}


@pytest.mark.parametrize("taken", ["briefs", f"briefs/{TINY}"])
def test_a_file_where_a_folder_should_be_is_said(
    folder: Path, project: Path, capsys: pytest.CaptureFixture[str], taken: str
) -> None:
    (project / "briefs").rmdir()
    (project / taken).parent.mkdir(exist_ok=True)
    (project / taken).write_text("a file")
    assert send() == 1
    assert "RG913" in codes(capsys.readouterr().err)
    assert set(states(capsys).values()) == {"deferred"}


@pytest.mark.parametrize("call", ["write_synced", "sync"])
def test_a_full_disk_leaves_no_half_of_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stores, call, full)
    assert send() == 1
    assert "No space left on device" in capsys.readouterr().err
    assert not list(folder.glob("*.index.json")) and not list(folder.glob(".*"))


def test_the_program_s_own_folders_are_no_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    declare(project, "places: [{to: output, language: en}, {to: data/x, language: en}]\n")
    assert send() == 1
    assert codes(capsys.readouterr().err) == ["RG951", "RG951"]
    assert not list((project / "output" / TINY).glob("*.index.json"))


def test_gates_look_at_what_goes_into_a_folder(
    folder: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "output" / TINY / f"{TINY}.en.html").unlink()
    assert send() == 1
    assert "RG907" in codes(capsys.readouterr().err)
    assert not folder.exists()


@pytest.mark.parametrize("there", [True, False])
def test_a_hand_over_that_was_cut_short_is_looked_up(
    folder: Path, project: Path, capsys: pytest.CaptureFixture[str], there: bool
) -> None:
    assert send() == 0
    with open_ledger(project / "output", rehearsal=False) as ledger:
        (row, *_) = ledger.issues(TINY, "briefs#en")
        ledger.settle(row, State.SENDING, "", datetime(2026, 2, 6, tzinfo=UTC))
    if not there:
        (folder / f"{TINY}.en.pdf").write_bytes(b"half")
    assert send() == 0
    rows = {row["recipient"]: row for row in deliveries(capsys)}
    assert rows["briefs#en"]["state"] == "sent"
    assert (rows["briefs#en"]["said"] == "found after an interruption") is there
    assert (folder / f"{TINY}.en.pdf").read_bytes() == built(project, f"{TINY}.en.pdf")


# ---- a bucket ----------------------------------------------------------------------------------------------------


def test_a_bucket_has_the_files_as_built(
    bucket: BucketServer, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send() == 0, capsys.readouterr().err
    files, where = bucket.files(), f"briefs/desk/{TINY}"
    assert files.cat_file(f"{where}/{TINY}.en.pdf") == built(project, f"{TINY}.en.pdf")
    assert files.cat_file(f"{where}/{TINY}.en.xlsx") == built(project, "numbers.xlsx")
    assert files.info(f"{where}/{TINY}.en.pdf")["ContentType"] == "application/pdf"
    index = json.loads(files.cat_file(f"{where}/{TINY}.en.index.json"))
    assert [one["name"] for one in index["files"]] == [f"{TINY}.en.pdf", f"{TINY}.en.xlsx"]
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        (row,) = ledger.deliveries()
        way = transport(project / "output", os.environ)
        assert way.trace(row) is State.SENT
        files.rm_file(f"{where}/{TINY}.en.pdf")
        assert way.trace(row) is State.QUEUED


def test_a_bucket_that_is_not_there_is_said(
    bucket: BucketServer, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "data" / TINY / "delivery.yaml"
    file.write_text(file.read_text("utf-8").replace("s3://briefs", "s3://nowhere"), "utf-8")
    assert send() == 1
    said = capsys.readouterr().err
    assert "RG913" in codes(said) and "bucket" in said
    assert states(capsys) == {"s3://nowhere/desk#en": "deferred"}


def test_an_extra_that_is_not_installed_is_named(
    bucket: BucketServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(places, "find_spec", lambda _: None)
    assert send() == 3
    assert "pip install '.[s3]' in reportgen's folder" in capsys.readouterr().err


def test_no_keys_are_said(
    bucket: BucketServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in KEYS:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    assert send() == 1
    assert "no keys for the bucket" in capsys.readouterr().err


def test_keys_come_from_a_file(
    bucket: BucketServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in KEYS:
        monkeypatch.delenv(name)
    lines = (f"{name.lower()} = {value}\n" for name, value in KEYS.items())
    (tmp_path / "keys").write_text("[default]\n" + "".join(lines))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "keys"))
    assert send() == 0, capsys.readouterr().err


def test_nobody_listening_defers_without_a_fault(
    bucket: BucketServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("REPORTGEN_S3_ENDPOINT_URL", f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert send() == 0
    assert states(capsys) == {"s3://briefs/desk#en": "deferred"}


def _answering(answer: bytes) -> tuple[socket.socket, int]:
    """A server that answers all it is asked for with the same bytes, and knows no file."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                try:
                    asked = b""
                    while b"\r\n\r\n" not in asked:
                        asked += connection.recv(65536)
                    asked_head = asked.startswith(b"HEAD")
                    connection.sendall(
                        b"HTTP/1.1 404 no\r\nConnection: close\r\n\r\n" if asked_head else answer
                    )
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(65536):
                        pass
                except OSError:
                    pass

    threading.Thread(target=serve, daemon=True).start()
    return listening, int(listening.getsockname()[1])


@pytest.mark.parametrize("code", ["AccessDenied", "SignatureDoesNotMatch", "QuotaExceeded"])
def test_a_bucket_that_refuses_tells_no_key(
    bucket: BucketServer,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: str,
) -> None:
    secret = KEYS["AWS_SECRET_ACCESS_KEY"]
    body = f"<Error><Code>{code}</Code><Message>you said {secret} {secret.encode().hex()}</Message></Error>".encode()
    head = (
        b"HTTP/1.1 403 no\r\nConnection: close\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n"
        % len(body)
    )
    listening, port = _answering(head + body)
    monkeypatch.setenv("REPORTGEN_S3_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    assert send() == 1
    listening.close()
    said = capsys.readouterr()
    written = (project / "output" / "ledger.sqlite").read_bytes().decode("latin-1")
    assert "RG913" in codes(said.err)
    for form in (secret, secret.encode().hex()):
        assert form not in said.out + said.err + written


def test_a_server_that_is_slow_is_given_up(
    bucket: BucketServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stores, "FILE_TIMEOUT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listening:  # takes the connection, and says nothing
        monkeypatch.setenv("REPORTGEN_S3_ENDPOINT_URL", f"http://127.0.0.1:{listening.getsockname()[1]}")
        assert send() == 0
    assert "no answer in time" in capsys.readouterr().err
    assert states(capsys) == {"s3://briefs/desk#en": "deferred"}


@pytest.mark.parametrize(
    "url", ["http://s3.example.com", "https://a:s3cret@s3.example.com", "ftp://127.0.0.1"]
)
def test_an_endpoint_that_cannot_be_used_is_said(
    bucket: BucketServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    monkeypatch.setenv("REPORTGEN_S3_ENDPOINT_URL", url)
    assert send() == 1
    said = capsys.readouterr().err
    assert "REPORTGEN_S3_ENDPOINT_URL" in said and "s3cret" not in said


def test_a_fault_of_one_way_stops_no_other(
    bucket: BucketServer, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "briefs").mkdir()
    file = project / "data" / TINY / "delivery.yaml"
    more = BUCKET.replace("s3://briefs", "s3://nowhere").replace("}]", "}, {to: briefs, language: en}]")
    file.write_text(file.read_text("utf-8").replace(BUCKET, more), "utf-8")
    assert send() == 1
    assert states(capsys) == {"briefs#en": "sent", "s3://nowhere/desk#en": "deferred"}


# ---- what is a place ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("/srv/briefs/", "/srv/briefs"), ("briefs/../desk", "desk"), ("file:///srv/briefs", "/srv/briefs"),
        ("s3://briefs/desk/", "s3://briefs/desk"), ("s3://briefs", "s3://briefs"), ("//srv/x", "/srv/x"),
    ],
)  # fmt: skip
def test_places_are_read(text: str, place: str) -> None:
    assert read_file_place(text) == place
    assert way_kind(f"{place}#zh-Hant") is WayKind.PLACE
    assert folder_named(f"{place}#zh-Hant") == place


@pytest.mark.parametrize(
    "text",
    [
        "ftp://a/b", "http://a/b", "memory://x", "simplecache::s3://briefs", "s3://", "s3://A/b", "s3://briefs/../x",
        "s3://key:secret@briefs/x", "s3://briefs//x", "s3://briefs?x=1", "~/briefs", "", "a\nb", "file://host/x",
        "file:x", "C:\\briefs", "s3:briefs",
    ],
)  # fmt: skip
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_file_place(text)


@pytest.mark.parametrize(
    ("more", "code", "line"),
    [
        ("places: [{to: 'ftp://a:s3cret@b/c', language: en}]\n", "RG950", 4),
        ("places:\n  - {to: x, language: en}\n  - {to: X/, language: en}\n", "RG903", 6),
        ("places: [{to: x, language: ja}]\n", "RG905", 4),
        ("places: [{to: x, language: en, files: []}]\n", "RG112", 4),
        ("recipients: []\n", "RG952", 1),
        ("recipients: [{address: ann@example.com, language: en}]\n", "RG110", 1),
        ("webhooks: [{name: Desk!, language: en, link: 'https://a.example'}]\n", "RG904", 4),
        ("webhooks: [{name: desk, language: en, link: 'https://a.example/{x}'}]\n", "RG904", 4),
    ],
)  # fmt: skip
def test_each_mistake_has_its_place(
    project: Path, capsys: pytest.CaptureFixture[str], more: str, code: str, line: int
) -> None:
    declare(project, more)
    assert send() == 1
    said = capsys.readouterr().err
    assert set(codes(said)) == {code}
    assert f"delivery.yaml:{line}:" in said
    assert "s3cret" not in said


def test_signatures_lie_beside_pages_and_go_with_them(folder: Path, project: Path) -> None:
    unsigned = {path.name: path.read_bytes() for path in (project / "output" / TINY).iterdir()}
    acme, name = holder("Acme"), f"{TINY}.en.html.p7s"
    declared = (project / "data" / TINY / "delivery.yaml").read_bytes()
    for at in (SIGNED_AT, SIGNED_AT + timedelta(days=1)):
        build_tiny(project, signing=acme.signing(at=at))
        (project / "data" / TINY / "delivery.yaml").write_bytes(declared)
        assert send("--reissue") == 0
        assert (folder / name).read_bytes() == built(project, name)
        assert name in listed(folder, "en")
    way = transport(project / "output", {}, project)
    with open_ledger(project / "output", rehearsal=True) as ledger:
        rows = [one for one in ledger.deliveries(TINY) if one.recipient.endswith("#en")]
    newest = max(rows, key=lambda one: one.issue)
    assert (newest.issue, way.trace(newest)) == (2, State.SENT)
    (folder / name).write_bytes(b"another")
    assert way.trace(newest) is State.QUEUED
    for file in (project / "output" / TINY).iterdir():
        file.unlink()
    for file, data in unsigned.items():
        (project / "output" / TINY / file).write_bytes(data)
    assert send("--reissue") == 0
    assert not (folder / name).exists()
