"""Themes read from their YAML files: `themes/NAME.yaml` in a project's templates/ or among those shipped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Discriminator, Field, Tag, WithJsonSchema

from reportgen.brief.css_values import PROPERTIES
from reportgen.brief.imprints import imprint_of
from reportgen.brief.speakers_yaml import SpeakersText
from reportgen.brief.stylesheets import CLASSES, ELEMENTS, unfit_css
from reportgen.codes.rg5_texts import RG520
from reportgen.document.images import Image, read_image
from reportgen.document.svg import Trouble
from reportgen.errors import Finding, Locus
from reportgen.exhibits.faces import Fonts
from reportgen.exhibits.ink import PALETTE
from reportgen.exhibits.theme import NIGHT, Page, Theme, too_pale
from reportgen.facts.schema import Bilingual, LanguageTag, Scalar, Strict
from reportgen.facts.shape import check_shape
from reportgen.facts.text import Text, read_yaml
from reportgen.figures.number_style import MOST_DECIMALS, Approximation, Style
from reportgen.languages import DEFAULT, LANGUAGES


class ColoursText(Strict):
    """A colour for each role, such as "#1a2129"; a role that is left out keeps the house theme's."""

    ink: Scalar | None = Field(default=None, description="Text.")
    muted: Scalar | None = Field(default=None, description="Text that stands back.")
    grey: Scalar | None = Field(default=None, description="Marks that stand back: comparatives.")
    light: Scalar | None = Field(default=None, description="Grounds of bars, rules of charts.")
    hairline: Scalar | None = Field(default=None, description="Thin rules.")
    paper: Scalar | None = Field(default=None, description="The ground.")
    accent: Scalar | None = Field(default=None, description="The house's colour: headings, the first series.")
    accent_tint: Scalar | None = Field(default=None, description="Its pale ground.")
    warning: Scalar | None = Field(default=None, description="What wants attention.")
    warning_tint: Scalar | None = Field(default=None, description="Its pale ground.")


class BothColoursText(Strict):
    """Colours on paper and on a light screen, and on a dark one."""

    light: ColoursText = Field(default=ColoursText(), description="On paper, and on screens by day.")
    dark: ColoursText = Field(default=ColoursText(), description="On screens by night.")


class ScriptsText(Strict):
    """Which of the families that a language brings for its script: Noto Sans CJK or Noto Serif CJK. Headings are
    set as the text is where they are left out."""

    text: Literal["sans", "serif"] = Field(default="sans", description="Of the text.")
    headings: Literal["sans", "serif"] | None = Field(default=None, description="Of headings.")


class ScriptText(Strict):
    """Families for the script of one language, by their own names, in place of those that it brings."""

    text: Scalar | None = Field(default=None, description="The face of the text.")
    headings: Scalar | None = Field(default=None, description="The face of headings.")


class FontsText(Strict):
    """Latin families by their own names, headings being set as the text is where they are left out; and those of other
    scripts, for all languages or for one."""

    text: Scalar = Field(default=Text("Source Sans Pro"), description="The Latin face of the text.")
    headings: Scalar = Field(default=Text(""), description="The Latin face of headings.")
    heading_weight: Annotated[Literal["400", "600"], WithJsonSchema({"enum": [400, 600]})] = Field(
        default="600", description="Of headings."
    )
    scripts: ScriptsText = Field(
        default=ScriptsText(),
        description="Other scripts than Latin, in the families that each language brings.",
    )
    languages: dict[LanguageTag, ScriptText] = Field(
        default_factory=dict, description="The same in other families, for one language."
    )


class StyleText(Strict):
    """The figures of a language: $ or US$, bn or billion, −1.2 or (1.2) in tables, a space beside Han or none, how many
    decimals, and whether what is not certain is marked."""

    currency: Literal["symbol", "code"] = Field(default="symbol", description="$213.4bn or US$213.4bn.")
    words: Literal["compact", "long"] = Field(default="compact", description="$213.4bn or $213.4 billion.")
    negative: Literal["minus", "parentheses"] = Field(
        default="minus", description="In tables, charts, key figures and running text: −1.2 or (1.2)."
    )
    spaced: bool = Field(default=False, description="A space between figures and Han characters.")
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] = Field(
        default=1, description="Of percentages, points, multiples, and of millions and the like: 0 to 3."
    )
    approximation: Approximation = Field(
        default="plain",
        description="`plain` prints of a computed figure what is certain; `marked` a digit more, behind about or ≈.",
    )


