"""Edits of the finished Amazon documents, each held against the proof as a recipient would: which are found."""

from __future__ import annotations

import random
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

# ruff: noqa: E402 — the tests' tools are imported from where they stand
from surgery import sealed_anew

from benchmarks.forging_html import HTML_KINDS, Sheet
from benchmarks.forging_pdf import KINDS
from benchmarks.paper import Paper
from benchmarks.planting import SEED
from reportgen.proof import prove
from reportgen.record.seal import broken_seal


@dataclass(frozen=True)
class Forgery:
    """One edit of one document: which of its kind it is."""

    path: Path
    kind: str
    index: int

    @property
    def suffix(self) -> str:
        """pdf or html."""
        return self.path.suffix.removeprefix(".")


@dataclass(frozen=True)
class Verdict:
    """What the proof made of an edit: whether anything spoke against the document, and the codes of what does after
    somebody sealed it anew."""

    forgery: Forgery
    found: bool
    codes: frozenset[str]

    @property
    def found_without_seal(self) -> bool:
        """True where it is found although somebody sealed the document anew."""
        return bool(self.codes)


def forgeries(paths: Sequence[Path]) -> Iterator[Forgery]:
    """Every edit of every document."""
    for path in paths:
        kinds: Mapping[str, tuple[Any, int]] = KINDS if path.suffix == ".pdf" else HTML_KINDS
        for kind, (_, number) in kinds.items():
            yield from (Forgery(path, kind, index) for index in range(number))


@lru_cache(maxsize=4)
def _document(path: Path) -> Any:
    return (Paper if path.suffix == ".pdf" else Sheet)(path.name, path.read_bytes())


def try_out(forgery: Forgery) -> Verdict | None:
    """Make one edit and prove the document; None where there is nothing of the kind to edit."""
    document, path = _document(forgery.path), forgery.path
    kinds: Mapping[str, tuple[Any, int]] = KINDS if path.suffix == ".pdf" else HTML_KINDS
    kind, _ = kinds[forgery.kind]
    chance = random.Random(zlib.crc32(f"{SEED} {path.name} {forgery.kind}".encode()))
    make = next(islice(kind(document, chance), forgery.index, None), None)
    if make is None:
        return None
    edited = make()
    proved = prove(path.name, sealed_anew(edited))
    codes = frozenset(finding.code for finding in proved.findings if finding.blocks)
    return Verdict(forgery, bool(codes or broken_seal(edited)), codes)


def run(paths: Sequence[Path], most: int, jobs: int) -> list[Verdict]:
    """Try out every edit, or a sample of them, on so many processes. Raises ValueError where an honest document does
    not prove."""
    for path in paths:
        if not (proved := prove(path.name, path.read_bytes())).holds:
            raise ValueError(
                f"{path} does not prove as it is: {[finding.message for finding in proved.findings][:3]}"
            )
    wanted = list(forgeries(paths))
    if len(wanted) > most:
        wanted = random.Random(SEED).sample(wanted, most)
    with ProcessPoolExecutor(jobs) as pool:
        return [verdict for verdict in pool.map(try_out, wanted, chunksize=4) if verdict]


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The rates by kind."""
    yield f"| {'edit':36} | {'found':>16} | {'without the seal':>16} | by |"
    yield f"|{'-' * 38}|{'-' * 17}:|{'-' * 17}:|----|"
    for suffix, kinds in (("pdf", KINDS), ("html", HTML_KINDS)):
        ours = [verdict for verdict in verdicts if verdict.forgery.suffix == suffix]
        for kind in kinds:
            yield from _row(kind, [verdict for verdict in ours if verdict.forgery.kind == kind])
        yield from _row(f"**{suffix.upper()}**", ours)
    yield from _row("**all**", verdicts)


def _row(name: str, ours: Sequence[Verdict]) -> Iterator[str]:
    if ours:
        rates = [sum(verdict.found for verdict in ours), sum(verdict.found_without_seal for verdict in ours)]
        cells = [f"{rate} of {len(ours)}, {100 * rate / len(ours):.0f}%" for rate in rates]
        codes = Counter(code for verdict in ours for code in verdict.codes)
        by = "" if name.startswith("**") else ", ".join(code for code, _ in sorted(codes.items()))
        yield f"| {name:36} | {cells[0]:>16} | {cells[1]:>16} | {by} |"


def through(verdicts: Sequence[Verdict], *, seal: bool) -> Iterator[str]:
    """The edits that are not found; without the seal's help where `seal` is false."""
    for verdict in verdicts:
        if not (verdict.found if seal else verdict.found_without_seal):
            forgery = verdict.forgery
            yield f"  {forgery.path.name}: {forgery.kind} {forgery.index}"
