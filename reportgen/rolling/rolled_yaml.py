"""rolled.yaml: what an edition was rolled from, and what of it a person has yet to look at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from pydantic import Field

from reportgen.errors import Finding
from reportgen.facts.schema import Scalar, Strict
from reportgen.facts.shape import check_shape
from reportgen.facts.text import read_yaml
from reportgen.intake.importing.facts_file import yaml_text
from reportgen.rolling.carried_facts import OpenedFact


class PassageText(Strict):
    """A passage as it was carried over."""

    file: Scalar = Field(description="The file that it stands in.")
    hash: Scalar = Field(description="What its words come to; a passage that reads otherwise is settled.")
    why: list[Scalar] = Field(description="Why somebody has to look at it.")
    says: Scalar = Field(description="How it begins, for whoever reads the list.")
    keep: bool = Field(default=False, description="`yes` where it still holds as it stands.")


class ComparativeText(Strict):
    """A reference that is right by a date of its own, in one place."""

    says: Scalar = Field(description="The reference, as it is written.")
    at: Scalar = Field(description="The file, and in a YAML file the keys that lead there.")


class AskedPlace(ComparativeText):
    """A reference that may be stale, though it reads as it did."""

    why: list[Scalar] = Field(description="Why somebody has to look at it.")
    keep: bool = Field(default=False, description="`yes` where it is right as it stands.")


class FigureText(Strict):
    """A figure of the edition that was rolled."""

    was: Scalar = Field(description="Its last value, as facts.yaml had it.")
    keep: bool = Field(default=False, description="`yes` where it is the same again, to every digit.")


class RolledFile(Strict):
    """rolled.yaml as a whole."""

    edition: Scalar = Field(description="The edition that this one was rolled from.")
    period: Scalar = Field(description="The period of that edition.")
    date: Scalar | None = Field(default=None, description="The day on which it was published.")
    passages: list[PassageText] = Field(default=[], description="What has to be written anew, or kept.")
    comparatives: list[ComparativeText] = Field(
        default=[],
        description="References that name on purpose, by a date of their own, the period of that edition (outside of "
        "texts), the one a year before it, or what was expected of a period that is over: one line for each place.",
    )
    places: list[AskedPlace] = Field(
        default=[],
        description="References outside of texts to the last day of what is stated day by day, as a share price is "
        "(`day`), and to what was the year's end so many quarters back (`base`).",
    )
    figures: dict[Scalar, FigureText] = Field(
        default={}, description="What was stated last of the facts that are open, by their names."
    )


def read_rolled(data: bytes, file: str) -> tuple[RolledFile | None, list[Finding]]:
    """Read a rolled.yaml; None where it is wrong, and what is."""
    tree, findings = read_yaml(data, file)
    model, misshapen = check_shape(RolledFile, tree, file) if tree is not None else (None, [])
    findings += misshapen
    return (None if findings else model), findings


_HEAD: Final = """\
# What was carried over from {edition}. A passage is settled when it reads otherwise, or when keep: yes stands
# beside it here; so is a place, and a figure when another one is stated. `reportgen check` lists what is left.

edition: {name}
period: {period}
date: {day}
"""


def rolled_text(
    edition: str,
    period: str,
    day: date,
    passages: Sequence[tuple[str, str, Sequence[str], str]],
    comparatives: Iterable[tuple[str, str]],
    places: Iterable[tuple[str, str, str]],
    opened: Iterable[OpenedFact],
) -> str:
    """A rolled.yaml of passages (file, mark, reasons, beginning), references with their places, some of them with
    reasons to look at them, and figures."""
    lines = [_HEAD.format(edition=edition, name=yaml_text(edition), period=yaml_text(period), day=day)]
    lines += ["passages:"] if passages else []
    for file, mark, why, says in passages:
        told = json.dumps(says, ensure_ascii=False)
        lines.append(
            f'  - {{file: {yaml_text(file)}, hash: "{mark}", why: [{", ".join(why)}], says: {told}}}'
        )
    rows = [f"  - {{{place_said(says, at)}}}" for says, at in comparatives]
    lines += ["", "comparatives:", *rows] if rows else []
    rows = [f"  - {{{place_said(says, at)}, why: [{why}]}}" for says, at, why in places]
    lines += ["", "places:", *rows] if rows else []
    figures = [
        f"  {json.dumps(one.key)}: {{was: {json.dumps(one.was, ensure_ascii=False)}}}"
        for one in opened
        if one.was
    ]
    lines += ["", "figures:", *figures] if figures else []
    return "\n".join([*lines, ""])


def place_said(says: str, at: str) -> str:
    """A reference and where it stands, as a line of rolled.yaml has both."""
    return f"says: {json.dumps(says, ensure_ascii=False)}, at: {json.dumps(at, ensure_ascii=False)}"
