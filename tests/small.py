"""Small editions of invented companies, as many as a test asks for: one page, one language, two facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_BRIEF: Final = """\
date: {day}
languages: [en]
kicker: {{en: Morning figures}}
title: {{en: {title}}}
key-figures:
  rows:
    - {{fact: sales}}
disclaimer: {{en: Invented.}}
"""
_TEXT: Final = """\
# {title} sold {{{{ cite("sales") }}}} in the quarter
[[lead]]
Sales were {{{{ cite("sales") }}}}, after {{{{ cite("sales@-1Y") }}}} a year before.
"""
_FACTS: Final = """\
entity: it
period: 2025Q4
entities:
  it: {{name: {{en: {title}}}}}
sources:
  rel: {{title: {{en: Release}}, published: {day}}}
concepts:
  sales: {{label: {{en: Sales}}, unit: USD}}
facts:
  sales@2025Q4: {{stated: [{{value: {value} m USD, source: rel ¶1, printed: "{value} m USD"}}]}}
  sales@2024Q4: {{stated: [{{value: 10.0 m USD, source: rel ¶2, printed: "10.0 m USD"}}]}}
"""


def small_files(title: str, value: str = "12.5", day: str = "2026-02-02") -> dict[str, str]:
    """The files of a small edition whose sales were `value` millions."""
    texts = {"brief.yaml": _BRIEF, "en.md": _TEXT, "facts.yaml": _FACTS}
    return {file: text.format(title=title, value=value, day=day) for file, text in texts.items()}


def write_small(
    data: Path, name: str, edits: Mapping[str, tuple[str, str]] | None = None, value: str = "12.5"
) -> Path:
    """A small edition in a project's data/, with one passage of some files changed; returns its folder."""
    folder = data / name
    folder.mkdir(parents=True)
    for file, text in small_files(name.title(), value).items():
        old, new = (edits or {}).get(file, ("", ""))
        assert old in text, f"{old!r} does not stand in {file}"
        (folder / file).write_text(text.replace(old, new) if old else text, "utf-8")
    return folder
