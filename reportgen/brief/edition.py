"""An edition: one brief for one entity and period, read from its folder's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Final

from reportgen.brief.brief_yaml import BriefFile, ColumnText, ExhibitText, TableText
from reportgen.brief.filling import fill
from reportgen.brief.fitting import marks_of, misfits, unknown_kind
from reportgen.brief.imprints import imprint_findings, imprint_of, shares_findings, texts_on_shares
from reportgen.brief.text_limits import too_long
from reportgen.codes.rg1_files import RG104
from reportgen.codes.rg2_values import RG203
from reportgen.codes.rg5_texts import RG501, RG504, RG506, RG520, RG528, RG529
from reportgen.document.images import ENDINGS, Image, read_image
from reportgen.document.imprint import Imprint
from reportgen.document.svg import Trouble
from reportgen.errors import Finding, Locus
from reportgen.exhibits.fallbacks import unusual_characters
from reportgen.exhibits.theme import Page, Theme
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.facts.schema import Bilingual
from reportgen.facts.shape import check_shape, needed_keys
from reportgen.facts.text import Text, YamlSource, read_yaml, unfit_characters
from reportgen.facts.vocabulary_yaml import read_vocabulary
from reportgen.languages.forms import WAVE_DASHES
from reportgen.record.attachments import FACTS

BRIEF: Final = "brief.yaml"
_HOUSE: Final = Theme()


@dataclass(frozen=True)
class Edition:
    """Everything a brief is made of. `texts` holds the prose of each language, a whole file each; `date` is the day of
    publication; `theme` is how it looks; `images` are the pictures beside the texts, or why one cannot be used;
    `unusual` are the characters in its files that need another font."""

    name: str
    base: FactBase
    brief: BriefFile
    date: date
    texts: Mapping[str, Text]
    theme: Theme = _HOUSE
    images: Mapping[str, Image | Trouble] = field(default_factory=dict)
    unusual: str = ""

    @property
    def page(self) -> Page:
        """The size of the paper: the brief's wish, or the theme's."""
        return self.brief.page or self.theme.page

    @property
    def disclaimer(self) -> Mapping[str, str]:
        """The brief's disclaimer, or the theme's."""
        return self.theme.disclaimer if self.brief.disclaimer is None else self.brief.disclaimer

    @property
    def imprint(self) -> Imprint:
        """Who speaks: as the brief says, or its theme."""
        return imprint_of(self.brief).over(self.theme.imprint)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the edition comes out."""
        return tuple(self.brief.languages)


def read_edition(
    name: str,
    files: Mapping[str, bytes],
    folder: str,
    themes: Mapping[str, bytes] | None = None,
    vocabulary: tuple[str, bytes] | None = None,
) -> tuple[Edition | None, list[Finding]]:
    """Read an edition from the files of its folder. Returns None and all findings where it cannot be written.

    `folder` is the folder's name as findings quote it; `themes` are the files of the themes that it can name, by path;
    `vocabulary` is the project's own, as findings call it and as it stands on the disk.
    Errors beyond those of the fact base: RG501 a missing file, RG504 an exhibit that does not exist, RG505 an exhibit
    that does not go together, RG506 a text missing in a language. RG507 warns of an exhibit that nothing shows.
    """
    missing = [file for file in (FACTS, BRIEF) if file not in files]
    if missing:
        return None, [_no_file(folder, file) for file in missing]
    base, findings = read_base(files[FACTS], f"{folder}/{FACTS}", vocabulary)
    tree, broken = read_yaml(files[BRIEF], f"{folder}/{BRIEF}", needed_keys(BriefFile))
    brief, misshapen = check_shape(BriefFile, tree, f"{folder}/{BRIEF}") if tree is not None else (None, [])
    findings += broken + misshapen
    if brief is None:
        return None, findings
    absent = [f"{language}.md" for language in brief.languages if f"{language}.md" not in files]
    findings += [_no_file(folder, file) for file in absent]
    texts: dict[str, Text] = {
        language: _text(files[f"{language}.md"], f"{folder}/{language}.md", findings)
        for language in brief.languages
        if f"{language}.md" in files
    }
    theme = _theme(brief, themes or {}, findings)
    if base is not None:
        brief, unfilled = fill(brief, base)
        findings += unfilled
    findings += _Inspection(brief, theme, base).findings()
    unsound = _unsound(findings)
    published = _date(brief.date, findings)
    if base is None or unsound or not texts.keys() >= set(brief.languages):
        return None, findings
    images = {
        file: read_image(file, data)
        for file, data in files.items()
        if PurePath(file).suffix.lower() in ENDINGS
    }
    day = published or base.period.end  # stands in for one that cannot be read, so that the rest is looked at
    return Edition(name, base, brief, day, texts, theme, images, _unusual(files, vocabulary)), findings


