"""The commands that compare: what differs between two sides, and which facts somebody has looked at."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.arguments import project_of
from reportgen.errors import Misuse, Rejected
from reportgen.limiting import CHECK_BYTES, CHECK_SECONDS, within
from reportgen.reading_files import FACTS_LIMIT, FINISHED_LIMIT, read_plain
from reportgen.whole_files import write_whole

if TYPE_CHECKING:
    from reportgen.brief.inputs import Project
    from reportgen.check import Checked
    from reportgen.comparing.comparison import SideComparison
    from reportgen.comparing.reviewing import ReviewItem
    from reportgen.comparing.reviews import Reviews
    from reportgen.comparing.sides import ComparedSide, ComparedText

_DOCUMENTS: Final = (".pdf", ".html")
_COMPARED: Final = (
    "diff takes editions, facts.yaml files, PDFs and pages that reportgen made, and numbers.json"
)
_FACTS_KEY: Final = re.compile(rb"^facts\s*:", re.MULTILINE)


@dataclass(frozen=True)
class OpenedSide:
    """A side before it is known in which of its languages it is wanted; the first is the one that it has by itself. Of
    an edition `as_page` are the texts of the page that it makes."""

    name: str
    languages: tuple[str, ...]
    within: Callable[[str], ComparedSide]
    as_page: Callable[[str], tuple[ComparedText, ...] | None] = lambda _: None


def compare_editions(options: argparse.Namespace) -> int:
    """Compare two sides; 0 where they are alike, 1 where they differ."""
    from reportgen.comparing.comparison import compare_sides

    with within(CHECK_SECONDS, CHECK_BYTES):
        old, new = _opened(options)
        one, other = _languages(options.lang, old, new)
        before, after = old.within(one), new.within(other)
        comparison = compare_sides(_beside(before, old, after), _beside(after, new, before))
    text = _shown(comparison, options)
    if options.output is None:
        print(text)
    else:
        write_whole(options.output, (text.rstrip("\n") + "\n").encode(), private=False)
        from reportgen.comparing.comparison_words import summary

        print(f"{options.output}: {summary(comparison)}", file=sys.stderr)
    return int(not comparison.alike)


def _beside(side: ComparedSide, opened: OpenedSide, other: ComparedSide) -> ComparedSide:
    """A side as it is held against another: an edition against a page by the page that it makes itself."""
    if (side.kind, other.medium, side.language) != ("edition", "html", other.language) or not other.texts:
        return side
    texts = opened.as_page(side.language)
    return side if texts is None else replace(side, texts=texts, medium="html")


def _shown(comparison: SideComparison, options: argparse.Namespace) -> str:
    if options.format == "json":
        from reportgen.comparing.compared_json import comparison_json

        return comparison_json(comparison)
    if options.format == "html":
        from reportgen.comparing.compared_page import comparison_page

        return comparison_page(comparison)
    from reportgen.comparing.compared_text import comparison_text

    colour = options.output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return comparison_text(comparison, colour=colour)


# ---- the two sides -------------------------------------------------------------------------------------------


def _opened(options: argparse.Namespace) -> tuple[OpenedSide, OpenedSide]:
    """What the arguments name. Raises Misuse where that is not two sides."""
    if len(options.side) > 2 or (options.sent and len(options.side) > 1):
        raise Misuse("diff takes two sides, or one with --sent")
    sides = [_side(argument, options) for argument in options.side]
    if options.sent:
        return _sent(options.side[0], options), sides[0]
    if len(sides) == 2:
        return sides[0], sides[1]
    if len(_listed(options.lang)) == 2:
        return sides[0], sides[0]
    raise Misuse("diff takes two sides: name another, or --sent, or two languages: --lang A,B")


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _languages(asked: str, old: OpenedSide, new: OpenedSide) -> tuple[str, str]:
    """In which language each side is wanted: as asked for, else the first that both have, else each in its own."""
    listed = _listed(asked)
    if len(listed) > 2:
        raise Misuse("--lang takes a language, or two with a comma")
    if not listed:
        both = next((one for one in old.languages if one in new.languages), None)
        return both or old.languages[0], both or new.languages[0]
    wanted = listed[0], listed[-1]
    for side, language in zip((old, new), wanted, strict=True):
        if language not in side.languages:
            raise Misuse(f"{side.name} has no {language}; it has: {', '.join(side.languages)}")
    return wanted


def _side(argument: str, options: argparse.Namespace) -> OpenedSide:
    path = Path(argument)
    if not path.is_file():
        return _edition(argument, options)
    if path.suffix in _DOCUMENTS:
        return _finished(path, options)
    if path.suffix == ".yaml":
        return _facts(path)
    if path.suffix == ".json":
        return _recorded(path)
    raise Misuse(f"{path} is no side: {_COMPARED}")


def _edition(argument: str, options: argparse.Namespace) -> OpenedSide:
    from reportgen.brief.inputs import read_inputs
    from reportgen.check import check
    from reportgen.comparing.laid_out import laid_out_texts
    from reportgen.comparing.reading_records import linked
    from reportgen.comparing.reading_sides import edition_side
    from reportgen.record.attachments import FACTS

    project, name = project_of(argument, options.data, options.built)
    inputs = read_inputs(project, name)
    if FACTS not in inputs.files:
        raise Misuse(f"{inputs.folder} is no edition, it has no {FACTS}: {_COMPARED}")
    checked = check(inputs)
    if checked.edition is None:
        raise Rejected(checked.findings)

    def in_language(language: str) -> ComparedSide:
        side = edition_side(argument, checked, language)
        if project.data != options.data.resolve():  # another project's of that name may stand there
            return side
        numbers, document = _built(project, name, language)
        return linked(side, numbers, _address(document, options)) if document else side

    def as_page(language: str) -> tuple[ComparedText, ...] | None:
        return laid_out_texts(checked, inputs.templates, inputs.files, language)

    return OpenedSide(name, checked.edition.languages, in_language, as_page)


def _built(project: Project, name: str, language: str) -> tuple[bytes, Path | None]:
    """The numbers of what is built of an edition, and its page in a language, else its PDF; None for neither."""
    from reportgen.record.attachments import NUMBERS

    folder = project.output / name
    if not (folder / NUMBERS).is_file():
        return b"", None
    documents = (folder / f"{name}.{language}{suffix}" for suffix in (".html", ".pdf"))
    there = next((one for one in documents if one.is_file()), None)
    return read_plain(folder / NUMBERS, FINISHED_LIMIT), there


def _address(document: Path, options: argparse.Namespace) -> str:
    """A document as the page links to it: from where the page will stand."""
    from urllib.parse import quote

    start = options.output.parent if options.output is not None else Path()
    return quote(Path(os.path.relpath(document, start)).as_posix())


def _finished(path: Path, options: argparse.Namespace) -> OpenedSide:
    from reportgen.comparing.reading_sides import finished_side
    from reportgen.comparing.reading_texts import paper_texts
    from reportgen.proof import read_finished
    from reportgen.proof.finished import Unreadable

    data = read_plain(path, FINISHED_LIMIT)
    try:
        side = finished_side(path.name, next(read_finished(path.name, data)))
        if side.medium == "pdf":
            side = replace(side, texts=paper_texts(data))
    except Unreadable as error:
        raise Misuse(f"{path}: {error}; {_COMPARED}") from None
    side = replace(side, document=_address(path, options))
    return OpenedSide(path.name, (side.language,), lambda language: side)


def _facts(path: Path) -> OpenedSide:
    from reportgen.brief.edition import read_base
    from reportgen.brief.inputs import Project, shown, vocabulary
    from reportgen.comparing.reading_sides import facts_side
    from reportgen.languages import LANGUAGES

    project, data = Project(path.resolve().parent.parent, Path(), ()), read_plain(path, FACTS_LIMIT)
    base, found = read_base(data, shown(path.resolve()), vocabulary(project))
    if base is None and not _FACTS_KEY.search(data):
        raise Misuse(f"{path} is no side, it holds no facts: {_COMPARED}")
    if base is None:
        raise Rejected(found)
    return OpenedSide(str(path), tuple(LANGUAGES), lambda language: facts_side(str(path), base, language))


def _recorded(path: Path) -> OpenedSide:
    return _of_numbers(str(path), read_plain(path, FINISHED_LIMIT))


def _sent(argument: str, options: argparse.Namespace) -> OpenedSide:
    from reportgen.delivery.ledgers.last_sent import last_sent
    from reportgen.delivery.ledgers.still_built import still_built

    project, name = project_of(argument, options.data, options.built)
    sent = last_sent(project.output, name)
    if sent is None:
        raise Misuse(f"nothing of {name} was sent that the ledger in {options.built} knows the numbers of")
    found = _of_numbers(f"{name}, sent {sent.at:%Y-%m-%d %H:%M} UTC", sent.numbers, sent.language)

    def built(file: str) -> bytes | None:
        path = project.output / name / file
        return read_plain(path, FINISHED_LIMIT) if path.is_file() else None

    def in_language(language: str) -> ComparedSide:
        _, document = _built(project, name, language)
        if document is None or not still_built(sent, name, document.name, built):
            return found.within(language)  # built anew since: it is another document
        side = replace(found.within(language), document=_address(document, options))
        page = _finished(document, options).within(language) if document.suffix == ".html" else side
        return replace(side, texts=page.texts, medium=page.medium)

    return replace(found, within=in_language)


def _of_numbers(name: str, numbers: bytes, first: str = "") -> OpenedSide:
    """A numbers.json in its languages, the `first` of them before the others."""
    from reportgen.comparing.reading_records import recorded_languages, recorded_side
    from reportgen.proof.finished import Unreadable

    try:
        languages = recorded_languages(numbers)
        for language in languages:
            recorded_side(name, numbers, language)
    except Unreadable as error:
        raise Misuse(f"{name}: {error}; {_COMPARED}") from None
    ordered = sorted(languages, key=lambda language: language != first)
    return OpenedSide(name, tuple(ordered), lambda language: recorded_side(name, numbers, language, "sent"))


# ---- review --------------------------------------------------------------------------------------------------


def review_edition(options: argparse.Namespace) -> int:
    """Show what is to be looked at, or write down who has looked; 1 where something is left."""
    from reportgen.brief.inputs import REVIEWED
    from reportgen.comparing.reviewing import noted_text, review_items, review_json, review_text

    _, *facts = options.by or ("",)
    if bool(facts or options.all) != bool(options.by) or (facts and options.all):
        raise Misuse("to write down who looked: reportgen review EDITION --by NAME FACT…, or --by NAME --all")
    project, name = project_of(options.edition, options.data, Path("output"))
    checked, reviews = _reviewed(project, name)
    items: Sequence[ReviewItem] = review_items(checked, reviews)
    if options.by:
        items, noted = _look(options, project.data / name / REVIEWED, checked, reviews)
    if options.format == "json":
        print(review_json(name, items))
    else:
        print(noted_text(name, items, noted, options.by[0]) if options.by else review_text(name, items))
    return int(any(not item.counted for item in items))


def _reviewed(project: Project, name: str) -> tuple[Checked, Reviews]:
    """An edition as it stands, and who has looked at it. Raises Rejected where either cannot be read."""
    from reportgen.brief.inputs import REVIEWED, read_inputs
    from reportgen.check import check
    from reportgen.comparing.reviews import read_reviews

    inputs = read_inputs(project, name)
    reviews, faults = read_reviews(inputs.reviewed, f"{inputs.folder}/{REVIEWED}")
    checked = check(inputs)
    if faults or checked.edition is None:
        raise Rejected(faults or checked.findings)
    return checked, reviews


def _look(
    options: argparse.Namespace, path: Path, checked: Checked, reviews: Reviews
) -> tuple[Sequence[ReviewItem], frozenset[str]]:
    """Write down who looked at what; gives how all stands then, and the references of what was looked at."""
    from reportgen.comparing.reviewing import chosen_facts, record_review, review_items
    from reportgen.comparing.reviews import reviews_yaml
    from reportgen.delivery.approving.approval import read_signatory
    from reportgen.delivery.approving.people import same_person
    from reportgen.delivery.environment import now

    assert checked.edition is not None
    name, *facts = options.by
    by, items = read_signatory(name), review_items(checked, reviews)
    every = frozenset(item.reference for item in items)
    asked = every if options.all else chosen_facts(items, checked.edition.base, facts)
    found = record_review(
        items,
        reviews,
        lambda item: item.reference in asked,
        (by, now().date().isoformat()),
        same_person,
    )
    if found != reviews or not path.exists():
        write_whole(path, reviews_yaml(found).encode(), private=False)
    return review_items(checked, found), asked
