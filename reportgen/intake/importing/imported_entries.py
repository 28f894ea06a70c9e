"""What stands between the marks of a facts.yaml, entry by entry, and whether it is as an import writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.intake.importing.facts_file import entry_lines
from reportgen.intake.importing.facts_sections import key_of

_VALUE: Final = re.compile(r'\{value: "(?P<value>[^"]*)"')  # a statement with keys


@dataclass(frozen=True)
class WrittenEntry:
    """The lines of an entry, and the remarks above it."""

    key: str
    remarks: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def all_lines(self) -> list[str]:
        """As it stands in the file."""
        return [*self.remarks, *self.lines]


@dataclass(frozen=True)
class PlainEntry:
    """An entry that says nothing but what an import writes: statements, formulas, the statement that counts where one
    was restated, and the codes of what its own filing is against."""

    told: tuple[str, ...]
    formulas: tuple[str, ...]
    prefer: int = 0
    accepted: tuple[str, ...] = ()

    @property
    def counting(self) -> str:
        """The value that counts, as facts.yaml writes it; where none is stated, the formula."""
        if not self.told:
            return f"= {self.formulas[0]}"
        text = self.told[max(self.prefer, 1) - 1]
        if found := _VALUE.match(text):
            return found["value"]
        return text.lstrip('"').partition(";")[0]

    def lines(self, key: str, tags: Iterable[str]) -> list[str]:
        """As facts.yaml has it."""
        return entry_lines(key, self.told, self.formulas, self.prefer, tags, self.accepted)


def written_entries(lines: Sequence[str]) -> tuple[list[WrittenEntry], list[str]]:
    """The entries that these lines hold, and the remarks behind the last of them."""
    found: list[WrittenEntry] = []
    remarks: list[str] = []
    body: list[str] = []
    key = ""

    def end() -> None:
        while body and not body[-1].strip():
            body.pop()
        if key:
            found.append(WrittenEntry(key, above, tuple(body)))

    above: tuple[str, ...] = ()
    for line in lines:
        if opened := key_of(line):
            end()
            key, above, body, remarks = opened, tuple(remarks), [line], []
        elif line.startswith(("   ", "\t")) and key and not remarks:
            body.append(line)
        elif line.strip():
            remarks.append(line)
        elif not remarks:
            body.append(line)  # an empty line may be part of a text
    end()
    return found, remarks


def plain_entry(entry: WrittenEntry, tags: Sequence[str]) -> PlainEntry | None:
    """What an entry says; None where a person has put anything else into it."""
    head, *below = entry.lines
    said = head.removeprefix(f"  {entry.key}:").strip()
    if said.startswith("= "):
        plain = PlainEntry((), (said[2:],))
    elif said:
        plain = PlainEntry((said,), ())
    else:
        plain = PlainEntry(
            tuple(_listed("stated", below)),
            tuple(_listed("formula", below)),
            _preferred(below),
            tuple(one.partition(":")[0] for one in _listed("accepted", below)),
        )
    return plain if plain.lines(entry.key, tags) == list(entry.lines) else None


def _listed(key: str, lines: Sequence[str]) -> list[str]:
    """The one value of a key, or those of the list below it."""
    found: list[str] = []
    inside = False
    for line in lines:
        if line.startswith("    ") and line[4:5] not in (" ", "-"):
            inside = line.startswith(f"    {key}:")
            said = line.partition(":")[2].strip() if inside else ""
            found += [said] if said else []
        elif inside:
            found.append(line.strip().removeprefix("- "))
    return found


def _preferred(lines: Sequence[str]) -> int:
    told = "".join(_listed("prefer", lines))
    return int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 0
