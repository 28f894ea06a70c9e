"""What a language brings to a brief, as one value: complete, or it does not type-check.

A language is a folder here that exports `LANGUAGE`. Words stand in it as they are printed; a function in it takes plain
numbers and days, for nothing below the fact base knows what a fact is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from reportgen.languages.change_words import ChangeWords
from reportgen.languages.chart_words import ChartWords
from reportgen.languages.envelope_words import EnvelopeWords
from reportgen.languages.filing_words import FilingWords
from reportgen.languages.formula_labels import Composing
from reportgen.languages.inspector_words import InspectorWords
from reportgen.languages.letter_words import LetterWords
from reportgen.languages.masthead_words import MastheadWords
from reportgen.languages.numeral_pack import Numerals
from reportgen.languages.snapshot_words import SnapshotWords
from reportgen.languages.starter_words import StarterWords
from reportgen.languages.text_cues import TextCues
from reportgen.languages.workbook_words import WorkbookWords

# What a written figure may be qualified by.
QUALIFYING: Final = ("about", "nearly", "over", "at least", "under", "up to")
# Around wide words, in whatever language the page is.
WIDE_BRACKETS: Final = "（{}）"


@dataclass(frozen=True)
class Punctuation:
    """Punctuation, each mark with the space that follows it in running text."""

    comma: str
    enumeration: str  # between the items of a list: the comma, or 、
    colon: str
    semicolon: str
    stop: str  # the end of a sentence that another one follows
    end: str  # the end of the last
    brackets: str  # around {}, with the space that stands before them
    gap: str  # between two words, and between a word and a figure: a space, or nothing


@dataclass(frozen=True)
class Typography:
    """How the language is set."""

    script: str  # of Unicode (ISO 15924): Latn, Hant, Jpan
    # families that have the script, sans and serif, where the house's own do not: none for Latin
    faces: tuple[str, ...]
    line: str  # CSS of text on a page: font-size and line-height
    title: str  # CSS of the title on a page
    screen: str  # CSS of text on a screen
    screen_title: str  # CSS of the title on a screen
    measure: str  # the width of a paragraph on a screen
    quotes: tuple[str, str]
    mail: tuple[str, ...]  # families that have the script on the machines of readers of mail: none for Latin

    @property
    def cjk(self) -> bool:
        """Whether its characters stand on full ems, as those of China, Japan and Korea do."""
        return self.script in ("Hans", "Hant", "Jpan", "Kore")


@dataclass(frozen=True)
class FigureStyle:
    """How the language writes a figure."""

    locale: str  # of Babel, for the grouping of digits
    ladder: tuple[int, ...]  # the powers of ten that running text steps by, falling
    steps: Mapping[int, str]  # a power of ten → its word
    long_steps: Mapping[int, str]  # where a theme asks for long words; a missing one is as in `steps`
    head_steps: Mapping[int, int]  # a power of ten that an author names → the one that readers know
    qualifiers: Mapping[str, str]  # each of QUALIFYING → its wording around the figure, {}: “about {}”, {}超
    terse_qualifiers: Mapping[str, str]  # the same in tables and charts, where room is short: “≈{}”, >{}
    unsigned: frozenset[str]  # those of QUALIFYING after which no plus stands: 逾30%, not 逾+30%
    below: str  # around the end of an interval that does not belong to it, {}: “under {}”, 未滿{}
    to: str  # between the two ends of a range
    dash: str  # the same, without a gap
    dashed: bool  # a range in running text has a dash where that is clear
    ratios: Mapping[str, str]  # "", %, points, bps, x → what stands behind the digits
    terse_ratios: Mapping[str, str]
    ratio_names: Mapping[str, str]  # the same as the name of a unit; a missing one is its own name
    single: Mapping[str, str]  # what stands behind a 1 instead: " points" → " point"
    nouns: Mapping[str, str]  # units that are no money and no ratio, where they have a word
    each: Mapping[str, str]  # the same under a slash, where they have another
    # the words under a slash → what stands before and behind the figure in running text: “ per share”, 每股
    per: Callable[[Sequence[str]], tuple[str, str]]
    # the ISO code of the currency that a rate prices → the same: “ per US dollar”, 1美元兌
    exchanged: Callable[[str], tuple[str, str]]
    money: Callable[[str, bool], tuple[str, str]]  # ISO code, named in full → before and behind the digits
    minor: Callable[[str, bool], str]  # ISO code, named in full → its hundredths behind the digits: p, pence
    money_name: Callable[[str], str]  # ISO code → the name of the currency as that of a unit
    fraction: Callable[[int, int], str]  # numerator, denominator → a simple fraction in running text
    least_digits: Mapping[int, int]  # a power of ten → how many digits a figure on that step has at least
    in_line: str  # a change or a difference of which not even the sign is known
    not_meaningful: str
    no_value: Mapping[str, str]  # why there is no number, by the kinds of `facts.interval.NoValue`


@dataclass(frozen=True)
class PeriodStyle:
    """How the language names days and periods."""

    # year, part ("", H, Q, 9M, or M for a month), which of them, end of its fiscal year (None: of the calendar), short
    named: Callable[[int, str, int, tuple[int, int] | None, bool], str]
    # first and last day, whether they are twelve months, short
    stretch: Callable[[date, date, bool, bool], str]
    day: Callable[[date, bool], str]  # short or in full
    undated: Callable[[date], tuple[str, ...]]  # the ways to write a day without its year in running text
    weeks: str  # of two periods that are compared, where they differ, {0} and {1}: 14 weeks against 13
    days: str  # a pattern of what may be a day in running text, with its year or without


@dataclass(frozen=True)
class Direction:
    """The wording for a value above zero, below zero, and at zero.

    `word` prints it without the figure, `moved` around the figure's size, {}: “up {} year on year”, 前年同期比{}増.
    Where not even the sign of the figure is known, `moved` prints `level` in its place.
    """

    above: str
    below: str
    zero: str
    moved_above: str
    moved_below: str
    moved_zero: str
    level: str


@dataclass(frozen=True)
class Directions:
    """Verbs and comparisons: what `word(kind, fact)` and `moved(kind, fact)` choose from."""

    rise: Direction
    grow: Direction
    up: Direction
    beat: Direction
    above: Direction
    ahead: Direction
    widen: Direction
    yoy: Direction
    qoq: Direction


@dataclass(frozen=True)
class PageWords:
    """The fixed words of a page."""

    exhibit: str  # around its number, {}
    continued: str  # behind it, over a further part of a table
    table: str
    source: str
    contents: str
    key_figures: str
    stated: Mapping[str, str]  # what key figures are, by their scenario: reported, guided
    vs_consensus: str
    year: str
    columns: Mapping[str, str]  # the heads of columns by what they show: actual, consensus, yoy …
    skip: str
    footer: str  # CSS `content` of the number of a page: “Page 1”
    page: str  # the same as it is read back: a pattern
    missing: str
    unless_stated: str
    by_midpoint: str  # below key figures of which one is a range that is compared with a single figure
    in_unit: str  # around the unit behind a column's label, {}: “, {}”, （{}）
    rises: str
    falls: str
    rise_mark: str  # stands before what rose, in a table
    fall_mark: str
    numbers: str
    numbers_intro: str
    verdicts_intro: str
    paper_intro: str  # of the numbers appendix on paper, in place of the two above
    rounding_plain: str  # what a computed figure prints, said in both
    rounding_marked: str  # the same in a theme that marks what is not certain
    numbers_in_exhibit: str
    number: str
    fact: str
    label: str
    shown: str
    figure: str  # the same on paper, where the fullest form stands for all
    exact: str
    unit: str
    period: str
    origin: str
    verdict: str
    pages: str
    where: str
    exceptions: str
    exceptions_intro: str
    bookkeeping: str  # the exceptions that are a matter of form alone
    claims: str
    claims_intro: str
    paper_claims_intro: str
    words: str
    condition: str
    rests_on: str
    holds: str
    declared: str  # the heading over names and pictures both
    declared_names: str  # and over one of them
    declared_images: str
    declared_intro: str
    images_intro: str
    to_row: str  # where a link leads, for readers who hear it
    to_place: str
    signature: str  # what the place of a signature is called


@dataclass(frozen=True)
class VerdictWords:
    """A verdict's name, and what it means: where a value was recomputed, and where two statements were compared."""

    name: str
    recomputed: str
    compared: str

    @classmethod
    def always(cls, name: str, meaning: str) -> VerdictWords:
        """One that means the same whatever was compared."""
        return cls(name, meaning, meaning)


