"""The CSS of a theme: what it may say is listed, and everything else is refused where it stands.

A theme adjusts how a page looks; it cannot add words, hide, cover, move, shrink or strike what the page says, or fetch
anything. Judged are the parser's tokens (CSS Syntax 3), never the text, so that no escape or comment hides a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from reportgen.brief.css_values import PROPERTIES, UNITS
from reportgen.codes.rg5_texts import RG520
from reportgen.errors import Finding, Locus
from reportgen.exhibits.ink import contrast, rgb
from reportgen.facts.text import Text

# What the templates hold. A theme addresses nothing else.
ELEMENTS: Final = frozenset({
    "html", "body", "header", "main", "section", "nav", "div", "p", "span", "a", "h1", "h2", "h3", "ul", "ol", "li",
    "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "img",
    "sup", "strong", "em", "q", "data",
})  # fmt: skip
CLASSES: Final = frozenset({
    "print", "screen", "cjk", "logo", "masthead", "kicker", "company", "dateline", "front", "lead", "panel",
    "panel-head", "key-figures", "contents", "section", "text", "pair", "exhibit", "chart", "table", "full", "half",
    "long", "exhibit-number", "exhibit-title", "exhibit-subtitle", "exhibit-source", "exhibit-note", "plot", "spanners",
    "group", "total", "mark", "arrow", "note", "note-call", "note-mark", "disclaimer", "appendix", "intro",
    "exceptions", "claims", "numbers", "against", "working", "unit", "scenario", "n", "claim",
    "house", "publisher", "address", "shares", "was", "analysts", "analyst", "person", "role", "contact",
    "strip", "forecast", "disclosures", "small",
})  # fmt: skip
PSEUDO_CLASSES: Final = ("root", "first-child", "last-child")
_FETCHING: Final = frozenset(
    {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element"}
)
_GROUNDS_LEAST: Final = 3.0  # of any text on any ground that a theme lays (WCAG 2: graphics and large type)
_TEXT_ROLES: Final = ("ink", "muted", "accent", "warning")
_SMALLEST_ROOT: Final = 12.0  # px: what rem counts from


@dataclass(frozen=True)
class _Fault:
    """What is wrong at a token, and how to mend it."""

    at: Any
    message: str
    mend: str


@dataclass(frozen=True)
class _Selector:
    """One selector: every class in it, and what its last part says about the elements that it means."""

    classes: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]

    @property
    def is_root(self) -> bool:
        return bool(self.last) and self.last <= {"html", "root", "print", "screen", "lang"}


def unfit_css(css: Text, palettes: Sequence[Mapping[str, str]]) -> list[Finding]:
    """RG520 for everything in a theme's CSS that it may not say, each at its line and column.

    `palettes` are the theme's colours by day and by night: no ground may swallow a text.
    """
    import tinycss2

    faults = list(_raw(tinycss2.parse_component_value_list(css)))
    if not faults:
        for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            faults += _node(node, palettes)
    starts = [0, *(place + 1 for place, character in enumerate(css) if character == "\n")]
    return [_finding(css, starts, fault) for fault in faults]


def _finding(css: Text, starts: Sequence[int], fault: _Fault) -> Finding:
    locus: Locus = css.inside(starts[fault.at.source_line - 1] + fault.at.source_column - 1)
    return RG520.finding(fault.message, locus, fault.mend)


# ---- what no place allows ------------------------------------------------------------------------------------


def _raw(tokens: Sequence[Any]) -> Iterator[_Fault]:
    """What is wrong wherever it stands: in a selector, a value or a custom property, at any depth."""
    for token in tokens:
        if token.type == "error":
            yield _Fault(token, f"this is not CSS: {token.message}", "mend or delete it")
        elif token.type == "url" or (token.type == "function" and token.lower_name in _FETCHING):
            yield _Fault(token, "the css of a theme holds url(): a page asks for nothing", _LOGO)
        elif token.type == "comment" and "<" in token.value:
            yield _Fault(
                token, "a comment in the css holds '<', which may end the style sheet", "take it out"
            )
        inner = getattr(token, "content", None) or getattr(token, "arguments", None) or ()
        yield from _raw(inner)


_LOGO: Final = "take it out; a picture is given under logo:, fonts under fonts:"


# ---- rules ---------------------------------------------------------------------------------------------------


def _node(node: Any, palettes: Sequence[Mapping[str, str]], inside: bool = False) -> Iterator[_Fault]:
    import tinycss2

    if node.type == "error":
        yield _Fault(node, f"this is not CSS: {node.message}", "write SELECTOR { PROPERTY: VALUE; }")
    elif node.type == "at-rule":
        yield from _at_rule(node, inside)
        if node.content is not None and node.lower_at_keyword == "media" and not inside:
            for inner in tinycss2.parse_stylesheet(node.content, skip_comments=True, skip_whitespace=True):
                yield from _node(inner, palettes, inside=True)
    else:
        selectors = []
        for part in _split(node.prelude):
            selector = _selector(part, node)
            if isinstance(selector, _Fault):
                yield selector
            else:
                selectors.append(selector)
        yield from _declarations(node.content, selectors, palettes)


def _at_rule(rule: Any, inside: bool) -> Iterator[_Fault]:
    name = rule.lower_at_keyword
    if name != "media" or inside or rule.content is None:
        within = " inside of @media" if inside else ""
        yield _Fault(
            rule, f"a theme's css may not hold @{name}{within}", f"@media alone is allowed: {_QUERIES}"
        )
        return
    for query in _split(rule.prelude):
        if not _is_query(query):
            yield _Fault(rule, "this @media asks for what a theme may not ask for", f"ask for {_QUERIES}")


_QUERIES: Final = "print, screen, (prefers-color-scheme: dark), (min-width: 860px), joined with “and”"
_FEATURES: Final = {"prefers-color-scheme": ("dark", "light"), "min-width": (), "max-width": ()}


def _is_query(tokens: Sequence[Any]) -> bool:
    parts = [token for token in tokens if token.type not in ("whitespace", "comment")]
    joints = [token for token in parts[1::2] if token.type == "ident" and token.lower_value == "and"]
    return len(parts) % 2 == 1 and len(joints) == len(parts) // 2 and all(map(_is_condition, parts[::2]))


def _is_condition(token: Any) -> bool:
    if token.type == "ident":
        return token.lower_value in ("print", "screen")
    if token.type != "() block":
        return False
    parts = [inner for inner in token.content if inner.type not in ("whitespace", "comment")]
    if [part.type for part in parts[:2]] != ["ident", "literal"] or len(parts) != 3 or parts[1].value != ":":
        return False
    words = _FEATURES.get(parts[0].lower_value)
    if words == ():
        return bool(parts[2].type == "dimension" and parts[2].lower_unit == "px")
    return words is not None and parts[2].type == "ident" and parts[2].lower_value in words


def _split(tokens: Sequence[Any]) -> list[list[Any]]:
    """A list at its commas, without comments and outer blanks."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type != "comment" and (parts[-1] or token.type != "whitespace"):
            parts[-1].append(token)
    for part in parts:
        while part and part[-1].type == "whitespace":
            part.pop()
    return parts


