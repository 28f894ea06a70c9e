"""What an author did where YAML breaks off: the parser's complaint, and the lines it is about, read once more.

The parser says where it could not go on; that may be a line behind the mistake, or the end of the file. Each finder
below knows one slip, points to where it was made and says how to mend it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

MistakePlace = tuple[int, int]  # line and column, both from 1


@dataclass(frozen=True)
class Complaint:
    """What the parser says: the problem with its place, and the context in which it arose, "" where there is none."""

    problem: str
    place: MistakePlace
    context: str
    context_place: MistakePlace


@dataclass(frozen=True)
class Mistake:
    """What is wrong, where, and how to mend it, a hint a line."""

    place: MistakePlace
    message: str
    mend: str


_KEY: Final = r"(?:\"[^\"]*\"|'[^']*'|[^\s'\"#\[\]{},&*!|>%@`][^:#]*?)"
_ENTRY: Final = re.compile(rf"(?P<lead>\s*(?:-\s+)*(?:{_KEY}\s*:\s+)?)(?P<value>\S.*)?")
_LEVEL: Final = re.compile(rf"(?P<indent> *)(?P<dashes>(?:-\s+)*)(?P<first>{_KEY}\s*:(?:\s|$)|-(?:\s|$)|\S)")
_LONGEST: Final = 10_000  # characters of a line that are looked at: a file may be a single line of millions
_LONGEST_QUOTED: Final = 200
_UNFIT_AT_START: Final = "@`%*&!|>,]}?"


def diagnose(complaint: Complaint, lines: Sequence[str]) -> Mistake:
    """The mistake behind a parser's complaint about these lines."""
    lines = [line[:_LONGEST] for line in lines]
    for find in _FINDERS:
        if found := find(complaint, lines):
            return found
    mend = "check the indentation, and quote text that holds ': ', '#', or a leading @, %, * or {"
    return Mistake(complaint.place, f"this is not YAML: {complaint.problem}", mend)


def quoted(text: str) -> str:
    """A text in quotation marks, in the style that needs the fewest escapes; the beginning of a very long one."""
    text = text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…"
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def flow_text(line: str, start: int) -> str:
    """One text within braces, as its author means it: up to the next `, key:`, closing bracket or comment."""
    rest = line[start:]
    end = re.search(r",\s*[^,:#\[\]{}]+:(?:\s|$)|[\]}]|\s+#|$", rest)
    return rest[: end.start() if end else len(rest)].rstrip().rstrip(",")


# ---- finders, the surest first --------------------------------------------------------------------------------------


