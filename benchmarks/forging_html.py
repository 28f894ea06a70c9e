"""Edits of a finished HTML page, kind by kind: in its text, in what it says to programs, in its styles and scripts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from surgery import digits_shown

from reportgen.figures.reader.scanning import numerals
from reportgen.record.attachments import ATTACHMENT_KINDS as FILES
from reportgen.record.attachments import FACTS, NUMBERS

Make = Callable[[], bytes]
_PRINTING: Final = re.compile(
    r'<data class="n" id="(n[\d-]+)" value="([^"]*)" data-fact="([^"]*)">(.*?)</data>'
)
_LABEL: Final = re.compile(r'<text [^>]*data-cite="(n[\d-]+)"[^>]*>([^<]*\d[^<]*)</text>')


class Sheet:
    """A finished page, and where its numerals stand."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.page = name, data.decode()

    @cached_property
    def shown(self) -> list[int]:
        """Every digit that a reader sees."""
        return digits_shown(self.page)

    @cached_property
    def printings(self) -> list[re.Match[str]]:
        """Every number in the text."""
        return list(_PRINTING.finditer(self.page))

    @cached_property
    def labels(self) -> list[re.Match[str]]:
        """Every number in a chart."""
        return list(_LABEL.finditer(self.page))

    @cached_property
    def appendix(self) -> int:
        """Where the appendix begins."""
        return self.page.index('<table class="numbers')

    def put(self, start: int, end: int, text: str) -> bytes:
        """The page with a stretch replaced."""
        return (self.page[:start] + text + self.page[end:]).encode()

    def swapped(self, old: str, new: str) -> bytes:
        """The page with the first such passage replaced."""
        start = self.page.index(old)
        return self.put(start, start + len(old), new)


Kind = Callable[[Sheet, random.Random], Iterator[Make]]


def _mixed(things: Sequence[Any], chance: random.Random) -> list[Any]:
    return chance.sample(things, len(things))


def _other(digit: str, chance: random.Random) -> str:
    return str((int(digit) + chance.randint(1, 9)) % 10)


# ---- text ------------------------------------------------------------------------------------------------------------


