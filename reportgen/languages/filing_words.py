"""What is said of reports that companies file."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.languages.member_words import MemberWords


@dataclass(frozen=True)
class FilingWords:
    """`title` is what a report is called, of {company}, {form} and {period}; `restated` why a later report counts;
    `members` what parts of a company are called that reports know by element names."""

    title: str
    restated: str
    members: MemberWords
