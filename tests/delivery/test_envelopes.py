"""Files that a password protects: unchanged within, nothing to be read without, and a message that says no result."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from delivery.mailserver import MailServer
from delivery.ways import codes, deliveries, send
from support import TINY

from reportgen import cli
from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.messages import composing
from reportgen.delivery.messages.guessing import easily_guessed
from reportgen.delivery.messages.readback import ReadBack
from reportgen.figures.reader.scanning import numerals
from reportgen.languages import LANGUAGES
from reportgen.press.enveloping import ClosedEnvelope, open_envelope
from reportgen.proof import prove

ANN, MEI = "ann@example.com", "mei@example.org"
WORDS = {"en": "correct horse 7 staple", "zh-Hant": "開門芝麻 seven towers 5"}


@pytest.fixture
def protected(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Both readers of the tiny edition get envelopes."""
    file = project / "data" / TINY / "delivery.yaml"
    text = file.read_text("utf-8")
    for language, name in (("en", "ann"), ("zh-Hant", "mei")):
        text = text.replace(f"language: {language},", f"language: {language}, password: {name},")
    file.write_text(text, "utf-8")
    monkeypatch.setenv("REPORTGEN_PASSWORD_ANN", WORDS["en"])
    monkeypatch.setenv("REPORTGEN_PASSWORD_MEI", WORDS["zh-Hant"])
    return project


def messages(project: Path) -> Iterator[tuple[str, bytes, ReadBack]]:
    """The language of each message in the outbox, its bytes, and the message as it is read."""
    for path in sorted((project / "output" / "outbox").glob("*.eml")):
        data = path.read_bytes()
        read = ReadBack.of(data)
        yield str(read.message["Content-Language"]), data, read


