"""What the words around a figure say of it in a text that somebody else wrote: whose it is, of which time, and what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TextCues:
    """Patterns of folded text, matched without regard to case.

    `consensus` ends where the figure begins that others expected, `consensus_behind` begins where it ends; `against`
    ends where one begins that another is compared with. `guidance` is before a figure that the company expects, in its
    clause, `outlook` in a heading above such figures. `growth` is right before a rate of change against the year
    before, `growth_behind` right behind it; `quarterly` is beside one against the quarter before.

    `periods` are patterns with the groups `year`, `quarter`, `half`, `nine`, `month` and `day`, `opening` (the month
    with which three begin), and `ago` (the year
    before), `before` (the quarter before), `this` (the edition's), `whole` (the year), `trailing` (twelve months);
    those that stand first take precedence. `numbers` reads their words, `follows` says that a period may stand behind
    its figure. `spans` are heads of columns, with the group `months` (a year without it, a quarter by `quarterly`) and,
    where they tell it, the day on which these end; `day` is such a day without its year; `changes` heads columns of
    changes.

    `seasons` name a time of the year, or the quarter before, without its number: a text that has them is of its time.
    `months` are patterns of the twelve months without their year, of text as it stands, in their case.

    `company` means the one that the text is about. `names` are further words for standard concepts, by name, with |
    between them, `spoken` those that mean a concept in a sentence only, of amounts that it can have; `weak` is the
    name that counts where there is no other. `expecting` ends where a figure begins that stands behind others in a
    sentence of what others expected. `clause` and `sentence` part.

    `scenarios` are words for the scenarios of facts, by name, with | between them, that say whose a figure is; `losses`
    are in names of what is told without its sign: a net loss of 5.
    """

    consensus: str
    consensus_behind: str
    against: str
    guidance: str
    outlook: str
    growth: str
    growth_behind: str
    quarterly: str
    periods: tuple[str, ...]
    spans: str
    changes: str
    numbers: Mapping[str, int]
    follows: bool
    names: Mapping[str, str]
    company: str
    clause: str
    sentence: str
    day: str
    seasons: str
    months: tuple[str, ...]
    scenarios: Mapping[str, str]
    losses: str
    spoken: Mapping[str, str] = field(default_factory=dict)
    weak: str = "(?!)"
    expecting: str = "(?!)"
