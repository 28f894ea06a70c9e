"""An envelope: one page that says what is in it, and files unchanged, in a PDF that a password opens (AES-256)."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from secrets import token_urlsafe
from typing import Any, Final
from warnings import catch_warnings

from reportgen.brief.edition import Edition
from reportgen.brief.families import families_of
from reportgen.document.nodes import Letter
from reportgen.document.walk import cited, plain
from reportgen.languages import LANGUAGES
from reportgen.press import fonts, pdf
from reportgen.press.layouts import Layouts
from reportgen.press.lettering import check_command
from reportgen.record.seal import PDF_KEY

_PAGE: Final = "email.envelope.html.j2"
_KINDS: Final = {
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Enveloped:
    """A file in an envelope: the name that its reader sees, its kind, its bytes."""

    name: str
    kind: str
    data: bytes

    @property
    def size(self) -> str:
        """How large it is, as a person reads it."""
        count = len(self.data)
        return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"


def press_envelope(
    edition: Edition,
    letter: Letter,
    sender: str,
    files: Sequence[Enveloped],
    templates: Mapping[str, bytes],
    corrects: bool,
) -> bytes:
    """The page of an envelope with the files attached, in the clear: `encrypted` closes it."""
    tag = letter.language
    shown: dict[str, object] = {
        "words": LANGUAGES[tag].envelope, "language": tag, "theme": edition.theme, "files": files, "sender": sender,
        "entity": plain(letter.entity), "corrects": corrects, "type": families_of(edition).of(tag),
        "command": check_command([file.name for file in files]),
        "disclaimer": "" if any(cited(letter.disclaimer)) else plain(letter.disclaimer),
    }  # fmt: skip
    page = Layouts(templates).render(_PAGE, shown)
    text = unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL))
    cuts = fonts.cut_faces(families_of(edition).of(tag).faces, text)
    printed = pdf.print_pdf(pdf.lay_out_pages(page, cuts), "envelope", edition.date)
    return _with_files(printed, files)


def _with_files(printed: bytes, files: Sequence[Enveloped]) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(printed)) as document:
        if f"/{PDF_KEY}" in document.Root:  # the seal of a document that is proved, which this is not
            del document.Root[f"/{PDF_KEY}"]
        _claim_no_archive(document)
        for file in files:
            spec = pikepdf.AttachedFileSpec(
                document, file.data, description="", filename=file.name, mime_type=_KINDS[file.kind],
                creation_date="", mod_date="",
            )  # fmt: skip
            document.attachments[file.name] = spec
        document.Root.PageMode = pikepdf.Name.UseAttachments
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


def _claim_no_archive(document: Any) -> None:
    """What is encrypted is no PDF/A (ISO 19005-3, 6.1.3), so that it does not say so."""
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name in ("pdfaid:part", "pdfaid:conformance"):
            if name in metadata:
                del metadata[name]


def encrypted(envelope: bytes, password: str) -> bytes:
    """An envelope that the password opens, its names and its metadata encrypted as well. No two are alike: there is a
    salt in each, and an owner's password that nobody knows."""
    import pikepdf

    with pikepdf.open(io.BytesIO(envelope)) as document:
        made = io.BytesIO()
        closed = pikepdf.Encryption(owner=token_urlsafe(24), user=password, R=6, aes=True, metadata=True)
        document.save(made, encryption=closed)
    return made.getvalue()


@dataclass(frozen=True)
class OpenedEnvelope:
    """What somebody has who opens an envelope with the password: the files by name, and how it was encrypted."""

    files: Mapping[str, bytes]
    strong: bool


class ClosedEnvelope(Exception):
    """An envelope that does not open."""


def open_envelope(data: bytes, password: str) -> OpenedEnvelope:
    """Open an envelope. Raises ClosedEnvelope for a wrong password, and for what is none."""
    import pikepdf

    try:
        with catch_warnings(action="ignore"), pikepdf.open(io.BytesIO(data), password=password) as document:
            strong = document.is_encrypted and _is_strong(document.encryption)
            files = {name: bytes(spec.get_file().read_bytes()) for name, spec in document.attachments.items()}
            return OpenedEnvelope(files, strong)
    except (pikepdf.PasswordError, pikepdf.PdfError, ValueError) as error:
        raise ClosedEnvelope(str(error)) from error


def _is_strong(how: Any) -> bool:
    methods = (how.stream_method, how.string_method, how.file_method)
    return how.R == 6 and all(method.name == "aesv3" for method in methods)
