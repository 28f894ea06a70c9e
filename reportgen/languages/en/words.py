"""The words of a page, of its inspector and of a message in English, its punctuation, and its verbs."""

from __future__ import annotations

from typing import Final

from reportgen.languages.inspector_words import InspectorWords
from reportgen.languages.letter_words import LetterWords
from reportgen.languages.pack import (
    Direction,
    Directions,
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
    stated={
        "actual": "Reported",
        "guidance": "Guided",
        "consensus": "Consensus",
        "estimate": "Our estimates",
    },
    vs_consensus="vs cons.",
    year="y/y",
    columns={
        "actual": "Actual",
        "consensus": "Consensus",
        "guidance": "Guidance",
        "estimate": "Our estimate",
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
    by_midpoint="Guided ranges are compared at their midpoint.",
    in_unit=", {}",
    rises="up",
    falls="down",
    continued=", continued",
    rise_mark="▲",
    fall_mark="▼",
    numbers="Numbers appendix",
    numbers_intro=(
        "Every figure in this brief, in the order in which it first appears, with its exact value, its source or "
        "how it was worked out, and the result of checking it."
    ),
    verdicts_intro=(
        "Sourced: the source gives it (¶ is the paragraph), and there is no second figure to check it against. "
        "Derived: we worked it out; the source does not give it. Ties: the figure given and the one recomputed "
        "agree, exactly or within rounding. Conflict: they differ by more than that, and the exceptions below "
        "give the reason for the figure that is used."
    ),
    paper_intro=(
        "Every figure in this brief, in the order in which it first appears. A row quotes the source (¶ is the "
        "paragraph) or shows how we worked the figure out. Where a row has more than one of these, they agree to the "
        "last digit that the source gives, unless the row says otherwise. The range in brackets is what rounding in "
        "the inputs leaves possible. Exact values and the result of every check are in the HTML edition and the "
        "attached table."
    ),
    rounding_plain=(
        "A figure that we compute is shown to the last digit that its inputs support, give or take one. Where they do "
        "not settle whether it is up or down, it is shown as in line; where it would have no meaning, as n.m."
    ),
    rounding_marked=(
        "Where rounding in its inputs leaves the last digit of a computed figure in doubt, it is printed with "
        "about, or ≈. Where they do not settle whether it is up or down, it is shown as in line; where it "
        "would have no meaning, as n.m."
    ),
    numbers_in_exhibit="Appendix nos",
    number="No.",
    fact="Fact and period",
    label="Fact",
    shown="Shown",
    figure="Figure",
    exact="Exact value",
    unit="Unit",
    period="Period",
    origin="Source or working",
    verdict="Verdict",
    pages="Pages",
    where="Where",
    exceptions="Exceptions",
    exceptions_intro=(
        "Figures on which sources disagree, or one source with itself, or which a check has questioned. They are "
        "printed as given, with the reason for the one that is used."
    ),
    bookkeeping="Minor points",
    claims="Claims",
    claims_intro=(
        "Every statement in this brief that compares figures, the condition on which it is true, and whether the "
        "condition holds. It is checked for every value that rounding leaves possible."
    ),
    paper_claims_intro=(
        "Statements in this brief that compare figures, and the condition on which each is true. All conditions hold "
        "for every value that rounding leaves possible. Statements that only repeat the figure beside them are left "
        "out here; the HTML edition has all."
    ),
    words="Statement",
    condition="Condition",
    rests_on="Figures used",
    holds="Verdict",
    declared="Names and pictures",
    declared_names="Names",
    declared_images="Pictures",
    declared_intro="Names and phrases that contain a number but are not figures",
    images_intro="Pictures that were not read; any numbers in them are unchecked",
    to_row="To its row in the appendix",
    to_place="To the place it names",
    signature="Signature of the publisher",
)
INSPECTOR: Final = InspectorWords(
    close="Close",
    copy="Copy link",
    copied="Link copied",
    by_hand="Copy this link:",
    exact="Exact value",
    precision="Range",
    unit="Unit",
    period="Period",
    scenario="Scenario",
    basis="Basis",
    source="Source",
    sources="Sources",
    working="Working",
    operands="Inputs",
    verdict="Verdict",
    where="Where it stands",
    row="Numbers appendix, no.",
    unprinted="Used in a calculation only; this brief does not print it elsewhere.",
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
    fixed="Entered as a value: no spreadsheet formula gives it.",
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
    read_brief="Read the brief",
    numbers_file="numbers",
    test_subject="[Test] {}",
    test_line="This message is a test. It has not gone to the readers of the brief.",
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
