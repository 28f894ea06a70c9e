"""The command that verifies finished files: each read in a process of its own, so that none reaches the others."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.apart import Allowance, each_apart
from reportgen.errors import Misuse
from reportgen.reading_files import RECORD_LIMIT, read_plain

if TYPE_CHECKING:
    from reportgen.proof.verify import Verified


def verify_files(options: argparse.Namespace) -> int:
    """Say what holds of files, and of one another, and who signed them; 0 where all of it does."""
    from reportgen.proof.origin import Trusting
    from reportgen.proof.verify import holds, verification_json, verification_text, verify

    asked = Trusting(_trusted(options.trust), options.require_signer)
    verified, between = verify(options.file, datetime.now(UTC), asked, _each)
    print((verification_json if options.format == "json" else verification_text)(verified, between))
    return 0 if holds(verified, between) else 1


def _each(work: Callable[[Path], Verified], paths: Iterable[Path]) -> Iterable[Verified]:
    from reportgen.proof.verify import not_checked

    return each_apart(work, paths, not_checked, Allowance())


def _trusted(files: Sequence[Path]) -> tuple[bytes, ...]:
    """The certificates of files (DER). Raises Misuse for one that has none, Rejected for what is no plain file."""
    from reportgen.signing.keys import NoCertificate, read_trusted

    found: list[bytes] = []
    for file in files:
        try:
            found += read_trusted(read_plain(file, RECORD_LIMIT))
        except NoCertificate as error:
            raise Misuse(f"{file} holds no certificate: {error}") from None
    return tuple(found)
