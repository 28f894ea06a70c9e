"""Japanese, written as a broker's note is: 億円, 前年同期比, 会社予想, 市場予想, ポイント."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reportgen.languages.ja.changes import CHANGES
from reportgen.languages.ja.charts import CHARTS
from reportgen.languages.ja.composing import COMPOSING
from reportgen.languages.ja.cues import CUES
from reportgen.languages.ja.directions import DIRECTIONS
from reportgen.languages.ja.envelope import ENVELOPE
from reportgen.languages.ja.figures import FIGURES
from reportgen.languages.ja.filings import FILINGS
from reportgen.languages.ja.lint import LINT
from reportgen.languages.ja.masthead import MASTHEAD
from reportgen.languages.ja.numerals import NUMERALS
from reportgen.languages.ja.periods import PERIODS
from reportgen.languages.ja.snapshot import SNAPSHOT
from reportgen.languages.ja.starter import STARTER
from reportgen.languages.ja.typesetting import TYPE
from reportgen.languages.ja.verdicts import BASES, CLAIMS, RULES, SCENARIOS, VERDICTS
from reportgen.languages.ja.words import INSPECTOR, LETTER, MARKS, PAGE, WORKBOOK
from reportgen.languages.pack import Language

LANGUAGE: Final = Language(
    tag="ja",
    name="日本語",
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
