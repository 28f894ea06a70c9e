"""The rows and the other passages of an appendix as a document has to print them: on paper and on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.languages import LANGUAGES
from reportgen.proof.numbers_json import Record, RecordedClaim, RecordedPrinting
from reportgen.record.appendix import AppendixLine, Discrepancy
from reportgen.record.paper import Paper, PrintedClaims, PrintedRow, rounding_rule

# Wordings that stand one after the other, with nothing but punctuation between them.
ExpectedPassage = tuple[str, ...]


@dataclass(frozen=True)
class ExpectedRow:
    """A row: the words behind its number, its cells, and in the last one what its printings are told by."""

    number: int
    head: str
    cells: tuple[ExpectedPassage, ...]
    places: tuple[int, ...]


def expected_rows(
    kind: str, record: Record, lines: Mapping[int, AppendixLine], paper: Paper
) -> Iterator[ExpectedRow]:
    """The rows in the order in which they stand. In a PDF each ends with the pages on which its number stands, on a
    screen with one mark for each printing."""
    places: dict[int, list[RecordedPrinting]] = {}
    for place in record.printings:
        places.setdefault(place.number, []).append(place)
    if kind == "pdf":
        yield from (_on_paper(row, places.get(row.line.number, [])) for row in paper.rows)
    else:
        several = len(paper.sources) > 1
        yield from (_on_screen(line, places.get(line.number, []), several) for line in lines.values())


def _on_paper(row: PrintedRow, places: list[RecordedPrinting]) -> ExpectedRow:
    pages = sorted({place.page for place in places if place.page is not None})
    return ExpectedRow(row.line.number, row.fact, row.parts, tuple(pages))


def _on_screen(line: AppendixLine, places: list[RecordedPrinting], several: bool) -> ExpectedRow:
    head = f"{line.label} ({line.scenario})" if line.scenario else line.label
    cells = [
        (" · ".join(line.shown),),
        (f"{line.exact} {line.unit_words}".strip(),),
        (line.period,),
        (line.verdict_words,),
        *((told.where if several else told.locator, told.printed) for told in line.tellings),
    ]
    if line.working:
        cells.append((line.working, line.result, *filter(None, (line.interval,))))
    return ExpectedRow(line.number, head, tuple(filter(any, cells)), tuple(range(1, len(places) + 1)))


def expected_passages(kind: str, record: Record, paper: Paper) -> Iterator[ExpectedPassage]:
    """The sources, the exceptions and the claims' rows of the appendix."""
    if kind != "pdf":
        yield _sources_on_screen(record, paper)
        yield from record.exceptions
        yield from (_claim_row(record, claim) for claim in record.claims)
        return
    yield from _sources(record, paper)
    yield from map(_exception, paper.exceptions)
    yield from ((rule, *_labels(items)) for rule, items in paper.forms)
    yield from (_claims_row(group, record) for group in paper.claims)


def _claim_row(record: Record, claim: RecordedClaim) -> ExpectedPassage:
    """A claim's row on a screen: its number, its cells, and a mark for where it stands."""
    mark = "1" if not claim.drawn or claim.exhibit else ""
    basis = LANGUAGES[record.language].marks.semicolon.join(claim.basis)
    return str(claim.number), claim.words, claim.condition, basis, claim.verdict, mark


def _sources(record: Record, paper: Paper) -> Iterator[ExpectedPassage]:
    """The sources, above the rows with the words before them, or at the foot."""
    words = LANGUAGES[record.language].page
    intro = words.paper_intro, rounding_rule(record.style, LANGUAGES[record.language])
    key = (words.source, *paper.key) if paper.sources else ()
    yield from (intro, key) if paper.marked else ((*intro, *key),)


def _sources_on_screen(record: Record, paper: Paper) -> ExpectedPassage:
    """The same on a screen, where rows have titles."""
    words = LANGUAGES[record.language].page
    named = [source.named for _, source in paper.sources]
    return words.verdicts_intro, *((words.source, *named) if named else ())


def _exception(item: Discrepancy) -> ExpectedPassage:
    by = (item.by,) if item.by else ()
    return item.label, item.period, item.used, *_row_mark(item), *by, item.how, item.against, item.reason


def _labels(items: tuple[Discrepancy, ...]) -> Iterator[str]:
    for item in items:
        yield from (item.label, *_row_mark(item))


def _row_mark(item: Discrepancy) -> ExpectedPassage:
    return (f"[{item.number}]",) if item.number else ()


def _claims_row(group: PrintedClaims, record: Record) -> ExpectedPassage:
    """The row of claims on one condition, and the pages on which they stand."""
    numbers = {claim.number for claim in group.claims}
    pages = {claim.page for claim in record.claims if claim.number in numbers and claim.page is not None}
    return *group.parts, *map(str, sorted(pages))
