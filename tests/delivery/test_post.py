"""Sending over SMTP to a real server: what arrives, what is said of it, and what never is."""

from __future__ import annotations

import socket
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest
from delivery.mailserver import PASSWORD, USER, Certificates, MailServer
from support import TINY

from reportgen import cli
from reportgen.delivery.messages.readback import ReadBack
from reportgen.delivery.ways_out.post import read_password, read_server
from reportgen.errors import MachineLacks, Misuse
from reportgen.proof import prove

ANN, MEI = "ann@example.com", "mei@example.org"
Send = Callable[..., int]


@pytest.fixture
def send(project: Path, monkeypatch: pytest.MonkeyPatch) -> Send:
    """The command `send` for the tiny edition, with settings in its environment."""

    def run(settings: dict[str, str], *options: str) -> int:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        return cli.main(["send", TINY, *options])

    return run


def test_each_reader_gets_one_message_of_their_own(send: Send, server: MailServer, project: Path) -> None:
    assert send(server.settings) == 0
    assert sorted(addresses for addresses, _ in server.taken) == [(ANN,), (MEI,)]
    for address in (ANN, MEI):
        data = server.message(address)
        read = ReadBack.of(data)
        assert read.recipients == (address,)
        assert (MEI if address == ANN else ANN).encode() not in data
        assert not read.message.defects
    assert send(server.settings) == 0
    assert len(server.taken) == 2
    assert server.logins == [USER, USER]


def test_what_arrives_is_what_was_built(send: Send, server: MailServer, project: Path) -> None:
    assert send(server.settings) == 0
    built = project / "output" / TINY
    files = ReadBack.of(server.message(MEI)).files
    names = {"燈籠魚2025年第四季.pdf": ".zh-Hant.pdf", "燈籠魚2025年第四季.html": ".zh-Hant.html"}
    for shown, suffix in names.items():
        assert sha256(files[shown]).digest() == sha256((built / f"{TINY}{suffix}").read_bytes()).digest()
        assert prove(shown, files[shown]).holds
    assert files["燈籠魚2025年第四季 數字.xlsx"] == (built / "numbers.xlsx").read_bytes()


def test_tls_from_the_start_works_as_well(send: Send, certificates: Certificates) -> None:
    with MailServer(certificates, "smtps") as server:
        assert send(server.settings) == 0
        assert len(server.taken) == 2


def test_this_machine_itself_may_be_spoken_to_in_the_clear(send: Send, certificates: Certificates) -> None:
    with MailServer(certificates, "none") as server:
        assert send(server.settings) == 0
        assert len(server.taken) == 2
        assert server.logins == []


def test_a_server_without_starttls_gets_nothing(
    send: Send, certificates: Certificates, capsys: pytest.CaptureFixture[str]
) -> None:
    with MailServer(certificates, "none") as server:
        settings = server.settings | {"REPORTGEN_SMTP_URL": f"smtp://desk@127.0.0.1:{server.port}"}
        assert send(settings) == 1
        assert server.taken == []
        assert server.logins == []
    said = capsys.readouterr()
    assert "RG913" in said.err
    assert "STARTTLS" in said.err


def test_a_certificate_that_nobody_vouches_for_gets_nothing(
    send: Send, server: MailServer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "none.pem").write_text("")
    assert send(server.settings | {"SSL_CERT_FILE": "/dev/null"}) == 1
    assert server.taken == []
    assert "certificate verify failed" in capsys.readouterr().err


def test_a_certificate_for_another_name_gets_nothing(
    send: Send, certificates: Certificates, capsys: pytest.CaptureFixture[str]
) -> None:
    with MailServer(certificates) as server:
        url = f"smtp://desk@127.0.0.2:{server.port}"
        settings = server.settings | {"REPORTGEN_SMTP_URL": url}
        code = send(settings)
    assert code in (0, 1)  # where 127.0.0.2 is not served at all, it is deferred
    assert server.taken == []
    assert "127.0.0.2" in capsys.readouterr().err


