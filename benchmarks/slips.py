"""How many slips of a single digit are found, by which witness: every counting digit of every stated value is changed
into another, one at a time, in the text of facts.yaml, and the edition checked.

    python benchmarks/slips.py                                          the Amazon edition, without its source
    python benchmarks/slips.py --source recap=FILE                      and with it
    python benchmarks/slips.py data/NAME --sample 200 --list            another edition, so many, and what gets through

The witnesses come one after another: `facts` (formulas, second tellings, rules and the claims of the texts), then each
value against its own `printed:`, then each statement against the words of its source. A slip is planted in the value
alone, as somebody does who types it from what was copied, and in value and `printed:` alike, as somebody does who reads
it wrong. Where a value is written as it is printed the two are one. Found is what makes an error; `told` adds warnings.
Always the same for the same files.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.mutants import AMAZON, NO_VALUE, Bench, Signs, signs_of
from benchmarks.planting import SEED, Figure, Mutant
from reportgen.collecting import without_collector
from reportgen.errors import Severity
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.intake.against_printed import hold_printed
from reportgen.intake.against_source import hold_sources
from reportgen.intake.source_files import SourceFiles
from reportgen.record.attachments import FACTS

ALONE: Final = "value alone"
ALIKE: Final = "value and printed alike"
WITNESSES: Final = ("facts", "printed", "source")


def slips_of(base: FactBase) -> Iterator[Mutant]:
    """Every slip: two for each digit that counts, where it stands alone and where `printed:` has it too."""
    chance = random.Random(f"{SEED} slips")
    for fact in base.facts.values():
        for statement in {one.locus.line: one for one in fact.stated}.values():
            figure = Figure(fact, statement)
            for number in figure.numbers:
                for place in _counting(figure, number):
                    for digit in _others(number[place], place == 0, chance):
                        wrong = number[:place] + digit + number[place + 1 :]
                        yield from _planted(figure, number, wrong)


def _counting(figure: Figure, number: str) -> list[int]:
    places = [place for place, char in enumerate(number) if char.isdigit()]
    first = next((at for at, place in enumerate(places) if number[place] != "0"), 0)
    return places[first:][: figure.significant(number)]


def _others(digit: str, leading: bool, chance: random.Random) -> list[str]:
    return chance.sample([other for other in "0123456789"[leading:] if other != digit], 2)


def _planted(figure: Figure, number: str, wrong: str) -> Iterator[Mutant]:
    """The slip in the value, and the same in what the line prints, where its digits stand there."""
    line = figure.with_text(figure.text.replace(number, wrong, 1))
    if line is None:
        return
    at, row = figure.fact.at, figure.statement.locus.line
    behind = figure.line[figure.place[1] :]
    if figure.statement.printed.strip() != figure.text.strip():
        yield Mutant(ALONE, at, row, line)
        digits, spelled = _digits(number), None
        for found in re.finditer(r"\d[\d,]*(?:\.\d+)?", behind):
            if _digits(found[0]) == digits:
                spelled = _respelled(found[0], _digits(wrong))
                behind = behind[: found.start()] + spelled + behind[found.end() :]
                break
        if spelled is None:
            return
    elif figure.line.count(number) > 1 and "printed:" in figure.line:
        behind = behind.replace(number, wrong, 1)
    begins = figure.place[0]
    changed = line[begins : len(line) - len(figure.line[figure.place[1] :])]
    yield Mutant(ALIKE, at, row, figure.line[:begins] + changed + behind)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _respelled(written: str, digits: str) -> str:
    """A number with other digits, its separators where they were."""
    left = iter(digits)
    return "".join(next(left) if char.isdigit() else char for char in written)


# ---- checking --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """A slip, and the first witness that sees it; None where nobody does."""

    mutant: Mutant
    witness: str | None
    told: bool = True


class Court:
    """An edition with the witnesses of its figures, and what each says of it as it stands."""

    def __init__(self, bench: Bench, files: SourceFiles) -> None:
        self.bench, self.files = bench, files
        base, _ = read_facts(bench.files[FACTS], f"edition/{FACTS}")
        assert base is not None
        self.before = {witness: self.says(witness, base) for witness in WITNESSES}

    def says(self, witness: str, base: FactBase) -> Signs:
        """What a witness finds in a fact base."""
        if witness == "printed":
            return signs_of(hold_printed(base))
        return signs_of(hold_sources(base, self.files)) if self.files.handed else Counter()

    def hear(self, mutant: Mutant) -> Seen | None:
        """Who sees a slip first; None for what is no value any more."""
        facts = self.bench.falsified(mutant)
        base, found = read_facts(facts, f"edition/{FACTS}")
        if base is None:
            return None if any(one.code in NO_VALUE for one in found) else Seen(mutant, "facts")
        if _errors(self.bench.findings(facts, whole=False) - self.bench.before):
            return Seen(mutant, "facts")
        said = {witness: self.says(witness, base) - self.before[witness] for witness in WITNESSES[1:]}
        first = next((witness for witness, new in said.items() if _errors(new)), None)
        return Seen(mutant, first, first is not None or any(map(_warnings, said.values())))


def _errors(signs: Signs) -> bool:
    return any(severity is Severity.ERROR for _, severity, _ in signs)


def _warnings(signs: Signs) -> bool:
    return any(severity is Severity.WARNING for _, severity, _ in signs)


# ---- the report ------------------------------------------------------------------------------------------------------


def _table(seen: Sequence[Seen], sourced: bool) -> Iterator[str]:
    names = ("facts alone", "and printed", *(("and the source", "told") if sourced else ()))
    yield (
        f"| {'slip of a digit in':24} | {'slips':>6} | " + " | ".join(f"{name:>14}" for name in names) + " |"
    )
    yield f"|{'-' * 26}|{'-' * 7}:|" + "|".join("-" * 15 + ":" for _ in names) + "|"
    for kind, ours in (*((kind, [one for one in seen if one.mutant.kind == kind]) for kind in (ALONE, ALIKE)),
                       ("all", list(seen))):  # fmt: skip
        cells = [_rate(ours, WITNESSES[: number + 1]) for number in range(min(len(names), 3))]
        cells += [_rate([one for one in ours if one.told], (*WITNESSES, None), len(ours))] if sourced else []
        yield f"| {kind:24} | {len(ours):6} | " + " | ".join(f"{cell:>14}" for cell in cells) + " |"


def _rate(ours: Sequence[Seen], witnesses: Sequence[str | None], of: int | None = None) -> str:
    number = sum(one.witness in witnesses for one in ours)
    of = len(ours) if of is None else of
    return f"{number}, {100 * number / of:.1f}%" if of else "–"


def main(arguments: list[str]) -> int:
    """Plant, check, print."""
    parser = argparse.ArgumentParser(
        description="Plant slips of a single digit and count those that are found."
    )
    parser.add_argument("folder", type=Path, nargs="?", default=AMAZON, help="an edition (the Amazon one)")
    parser.add_argument(
        "--source", action="append", default=[], metavar="ID=FILE", help="the text of a source"
    )
    parser.add_argument("--sample", type=int, default=10_000, metavar="N", help="so many slips at most")
    parser.add_argument("--list", action="store_true", help="list what gets through")
    options = parser.parse_args(arguments)
    handed = dict(argument.split("=", 1) for argument in options.source)
    files = SourceFiles({}, {name: (file, Path(file).read_bytes()) for name, file in handed.items()})
    bench = Bench(options.folder, printed=False)
    slips = list(slips_of(bench.base))
    if len(slips) > options.sample:
        slips = random.Random(SEED).sample(slips, options.sample)
    court = Court(bench, files)
    with without_collector():
        seen = [one for slip in slips if (one := court.hear(slip))]
    print(*_table(seen, bool(handed)), sep="\n")
    for one in (one for one in seen if options.list and one.witness is None):
        print(f"{one.mutant.kind:24} {bench.base.name(one.mutant.at)}: {one.mutant.line.strip()[:100]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
