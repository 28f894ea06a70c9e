"""Letters: a written message becomes HTML with its styles inlined, plain text and a picture, and is proved."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import combinations
from typing import Final

from reportgen.brief.edition import Edition
from reportgen.brief.families import families_of
from reportgen.brief.letters import PICTURE_MM, WrittenLetter
from reportgen.codes.rg6_pages import RG609
from reportgen.document.chart import Chart
from reportgen.document.nodes import Exhibit, Letter
from reportgen.document.walk import plain
from reportgen.errors import Rejected
from reportgen.exhibits.charts import lay_out_chart, lay_out_grown
from reportgen.exhibits.faces import Face
from reportgen.exhibits.ink import Drawing, InkText
from reportgen.exhibits.measure import TooSmall
from reportgen.exhibits.printing import print_svg
from reportgen.languages import LANGUAGES
from reportgen.press import fonts, pdf
from reportgen.press.cache import NO_CACHE, Cache, packed, unpacked
from reportgen.press.figure_rows import comparisons
from reportgen.press.html import forbid_asking
from reportgen.press.layouts import Layouts, page_terms
from reportgen.press.letter_tables import column_heads, fold_figures, fold_table
from reportgen.press.markup import LetterHtml
from reportgen.press.phrases import MAY_BREAK, Phrases, with_line_ends
from reportgen.press.plaintext import text_blocks, text_exhibit, text_line
from reportgen.proof.inked import paint_page

RIM_MM: Final = 1.5  # white around the drawing, for readers in the dark
PICTURE_WIDTHS: Final = (PICTURE_MM, 106.0, 122.0, 140.0)
# Its own colours, also in the dark, where a paragraph's would change.
_BANNER: Final = (
    "padding: 12px; background-color: #f2dccf; color: #1a2129; font-family: Helvetica, Arial, sans-serif; "
    "font-size: 16px; line-height: 24px; font-weight: bold; text-align: center"
)
_TOUCH: Final = 0.4  # points by which the boxes of two words may meet
PICTURE_PX: Final = 552  # the width of the picture in a message's column; it has twice as many pixels


@dataclass(frozen=True)
class Change:
    """A number that differs from the edition that was sent before; "" where one of the two does not print it."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Enclosed:
    """What a letter says besides its texts: the files it comes with, what is corrected, how to leave the list, and
    where it is explained how a brief is checked.

    `changes` is None in a letter that corrects nothing. `protected` where the files are in an envelope that a password
    opens.
    """

    files: tuple[str, ...]
    changes: tuple[Change, ...] | None = None
    unsubscribe: str = ""
    verify_url: str = ""
    protected: bool = False

    @property
    def command(self) -> str:
        """What checks the first attached document, as a shell takes it; "" where none is attached that carries its
        facts."""
        return "" if self.protected else check_command(self.files)


def check_command(files: Sequence[str]) -> str:
    """What checks the first document of these files, as a shell takes it; "" where none carries its facts."""
    name = next((file for file in files if file.endswith((".pdf", ".html"))), "")
    mark = "'" if set("$`!") & set(name) and "'" not in name else '"'
    return f"reportgen verify {mark}{name}{mark}" if name else ""


@dataclass(frozen=True)
class LetterPicture:
    """The picture of a letter: its name in the message, its PNG, and the page that the PNG was drawn from."""

    cid: str
    png: bytes
    page: bytes


@dataclass(frozen=True)
class PressedLetter:
    """A message's words as they go out, with what they were made from."""

    written: WrittenLetter
    enclosed: Enclosed
    subject: str
    text: str
    html: str
    image: LetterPicture | None


def press_letter(
    edition: Edition,
    written: WrittenLetter,
    enclosed: Enclosed,
    templates: Mapping[str, bytes],
    image: LetterPicture | None,
) -> PressedLetter:
    """Lay a letter out and put its styles where mail programs look for them."""
    letter, layouts = written.letter, Layouts(templates)
    words = {**page_terms(letter.language), **vars(LANGUAGES[letter.language].letter)}
    html = LetterHtml(words, layouts.exhibit)
    shown: dict[str, object] = {
        "edition": edition, "letter": letter, "enclosed": enclosed, "cid": image.cid if image else "",
        "terms": words, "language": letter.language, "line": html.line, "blocks": html.blocks, "plain": plain,
        "text_line": text_line, "text_blocks": text_blocks, "text_exhibit": text_exhibit,
        "fold_table": fold_table, "fold_figures": fold_figures, "column_heads": column_heads,
        "comparisons": comparisons, "one_line": one_line, "type": families_of(edition).of(letter.language),
    }  # fmt: skip
    phrases = Phrases(LANGUAGES[letter.language].type.script)
    page = layouts.render("email.html.j2", shown | {"letter": with_line_ends(letter, phrases)})
    page = page.replace(MAY_BREAK, "<wbr>")
    text, css = (layouts.render(f"email.{kind}", shown) for kind in ("txt.j2", "css"))
    forbid_asking(page, [f"cid:{image.cid}"] if image else [])
    return PressedLetter(
        written, enclosed, one_line(plain(letter.subject)), text.strip() + "\n", _inlined(page, css), image
    )


