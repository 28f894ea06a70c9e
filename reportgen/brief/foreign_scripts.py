"""Scripts that a document prints: each needs an installed font, and is set from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.brief.families import families_of
from reportgen.codes.rg5_texts import RG530, RG531
from reportgen.document.walk import passages, plain
from reportgen.errors import Finding, Locus, MachineLacks
from reportgen.exhibits.fallbacks import SYMBOLS, by_script, lacking, runs_leftward
from reportgen.facts.text import Text, YamlSource

_CJK: Final = ("Cjk", "Hiragana", "Katakana", "Hangul", "Bopomofo")
_PICTOGRAPHS: Final = 0x1F000  # from here on fonts have colours, which paper cannot take


def hold_scripts(edition: Edition, drafts: Iterable[Draft], files: Mapping[str, bytes]) -> list[Finding]:
    """Each script of a text or a name that no installed font has, once (RG530), and each that runs from right to left
    (RG531), where it first stands in `files`, which have the names that findings quote."""
    if not edition.unusual:
        return []
    drafts = list(drafts)
    shown = {char for one in drafts for passage in passages(one.document) for char in plain(passage.line)}
    printed = shown & set(edition.unusual)
    leftward = set(filter(runs_leftward, printed))
    wanting = _wanting(edition, drafts, printed - leftward)
    return [
        *(_leftward(script, group, files) for script, group in by_script(leftward)),
        *(_missing(script, group, files) for script, group in by_script(wanting)),
    ]


def _wanting(edition: Edition, drafts: Iterable[Draft], printed: set[str]) -> str:
    """What some document has no face for. A machine without the edition's own families says so when it builds."""
    families = families_of(edition)
    try:
        return "".join({char for one in drafts for char in lacking(printed, families.of(one.language).faces)})
    except MachineLacks:
        return ""


def _leftward(script: str, characters: str, files: Mapping[str, bytes]) -> Finding:
    message = f"{script} runs from right to left, which is not supported: {_first(characters)}"
    return RG531.finding(
        message, _place(characters, files), "write it in Latin letters, as the company itself does"
    )


def _missing(script: str, characters: str, files: Mapping[str, bytes]) -> Finding:
    count = f"{len(characters)} characters" if len(characters) > 1 else "a character"
    what = count if script == SYMBOLS else f"{count} in {script}"
    message = f"no installed font has {what}: {_first(characters)}"
    return RG530.finding(message, _place(characters, files), _mend(script, characters))


def _first(characters: str) -> str:
    return f"{characters[0]!r} (U+{ord(characters[0]):04X})"


def _mend(script: str, characters: str) -> str:
    if script == SYMBOLS and all(ord(char) >= _PICTOGRAPHS for char in characters):
        return "write it otherwise: pictographs come in colours, which documents do not have"
    package = "fonts-noto-cjk" if script in _CJK else "fonts-noto-core"
    return f"install a font that has it (Debian or Ubuntu: apt-get install {package}), or write it otherwise"


def _place(characters: str, files: Mapping[str, bytes]) -> Locus | None:
    """The first place of any of the characters in the files."""
    return next(_places(characters, files), None)


def _places(characters: str, files: Mapping[str, bytes]) -> Iterator[Locus]:
    for name, data in files.items():
        text = data.decode("utf-8", "replace")
        for at in sorted(text.index(char) for char in characters if char in text):
            yield Text.at(text, YamlSource(name, text), 1, 1).inside(at)
