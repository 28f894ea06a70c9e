"""What a recipient is told of a signature: attacks on it, who is trusted, and what is never said to hold."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydyf
import pytest
from signers import SIGNED_AT, Holder, authority, holder
from support import NOW, TINY, build_tiny, reportgen

from reportgen.errors import Misuse, Rejected
from reportgen.press.signature_field import add_signature_field
from reportgen.proof import origin as origin_module
from reportgen.proof.asked_signer import read_signer
from reportgen.proof.origin import ANYBODY, FileOrigin, OriginState, Trusting, origin_of
from reportgen.proof.origin_report import origin_lines
from reportgen.proof.verify import verification_json, verification_text, verify
from reportgen.record.seal import sealed
from reportgen.record.signature_slot import covered, put_signature, signature_slot

EN, PAGE = f"{TINY}.en.pdf", f"{TINY}.en.html"


@pytest.fixture(scope="module")
def acme() -> Holder:
    return holder("Acme Investor Relations", authority())


@pytest.fixture(scope="module")
def signed(acme: Holder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition in one language, signed: its folder."""
    return build_tiny(tmp_path_factory.mktemp("signed"), languages=("en",), signing=acme.signing()).folder


@pytest.fixture(scope="module")
def pdf(signed: Path) -> bytes:
    return (signed / EN).read_bytes()


def nothing(name: str) -> bytes | None:
    return None


def around(folder: Path) -> Callable[[str], bytes | None]:
    return lambda name: (folder / name).read_bytes() if (folder / name).is_file() else None


def found(data: bytes, asked: Trusting = ANYBODY, name: str = EN) -> FileOrigin:
    return origin_of(name, data, nothing, asked, NOW)


def codes(origin: FileOrigin) -> list[str]:
    return [finding.code for finding in origin.findings]


def fault(origin: FileOrigin) -> str:
    return origin.check.fault if origin.check else ""


def trusting(*holders: Holder, signer: str = "") -> Trusting:
    return Trusting(tuple(one.der for one in holders), signer)


def emptied(data: bytes) -> bytes:
    return put_signature(data, b"")


# ---- attacks -------------------------------------------------------------------------------------------------


def test_a_byte_edited_after_signing_breaks_it_even_where_it_is_sealed_anew(pdf: bytes) -> None:
    edited = (
        pdf.replace(b"/Producer", b"/Producex", 1)
        if b"/Producer" in pdf
        else pdf.replace(b"%\xf0", b"%\xf1", 1)
    )
    assert edited != pdf
    for data in (edited, sealed(edited)):
        origin = found(data)
        assert (fault(origin), codes(origin)) == ("it was made over other bytes", ["RG715"])


def test_an_appended_revision_breaks_signature_and_seal(pdf: bytes, tmp_path: Path) -> None:
    more = pdf + b"1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
    assert "covers something else" in fault(found(more))
    (tmp_path / EN).write_bytes(more)
    ((verified,), _) = verify([tmp_path / EN], NOW)
    assert {"RG708", "RG712", "RG715"} <= {finding.code for finding in verified.findings}


def test_another_key_signs_it_and_its_name_proves_nothing(pdf: bytes, acme: Holder) -> None:
    thief = holder("Acme Investor Relations", authority())
    slot = signature_slot(pdf)
    assert slot is not None and acme.above is not None
    stolen = put_signature(emptied(pdf), thief.signing().sign_pdf_bytes(covered(pdf, slot)))
    assert found(
        stolen
    ).holds  # whoever has a key can sign, and the report says that nobody is known to be trusted
    assert codes(found(stolen, trusting(acme.above))) == ["RG717"]
    assert codes(found(stolen, trusting(signer=acme.fingerprint))) == ["RG716"]
    by_name = found(stolen, trusting(signer="Acme Investor Relations"))
    assert codes(by_name) == ["RG716"]
    assert "a name alone proves nothing" in by_name.findings[0].message


def test_a_signature_of_another_file_does_not_hold(pdf: bytes, acme: Holder) -> None:
    other = acme.signing().sign_pdf_bytes(b"%PDF-1.7 something else")
    assert fault(found(put_signature(emptied(pdf), other))) == "it was made over other bytes"


