"""What is said of reports that companies file."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from reportgen.languages.filing_words import FilingWords
from reportgen.languages.ja.members import MEMBERS

FILINGS: Final = FilingWords(
    title="{company} 提出書類{form}（{period}）",
    untitled="{company} {report}（{period}）",
    reports=MappingProxyType({12: "年次報告書", 6: "半期報告書", 3: "四半期報告書", 0: "報告書"}),
    restated="後の報告書で修正再表示されたため。",
    as_filed="報告書の記載どおり。ほかの記載数値からは導かれない。",
    members=MEMBERS,
)