class LogoText(Strict):
    """A drawing in SVG, and what it is for who cannot see it."""

    svg: Scalar = Field(description="The drawing.")
    name: Bilingual = Field(description="What it is: as a rule the house's name.")


def _logo_form(value: object) -> str:
    if not isinstance(value, Mapping):
        return "[file]"
    return "[drawing]" if "svg" in value or "name" in value else "[files]"


if TYPE_CHECKING:
    Logo = Text | Mapping[str, Text] | LogoText
else:
    Logo = Annotated[
        Annotated[Scalar, Tag("[file]")]
        | Annotated[Bilingual, Tag("[files]")]
        | Annotated[LogoText, Tag("[drawing]")],
        Discriminator(_logo_form),
    ]
_CSS: Final = (
    "Put behind the style sheets that are shipped. An allow-list: rules of classes and elements of the page, alone or "
    f"in @media (print, screen, prefers-color-scheme, min-width, max-width), that set {', '.join(sorted(PROPERTIES))}. "
    f"Classes: {', '.join(sorted(CLASSES))}. Elements: {', '.join(sorted(ELEMENTS))}."
)


class ThemeFile(SpeakersText):
    """A theme as a whole."""

    colours: BothColoursText = Field(
        default=BothColoursText(), description="A colour for each role, by day and by night."
    )
    fonts: FontsText = Field(default=FontsText(), description="Families, by their own names.")
    numbers: dict[LanguageTag, StyleText] = Field(
        default={}, description="How figures are written, in each language."
    )
    page: Page = Field(default="A4", description="The paper, and which way it lies.")
    disclaimer: Bilingual | None = Field(
        default=None, description="The small print of every brief that has none of its own."
    )
    logo: Logo | None = Field(
        default=None,
        description="A PNG or SVG beside the theme, by its file name: one, or one for each language. Or a drawing "
        "written here, as svg: and name:.",
    )
    logo_alt: Bilingual = Field(
        default={},
        description="What a logo in a file is for who cannot see it, in each language: as a rule the house's name.",
    )
    css: Scalar = Field(default=Text(""), description=_CSS)


def read_theme(
    name: str, data: bytes, file: str, pictures: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Theme | None, list[Finding]]:
    """The theme in a file, or None and everything that is wrong with it. `pictures` are the files beside it that may be
    its logo, by paths like its own.

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
    logos = _Logos(file, pictures)
    logo = logos.read(declared, findings)
    fonts = _fonts(declared.fonts, findings)
    findings += unfit_css(declared.css, (light, dark))
    if any(finding.blocks for finding in findings):
        return None, findings
    theme = Theme(
        name,
        light,
        dark,
        fonts,
        {str(language): Style(**dict(style)) for language, style in declared.numbers.items()},
        declared.page,
        _plain(declared.disclaimer),
        logo,
        _plain(declared.logo.name if isinstance(declared.logo, LogoText) else declared.logo_alt),
        str(declared.css),
        (file, *logos.paths(declared)),
        imprint_of(declared),
    )
    return theme, findings


def _fonts(declared: FontsText, findings: list[Finding]) -> Fonts:
    own: dict[str, dict[str, str]] = {"text": {}, "headings": {}}
    for tag, script in declared.languages.items():
        for role, name in script:
            if name is not None and not LANGUAGES[str(tag)].type.faces:
                mend = f"write fonts: {{{role}: {name}}}"
                findings.append(_unfit(f"{tag} has no other script than Latin", name.locus, mend))
            if name:
                own[role][str(tag)] = str(name)
    return Fonts(
        str(declared.text),
        str(declared.headings),
        400 if declared.heading_weight == "400" else 600,
        declared.scripts.text,
        declared.scripts.headings or "",
        own["text"],
        own["headings"],
    )


def _plain(words: Bilingual | None) -> dict[str, str]:
    return {language: str(text) for language, text in (words or {}).items()}


def _unfit(message: str, locus: Locus, mend: str = "") -> Finding:
    return RG520.finding(message, locus, mend)


# ---- colours -------------------------------------------------------------------------------------------------


def _colours(
    declared: ColoursText, number_style: Mapping[str, str], start: Locus, findings: list[Finding]
) -> dict[str, str]:
    """The house's colours with those declared in their place; findings where they cannot be read or told apart."""
    given = {key.replace("_", "-"): text for key, text in declared if text is not None}
    bad = [text for text in given.values() if not re.fullmatch(r"#[0-9a-fA-F]{6}", text)]
    findings += [_unfit(f"{str(t)!r} is no colour", t.locus, 'write six hex digits: "#1a2129"') for t in bad]
    colours = {**number_style, **{role: str(text).lower() for role, text in given.items() if text not in bad}}
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


