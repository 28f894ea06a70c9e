"""Places: an edition's files, put into a folder or a bucket, with an index last that says what is there as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.util import find_spec
from typing import Any, Final, get_args

from reportgen.brief.inputs import Project
from reportgen.codes.rg9_delivery import RG951
from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.plans.delivery_yaml import AttachmentFormat
from reportgen.delivery.plans.destinations import FilePlace, folder_named, language_named
from reportgen.delivery.sending import Outcome, Parcel, artifact_of
from reportgen.delivery.ways_out.hushing import Hushing
from reportgen.delivery.ways_out.stores import Store, StoreFault
from reportgen.errors import Finding, MachineLacks, install_extra
from reportgen.record.lying_beside import SIGNATURE_SUFFIX

INDEX: Final = "index.json"
_NO_SECRET: Final = Hushing()  # a store keeps its own
# What opens a place: the store of an edition in it. Raises what a store raises.
OpenStore = Callable[[str, str], Store]


def placed_name(edition: str, language: str, kind: str) -> str:
    """What a file is called in a place. No two languages share one, so that neither replaces what the other lists."""
    return f"{edition}.{language}.{kind}"


def within_the_project(project: Project, edition: str, place: FilePlace) -> Iterator[Finding]:
    """RG951 where a folder is among those that the program reads or keeps. Raises MachineLacks for a bucket where what
    speaks to buckets is not installed."""
    if place.to.startswith("s3://"):
        if find_spec("s3fs") is None:
            raise MachineLacks(f"{place.to} is a bucket, and buckets need an extra: {install_extra('s3')}")
        return
    folder = (project.data.parent / place.to).resolve()
    own = [one.resolve() for one in (project.data, project.output, project.cache) if one]
    if any(folder.is_relative_to(one) or one.is_relative_to(folder / edition) for one in own):
        message = f"{place.to} is among the files that the program itself reads or keeps"
        yield RG951.finding(message, place.locus, "choose a folder outside of data/ and output/")


class PlaceWay:
    """A transport into places. Putting the same files twice changes nothing, and a place can be asked what it has."""

    def __init__(self, open_store: OpenStore) -> None:
        self._open = open_store

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Put the files in place: none is listed while any of them is not there."""
        place = folder_named(parcel.recipient)
        try:
            _put(self._open(place, parcel.delivery.edition), parcel)
        except (StoreFault, OSError) as error:
            mend = error.mend if isinstance(error, StoreFault) else _wants_mending(error)
            said = _NO_SECRET.line(f"{place}: {_why(error)}")
            return Outcome(State.DEFERRED, said, halts=True, fault=mend)
        count = len(parcel.files)
        return Outcome(State.SENT, f"{count} file{'s' * (count != 1)} put in {parcel.delivery.edition}/")

    def trace(self, delivery: Delivery) -> State | None:
        """Sent where the place has the very files; else they are to be put there again, which does no harm."""
        try:
            store = self._open(folder_named(delivery.recipient), delivery.edition)
            return State.SENT if has_delivery(store, delivery) else State.QUEUED
        except (StoreFault, OSError):
            return State.QUEUED


def _put(store: Store, parcel: Parcel) -> None:
    """The files, once none is listed any more; then what an issue before had besides is gone; then the index."""
    delivery, names = parcel.delivery, {file.name for file in parcel.files}
    stem = delivery.edition, delivery.language
    index = placed_name(*stem, INDEX)
    commit = store.staged({file.name: file.data for file in parcel.files})
    if store.read(index) is not None:
        store.remove(index)
    commit()
    for kind in get_args(AttachmentFormat):  # by its name: a run that was killed has left no index to say so
        for left in (placed_name(*stem, kind), placed_name(*stem, kind) + SIGNATURE_SUFFIX):
            if left not in names and store.read(left) is not None:
                store.remove(left)
    store.staged({index: _index(parcel)})()


def has_delivery(store: Store, delivery: Delivery) -> bool:
    """True where a place lists and has the files of a delivery, byte for byte, with the signatures that it lists. Whose
    signature lies beside a file makes no other delivery of it."""
    index = placed_name(delivery.edition, delivery.language, INDEX)
    digests = []
    for one in _read_index(store.read(index)):
        name, found = str(one.get("name")), sha256(store.read(str(one.get("name"))) or b"").hexdigest()
        if not name.endswith(SIGNATURE_SUFFIX):
            digests.append((str(one.get("built")), found))
        elif found != one.get("sha256"):
            return False
    return artifact_of(language_named(delivery.recipient), digests) == delivery.artifact


def _index(parcel: Parcel) -> bytes:
    files = [
        {"name": one.name, "sha256": sha256(one.data).hexdigest(), "bytes": len(one.data), "built": one.built}
        for one in parcel.files
    ]
    row = parcel.delivery
    document = {"edition": row.edition, "language": row.language, "issue": row.issue, "files": files}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _read_index(data: bytes | None) -> list[dict[str, Any]]:
    """The files that an index lists; none where there is none that can be read."""
    if data is None:
        return []
    try:
        files = json.loads(data)["files"]
        return [one for one in files if isinstance(one, dict) and "/" not in str(one.get("name"))]
    except (ValueError, KeyError, TypeError):
        return []


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _wants_mending(error: OSError) -> bool:
    """Whether somebody has to set something right; what a network does passes by itself."""
    return not isinstance(error, (TimeoutError, ConnectionError))
