"""Whatever a server makes of a secret that it was given, no coding of it is in what is written down."""

from __future__ import annotations

import json
import quopri
import re
from base64 import b32encode, b32hexencode, b64encode, urlsafe_b64encode
from collections.abc import Callable
from typing import Final
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.delivery.ways_out.hushing import HUSHED, LONGEST_SAID, Hushing

Coding = Callable[[str], str]


def _xtext(data: bytes) -> str:
    return "".join(chr(byte) if 33 <= byte <= 126 and byte not in b"+=" else f"+{byte:02X}" for byte in data)


CODINGS: Final[dict[str, Coding]] = {
    "plain": str,
    "AUTH PLAIN": lambda secret: b64encode(f"\0desk\0{secret}".encode()).decode(),
    "AUTH LOGIN": lambda secret: b64encode(secret.encode()).decode(),
    "base64, one before": lambda secret: b64encode(f"x{secret}yz".encode()).decode(),
    "base64, two before": lambda secret: b64encode(f"xy{secret}z".encode()).decode(),
    "base64 for addresses": lambda secret: urlsafe_b64encode(f"\0desk\0{secret}".encode()).decode(),
    "base64 of UTF-16": lambda secret: b64encode(secret.encode("utf-16-le")).decode(),
    "percent": lambda secret: quote(secret, safe=""),
    "form": quote_plus,
    "percent of percent": lambda secret: quote(quote(secret, safe=""), safe=""),
    "every byte in percent": lambda secret: "".join(f"%{byte:02X}" for byte in secret.encode()),
    "quoted-printable": lambda secret: quopri.encodestring(secret.encode()).decode("ascii"),
    "every byte in quoted-printable": lambda secret: "".join(f"={byte:02X}" for byte in secret.encode()),
    "hex": lambda secret: secret.encode().hex(),
    "hex with colons": lambda secret: secret.encode().hex(":").upper(),
    "JSON": json.dumps,
    "JSON in JSON": lambda secret: json.dumps(json.dumps(secret)),
    "repr of bytes": lambda secret: repr(secret.encode()),
    "base64 in JSON": lambda secret: json.dumps(b64encode(secret.encode()).decode()).replace("/", "\\/"),
    "base64 in percent": lambda secret: quote(b64encode(f"\0a\0{secret}".encode()).decode(), safe=""),
    "xtext": lambda secret: _xtext(secret.encode()),
    "base32": lambda secret: b32encode(secret.encode()).decode(),
    "base32 within": lambda secret: b32encode(f"\0desk\0{secret}z".encode()).decode().lower(),
    "base32, two before": lambda secret: b32encode(f"xy{secret}".encode()).decode(),
    "base32hex": lambda secret: b32hexencode(f"x{secret}yz".encode()).decode(),
    "repr of characters": ascii,
    "entities": lambda secret: "".join(f"&#{ord(char)};" for char in secret),
}
SECRETS: Final = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FFFF, exclude_categories=("Cs", "Cc", "Cf", "Cn", "Z")),
    min_size=4, max_size=40,
).filter(lambda text: len(re.findall(r"\w", text)) >= 4)  # fmt: skip
SPLITS: Final = ("", "\r\n", "\r\n535-", "\n535 ", " ", "\t", "\\r\\n", "\\n535-")


def _split(text: str, places: list[int], by: str) -> str:
    for place in sorted({place % (len(text) + 1) for place in places}, reverse=True):
        text = text[:place] + by + text[place:]
    return text


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"\\[rn](?:535)?", "", text)).lower()


@pytest.mark.parametrize("coding", CODINGS)
@given(secret=SECRETS, before=st.sampled_from(["", "535 5.7.8 no: ", "{'x': '"]), by=st.sampled_from(SPLITS),
       places=st.lists(st.integers(0, 200), max_size=3))  # fmt: skip
