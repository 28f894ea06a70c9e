"""The papers for readers, as tests carry them out.

What stands behind three backticks says by its first words what is done with it:

    yaml facts.yaml          goes into that file of the edition: the whole file where there is none yet, else each of
                             its keys into the key of the same name
    yaml facts.yaml RG301    the same, for once: these findings and no others are what `check` has to say of it
    markdown en.md           a whole file where there is none yet, else goes on at its end
    diff facts.yaml          lines that are taken out of a file (-) and put in (+)
    console                  commands behind $, and what they print; a line of … stands for any lines
    sh                       commands that are not run

and any other block is not carried out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"
PAPERS: Final = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("output/README.md")])
_BLOCK: Final = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_SECTION: Final = re.compile(r"^(?=[^\s#-])", re.MULTILINE)
_ENTRY: Final = re.compile(r"^(?=  [^\s])", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: what it is, the file it goes into ("" for none), the codes that it gives, where it stands."""

    kind: str
    file: str
    codes: frozenset[str]
    body: str
    line: int


def blocks(paper: Path) -> Iterator[Block]:
    """The fenced blocks of a paper, in their order."""
    text = paper.read_text("utf-8")
    for found in _BLOCK.finditer(text):
        kind, *more = found["info"].split()
        file = more[0] if more else ""
        yield Block(kind, file, frozenset(more[1:]), found["body"], text.count("\n", 0, found.start()) + 1)


def prose(paper: Path) -> str:
    """A paper without its fenced blocks."""
    return _BLOCK.sub("", paper.read_text("utf-8"))


# ---- files ---------------------------------------------------------------------------------------------------


def put(files: Mapping[str, str], block: Block) -> dict[str, str]:
    """The files of an edition with a block in them."""
    old = files.get(block.file)
    if block.kind == "diff":
        assert old is not None, f"line {block.line}: there is no {block.file} yet"
        new = _changed(old, block)
    elif old is None:
        new = block.body
    elif block.kind == "yaml":
        new = _merged(old, block.body)
    else:
        new = f"{old.rstrip()}\n\n{block.body}"
    return {**files, block.file: new}


def _changed(text: str, block: Block) -> str:
    """A text with a hunk of - and + lines carried out; what is taken out stands there once."""
    lines = block.body.splitlines()
    old, new = ("\n".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
    assert text.count(old) == 1, f"line {block.line}: {old!r} stands {text.count(old)} times in {block.file}"
    return text.replace(old, new)


def _merged(text: str, more: str) -> str:
    """A YAML file with the keys of another one put into its own."""
    sections = dict(map(_named, filter(None, _SECTION.split(text))))
    for key, body in map(_named, filter(None, _SECTION.split(more))):
        sections[key] = _joined(sections[key], body) if key in sections else body
    return "".join(f"{body.rstrip()}\n" for body in sections.values())


def _joined(old: str, new: str) -> str:
    """A key with the entries of another one behind its own, or in place of those of the same name."""
    (head, *entries), (_, *more) = _ENTRY.split(old), _ENTRY.split(new)
    if not more:
        return new
    named = dict(_named(entry) for entry in entries) | dict(_named(entry) for entry in more)
    return "".join([head, *(f"{entry.rstrip()}\n" for entry in named.values())])


def _named(part: str) -> tuple[str, str]:
    """A part of a YAML file behind what it is called; an item of a list is called by all of it."""
    return (part if part.startswith("  -") else re.split(r":(?=\s)", part, maxsplit=1)[0]), part


def write(files: Mapping[str, str], folder: Path) -> None:
    """The files into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


# ---- commands ------------------------------------------------------------------------------------------------


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console, and what the paper says that each prints."""
    for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
        command, _, said = part.partition("\n")
        yield command, said.strip()


def says(expected: str, printed: str) -> bool:
    """Whether a command printed what a paper says, whatever stands where the paper has a line of …."""
    parts = re.split(r"^…$", expected, flags=re.MULTILINE)
    return re.fullmatch(".*?".join(map(re.escape, parts)), printed.strip(), re.DOTALL) is not None
