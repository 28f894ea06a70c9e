"""The page as the preview serves it: the brief's own HTML, and in a shadow of its own a bar at its foot that says what
it is, what is wrong with it, and where the other languages are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from markupsafe import Markup, escape

from reportgen.errors import Finding, Locus
from reportgen.languages import LANGUAGES
from reportgen.preview.views import View, at_its_place

SCRIPT_AT: Final = "/-/preview.js"
STYLE_AT: Final = "/-/preview.css"
PAGE_STYLE_AT: Final = "/-/page.css"
INSPECTOR_AT: Final = "/-/inspector/"
# Nothing runs but the preview's script and the inspector's, both served from here; the brief's styles stand in it.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_POLICY_OF_ITS_OWN: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_QUOTED: Final = 100  # characters of a line that are quoted to each side of a caret
_NOTHING: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Preview</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
</head><body class="nothing"><main><h1>There is nothing to see yet</h1>
<p>The page appears here by itself as soon as the edition can be written.</p></main></body></html>"""


@dataclass(frozen=True)
class Beside:
    """The PDF's pages beside the brief: the addresses of their pictures, and what there is to say of them."""

    pictures: tuple[str, ...] = ()
    note: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Frame:
    """What stands around a page. `beside` is None where nobody asked for the PDF's pages; `settled` is False while
    something is still being made; `held_back` where an older page is shown than the inputs would give."""

    view: View
    languages: Sequence[str]
    letters: Sequence[str]
    findings: Sequence[Finding]
    failed: str = ""
    subject: str = ""
    settled: bool = True
    held_back: bool = False
    beside: Beside | None = None


def framed(page: str, faces: str, frame: Frame) -> str:
    """The page ("" for none) with its style sheet of `faces` and the bar. Its data-stamp tells all that it shows from
    any other, its data-page tells the brief in it."""
    body = _POLICY_OF_ITS_OWN.sub("", page or _NOTHING)
    bar = _bar(frame)
    of_page = page_digest(page, faces)
    host = Markup(
        '<reportgen-preview lang="en" data-page="{}" data-stamp="{}" data-inspector="{}" data-settled="{}"{}>'
        '<template shadowrootmode="open">{}</template></reportgen-preview>\n<script src="{}"></script>\n'
    ).format(
        of_page,
        _digest(of_page, bar, str(frame.settled)),
        _inspector(frame) if page else "",
        "yes" if frame.settled else "no",
        Markup(" data-beside") if frame.beside else "",
        bar,
        SCRIPT_AT,
    )
    links = "".join(f'<link rel="stylesheet" href="{at}">\n' for at in (PAGE_STYLE_AT, faces) if at)
    return _before("</body>", _before("</head>", body, f'<link rel="icon" href="data:,">\n{links}'), host)


def page_digest(page: str, faces: str) -> str:
    """What tells a page with its faces from any other."""
    return _digest(page, faces)


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()[:32]


def _before(tag: str, page: str, piece: str) -> str:
    """The page with a piece before its last such tag, or at its end where it has none."""
    before, end, after = page.rpartition(tag)
    return f"{before}{piece}{end}{after}" if end else f"{page}{piece}"


def _inspector(frame: Frame) -> str:
    language = frame.view.language or next(iter(frame.languages), "")
    return INSPECTOR_AT + language if frame.view.kind == "brief" and language else ""


# ---- the bar -------------------------------------------------------------------------------------------------


_ENDED: Final = Markup(
    "<strong>The preview has ended</strong> · this is the page as it was last; start <code>reportgen preview</code>"
    " again on the same port, and it goes on"
)


def _bar(frame: Frame) -> Markup:
    return Markup(
        '<link rel="stylesheet" href="{}">\n<section class="foot" aria-label="Preview">\n'
        '<div data-part="findings">{}</div>\n'
        '<div class="line"><p data-part="state" role="status">{}</p><p class="ended" role="status" hidden>{}</p>\n'
        '<div data-part="tabs" class="tabs">{}</div></div>\n'
        '</section>\n<div data-part="beside">{}</div>'
    ).format(STYLE_AT, _findings(frame), _state(frame), _ENDED, _tabs(frame), _beside(frame))


def _state(frame: Frame) -> Markup:
    said = [Markup('<strong>Preview</strong>, <span class="unproved">not proved</span>')]
    if frame.subject:
        said.append(Markup("Subject: {}").format(frame.subject))
    if frame.failed or frame.findings:
        said.append(escape(_counted(frame)))
    if frame.held_back:
        said.append(Markup("this is the last good page"))
    if not frame.settled:
        said.append(Markup("checking …"))
    elif not frame.held_back and not frame.failed:
        said.append(Markup("up to date"))
    return Markup(" · ").join(said)


