"""The place for a signature in a finished PDF: whether it is what the press writes, which neither acts nor is seen."""

from __future__ import annotations

import io
import re
from typing import Any, Final

from reportgen.proof.finished import Unreadable
from reportgen.record.signature_slot import SIGNATURE_KEYS, SignatureSlot, covers_all_else, signature_slot

_FORM_KEYS: Final = {"/Fields", "/SigFlags"}
_FIELD_KEYS: Final = {
    "/Type", "/Subtype", "/FT", "/T", "/TU", "/F", "/Rect", "/P", "/V", "/StructParent",
}  # fmt: skip
_STRANGE: Final = "its form is not the one place for a signature that the press writes"


def has_signature_place(data: bytes) -> bool:
    """Whether a PDF has a place for a signature, on its first page. Raises Unreadable where the file has a form of
    another kind, one that is seen or acts, or where the bytes that look like a signature are not the field's."""
    import pikepdf

    try:
        slot = signature_slot(data)
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return _has_place(pdf, data, slot)
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable(f"its form cannot be read: {re.sub('^stream <[^>]*> *', '', str(error))}") from None


def _has_place(pdf: Any, data: bytes, slot: SignatureSlot | None) -> bool:
    form = pdf.Root.get("/AcroForm")
    if form is None and slot is None:
        return False
    if form is None or slot is None or "/Perms" in pdf.Root:
        raise Unreadable(_STRANGE)
    (field,) = form.Fields
    start, end = slot.room
    value, page = field.V, pdf.pages[0].obj
    wanted = (
        form.keys() == _FORM_KEYS
        and int(form.SigFlags) == 3
        and field.keys() == _FIELD_KEYS
        and (str(field.FT), str(field.Subtype), int(field.F)) == ("/Sig", "/Widget", 132)
        and [float(edge) for edge in field.Rect] == [0, 0, 0, 0]
        and field.P.objgen == page.objgen
        and [one.objgen for one in page.Annots].count(field.objgen) == 1
        and value.keys() == {f"/{key}" for key in SIGNATURE_KEYS}
        and covers_all_else(data, slot)
        and [int(one) for one in value.ByteRange] == [0, start, end, len(data) - end]
        and bytes(value.Contents) == bytes.fromhex(data[start + 1 : end - 1].decode())
    )
    if not wanted:
        raise Unreadable(_STRANGE)
    return True
