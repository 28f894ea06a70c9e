"""What an import says of itself: what it took, what it passed over and why, what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.intake.importing.facts_file import WrittenFacts
from reportgen.intake.importing.filed_concepts import line_to_paste
from reportgen.intake.importing.imported import Import

_SHOWN: Final = 8


def import_report(made: Import, written: WrittenFacts, file: str, taxonomy: str, *, verbose: bool) -> str:
    """The report as lines for a terminal; `verbose` names all elements that no concept has."""
    return "\n".join(_lines(made, written, file, taxonomy, verbose=verbose))


def _lines(made: Import, written: WrittenFacts, file: str, taxonomy: str, *, verbose: bool) -> Iterator[str]:
    computed = sum(not fact.tellings for fact in made.facts)
    yield (
        f"{file}: {made.company.name}, {made.period}: {_count(len(made.facts) - computed, 'fact')} stated and "
        f"{computed:,} computed; {written.added:,} new, {written.kept:,} as they were"
    )
    if written.left:
        yield f"  left as you have them, though the file says otherwise: {_some(written.left, verbose)}"
    for reason, count in made.passed_over.items():
        if count:
            yield f"  passed over: {_count(count, 'number')} {reason}"
    for remark in made.remarks if verbose else made.remarks[:_SHOWN]:
        yield f"  {remark}"
    if len(made.remarks) > _SHOWN and not verbose:
        yield f"  … and {len(made.remarks) - _SHOWN:,} more like it"
    for source in made.sources:
        if source.published is None:
            yield (
                f"  {source.id}: the file does not say when it was filed; published: is the last day of its period, "
                "correct it or say --filed"
            )
    if made.unknown:
        shown = made.unknown if verbose else made.unknown[:_SHOWN]
        yield "  elements without a concept; paste those you want under concepts: of vocabulary.yaml:"
        yield from (f"    {line_to_paste(one, taxonomy)}" for one in shown)
        if len(shown) < len(made.unknown):
            yield f"    … and {len(made.unknown) - len(shown):,} more; --verbose lists them"


def _some(names: tuple[str, ...], verbose: bool) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN and not verbose else ""
    return ", ".join(names if verbose else names[:_SHOWN]) + more


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"
