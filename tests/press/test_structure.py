"""The structure tree of finished PDFs: what a reader who listens is told, in which order, and of what it is part."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest
from support import ALMANAC, EDITIONS, TEMPLATES, Golden, Here, once, shared_folder
from trees import Tagged, areas, kids, read_tree

from reportgen.build import Order, Project, build

GALLERY: Final = "lanternfish-exhibits"
GUIDED: Final = "hearth-fy2024q4"
BLOCKS: Final = ("/P", "/H1", "/H2", "/H3", "/LBody", "/TD", "/Div")


def built(shared: Path, name: str) -> Path:
    def make() -> str:
        places = Project(EDITIONS, shared / "structure", (TEMPLATES,))
        order = Order(name, languages=("en",), formats=("pdf",))
        return str(build(places, order, lambda _: None, Here()).folder)

    return Path(once(shared, f"structure-{name}", make)) / f"{name}.en.pdf"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Tagged:
    """Exhibits of all kinds, tables with groups and heads over several columns, an appendix of two pages."""
    return read_tree(built(shared_folder(tmp_path_factory.getbasetemp()), GALLERY))


@pytest.fixture(scope="module")
def guided(tmp_path_factory: pytest.TempPathFactory) -> Tagged:
    """Key figures that are reported and others that are guided."""
    return read_tree(built(shared_folder(tmp_path_factory.getbasetemp()), GUIDED))


@pytest.fixture(scope="module", params=["tiny", "almanac", "gallery", "guided"])
def tree(request: pytest.FixtureRequest, golden: Golden, almanac: Path) -> Tagged:
    match request.param:
        case "tiny":
            return read_tree(golden.pdf("en"))
        case "almanac":
            return read_tree(almanac / f"{ALMANAC}.en.pdf")
        case name:
            made: Tagged = request.getfixturevalue(name)
            return made


def inner(pdf: Tagged, kind: str) -> list[Any]:
    return list(pdf.all(kind))


# ---- all that is marked, and nothing twice -------------------------------------------------------------------


def test_every_stretch_has_one_element_and_the_pages_know_which(tree: Tagged) -> None:
    """No entry of the parent tree leads to an element that the root does not."""
    holders = dict(tree.stretches(tree.document))
    assert len(holders) == len(list(tree.stretches(tree.document)))
    numbers = pikepdf.NumberTree(tree.pdf.Root.StructTreeRoot.ParentTree)
    for page, sheet in enumerate(tree.pdf.pages):
        row = numbers[int(sheet.StructParents)]
        for mark, element in enumerate(row):
            held = holders.get((page, mark))
            assert (element is None) == (held is None), (page, mark)
            assert held is None or held.objgen == element.objgen
    drawn = {at for at, words in tree.words.items() if words.strip()}
    assert drawn <= holders.keys()


def test_every_link_stands_in_a_link(tree: Tagged) -> None:
    numbers = pikepdf.NumberTree(tree.pdf.Root.StructTreeRoot.ParentTree)
    held = {area.objgen: element for element in tree.all() for area in areas(element)}
    notes = [note for sheet in tree.pdf.pages for note in sheet.get("/Annots", [])]
    assert held.keys() == {note.objgen for note in notes}
    for note in notes:
        element = numbers[int(note.StructParent)]
        assert element.objgen == held[note.objgen].objgen
        assert element.S == "/Link"
        assert not list(tree.all("Link", element))[1:], "no link in a link"
        assert str(note.Contents)


def test_the_feet_of_pages_and_the_dots_of_the_contents_are_no_content(tree: Tagged) -> None:
    said = tree.says(tree.document)
    assert "Page 1" not in said
    assert ". . ." not in said
    left = " ".join("".join(tree.unmarked).split())
    assert "Page 1" in left


# ---- the order of reading ------------------------------------------------------------------------------------


def test_what_is_read_is_painted_in_the_same_order(tree: Tagged) -> None:
    """But for notes, which are read where they are called and stand at the foot of the page."""
    noted = {at for note in tree.all("Note") for at, _ in tree.stretches(note)}
    read = [at for at, _ in tree.stretches(tree.document) if at not in noted]
    assert read == sorted(read)


def test_the_headline_and_the_lead_come_before_the_key_figures(tree: Tagged) -> None:
    kinds = [str(element.S) for element in tree.all()]
    said = [tree.says(element) for element in tree.all("H2")]
    assert said[:2] == ["Key figures", "Contents"]
    assert kinds.index("/H1") < kinds.index("/L") < kinds.index("/H2") < kinds.index("/Table")


def test_headings_go_down_one_step_at_a_time(tree: Tagged) -> None:
    levels = [int(kind[2:]) for element in tree.all() if re.fullmatch(r"/H\d", kind := str(element.S))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_an_element_that_goes_on_over_a_page_is_one(gallery: Tagged) -> None:
    assert [str(kid.S) for kid in kids(gallery.document)].count("/Part") == 1
    pages = {page for (page, _), _ in gallery.stretches(next(gallery.all("Part")))}
    assert len(pages) > 1


# ---- tables --------------------------------------------------------------------------------------------------


def test_every_cell_knows_its_heads(tree: Tagged) -> None:
    for table in tree.all("Table"):
        heads = {str(head.ID): str(head.A.Scope) for head in tree.all("TH", table)}
        assert set(heads.values()) <= {"/Row", "/Column"}
        for row in tree.all("TR", table):
            named = [str(cell.ID) for cell in kids(row) if cell.S == "/TH" and cell.A.Scope == "/Row"]
            for cell in (cell for cell in kids(row) if cell.S == "/TD" and tree.says(cell)):
                own = [str(name) for name in cell.A.get("/Headers", [])]
                assert own or not named
                assert set(named) <= set(own) <= heads.keys()


def test_the_root_lists_every_name(tree: Tagged) -> None:
    names = pikepdf.NameTree(tree.pdf.Root.StructTreeRoot.IDTree)
    own = [str(element.ID) for element in tree.all() if "/ID" in element]
    assert sorted(own) == sorted(str(name) for name in names)
    assert len(own) == len(set(own))


def test_a_table_is_told_once_whatever_the_pages(gallery: Tagged) -> None:
    for table in gallery.all("Table"):
        parts = [str(kid.S) for kid in kids(table)]
        assert parts.count("/THead") == 1
        assert set(parts) <= {"/Caption", "/THead", "/TBody", "/TFoot"}
    *_, appendix = gallery.all("Table")
    assert len({page for (page, _), _ in gallery.stretches(appendix)}) == 2


def test_heads_over_columns_and_groups_are_among_a_cells_heads(gallery: Tagged) -> None:
    table = next(table for table in gallery.all("Table") if "Segments at a glance" in gallery.says(table))
    names = {str(head.ID): gallery.says(head) for head in gallery.all("TH", table)}
    last = [cell for cell in gallery.all("TD", table) if len(cell.A.get("/Headers", [])) == 4][-1]
    group, row, over, column = (names[str(name)] for name in last.A.Headers)
    spanning = [head for head in gallery.all("TH", table) if int(head.A.get("/ColSpan", 1)) > 1]
    assert {group, over} <= {gallery.says(head) for head in spanning}
    assert row
    assert column


def test_a_key_figure_is_one_row(tree: Tagged) -> None:
    """And a comparison that none has, no column."""
    section = next(element for element in tree.all("Sect") if tree.says(element).startswith("Key figures"))
    for table in tree.all("Table", section):
        head, *rows = tree.all("TR", table)
        assert [str(cell.S) for cell in kids(head)] in (["/TD", "/TH", "/TH"], ["/TD", "/TH", "/TH", "/TH"])
        assert rows
        for row in rows:
            name, value, *_ = kids(row)
            assert [str(cell.S) for cell in kids(row)] == ["/TH", *["/TD"] * (len(kids(head)) - 1)]
            assert tree.says(name)
            assert [str(item) for item in value.A.Headers] == [str(name.ID), str(kids(head)[1].ID)]


def test_the_figures_that_are_compared_with_nothing_but_a_year_ago_say_so(guided: Tagged) -> None:
    section = next(
        element for element in guided.all("Sect") if guided.says(element).startswith("Key figures")
    )
    heads = {
        guided.says(head) for head in guided.all("TH", section) if str(head.A.get("/Scope")) == "/Column"
    }
    assert heads == {"Reported", "Guided", "y/y"}


def test_what_is_guided_is_not_called_reported(guided: Tagged) -> None:
    section = next(
        element for element in guided.all("Sect") if guided.says(element).startswith("Key figures")
    )
    heads = [guided.says(kids(next(guided.all("TR", table)))[1]) for table in guided.all("Table", section)]
    assert heads == ["Reported", "Guided"]


def test_a_caption_stands_in_what_it_is_of(tree: Tagged) -> None:
    captions = inner(tree, "Caption")
    assert captions
    for caption in captions:
        assert caption.P.S in ("/Table", "/Figure")
        assert kids(caption.P)[0].objgen == caption.objgen


def test_pictures_have_words(tree: Tagged) -> None:
    assert all(str(figure.Alt).strip() for figure in tree.all("Figure"))


# ---- lists and notes -----------------------------------------------------------------------------------------


def test_lists_hold_items_and_items_a_label_and_a_body(tree: Tagged) -> None:
    for made in tree.all("L"):
        assert {str(kid.S) for kid in kids(made)} == {"/LI"}
        labelled = [[str(part.S) for part in kids(item)] for item in kids(made)]
        assert all(parts in (["/Lbl", "/LBody"], ["/LBody"]) for parts in labelled)
        if ["/Lbl", "/LBody"] in labelled:
            assert made.A.ListNumbering in ("/Decimal", "/Disc")


def test_the_contents_are_contents(tree: Tagged) -> None:
    (made,) = tree.all("TOC")
    assert {str(item.S) for item in kids(made)} == {"/TOCI"}
    assert all(re.search(r"\d$", tree.says(item)) for item in kids(made))


def test_a_note_has_its_mark_and_is_read_where_it_is_called(almanac: Path) -> None:
    tree = read_tree(almanac / f"{ALMANAC}.en.pdf")
    notes = inner(tree, "Note")
    assert notes
    for note in notes:
        assert kids(note)[0].S == "/Lbl"
        mark = tree.says(kids(note)[0]).strip()
        assert mark in tree.says(note.P)
        assert note.P.S in BLOCKS


def test_a_quotation_names_its_language(golden: Golden) -> None:
    tree = read_tree(golden.pdf("zh-Hant"))
    assert "en" in {str(element.Lang) for element in tree.all() if "/Lang" in element}
    assert str(tree.document.Lang) == "zh-Hant"
