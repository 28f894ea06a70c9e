"""HTML: one file that carries its type and asks the network for nothing."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Final

from reportgen.codes.rg6_pages import RG604
from reportgen.errors import Rejected
from reportgen.press.layouts import RenderedPage
from reportgen.record.attachments import with_blocks
from reportgen.record.seal import HTML_SLOT, sealed

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)


def printed_text(rendered: RenderedPage) -> str:
    """Every character that the page may print: its text, and the words that its style sheets put in."""
    words = "".join(re.findall(r'"([^"\n]*)"', "".join(_STYLE.findall(rendered.html))))
    return markup.unescape(_MARKUP.sub(" ", rendered.html)) + words + ". 0123456789"


_HEADINGS: Final = re.compile(r"<h[1-3][ >].*?</h[1-3]>|<p class=\"exhibit-title\".*?</p>", re.DOTALL)


def headings_of(rendered: RenderedPage) -> str:
    """Every character that a heading or an exhibit's title may print."""
    return _text_of(_HEADINGS, rendered)


def quotations_in(language: str, rendered: RenderedPage) -> str:
    """Every character of the quotations in a language, without the marks around them."""
    return _text_of(re.compile(rf'<q lang="{language}">.*?</q>', re.DOTALL), rendered)


def _text_of(elements: re.Pattern[str], rendered: RenderedPage) -> str:
    return markup.unescape(_MARKUP.sub(" ", " ".join(elements.findall(rendered.html))))


def with_files(page: RenderedPage, files: Mapping[str, bytes], script: str = "") -> bytes:
    """The finished page, sealed, with files in it, and after them the inspector's script, if there is to be one.

    Raises Rejected with RG604 where the page itself would fetch or run anything.
    """
    forbid_asking(page.html)
    head, end, body = page.html.partition("</head>")
    return sealed(with_script(with_blocks(f"{head}{HTML_SLOT}{end}{body}", files), script).encode())


def with_script(page: str, script: str) -> str:
    """An HTML page with a script at the end of its body; "" is none."""
    before, end, after = page.rpartition("</body>")
    return f"{before}<script>{script}</script>\n{end}{after}" if script else page


def forbid_asking(page: str, own: Sequence[str] = ()) -> None:
    """Raise Rejected with RG604 where a page would fetch or run anything but `own` addresses."""
    asking = _Asking()
    asking.feed(page)
    if asked := [what for what in dict.fromkeys(asking.asked) if what not in own]:
        raise Rejected(
            RG604.finding(f"the page asks for {what[:200]}, which is not part of it") for what in asked
        )


_ASKING: Final = ("src", "srcset", "href", "xlink:href", "data", "poster", "background", "action")
_IN_STYLES: Final = re.compile(r"""@import[^;]*|url\(\s*['"]?(?!data:|#)[^)'"]*""")


class _Asking(HTMLParser):
    """Collects what a page would fetch or run. A link to follow is no such thing."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.asked.append("a script")
        for name, value in attrs:
            if name == "style":
                self.asked += _IN_STYLES.findall(value or "")
            elif name in _ASKING and tag != "a" and not (value or "").startswith(("data:", "#")):
                self.asked.append(value or "nothing")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            self.asked += _IN_STYLES.findall(data)
