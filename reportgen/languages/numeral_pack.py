"""The type of a language's numerals: all that reading numbers in its texts takes. Complete, or it does not type-check.

Every pattern reads folded text. A folder here exports its numerals as `NUMERALS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from reportgen.languages.amounts import AmountRule, Lazy, Scaling, UnitPatterns


@dataclass(frozen=True, eq=False)
class Script:
    """The characters of a language.

    Of the languages of one script, which share words, one reads a text: the text's own, or else the first that has its
    `letters` in it. `twins` are characters, and what each of them is folded to; `financial` finds numerals for
    cheques, which are ordinary characters too, and `plain` writes them as the usual ones.
    """

    name: str
    letters: Lazy
    twins: Mapping[int, str]
    financial: Lazy
    plain: Mapping[int, int]
    any_letter: Lazy  # of the script; it finds one in every text where the script is everywhere


@dataclass(frozen=True, eq=False)
class Scan:
    """What has to be accounted for wherever it stands: `words` without context, `dangling` right behind what is
    printed already, a scale or a unit."""

    words: Lazy
    dangling: str


@dataclass(frozen=True, eq=False)
class QualifierWording:
    """Wording around an amount.

    `before` and `after` give the fact base's qualifier for each; `between` may stand between the first and the amount.
    Before a duration (`spans` matches from its number's end, or in it), those of `during` say that it lasts: 近三年.
    `chance` ends in a qualifier by chance: 最近.
    """

    before: Mapping[str, str]
    between: tuple[str, ...]
    after: Mapping[str, str]
    during: tuple[str, ...]
    spans: str
    chance: str


@dataclass(frozen=True, eq=False)
class Ranges:
    """What makes a range of two amounts, and what keeps them apart. Patterns that end where the first begins, but for
    `to`, `and_` and `or_`, which stand between."""

    to: str
    and_: str
    or_: str
    source: str  # “from 5% to 7%” is a change
    ranging: str  # “in a range from” is none
    between: str
    moved: str


@dataclass(frozen=True, eq=False)
class Digits:
    """What stands around digits: `minus` before them, scales, and what qualifies them from behind (60餘)."""

    minus: str
    scalings: tuple[Scaling, ...]
    loosely: Mapping[str, str]
    money: Mapping[str, tuple[str, ...]]  # names of currencies before digits
    units: UnitPatterns
    money_in_twins: (
        str  # the currency that a shared name means in a text written with the script's twins, or ""
    )


@dataclass(frozen=True, eq=False)
class Tables:
    """How a table says in which scale its cells stand.

    `heads` say it wherever they stand, `lines` where they are a line that is no sentence; what a match says is the
    longest of `steps` in it, a word in lower case → its power of ten. `shares` says in a head that counts of shares
    have a scale of their own. By its label, a row is `plain` that no head scales (per share, headcount), stands in
    `percent`, is a `ratio` of which nobody knows whether it is in per cent, counts `shares`, or continues (`under`:
    basic, diluted) the heading above it.
    """

    heads: str
    lines: str
    steps: Mapping[str, int]
    shares: str
    plain: str
    percent: str
    ratio: str
    counts_shares: str
    under: str


@dataclass(frozen=True, eq=False)
class Grammar:
    """How amounts are said in words, each in the order of trying: runs are read before ordinals and periods are set
    aside, shares and sizes before digits, words behind them."""

    runs: tuple[AmountRule, ...]
    shares: tuple[AmountRule, ...]
    sizes: tuple[AmountRule, ...]
    words: tuple[AmountRule, ...]


@dataclass(frozen=True, eq=False)
class Judging:
    """What an author's numerals are, beyond what their reading says.

    `declined` are patterns of what the scan meets and the reader declines, by the reason for which it passes; `units`
    say a unit without a number, `head_units` do in the head of a table.
    """

    declined: Mapping[str, tuple[str, ...]]
    units: tuple[str, ...]
    head_units: tuple[str, ...]
    occasions: str  # words of a multiple that count occasions: “it is given twice.”
    compared: str  # what stands before them where they do multiply
    measured: str  # behind a number: a unit or a scale
    covered: str  # behind 9M: what makes it a period
    glued: str  # at the beginning of letters with digits: a word that ran into a number, and no name
    number: str  # a number in words, whole
    value: Callable[[str], Fraction]
    # In a wording that would be declared as a name:
    scale: str
    ratio: str
    beside: str  # words that say nothing by themselves


@dataclass(frozen=True, eq=False)
class Spellings:
    """How people spell what a fact base writes in one way.

    Names of the fact base → spellings with | between them. `scales` are those that a value may be written with: 億;
    `typed_scales` and the others are known as slips. A currency's spelling may stand for several codes.
    `around_units` are words that say nothing beside a scale and a unit in the head of a table.
    """

    scales: Mapping[str, int]
    typed_scales: Mapping[str, str]
    falls: str  # words beside a figure that make it negative: down, 年減
    rises: str  # and those that make it positive
    places: Mapping[str, tuple[str, ...]]  # kinds of places in a source → patterns, {n} for their numbers
    currencies: Mapping[tuple[str, ...], str]
    ratios: Mapping[str, str]
    qualifiers: Mapping[str, str]
    nothing: tuple[str, ...]
    around_units: str
    days: tuple[str, ...]  # patterns with the groups year, number (of the month) and day
    slips: Mapping[int, str]  # a power of ten → what a slip of that size looks like
    lengths: Mapping[int, str]  # months → a pattern of labels that say so
    years: tuple[
        tuple[str, Callable[[str], int]], ...
    ]  # a pattern of other ways to count years, and its reader
    of_day: Callable[[date], Iterator[str]]
    of_month: Callable[[int, int], Iterator[str]]  # year and month


@dataclass(frozen=True, eq=False)
class Numerals:
    """The numerals of a language.

    `also_reads` are tags of sources that it reads and no document is printed in. What stands behind a figure and makes
    another of it `prolongs` it; `placeholders` are what a draft still owes.
    """

    language: str
    also_reads: tuple[str, ...]
    script: Script
    scan: Scan
    digits: Digits
    wording: QualifierWording
    ranges: Ranges
    tables: Tables
    grammar: Grammar
    asides: Mapping[str, tuple[str, ...]]  # the reason for setting something aside → patterns
    begins: str  # where an aside can begin, so that most places are passed over at once
    judging: Judging
    spellings: Spellings
    prolongs: str
    placeholders: tuple[str, ...]
