"""The words of a page, of its inspector and of a message in English, its punctuation, and its verbs."""

from __future__ import annotations

from typing import Final

from reportgen.languages.letter_words import LetterWords
from reportgen.languages.pack import (
    Direction,
    Directions,
    InspectorWords,
    PageWords,
    Punctuation,
)
from reportgen.languages.workbook_words import WorkbookWords

MARKS: Final = Punctuation(
    comma=", ",
    enumeration=", ",
    colon=": ",
    semicolon="; ",
    stop=". ",
    end=".",
    brackets=" ({})",
    gap=" ",
)
PAGE: Final = PageWords(
    exhibit="Exhibit {}",
    table="Table",
    source="Source",
    contents="Contents",
    key_figures="Key figures",
    actual="Actual",
    vs_consensus="vs cons.",
    year="y/y",
    columns={
        "actual": "Actual",
        "consensus": "Consensus",
        "guidance": "Guidance",
        "surprise": "vs cons.",
        "yoy": "y/y",
        "qoq": "q/q",
        "year_ago": "Year ago",
        "quarter_ago": "Prior quarter",
    },
    skip="Skip to the text",
    footer='"Page " counter(page)',
    page=r"Page\s*(\d+)",
    missing="–",
    unless_stated=" unless stated",
    in_unit=", {}",
    rises="up",
    falls="down",
    continued=", continued",
    rise_mark="▲",
    fall_mark="▼",
    numbers="Numbers appendix",
    numbers_intro=(
        "Every number printed in this brief, in the order in which it first appears, with its exact "
        "value, where it comes from, and whether it ties out."
    ),
    verdicts_intro=(
        "Sourced: printed by the source (¶ is the paragraph), and nothing else to hold it against. "
        "Derived: computed here, printed by nobody. Ties: stated and recomputed values agree to the "
        "digit, or within rounding. Conflict: they do not, and the exception below says why the "
        "figure is used."
    ),
    paper_intro=(
        "Every number printed in this brief, in the order in which it first appears. A row quotes what the "
        "source prints (¶ is the paragraph); a working was computed here. Where a row has more than one of "
        "them they agree to the last digit that the source prints, unless it says otherwise. Brackets behind "
        "a working give the range that the last digits of its inputs leave open. The HTML edition and the "
        "attached table have every exact value and verdict."
    ),
    rounding_plain=(
        "A computed number is printed to the last digit that its inputs settle. A change or difference whose sign "
        "they leave open is in line; what has no meaningful value is n.m."
    ),
    rounding_marked=(
        "Where the inputs of a computed number leave its last digit in doubt, it is printed with about, or ≈. A "
        "change or difference whose sign they leave open is in line; what has no meaningful value is n.m."
    ),
    numbers_in_exhibit="Appendix nos",
    number="No.",
    fact="Fact and period",
    label="Fact",
    shown="Shown",
    exact="Exact value",
    unit="Unit",
    period="Period",
    origin="Source or working",
    verdict="Verdict",
    pages="Pages",
    where="Where",
    exceptions="Exceptions",
    exceptions_intro=(
        "Where sources disagree, or a source with itself, or a check had something to object. Each was found "
        "by recomputation or by rule and is printed as it stands, with the reason for the figure "
        "that is used."
    ),
    bookkeeping="Matters of form",
    claims="Claims",
    claims_intro=(
        "Every word in this brief that compares figures, the condition it rests on, and whether that "
        "condition holds. It is judged on all values that the figures' last digits leave open."
    ),
    paper_claims_intro=(
        "Words in this brief that compare figures, and the condition that they rest on. All of them hold, "
        "for all values that the figures' last digits leave open. Those that only repeat the figure beside "
        "them are left out; the HTML edition has all."
    ),
    words="Words",
    condition="Condition",
    rests_on="Rests on",
    holds="Verdict",
    declared="Names and pictures",
    declared_intro="Names and wordings with a numeral in them that are no figures",
    images_intro="Pictures whose content was not read, so that no number in them is checked",
    to_row="To its row in the numbers appendix",
    to_place="To the place it names",
)
INSPECTOR: Final = InspectorWords(
    close="Close",
    copy="Copy link",
    copied="Link copied",
    by_hand="Copy this link:",
    exact="Exact value",
    precision="Precision",
    unit="Unit",
    period="Period",
    scenario="Scenario",
    basis="Basis",
    source="Source",
    sources="Sources",
    working="Working",
    operands="Operands",
    verdict="Verdict",
    where="Where it stands",
    row="Numbers appendix, no.",
    unprinted="This brief uses the figure in a working and prints it nowhere else.",
    headline="Headline",
    summary="Summary",
    search="Search",
    search_hint="Fact, figure, source",
    all_verdicts="All verdicts",
    kind="Kind",
    all_kinds="Stated and derived",
    stated="Stated",
    derived="Derived",
    sort="Sort by",
    ascending="ascending",
    descending="descending",
    csv="Download CSV",
    count="{n} of {m} numbers",
    none="No number matches.",
    until=" to ",
    stop=". ",
    told="Stated",
    recomputed="Recomputed",
)
WORKBOOK: Final = WorkbookWords(
    facts="Facts",
    value="Value",
    low="Low",
    high="High",
    formula="Formula",
    reference="Reference",
    exception="Exception",
    title="Title",
    publisher="Publisher",
    published="Published",
    figures="Figures",
    fixed="Written as a value: no formula of a spreadsheet gives it.",
    legend=(
        "Blue: stated by a source. Black: computed from other cells, so that a change to a blue one carries through. "
        "The notes give the source and the place, or the working."
    ),
)
LETTER: Final = LetterWords(
    attached="Attached",
    correction="Correction",
    correction_intro="This message replaces the one you were sent before. The numbers that changed:",
    correction_words=(
        "This message replaces the one you were sent before. No number changed; wording or layout did."
    ),
    before="As sent before",
    now="Corrected",
    nowhere="not printed",
    proof_title="About the figures",
    proof=(
        "All figures in this message and in the brief are quoted from the sources named or calculated from them. "
        "The appendix to the brief gives the source or the calculation behind each one."
    ),
    proof_file=(
        "You can check the brief yourself. Save the attached file and, on a computer with reportgen installed, run the "
        "command below. It recalculates every figure from the data inside the file and lists anything that does not "
        "agree."
    ),
    proof_link="How the check works",
    unsubscribe="Unsubscribe",
    numbers_file="numbers",
)


def _moved(above: str, below: str, zero: str, after: str = "") -> Direction:
    """A verb that stands before the figure, with what stands behind it."""
    up, down, level = (f"{word} {{}}{after}" for word in (above, below, zero))
    return Direction(above, below, zero, up, down, level, zero + after)


def _apart(above: str, below: str) -> Direction:
    """A distance from what is named behind it: 14% above, 2% short of, within 1% of."""
    return Direction(
        above, below, "in line with", f"{{}} {above}", f"{{}} {below}", "within {} of", "in line with"
    )


DIRECTIONS: Final = Directions(
    rise=_moved("rose", "fell", "was flat"),
    grow=_moved("grew", "shrank", "was flat"),
    up=_moved("up", "down", "flat"),
    beat=Direction("beat", "missed", "matched", "beat by {}", "missed by {}", "matched within {}", "matched"),
    above=_apart("above", "below"),
    ahead=_apart("ahead of", "short of"),
    widen=_moved("widened", "narrowed", "held"),
    yoy=_moved("up", "down", "flat", " year on year"),
    qoq=_moved("up", "down", "flat", " quarter on quarter"),
)
