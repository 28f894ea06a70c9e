"""Approvals that are signed: by the keys of the people whom delivery.yaml names, checked by anybody with openssl."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from delivery.keys import Person
from pages import DOCS
from support import TEMPLATES, TINY, reportgen

from reportgen.brief.inputs import Project
from reportgen.delivery.approving.signatures import read_key
from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.send import SendOrder, approve_built, send
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.errors import Finding, Misuse, Rejected

NOW: Final = datetime(2026, 2, 2, 6, 0, tzinfo=UTC)
Record = Callable[[Callable[[Any], None]], None]


@pytest.fixture
def ann(project: Path) -> Person:
    return Person("Ann Lee", project / "keys")


@pytest.fixture
def bo(project: Path) -> Person:
    return Person("Bo Chen", project / "keys", "ec")


@pytest.fixture
def record(project: Path) -> Record:
    """Edits the record of approvals."""
    file = project / "output" / "approvals" / f"{TINY}.json"

    def edit(change: Callable[[Any], None]) -> None:
        read = json.loads(file.read_text("utf-8"))
        change(read)
        file.write_text(json.dumps(read), "utf-8")

    return edit


def name_approvers(project: Path, *lines: str, needed: int = 2) -> None:
    file = project / "data" / TINY / "delivery.yaml"
    named = "".join(f"  - {line}\n" for line in lines)
    file.write_text(f"{file.read_text('utf-8')}approvals: {needed}\napprovers:\n{named}", "utf-8")


def both(project: Path, bo: Person) -> None:
    """Ann by a path, Bo by the fingerprint."""
    name_approvers(
        project,
        "{name: Ann Lee, certificate: keys/ann.crt}",
        f'{{name: Bo Chen, certificate: "{bo.fingerprint}"}}',
    )


def places(project: Path) -> Project:
    return Project(project / "data", project / "output", (TEMPLATES,))


def approve(project: Path, who: Person | str, now: datetime = NOW) -> None:
    by, key = (who, None) if isinstance(who, str) else (who.name, read_key(who.p12(), None, {}))
    approve_built(places(project), TINY, by, lambda: now, key)


def stopped(project: Path, now: datetime = NOW) -> list[Finding]:
    with Ledger(":memory:") as ledger:
        try:
            send(places(project), TINY, SendOrder(), ledger, Outbox(project / "outbox"), lambda: now)
        except Rejected as rejected:
            return list(rejected.findings)
    return []


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def refused(project: Path, who: Person | str, now: datetime = NOW) -> list[Finding]:
    with pytest.raises(Rejected) as caught:
        approve(project, who, now)
    return list(caught.value.findings)


def test_two_signatures_let_it_out(project: Path, ann: Person, bo: Person) -> None:
    both(project, bo)
    (nobody,) = stopped(project)
    assert (nobody.code, "who may still approve: Ann Lee, Bo Chen" in nobody.mend) == ("RG922", True)
    approve(project, ann)
    (short,) = stopped(project)
    assert (short.code, short.mend.splitlines()[-1]) == ("RG922", "who may still approve: Bo Chen")
    assert codes(refused(project, ann)) == ["RG948"]
    approve(project, bo)
    assert stopped(project) == []


def test_an_approval_that_would_not_count_is_not_written(project: Path, ann: Person, bo: Person) -> None:
    both(project, bo)
    assert [one.message for one in refused(project, "Ann Lee")] == [
        "Ann Lee has to sign: an approval without a signature does not count"
    ]
    assert (
        "delivery.yaml names Ann Lee, Bo Chen"
        in refused(project, Person("Eve Ray", project / "eve"))[0].message
    )
    imitator = Person("Ann Lee", project / "others")
    assert "is not the one that delivery.yaml names for Ann Lee" in refused(project, imitator)[0].message
    assert "is valid from 2026-01-01" in refused(project, ann, NOW + timedelta(days=9999))[0].message
    assert not (project / "output" / "approvals").exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda vote, _: vote.pop("signature"), "it is not signed"),
        (lambda vote, _: vote.update(at="2026-02-02T05:00:00+00:00"), "the signature does not hold"),
        (lambda vote, _: vote.update(signature="AAAA"), "the signature does not hold"),
        (lambda vote, _: vote.update(signature="no base64"), "the signature does not hold"),
        (lambda vote, _: vote.update(by="Eve Ray"), "Eve Ray is not among approvers"),
        (lambda vote, _: vote.update(by="Bo Chen"), "is not the one that delivery.yaml names for Bo Chen"),
        (lambda vote, _: vote.update(certificate="-----BEGIN"), "its certificate cannot be read"),
        (lambda vote, bo: vote.update(certificate=bo.crt.read_text()), "its certificate is not the one"),
    ],
)  # fmt: skip
def test_an_edited_record_does_not_count(
    project: Path, ann: Person, bo: Person, record: Record, change: Any, why: str
) -> None:
    both(project, bo)
    approve(project, bo)
    approve(project, ann)
    record(lambda read: change(read["approvals"][1], bo))
    short, told = stopped(project)
    assert (short.code, short.message) == ("RG922", f"{TINY} is approved by Bo Chen alone; it takes 2")
    assert told.code == "RG947"
    assert why in told.message
    approve(project, ann)  # again, now that the former one does not count
    assert stopped(project) == []


def test_a_signature_of_another_build_does_not_count(
    project: Path, ann: Person, bo: Person, record: Record
) -> None:
    """The digests that were signed are those of the record: what is written over them breaks the signature."""
    both(project, bo)
    approve(project, ann)
    approve(project, bo)
    record(lambda read: read["subject"].update({"more": "00"}))
    assert codes(stopped(project)) == ["RG923"]
    with (project / "data" / TINY / "delivery.yaml").open("a") as file:
        file.write("catch-up: skip\n")
    assert codes(stopped(project)) == ["RG923"]


def test_a_certificate_that_was_exchanged_voids_what_it_signed(
    project: Path, ann: Person, bo: Person
) -> None:
    both(project, bo)
    approve(project, ann)
    approve(project, bo)
    Person("Ann Lee", project / "keys")
    short, told = stopped(project)
    assert (short.code, told.code) == ("RG922", "RG947")


def test_an_expired_certificate_does_not_count_at_the_time_of_signing_alone(
    project: Path, bo: Person, record: Record
) -> None:
    Person("Ann Lee", project / "keys", begins=NOW - timedelta(days=9), days=10)
    both(project, bo)
    ann = Person("Ann Lee", project / "keys", begins=NOW - timedelta(days=9), days=10)
    approve(project, ann)
    approve(project, bo)
    assert stopped(project, NOW + timedelta(days=30)) == []
    old = Person("Ann Lee", project / "keys", key=ann.key, begins=NOW - timedelta(days=90), days=10)

    def sign_anew(read: Any) -> None:
        said = {
            "at": read["approvals"][0]["at"],
            "by": "Ann Lee",
            "edition": TINY,
            "subject": read["subject"],
        }
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        import base64

        signature = base64.b64encode(ann.key.sign(text.encode())).decode()
        read["approvals"][0].update(signature=signature, certificate=old.crt.read_text())

    record(sign_anew)
    assert "its certificate is valid from 2025-11-04 to 2025-11-14" in stopped(project)[1].message


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("{name: Ann Lee, certificate: keys/ann.crt}",), "approvals asks for 2, and 1 may approve"),
        (("{name: Ann Lee, certificate: keys/ann.crt}", "{name: ANN LEE, certificate: keys/bo.crt}"),
         "ANN LEE and Ann Lee may be one person's name"),
        (("{name: Ann Lee, certificate: keys/ann.crt}", "{name: Bo Chen, certificate: keys/ann.crt}"),
         "Bo Chen and Ann Lee have one certificate or key: they are one person"),
        (("{name: Ann Lee, certificate: keys/ann.crt}", "{name: Bo Chen, certificate: keys/cy.crt}"),
         "Bo Chen and Ann Lee have one certificate or key: they are one person"),
        (("{name: Ann Lee, certificate: keys/ann.crt}", "{name: Bo Chen, certificate: keys/none.crt}"),
         "the certificate of Bo Chen, keys/none.crt, cannot be read: No such file or directory"),
        (("{name: Ann Lee, certificate: keys/ann.crt}", "{name: Bo Chen, certificate: data}"),
         "the certificate of Bo Chen, data, is not read: this is a folder, and no file"),
        (("{name: Ann Lee, certificate: keys/ann.crt}", "{name: Bo Chen, certificate: keys/bo.pem}"),
         "keys/bo.pem holds no certificate of Bo Chen that signs"),
    ],
)  # fmt: skip
def test_approvers_who_cannot_approve_are_said_with_their_place(
    project: Path, ann: Person, bo: Person, lines: tuple[str, ...], said: str
) -> None:
    bo.pem()
    Person("Cy Roe", project / "keys", key=ann.key)  # another certificate of Ann's key
    name_approvers(project, *lines)
    finding = stopped(project)[0]
    assert finding.code == "RG946"
    assert finding.message.startswith(said)
    assert finding.locus is not None
    assert finding.locus.file.endswith("delivery.yaml")


def test_one_key_behind_two_certificates_counts_once(project: Path, ann: Person) -> None:
    """Named by fingerprints, nobody sees before they sign that it is one key."""
    twin = Person("Bo Chen", project / "keys", key=ann.key)
    name_approvers(
        project, *(f'{{name: {one.name}, certificate: "{one.fingerprint}"}}' for one in (ann, twin))
    )
    approve(project, ann)
    approve(project, twin)
    short, told = stopped(project)
    assert (short.code, told.code) == ("RG922", "RG947")
    assert told.message.endswith("the same person or key approved already")


def test_old_records_count_where_nobody_is_named(project: Path, record: Record) -> None:
    file = project / "data" / TINY / "delivery.yaml"
    file.write_text(f"{file.read_text('utf-8')}approvals: 1\n", "utf-8")
    approve(project, "Ann Lee")
    assert set(
        json.loads((project / "output" / "approvals" / f"{TINY}.json").read_bytes())["approvals"][0]
    ) == {"by", "at"}
    assert stopped(project) == []


# ---- keys ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["rsa", "ec", "ed25519"])
@pytest.mark.parametrize("form", ["p12", "pem"])
def test_a_key_and_its_password(tmp_path: Path, kind: str, form: str) -> None:
    ann = Person("Ann Lee", tmp_path / "keys", kind)
    secret = "open sesame, 開門"
    path = getattr(ann, form)(secret)
    crt = ann.crt if form == "pem" else None
    (tmp_path / "word").write_text(secret + "\n", "utf-8")
    (tmp_path / "key-password").write_text(secret, "utf-8")
    for environment in (
        {"REPORTGEN_KEY_PASSWORD": secret},
        {"REPORTGEN_KEY_PASSWORD_FILE": str(tmp_path / "word")},
        {"CREDENTIALS_DIRECTORY": str(tmp_path)},
    ):
        assert read_key(path, crt, environment).certificate.pem == ann.crt.read_text()
    for wrong in ({}, {"REPORTGEN_KEY_PASSWORD": "another secret"}):
        with pytest.raises(Misuse) as caught:
            read_key(path, crt, wrong)
        assert secret not in str(caught.value)
        assert "another secret" not in str(caught.value)


def test_what_does_not_go_together_is_said(tmp_path: Path) -> None:
    ann, bo = Person("Ann Lee", tmp_path / "keys"), Person("Bo Chen", tmp_path / "keys")
    with pytest.raises(Misuse, match="holds no certificate; name it"):
        read_key(ann.pem(), None, {})
    with pytest.raises(Misuse, match="is not that of the key in"):
        read_key(ann.pem(), bo.crt, {})
    with pytest.raises(Misuse, match="holds no certificate that signs"):
        read_key(ann.pem(), bo.pem(), {})
    bundle = tmp_path / "keys" / "bundle.pem"
    bundle.write_bytes(ann.pem().read_bytes() + ann.crt.read_bytes())
    assert read_key(bundle, None, {}).certificate.pem == ann.crt.read_text()


def test_a_fingerprint_that_is_too_short_is_told(project: Path) -> None:
    name_approvers(project, '{name: Ann Lee, certificate: "4F:0A"}', needed=1)
    told = next(one for one in stopped(project) if one.code == "RG946")
    assert "has 4 hex digits; a SHA-256 fingerprint has 64" in told.message


def test_the_paper_says_how_to_make_a_key_that_signs(project: Path, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    paper = (DOCS / "approvals.md").read_text("utf-8")
    commands = re.findall(r"(?m)^    (openssl (?:req|pkcs12|x509) .*)$", paper)
    assert [command.split()[1] for command in commands] == ["req", "pkcs12", "x509"]
    for command in commands:
        secret = ["-passout", "pass:sesame-1234"] if "pkcs12" in command else []
        done = subprocess.run(
            [*shlex.split(command), *secret], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
    fingerprint = done.stdout.strip().partition("=")[2]
    name_approvers(project, f'{{name: Ann Lee, certificate: "{fingerprint}"}}', needed=1)
    key = read_key(tmp_path / "ann.p12", None, {"REPORTGEN_KEY_PASSWORD": "sesame-1234"})
    now = datetime.now(UTC) + timedelta(minutes=1)
    assert approve_built(places(project), TINY, "Ann Lee", lambda: now, key).names == ("Ann Lee",)


# ---- the command, and an auditor -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["rsa", "ec", "ed25519"])
def test_the_command_signs_and_openssl_agrees(project: Path, tmp_path: Path, kind: str) -> None:
    """As docs/approvals.md tells an auditor to."""
    secret = "sesame-1234"
    ann = Person("Ann Lee", project / "keys", kind)
    name_approvers(project, "{name: Ann Lee, certificate: keys/ann.crt}", needed=1)
    key = ann.p12(secret)
    arguments = ("approve", TINY, "--by", "ann lee", "--key", key)
    without = reportgen(*arguments, cwd=project)
    assert (without.returncode, "REPORTGEN_KEY_PASSWORD" in without.stderr) == (2, True)
    made = reportgen(*arguments, cwd=project, REPORTGEN_KEY_PASSWORD=secret)
    assert made.returncode == 0, made.stderr
    again = reportgen(*arguments, cwd=project, REPORTGEN_KEY_PASSWORD=secret)
    assert (again.returncode, "RG948" in again.stderr) == (1, True)
    file = project / "output" / "approvals" / f"{TINY}.json"
    for text in (made.stdout, made.stderr, again.stderr, file.read_text("utf-8")):
        assert secret not in text
    assert codes(stopped(project)) == [], "approved at the machine's own time"

    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    paper = (DOCS / "approvals.md").read_text("utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", paper, re.DOTALL)
    work = tmp_path / "audit"
    work.mkdir()
    subprocess.run([sys.executable, "-X", "utf8", "-c", program, str(file)], cwd=work, check=True)
    name = {"rsa": "RSA", "ec": "ECDSA", "ed25519": "Ed25519"}[kind]
    (command,) = re.findall(rf"(?m)^{name} +(openssl .*)$", paper)
    right = subprocess.run(command.split(), cwd=work, capture_output=True, encoding="utf-8", check=False)
    assert right.returncode == 0, right.stderr
    said = work / "vote1.json"
    said.write_bytes(said.read_bytes().replace(b"ann lee", b"ann leo"))
    wrong = subprocess.run(command.split(), cwd=work, capture_output=True, check=False)
    assert wrong.returncode != 0
