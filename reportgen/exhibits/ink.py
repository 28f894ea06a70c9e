"""What a drawing is made of: colours, strokes, patches, dots and words, all placed in points, y downward.

Layouts put ink on a `Sheet`; `printing` turns the resulting `Drawing` into SVG.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from reportgen.document.chart import FillRole, Tone
from reportgen.exhibits.measure import JOINER, LABEL, Ruler
from reportgen.languages.line_breaks import has_wide

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

# Each hex stands once, so that a stylesheet can address a role by its colour. Ink, accent, grey and light are far
# apart in greyscale, accent and warning for every kind of colour blindness; muted and warning are not in greyscale.
PALETTE: dict[str, str] = {
    "ink": "#1a2129",
    "muted": "#5b6670",
    "grey": "#9aa5ad",
    "light": "#d5dbdf",
    "hairline": "#b9c2c8",
    "paper": "#ffffff",
    "accent": "#0f4c81",
    "accent-tint": "#d3e0eb",
    "warning": "#b4501e",
    "warning-tint": "#f2dccf",
}

HAIRLINE = 0.5  # points


class Box(NamedTuple):
    """A rectangle in points; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, slack: float = 0.0) -> bool:
        """True where the two overlap by more than `slack`."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack


@dataclass(frozen=True)
class Patch:
    """A filled or outlined rectangle; `edge_width` is drawn inside the box so that outlines do not add length."""

    box: Box
    fill: str = ""
    edge: str = ""
    edge_width: float = 0.0


@dataclass(frozen=True)
class Stroke:
    """Joined straight lines. Several pieces in one stroke share one element."""

    pieces: tuple[tuple[Point, ...], ...]
    colour: str
    width: float = HAIRLINE
    dash: tuple[float, float] | None = None


@dataclass(frozen=True)
class Fill:
    """A filled shape with straight edges."""

    corners: tuple[Point, ...]
    colour: str


MarkerShape = Literal["circle", "square", "diamond", "triangle"]


@dataclass(frozen=True)
class Dot:
    """A mark of `radius` points around (x, y). Shapes other than the circle have about its area."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str = ""
    edge_width: float = 0.0
    shape: MarkerShape = "circle"


@dataclass(frozen=True)
class InkText:
    """One line of text; y is the baseline. `width` is measured, in points. `cite` is carried to `data-cite`."""

    text: str
    x: float
    y: float
    size: float
    weight: int
    colour: str
    anchor: Anchor
    width: float
    cite: str = ""

    @property
    def box(self) -> Box:
        """The room the line takes: from above its capitals to below its descenders."""
        left = self.x - self.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        up, down = (0.86, 0.14) if has_wide(self.text) else (0.72, 0.2)
        return Box(left, self.y - up * self.size, left + self.width, self.y + down * self.size)

    def within(self, left: float, right: float) -> InkText:
        """The same words, moved sideways as far as it takes to stand between two limits."""
        shift = max(left - self.box.left, 0.0) + min(right - self.box.right, 0.0)
        return replace(self, x=self.x + shift)


Ink = Patch | Fill | Stroke | Dot | InkText


@dataclass(frozen=True)
class Drawing:
    """Everything on one picture, in the order it is painted. Sizes in points."""

    width: float
    height: float
    ink: tuple[Ink, ...]
    title: str = ""

    @property
    def words(self) -> tuple[InkText, ...]:
        """The text alone."""
        return tuple(item for item in self.ink if isinstance(item, InkText))

    def recoloured(self, colours: Mapping[str, str]) -> Drawing:
        """The same drawing with each role of the palette in another colour."""
        new = {PALETTE[role]: colour for role, colour in colours.items()} | {"": ""}
        return replace(self, ink=tuple(_recoloured(item, new) for item in self.ink))


def _recoloured(ink: Ink, new: Mapping[str, str]) -> Ink:
    if isinstance(ink, Patch | Dot):
        return replace(ink, fill=new[ink.fill], edge=new[ink.edge])
    return replace(ink, colour=new[ink.colour])


@dataclass
class InkSheet:
    """A drawing in the making, `width` points wide: ink in the order of painting, and the ruler that measures words."""

    ruler: Ruler
    width: float
    ink: list[Ink] = field(default_factory=list)

    def add(self, *ink: Ink) -> None:
        """Add ink over what is there. Words without a text add nothing."""
        self.ink.extend(item for item in ink if not isinstance(item, InkText) or item.text)

    def words(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = LABEL,
        weight: int = 400,
        colour: str = "ink",
        anchor: Anchor = "start",
        cite: str = "",
    ) -> InkText:
        """Words measured but not yet added; y is the baseline. Word joiners are taken out: they matter only where a
        text is broken into lines."""
        text = text.replace(JOINER, "")
        return InkText(
            text, x, y, size, weight, PALETTE[colour], anchor, self.ruler.width(text, size, weight), cite
        )

    def line(
        self, *points: Point, colour: str = "hairline", width: float = HAIRLINE, dashed: bool = False
    ) -> None:
        """One line through the points."""
        self.add(Stroke((points,), PALETTE[colour], width, (2.2, 1.6) if dashed else None))

    def finished(self, height: float, title: str) -> Drawing:
        """The drawing, `height` points tall, with its text alternative. Rules, axes and connectors end before words and
        go on behind them."""
        boxes = [ink.box for ink in self.ink if isinstance(ink, InkText)]
        cut = (_cut(ink, boxes) if isinstance(ink, Stroke) and ink.width <= 0.6 else ink for ink in self.ink)
        return Drawing(self.width, height, tuple(ink for ink in cut if ink is not None), title)


