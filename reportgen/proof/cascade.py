"""Which declarations of a page's style sheets win for an element, for each kind of reader.

No browser is at hand, so the cascade is worked out here. What cannot be read is taken against the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.proof.finished import Unreadable
from reportgen.proof.hiding import length, why_astray
from reportgen.proof.scoped import Selectors

# What a browser does not show without any style sheet.
_BROWSER: Final = (
    "[hidden],head,script,style,template,title,desc,metadata,defs,symbol,dialog:not([open]),datalist,"
    "details:not([open])>:not(summary){display:none} ol{list-style:decimal} ul{list-style:disc}"
)


@dataclass(frozen=True)
class Scene:
    """Who looks at the page: with which width in CSS pixels, on what, in a light or a dark room."""

    name: str
    width: int = 1280
    medium: str = "screen"
    dark: bool = False


SCENES: Final = (
    Scene("wide"), Scene("narrow", 360), Scene("dark", dark=True), Scene("print", 700, "print"),
)  # fmt: skip


_OWN: Final = (None, "first-line", "first-letter")  # a part of a text that is hidden hides the text


Declared = tuple[str, str, bool]  # a property, its value, and whether that is `!important`


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule of a style sheet, and the scenes in which it counts. It is told from others by being itself."""

    scenes: frozenset[Scene]
    declarations: tuple[Declared, ...]


Layer = tuple[tuple[int, ...], int, Rule]  # a rule with its specificity and its order


@dataclass(frozen=True, eq=False)
class Layers:
    """What is declared for an element, or for a part of it: rules, and the element's own style. Elements for which the
    same is declared share one."""

    rules: tuple[Layer, ...]
    inline: str


@dataclass(frozen=True, eq=False)
class Styled:
    """An element, what is declared for it, and for the mark of an item of a list; with what it stands in and holds."""

    element: Any
    layers: Layers
    marker: Layers
    parent: Styled | None
    children: list[Styled] = field(default_factory=list)


MOST_RULES: Final = 4_000  # of style: a brief with every kind of exhibit has 600


class Rules:
    """The style sheets of a page, read once for every scene, and matched once with every element."""

    def __init__(self, sheets: Sequence[str], scenes: Sequence[Scene] = SCENES) -> None:
        self._selectors = Selectors()
        self.contents: list[tuple[Rule, str]] = []  # texts that style sheets put into the page
        self._boxes: list[tuple[Rule, Mapping[str, str]]] = []  # what stands before and after elements
        self._layers: dict[tuple[tuple[Layer, ...], str], Layers] = {}
        if sum(css.count("{") for css in sheets) > MOST_RULES:
            raise Unreadable(f"its style sheets hold more than {MOST_RULES:,} rules, which no brief has")
        for css in (_BROWSER, *sheets):
            self._add(css, frozenset(scenes))
        for scene in scenes:
            _forbid_covers([said for rule, said in self._boxes if scene in rule.scenes])

    def _add(self, css: str, scenes: frozenset[Scene]) -> None:
        import cssselect2

        for prelude, content, counting in _rules(css, scenes):
            rule = Rule(counting, tuple(_declarations(content)))
            self.contents += ((rule, text) for text in _put_in(rule.declarations))
            try:
                parts = list(self._selectors.add(_followed(prelude), rule))
            except cssselect2.SelectorError as error:
                raise Unreadable(
                    f"a style sheet selects in a way that cannot be followed: {error.args[-1]}"
                ) from error
            said = {name: value.lower() for name, value, _ in rule.declarations}
            self._boxes += ((rule, said) for part in parts if part in ("before", "after"))

    def matched(
        self, wrapper: Any, parent: Styled | None = None, around: frozenset[str] = frozenset()
    ) -> Styled:
        """An element of the page, wrapped for cssselect2, and all that it holds; `around` are the classes of what it
        stands in, as far as they count."""
        found, element = self._selectors.match(wrapper, around), wrapper.etree_element
        own = tuple((rank, order, rule) for rank, order, part, rule in found if part in _OWN)
        marker = tuple((rank, order, rule) for rank, order, part, rule in found if part == "marker")
        layers = self._shared(own, element.get("style") or "")
        styled = Styled(element, layers, self._shared(marker), parent)
        inside = self._selectors.inside(wrapper, around)
        styled.children.extend(self.matched(child, styled, inside) for child in wrapper.iter_children())
        return styled

    def _shared(self, rules: tuple[Layer, ...], inline: str = "") -> Layers:
        return self._layers.setdefault((rules, inline), Layers(rules, inline))


def _forbid_covers(boxes: Sequence[Mapping[str, str]]) -> None:
    """Raise Unreadable where a box that a style sheet puts in may cover a text: a dot in a margin cannot."""
    free = any("position" in said for said in boxes)
    for said in boxes:
        placed = {name: value for name, value in said.items() if name != "position"}
        covers = said.get("position", "static") not in ("static", "absolute") or why_astray(placed)
        if covers or (free and not _is_dot(said) and not _is_words(said)):
            raise Unreadable("a style sheet puts in a box that may cover a number")


