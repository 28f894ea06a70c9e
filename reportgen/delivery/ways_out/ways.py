"""Every way out behind one transport: what the ledger calls a destination says by which it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.plans.destinations import WayKind, way_kind
from reportgen.delivery.sending import Outcome, Parcel, Transport
from reportgen.delivery.ways_out.buckets import bucket_files, read_endpoint, read_keys
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.delivery.ways_out.places import OpenStore, PlaceWay
from reportgen.delivery.ways_out.stores import BucketStore, FolderStore, Store


class Ways:
    """A transport that hands each parcel to the way that it goes."""

    def __init__(self, ways: Mapping[WayKind, Transport]) -> None:
        self._ways = dict(ways)

    def way(self, address: str) -> Transport:
        """The way to what the ledger calls so."""
        return self._ways[way_kind(address)]

    def hand_over(self, parcel: Parcel) -> Outcome:
        """By the parcel's way."""
        return self.way(parcel.recipient).hand_over(parcel)

    def trace(self, delivery: Delivery) -> State | None:
        """As its way says."""
        return self.way(delivery.recipient).trace(delivery)

    def apart(self, name: str) -> Ways:
        """The same ways, for what is no delivery."""
        return Ways({kind: set_apart(way, name) for kind, way in self._ways.items()})


def set_apart(way: Transport, name: str) -> Transport:
    """A way for what is no delivery: where it is an outbox, a folder of its own in that."""
    match way:
        case Outbox():
            return way.beside(name)
        case Ways():
            return way.apart(name)
        case _:
            return way


def places_from(root: Path, environment: Mapping[str, str]) -> PlaceWay:
    """Folders from the project's folder `root`, and the buckets that the environment leads to. Nothing is opened before
    something is to be put there."""

    @cache
    def files() -> Any:
        return bucket_files(read_keys(), read_endpoint(environment))

    return PlaceWay(store_opener(root, files))


def store_opener(root: Path, files: Callable[[], Any]) -> OpenStore:
    """What opens a place: a bucket on `files`, or a folder."""

    def opened(place: str, edition: str) -> Store:
        if place.startswith("s3://"):
            return BucketStore(files(), place, edition)
        return FolderStore(root / place, edition)

    return opened
