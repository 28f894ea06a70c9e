"""Whether somebody has looked at each fact that goes out, where delivery.yaml asks for that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.brief.inputs import REVIEWED, Inputs
from reportgen.check import Checked
from reportgen.codes.rg9_review import RG960
from reportgen.comparing.reviewing import ReviewItem, review_items
from reportgen.comparing.reviews import read_reviews
from reportgen.errors import Finding, Locus

_NAMED: Final = 6  # facts that a finding names


def not_looked_at(inputs: Inputs, checked: Checked) -> Iterator[Finding]:
    """RG960 where facts are printed that nobody has looked at as they are now; what is wrong with reviewed.yaml."""
    file = f"{inputs.folder}/{REVIEWED}"
    reviews, faults = read_reviews(inputs.reviewed, file)
    yield from faults
    left = [one for one in review_items(checked, reviews) if not one.counted]
    locus = Locus(file, 1, 1) if inputs.reviewed is not None else None
    command = f"reportgen review {inputs.name}"
    mend = f"{command} shows them; {command} --by NAME FACT writes a look down"
    for state, said in (("new", "nobody has looked at"), ("changed since", "changed since somebody looked:")):
        if own := [one for one in left if one.state == state]:
            yield RG960.finding(f"{inputs.name}: {said} {_named(own)}", locus, mend)


def _named(items: list[ReviewItem]) -> str:
    names = ", ".join(one.name for one in items[:_NAMED])
    more = len(items) - _NAMED
    return names + (f" and {more} more" if more > 0 else "")