@dataclass(frozen=True)
class VerdictNames:
    """The verdicts of tie-out."""

    ties: VerdictWords
    ties_within_rounding: VerdictWords
    sourced: VerdictWords
    derived: VerdictWords
    not_meaningful: VerdictWords
    incomplete: VerdictWords
    not_comparable: VerdictWords
    conflict: VerdictWords
    settled: str  # statements that differ, of which the author prefers one

    def of(self, verdict: str) -> VerdictWords:
        """The one that tie-out calls so: “ties within rounding”."""
        found: VerdictWords = getattr(self, verdict.replace(" ", "_"))
        return found


@dataclass(frozen=True)
class ClaimWords:
    """How a claim's condition and its verdict read.

    `compared` has a clause for each way to compare, by its sign, and for `between` and `peak` (above all of a list),
    around what is compared, {}; `followed` the same where another condition follows. Years and months are earlier or
    later, not lower or higher: `dated` and `dated_followed` have what is said otherwise of them.
    """

    holds: str
    fails: str
    undecided: str
    conjunction: str
    disjunction: str
    negation: str  # around {}
    brackets: str  # around {}
    compared: Mapping[str, str]
    followed: Mapping[str, str]
    dated: Mapping[str, str]
    dated_followed: Mapping[str, str]
    highest: str  # around a list, {}
    lowest: str
    size: str  # without the sign, around one or a list
    growth: str  # around the later and the earlier, {0} and {1}
    range: str
    low: str  # an end of a range, around its name, {}
    high: str
    zero: str
    last: str  # before the last of a list: “ and ”, 與, 、