# ---- logo ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Logos:
    """The logo of each language, "" for all of them, and what it is called; findings where it cannot be printed."""

    theme: str  # the path of the theme's file
    pictures: Mapping[str, bytes]

    def read(self, declared: ThemeFile, findings: list[Finding]) -> dict[str, Image]:
        logo = declared.logo
        if logo is None:
            return {}
        if isinstance(logo, LogoText):
            image = self._drawn(logo.svg, findings)
            return {"": image} if image else {}
        files = logo if isinstance(logo, Mapping) else {"": logo}
        if not declared.logo_alt:
            mend = f"write logo-alt: {{{DEFAULT}: Example Research}}"
            findings.append(_unfit("the logo has no name for who cannot see it", _first(logo).locus, mend))
        found = {language: self._filed(file, findings) for language, file in files.items()}
        return {str(language): image for language, image in found.items() if image}

    def paths(self, declared: ThemeFile) -> tuple[str, ...]:
        """The files that the logo is read from."""
        logo = declared.logo
        if logo is None or isinstance(logo, LogoText):
            return ()
        files = logo.values() if isinstance(logo, Mapping) else [logo]
        return tuple(dict.fromkeys(self._path(file) for file in files))

    def _path(self, file: str) -> str:
        return str(PurePosixPath(self.theme).parent / file)

    def _drawn(self, svg: Text, findings: list[Finding]) -> Image | None:
        image = read_image("logo.svg", svg.encode())
        if isinstance(image, Image) and image.kind == "svg":
            return image
        trouble = image if isinstance(image, Trouble) else Trouble("it is no drawing", "begin with <svg")
        message = f"the logo cannot be used: {trouble.message.removeprefix('logo.svg: ')}"
        lines = svg.split("\n")[: max(trouble.line - 1, 0)]
        locus = svg.inside(sum(len(line) + 1 for line in lines) + max(trouble.column - 1, 0))
        findings.append(_unfit(message, locus, trouble.mend))
        return None

    def _filed(self, file: Text, findings: list[Finding]) -> Image | None:
        path = self._path(file)
        if (data := self.pictures.get(path)) is None:
            known = ", ".join(sorted(PurePosixPath(one).name for one in self.pictures))
            mend = (
                f"there are: {known}"
                if known
                else "put a PNG or SVG beside the theme and write its file name"
            )
            message = f"there is no picture {str(file)!r} beside the theme"
            findings.append(_unfit(message, file.locus, mend))
            return None
        image = read_image(str(file), data)
        if isinstance(image, Image) and image.kind != "jpeg":
            return image
        trouble = (
            image if isinstance(image, Trouble) else Trouble("a JPEG is no logo", "save it as PNG or SVG")
        )
        locus = Locus(path, trouble.line, trouble.column) if trouble.line else file.locus
        findings.append(_unfit(f"the logo cannot be used: {trouble.message}", locus, trouble.mend))
        return None


def _first(logo: Text | Mapping[str, Text]) -> Text:
    return next(iter(logo.values())) if isinstance(logo, Mapping) else logo
