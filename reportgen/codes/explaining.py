"""The registry of codes as `reportgen explain` prints it, and as docs/codes.md has it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from reportgen.codes import CODES, HUNDREDS
from reportgen.errors import FindingCode, Misuse, nearest


def chosen(wanted: Sequence[str]) -> list[FindingCode]:
    """The codes of these ids or names, all where none is given. Raises Misuse for one that does not exist."""
    known = dict(CODES) | {code.name: code for code in CODES.values()}
    for text in wanted:
        if (key := _key(text)) not in known:
            hundred = [one for one in known if one[:3] == key[:3].upper()]
            raise Misuse(f"there is no code {text!r}{nearest(text, hundred or known)}")
    return [known[_key(text)] for text in wanted] or list(CODES.values())


def _key(text: str) -> str:
    return text.upper() if text.upper() in CODES else text.lower()


def to_list(codes: Sequence[FindingCode]) -> str:
    """A line for each code."""
    return "\n".join(f"{code.id}  {code.severity:<7}  {code.meaning}" for code in codes)


def codes_text(codes: Sequence[FindingCode]) -> str:
    """All that is known of each code, for a person at a terminal."""
    return "\n\n".join(_text(code) for code in codes)


def _text(code: FindingCode) -> str:
    lines = [f"{code.id} {code.name} ({code.severity})", f"  {code.meaning}"]
    if code.file:
        lines += [f"  For example, in {code.file}:", "", *(f"    {line}" for line in _shown(code)), ""]
    else:
        lines += [f"  For example: {code.example}"]
    return "\n".join([*lines, f"  To mend it: {code.mend}", f"  {_acceptance(code)}"])


def _acceptance(code: FindingCode) -> str:
    if not code.acceptable:
        return "It cannot be accepted."
    return f"It can be accepted: accepted: {{{code.id}: a reason in each language}} on the fact."


def _shown(code: FindingCode) -> list[str]:
    """The lines of an example, with a picture of each control character."""
    controls = {number: 0x2400 + number for number in range(32) if number != ord("\n")}
    return code.example.translate(controls).splitlines()


def codes_json(codes: Sequence[FindingCode]) -> str:
    """The records of codes, for a script."""
    return json.dumps([_record(code) for code in codes], ensure_ascii=False, indent=1)


def _record(code: FindingCode) -> dict[str, Any]:
    return {
        "code": code.id,
        "name": code.name,
        "severity": str(code.severity),
        "meaning": code.meaning,
        "mend": code.mend,
        "example": code.example,
        "file": code.file or None,
        "acceptable": code.acceptable,
    }


_PREFACE: Final = """\
# Codes of findings

The registry in `reportgen/codes/`, as `reportgen explain --format markdown` prints it. `reportgen explain RG301`
prints one of them.

An error stops a build; a warning and a note do not. What can be accepted becomes a note where the fact gives a reason
under `accepted:`.

The examples are pieces of an edition of Acme, Inc. Its `revenue` was 48.2 m USD in 2025Q4 and 41.0 m USD in 2024Q4,
47.0 m USD had been expected, it had about 1,200 `staff`, and `release`, published on 2026-01-20, is the source. A piece
takes the place of what stands under the same key.
"""


def to_markdown(codes: Sequence[FindingCode]) -> str:
    """The page of the docs on these codes, a section for each."""
    sections = [_PREFACE]
    for module in HUNDREDS:
        here = [code for code in codes if vars(module).get(code.id) is code]
        if here:
            sections += [f"## {_title(module.__doc__ or '')}\n", *(_section(code) for code in here)]
    return "\n".join(sections)


def _title(docstring: str) -> str:
    """The first sentence of a module of codes."""
    return " ".join(docstring.partition("\n\n")[0].split()).rstrip(".")


def _section(code: FindingCode) -> str:
    acceptable = ", can be accepted" if code.acceptable else ""
    return (
        f"### {code.id} {code.name}\n\n{str(code.severity).capitalize()}{acceptable}. {_prose(code.meaning)}\n\n"
        f"{_example(code)}\n\nTo mend it: {_prose(code.mend)}\n"
    )


def _example(code: FindingCode) -> str:
    if not code.file:
        return f"For example: {_prose(code.example)}"
    language = {"md": "markdown", "txt": "text"}.get(code.file.rpartition(".")[2], "yaml")
    return "\n".join([f"In `{code.file}`:", "", f"```{language}", *_shown(code), "```"])


def _prose(text: str) -> str:
    """Plain text in Markdown, where it must not be read as HTML."""
    return text.replace("<", "&lt;")
