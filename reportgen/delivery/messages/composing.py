"""The composer makes one edition's messages out of its texts, its built files and what a reader had before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from hashlib import sha256
from pathlib import Path
from typing import Final

from reportgen.brief.edition import Edition
from reportgen.brief.families import families_of
from reportgen.brief.inputs import Inputs, Project
from reportgen.brief.letters import WrittenLetter, write_letter
from reportgen.check import Checked
from reportgen.codes.rg9_delivery import RG906
from reportgen.delivery.gates import read_manifest
from reportgen.delivery.ledgers.ledger import Delivery, Ledger
from reportgen.delivery.messages.announcing import Announcement, announcement, prove_post, write_post
from reportgen.delivery.messages.correction import changes
from reportgen.delivery.messages.message import (
    Attachment,
    DeliveryMark,
    Envelope,
    file_name,
    write_message,
)
from reportgen.delivery.messages.protecting import (
    covering_letter,
    envelope_name,
    judge_password,
    password_of,
    prove_envelope,
)
from reportgen.delivery.messages.readback import ReadBack, prove_message
from reportgen.delivery.messages.signed_letters import letter_signer
from reportgen.delivery.plans.address import Mailbox
from reportgen.delivery.plans.destinations import FilePlace, Webhook
from reportgen.delivery.plans.planned import Destination, Plan, Recipient
from reportgen.delivery.sending import Clock, Parcel, PlacedFile, artifact_of
from reportgen.delivery.ways_out.places import placed_name, within_the_project
from reportgen.delivery.ways_out.sign import Sign, signer
from reportgen.document.walk import plain
from reportgen.errors import Finding
from reportgen.languages import LANGUAGES
from reportgen.press import fresh
from reportgen.press.cache import NO_CACHE, Cache, made_with
from reportgen.press.enveloping import Enveloped, encrypted, press_envelope
from reportgen.press.lettering import (
    Change,
    Enclosed,
    LetterPicture,
    PressedLetter,
    marked_as_test,
    press_letter,
    print_image,
)
from reportgen.record.lying_beside import SIGNATURE_SUFFIX

NUMBERS_FILE: Final = "numbers.json"


@dataclass(frozen=True)
class Prepared:
    """A delivery and its reader; `former` is what the reader was sent before, where this corrects it.

    `settled` where nothing is to be done for it now; `silent` where its files changed and say nothing new.
    """

    delivery: Delivery
    recipient: Destination
    former: Delivery | None = None
    settled: bool = False
    silent: bool = False


def names_for(edition: str, reader: Destination) -> tuple[str, ...]:
    """The built files of an edition that go to a reader."""
    stem = f"{edition}.{reader.language}"
    names = {"pdf": f"{stem}.pdf", "html": f"{stem}.html", "xlsx": "numbers.xlsx"}
    return tuple(names[kind] for kind in reader.attach)


@dataclass(frozen=True)
class Composer:
    """What messages are made of: what was read of the edition, its plan, the built files by name, the ledger's former
    numbers, the folder of the files, the clock, and the environment that holds passwords and the key. `trial` is the
    one address that a test goes to, instead of readers."""

    project: Project
    inputs: Inputs
    checked: Checked
    plan: Plan
    files: Mapping[str, bytes]
    ledger: Ledger
    folder: Path
    clock: Clock
    trial: Mailbox | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    _open: dict[object, bytes] = field(default_factory=dict, repr=False)
    _closed: dict[str, bytes] = field(default_factory=dict, repr=False)
    _letters: dict[object, PressedLetter] = field(default_factory=dict)
    _written: dict[tuple[str, str], WrittenLetter] = field(default_factory=dict)
    _images: dict[str, LetterPicture | None] = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        """The edition that goes out."""
        assert self.checked.edition is not None, "what cannot be read is not delivered"
        return self.checked.edition

    @property
    def numbers(self) -> bytes:
        """The numbers.json that goes with the files; empty where there is none."""
        return self.files.get(NUMBERS_FILE, b"")

    @property
    def _known(self) -> tuple[str, ...]:
        """What anybody knows of the edition: its name, and those of its companies."""
        entities = self.edition.base.entities.values()
        names = (name for one in entities for names in (one.name, one.short) for name in names.values())
        return self.edition.name, *names

    def names(self, reader: Destination) -> tuple[str, ...]:
        """The built files that go to a reader."""
        return names_for(self.edition.name, reader)

    def artifact(self, reader: Destination) -> str:
        """The SHA-256 over the files that go to a reader; without files, over the numbers that the message prints."""
        names = self.names(reader) or (NUMBERS_FILE,)
        digests = ((name, sha256(self.files.get(name, b"")).hexdigest()) for name in names)
        return artifact_of(reader.language, digests)

    def findings(self, waiting: Iterable[Prepared]) -> Iterator[Finding]:
        """What speaks against what would go out: numbers, heads, size (RG906), and places that are none (RG951)."""
        for one in waiting:
            match one.recipient:
                case Recipient() as reader:
                    yield from self._mail_findings(one, reader)
                case FilePlace() as place:
                    yield from within_the_project(self.project, self.edition.name, place)
                case Webhook() as hook:
                    yield from prove_post(self.message(one), self._told(one, hook))

    def _mail_findings(self, one: Prepared, reader: Recipient) -> Iterator[Finding]:
        if reader.password and (weak := list(judge_password(reader, self.environment, self._known))):
            yield from weak
            return
        data = self.message(one)
        letter, files = self.letter(one, reader), self.attachments(one, reader)
        if reader.password:
            (envelope,), password = files, password_of(reader, self.environment)
            yield from prove_envelope(envelope.data, password, self._files(reader), reader)
        faces = families_of(self.edition).of(reader.language).faces
        yield from prove_message(data, self.envelope(one, reader), letter, files, faces)
        if len(data) > self.plan.budget:
            size, budget = (f"{count / 1e6:.2f} MB" for count in (len(data), self.plan.budget))
            message = f"the message to {reader.address} has {size}; the budget is {budget}"
            mend = "attach less, or raise size-budget: many servers take no more than 10 to 25 MB"
            yield RG906.finding(message, reader.locus, mend)

    def parcel(self, one: Prepared) -> Parcel:
        """A delivery with its message or its files; a message is signed where the plan says so. Raises MachineLacks
        where the key is missing."""
        match one.recipient:
            case Recipient():
                sign = self.sign
                sender = self.plan.envelope_sender(one.delivery.message_id)
                return Parcel(one.delivery, sender, lambda: sign(self.message(one)))
            case FilePlace() as place:
                return Parcel(one.delivery, "", lambda: b"", self._placed(place))
            case Webhook():
                return Parcel(one.delivery, "", lambda: self.message(one))

    def _placed(self, place: FilePlace) -> tuple[PlacedFile, ...]:
        """The files as a place has them, each with the signature that lies beside it."""
        stem = self.edition.name, place.language
        placed: list[PlacedFile] = []
        for kind, built in zip(place.attach, self.names(place), strict=True):
            for more in ("", SIGNATURE_SUFFIX):
                if not more or built + more in self.files:
                    data = self.files[built + more]
                    placed.append(PlacedFile(placed_name(*stem, kind) + more, built + more, data))
        return tuple(placed)

    def _told(self, one: Prepared, hook: Webhook) -> Announcement:
        draft = next(draft for draft in self.checked.drafts if draft.language == hook.language)
        file = placed_name(self.edition.name, hook.language, hook.attach[0])
        return announcement(self.edition, draft, hook, file, one.former is not None)

    def words(self, one: Prepared) -> str:
        """What a message says, for a look at its words; "" of a place."""
        match one.recipient:
            case Recipient():
                read = ReadBack.of(self.message(one))
                return f"{read.subject}\n{read.part('plain')}"
            case Webhook() as hook:
                return "\n".join(self._told(one, hook).lines)
            case _:
                return ""

    @cached_property
    def sign(self) -> Sign:
        """What signs a message; leaves it as it is where the plan asks for no signature. The one for servers is over
        the one for readers."""
        signs: list[Sign] = []
        if self.plan.smime:
            signs.append(letter_signer(self.environment, self.clock, self.plan.sender.address))
        if self.plan.dkim:
            signs.append(signer(self.plan.dkim, self.project.data.parent))
        return lambda message: reduce(lambda made, sign: sign(made), signs, message)

    def message(self, one: Prepared) -> bytes:
        """The finished message, before it is signed; what a webhook is told."""
        match one.recipient:
            case Recipient() as reader:
                envelope = self.envelope(one, reader)
                return write_message(envelope, self.letter(one, reader), self.attachments(one, reader))
            case Webhook() as hook:
                return write_post(self._told(one, hook))
            case _:
                return b""

    def envelope(self, one: Prepared, reader: Recipient) -> Envelope:
        """Who writes to whom, in answer to what."""
        plan, delivery = self.plan, one.delivery
        answers = one.former.message_id if one.former else ""
        return Envelope(
            plan.sender,
            plan.reply_to,
            self.trial or reader.mailbox,
            delivery.message_id,
            delivery.queued,
            answers,
            plan.unsubscribe,
            None if self.trial else self._mark(delivery),
            self.trial is not None,
        )

    def _mark(self, delivery: Delivery) -> DeliveryMark:
        return DeliveryMark(delivery.edition, delivery.issue, delivery.artifact, delivery.numbers)

    def attachments(self, one: Prepared, reader: Recipient) -> tuple[Attachment, ...]:
        """What a message brings: the reader's files, or one envelope that has them in it."""
        if not reader.password:
            return self._files(reader)
        return (Attachment(envelope_name(reader.language), "pdf", self._envelope(one, reader)),)

    def _files(self, reader: Recipient) -> tuple[Attachment, ...]:
        """The files that go to a reader, under the names that the reader sees."""
        title = plain(self._letter(reader).letter.title)
        numbers = LANGUAGES[reader.language].letter.numbers_file
        return tuple(
            Attachment(file_name(title, kind, numbers if kind == "xlsx" else ""), kind, self.files[name])
            for kind, name in zip(reader.attach, self.names(reader), strict=True)
        )

    def _envelope(self, one: Prepared, reader: Recipient) -> bytes:
        """A reader's envelope, closed once: what was proved is what goes out, though no two are alike."""
        if reader.address not in self._closed:
            corrects = one.former is not None
            key = (reader.language, reader.attach, corrects)
            if key not in self._open:
                files = [Enveloped(file.name, file.kind, file.data) for file in self._files(reader)]
                letter, sender = self._letter(reader).letter, self.plan.sender
                shown = plain(letter.byline.publisher) or sender.name or sender.address
                made = press_envelope(self.edition, letter, shown, files, self.inputs.templates, corrects)
                self._open[key] = made
            closed = encrypted(self._open[key], password_of(reader, self.environment))
            self._closed[reader.address] = closed
        return self._closed[reader.address]

    def letter(self, one: Prepared, reader: Recipient) -> PressedLetter:
        """The words of a message; readers who get the same share them."""
        named = reader.mailbox.name if self.plan.wording.greets else ""
        key = (
            reader.language,
            named,
            reader.attach,
            reader.password,
            one.former.numbers if one.former else None,
        )
        if key not in self._letters:
            names = tuple(file.name for file in self.attachments(one, reader))
            unsubscribe, closed = next(iter(sorted(self.plan.unsubscribe)), ""), bool(reader.password)
            changes = None if closed else self._changes(one)
            enclosed = Enclosed(names, changes, unsubscribe, self.plan.verify_url, closed)
            written, image = self._letter(reader), None if closed else self._image(reader)
            if closed:
                written = covering_letter(written, one.former is not None)
            pressed = press_letter(self.edition, written, enclosed, self.inputs.templates, image)
            self._letters[key] = marked_as_test(pressed) if self.trial else pressed
        return self._letters[key]

    def _letter(self, reader: Recipient) -> WrittenLetter:
        key = reader.language, reader.mailbox.name if self.plan.wording.greets else ""
        if key not in self._written:
            draft = next(one for one in self.checked.drafts if one.language == reader.language)
            headline, wording = draft.document.headline.content, self.plan.wording
            self._written[key] = write_letter(
                self.edition, headline, reader.language, wording, reader.addressee
            )
        return self._written[key]

    def _image(self, reader: Recipient) -> LetterPicture | None:
        if reader.language not in self._images:
            letter = self._letter(reader).letter
            faces = families_of(self.edition).of(reader.language).faces
            self._images[reader.language] = print_image(letter, self.edition, faces, self._cache)
        return self._images[reader.language]

    @cached_property
    def _cache(self) -> Cache:
        """What the press has made before with what there is now; nothing where the built files do not say with what."""
        made_from = fresh.present(self.inputs, read_manifest(self.files))
        return Cache(self.project.cache, made_with(made_from)) if made_from["fonts"] else NO_CACHE

    def _changes(self, one: Prepared) -> tuple[Change, ...] | None:
        if one.former is None:
            return None
        before = self.ledger.numbers(one.former.numbers)
        assert before is not None, "numbers are kept before anything is sent with them"
        return changes(before, self.numbers, one.recipient.language)


def outgoing(composer: Composer, waiting: Sequence[Prepared]) -> tuple[str, ...]:
    """The built files that the messages are made of."""
    return (*dict.fromkeys(name for one in waiting for name in composer.names(one.recipient)), NUMBERS_FILE)
