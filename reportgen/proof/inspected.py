"""What a page's inspector shows, held against what its facts give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reportgen.codes.rg7_proofs import RG709
from reportgen.errors import Finding
from reportgen.figures.number_style import number_style_of
from reportgen.proof.carried import CarriedFacts
from reportgen.proof.numbers_json import Record, once_each
from reportgen.proof.retrace import Retraced
from reportgen.record.inspector import inspector_file, to_bytes


def inspected(shown: bytes, record: Record, facts: CarriedFacts, retraced: Retraced) -> Iterator[Finding]:
    """RG709 for whatever the inspector would show that the facts do not give: a value, an interval, a working."""
    assert facts.base is not None
    number_style = number_style_of(record.language, record.style, facts.base.units)
    made = inspector_file(facts.base, number_style, tuple(retraced.lines.values()), facts.rows)
    given = json.loads(to_bytes(made))
    try:
        told = json.loads(shown, object_pairs_hook=once_each)
        entries = told["facts"].items()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        yield RG709.finding(f"what the inspector shows cannot be read: {error!r}")
        return
    for name, entry in entries:
        if entry != given["facts"].get(name):
            yield RG709.finding(
                f"the inspector shows {_difference(entry, given['facts'].get(name))} of {name}"
            )
    if missing := given["facts"].keys() - told["facts"].keys():
        yield RG709.finding(f"the inspector does not show {', '.join(sorted(missing)[:3])}")
    if {**told, "facts": {}} != {**given, "facts": {}}:
        yield RG709.finding("the inspector's words, sources or list of numbers are not those of its facts")


def _difference(entry: Any, given: Any) -> str:
    if not isinstance(entry, dict) or given is None:
        return "something that the facts do not give"
    keys = [key for key in {**entry, **given} if entry.get(key) != given.get(key)]
    return f"{keys[0]} {entry.get(keys[0])!r:.80}, where the facts give {given.get(keys[0])!r:.80},"