@example(secret="open sesame, 開門", before="535 ", by="\r\n535-", places=[7, 20])
@example(secret='back\\slash "and" quote', before="", by="", places=[])
@settings(max_examples=25, deadline=None)
def test_no_coding_of_a_secret_is_left(
    coding: str, secret: str, before: str, by: str, places: list[int]
) -> None:
    coded = CODINGS[coding](secret)
    if coding in (
        "JSON",
        "JSON in JSON",
        "repr of bytes",
        "repr of characters",
        "xtext",
        "quoted-printable",
        "entities",
        "percent of percent",
    ) or ("%" in coded or "=" in coded):
        places = []  # a cut within an escape leaves nothing that anybody decodes
    said = Hushing(secret).line(f"{before}{_split(coded, places, by)} tail")
    assert HUSHED in said
    assert _bare(coded) not in _bare(said)
    assert _bare(secret) not in _bare(said)
    assert len(said) <= LONGEST_SAID


LATIN: Final[dict[str, Coding]] = {
    "percent": lambda secret: quote(secret, safe="", encoding="latin-1"),
    "percent of percent": lambda secret: quote(quote(secret, safe="", encoding="latin-1")),
    "quoted-printable": lambda secret: quopri.encodestring(secret.encode("latin-1")).decode("ascii"),
    "xtext": lambda secret: _xtext(secret.encode("latin-1")),
    "repr": ascii,
    "repr of bytes": lambda secret: repr(secret.encode("latin-1"))[1:],
    "base32": lambda secret: b32encode(secret.encode("latin-1")).decode(),
}


@pytest.mark.parametrize("coding", LATIN)
@given(secret=st.text(st.characters(min_codepoint=0xC0, max_codepoint=0xFF), min_size=4, max_size=20))
@example(secret="Gr\u00f6\u00dfe")
@example(secret="Sch\u00f6ne + gr\u00fc\u00dfe=1")
@settings(max_examples=15, deadline=None)
def test_no_coding_of_its_latin_bytes_is_left(coding: str, secret: str) -> None:
    coded = LATIN[coding](secret)
    said = Hushing(secret).line(f"535: {coded}: tail")
    assert said.startswith("535: ") and said.endswith(": tail") and HUSHED in said
    assert len(re.sub(r"[^0-9a-zA-Z]", "", said)) == len("535tail"), said


def test_the_examples_of_a_second_reader() -> None:
    hush = Hushing("Gr\u00f6\u00dfe", "a+b=c d", "\u20acuro-sesame", "\u958b\u00f6 \U0001f600 sesame").hush
    for said in ("Gr=F6=DFe", "Gr%F6%DFe", r"Gr\xf6\xdfe", "a+2Bb+3Dc+20d", "%80uro-sesame",
                 r"\u958b\xf6 \U0001f600 sesame"):  # fmt: skip
        assert hush(f"<{said}>") == f"<{HUSHED}>", said


@given(st.text(max_size=400))
@settings(deadline=None)
def test_a_text_without_the_secret_stays(text: str) -> None:
    assert Hushing("correct-horse-battery-staple").hush(text) == text
    assert Hushing("").hush(text) == text


def test_the_text_around_a_secret_stays() -> None:
    said = Hushing("sesame").line("535 5.7.8 sesame is wrong\r\n535-for desk, Sesame!\r\n")
    assert said == f"535 5.7.8 {HUSHED} is wrong 535-for desk, {HUSHED}!"


def test_a_secret_that_the_cut_would_halve_is_found_before_it() -> None:
    secret = "s3cret-" * 6
    for start in range(LONGEST_SAID - len(secret), LONGEST_SAID + 1):
        assert "s3c" not in Hushing(secret).line("x" * start + secret)


@pytest.mark.parametrize(
    "text",
    ["\\" * 20_000, "%25" * 8000, "A" * 30_000, " " * 30_000, "=41" * 8000, "+41" * 8000, "\\U" * 9000],
)
def test_an_answer_made_to_take_long_takes_no_longer(text: str) -> None:
    assert len(Hushing("open sesame").line(text)) <= LONGEST_SAID
