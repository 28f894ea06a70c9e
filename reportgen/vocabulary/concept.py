"""A standard concept, and the unit that its kind is measured in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

ConceptKind = Literal[
    "money", "money/share", "ratio", "points", "x", "shares", "people", "units", "count", "days", "plain"
]
# What each kind is written in; money is written in the currency of whoever reports it.
_UNITS: Final[Mapping[str, str]] = {
    "ratio": "%",
    "points": "points",
    "x": "x",
    "shares": "shares",
    "people": "people",
    "units": "units",
    "count": "",
    "days": "days",
    "plain": "",
}


def is_money(kind: str) -> bool:
    """Whether the unit of a kind depends on the currency."""
    return kind in ("money", "money/share")


def unit_for(kind: str, currency: str) -> str:
    """The unit of a kind as facts.yaml writes it: `USD`, `USD/share`, `%`; "" for plain numbers.

    `currency` is an ISO 4217 code. Raises KeyError for a kind that does not exist.
    """
    if is_money(kind):
        return kind.replace("money", currency)
    return _UNITS[kind]


@dataclass(frozen=True)
class StandardConcept:
    """What can be measured without being declared.

    `labels` and `shorts` hold a label and a shorter one by language, those of a project with their places. `kind` gives
    the unit, unless there is a `unit` of its own. `parts`, `part_of`, `non_negative`, `adds_up` and `length` are those
    of a concept in facts.yaml; `adds_up` is None where that follows from the unit. `better` says which way is good news
    (`higher`, `lower`), "" where that depends. `formula` is the usual definition. `us_gaap` and `ifrs` are names of
    elements in the taxonomies, the preferred one first. `aliases` are other names that people type for it.

    A measure outside of the accounting standards has names under `beside`: the standard measures of which one stands
    beside it. `definition` says what it takes in and leaves out, by language, where no formula does.
    """

    name: str
    kind: str = "plain"
    unit: str | None = None
    instant: bool = False
    basis: str = "reported"
    labels: Mapping[str, str] = field(default_factory=dict)
    shorts: Mapping[str, str] = field(default_factory=dict)
    note: Mapping[str, str] | None = None
    parts: tuple[str, ...] = ()
    part_of: str = ""
    non_negative: bool = False
    adds_up: bool | None = None
    length: str = ""
    better: str = ""
    formula: str = ""
    us_gaap: tuple[str, ...] = ()
    ifrs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    definition: Mapping[str, str] = field(default_factory=dict)

    def unit_in(self, currency: str) -> str:
        """Its unit as facts.yaml writes it, for whoever reports in a currency."""
        return unit_for(self.kind, currency) if self.unit is None else self.unit