def test_the_files_are_in_it_unchanged(protected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert send() == 0, capsys.readouterr().err
    found = list(messages(protected))
    assert len(found) == 2
    for language, _, read in found:
        ((name, envelope),) = read.files.items()
        assert name == f"{LANGUAGES[language].envelope.name}.pdf"
        opened = open_envelope(envelope, WORDS[language])
        assert opened.strong
        assert all(
            prove(file, data).holds for file, data in opened.files.items() if not file.endswith("xlsx")
        )
        built = {path.read_bytes() for path in (protected / "output" / TINY).iterdir()}
        assert set(opened.files.values()) <= built
        with pikepdf.open(io.BytesIO(envelope), password=WORDS[language]) as document:
            assert document.encryption.R == 6 and document.encryption.bits == 256


def test_without_the_password_nothing_is_to_be_read(protected: Path) -> None:
    assert send() == 0
    for language, _, read in messages(protected):
        ((_, envelope),) = read.files.items()
        for wrong in ("", WORDS[language].upper(), "x"):
            with pytest.raises(ClosedEnvelope):
                open_envelope(envelope, wrong)
        for name in open_envelope(envelope, WORDS[language]).files:
            for form in (name.encode(), name.encode("utf-16-be"), name.rpartition(".")[0].encode()):
                assert form not in envelope
        assert TINY.encode() not in envelope and b"xmpmeta" not in envelope


def test_the_message_says_no_result(protected: Path, project: Path) -> None:
    assert send() == 0
    for language, data, read in messages(protected):
        said = f"{read.subject}\n{read.part('plain')}\n{re.sub('<[^>]*>', ' ', read.part('html'))}"
        for figure in ("12.4", "124", "2.6%", "−0.3", "EPS", "consensus", "預估"):
            assert figure not in said, figure
        assert LANGUAGES[language].envelope.lead in said
        assert not read.pictures
        assert not [word for word in WORDS.values() if word.encode() in data]
        left = re.sub(r"Q4 2025|2 February 2026|2025年第四季|2026年2月2日", "", read.part("plain"))
        assert not list(numerals(left)), left


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fixed_word_of_the_message_is_a_figure(language: str) -> None:
    words = LANGUAGES[language].envelope
    said = (words.name, words.subject, words.title, words.lead, *words.message, words.correction)
    assert [text for text in said if list(numerals(text))] == []
    assert set(words.kinds) == {"pdf", "html", "xlsx"}


def test_the_same_files_are_the_same_issue_whatever_the_salt(
    protected: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send() == 0
    monkeypatch.setenv("REPORTGEN_PASSWORD_ANN", "another good horse 8")
    assert send() == 0
    assert {row["issue"] for row in deliveries(capsys)} == {1}
    assert len(list(messages(protected))) == 2
    with Ledger(protected / "output" / "ledger.sqlite") as ledger:
        before = {row.recipient: row.artifact for row in ledger.deliveries()}
    file = protected / "data" / TINY / "delivery.yaml"
    file.write_text(re.sub(r"password: \w+, ", "", file.read_text("utf-8")), "utf-8")
    assert send() == 0
    with Ledger(protected / "output" / "ledger.sqlite") as ledger:
        assert {row.recipient: row.artifact for row in ledger.deliveries()} == before


def test_what_was_proved_is_what_is_sent(
    protected: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in server.settings.items():
        monkeypatch.setenv(name, value)
    proved: list[bytes] = []
    prove_message = composing.prove_message
    monkeypatch.setattr(
        composing, "prove_message", lambda data, *more: (proved.append(data), prove_message(data, *more))[1]
    )
    assert send() == 0
    assert sorted(data.rstrip() for _, data in server.taken) == sorted(data.rstrip() for data in proved)


@pytest.mark.parametrize(
    "fault",
    ["another file", "no password", "weaker"],
)
def test_an_envelope_that_is_not_as_it_should_be_stops(
    protected: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    def faulty(envelope: bytes, password: str) -> bytes:
        if fault == "no password":
            return envelope
        with pikepdf.open(io.BytesIO(envelope)) as document:
            if fault == "another file":
                name = next(iter(document.attachments))
                document.attachments[name] = pikepdf.AttachedFileSpec(document, b"other", filename=name)
            made = io.BytesIO()
            level = 4 if fault == "weaker" else 6
            document.save(made, encryption=pikepdf.Encryption(owner="o", user=password, R=level))
            return made.getvalue()

    monkeypatch.setattr(composing, "encrypted", faulty)
    monkeypatch.setenv("REPORTGEN_PASSWORD_MEI", "sesame seven towers 5")
    assert send() == 1
    assert set(codes(capsys.readouterr().err)) == {"RG907"}
    assert not list(messages(protected))


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "it is not set"), ("short 7 one", "shorter than 12"), ("aaaaaaaaaaaaaaaa", "easily guessed"),
        ("password123password", "easily guessed"), ("ann.lee Ann Lee ann", "easily guessed"),
        ("a good pass\tword 7", "control character"), ("ﬁne horses ran 77", "NFKC"), ("x" * 90 + "abcdéfgh" * 9, "127"),
    ],
)  # fmt: skip
def test_a_weak_password_is_refused_and_never_shown(
    protected: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    password: str,
    said: str,
) -> None:
    monkeypatch.setenv("REPORTGEN_PASSWORD_ANN", password)
    assert send() == 1
    err = capsys.readouterr().err
    assert codes(err) == ["RG953"] and said in err and "REPORTGEN_PASSWORD_ANN" in err
    assert ("set REPORTGEN_PASSWORD_ANN" in err) == (not password)
    assert ("12 characters or more, not from names" in err) == bool(password)
    assert not password or password not in err
    assert not list(messages(protected))


@pytest.mark.parametrize("password", [
    "ann@fund.example", "fund.example1", "kohoku-ways-2026", "KohokuPrecision", "Kohoku Precision 2026!",
    "qwertyuiop123", "asdfghjkl;1234", "ann.lee19840612", "Lee-Ann-Fund-99", "K0hokuPr3cision!", "P@ssw0rd12345",
    "1qaz2wsx3edc", "江北精密江北精密2026年", "839201745566", "poiuytrewq321",
])  # fmt: skip
def test_what_is_known_of_reader_and_edition_is_easily_guessed(password: str) -> None:
    known = [
        "ann@fund.example",
        "ann",
        "fund.example",
        "Ann Lee",
        "kohoku-ways-2026",
        "Kohoku Precision Co., Ltd.",
        "江北精密",
    ]
    assert easily_guessed(password, known)


@pytest.mark.parametrize("password", [
    *WORDS.values(), "another good horse 8", "tR7#kq!9zLm2", "3f9a-77b2-01c4-9ed8", "annual copper lantern tide",
    "KohokuPrecision-x7Qz2mPw9Lk4", "power expert water tree",
])  # fmt: skip
def test_a_password_by_chance_is_not(password: str) -> None:
    assert not easily_guessed(
        password, ["ann@fund.example", "Ann Lee", "kohoku-ways-2026", "Kohoku Precision"]
    )


def test_the_edition_and_its_companies_are_known(
    protected: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for password in (f"{TINY}-2026!", "Lanternfish Works 2026", f"{ANN}1"):
        monkeypatch.setenv("REPORTGEN_PASSWORD_ANN", password)
        assert send() == 1
        assert codes(capsys.readouterr().err) == ["RG953"], password


def test_a_password_without_a_file_is_a_mistake(protected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = protected / "data" / TINY / "delivery.yaml"
    file.write_text(file.read_text("utf-8").replace("attach: [pdf]}", "attach: []}"), "utf-8")
    assert send() == 1
    assert codes(capsys.readouterr().err) == ["RG904"]


def test_the_password_comes_from_a_file_or_a_credential(
    protected: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("REPORTGEN_PASSWORD_ANN")
    (tmp_path / "password-ann").write_text(WORDS["en"] + "\n", "utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("REPORTGEN_PASSWORD_MEI_FILE", str(tmp_path / "mei"))
    (tmp_path / "mei").write_text(WORDS["zh-Hant"], "utf-8")
    monkeypatch.delenv("REPORTGEN_PASSWORD_MEI")
    assert send() == 0
    for language, _, read in messages(protected):
        assert open_envelope(next(iter(read.files.values())), WORDS[language]).files


def test_verify_says_what_an_envelope_is(
    protected: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send() == 0
    (language, _, read), *_ = messages(protected)
    envelope = tmp_path / "envelope.pdf"
    envelope.write_bytes(next(iter(read.files.values())))
    capsys.readouterr()
    assert cli.main(["verify", str(envelope)]) == 1
    said = capsys.readouterr()
    assert codes(said.out + said.err) == ["RG956"]
    for name, data in open_envelope(envelope.read_bytes(), WORDS[language]).files.items():
        (tmp_path / name).write_bytes(data)
        assert name.endswith("xlsx") or cli.main(["verify", str(tmp_path / name)]) == 0


def test_the_page_shows_each_file_on_one_sheet(protected: Path) -> None:
    assert send() == 0
    for language, _, read in messages(protected):
        envelope = next(iter(read.files.values()))
        document = pypdfium2.PdfDocument(envelope, password=WORDS[language])
        try:
            assert len(document) == 1
            text = document[0].get_textpage().get_text_range().replace("\r\n", "")
            words = LANGUAGES[language].envelope
            for said in (words.page_title, *words.steps, *open_envelope(envelope, WORDS[language]).files):
                assert said.replace(" ", "") in text.replace(" ", "")
        finally:
            document.close()


def test_a_correction_says_that_it_is_one_and_not_what_changed(protected: Path, project: Path) -> None:
    assert send() == 0
    brief = protected / "data" / TINY / "brief.yaml"
    words = brief.read_text("utf-8")
    brief.write_text(words.replace("title: {en: Lanternfish", "title: {en: The Lanternfish"), "utf-8")
    assert cli.main(["build", TINY]) == 0
    assert send("--to", ANN) == 0
    plain = [read.part("plain") for language, _, read in messages(protected) if language == "en"]
    said = LANGUAGES["en"].envelope.correction
    assert sorted(said in text for text in plain) == [False, True]
