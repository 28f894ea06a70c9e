"""What is said of reports that companies file."""

from __future__ import annotations

from typing import Final

from reportgen.languages.filing_words import FilingWords
from reportgen.languages.ja.members import MEMBERS

FILINGS: Final = FilingWords(
    title="{company} 提出書類{form}（{period}）",
    restated="後の報告書で修正再表示されたため。",
    members=MEMBERS,
)
