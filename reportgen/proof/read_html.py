"""Reading a finished HTML page as a browser would show it, for each kind of reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final

from reportgen.document.images import data_in
from reportgen.exhibits.ink import Rgb, contrast
from reportgen.proof.cascade import SCENES, Rules, Scene, Sheets, Styled
from reportgen.proof.finished import Bound, Finished, OffPage, ReadPage, Unreadable
from reportgen.proof.style import BULLETS, PALEST, Look, dress, paint
from reportgen.record.attachments import ATTACHMENT_KINDS, from_block
from reportgen.record.script import is_ours

MAX_HTML_BYTES: Final = 64 << 20
_SVG: Final = "{http://www.w3.org/2000/svg}"
# What a page may not hold, since nobody could read back what it shows.
_OPAQUE: Final = frozenset({
    "iframe", "frame", "object", "embed", "video", "audio", "canvas", "input", "textarea", "select", "meter",
    "progress", "applet", "marquee", "base", "link", "picture", "source", f"{_SVG}image", f"{_SVG}feImage",
})  # fmt: skip
_LINES: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
    "tr", "ul",
})  # fmt: skip
_NAMED: Final = (
    "title", "alt", "aria-label", "aria-description", "aria-valuetext", "placeholder", "label", "summary",
)  # fmt: skip
_SILENT: Final = ("head", "script", "style", f"{_SVG}title", f"{_SVG}desc")  # read elsewhere, or no text
_RUNS: Final = re.compile("(?i:javascript|vbscript|data:text/html)")
_BLANKS: Final = re.compile("[\x00-\x20]")  # a browser passes over them in an address
_NOTHING: Final = re.compile("[\u200b\u00ad\u2060\ufeff]")
Extent = tuple[float, float, float, float]  # left, top, right, bottom in a picture's own units
_TURNED: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def read_html(data: bytes) -> Iterator[Finished]:
    """A page as each kind of reader sees it, the usual one first. Raises Unreadable."""
    import cssselect2

    root = _parsed(data)
    files = _files(root)
    rules = Rules([element.text or "" for element in root.iter("style")])
    page = rules.matched(cssselect2.ElementWrapper.from_html_root(root))
    asides, pictures = tuple(_asides(root)), tuple(_pictures(root))
    for scene in SCENES:
        finished = _Reading(page, Sheets(rules, scene), scene).finished(files, asides)
        yield replace(finished, pictures=pictures)


class _Patterns(dict[tuple[str, bool], re.Pattern[str]]):
    """Patterns for runs of characters that are, or are not, some characters. tinyhtml5 2 means to keep the patterns
    that it makes, and makes each anew for every stretch of text; it finds them here."""

    def __missing__(self, key: tuple[str, bool]) -> re.Pattern[str]:
        characters, among = key
        listed = "".join(rf"\x{ord(character):02x}" for character in characters)
        made = self[key] = re.compile(f"[{'' if among else '^'}{listed}]+")
        return made


_PATTERNS: Final = _Patterns()


def keep_patterns() -> None:
    """Let tinyhtml5 find the patterns that it has made."""
    from tinyhtml5 import inputstream

    inputstream.characters_until_regex = _PATTERNS


def _parsed(data: bytes) -> Any:
    from tinyhtml5 import parse

    keep_patterns()
    if len(data) > MAX_HTML_BYTES:
        raise Unreadable("the page is too large")
    try:
        text = data.decode("utf-8")
        _refuse_endless(text)
        root = parse(text, namespace_html_elements=False)
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Unreadable(f"this is not an HTML page that can be read: {error}") from error
    if opaque := sorted({str(element.tag) for element in root.iter() if element.tag in _OPAQUE}):
        raise Unreadable(f"the page holds what cannot be read back: {', '.join(opaque)}")
    if any(_TURNED.search(text) for text in root.itertext()) or any(
        element.get("dir", "ltr") != "ltr" or element.tag == "bdo" for element in root.iter()
    ):
        raise Unreadable("the page turns the direction of its text, and so the order of its digits")
    if any(
        element.get("http-equiv", "").lower() in ("refresh", "set-cookie") for element in root.iter("meta")
    ):
        raise Unreadable("the page leads to another one by itself")
    if any(name.lower().startswith("on") for element in root.iter() for name in element.attrib):
        raise Unreadable("the page holds a script, which could change what it shows")
    if any(
        _RUNS.match(_BLANKS.sub("", value)) for element in root.iter() for value in element.attrib.values()
    ):
        raise Unreadable("the page holds a link that runs a script, which could change what it shows")
    return root


# Tags that open, close or stand alone: cheap, and near enough to what the parser makes of them.
_TAGS: Final = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^<>]*)>")
_ALONE: Final = frozenset(
    ("br", "img", "meta", "link", "hr", "wbr", "col", "input", "source", "area", "base")
)
MOST_HTML_TAGS: Final = 400_000  # a brief of 200 pages has some 50,000
DEEPEST_HTML: Final = 256  # elements in one another, and those whose end is left out


def _refuse_endless(text: str) -> None:
    """Raise Unreadable for what the parser, or whoever goes through its tree, would take for ever for."""
    if text.count("<") > 2 * MOST_HTML_TAGS:
        raise Unreadable("the page holds more elements than any brief")
    depth = 0
    for count, tag in enumerate(_TAGS.finditer(text)):
        if tag[1]:
            depth = max(0, depth - 1)
        elif not tag[3].endswith("/") and tag[2].lower() not in _ALONE:
            depth += 1
        if depth > DEEPEST_HTML or count > 2 * MOST_HTML_TAGS:
            raise Unreadable("the page nests its elements deeper, or has more of them, than any brief")


def _files(root: Any) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, (_, _, media, identity) in ATTACHMENT_KINDS.items():
        blocks = [element for element in root.iter("script") if element.get("id") == identity]
        if len(blocks) > 1:
            raise Unreadable(f"the page carries {name} more than once")
        if blocks and blocks[0].get("type") == media:
            files[name] = from_block(blocks[0].text or "")
    if not all(_inert(element) or _inspector(element) for element in root.iter("script")):
        raise Unreadable(
            "the page holds a script other than reportgen's inspector: it could change what it shows"
        )
    return files


def _inert(script: Any) -> bool:
    """True for a block of data, which no browser runs."""
    return script.get("type") in {media for _, _, media, _ in ATTACHMENT_KINDS.values()}


def _inspector(script: Any) -> bool:
    """True for the script whose every byte is known. An attribute could make it load another in its place."""
    return not script.attrib and is_ours(script.text or "")


def _asides(root: Any) -> Iterator[OffPage]:
    for number, element in enumerate(root.iter("title"), 1):
        yield OffPage(f"title {number}", _clean("".join(element.itertext())))
    for element in root.iter("meta"):
        name = element.get("name") or element.get("http-equiv") or "charset"
        if element.get("content") is not None:
            yield OffPage(
                f"metadata {name}", _clean(element.get("content")), name not in ("author", "description")
            )
    described = [element for element in root.iter() if element.tag in (f"{_SVG}title", f"{_SVG}desc")]
    for number, element in enumerate(described, 1):
        yield OffPage(f"description {number}", _clean("".join(element.itertext())))
    spoken = (
        (e.get(name), name) for e in root.iter() if isinstance(e.tag, str) for name in _NAMED if e.get(name)
    )
    for number, (text, name) in enumerate(spoken, 1):
        yield OffPage(f"attribute {number} ({name})", _clean(text))


def _pictures(root: Any) -> Iterator[tuple[str, str]]:
    for number, element in enumerate(root.iter("img"), 1):
        data = None if element.get("srcset") else data_in(element.get("src") or "")
        yield f"picture {number}", sha256(data).hexdigest() if data else ""


def _clean(text: str) -> str:
    return _NOTHING.sub("", text)


@dataclass
class _Reading:
    """One reading of a page, in one scene: text and bounds grow as the elements go by."""

    page: Styled
    sheets: Sheets
    scene: Scene
    text: list[str] = field(default_factory=list)
    length: int = 0
    bounds: list[Bound] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)
    concealed: list[str] = field(default_factory=list)
    # Keyed by the identities of the parent's look and of what is declared, which both are kept.
    _looks: dict[tuple[int, int], tuple[Look, Look]] = field(default_factory=dict)

    def finished(self, files: dict[str, bytes], asides: tuple[OffPage, ...]) -> Finished:
        """The whole page."""
        light, dark = Look(), Look(colour=(1.0, 1.0, 1.0), ground=(0.0, 0.0, 0.0))
        self._walk(self.page, dark if self.scene.dark else light)
        seen = {bound.id for bound in self.bounds if bound.id}
        hidden = {identity: why for identity, why in self.hidden.items() if identity not in seen}
        added = [
            OffPage(f"hidden text {n}", text) for n, text in enumerate(self.concealed, 1) if text.strip()
        ]
        added += [OffPage(f"style sheet {n}", text) for n, text in enumerate(self.sheets.contents, 1)]
        sheet = ReadPage("page", None, "".join(self.text), tuple(self.bounds))
        return Finished("html", (sheet,), (*asides, *added), files, hidden, self.scene.name)

    def _say(self, text: str) -> None:
        clean = _clean(text)
        self.text.append(clean)
        self.length += len(clean)

    def _walk(self, styled: Styled, parent: Look) -> None:
        element = styled.element
        look = self._dressed(parent, self.sheets.declared(styled.layers))
        if look.hidden:
            self._note(element, look.trouble)
            self._conceal(element)
            return
        # A block may reach to the left, into an empty column, as wide exhibits and notes do.
        block = element.tag in _LINES or element.get("role") == "note"
        lines = block or element.tag in ("td", "th")
        if look.astray and not _harmless(look.astray, block, lines):
            raise Unreadable(f"a <{element.tag}> is out of its place and may cover a number: {look.astray}")
        block = element.tag in _LINES or look.gaps[0]
        if block:
            self._say("\n")
        if element.tag == f"{_SVG}svg":
            self._drawing(styled, look)
        else:
            if element.tag == "li":
                self._number(styled, look)
            start = self.length
            self._content(styled, look)
            self._bind(element, start)
        if element.tag in _LINES or look.gaps[1] or element.tag in ("td", "th"):
            self._say("\n" if element.tag in _LINES else "\t")

    def _dressed(self, parent: Look, declared: dict[str, str]) -> Look:
        """The look of an element; brothers and sisters with the same declarations share one."""
        key = id(parent), id(declared)
        if key not in self._looks:
            self._looks[key] = parent, dress(parent, declared)
        return self._looks[key][1]

    def _content(self, styled: Styled, look: Look) -> None:
        element, trouble = styled.element, look.trouble
        if trouble:
            self._note(element, trouble)
        if not trouble:
            self._say(element.text or "")
        for child in styled.children:
            self._walk(child, look)
            if not trouble:
                self._say(child.element.tail or "")

    def _number(self, styled: Styled, look: Look) -> None:
        """The number that a browser puts before an item of a list."""
        marker = self.sheets.declared(styled.marker)
        own = {"content", "list-style", "list-style-type"} & marker.keys()
        if look.marks in BULLETS and not own:
            return
        if look.marks != "decimal" or own:
            raise Unreadable("the page numbers a list in a way that cannot be followed")
        if not dress(look, marker).trouble:
            assert styled.parent is not None  # the page itself is no item
            self._say(f"{_place_in_list(styled.element, styled.parent.element)}. ")

    def _conceal(self, element: Any) -> None:
        """Keep what an element that is not shown says: a hidden number has to be right as well."""
        if element.tag not in _SILENT:
            self.concealed.append(_clean("\n".join(element.itertext())))

    def _note(self, element: Any, why: str) -> None:
        """Remember the printings in an element that cannot be seen."""
        for inner in element.iter():
            identity = inner.get("data-cite") or (inner.get("id") if inner.get("data-fact") else None)
            if identity:
                self.hidden[identity] = why

    def _bind(self, element: Any, start: int) -> None:
        if start == self.length:
            return
        if element.get("data-fact") is not None:
            bound = Bound(
                start,
                self.length,
                0,
                0,
                element.get("id") or "",
                element.get("value") or "",
                element.get("data-fact"),
            )
            self.bounds = [old for old in self.bounds if old.start < start] + [bound]
        elif found := re.fullmatch(r"#r(\d+)", element.get("href") or ""):
            self.bounds.append(Bound(start, self.length, int(found[1])))

    # ---- drawings

    def _drawing(self, styled: Styled, look: Look) -> None:
        """The texts of a picture, each on the shape that was painted below it, none below a later one."""
        painted: list[tuple[Any, Look]] = []
        self._flatten(styled, look, painted)
        frame = [float(part) for part in (styled.element.get("viewBox") or "0 0 0 0").split()]
        boxes = [_box(shape) for shape, _ in painted]
        for index, (element, inner) in enumerate(painted):
            if element.tag != f"{_SVG}text":
                continue
            why = _covered(painted, boxes, index, frame)
            if why or inner.hidden:
                self._note(element, why or inner.hidden)
                continue
            start = self.length
            self._say("".join(element.itertext()))
            if identity := element.get("data-cite"):
                self.bounds.append(Bound(start, self.length, id=identity))
            self._say("\n")

    def _flatten(self, styled: Styled, look: Look, painted: list[tuple[Any, Look]]) -> None:
        for child in styled.children:
            declared, element = self.sheets.declared(child.layers), child.element
            inner = self._dressed(look, declared)
            fill = declared.get("fill") or element.get("fill")
            if fill and (colour := paint(fill, inner)):
                inner = dress(inner, {"color": _hex(colour)})
            painted.append((element, inner if fill != "none" else dress(inner, {"--unfilled": "1"})))
            self._flatten(child, inner, painted)


def _place_in_list(item: Any, parent: Any) -> int:
    """The number that an item has among those of its list. Raises Unreadable."""
    ordered = parent.attrib if parent.tag == "ol" else {}
    start = ordered.get("start", "1")
    if {"value", "type"} & {*item.attrib} or {"reversed", "type"} & {*ordered} or not start.isdecimal():
        raise Unreadable("the page numbers a list in a way that cannot be followed")
    return int(start) + [child for child in parent if child.tag == "li"].index(item)


def _harmless(astray: str, block: bool, lines: bool) -> bool:
    """True for a block that reaches to the left, and for an element within a line whose own lines are low."""
    return (astray.startswith("margin-left") and block) or (astray.startswith("line-height") and not lines)


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _box(element: Any) -> Extent | None:
    """The rectangle around a shape, in the picture's own units."""
    if element.tag == f"{_SVG}rect":
        x, y, width, height = (float(element.get(name) or 0) for name in ("x", "y", "width", "height"))
        return x, y, x + width, y + height
    numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", element.get("d") or "")]
    if element.tag != f"{_SVG}path" or len(numbers) < 4:
        return None
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def _spot(element: Any) -> tuple[float, float]:
    """A point within the first or the last letter of a text."""
    x, y, size = (
        float(element.get(name) or fallback) for name, fallback in (("x", 0), ("y", 0), ("font-size", 8))
    )
    side = {"end": -1.0, "middle": 0.0}.get(element.get("text-anchor") or "", 1.0)
    return x + side * size / 4, y - size / 3


def _covered(
    painted: list[tuple[Any, Look]], boxes: list[Extent | None], index: int, frame: list[float]
) -> str:
    """Why a text of a picture cannot be seen; "" where it can. `boxes` are those around what is painted."""
    element, look = painted[index]
    x, y = _spot(element)
    if not (frame[0] <= x <= frame[0] + frame[2] and frame[1] <= y <= frame[1] + frame[3]):
        return "outside its picture"
    ground = look.ground
    for other, box in enumerate(boxes):
        inner = painted[other][1]
        if box is None or "--unfilled" in inner.variables:
            continue
        if box[0] < x < box[2] and box[1] < y < box[3]:
            if other > index:
                return "below a shape"
            ground = inner.colour
    return "" if contrast(look.colour, ground) >= PALEST else "in the colour of its ground"