def test_a_wrong_password_is_named_and_never_shown(
    send: Send, server: MailServer, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send(server.settings | {"REPORTGEN_SMTP_PASSWORD": "wrong-secret"}) == 1
    assert server.taken == []
    assert len(server.logins) == 1, "one reader is enough to learn that nobody gets anything"
    said = capsys.readouterr()
    assert "refuses the user or the password: 535" in said.err
    assert "wrong-secret" not in said.out + said.err
    assert b"wrong-secret" not in (project / "output" / "ledger.sqlite").read_bytes()


@pytest.mark.parametrize("secret", [PASSWORD, "Tr0ub4dor&3 %25", "plain-horse-battery"])
def test_a_server_that_tells_what_it_was_given_tells_nobody(
    send: Send, server: MailServer, project: Path, capsys: pytest.CaptureFixture[str], secret: str
) -> None:
    server.echoes = True
    assert send(server.settings | {"REPORTGEN_SMTP_PASSWORD": secret}, "--log", "json") == 1
    said = capsys.readouterr()
    written = (project / "output" / "ledger.sqlite").read_bytes().decode("latin-1")
    assert "refuses the user or the password: 535" in said.err
    coded = b64encode(f"\0{USER}\0{secret}".encode()).decode()
    for form in (secret, coded, coded[:9], coded[9:], quote(secret), secret.encode().hex()):
        assert form not in said.out + said.err + written


def test_a_server_that_tells_what_login_gave_it_tells_nobody(
    send: Send, certificates: Certificates, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "plain-horse-battery"
    with MailServer(certificates, login=True) as server:
        server.echoes = True
        assert send(server.settings | {"REPORTGEN_SMTP_PASSWORD": secret}, "--log", "json") == 1
        assert server.logins == [USER]
    said = capsys.readouterr()
    written = (project / "output" / "ledger.sqlite").read_bytes().decode("latin-1")
    assert "535 5.7.8 … is wrong" in said.out
    for form in (secret, b64encode(secret.encode()).decode()):
        assert form not in said.out + said.err + written


def test_a_refused_reader_is_named_and_the_others_get_theirs(
    send: Send, server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.verdicts["rcpt", ANN] = "550 5.1.1 no such user"
    assert send(server.settings) == 1
    assert [addresses for addresses, _ in server.taken] == [(MEI,)]
    said = capsys.readouterr()
    assert f"RG910: refused: {ANN}: 550 5.1.1 no such user" in said.err
    assert f"data/{TINY}/delivery.yaml:8:" in said.err
    assert send(server.settings) == 1, "it is named again until somebody mends it"
    server.verdicts.clear()
    assert send(server.settings, "--resend-refused") == 0
    assert len(server.taken) == 2


def test_what_is_deferred_is_left_alone_for_half_an_hour(
    send: Send, server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.verdicts["data", MEI] = "451 4.7.1 try later"
    assert send(server.settings) == 0
    assert "RG912: deferred until" in capsys.readouterr().err
    server.verdicts.clear()
    assert send(server.settings) == 0
    assert [addresses for addresses, _ in server.taken] == [(ANN,)]


def test_a_cut_after_the_last_dot_is_unknown_and_waits_for_a_person(
    send: Send, server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.verdicts["data", ANN] = "this is no reply"
    assert send(server.settings) == 1
    assert f"RG911: nobody knows whether it arrived: {ANN}" in capsys.readouterr().err
    server.verdicts.clear()
    assert send(server.settings) == 1
    assert [addresses for addresses, _ in server.taken] == [(MEI,)]
    assert send(server.settings, "--resend-unknown") == 0
    assert sorted(addresses for addresses, _ in server.taken) == [(ANN,), (MEI,)]


def test_no_server_at_all_defers_and_says_so(send: Send, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert send({"REPORTGEN_SMTP_URL": f"smtp+plain://127.0.0.1:{taken.getsockname()[1]}"}) == 0
    assert "Connection refused" in capsys.readouterr().err


def test_only_who_is_asked_for_gets_it(send: Send, server: MailServer) -> None:
    assert send(server.settings, "--to", ANN.upper()) == 0
    assert [addresses for addresses, _ in server.taken] == [(ANN,)]


def test_nobody_off_the_list_gets_it(
    send: Send, server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send(server.settings, "--to", "eve@example.com") == 2
    assert server.taken == []
    assert "eve@example.com is not a recipient" in capsys.readouterr().err


# ---- the settings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("smtp://desk:secret@mail.example.com", "holds a password"),
        ("smtp+plain://mail.example.com:25", "without TLS only this machine"),
        ("smtp+plain://10.0.0.1:25", "without TLS only this machine"),
        ("http://mail.example.com", "should read"),
        ("smtp://", "should read"),
        ("smtp://mail.example.com:99999", "cannot be read"),
        ("smtp://mail.example.com/secret", "should read"),
    ],
)
def test_a_server_that_cannot_be_used_is_refused_without_quoting_it(url: str, said: str) -> None:
    with pytest.raises(Misuse, match=said) as caught:
        read_server(url)
    assert "secret" not in str(caught.value)


def test_servers_are_read() -> None:
    server = read_server("smtp://research%40example.com@mail.example.com")
    assert (server.scheme, server.host, server.port, server.user) == (
        "smtp", "mail.example.com", 587, "research@example.com",
    )  # fmt: skip
    assert read_server("smtps://mail.example.com").port == 465
    assert read_server("smtp+plain://[::1]:2525").host == "::1"


def test_the_password_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "smtp-password").write_text("from systemd\n")
    (tmp_path / "file").write_text("from a file\r\n")
    systemd = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    file = systemd | {"REPORTGEN_SMTP_PASSWORD_FILE": str(tmp_path / "file")}
    assert read_password({}) == ""
    assert read_password(systemd) == "from systemd"
    assert read_password(file) == "from a file"
    assert read_password(file | {"REPORTGEN_SMTP_PASSWORD": PASSWORD}) == PASSWORD
    assert read_password({"CREDENTIALS_DIRECTORY": str(tmp_path / "other")}) == ""
    with pytest.raises(MachineLacks, match="cannot be read"):
        read_password({"REPORTGEN_SMTP_PASSWORD_FILE": str(tmp_path / "gone")})


def test_a_user_without_a_password_is_a_misuse(send: Send, capsys: pytest.CaptureFixture[str]) -> None:
    assert send({"REPORTGEN_SMTP_URL": "smtp://desk@127.0.0.1"}) == 2
    assert "REPORTGEN_SMTP_PASSWORD" in capsys.readouterr().err