def test_a_stripped_signature_is_none_and_is_missed_where_it_is_asked_for(pdf: bytes, acme: Holder) -> None:
    bare = emptied(pdf)
    assert found(bare).state is OriginState.UNSIGNED
    assert codes(found(bare)) == []
    assert codes(found(bare, trusting(signer=acme.fingerprint))) == ["RG716"]
    assert origin_lines(found(bare)) == [("not signed", "nobody vouches for where it comes from")]


def test_nothing_else_may_lie_in_the_room_of_a_signature(pdf: bytes) -> None:
    slot = signature_slot(pdf)
    assert slot is not None
    end = slot.room[1] - 1
    for data in (
        pdf[: end - 2] + b"41" + pdf[end:],
        put_signature(pdf, b"\x31\x03abc"),
        put_signature(pdf, b"\x30\x84"),
    ):
        assert codes(found(data)) == ["RG715"]


def test_a_place_that_says_it_covers_less_is_no_place(pdf: bytes) -> None:
    slot = signature_slot(pdf)
    assert slot is not None
    start, end = slot.ranges[2]
    less = pdf[:start] + b"%10d" % (int(pdf[start:end]) - 5) + pdf[end:]
    assert "covers something else" in fault(found(sealed(less)))


def test_two_places_are_none(pdf: bytes) -> None:
    twice = pdf.replace(b"startxref", b"/SubFilter /ETSI.CAdES.detached\nstartxref")
    assert "not as the press puts it" in fault(found(twice))


@pytest.mark.parametrize("end", ["2026-02-01", "2026-03-04"])
def test_one_that_was_made_with_an_ended_certificate_does_not_hold(pdf: bytes, end: str) -> None:
    days = 31 if end == "2026-02-01" else 62
    ended, slot = holder("Acme", days=days), signature_slot(pdf)
    assert slot is not None
    signing = ended.signing(at=SIGNED_AT.replace(month=1, day=20))
    data = put_signature(emptied(pdf), signing.sign_pdf_bytes(covered(pdf, slot)))
    assert f"its certificate is valid from 2026-01-01 to {end}" in fault(found(data))


def test_the_detached_signature_of_another_file_does_not_hold(signed: Path) -> None:
    page, listing = (signed / PAGE).read_bytes(), (signed / "manifest.json.p7s").read_bytes()
    swapped = origin_of(PAGE, page, {f"{PAGE}.p7s": listing}.get, ANYBODY, NOW)
    assert codes(swapped) == ["RG715"]


# ---- honest files --------------------------------------------------------------------------------------------


def test_each_file_of_a_signed_build_has_an_origin(signed: Path, acme: Holder) -> None:
    assert acme.above is not None
    asked = trusting(acme.above, signer="Acme Investor Relations")
    paths = [signed / name for name in (EN, PAGE, "manifest.json", "numbers.xlsx")]
    verified, _ = verify(paths, NOW, asked)
    assert [one.holds for one in verified] == [True] * 4, verification_text(verified, ())
    assert [one.origin.place for one in verified] == [
        "",
        f"{PAGE}.p7s",
        "manifest.json.p7s",
        "manifest.json.p7s",
    ]
    assert [one.origin.listed for one in verified] == [False, False, False, True]
    said = json.loads(verification_json(verified, ()))["documents"][0]["origin"]
    assert (said["state"], said["trusted"], said["signer"]["sha256"]) == ("checked", True, acme.fingerprint)
    assert said["not asked"] == ["whether the signer's certificate was revoked"]


def test_a_fingerprint_stands_for_itself(pdf: bytes, acme: Holder) -> None:
    colons = re.sub("(..)(?!$)", r"\1:", acme.fingerprint.upper())
    for wanted in (acme.fingerprint, colons, f"sha256:{acme.fingerprint}"):
        assert codes(found(pdf, trusting(signer=wanted))) == []


def test_the_report_says_what_it_does_not_know(signed: Path) -> None:
    ((verified,), _) = verify([signed / EN], NOW)
    said = verification_text([verified], ())
    assert "not known    whether that is who it says: name the certificate" in said
    assert "2026-03-04 05:06:07 UTC by the signer's own clock" in said
    assert "not asked    whether the signer's certificate was revoked" in said


