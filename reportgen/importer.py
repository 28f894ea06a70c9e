"""Other people's files and tables on their way into an edition: read, turned into facts, written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Final

from reportgen.brief.edition_languages import languages_in
from reportgen.brief.inputs import Project, shown, vocabulary
from reportgen.checks.rules import doubts
from reportgen.codes.rg4_rules import RG404, RG406, RG407, RG414, RG416, RG417, RG418
from reportgen.errors import Misuse, Rejected, Severity
from reportgen.facts.locator import is_tag
from reportgen.facts.reference import Coordinates
from reportgen.facts.text import read_yaml
from reportgen.facts.vocabulary_yaml import known_vocabulary
from reportgen.intake.filings.filing import Filing
from reportgen.intake.importing.as_filed import as_filed
from reportgen.intake.importing.facts_file import LeftFact, TextBrought, WrittenFacts, new_file, with_period
from reportgen.intake.importing.facts_sections import with_needed_sections
from reportgen.intake.importing.facts_writing import write_facts
from reportgen.intake.importing.filing_files import FilingFile, filing_in
from reportgen.intake.importing.from_filing import Wish, import_filing
from reportgen.intake.importing.from_table import import_table
from reportgen.intake.importing.import_report import difference_between, import_report, outcome_said
from reportgen.intake.importing.imported import Import
from reportgen.intake.importing.measures_in_place import measures_report
from reportgen.intake.importing.merging import add_to, sound_base
from reportgen.intake.importing.recognising import RECOGNISED_BY, kind_of
from reportgen.intake.importing.table_companies import TableWish
from reportgen.intake.importing.table_map import TableMap, read_table_map
from reportgen.intake.intake_limits import MOST_FILING_BYTES, MOST_TEXT_BYTES
from reportgen.intake.tables.any_table import TABLE_KINDS, read_table
from reportgen.intake.tables.database import ask_database
from reportgen.languages import LANGUAGES
from reportgen.reading_files import FACTS_LIMIT, YAML_LIMIT, FileLimit, read_inside, read_plain
from reportgen.record.attachments import FACTS
from reportgen.rolling.carried_facts import names_aside, open_lines_aside, open_lines_back
from reportgen.vocabulary.standard import Vocabulary

FILING_LIMIT: Final = FileLimit(MOST_FILING_BYTES, "no filing and no table has as much")


@dataclass(frozen=True)
class ImportOrder:
    """What to import: files, what facts.yaml calls the company, the edition's period, the day of filing where the file
    does not say it, and the edition to write to; "" where nothing is said.

    Of tables: the mapping file, a database with the query to ask it, and the currency and the end of the fiscal year of
    a company that nothing else tells of. Of a text: what facts.yaml calls it as a source. `languages` are those of the
    edition, where no brief.yaml has them yet."""

    files: tuple[Path, ...]
    entity: str = ""
    period: str = ""
    filed: date | None = None
    into: str = ""
    map: Path | None = None
    sql: str = ""
    query: str = ""
    currency: str = ""
    year_end: str = ""
    source: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brought:
    """What came of an import: what is shown on standard output (a facts.yaml, or the difference), and the report.
    `axes` says of the segments that came in whether they are a segment, a product or a region."""

    shown: str
    report: str
    axes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportStep:
    """The text of a facts.yaml after an import, the import's reports, the axes of the segments that came in, the facts
    left as they are though a file says otherwise, and the files without a fact or a line to confirm."""

    text: str
    reports: list[str]
    axes: dict[str, str]
    left: list[tuple[Path, LeftFact]]
    barren: list[Path]


def bring_in(project: Project, order: ImportOrder, *, write: bool, verbose: bool) -> Brought:
    """Import files, one behind the other, into the facts.yaml of an edition, or into a new one, which is of the latest
    period that they are about. All or nothing is written. Raises Rejected for files that are wrong, Misuse for what
    does not go together."""
    path = project.data / order.into / FACTS if order.into else None
    before = _text_of(path) if path and path.is_file() else ""
    step = _imported(project, order, path, before, verbose=verbose)
    if path is None:
        return Brought(step.text, "\n".join(step.reports), step.axes)
    if write and step.text != before:
        _put_in_place(path, before, step.text)
    difference = "" if write else difference_between(before, step.text, shown(path))
    outcome = outcome_said(before, step.text, shown(path), write=write)
    return Brought(difference, "\n".join([*step.reports, outcome]), step.axes)


def bring_in_each(project: Project, into: str, orders: Sequence[ImportOrder]) -> Iterator[ImportStep]:
    """Carry out several orders on the facts.yaml of one edition, which is written once, behind the last of them. Gives
    what came of each; raises as `bring_in` does, and nothing is then written."""
    path = project.data / into / FACTS
    before = text = _text_of(path) if path.is_file() else ""
    for order in orders:
        step = _imported(project, order, path, text, verbose=False)
        text = step.text
        yield step
    if text != before:
        _put_in_place(path, before, text)


def _imported(
    project: Project, order: ImportOrder, path: Path | None, before: str, *, verbose: bool
) -> ImportStep:
    """Import the files of an order into the text of a facts.yaml."""
    if order.source and len(order.files) > 1:
        raise Misuse("--source names the source that one text is; import its file alone")
    known = known_vocabulary(vocabulary(project))
    if path and not order.languages:
        order = replace(order, languages=languages_in(path.parent))
    text = open_lines_aside(with_needed_sections(before))
    reports, axes, made_of, filed = list[str](), dict[str, str](), list[Import](), False
    left, barren = list[tuple[Path, LeftFact]](), list[Path]()
    said = _mapping(order.map)
    _refuse_one_day(order, mapped=said is not None)
    for file, filing in [
        *_in_order(order.files, mapped=said is not None),
        *([(None, None)] if order.sql else []),
    ]:
        if file is not None and filing is None and is_text(file, mapped=said is not None):
            of_text = _of_text(project, order, file, text, path, known)
            text = of_text.facts
            reports.append(of_text.report)
            left += [(file, one) for one in of_text.left]
            barren += [] if of_text.fruitful else [file]
            continue
        if order.source:
            raise Misuse(f"--source names the source that a text is, and {file} is a filing or a table")
        several = len(made_of)
        for made, name, taxonomy in _imports(file, filing, order, said, known, text, _named(path)):
            made_of.append(made)
            filed = filed or bool(taxonomy)
            written = _written(text, path, made, known)
            text = written.text
            axes |= made.axes
            left += [(file, one) for one in written.left] if file else []
            reports.append(import_report(made, written, name, taxonomy, verbose=verbose))
            if verbose:
                base = sound_base(text, _named(path), known)
                reports += measures_report(base, made.company.id, made.period)
        barren += [file] if file and not any(one.facts for one in made_of[several:]) else []
    if not before and not order.period:
        text = _of_latest(text, made_of)
    if filed:
        text, contradictions = _reconciled(text, _named(path), known)
        reports += contradictions
    text = _confirmable(text, _named(path), known) if made_of else text
    return ImportStep(_opened_again(text, _named(path), known), reports, axes, left, barren)


def bring_into_text(project: Project, order: ImportOrder, text: str) -> ImportStep:
    """Carry out an order on the text of a facts.yaml that is not on the disk yet. Raises as `bring_in` does."""
    return _imported(project, order, project.data / order.into / FACTS, text, verbose=False)


def _opened_again(text: str, name: str, known: Vocabulary) -> str:
    """A facts.yaml with the open statements back that nothing that came in has stated."""
    if not (names := names_aside(text)):
        return text
    base = sound_base(text, name, known)
    return open_lines_back(text, {one for one in names if base.at(one) in base.facts})


def _put_in_place(path: Path, before: str, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and _text_of(path) != before:
        raise Misuse(f"{shown(path)} was changed meanwhile; import again")
    write_facts(path.resolve(), text)


def _in_order(files: Sequence[Path], *, mapped: bool) -> list[tuple[Path, Filing | None]]:
    """The files, and where all of several are filings each of them read, those of the first one's company first, and
    the older ones before the newer, so that what is computed of several reports is of the last."""
    if len(files) < 2 or not all(_is_filing(file, mapped=mapped) for file in files):
        return [(file, None) for file in files]
    filings = [(file, read_filing(file)) for file in files]
    company = filings[0][1].entity_name
    return [*sorted(filings, key=lambda one: (one[1].entity_name != company, one[1].period_end or date.min))]


def _refuse_one_day(order: ImportOrder, *, mapped: bool) -> None:
    """Raises Misuse where one day of filing would be that of several reports that do not say theirs."""
    same = dict.fromkeys(order.files) if order.filed else ()
    undated = [str(file) for file in same if _begins_as(file, mapped=mapped) == "xbrl"]
    if len(undated) > 1:
        raise Misuse(
            f"--filed would give {', '.join(undated)} the same day, and none of them says its own; import each with "
            "its own --filed, or leave it out and correct published: of each in facts.yaml"
        )


def _is_filing(file: Path, *, mapped: bool) -> bool:
    return _begins_as(file, mapped=mapped) in ("company facts", "xbrl")


def _begins_as(file: Path, *, mapped: bool) -> str | None:
    """What a file is, told from its beginning; None where it is nothing that can be imported, or not there."""
    if not file.is_file():
        return None
    with file.open("rb") as opened:
        return kind_of(opened.read(RECOGNISED_BY), mapped=mapped)


def _of_latest(text: str, imports: Sequence[Import]) -> str:
    """A new facts.yaml as that of the latest period that the edition's company reports on."""
    same = [made.period for made in imports if made.company.id == imports[0].company.id]
    return with_period(text, max(same, key=lambda one: (one.end, one.months))) if len(same) > 1 else text


