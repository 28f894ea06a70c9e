"""References: `[entity/]concept[@period][~scenario]`, the same in YAML, in formulas, in prose and in exhibits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from reportgen.errors import nearest
from reportgen.facts.period import Period, PeriodError, parse_period, parse_shift

SCENARIOS: Final = ("actual", "consensus", "guidance", "estimate")

NAME: Final = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*"
# When, and whether it happened: what may stand behind a concept, and behind a formula in its place.
COORDINATES: Final = (
    r"(?:@(?P<period>[-+][0-9]{1,2}[YQHM]|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}(?![0-9.]|-[0-9])"
    r"|9M[0-9]{4}|(?:TTM|YTD)?(?:FY[0-9]{4}(?:-?[QH][0-9]|-9M)?|[0-9]{4}(?:[QH][0-9])?)))?"
    r"(?:~(?P<scenario>[a-z]+))?"
)
PATTERN: Final = rf"(?:(?P<entity>[a-z][a-z0-9_]*)/)?(?P<concept>{NAME}){COORDINATES}"
_REFERENCE = re.compile(PATTERN)
EXPECTED_REFERENCE: Final = (
    "write [entity/]concept[@period][~scenario], as in aws.revenue@2024Q4 or googl/capex@2026~guidance"
)


class BadReference(ValueError):
    """A reference that cannot be read, or that names something unknown; `offset` is where in the reference."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True)
class Reference:
    """A reference as written; "" stands for a coordinate that was left out, and for the concept where a formula stands
    in its place. `period` may be a shift such as -1Y."""

    concept: str
    entity: str = ""
    period: str = ""
    scenario: str = ""


@dataclass(frozen=True)
class Coordinates:
    """Where a fact stands: what, whose, when, and whether it happened, was expected or was promised."""

    entity: str
    concept: str
    period: Period
    scenario: str = "actual"
    _hash: ClassVar[int]

    def __hash__(self) -> int:
        # Facts are looked up by their coordinates again and again: reckoned once, that is most of what it costs.
        try:
            return self._hash
        except AttributeError:
            object.__setattr__(self, "_hash", hash((self.entity, self.concept, self.period, self.scenario)))
            return self._hash

    def __reduce__(self) -> tuple[type[Coordinates], tuple[str, str, Period, str]]:
        # Without the hash: another process hashes text with a seed of its own, and would not find its facts again.
        return Coordinates, (self.entity, self.concept, self.period, self.scenario)

    def __str__(self) -> str:
        return f"{self.entity}/{self.local}"

    @property
    def local(self) -> str:
        """The reference without the entity, as an author of that entity's edition writes it."""
        tail = "" if self.scenario == "actual" else f"~{self.scenario}"
        return f"{self.concept}@{self.period}{tail}"


def parse_reference(text: str) -> Reference:
    """Read a reference. Raises BadReference."""
    match = _REFERENCE.fullmatch(text.strip())
    if not match:
        raise misread(text)
    return from_match(match)


def misread(text: str) -> BadReference:
    """What is wrong with a text that was meant as a reference and is none: its period, or else its name."""
    name, at, behind = text.partition("@")
    period, tilde, scenario = behind.partition("~")
    if at and _REFERENCE.fullmatch(name.strip()) and (wrong := _misread_period(period)):
        return BadReference(wrong, len(name) + 1)
    plain = (
        re.sub(r"[\s-]+", "_", name.strip()).lower() + at + period.strip() + tilde + scenario.strip().lower()
    )
    meant = f"did you mean {plain}? Otherwise " if plain != text and _REFERENCE.fullmatch(plain) else ""
    return BadReference(f"cannot read the reference {text!r}: {meant}{EXPECTED_REFERENCE}")


def _misread_period(text: str) -> str:
    if text[:1] in ("+", "-"):
        known = parse_shift(text) is not None
        return (
            ""
            if known
            else f"cannot read the shift {text!r}: write -1Y, -1H, -1Q or -1M, with at most two digits"
        )
    try:
        parse_period(text)
    except PeriodError as error:
        return str(error)
    return ""


def from_match(match: re.Match[str], concept: str | None = None, entity: str | None = None) -> Reference:
    """A Reference from a match of PATTERN, or of COORDINATES for a formula, which has no `concept`.

    Raises BadReference for a scenario that does not exist.
    """
    scenario = match["scenario"] or ""
    if scenario and scenario not in SCENARIOS:
        near = nearest(scenario, SCENARIOS)
        message = f"unknown scenario {scenario!r}: there are {', '.join(SCENARIOS)}{near}"
        raise BadReference(message, match.start("scenario") - match.start())
    concept = match["concept"] if concept is None else concept
    entity = (match["entity"] or "") if entity is None else entity
    return Reference(concept, entity, match["period"] or "", scenario)
