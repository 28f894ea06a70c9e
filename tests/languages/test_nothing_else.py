"""Nothing outside of languages/ (and the readers of intake/) knows a language: no tag, no letter of its script."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

import pytest

from reportgen.languages import LANGUAGES

ROOT: Final = Path(__file__).parents[2]
OWN: Final = ("reportgen/languages/*", "reportgen/intake/*")
# A theme is an edition's: it names the languages that it has wishes for, and is called what it is in each. Its style
# sheet asks for none.
THEMES: Final = "templates/themes/*.yaml"

# The example of a code is an edition's file, in English.
EXAMPLES: Final = "reportgen/codes/*"

# What reads texts knows the punctuation of all scripts; nothing else writes any.
READERS: Final = "reportgen/figures/reader/*"

# Letters of Han, kana and hangul, and the punctuation that stands between them.
_LETTER: Final = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]"
)
_MARK: Final = re.compile("[\u3001-\u3003\u3008-\u303f\uff08\uff09\uff0c\uff1a\uff1b]")
_TAGS: Final = sorted(
    {*LANGUAGES, *(one.figures.locale for one in LANGUAGES.values()), "zh", "ja", "ko", "de", "fr"}
)
_TAG: Final = re.compile(rf"(?:{'|'.join(_TAGS)})(?:[-_][A-Za-z]+)*")
# In a longer text a tag is one where words in languages are written or a style sheet asks for a language.
_IN_TEXT: Final = re.compile(rf"[{{,]\s*(?:{'|'.join(_TAGS)}):\s|:lang\((?=\w)")
_FOLDERS: Final = frozenset(tag.lower().replace("-", "_") for tag in _TAGS)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


FILES: Final = sorted(
    path
    for pattern in ("reportgen/**/*.py", "templates/**/*")
    for path in ROOT.glob(pattern)
    if path.is_file() and not any(fnmatch(name(path), own) for own in OWN)
)


def offences(path: str, source: str) -> list[str]:
    """What a file knows of languages, by lines."""
    if fnmatch(path, EXAMPLES):
        return [*_letters(path, source)]
    if path.endswith(".py"):
        return [*_letters(path, source), *_in_python(source)]
    return [
        *_asked_for(source),
        *(() if fnmatch(path, THEMES) else (*_letters(path, source), *_tagged(source))),
    ]


def _letters(path: str, source: str) -> Iterator[str]:
    forbidden = (_LETTER,) if fnmatch(path, READERS) else (_LETTER, _MARK)
    for number, line in enumerate(source.splitlines(), 1):
        yield from (f"{number}: {found[0]}" for pattern in forbidden if (found := pattern.search(line)))


def _asked_for(source: str) -> Iterator[str]:
    for number, line in enumerate(source.splitlines(), 1):
        if re.search(r"lang\((?!\{\{ tag \}\})", line):  # but for those of a document, as its packs say
            yield f"{number}: a rule for one language"


def _tagged(source: str) -> Iterator[str]:
    for number, line in enumerate(source.splitlines(), 1):
        if any(map(_TAG.fullmatch, re.findall(r"""["']([\w-]+)["']""", line))):
            yield f"{number}: a language by its tag"


def _in_python(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    explained = {id(text) for text in _docstrings(tree)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in explained and _names(text):
                yield f"{node.lineno}: the text {text!r}"
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word) if word in _FOLDERS:
                yield f"{node.lineno}: the name {word}"
            case ast.ImportFrom(module=str(module), names=names):
                if {*module.split("."), *(one.name for one in names)} & _FOLDERS:
                    yield f"{node.lineno}: an import from {module}"
            case ast.Import(names=names) if any(_FOLDERS & set(one.name.split(".")) for one in names):
                yield f"{node.lineno}: an import"


def _names(text: str) -> bool:
    return bool(_TAG.fullmatch(text) or _IN_TEXT.search(text))


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_file_knows_a_language(path: Path) -> None:
    assert offences(name(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a.py", 'if language == "en": ...'),
        ("a.py", 'LOCALE = "zh_Hant_TW"'),
        ("a.py", "from reportgen.languages.zh_hant import lint"),
        ("a.py", "from reportgen.languages import en"),
        ("a.py", "import reportgen.languages.ja"),
        ("a.py", "declared.numbers.en"),
        ("a.py", "# 億\n"),
        ("a.py", '"""As in 2.5萬."""'),
        ("a.py", 'JOINT = "；"'),
        ("a.py", 'f"write {{en: …, zh-Hant: …}}"'),
        ("a.py", "def f(en): ..."),
        ("a.css", "q:lang(ja) {}"),
        ("a.html.j2", '{% if language == "en" %}'),
        ("a.html.j2", "第 1 頁"),
        ("a.js", "// カナ"),
        ("templates/themes/a.yaml", "css: p:lang(en) {}"),
    ],
)
def test_each_way_to_know_one_is_found(path: str, source: str) -> None:
    assert offences(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a.py", '"""Words in languages: `label: {en: Sales}`."""'),
        ("a.py", 'NAMES = ("end", "children", "freedom", "when")'),
        ("a.py", 'said = "a pen, en route"'),
        ("a.html.j2", '<html lang="{{ language }}" class="dense">'),
        ("templates/themes/a.yaml", 'numbers: {en: {words: "long"}}'),
    ],
)
def test_what_only_looks_so_is_left(path: str, source: str) -> None:
    assert offences(path, source) == []