# A figure as it was filed is not mistyped; what these say of it is told, and does not stop a build. One of another
# scale (RG402, RG420) would be printed as a fall to a thousandth, and is left to a person.
_AS_FILED: Final = (RG404, RG406, RG407, RG414, RG416, RG417, RG418)
_SAID: Final = 8  # contradictions that the report names


def _reconciled(text: str, name: str, known: Vocabulary) -> tuple[str, list[str]]:
    """A facts.yaml whose filed figures contradict one another: with that accepted, and without what was computed of
    them; and what the report says of it."""
    said: dict[str, None] = {}
    for _ in range(3):  # what is taken out may leave something else without a doubt
        base = sound_base(text, name, known)
        doubted: dict[Coordinates, list[str]] = {}
        for doubt in doubts(base):
            if doubt.code.severity is not Severity.ERROR:
                continue
            told = doubt.fact.telling
            if told is not None and not is_tag(told.locator):
                continue
            if doubt.code in _AS_FILED:
                doubted.setdefault(doubt.fact.at, []).append(doubt.code.id)
            if doubt.code in _AS_FILED or not doubt.reason:
                said[f"{doubt.code.id} {doubt.message}"] = None
        after = as_filed(text, base, doubted, tuple(LANGUAGES))
        if after == text:
            break
        text = after
    lines = ["  what was filed does not fit together; see what is right:"] if said else []
    for one in list(said)[:_SAID]:
        lines += wrap(one, 100, initial_indent="    ", subsequent_indent="      ", break_long_words=False)
    return text, lines + [f"    … and {len(said) - _SAID} more; check has them"] * (len(said) > _SAID)


