"""The finished message: its head, its parts, its bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.brief.inspection import Inspected
from reportgen.brief.letters import WrittenLetter
from reportgen.delivery.messages.message import Attachment, Envelope, file_name, message_id, write_message
from reportgen.delivery.messages.readback import ReadBack
from reportgen.delivery.plans.address import Mailbox
from reportgen.document.nodes import Letter, Words
from reportgen.figures.number_style import NumberStyle
from reportgen.press.lettering import Enclosed, LetterPicture, PressedLetter

ENVELOPE = Envelope(
    Mailbox("research@example.com", "研究部"),
    Mailbox("desk@example.com"),
    Mailbox("mei@example.org", "林美"),
    message_id("fish", "aa", "mei@example.org", 1, "example.com"),
    datetime(2026, 2, 6, 6, 0, tzinfo=UTC),
    "<former@example.com>",
    (
        "mailto:leave@example.com?subject=unsubscribe-from-the-research-list",
        "https://example.com/leave/" + "x" * 200,
    ),
)


@cache
def letter(subject: str = "營收124.2億美元") -> PressedLetter:
    said = (Words(subject),)
    words = Letter("zh-Hant", said, (), (), (), (), (), (), (), (), (), None, ())
    html = f"<html><body><p>{'長文' * 2000}</p><img src='cid:p@x'></body></html>\n"
    return PressedLetter(
        WrittenLetter(words, Inspected((), ()), NumberStyle(words.language)),
        Enclosed(()),
        subject,
        "文字\n.dot\nFrom x\n",
        html,
        LetterPicture("p@x", b"\x89PNG", b""),
    )


FILES = (
    Attachment("燈籠魚 2025年第四季.pdf", "pdf", b"%PDF-1.7 \r\n.\r\n" + bytes(range(256)) * 40),
    Attachment("numbers.html", "html", "<p>\n號\r\n".encode()),
)


def test_the_head_says_what_it_should() -> None:
    data = write_message(ENVELOPE, letter(), FILES)
    message = ReadBack.of(data).message
    named = [message[name].addresses[0] for name in ("From", "To", "Reply-To")]
    assert [(one.display_name, one.addr_spec) for one in named] == [
        ("研究部", "research@example.com"), ("林美", "mei@example.org"), ("", "desk@example.com"),
    ]  # fmt: skip
    assert message["Subject"] == "營收124.2億美元"
    assert message["Message-ID"] == ENVELOPE.message_id
    assert message["In-Reply-To"] == message["References"] == "<former@example.com>"
    assert message["Date"].datetime == ENVELOPE.date
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "zh-Hant"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    raw = re.search(rb"List-Unsubscribe: (.*?)\r\n\S", data, re.DOTALL)
    assert raw is not None
    assert re.sub(rb"\r\n ", b" ", raw[1]).decode() == ", ".join(f"<{link}>" for link in ENVELOPE.unsubscribe)
    assert not message.defects


def test_the_parts_are_where_mail_programs_look_for_them() -> None:
    message = ReadBack.of(write_message(ENVELOPE, letter(), FILES)).message
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf", "text/html",
    ]  # fmt: skip
    picture = next(part for part in message.walk() if part.get_content_maintype() == "image")
    assert (picture["Content-ID"], picture.get_content_disposition()) == ("<p@x>", "inline")


def test_what_is_put_in_comes_out() -> None:
    read = ReadBack.of(write_message(ENVELOPE, letter(), FILES))
    assert read.files == {file.name: file.data for file in FILES}
    assert read.part("plain").replace("\r\n", "\n") == letter().text
    assert read.part("html").replace("\r\n", "\n") == letter().html
    assert read.pictures == {"p@x": b"\x89PNG"}


def test_every_line_is_seven_bits_and_short_enough() -> None:
    data = write_message(ENVELOPE, letter(), FILES)
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert data.endswith(b"\r\n")


def test_a_chinese_file_name_is_written_as_rfc_2231_has_it() -> None:
    data = write_message(ENVELOPE, letter(), FILES)
    assert b"filename*" in data
    assert b"utf-8''%E7%87%88%E7%B1%A0%E9%AD%9A" in data


def test_the_same_inputs_give_the_same_bytes() -> None:
    once, again = (write_message(ENVELOPE, letter(), FILES) for _ in range(2))
    assert once == again
    other = replace(ENVELOPE, recipient=Mailbox("ann@example.com"), message_id="<other@example.com>")
    assert write_message(other, letter(), FILES) != once


def test_a_message_id_follows_from_edition_artifact_and_recipient() -> None:
    same = {message_id("fish", "aa", "ann@example.com", 1, "example.com") for _ in range(3)}
    assert len(same) == 1
    others = {
        message_id(*parts)
        for parts in (
            ("fish", "aa", "ann@example.com", 1, "example.com"),
            ("dish", "aa", "ann@example.com", 1, "example.com"),
            ("fish", "bb", "ann@example.com", 1, "example.com"),
            ("fish", "aa", "ben@example.com", 1, "example.com"),
            ("fish", "aa", "ann@example.com", 2, "example.com"),
        )
    }
    assert len(others) == 5
    assert all(re.fullmatch(r"<[0-9a-f]{32}@example\.com>", one) for one in others)


@pytest.mark.parametrize("text", ["a\r\nBcc: eve@example.com", "a\nb", "a\rb", "a\u2028b", "a\x00b"])
def test_nothing_can_start_a_header_of_its_own(text: str) -> None:
    for envelope, words, files in (
        (replace(ENVELOPE, recipient=Mailbox("ann@example.com", text)), letter(), FILES),
        (ENVELOPE, letter(text), FILES),
        (ENVELOPE, letter(), (Attachment(text, "pdf", b""),)),
        (replace(ENVELOPE, unsubscribe=(f"https://example.com/{text}",)), letter(), FILES),
    ):
        with pytest.raises(ValueError, match="cannot stand in a header"):
            write_message(envelope, words, files)


def shown_name(data: bytes) -> str:
    """The name in the header To, by the letter of RFC 2047 and 5322."""
    raw = re.search(rb"\r\nTo: (.*?)\r\n\S", data, re.DOTALL)
    assert raw is not None
    words = re.sub(r"\s*<[^<>]*>\Z", "", raw[1].decode().replace("\r\n", ""))
    if words.startswith('"'):
        return re.sub(r"\\(.)", r"\1", words[1:-1])
    return str(make_header(decode_header(words)))


NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"), include_characters=" ")
)


@given(NAMES, NAMES)
def test_names_and_subjects_survive_the_way(name: str, subject: str) -> None:
    name, subject = " ".join(name.split()), " ".join(subject.split())
    envelope = replace(ENVELOPE, recipient=Mailbox("ann@example.com", name))
    data = write_message(envelope, letter(subject), ())
    read = ReadBack.of(data)
    assert read.recipients == ("ann@example.com",)
    assert shown_name(data) == name
    assert read.subject == (subject or "None")
    assert data.isascii()


@pytest.mark.parametrize(
    ("title", "kind", "words", "name"),
    [
        ("亞馬遜 2025年第四季", "pdf", "", "亞馬遜 2025年第四季.pdf"),
        ("Acme: 1/2 up?", "pdf", "", "Acme- 1-2 up.pdf"),
        ("..", "html", "", "brief.html"),
        ("Acme", "xlsx", "numbers", "Acme numbers.xlsx"),
    ],
)
def test_file_names_are_ones_that_every_system_takes(title: str, kind: str, words: str, name: str) -> None:
    assert file_name(title, kind, words) == name
