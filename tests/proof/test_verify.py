"""Verification by a recipient who has nothing but the file."""

from __future__ import annotations

import io
import json
import random
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from edits import Desk
from support import NOW, TINY, reportgen
from surgery import attached, digits_shown, rewritten

from reportgen.errors import Misuse
from reportgen.proof import prove
from reportgen.proof.file_kinds import CHECKS
from reportgen.proof.verify import LIMITS, verification_json, verification_text, verify
from reportgen.record.attachments import FACTS


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk("en")


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("suffix", ["pdf", "html"])
def test_the_command_needs_nothing_but_the_file(desk: Desk, tmp_path: Path, suffix: str) -> None:
    data = desk.pressed[suffix]
    written(tmp_path, f"brief.{suffix}", data)
    done = reportgen("verify", f"brief.{suffix}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("holds        ") == len(CHECKS)
    assert "FAILS" not in done.stdout
    assert sha256(data).hexdigest() in done.stdout
    assert LIMITS in done.stdout


def test_an_edited_file_fails_in_plain_words(desk: Desk, tmp_path: Path) -> None:
    page = desk.pressed["html"].decode().replace("12,420,000,000", "12,430,000,000")
    written(tmp_path, "brief.html", page.encode())
    done = reportgen("verify", "brief.html", cwd=tmp_path)
    assert done.returncode == 1
    assert "FAILS        every cited number stands where it was cited" in done.stdout
    assert "RG702: brief.html: page: row 1 of the appendix" in done.stdout


def test_scripts_get_json(desk: Desk, tmp_path: Path) -> None:
    data = attached(desk.pressed["pdf"], FACTS, desk.facts.replace(b"3.15 bn", b"3.45 bn"))
    written(tmp_path, "brief.pdf", data)
    done = reportgen("verify", "brief.pdf", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    (document,) = json.loads(done.stdout)["documents"]
    outcome = {item["check"]: item["holds"] for item in document["checks"]}
    assert outcome["its numbers are what those facts give when they are derived again"] is False
    assert document["sha256"] == sha256(data).hexdigest()
    assert {"RG709", "RG711", "RG712"} <= {finding["code"] for finding in document["findings"]}


def test_a_file_that_is_not_there_is_a_misuse(tmp_path: Path) -> None:
    with pytest.raises(Misuse):
        verify([tmp_path / "none.pdf"], NOW)


def test_what_was_not_reached_is_not_said_to_hold(tmp_path: Path) -> None:
    verified, between = verify([written(tmp_path, "x.pdf", b"%PDF-1.7\n")], NOW)
    assert set(verified[0].checks.values()) == {False, None}
    assert "holds  " not in verification_text(verified, between)
    assert json.loads(verification_json(verified, between))["holds"] is False


def test_two_languages_are_held_against_each_other(desk: Desk, tmp_path: Path) -> None:
    other = Desk("zh-Hant")
    paths = [
        written(tmp_path, "en.html", desk.pressed["html"]),
        written(tmp_path, "zh.html", other.pressed["html"]),
    ]
    verified, between = verify(paths, NOW)
    assert between == ()
    assert all(one.proved.holds for one in verified)


def test_every_digit_in_the_metadata_counts(desk: Desk) -> None:
    with pikepdf.open(io.BytesIO(desk.pressed["pdf"])) as document:
        fields = {key: str(value) for key, value in document.docinfo.items()}
    edited = 0
    for key, text in fields.items():
        for at, char in enumerate(text):
            if char.isdigit():
                changed = text[:at] + str((int(char) + 1) % 10) + text[at + 1 :]
                data = rewritten(
                    desk.pressed["pdf"], lambda pdf, k=key, v=changed: pdf.docinfo.update({k: v})
                )
                assert not prove(desk.name, data).holds, (key, changed)
                edited += 1
                break
    assert edited >= 4


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_any_digit_on_a_page_that_is_changed_is_found(language: str) -> None:
    """A sample of all digits that a reader sees, wherever they stand."""
    page = Desk(language).pressed["html"].decode()
    chance = random.Random(20260202)
    for at in chance.sample(digits_shown(page), 25):
        changed = page[:at] + str((int(page[at]) + chance.randint(1, 9)) % 10) + page[at + 1 :]
        assert not prove(f"{TINY}.{language}.html", changed.encode()).holds, page[at - 60 : at + 20]


def test_all_changed_together_cannot_be_found(desk: Desk, tmp_path: Path) -> None:
    """What verification cannot do, and says so: another brief, honestly made from other facts, holds."""
    from support import build_tiny

    told = "value: {0} bn USD, source: release ¶3, printed: ${0} billion"
    built = build_tiny(
        tmp_path,
        {"facts.yaml": {told.format("3.15"): told.format("3.45")}},
        languages=("en",),
        formats=("html",),
    )
    verified, between = verify([built.folder / f"{TINY}.en.html"], NOW)
    assert verified[0].proved.holds
    assert "cannot say who made it" in verification_text(verified, between)
    assert verified[0].digest != sha256(desk.pressed["html"]).hexdigest()
