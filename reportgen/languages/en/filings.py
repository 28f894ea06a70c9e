"""What is said of reports that companies file."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from reportgen.languages.en.members import MEMBERS
from reportgen.languages.filing_words import FilingWords

FILINGS: Final = FilingWords(
    title="{company}, Form {form}, {period}",
    untitled="{company}, {report}, {period}",
    reports=MappingProxyType(
        {12: "annual report", 6: "half-year report", 3: "quarterly report", 0: "report"}
    ),
    restated="The later report restates the figure.",
    as_filed="As reported; it does not follow from the other figures reported.",
    members=MEMBERS,
)
