"""A world with every way out: the scripted mail server, folders and buckets whose every access may fail, and a chat.

A place is looked at after each change of it, as a reader might who comes by just then: what its index lists is there.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from delivery.simulator import World

from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.plans.destinations import WayKind, way_kind
from reportgen.delivery.sending import Outcome, Parcel, PlacedFile, Transport, artifact_of
from reportgen.delivery.ways_out import stores
from reportgen.delivery.ways_out.places import PlaceWay
from reportgen.delivery.ways_out.stores import BucketStore, FolderStore, Store, StoreFault
from reportgen.delivery.ways_out.ways import Ways
from reportgen.delivery.ways_out.webhooks import Webhooks

EDITION: Final = "edition"
SECRET: Final = "T0000/B0000/s3cretTokenOfTheDesk"
_HOOK_STEPS: Final = ("connect", "head", "last", "answer")
_HOOK_FAULTS: Final = ("drop", "slow", "429", "503", "400", "302", "garbage", "nothing", "half")
_FILE_FAULTS: Final = ("no access", "full", "drop before", "drop after", "slow")


@dataclass
class WideWorld(World):
    """A seed's world with all ways out."""

    folder: Path = field(init=False)
    objects: dict[str, bytes] = field(default_factory=dict)
    half_seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.folder = Path(tempfile.mkdtemp(prefix="places-"))
        (self.folder / "desk").mkdir()
        more = [
            f"{self.folder}/desk#en",
            f"{self.folder}/desk#zh-Hant",
            "s3://briefs/desk#en",
            "webhook:desk",
        ]
        if self.random.random() < 0.2:
            self.bad.add("webhook:desk")
        self.readers = [*self.readers[:2], *self.random.sample(more, self.random.randint(1, len(more)))]

    def end(self) -> None:
        """Take the folders away."""
        self.ledger().close()
        shutil.rmtree(self.folder)

    # ---- what goes out

    def placed(self, address: str, issue: int) -> tuple[PlacedFile, ...]:
        """The files of an issue; the second has one less."""
        language = address.rpartition("#")[2]
        kinds = ("pdf", "html") if issue % 2 else ("pdf",)
        names = [f"{EDITION}.{language}.{kind}" for kind in kinds]
        return tuple(PlacedFile(name, name, f"{name} {issue} {'x' * 50}".encode()) for name in names)

    def _parcel(self, reader: str, issue: int) -> Parcel:
        kind = way_kind(reader)
        if kind is WayKind.MAIL:
            return super()._parcel(reader, issue)
        files = self.placed(reader, issue) if kind is WayKind.PLACE else ()
        language = reader.rpartition("#")[2] if files else "en"
        artifact = artifact_of(language, [(one.built, sha256(one.data).hexdigest()) for one in files])
        row = Delivery(EDITION, reader, issue, artifact, language, f"<{reader}.{issue}>", "", self.now)
        return Parcel(row, "", lambda: json.dumps({"text": "told", "issue": issue}).encode(), files)

    def transport(self) -> Transport:
        """Every way, with an eye on what goes by it."""
        environment = {"REPORTGEN_WEBHOOK_DESK": f"https://hooks.example.com/services/{SECRET}"}
        hooks = Webhooks(environment, lambda _: ScriptedHook(self), self._seconds)
        places = PlaceWay(self._store)
        return Watching(
            self, Ways({WayKind.MAIL: self.post(), WayKind.PLACE: places, WayKind.WEBHOOK: hooks})
        )

    def run(self, again: frozenset[State] = frozenset()) -> None:
        """One run of the program, on a disk that may fail."""
        with _faulty_disk(self):
            super().run(again)

    def _seconds(self) -> float:
        return self.now.timestamp()

    def _store(self, place: str, edition: str) -> Store:
        if place.startswith("s3://"):
            return BucketStore(ScriptedBucket(self), place, edition)
        return FolderStore(Path(place), edition)

    # ---- what is in places

    def contents(self, address: str) -> dict[str, bytes]:
        """The files that a place has, by name, whoever put them there."""
        to = address.rpartition("#")[0]
        if to.startswith("s3://"):
            stem = f"{to.removeprefix('s3://')}/{EDITION}/"
            return {name.removeprefix(stem): data for name, data in self.objects.items()}
        return {path.name: path.read_bytes() for path in (Path(to) / EDITION).glob("[!.]*")}

    def look(self) -> None:
        """Come by as a reader: what an index lists has to be there, byte for byte."""
        for address in self.readers:
            if way_kind(address) is not WayKind.PLACE:
                continue
            files = self.contents(address)
            index = files.get(f"{EDITION}.{address.rpartition('#')[2]}.index.json")
            listed = json.loads(index)["files"] if index else ()
            if any(sha256(files.get(one["name"], b"")).hexdigest() != one["sha256"] for one in listed):
                self.half_seen.append(address)
            elif index:
                self.truth.accepted[address, json.loads(index)["issue"]] = 1

    def disturb(self, change: Any) -> Any:
        """One access to a file system: a fault before or after it, or the end of the process."""
        self.perhaps_dies()
        fault = self.random.choice(_FILE_FAULTS) if self.random.random() < self.rough else ""
        if fault == "no access":
            raise (
                StoreFault("no access: AccessDenied")
                if self.random.random() < 0.5
                else PermissionError(13, "no")
            )
        if fault == "full":
            raise OSError(28, "No space left on device")
        if fault == "drop before" or (fault == "slow" and self.random.random() < 0.5):
            raise ConnectionResetError(104, "reset")
        done = change()
        self.look()
        self.perhaps_dies()
        if fault == "drop after":
            raise ConnectionResetError(104, "reset")
        if fault == "slow":
            raise TimeoutError("timed out")
        return done


