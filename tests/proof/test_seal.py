"""The seal: whatever is done to the bytes of a finished document is found, and what a PDF hides from one reader is
refused though it was sealed anew."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from hashlib import sha256

import pikepdf
import pytest
from edits import SEAL, Desk, sealed
from hypothesis import given
from hypothesis import strategies as st
from support import TINY
from surgery import sealed_anew, swap

from reportgen.proof import Proved, prove
from reportgen.record.attachments import FACTS
from reportgen.record.seal import HTML_SLOT, PDF_SLOT, broken_seal, not_one_revision
from reportgen.record.seal import sealed as seal

NAMES = {"pdf": f"{TINY}.en.pdf", "html": f"{TINY}.en.html"}
SHELLS = {
    "pdf": b"%PDF-1.7\n(" + PDF_SLOT.encode() + b")\nstartxref\n9\n%%EOF\n",
    "html": f"<head>\n{HTML_SLOT}</head>\n<p>x</p>\n".encode(),
}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk("en")


def found(proved: Proved) -> set[str]:
    return {finding.code for finding in proved.findings if finding.blocks}


# ---- the seal by itself ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", SHELLS)
def test_a_seal_is_the_hash_of_all_but_its_digits(kind: str) -> None:
    made = seal(SHELLS[kind])
    (digits,) = re.findall(rb"sha256:([0-9a-f]{64})", made)
    assert digits.decode() == sha256(made.replace(digits, b"")).hexdigest()
    assert broken_seal(made) == ""
    assert seal(made) == made


@given(st.sampled_from(sorted(SHELLS)), st.data())
def test_any_byte_that_is_changed_left_out_or_put_in_breaks_it(kind: str, data: st.DataObject) -> None:
    made = seal(SHELLS[kind])
    start = data.draw(st.integers(0, len(made)))
    end = data.draw(st.integers(start, min(start + 3, len(made))))
    new = data.draw(st.binary(max_size=3))
    changed = made[:start] + new + made[end:]
    same = (lambda text: text.replace(b"\r\n", b"\n")) if kind == "html" else bytes
    assert (broken_seal(changed) == "") == (same(changed) == same(made))


@pytest.mark.parametrize("kind", SHELLS)
@pytest.mark.parametrize("slots", [0, 2])
def test_there_is_one_slot(kind: str, slots: int) -> None:
    slot = f"({PDF_SLOT})".encode() if kind == "pdf" else HTML_SLOT.encode()
    other = SHELLS[kind].replace(slot, slot * slots)
    with pytest.raises(ValueError, match=f"this one has {slots}"):
        seal(other)
    assert "seal" in broken_seal(other)


# ---- finished documents ----------------------------------------------------------------------------------------


def _appended(data: bytes) -> bytes:
    return data + b"\n"


def _before(data: bytes) -> bytes:
    return b"\n" + data


def _byte(data: bytes) -> bytes:
    at = data.index(b"stream\n") + 40
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _increment(data: bytes) -> bytes:
    """A second revision behind the first, with another title: what most readers then show."""
    with pikepdf.open(io.BytesIO(data)) as document:
        number, root = document.docinfo.objgen[0], document.Root.objgen[0]
        size = int(document.trailer.Size)
    last = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    new = data + f"{number} 0 obj\n<< /Title (Sales of $99bn) >>\nendobj\n".encode()
    table = f"xref\n{number} 1\n{len(data):010} 00000 n \n"
    trailer = f"trailer\n<< /Size {size} /Root {root} 0 R /Info {number} 0 R /Prev {last} >>\n"
    return new + (table + trailer + f"startxref\n{len(new)}\n%%EOF\n").encode()


def resaved(
    change: Callable[[pikepdf.Pdf], object] = lambda document: None, **how: bool
) -> Callable[[bytes], bytes]:
    def save(data: bytes) -> bytes:
        memory = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as document:
            change(document)
            document.save(memory, **how)
        return memory.getvalue()

    return save


def _information(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = "Somebody Else"


def _packet(document: pikepdf.Pdf) -> None:
    said = document.Root.Metadata.read_bytes()
    document.Root.Metadata.write(said.replace(b"<pdfaid:part>", b"<pdfaid:part >"))


def _bookmark(document: pikepdf.Pdf) -> None:
    first = document.Root.Outlines.First
    first.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://x.example/")


def _attachment_added(document: pikepdf.Pdf) -> None:
    document.attachments["more.txt"] = pikepdf.AttachedFileSpec(document, b"More.", filename="more.txt")


def _attachment_renamed(document: pikepdf.Pdf) -> None:
    names = document.Root.Names.EmbeddedFiles.Names
    table = next(spec for spec in names if not isinstance(spec, pikepdf.String) and "csv" in str(spec.F))
    table.F = table.UF = pikepdf.String("numbers-final.csv")


FORGED: dict[str, Callable[[bytes], bytes]] = {
    "a byte changed": _byte,
    "a byte appended": _appended,
    "a byte before": _before,
    "an incremental update": _increment,
    "saved anew": resaved(),
    "saved anew for the web": resaved(linearize=True),
    "rebuilt": resaved(recompress_flate=True, normalize_content=True),
    "the information": resaved(_information),
    "the XMP metadata": resaved(_packet),
    "a bookmark's action": resaved(_bookmark),
    "an attachment added": resaved(_attachment_added),
    "an attachment renamed": resaved(_attachment_renamed),
}


@pytest.mark.parametrize("kind", FORGED)
def test_whatever_is_done_to_a_pdf_breaks_its_seal(desk: Desk, kind: str) -> None:
    data = FORGED[kind](desk.pressed["pdf"])
    proved = prove(NAMES["pdf"], data)
    (finding,) = [finding for finding in proved.findings if finding.code == SEAL]
    assert finding.message.startswith(NAMES["pdf"])
    assert "ask its sender" in finding.mend


@pytest.mark.parametrize(
    "edit",
    [
        swap("Tea is picked", "Tea is bought"), swap("--accent: #0f4c81", "--accent: #0f4c82"),
        lambda page: page + "\n", lambda page: page.replace("</html>", "<!-- -->\n</html>"),
        swap('id="facts-yaml">', 'id="facts-yaml"> '), lambda page: page.replace("\n", "\r"),
    ],
    ids=["a word", "a colour", "appended", "a comment", "an attachment", "other line ends"],
)  # fmt: skip
def test_whatever_is_done_to_a_page_breaks_its_seal(desk: Desk, edit: Callable[[str], str]) -> None:
    page = desk.pressed["html"].decode()
    assert edit(page) != page
    assert not sealed(prove(NAMES["html"], edit(page).encode()))


@pytest.mark.parametrize("kind", NAMES)
def test_a_document_without_a_seal_is_refused(desk: Desk, kind: str) -> None:
    digits = re.search(rb"sha256:[0-9a-f]{64}(?=\)|\">)", desk.pressed[kind])
    assert digits
    assert not sealed(prove(NAMES[kind], desk.pressed[kind].replace(digits[0], b"none")))


# ---- sealed anew -----------------------------------------------------------------------------------------------


def _repaired(data: bytes) -> bytes:
    """A table of contents that leads nowhere: qpdf looks for the objects by itself, and others do otherwise."""
    return re.sub(rb"startxref\n\d+", b"startxref\n17", data)


def _hybrid(data: bytes) -> bytes:
    """An older table behind the file's own, for readers who follow it."""
    saved = resaved(object_stream_mode=pikepdf.ObjectStreamMode.disable)(data)  # type: ignore[arg-type]
    return saved.replace(b"trailer << ", b"trailer << /Prev 17 ", 1)


