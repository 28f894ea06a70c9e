"""A chat is told once, of what the brief prints, by a real server that fails at every step."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from delivery.hookserver import SECRET, HookServer, answer, ok
from delivery.mailserver import Certificates
from delivery.ways import LINK, codes, declare, deliveries, send, states
from support import TINY

from reportgen import cli
from reportgen.delivery.messages.announcing import slack_text
from reportgen.delivery.plans.destinations import read_hook, read_template
from reportgen.delivery.ways_out import webhooks
from reportgen.delivery.ways_out.webhooks import read_hook_address
from reportgen.errors import Misuse

DESK = f"webhooks: [{{name: desk, language: en, link: '{LINK}'}}]\n"


@pytest.fixture
def hooked(project: Path) -> Path:
    declare(project, DESK)
    return project


def serve(monkeypatch: pytest.MonkeyPatch, *answers: str | bytes) -> HookServer:
    server = HookServer(*answers)
    for name, value in server.settings.items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[HookServer]:
    with serve(monkeypatch) as server:
        yield server


def test_a_chat_is_told_headline_figures_and_link(
    hooked: Path, hook: HookServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send() == 0, capsys.readouterr().err
    (post,) = hook.posts
    text = post["text"]
    assert "Net sales: $12.4bn" in text
    assert f"<https://briefs.example.com/{TINY}/{TINY}.en.pdf|Read the brief>" in text
    assert [block["type"] for block in post["blocks"]][:2] == ["header", "context"]
    assert post["blocks"][0]["text"]["text"] == text.splitlines()[0]
    assert "application/json" in hook.heads[0]
    assert send() == 0
    assert len(hook.posts) == 1, "nobody is told twice"
    assert states(capsys) == {"webhook:desk": "sent"}


def test_the_address_is_a_secret(
    hooked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server tells what it was asked for; nothing of it is written down."""
    echo = f"no such hook: /services/{SECRET} {SECRET.encode().hex()}"
    with serve(monkeypatch, answer(404, echo)):
        assert send("--log", "json") == 1
    said = capsys.readouterr()
    written = (hooked / "output" / "ledger.sqlite").read_bytes().decode("latin-1")
    for secret in (SECRET, SECRET.split("/")[-1], SECRET.encode().hex()):
        assert secret not in said.out + said.err + written
    assert "RG910" in said.err


@pytest.mark.parametrize(
    ("said", "state", "code"),
    [
        (answer(204), "sent", 0),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + ok(), "sent", 0),
        (answer(429, "slow down", "Retry-After: 3"), "deferred", 0),
        (answer(503, "later"), "deferred", 0),
        (answer(400, "invalid_blocks"), "refused", 1),
        (answer(410, "channel_is_archived"), "refused", 1),
        (answer(302, "", "Location: http://127.0.0.1:1/"), "refused", 1),
        (b"hello\r\n", "unknown", 1),
        (b"", "unknown", 1),
        (b"HTTP/1.1 2", "unknown", 1),
        ("accept", "unknown|deferred", 0),
        ("head", "unknown|deferred", 0),
        ("body", "unknown", 1),
    ],
)  # fmt: skip
def test_each_answer_has_its_state(
    hooked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    said: str | bytes, state: str, code: int,
) -> None:  # fmt: skip
    with serve(monkeypatch, said, ok()) as server:
        done = send()
        (row,) = deliveries(capsys)
        assert row["state"] in state.split("|"), row
        assert done == int(row["state"] in ("unknown", "refused"))
        posted = len(server.posts)
        assert send() == done, "it stays so until somebody says otherwise"
        assert len(server.posts) == posted
        if row["state"] == "unknown":
            assert send("--resend-unknown") == 0
            assert len(server.posts) == posted + 1


@pytest.mark.parametrize("how", ["silent", "dribble"])
def test_a_chat_that_keeps_us_waiting_is_given_up(
    hooked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    monkeypatch.setattr(webhooks, "ANSWER_TIMEOUT", 0.5)
    with serve(monkeypatch, how):
        assert send() == 1
        assert states(capsys) == {"webhook:desk": "unknown"}


@pytest.mark.parametrize("trusted", [True, False])
def test_a_chat_is_spoken_to_over_tls_and_by_who_it_is(
    hooked: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    trusted: bool,
) -> None:  # fmt: skip
    with HookServer(context=certificates.context) as server:
        monkeypatch.setenv("REPORTGEN_WEBHOOK_DESK", server.settings["REPORTGEN_WEBHOOK_DESK"])
        monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority) if trusted else "/dev/null")
        assert send() == int(not trusted), capsys.readouterr().err
        assert len(server.posts) == int(trusted)
    said = capsys.readouterr().err
    assert ("RG913" in codes(said) and "certificate verify failed" in said) is not trusted