def _counted(frame: Frame) -> str:
    errors = sum(finding.blocks for finding in frame.findings) + bool(frame.failed)
    others = len(frame.findings) - errors + bool(frame.failed)
    counts = [(errors, "error"), (others, "warning")]
    return ", ".join(f"{count} {what}{'s' * (count != 1)}" for count, what in counts if count)


def _tabs(frame: Frame) -> Markup:
    here = at_its_place(frame.view, frame.languages)
    rest = "?pages" if frame.beside else ""
    briefs = [(at_its_place(View("brief", tag), frame.languages), _name(tag)) for tag in frame.languages]
    letters = [(View("letter", tag), Markup("Letter, {}").format(_name(tag))) for tag in frame.letters]
    tabs = Markup("").join(
        Markup('<li><a href="{}"{}>{}</a></li>').format(
            view.address + (rest if view.kind == "brief" else ""),
            Markup(' aria-current="page"') if view == here else "",
            name,
        )
        for view, name in (*briefs, *letters)
    )
    nav = Markup('<nav aria-label="Languages and letters"><ul>{}</ul></nav>').format(tabs) if tabs else ""
    return Markup("{}{}").format(nav, _toggle(frame, here))


def _toggle(frame: Frame, here: View) -> Markup:
    if here.kind == "letter" or not frame.languages:
        return Markup("")
    words, query = ("Hide PDF pages", "") if frame.beside else ("PDF pages", "?pages")
    return Markup('<a class="toggle" href="{}{}">{}</a>').format(here.address, query, words)


def _name(tag: str) -> Markup:
    name = LANGUAGES[tag].name if tag in LANGUAGES else tag
    return Markup('<span lang="{}">{}</span>').format(tag, name)


# ---- findings ------------------------------------------------------------------------------------------------


def _findings(frame: Frame) -> Markup:
    if not frame.findings and not frame.failed:
        return Markup("")
    errors = frame.failed or any(finding.blocks for finding in frame.findings)
    failed = Markup('<li class="error"><p>{}</p></li>').format(frame.failed) if frame.failed else ""
    return Markup(
        '<details class="findings {}"{}><summary>{}</summary><ol tabindex="0" aria-label="Findings">{}{}</ol></details>'
    ).format(
        "errors" if errors else "warnings",
        Markup(" open") if errors else "",
        _counted(frame),
        failed,
        _listed(frame.findings),
    )


def _listed(findings: Iterable[Finding]) -> Markup:
    return Markup("").join(map(_finding, findings))


def _finding(finding: Finding) -> Markup:
    place = Markup('<p class="place">{}</p>').format(finding.locus) if finding.locus else ""
    excerpt = _excerpt(finding.locus) if finding.locus and finding.locus.excerpt else ""
    mends = Markup("").join(
        Markup('<p class="mend">{}</p>').format(line) for line in finding.mend.splitlines()
    )
    return Markup('<li class="{}"><p class="what"><b>{} {}</b> {}</p>{}{}{}</li>').format(
        finding.severity, finding.severity, finding.code, finding.message, place, excerpt, mends
    )


def _excerpt(at: Locus) -> Markup:
    """The line with its number, and a caret under the column, which hangs on the character that stands there: on a
    screen no two characters need be equally wide."""
    column, line = at.column - 1, at.excerpt.replace("\t", " ")
    start, end = max(0, column - _QUOTED), column + _QUOTED
    before = ("…" if start else "") + line[start:column]
    behind = line[column + 1 : end] + ("…" if end < len(line) else "")
    return Markup(
        '<pre tabindex="0" aria-label="Line {}"><span class="number">{} | </span>{}'
        '<mark>{}<span class="caret" aria-hidden="true">^</span></mark>{}</pre>'
    ).format(at.line, at.line, before, line[column : column + 1] or " ", behind)


# ---- pages beside --------------------------------------------------------------------------------------------


def _beside(frame: Frame) -> Markup:
    beside = frame.beside
    if beside is None:
        return Markup("")
    count = len(beside.pictures)
    pictures = Markup("").join(
        Markup('<li><img src="{}" alt="Page {} of {}"></li>').format(address, number, count)
        for number, address in enumerate(beside.pictures, start=1)
    )
    return Markup(
        '<aside class="beside" aria-label="PDF pages" tabindex="0"><p class="note" role="status">{}</p>'
        '<ol class="listed">{}</ol><ol class="sheets">{}</ol></aside>'
    ).format(beside.note, _listed(beside.findings), pictures)
