"""Strict YAML: scalars stay the text they are, places are right to the column, and no file does harm."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import Finding, Locus, display_width, show_finding, show_findings
from reportgen.facts.text import MAX_YAML_BYTES, MAX_YAML_DEPTH, Text, YamlSource, read_yaml


def read(text: str | bytes) -> tuple[Any, list[Finding]]:
    return read_yaml(text.encode() if isinstance(text, str) else text, "f.yaml")


def said(text: str | bytes) -> list[str]:
    """Place, code and message of everything that is wrong."""
    return [f"{f.locus.line}:{f.locus.column} {f.code} {f.message}" for f in read(text)[1] if f.locus]


def tree(text: str | bytes) -> Any:
    made, findings = read(text)
    assert not findings, show_findings(findings)
    return made


# ---- text stays text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scalar",
    [
        "NO", "no", "yes", "on", "true", "null", "~", "010", "0x10", "0b1", "1_000", "12:30", "12:30:45", "1.10", "1.0",
        "1e3", ".nan", ".inf", "-.inf", "+1", "2024-02-30", "2026-02-06", "2026-02-06T10:00:00Z", "=", "<<", "2025Q4",
        "35%", "-71%", "約65%", "a b", "a#b",
    ],
)  # fmt: skip
def test_scalars_keep_their_text(scalar: str) -> None:
    assert tree(f"key: {scalar}\n") == {"key": scalar}
    assert tree(f"- {scalar}\n") == [scalar]
    assert type(tree(f"key: {scalar}\n")["key"]) is Text


def test_quotes_and_blocks() -> None:
    made = tree(
        "a: 'it''s'\nb: \"x\\ty\"\nc: |\n  one\n  two\nd: >\n  one\n  two\ne: one\n  two\nf:\ng: ''\n"
    )
    assert made == {
        "a": "it's", "b": "x\ty", "c": "one\ntwo\n", "d": "one two\n", "e": "one two", "f": "", "g": "",
    }  # fmt: skip


def test_a_document_of_any_shape() -> None:
    assert tree("--- a\n") == "a"
    assert tree("- a\n- [b, {c: d}]\n") == ["a", ["b", {"c": "d"}]]
    assert tree("a: {}\nb: []\n") == {"a": {}, "b": []}
    assert tree("a: 1\n...\n") == {"a": "1"}


# ---- places ----------------------------------------------------------------------------------------------


def test_every_scalar_knows_where_it_stands() -> None:
    made = tree("營收: 一\nb:\n  - c\n  - {鍵: '值', d: \"e\"}\n")
    assert str(made["營收"].locus) == "f.yaml:1:5"
    assert [str(key.locus) for key in made] == ["f.yaml:1:1", "f.yaml:2:1"]
    inner = made["b"][1]
    assert [str(key.locus) for key in inner] == ["f.yaml:4:6", "f.yaml:4:14"]
    assert [str(value.locus) for value in inner.values()] == ["f.yaml:4:9", "f.yaml:4:17"]
    assert inner["鍵"].locus.excerpt == "  - {鍵: '值', d: \"e\"}"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_do_not_move_a_place(line_end: str, mark: str) -> None:
    lines = ["a: 1", "# 說明", "b: 2", "b: 3", ""]
    (finding,) = read(mark + line_end.join(lines))[1]
    assert finding.locus == Locus("f.yaml", 4, 1, "b: 3")


def test_the_byte_order_mark_is_no_part_of_the_first_line() -> None:
    (finding,) = read("\ufeffa: &b 1\n")[1]
    assert finding.locus == Locus("f.yaml", 1, 4, "a: &b 1")


@pytest.mark.parametrize(
    ("yaml", "of", "place"),
    [
        ("key: abcdef", "d", (1, 9)),
        ("key: 'abcdef'", "d", (1, 10)),
        ('key: "abcdef"', "d", (1, 10)),
        ("鍵: abcdef", "d", (1, 7)),
        ("key: 'it''s abc'", "a", (1, 13)),
        ("key: 'it''s abc'", "'", (1, 9)),
        ('key: "x\\tb"', "b", (1, 10)),
        ('key: "x\\u00e9b"', "é", (1, 8)),
        ('key: "x\\u00e9b"', "b", (1, 14)),
        ('key: "x\\\n  \\ b"', "b", (2, 5)),
        ('key: "a \\"b\\""', '"b', (1, 9)),
        ("key: abc\n\n  def", "d", (3, 3)),
        ("key: 'abc\n  def'", "e", (2, 4)),
        ("key: |\n  abc\n   def", "d", (3, 4)),
        ("key: >1-  # note\n\n   abc\n  d", "d", (4, 3)),
        ("key:\n    - >-\n        abc\n        def\n", "f", (4, 11)),
        ("key: {a: b\n  cd}", "d", (2, 4)),
    ],
)
def test_a_place_inside_a_scalar(yaml: str, of: str, place: tuple[int, int]) -> None:
    (text,) = tree(yaml + "\n").values()
    while not isinstance(text, Text):
        (text,) = text.values() if isinstance(text, dict) else text
    at = text.inside(text.index(of))
    assert (at.line, at.column) == place


@pytest.mark.parametrize(
    "whole", ["'Tis so: x\n", "| a |\n|---|\n| x |\n", ">\n> x", '""\n\n"x" "', "|\n|\nx"]
)
def test_a_place_in_a_text_that_is_a_whole_file(whole: str) -> None:
    text = Text.at(whole, YamlSource("f.md", whole), 1, 1)
    at = text.inside(whole.index("x"))
    line = whole.count("\n", 0, whole.index("x"))
    assert (at.line, at.column) == (line + 1, whole.splitlines()[line].index("x") + 1)


def test_a_text_that_does_not_stand_there_is_placed_at_its_beginning() -> None:
    (text,) = tree("key: abc\n").values()
    elsewhere = Text.at("xyz", text.source, 1, 6)
    assert elsewhere.inside(2) == text.locus
    assert Text.at("xyz", text.source, 9, 1).inside(2).line == 9


def test_the_end_of_a_scalar_has_a_place() -> None:
    for line in ("key: 'ab'", 'key: "ab"'):
        (text,) = tree(line).values()
        assert text.inside(2).column == text.inside(5).column == 9
    (text,) = tree("key: ab").values()
    assert text.inside(2).column == 8


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("a: b", 4, 3),
        ("營收: 一", 5, 6),
        ("營收（億）: x", 8, 12),
        ("ｶﾅ: x", 5, 4),  # half-width kana take one column
        ("ＡＢ: x", 5, 6),
        ("cafe\u0301: x", 8, 6),  # a combining accent takes none
        ("𠮷野: x", 5, 6),  # beyond the Basic Multilingual Plane
        ("\ta: x", 5, 4),  # a tab is printed as one blank
        ("한국: x", 5, 6),
    ],
)
def test_the_caret_stands_below_the_place(line: str, column: int, caret: int) -> None:
    shown = show_finding(Finding("RG1", "error", "wrong", Locus("f.yaml", 7, column, line)))  # type: ignore[arg-type]
    above, below = shown.splitlines()[1:3]
    assert above == f"  7 | {line}".replace("\t", " ")
    assert below == f"    | {' ' * caret}^"
    assert display_width(above[: 5 + column]) == len(below) - 1


# ---- each mistake at its place ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("a: [1, 2\n", ["1:4 RG101 the bracket [ is opened here and never closed"]),
        ("營收: b: c\n", ["1:6 RG101 a colon stands within a text"]),
        ("a: @b\n", ["1:4 RG101 a text cannot begin with @"]),
        ("a: 'b\n", ["1:4 RG101 the quotation mark ' is opened here and never closed"]),
        ("a: {b: c}}\n", ["1:10 RG101 the bracket } was never opened"]),
        ("? [a, b]\n: c\nd: e\n", ["1:3 RG101 a key must be plain text"]),
        ("{a: 1, b: 2, a: 3}\n", ["1:14 RG102 the key 'a' stands here a second time"]),
        ("a: 1\nb: 2\n'a': 3\n", ["3:1 RG102 the key 'a' stands here a second time"]),
        ("a: &b 1\n", ["1:4 RG103 anchors (&name) are not allowed here"]),
        ("a: *b\n", ["1:4 RG103 aliases (*name) are not allowed here"]),
        ("*a : 1\n", ["1:1 RG103 aliases (*name) are not allowed here"]),
        ("a: !!str 1\n", ["1:4 RG103 tags (tag:yaml.org,2002:str) are not allowed here"]),
        ("a: ! 1\n", ["1:4 RG103 tags (!) are not allowed here"]),
        ("!set\na: 1\n", ["1:1 RG103 tags (!set) are not allowed here"]),
        ("a: 1\x00\n", ["1:5 RG104 control character U+0000"]),
        ("a: 一\x1b[2J\nb:\n  \x7f\n", ["1:5 RG104 control character U+001B", "3:3 RG104 control character U+007F"]),
        ("a: \ue000\n", ["1:4 RG104 private-use character U+E000"]),
        ("a: \U000f0001\n", ["1:4 RG104 private-use character U+F0001"]),
        ("a: '\\e'\nb: \"\\e\"\n", ["2:4 RG104 control character U+001B"]),
        ("a: \"x\\uE000\"\n", ["1:4 RG104 private-use character U+E000"]),
        ("\"\\0\": 1\n", ["1:1 RG104 control character U+0000"]),
        (b"a: 1\nb: \xff\n", ["2:4 RG104 the byte 0xFF is not UTF-8; in Windows-1252 it is ÿ"]),
        ("a: 1".encode("utf-16"), ["1:1 RG104 the file is UTF-16"]),
        # half a surrogate pair
        (b"a: \xed\xa0\x80\n", ["1:4 RG104 the byte 0xED is not UTF-8; in Windows-1252 it is í"]),
        ("", ["1:1 RG106 the file is empty"]),
        ("# only a comment\n", ["1:1 RG106 the file holds nothing but comments"]),
        ("--- a\n--- b\n", ["2:1 RG106 a second document begins here"]),
    ],
)  # fmt: skip
def test_mistakes(text: str | bytes, findings: list[str]) -> None:
    assert said(text) == findings


def test_a_mistake_does_not_hide_the_ones_behind_it() -> None:
    text = "a: &x 1\na: 2\nb: !t 3\n? {c: d}\n: 4\ne: *x\ne: 5\n"
    assert [line.split()[1] for line in said(text)] == ["RG103", "RG102", "RG103", "RG101", "RG103", "RG102"]
    assert said("a: 1\na: 2\nb: [\n")[0].startswith("2:1 RG102")
    assert said("a: 1\na: 2\nb: [\n")[1].startswith("3:4 RG101")


def test_a_repeated_key_leaves_the_first_value() -> None:
    made, findings = read("a: 1\nb: 2\na: {c: 3, c: 4}\n")
    assert made == {"a": "1", "b": "2"}
    assert [finding.code for finding in findings] == ["RG102", "RG102"]


def test_only_so_many_control_characters_are_listed() -> None:
    assert len(said("a: " + "\x01" * 10_000)) == 20


# ---- no file does harm -----------------------------------------------------------------------------------


def test_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "harm"
    attempts = [
        f"a: !!python/object/apply:os.system ['touch {mark}']\n",
        f"a: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ['{mark}']]\n",
        f"!!python/object/new:subprocess.Popen [['touch', '{mark}']]\n",
        f"a: !!python/name:os.system\nb: !!python/module:os\nc: !!map {{d: touch {mark}}}\n",
    ]
    for attempt in attempts:
        assert {line.split()[1] for line in said(attempt)} == {"RG103"}
    assert not mark.exists()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000,
        "[" * 30_000 + "]" * 30_000,
        "a: " + "[" * 30_000,
        "{a: " * 30_000,
        "[{" * 30_000,
        "- " * 30_000,
        "? " * 30_000,
        "".join(" " * depth + "a:\n" for depth in range(2_000)),
        "".join(" " * depth + "-\n" for depth in range(2_000)),
    ],
    ids=lambda text: text[:8],
)
def test_deep_nesting_is_refused(text: str) -> None:
    made, findings = read(text)
    assert made is None
    assert findings[-1].code == "RG105"
    assert findings[-1].message == f"nested deeper than {MAX_YAML_DEPTH} levels"


def test_the_deepest_nesting_that_is_read() -> None:
    assert read("[" * MAX_YAML_DEPTH + "]" * MAX_YAML_DEPTH)[1] == []
    (finding,) = read("[" * (MAX_YAML_DEPTH + 1) + "]" * (MAX_YAML_DEPTH + 1))[1]
    assert (finding.locus and finding.locus.column, finding.code) == (MAX_YAML_DEPTH + 1, "RG105")


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    made, findings = read(b"a: 1\n" * (70 * 1024 * 1024 // 5))
    assert made is None
    assert said(b"\xff" * (MAX_YAML_BYTES + 1)) == ["1:1 RG105 the file is larger than 16 MiB"]
    assert [finding.code for finding in findings] == ["RG105"]


def test_an_alias_bomb_is_refused() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 20))
    assert {line.split()[1] for line in said("l0: &l0 [x]\n" + levels)} == {"RG103"}


# ---- laws ------------------------------------------------------------------------------------------------

scalars = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Co", "Cs", "Cn"), exclude_characters="\u2028\u2029\ufeff"
    ),
    max_size=12,
)
trees: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3),
    max_leaves=8,
)


def write(value: Any) -> str:
    """A tree as YAML, every scalar in quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{write(key)}: {write(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(write, value)) + "]"
    return "'" + value.replace("'", "''") + "'"


@given(trees)
def test_what_is_written_is_what_is_read(value: Any) -> None:
    assert tree(f"--- {write(value)}\n") == value


written = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Co", "Cs", "Cn"), exclude_characters="\u2028\u2029\ufeff"
    )
    | st.sampled_from("ab  \n\n'\"\\#:|>-\t"),
    max_size=60,
)


