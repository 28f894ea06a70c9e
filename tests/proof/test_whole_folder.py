"""A folder as it was built, each of its files verified: what lies beside what, and what a name may not do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from signers import Holder, authority, holder
from support import NOW, TINY, build_tiny, reportgen

from reportgen.build import FORMATS
from reportgen.proof.verify import verification_text, verify

PAGE = f"{TINY}.en.html"


@pytest.fixture(scope="module")
def acme() -> Holder:
    return holder("Acme Investor Relations", authority())


@pytest.fixture(scope="module")
def signed(acme: Holder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition in one language, signed: its folder."""
    return build_tiny(tmp_path_factory.mktemp("signed"), languages=("en",), signing=acme.signing()).folder


def test_every_file_of_a_good_folder_holds(signed: Path, acme: Holder, tmp_path: Path) -> None:
    names = sorted(path.name for path in signed.iterdir())
    assert {"numbers.csv", "numbers.json", f"{PAGE}.p7s", "manifest.json.p7s"} <= set(names)
    done = reportgen("verify", *names, "--require-signer", acme.fingerprint, cwd=signed)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("against the manifest.json beside it, which is signed") == 2
    assert f"the signature of {PAGE}" in done.stdout
    assert "not reached" not in done.stdout and "FAILS" not in done.stdout
    bare = build_tiny(tmp_path, languages=("en",), formats=FORMATS[1:]).folder
    verified, _ = verify(sorted(bare.iterdir()), NOW)
    said = verification_text(verified, ())
    assert all(one.holds for one in verified), said
    assert "which is not signed: whoever edits the one can edit the other" in said


@pytest.mark.parametrize("name", ["numbers.csv", "numbers.json"])
def test_a_listed_file_is_held_against_the_manifest(name: str, signed: Path, tmp_path: Path) -> None:
    def said() -> tuple[list[str], list[bool | None]]:
        ((verified,), _) = verify([tmp_path / name], NOW)
        return [one.message for one in verified.findings], list(verified.checks.values())

    (tmp_path / name).write_bytes((signed / name).read_bytes())
    assert said() == (
        [f"{name}: it proves nothing by itself, and no manifest.json lies beside it"],
        [False, None],
    )
    (tmp_path / "manifest.json").write_bytes((signed / "manifest.json").read_bytes())
    assert said() == ([], [True, True])
    (tmp_path / name).write_bytes((signed / name).read_bytes().replace(b"1", b"2", 1))
    differs = f"{name}: it differs from what the manifest.json beside it says"
    assert said() == ([differs], [True, False])
    (tmp_path / "manifest.json").write_text("{}")
    assert said()[1] == [False, None]


def test_a_signature_is_checked_with_the_file_beside_it(signed: Path, tmp_path: Path, acme: Holder) -> None:
    def said() -> tuple[list[str], list[bool | None]]:
        ((verified,), _) = verify([tmp_path / f"{PAGE}.p7s"], NOW)
        return [one.code for one in verified.findings], list(verified.checks.values())

    (tmp_path / f"{PAGE}.p7s").write_bytes((signed / f"{PAGE}.p7s").read_bytes())
    assert said() == (["RG708"], [False, None])
    (tmp_path / PAGE).write_bytes((signed / PAGE).read_bytes())
    assert said() == ([], [True, True])
    (tmp_path / PAGE).write_bytes((signed / PAGE).read_bytes() + b" ")
    assert said() == (["RG715"], [True, False])
    (tmp_path / f"{PAGE}.p7s").write_bytes(b"nothing")
    assert said() == (["RG715"], [True, False])


def test_no_link_beside_a_file_is_followed_out_of_its_folder(signed: Path, tmp_path: Path) -> None:
    for path in signed.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "numbers.csv").unlink()
    (tmp_path / "numbers.csv").symlink_to(signed / "numbers.csv")
    ((listing,), _) = verify([tmp_path / "manifest.json"], NOW)
    assert [one.code for one in listing.findings] == ["RG714"]
    assert "numbers.csv: this is a link that leads out of the folder" in listing.findings[0].message
    ((named,), _) = verify([tmp_path / "numbers.csv"], NOW)
    assert named.holds  # whoever names a link means what it leads to


def test_the_name_of_a_file_begins_no_line_of_a_report(signed: Path, tmp_path: Path) -> None:
    forging = "a.html\n  holds        all is well\x1b[2J\u202e\udcff"
    names = [f"{forging}.html", f"{forging}.csv", f"{forging}.xlsx", f"{forging}.p7s", f"{forging}.pdf"]
    for name in names:
        (tmp_path / name).write_bytes((signed / PAGE).read_bytes())
    done = reportgen("verify", *names, cwd=tmp_path)
    assert done.returncode == 1
    assert not [line for line in done.stdout.splitlines() if line.startswith("  holds        all is well")]
    assert not set("\x1b\u202e") & set(done.stdout + done.stderr)
    assert "a.html\\n  holds        all is well\\x1b[2J\\u202e\\udcff.html" in done.stdout
    done = reportgen("verify", *names, "--format", "json", cwd=tmp_path)
    assert len(json.loads(done.stdout)["documents"]) == 5, done.stderr
    for more in (["none\n  holds"], [names[0], "--trust", "none\n  holds"]):
        done = reportgen("verify", *more, cwd=tmp_path)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
