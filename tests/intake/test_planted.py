"""Sixty wrong values planted in a base of single statements, which nothing recomputes: who finds them."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from typing import Final

from reportgen.checks.rules import apply_rules
from reportgen.checks.tieout import findings, tie_out
from reportgen.errors import Finding, show_findings
from reportgen.facts.reading import read_facts
from reportgen.intake.against_printed import hold_printed
from reportgen.intake.against_source import hold_sources
from reportgen.intake.source_files import NO_SOURCES, SourceFiles

# value; what the release prints; the sentence around it
TOLD: Final = (
    ("812.4 m USD", "$812.4 million", "Net sales were {}."),
    ("11%", "11%", "They rose {} in local currencies."),
    ("203.7 m USD", "$203.7 million", "Gross profit came to {}."),
    ("25.1%", "25.1%", "The gross margin was {}."),
    ("96.3 m USD", "$96.3 million", "Operating income was {}."),
    ("1.42 USD/share", "$1.42", "Diluted earnings were {} a share."),
    ("1,350 m USD", "$1.35 billion", "Orders reached {}."),
    ("2.7 bn USD", "$2.7 billion", "The backlog stands at {}."),
    ("-4.5%", "down 4.5%", "Sales in Europe were {}."),
    ("17%", "17%", "Services made up {} of sales."),
    ("about 1,200 people", "about 1,200", "We hired {} people."),
    ("48 sites", "48", "We ran {} sites."),
    ("1.6 points", "160 basis points", "The margin rose by {}."),
    ("3 x", "tripled", "Output of the new line {}."),
    ("59.5 m USD", "$59.5 million", "Capital expenditure was {}."),
    ("over 40%", "more than 40%", "Renewals were {}."),
    ("350 to 370 m USD", "$350 million to $370 million", "We expect sales of {}."),
    ("122.9 m USD", "$122.9 million", "Operating cash flow was {}."),
    ("-12.8 m USD", "a loss of $12.8 million", "The new segment made {}."),
    ("33.3%", "one-third", "Exports are {} of it."),
)
KINDS: Final = ("digit", "swapped", "scale", "dropped", "point")


def _facts(values: list[str]) -> str:
    units = {"people": "people", "sites": "sites"}
    head = "entity: co\nperiod: 2025Q4\nentities: {co: {name: {en: Co}}}\n"
    head += "sources: {release: {title: {en: Release}, published: 2026-02-05}}\n"
    head += f"units: {{{', '.join(f'{name}: {{en: {word}}}' for name, word in units.items())}}}\nconcepts:\n"
    concepts = "".join(
        f'  m{at}: {{label: {{en: Measure {chr(97 + at)}}}, unit: "{_unit(value)}"}}\n'
        for at, (value, _, _) in enumerate(TOLD)
    )
    facts = "".join(
        f'  m{at}@2025Q4: {{stated: [{{value: "{value}", source: release ¶{at + 1}, printed: "{TOLD[at][1]}"}}]}}\n'
        for at, value in enumerate(values)
    )
    return f"{head}{concepts}facts:\n{facts}"


def _unit(value: str) -> str:
    return "%" if value.endswith("%") else value.rsplit(" ", 1)[1]


TEXT: Final = "\n".join(sentence.format(printed) for _, printed, sentence in TOLD)


def _wrong(value: str, kind: str, chance: random.Random) -> str:
    """A value as somebody mistypes it."""
    number = re.search(r"\d[\d,]*(?:\.\d+)?", value)
    assert number
    digits = [place for place, char in enumerate(number[0]) if char.isdigit()]
    if kind == "swapped" and len({number[0][place] for place in digits}) > 1:
        a, b = next((a, b) for a, b in itertools.pairwise(digits) if number[0][a] != number[0][b])
        wrong = number[0][:a] + number[0][b] + number[0][a + 1 : b] + number[0][a] + number[0][b + 1 :]
    elif kind == "scale" and re.search(r" (m|bn) ", value):
        return re.sub(r" (m|bn) ", lambda found: " bn " if found[1] == "m" else " m ", value)
    elif kind == "dropped" and len(digits) > 2:
        wrong = number[0][: digits[-1]].rstrip(".,")
    elif kind == "point" and "." in number[0]:
        wrong = number[0].replace(".", "")
    else:
        place = chance.choice(digits)
        other = chance.choice([digit for digit in "123456789" if digit != number[0][place]])
        wrong = number[0][:place] + other + number[0][place + 1 :]
    return value.replace(number[0], wrong, 1)


def _planted() -> Iterator[tuple[int, str]]:
    """Three wrong values for each statement."""
    chance = random.Random(13)
    for at, (value, _, _) in enumerate(TOLD):
        for turn in range(3):
            yield at, _wrong(value, KINDS[(at + turn) % len(KINDS)], chance)


def _errors(values: list[str], files: SourceFiles) -> list[Finding]:
    base, found = read_facts(_facts(values).encode(), "facts.yaml")
    if base is None:
        return found
    said = [
        *findings(tie_out(base), base),
        *apply_rules(base),
        *hold_printed(base),
        *hold_sources(base, files),
    ]
    return [finding for finding in said if finding.blocks]


WITH: Final = SourceFiles({}, {"release": ("release.txt", TEXT.encode())})
RIGHT: Final = [value for value, _, _ in TOLD]


def test_what_is_right_is_left_alone() -> None:
    for files in (NO_SOURCES, WITH):
        assert _errors(RIGHT, files) == [], show_findings(_errors(RIGHT, files))


def test_of_sixty_wrong_values_nearly_all_are_found_and_with_the_source_all() -> None:
    planted = list(_planted())
    assert len(planted) == 60
    alone = [value for at, value in planted if _errors([*RIGHT[:at], value, *RIGHT[at + 1 :]], NO_SOURCES)]
    sourced = [value for at, value in planted if _errors([*RIGHT[:at], value, *RIGHT[at + 1 :]], WITH)]
    assert len(alone) >= 57, [value for _, value in planted if value not in alone]
    assert len(sourced) == 60, [value for _, value in planted if value not in sourced]


def test_what_is_read_wrong_and_copied_wrong_is_found_by_the_source() -> None:
    lines = _facts(RIGHT).replace("812.4 m USD", "812.9 m USD").replace("$812.4 million", "$812.9 million")
    base, _ = read_facts(lines.encode(), "facts.yaml")
    assert base is not None
    assert hold_printed(base) == []
    assert [finding.code for finding in hold_sources(base, WITH)] == ["RG802"]