class Watching:
    """All ways out, with an eye on who is bothered, and on what is said."""

    def __init__(self, world: WideWorld, ways: Ways) -> None:
        self._world, self._ways = world, ways

    def trace(self, delivery: Delivery) -> State | None:
        return self._ways.trace(delivery)

    def hand_over(self, parcel: Parcel) -> Outcome:
        world, key = self._world, (parcel.recipient, parcel.delivery.issue)
        if way_kind(parcel.recipient) is WayKind.WEBHOOK:
            world.current = parcel.recipient
            if key in world.truth.refused and not world.flagged[key]:
                world.truth.bothered.append(parcel.recipient)
        outcome = self._ways.hand_over(parcel)
        assert "s3cret" not in outcome.said and SECRET.encode().hex()[:20] not in outcome.said
        return outcome


class ScriptedBucket:
    """As much of fsspec's file systems as a bucket needs."""

    def __init__(self, world: WideWorld) -> None:
        self._world = world

    def cat_file(self, path: str, timeout: float) -> bytes:
        found = self._world.disturb(lambda: self._world.objects.get(path))
        if found is None:
            raise FileNotFoundError(path)
        return bytes(found)

    def pipe_file(self, path: str, data: bytes, ContentType: str, timeout: float) -> None:  # noqa: N803
        self._world.disturb(lambda: self._world.objects.update({path: data}))

    def rm_file(self, path: str, timeout: float) -> None:
        self._world.disturb(lambda: self._world.objects.pop(path, None))


@contextmanager
def _faulty_disk(world: WideWorld) -> Iterator[None]:
    """Let every access of a folder be one that may fail."""
    usual = {name: getattr(stores, name) for name in ("write_synced", "_move", "_take_away")}
    for name, access in usual.items():
        setattr(stores, name, lambda *paths, access=access: world.disturb(lambda: access(*paths)))
    sync, stores.sync = stores.sync, lambda _: None
    stores.write_synced = lambda path, data: world.disturb(lambda: path.write_bytes(data)) and None
    try:
        yield
    finally:
        stores.sync = sync
        for name, access in usual.items():
            setattr(stores, name, access)


class ScriptedHook:
    """One connection to the chat: it fails at a step, or answers."""

    def __init__(self, world: WideWorld) -> None:
        self._world, self._read, self._pieces = world, b"", list[bytes | OSError]()
        self._plan = {
            step: world.random.choice(_HOOK_FAULTS)
            for step in _HOOK_STEPS
            if world.random.random() < world.rough
        }
        if world.current in world.bad:
            self._plan.setdefault("answer", "400")
        self._step("connect")

    def settimeout(self, seconds: float) -> None:
        assert 0 < seconds <= 60

    def close(self) -> None:
        pass

    def sendall(self, data: bytes) -> None:
        body = self._read.partition(b"\r\n\r\n")[2]
        last = bool(body)
        self._step("last" if last else "head")
        self._read += data
        head, _, body = self._read.partition(b"\r\n\r\n")
        length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
        if len(body) == length:
            self._answer(json.loads(body)["issue"])

    def recv(self, size: int) -> bytes:
        piece = self._pieces.pop(0) if self._pieces else b""
        if isinstance(piece, OSError):
            raise piece
        return piece

    def _step(self, step: str) -> None:
        self._world.perhaps_dies()
        if step in self._plan:
            raise (
                TimeoutError("timed out")
                if self._plan[step] == "slow"
                else ConnectionResetError(104, "reset")
            )

    def _answer(self, issue: int) -> None:
        """What the chat does with a whole post, and what it says."""
        world, fault = self._world, self._plan.get("answer", "")
        unsure = fault in ("drop", "slow", "garbage", "nothing", "half")
        if not fault or (unsure and world.random.random() < 0.5):
            world.truth.accepted[world.current, issue] += 1
        if fault in ("400", "302"):
            world.truth.refused.add((world.current, issue))
        status = fault if fault.isdigit() else "200"
        said = f"HTTP/1.1 {status} x\r\nRetry-After: 99999\r\n\r\n/services/{SECRET}".encode()
        self._pieces = {
            "drop": [ConnectionResetError(104, "reset")], "slow": [TimeoutError("timed out")],
            "garbage": [SECRET.encode() + b"\r\n"], "nothing": [], "half": [b"HTTP/1."],
        }.get(fault, [said[:9], said[9:]])  # fmt: skip
        world.perhaps_dies()