def _confirmable(text: str, name: str, known: Vocabulary) -> str:
    """A facts.yaml into which facts came, of which lines may wait there that an earlier import wrote."""
    if "\n  #? " not in text:
        return text
    from reportgen.intake.importing.text_writing import with_each_confirmable

    return with_each_confirmable(text, name, known)


def _imports(
    file: Path | None,
    filing: Filing | None,
    order: ImportOrder,
    said: TableMap | None,
    known: Vocabulary,
    text: str,
    name: str,
) -> Iterator[tuple[Import, str, str]]:
    """What a file gives, or the database for none: each import, what it is of, and the taxonomy of its elements."""
    grid = None
    if filing is None and file is None:
        grid = ask_database(order.sql, order.query)
    elif (
        filing is None
        and file
        and (kind := kind_of(data := _content(file), mapped=said is not None)) in TABLE_KINDS
    ):
        grid = read_table(data, shown(file.resolve()), kind, str(said.sheet or "") if said else "")
    elif file is not None:
        filing = filing or read_filing(file)
        there = sound_base(text, name, known).entities if text else {}
        made = import_filing(filing, known, Wish(order.entity, order.period, there))
        yield _dated(made, order.filed), shown(file.resolve()), filing.taxonomy
    if grid is not None:
        base = sound_base(text, name, known) if text else None
        wish = TableWish(order.entity, order.period, order.currency, order.year_end, order.languages)
        for made in import_table(grid, said or TableMap(), known, wish, base):
            yield _dated(made, order.filed), grid.file, ""


