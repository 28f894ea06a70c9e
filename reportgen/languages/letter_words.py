"""What a message says besides its author's texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LetterWords:
    """The fixed words of a message.

    `proof_title`, `proof`: where its figures come from, and where that is listed. `proof_file` leads to the command
    with which a reader checks the attached document; `proof_link` names the page that explains it, and `read_brief` the
    link to the brief in a chat. `test_subject` is the subject of a test ({}: that of the real message), `test_line`
    stands at the top of it.
    """

    attached: str
    correction: str
    correction_intro: str
    correction_words: str
    before: str
    now: str
    nowhere: str
    proof_title: str
    proof: str
    proof_file: str
    proof_link: str
    unsubscribe: str
    read_brief: str
    numbers_file: str
    test_subject: str
    test_line: str
