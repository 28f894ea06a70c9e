"""The documents of one edition against one another: every language has to print the same facts with the same values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from reportgen.codes.rg7_proofs import RG706, RG707
from reportgen.errors import Finding
from reportgen.proof import Proved
from reportgen.proof.numbers_json import Record, RecordedFact


def proof_findings(proofs: Sequence[Proved]) -> tuple[Finding, ...]:
    """What the proofs of an edition's documents found, and where the languages differ; notes on the facts, which the
    build has made already, are left out."""
    found = [finding for proved in proofs for finding in proved.findings if finding.blocks]
    records = {proved.record.language: proved.record for proved in proofs if proved.record}
    return tuple(dict.fromkeys([*found, *agreement(list(records.values()))]))


def agreement(records: Sequence[Record]) -> Iterator[Finding]:
    """RG706 warns of a fact that one language of an edition prints and another does not; RG707 is a fact with two
    values. Documents of different editions are no matter of one another."""
    for one, other in combinations(records, 2):
        if one.edition == other.edition:
            yield from _pair(one, other)


def _pair(one: Record, other: Record) -> Iterator[Finding]:
    mine, yours = ({entry.fact: entry for entry in record.entries} for record in (one, other))
    for fact in sorted({*mine, *yours}):
        if fact in mine and fact in yours:
            yield from _values(fact, (one.language, mine[fact]), (other.language, yours[fact]))
            continue
        here, there = (one, other) if fact in mine else (other, one)
        message = f"{fact} is printed in {here.language}, and not in {there.language}"
        yield RG706.finding(message)


def _values(fact: str, one: tuple[str, RecordedFact], other: tuple[str, RecordedFact]) -> Iterator[Finding]:
    told = [
        (language, [entry.said[key] for key in ("value", "low", "high", "unit")])
        for language, entry in (one, other)
    ]
    if told[0][1] != told[1][1]:
        said = " and ".join(
            f"{' '.join(str(part) for part in values if part is not None)} in {language}"
            for language, values in told
        )
        yield RG707.finding(f"{fact} is {said}")
