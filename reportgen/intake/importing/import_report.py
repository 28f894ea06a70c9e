"""What an import says of itself: what it took, what it passed over and why, what a person should look at."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import chain
from textwrap import wrap
from typing import Final

from reportgen.intake.importing.facts_file import WrittenFacts
from reportgen.intake.importing.filed_concepts import lines_to_paste
from reportgen.intake.importing.imported import Import

_SHOWN: Final = 8
_WIDTH: Final = 100  # characters of a line


def import_report(made: Import, written: WrittenFacts, file: str, taxonomy: str, *, verbose: bool) -> str:
    """The report as lines for a terminal; `verbose` names all elements that no concept has."""
    said = _lines(made, written, file, verbose=verbose)
    return "\n".join([*chain.from_iterable(map(_wrapped, said)), *_unknown(made, taxonomy, verbose=verbose)])


def difference_between(before: str, after: str, name: str) -> str:
    """What an import would change in a file of this name."""
    lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return "".join(difflib.unified_diff(*lines, name, f"{name} (imported)"))


def outcome_said(before: str, after: str, name: str, *, write: bool) -> str:
    """Whether a file was written."""
    if before == after:
        return f"{name}: nothing new"
    return f"{name}: {'written' if write else 'not written (--dry-run)'}"


def _lines(made: Import, written: WrittenFacts, file: str, *, verbose: bool) -> Iterator[str]:
    stated = sum(bool(fact.tellings) for fact in made.facts)
    computed = len(made.facts) - stated + written.computed
    became = [f"{written.added:,} new"]
    became += [f"{len(written.changed):,} changed"] if written.changed else []
    became += [f"{written.amended:,} with more statements or formulas"] if written.amended else []
    became += [f"{len(written.left):,} left as you have them"] if written.left else []
    yield (
        f"{file}: {made.company.name}, {made.period}: {_count(stated, 'fact')} stated and "
        f"{computed:,} computed; {', '.join(became)}, {written.kept:,} as they were"
    )
    yield from _checked(made)
    shown = written.changed if verbose else written.changed[:_SHOWN]
    yield from (f"  changed: {one}" for one in shown)
    if len(shown) < len(written.changed):
        yield f"  … and {len(written.changed) - len(shown):,} more changed; --verbose lists them"
    if written.beside:
        yield f"  stated beside your formula now, see what check says: {_some(written.beside, verbose)}"
    if written.left:
        names = _some(tuple(map(str, written.left)), verbose)
        yield f"  left as you have them, though the file says otherwise: {names}"
    for reason, count in made.passed_over.items():
        if count:
            yield f"  passed over: {_count(count, 'number')} {reason}"
    yield from (f"  {one}: the sum was taken out" for one in written.sums)
    remarks = (*made.remarks, *written.remarks)
    yield from (f"  {one}" for one in (remarks if verbose else remarks[:_SHOWN]))
    if len(remarks) > _SHOWN and not verbose:
        yield f"  … and {len(remarks) - _SHOWN:,} more like it; --verbose lists them"
    for source in made.sources:
        if not re.search(rf"(?m)^  \w*{source.id}:", written.text):
            continue
        if source.untitled:
            tags = ", ".join(source.titles)
            yield f"  {source.id}: its title is its id; write what it is called ({tags}) under sources: of facts.yaml"
        if source.published is None:
            yield (
                f"  {source.id}: the file does not say when it was filed; published: is the last day of its period: "
                "correct it, or say --filed"
            )


def _checked(made: Import) -> Iterator[str]:
    """How many facts a formula beside their statement holds."""
    formulas = [len(fact.formulas) for fact in made.facts if fact.tellings and fact.formulas]
    if formulas:
        verb = "ties" if len(formulas) == 1 else "tie"
        yield f"  {len(formulas):,} of those stated {verb} out by {_count(sum(formulas), 'formula')}"


def _unknown(made: Import, taxonomy: str, *, verbose: bool) -> Iterator[str]:
    if not made.unknown:
        return
    shown = made.unknown if verbose else made.unknown[:_SHOWN]
    yield "  elements without a concept; paste those you want under concepts: of vocabulary.yaml:"
    yield from (f"    {line}" for one in shown for line in lines_to_paste(one, taxonomy, _WIDTH - 4))
    if len(shown) < len(made.unknown):
        yield f"    … and {len(made.unknown) - len(shown):,} more; --verbose lists them"


def _wrapped(line: str) -> list[str]:
    """A line of words in lines that a terminal has room for."""
    return wrap(line, _WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)


def _some(names: tuple[str, ...], verbose: bool) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN and not verbose else ""
    return ", ".join(names if verbose else names[:_SHOWN]) + more


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"
