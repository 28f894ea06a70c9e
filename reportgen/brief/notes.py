"""Notes in texts: `{% note %}words{% endnote %}`, at the foot of the page on paper, beside the text on a screen.

They are called by marks and not by numbers: a raised 2 behind 14% would read as 14%2, to people and to the proof.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from reportgen.brief.citations import Register

MARKS: Final = "†‡§"
_HELPER: Final = "_note"


class Notes(Extension):
    """The block `note`."""

    tags = {"note"}  # noqa: RUF012  Jinja's own way of saying it

    def parse(self, parser: Parser) -> nodes.Node:
        """A call of the block's helper with the words."""
        tag = next(parser.stream)
        words = parser.parse_statements(("name:endnote",), drop_needle=True)
        call = nodes.Call(nodes.Name(_HELPER, "load"), [], [], None, None)
        return nodes.CallBlock(call, [], [], words).set_lineno(tag.lineno)


class NoteBook:
    """Counts the notes of one language while its texts are composed."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._count = 0

    def helpers(self) -> dict[str, Callable[..., str]]:
        """What the block of a text calls."""
        return {_HELPER: self._note}

    def _note(self, caller: Callable[[], str]) -> str:
        """The mark that calls the note, and behind it the note; the layout moves it to its place."""
        self._count += 1
        number, mark = self._count, mark_of(self._count)
        words = caller().strip()
        call = Markup('<sup><a class="note-call" id="f{0}" href="#f{0}-note">{1}</a></sup>')
        opening = Markup(
            '<span class="note" id="f{0}-note" role="note"><a class="note-mark" href="#f{0}">{1}</a> '
        )
        before = call.format(number, mark) + opening.format(number, mark)
        return self._register.mark(before) + words + self._register.mark(Markup("</span>"))


def mark_of(number: int) -> str:
    """The mark of a document's first, second, … note: † ‡ § †† ‡‡ …"""
    rounds, place = divmod(number - 1, len(MARKS))
    return MARKS[place] * (rounds + 1)
