"""What the product is to keep to, as ratios within one run, and how a run did.

A target in seconds was set on another machine, on which bare WeasyPrint took 8.5 s for the two pages: it is judged by
its ratio to that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from benchmarks.works import BARE, FEW, MANY

BARE_SECONDS: Final = 8.5  # of bare WeasyPrint where the targets in seconds were set
MB: Final = 1_000_000


@dataclass(frozen=True)
class Medians:
    """The medians of a work: seconds, seconds of processor time, bytes of its largest process."""

    seconds: float
    processor: float
    peak: float


Found = Mapping[str, Medians]


@dataclass(frozen=True)
class Target:
    """At most `limit` of what `value` finds in a run; `needs` are the works that it looks at. `time` is what was
    found in milliseconds, where the target was set in time."""

    title: str
    needs: tuple[str, ...]
    value: Callable[[Found], float]
    limit: float
    unit: str = ""
    time: Callable[[Found], float] | None = None

    def judged(self, found: Found) -> tuple[float, bool] | None:
        """What was found, and whether it is met; None where a work is missing."""
        if any(key not in found for key in self.needs):
            return None
        value = self.value(found)
        return value, value <= self.limit


def _seconds(key: str, of: str = BARE) -> Callable[[Found], float]:
    return lambda found: found[key].seconds / found[of].seconds


def _of_bare(title: str, key: str, seconds: float) -> Target:
    return Target(
        f"{title} (≤ {seconds} s there)",
        (key, BARE),
        _seconds(key),
        seconds / BARE_SECONDS,
        "× bare",
        lambda found: found[key].seconds * 1000,
    )


def _per_row(found: Found) -> float:
    """Milliseconds of a further row."""
    return (found["rows-many"].seconds - found["rows-few"].seconds) / (MANY - FEW) * 1000


TARGETS: Final = (
    Target("cold, both languages, everything", ("cold", BARE), _seconds("cold"), 0.8, "× bare"),
    Target(
        "processor time of the same",
        ("cold", BARE),
        lambda found: found["cold"].processor / found[BARE].processor,
        1.6,
        "× bare",
    ),
    Target(
        "one language, PDF + HTML", ("one", "bare-en"), _seconds("one", "bare-en"), 1.2, "× bare of that page"
    ),
    _of_bare("nothing changed, --if-changed", "unchanged", 0.15),
    Target("one number edited, cached", ("edited", "cold"), _seconds("edited", "cold"), 0.7, "× cold"),
    _of_bare("check of Amazon", "check", 0.4),
    Target("peak memory, cold", ("cold",), lambda found: found["cold"].peak / MB, 350, "MB"),
    _of_bare("verify of four documents", "verify", 2.5),
    Target(
        f"each further row of {MANY:,} (≤ 2.5 ms there)",
        ("rows-few", "rows-many", BARE),
        lambda found: _per_row(found) / found[BARE].seconds,
        2.5 / BARE_SECONDS,
        "‰ of bare",
        _per_row,
    ),
    Target(
        f"linear: {MANY:,} rows against {FEW:,}",
        ("rows-few", "rows-many"),
        _seconds("rows-many", "rows-few"),
        1.1 * MANY / FEW,
        "×",
    ),
    Target(
        f"peak memory, {MANY:,} rows", ("rows-many",), lambda found: found["rows-many"].peak / MB, 600, "MB"
    ),
)
