"""What a person says of a table: `--map FILE.yaml`, as a strict model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from reportgen.codes.rg2_values import RG201
from reportgen.errors import Finding, Rejected
from reportgen.facts.concepts import misnamed
from reportgen.facts.schema import Bilingual, Scalar, SourceLanguage, Strict
from reportgen.facts.shape import check_shape
from reportgen.facts.shorthand import Shorthand
from reportgen.facts.text import Text, read_yaml
from reportgen.languages import DEFAULT
from reportgen.vocabulary.concept import StandardConcept
from reportgen.vocabulary.standard import Vocabulary


class HeadText(Strict):
    """What a row or a column stands for. `unit`, `scale` and `scenario` win over those of the table."""

    means: Scalar = Field(description="The concept, `revenue` or `cloud.revenue`, or the period, `2025Q2`.")
    unit: Scalar | None = Field(default=None, description="`USD`, `USD/share`, `%`; may begin with a scale.")
    scale: Scalar | None = Field(default=None, description="The scale of its figures, `m`; `1` for none.")
    scenario: Scalar | None = Field(
        default=None, description="`actual`, `consensus`, `guidance` or `estimate`."
    )
    negate: bool = Field(
        default=False,
        description="Whether costs and payments are shown below zero, and stated by their size.",
    )


def _written_out(entry: object) -> object:
    return {"means": entry} if isinstance(entry, Text) else entry


if TYPE_CHECKING:
    HeadEntry = HeadText
else:
    HeadEntry = Annotated[HeadText, BeforeValidator(_written_out), Shorthand()]


class TableEntityText(Strict):
    """A company of the table; what is left out is that of the edition's facts.yaml, where there is one."""

    name: Bilingual | None = Field(default=None, description="Its full name.")
    short: Bilingual | None = Field(default=None, description="Its short name.")
    fiscal_year_end: Scalar = Field(default=Text("12-31"), description="As in facts.yaml.")
    fiscal_year_named: Literal["start", "end"] = Field(default="end", description="As in facts.yaml.")
    currency: Scalar | None = Field(default=None, description="What it reports in, `USD`.")


class TableSourceText(Strict):
    """A source that the table gives numbers of, or the table itself."""

    title: Bilingual = Field(description="What it is called.")
    published: Scalar | None = Field(
        default=None, description="The day on which it came out, `2026-01-30`; or `--filed`."
    )
    language: SourceLanguage = Field(default=DEFAULT, description="The language that it is written in.")
    url: Scalar | None = Field(default=None, description="Where it can be read.")


class TableConceptText(Strict):
    """A concept of one's own."""

    label: Bilingual = Field(description="What it is called.")
    unit: Scalar = Field(default=Text(""), description="As in facts.yaml.")
    type: Literal["duration", "instant"] = Field(default="duration", description="As in facts.yaml.")


class TableMap(Strict):
    """The mapping file as a whole. With `concepts-in` or `periods-in` the table is wide; else it is long."""

    sheet: Scalar | None = Field(
        default=None, description="Of a workbook: its name or number; the first one."
    )
    header: Annotated[int, Field(ge=1)] = Field(
        default=1, description="The number of the row (in CSV the line) that heads the columns."
    )
    concepts_in: Scalar | None = Field(
        default=None,
        description="The column whose cells name concepts, by letter or head; periods head the others.",
    )
    periods_in: Scalar | None = Field(
        default=None,
        description="The column whose cells name periods, by letter or head; concepts head the others.",
    )
    rows: dict[Scalar, HeadEntry] = Field(
        default={}, description="What rows mean, by what their cell in that column says, or by number."
    )
    columns: dict[Scalar, HeadEntry] = Field(
        default={}, description="What columns mean, by what heads them, or by letter."
    )
    unit: Scalar | None = Field(
        default=None, description="The unit of all amounts of money that name none; the company's currency."
    )
    scale: Scalar | None = Field(
        default=None,
        description="The scale of all amounts of money and numbers of shares, not of what is per share.",
    )
    scenario: Scalar | None = Field(default=None, description="That of all figures; `actual`.")
    entity: Scalar | None = Field(
        default=None, description="The company, as facts.yaml calls it; or `--entity`."
    )
    period: Scalar | None = Field(default=None, description="The edition's period; or `--period`.")
    entities: dict[Scalar, TableEntityText] = Field(default={}, description="Companies, as in facts.yaml.")
    source: Scalar | None = Field(
        default=None, description="What facts.yaml calls the table as a source; the file's name."
    )
    sources: dict[Scalar, TableSourceText] = Field(default={}, description="Sources, by name.")
    segments: dict[Scalar, Bilingual] = Field(
        default={}, description="Parts of the company, as in facts.yaml."
    )
    concepts: dict[Scalar, TableConceptText] = Field(
        default={}, description="Concepts that are not standard, by name."
    )


def read_table_map(data: bytes, file: str) -> TableMap:
    """A mapping file. Raises Rejected with all that is wrong with its shape, RG101 to RG112, or its names, RG201."""
    tree, findings = read_yaml(data, file)
    if tree is None:
        raise Rejected(findings)
    model, misshapen = check_shape(TableMap, tree, file)
    if model is None or findings or misshapen:
        raise Rejected([*findings, *misshapen])
    if wrong := list(_misnamed(model)):
        raise Rejected(wrong)
    return model


def _misnamed(said: TableMap) -> Iterator[Finding]:
    """RG201 for what facts.yaml could not call so."""
    alone = [name for name in (said.entity, said.source) if name is not None]
    for name in [*alone, *said.entities, *said.sources, *said.segments]:
        if not re.fullmatch("[a-z][a-z0-9_]*", name):
            yield RG201.finding(f"{str(name)!r} cannot be a name", name.locus, "use a-z, digits and _")
    for name in said.concepts:
        if (wrong := misnamed(name)) is not None:
            yield wrong


def vocabulary_with(said: TableMap, vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with the concepts of a mapping."""
    own = {
        str(name): StandardConcept(
            str(name),
            unit=str(told.unit),
            instant=told.type == "instant",
            labels={str(tag): str(text) for tag, text in told.label.items()},
        )
        for name, told in said.concepts.items()
    }
    return replace(vocabulary, own={**vocabulary.own, **own})
