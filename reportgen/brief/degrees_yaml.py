"""The thresholds of the verbs that `changed` chooses, as brief.yaml declares them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from reportgen.facts.quantity import QuantityError, parse_quantity
from reportgen.facts.schema import Scalar, Strict
from reportgen.facts.text import Text
from reportgen.figures.degrees import DegreeLimits, Limit


def _threshold(ratios: Collection[str], example: str) -> Callable[[Text], Text]:
    """A check that a threshold is one number above zero, written in one of the ratios."""

    def read(text: Text) -> Text:
        try:
            quantity = parse_quantity(text)
        except QuantityError:
            quantity = None
        plain = quantity is not None and quantity.written is not None and not quantity.written.qualifier
        if quantity is None or not plain or quantity.unit.ratio not in ratios or quantity.point <= 0:
            message = "a threshold is a number above zero such as {example}"
            raise PydanticCustomError("threshold", message, {"example": example})
        return text

    return read


if TYPE_CHECKING:
    _Percent = Text
    _Points = Text
else:
    _Percent = Annotated[Scalar, AfterValidator(_threshold(("%",), "20%"))]
    _Points = Annotated[Scalar, AfterValidator(_threshold(("points", "bps"), "3 points"))]


class DegreesText(Strict):
    """By how far a figure has to change for a stronger or a weaker verb, in clauses of `changed`."""

    slight: _Percent = Field(
        default=Text("2%"), description="Below it a change of an amount is slight: edged up."
    )
    strong: _Percent = Field(default=Text("20%"), description="From it on one is strong: jumped.")
    slight_points: _Points = Field(
        default=Text("0.5 points"), description="The same of ratios, in points or bps."
    )
    strong_points: _Points = Field(default=Text("3 points"), description="The same.")

    @model_validator(mode="after")
    def _in_order(self) -> DegreesText:
        limits = self.limits
        for ratio in (False, True):
            slight, strong = limits.of(ratio=ratio)
            if slight.value >= strong.value:
                raise PydanticCustomError(
                    "degrees",
                    "what is slight has to be less than what is strong: {slight}, {strong}",
                    {"slight": slight.text, "strong": strong.text},
                )
        return self

    @property
    def limits(self) -> DegreeLimits:
        """The thresholds as numbers."""
        written = (self.slight, self.strong, self.slight_points, self.strong_points)
        return DegreeLimits(*(Limit(str(text), parse_quantity(text).point) for text in written))
