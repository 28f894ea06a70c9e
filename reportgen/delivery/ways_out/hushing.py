"""Secrets kept out of what the other side said, whatever it made of them on the way.

A server may answer with what it was given: as it is, as base64 of AUTH PLAIN, in a URL, in JSON, as SMTP's xtext (RFC
3461), cut into lines; in UTF-8, UTF-16, Latin-1 or Windows-1252. It may be coded in a way that is not known here. So a
text is read in several ways, each of which knows where its characters stood, and what a secret is found in is taken out
before the text is cut or cleaned for the ledger and the terminal. A reading takes as long as its text.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode, b32hexencode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Final

LONGEST_SAID: Final = 300  # characters of an answer that are kept
HUSHED: Final = "…"
_SHORTEST_CORE: Final = 3  # characters of base64 that say enough to be looked for
_SHORTEST_CORE_32: Final = 5  # of base32, which is found in any case
# What may stand between two characters of a secret, in bytes of UTF-8: white space, controls, quotes and the like; then
# also the ends of lines as a repr writes them, with the code that each line of a reply begins with.
_DROPPED: Final = (
    r"[\x00-\x20\x7f\"',+_=\\]|\xc2[\x80-\xa0]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf"
)
_LOOSE: Final = re.compile(_DROPPED)
_LOOSER: Final = re.compile(rf"(?:\r|\\r)?(?:\n|\\n)[2-5]\d\d[ -]|\\[rnt]|{_DROPPED}")
_BASE64_BREAK: Final = re.compile(r"(?:\r|\\r)?(?:\n|\\n)[2-5]\d\d[ -]|\\[rnt]|[\x00-\x20\x7f\"',\\]")
_HEX_BREAK: Final = re.compile(r"(?:\r|\\r)?(?:\n|\\n)[2-5]\d\d[ -]|\\[rntx]|0x|[\x00-\x20\x7f\"',\\:.%=-]")


@dataclass(frozen=True)
class TextView:
    """A text as it can be read: `chars`, a character a byte, and the span of the original that each was read from."""

    chars: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> TextView:
        """A text as it stands."""
        coded = [char.encode("utf-8", "surrogatepass").decode("latin-1") for char in text]
        spans = tuple((at, at + 1) for at, char in enumerate(coded) for _ in char)
        return cls("".join(coded), spans)

    def read_as(self, pattern: re.Pattern[str], meaning: Callable[[re.Match[str]], str]) -> TextView:
        """The text with what a pattern matches read as what it means."""
        chars: list[str] = []
        spans: list[tuple[int, int]] = []
        at = 0
        for found in pattern.finditer(self.chars):
            meant = meaning(found)
            chars += [self.chars[at : found.start()], meant]
            spans += self.spans[at : found.start()]
            spans += [(self.spans[found.start()][0], self.spans[found.end() - 1][1])] * len(meant)
            at = found.end()
        return TextView("".join([*chars, self.chars[at:]]), (*spans, *self.spans[at:]))

    def without(self, pattern: re.Pattern[str]) -> TextView:
        """The text without what a pattern matches."""
        return self.read_as(pattern, lambda _: "")

    def found(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Where a text stands, whatever its case, as places in `chars`."""
        text, wanted = self.chars.lower(), wanted.lower()
        at = text.find(wanted)
        while at >= 0:
            yield at, at + len(wanted)
            at = text.find(wanted, at + 1)


