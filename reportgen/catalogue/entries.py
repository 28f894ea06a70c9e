"""Entries of the catalogue, from what stands in the output: the manifest and the numbers of each edition, and what the
last run said of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

_REVENUE_GROWTH: Final = re.compile(r"growth\(revenue(, 1Y)?\)")
_SURPRISE: Final = re.compile(r"surprise\((revenue|eps[\w.]*)\)")


@dataclass(frozen=True)
class CataloguedFile:
    """A finished document: its name within the output, its language and its kind."""

    path: str
    language: str
    kind: str


@dataclass(frozen=True)
class CatalogueEntry:
    """One edition. `title` is that of its first language, `company` what its facts call the company, `published` its
    day; `growth` is that of revenue over a year, `surprise` that of revenue or earnings per share against consensus,
    both in per cent and None where it prints none; `failed` says what stopped the last run, "" where nothing did."""

    name: str
    title: str
    company: str
    published: str
    files: tuple[CataloguedFile, ...] = ()
    headline: str = ""
    growth: Decimal | None = None
    surprise: Decimal | None = None
    failed: str = ""


_CARRIED: Final = re.compile(rb'<script type="application/json" id="numbers-json">(.*?)</script>', re.DOTALL)


def numbers_carried(page: bytes) -> bytes:
    """The numbers.json that a finished HTML page carries; b"" where it has none. Whether it holds is for `verify`."""
    found = _CARRIED.search(page)
    return found[1] if found else b""


def entry_of(name: str, manifest: bytes, numbers: bytes, failed: str = "") -> CatalogueEntry | None:
    """The entry of an edition; None where its files cannot be read."""
    try:
        listing, told = json.loads(manifest), json.loads(numbers) if numbers else {}
        facts, documents = told.get("numbers", []), told.get("documents", {})
        document: Mapping[str, Any] = documents.get(listing["languages"][0]) or next(
            iter(documents.values()), {}
        )
        return CatalogueEntry(
            name,
            str(document.get("title") or name),
            _company(facts),
            str(listing["published"]),
            tuple(_files(name, listing)),
            str(next(iter(document.get("headings", [])), "")),
            _first(facts, _REVENUE_GROWTH),
            _first(facts, _SURPRISE),
            failed,
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None


def _company(facts: Iterable[Mapping[str, Any]]) -> str:
    """The entity that most facts are about."""
    counts: dict[str, int] = {}
    for fact in facts:
        entity = str(fact["fact"]).partition("/")[0]
        counts[entity] = counts.get(entity, 0) + 1
    return max(counts, key=lambda one: counts[one], default="")


def _files(name: str, listing: Mapping[str, Any]) -> Iterable[CataloguedFile]:
    for item in listing["artifacts"]:
        stem, _, kind = str(item["name"]).rpartition(".")
        if stem.startswith(f"{name}.") and kind in ("pdf", "html"):
            yield CataloguedFile(f"{name}/{item['name']}", stem.removeprefix(f"{name}."), kind)


def _first(facts: Iterable[Mapping[str, Any]], wanted: re.Pattern[str]) -> Decimal | None:
    """Of the figures that are such a formula the one that is printed first, which is of the edition's own period; in
    per cent."""
    for fact in facts:
        if wanted.fullmatch(str(fact.get("formula") or "")) and fact.get("unit") == "%" and fact.get("value"):
            try:
                return Decimal(str(fact["value"]))
            except InvalidOperation:
                continue
    return None
