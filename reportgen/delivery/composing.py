"""The composer makes one edition's messages out of its texts, its built files and what a reader had before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Final

from reportgen.brief.edition import Edition
from reportgen.brief.families import families_of
from reportgen.brief.inputs import Inputs, Project
from reportgen.brief.letters import WrittenLetter, write_letter
from reportgen.check import Checked
from reportgen.codes.rg9_delivery import RG906
from reportgen.delivery.address import Mailbox
from reportgen.delivery.correction import changes
from reportgen.delivery.gates import read_manifest
from reportgen.delivery.ledger import Delivery, Ledger
from reportgen.delivery.message import Attachment, Envelope, file_name, write_message
from reportgen.delivery.plan import Plan, Recipient
from reportgen.delivery.readback import prove_message
from reportgen.delivery.sending import Parcel
from reportgen.delivery.sign import Sign, signer
from reportgen.document.walk import plain
from reportgen.errors import Finding
from reportgen.languages import LANGUAGES
from reportgen.press import fresh
from reportgen.press.cache import NO_CACHE, Cache, made_with
from reportgen.press.lettering import (
    Change,
    Enclosed,
    LetterPicture,
    PressedLetter,
    marked_as_test,
    press_letter,
    print_image,
)

NUMBERS_FILE: Final = "numbers.json"


@dataclass(frozen=True)
class Prepared:
    """A delivery and its reader; `former` is what the reader was sent before, where this corrects it.

    `settled` where nothing is to be done for it now; `silent` where its files changed and say nothing new.
    """

    delivery: Delivery
    recipient: Recipient
    former: Delivery | None = None
    settled: bool = False
    silent: bool = False


@dataclass(frozen=True)
class Composer:
    """What messages are made of: what was read of the edition, its plan, the built files by name, and the ledger's
    former numbers. `trial` is the one address that a test goes to, instead of readers."""

    project: Project
    inputs: Inputs
    checked: Checked
    plan: Plan
    files: Mapping[str, bytes]
    ledger: Ledger
    trial: Mailbox | None = None
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

    def names(self, reader: Recipient) -> tuple[str, ...]:
        """The built files that go to a reader."""
        stem = f"{self.edition.name}.{reader.language}"
        names = {"pdf": f"{stem}.pdf", "html": f"{stem}.html", "xlsx": "numbers.xlsx"}
        return tuple(names[kind] for kind in reader.attach)

    def artifact(self, reader: Recipient) -> str:
        """The SHA-256 over the files that go to a reader; without files, over the numbers that the message prints."""
        names = self.names(reader) or (NUMBERS_FILE,)
        lines = [f"{name} {sha256(self.files.get(name, b'')).hexdigest()}" for name in names]
        return sha256("\n".join([reader.language, *lines]).encode()).hexdigest()

    def findings(self, waiting: Iterable[Prepared]) -> Iterator[Finding]:
        """What speaks against the finished messages: their numbers, their heads, their size (RG906)."""
        for one in waiting:
            data = self.message(one)
            letter, files = self.letter(one), self.attachments(one.recipient)
            faces = families_of(self.edition).of(one.recipient.language).faces
            yield from prove_message(data, self.envelope(one), letter, files, faces)
            if len(data) > self.plan.budget:
                size, budget = (f"{count / 1e6:.2f} MB" for count in (len(data), self.plan.budget))
                message = f"the message to {one.recipient.mailbox.address} has {size}; the budget is {budget}"
                mend = "attach less, or raise size-budget: many servers take no more than 10 to 25 MB"
                yield RG906.finding(message, one.recipient.locus, mend)

    def parcel(self, one: Prepared) -> Parcel:
        """A delivery with its message, signed where the plan says so. Raises MachineLacks where the key is missing."""
        sign = self.sign
        return Parcel(one.delivery, self.plan.sender.address, lambda: sign(self.message(one)))

    @cached_property
    def sign(self) -> Sign:
        """What signs a message; leaves it as it is where the plan names no key."""
        return signer(self.plan.dkim, self.project.data.parent) if self.plan.dkim else lambda message: message

    def message(self, one: Prepared) -> bytes:
        """The finished message, before it is signed."""
        return write_message(self.envelope(one), self.letter(one), self.attachments(one.recipient))

    def envelope(self, one: Prepared) -> Envelope:
        """Who writes to whom, in answer to what."""
        plan, delivery = self.plan, one.delivery
        answers = one.former.message_id if one.former else ""
        reader = self.trial or one.recipient.mailbox
        return Envelope(
            plan.sender,
            plan.reply_to,
            reader,
            delivery.message_id,
            delivery.queued,
            answers,
            plan.unsubscribe,
            self.trial is not None,
        )

    def attachments(self, reader: Recipient) -> tuple[Attachment, ...]:
        """The files that go to a reader, under the names that the reader sees."""
        title = plain(self._letter(reader).letter.title)
        numbers = LANGUAGES[reader.language].letter.numbers_file
        return tuple(
            Attachment(file_name(title, kind, numbers if kind == "xlsx" else ""), kind, self.files[name])
            for kind, name in zip(reader.attach, self.names(reader), strict=True)
        )

    def letter(self, one: Prepared) -> PressedLetter:
        """The words of a message; readers who get the same share them."""
        reader = one.recipient
        named = reader.mailbox.name if self.plan.wording.greets else ""
        key = (reader.language, named, reader.attach, one.former.numbers if one.former else None)
        if key not in self._letters:
            names = tuple(file.name for file in self.attachments(reader))
            unsubscribe = next(iter(sorted(self.plan.unsubscribe)), "")
            enclosed = Enclosed(names, self._changes(one), unsubscribe, self.plan.verify_url)
            written, image = self._letter(reader), self._image(reader)
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
