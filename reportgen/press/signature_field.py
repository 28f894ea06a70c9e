"""The place for a signature in a PDF that is being written: a field that prints nothing, in its only revision.

A form field has to be tagged as Form and to have a description (ISO 14289-1, 7.18.1 and 7.18.4); one of no extent needs
no appearance (ISO 19005-3, 6.3.3). Its value is written in the clear, so that the place is found without a parser.
"""

from __future__ import annotations

from typing import Any, Final

from reportgen.languages.pack import PageWords
from reportgen.record.signature_slot import SIGNATURE_KEYS, SIGNATURE_VALUES

FIELD: Final = "Signature"
SIGNATURES_EXIST, APPEND_ONLY = 1, 2  # ISO 32000-1, table 219
PRINT, LOCKED = 4, 128  # ISO 32000-1, table 165


def add_signature_field(pdf: Any, words: PageWords) -> None:
    """Put the place for a signature on the first page of a PDF of pydyf's, behind all else in the order of reading."""
    import pydyf

    class InTheClear(pydyf.Dictionary):  # type: ignore[misc]
        compressible = False

    page = pdf.page_references[0]
    value = InTheClear(dict(zip(SIGNATURE_KEYS, SIGNATURE_VALUES, strict=True)))
    pdf.add_object(value)
    field = pydyf.Dictionary({
        "Type": "/Annot", "Subtype": "/Widget", "FT": "/Sig", "T": pydyf.String(FIELD),
        "TU": pydyf.String(words.signature), "F": PRINT | LOCKED, "Rect": pydyf.Array([0, 0, 0, 0]),
        "P": page, "V": value.reference,
    })  # fmt: skip
    pdf.add_object(field)
    form = pydyf.Dictionary(
        {"Fields": pydyf.Array([field.reference]), "SigFlags": SIGNATURES_EXIST | APPEND_ONLY}
    )
    pdf.catalog["AcroForm"] = form
    sheet = _object(pdf, page)
    sheet["Annots"] = pydyf.Array([*sheet.get("Annots", ()), field.reference])
    _tag(pdf, field, page)


def _tag(pdf: Any, field: Any, page: bytes) -> None:
    """Say in the structure tree where the field is read (ISO 32000-1, 14.7.4.3)."""
    import pydyf

    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    document = _object(pdf, root["K"][0])
    held = pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": page})
    made = pydyf.Dictionary({
        "Type": "/StructElem", "S": "/Form", "P": document.reference, "Pg": page, "K": pydyf.Array([held]),
    })  # fmt: skip
    pdf.add_object(made)
    document["K"].append(made.reference)
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    field["StructParent"] = 1 + max(numbers[::2])
    numbers += [field["StructParent"], made.reference]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
