"""Reviewing: what of an edition somebody has looked at as it is now, and what is left."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from reportgen.check import Checked
from reportgen.checks.terminal import compact_figure
from reportgen.comparing.reviews import ReviewLook, Reviews
from reportgen.errors import Misuse
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.reference import BadReference
from reportgen.figures.fact_labels import label_in_full

_DIGITS: Final = 12


@dataclass(frozen=True)
class ReviewItem:
    """A printed fact as a reviewer sees it: its reference as the edition writes it, what it is called, its value with
    its interval, where that comes from, how the edition prints it; and the looks at it, of which those count that saw
    just that value and that source."""

    reference: str
    name: str
    label: str
    saw: str
    source: str
    shown: tuple[str, ...]
    looks: tuple[ReviewLook, ...]

    @property
    def counted(self) -> tuple[ReviewLook, ...]:
        """The looks that saw it as it is now."""
        return tuple(look for look in self.looks if (look.saw, look.source) == (self.saw, self.source))

    @property
    def state(self) -> str:
        """Whether it was looked at, never, or before it changed."""
        return "looked at" if self.counted else "changed since" if self.looks else "new"


def review_items(checked: Checked, reviews: Reviews) -> tuple[ReviewItem, ...]:
    """Every fact that an edition prints in any language, in the order of its numbers."""
    edition = checked.edition
    assert edition is not None
    citations = [citation for draft in checked.drafts for citation in draft.written.citations]
    facts = {citation.fact.at: citation.fact for citation in sorted(citations, key=lambda one: one.number)}
    shown = {at: dict[str, None]() for at in facts}
    for citation in citations:
        shown[citation.fact.at][citation.shown] = None
    language = edition.languages[0]
    return tuple(_item(fact, edition.base, language, tuple(shown[at]), reviews) for at, fact in facts.items())


def _item(fact: Fact, base: FactBase, language: str, shown: tuple[str, ...], reviews: Reviews) -> ReviewItem:
    reference = str(fact.at)
    saw = compact_figure(fact.quantity, _DIGITS) if fact.quantity else "not meaningful"
    label = label_in_full(base, fact, language)
    looks = reviews.get(reference, ())
    return ReviewItem(reference, base.name(fact.at), label, saw, _source(fact), shown, looks)


def _source(fact: Fact) -> str:
    """Where a value comes from: the statement that counts, or the formula."""
    if (told := fact.telling) is not None:
        return f"{told.source} {told.locator}"
    return f"= {fact.formula.text}" if fact.formula else ""


def record_review(
    items: Sequence[ReviewItem],
    reviews: Reviews,
    facts: Callable[[ReviewItem], bool],
    look: tuple[str, str],
    same: Callable[[str, str], bool],
) -> Reviews:
    """The reviews with somebody's look, `(name, day)`, at the chosen facts as they are now. Who looks again has looked
    once; `same` says whether two names are one person's. A look that saw the same stays as it was."""
    by, on = look
    found = dict(reviews)
    for item in filter(facts, items):
        if any(same(one.by, by) for one in item.counted):
            continue
        others = tuple(one for one in item.looks if not same(one.by, by))
        found[item.reference] = (*others, ReviewLook(by, on, item.saw, item.source))
    return found


def chosen_facts(items: Sequence[ReviewItem], base: FactBase, asked: Iterable[str]) -> frozenset[str]:
    """The full references of facts that are asked for. Raises Misuse for one that the edition does not print."""
    printed, found = {item.reference for item in items}, set[str]()
    for text in asked:
        try:
            reference = str(base.find(text).at)
        except BadReference as error:
            raise Misuse(f"{text}: {error}") from None
        if reference not in printed:
            raise Misuse(f"{text}: the edition does not print it, so that nobody has to look at it")
        found.add(reference)
    return frozenset(found)


# ---- for people and for scripts ------------------------------------------------------------------------------

_HEADS: Final = {"new": "Nobody has looked at", "changed since": "Changed since somebody looked"}
_SHOWN: Final = 3  # printings of a fact that are told
_LONG: Final = re.compile(r"(\d\.\d{3})\d{3,}…?")


def review_text(name: str, items: Sequence[ReviewItem]) -> str:
    """What is to be looked at, and how much of all that is."""
    parts = [
        "\n".join(_part(head, [one for one in items if one.state == state])) for state, head in _HEADS.items()
    ]
    return "\n\n".join(filter(None, [*parts, _count(name, items)]))


def noted_text(name: str, items: Sequence[ReviewItem], noted: Collection[str], by: str) -> str:
    """Which facts, by their references, somebody has now looked at, and how much is left."""
    told = [one for one in items if one.reference in noted]
    return "\n\n".join(["\n".join(_part(f"{by} has looked at", told, with_looks=False)), _count(name, items)])


def _count(name: str, items: Sequence[ReviewItem]) -> str:
    left = sum(not one.counted for one in items)
    done = len(items) - left
    return f"{name}: {done} of {len(items)} facts looked at" + (f", {left} left" if left else "")


def _part(head: str, items: Sequence[ReviewItem], *, with_looks: bool = True) -> Iterator[str]:
    if not items:
        return
    yield f"{head} ({len(items)})"
    for one in items:
        shown = one.shown[:_SHOWN] + ("…",) * (len(one.shown) > _SHOWN)
        yield f"  {one.name}  {one.label}"
        yield "      " + "  ".join(filter(None, (" / ".join(shown), _brief(one.saw), one.source)))
        for look in one.looks if with_looks else ():
            where = f"  {look.source}" if look.source != one.source else ""
            yield f"      {look.by}, {look.on}, saw {_brief(look.saw)}{where}"


def _brief(saw: str) -> str:
    """What somebody saw, with as many digits as a person reads."""
    return _LONG.sub(r"\1…", saw)


def review_json(name: str, items: Sequence[ReviewItem]) -> str:
    """The same for a script: every printed fact, with its state."""
    document: dict[str, Any] = {
        "edition": name,
        "left": sum(not one.counted for one in items),
        "facts": [{**asdict(one), "state": one.state} for one in items],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)
