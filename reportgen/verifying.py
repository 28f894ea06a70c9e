"""The command that verifies finished files: each read in a process of its own, so that none reaches the others."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import Misuse, Rejected, plain_line
from reportgen.reading_files import RECORD_LIMIT, read_plain

if TYPE_CHECKING:
    from reportgen.proof.verify import Verified


def verify_files(options: argparse.Namespace) -> int:
    """Say what holds of files, and of one another, and who signed them; 0 where all of it does."""
    from reportgen.proof.origin import Trusting
    from reportgen.proof.verify import holds, verification_json, verification_text, verify

    asked = Trusting(_trusted(options.trust), _asked_signer(options.require_signer))
    verified, between = verify(options.file, datetime.now(UTC), asked, _each)
    print((verification_json if options.format == "json" else verification_text)(verified, between))
    return 0 if holds(verified, between) else 1


def _each(work: Callable[[Path], Verified], paths: Iterable[Path]) -> Iterable[Verified]:
    from reportgen.apart import Allowance, each_apart
    from reportgen.proof.verify import not_checked

    return each_apart(work, paths, not_checked, Allowance())


def _asked_signer(named: Sequence[str]) -> str:
    """Who has to have signed; "" for anybody. Raises Misuse for several, for nobody, and for half a fingerprint."""
    from reportgen.proof.asked_signer import read_signer

    if len(named) > 1:
        raise Misuse("--require-signer is there twice: a file has one signer, so name one")
    return read_signer(named[0]) if named else ""


def _trusted(files: Sequence[str]) -> tuple[bytes, ...]:
    """The certificates of files (DER). Raises Misuse for what is no file, cannot be read or holds none."""
    from reportgen.signing.keys import NoCertificate, read_trusted

    found: list[bytes] = []
    for file in files:
        name = plain_line(file)
        try:
            if not file.strip():
                raise Misuse("--trust names no file: give that of a certificate (PEM or DER)")
            found += read_trusted(read_plain(Path(file), RECORD_LIMIT))
        except NoCertificate:
            raise Misuse(f"--trust {name} holds no certificate (PEM or DER)") from None
        except FileNotFoundError:
            raise Misuse(f"--trust {name}: there is no such file") from None
        except OSError as error:
            raise Misuse(f"--trust {name} cannot be read: {error.strerror}") from None
        except Rejected as rejected:
            raise Misuse(f"--trust {name}: {plain_line(rejected.findings[0].message)}") from None
    return tuple(found)
