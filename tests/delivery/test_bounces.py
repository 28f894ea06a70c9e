"""Bounces: the envelope's sender, notices in every form that servers write, and what they change in the ledger."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from delivery.kills import NOW
from delivery.mailserver import Certificates, MailServer
from delivery.postfix import Postfix
from hypothesis import given, settings
from hypothesis import strategies as st
from support import TINY, reportgen

from reportgen import cli
from reportgen.delivery.bounced.bounces import NoticesRead, take_notices, token_of
from reportgen.delivery.bounced.mailboxes import UnreadableMailbox, messages_of
from reportgen.delivery.bounced.notices import LONGEST_NOTICE, NoticeKind, read_notice
from reportgen.delivery.ledgers.ledger import Delivery, Ledger, State
from reportgen.delivery.messages.message import message_id

ANN, MEI = "ann@example.com", "mei@example.org"


def sent_row(issue: int = 1, reader: str = ANN) -> Delivery:
    artifact = f"{issue}" * 64
    named = message_id("edition", artifact, reader, issue, "example.com")
    return Delivery("edition", reader, issue, artifact, "en", named, "", NOW)


ROW: Final = sent_row()
TOKEN: Final = token_of(ROW)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """A ledger by which the brief was sent to Ann."""
    with Ledger(":memory:") as opened:
        send(opened, ROW)
        yield opened


def headers(text: str) -> str:
    return f"text/rfc822-headers\n\n{text}\n"


def send(ledger: Ledger, row: Delivery, state: State = State.SENT) -> None:
    ledger.enqueue(row)
    begun = ledger.begin(row, NOW)
    assert begun is not None
    ledger.settle(begun, state, "250 queued", NOW)


def take(ledger: Ledger, *notices: str | bytes) -> NoticesRead:
    return take_notices(ledger, [one.encode() if isinstance(one, str) else one for one in notices], NOW)


def standing(ledger: Ledger) -> tuple[str, str]:
    row = ledger.issues("edition", ANN)[0]
    return str(row.state), row.said


# ---- notices as servers write them -------------------------------------------------------------------------------


def report(
    fields: str = "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such mailbox",
    *,
    to: str = f"bounces+{TOKEN}@example.com",
    quoted: str = f"message/rfc822\n\nMessage-ID: {ROW.message_id}\nSubject: brief\n\ntext",
    kind: str = "message/delivery-status",
    head: str = "",
    number: int = 1,
) -> str:
    """A multipart/report as RFC 3464 has it."""
    return f"""\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: {to}
Subject: Undelivered Mail Returned to Sender
Date: Fri, 06 Feb 2026 06:01:00 +0000
Message-ID: <notice.{number}@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="edge"
{head}
--edge
Content-Type: text/plain; charset=us-ascii

We could not bring your message to everybody.

--edge
Content-Type: {kind}

Reporting-MTA: dns; mx.example.net
Arrival-Date: Fri, 06 Feb 2026 06:00:30 +0000

Final-Recipient: rfc822; {ANN}
{fields}

--edge
Content-Type: {quoted}

--edge--
"""


def worded(text: str, to: str = f"bounces+{TOKEN}@example.com", more: str = "") -> str:
    """A notice in plain words."""
    return (
        f"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: {to}\nSubject: failure notice\n{more}"
        f"Date: Fri, 06 Feb 2026 06:01:00 +0000\nMessage-ID: <worded@mx.example.net>\n\n{text}\n"
    )


FOLDED: Final = "Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp;\n 552 5.2.2\n\tthe mailbox is full"
EXCHANGE: Final = (
    "Action: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound;"
    " Recipient not found by SMTP address lookup"
)
QMAIL: Final = f"""Hi. This is the program that brings mail at mx.example.net.
I'm afraid that this did not work out.
This is a permanent error; I've given up.

<{ANN}>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.7.1 no such person

--- Below this line is a copy of the message.

Return-Path: <bounces+{TOKEN}@example.com>
Subject: growth of 4.1.2 points, 421 stores
"""
EXIM: Final = f"""This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its recipients.

  {ANN}
    host mx.example.net [192.0.2.1]
    SMTP error after RCPT TO: 550 unrouteable address