@pytest.mark.parametrize(
    ("forge", "message"),
    [
        (_appended, "does not end as a PDF does"), (_before, "does not begin as a PDF does"),
        (_increment, "2 revisions"), (resaved(linearize=True), "several revisions"),
        (_repaired, "without being repaired"), (_hybrid, "without being repaired"),
    ],
    ids=["appended", "before", "an incremental update", "two tables", "repaired", "an older table"],
)  # fmt: skip
def test_what_two_readers_may_see_differently_is_refused_though_sealed_anew(
    desk: Desk, forge: Callable[[bytes], bytes], message: str
) -> None:
    data = sealed_anew(forge(desk.pressed["pdf"]))
    if forge is not _before:  # which no seal can be put into
        assert broken_seal(data) == ""
    proved = prove(NAMES["pdf"], data)
    (finding,) = [finding for finding in proved.findings if finding.code == "RG708"]
    assert message in finding.message


@pytest.mark.parametrize("kind", ["saved anew", "rebuilt", "the information", "a bookmark's action"])
def test_what_sealing_anew_can_still_forge(desk: Desk, kind: str) -> None:
    """As docs/proof.md says: no number speaks of it, and only the sender's manifest tells the two apart."""
    assert prove(NAMES["pdf"], sealed_anew(FORGED[kind](desk.pressed["pdf"]))).holds


def test_an_edit_of_the_facts_is_found_though_sealed_anew(desk: Desk) -> None:
    page = swap("value: 3.15 bn USD", "value: 3.45 bn USD")(desk.pressed["html"].decode())
    assert {"RG709", "RG711"} <= found(prove(NAMES["html"], sealed_anew(page.encode())))
    assert FACTS in desk.files


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\nstartxref\n9\n%%EOF\n", ""), (b"%PDF-1.7\nstartxref\n9\n%%EOF", ""),
        (b"x%PDF-1.7\nstartxref\n9\n%%EOF\n", "begin"), (b"%PDF-1.7\nstartxref\n9\n%%EOF\nx", "end"),
        (b"%PDF-1.7\n%%EOF\n", "end"), (b"%PDF-1.7\nstartxref\n9\n%%EOF\nstartxref\n9\n%%EOF\n", "2 revisions"),
        (b"%PDF-1.7\n%%EOF\nstartxref\n9\n%%EOF\n", "2 revisions"),
    ],
)  # fmt: skip
def test_a_pdf_is_one_revision_and_nothing_else(data: bytes, message: str) -> None:
    said = not_one_revision(data)
    assert bool(said) == bool(message)
    assert message in said
