"""What stands where in a text: the words outside Jinja, and the blocks `claim` and `opinion`, with their places.

Read from Jinja's own tokens, so that comments, raw blocks and quoted brackets are what Jinja takes them for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment

BLOCKS = ("claim", "opinion")


@dataclass(frozen=True)
class Passage:
    """A run of words outside Jinja, and where it begins in its text.

    `judged` is True inside a claim or an opinion; `after` and `before` say whether a printed value stands next to it.
    """

    text: str
    offset: int
    judged: bool
    after: bool
    before: bool


@dataclass(frozen=True)
class Block:
    """A claim or an opinion: its condition ("" for an opinion), the place of that, or else of the tag, and its words.

    `quoted` is None where the tag is malformed: a claim without its one quoted condition, an opinion with anything.
    """

    kind: str
    quoted: str | None
    offset: int
    words: str


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def survey(environment: Environment, text: str) -> tuple[list[Passage], list[Block]]:
    """The passages and blocks of a text in the order in which they begin.

    Raises TemplateSyntaxError for a text that is no template.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    passages: list[Passage] = []
    blocks: list[Block] = []
    opened: list[
        tuple[list[_Token], int, int]
    ] = []  # the tag's tokens, where its words begin, its place in blocks
    tag: list[_Token] | None = None
    tokens = [_Token("", "", 0), *_placed(environment, text), _Token("", "", len(text))]
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.kind == "data":
            beside = before.kind == "variable_end", after.kind == "variable_begin"
            passages.append(Passage(token.text, token.start, bool(opened), *beside))
        elif token.kind == "block_begin":
            tag = []
        elif tag is not None and token.kind == "block_end":
            if tag and tag[0].text in BLOCKS:
                blocks.append(_block(tag, ""))
                opened.append((tag, token.end, len(blocks) - 1))
            elif opened and tag and tag[0].text == f"end{opened[-1][0][0].text}":
                opening, start, place = opened.pop()
                closing = text.rfind("{%", 0, tag[0].start)
                blocks[place] = _block(opening, text[start:closing])
            tag = None
        elif tag is not None and token.kind != "whitespace":
            tag.append(token)
    return passages, blocks


def _block(tag: list[_Token], words: str) -> Block:
    name, *rest = tag
    if name.text == "claim" and [token.kind for token in rest] == ["string"]:
        return Block(name.text, rest[0].text[1:-1], rest[0].start + 1, words)
    return Block(name.text, None if name.text == "claim" or rest else "", name.start, words)


def _placed(environment: Environment, text: str) -> Iterator[_Token]:
    """Jinja's tokens with their places: it leaves white space out beside {%- and -%}, and nothing else."""
    place = 0
    for _, kind, value in environment.lex(text):
        place = text.find(value, place)
        yield _Token(kind, value, place)
        place += len(value)