def _bytes_of(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _octal(found: re.Match[str]) -> str:
    return chr(int(found[1], 8) & 0xFF)


def _units(found: re.Match[str]) -> str:
    units = bytes.fromhex("".join(re.findall(r"[0-9a-fA-F]{4}", found[0])))
    return units.decode("utf-16-be", "replace").encode("utf-8", "replace").decode("latin-1")


def _code_point(found: re.Match[str]) -> str:
    return unescape(f"&#x{found[1]};").encode("utf-8", "replace").decode("latin-1")


def _entity(found: re.Match[str]) -> str:
    return unescape(found[0]).encode("utf-8", "replace").decode("latin-1")


_CODINGS: Final = (
    (re.compile(r"%(?:25)*([0-9a-fA-F]{2})"), _bytes_of),
    (re.compile(r"=([0-9a-fA-F]{2})"), _bytes_of),
    (re.compile(r"\\+x([0-9a-fA-F]{2})"), _bytes_of),
    (re.compile(r"(?:\\+u[0-9a-fA-F]{4})+"), _units),
    (re.compile(r"\\+u\{([0-9a-fA-F]{1,6})\}"), _code_point),
    (re.compile(r"\\+U([0-9a-fA-F]{8})"), _code_point),
    (re.compile(r"\\+([0-3][0-7]{2})"), _octal),
    (re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});?"), _entity),
    (re.compile(r"=\r?\n"), lambda _: ""),
)
# By itself, since a + within base64 is none of it.
_XTEXT: Final = re.compile(r"\+([0-9a-fA-F]{2})")


def _readings(text: str) -> Iterator[TextView]:
    """The text as it stands, in each coding of characters, and in all of them, one within another."""
    plain = TextView.of(text)
    yield plain
    yield plain.read_as(_XTEXT, _bytes_of)
    every = plain
    for pattern, meaning in _CODINGS:
        if (read := plain.read_as(pattern, meaning)).chars != plain.chars:
            yield read
        every = every.read_as(pattern, meaning)
    for _ in range(2):
        yield every
        yield every.read_as(_XTEXT, _bytes_of)
        for pattern, meaning in _CODINGS:
            every = every.read_as(pattern, meaning)


class Hushing:
    """Knows secrets, and takes every coding of them out of a text. Secrets that are empty are none."""

    def __init__(self, *secrets: str) -> None:
        self._secrets = tuple(sorted(filter(None, set(secrets)), key=len, reverse=True))

    def hush(self, said: str | bytes) -> str:
        """A text without the secrets; bytes are read as UTF-8."""
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        if not self._secrets:
            return text
        return _without(text, (span for reading in _readings(text) for span in self._found(reading)))

    def line(self, said: str | bytes) -> str:
        """What may stand in a ledger and on a terminal: hushed, on one line, without control characters, and no longer
        than `LONGEST_SAID`."""
        return re.sub(r"[^\x20-\x7e\xa1-\ud7ff]+", " ", self.hush(said))[:LONGEST_SAID].strip()

    def _found(self, reading: TextView) -> Iterator[tuple[int, int]]:
        """The spans of the original that hold a secret."""
        for loose in (_LOOSE, _LOOSER):
            bare = reading.without(loose)
            yield from (_original(bare, *at) for form in self._skeletons for at in bare.found(form))
        yield from (_original(reading, *at) for form in self._literal for at in reading.found(form))
        coded = reading.without(_BASE64_BREAK).read_as(re.compile("[-_]"), lambda one: "+/"[one[0] == "_"])
        for core in (*self._cores, *self._cores_32):
            yield from (_original(coded, *_widened(coded.chars, *at)) for at in coded.found(core))
        digits = reading.without(_HEX_BREAK)
        yield from (_original(digits, *at) for form in self._hex for at in digits.found(form))

    @cached_property
    def _literal(self) -> tuple[str, ...]:
        """The secrets, as they stand and as somebody may have misread them, a character a byte."""
        forms = [form for secret in self._secrets for form in _misreadings(secret)]
        coded = (form.encode("utf-8", "replace").decode("latin-1") for form in forms)
        single = (form for secret in self._secrets for form in _single_bytes(secret))
        return tuple(dict.fromkeys([*coded, *single]))

    @cached_property
    def _skeletons(self) -> tuple[str, ...]:
        bare = (_LOOSE.sub("", form) for form in self._literal)
        return tuple(dict.fromkeys(filter(None, bare)))

    @cached_property
    def _encoded(self) -> tuple[bytes, ...]:
        return tuple(dict.fromkeys(data for secret in self._secrets for data in _encodings(secret)))

    @cached_property
    def _cores(self) -> tuple[str, ...]:
        whole = (b64encode(data).decode().rstrip("=") for data in self._encoded)
        cores = (core for data in self._encoded for core in _base64_cores(data))
        return tuple(dict.fromkeys([*whole, *cores]))

    @cached_property
    def _cores_32(self) -> tuple[str, ...]:
        makers = (b32encode, b32hexencode)
        whole = (make(data).decode().rstrip("=") for data in self._encoded for make in makers)
        cores = (core for data in self._encoded for make in makers for core in _base32_cores(data, make))
        return tuple(dict.fromkeys([*whole, *cores]))

    @cached_property
    def _hex(self) -> tuple[str, ...]:
        return tuple(data.hex() for data in self._encoded)


