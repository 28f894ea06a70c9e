"""The table of edits in docs/attacks.md names every kind there is, and is right about a small edition."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any, Final

import pytest
from edits import SEAL, Desk
from pages import DOCS
from signers import holder
from support import NOW, TINY
from surgery import sealed_anew

from benchmarks.forging_html import HTML_KINDS, Sheet
from benchmarks.forging_pdf import KINDS
from benchmarks.paper import Paper
from reportgen.proof import prove
from reportgen.proof.origin import Trusting, origin_of
from reportgen.record.seal import broken_seal

ROW: Final = re.compile(r"^\| ([^|]+) \| ((?:PDF|HTML|, )+) \| (\w+) \| ([^|]+) \| (\w+) \|$", re.MULTILINE)


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Kind, suffix, and what is said of seal, proof and signature."""
    for kind, files, seal, proof, signature in ROW.findall((DOCS / "attacks.md").read_text("utf-8")):
        yield from ((kind, suffix.lower(), seal, proof, signature) for suffix in files.split(", "))


@cache
def honest(suffix: str) -> tuple[str, Any]:
    name = f"{TINY}.en.{suffix}"
    data = Desk("en").pressed[suffix]
    return name, Paper(name, data) if suffix == "pdf" else Sheet(name, data)


def test_every_kind_of_edit_stands_in_the_table_once() -> None:
    told = [(kind, suffix) for kind, suffix, *_ in rows()]
    known = {(kind, "pdf") for kind in KINDS} | {(kind, "html") for kind in HTML_KINDS}
    assert len(told) == len(set(told))
    assert set(told) == known


@cache
def signed(suffix: str) -> tuple[str, bytes, Any, dict[str, bytes], Trusting]:
    """The edition signed: its name, its bytes and the document, what lies beside it, and whom its reader asks for."""
    signer = holder("Acme Investor Relations")
    name, document = honest(suffix)
    asked = Trusting((signer.der,), signer.fingerprint)
    if suffix == "pdf":
        data = Desk("en").signed_pdf(signer.signing())
        return name, data, Paper(name, data), {}, asked
    data = Desk("en").pressed[suffix]
    return name, data, document, {f"{name}.p7s": signer.signing().sign(data)}, asked


@pytest.mark.parametrize("suffix", ["pdf", "html"])
def test_the_honest_file_holds(suffix: str) -> None:
    name, data, _, beside, asked = signed(suffix)
    origin = origin_of(name, data, beside.get, asked, NOW)
    assert origin.holds
    assert origin.findings == ()
    assert not broken_seal(data)
    assert prove(name, data).holds


def test_any_change_of_a_byte_breaks_seal_and_signature() -> None:
    assert {(seal, signature) for _, _, seal, _, signature in rows()} == {("yes", "yes")}


@pytest.mark.parametrize(("kind", "suffix"), [row[:2] for row in rows()])
def test_a_signature_tells_each_edit_whoever_seals_it_anew(kind: str, suffix: str) -> None:
    name, _, document, beside, asked = signed(suffix)
    make, _ = (KINDS if suffix == "pdf" else HTML_KINDS)[kind]
    made = next(islice(make(document, random.Random(zlib.crc32(kind.encode()))), 1), None)
    if made is None:
        return
    edited = made()
    for data in (edited, sealed_anew(edited)):
        origin = origin_of(name, data, beside.get, asked, NOW)
        assert not origin.holds
        assert {"RG715", "RG716"} & {finding.code for finding in origin.findings}


@pytest.mark.parametrize(("kind", "suffix", "proof"), [(row[0], row[1], row[3]) for row in rows()])
def test_the_table_is_right(kind: str, suffix: str, proof: str) -> None:
    name, document = honest(suffix)
    make, _ = (KINDS if suffix == "pdf" else HTML_KINDS)[kind]
    made = next(islice(make(document, random.Random(zlib.crc32(kind.encode()))), 1), None)
    if made is None:  # the small edition has nothing of the kind
        return
    edited = made()
    assert broken_seal(edited)
    found = {finding.code for finding in prove(name, sealed_anew(edited)).findings if finding.blocks}
    said, _, codes = proof.partition(": ")
    if said == "no":
        assert found == set()
    elif said == "yes":
        assert found & set(codes.split(", "))
    assert SEAL not in found or SEAL in codes
