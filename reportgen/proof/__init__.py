"""Proof: reading a finished document back, and matching each number in it with a citation.

It knows the finished file alone: its pages, and the facts and numbers that it carries. It fails closed: what cannot be
read, or prints no number at all, does not prove.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from reportgen.checks.tieout import TieOut
from reportgen.checks.tieout import findings as tie_out_findings
from reportgen.codes.rg7_proofs import RG703, RG708, RG712
from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.figures.reader.scanning import numerals
from reportgen.proof.digests import is_digest
from reportgen.proof.finished import Finished, Unreadable
from reportgen.proof.inspected import inspected
from reportgen.proof.match import Proof
from reportgen.proof.numbers_json import Record, read_record
from reportgen.proof.pictures import strange_pictures
from reportgen.proof.retrace import retrace
from reportgen.record.attachments import FACTS, INSPECTOR, NUMBERS


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
    reader does, the usual one first. Raises Unreadable."""
    if name.endswith(".pdf"):
        from reportgen.proof.read_pdf import read_pdf

        return iter([read_pdf(data)])
    if name.endswith(".html"):
        from reportgen.proof.read_html import read_html

        return read_html(data)
    raise Unreadable("only PDF and HTML documents can be proved")


def prove(name: str, data: bytes) -> Proved:
    """Prove a finished document from its bytes alone.

    RG701 a numeral that nothing accounts for, RG702 a cited number that is not where and as it was cited, RG703 no
    numeral at all, RG704 a number cut off or off the page, RG705 one that cannot be seen, RG708 a file or an attachment
    that cannot be read, RG709 numbers that the attached facts do not give, RG711 a wording that does not read as its
    value, RG712 an edit after pressing, such as another picture; and the findings of the facts themselves.
    """
    try:
        views = tuple(read_finished(name, data))
        finished = views[0]
        missing = [file for file in (FACTS, NUMBERS) if file not in finished.files]
        if missing:
            raise Unreadable(f"it does not carry {' and '.join(missing)}")
        record = read_record(finished.files[NUMBERS])
    except Unreadable as error:
        return Proved(name, (RG708.finding(f"{name}: {error}"),))
    base, findings = read_facts(finished.files[FACTS], f"{name}:{FACTS}")
    if base is None:
        return Proved(name, (*findings, *_seal_findings(name, finished, record)), record)
    return _proved(name, views, record, base, findings)


def _proved(
    name: str, views: Sequence[Finished], record: Record, base: FactBase, read: Sequence[Finding]
) -> Proved:
    retraced = retrace(record, base)
    found = list(retraced.findings)
    if (shown := views[0].files.get(INSPECTOR)) is not None:
        found += inspected(shown, record, base, retraced)
    for view in _different(views):
        said = {finding.message for finding in found}
        fresh = [
            finding
            for finding in Proof(view, record, retraced.lines, retraced.paper).run()
            if finding.message not in said
        ]
        found += [_named(view.scene, finding) if view is not views[0] else finding for finding in fresh]
    found += strange_pictures(views[0], record)
    count = sum(1 for sheet in views[0].sheets for _ in numerals(sheet.text))
    found += _emptiness(count, record)
    findings = [*read, *tie_out_findings(retraced.rows, base), *(_named(name, finding) for finding in found)]
    return Proved(name, (*findings, *_seal_findings(name, views[0], record)), record, count, retraced.rows)


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


# ---- the seal --------------------------------------------------------------------------------------------------


def seal(finished: Finished) -> dict[str, tuple[str, ...]]:
    """Every numeral of a document, place by place in reading order; of stamps the whole text; and digests of what the
    document is made of.

    The press reads it back from the document and puts it into the numbers that the document carries. It is no proof
    that the figures are right; it is what an edit after pressing disturbs, also of a year, of two figures that change
    places, or of how a figure is drawn.
    """
    said = {sheet.place: tuple(n.text for n in numerals(sheet.text)) for sheet in finished.sheets}
    for aside in finished.asides:
        said[aside.place] = (aside.text,) if aside.stamp else tuple(n.text for n in numerals(aside.text))
    said = {place: texts for place, texts in said.items() if texts}
    return said | {place: (digest,) for place, digest in finished.made.items()}


def _seal_findings(name: str, finished: Finished, record: Record) -> Iterator[Finding]:
    if not record.intact:
        yield RG712.finding(f"{name}: the attached {NUMBERS} was edited after pressing")
    for file, digest in record.attached.items():
        if sha256(finished.files.get(file, b"")).hexdigest() != digest:
            yield RG712.finding(f"{name}: the attached {file} is not the one it was made from")
    yield from _differences(name, seal(finished), record.seal)


def _differences(
    name: str, said: Mapping[str, Sequence[str]], sealed: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    for place in dict.fromkeys([*sealed, *said]):
        now, then = list(said.get(place, ())), list(sealed.get(place, ()))
        if any(map(is_digest, (*now, *then))) and now != then:
            yield RG712.finding(f"{name}: the {place} is not as it was pressed")
        elif now != then:
            at = next(
                (i for i, pair in enumerate(zip(now, then, strict=False)) if pair[0] != pair[1]),
                min(len(now), len(then)),
            )
            message = f"{name}, {place}: it was pressed with {_some(then, at)} and now has {_some(now, at)}"
            yield RG712.finding(message)


def _some(texts: Sequence[str], at: int) -> str:
    shown = ", ".join(repr(text[:60]) for text in texts[at : at + 2])
    return shown or "nothing"


def _named(name: str, finding: Finding) -> Finding:
    return replace(finding, message=f"{name}: {finding.message}")