def test_a_wait_that_is_asked_for_is_kept_within_bounds(
    hooked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve(monkeypatch, answer(429, "", "Retry-After: 7200")):
        send()
    (row,) = deliveries(capsys)
    assert row["due"][:13] > row["changed"][:13]
    hours = int(row["due"][11:13]) - int(row["changed"][11:13])
    assert hours % 24 == 2


def test_nobody_listening_defers(
    hooked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("REPORTGEN_WEBHOOK_DESK", f"http://127.0.0.1:{taken.getsockname()[1]}/x")
        assert send() == 0
    assert states(capsys) == {"webhook:desk": "deferred"}


def test_an_address_that_is_not_set_is_said(
    hooked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("REPORTGEN_WEBHOOK_DESK", raising=False)
    assert send() == 1
    assert "REPORTGEN_WEBHOOK_DESK is not set" in capsys.readouterr().err
    monkeypatch.setenv("REPORTGEN_WEBHOOK_DESK", f"http://hooks.example.com/{SECRET}")
    send("--to", "webhook:desk")
    assert SECRET not in capsys.readouterr().err


def test_the_address_comes_from_a_file_or_a_credential(
    hooked: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with HookServer() as server:
        monkeypatch.delenv("REPORTGEN_WEBHOOK_DESK", raising=False)
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
        (tmp_path / "webhook-desk").write_text(server.settings["REPORTGEN_WEBHOOK_DESK"] + "\n")
        assert send() == 0
        assert len(server.posts) == 1


def test_a_rehearsal_shows_it_and_tells_nobody(
    hooked: Path, hook: HookServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send("--dry-run") == 0
    said = capsys.readouterr().out
    assert "to          webhook:desk (en, issue 1)" in said
    assert "  | Net sales: $12.4bn" in said
    assert hook.posts == []


def test_a_number_that_the_brief_does_not_print_stops_it(
    hooked: Path, hook: HookServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from reportgen.delivery.messages import composing

    write = composing.write_post
    monkeypatch.setattr(composing, "write_post", lambda told: write(told).replace(b"$12.4bn", b"$12.5bn"))
    assert send() == 1
    assert {"RG701", "RG702"} <= set(codes(capsys.readouterr().err))
    assert hook.posts == []


def test_nothing_in_a_text_is_a_link_or_calls_anybody() -> None:
    said = slack_text("<!channel> R&D <https://x.example|y> @here @home @channel")
    assert not set("<>") & set(said)
    assert "@here" not in said and "@channel" not in said
    assert "@home" in said
    assert said.startswith("&lt;!channel&gt; R&amp;D ")


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/s3cret", "https://", "ftp://127.0.0.1/s3cret", "https://a:s3cret@example.com/",
        "https://example.com/s3cret\r\nX: y", "https://example.com:99999/s3cret", "s3cret",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(Misuse) as caught:
        read_hook_address("REPORTGEN_WEBHOOK_DESK", url)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("text", ["http://a.example/{file}", "https://a.example/{name}", "https://a.example/{file.x}",
                                  "https://a.example/<x>", "https://a.example/|x", "x"])  # fmt: skip
def test_a_link_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_template(text)


def test_a_correction_says_that_it_is_one(
    hooked: Path, hook: HookServer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert send() == 0
    facts = hooked / "data" / TINY / "facts.yaml"
    text = facts.read_text("utf-8")
    assert "12.42" in text or "12.4" in text
    brief = hooked / "data" / TINY / "brief.yaml"
    words = brief.read_text("utf-8")
    brief.write_text(words.replace("title: {en: Lanternfish", "title: {en: The Lanternfish"), "utf-8")
    assert cli.main(["build", TINY]) == 0
    assert send() == 0, capsys.readouterr().err
    assert json.dumps(hook.posts[-1]).count("Correction: ") == 2


@pytest.mark.parametrize("name", ["Desk", "desk-file", "desk_1", "-desk", "", "1desk", "desk\n"])
def test_a_name_that_makes_no_variable_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        read_hook(name)


def test_what_waits_is_listed_and_tried_now_where_somebody_asks_for_it(
    hooked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A variable was not set, which defers: whoever has mended it need not wait for half an hour."""
    assert send() == 1, "its address is not set"
    capsys.readouterr()
    with serve(monkeypatch, ok(), ok()) as server:
        assert send() == 0
        said = capsys.readouterr().out
        assert said.startswith("deferred") and "webhook:desk" in said and " until 20" in said
        assert "nobody had to get anything" not in said
        assert not server.posts, "a run that nobody asked for it waits"
        assert send("--to", "webhook:desk", "--dry-run") == 0
        assert "1 message would be sent" in capsys.readouterr().out
        assert send("--to", "webhook:desk") == 0
        assert capsys.readouterr().out.startswith("sent")
        assert len(server.posts) == 1
        assert send("--to", "webhook:desk") == 0
        assert capsys.readouterr().out == "nobody had to get anything\n"
        assert len(server.posts) == 1
