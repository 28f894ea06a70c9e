"""What is said of reports that companies file."""

from __future__ import annotations

from typing import Final

from reportgen.languages.en.members import MEMBERS
from reportgen.languages.filing_words import FilingWords

FILINGS: Final = FilingWords(
    title="{company}, Form {form}, {period}",
    restated="The later report restates the figure.",
    members=MEMBERS,
)
