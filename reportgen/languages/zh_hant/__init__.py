"""Traditional Chinese; simplified characters are read as their traditional twins."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reportgen.languages.pack import Language
from reportgen.languages.zh_hant.changes import CHANGES
from reportgen.languages.zh_hant.charts import CHARTS
from reportgen.languages.zh_hant.composing import COMPOSING
from reportgen.languages.zh_hant.cues import CUES
from reportgen.languages.zh_hant.envelope import ENVELOPE
from reportgen.languages.zh_hant.figures import FIGURES
from reportgen.languages.zh_hant.filings import FILINGS
from reportgen.languages.zh_hant.lint import LINT
from reportgen.languages.zh_hant.masthead import MASTHEAD
from reportgen.languages.zh_hant.numerals import NUMERALS
from reportgen.languages.zh_hant.periods import PERIODS
from reportgen.languages.zh_hant.snapshot import SNAPSHOT
from reportgen.languages.zh_hant.starter import STARTER
from reportgen.languages.zh_hant.typesetting import TYPE
from reportgen.languages.zh_hant.verdicts import BASES, CLAIMS, RULES, SCENARIOS, VERDICTS
from reportgen.languages.zh_hant.words import DIRECTIONS, INSPECTOR, LETTER, MARKS, PAGE, WORKBOOK

LANGUAGE: Final = Language(
    tag="zh-Hant",
    name="繁體中文",
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
