"""What a recipient gets whose files a password protects: a message that gives no figures, and an encrypted envelope."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reportgen.brief.letters import WrittenLetter
from reportgen.codes.rg9_delivery import RG907, RG953
from reportgen.credentials import read_secret, variable_of
from reportgen.delivery.messages.guessing import easily_guessed
from reportgen.delivery.messages.message import Attachment
from reportgen.delivery.plans.planned import Recipient
from reportgen.document.nodes import Line, Paragraph, Words
from reportgen.document.walk import cited, plain
from reportgen.errors import Finding, MachineLacks
from reportgen.languages import LANGUAGES
from reportgen.press.enveloping import ClosedEnvelope, open_envelope

PASSWORD_VARIABLE: Final = "REPORTGEN_PASSWORD"
SHORTEST_PASSWORD: Final = 12  # characters
_LONGEST: Final = 127  # bytes (ISO 32000-2, 7.6.4.3.3)


def password_of(reader: Recipient, environment: Mapping[str, str]) -> str:
    """The password that opens what a reader is sent; "" where there is none. Raises MachineLacks for a file that cannot
    be read."""
    variable = variable_of(PASSWORD_VARIABLE, reader.password)
    return read_secret(environment, variable, f"password-{reader.password}", "password")


def judge_password(
    reader: Recipient, environment: Mapping[str, str], about: Sequence[str]
) -> Iterator[Finding]:
    """RG953 where a reader's password is missing or weak; it is never quoted. `about` is what anybody knows of what it
    protects: the names of the edition and its companies."""
    variable = variable_of(PASSWORD_VARIABLE, reader.password)
    mend = f"set {variable}, {variable}_FILE or the credential password-{reader.password}"
    try:
        password = password_of(reader, environment)
        why = _weakness(password, reader, about)
    except MachineLacks as error:
        password, why = "", str(error)
    if why:
        wanted = f"choose {SHORTEST_PASSWORD} characters or more, not from names: four words by chance, say"
        message = f"the password of {reader.address}, {variable}: {why}"
        yield RG953.finding(message, reader.locus, wanted if password else mend)


def _weakness(password: str, reader: Recipient, about: Sequence[str]) -> str:
    if not password:
        return "it is not set"
    if len(password) < SHORTEST_PASSWORD:
        return f"it is shorter than {SHORTEST_PASSWORD} characters"
    if len(password.encode("utf-8", "replace")) > _LONGEST:
        return f"it has more than {_LONGEST} bytes"
    if any(unicodedata.category(char)[0] == "C" for char in password):
        return "it has a control character in it"
    if unicodedata.normalize("NFKC", password) != password:
        return "it has characters that two programs may write otherwise (it is not in Unicode's form NFKC)"
    mailbox = reader.mailbox
    if easily_guessed(password, [mailbox.address, *mailbox.address.split("@"), mailbox.name, *about]):
        return "it is easily guessed"
    return ""


def envelope_name(language: str) -> str:
    """What an envelope's file is called: nothing of what is in it."""
    return f"{LANGUAGES[language].envelope.name}.pdf"


def covering_letter(written: WrittenLetter, corrects: bool) -> WrittenLetter:
    """The message that brings an envelope: of its author's texts it has what identifies, none that says a result."""
    letter = written.letter
    words = LANGUAGES[letter.language].envelope
    lines = (*((words.correction,) if corrects else ()), *words.message)
    made = replace(
        letter,
        subject=_said(words.subject.format(plain(letter.entity))),
        title=_said(words.name),
        kicker=(),
        headline=_said(words.title),
        preheader=_said(words.lead),
        body=tuple(Paragraph(_said(line)) for line in lines),
        key_figures=(),
        exhibit=None,
        definitions=(),
        disclaimer=() if any(cited(letter.disclaimer)) else letter.disclaimer,
        byline=replace(letter.byline, disclosures=()),
    )
    return replace(written, letter=made)


def _said(text: str) -> Line:
    return (Words(text),)


def prove_envelope(
    data: bytes, password: str, files: Sequence[Attachment], reader: Recipient
) -> Iterator[Finding]:
    """RG907 where an envelope opens without its password, is weakly encrypted, or does not bring the files as built."""
    place = f"the envelope to {reader.address}"
    try:
        opened = open_envelope(data, password)
    except ClosedEnvelope:
        yield RG907.finding(f"{place} does not open with its password", reader.locus)
        return
    if not opened.strong:
        yield RG907.finding(f"{place} is not encrypted by AES-256", reader.locus)
    if dict(opened.files) != {file.name: file.data for file in files}:
        yield RG907.finding(
            f"{place} does not bring {', '.join(file.name for file in files)} as built", reader.locus
        )
    try:
        open_envelope(data, "")
    except ClosedEnvelope:
        return
    yield RG907.finding(f"{place} opens without its password", reader.locus)
