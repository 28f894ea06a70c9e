"""An edition: one brief for one entity and period, read from its folder's files and held against its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from reportgen.brief.declared import BriefFile, ColumnText, ExhibitText, Language, TableText
from reportgen.brief.fitting import cells_of, facts_of, marks_of, misfits, plotted_facts, table_notes
from reportgen.brief.prose import Prose, Use, scan
from reportgen.brief.themes import read_theme
from reportgen.brief.wording import wording
from reportgen.errors import Finding, Locus, Severity
from reportgen.exhibits.theme import Page, Theme
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import BadReference
from reportgen.facts.schema import Bilingual, check_shape, needed_keys
from reportgen.facts.text import Text, read_yaml

FACTS, BRIEF = "facts.yaml", "brief.yaml"
_HOUSE: Final = Theme()


@dataclass(frozen=True)
class Edition:
    """Everything a brief is made of. `texts` holds the prose of each language; `date` is the day of publication;
    `theme` is how it looks."""

    name: str
    base: FactBase
    brief: BriefFile
    date: date
    texts: Mapping[str, Prose]
    theme: Theme = _HOUSE

    @property
    def page(self) -> Page:
        """The size of the paper: the brief's wish, or the theme's."""
        return self.brief.page or self.theme.page

    @property
    def disclaimer(self) -> Mapping[str, str]:
        """The brief's disclaimer, or the theme's."""
        return self.theme.disclaimer if self.brief.disclaimer is None else self.brief.disclaimer

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages in which the edition comes out."""
        return tuple(self.brief.languages)


def read_edition(
    name: str, files: Mapping[str, bytes], folder: str, themes: Mapping[str, bytes] | None = None
) -> tuple[Edition | None, list[Finding]]:
    """Read an edition from the files of its folder. Returns None and all findings where anything is wrong.

    `folder` is the folder's name as findings quote it; `themes` are the files of the themes that it can name, by path.
    Errors beyond those of the fact base: RG501 a missing file,
    RG502 prose that cannot be parsed, RG503 a helper called wrongly, RG504 an exhibit that does not exist, RG505 an
    exhibit that does not go together, RG506 a text missing in a language, RG508 texts that are not built alike. RG507
    warns of an exhibit that nothing shows.
    """
    missing = [file for file in (FACTS, BRIEF) if file not in files]
    if missing:
        return None, [_no_file(folder, file) for file in missing]
    base, findings = read_facts(files[FACTS], f"{folder}/{FACTS}")
    tree, broken = read_yaml(files[BRIEF], f"{folder}/{BRIEF}", needed_keys(BriefFile))
    brief, misshapen = check_shape(BriefFile, tree, f"{folder}/{BRIEF}") if tree is not None else (None, [])
    findings += broken + misshapen
    if brief is None:
        return None, findings
    absent = [f"{language}.md" for language in brief.languages if f"{language}.md" not in files]
    findings += [_no_file(folder, file) for file in absent]
    texts, broken = _texts(brief, files, folder)
    findings += broken
    published = _date(brief.date, findings)
    theme = _theme(brief, themes or {}, findings)
    if base is not None:
        findings += list(_Inspection(base, brief, texts, theme).findings())
    if base is None or published is None or any(finding.blocks for finding in findings):
        return None, findings
    return Edition(name, base, brief, published, texts, theme), findings


def _theme(brief: BriefFile, themes: Mapping[str, bytes], findings: list[Finding]) -> Theme:
    """The theme that the brief names; the house's where it names none, or one that cannot be used."""
    if brief.theme is None:
        return _HOUSE
    by_name = {PurePath(path).stem: path for path in themes}
    path = by_name.get(brief.theme)
    if path is None:
        mend = f"there are: {', '.join(sorted(by_name))}" if by_name else "put it into templates/themes/"
        message = f"there is no theme {str(brief.theme)!r}"
        findings.append(Finding("RG520", Severity.ERROR, message, brief.theme.locus, mend))
        return _HOUSE
    theme, broken = read_theme(str(brief.theme), themes[path], path)
    findings += broken
    return theme or _HOUSE


