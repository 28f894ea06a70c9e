"""What facts.yaml may hold: the schema, as pydantic models.

The models are the one description of the file: they check it, they are exported as a JSON Schema for editors, and they
keep every scalar as the `Text` that knows its line and column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from reportgen.facts.shorthand import Shorthand, written_out
from reportgen.facts.text import Text
from reportgen.languages import DEFAULT, LANGUAGES, source_languages


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("expected text")  # pydantic wants a ValueError here
    return value


def _none_yet(value: object) -> object:
    """A section in which nothing stands but remarks: facts that wait to be confirmed."""
    return {} if value == "" else value


def _language(value: object) -> object:
    """The tag of a language; those that there are when a file is read count."""
    if _text(value) not in LANGUAGES:
        raise PydanticCustomError("language", "no language", {"expected": ", ".join(map(repr, LANGUAGES))})
    return value


if TYPE_CHECKING:
    Scalar = Text
    LanguageTag = Text
    Bilingual = Mapping[str, Text]
    SourceLanguage = str
    Accepted = Mapping[str, Text] | Mapping[str, Mapping[str, Text]]
    Formulas = Text | list[Text] | None
else:
    # Any scalar; pydantic hands the very object on, so that its place in the file stays with it.
    Scalar = Annotated[Any, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"]})]
    LanguageTag = Annotated[
        Any, BeforeValidator(_language), WithJsonSchema({"type": "string", "enum": list(LANGUAGES)})
    ]
    Bilingual = Annotated[dict[LanguageTag, Scalar], Field(min_length=1)]
    SourceLanguage = Literal[source_languages()]
    # Words for whatever tie-out finds, or words for each code by itself. The tags show up in pydantic's paths alone.
    Accepted = Annotated[
        Annotated[Bilingual, Tag("[words]")] | Annotated[dict[Scalar, Bilingual], Tag("[codes]")],
        Discriminator(lambda value: "[codes]" if _by_code(value) else "[words]"),
    ]

    Formulas = (
        Annotated[
            Annotated[Scalar, Tag("[one]")] | Annotated[list[Scalar], Tag("[several]"), Field(min_length=1)],
            Discriminator(lambda value: "[several]" if isinstance(value, list) else "[one]"),
        ]
        | None
    )


def _by_code(value: object) -> bool:
    return isinstance(value, Mapping) and any(isinstance(inner, Mapping) for inner in value.values())


class Strict(BaseModel):
    """A mapping that knows all its keys."""

    model_config = ConfigDict(
        defer_build=True,  # a model that only stands in another one needs no validator of its own
        extra="forbid",
        populate_by_name=False,
        arbitrary_types_allowed=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )


class EntityText(Strict):
    """A company: its names, and when its fiscal years end."""

    name: Bilingual = Field(description="The full name, as the masthead has it.")
    short: Bilingual | None = Field(
        default=None, description="A short name, for sentences; the full one where it is left out."
    )
    fiscal_year_end: Scalar = Field(
        default=Text("12-31"),
        description="When the fiscal year ends, which says what `FY2026Q2` means: on a day, `09-30`; or on a weekday, "
        "for years of 52 and 53 weeks: `last saturday of january`, `saturday nearest 01-31`.",
    )
    fiscal_year_named: Literal["start", "end"] = Field(
        default="end",
        description="Whether `FY2026` is the year that ends in 2026 or the one that starts then.",
    )
    periods: dict[Scalar, Scalar] = Field(
        default={},
        description="Real dates of fiscal periods, which win over the rule: `FY2026Q2: 2025-04-28 to 2025-07-27`.",
    )
    currency: Scalar | None = Field(
        default=None,
        description="What it reports in, `USD`, for standard concepts; left out, what its statements are written in.",
    )
    isin: Scalar | None = Field(
        default=None, description="The ISIN of its shares; its check digit has to be right (RG423)."
    )
    lei: Scalar | None = Field(
        default=None, description="Its legal entity identifier; its check digits have to be right (RG423)."
    )


class SourceText(Strict):
    """Where statements come from."""

    title: Bilingual = Field(description="What the source is called in source lines and in the appendix.")
    published: Scalar = Field(description="The day on which it came out, `2026-01-30`.")
    language: SourceLanguage = Field(default=DEFAULT, description="The language that it is written in.")
    publisher: Bilingual | None = Field(
        default=None, description="Who brought it out; stands before the title in source lines."
    )
    file: Scalar | None = Field(
        default=None,
        description="Its text, against which every statement is held: a file in the edition's folder or in the "
        "project's `sources/`, as plain text, Markdown, HTML or PDF. Nobody gets it but where `ship` says so.",
    )
    sha256: Scalar | None = Field(
        default=None, description="The SHA-256 of that file, so that no other one stands in for it."
    )
    accession: Scalar | None = Field(
        default=None, description="The number under which a regulator keeps it; `import` fills it in."
    )
    url: Scalar | None = Field(default=None, description="Where it can be read; `import` fills it in.")
    ship: bool = Field(
        default=False, description="Whether a copy of it is built beside the documents, as `source.ID.txt`."
    )


class ConceptText(Strict):
    """What is measured. The keys from `parts` on are for the sanity rules. What a [standard concept](../vocabulary.md)
    leaves out stays as it is."""

    label: Bilingual | None = Field(
        default=None,
        description="What the concept is called wherever the program names it; needed unless it is standard.",
    )
    unit: Scalar = Field(
        default=Text(""),
        description="`USD`, `USD/share`, `%`, `points`, `bps`, `x`, one of `units:`, or nothing.",
    )
    type: Literal["duration", "instant"] = Field(
        default="duration",
        description="`duration` for what is measured over a period, `instant` for what stands on a day.",
    )
    basis: Literal["reported", "adjusted", "fx-neutral"] = Field(
        default="reported", description="How it is measured; facts on different bases do not tie out (RG306)."
    )
    note: Bilingual | None = Field(
        default=None, description="A remark for whoever reads the file; nothing prints it."
    )
    definition: Bilingual | None = Field(
        default=None,
        description="What a measure outside of the standards takes in and leaves out: printed where it first stands.",
    )
    beside: list[Scalar] = Field(
        default=[],
        description="The measures of the standards of which one is printed beside it: it is outside of them (RG527).",
    )
    parts: list[Scalar] = Field(
        default=[], description="The concepts that add up to this one: they have to foot (RG405)."
    )
    part_of: Scalar | None = Field(
        default=None, description="The concept that this one can never exceed (RG404)."
    )
    non_negative: bool = Field(
        default=False,
        description="It cannot fall below zero (RG414), and no quarter stands above its year (RG407).",
    )
    adds_up: bool | None = Field(
        default=None, description="Whether its quarters add to its year (RG406); left out, those of money do."
    )
    length: Literal["quarter", "half", "year"] | None = Field(
        default=None, description="The only period that it is measured over (RG408)."
    )


class StatementText(Strict):
    """One telling of a fact: the value, and where the source prints it in which characters."""

    value: Scalar = Field(
        description="The figure as it was written, with its unit: `213.4 bn USD`, `about 65%`."
    )
    source: Scalar = Field(description="A source of `sources:` and the place in it, `release ¶4`.")
    printed: Scalar = Field(description="The very characters that the source prints.")
    digits: Annotated[int, Field(ge=1, le=20)] | None = Field(
        default=None, description="How many digits count, where the zeros at the end do not."
    )
    scale: Scalar | None = Field(
        default=None,
        description="The scale in the head of the table that the figure stands in, where it prints none itself: `m`, "
        "`thousand`; `1` for none.",
    )
    excerpt: Scalar | None = Field(
        default=None,
        description="The words of the source around the figure, against which the statement is held.",
    )


OPEN: Final = "open"  # in the place of statements: what is still to be filled in


def _told_or_open(value: object, told: Callable[[object], object]) -> object:
    return value if isinstance(value, Text) and value == OPEN else told(value)


if TYPE_CHECKING:
    Statements = list[StatementText] | Text
else:
    Statements = Annotated[
        list[Annotated[StatementText, Shorthand()]],
        Field(min_length=1),
        WrapValidator(_told_or_open),
        Shorthand(),
    ]


class FactText(Strict):
    """A fact: stated, derived, or both."""

    stated: Statements | None = Field(
        default=None,
        description="Every telling of the fact by a source, with keys of its own or on a line: `14%; release ¶3`; or "
        "`open`, where it is still to be filled in (RG308).",
    )
    formula: Formulas = Field(
        default=None,
        description="What recomputes it: `growth(revenue)`; several in a list, each of which has to tie.",
    )
    prefer: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="Which of several statements is printed, counted from 1; needs `because:`."
    )
    because: Bilingual | None = Field(default=None, description="Why that statement is preferred.")
    accepted: Accepted | None = Field(
        default=None,
        description="Why the fact is printed although something was found: words, or words for each code.",
    )
    label: Bilingual | None = Field(default=None, description="Its own label, instead of the concept's.")
    note: Bilingual | None = Field(
        default=None, description="A remark for whoever reads the file; nothing prints it."
    )

    @property
    def is_open(self) -> bool:
        """Whether it is still to be filled in."""
        return isinstance(self.stated, Text)

    @property
    def tellings(self) -> list[StatementText]:
        """Its statements, none where it is open."""
        return [] if self.stated is None or isinstance(self.stated, Text) else self.stated


if TYPE_CHECKING:
    FactEntry = FactText
else:
    FactEntry = Annotated[FactText, BeforeValidator(written_out), Shorthand(listed=True)]


class FactsFile(Strict):
    """facts.yaml as a whole."""

    entity: Scalar = Field(description="The entity of every reference that names none.")
    period: Scalar = Field(description="The period of every reference that names none, and of the masthead.")
    entities: dict[Scalar, EntityText] = Field(description="Companies, by a name of a-z, digits and _.")
    sources: dict[Scalar, SourceText] = Field(description="What is quoted, by a name of a-z, digits and _.")
    sourced: Literal["all"] | None = Field(
        default=None,
        description="`all`: every statement has to be held against the words of its source, so that a source whose "
        "file is missing stops the edition.",
    )
    units: dict[Scalar, Bilingual] = Field(
        default={},
        description="Units of your own for counted things (`people`, `cars`), with their word in each language.",
    )
    segments: dict[Scalar, Bilingual] = Field(
        default={},
        description="Parts of a company, by a name of a-z, digits and _: `aws.revenue` is the revenue of `aws`.",
    )
    concepts: dict[Scalar, ConceptText] = Field(
        default={},
        description="What is measured, by a name of a-z, digits, _ and dots (`capex.net`); "
        "[standard concepts](../vocabulary.md) need not stand here.",
    )
    facts: Annotated[dict[Scalar, FactEntry], BeforeValidator(_none_yet)] = Field(
        description="The facts, by their reference, `[entity/]concept[@period][~scenario]`, with keys of their own, or "
        "on one line: `VALUE; SOURCE ¶PLACE; PRINTED` (a list of such), or `= FORMULA`."
    )
