"""The lines of a facts.yaml that is there, and where more of them go: no line of it is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NoReturn

from reportgen.errors import Misuse

_ENTRY: Final = re.compile(
    r"  (?:\"(?P<double>[^\"]+)\"|'(?P<single>[^']+)'|(?P<plain>[^\s#\"'].*?)) *:(?:\s|$)"
)


_EMPTY: Final = re.compile(r"(?m)^(sources|facts|segments|concepts):[ \t]*(?:\{\}[ \t]*)?(?=\r?$)")


def with_needed_sections(text: str) -> str:
    """The text of a facts.yaml with `sources:` and `facts:`, which one begun for an import may not have yet, or with
    nothing below them."""
    if not text or "entity:" not in text:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    for section in ("sources", "facts"):
        if not re.search(rf"(?m)^{section}:", text):
            text = f"{text.rstrip()}{end}{end}{section}: {{}}{end}"
    return _EMPTY.sub(lambda match: _filled(text, match), text)


def _filled(text: str, match: re.Match[str]) -> str:
    """The head of a section, with a mark that it is empty where it has no entries below it."""
    below = next((line for line in text[match.end() :].splitlines() if line[:1] not in ("", "#", "\r")), "")
    return match[0] if below[:1] in (" ", "\t") else f"{match[1]}: {{}}"


class FactsLines:
    """A facts.yaml by its lines, which keep their ends. `tree` are its keys and values."""

    def __init__(self, text: str, file: str, tree: Mapping[str, object]) -> None:
        self.file = file
        self._tree = tree
        self._end = "\r\n" if "\r\n" in text else "\n"
        self._mark = "\ufeff" if text.startswith("\ufeff") else ""
        self.lines = text.removeprefix(self._mark).split("\n")
        if self.lines[-1] == "":
            self.lines.pop()
        else:
            self.lines[-1] += self._end.removesuffix("\n")

    @property
    def text(self) -> str:
        """The file."""
        return self._mark + "".join(f"{line}\n" for line in self.lines)

    def bare(self, begin: int, end: int) -> list[str]:
        """Some lines without what ends them."""
        return [line.removesuffix("\r") for line in self.lines[begin:end]]

    def put(self, begin: int, end: int, lines: Iterable[str]) -> None:
        """Other lines in the place of some, with the ends that the file has."""
        self.lines[begin:end] = [line + self._end.removesuffix("\n") for line in lines]

    def find(self, wanted: str, begin: int = 0) -> int | None:
        """The line that reads so, counted from 0."""
        return next((at for at in range(begin, len(self.lines)) if self.bare(at, at + 1) == [wanted]), None)

    def entry_at(self, begin: int) -> list[str]:
        """The lines of the entry that begins at a line, counted from 0, without remarks and empty lines behind it."""
        end = begin + 1
        for at in range(begin + 1, len(self.lines)):
            line = self.lines[at].rstrip()
            if line and not line.startswith(("   ", "\t")):
                break
            end = at + 1 if line and not line.lstrip().startswith("#") else end
        return self.bare(begin, end)

    # ---- sections

    def behind(self, section: str) -> int:
        """Where a section goes on: the line behind its last one. Raises Misuse where its entries have no lines of
        their own, or stand otherwise than two spaces in."""
        head = self._head(section)
        first, end = 0, head + 1
        for number in range(head + 1, len(self.lines)):
            line = self.lines[number].rstrip()
            if line and not line.startswith((" ", "#", "\t")):
                break
            if line and not line.startswith("#"):
                end = number + 1
                first = first or (number if not line.lstrip().startswith("#") else 0)
        if first and not _opens(self.lines[first]):
            self._refuse(first, f"the entries of {section}: do not stand two spaces in; indent them by two")
        return end

    def with_entries(self, section: str, entries: Mapping[str, Sequence[str]]) -> None:
        """The entries of a section that are not there yet put behind those that are."""
        there = self._tree.get(section)
        known = set(map(str, there)) if isinstance(there, Mapping) else set()
        new = [line for name, entry in entries.items() if name not in known for line in entry]
        if not new:
            return
        if section in self._tree:
            at = self.behind(section)
            self.put(at, at, new)
        else:
            at = self._head("facts")
            self.put(at, at, [f"{section}:", *new, ""])

    def with_periods(self, entity: str, periods: Sequence[str]) -> None:
        """Real days, as lines, put under `periods:` of a company."""
        begin = self._entry("entities", entity)
        end = next(
            (at for at in range(begin + 1, len(self.lines)) if self.lines[at][:3].strip()), len(self.lines)
        )
        while not self.lines[end - 1].strip():
            end -= 1
        inside = self.bare(begin, end)
        if not inside[0].rstrip().endswith(f"{entity}:") or not (len(inside) > 1 and inside[1][:5].strip()):
            told = "; ".join(line.strip() for line in periods)
            self._refuse(begin, f"{entity} needs its real days; write them under periods: of it: {told}")
        head = next((at for at, line in enumerate(inside) if line.startswith("    periods:")), None)
        if head is None:
            self.put(end, end, ["    periods:", *periods])
            return
        if inside[head].rstrip() != "    periods:":
            self._refuse(begin + head, "periods: stands on one line; give its entries lines of their own")
        last = head
        while last + 1 < len(inside) and inside[last + 1].startswith("      "):
            last += 1
        self.put(begin + last + 1, begin + last + 1, periods)

    def _entry(self, section: str, name: str) -> int:
        head = self._head(section)
        found = [at for at in range(head + 1, self.behind(section)) if key_of(self.lines[at]) == name]
        return found[0] if found else self._refuse(head, f"{name} has no line of its own under {section}:")

    def _head(self, section: str) -> int:
        head = next((at for at, line in enumerate(self.lines) if line.startswith(f"{section}:")), None)
        if head is not None and self.lines[head].split() == [f"{section}:", "{}"]:
            self.put(head, head + 1, [f"{section}:"])  # entries are on their way
        if head is not None and self.lines[head].partition("#")[0].strip() == f"{section}:":
            return head
        return self._refuse(
            head or 0, f"{section}: has no line of its own with its entries below it; write it so"
        )

    def _refuse(self, at: int, what: str) -> NoReturn:
        raise Misuse(f"{self.file}:{at + 1}: {what}, and import again")


def key_of(line: str) -> str:
    """The name of the entry that a line begins; "" where it begins none."""
    found = _ENTRY.match(line.rstrip("\r") if not line.startswith("   ") else "")
    return (found["double"] or found["single"] or found["plain"]) if found else ""


def _opens(line: str) -> bool:
    return line.startswith("  ") and line[2:3] not in (" ", "#", "", "\r", "\t")
