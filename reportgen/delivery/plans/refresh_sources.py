"""Where an edition's facts come from by themselves: `refresh:` of delivery.yaml, read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import SplitResult, urlsplit

from reportgen.codes.rg9_delivery import RG904
from reportgen.delivery.plans.address import unfit_in
from reportgen.delivery.plans.delivery_yaml import RefreshText
from reportgen.errors import FindingCode, Locus
from reportgen.facts.calendars import EXPECTED_YEAR_END, read_year_end
from reportgen.facts.text import Text
from reportgen.languages.currencies import CURRENCIES

SaySource = Callable[[FindingCode, str, Locus, str], None]
TODAY: Final = "today"
_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_LONGEST_ADDRESS: Final = 2000  # characters


@dataclass(frozen=True)
class RefreshSource:
    """One source: a `folder` (its last part may be a pattern) or an `address`, the other is ""; what an import is told
    of it; whether it may be missing; and where delivery.yaml names it. `filed` is a day, `today` or ""."""

    folder: str
    address: str
    entity: str
    period: str
    filed: str
    source: str
    map: str
    currency: str
    year_end: str
    optional: bool
    locus: Locus

    @property
    def shown(self) -> str:
        """The source as messages name it. What stands behind the ? of an address may be a key, and is left out."""
        return self.address.partition("?")[0] if self.address else self.folder

    def files(self, root: Path) -> list[Path]:
        """The files of the folder that there are now, in the order of their names; hidden ones do not count."""
        path = root / self.folder
        pattern = "*"
        if re.search(r"[*?\[]", path.name):
            path, pattern = path.parent, path.name
        found = path.glob(pattern) if path.is_dir() else ()
        return sorted(one for one in found if one.is_file() and not one.name.startswith("."))


def is_fetchable(address: str) -> bool:
    """Whether an address may be fetched: https, or http on this machine; without a name and a password in it."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  it is read when it is asked for
    except ValueError:
        return False
    plain = len(address) <= _LONGEST_ADDRESS and re.fullmatch(r"[!-~]+", address) is not None
    return plain and bool(parts.hostname) and "@" not in parts.netloc and _is_safe(parts)


def is_here(address: str) -> bool:
    """Whether an address is this machine's own."""
    return urlsplit(address).hostname in _LOOPBACK


def _is_safe(parts: SplitResult) -> bool:
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def read_sources(declared: Sequence[RefreshText], say: SaySource) -> tuple[RefreshSource, ...]:
    """The sources of an edition; RG904 for what cannot be read."""
    return tuple(_source(one, say) for one in declared)


def _source(one: RefreshText, say: SaySource) -> RefreshSource:
    place = str(one.place)
    is_address = "://" in place
    if is_address and not is_fetchable(place):
        message = f"{place.partition('?')[0]!r} is no https address"
        say(RG904, message, one.place.locus, "write https://…, in ASCII, without a name and a password")
    if not is_address and (unfit_in(place) or not PurePosixPath(place).name):
        say(RG904, f"{place!r} is no folder", one.place.locus, "write incoming/acme, or incoming/*.csv")
    if one.filed is not None and not _is_filed(str(one.filed)):
        say(RG904, f"{str(one.filed)!r} is no day", one.filed.locus, "write 2026-02-05, or today")
    if one.currency is not None and one.currency not in CURRENCIES:
        say(RG904, f"{str(one.currency)!r} is no currency", one.currency.locus, "write its ISO code: USD")
    if one.year_end is not None and read_year_end(one.year_end) is None:
        say(
            RG904, f"{str(one.year_end)!r} is no year's end", one.year_end.locus, f"write {EXPECTED_YEAR_END}"
        )
    return RefreshSource(
        "" if is_address else place,
        place if is_address else "",
        _written(one.entity),
        _written(one.period),
        _written(one.filed),
        _written(one.source),
        _written(one.map),
        _written(one.currency),
        _written(one.year_end),
        one.optional,
        one.place.locus,
    )


def _written(text: Text | None) -> str:
    return str(text or "")


def _is_filed(text: str) -> bool:
    try:
        return text == TODAY or bool(date.fromisoformat(text))
    except ValueError:
        return False