def _tab(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    number, column = complaint.place
    line = _line(lines, number)
    margin = line[: len(line) - len(line.lstrip())]
    at = margin.find("\t") if "\t" in margin else column - 1 if line[column - 1 : column] == "\t" else -1
    if at < 0:
        return None
    return Mistake(
        (number, at + 1), "a tab stands here; YAML is indented by spaces", "put spaces in place of the tab"
    )


def _unclosed_quote(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    if complaint.context != "while scanning a quoted scalar":
        return None
    number, column = complaint.context_place
    mark = _line(lines, number)[column - 1 : column]
    end = f"end the text with {mark}"
    if mark == "'":
        end += "; an apostrophe within it is written ''"
    return Mistake((number, column), f"the quotation mark {mark} is opened here and never closed", end)


def _escape(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    if complaint.context != "while parsing a quoted scalar":
        return None
    number, column = complaint.place
    escape = _line(lines, number)[column - 1 : column + 1]
    message = f"there is no escape {escape} in double quotes"
    return Mistake((number, column), message, f"write \\{escape}, or put the text in single quotes")


def _unclosed_bracket(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    if complaint.context in ("while parsing a flow sequence", "while parsing a flow mapping"):
        number, column = complaint.context_place
        opened = _line(lines, number)[column - 1 : column]
    elif complaint.place[0] > len(lines) and (still_open := _still_open(lines)):
        (number, column), opened = still_open
    else:
        return None
    wanted = {"[": "]", "{": "}"}.get(opened, "")
    closed = _closing(lines, number, column)
    if closed == wanted:
        return None
    how = f"closed by {closed}" if closed else "never closed"
    return Mistake(
        (number, column), f"the bracket {opened} is opened here and {how}", f"close it with {wanted}"
    )


_TOKEN: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|(?<![\w'])'(?:[^']|'')*'|(?:^|(?<=\s))#.*|[\[{\]}]")


def _brackets(lines: Sequence[str], number: int, column: int) -> Iterator[tuple[MistakePlace, str]]:
    """The brackets from a place on, but those in quotation marks and comments."""
    for at in range(number, len(lines) + 1):
        for match in _TOKEN.finditer(lines[at - 1], column - 1 if at == number else 0):
            if match[0] in "[{]}":
                yield (at, match.start() + 1), match[0]


def _closing(lines: Sequence[str], number: int, column: int) -> str:
    """The bracket that closes the one at a place, be it of the right kind or not; "" where none does."""
    depth = 0
    for _, bracket in _brackets(lines, number, column):
        depth += 1 if bracket in "[{" else -1
        if depth == 0:
            return bracket
    return ""


def _still_open(lines: Sequence[str]) -> tuple[MistakePlace, str] | None:
    """The last bracket that nothing closes."""
    opened: list[tuple[MistakePlace, str]] = []
    for found in _brackets(lines, 1, 1):
        if found[1] in "[{":
            opened.append(found)
        elif opened:
            opened.pop()
    return opened[-1] if opened else None


def _in_brackets(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    """Text within brackets that holds `: `, a bracket or quotation marks."""
    if not complaint.context.startswith("while parsing a flow "):
        return None
    number, column = complaint.place
    line = _line(lines, number)
    begins = max((match.end() for match in re.finditer(r"[\[{,:]\s*", line[: column - 1])), default=0)
    character, text = line[column - 1 : column], flow_text(line, begins)
    if character == ":":
        last = re.search(r"\s([\w@./~-]+)\s*$", line[: column - 1])
        comma = f"\nor put a comma before {last[1]}" if last and last.start() >= begins else ""
        return Mistake(
            (number, column), "a colon stands within a text", f"quote the text: {quoted(text)}{comma}"
        )
    if character in "[{":
        text = flow_text(line, begins) + line[line.find("]}"["[{".index(character)], column) :][:1]
    if complaint.context.endswith("sequence"):
        text = text.partition(",")[0].rstrip()
    if not text or not character:
        return None
    if text[0] in _UNFIT_AT_START:
        message = f"a text cannot begin with {text[0]}"
    elif text[0] in "'\"":
        message = "the quotation marks end before the text does"
    else:
        message = f"a text within brackets cannot hold {character} here"
    return Mistake((number, begins + 1), message, f"quote it: {_requoted(text)}")


def _second_colon(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    if complaint.problem != "mapping values are not allowed in this context":
        return None
    number, column = complaint.place
    line = _line(lines, number)
    entry = _ENTRY.fullmatch(line)
    if not entry or not entry["value"] or ":" not in entry["lead"] or entry.start("value") > column - 1:
        return None
    lead, value = entry["lead"], _without_comment(entry["value"])
    mend = f"quote the text: {lead.strip()} {quoted(value)}"
    return Mistake((number, column), "a colon stands within a text", mend)


def _colon_without_space(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    """`key:value`, which is one plain text; the parser complains about the line behind, or about what follows."""
    if complaint.problem not in (
        "mapping values are not allowed in this context",
        "could not find expected ':'",
    ):
        return None
    for number in (complaint.context_place[0], complaint.place[0], complaint.place[0] - 1):
        line = _line(lines, number)
        match = re.match(r"\s*(?:-\s+)*([\w@./~-]+):(?=[^\s:/])", line)
        if match and not re.search(r":\s", line):
            mend = f"write {match[1]}: {line[match.end() :].strip()}"
            return Mistake((number, match.end() + 1), "a space is missing behind the colon", mend)
    return None


def _no_colon(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    if complaint.problem != "could not find expected ':'":
        return None
    number, column = complaint.context_place
    text = _without_comment(_line(lines, number)[column - 1 :])
    mend = f"write {text}: and its value, or indent the line as a part of the text above"
    return Mistake((number, column), f"expected a key and a colon, found {_short(text)!r}", mend)


def _indent(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    wanted = (
        "did not find expected key",
        "did not find expected '-' indicator",
        "mapping values are not allowed",
    )
    if not complaint.problem.startswith(wanted):
        return None
    number, column = complaint.place
    line = _line(lines, number)
    begins = len(line) - len(line.lstrip(" ")) + 1
    if column != begins and not complaint.problem.startswith("mapping"):
        return None
    levels = [
        level
        for level in _levels(lines, number)
        if level[0] != begins or complaint.problem.endswith("indicator")
    ]
    same = next((above for level, above in levels if level == begins), 0)
    if same:
        message = f"this line begins in column {begins} as the list in line {same} does, but not with '- '"
        return Mistake((number, begins), message, "begin it with '- ', or indent it as what it belongs to")
    if not levels:
        return None
    levels = sorted(sorted(levels, key=lambda level: abs(level[0] - begins))[:2])
    columns = " or ".join(str(level) for level, _ in levels)
    message = f"this line begins in column {begins}, where column {columns} was expected"
    mend = "\n".join(f"begin it in column {level}, as line {above} does" for level, above in levels)
    return Mistake((number, begins), message, mend)


def _list_beside_keys(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    number, column = complaint.place
    if complaint.problem != "did not find expected key" or not re.match(r" *-(?:\s|$)", _line(lines, number)):
        return None
    message = "an item of a list stands among keys"
    return Mistake((number, column), message, "give the list a key of its own, or take the '- ' out")


def _levels(lines: Sequence[str], number: int) -> list[tuple[int, int]]:
    """The columns in which a line may begin to go on with what is open above it, and the lines that set them."""
    found: list[tuple[int, int]] = []
    limit = len(_line(lines, number)) + 1_000
    for above in range(number - 1, 0, -1):
        match = _LEVEL.match(lines[above - 1])
        if not match or match["first"][0] in "#]}" or (len(match["first"]) == 1 and not match["dashes"]):
            continue
        starts = [
            len(match["indent"]),
            *(dash.end() + len(match["indent"]) for dash in re.finditer(r"-\s+", match["dashes"])),
        ]
        for start in reversed(starts):
            if start < limit:
                found.append((start + 1, above))
                limit = start
        if limit == 0:
            break
    return sorted(found)


def _text_behind(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    """Text that goes on behind its quotation marks or brackets, and brackets that nobody opened."""
    if complaint.problem not in ("did not find expected key", "did not find expected '-' indicator"):
        return None
    number, column = complaint.place
    line = _line(lines, number)
    entry = _ENTRY.fullmatch(line)
    if not entry or not entry["value"]:
        return None
    value, start = _without_comment(entry["value"]), entry.start("value")
    if line[column - 1 : column] in "]}" and value[0] in "[{":
        return Mistake((number, column), f"the bracket {line[column - 1]} was never opened", "take it out")
    if column - 1 <= start or value[0] not in "'\"[{*":
        return None
    lead = entry["lead"].strip()
    if value[0] in "'\"":
        message = "the quotation marks end here, and the text goes on"
        return Mistake((number, column), message, f"quote all of it: {lead} {_requoted(value)}")
    message = f"a text cannot begin with {value[0]}"
    return Mistake((number, start + 1), message, f"quote it: {lead} {quoted(value)}")


def _requoted(text: str) -> str:
    """A text that was quoted in part, or with its own quotation marks in it."""
    if text[0] != "'":
        return quoted(text)
    inner = text[1:-1] if text[-1] == "'" and len(text) > 1 else text
    return "'" + inner.replace("'", "''") + "'"


def _unfit_beginning(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    for number, column in (complaint.place, complaint.context_place):
        line = _line(lines, number)
        for start in (column - 1, column - 2):
            if 0 <= start < len(line) and line[start] in _UNFIT_AT_START and _begins(line, start):
                return _unfit(line, number, start)
    return None


def _begins(line: str, start: int) -> bool:
    """True where a text begins there: at the margin, behind `key: ` or `- `, or behind a bracket or comma."""
    return re.search(r"(?:^|[:\-]\s|[\[{,]\s?)\s*$", line[:start]) is not None


def _unfit(line: str, number: int, start: int) -> Mistake:
    opened = re.findall(r"[\[{]", line[:start])
    text = flow_text(line, start) if opened else _without_comment(line[start:])
    if opened[-1:] == ["["]:
        text = text.partition(",")[0].rstrip()
    before = re.search(rf"{_KEY}\s*:\s+$", line[:start])
    lead = f"{before[0].strip(' ,{[')} " if before else ""
    mend = f"quote it: {lead}{quoted(text)}"
    if line[start] in "|>":
        return Mistake((number, start + 1), f"behind {line[start]} a text begins on the next line", mend)
    return Mistake((number, start + 1), f"a text cannot begin with {line[start]}", mend)


def _misplaced_dash(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    if complaint.problem != "block sequence entries are not allowed in this context":
        return None
    number, column = complaint.place
    text = _without_comment(_line(lines, number)[column - 1 :])
    mend = f"begin the list on the next line; or quote it where it is text: {quoted(text)}"
    return Mistake((number, column), "a list cannot begin on the line of its key", mend)


# ---- lines ----------------------------------------------------------------------------------------------------------


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _without_comment(text: str) -> str:
    return re.sub(r"\s+#.*", "", text).rstrip()


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


_FINDERS: Final[tuple[Callable[[Complaint, Sequence[str]], Mistake | None], ...]] = (
    _tab,
    _unclosed_quote,
    _escape,
    _unclosed_bracket,
    _in_brackets,
    _second_colon,
    _colon_without_space,
    _no_colon,
    _list_beside_keys,
    _indent,
    _text_behind,
    _misplaced_dash,
    _unfit_beginning,
)
