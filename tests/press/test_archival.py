"""PDF/A-3a and PDF/UA-1 in one file: held to the standards by a validator, and read with another library."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

import page
import pikepdf
import pydyf
import pypdfium2
import pytest
from support import LANGUAGES, Golden

from reportgen.errors import Rejected
from reportgen.languages import language as pack
from reportgen.press.archival import PROFILES, conform, finish

LARGEST = 600_000  # bytes of a PDF that mails anywhere


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def data(golden: Golden, language: str) -> bytes:
    return golden.pdf(language).read_bytes()


@pytest.fixture
def pdf(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize("profile", PROFILES)
def test_the_document_holds_to_the_standard(data: bytes, profile: str) -> None:
    report = page.validate_pdf_bytes(data, profile=profile)
    assert [failure.message for failure in report.failures] == []


def test_another_library_finds_no_fault_in_its_syntax(pdf: pikepdf.Pdf) -> None:
    assert pdf.check_pdf_syntax() == []


def test_a_document_that_does_not_conform_stops_the_build(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo
    changed = io.BytesIO()
    pdf.save(changed)
    with pytest.raises(Rejected) as caught:
        conform("x.pdf", changed.getvalue())
    assert {finding.code for finding in caught.value.findings} == {"RG605"}
    said = " ".join(finding.message for finding in caught.value.findings)
    assert "x.pdf is no PDF/A-3a" in said
    assert "x.pdf is no PDF/UA-1" in said


def test_a_table_of_more_rows_than_a_stranger_may_have_is_validated(pdf: pikepdf.Pdf) -> None:
    table = next(
        one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Table"
    )
    rows = [*table.K]
    table.K = pikepdf.Array(rows * (1_030 // len(rows) + 1))
    changed = io.BytesIO()
    pdf.save(changed)
    with contextlib.suppress(
        Rejected
    ):  # rows that stand in it twice break rules; what counts is that all are read
        conform("x.pdf", changed.getvalue())


def test_the_metadata_names_both_standards_in_the_clear(data: bytes) -> None:
    assert b'pdfaid:part="3"' in data
    assert b'pdfaid:conformance="A"' in data
    assert b'pdfuaid:part="1"' in data


def test_its_files_are_attached_with_their_relation_and_a_fixed_date(pdf: pikepdf.Pdf) -> None:
    attached = {str(item.UF): item for item in pdf.Root.AF}
    assert {name: str(item.AFRelationship) for name, item in attached.items()} == {
        "facts.yaml": "/Source",
        "vocabulary.yaml": "/Source",
        "numbers.json": "/Data",
        "numbers.csv": "/Data",
    }
    for item in attached.values():
        assert str(item.Desc)
        assert str(item.EF.F.Params.ModDate).startswith("D:20260202")


def test_the_attached_table_is_the_appendix(pdf: pikepdf.Pdf, golden: Golden, language: str) -> None:
    head, *rows = (
        bytes(pdf.attachments["numbers.csv"].get_file().read_bytes()).decode("utf-8-sig").splitlines()
    )
    own = [entry for entry in golden.numbers if language in entry["texts"]]
    assert len(rows) == len(own)
    assert f"shown {language}" in head


def test_pages_are_labelled_as_they_are_numbered(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    assert [document.get_page_label(n) for n in range(len(document))] == [
        str(n + 1) for n in range(len(document))
    ]


def test_the_window_shows_the_title(pdf: pikepdf.Pdf, language: str) -> None:
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) == language


def test_every_link_says_where_it_leads(pdf: pikepdf.Pdf, language: str) -> None:
    said = {
        (str(note.Dest)[0] in "rk" and str(note.Dest)[1:].isdigit(), str(note.Contents))
        for sheet in pdf.pages
        for note in sheet.get("/Annots", [])
    }
    words = pack(language).page
    assert said == {(True, words.to_row), (False, words.to_place)}


def test_words_in_another_language_are_tagged_so(pdf: pikepdf.Pdf, language: str) -> None:
    other = {str(element.Lang) for element in _elements(pdf.Root.StructTreeRoot.K[0]) if "/Lang" in element}
    assert "en" in other | {language}
    assert other, "the appendix quotes its sources in their own language"


def test_notes_are_notes_and_pictures_have_words_and_a_place(pdf: pikepdf.Pdf) -> None:
    elements = list(_elements(pdf.Root.StructTreeRoot.K[0]))
    notes = [element for element in elements if element.S == "/Note"]
    assert [str(note.ID) for note in notes] == ["f1-note"]
    figures = [element for element in elements if element.S == "/Figure"]
    assert figures
    for figure in figures:
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        width, height = (float(edge) for edge in figure.Pg.MediaBox[2:])
        assert 0 <= left < right <= width
        assert 0 <= bottom < top <= height
        assert str(figure.Alt)


def test_a_note_stands_at_the_foot_of_its_page(data: bytes, language: str) -> None:
    sheet = pypdfium2.PdfDocument(data)[0].get_textpage()
    marks = [
        sheet.get_charbox(index)[1]
        for index in range(sheet.count_chars())
        if sheet.get_text_range(index, 1) == "†"
    ]
    assert len(marks) == 2
    called, told = marks
    assert told < 110 < called  # points from below: above the margin of the page, below the text


def test_no_stream_ends_in_what_reads_as_a_line_end(data: bytes) -> None:
    assert b"\r\nendstream" not in data


def test_nor_does_one_that_is_made_while_the_file_is_written() -> None:
    """The compressed objects, and their places: whose last bytes are those of a checksum."""

    def written(number: int) -> bytes:
        made = pydyf.PDF()
        made.add_object(pydyf.String("z" * number))
        finish(made, pack("en").page)
        made.write(output := io.BytesIO(), compress=True)
        return output.getvalue()

    files = [written(number) for number in range(600)]  # one in 256 or so would
    assert not [number for number, file in enumerate(files) if b"\r\nendstream" in file]
    for file in files[:20]:
        with pikepdf.open(io.BytesIO(file)) as opened:
            assert opened.Root.Type == "/Catalog"


def _elements(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid)


def test_a_brief_of_ordinary_length_mails_anywhere(golden: Golden, language: str) -> None:
    path = golden.pdf(language)
    assert path.stat().st_size < LARGEST