def _unusual(files: Mapping[str, bytes], vocabulary: tuple[str, bytes] | None) -> str:
    written = [data for file, data in files.items() if PurePath(file).suffix in (".yaml", ".md")]
    own = [vocabulary[1]] if vocabulary else []
    return unusual_characters(b"\n".join([*written, *own]).decode("utf-8", "replace"))


def read_base(
    data: bytes, file: str, vocabulary: tuple[str, bytes] | None
) -> tuple[FactBase | None, list[Finding]]:
    """Read facts with the concepts of the project that they belong to; None where anything in either is wrong."""
    if vocabulary is None:
        return read_facts(data, file)
    name, own = vocabulary
    concepts, broken = read_vocabulary(own, name)
    base, findings = read_facts(data, file, concepts)
    return (None if broken else base), broken + findings


def _unsound(findings: list[Finding]) -> bool:
    """True where something is so wrong that the rest of the edition would be blamed for it."""
    grave = ("RG1", "RG2", RG506.id, RG520.id, RG528.id, RG529.id)
    return any(finding.blocks and finding.code.startswith(grave) for finding in findings)


def _theme(brief: BriefFile, themes: Mapping[str, bytes], findings: list[Finding]) -> Theme:
    """The theme that the brief names; the house's where it names none, or one that cannot be used."""
    if brief.theme is None:
        return _HOUSE
    by_name = {PurePath(path).stem: path for path in themes if path.endswith(".yaml")}
    pictures = {path: data for path, data in themes.items() if path not in by_name.values()}
    path = by_name.get(brief.theme)
    if path is None:
        mend = f"there are: {', '.join(sorted(by_name))}" if by_name else "put it into templates/themes/"
        message = f"there is no theme {str(brief.theme)!r}"
        findings.append(RG520.finding(message, brief.theme.locus, mend))
        return _HOUSE
    from reportgen.brief.themes import read_theme  # its style sheets take a parser that nothing else needs

    theme, broken = read_theme(str(brief.theme), themes[path], path, pictures)
    findings += broken
    return theme or _HOUSE


def published(data: bytes, file: str) -> tuple[date | None, list[Finding]]:
    """The day of publication that a brief.yaml gives, and what is wrong with the file; without a look at the facts."""
    tree, findings = read_yaml(data, file)
    brief, misshapen = check_shape(BriefFile, tree, file) if tree is not None else (None, [])
    findings += misshapen
    return (_date(brief.date, findings) if brief else None), findings


def _no_file(folder: str, file: str) -> Finding:
    return RG501.finding(f"the edition has no {file}", Locus(f"{folder}/{file}", 1, 1))


def _text(data: bytes, file: str, findings: list[Finding]) -> Text:
    """A text file; RG104 where it holds control or private-use characters; nothing, with RG104, where it is not UTF-8,
    and with RG105 where it, or a paragraph of it, is too long to be read."""
    try:
        text = data.decode("utf-8-sig").replace(*WAVE_DASHES).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = Locus(file, line, 1)
        findings.append(RG104.finding("the file is not UTF-8 here", place, "save it as UTF-8"))
        return Text("")
    if (long := too_long(text, file)) is not None:
        findings.append(long)
        return Text("")
    source = YamlSource(file, text)
    findings += unfit_characters(text, source)
    return Text.at(text, source, 1, 1)


