"""Layouts: the Jinja templates that frame a brief for paper and for a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from babel.dates import format_date

from reportgen import __version__
from reportgen.brief.compose import Body, Macro, link
from reportgen.brief.edition import Edition
from reportgen.brief.inputs import LETTERS, document_templates, theme_files
from reportgen.brief.letter import Letter, entity_name
from reportgen.brief.sandbox import sandbox
from reportgen.brief.words import LETTER, TERMS
from reportgen.exhibits.display import period_label

Medium = Literal["print", "screen"]
MEDIA: Final[tuple[Medium, ...]] = ("print", "screen")
_LOCALES: Final = {"en": "en_GB", "zh-Hant": "zh_Hant_TW"}


@dataclass(frozen=True)
class Rendered:
    """A finished page of HTML for one medium. `html` refers to fonts by the family names in `exhibits.faces` alone."""

    language: str
    title: str
    html: str


@dataclass(frozen=True)
class Change:
    """A number that differs from the edition that was sent before; "" where one of the two does not print it."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Enclosed:
    """What a letter says besides its texts: the files it comes with, what is corrected, and how to leave the list.

    `changes` is None in a letter that corrects nothing.
    """

    files: tuple[str, ...]
    changes: tuple[Change, ...] | None = None
    unsubscribe: str = ""


@dataclass(frozen=True)
class Laid:
    """A letter that has been laid out: HTML without its style sheet, plain text, the style sheet."""

    html: str
    text: str
    css: str


class Layouts:
    """The templates found in a list of folders; an earlier folder wins."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._jinja = sandbox(autoescape=True, folders=folders)

    def files(self) -> dict[str, bytes]:
        """Every template of a document that can be used, by name: part of what an edition is made from."""
        return document_templates(self._folders)

    def themes(self) -> dict[str, bytes]:
        """Every theme that can be named and the pictures beside them, by their paths from the folder of templates."""
        return theme_files(self._folders)

    def text(self, name: str) -> str:
        """A template as it is written."""
        return (self._folder_of(name) / name).read_text("utf-8")

    def _folder_of(self, name: str) -> Path:
        return next(folder for folder in self._folders if (folder / name).is_file())

    @property
    def exhibit(self) -> Macro:
        """The macro that frames an exhibit."""
        return cast(Macro, self._jinja.get_template("exhibit.html.j2").module.exhibit)  # type: ignore[attr-defined]

    def lay_out(
        self,
        edition: Edition,
        body: Body,
        medium: Medium,
        pages: Mapping[str, int],
        fonts: str = "",
        script: str = "",
    ) -> Rendered:
        """The page. `pages` gives the page of each anchor (empty on a screen, and before pages are known); `fonts` is
        CSS that declares the type faces; `script` is the digest of the one script that the page's policy lets run, ""
        for none."""
        html = self._jinja.get_template("brief.html.j2").render(
            version=__version__,
            edition=edition,
            entity=edition.base.entities[edition.base.entity],
            brief=edition.brief,
            body=body,
            medium=medium,
            pages=pages,
            fonts=fonts,
            script=script,
            terms=TERMS[body.language],
            language=body.language,
            period=period_label(edition.base.period, body.language),
            date=format_date(edition.date, "long", locale=_LOCALES[body.language]),
            theme=edition.theme,
            page=edition.page,
            disclaimer=edition.disclaimer[body.language],
            link=link,
            distinct_pages=distinct_pages,
        )
        return Rendered(body.language, body.title, html)

    def lay_out_letter(self, edition: Edition, letter: Letter, enclosed: Enclosed, cid: str) -> Laid:
        """The letter as HTML, its style sheet apart from it, and as plain text. `cid` is what its picture is called."""
        words: dict[str, object] = {
            "edition": edition,
            "entity": entity_name(edition, letter.language),
            "brief": edition.brief,
            "letter": letter,
            "enclosed": enclosed,
            "cid": cid,
            "terms": TERMS[letter.language] | LETTER[letter.language],
            "language": letter.language,
            "period": period_label(edition.base.period, letter.language),
            "date": format_date(edition.date, "long", locale=_LOCALES[letter.language]),
        }
        html, text, css = (self._jinja.get_template(LETTERS + kind) for kind in ("html.j2", "txt.j2", "css"))
        return Laid(html.render(words), text.render(words).strip() + "\n", css.render())


def distinct_pages(places: Sequence[object], pages: Mapping[str, int]) -> list[tuple[int, str]]:
    """(page, anchor) of the first printing on each page."""
    found: dict[int, str] = {}
    for place in places:
        anchor = str(getattr(place, "anchor", ""))
        if anchor in pages:
            found.setdefault(pages[anchor], anchor)
    return sorted(found.items())
