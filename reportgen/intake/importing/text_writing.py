"""A text's figures written into facts.yaml, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import Rejected
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.intake.importing.facts_file import TextBrought, WrittenFacts, new_file
from reportgen.intake.importing.imported import Import
from reportgen.intake.importing.merging import add_to, with_sources
from reportgen.intake.importing.text_import import TextFile, TextImport, TextWish, import_text
from reportgen.intake.importing.to_confirm import ToConfirm, waiting_once, with_waiting
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.standard import Vocabulary


def bring_in_text(
    file: TextFile, facts: str, name: str, vocabulary: Vocabulary, wish: TextWish
) -> TextBrought:
    """Write the figures of a release or a recap into the text of a facts.yaml. `facts` is the file as
    it stands, "" where there is none yet, `name` what findings call it. Raises what `import_text` and `add_to` do."""
    base = _base(facts, name, vocabulary)
    found = import_text(file, base, vocabulary, wish)
    written = _with_facts(facts, name, found.made, vocabulary)
    after = _base(written.text, name, vocabulary)
    assert after is not None
    entity = found.made.company.id
    owner = f"{entity}/" if entity != after.entity else ""
    source = found.made.sources[0].id
    waiting = with_waiting(written.text, source, found.proposed, owner, keys_of(after))
    whole = with_sources(waiting.text, name, found.made) if waiting.lines else waiting.text
    report = "\n".join(_report(file, found, written, waiting))
    fruitful = bool(found.known or found.made.facts or waiting.lines)
    return TextBrought(whole, report, written.left, fruitful)


def with_each_confirmable(text: str, name: str, vocabulary: Vocabulary) -> str:
    """The text of a facts.yaml into which something else came, where of the lines that wait each can be confirmed."""
    base = _base(text, name, vocabulary)
    return waiting_once(text, keys_of(base)) if base else text


def keys_of(base: FactBase) -> set[str]:
    """What facts.yaml calls its facts."""
    return {at.local if at.entity == base.entity else str(at) for at in base.facts}


def _base(text: str, name: str, vocabulary: Vocabulary) -> FactBase | None:
    if not text:
        return None
    base, findings = read_facts(text.encode(), name, vocabulary)
    if base is None:
        raise Rejected(findings)
    return base


def _with_facts(text: str, name: str, made: Import, vocabulary: Vocabulary) -> WrittenFacts:
    return add_to(text, name, made, LANGUAGES, vocabulary) if text else new_file(made, LANGUAGES)


def _report(file: TextFile, found: TextImport, written: WrittenFacts, waiting: ToConfirm) -> Iterator[str]:
    source = found.made.sources[0]
    yield (
        f"{file.shown}: {found.made.company.name}, {found.made.period}: {found.figures:,} figures; {found.known:,} "
        f"stated already, {len(found.made.facts):,} facts from tables ({written.added:,} new), "
        f"{waiting.lines:,} lines to confirm ({waiting.new:,} new)"
    )
    if written.beside:
        yield f"  stated beside your formula now, see what check says: {', '.join(written.beside[:8])}"
    if written.left:
        yield f"  left as you have them, though the text says otherwise: {', '.join(map(str, written.left[:8]))}"
    if waiting.lines:
        yield "  in facts.yaml, take #? away from each line whose concept is right; correct it first where it is not"
    if source.published is None:
        yield (
            f"  {source.id}: the text does not say when it came out; published: is the last day of its period, "
            "correct it or say --filed"
        )
    if not source.file:
        yield (
            f"  {source.id}: put the text into the edition's folder or into sources/ and name it under file:, so that "
            "check can hold each statement against it"
        )
