"""Letters: a composed message becomes HTML with its styles inlined, plain text and a picture, and is proved."""

from __future__ import annotations

import html as markup
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from reportgen.brief.edition import Edition
from reportgen.brief.layout import Enclosed, Layouts
from reportgen.brief.letter import Letter
from reportgen.exhibits.faces import Face
from reportgen.press import fonts, pdf
from reportgen.press.html import forbid_asking

_RIM_MM: Final = 1.5  # white around the drawing, for readers in the dark
PICTURE_PX: Final = 552  # the width of the picture in a message's column; it has twice as many pixels


@dataclass(frozen=True)
class Image:
    """The picture of a letter: its name in the message, its PNG, and the page that the PNG was drawn from."""

    cid: str
    png: bytes
    page: bytes


@dataclass(frozen=True)
class PressedLetter:
    """A message's words as they go out, with what they were made from."""

    letter: Letter
    enclosed: Enclosed
    subject: str
    text: str
    html: str
    image: Image | None


def press_letter(
    edition: Edition, letter: Letter, enclosed: Enclosed, templates: Sequence[Path], image: Image | None
) -> PressedLetter:
    """Lay a letter out and put its styles where mail programs look for them."""
    laid = Layouts(templates).lay_out_letter(edition, letter, enclosed, image.cid if image else "")
    forbid_asking(laid.html, [f"cid:{image.cid}"] if image else [])
    return PressedLetter(
        letter, enclosed, letter.subject.plain, laid.text, _inlined(laid.html, laid.css), image
    )


def _inlined(html: str, css: str) -> str:
    """The page with every rule as style attributes; what depends on the screen stays behind as a style sheet."""
    import css_inline

    inliner = css_inline.CSSInliner(
        keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False, extra_css=None
    )
    inlined: str = inliner.inline(html.replace("</head>", f"<style>{css}</style>\n</head>", 1))
    return inlined


def print_image(letter: Letter, edition: Edition, faces: Sequence[Face]) -> Image | None:
    """The chart of a letter as PNG, drawn from a page that can be read back. The same chart gives the same bytes."""
    if letter.picture is None:
        return None
    svg = letter.picture.svg
    cuts = fonts.cut_faces(faces, markup.unescape(re.sub(r"<[^>]*>", " ", svg)))
    sheet = (
        f"@page {{ size: {_size(svg)}; margin: 0 }} body {{ margin: {_RIM_MM}mm }} svg {{ display: block }}"
    )
    head = f"<title>{edition.name}</title><style>{fonts.press_css(cuts)}{sheet}</style>"
    page = f'<html lang="{letter.language}"><head>{head}</head><body>{svg}</body></html>'
    laid_out = pdf.lay_out(f"<!DOCTYPE html>{page}", cuts)
    printed = pdf.print_pdf(laid_out, edition.name, edition.date)
    png = _rendered(printed, 2 * PICTURE_PX)
    return Image(f"{sha256(png).hexdigest()[:24]}@{edition.name}", png, printed)


def _size(svg: str) -> str:
    """The width and height of a drawing, as CSS has a page's size."""
    found = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', svg)
    assert found, "a chart says how large it is"
    return " ".join(f"{float(side) + 2 * _RIM_MM:.2f}mm" for side in found.groups())


def _rendered(page: bytes, width: int) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(page)
    try:
        sheet = document[0]
        picture: Any = sheet.render(scale=width / sheet.get_width()).to_pil()
    finally:
        document.close()
    memory = io.BytesIO()
    picture.convert("RGB").quantize(128).save(memory, "PNG", optimize=True)
    return memory.getvalue()
