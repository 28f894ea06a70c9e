"""How many wrong numbers the checks and the proof find: figures of the Amazon fact base are falsified one at a time and
the edition checked, and finished documents are edited and proved.

    python benchmarks/mutants.py                    every mutant and every edit
    python benchmarks/mutants.py --facts-only       the fact base alone; --files-only the documents alone
    python benchmarks/mutants.py --sample 100       so many of each
    python benchmarks/mutants.py --list             also what gets through, one by one

A mutant changes one statement of facts.yaml, in the text of the file, and the file is read, derived, tied out and
inspected as `reportgen check` does it, the claims of the texts included. It is caught where that gives an error;
`any` also counts a new warning or note. Mutants are told apart by what could give them away:

    identity   the fact carries a formula, has a second statement, or goes into what is recomputed and stated
    claim      no identity, but a claim in a text rests on it
    lone       neither

An edit changes a finished PDF or HTML page (`forging_pdf`, `forging_html`) and is found where the proof gives an error,
as `reportgen verify` would; and again after it was sealed anew, as a forger would.

Always the same for the same files and seed. Exits 0 whatever the rates are: they are there to be read.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import forged
from benchmarks.forged import ROOT
from benchmarks.planting import FILED, KINDS, SEED, Mutant, mutants_of
from reportgen.brief.edition import BRIEF
from reportgen.brief.inputs import Inputs, Project, edition_files, themes
from reportgen.build import Order, build
from reportgen.check import check
from reportgen.checks.conditions import ClaimError, read_claim, rests_on
from reportgen.checks.judging import Truth, judge_condition
from reportgen.checks.rules import apply_rules
from reportgen.checks.tieout import findings, tie_out
from reportgen.errors import Finding, Severity
from reportgen.facts.base import FactBase
from reportgen.facts.formula import inputs
from reportgen.facts.reading import read_facts, without_collector
from reportgen.facts.reference import Coordinates
from reportgen.facts.text import Text, YamlSource
from reportgen.intake.against_printed import hold_printed
from reportgen.record.attachments import FACTS

AMAZON: Final = Path(__file__).resolve().parents[1] / "data" / "amazon-2025q4"
AIMED: Final = ("×10³", "÷10³", "萬/億", "sign", "other period's value", "filed a period early")
_CLAIM: Final = re.compile(r"""\{% claim (["'])(.*?)\1 %\}""")
NO_VALUE: Final = {
    "RG101",
    "RG202",
}  # what cannot even be read is no wrong number: it would flatter the rates
_OPEN: Final = ("over", "at least", "up to", "under")


# ---- what may give it away -------------------------------------------------------------------------------------------


def under_identity(base: FactBase) -> set[Coordinates]:
    """The stated facts that something recomputes or repeats."""
    touched = {at for at, fact in base.facts.items() if len(fact.stated) > 1}
    for at, fact in base.facts.items():
        if fact.stated and fact.working is not None:
            touched |= {at, *_roots(base, (item.at for item in inputs(fact.working)))}
        concept = base.concepts.get(at.concept)
        if concept is None:  # named by a formula
            continue
        parts = [at_ for name in concept.parts if (at_ := _beside(base, at, name))]
        if parts and len(parts) == len(concept.parts):
            touched |= {at, *_roots(base, parts)}
        if at.period.months == 12 and concept.adds_up:
            quarters = [_at(at, at.period.ending(3).shift(-back)) for back in (0, 3, 6, 9)]
            if all(quarter in base.facts for quarter in quarters):
                touched |= {at, *_roots(base, quarters)}
    return touched


def _at(at: Coordinates, period: object) -> Coordinates:
    return Coordinates(at.entity, at.concept, period, at.scenario)  # type: ignore[arg-type]


def _beside(base: FactBase, at: Coordinates, concept: str) -> Coordinates | None:
    other = Coordinates(at.entity, concept, at.period, at.scenario)
    return other if other in base.facts else None


def _roots(base: FactBase, places: Iterable[Coordinates]) -> Iterator[Coordinates]:
    """The stated facts behind some facts: what is only derived gives way to its own inputs."""
    open_, seen = list(places), set()
    while open_:
        at = open_.pop()
        if at in seen or at not in base.facts:
            continue
        seen.add(at)
        fact = base.facts[at]
        if fact.stated:
            yield at
        elif fact.working is not None:
            open_ += [item.at for item in inputs(fact.working)]


# ---- checking --------------------------------------------------------------------------------------------------------

Signs = Counter[tuple[str, Severity, str]]  # what was found: code, weight and place


class Bench:
    """An edition, its claims, and what it gives away unfalsified."""

    def __init__(self, folder: Path, *, printed: bool = True) -> None:
        self.printed = printed  # whether values are held against what they print
        self.files = edition_files(folder)
        self.themes = themes([ROOT / "templates"])
        base, found = read_facts(self.files[FACTS], FACTS)
        assert base is not None, found
        self.base = base
        self.claims = self._claims()
        self.before = self.findings(self.files[FACTS], whole=True)
        assert not any(severity is Severity.ERROR for _, severity, _ in self.before), "the edition has errors"
        self.identity = under_identity(base)
        self.claimed = {at for claim in self.claims for at in _roots(base, _named(claim, base))}

    def _claims(self) -> list[Text]:
        """The conditions of all claims, each once: they are written alike in both languages."""
        texts = [data.decode() for name, data in self.files.items() if name.endswith(".md") or name == BRIEF]
        conditions = dict.fromkeys(match[2] for text in texts for match in _CLAIM.finditer(text))
        return [Text.at(text, YamlSource("claims", text), 1, 1) for text in conditions]

    def findings(self, facts: bytes, *, whole: bool) -> Signs:
        """What the checks find. `whole` reads the texts again too, for references that lead nowhere any more."""
        if whole:
            files = {**self.files, FACTS: facts}
            return signs_of(check(Inputs("edition", "edition", files, None, {}, self.themes)).findings)
        base, found = read_facts(facts, f"edition/{FACTS}")
        if base is None:
            return signs_of(found)
        held = hold_printed(base) if self.printed else []
        signs = signs_of([*found, *findings(tie_out(base), base), *apply_rules(base), *held])
        signs.update(code for claim in self.claims if (code := self._failing(claim, base)))
        return signs

    def _failing(self, claim: Text, base: FactBase) -> tuple[str, Severity, str] | None:
        try:
            truth = judge_condition(read_claim(claim, base), base).truth
        except ClaimError as error:
            return error.code, Severity.ERROR, claim
        code = {Truth.FALSE: "RG511", Truth.UNDECIDABLE: "RG512"}.get(truth)
        return (code, Severity.ERROR, claim) if code else None

    def falsified(self, mutant: Mutant) -> bytes:
        """The fact base with one line replaced."""
        lines = self.files[FACTS].decode().split("\n")
        lines[mutant.number - 1] = mutant.line
        return "\n".join(lines).encode()

    def try_out(self, mutant: Mutant) -> Outcome:
        """Check the edition with one line replaced."""
        new = self.findings(self.falsified(mutant), whole=mutant.kind == FILED) - self.before
        codes = frozenset(code for code, severity, _ in new if severity is Severity.ERROR)
        by = "identity" if mutant.at in self.identity else "claim" if mutant.at in self.claimed else "lone"
        return Outcome(mutant, by, codes, bool(new))


def _named(claim: Text, base: FactBase) -> list[Coordinates]:
    return [item.at for item in rests_on(read_claim(claim, base))]


def signs_of(found: Iterable[Finding]) -> Signs:
    """What was found, as it can be told apart from what was found before."""
    return Counter((one.code, one.severity, _place(one)) for one in found)


def _place(finding: Finding) -> str:
    return str(finding.locus) if finding.locus else ""


# ---- the report ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What came of a mutant: the codes of the errors that it set off, and whether anything at all was new."""

    mutant: Mutant
    by: str
    codes: frozenset[str]
    noticed: bool


def _table(outcomes: list[Outcome]) -> Iterator[str]:
    groups = ("all", "any finding", "identity", "claim only", "lone")
    yield f"| {'kind':22} | " + " | ".join(f"{name:>18}" for name in groups) + " |"
    yield f"|{'-' * 24}|" + "|".join("-" * 19 + ":" for _ in groups) + "|"
    named = {kind: [one for one in outcomes if one.mutant.kind == kind] for kind in (*KINDS, FILED)}
    named["scale, sign, period"] = [one for one in outcomes if one.mutant.kind in AIMED]
    named["all"] = outcomes
    for kind, ours in named.items():
        cells = [_rate(ours), _rate(ours, lambda one: one.noticed)]
        cells += [_rate([one for one in ours if one.by == by]) for by in ("identity", "claim", "lone")]
        yield f"| {kind:22} | " + " | ".join(f"{cell:>18}" for cell in cells) + " |"


def _rate(ours: list[Outcome], caught: Callable[[Outcome], bool] = lambda one: bool(one.codes)) -> str:
    if not ours:
        return "–"
    number = sum(map(caught, ours))
    return f"{number} of {len(ours)}, {100 * number / len(ours):.1f}%"


def _why(bench: Bench, one: Outcome) -> str:
    """Why an uncaught mutant got through."""
    fact = bench.base.facts[one.mutant.at]
    if one.by == "lone":
        return "lone: nothing repeats the figure, recomputes with it or rests on it"
    if one.by == "claim":
        return "claim only: what the texts say of the figure holds for the wrong one too"
    if fact.accepted:
        return "exception: the fact's conflicts are accepted, unless a scale or of opposite signs"
    if one.mutant.qualifier in _OPEN:
        return "bound: the source gives an open bound, and the wrong one holds as well"
    base, _ = read_facts(bench.falsified(one.mutant), FACTS)
    if base and any(fact.trouble.startswith("not meaningful") for fact in base.facts.values()):
        return "no number: growth from a base below zero is not meaningful, so that nothing compares"
    return "rounding: the identity is too coarse to tell the two apart"


def main(arguments: list[str]) -> int:
    """Plant, check, print."""
    parser = argparse.ArgumentParser(
        description="Plant wrong numbers in a fact base and count those that are found."
    )
    parser.add_argument("folder", type=Path, nargs="?", default=AMAZON, help="an edition (the Amazon one)")
    parser.add_argument("--sample", type=int, default=5000, metavar="N", help="so many of each part at most")
    parser.add_argument("--facts-only", action="store_true", help="leave the documents out")
    parser.add_argument("--files-only", action="store_true", help="leave the fact base out")
    parser.add_argument("--documents", type=Path, metavar="FOLDER", help="documents that are built already")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes for the documents (2)")
    parser.add_argument("--list", action="store_true", help="list what gets through")
    options = parser.parse_args(arguments)
    if not options.files_only:
        _facts(options)
    if not options.facts_only:
        _documents(options)
    return 0


def _facts(options: argparse.Namespace) -> None:
    bench = Bench(options.folder)
    mutants = list(mutants_of(bench.base))
    if len(mutants) > options.sample:
        mutants = random.Random(SEED).sample(mutants, options.sample)
    with without_collector():
        outcomes = [bench.try_out(mutant) for mutant in mutants]
    outcomes = [one for one in outcomes if not one.codes & NO_VALUE]
    print(*_table(outcomes), sep="\n")
    print(*_remarks(bench, outcomes, every=options.list), sep="\n", flush=True)


def _documents(options: argparse.Namespace) -> None:
    with TemporaryDirectory() as folder:
        documents = options.documents or _built(options.folder, Path(folder))
        paths = sorted(path for path in documents.iterdir() if path.suffix in (".pdf", ".html"))
        verdicts = forged.run(paths, options.sample, options.jobs)
    print(*forged.table(verdicts), sep="\n")
    for seal, said in ((True, "Not found"), (False, "Found by the seal alone")):
        missed = list(forged.through(verdicts, seal=seal))
        print(f"\n{said} ({len(missed)})", *(missed if options.list or seal else ()), sep="\n")


def _built(edition: Path, output: Path) -> Path:
    """The documents of an edition, pressed anew."""
    places = Project(edition.parent, output, (ROOT / "templates",))
    with ProcessPoolExecutor(2) as pool:
        return build(places, Order(edition.name, (), ("pdf", "html")), lambda _: None, pool).folder


def _remarks(bench: Bench, outcomes: list[Outcome], *, every: bool) -> Iterator[str]:
    statements = sum(len(fact.stated) for fact in bench.base.facts.values())
    yield f"\n{len(outcomes)} mutants of {statements} statements; {len(bench.claims)} claims"
    codes = Counter(code for one in outcomes for code in one.codes)
    yield "errors by code: " + ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))
    through = [one for one in outcomes if not one.codes]
    yield f"\nNot caught ({len(through)}), and why:"
    for why, number in Counter(_why(bench, one) for one in through).most_common():
        kinds = Counter(one.mutant.kind for one in through if _why(bench, one) == why)
        yield f"{number:5}  {why}\n       " + ", ".join(
            f"{kind} {count}" for kind, count in kinds.most_common()
        )
    for one in (one for one in through if every and one.by == "identity"):
        seen = "noticed" if one.noticed else "unseen"
        yield f"{one.mutant.kind:22} {seen:8} {bench.base.name(one.mutant.at)}: {one.mutant.line.strip()[:90]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
