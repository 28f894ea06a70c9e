"""Who has to have signed a file, as somebody asks for them: by a certificate's SHA-256, or by name."""

from __future__ import annotations

import re
from typing import Final

from reportgen.errors import Misuse

# As openssl prints it, as `verify` does, and as it is read out: with colons, spaces or neither.
_FINGERPRINT: Final = re.compile(
    r"(?i)(?:sha-?256(?: fingerprint)?\s*[:=]\s*)?((?:[0-9a-f]{2}[: ]?){31}[0-9a-f]{2})"
)
# What was meant for one: something that says so, pairs with colons, or a long word of hex digits.
_MEANT: Final = re.compile(
    r"(?i)sha-?\d+\b.*[:=].*"
    r"|\w{1,2}(?:[-:]+\w{0,2}){2,}"
    r"|(?=.*\d)(?:[0-9a-f]{8,}|(?:[0-9a-f]{2} ){3,}[0-9a-f]{0,2})"
    r"|\w{40,}"
)


def fingerprint_in(wanted: str) -> str:
    """The SHA-256 that somebody asks for, as 64 small hex digits; "" where they ask for a name."""
    found = _FINGERPRINT.fullmatch(wanted.strip())
    return re.sub("[: ]", "", found[1]).lower() if found else ""


def read_signer(wanted: str) -> str:
    """Who is asked for: a fingerprint as 64 hex digits, or a name. Raises Misuse for nobody, and for what is nearly a
    fingerprint: taken as a name it would only ever fail, or worse, be in a stranger's certificate."""
    asked = wanted.strip()
    if not asked:
        raise Misuse("--require-signer names nobody: give a certificate's SHA-256, or the signer's name")
    if (digest := fingerprint_in(asked)) or not _MEANT.fullmatch(asked):
        return digest or asked
    raise Misuse(
        f"--require-signer {asked!r} is no whole fingerprint: give all 64 hex digits of the certificate's SHA-256, as"
        " `openssl x509 -in FILE -noout -fingerprint -sha256` prints them, or the signer's name"
    )
