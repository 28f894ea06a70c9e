"""Drafts: what `check` judges and `build` prints, told for the record, and everything that is wrong at once."""

from __future__ import annotations

from support import checked, drafts, inputs
from texts import edition

from reportgen.brief.drafting import draft
from reportgen.check import check
from reportgen.document.walk import plain


def test_a_draft_has_what_was_written_and_what_its_inspection_found() -> None:
    first, second = drafts()
    assert (first.language, second.language) == ("en", "zh-Hant")
    assert first.document is first.written.document
    assert first.inspected.terms == ()


def test_a_draft_tells_of_itself() -> None:
    told = drafts()[0].told(edition())
    assert (told.language, told.title) == ("en", "Lanternfish Q4 2025")
    assert told.headings == ("Sales of $12.4bn, and still a loss", "The quarter & the loss", "Spending")
    assert told.opinions == 2 and [claim.id for claim in told.claims] == ["c1"]
    assert [line.number for line in told.lines] == list(range(1, len(told.lines) + 1))
    assert len(told.exceptions) == 1
    assert told.terms == () and "2 February 2026" in told.wordings and told.images == ()


def test_the_same_edition_is_drafted_the_same() -> None:
    assert draft(edition()) == draft(edition())


def test_checking_is_drafting() -> None:
    made = check(inputs())
    assert made.drafts == draft(edition())[0]
    assert [plain(one.document.title) for one in made.drafts] == ["Lanternfish Q4 2025", "燈籠魚2025年第四季"]


def test_everything_that_is_wrong_is_said_at_once_and_each_thing_once() -> None:
    edits = {
        "brief.yaml": {
            "{fact: eps}": "{fact: zzz}",
            "Consensus as the release prints it": "Higher {{ cite('yyy') }}",
            "front: [sales-path]": "front: [sales-pth]",
        },
        "en.md": {
            'cite("eps")': 'cite("eps", colour=1)',
            "## Spending": "## Spending\n\n~~tea~~\n\n{{ exhibit('resluts') }}\n\n#### tea",
        },
        "zh-Hant.md": {"烘房重建": "TODO {% claim 'eps > 0' %}烘房{% endclaim %}"},
    }
    found = checked(edits).findings
    assert len(set(found)) == len(found)
    assert sorted({(one.code, one.locus.file) for one in found if one.locus}) == [
        ("RG205", "tiny/brief.yaml"),
        ("RG304", "tiny/facts.yaml"),
        ("RG503", "tiny/en.md"),
        ("RG504", "tiny/brief.yaml"),
        ("RG504", "tiny/en.md"),
        ("RG507", "tiny/brief.yaml"),
        ("RG509", "tiny/en.md"),
        ("RG511", "tiny/zh-Hant.md"),
        ("RG515", "tiny/brief.yaml"),
        ("RG523", "tiny/zh-Hant.md"),
    ]
    assert [one.code for one in found].count("RG205") == 2  # zzz and yyy, read in each language
    assert [one.code for one in found].count("RG504") == 2
