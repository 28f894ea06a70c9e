"""Proof: reading a finished document back, and matching each number in it with a citation.

It knows the finished file alone: its pages, and the facts and numbers that it carries. It fails closed: what cannot be
read, or prints no number at all, does not prove.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportgen.checks.tieout import TieOut
from reportgen.codes.rg7_proofs import RG703, RG708, RG712
from reportgen.codes.rg9_delivery import RG956
from reportgen.collecting import without_collector
from reportgen.errors import Finding
from reportgen.figures.reader.scanning import all_numerals
from reportgen.proof.carried import CarriedFacts, carried_facts
from reportgen.proof.finished import Finished, Unreadable
from reportgen.proof.inspected import inspected
from reportgen.proof.locked import is_locked
from reportgen.proof.match import Proof
from reportgen.proof.numbers_json import Record, read_record
from reportgen.proof.pictures import strange_pictures
from reportgen.proof.retrace import retrace
from reportgen.record.attachments import FACTS, INSPECTOR, NUMBERS, VOCABULARY
from reportgen.record.seal import broken_seal


@dataclass(frozen=True)
class Proved:
    """What came of a proof: the findings, and, as far as it got, what the document says about its numbers.

    `numerals` counts those on the pages, `rows` are the tie-outs of the facts that the document carries.
    """

    name: str
    findings: tuple[Finding, ...]
    record: Record | None = None
    numerals: int = 0
    rows: tuple[TieOut, ...] = ()

    @property
    def holds(self) -> bool:
        """True where nothing speaks against the document."""
        return not any(finding.blocks for finding in self.findings)


def read_finished(name: str, data: bytes) -> Iterator[Finished]:
    """Read a finished document by the kind that its name says: a PDF as everybody sees it, an HTML page as each kind of
    reader does, the usual one first. The last few are kept: all who ask share one reading. Raises Unreadable."""
    return iter(_views(name.rpartition(".")[2], data))


@lru_cache(maxsize=8)
def _views(kind: str, data: bytes) -> tuple[Finished, ...]:
    if kind == "pdf":
        from reportgen.proof.read_pdf import read_pdf

        return (read_pdf(data),)
    if kind == "html":
        from reportgen.proof.read_html import read_html

        return tuple(read_html(data))
    raise Unreadable("only PDF and HTML documents can be proved")


@without_collector()  # what is read is large and stays until the proof is done
def prove(name: str, data: bytes) -> Proved:
    """Prove a finished document from its bytes alone.

    RG701 a numeral that nothing accounts for, RG702 a cited number that is not where and as it was cited, RG703 no
    numeral at all, RG704 a number cut off or off the page, RG705 one that cannot be seen, RG708 a file or an attachment
    that cannot be read, RG709 numbers that the attached facts do not give, RG711 a wording that does not read as its
    value, RG712 an edit after pressing, such as another picture; and the findings of the facts themselves. RG956 alone
    where a password protects it.
    """
    if is_locked(data):
        mend = "open it with its password, save the files that are attached to it, and verify these"
        why = "a password protects this PDF: it is an envelope, and what is to be verified is attached in it"
        return Proved(name, (RG956.finding(f"{name}: {why}", mend=mend),))
    seal = tuple(_seal_findings(name, data))  # before any parser looks at the file
    try:
        views = tuple(read_finished(name, data))
        finished = views[0]
        missing = [file for file in (FACTS, NUMBERS) if file not in finished.files]
        if missing:
            raise Unreadable(f"it does not carry {' and '.join(missing)}")
        record = read_record(finished.files[NUMBERS])
    except Unreadable as error:
        return Proved(name, (RG708.finding(f"{name}: {error}"), *seal))
    facts = carried_facts(finished.files[FACTS], finished.files.get(VOCABULARY))
    if facts.base is None:
        return Proved(name, (*facts.found_in(name), *seal), record)
    proved = _proved(name, views, record, facts)
    return replace(proved, findings=(*facts.found_in(name), *proved.findings, *seal))


def _seal_findings(name: str, data: bytes) -> Iterator[Finding]:
    if why := broken_seal(data):
        mend = "ask its sender for the file as it was built, or build it again; do not edit what was built"
        yield RG712.finding(f"{name}: {why}", mend=mend)


def _proved(name: str, views: Sequence[Finished], record: Record, facts: CarriedFacts) -> Proved:
    retraced = retrace(record, facts)
    found = list(retraced.findings)
    if (shown := views[0].files.get(INSPECTOR)) is not None:
        found += inspected(shown, record, facts, retraced)
    for view in _different(views):
        said = {finding.message for finding in found}
        fresh = [
            finding
            for finding in Proof(view, record, retraced.lines, retraced.paper).run()
            if finding.message not in said
        ]
        found += [_named(view.scene, finding) if view is not views[0] else finding for finding in fresh]
    found += strange_pictures(views[0], record)
    count = sum(len(all_numerals(sheet.text)) for sheet in views[0].sheets)
    found += _emptiness(count, record)
    return Proved(name, tuple(_named(name, finding) for finding in found), record, count, facts.rows)


def _different(views: Sequence[Finished]) -> Iterator[Finished]:
    """The views without those in which everything is seen as in one before."""
    for index, view in enumerate(views):
        if not any((view.sheets, view.hidden) == (other.sheets, other.hidden) for other in views[:index]):
            yield view


def _emptiness(count: int, record: Record) -> Iterator[Finding]:
    if not count:
        yield RG703.finding("there is no numeral in it at all: nothing was read")
    if not record.printings:
        yield RG703.finding("it cites no fact at all")


def _named(name: str, finding: Finding) -> Finding:
    return replace(finding, message=f"{name}: {finding.message}")