def test_without_the_library_nothing_is_said_to_hold(
    signed: Path, acme: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origin_module, "can_check", lambda: False)
    ((verified,), _) = verify([signed / EN], NOW)
    said = verification_text([verified], ())
    assert verified.origin.holds is None and verified.holds
    assert "not checked  its signature, so that nothing is known" in said
    assert "pip install '.[sign]' in reportgen's folder" in said
    assert json.loads(verification_json([verified], ()))["documents"][0]["origin"]["holds"] is None
    ((required,), _) = verify([signed / EN], NOW, trusting(signer=acme.fingerprint))
    assert not required.holds


def test_a_manifest_whose_files_are_others_fails(signed: Path, tmp_path: Path) -> None:
    for path in signed.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "numbers.csv").write_text("1\n")
    (tmp_path / "numbers.json").unlink()
    ((verified,), _) = verify([tmp_path / "manifest.json"], NOW)
    assert [finding.message for finding in verified.findings] == [
        "manifest.json: 'numbers.csv' is not the file that it lists",
        "manifest.json: 'numbers.json' does not lie beside it",
    ]
    assert verified.origin.holds
    (tmp_path / "manifest.json").write_text('{"artifacts": [{"name": "../x", "sha256": "0"}]}')
    ((escaping,), _) = verify([tmp_path / "manifest.json"], NOW)
    assert [finding.code for finding in escaping.findings] == ["RG708", "RG715"]


@pytest.mark.parametrize("what", ["pipe", "device", "folder", "huge"])
@pytest.mark.parametrize("name", [f"{PAGE}.p7s", "manifest.json", "numbers.csv"])
def test_what_lies_beside_a_file_holds_nobody_up(what: str, name: str, signed: Path, tmp_path: Path) -> None:
    for path in signed.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).unlink()
    match what:
        case "pipe":
            os.mkfifo(tmp_path / name)
        case "device":
            (tmp_path / name).symlink_to("/dev/zero")
        case "folder":
            (tmp_path / name).mkdir()
        case "huge":
            with (tmp_path / name).open("wb") as handle:
                handle.truncate(1 << 30)
    asked_of = {f"{PAGE}.p7s": PAGE, "manifest.json": PAGE, "numbers.csv": "manifest.json"}
    if name == "manifest.json":
        (tmp_path / f"{PAGE}.p7s").unlink()
    ((verified,), _) = verify([tmp_path / asked_of[name]], NOW)
    assert [finding.code for finding in verified.findings] == ["RG714"]
    assert not verified.checked and not verified.holds
    assert True not in verified.checks.values()
    assert verified.origin.state is OriginState.UNCHECKED


# ---- the field -----------------------------------------------------------------------------------------------


def field_of(pdf: Any) -> Any:
    return next(one for one in pdf.objects if isinstance(one, dict) and one.get("FT") == "/Sig")


