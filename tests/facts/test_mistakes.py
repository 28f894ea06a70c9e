"""What an author did where YAML breaks off: the place of the slip, what it is, and a mend that can be copied."""

from __future__ import annotations

import pytest

from reportgen.facts.mistakes import Complaint, diagnose, flow_text, quoted
from reportgen.facts.text import read_yaml


def only(text: str | bytes, needed: tuple[str, ...] = ()) -> tuple[str, str, str]:
    """Place and code, message and mend of the one finding."""
    (finding,) = read_yaml(text.encode() if isinstance(text, str) else text, "f.yaml", needed)[1]
    assert finding.locus is not None
    return f"{finding.locus.line}:{finding.locus.column} {finding.code}", finding.message, finding.mend


@pytest.mark.parametrize(
    ("text", "place", "mend"),
    [
        ("a: {value: 1,234 m USD, source: recap ¶1}\n", "1:13", 'value: "1,234 m USD"'),
        ("a: {value: 1,234,567 USD, source: x}\n", "1:13", 'value: "1,234,567 USD"'),
        ("a: {en: Acme, Inc., zh-Hant: 頂點}\n", "1:13", 'en: "Acme, Inc."'),
        ("a: {en: Acme, Inc.}\n", "1:13", 'en: "Acme, Inc."'),
        ("a: {en: Acme,\n  Inc.}\n", "1:13", 'en: "Acme, Inc."'),
        ('a: {en: 5" pipes, steel}\n', "1:17", "en: '5\" pipes, steel'"),
        ("a: {value: (1,234), source: x}\n", "1:14", 'value: "(1,234)"'),
    ],
)
def test_an_unquoted_comma(text: str, place: str, mend: str) -> None:
    said = only(text)
    assert said == (f"{place} RG101", "an unquoted comma ends the text here", f"quote the text: {mend}")


def test_behind_an_unquoted_comma_the_text_is_read_as_it_was_meant() -> None:
    tree, _ = read_yaml(b"a: {value: 1,234,567 USD, source: recap}\n", "f.yaml")
    assert tree == {"a": {"value": "1,234,567 USD", "source": "recap"}}
    assert tree["a"]["value"].inside(10).column == 22


@pytest.mark.parametrize(
    "text", ["a: {b: , c: 1}\n", 'a: {b: "", c: ""}\n', "a: {b: 1, c: }\n", "a:\nb:\n", "? a\n: b\n? c\n"]
)
def test_a_value_that_is_left_out_is_no_comma(text: str) -> None:
    assert read_yaml(text.encode(), "f.yaml")[1] == []


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a:\n  b: 1\n\tc: 2\n"])
def test_a_tab(text: str) -> None:
    place, message, mend = only(text)
    assert place == f"{text.count(chr(10))}:1 RG101"
    assert message == "a tab stands here; YAML is indented by spaces"
    assert mend == "put spaces in place of the tab"


@pytest.mark.parametrize(("text", "place"), [("a:\n  \tb: 1\n", "2:3"), ("a:\n  -\tb: 1\n", "2:4")])
def test_a_tab_behind_spaces_is_named_with_its_column(text: str, place: str) -> None:
    assert only(text)[:2] == (f"{place} RG101", "a tab stands here; YAML is indented by spaces")


@pytest.mark.parametrize(
    ("text", "place", "levels"),
    [
        ("a: 1\n  b: 2\n", "2:3", {1: 1}),
        ("a:\n  b: 1\n   c: 2\n", "3:4", {1: 1, 3: 2}),
        ("a:\n    b: 1\n\n  # note\n  c: 2\n", "5:3", {1: 1, 5: 2}),
        ("a:\n  - b: 1\n     c: 2\n", "3:6", {3: 2, 5: 2}),  # the nearest two
        ("a: |\n  x\n y\nb: 1\n", "3:2", {1: 1}),
    ],
)
def test_a_wrong_indent(text: str, place: str, levels: dict[int, int]) -> None:
    column, columns = place.partition(":")[2], " or ".join(map(str, levels))
    message = f"this line begins in column {column}, where column {columns} was expected"
    mend = "\n".join(f"begin it in column {level}, as line {line} does" for level, line in levels.items())
    assert only(text) == (f"{place} RG101", message, mend)


def test_a_key_in_a_list_and_an_item_among_keys() -> None:
    assert only("a:\n  - b\n  c: 1\n")[:2] == (
        "3:3 RG101", "this line begins in column 3 as the list in line 2 does, but not with '- '",
    )  # fmt: skip
    assert only("a:\n  b: 1\n  - c\n")[:2] == ("3:3 RG101", "an item of a list stands among keys")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: [1, 2\nb: 3\nc: [4]\n", "1:4", "the bracket [ is opened here and never closed"),
        ("x: 1\na: {b: 1\nc: 4\nd: '}'\n", "2:4", "the bracket { is opened here and never closed"),
        ("a: {b: [1}\n", "1:8", "the bracket [ is opened here and closed by }"),
        ('x: 1\na: "b\nc: 3\nd: 4\n', "2:4", 'the quotation mark " is opened here and never closed'),
        ("a: 'b\nc: 3\n", "1:4", "the quotation mark ' is opened here and never closed"),
        ("a: 1\nb: [\n# end\n", "2:4", "the bracket [ is opened here and never closed"),
        ("a: {b: c}}\n", "1:10", "the bracket } was never opened"),
    ],
)
def test_what_is_not_closed_is_shown_where_it_is_opened(text: str, place: str, message: str) -> None:
    assert only(text)[:2] == (f"{place} RG101", message)