------ This is a copy of the message's headers. ------

Message-ID: {ROW.message_id}
"""
WITHOUT_STATUS: Final = f"Your message to {ANN} was undeliverable.\n"
WARNING: Final = f"""Your message to {ANN} could not be delivered for 4 hours.
It will be retried until it is 5 days old. There is no need to resend it.
"""


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        pytest.param(report(), "bounced: 5.1.1 550 5.1.1 no such mailbox", id="standard"),
        pytest.param(report(to="bounces@example.com"), "5.1.1", id="by the message that it quotes"),
        pytest.param(
            report(to="bounces@example.com", quoted=headers(f"Subject: x\nMessage-ID: {ROW.message_id}")),
            "5.1.1", id="by the head that it quotes",
        ),
        pytest.param(
            report(to="bounces@example.com", quoted=headers(f"Message-Id:\n {ROW.message_id}")),
            "5.1.1", id="by a folded head",
        ),
        pytest.param(report(quoted="text/plain\n\nnothing"), "5.1.1", id="by its token alone"),
        pytest.param(
            report(to="x@example.com", head=f"X-Original-To: bounces+{TOKEN}@example.com\n", quoted="text/plain\n\n"),
            "5.1.1", id="by the token of another header",
        ),
        pytest.param(report(FOLDED), "bounced: 5.2.2 552 5.2.2 the mailbox is full", id="folded"),
        pytest.param(report(EXCHANGE), "bounced: 5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound", id="exchange"),
        pytest.param(report(kind="message/global-delivery-status"), "5.1.1", id="RFC 6533"),
        pytest.param(report("Action: FAILED\nStatus: 5.0.0 (undefined)"), "bounced: 5.0.0", id="loud, with a comment"),
        pytest.param(report("Action: failed"), "no reason is given", id="without a status"),
        pytest.param(
            report("Action: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@x\nAction: failed\nStatus: 5.4.1"),
            "bounced: 5.4.1", id="the worst of two",
        ),
        pytest.param(report().replace("\n", "\r\n"), "5.1.1", id="CRLF"),
        pytest.param(worded(QMAIL), "bounced: Remote host said: 550 5.7.1 no such person", id="qmail"),
        pytest.param(worded(EXIM, "bounces@example.com"), "bounced: SMTP error after RCPT TO: 550", id="exim"),
        pytest.param(worded(WITHOUT_STATUS), "undeliverable", id="words alone"),
        pytest.param(
            worded(WITHOUT_STATUS, more="Auto-Submitted: auto-replied\n"), "undeliverable", id="called a reply"
        ),
    ],
)  # fmt: skip
def test_what_failed_becomes_refused(ledger: Ledger, notice: str, said: str) -> None:
    assert take(ledger, notice).counts == {"failed": 1}
    state, words = standing(ledger)
    assert state == "refused"
    assert said in words
    assert ledger.events("edition")[-1][3] == "refused"


def test_a_report_that_is_encoded_against_the_standard_is_read() -> None:
    fields = b64encode(
        f"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; {ANN}\nAction: failed\nStatus: 5.1.1\n".encode()
    )
    text = report(kind="message/delivery-status\nContent-Transfer-Encoding: base64")
    start, end = text.index("Reporting-MTA"), text.index("\n--edge\nContent-Type: message/rfc822")
    notice = read_notice((text[:start] + fields.decode() + "\n" + text[end:]).encode())
    assert (notice.kind, notice.said) == (NoticeKind.FAILED, "5.1.1")


@pytest.mark.parametrize(
    ("notice", "kind", "event"),
    [
        (report("Action: delayed\nStatus: 4.4.1"), "delayed", "a notice says delayed: 4.4.1"),
        (worded(WARNING), "delayed", "a notice says delayed: It will be retried"),
        (worded("421 4.4.2 try again"), "delayed", "a notice says delayed: 421 4.4.2 try again"),
        (report("Action: delivered\nStatus: 2.0.0"), "delivered", "a notice says delivered: 2.0.0"),
        (report("Action: relayed\nStatus: 2.0.0"), "relayed", "a notice says relayed: 2.0.0"),
        (report("Action: expanded"), "expanded", "a notice says expanded"),
    ],
)
def test_all_else_is_an_event_and_the_state_stays(ledger: Ledger, notice: str, kind: str, event: str) -> None:
    assert take(ledger, notice).counts == {kind: 1}
    assert standing(ledger) == ("sent", "250 queued")
    last = ledger.events("edition")[-1]
    assert last[3] == kind
    assert last[4].startswith(event)


RECEIPT: Final = report().replace("report-type=delivery-status", "report-type=disposition-notification").replace(
    "message/delivery-status", "message/disposition-notification"
)  # fmt: skip
ABSENT: Final = (
    f"Return-Path: <>\nFrom: Ann Lee <{ANN}>\nTo: bounces+{TOKEN}@example.com\nSubject: Away\n"
    "Auto-Submitted: auto-replied\n\nI am away. If urgent ring 550 and ask; it could not be delivered.\n"
)
ANSWER: Final = (
    f"From: Ann Lee <{ANN}>\nTo: bounces+{TOKEN}@example.com\nSubject: Re: brief\nIn-Reply-To: {ROW.message_id}\n\n"
    f"550 5.1.1 is what I got, undeliverable\n> Message-ID: {ROW.message_id}\n"
)


@pytest.mark.parametrize(
    ("notice", "counted"),
    [
        pytest.param(RECEIPT, "answer", id="a receipt that it was read"),
        pytest.param(ABSENT, "answer", id="an absence"),
        pytest.param(
            ABSENT.replace("Auto-Submitted: auto-replied", "Precedence: bulk"), "answer", id="an absence once"
        ),
        pytest.param(
            ABSENT.replace("Auto-Submitted: auto-replied\n", ""), "not understood", id="nobody's, in plain words"
        ),
        pytest.param(ANSWER, "answer", id="an answer that quotes"),
        pytest.param(report(to="bounces@example.com", quoted="text/plain\n\n"), "of no delivery here", id="forged"),
        pytest.param(
            report(to=f"bounces+{'0' * 32}@example.com", quoted=headers(f"Message-ID: <{'1' * 32}@example.com>")),
            "of no delivery here", id="of another program",
        ),
        pytest.param(report("Action: unheard-of"), "not understood", id="an action that is none"),
        pytest.param(report(kind="text/x-odd"), "not understood", id="without its report"),
        pytest.param(worded("we are sorry"), "not understood", id="no reason at all"),
        pytest.param("", "answer", id="nothing"),
    ],
)  # fmt: skip
def test_what_is_no_notice_of_ours_changes_nothing(ledger: Ledger, notice: str, counted: str) -> None:
    before = ledger.extent()
    said = take(ledger, notice)
    assert said.counts == {counted: 1}
    assert ledger.extent() == before
    assert bool(said.strange) is (counted != "answer"), "it is named"


# ---- what follows from them --------------------------------------------------------------------------------------


def test_the_same_notice_twice_changes_nothing_also_after_it_was_sent_again(ledger: Ledger) -> None:
    assert take(ledger, report(), report()).counts == {"failed": 1, "known before": 1}
    row = ledger.issues("edition", ANN)[0]
    begun = ledger.begin(row, NOW)
    assert begun is not None
    ledger.settle(begun, State.SENT, "250 at last", NOW)
    read_by_a_mail_program = report().replace("MIME-Version", "Status: RO\nMIME-Version")
    assert take(ledger, read_by_a_mail_program).counts == {"known before": 1}
    assert standing(ledger) == ("sent", "250 at last")
    assert take(ledger, report(number=2)).counts == {"failed": 1}
    assert standing(ledger)[0] == "refused"


def test_a_notice_of_a_former_issue_leaves_the_newer_alone(ledger: Ledger) -> None:
    newer = sent_row(2)
    send(ledger, newer)
    assert take(ledger, report()).counts == {"failed": 1}
    assert [(row.issue, row.state) for row in ledger.issues("edition", ANN)] == [
        (2, State.SENT),
        (1, State.REFUSED),
    ]


def test_an_unknown_delivery_is_settled_by_its_notice(ledger: Ledger) -> None:
    row = sent_row(1, MEI)
    send(ledger, row, State.UNKNOWN)
    to = f"bounces+{token_of(row)}@example.com"
    notice = report("Action: delivered\nStatus: 2.0.0", to=to, quoted="text/plain\n\n")
    assert take(ledger, notice).counts == {"delivered": 1}
    assert ledger.issues("edition", MEI)[0].state is State.SENT


def test_what_waits_for_another_attempt_goes_on_waiting(ledger: Ledger) -> None:
    row = sent_row(1, MEI)
    send(ledger, row, State.DEFERRED)
    to = f"bounces+{token_of(row)}@example.com"
    take(ledger, report(to=to, quoted="text/plain\n\n"))
    assert ledger.issues("edition", MEI)[0].state is State.DEFERRED


def test_what_is_being_sent_is_left_for_another_time(ledger: Ledger) -> None:
    row = sent_row(1, MEI)
    ledger.enqueue(row)
    ledger.begin(row, NOW)
    notice = report(to=f"bounces+{token_of(row)}@example.com", quoted="text/plain\n\n")
    assert take(ledger, notice).counts == {"not taken": 1}
    now = ledger.issues("edition", MEI)[0]
    ledger.settle(now, State.SENT, "250", NOW)
    assert take(ledger, notice).counts == {"failed": 1}


def test_what_a_notice_says_cannot_command_a_terminal(ledger: Ledger) -> None:
    said = take(
        ledger, report("Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; \x1b[2J\x07 gone " + "x" * 999)
    )
    words = standing(ledger)[1]
    assert "\x1b" not in words
    assert len(words) < 400
    assert "\x1b" not in said.text()


# ---- mailboxes ---------------------------------------------------------------------------------------------------


def test_an_mbox_a_maildir_and_a_single_message_are_read_and_left_as_they_are(tmp_path: Path) -> None:
    mbox = tmp_path / "mbox"
    texts = [report(), worded(QMAIL) + ">From the desk\nFrom here on it is text\n", ANSWER]
    mbox.write_text("".join(f"From MAILER-DAEMON Fri Feb  6 06:01:00 2026\n{text}\n" for text in texts))
    maildir = tmp_path / "Maildir"
    for folder, text in zip(("cur", "new"), texts, strict=False):
        (maildir / folder).mkdir(parents=True)
        (maildir / folder / "1.host").write_text(text)
    (maildir / "tmp").mkdir()
    (maildir / "tmp" / "2.host").write_text(report(number=9))
    single = tmp_path / "notice.eml"
    single.write_text(texts[0])
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*") if path.is_file()
    }
    for path, count in ((mbox, 3), (maildir, 2), (single, 1)):
        path_mode = path.stat().st_mode
        path.chmod(0o555 if path.is_dir() else 0o400)
        assert len(list(messages_of(path))) == count
        path.chmod(path_mode)
    after = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*") if path.is_file()
    }
    assert after == before


def test_a_blank_line_and_from_divide_messages_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "mbox"
    path.write_bytes(b"From a\nA: 1\n\ntext\nFrom here\n\nFrom b\r\nA: 2\r\n\r\ntext\r\n\r\nFrom c\nA: 3\n")
    assert [message[:4] for message in messages_of(path)] == [b"A: 1", b"A: 2", b"A: 3"]
    path.write_bytes(b"")
    assert list(messages_of(path)) == []


def test_a_huge_message_is_cut_off_and_the_next_is_read(tmp_path: Path, ledger: Ledger) -> None:
    path = tmp_path / "mbox"
    with path.open("wb") as handle:
        handle.write(b"From a\nFrom: x@example.com\nSubject: huge\n\n")
        for _ in range(40):
            handle.write(b"x" * (1 << 20))
        handle.write(b"\n\nFrom b\n" + report().encode())
    sizes = [len(message) for message in messages_of(path)]
    assert len(sizes) == 2
    assert sizes[0] < LONGEST_NOTICE + (1 << 17)
    assert take_notices(ledger, messages_of(path), NOW).counts == {"answer": 1, "failed": 1}


def test_a_notice_that_returns_the_whole_message_is_read_by_its_beginning(ledger: Ledger) -> None:
    whole = f"message/rfc822\n\nMessage-ID: {ROW.message_id}\n\n" + "JVBERi0xLjcK\n" * 400_000
    assert take(ledger, report(to="bounces@example.com", quoted=whole)).counts == {"failed": 1}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"Content-Type: multipart/report; boundary=\n\n--\n--\n", id="no boundary"),
        pytest.param(b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 3000, id="nested"),
        pytest.param(report().replace("us-ascii", "no-such-charset").encode(), id="no charset"),
        pytest.param(report(head="Content-Transfer-Encoding: base64\n").encode(), id="odd encoding"),
        pytest.param(worded("x").replace("failure", "=?utf-8?b?////?= =?no?q?=00?=").encode(), id="odd subject"),
        pytest.param(b"From: mailer-daemon@x\nContent-Type: text/plain; charset=utf-16\n\n\xff\xd8\x00", id="halves"),
        pytest.param(b"From: mailer-daemon@x\nContent-Type: text/plain; charset*=x''%zz\n\n550 x", id="parameter"),
        pytest.param(b"\x00" * 5000, id="zeros"),
        pytest.param(b":" * 100_000, id="colons"),
    ],
)  # fmt: skip
def test_whatever_is_wrong_with_a_message_nothing_breaks(ledger: Ledger, data: bytes) -> None:
    assert take(ledger, data, report(number=7)).counts["failed"] >= 1


@given(
    st.sampled_from((report(), worded(QMAIL), ABSENT)),
    st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=3))),
)
@settings(max_examples=150, deadline=None)
def test_a_notice_with_bytes_overwritten_never_breaks(text: str, edits: list[tuple[int, bytes]]) -> None:
    data = text.encode()
    for place, instead in edits:
        data = data[:place] + instead + data[place + 1 :]
    read_notice(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_message_of_some_kind(data: bytes) -> None:
    assert read_notice(data).kind in NoticeKind


@pytest.mark.parametrize("name", ["gone", "folder", "pipe"])
def test_what_is_no_mailbox_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableMailbox, match=name):
        list(messages_of(tmp_path / name))


def test_what_has_no_head_is_no_mailbox(tmp_path: Path, ledger: Ledger) -> None:
    box = tmp_path / "semi.csv"
    box.write_text("\nname;address\nAnn;ann@example.com\n")
    with pytest.raises(UnreadableMailbox, match="is no mailbox"):
        list(messages_of(box))
    box.write_text("\nSubject: hello\n\nyes\n")
    assert take_notices(ledger, messages_of(box), NOW).text().startswith("1 message read: 1 answer")
    box.write_text("")
    assert list(messages_of(box)) == []


# ---- the whole way -----------------------------------------------------------------------------------------------


def with_bounces(project: Path, more: str = "{address: bounces@example.com, verp: true}") -> None:
    path = project / "data" / TINY / "delivery.yaml"
    path.write_text(path.read_text("utf-8") + f"\nbounces: {more}\n", "utf-8")


def test_the_envelope_names_the_bounce_address_and_the_message_its_sender(
    project: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    senders: list[str] = []

    class Watching(MailServer):
        async def handle_MAIL(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]  # noqa: N802
            senders.append(address)
            envelope.mail_from = address
            return "250 OK"

    with_bounces(project)
    with Watching(certificates, "none") as server:
        monkeypatch.setenv("REPORTGEN_SMTP_URL", server.settings["REPORTGEN_SMTP_URL"])
        assert cli.main(["send", TINY]) == 0
        assert b'From: "Lanternfish Research"\r\n <research@lanternfish.example.com>' in server.message(ANN)
    with Ledger.copy(project / "output" / "ledger.sqlite") as ledger:
        tokens = [token_of(row) for row in ledger.deliveries()]
    assert senders == [f"bounces+{token}@example.com" for token in tokens]


def test_without_verp_the_address_is_the_same_for_all(project: Path) -> None:
    from reportgen.delivery.plans.plan import read_outline

    with_bounces(project, "{address: bounces@example.com}")
    outline, findings = read_outline(
        (project / "data" / TINY / "delivery.yaml").read_bytes(), "delivery.yaml"
    )
    assert outline is not None, findings
    assert outline.plan.envelope_sender("<x@example.com>") == "bounces@example.com"
    assert replace(outline.plan, bounces=None).envelope_sender("") == "research@lanternfish.example.com"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("{address: nobody}", "RG901"),
        (f"{{address: {'b' * 40}@example.com, verp: true}}", "RG904"),
        ("{address: b@example.com, verp: perhaps}", "RG1"),
        ("{verp: true}", "RG1"),
    ],
)
def test_a_bounce_address_that_cannot_be_one_is_named(
    project: Path, wrong: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with_bounces(project, wrong)
    assert cli.main(["send", TINY]) == 1
    said = capsys.readouterr().err
    assert (
        f"delivery.yaml:{len((project / 'data' / TINY / 'delivery.yaml').read_text('utf-8').splitlines())}:"
        in said
    )
    assert code in said


def test_the_command_reads_a_mailbox_and_sending_again_follows(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_bounces(project)
    assert cli.main(["send", TINY]) == 0
    with Ledger.copy(project / "output" / "ledger.sqlite") as ledger:
        row = ledger.issues(TINY, ANN)[0]
    box = project / "mbox"
    box.write_text(
        f"From x\n{report(to=f'bounces+{token_of(row)}@example.com', quoted='text/plain' + chr(10) * 2)}"
    )
    capsys.readouterr()
    assert cli.main(["deliveries", "--bounces", "mbox"]) == 0
    out = capsys.readouterr().out
    assert "1 message read: 1 failed" in out
    assert f"{TINY}  {ANN}: bounced: 5.1.1 550 5.1.1 no such mailbox" in out
    assert f"reportgen send {TINY} --resend-refused --to {ANN}" in out
    assert cli.main(["deliveries"]) == 1
    assert cli.main(["send", TINY]) == 1
    assert f"RG910: refused: {ANN}: bounced: 5.1.1" in capsys.readouterr().err
    assert cli.main(["send", TINY, "--resend-refused"]) == 0
    assert cli.main(["deliveries", "--bounces", "mbox"]) == 0
    assert "1 known before" in capsys.readouterr().out
    assert cli.main(["deliveries"]) == 0
    done = reportgen("deliveries", "--bounces", "nowhere", cwd=project)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "nowhere cannot be read: it is not there" in done.stderr


def test_a_real_bounce_of_postfix_is_read(
    project: Path, certificates: Certificates, postfix: Postfix
) -> None:
    """A server behind it does not know the reader, which it learns after it has taken the message."""
    path, gone = project / "data" / TINY / "delivery.yaml", "gone@example.com"
    path.write_text(path.read_text("utf-8").replace(ANN, gone), "utf-8")
    with_bounces(project)
    settings = {
        "REPORTGEN_SMTP_URL": f"smtp://127.0.0.1:{postfix.port}", "SSL_CERT_FILE": str(certificates.authority),
    }  # fmt: skip
    with MailServer(certificates, "none") as behind:
        behind.verdicts["rcpt", gone] = "550 5.1.1 nobody of that name"
        postfix.route(gone, behind.port)
        done = reportgen("send", TINY, "--to", gone, cwd=project, **settings)
        assert done.returncode == 0, done.stderr
        (notice,) = postfix.delivered(1)
        assert b"multipart/report" in notice
    done = reportgen("deliveries", "--bounces", postfix.folder / "mail" / "all", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "1 message read: 1 failed" in done.stdout
    assert f"{gone}: bounced: 5.1.1 550 5.1.1 nobody of that name" in done.stdout
    assert reportgen("deliveries", cwd=project).returncode == 1