CHANGES = {
    "seen": lambda pdf: field_of(pdf).update(Rect=pydyf.Array([10, 10, 500, 500])),
    "acts": lambda pdf: field_of(pdf).update(
        A=pydyf.Dictionary({"S": "/JavaScript", "JS": "(app.alert\\(1\\))"})
    ),
    "hidden": lambda pdf: field_of(pdf).update(F=2),
    "of another kind": lambda pdf: field_of(pdf).update(FT="/Tx"),
    "another form": lambda pdf: pdf.catalog["AcroForm"].update(XFA=pydyf.String("x")),
    "in no form": lambda pdf: pdf.catalog.pop("AcroForm"),
    "with rights": lambda pdf: pdf.catalog.update(Perms=pydyf.Dictionary({})),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_field_that_is_seen_or_acts_is_refused(
    acme: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    def added(pdf: Any, words: Any) -> None:
        add_signature_field(pdf, words)
        CHANGES[change](pdf)

    monkeypatch.setattr("reportgen.press.pdf.add_signature_field", added)
    monkeypatch.setattr("reportgen.press.pressing.conform", lambda name, data: None)
    with pytest.raises(Rejected) as refused:
        build_tiny(tmp_path, languages=("en",), formats=("pdf",), signing=acme.signing())
    assert {finding.code for finding in refused.value.findings} == {"RG708"}


def test_the_command_asks_for_a_signer(signed: Path, acme: Holder, tmp_path: Path) -> None:
    assert acme.above is not None
    (tmp_path / "root.pem").write_bytes(acme.above.pem)
    (tmp_path / "none.pem").write_text("nothing")
    who = ("--require-signer", "Acme Investor Relations")
    cases = {
        ("--trust", "root.pem", *who): 0,
        who: 1,
        ("--require-signer", "Bo"): 1,
        ("--trust", "none.pem"): 2,
        ("--trust", "nowhere.pem"): 2,
        ("--trust", ""): 2,
        ("--trust", "."): 2,
        ("--require-signer", ""): 2,
        ("--require-signer", "  "): 2,
        ("--require-signer", acme.fingerprint): 0,
        ("--require-signer", acme.fingerprint[:40]): 2,
        ("--require-signer", "Bo", "--require-signer", acme.fingerprint): 2,
    }
    for more, code in cases.items():
        done = reportgen("verify", signed / EN, *more, cwd=tmp_path)
        assert done.returncode == code, (more, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        assert code < 2 or (done.stdout == "" and len(done.stderr.splitlines()) == 1), done.stderr
        assert not {"ParseError", "RG107"} & set(re.findall(r"\w+", done.stderr))


def test_a_fingerprint_is_taken_as_openssl_prints_it_and_whole_alone(acme: Holder) -> None:
    pairs = re.sub("(..)(?!$)", r"\1:", acme.fingerprint.upper())
    for whole in (
        pairs,
        f"sha256 Fingerprint={pairs}\n",
        f"SHA256 Fingerprint={pairs}",
        pairs.replace(":", " "),
    ):
        assert read_signer(whole) == acme.fingerprint
    for name in ("Acme Investor Relations", "ir@acme.example", "Ada", "Bo: the Firm", "3M"):
        assert read_signer(name) == name
    one_less = [pairs[:-3], pairs[:29], pairs[:-1], acme.fingerprint[:-1], "12ab34cd"]
    strange = [f"{acme.fingerprint}0", pairs.replace(":", "-:", 1), pairs[:-1] + "G", "sha256:aabb"]
    for text in (*one_less, *strange, f"SHA1 Fingerprint={pairs[:59]}"):
        with pytest.raises(Misuse, match="64 hex digits"):
            read_signer(text)


def test_who_is_named_by_fingerprint_is_known(pdf: bytes, signed: Path, acme: Holder) -> None:
    ((verified,), _) = verify([signed / EN], NOW, trusting(signer=acme.fingerprint))
    said = verification_text([verified], ())
    assert "not known" not in said
    assert "holds        the signer's certificate is the one whose SHA-256 you asked for" in said
    assert not found(pdf, trusting(signer="ab" * 32)).named


def test_who_named_a_certificate_is_not_told_to_name_one(pdf: bytes) -> None:
    stranger = holder("Bolt")
    origin = found(pdf, trusting(stranger, signer="Acme Investor Relations"))
    assert codes(origin) == ["RG717", "RG716"]
    assert not [one.message for one in origin.findings if "--trust" in one.message]
    assert "its signer is not trusted" in origin.findings[1].message


def test_a_certificate_that_has_ended_since_is_said_and_fails_who_asks_for_it(pdf: bytes) -> None:
    short, slot = holder("Acme", days=90), signature_slot(pdf)
    assert slot is not None
    data = put_signature(emptied(pdf), short.signing().sign_pdf_bytes(covered(pdf, slot)))
    ended = (
        "its certificate ended on 2026-04-01, and no time stamp that is trusted says that it was made before"
    )
    assert found(data).holds and codes(found(data)) == []
    assert ("ended", ended) in origin_lines(found(data))
    (finding,) = found(data, trusting(signer=short.fingerprint)).findings
    assert (finding.code, ended in finding.message) == ("RG716", True)
    assert codes(found(data, trusting(short, signer=short.fingerprint))) == ["RG717"]


def test_what_is_said_of_a_broken_place_is_plain_and_the_same_at_each_run(pdf: bytes, tmp_path: Path) -> None:
    slot = signature_slot(pdf)
    assert slot is not None
    at = slot.room[0] + 10
    (tmp_path / "no-hex.pdf").write_bytes(pdf[:at] + b"zz" + pdf[at + 2 :])
    (tmp_path / "other.pdf").write_bytes(pdf[:at] + b"ab" + pdf[at + 2 :])
    verified, _ = verify(sorted(tmp_path.iterdir()), NOW)
    said = [finding.message for one in verified for finding in one.findings]
    assert not [message for message in said if "0x" in message or "Error" in message]
    assert any("it cannot be read as a signature" in message for message in said)
