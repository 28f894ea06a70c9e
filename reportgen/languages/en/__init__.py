"""English."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reportgen.languages.en.changes import CHANGES
from reportgen.languages.en.charts import CHARTS
from reportgen.languages.en.composing import COMPOSING
from reportgen.languages.en.cues import CUES
from reportgen.languages.en.envelope import ENVELOPE
from reportgen.languages.en.figures import FIGURES
from reportgen.languages.en.filings import FILINGS
from reportgen.languages.en.lint import LINT
from reportgen.languages.en.masthead import MASTHEAD
from reportgen.languages.en.numerals import NUMERALS
from reportgen.languages.en.periods import PERIODS
from reportgen.languages.en.snapshot import SNAPSHOT
from reportgen.languages.en.starter import STARTER
from reportgen.languages.en.typesetting import TYPE
from reportgen.languages.en.verdicts import BASES, CLAIMS, RULES, SCENARIOS, VERDICTS
from reportgen.languages.en.words import DIRECTIONS, INSPECTOR, LETTER, MARKS, PAGE, WORKBOOK
from reportgen.languages.pack import Language

LANGUAGE: Final = Language(
    tag="en",
    name="English",
    type=TYPE,
    marks=MARKS,
    figures=FIGURES,
    periods=PERIODS,
    directions=DIRECTIONS,
    changes=CHANGES,
    page=PAGE,
    masthead=MASTHEAD,
    inspector=INSPECTOR,
    workbook=WORKBOOK,
    letter=LETTER,
    envelope=ENVELOPE,
    verdicts=VERDICTS,
    claims=CLAIMS,
    composing=COMPOSING,
    scenarios=SCENARIOS,
    bases=BASES,
    rules=RULES,
    charts=CHARTS,
    lint=LINT,
    filings=FILINGS,
    starter=STARTER,
    snapshot=SNAPSHOT,
    cues=CUES,
    numerals=NUMERALS,
    vocabulary=Path(__file__).with_name("vocabulary.tsv"),
)
