"""What a webhook is told: headline, key figures, a link, as Slack takes them; read back and proved as messages are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.codes.rg9_delivery import RG907, RG954
from reportgen.delivery.plans.destinations import Webhook
from reportgen.document.nodes import Line
from reportgen.document.walk import cited, plain
from reportgen.errors import Finding
from reportgen.figures.number_style import number_style_of
from reportgen.languages import LANGUAGES
from reportgen.proof.mailed import CitedWording, prove_text

# What Slack takes: characters of a header and of any other text, fields of a section, blocks of a post.
_HEADER, _TEXT, _FIELD, _FIELDS, _BLOCKS = 150, 3000, 2000, 10, 50
_CALLS: Final = re.compile(r"@(?=(?:channel|here|everyone|all)\b)", re.IGNORECASE)
_JOINER: Final = "\u2060"  # between @ and a word that would call everybody


@dataclass(frozen=True)
class Announcement:
    """What is told: the lines of the brief that are printed, the link, and its words."""

    hook: Webhook
    lead: str
    title: Line
    headline: Line
    figures: tuple[tuple[Line, str, Line], ...]  # label, what the label says of the figure besides, value
    link: str
    link_words: str
    cited: tuple[CitedWording, ...]
    allowed: frozenset[str]

    @property
    def lines(self) -> list[str]:
        """The texts in their order, before they are escaped: headline, title, each figure."""
        marks = LANGUAGES[self.hook.language].marks
        rows = [
            f"{one_text(label)}{more}{marks.colon}{one_text(value)}" for label, more, value in self.figures
        ]
        return [f"{self.lead}{one_text(self.headline)}", one_text(self.title), *rows]


def announcement(edition: Edition, draft: Draft, hook: Webhook, file: str, corrects: bool) -> Announcement:
    """What a webhook is told of a brief; `file` is what the link leads to."""
    document, language = draft.document, LANGUAGES[hook.language]
    stated = language.page.stated
    figures = tuple(
        (row.label, "" if row.scenario == "actual" else f" · {stated[row.scenario]}", row.actual)
        for row in document.key_figures
        if row.actual
    )
    lead = f"{language.letter.correction}{language.marks.colon}" if corrects else ""
    shown = [
        document.headline.content,
        document.title,
        *(line for one in figures for line in (one[0], one[2])),
    ]
    style = number_style_of(hook.language, edition.theme.style(hook.language), edition.base.units)
    citations = [piece.citation for line in shown for piece in cited(line)]
    link = _link(hook, edition.name, file)
    return Announcement(
        hook, lead, document.title, document.headline.content, figures, link, language.letter.read_brief,
        CitedWording.all_of(citations, style), frozenset({*draft.inspected.wordings, link}),
    )  # fmt: skip


def _link(hook: Webhook, edition: str, file: str) -> str:
    said = {"{edition}": edition, "{file}": file, "{language}": hook.language}
    return re.sub(r"\{\w+\}", lambda found: quote(said[found[0]], safe=""), hook.link)


def one_text(line: Line) -> str:
    """A line as one line of text."""
    return " ".join(plain(line).split())


def write_post(told: Announcement) -> bytes:
    """The JSON that is posted. The same announcement gives the same bytes."""
    headline, title, *figures = map(slack_text, told.lines)
    link = f"<{slack_text(told.link)}|{slack_text(told.link_words)}>"
    text = "\n".join([headline, title, *figures, link])
    kind = "header" if len(headline) <= _HEADER else "section"
    blocks: list[dict[str, Any]] = [
        {"type": kind, "text": _plain_text(headline)},
        {"type": "context", "elements": [_plain_text(title)]},
    ]
    for at in range(0, len(figures), _FIELDS):
        blocks.append({"type": "section", "fields": [*map(_plain_text, figures[at : at + _FIELDS])]})
    blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": link}})
    return json.dumps({"text": text, "blocks": blocks}, ensure_ascii=False).encode()


def _plain_text(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def slack_text(text: str) -> str:
    """A text that says what it says: no link, no mention, no call for everybody (Slack's `&<>`, and `@channel`)."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALLS.sub(f"@{_JOINER}", escaped)


def prove_post(data: bytes, told: Announcement) -> Iterator[Finding]:
    """Everything that speaks against a post: RG907 where it is not what was to be told, RG954 where it is too long,
    RG70x for its numbers, once as text and once as blocks."""
    post = json.loads(data)
    texts = [post["text"], "\n".join(text for text, _ in _block_texts(post["blocks"]))]
    link = f"<{slack_text(told.link)}|{slack_text(told.link_words)}>"
    for place, text in zip(("text of the post", "blocks of the post"), texts, strict=True):
        if re.findall(r"<[^>]*>?", text) != [link]:
            yield RG907.finding(f"{place}: there is another link or a mention beside the link to the brief")
        said = _read(text)
        if said.split("\n") != [*told.lines, f"{told.link} {told.link_words}"]:
            yield RG907.finding(f"{place}: it is not what was to be told")
        yield from prove_text(place, said, told.cited, told.allowed)
    yield from _sizes(post["blocks"], told)


def _read(text: str) -> str:
    """A text as its reader has it."""
    bare = re.sub(r"<([^|>]*)\|([^>]*)>", r"\1 \2", text).replace(_JOINER, "")
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _block_texts(blocks: Sequence[Any]) -> Iterator[tuple[str, int]]:
    """Every text of the blocks, and how long it may be."""
    for block in blocks:
        if "text" in block:
            yield block["text"]["text"], _HEADER if block["type"] == "header" else _TEXT
        for one in block.get("elements", ()):
            yield one["text"], _FIELD
        for one in block.get("fields", ()):
            yield one["text"], _FIELD


def _sizes(blocks: Sequence[Any], told: Announcement) -> Iterator[Finding]:
    long = [text for text, most in _block_texts(blocks) if len(text) > most]
    if long or len(blocks) > _BLOCKS:
        what = f"{long[0][:40]!r}… has {len(long[0])} characters" if long else f"it has {len(blocks)} blocks"
        message = f"{told.hook.address}: the post is longer than a chat takes: {what}"
        yield RG954.finding(
            message, told.hook.locus, "shorten the headline, or the labels of the key figures"
        )
