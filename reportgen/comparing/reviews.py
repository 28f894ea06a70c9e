"""Reviews: who looked at which fact and what they saw; reviewed.yaml, read and written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import Field

from reportgen.errors import Finding
from reportgen.facts.schema import Scalar, Strict
from reportgen.facts.shape import check_shape
from reportgen.facts.text import read_yaml


@dataclass(frozen=True)
class ReviewLook:
    """Somebody's look at a fact: who, on which day, the value with its interval, and where it came from."""

    by: str
    on: str
    saw: str
    source: str = ""


Reviews = Mapping[str, tuple[ReviewLook, ...]]  # full reference → looks, by name


class LookText(Strict):
    """One person's look at a fact."""

    by: Scalar = Field(description="Who looked.")
    on: Scalar = Field(description="The day.")
    saw: Scalar = Field(description="The value with its interval, as it was then.")
    source: Scalar | None = Field(
        default=None, alias="from", description="Its source or formula, as it was then."
    )


class ReviewsFile(Strict):
    """reviewed.yaml as a whole."""

    facts: dict[Scalar, list[LookText]] = Field(
        default={}, description="The looks, by the fact's full reference."
    )


_HEAD: Final = "# Who looked at which fact, and what they saw. Written by reportgen review; commit it.\n"


def read_reviews(data: bytes | None, file: str) -> tuple[Reviews, list[Finding]]:
    """The reviews of an edition; none where there is no file, and findings where it cannot be read."""
    if data is None:
        return {}, []
    tree, findings = read_yaml(data, file)
    if tree is None:
        return {}, findings
    read, misshapen = check_shape(ReviewsFile, tree, file)
    if read is None:
        return {}, [*findings, *misshapen]
    found = {
        str(fact): tuple(
            ReviewLook(str(one.by), str(one.on), str(one.saw), str(one.source or "")) for one in looks
        )
        for fact, looks in read.facts.items()
    }
    return found, [*findings, *misshapen]


def reviews_yaml(reviews: Reviews) -> str:
    """The file: facts by name, the looks at each by who looked; the same reviews are the same bytes."""
    return _HEAD + "".join(_lines(reviews))


def _lines(reviews: Reviews) -> Iterator[str]:
    yield "facts:\n" if reviews else "facts: {}\n"
    for fact in sorted(reviews):
        yield f"  {json.dumps(fact, ensure_ascii=False)}:\n"
        for look in sorted(reviews[fact], key=lambda one: (one.by, one.on)):
            said = {"by": look.by, "on": look.on, "saw": look.saw, "from": look.source}
            pairs = ", ".join(f"{key}: {_scalar(key, text)}" for key, text in said.items() if text)
            yield f"    - {{{pairs}}}\n"


def _scalar(key: str, text: str) -> str:
    return text if key == "on" else json.dumps(text, ensure_ascii=False)
