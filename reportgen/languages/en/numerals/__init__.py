"""The numerals of English; Latin letters and signs stand in texts of every language."""

from __future__ import annotations

from typing import Final

from reportgen.languages.amounts import Lazy
from reportgen.languages.currencies import SIGNS
from reportgen.languages.en.numerals.amounts import GRAMMAR
from reportgen.languages.en.numerals.asides import ASIDES
from reportgen.languages.en.numerals.judging import JUDGING
from reportgen.languages.en.numerals.lexicon import UNITS, WORDING
from reportgen.languages.en.numerals.scan import SCAN
from reportgen.languages.en.numerals.spellings import SPELLINGS
from reportgen.languages.en.numerals.table_heads import TABLES
from reportgen.languages.en.numerals.values import SCALING
from reportgen.languages.numeral_pack import Digits, Numerals, Ranges, Script

NUMERALS: Final = Numerals(
    language="en",
    also_reads=(),
    script=Script(
        name="Latin", letters=Lazy(""), twins={}, financial=Lazy(r"(?!)"), plain={}, any_letter=Lazy("")
    ),
    scan=SCAN,
    digits=Digits(
        minus=r"(?<!or\s)\b[Mm]inus\s|\b[Nn]egative\s",
        scalings=(SCALING,),
        loosely={"+": "at least", "-ish": "about"},
        money=SIGNS,
        units=UNITS,
        money_in_twins="",
    ),
    wording=WORDING,
    ranges=Ranges(
        to=r"\bto\b",
        and_=r"\band\b",
        or_=r"\bor\b",
        source=r"\bfrom\s*(?:[A-Za-z]+\s)?",
        ranging=r"\b(?:rang\w+|anywhere)\s+from\s*",
        between=r"\bbetween\s*",
        moved=r"\b(?:up|down|ahead|rose|fell|grew|slipped|gained|lost|dropped|climbed|jumped|declined|increased"
        r"|decreased|improved|expanded|contracted|advanced|eased|widened|narrowed|surged|sank|added)(?:\sby)?\s*",
    ),
    tables=TABLES,
    grammar=GRAMMAR,
    asides=ASIDES,
    begins=r"(?:\b|(?=['’]))",
    judging=JUDGING,
    spellings=SPELLINGS,
    prolongs=r"\s(?:bn|tn|m|pp|bp|x|thousand|million|billion|trillion)\b",
    placeholders=(),
)
