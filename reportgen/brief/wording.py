"""The wording of an edition: every text that is printed in it, its claims held against the facts, its words linted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from jinja2 import TemplateSyntaxError
from pydantic import BaseModel

from reportgen.brief.claims import findings_of
from reportgen.brief.declared import BriefFile, ExhibitText
from reportgen.brief.fitting import table_notes
from reportgen.brief.lint import lint
from reportgen.brief.passages import survey
from reportgen.brief.prose import Prose, environment, locus_in
from reportgen.errors import Finding, Locus
from reportgen.facts.base import FactBase
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Source, Text


@dataclass(frozen=True)
class _Wording:
    """A text in one language, and the place of an offset in it. `said` is False for labels, which only name."""

    language: str
    text: Text
    place: Callable[[int], Locus]
    said: bool


def wording(base: FactBase, brief: BriefFile, texts: Mapping[str, Prose]) -> Iterator[Finding]:
    """Every bad claim of the edition (see `claims.findings_of`), and RG515 for words that compare outside of one."""
    for written in (*_proses(texts), *_declared(brief)):
        yield from _judged(base, written)


def wording_of(base: FactBase, words: Bilingual) -> Iterator[Finding]:
    """The same for one text that is printed outside of the brief, in each of its languages."""
    for language, text in words.items():
        yield from _judged(base, _Wording(language, text, text.inside, said=True))


def _judged(base: FactBase, written: _Wording) -> Iterator[Finding]:
    try:
        passages, blocks = survey(environment(), written.text)
    except TemplateSyntaxError:
        return  # reported as RG502, or on rendering
    yield from findings_of(blocks, base, written.place, written.text)
    if written.said:
        yield from lint(passages, written.language, written.place)


def _proses(texts: Mapping[str, Prose]) -> Iterator[_Wording]:
    for language, prose in texts.items():
        source = Source(prose.file, prose.text)
        text = Text.at(prose.text, source, 1, 1)
        yield _Wording(language, text, partial(locus_in, source, prose.text), said=True)


def _declared(brief: BriefFile) -> Iterator[_Wording]:
    """The texts of brief.yaml, exhibit by exhibit."""
    said = {id(words) for words in _saying(brief)}
    for words in _bilinguals(brief):
        for language, text in words.items():
            if language in brief.languages:
                yield _Wording(language, text, text.inside, id(words) in said)


def _saying(brief: BriefFile) -> Iterator[Bilingual]:
    yield brief.title
    for exhibit in brief.exhibits.values():
        yield from (exhibit.title, exhibit.subtitle, *exhibit.notes)
        yield from (words for words in (exhibit.alt, *_small(exhibit)) if words)


def _small(exhibit: ExhibitText) -> Iterator[Bilingual | None]:
    """The small lines below the labels of a chart, and below a table."""
    yield from (mark.note for mark in exhibit.marks)
    yield from (item.note for item in exhibit.series)
    yield from (span.note for span in exhibit.spans)
    yield from (mark.note for item in exhibit.series for mark in item.marks)
    yield from table_notes(exhibit)


def _bilinguals(node: object) -> Iterator[Bilingual]:
    """Every text in several languages, however deep it stands."""
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from _bilinguals(getattr(node, name))
    elif isinstance(node, list):
        for item in node:
            yield from _bilinguals(item)
    elif isinstance(node, dict):
        if node and all(isinstance(value, Text) for value in node.values()):
            yield node
        else:
            for value in node.values():
                yield from _bilinguals(value)
