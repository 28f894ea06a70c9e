"""What is said of reports that companies file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.languages.member_words import MemberWords


@dataclass(frozen=True)
class FilingWords:
    """`title` is what a report is called, of {company}, {form} and {period}; where no form is told `untitled`, of
    {company}, {report} and {period}, with one of `reports`: by the months that it is about, the last one of any other
    time. `restated` is why a later report counts, `as_filed` why a figure stands against others of its own report;
    `members` what parts of a company are called that reports know by element names."""

    title: str
    untitled: str
    reports: Mapping[int, str]
    restated: str
    as_filed: str
    members: MemberWords
