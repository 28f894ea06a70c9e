"""Signatures on what is built: who signs, what other programs make of them, and what of a build they leave alone."""

from __future__ import annotations

import io
import json
import pickle
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from signers import SIGNED_AT, Holder, authority, holder, server_of_stamps, stamps
from support import TEMPLATES, TINY, Golden, build_tiny, reportgen, write_tiny

from reportgen.build import Built, Order, Project
from reportgen.errors import ReportgenError
from reportgen.many.errands import Builds
from reportgen.many.task import Task
from reportgen.press.archival import conform
from reportgen.press.limits import Limits
from reportgen.press.signed_files import sign_pdf
from reportgen.record.signature_slot import claimed_moment, signature_in, signature_slot

EN = f"{TINY}.en.pdf"


@pytest.fixture(scope="module")
def acme() -> Holder:
    return holder("Acme Investor Relations", authority())


@pytest.fixture(scope="module")
def signed(acme: Holder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition, signed: its folder."""
    return build_tiny(tmp_path_factory.mktemp("signed"), signing=acme.signing()).folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def validated(data: bytes, *trusted: Holder):  # type: ignore[no-untyped-def]
    """What pyHanko's own reader of PDF says of the one signature in a file."""
    from asn1crypto import x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    (found,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    roots = [x509.Certificate.load(one.der) for one in trusted]
    moment = SIGNED_AT + timedelta(days=1)
    with ThreadPoolExecutor(1) as aside:  # a test of this process may have left a loop running here
        context = ValidationContext(trust_roots=roots, moment=moment)
        return aside.submit(validate_pdf_signature, found, context).result()


def test_another_reader_finds_one_signature_over_the_whole_file(signed: Path, acme: Holder) -> None:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    assert acme.above is not None
    status = validated((signed / EN).read_bytes(), acme.above)
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert status.signer_reported_dt == SIGNED_AT


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler's pdfsig is not installed")
def test_a_third_reader_does_so_too(signed: Path) -> None:
    said = subprocess.run(
        ["pdfsig", "-nocert", signed / EN], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_it_is_still_for_archives_and_for_readers_who_listen(signed: Path) -> None:
    data = (signed / EN).read_bytes()
    conform(EN, data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not pdf.get_warnings()
        (field,) = pdf.Root.AcroForm.Fields
        assert str(field.TU) == "Signature of the publisher"
        tagged = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Form"
        ]
        assert [one.K[0].Obj.objgen for one in tagged] == [field.objgen]
    assert data.count(b"startxref") == 1


def test_it_has_what_pades_asks_for_and_no_time_of_its_own(signed: Path, acme: Holder) -> None:
    """EN 319 142-1, 5.3 and 6.3: the certificate's digest is signed, and the time stands in the dictionary alone."""
    from asn1crypto import cms

    data = (signed / EN).read_bytes()
    slot = signature_slot(data)
    assert slot is not None
    held = signature_in(data, slot)
    assert held is not None
    (info,) = cms.ContentInfo.load(held)["content"]["signer_infos"]
    said = {one["type"].native for one in info["signed_attrs"]}
    assert said == {"content_type", "message_digest", "signing_certificate_v2"}
    assert claimed_moment(data, slot) == SIGNED_AT
    page = cms.ContentInfo.load((signed / f"{TINY}.en.html.p7s").read_bytes())["content"]["signer_infos"][0]
    assert {one["type"].native for one in page["signed_attrs"]} == said | {"signing_time"}


def test_pages_and_manifest_are_signed_beside_them(signed: Path, acme: Holder, tmp_path: Path) -> None:
    assert acme.above is not None
    (tmp_path / "root.pem").write_bytes(acme.above.pem)
    when = f"{(SIGNED_AT + timedelta(days=1)).timestamp():.0f}"
    for name in (f"{TINY}.en.html", f"{TINY}.zh-Hant.html", "manifest.json"):
        command = [
            "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", f"{name}.p7s", "-content", name,
            "-CAfile", tmp_path / "root.pem", "-purpose", "any", "-attime", when, "-out", tmp_path / "got",
        ]  # fmt: skip
        done = subprocess.run(command, cwd=signed, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    listing = json.loads((signed / "manifest.json").read_bytes())
    assert listing["signed"] == {"certificate": acme.fingerprint, "stamped": False}
    assert {f"{TINY}.en.html.p7s", EN} <= {one["name"] for one in listing["artifacts"]}


def test_without_a_key_the_same_bytes_come_out_as_ever(signed: Path, golden: Golden) -> None:
    project = signed.parents[1]
    kept = files(signed)
    try:
        assert files(build_tiny(project).folder) == files(golden.folder)
    finally:
        shutil.rmtree(signed)
        signed.mkdir()
        for name, data in kept.items():
            (signed / name).write_bytes(data)


def test_a_build_stands_only_as_it_would_be_signed(acme: Holder, tmp_path: Path) -> None:
    said = {"formats": ("html",), "languages": ("en",), "if_changed": True}
    assert not build_tiny(tmp_path, **said).unchanged
    assert not build_tiny(tmp_path, **said, signing=acme.signing()).unchanged  # it stood unsigned
    again = build_tiny(tmp_path, **said, signing=acme.signing(at=SIGNED_AT + timedelta(days=1)))
    assert again.unchanged
    assert "manifest.json.p7s" in {one.name for one in again.artifacts}
    assert build_tiny(tmp_path, **said).unchanged  # nobody would sign, and what is signed stays
    assert not build_tiny(tmp_path, **said, signing=holder("Acme").signing()).unchanged
    (tmp_path / "output" / TINY / "manifest.json.p7s").unlink()
    assert not build_tiny(tmp_path, **said, signing=acme.signing()).unchanged


def test_a_part_that_is_built_anew_leaves_the_others_as_they_were_signed(
    acme: Holder, tmp_path: Path
) -> None:
    first = files(build_tiny(tmp_path, formats=("pdf",), signing=acme.signing()).folder)
    later = acme.signing(at=SIGNED_AT + timedelta(days=1))
    second = files(build_tiny(tmp_path, formats=("pdf",), languages=("en",), signing=later).folder)
    other = f"{TINY}.zh-Hant.pdf"
    assert first[other] == second[other]
    assert first[EN] != second[EN]
    third = files(build_tiny(tmp_path, formats=("pdf",), languages=("en",)).folder)
    assert other not in third  # a folder never holds what is signed beside what is not


def test_a_time_stamp_is_added_where_a_server_is_named(acme: Holder, tmp_path: Path) -> None:
    clock = server_of_stamps()
    with stamps(clock, at=SIGNED_AT) as url:
        made = build_tiny(tmp_path, formats=("pdf",), languages=("en",), signing=acme.signing(url))
    assert acme.above is not None
    data = (made.folder / EN).read_bytes()
    status = validated(data, acme.above, clock)
    assert status.timestamp_validity.trusted
    assert status.timestamp_validity.timestamp == SIGNED_AT
    conform(EN, data)
    assert json.loads((made.folder / "manifest.json").read_bytes())["signed"]["stamped"] is True


def test_neither_a_worker_nor_a_cache_has_the_key(acme: Holder, tmp_path: Path) -> None:
    write_tiny(tmp_path)
    project = Project(tmp_path / "data", tmp_path / "output", (TEMPLATES,), tmp_path / "cache")
    errand = Builds(lambda name: (project, Order(name, ("en",))), Limits(), True, acme.signing())
    with ExitStack() as held:
        task = errand.begin(TINY, held)
        assert isinstance(task, Task)
        work, arguments = pickle.loads(task.packed)
        returned = work(*arguments)
        built = errand.finish(TINY, returned)
    assert signature_slot((built.folder / EN).read_bytes())
    private = acme.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    secret = private[-64:]  # of the prime numbers
    places = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(places) > 10
    assert not any(secret in data for data in [pickle.dumps(task), pickle.dumps(returned), *places])
    cached = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    assert acme.certificate.public_bytes(Encoding.DER)[-64:] not in cached


def test_a_build_without_the_key_says_that_it_takes_signatures_away(acme: Holder, tmp_path: Path) -> None:
    said = {"formats": ("html",), "languages": ("en",)}

    def gone(built: Built) -> list[str]:
        return [one.message for one in built.findings if one.code == "RG718"]

    assert not gone(build_tiny(tmp_path, **said))
    assert not gone(build_tiny(tmp_path, **said, signing=acme.signing()))
    assert not gone(build_tiny(tmp_path, **said, if_changed=True))
    done = reportgen("build", TINY, "--lang", "en", "--format", "html", cwd=tmp_path)
    assert (done.returncode, "warning RG718: " in done.stderr) == (0, True), done.stderr
    assert "stood signed, and was built without a key" in done.stderr
    assert not list((tmp_path / "output" / TINY).glob("*.p7s"))
    assert not gone(build_tiny(tmp_path, **said, signing=acme.signing()))
    project = Project(tmp_path / "data", tmp_path / "output", (TEMPLATES,))
    errand = Builds(lambda name: (project, Order(name, ("en",), ("html",))), Limits(), False)
    with ExitStack() as held:
        task = errand.begin(TINY, held)
        assert isinstance(task, Task)
        work, arguments = pickle.loads(task.packed)
        assert gone(errand.finish(TINY, work(*arguments)))


def test_what_has_no_place_for_a_signature_gets_none(acme: Holder, golden: Golden) -> None:
    with pytest.raises(ReportgenError, match="it has no place for a signature"):
        sign_pdf(golden.pdf("en").read_bytes(), acme.signing())


def test_the_commands_sign_and_say_what_is_wrong_with_the_key(acme: Holder, tmp_path: Path) -> None:
    write_tiny(tmp_path)
    asked = ("build", TINY, "--lang", "en", "--format", "pdf")
    fresh = holder("Acme", kind="ec", days=36500)
    key = {"REPORTGEN_SIGNING_KEY_FILE": str(fresh.file(tmp_path))}
    for more in ((), ("--jobs", 1)):
        done = reportgen(*asked, *more, cwd=tmp_path, **key)
        assert done.returncode == 0, done.stderr
        assert reportgen(*asked, *more, "--if-changed", "--log", "json", cwd=tmp_path, **key).stderr.count(
            "unchanged"
        )
        who = ("--require-signer", fresh.fingerprint)
        held = reportgen("verify", f"output/{TINY}/{EN}", "--trust", "acme.pem", *who, cwd=tmp_path)
        assert held.returncode == 0, held.stdout
    done = reportgen(*asked, cwd=tmp_path, REPORTGEN_SIGNING_KEY_FILE="none.pem")
    assert (done.returncode, "none.pem cannot be read" in done.stderr) == (3, True)
