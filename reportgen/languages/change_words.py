"""The words of a clause that tells how a figure changed: a subject, a verb by how far, the size, since when, and the
new level.

In a wording stand `{subject}` and `{loss}` (what it is called where it is below zero), `{size}`, `{now}` and `{before}`
(the figures), and three ways to say since when, each with its own spaces or particles and empty where it is not said:
`{basis}` beside the size (“on the year”), `{than}` where there is no size, `{earlier}` of the level then (“a year
earlier”).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ChangeWording:
    """One form: with the new level, and without. `fused` stands for it where the time is a year or a quarter and the
    language says it in one word with the verb, `{fused}`. Where it is `unsigned`, words say what is below zero."""

    level: str
    alone: str
    fused: ChangeWording | None = None
    unsigned: bool = False


@dataclass(frozen=True)
class Turn:
    """The same upwards and downwards."""

    up: ChangeWording
    down: ChangeWording


@dataclass(frozen=True)
class DegreeWords:
    """What is above zero, or a ratio: by how far it went."""

    slight: Turn
    plain: Turn
    strong: Turn
    flat: ChangeWording  # also where the direction is not known


@dataclass(frozen=True)
class AmountWords(DegreeWords):
    """The same of an amount, which more than doubles, or more than halves."""

    multiple: Turn


@dataclass(frozen=True)
class SignWords:
    """What crosses zero (`turned` to above it, and to below) or is below it both times: nearer to zero, farther."""

    turned: Turn
    below: Turn
    flat: ChangeWording


@dataclass(frozen=True)
class ResultNames:
    """What a profit is called below zero, and where it may be either, if that is not its label."""

    loss: str
    result: str | None = None


@dataclass(frozen=True)
class SinceWords:
    """One time that a change is held against, in the three ways of a wording; `{}` stands for a named one."""

    basis: str
    than: str
    earlier: str


@dataclass(frozen=True)
class Sinces:
    """The times: a year or a quarter ago, and named ones. Whole years, and the days on which they end, are those of
    the calendar or of a company's own."""

    year: SinceWords  # of a part of a year
    civil_year: SinceWords
    fiscal_year: SinceWords
    year_day: SinceWords  # of a day
    civil_year_end: SinceWords
    fiscal_year_end: SinceWords
    quarter: SinceWords
    quarter_day: SinceWords
    period: SinceWords
    day: SinceWords
    last_year_end: SinceWords  # of a day in the year behind it, of a company's own calendar


@dataclass(frozen=True)
class ChangeWords:
    """All of it. `growing` is what is better the higher it is, `price` what something costs, `amount` any other,
    `ratio` what goes by points."""

    growing: AmountWords
    price: AmountWords
    amount: AmountWords
    ratio: DegreeWords
    profit: SignWords
    flow: SignWords
    other: SignWords  # what is below zero and no profit: net cash
    from_to: Turn  # no percentage means anything
    results: Mapping[str, ResultNames]  # profits by the names of their concepts
    outflows: Mapping[str, str]  # what cash flows are called below zero
    opening: Callable[
        [str, bool], str
    ]  # a loss, as it reads within a sentence, as the subject; whether within one
    joined: Callable[[str], str]  # a clause that another one follows
    since: Sinces
    last_day: Callable[
        [date], str
    ]  # the last day of a month, as what was on it is told; "" for any other day
    year: str | None = None  # {fused} of a year
    quarter: str | None = None
