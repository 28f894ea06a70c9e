"""HTML: one file that carries its type and asks the network for nothing."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Mapping

from reportgen.brief.layout import Rendered
from reportgen.press.attach import with_blocks

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)


def printed_text(rendered: Rendered) -> str:
    """Every character that the page may print: its text, and the words that its style sheets put in."""
    words = "".join(re.findall(r'"([^"\n]*)"', "".join(_STYLE.findall(rendered.html))))
    return markup.unescape(_MARKUP.sub(" ", rendered.html)) + words + ". 0123456789"


def with_files(page: Rendered, files: Mapping[str, bytes]) -> bytes:
    """The finished page with files in it."""
    return with_blocks(page.html, files).encode()