@dataclass(frozen=True)
class ScenarioWords:
    """What a figure is: told, expected by others, promised, or expected by the publisher. The notes stand behind a
    label; what was told needs none."""

    actual: str
    consensus: str
    guidance: str
    estimate: str
    consensus_note: str
    guidance_note: str
    estimate_note: str
    actual_note: Literal[""] = ""

    def of(self, scenario: str) -> str:
        """A scenario's name."""
        return str(getattr(self, scenario))

    def note(self, scenario: str) -> str:
        """What stands behind a label for a scenario."""
        return str(getattr(self, f"{scenario}_note"))


@dataclass(frozen=True)
class BasisWords:
    """On which basis a figure is told."""

    reported: str
    adjusted: str
    fx_neutral: str

    def of(self, basis: str) -> str:
        """The name of a basis, as facts.yaml has it: fx-neutral."""
        return str(getattr(self, basis.replace("-", "_")))


@dataclass(frozen=True)
class LintPatterns:
    """Words that compare, to be found in running text.

    `suspicious` finds each, in the group `word`, or in one whose name begins with it; what another group finds is
    innocent. `before` finds one that leans on the figure right behind it, `after` one that leans on the figure before.
    """

    suspicious: Callable[[], re.Pattern[str]]
    before: Callable[[], re.Pattern[str]]
    after: Callable[[], re.Pattern[str]]


@dataclass(frozen=True)
class Language:
    """A language in which a brief can be written."""

    tag: str  # BCP 47, as in YAML and in HTML
    name: str  # what its speakers call it
    type: Typography
    marks: Punctuation
    figures: FigureStyle
    periods: PeriodStyle
    directions: Directions
    changes: ChangeWords
    page: PageWords
    masthead: MastheadWords
    inspector: InspectorWords
    workbook: WorkbookWords
    letter: LetterWords
    envelope: EnvelopeWords
    verdicts: VerdictNames
    claims: ClaimWords
    composing: Composing
    scenarios: ScenarioWords
    bases: BasisWords
    rules: Mapping[str, str]  # a sanity rule's code → what it doubted
    charts: ChartWords
    lint: LintPatterns
    filings: FilingWords
    starter: StarterWords
    snapshot: SnapshotWords
    cues: TextCues
    numerals: Numerals
    vocabulary: Path  # the table of what it calls the standard concepts: name, label, short label