def _misreadings(secret: str) -> Iterator[str]:
    for form in dict.fromkeys([secret, *(unicodedata.normalize(form, secret) for form in ("NFC", "NFD"))]):
        data = form.encode("utf-8", "replace")
        yield form
        yield data.decode("latin-1")
        yield data.decode("cp1252", "replace")
        yield data.decode("ascii", "replace")
        yield form.encode("latin-1", "replace").decode("utf-8", "replace")
        yield form.encode("ascii", "replace").decode()


def _single_bytes(secret: str) -> Iterator[str]:
    """A secret in Latin-1 and in Windows-1252, a character a byte; what these have not is in UTF-8, as it is where a
    repr is read."""
    text = unicodedata.normalize("NFC", secret)
    for encoding in ("latin-1", "cp1252"):
        coded = (_coded(char, encoding) for char in text)
        yield b"".join(coded).decode("latin-1")


def _coded(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return char.encode("utf-8", "replace")


def _encodings(secret: str) -> Iterator[bytes]:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, secret)
        yield from (text.encode(encoding, "replace") for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
        if all(ord(char) < 256 for char in text):
            yield text.encode("latin-1")
    yield secret.encode("utf-8", "replace")


def _base64_cores(data: bytes) -> Iterator[str]:
    """The characters of base64 that follow from the secret alone, wherever it stands in what was encoded: at each of
    three alignments, without those at the ends that neighbours have a part in."""
    for before in range(3):
        coded = b64encode(bytes(before) + data).decode()
        first, last = -(-before * 8 // 6), (before + len(data)) * 8 // 6
        if last - first >= _SHORTEST_CORE:
            yield coded[first:last]


def _base32_cores(data: bytes, make: Callable[[bytes], bytes]) -> Iterator[str]:
    """As of base64, at each of five alignments."""
    for before in range(5):
        coded = make(bytes(before) + data).decode()
        first, last = -(-before * 8 // 5), (before + len(data)) * 8 // 5
        if last - first >= _SHORTEST_CORE_32:
            yield coded[first:last]


def _widened(chars: str, start: int, end: int) -> tuple[int, int]:
    """A core, with the character on each side that holds the rest of the secret's bits, and the filling behind it."""
    start -= start > 0 and _is_base64(chars[start - 1])
    end += end < len(chars) and _is_base64(chars[end])
    while end < len(chars) and chars[end] == "=":
        end += 1
    return start, end


def _is_base64(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "+/")


def _original(reading: TextView, start: int, end: int) -> tuple[int, int]:
    return reading.spans[start][0], reading.spans[end - 1][1]


def _without(text: str, spans: Iterator[tuple[int, int]]) -> str:
    """A text with a mark for each stretch of it that is taken out."""
    kept, at = [], 0
    for start, end in sorted(set(spans)):
        if start >= at:
            kept += [text[at:start], HUSHED]
        at = max(at, end)
    return "".join([*kept, text[at:]])