# ---- selectors -----------------------------------------------------------------------------------------------

_SELECTORS: Final = (
    "write classes and elements of the page, one in the other, with :lang(), :first-child or :last-child: "
    ".masthead .company, .text > p:first-child"
)


def _selector(tokens: Sequence[Any], rule: Any) -> _Selector | _Fault:
    """A selector that names nothing but what the templates hold, or what is wrong with it."""
    compounds: list[set[str]] = [set()]
    rest = list(tokens)
    while rest:
        token = rest.pop(0)
        if token.type == "whitespace" or (token.type == "literal" and token.value == ">"):
            if compounds[-1]:
                compounds.append(set())
        elif said := _simple(token, rest):
            if isinstance(said, _Fault):
                return said
            compounds[-1].add(said)
        else:
            return _Fault(token, f"a theme's css may not select by {_written(token)}", _SELECTORS)
    if not compounds[-1]:
        return _Fault(tokens[0] if tokens else rule, "a rule of the css has no selector", _SELECTORS)
    everywhere = frozenset().union(*compounds)
    return _Selector(everywhere, frozenset(compounds[0]), frozenset(compounds[-1]))


def _simple(token: Any, rest: list[Any]) -> str | _Fault | None:
    """The name of an element, a class or a pseudo-class; None where it is something else."""
    if token.type == "ident":
        return _known(token, token.lower_value, ELEMENTS, "an element", "<{}>")
    if token.type == "literal" and token.value == "." and rest and rest[0].type == "ident":
        name = rest.pop(0)
        return _known(name, name.value, CLASSES, "a class", ".{}")
    if token.type == "literal" and token.value == ":" and rest:
        name = rest.pop(0)
        if name.type == "ident" and name.lower_value in PSEUDO_CLASSES:
            return str(name.lower_value)
        if name.type == "function" and name.lower_name == "lang":
            return "lang"
        written = _written(rest[0]) if name.type == "literal" and rest else _written(name)
        colons = "::" if name.type == "literal" else ":"
        return _Fault(token, f"a theme's css may not select by {colons}{written.lstrip(':')}", _SELECTORS)
    return None


def _known(token: Any, name: str, known: frozenset[str], what: str, form: str) -> str | _Fault:
    if name in known:
        return name
    near = get_close_matches(name, known, 3) or sorted(known)
    message = f"{form.format(name)} is not {what} that a theme may address"
    return _Fault(token, message, f"there are: {', '.join(form.format(one) for one in near)}")


def _written(token: Any) -> str:
    return str(token.serialize())[:40]


# ---- declarations --------------------------------------------------------------------------------------------


