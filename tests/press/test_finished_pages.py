"""The finished pages of the shipped edition and of the test editions, as PDFium reads them: they end full, no type is
too small, and no letter and no line of a drawing leaves the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from support import EVERY_EDITION, build_editions, shared_folder

MM: Final = 72 / 25.4
MARGIN: Final = 19 * MM  # at the head and at the foot
MOST_EMPTY: Final = 1 / 7  # of what stands between them
SMALLEST: Final = 7.0
# The pages of the shipped edition, and of its appendix.
MOST_PAGES: Final = (6, 4)
# Pages that nothing could have filled: what comes next is one exhibit alone in its section, or may only stand below a
# panel that is longer than what is beside it.
ALONE: Final = {("lanternfish-exhibits", 1), ("lanternfish-exhibits", 2), ("almanac", 1)}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_editions(shared_folder(tmp_path_factory.getbasetemp()), EVERY_EDITION)


def documents(folder: Path) -> Iterator[tuple[str, Any]]:
    import pypdfium2

    for path in sorted(folder.glob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        yield path.name, document
        document.close()


def pages_before_appendix(document: Any) -> int:
    marks = [mark for mark in document.get_toc() if mark.level == 1]
    return int(marks[-1].get_dest().get_index())  # counted from 0


def letters(page: Any) -> Iterator[tuple[str, float, tuple[float, float, float, float]]]:
    """The letters of a page, with the size of their type and their boxes."""
    import ctypes

    from pypdfium2 import raw

    textpage = page.get_textpage()
    for index in range(textpage.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(textpage.raw, index))
        if not char.isspace():
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(textpage.raw, index, ctypes.byref(matrix))
            size = raw.FPDFText_GetFontSize(textpage.raw, index) * abs(matrix.d or matrix.b)
            yield char, size, textpage.get_charbox(index)


@pytest.mark.parametrize("name", EVERY_EDITION)
def test_no_type_is_too_small_and_no_letter_leaves_the_sheet(folders: Path, name: str) -> None:
    for file, document in documents(folders / name):
        for number, page in enumerate(document, 1):
            wide, high = page.get_size()
            found = list(letters(page))
            assert (file, number, [one for one in found if one[1] < SMALLEST - 0.01]) == (file, number, [])
            edge = 8 * MM
            astray = [
                one
                for one in found
                if one[2][0] < edge or one[2][1] < edge or one[2][2] > wide - edge or one[2][3] > high - edge
            ]
            assert (file, number, astray) == (file, number, [])


@pytest.mark.parametrize("name", EVERY_EDITION)
def test_no_drawing_leaves_the_sheet(folders: Path, name: str) -> None:
    for file, document in documents(folders / name):
        for number, page in enumerate(document, 1):
            wide, high = page.get_size()
            for one in page.get_objects(max_depth=4):
                left, bottom, right, top = one.get_bounds()
                whole = (left <= 0.1, bottom <= 0.1, right >= wide - 0.1, top >= high - 0.1)
                out = max(-left, -bottom, right - wide, top - high)
                assert all(whole) or out <= 0.1, (file, number, left, bottom, right, top)


def inked(page: Any) -> Iterator[tuple[float, float]]:
    """From where to where, in points above the foot, something stands in the middle of the page, which is the main
    column's, whether a panel is beside it or not. What is as high as half of the page is a ground, on which things
    stand."""
    wide, high = page.get_size()
    boxes = [box for _, _, box in letters(page)]
    boxes += [one.get_bounds() for one in page.get_objects(max_depth=1)]
    for left, bottom, right, top in boxes:
        if left < 0.65 * wide and right > 0.4 * wide and bottom < high - MARGIN and top - bottom < high / 2:
            yield bottom, top


def widest_gap(page: Any) -> float:
    """The highest stretch of a page with nothing in its main column, between head and foot."""
    end, widest = MARGIN, 0.0
    for bottom, top in sorted(inked(page)):
        widest = max(widest, bottom - end)
        end = max(end, top)
    return widest


@pytest.mark.parametrize("name", EVERY_EDITION)
def test_pages_are_full(folders: Path, name: str) -> None:
    """All but the last page before the appendix and the last of it, which end where there is no more to print. What is
    beside the main column or under it (a panel, notes) hides no gap in it."""
    for file, document in documents(folders / name):
        appendix = pages_before_appendix(document)
        for number, page in enumerate(document, 1):
            if number in (appendix, len(document)) or (name, number) in ALONE:
                continue
            gap = widest_gap(page) / (page.get_size()[1] - 2 * MARGIN)
            assert gap <= MOST_EMPTY, (file, number, gap)


def test_the_shipped_edition_has_its_pages(folders: Path) -> None:
    for file, document in documents(folders / EVERY_EDITION[0]):
        appendix = pages_before_appendix(document)
        counted = appendix, len(document) - appendix
        assert (file, *(one <= most for one, most in zip(counted, MOST_PAGES, strict=True))) == (
            file,
            True,
            True,
        )
