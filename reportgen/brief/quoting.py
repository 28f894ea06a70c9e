"""Who said a quotation, and where that is recorded: the last line of one, behind a dash.

    > We see more demand than we can supply.
    > — Jane Doe, chief executive (release ¶4)

What stands in brackets at its end, or all of it, names a source of facts.yaml and a place in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from reportgen.brief.helpers import TextReader
from reportgen.codes.rg5_texts import RG518
from reportgen.document.nodes import Line, Named, Piece, Place, Words
from reportgen.document.walk import plain

_RECORDED: Final = re.compile(
    r"(?P<who>.*?)[(（]?\s*(?P<source>[\w.-]+)\s+(?P<locator>[^()（）\s][^()（）]*?)\s*[)）]?\s*"
)
_MEND: Final = "end it with a line such as: > — Jane Doe (release ¶4)"


def attribution(by: Line, place: Place, reader: TextReader) -> tuple[Line, str, str]:
    """The line as it is printed, and the source and the locator in it; RG518 warns where there are none."""
    found = _RECORDED.fullmatch(plain(by))
    if found is None or found["source"] not in reader.base.sources:
        known = ", ".join(reader.base.sources)
        message = "nothing records where this quotation stands"
        reader.say(RG518.finding(message, place.locus, f"{_MEND}; sources: {known}"))
        return by, "", ""
    source, locator = found["source"], found["locator"]
    who = _first(by, len(found["who"].rstrip(" ,，")))
    comma = ", " if reader.language == "en" else "，"
    title = Named(f"{reader.base.sources[source].credit(reader.language)}{comma}{locator}", "source")
    return (*who, *((Words(comma),) if who else ()), title), source, locator


def _first(line: Line, length: int) -> Line:
    """A line without its words behind the first `length` characters."""
    kept: list[Piece] = []
    for piece in line:
        if isinstance(piece, Words):
            kept += [replace(piece, text=piece.text[:length])] if length else []
        else:
            kept.append(piece)
        length = max(length - len(plain((piece,))), 0)
    return tuple(kept)
