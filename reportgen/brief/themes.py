"""Themes read from their YAML files: `themes/NAME.yaml` in a project's templates/ or among those shipped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal
from xml.etree import ElementTree

from pydantic import Field, WithJsonSchema

from reportgen.errors import Finding, Locus, Severity
from reportgen.exhibits.faces import Fonts
from reportgen.exhibits.ink import PALETTE
from reportgen.exhibits.theme import NIGHT, Style, Theme, too_pale
from reportgen.facts.schema import Bilingual, Scalar, Strict, check_shape
from reportgen.facts.text import Text, read_yaml


class ColoursText(Strict):
    """A colour for each role, such as "#1a2129"; a role that is left out keeps the house theme's."""

    ink: Scalar | None = None
    muted: Scalar | None = None
    grey: Scalar | None = None
    light: Scalar | None = None
    hairline: Scalar | None = None
    paper: Scalar | None = None
    accent: Scalar | None = None
    accent_tint: Scalar | None = None
    warning: Scalar | None = None
    warning_tint: Scalar | None = None


class BothColoursText(Strict):
    """Colours on paper and on a light screen, and on a dark one."""

    light: ColoursText = ColoursText()
    dark: ColoursText = ColoursText()


class FontsText(Strict):
    """Families by their own names; headings are set as the text is where they are left out."""

    text: Scalar = Text("Source Sans Pro")
    han: Scalar = Text("Noto Sans CJK TC")
    headings: Scalar = Text("")
    han_headings: Scalar = Text("")
    heading_weight: Annotated[Literal["400", "600"], WithJsonSchema({"enum": [400, 600]})] = "600"


class StyleText(Strict):
    """The figures of a language: $ or US$, bn or billion, −1.2 or (1.2) in tables, 2,134 億美元 with a space."""

    currency: Literal["symbol", "code"] = "symbol"
    words: Literal["compact", "long"] = "compact"
    negative: Literal["minus", "parentheses"] = "minus"
    spaced: bool = False


class NumbersText(Strict):
    """The number style of each language."""

    en: StyleText = StyleText()
    zh_hant: StyleText = Field(default=StyleText(), alias="zh-Hant")


class LogoText(Strict):
    """A drawing in SVG, and what it is for who cannot see it."""

    svg: Scalar
    name: Bilingual


class ThemeFile(Strict):
    """A theme as a whole. `css` is put behind the style sheets that are shipped."""

    colours: BothColoursText = BothColoursText()
    fonts: FontsText = FontsText()
    numbers: NumbersText = NumbersText()
    page: Literal["A4", "Letter"] = "A4"
    disclaimer: Bilingual | None = None
    logo: LogoText | None = None
    css: Scalar = Text("")


def read_theme(name: str, data: bytes, file: str) -> tuple[Theme | None, list[Finding]]:
    """The theme in a file, or None and everything that is wrong with it.

    RG101 to RG112 as for any YAML file; RG520 a colour, a logo or a style sheet that cannot be used.
    """
    tree, findings = read_yaml(data, file)
    declared, misshapen = check_shape(ThemeFile, tree, file) if tree is not None else (None, [])
    findings += misshapen
    if declared is None:
        return None, findings
    start = Locus(file, 1, 1)
    light = _colours(declared.colours.light, PALETTE, start, findings)
    dark = _colours(declared.colours.dark, NIGHT, start, findings)
    logo = _logo(declared.logo, findings)
    findings += _unfit_css(declared.css)
    if any(finding.blocks for finding in findings):
        return None, findings
    numbers = {"en": declared.numbers.en, "zh-Hant": declared.numbers.zh_hant}
    theme = Theme(
        name,
        light,
        dark,
        _fonts(declared.fonts),
        {language: Style(**dict(style)) for language, style in numbers.items()},
        declared.page,
        _plain(declared.disclaimer),
        logo,
        _plain(declared.logo.name if declared.logo else None),
        str(declared.css),
    )
    return theme, findings