def marked_as_test(letter: PressedLetter) -> PressedLetter:
    """A letter that says of itself that it is a test: before its subject, and at the top of its text and its page."""
    words = LANGUAGES[letter.written.letter.language].letter
    banner = f'<div style="{_BANNER}">{markup.escape(words.test_line)}</div>'
    page = re.sub(r"<body\b[^>]*>", lambda found: found[0] + banner, letter.html, count=1)
    subject, text = words.test_subject.format(letter.subject), f"{words.test_line}\n\n{letter.text}"
    return replace(letter, subject=subject, text=text, html=page)


def one_line(text: str) -> str:
    """A text on one line, as a head has it."""
    return " ".join(text.split())


def _inlined(html: str, css: str) -> str:
    """The page with every rule as style attributes; what depends on the screen stays behind as a style sheet."""
    import css_inline

    inliner = css_inline.CSSInliner(
        keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False, extra_css=None
    )
    inlined: str = inliner.inline(html.replace("</head>", f"<style>{css}</style>\n</head>", 1))
    return inlined


def print_image(
    letter: Letter, edition: Edition, faces: Sequence[Face], cache: Cache = NO_CACHE
) -> LetterPicture | None:
    """The chart of a letter as PNG, drawn from a page that can be read back. The same chart gives the same bytes."""
    if letter.exhibit is None or letter.exhibit.chart is None:
        return None
    svg = print_svg(_drawing(letter.exhibit, faces))
    sheet = (
        f"@page {{ size: {_size(svg)}; margin: 0 }} body {{ margin: {RIM_MM}mm }} svg {{ display: block }}"
    )
    head = f"<title>{edition.name}</title><style>{sheet}</style>"
    page = f'<html lang="{letter.language}"><head>{head}</head><body>{svg}</body></html>'
    content = (page, edition.name, edition.date.isoformat())
    made = unpacked(cache.kept("letter picture", content, partial(_pressed, page, svg, edition, faces)))
    return LetterPicture(f"{sha256(made['png']).hexdigest()[:24]}@{edition.name}", made["png"], made["page"])


def _pressed(page: str, svg: str, edition: Edition, faces: Sequence[Face]) -> bytes:
    """The page with a drawing as a PDF, and what it looks like."""
    cuts = fonts.cut_faces(faces, markup.unescape(re.sub(r"<[^>]*>", " ", svg)))
    laid_out = pdf.lay_out_pages(f"<!DOCTYPE html>{page}", cuts)
    printed = pdf.print_pdf(laid_out, edition.name, edition.date)
    return packed({"png": paint_page(printed, 2 * PICTURE_PX), "page": printed})


def _drawing(exhibit: Exhibit, faces: Sequence[Face]) -> Drawing:
    assert exhibit.chart is not None
    try:
        return lay_out_picture(exhibit.chart, tuple(faces))
    except ValueError as error:
        message = f"the exhibit {exhibit.name!r} does not fit into a message: {error}"
        raise Rejected([RG609.finding(message, exhibit.place.locus)]) from error


def lay_out_picture(chart: Chart, faces: tuple[Face, ...]) -> Drawing:
    """A chart laid out for a message: as narrow as its words allow, since a telephone shows the picture at half its
    size. Raises ValueError where they do not fit even into a wide one."""
    trouble = ""
    for width in PICTURE_WIDTHS:
        try:
            drawing = lay_out_chart(replace(chart, width_mm=width, alt=""), faces)
        except ValueError as error:
            trouble = str(error)
            continue
        met = next((pair for pair in combinations(drawing.words, 2) if _meet(*pair)), None)
        if met is None:
            return drawing
        trouble = f"{met[0].text!r} would stand on {met[1].text!r}"
    if chart.height_mm is None:  # the widest, and as tall as it takes
        with suppress(TooSmall):
            drawing = lay_out_grown(replace(chart, width_mm=PICTURE_WIDTHS[-1], alt=""), faces)
            if not any(_meet(*pair) for pair in combinations(drawing.words, 2)):
                return drawing
    raise ValueError(trouble)


def _meet(one: InkText, other: InkText) -> bool:
    return one.box.meets(other.box, _TOUCH)


def _size(svg: str) -> str:
    """The width and height of a drawing, as CSS has a page's size."""
    found = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', svg)
    assert found, "a chart says how large it is"
    return " ".join(f"{float(side) + 2 * RIM_MM:.2f}mm" for side in found.groups())
