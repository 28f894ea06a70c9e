"""The structure tree of a PDF, as a reader who listens meets it (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7).

WeasyPrint 70 tags boxes: an element that goes on over a page has a tag for each piece of it, anonymous boxes have tags
of their own, the feet of pages are content, and a cell's headers are those of its own page. Here the boxes are put
together again to the elements that they are of, in the order of reading, and tables are told what their heads head.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.press.table_heads import tie_cells
from reportgen.press.tags import Annotation, Content, Kid, Tag

# The element of HTML and the name of the box (`a::after`) that a tag was made for, by the number of its object.
Sources = dict[int, tuple[Any, str]]

_PLAIN: Final = ("/Span", "/NonStruct")
_REPEATED: Final = ("/THead", "/TFoot")  # at the head or foot of every page that the table goes on to
_KINDS: Final = {"figure": "/Div", "header": "/Div", "nav": "/Sect", "q": "/Quote"}
_BLOCKS: Final = (
    "/P", "/H1", "/H2", "/H3", "/Caption", "/LBody", "/TD", "/TH", "/Div", "/Sect", "/Part", "/Document",
)  # fmt: skip
_CONTENTS: Final = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}


def restructure(pdf: Any, sources: Sources) -> None:
    """Put the structure tree of a PDF of pydyf's in order; it must not have been written yet."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    document = _read(pdf, root["K"][0], sources)
    _silence_leaders(document)
    _gather(document)
    for node in list(document.all()):
        _name(node)
    _put_in_place(document)
    _label_notes(pdf, document)
    _prune(document)
    for node in document.all():
        if node.kind == "/Table":
            tie_cells(node)
    _write(pdf, root, document)


# ---- reading -------------------------------------------------------------------------------------------------


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _read(pdf: Any, reference: bytes, sources: Sources) -> Tag:
    made = _object(pdf, reference)
    node = Tag(made, *sources.get(made.number, (None, "")))
    for kid in made["K"]:
        if isinstance(kid, int):
            node.kids.append(Content(made["Pg"], kid))
        elif _object(pdf, kid).get("Type") == "/OBJR":
            node.kids.append(Annotation(kid))
        else:
            node.kids.append(_read(pdf, kid, sources))
    return node


# ---- boxes to elements ---------------------------------------------------------------------------------------


def _gather(node: Tag) -> None:
    """Join the pieces of each element in a node, and leave out boxes that are no elements."""
    kept: list[Kid] = []
    known: dict[tuple[Any, str, str], Tag] = {}
    for kid in _opened(node, node.kids):
        key = (kid.element, kid.box, kid.kind) if isinstance(kid, Tag) and kid.element is not None else None
        if key is None or key not in known:
            kept.append(kid)
            if key is not None and isinstance(kid, Tag):
                known[key] = kid
        elif isinstance(kid, Tag) and kid.kind not in _REPEATED:
            known[key].kids += kid.kids
    node.kids = kept
    for inner in node.nodes:
        _gather(inner)


def _opened(node: Tag, kids: list[Kid]) -> Iterator[Kid]:
    """What stands in a node, without the tags of boxes that stand for nothing of their own."""
    for kid in kids:
        if isinstance(kid, Tag) and _is_hollow(kid, node):
            yield from _opened(node, kid.kids)
        else:
            yield kid


def _is_hollow(kid: Tag, parent: Tag) -> bool:
    if kid.kind == parent.kind == "/Link":
        return True
    if kid.kind in _PLAIN and not kid.made.keys() & {"Lang", "Alt", "ID"}:
        return kid.element is None or kid.element.tag not in _KINDS
    return kid.element is not None and (kid.element, kid.box, kid.kind) == (
        parent.element,
        parent.box,
        parent.kind,
    )


def _name(node: Tag) -> None:
    """Give what WeasyPrint has no tag for the tag that it has in PDF."""
    if node.kind == "/NonStruct" and node.element is not None:
        node.made["S"] = _KINDS.get(node.element.tag, node.kind)


def _prune(node: Tag) -> None:
    """Leave out what holds nothing, but for the cells of tables."""
    for inner in node.nodes:
        _prune(inner)
    node.kids = [
        kid
        for kid in node.kids
        if not isinstance(kid, Tag) or kid.kids or kid.kind in ("/TD", "/TH") or "Alt" in kid.made
    ]


def _silence_leaders(document: Tag) -> None:
    """Of what follows a link of the contents only the page is read, and not the dots before it."""
    for node in document.all():
        if node.box == "a::after":
            read = [kid for inner in node.all() for kid in inner.kids if isinstance(kid, Content)]
            node.kids[:] = sorted(read, key=lambda kid: kid.number)[-1:]


# ---- the order of reading ------------------------------------------------------------------------------------


def _put_in_place(document: Tag) -> None:
    for node in list(document.all()):
        if node.kind == "/L":
            _order_list(node)
        if node.element is not None and node.element.tag == "nav":
            _make_contents(node)
        if node.element is not None and node.element.tag == "figure":
            _hold_caption(node)
        node.kids.sort(key=lambda kid: isinstance(kid, Tag) and kid.says("data-reads") == "last")
    _place_notes(document)


