"""What is said of reports that companies file."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from reportgen.languages.filing_words import FilingWords
from reportgen.languages.zh_hant.members import MEMBERS

FILINGS: Final = FilingWords(
    title="{company} {form}（{period}）",
    untitled="{company} {report}，{period}",
    reports=MappingProxyType({12: "年報", 6: "半年報", 3: "季報", 0: "報告"}),
    restated="後出的申報文件重編此數字，以其為準。",
    as_filed="按申報文件所載，與所載其他數字推算不符。",
    members=MEMBERS,
)
