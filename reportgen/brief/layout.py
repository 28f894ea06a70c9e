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
from reportgen.brief.sandbox import sandbox
from reportgen.brief.words import TERMS
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


class Layouts:
    """The templates found in a list of folders; an earlier folder wins."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._jinja = sandbox(autoescape=True, folders=folders)

    def files(self) -> dict[str, bytes]:
        """Every template that can be used, by name: part of what an edition is made from."""
        found: dict[str, bytes] = {}
        for folder in self._folders:
            for path in sorted(folder.iterdir()):
                if path.is_file():
                    found.setdefault(f"templates/{path.name}", path.read_bytes())
        return found

    def themes(self) -> dict[str, bytes]:
        """Every theme that can be named, by the path of its file from the folder of templates."""
        found: dict[str, bytes] = {}
        for folder in self._folders:
            for path in sorted((folder / "themes").glob("*.yaml")):
                found.setdefault(f"templates/themes/{path.name}", path.read_bytes())
        return found

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


def distinct_pages(places: Sequence[object], pages: Mapping[str, int]) -> list[tuple[int, str]]:
    """(page, anchor) of the first printing on each page."""
    found: dict[int, str] = {}
    for place in places:
        anchor = str(getattr(place, "anchor", ""))
        if anchor in pages:
            found.setdefault(pages[anchor], anchor)
    return sorted(found.items())
