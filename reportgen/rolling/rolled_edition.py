"""An edition a step on, in memory: its files, and what is told of the step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportgen.brief.edition import BRIEF, Edition, read_edition
from reportgen.brief.inputs import DELIVERY, ROLLED, Inputs
from reportgen.errors import Finding, Rejected
from reportgen.facts.base import FactBase
from reportgen.facts.reference import Coordinates
from reportgen.facts.resting import held_fact, rests_on_facts
from reportgen.facts.schema import FactsFile
from reportgen.facts.shape import check_shape
from reportgen.facts.text import read_yaml
from reportgen.record.attachments import FACTS
from reportgen.rolling.carried_facts import FactsCarried, OpenedFact, carry_facts
from reportgen.rolling.left_behind import LeftBehind, left_behind
from reportgen.rolling.named_facts import facts_in, named_facts, scalars_of
from reportgen.rolling.passages_of import CarriedPassage, passages_of_edition, without_expressions
from reportgen.rolling.period_tokens import shifted_text
from reportgen.rolling.rewriting import REASONS, RolledView
from reportgen.rolling.rolled_yaml import rolled_text
from reportgen.rolling.stale_names import YamlWays, stale_names
from reportgen.rolling.stepping import RollStep

_MARKUP: Final = re.compile(r"^(?:[#>|*+-]+\s+|\d{1,3}[.)]\s+)+|\*\*|__|\s*\|$")  # of Markdown, around words
_BEGINNING: Final = 60  # characters of a passage that a list shows


@dataclass(frozen=True)
class ToRewrite:
    """A passage that a person has to look at, and why, by the names of `REASONS`."""

    passage: CarriedPassage
    why: tuple[str, ...]

    def __str__(self) -> str:
        place = self.passage.locus
        reasons = "; ".join(REASONS[one] for one in self.why)
        return f"{place.file}:{place.line}: “{beginning(self.passage)}”: {reasons}"


@dataclass(frozen=True)
class RolledEdition:
    """An edition a step on: its files by name, what is open in it, what it computes anew, how many period tokens moved
    in each file, and what has to be rewritten or looked at, in the order of reading; `left` are the facts that are open
    still."""

    files: Mapping[str, bytes]
    opened: tuple[OpenedFact, ...]
    left: tuple[str, ...]
    computed: tuple[str, ...]
    moved: Mapping[str, int]
    passages: tuple[ToRewrite, ...]
    places: tuple[LeftBehind, ...]


def beginning(passage: CarriedPassage) -> str:
    """How a passage begins, for a list; its expressions, where it has no words."""
    words = _MARKUP.sub("", " ".join(without_expressions(passage.text).replace("\ufffc", "…").split()))
    if not any(map(str.isalnum, words)):
        words = " ".join(passage.text.split())
    return words if len(words) <= _BEGINNING else words[: _BEGINNING - 1] + "…"


def roll_edition(
    edition: Edition,
    inputs: Inputs,
    step: RollStep,
    name: str,
    folder: str,
    fill: Callable[[str], str] = lambda text: text,
) -> RolledEdition:
    """Carry an edition a step on; `name` and `folder` are those of the new one, and `fill` states in the text of a
    facts.yaml what it can. Raises Rejected where what comes
    out cannot be read, and Misuse for a facts.yaml whose entries have no lines of their own."""
    carried = _carried_facts(edition, inputs, step)
    files: dict[str, bytes] = {}
    moved: dict[str, int] = {}
    for file, data in _sources(inputs).items():
        if file == FACTS:
            files[file], moved[file] = fill(carried.text).encode(), carried.moved
        elif file.endswith((".yaml", ".md")) and file != ROLLED:
            text, count = shifted_text(data.decode("utf-8"), step, columns=file == BRIEF)
            files[file], moved[file] = text.encode(), count
        elif file != ROLLED:
            files[file] = data
    rolled, findings = _read(inputs, files, name, folder)
    if rolled is None:
        raise Rejected(findings)
    passages = _to_rewrite(edition, rolled, inputs, files, folder, step)
    named = tuple(named_facts(rolled, files.get(DELIVERY), f"{folder}/{DELIVERY}"))
    every = left_behind(rolled.base, named, (), YamlWays(files, folder), step)
    places = tuple({(one.said, one.at): one for one in every}.values())
    files[ROLLED] = _record(edition, rolled, files, passages, places, carried).encode()
    left = tuple(rolled.base.name(at) for at, fact in rolled.base.facts.items() if fact.open)
    return RolledEdition(files, carried.opened, left, carried.computed, moved, passages, places)


def _sources(inputs: Inputs) -> dict[str, bytes]:
    return {**inputs.files, **({DELIVERY: inputs.delivery} if inputs.delivery is not None else {})}


def _read(
    inputs: Inputs, files: Mapping[str, bytes], name: str, folder: str
) -> tuple[Edition | None, list[Finding]]:
    own = {file: data for file, data in files.items() if file != DELIVERY}
    return read_edition(name, own, folder, inputs.themes, inputs.vocabulary)


def _carried_facts(edition: Edition, inputs: Inputs, step: RollStep) -> FactsCarried:
    base = edition.base
    tree, _ = read_yaml(inputs.files[FACTS], base.file)
    model, _ = check_shape(FactsFile, tree, base.file)
    assert model is not None  # else there were no edition
    named = [at for one in named_facts(edition, inputs.delivery, DELIVERY) for at in one.facts]
    used = rests_on_facts(base, named)
    return carry_facts(inputs.files[FACTS].decode("utf-8"), model, base, used, step)


# ---- what a person has to write ------------------------------------------------------------------------------------


def _to_rewrite(
    edition: Edition,
    rolled: Edition,
    inputs: Inputs,
    files: Mapping[str, bytes],
    folder: str,
    step: RollStep,
) -> tuple[ToRewrite, ...]:
    every = {at for one in named_facts(edition, inputs.delivery, DELIVERY) for at in one.facts}
    named = {at: fact.quantity if (fact := held_fact(edition.base, at)) else None for at in every}
    view = _with_exhibits(RolledView(rolled.base, step, named), rolled)
    found = ((passage, tuple(view.reasons(passage))) for passage in passages_of_edition(files, folder))
    return tuple(ToRewrite(passage, why) for passage, why in found if why)


def _with_exhibits(view: RolledView, rolled: Edition) -> RolledView:
    """The view with the exhibits that have nothing to show, and those with figures of the last edition."""
    empty, repeating = set[str](), set[str]()
    for key, exhibit in rolled.brief.exhibits.items():
        shown = list(_shown(rolled.base, exhibit))
        known = [at for at in shown if (fact := held_fact(rolled.base, at)) and fact.quantity is not None]
        if shown and not known:
            empty.add(str(key))
        if any(view.repeats(at) for at in known):
            repeating.add(str(key))
    return replace(view, empty=frozenset(empty), repeating=frozenset(repeating))


def _shown(base: FactBase, exhibit: object) -> Iterator[Coordinates]:
    for text in scalars_of(exhibit):
        if "{" not in text and "@-" not in text:
            yield from facts_in(base, text)


def _record(
    edition: Edition,
    rolled: Edition,
    files: Mapping[str, bytes],
    passages: Sequence[ToRewrite],
    places: Sequence[LeftBehind],
    carried: FactsCarried,
) -> str:
    listed = {one.passage.mark: one for one in passages}
    rows = [(one.passage.file, mark, one.why, beginning(one.passage)) for mark, one in listed.items()]
    named, every = named_facts(rolled, files.get(DELIVERY), DELIVERY), passages_of_edition(files, "")
    base, last = rolled.base, edition.base.period.within(rolled.base.entities[rolled.base.entity].calendar)
    known = [(one.said, one.at) for one in stale_names(base, files, "", named, every, last)]
    asked = [(one.said, one.at, one.why) for one in places]
    return rolled_text(
        edition.name, str(edition.base.period), edition.date, rows, known, asked, carried.opened
    )
