"""PDF/A-3a and PDF/UA-1 in one file: what WeasyPrint's variant for the one leaves out of the other.

ISO 19005-3 (PDF/A-3) asks for a file that carries all it needs and says in its metadata what it conforms to;
ISO 14289-1 (PDF/UA-1) for one that can be read aloud. A file may conform to both, but then its metadata has to describe
the properties of the second in an extension schema, since the first knows none beyond its own list (ISO 19005-3,
6.6.2.3).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any, Final

from reportgen.codes.rg6_pages import RG605
from reportgen.errors import Rejected
from reportgen.exhibits.measure import JOINER
from reportgen.languages.pack import PageWords
from reportgen.press.structure import Sources

VARIANT: Final = "pdf/a-3a"
PROFILES: Final = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}

_UA: Final = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_ROW: Final = re.compile(r"[rk]\d+")  # the anchors of the appendix's rows: numbers and claims
_POINT: Final = 0.75  # of a CSS pixel


def conforming_metadata(metadata: Any) -> Any:
    """WeasyPrint's metadata of a document, which will say PDF/UA-1 beside PDF/A-3a, in one packet left in the clear.

    The packet is not compressed, so that a reader who knows nothing of PDF finds it (ISO 19005-3, 6.6.2.1, note).
    """
    from weasyprint.pdf.metadata import DocumentMetadata

    class ConformingMetadata(DocumentMetadata):  # type: ignore[misc]
        def include_in_pdf(
            self, pdf: Any, variant: str, version: int, conformance: str, compress: bool
        ) -> None:
            super().include_in_pdf(pdf, variant, version, conformance, compress=False)

        def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
            written: bytes = super().generate_rdf_metadata(variant, version, conformance)
            head, end, tail = written.rpartition(b"</rdf:RDF>")
            return head + _UA + end + tail

    made = ConformingMetadata()
    made.__dict__.update(metadata.__dict__)
    return made


def name_colours(document: Any) -> None:
    """Say which colours the document means: sRGB, by the profile that comes with WeasyPrint (ISO 19005-3, 6.2.3).

    WeasyPrint would do so by itself, and leave the profile's file open.
    """
    from weasyprint.css import ColorProfile

    profile = io.BytesIO((files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())
    document.color_profiles["srgb"] = ColorProfile(
        profile, "sRGB2014.icc", "relative-colorimetric", ("r", "g", "b")
    )


def bare_bookmarks(document: Any) -> None:
    """Leave word joiners and no-break spaces out of bookmarks, which are no lines and are searched as they stand."""
    for sheet in document.pages:
        sheet.bookmarks[:] = [
            (level, label.replace(JOINER, "").replace("\u00a0", " "), *more)
            for level, label, *more in sheet.bookmarks
        ]


def join_links(document: Any) -> None:
    """Leave out the further links that WeasyPrint makes of what is stressed in a link, which no Link element holds
    (ISO 14289-1, 7.18.5): the link around it is enough."""
    for sheet in document.pages:
        sheet.links[:] = [link for link in sheet.links if link[3].element_tag == "a"]


@contextmanager
def fuller_tags() -> Iterator[Sources]:
    """Meanwhile WeasyPrint's structure tree also says which language a run of text is in, what is a note, what is code
    and what is the mark of an item of a list, and where a picture stands in the page's own measure. Yields what each
    tag is made for, as it is made.

    ISO 14289-1 asks for the language of every run (7.2) and for notes with an identifier (7.9); WeasyPrint 70 tags
    neither, and gives a picture's box in CSS pixels from the top where ISO 32000-1, 14.8.5.4.3, wants points from
    below.
    """
    from weasyprint.pdf import tags

    original = tags._build_box_tree
    sources: Sources = {}

    def build(box: Any, parent: Any, pdf: Any, page_number: int, *rest: Any) -> Iterator[Any]:
        inner = getattr(box, "_box", box)
        element = inner.element
        for made in original(box, parent, pdf, page_number, *rest):
            if element is not None and made.number not in sources:
                sources[made.number] = element, inner.element_tag
                if inner.element_tag == element.tag:
                    _describe(made, element, _height(pdf, page_number))
            if element is not None and inner.element_tag in ("li::before", "p::before") and made["K"]:
                made["S"] = "/Lbl"
            yield made

    tags._build_box_tree = build
    try:
        yield sources
    finally:
        tags._build_box_tree = original


def _describe(made: Any, element: Any, height: float) -> None:
    import pydyf

    if language := element.get("lang"):
        made["Lang"] = pydyf.String(language)
    if element.get("role") == "img" and made["S"] == "/Span":
        made["Alt"] = pydyf.String(element.get("aria-label"))
    if element.tag == "code":
        made["S"] = "/Code"
    if element.get("role") == "note" and made["S"] == "/Span":
        made["S"], made["ID"] = "/Note", pydyf.String(element.get("id"))
    if made["S"] == "/Figure":
        left, top, right, bottom = (_POINT * edge for edge in made["A"]["BBox"])
        made["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def _height(pdf: Any, page_number: int) -> float:
    """The height of a page in points."""
    number = int(pdf.page_references[page_number].split()[0])
    height: float = pdf.objects[number]["MediaBox"][3]
    return height


def finish(pdf: Any, words: PageWords) -> None:
    """Give the pages their labels, and every link words that say where it leads.

    Pages are labelled as they are numbered in print (ISO 32000-1, 12.4.2). A link has to have a description
    (ISO 14289-1, 7.18.5), which WeasyPrint fills with the name of the anchor; `words` has one for the rows of the
    appendix and one for every other place.
    """
    import pydyf

    pages = pydyf.Dictionary({"S": "/D", "St": 1})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pages])})
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            to = words.to_row if _ROW.fullmatch(item["Dest"].string) else words.to_place
            item["Contents"] = pydyf.String(to)
        _end_well(item)
    add = pdf.add_object

    def add_written(item: Any) -> None:
        """Those that are made while the file is written: of the compressed objects, and of their places."""
        _end_well(item)
        add(item)

    pdf.add_object = add_written


def _end_well(item: Any) -> None:
    """See to the end of what is a stream and was filled. How an object is written is worked out once from here on, and
    not again for the digest that goes into the file; what is in it may change until then."""
    import pydyf

    kind: Any = type(item)
    item.__class__ = _keeping(kind)
    while isinstance(item, pydyf.Stream) and item.compress and item.data.endswith(b"\r\nendstream"):
        _end_otherwise(item)
        del item.data


@cache
def _keeping(kind: Any) -> Any:
    """A kind of object that keeps its data."""
    return type(kind.__name__, (kind,), {"data": cached_property(kind.data.fget)})


def _end_otherwise(stream: Any) -> None:
    """Let a compressed stream end with another byte than a carriage return.

    The line feed that follows makes CR LF of it, which some readers take for the end of the line before `endstream`,
    and the stream for one byte shorter than it says (ISO 19005-3, 6.1.7.1). The last byte belongs to the checksum of
    what is compressed: drawing and objects take a line feed more, all else is left uncompressed.
    """
    from weasyprint.pdf.stream import Stream

    if isinstance(stream, Stream) or stream.extra.get("Type") == "/ObjStm":
        stream.stream.append(b"")
    else:
        stream.compress = False


def conform(name: str, data: bytes) -> None:
    """Validate a finished PDF where the validator is installed (the extra `validation`).

    Raises Rejected with RG605 for every rule that the file breaks. What it finds is a fault of the press or of a
    template, not of the facts.
    """
    if not has_validator():
        return
    import page

    # Its own limits are for files of strangers; a table of 1,025 rows is beyond them. This process has limits.
    unlimited = page.SafetyLimits.unlimited()
    broken = [
        RG605.finding(f"{name} is no {standard}: {failure.message} ({failure.rule_id})")
        for profile, standard in PROFILES.items()
        for failure in page.validate_pdf_bytes(data, profile=profile, limits=unlimited).failures
    ]
    if broken:
        raise Rejected(dict.fromkeys(broken))


def has_validator() -> bool:
    """Whether the validator is installed, by the name of its distribution: a module called `page` may be anybody's."""
    try:
        return bool(version("page-validation"))
    except PackageNotFoundError:
        return False
