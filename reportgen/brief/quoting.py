"""Who said a quotation, and where that is recorded: the last line of one, behind a dash.

    > We see more demand than we can supply.
    > — Jane Doe, chief executive (release ¶4)

What stands in brackets at its end, or all of it, names a source of facts.yaml and a place in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from reportgen.brief.helpers import TextReader
from reportgen.document.nodes import Line, Named, Piece, Place, Words
from reportgen.document.walk import plain
from reportgen.errors import Finding, Severity
from reportgen.languages import LANGUAGES

_MEND: Final = "end it with a line such as: > — Jane Doe (release ¶4)"


@cache
def _recorded() -> re.Pattern[str]:
    """Who said it, then a source and a place in it, in the brackets of any language or in none."""
    opening, closing = ("".join(sorted({pair[at] for pair in _brackets()})) for at in (0, 1))
    inside = f"[^{opening}{closing}"
    locator = rf"(?P<locator>{inside}\s]{inside}]*?)"
    return re.compile(rf"(?P<who>.*?)[{opening}]?\s*(?P<source>[\w.-]+)\s+{locator}\s*[{closing}]?\s*")


def _brackets() -> Iterator[str]:
    return (one.marks.brackets.replace("{}", "").strip() for one in LANGUAGES.values())


def attribution(by: Line, place: Place, reader: TextReader) -> tuple[Line, str, str]:
    """The line as it is printed, and the source and the locator in it; RG518 warns where there are none."""
    found = _recorded().fullmatch(plain(by))
    if found is None or found["source"] not in reader.base.sources:
        known = ", ".join(reader.base.sources)
        message = "nothing records where this quotation stands"
        reader.say(Finding("RG518", Severity.WARNING, message, place.locus, f"{_MEND}; sources: {known}"))
        return by, "", ""
    source, locator = found["source"], found["locator"]
    commas = {one.marks.comma.strip() for one in LANGUAGES.values()}
    who = _first(by, len(found["who"].rstrip(" " + "".join(commas))))
    comma = reader.pack.marks.comma
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