def _date(text: Text, findings: list[Finding]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        findings.append(RG203.finding(f"there is no day {str(text)!r}", text.locus, "write 2026-02-06"))
        return None


@dataclass(frozen=True)
class _Inspection:
    """What brief.yaml says of itself, before any of it is written."""

    brief: BriefFile
    theme: Theme
    base: FactBase | None

    def findings(self) -> Iterator[Finding]:
        for words in self._bilinguals():
            yield from self._bilingual(words)
        yield from self._disclaimer()
        yield from self._logo()
        imprint = imprint_of(self.brief).over(self.theme.imprint)
        yield from imprint_findings(imprint, self.brief.languages, self.brief.date.locus)
        yield from shares_findings(self.brief, self.base)
        for key in self.brief.front:
            if key not in self.brief.exhibits:
                known = ", ".join(self.brief.exhibits)
                message = f"there is no exhibit {str(key)!r}"
                yield RG504.finding(message, key.locus, f"exhibits: {known}")
        for exhibit in self.brief.exhibits.values():
            yield from unknown_kind(exhibit)
        if self.base is not None:
            for key, exhibit in self.brief.exhibits.items():
                yield from misfits(self.base, key, exhibit)

    def _bilinguals(self) -> Iterator[Bilingual]:
        yield from (self.brief.kicker, self.brief.title)
        yield from [] if self.brief.disclaimer is None else [self.brief.disclaimer]
        for exhibit in self.brief.exhibits.values():
            yield from texts_of(exhibit)
        yield from (row.label for row in self.brief.key_figures.rows if row.label)
        yield from texts_on_shares(self.brief)

    def _bilingual(self, words: Bilingual) -> Iterator[Finding]:
        for language in self.brief.languages:
            if language not in words:
                locus = next(iter(words.values())).locus if words else self.brief.date.locus
                yield RG506.finding(f"there is no text for {language}", locus)

    def _disclaimer(self) -> Iterator[Finding]:
        for language in self.brief.languages if self.brief.disclaimer is None else ():
            if language not in self.theme.disclaimer:
                message = f"there is no disclaimer for {language}, in the brief or in its theme"
                yield RG506.finding(message, self.brief.date.locus)

    def _logo(self) -> Iterator[Finding]:
        """A theme is read for whatever languages; its logo and the name of it are wanted in those of the brief."""
        theme, languages = self.theme, self.brief.languages if self.theme.logo else ()
        for language in languages:
            lacking = [] if theme.mark(language) else ["logo"]
            lacking += [] if theme.logo_name.get(language) else ["name of the logo (logo-alt)"]
            for what in lacking:
                message = f"there is no {what} for {language} in the theme {theme.name!r}"
                mend = f"add one for {language} to {theme.files[0]}"
                yield RG506.finding(message, (self.brief.theme or self.brief.date).locus, mend)


def texts_of(exhibit: ExhibitText) -> Iterator[Bilingual]:
    """Every text of an exhibit."""
    yield from (exhibit.title, exhibit.subtitle, *exhibit.notes)
    words: list[Bilingual | None] = [exhibit.source, exhibit.alt, exhibit.reference_label]
    words += [label for mark in marks_of(exhibit) for label in (mark.label, mark.note)]
    words += [label for series in exhibit.series for label in (series.label, series.note)]
    for span in exhibit.spans:
        words += [span.label, span.note, span.missing, span.marker_label, span.point_label]
    if exhibit.table:
        words += _table_words(exhibit.table)
    yield from (label for label in words if label)


def _table_words(table: TableText) -> list[Bilingual | None]:
    words = [table.stub, *(column for column in table.columns if not isinstance(column, ColumnText | Text))]
    for column in table.columns:
        if isinstance(column, ColumnText):
            words += [column.label or None, column.note]
    words += [spanner.label for spanner in table.spanners]
    for row in table.rows:
        words += [row.label, row.group, row.note]
        for cell in row.cells:
            if isinstance(cell, Text):
                continue
            words += [cell] if isinstance(cell, Mapping) else [cell.text, cell.note]
    return words