def _fonts(declared: FontsText) -> Fonts:
    return Fonts(
        str(declared.text),
        str(declared.han),
        str(declared.headings),
        str(declared.han_headings),
        400 if declared.heading_weight == "400" else 600,
    )


def _plain(words: Bilingual | None) -> dict[str, str]:
    return {language: str(text) for language, text in (words or {}).items()}


def _unfit(message: str, locus: Locus, mend: str = "") -> Finding:
    return Finding("RG520", Severity.ERROR, message, locus, mend)


# ---- colours -------------------------------------------------------------------------------------------------


def _colours(
    declared: ColoursText, house: Mapping[str, str], start: Locus, findings: list[Finding]
) -> dict[str, str]:
    """The house's colours with those declared in their place; findings where they cannot be read or told apart."""
    given = {key.replace("_", "-"): text for key, text in declared if text is not None}
    bad = [text for text in given.values() if not re.fullmatch(r"#[0-9a-fA-F]{6}", text)]
    findings += [_unfit(f"{str(t)!r} is no colour", t.locus, 'write six hex digits: "#1a2129"') for t in bad]
    colours = {**house, **{role: str(text).lower() for role, text in given.items() if text not in bad}}
    findings += _clashes(colours, given, start)
    return colours


def _clashes(colours: Mapping[str, str], given: Mapping[str, Text], start: Locus) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for role, colour in colours.items():
        if colour in seen:
            locus = given[role].locus if role in given else start
            yield _unfit(f"{role} and {seen[colour]} have one colour, {colour}", locus, "make them differ")
        seen.setdefault(colour, role)
    for role, ground, found, least in too_pale(colours):
        text = given.get(role) or given.get(ground)
        message = f"{role} {colours[role]} on {ground} {colours[ground]} has a contrast of {found:.1f}"
        yield _unfit(message, text.locus if text else start, f"at least {least:g} is needed to be read")


# ---- logo and CSS --------------------------------------------------------------------------------------------

_SVG: Final = "{http://www.w3.org/2000/svg}"
_SHAPES: Final = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_DRAWN: Final = frozenset({
    "viewBox", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "fill",
    "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "transform",
})  # fmt: skip


def _logo(declared: LogoText | None, findings: list[Finding]) -> str:
    """The logo with nothing in it but shapes: no text, which would be a wording nobody cites, no address, no script."""
    if declared is None:
        return ""
    ElementTree.register_namespace("", _SVG.strip("{}"))
    try:
        root = ElementTree.fromstring(declared.svg)
    except ElementTree.ParseError as error:
        findings.append(_unfit(f"the logo cannot be read: {error}", declared.svg.locus))
        return ""
    strange = list(dict.fromkeys(_strange(root)))
    if strange:
        message = f"the logo holds {', '.join(strange)}"
        mend = "draw it of paths and plain shapes; turn text into paths"
        findings.append(_unfit(message, declared.svg.locus, mend))
    root.set("role", "img")
    return ElementTree.tostring(root, encoding="unicode").strip()


def _strange(root: Any) -> Iterator[str]:
    if root.tag != f"{_SVG}svg" or not root.get("viewBox"):
        yield "no <svg> with a viewBox"
    for element in root.iter():
        if str(element.tag).removeprefix(_SVG) not in _SHAPES:
            yield f"<{str(element.tag).removeprefix(_SVG)}>"
        if (element.text or "").strip() or (element.tail or "").strip():
            yield "text"
        yield from (
            f"{name}=" for name, value in element.attrib.items() if name not in _DRAWN or "url" in value
        )


def _unfit_css(css: Text) -> Iterator[Finding]:
    for sign in ("</", "@import", "url(", "{{", "{%"):
        if sign in css:
            yield _unfit(
                f"{sign!r} in the css of a theme", css.locus, "a page asks for nothing and is no template"
            )
