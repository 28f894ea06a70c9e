"""What can be looked at: a brief or a letter in a language, each at an address of its own; what is made of them, and
which is to be made next."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from reportgen.errors import Finding, in_order

_ADDRESS: Final = re.compile(r"/(letter(?:/|$))?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)?")


@dataclass(frozen=True)
class View:
    """A brief or a letter in a language; "" is the edition's first, which may not be known yet."""

    kind: Literal["brief", "letter"] = "brief"
    language: str = ""

    @property
    def address(self) -> str:
        """Its path: `/`, `/ja`, `/letter/en`."""
        return f"/letter/{self.language}" if self.kind == "letter" else f"/{self.language}"


FIRST: Final = View()


def view_at(path: str) -> View | None:
    """The view at an address; None where there can be none."""
    found = _ADDRESS.fullmatch(path)
    if found is None or (found[1] and not found[2]):
        return None
    return View("letter" if found[1] else "brief", found[2] or "")


@dataclass(frozen=True)
class Made:
    """What came of making a view.

    `page` is the whole HTML page, "" where there is none; its style sheet of faces is at `faces`, and `assets` are the
    files by address that nobody was handed before. `languages` are the edition's, `letters` those that a reader gets a
    letter in. `subject` is a letter's. `failed` says what went wrong where no finding does.
    """

    page: str = ""
    findings: tuple[Finding, ...] = ()
    languages: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    faces: str = ""
    assets: Mapping[str, bytes] = field(default_factory=dict)
    subject: str = ""
    failed: str = ""

    @property
    def sound(self) -> bool:
        """Whether the page is one that `build` might print."""
        return bool(self.page) and not self.failed and not any(one.blocks for one in self.findings)


@dataclass(frozen=True)
class Standing:
    """How a view stands: what was made of it last, of which version of the inputs, the last page that was good, and
    what the last check of the whole edition found besides what was found in the view."""

    latest: Made
    version: int
    good: Made | None = None
    rest: tuple[Finding, ...] = ()

    def after(self, made: Made, version: int) -> Standing:
        """How it stands once it was made again: a page that is not sound takes the place of none that is."""
        return replace(self, latest=made, version=version, good=_better(made, self.good))

    def checked(self, found: Iterable[Finding]) -> Standing:
        """How it stands once the whole edition was checked."""
        own = set(self.latest.findings)
        return replace(self, rest=tuple(finding for finding in found if finding not in own))

    @property
    def found(self) -> list[Finding]:
        """What there is to say over it, accepted findings and notes aside."""
        found = in_order([*self.latest.findings, *self.rest])
        return [finding for finding in found if not finding.accepted and finding.severity != "note"]

    @property
    def shown(self) -> Made:
        """What is to be seen: the last good page or, while there never was one, whatever could be made."""
        return self.good or self.latest

    @property
    def held_back(self) -> bool:
        """Whether an older page is shown than the inputs would give."""
        return self.good is not None and not self.latest.sound


def first_standing(made: Made, version: int) -> Standing:
    """How a view stands that was made for the first time."""
    return Standing(made, version, _better(made, None))


def _better(made: Made, good: Made | None) -> Made | None:
    return replace(made, assets={}) if made.sound else good


Job = View | Literal["check"]


def next_job(
    on_show: Sequence[View], made: Mapping[View, int], checked: int, version: int, languages: Collection[str]
) -> Job | None:
    """What is to be made next of a version of the inputs: what somebody looks at, then the edition's other languages,
    then the check of the whole, which rests on them. None where all is done.

    `made` and `checked` are the versions of which the views and the check are.
    """
    for view in (*on_show, *(_view_of(language, languages) for language in languages or ("",))):
        if made.get(view, 0) < version:
            return view
    return "check" if checked < version else None


def _view_of(language: str, languages: Collection[str]) -> View:
    return FIRST if language in ("", next(iter(languages), "")) else View("brief", language)


def at_its_place(view: View, languages: Sequence[str]) -> View:
    """The same view by its one address: the first language's brief is at `/`."""
    return FIRST if languages and view == View("brief", languages[0]) else view