@pytest.mark.parametrize(
    ("text", "place", "mend"),
    [
        ("a:\n  b: Note: this  # not\n", "2:10", 'quote the text: b: "Note: this"'),
        ("a:\n  - b: c: d\n", "2:9", 'quote the text: - b: "c: d"'),
        ("a: {en: Note: this, zh-Hant: x}\n", "1:13", 'quote the text: "Note: this"'),
        ("a: {b: 1 c: 2}\n", "1:11", 'quote the text: "1 c: 2"\nor put a comma before c'),
    ],
)
def test_a_colon_within_a_text(text: str, place: str, mend: str) -> None:
    assert only(text) == (f"{place} RG101", "a colon stands within a text", mend)


@pytest.mark.parametrize("mark", ["@", "`", "%", "* ", "& ", "**", ", ", "] ", "? "])
def test_a_mark_that_no_text_can_begin_with(mark: str) -> None:
    said = only(f"x: 1\na: {mark}b c\n")
    assert said == ("2:4 RG101", f"a text cannot begin with {mark[0]}", f'quote it: a: "{mark}b c"')


@pytest.mark.parametrize("mark", ["|", ">"])
def test_a_block_that_begins_on_its_line(mark: str) -> None:
    said = only(f"a: {mark} 5%\n")
    assert said == ("1:4 RG101", f"behind {mark} a text begins on the next line", f'quote it: a: "{mark} 5%"')


@pytest.mark.parametrize(
    ("text", "code", "mend"),
    [
        ("a: *b c\n", "RG101", 'quote it: a: "*b c"'),
        ("a: *b\n", "RG103", 'write it out, or quote it where it is text: "*b"'),
        ("a: &b c\n", "RG103", 'write it out, or quote it where it is text: "&b c"'),
        ("a: {x: !b c, y: d}\n", "RG103", 'leave it out, or quote it where it is text: "!b c"'),
        ('a: {{ cite("x") }}\n', "RG101", "quote it: '{{ cite(\"x\") }}'"),
        ("a: [b] c\n", "RG101", 'quote it: a: "[b] c"'),
        ("a: [@b, c]\n", "RG101", 'quote it: "@b"'),
        ("a: {en: Acme [old]}\n", "RG101", 'quote it: "Acme [old]"'),
        ('a: {en: "Acme" Inc, zh: x}\n', "RG101", "quote it: '\"Acme\" Inc'"),
        ("a: 'it's x'\n", "RG101", "quote all of it: a: 'it''s x'"),
        ('a: "Acme" grew\n', "RG101", "quote all of it: a: '\"Acme\" grew'"),
        ("a: - b\n", "RG101", 'begin the list on the next line; or quote it where it is text: "- b"'),
        ('a: "\\q"\n', "RG101", "write \\\\q, or put the text in single quotes"),
        ("a: 1\nb:2\nc: 3\n", "RG101", "write b: 2"),
        ("a:1\nb: 2\n", "RG101", "write a: 1"),
        (
            "a: 1\nb c\nd: 2\n",
            "RG101",
            "write b c: and its value, or indent the line as a part of the text above",
        ),
    ],
)
def test_what_to_write_instead(text: str, code: str, mend: str) -> None:
    place, _, said = only(text)
    assert (place.split()[1], said) == (code, mend)


def test_an_empty_file_says_what_it_must_hold() -> None:
    needed = ("entity", "facts")
    assert only("", needed) == ("1:1 RG106", "the file is empty", "it must hold entity:, facts:")
    assert only("# x\n\n", needed)[1] == "the file holds nothing but comments"
    assert only("")[2] == ""


def test_a_second_document_is_shown_where_it_begins() -> None:
    assert only("--- a\n# x\n--- b\n--- c\n")[:2] == ("3:1 RG106", "a second document begins here")


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        ("a: x\nb: Acme’s\n".encode("cp1252"), "2:8", "the byte 0x92 is not UTF-8; in Windows-1252 it is ’"),
        ("é: é".encode() + b"\xe9", "1:5", "the byte 0xE9 is not UTF-8; in Windows-1252 it is é"),
        (b"\xef\xbb\xbfa: \x81\r\nb: 2\r\n", "1:4", "the byte 0x81 is not UTF-8"),
    ],
)
def test_the_byte_that_is_not_utf_8(data: bytes, place: str, message: str) -> None:
    assert only(data) == (f"{place} RG104", message, "save the file as UTF-8")


def test_what_no_finder_knows_is_said_in_the_parser_s_words() -> None:
    mistake = diagnose(Complaint("odd things", (1, 1), "", (1, 1)), ["a: b"])
    assert mistake.message == "this is not YAML: odd things"
    assert mistake.place == (1, 1)


def test_a_line_of_any_length_is_diagnosed_at_once() -> None:
    place, _, mend = only("a: @" + "b " * 100_000 + "\n")
    assert place == "1:4 RG101"
    assert len(mend) < 300
    assert only("a: b" + " " * 100_000 + ": c\n")[0].endswith("RG101")


@pytest.mark.parametrize(
    ("text", "mended"),
    [("a b", '"a b"'), ('a "b"', "'a \"b\"'"), ("a\\b", "'a\\b'"), ('it\'s "b"', "'it''s \"b\"'")],
)
def test_quoting_says_the_same(text: str, mended: str) -> None:
    assert quoted(text) == mended
    assert read_yaml(mended.encode(), "f.yaml") == (text, [])


def test_one_text_within_braces() -> None:
    assert flow_text("{en: Acme, Inc., zh-Hant: x}", 5) == "Acme, Inc."
    assert flow_text("{en: Acme, Inc.} # note", 5) == "Acme, Inc."
    assert flow_text("  en: Acme, Inc. # note", 6) == "Acme, Inc."