def _text_of(path: Path) -> str:
    """A facts.yaml to the letter. Raises Rejected where it is no text, or a link leads out of its edition."""
    data = read_inside(path, (path.parent,), FACTS_LIMIT, shown(path))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Rejected(read_yaml(data, shown(path))[1]) from None


def _named(path: Path | None) -> str:
    return shown(path) if path else FACTS


def read_filing(file: Path) -> Filing:
    """A filing in whichever form. Raises Misuse where the file is none, Rejected where it is broken."""
    return filing_in(_content(file), shown(file.resolve()), str(file))


def bring_in_filing(file: FilingFile, period: str, known: Vocabulary) -> Brought:
    """What `bring_in` makes of a filing alone, of a file that was read. Raises as it does."""
    filing = filing_in(file.data, file.shown, file.shown)
    made = import_filing(filing, known, Wish("", period, {}))
    written = _written("", None, made, known)
    text, contradictions = _reconciled(written.text, FACTS, known)
    report = import_report(made, written, file.shown, filing.taxonomy, verbose=False)
    return Brought(text, "\n".join([report, *contradictions]), made.axes)


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise Misuse(f"there is no file {file}")
    if not file.stat().st_size:
        raise Misuse(f"{file} is empty")
    if file.stat().st_size > MOST_FILING_BYTES:
        raise Misuse(f"{file} has more than {MOST_FILING_BYTES >> 20} MiB, which no filing and no table has")
    return read_plain(file, FILING_LIMIT, shown(file.resolve()))


def _mapping(file: Path | None) -> TableMap | None:
    if file is None:
        return None
    if not file.is_file():
        raise Misuse(f"there is no file {file}")
    name = shown(file.resolve())
    return read_table_map(read_plain(file, YAML_LIMIT, name), name)


def is_text(file: Path, *, mapped: bool = False) -> bool:
    """Whether a file is a release or a recap: a text that is no filing and no table, which it is where a mapping says
    what is in it."""
    return _begins_as(file, mapped=mapped) == "text"


def _of_text(
    project: Project, order: ImportOrder, file: Path, text: str, path: Path | None, known: Vocabulary
) -> TextBrought:
    """The text of facts.yaml with what a release or a recap says."""
    from reportgen.intake.importing.text_import import TextFile, TextWish
    from reportgen.intake.importing.text_writing import bring_in_text

    if not file.stat().st_size:
        raise Misuse(f"{file} is empty")
    if file.stat().st_size > MOST_TEXT_BYTES:
        raise Misuse(f"{file} has more than {MOST_TEXT_BYTES >> 20} MiB, which no release has")
    folders = (*([path.parent] if path else []), project.sources)
    said = shown(file.resolve())
    there = TextFile(read_plain(file, FILING_LIMIT, said), said, file.stem, _below(file, folders))
    wish = TextWish(order.entity, order.period, order.source, order.filed)
    return bring_in_text(there, text, _named(path), known, wish)


def _below(file: Path, folders: Iterable[Path]) -> str:
    """The path of a file from the first of some folders that it lies in; "" where it lies in none."""
    for folder in folders:
        if file.resolve().is_relative_to(folder.resolve()):
            return file.resolve().relative_to(folder.resolve()).as_posix()
    return ""


def _dated(made: Import, filed: date | None) -> Import:
    sources = (one if one.published else replace(one, published=filed) for one in made.sources)
    return replace(made, sources=tuple(sources))


def _written(text: str, path: Path | None, made: Import, known: Vocabulary) -> WrittenFacts:
    if not text:
        new = new_file(made, LANGUAGES)
        sound_base(new.text, _named(path), known)
        return new
    return add_to(text, _named(path), made, LANGUAGES, known)