@given(
    written,
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.integers(8, 40),
    st.integers(2, 6),
    st.booleans(),
    st.booleans(),
)
def test_every_character_of_a_scalar_is_found_where_it_is_written(
    value: str, style: str | None, width: int, indent: int, plain: bool, nested: bool
) -> None:
    node = {"key": [value]} if nested else {"key": value}
    dumped = yaml.dump(node, default_style=style, width=width, indent=indent, allow_unicode=plain)  # type: ignore[call-overload]
    (text,) = tree(dumped).values()
    text = text[0] if nested else text
    assert text == value
    lines = dumped.splitlines()
    last = (0, 0)
    for offset, character in enumerate(value):
        at = text.inside(offset)
        if character.isspace():
            continue
        there = lines[at.line - 1][at.column - 1 :]
        assert there.startswith(character) or escaped(there) == character
        assert last < (at.line, at.column)
        last = (at.line, at.column)


def escaped(there: str) -> str:
    """The character that an escape at the beginning stands for."""
    (match,) = re.findall(r"^\\(?:x..|u....|U........|.)", there) or [""]
    return str(yaml.safe_load(f'"{match}"')) if match else ""


bits = st.sampled_from(
    [
        *"abc \n\n:-?[]{}'\"&*!|>%@`#,~<=\t\r",
        "a: ",
        "- ",
        "{a: b, c}",
        "{{",
        "'it's",
        "\n  b: c",
        "營收",
        "\ufeff",
        "---\n",
        "...\n",
        "\x00",
        "\u2028",
        "\\x",
    ]
)