def _declarations(
    content: Sequence[Any], selectors: Sequence[_Selector], palettes: Sequence[Mapping[str, str]]
) -> Iterator[_Fault]:
    import tinycss2

    said: dict[str, Any] = {}
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            fault = _declaration(item, selectors, palettes)
            yield from [fault] if fault else []
            said[item.lower_name] = item
        elif item.type == "error":
            yield _Fault(item, f"this is not CSS: {item.message}", "write PROPERTY: VALUE;")
        else:
            yield _Fault(item, "a rule stands inside of a rule", "write each rule by itself")
    yield from _type_size(said, selectors)


def _declaration(
    item: Any, selectors: Sequence[_Selector], palettes: Sequence[Mapping[str, str]]
) -> _Fault | None:
    name = item.name if item.name.startswith("--") else item.lower_name
    values = PROPERTIES.get(name)
    if values is None:
        why = next((f": it {why}" for names, why in _WHY.items() if name in names.split()), "")
        mend = f"a theme may set {', '.join(sorted(PROPERTIES))}"
        return _Fault(item, f"a theme's css may not set {name}{why}", mend)
    if item.important:
        return _Fault(item, f"{name} is set with !important", "leave that out: a theme comes last anyway")
    if values.within and not all(one.classes & values.within for one in selectors):
        places = ", ".join(f".{one}" for one in sorted(values.within))
        return _Fault(item, f"{name} may not be set here", f"only in {places}")
    if values.on and not all(one.last & values.on for one in selectors):
        return _Fault(item, f"{name} may not be set here", f"only on {' or '.join(sorted(values.on))}")
    tokens = [token for token in item.value if token.type not in ("whitespace", "comment")]
    if wrong := next((token for token in tokens if not values.take(token)), None):
        return _Fault(wrong, f"{name} may not be {_written(wrong)}", f"it takes {values.described}")
    if not 0 < len(tokens) <= values.count:
        return _Fault(item, f"{name} has {len(tokens)} values", f"it takes {values.described}")
    return _swallowed(item, tokens[0], palettes) if name == "background-color" else None


# Families of properties that are refused, with the reason in the reader's words.
_WHY: Final = {
    "content counter-reset counter-increment counter-set quotes list-style list-style-type list-style-image "
    "list-style-position": "puts words into the page that nobody cites",
    "display visibility opacity clip clip-path mask filter overflow overflow-x overflow-y color-scheme "
    "content-visibility": "can hide what the page says",
    "position top right bottom left inset z-index transform translate scale rotate float order direction "
    "unicode-bidi writing-mode text-indent": "can move what the page says out of its place, or over another",
    "font all": "sets more than it names; write font-family, font-size, font-weight",
    "background background-image": "can lay a picture below the text; write background-color",
    "zoom width max-width max-height": "can shrink what the page says",
}


def _swallowed(item: Any, token: Any, palettes: Sequence[Mapping[str, str]]) -> _Fault | None:
    """A ground in which a text of the theme could not be read."""
    if token.type != "function":
        return None
    role = _role(token)
    for palette in palettes:
        for text in _TEXT_ROLES:
            found = contrast(rgb(palette[text]), rgb(palette[role]))
            if found < _GROUNDS_LEAST:
                message = f"{text} {palette[text]} on {role} {palette[role]} has a contrast of {found:.1f}"
                return _Fault(item, message, f"at least {_GROUNDS_LEAST:g} is needed to be read")
    return None


def _role(token: Any) -> str:
    return str(next(one.value for one in token.arguments if one.type == "ident")).removeprefix("--")


def _type_size(said: Mapping[str, Any], selectors: Sequence[_Selector]) -> Iterator[_Fault]:
    """Type that can be read, in lines that do not lie on one another, whatever other rules say."""
    size, leading = said.get("font-size"), said.get("line-height")
    points = _pixels(size) if size else None
    if size and points is not None and any(one.is_root for one in selectors) and points < _SMALLEST_ROOT:
        yield _Fault(size, "font-size of the whole page is below 9pt", "all sizes in rem count from it")
    on_screen = all("screen" in one.first for one in selectors)
    on_paper = all("print" in one.first for one in selectors)
    if size and not leading and not on_screen:
        yield _Fault(
            size, "font-size without line-height", "add one in the same rule, such as line-height: 1.3"
        )
    lines = _pixels(leading) if leading else None
    if leading and lines is not None and not on_paper:
        mend = "write a plain number, such as 1.3; lengths are for rules that begin with .print"
        yield _Fault(leading, "line-height is a length here", mend)
    elif leading and lines is not None and (points is None or lines < points):
        yield _Fault(leading, "line-height is less than font-size in this rule", "make it at least as large")


def _pixels(declaration: Any) -> float | None:
    """The length that a declaration sets; None where it is no length."""
    token = next((one for one in declaration.value if one.type not in ("whitespace", "comment")), None)
    if token is None or token.type != "dimension" or token.lower_unit not in UNITS:
        return None
    return float(token.value) * UNITS[token.lower_unit]