def published(data: bytes, file: str) -> tuple[date | None, list[Finding]]:
    """The day of publication that a brief.yaml gives, and what is wrong with the file; without a look at the facts."""
    tree, findings = read_yaml(data, file)
    brief, misshapen = check_shape(BriefFile, tree, file) if tree is not None else (None, [])
    findings += misshapen
    return (_date(brief.date, findings) if brief else None), findings


def _no_file(folder: str, file: str) -> Finding:
    return Finding("RG501", Severity.ERROR, f"the edition has no {file}", Locus(f"{folder}/{file}", 1, 1))


def _texts(
    brief: BriefFile, files: Mapping[str, bytes], folder: str
) -> tuple[dict[str, Prose], list[Finding]]:
    texts: dict[str, Prose] = {}
    findings: list[Finding] = []
    for language in brief.languages:
        if (data := files.get(f"{language}.md")) is not None:
            texts[language], broken = scan(data, f"{folder}/{language}.md")
            findings += broken
    return texts, findings


def _date(text: Text, findings: list[Finding]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        findings.append(
            Finding("RG203", Severity.ERROR, f"there is no day {str(text)!r}", text.locus, "write 2026-02-06")
        )
        return None


@dataclass(frozen=True)
class _Inspection:
    """Holds brief.yaml and the texts against the fact base."""

    base: FactBase
    brief: BriefFile
    texts: Mapping[str, Prose]
    theme: Theme

    def findings(self) -> Iterator[Finding]:
        for text in self._references():
            yield from self._reference(text, text.locus)
        for words in self._bilinguals():
            yield from self._bilingual(words)
        yield from self._disclaimer()
        for prose in self._proses():
            for use in prose.facts:
                yield from self._reference(use.name, use.locus)
            for use in prose.exhibits:
                if use.name not in self.brief.exhibits:
                    known = ", ".join(self.brief.exhibits)
                    message = f"there is no exhibit {str(use.name)!r}"
                    yield Finding("RG504", Severity.ERROR, message, use.locus, f"exhibits: {known}")
        yield from wording(self.base, self.brief, self.texts)
        for key in self.brief.front:
            if key not in self.brief.exhibits:
                yield Finding("RG504", Severity.ERROR, f"there is no exhibit {str(key)!r}", key.locus)
        for key, exhibit in self.brief.exhibits.items():
            yield from misfits(self.base, key, exhibit)
        yield from self._unshown()
        yield from self._shown_twice()
        yield from self._parts()

    def _reference(self, text: str, locus: Locus) -> Iterator[Finding]:
        return bad_reference(self.base, text, locus)

    def _references(self) -> Iterator[Text]:
        for row in self.brief.key_figures.rows:
            yield from (text for text in (row.fact, row.consensus, row.year) if text)
        for exhibit in self.brief.exhibits.values():
            yield from plotted_facts(exhibit)
            yield from (text for cell in cells_of(exhibit) for text in facts_of(cell))

    def _bilinguals(self) -> Iterator[Bilingual]:
        yield from (self.brief.kicker, self.brief.title)
        yield from [] if self.brief.disclaimer is None else [self.brief.disclaimer]
        for exhibit in self.brief.exhibits.values():
            yield from (exhibit.title, exhibit.subtitle, *exhibit.notes)
            yield from (words for words in (exhibit.source, exhibit.alt, exhibit.reference_label) if words)
            yield from _labels(exhibit)
        yield from (row.label for row in self.brief.key_figures.rows if row.label)

    def _bilingual(self, words: Bilingual) -> Iterator[Finding]:
        for language in self.brief.languages:
            if language not in words:
                locus = next(iter(words.values())).locus if words else self.brief.date.locus
                yield Finding("RG506", Severity.ERROR, f"there is no text for {language}", locus)

    def _disclaimer(self) -> Iterator[Finding]:
        for language in self.brief.languages if self.brief.disclaimer is None else ():
            if language not in self.theme.disclaimer:
                message = f"there is no disclaimer for {language}, in the brief or in its theme"
                yield Finding("RG506", Severity.ERROR, message, self.brief.date.locus)

    def _proses(self) -> Iterator[Prose]:
        yield from self.texts.values()
        for exhibit in self.brief.exhibits.values():
            titles = (exhibit.title, exhibit.subtitle, *exhibit.notes)
            notes = [mark.note for mark in marks_of(exhibit) if mark.note]
            notes += [span.note for span in exhibit.spans if span.note]
            for words in (*titles, *notes, *table_notes(exhibit)):
                yield from (Prose.of(text) for text in words.values())

    def _unshown(self) -> Iterator[Finding]:
        shown = {str(use.name) for prose in self.texts.values() for use in prose.exhibits}
        shown |= {str(key) for key in self.brief.front}
        for key in self.brief.exhibits:
            if key not in shown:
                message = f"the exhibit {str(key)!r} stands nowhere"
                yield Finding("RG507", Severity.WARNING, message, key.locus, "show it or take it out")

    def _shown_twice(self) -> Iterator[Finding]:
        """Every exhibit is one place that numbers lead back to."""
        front = [Use(str(key), key.locus) for key in self.brief.front]
        for prose in self.texts.values():
            seen: set[str] = set()
            for use in (*front, *prose.exhibits):
                if use.name in seen:
                    message = f"the exhibit {use.name!r} stands here a second time"
                    yield Finding("RG504", Severity.ERROR, message, use.locus, "show it once")
                seen.add(use.name)

    def _parts(self) -> Iterator[Finding]:
        """A headline in every text, and the same number of sections in all of them."""
        counts = {
            language: len(_SECTION.findall(prose.text))
            for language, prose in self.texts.items()
            if prose.text
        }
        for language in counts:
            prose = self.texts[language]
            if not prose.text.lstrip().startswith("# "):
                message = "the text begins with its headline"
                yield Finding(
                    "RG508", Severity.ERROR, message, Locus(prose.file, 1, 1), "write # and the headline"
                )
        if len(set(counts.values())) > 1:
            said = ", ".join(f"{count} in {language}" for language, count in counts.items())
            place = Locus(self.texts[next(reversed(counts))].file, 1, 1)
            yield Finding(
                "RG508", Severity.ERROR, f"the languages differ in their sections (##): {said}", place
            )


_SECTION: Final = re.compile(r"(?m)^## ")


def bad_reference(base: FactBase, text: str, locus: Locus) -> Iterator[Finding]:
    """RG205 where a reference leads to no fact, or to one without a value."""
    try:
        fact = base.find(text)
    except BadReference as error:
        yield Finding("RG205", Severity.ERROR, str(error), locus)
        return
    if fact.quantity is None:
        message = f"{fact.at.local} has no value to print: {fact.trouble}"
        yield Finding("RG205", Severity.ERROR, message, locus)


def _labels(exhibit: ExhibitText) -> Iterator[Bilingual]:
    """The labels of everything in an exhibit that has one."""
    words: list[Bilingual | None] = [label for mark in marks_of(exhibit) for label in (mark.label, mark.note)]
    words += [label for series in exhibit.series for label in (series.label, series.note)]
    for span in exhibit.spans:
        words += [span.label, span.note, span.missing, span.marker_label, span.point_label]
    if exhibit.table:
        words += [*_table_words(exhibit.table), *table_notes(exhibit)]
    yield from (label for label in words if label)


def _table_words(table: TableText) -> list[Bilingual | None]:
    columns = [column for column in table.columns if isinstance(column, ColumnText)]
    words = [table.stub, *(column for column in table.columns if not isinstance(column, ColumnText))]
    words += [column.label for column in columns]
    words += [spanner.label for spanner in table.spanners]
    return words + [label for row in table.rows for label in (row.label, row.group)]
