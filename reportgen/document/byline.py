"""The nodes of who speaks, and of which shares: the masthead, the panel of the first page, its strip of financials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reportgen.document.nodes import Exhibit, Line, Table


@dataclass(frozen=True)
class Analyst:
    """Somebody who answers for a document, and how to reach the person."""

    name: Line
    role: Line
    contacts: tuple[Line, ...]


@dataclass(frozen=True)
class Byline:
    """Who speaks, where on the web, and what they have to disclose; empty where nobody is named."""

    publisher: Line = ()
    address: Line = ()
    analysts: tuple[Analyst, ...] = ()
    disclosures: tuple[Line, ...] = ()


NOBODY: Final = Byline()


@dataclass(frozen=True)
class Quote:
    """A row on the shares: a rating or a figure, and what it was before."""

    label: Line
    value: Line
    before: Line = ()


@dataclass(frozen=True)
class Shares:
    """What the first page says of the shares: the publisher's `view` of them, the `market`, how they did, and the line
    of their price."""

    view: tuple[Quote, ...]
    market: tuple[Quote, ...]
    performance: tuple[Quote, ...]
    chart: Exhibit | None = None


@dataclass(frozen=True)
class Strip:
    """Key financials over several periods; `legend` says what its forecasts are."""

    table: Table
    legend: Line
    source: Line