@given(st.lists(bits, max_size=25).map("".join) | st.binary(max_size=40))
def test_any_file_is_read_or_refused_and_never_crashes(text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    made, findings = read_yaml(data, "f.yaml")
    assert made is not None or findings
    lines = data.decode("utf-8-sig", "replace").splitlines()
    for finding in findings:
        assert finding.locus is not None
        assert 1 <= finding.locus.line <= len(lines) + 1
        assert show_finding(finding)


@given(
    st.lists(st.sampled_from(["a", "營收", "ｶ", "e\u0301", "𠮷", "-"]), min_size=1, max_size=6),
    st.integers(1, 3),
)
def test_the_columns_of_keys_and_values(pieces: list[str], depth: int) -> None:
    key = "".join(itertools.chain(["k"], pieces))
    text = "".join(f"{'  ' * level}{key}:\n" for level in range(depth)) + f"{'  ' * depth}{key}: [x, y]\n"
    node = tree(text)
    for level in range(depth):
        (name,) = node
        assert (name.line, name.column) == (level + 1, 2 * level + 1)
        node = node[name]
    (values,) = node.values()
    assert [value.column for value in values] == [2 * depth + len(key) + 4, 2 * depth + len(key) + 7]


def test_a_wave_dash_is_read_as_the_one_that_a_pdf_hands_back() -> None:
    tree, findings = read_yaml("a: {ja: 7\u301c9, en: 7\uff5e9}\n".encode(), "facts.yaml")
    assert findings == []
    assert tree == {"a": {"ja": "7\uff5e9", "en": "7\uff5e9"}}
