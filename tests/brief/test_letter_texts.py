"""The texts of letters: written like a brief's, with the name of the reader and without images."""

from __future__ import annotations

from typing import Final

import pytest
from support import drafts
from texts import edition, place, text_of

from reportgen.brief.letters import PICTURE_MM, Addressee, LetterWording, WrittenLetter, write_letter
from reportgen.document.nodes import Grid, Listing, Paragraph
from reportgen.document.walk import cited, exhibits, notes, passages, plain
from reportgen.errors import Finding, Locus
from reportgen.facts.text import Text

ANN: Final = Addressee("Ann Lee", Locus("delivery.yaml", 7, 5))


def written(
    body: str,
    language: str = "en",
    *,
    subject: str = "Tea",
    exhibit: str | None = None,
    reader: Addressee = ANN,
) -> WrittenLetter:
    said = (text_of(text, "delivery.yaml") for text in (subject, "Preview", body))
    wording = LetterWording(*({Text(language): text} for text in said), text_of(exhibit) if exhibit else None)
    headline = next(one for one in drafts() if one.language == language).document.headline.content
    return write_letter(edition(), headline, language, wording, reader)


def only(letter: WrittenLetter) -> Finding:
    (finding,) = letter.inspected.findings
    return finding


def test_a_letter_stands_under_the_briefs_headline_and_cites_it_anew() -> None:
    made = written("Sales were {{ cite('revenue') }}.", subject="Sales of {{ cite('revenue') }}")
    letter = made.letter
    assert made.inspected.findings == ()
    assert plain(letter.headline) == "Sales of $12.4bn, and still a loss"
    assert plain(letter.subject) == "Sales of $12.4bn" and plain(letter.title) == "Lanternfish Q4 2025"
    ids = [piece.citation.id for passage in passages(letter) for piece in cited(passage.line)]
    assert ids[:3] == ["n1", "n1-2", "n1-3"] and len(set(ids)) == len(ids)
    assert [plain(row.label) for row in letter.key_figures] == ["Net sales", "EPS"]


def test_a_claim_of_the_headline_is_words_in_a_letter_and_a_note_is_left_out() -> None:
    said = "{% claim 'eps < 0' %}, *still*{% endclaim %}{% note %}x{% endnote %}"
    headline = drafts({"en.md": {", and still a loss": said}})[0]
    wording = LetterWording(*({Text("en"): text_of("Tea")} for _ in range(3)))
    letter = write_letter(edition(), headline.document.headline.content, "en", wording, ANN).letter
    assert plain(letter.headline) == "Sales of $12.4bn, still"
    assert list(notes(letter.headline)) == []


def test_the_reader_is_greeted_by_name() -> None:
    made = written("Dear {{ recipient }},\n\ntea.")
    assert plain(made.letter.body[0].content) == "Dear Ann Lee,"  # type: ignore[union-attr]
    assert made.inspected.findings == ()


def test_a_reader_without_a_name_cannot_be_greeted() -> None:
    finding = only(written("Dear {{ recipient }},", reader=Addressee("", ANN.locus)))
    assert (finding.code, finding.locus, finding.mend) == ("RG909", ANN.locus, "give the reader a name:")
    assert written("Dear reader,", reader=Addressee("")).inspected.findings == ()


def test_the_name_of_a_reader_vouches_for_itself() -> None:
    assert written("Dear {{ recipient }},", reader=Addressee("TODO 77")).inspected.findings == ()


def test_a_letter_has_lists_tables_and_notes() -> None:
    made = written(
        "1. a\n2. {{ cite('eps') }}\n\n| a | b |\n|---|---|\n| c | {{ cite('eps') }} |\n\nc{% note %}d{% endnote %}"
    )
    assert made.inspected.findings == ()
    assert [type(block) for block in made.letter.body] == [Listing, Grid, Paragraph]
    assert [plain(note.content) for passage in passages(made.letter) for note in notes(passage.line)] == ["d"]


@pytest.mark.parametrize("name", ["sales-path", "results"])
def test_a_letter_may_show_a_chart_or_a_table(name: str) -> None:
    letter = written("tea", exhibit=name).letter
    (exhibit,) = exhibits(letter)
    assert (exhibit.name, exhibit.number) == (name, 1)
    assert exhibit.table is not None if name == "results" else exhibit.chart is not None
    if exhibit.chart:
        assert exhibit.chart.width_mm == PICTURE_MM


@pytest.mark.parametrize(
    ("body", "code", "where"),
    [
        ("tea\n\n![tea](tea.svg)", "RG510", (3, 1)),
        ("tea {{ cite('zzz') }}", "RG205", (1, 14)),
        ("tea {{ exhibit('results') }}", "RG503", (1, 8)),
        ("a\n\n<div>b</div>", "RG509", (3, 1)),
        ("{% claim 'eps > 0' %}b{% endclaim %}", "RG511", (1, 11)),
        ("a **TODO**", "RG523", (1, 5)),
        ("sales rose", "RG515", (1, 7)),
        ("> tea", "RG518", (1, 1)),
    ],
)
def test_what_is_wrong_is_said_at_its_place(body: str, code: str, where: tuple[int, int]) -> None:
    finding = only(written(body))
    assert (finding.code, place(finding)) == (code, where)
    assert finding.locus is not None and finding.locus.file == "delivery.yaml"


def test_an_exhibit_that_there_is_none_of_is_said() -> None:
    assert only(written("tea", exhibit="zzz")).code == "RG504"


def test_a_text_that_is_missing_in_the_readers_language_is_rg506() -> None:
    words = {Text("en"): text_of("Tea")}
    headline = drafts()[1].document.headline.content
    made = write_letter(edition(), headline, "zh-Hant", LetterWording(words, words, words), ANN)
    assert {one.code for one in made.inspected.findings} == {"RG506"}
    assert made.inspected.findings[0].message == "there is no text for zh-Hant, which a recipient reads"


@pytest.mark.parametrize(("body", "greets"), [("Dear {{ recipient }}", True), ("Dear reader", False)])
def test_a_wording_knows_whether_it_greets(body: str, greets: bool) -> None:
    words = {Text("en"): Text("Tea")}
    assert LetterWording(words, words, {Text("en"): Text(body)}).greets is greets