def digit(where: Callable[[Sheet], Sequence[tuple[int, int]]]) -> Kind:
    """Another digit within given stretches."""

    def edits(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
        for start, end in _mixed(where(sheet), chance):
            spots = [at for at in range(start, end) if sheet.page[at].isascii() and sheet.page[at].isdigit()]
            if spots:
                at = chance.choice(spots)
                new = _other(sheet.page[at], chance)
                yield lambda at=at, new=new: sheet.put(at, at + 1, new)

    return edits


def _text(sheet: Sheet) -> list[tuple[int, int]]:
    return [(at, at + 1) for at in sheet.shown if at < sheet.appendix]


def _appendix(sheet: Sheet) -> list[tuple[int, int]]:
    return [(at, at + 1) for at in sheet.shown if at > sheet.appendix]


def _labels(sheet: Sheet) -> list[tuple[int, int]]:
    return [label.span(2) for label in sheet.labels]


def _spans(pattern: str) -> Callable[[Sheet], list[tuple[int, int]]]:
    return lambda sheet: [found.span(1) for found in re.finditer(pattern, sheet.page, re.DOTALL)]


def _block(name: str) -> Kind:
    def edits(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
        start = sheet.page.index(f'id="{FILES[name][3]}">')
        spots = [m.start() for m in re.finditer(r"[0-9]", sheet.page[start:])]
        for spot in _mixed(spots, chance):
            at = start + spot
            new = _other(sheet.page[at], chance)
            yield lambda at=at, new=new: sheet.put(at, at + 1, new)

    return edits


def each(change: Callable[[re.Match[str], random.Random], str | None], labels: bool = False) -> Kind:
    """Something done to one printing, or to one label of a chart."""

    def edits(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
        for found in _mixed(sheet.labels if labels else sheet.printings, chance):
            new = change(found, chance)
            if new is not None and new != found[0]:
                yield lambda found=found, new=new: sheet.put(*found.span(), new)

    return edits


def _unit(found: re.Match[str], chance: random.Random) -> str | None:
    for old, new in (
        ("bn", "m"),
        ("億", "萬"),
        ("%", ""),
        ("個百分點", "%"),
        ("pp", "%"),
        ("倍", ""),
        ("x", "%"),
    ):
        if old in found[4]:
            return found[0].replace(found[4], found[4].replace(old, new, 1))
    return None


def _sign(found: re.Match[str], chance: random.Random) -> str | None:
    for old, new in (("−", ""), ("+", "−"), ("≈", ""), ("about ", ""), ("約", ""), ("over ", "under ")):
        if old in found[4]:
            return found[0].replace(found[4], found[4].replace(old, new, 1))
    return None


def _value(found: re.Match[str], chance: random.Random) -> str:
    return found[0].replace(f'value="{found[2]}"', f'value="{found[2]}0"', 1)


def _fact(found: re.Match[str], chance: random.Random) -> str:
    return found[0].replace("@20", "@19", 1)


def swapped(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
    """Two printings with their wordings changed over."""
    for one in _mixed(sheet.printings, chance):
        other = chance.choice([item for item in sheet.printings if item[4][-12:] != one[4][-12:]])
        first, second = sorted((one, other), key=lambda item: item.start())
        words = [re.sub(r"<[^>]*>", "", item[4]) for item in (first, second)]
        if words[0] != words[1] and all(
            word in item[4] for word, item in zip(words, (first, second), strict=True)
        ):

            def make(
                first: re.Match[str] = first, second: re.Match[str] = second, words: list[str] = words
            ) -> bytes:
                middle = sheet.page[first.end() : second.start()]
                changed = (first[0].replace(words[0], words[1]), second[0].replace(words[1], words[0]))
                return sheet.put(first.start(), second.end(), changed[0] + middle + changed[1])

            yield make


def rows_swapped(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
    """Two rows of a table with their heads changed over."""
    rows = list(re.finditer(r'<th scope="row"[^>]*>([^<]+)</th>', sheet.page))
    for index in _mixed(range(len(rows) - 1), chance):
        one, other = rows[index], rows[index + 1]
        if one[1] != other[1]:
            new = other[0] + sheet.page[one.end() : other.start()] + one[0]
            yield lambda one=one, other=other, new=new: sheet.put(one.start(), other.end(), new)


def number_word(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
    """Another number in words."""
    others = {
        "three": "seven",
        "two": "six",
        "four": "nine",
        "third": "tenth",
        "doubl": "tripl",
        "half": "a third",
    }
    body = sheet.page[: sheet.appendix]
    spots = [
        (found.start() + numeral.start, numeral.text)
        for found in re.finditer(r">([^<>]+)<", body)
        for numeral in numerals(found[0])
        if found.start() > body.index("<body") and not any(char.isdigit() for char in numeral.text)
    ]
    for at, text in _mixed(spots, chance):
        new = next((text.replace(a, b) for a, b in others.items() if a in text), "")
        new = new or text.translate(str.maketrans("一二兩三四五六七八九十成", "三四五六八九八三三六二年"))
        if new != text:
            yield lambda at=at, text=text, new=new: sheet.put(at, at + len(text), new)


# ---- styles ----------------------------------------------------------------------------------------------------------

STYLES: Final[Mapping[str, Sequence[str]]] = {
    "hidden by its display or visibility": ("display:none", "visibility:hidden", "visibility:collapse",
        "content-visibility:hidden", "opacity:0", "opacity:0.02"),
    "hidden by its colour": ("color:#fff", "color:transparent", "color:rgb(255 255 255/.9)", "color:var(--paper)",
        "color:color-mix(in srgb,white,white)", "-webkit-text-fill-color:transparent", "color:#fefefe",
        "background:#1a2129"),
    "hidden by its size": ("font-size:0", "font-size:1px", "font:0/0 serif", "zoom:0.01",
        "line-height:0;font-size:.1px", "display:inline-block;transform:scale(0)"),
    "clipped": ("display:inline-block;height:0;overflow:hidden", "clip-path:inset(100%)",
        "position:absolute;clip:rect(0,0,0,0)", "display:inline-block;max-width:0;overflow:clip",
        "display:inline-block;width:.1em;overflow:hidden;white-space:nowrap",
        "-webkit-mask:linear-gradient(#0000,#0000)"),
    "off the page": ("position:absolute;left:-9999px", "position:fixed;top:-200vh", "position:relative;left:3000px",
        "display:inline-block;text-indent:-9999px", "display:inline-block;margin-left:-5000px",
        "transform:translateX(-9999px)", "position:relative;right:4000px", "translate:-200vw"),
    "turned or blurred": ("filter:blur(9px)", "mix-blend-mode:difference", "writing-mode:vertical-rl",
        "direction:rtl;unicode-bidi:bidi-override", "rotate:180deg", "letter-spacing:-.6em",
        "text-decoration:line-through 1em", "animation:x 1s"),
}  # fmt: skip


def styled(styles: Sequence[str]) -> Kind:
    """Each of these on a printing, on a label of a chart, or by a rule of a style sheet."""

    def edits(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
        for style in styles * 9:
            found = chance.choice(sheet.printings)
            if chance.random() < 0.6:
                new = found[0].replace("<data ", f'<data style="{style}" ', 1)
                yield lambda found=found, new=new: sheet.put(*found.span(), new)
            else:
                yield lambda found=found, style=style: sheet.swapped(
                    "</style>", f"#{found[1]}{{{style}}}</style>"
                )

    return edits


def _ruled(rules: Sequence[str]) -> Kind:
    """A rule at the end of the style sheet; # stands for a printing's own id."""

    def edits(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
        for rule in rules * 9:
            found = chance.choice(sheet.printings)
            yield lambda rule=rule, found=found: sheet.swapped(
                "</style>", rule.replace("#", f"#{found[1]}") + "</style>"
            )

    return edits


READERS: Final = (
    "@media (max-width:400px){#{display:none}}", "@media print{#{color:#fff}}",
    "@media (prefers-color-scheme:dark){#{color:#12171c}}", "@supports (display:grid){#{opacity:0}}",
    "@layer x{#{visibility:hidden!important}}", "@media screen and (min-width:1000px){#{font-size:0}}",
)  # fmt: skip
CONTENT: Final = (
    "#::after{content:'0'}", "#::before{content:'1'}", "#{content:'9'}", "p::first-line{color:#fff}",
    "#::after{content:counter(page)}", "#{list-style:decimal;display:list-item}",
)  # fmt: skip


def laid_over(change: Sequence[str]) -> Kind:
    """Something with a ground of its own put before a printing, over it or over the page."""

    def edits(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
        for what in _mixed(change, chance):
            found = chance.choice(sheet.printings)
            yield lambda found=found, what=what: sheet.put(found.start(), found.start(), what)

    return edits


BOXES: Final = (
    '<span style="position:absolute;width:5em;height:1.2em;background:#fff"></span>',
    '<span style="position:relative"><b style="position:absolute;left:0;background:#fff">$9bn</b></span>',
    '<span style="display:inline-block;width:6em;margin-right:-6em;height:1em;background:#fff"></span>',
    '<i style="float:left;margin-right:-90px;width:90px;height:1em;background:#fff"></i>',
    '<span style="box-shadow:40px 0 0 20px #fff"></span>',
    '<span style="outline:30px solid #fff"></span>',
    '<span style="position:sticky;top:0;display:block;height:3em;background:#fff"></span>',
    '<span style="display:inline-block;width:0;height:1em;border-right:60px solid #fff;margin-right:-60px"></span>',
    '<svg width="60" height="12" style="margin-right:-60px"><rect width="60" height="12" fill="#fff"/></svg>',
    '<img alt="" style="margin-right:-60px" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
)  # fmt: skip
SPOKEN: Final = (
    "<span title='7 of 9'></span>", "<span aria-label='$24.9bn'></span>", "<i hidden>17%</i>",
    "<template>31%</template>", "<noscript>42%</noscript>", "<!-- --><b>8</b>",
)  # fmt: skip
SHAPE: Final = '<path d="M -9 -9 L 900 -9 L 900 900 L -9 900 z" fill="#fff"/>'
TURNED: Final = ("\u202e", "\u2067", "<bdo dir=rtl>", '<span dir="rtl">')
SCRIPTS: Final = (
    "<script>document.title='x'</script>", "<script type=module>1</script>", "<iframe srcdoc='9'></iframe>",
    "<object data='data:,9'></object>", "<img src=x onerror='x()'>", "<svg onload='x()'></svg>",
    '<meta http-equiv="refresh" content="0;url=data:text/html,9">', "<a href='javascript:x()'>x</a>",
    '<script type="application/json" id="numbers-json">{}</script>', "<link rel=stylesheet href=x.css>",
    '<script type="application/json">{"n": 1}</script>', "<style>@import 'x.css';</style>",
)  # fmt: skip


def ended_with(parts: Sequence[str]) -> Kind:
    """Something at the end of the page's body, before its data blocks."""

    def edits(sheet: Sheet, chance: random.Random) -> Iterator[Make]:
        for part in _mixed(parts, chance):
            yield lambda part=part: sheet.swapped("<script", part + "<script")

    return edits


# Kind → how it is made, and how many of each document.
HTML_KINDS: Final[Mapping[str, tuple[Kind, int]]] = {
    "a digit in the text": (digit(_text), 7),
    "a digit in the appendix": (digit(_appendix), 7),
    "a digit in a chart": (digit(_labels), 5),
    "a digit in the title": (digit(_spans(r"<title>(A[^<]*|[^<]*Amazon[^<]*)</title>")), 2),
    "a digit in a chart's description": (digit(_spans(r"<svg[^>]*><title>([^<]*)</title>")), 5),
    "a digit in the page's metadata": (digit(_spans(r'<meta name="[^>]*content="([^"]*\d[^"]*)"')), 2),
    "a number taken out": (each(lambda found, _: found[0].replace(found[4], re.sub(r"(?<=>)[^<]+", "", found[4]))), 4),
    "a number cut from the page": (each(lambda found, _: ""), 2),
    "a number printed twice": (each(lambda found, _: found[0] + re.sub(r"<[^>]*>", "", found[0])), 4),
    "a printing copied whole": (each(lambda found, _: found[0] + " " + found[0]), 2),
    "two figures changing places": (swapped, 5),
    "two rows changing heads": (rows_swapped, 4),
    "another unit or scale": (each(_unit), 5),
    "a sign or a qualifier": (each(_sign), 5),
    "a number word": (number_word, 2),
    "the value for programs": (each(_value), 5),
    "the fact for programs": (each(_fact), 4),
    **{kind: (styled(styles), len(styles)) for kind, styles in STYLES.items()},
    "hidden from some readers only": (_ruled(READERS), 4),
    "put in by a style sheet": (_ruled(CONTENT), 4),
    "below something": (laid_over(BOXES), len(BOXES)),
    "said where nobody looks": (laid_over(SPOKEN), 4),
    "read from right to left": (laid_over(TURNED), len(TURNED)),
    "white in a chart": (each(lambda found, _: found[0].replace("<text ", '<text style="fill:#fff" '), labels=True), 2),
    "below a shape in a chart": (each(lambda found, _: found[0] + SHAPE, labels=True), 2),
    "a chart's label moved": (each(lambda found, _: re.sub(r' y="[\d.]+"', ' y="3"', found[0]), labels=True), 2),
    "a script or a frame": (ended_with(SCRIPTS), 7),
    "a digit in the attached facts": (_block(FACTS), 6),
    "a digit in the attached numbers": (_block(NUMBERS), 6),
}  # fmt: skip
