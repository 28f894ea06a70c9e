"""Drawings in SVG that may stand in a document: shapes and nothing else.

What a drawing may hold is listed; everything else is refused by name, or left out where it is a drawing program's note
to itself (metadata, other namespaces, classes). So no text stands in a document that nobody cites, and nothing runs,
moves or is fetched. Ids are renamed after the drawing, so that they cannot clash with a page's anchors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from xml.etree.ElementTree import Element, register_namespace, tostring
from xml.parsers import expat

MAX_SVG_BYTES: Final = 1 << 20
MAX_ELEMENTS: Final = 2000  # also counting what a <use> repeats
MAX_SVG_DEPTH: Final = 32
MAX_SVG_SIDE: Final = 8000.0  # CSS px

_SVG: Final = "http://www.w3.org/2000/svg"
_HREFS: Final = ("href", "http://www.w3.org/1999/xlink href")
_SHAPES: Final = frozenset({
    "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use", "clipPath",
    "linearGradient", "radialGradient", "stop",
})  # fmt: skip
_NOTES: Final = ("metadata", "title", "desc")  # left out; the alternative text says what the drawing shows
_WORDS: Final = frozenset({
    "text", "tspan", "textPath", "tref", "foreignObject", "font", "glyph", "missing-glyph", "font-face", "altGlyph",
})  # fmt: skip
_GEOMETRY: Final = frozenset({
    "viewBox", "preserveAspectRatio", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy",
    "width", "height", "points", "transform", "gradientTransform", "gradientUnits", "clipPathUnits", "spreadMethod",
    "offset",
})  # fmt: skip
_PAINT: Final = frozenset({
    "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "opacity", "clip-path", "clip-rule",
    "stop-color", "stop-opacity", "color", "display", "visibility", "paint-order",
})  # fmt: skip
_REFERRING: Final = ("fill", "stroke", "clip-path")
# Say nothing about shapes, or nothing about where they are shown: left out without a word.
_IDLE: Final = re.compile(
    r"class|version|baseProfile|enable-background|role|focusable|(?:data|aria|font|text|color|solid|shape)-.*|"
    r"isolation|mix-blend-mode|overflow|image-rendering|line-height|(?:letter|word)-spacing|writing-mode|direction|"
    r"baseline-shift|white-space|-inkscape-.*|\S+ .*"  # the last one: of another namespace
)
_PLAIN: Final = re.compile(r"[-+.,#%()\w\s]*", re.ASCII)
_LOCAL: Final = re.compile(r"""url\(\s*(['"]?)#([\w.-]+)\1\s*\)""", re.ASCII)
_LENGTH: Final = re.compile(r"([\d.]+)\s*(px|pt|pc|mm|cm|in)?")
_UNITS: Final[Mapping[str | None, float]] = {
    None: 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0,
}  # fmt: skip


@dataclass(frozen=True)
class Trouble:
    """Why a picture cannot be used, and how to mend it. Line and column count from 1; 0 where there are none."""

    message: str
    mend: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class SvgDrawing:
    """A drawing that may be printed: `markup` is an `<svg>` element of its own making; its size is in CSS pixels."""

    markup: str
    width: float
    height: float


def read_svg(data: bytes) -> SvgDrawing | Trouble:
    """The drawing in an SVG file, or what is wrong with it, at the first place where something is."""
    if len(data) > MAX_SVG_BYTES:
        mend = "simplify its paths, or save it as PNG"
        return Trouble(f"the drawing has {len(data):,} bytes; at most {MAX_SVG_BYTES:,} are read", mend)
    try:
        root = _Reader().read(data.decode("utf-8-sig"))
        width, height = _size(root)
        if len(root) == 0:
            raise _Refused("the drawing draws nothing", "give one with shapes in it", 1, 1)
        _resolve(root, f"d{sha256(data).hexdigest()[:10]}-")
    except UnicodeDecodeError:
        return Trouble("the drawing is not UTF-8", "save it as UTF-8")
    except _Refused as refused:
        return refused.trouble
    register_namespace("", _SVG)
    return SvgDrawing(tostring(root, encoding="unicode"), width, height)


class _Refused(Exception):
    def __init__(self, message: str, mend: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.trouble = Trouble(message, mend, line, column)


# ---- elements ------------------------------------------------------------------------------------------------


class _Reader:
    """Builds the tree of what may be drawn from the parser's events, and stops at the first thing that may not."""

    def __init__(self) -> None:
        self._open: list[Element | None] = []  # None is an element that is left out
        self._names: list[str] = []
        self._root: Element | None = None
        self._count = 0
        self._parser = parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction

    def read(self, text: str) -> Element:
        try:
            self._parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            mend = "give an SVG file as a drawing program saves it"
            raise _Refused(f"this is not SVG: {said}", mend, error.lineno, error.offset + 1) from error
        assert self._root is not None  # a document without an element is no XML
        return self._root

    def _refuse(self, message: str, mend: str) -> None:
        place = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        raise _Refused(message, mend, *place)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            self._refuse(f"the drawing has more than {MAX_ELEMENTS} elements", _SIMPLER)
        if len(self._open) >= MAX_SVG_DEPTH:
            self._refuse(f"the drawing is nested deeper than {MAX_SVG_DEPTH} elements", _SIMPLER)
        self._open.append(self._made(tag, attributes))
        self._names.append(tag.rpartition(" ")[2])

    def _made(self, tag: str, attributes: dict[str, str]) -> Element | None:
        namespace, _, name = tag.rpartition(" ")
        if not self._open and (namespace, name) != (_SVG, "svg"):
            self._refuse(f"<{name}> is no drawing", f'begin with <svg xmlns="{_SVG}" viewBox="…">')
        if self._open and (self._open[-1] is None or namespace not in (_SVG, "") or name in _NOTES):
            if name in _WORDS or name == "script":
                self._refuse_element(name)
            return None
        if name not in _SHAPES or namespace != _SVG or (self._open and name == "svg"):
            self._refuse_element(name)
        element = Element(f"{{{_SVG}}}{name}", dict(self._kept(name, attributes)))
        if self._open and (parent := self._open[-1]) is not None:
            parent.append(element)
        else:
            self._root = element
        return element

    def _refuse_element(self, name: str) -> None:
        mend = _MENDS.get(name, "draw it of paths and plain shapes")
        self._refuse(f"the drawing holds <{name}>", _OUTLINED if name in _WORDS else mend)

    def _end(self, _: str) -> None:
        self._open.pop()
        self._names.pop()

    def _text(self, text: str) -> None:
        if self._open[-1] is None:
            described = "title" in self._names or "desc" in self._names
            if described and any(unicodedata.numeric(character, None) is not None for character in text):
                self._refuse(
                    f"a description in the drawing holds a numeral: {text.strip()[:40]!r}", _DESCRIBED
                )
        elif text.strip():
            self._refuse(f"the drawing holds text: {text.strip()[:40]!r}", _OUTLINED)

    def _doctype(self, *_: Any) -> None:
        self._refuse(
            "the drawing holds a DOCTYPE, which may declare entities", "delete the line <!DOCTYPE …>"
        )

    def _instruction(self, target: str, _: str) -> None:
        self._refuse(f"the drawing holds <?{target} …?>", "delete it")

    # ---- attributes

    def _kept(self, tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in attributes.items():
            if name == "style":
                yield from self._styled(value)
            elif name == "id" or (name in _HREFS and tag == "use"):
                yield name.rpartition(" ")[2], self._identity(name, value)
            elif name in _GEOMETRY or name in _PAINT:
                yield name, self._plain(name, value)
            elif not _IDLE.fullmatch(name) or name in _HREFS:
                shown = name.rpartition(" ")[2]
                self._refuse(
                    f"the drawing holds {shown}= in <{tag}>", _ATTRIBUTES.get(shown[:2], "take it out")
                )

    def _styled(self, css: str) -> Iterator[tuple[str, str]]:
        """The declarations of a style= as attributes of the same meaning."""
        import tinycss2

        for item in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
            if item.type == "declaration" and item.lower_name in _PAINT:
                yield item.lower_name, self._plain(item.lower_name, tinycss2.serialize(item.value).strip())
            elif item.type != "declaration" or not _is_idle(item):
                said = item.lower_name if item.type == "declaration" else "what is no declaration"
                self._refuse(
                    f"style= in the drawing holds {said}", f"it may hold {', '.join(sorted(_PAINT))}"
                )

    def _identity(self, name: str, value: str) -> str:
        if not re.fullmatch(r"#?[\w.:-]+", value) or (name != "id") != value.startswith("#"):
            self._refuse(f"{name.rpartition(' ')[2]}={value[:40]!r} leads out of the drawing", _INSIDE)
        return value

    def _plain(self, name: str, value: str) -> str:
        local = _LOCAL.fullmatch(value.strip()) if name in _REFERRING else None
        if local:
            return f"url(#{local[2]})"
        if "url(" in value.lower().replace(" ", "") or not _PLAIN.fullmatch(value):
            self._refuse(f"{name}={value[:40]!r} is not a plain value", _INSIDE)
        return value


def _is_idle(declaration: Any) -> bool:
    words = [token.lower_value for token in declaration.value if token.type == "ident"]
    return bool(_IDLE.fullmatch(declaration.lower_name)) or words in (["none"], ["normal"])


_SIMPLER: Final = "simplify it, or save it as PNG"
_OUTLINED: Final = "turn text into paths: a wording that nobody cites cannot stand in a drawing"
_DESCRIBED: Final = "take the numeral out; the alternative text says what the picture shows"
_INSIDE: Final = 'refer to an id in the same file, as in fill="url(#shade)"'
_MENDS: Final = {
    "image": "draw it of shapes, or give the picture itself as PNG",
    "script": "take it out: a drawing cannot run",
    "style": "have the drawing saved with presentation attributes: fill= on each shape",
    "svg": "have one <svg> alone",
    **dict.fromkeys(("animate", "set", "animateTransform", "animateMotion"), "take it out: a drawing stands still"),
}  # fmt: skip
_ATTRIBUTES: Final = {"on": "take it out: a drawing cannot run", "hr": "take it out: a drawing leads nowhere"}


# ---- the drawing as a whole ----------------------------------------------------------------------------------


def _size(root: Element) -> tuple[float, float]:
    """Width and height in CSS pixels: as they are given, else the view box's."""
    box = [_number(part) for part in re.split(r"[\s,]+", (root.get("viewBox") or "").strip())]
    if len(box) != 4 or any(part is None for part in box) or not (box[2] or 0) > 0 < (box[3] or 0):
        raise _Refused("the drawing has no viewBox", 'write viewBox="0 0 WIDTH HEIGHT" in <svg>', 1, 1)
    width, height = (
        _side(root.get(name)) or side or 0.0 for name, side in (("width", box[2]), ("height", box[3]))
    )
    if not (0 < width <= MAX_SVG_SIDE and 0 < height <= MAX_SVG_SIDE):
        mend = "set width= and height= in <svg>, or leave them out"
        raise _Refused(
            f"the drawing is {width:g} × {height:g} px; at most {MAX_SVG_SIDE:g} a side", mend, 1, 1
        )
    return width, height


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[-+]?\d{1,9}(\.\d*)?|[-+]?\.\d+", text, re.ASCII) else None


def _side(text: str | None) -> float | None:
    found = _LENGTH.fullmatch((text or "").strip())
    number = _number(found[1]) if found else None
    return number * _UNITS[found[2]] if found and number is not None else None


def _resolve(root: Element, prefix: str) -> None:
    """Give every id that is referred to its new name, and take out the others."""
    known = {element.get("id"): element for element in root.iter() if element.get("id")}
    wanted = {name for element in root.iter() for name in _referred(element)}
    if lost := sorted(wanted - known.keys()):
        raise _Refused(f"the drawing refers to #{lost[0]}, which is not in it", _INSIDE, 1, 1)
    _forbid_expansion(root, known)
    _forbid_clipped_clips(root)
    for element in root.iter():
        for name, value in list(element.items()):
            if name == "id" and value not in wanted:
                del element.attrib["id"]
            elif name == "id":
                element.set(name, prefix + value)
            elif name == "href" or value.startswith("url(#"):
                element.set(name, value.replace("#", f"#{prefix}", 1))


def _referred(element: Element) -> Iterator[str]:
    for name, value in element.items():
        if name == "href":
            yield value.removeprefix("#")
        elif value.startswith("url(#"):
            yield value[5:-1]


def _forbid_expansion(root: Element, known: Mapping[str | None, Element]) -> None:
    """A <use> of a <use> doubles with every step, and one within itself has no end."""
    drawn = sum(1 for _ in root.iter())
    for use in root.iter(f"{{{_SVG}}}use"):
        used = list(known[(use.get("href") or "").removeprefix("#")].iter()) if use.get("href") else []
        if any(element.tag == f"{{{_SVG}}}use" for element in used):
            raise _Refused("a <use> in the drawing repeats another <use>", "repeat shapes alone", 1, 1)
        drawn += len(used)
    if drawn > MAX_ELEMENTS:
        raise _Refused(f"the drawing shows more than {MAX_ELEMENTS} elements through <use>", _SIMPLER, 1, 1)


def _forbid_clipped_clips(root: Element) -> None:
    """A clip that is clipped might be so by itself."""
    for clip in root.iter(f"{{{_SVG}}}clipPath"):
        if any(element.get("clip-path") for element in clip.iter()):
            raise _Refused("a <clipPath> in the drawing is clipped itself", "clip with plain shapes", 1, 1)