def _order_list(node: Tag) -> None:
    """An item is a label and a body; a list in a list belongs to an item (14.8.4.3.3)."""
    import pydyf

    items = [kid for kid in node.nodes if kid.kind == "/LI"]
    for item in items:
        for holder in list(item.all()):
            for label in [kid for kid in holder.nodes if kid.kind == "/Lbl"]:
                if holder is not item and _own_item(item, label):
                    holder.kids.remove(label)
                    item.kids.insert(0, label)
    for place, kid in reversed(list(enumerate(node.kids))):
        if isinstance(kid, Tag) and kid.kind == "/L" and place:
            before = node.kids[place - 1]
            assert isinstance(before, Tag)
            before.nodes[-1].kids.append(kid)
            del node.kids[place]
    if any(kid.kind == "/Lbl" for item in items for kid in item.nodes):
        numbering = "/Decimal" if node.element.tag == "ol" else "/Disc"
        node.made["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def _own_item(item: Tag, label: Tag) -> bool:
    """Whether a label is of this item, and not of one in it."""
    inner = (node for node in item.all() if node is not item and node.kind == "/LI")
    return not any(label in node.all() for node in inner)


def _make_contents(nav: Tag) -> None:
    for node in nav.all():
        node.made["S"] = _CONTENTS.get(node.kind, node.kind)
        node.made.pop("A", None)


def _hold_caption(figure: Tag) -> None:
    """A caption stands in what it is the caption of (14.8.4.3.4)."""
    drawn = next((node for node in figure.all() if node.kind == "/Figure"), None)
    for caption in [node for node in figure.nodes if node.kind == "/Caption"]:
        if drawn is not None:
            figure.kids.remove(caption)
            drawn.kids.insert(0, caption)


def _place_notes(document: Tag) -> None:
    """A note is read behind what calls it, and not where the page has room for it: in the paragraph, or behind the
    table."""
    parents = {kid: node for node in document.all() for kid in node.nodes}
    calls = {node.says("href"): node for node in parents if "note-call" in node.says("class").split()}
    for note in [node for node in parents if node.kind == "/Note"]:
        call = calls.get(f"#{note.says('id')}")
        if call is None:
            continue
        parents[note].kids.remove(note)
        above = [call]
        while above[-1] is not document:
            above.append(parents[above[-1]])
        if table := next((node for node in above if node.kind == "/Table"), None):
            beside = parents[table]
            beside.kids.insert(beside.kids.index(table) + 1, note)
        else:
            next(node for node in above if node.kind in _BLOCKS).kids.append(note)


def _label_notes(pdf: Any, document: Tag) -> None:
    """A note begins with its mark (14.8.4.4.1)."""
    import pydyf

    for note in [node for node in document.all() if node.kind == "/Note"]:
        for place, kid in enumerate(note.kids):
            if isinstance(kid, Tag) and "note-mark" in kid.says("class").split():
                made = pydyf.Dictionary({"Type": "/StructElem", "S": "/Lbl", "Pg": kid.made["Pg"]})
                pdf.add_object(made)
                note.kids[place] = Tag(made, None, "", [kid])


# ---- writing -------------------------------------------------------------------------------------------------


def _write(pdf: Any, root: Any, document: Tag) -> None:
    import pydyf

    holders: dict[Content, Tag] = {}
    areas: dict[bytes, Tag] = {}
    document.made["Lang"] = pdf.catalog["Lang"]
    for node in document.all():
        node.made["K"] = pydyf.Array([_kid(node, kid) for kid in node.kids])
        for kid in node.kids:
            if isinstance(kid, Tag):
                kid.made["P"] = node.made.reference
            elif isinstance(kid, Content):
                holders[kid] = node
            else:
                areas[_object(pdf, kid.reference)["Obj"]] = node
    _map_content(pdf, root, holders)
    _map_areas(pdf, root, areas)
    kept = {node.made.number for node in document.all()}
    for item in pdf.objects:
        if (
            isinstance(item, pydyf.Dictionary)
            and item.get("Type") == "/StructElem"
            and item.number not in kept
        ):
            item.clear()
    _list_names(pdf, root, document)


def _kid(node: Tag, kid: Kid) -> Any:
    import pydyf

    if isinstance(kid, Tag):
        return kid.made.reference
    if isinstance(kid, Annotation):
        return kid.reference
    if kid.page == node.made["Pg"]:
        return kid.number
    return pydyf.Dictionary({"Type": "/MCR", "Pg": kid.page, "MCID": kid.number})


def _map_content(pdf: Any, root: Any, holders: Mapping[Content, Tag]) -> None:
    """Say of every stretch of a page which element holds it; what none holds is no content but an artifact (14.8.2.2):
    the feet of pages, and the heads of tables that go on."""
    import pydyf

    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for place, page in enumerate(pdf.page_references):
        row: list[Any] = []
        for number in range(len(numbers[2 * place + 1])):
            holder = holders.get(Content(page, number))
            row.append("null" if holder is None else holder.made.reference)
        numbers[2 * place + 1] = pydyf.Array(row)
        left = {number for number, holder in enumerate(row) if holder == "null"}
        _make_artifacts(_object(pdf, _object(pdf, page)["Contents"]), left)


def _make_artifacts(stream: Any, numbers: set[int]) -> None:
    parts = stream.stream
    for place, part in enumerate(parts):
        if isinstance(part, dict) and part.get("MCID") in numbers:
            parts[place - 1 : place + 2] = [b"/Artifact", b"", b"BMC"]


def _map_areas(pdf: Any, root: Any, areas: Mapping[bytes, Tag]) -> None:
    import pydyf

    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and "StructParent" in item:
            place = numbers.index(item["StructParent"], 2 * len(pdf.page_references))
            numbers[place + 1] = areas[item.reference].made.reference


def _list_names(pdf: Any, root: Any, document: Tag) -> None:
    """Where elements have names, the root lists them in their order (14.7.2)."""
    import pydyf

    named = {node.made["ID"].string: node for node in document.all() if "ID" in node.made}
    names: list[Any] = []
    for name, node in sorted(named.items(), key=lambda pair: str(pair[0]).encode()):
        names += [pydyf.String(name), node.made.reference]
    tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
    if names:
        pdf.add_object(tree)
        root["IDTree"] = tree.reference