class Sheets:
    """The style sheets of a page as they count in one scene."""

    def __init__(self, rules: Rules, scene: Scene) -> None:
        self._scene = scene
        self.contents = [text for rule, text in rules.contents if scene in rule.scenes]
        self._won: dict[Layers, dict[str, str]] = {}

    def declared(self, layers: Layers) -> dict[str, str]:
        """The values that win, by property: the same dictionary for the same layers."""
        if (won := self._won.get(layers)) is None:
            won = self._won[layers] = self._winning(layers)
        return won

    def _winning(self, layers: Layers) -> dict[str, str]:
        found: dict[str, tuple[tuple[Any, ...], str]] = {}
        counting = [layer for layer in layers.rules if self._scene in layer[2].scenes]
        if layers.inline:
            everywhere = frozenset([self._scene])
            counting.append(((1 << 20, 0, 0), 0, Rule(everywhere, tuple(_declarations(layers.inline)))))
        for specificity, order, rule in counting:
            for name, value, important in rule.declarations:
                weight = (important, specificity, order)
                if name not in found or weight >= found[name][0]:
                    found[name] = weight, value
        return {name: value for name, (_, value) in found.items()}


_APART: Final = ("::backdrop", "::placeholder", "::selection")  # no text of an element


def _followed(prelude: Sequence[Any]) -> str:
    """A list of selectors without those for what is no part of the page's text."""
    import tinycss2

    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    kept = [part for part in parts if not tinycss2.serialize(part).strip().lower().endswith(_APART)]
    return ",".join(tinycss2.serialize(part) for part in kept) or "head"


_DOT: Final = re.compile(
    r"content|position|display|color|background(-color)?|border-radius|border(-\w+)?-color"
)
_SMALL: Final = re.compile(r"left|right|top|width|height|border(-\w+)?(-width)?")


def _is_dot(said: Mapping[str, str]) -> bool:
    """True for a box that is too small to cover a figure, close to where it is put in."""
    if {"background", "background-color"} & said.keys() and "width" not in said:
        return False  # as wide as what another rule puts into it
    for name, value in said.items():
        if name == "content" and value not in ('""', "none", "normal"):
            return False
        if not _DOT.fullmatch(name):
            bound = 16.0 if name == "top" else 8.0
            sizes = [
                length(part, 16.0, 99.0)
                for part in value.split()
                if part[:1] in "-.0123456789" or "(" in part
            ]
            if not _SMALL.fullmatch(name) or not all(0 <= size <= bound for size in sizes):
                return False
    return True


_GROUNDED: Final = re.compile(
    r"position|background.*|border.*|padding.*|inset.*|left|right|top|bottom|.*(width|height|size)"
)


def _is_words(said: Mapping[str, str]) -> bool:
    """True for words that are put in without a ground of their own, wherever another rule may place them."""
    return not any(_GROUNDED.fullmatch(name) for name in said)


def _put_in(declarations: Sequence[Declared]) -> Iterator[str]:
    """The texts that a rule puts into the page. Raises Unreadable where they cannot be told."""
    import tinycss2

    for name, value, _ in declarations:
        if name == "display" and "list-item" in value:
            raise Unreadable("a style sheet makes an item of a list of what is none")
        if name in ("content", "quotes", "list-style", "list-style-type", "list-style-image"):
            tokens = tinycss2.parse_component_value_list(value, skip_comments=True)
            yield from (token.value for token in tokens if token.type == "string")
            if any(token.type in ("function", "url") for token in tokens):
                raise Unreadable(f"a style sheet puts in what cannot be told: {name}: {value[:60]}")


def _rules(css: Any, scenes: frozenset[Scene]) -> Iterator[tuple[Any, Any, frozenset[Scene]]]:
    """(selector, declarations, scenes) of every rule that counts in any scene. Raises Unreadable where nobody can
    tell."""
    import tinycss2

    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            yield rule.prelude, rule.content, scenes
        elif rule.type == "at-rule" and (counting := frozenset(s for s in scenes if _counts(rule, s))):
            yield from _rules(rule.content, counting)


_DEAF: Final = ("font-face", "page", "keyframes", "charset")


def _counts(rule: Any, scene: Scene) -> bool:
    import tinycss2

    keyword = rule.lower_at_keyword
    if keyword in _DEAF:
        return False
    if keyword != "media" or rule.content is None:
        raise Unreadable(f"a style sheet holds @{keyword}, which cannot be followed")
    return _applies(tinycss2.serialize(rule.prelude), scene)


def _applies(query: str, scene: Scene) -> bool:
    """Whether a media query holds. Raises Unreadable for one that is not understood."""
    return any(
        all(_holds(part, scene) for part in re.split(r"\s+and\s+", one.strip())) for one in query.split(",")
    )


def _holds(part: str, scene: Scene) -> bool:
    text = part.strip().lower()
    if found := re.fullmatch(r"\((min|max)-width:\s*(\d+\.?\d*)px\)", text):
        bound = float(found[2])
        return scene.width >= bound if found[1] == "min" else scene.width <= bound
    if text in ("screen", "print", "all"):
        return text in (scene.medium, "all")
    if found := re.fullmatch(r"\(prefers-color-scheme:\s*(dark|light)\)", text):
        return (found[1] == "dark") == scene.dark
    if text == "(prefers-reduced-motion: reduce)":
        return False
    raise Unreadable(f"a style sheet asks for what cannot be followed: @media {part.strip()[:60]}")


def _declarations(content: Any) -> Iterator[Declared]:
    import tinycss2

    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            name = item.name if item.name.startswith("--") else item.lower_name
            yield name, tinycss2.serialize(item.value).strip(), item.important
        elif item.type != "error":
            raise Unreadable("a style sheet holds a rule inside of a rule, which cannot be followed")