def middle(y: float, size: float, text: str = "") -> float:
    """Baseline of a line of text that stands centred on y: on half its capitals, or half a Han body."""
    return y + size * (0.375 if has_wide(text) else 0.33)


def mark_colour(tone: Tone, role: FillRole) -> str:
    """The colour of a mark: its role's, unless its tone has one of its own."""
    return PALETTE[{"comparative": "grey", "warning": "warning"}.get(tone, role)]


def tint_of(role: str) -> str:
    """The tint of a role's colour."""
    return PALETTE.get(f"{role}-tint", PALETTE["light"])


def bar_ink(box: Box, tone: Tone, role: FillRole) -> list[Ink]:
    """A bar in its tone. Tones differ in more than hue: solid, hollow, hatched, grey, pale with an outline."""
    colour = mark_colour(tone, role)
    if tone == "consensus":
        return [Patch(box, PALETTE["paper"], colour, 0.9)]
    if tone == "guidance":
        inner = Box(box.left + 0.4, box.top + 0.4, box.right - 0.4, box.bottom - 0.4)
        lines = hatching(inner)  # none in a bar too thin for one
        return [Patch(box, PALETTE["paper"], colour, 0.6), *([Stroke(lines, colour, 0.6)] if lines else [])]
    if tone == "derived":
        return [Patch(box, tint_of(role), colour, 0.5)]
    return [Patch(box, colour)]


def hatching(box: Box, step: float = 2.6) -> tuple[tuple[Point, ...], ...]:
    """Rising 45° lines cut off at the box, as plain segments: renderers disagree about patterns and clip paths.

    The lines hang on the page's own grid, so that neighbouring bars match.
    """
    pieces: list[tuple[Point, ...]] = []
    first = int((box.left + box.top) // step) + 1
    for number in range(first, int((box.right + box.bottom) // step) + 1):
        total = number * step  # x + y along the line
        low = max(box.left, total - box.bottom)
        high = min(box.right, total - box.top)
        if high - low > 0.05:
            pieces.append(((low, total - low), (high, total - high)))
    return tuple(pieces)


def legible_on(fill: str) -> str:
    """Palette name of the text colour for a fill: paper on the dark ones, ink on the others."""
    dark = (PALETTE[name] for name in ("ink", "muted", "accent", "warning"))
    return "paper" if fill in dark else "ink"


_AIR = 1.0  # between words and a line that ends before them


def _cut(stroke: Stroke, boxes: Sequence[Box]) -> Stroke | None:
    """A stroke without what of its level and upright lines runs through words; None where nothing is left."""
    pieces: list[tuple[Point, ...]] = []
    for piece in stroke.pieces:
        level = len({y for _, y in piece}) == 1
        if len(piece) == 2 and (level or piece[0][0] == piece[1][0]):
            pieces += _around(piece, [box for box in boxes if _through(piece, box)], 0 if level else 1)
        else:
            pieces.append(piece)
    return replace(stroke, pieces=tuple(pieces)) if pieces else None


def _through(piece: tuple[Point, ...], box: Box) -> bool:
    (x, y), (x_end, y_end) = piece
    across = min(x, x_end) < box.right + _AIR and max(x, x_end) > box.left - _AIR
    return across and min(y, y_end) < box.bottom and max(y, y_end) > box.top


def _around(piece: tuple[Point, ...], boxes: Sequence[Box], way: int) -> list[tuple[Point, ...]]:
    """What is left of a straight line that runs across (`way` 0) or down (1) through some boxes."""
    first, end = sorted(piece)
    left = []
    at = first[way]
    for low, high in sorted((box[way] - _AIR, box[way + 2] + _AIR) for box in boxes):
        left.append((at, low))
        at = max(at, high)
    other = first[1 - way]
    runs = [(low, high) for low, high in (*left, (at, end[way])) if high - low > 0.3]
    return [
        ((low, other), (high, other)) if way == 0 else ((other, low), (other, high)) for low, high in runs
    ]


# ---- colours -------------------------------------------------------------------------------------------------

Rgb = tuple[float, float, float]  # from 0 to 1


def rgb(colour: str) -> Rgb:
    """A colour such as #1a2129."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours as WCAG 2 has it, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Rgb) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
