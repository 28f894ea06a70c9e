"""What brief.yaml and a theme may say of who speaks, and of the shares that are spoken of, as pydantic models (see
`facts/schema.py` for how they are used)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Discriminator, Field, Tag

from reportgen.facts.schema import Bilingual, Scalar, Strict
from reportgen.facts.text import Text


class PerformanceText(Strict):
    """How the shares did, under a label of its own."""

    fact: Scalar = Field(description="The fact, as a rule a growth of the price.")
    label: Bilingual | None = Field(
        default=None, description="What it is called; left out, how long that growth took, else its label."
    )


if TYPE_CHECKING:
    Contacts = Text | list[Text]
    Performance = Text | PerformanceText
else:
    # The tags show up in pydantic's paths alone.
    Contacts = Annotated[
        Annotated[Scalar, Tag("[one]")] | Annotated[list[Scalar], Tag("[several]"), Field(min_length=1)],
        Discriminator(lambda value: "[several]" if isinstance(value, list) else "[one]"),
    ]
    Performance = Annotated[
        Annotated[Scalar, Tag("[one]")] | Annotated[PerformanceText, Tag("[keys]")],
        Discriminator(lambda value: "[keys]" if isinstance(value, dict | PerformanceText) else "[one]"),
    ]


class PublisherText(Strict):
    """Who publishes: the author of every brief, never the company that it is about."""

    name: Bilingual = Field(description="The publisher's name.")
    url: Scalar | None = Field(default=None, description="Where the name leads: an https: address.")


class AnalystText(Strict):
    """Somebody who answers for the brief."""

    name: Bilingual = Field(description="The name.")
    role: Bilingual | None = Field(default=None, description="What the person does or covers.")
    contact: Contacts | None = Field(
        default=None, description="How to reach the person: an e-mail address, a telephone number, an https: "
        "address, or a list of them."
    )  # fmt: skip


class SpeakersText(Strict):
    """Who speaks. A brief's publisher and analysts stand in place of its theme's; disclosures are the theme's first,
    then the brief's."""

    publisher: PublisherText | None = Field(
        default=None,
        description="Who publishes: in the masthead, at the foot of each page, in mail, and as the author in the "
        "metadata. The company is what a brief is about, and never its author.",
    )
    analysts: list[AnalystText] = Field(
        default=[], description="Who answers for it, on the first page and in mail."
    )
    disclosures: list[Bilingual] = Field(
        default=[],
        description="What has to be disclosed, a paragraph each, at the end before the disclaimer.",
    )


class RatingText(Strict):
    """What the publisher thinks of the shares, in words without a numeral."""

    now: Bilingual = Field(description="The rating.")
    before: Bilingual | None = Field(
        default=None, description="What it was, where this brief or `since` changed it."
    )
    since: Scalar | None = Field(default=None, description="The day since which it stands.")


class TargetText(Strict):
    """The target price. Beside a market price, what lies between the two is computed and printed."""

    fact: Scalar = Field(description="The target price.")
    before: Scalar | None = Field(default=None, description="The fact that it was, where it was changed.")


class MarketText(Strict):
    """The shares in the market, on the day of the price."""

    price: Scalar = Field(description="The price; its day is the day that the panel names.")
    capitalisation: Scalar | None = Field(default=None, description="The market capitalisation.")
    performance: list[Performance] = Field(
        default=[],
        description="How the shares did, a row each: "
        "`growth(share_price@2026-02-05, share_price@2025-02-05)`.",
    )
    chart: Scalar | None = Field(
        default=None, description="An exhibit that stands small below them: as a rule the line of the price."
    )


class StripRowText(Strict):
    """A row of the strip."""

    fact: Scalar = Field(
        description="What it shows, without a period: `revenue`, `growth(revenue)`, `eps.diluted`."
    )
    label: Bilingual | None = Field(
        default=None, description="What it is called; left out, the fact's label."
    )
    total: bool = Field(default=False, description="A rule above and heavier type.")


class StripText(Strict):
    """Key financials over several years, below the text of the first page. What is not held is a dash."""

    columns: Annotated[list[Scalar], Field(min_length=1)] = Field(
        description="Periods; with `~consensus`, `~guidance` or `~estimate` a forecast, marked as such: "
        "`2026~consensus`."
    )
    rows: Annotated[list[StripRowText], Field(min_length=1)] = Field(description="Its rows.")
    unit: Scalar | None = Field(
        default=None, description="The unit that the cells leave out, with its scale if you like: `m USD`."
    )
