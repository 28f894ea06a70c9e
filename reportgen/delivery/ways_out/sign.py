"""DKIM (RFC 6376): a signature over a finished message, by dkimpy, which comes with the extra `dkim`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from reportgen.delivery.plans.planned import Dkim
from reportgen.errors import MachineLacks, Rejected, install_extra
from reportgen.reading_files import RECORD_LIMIT, read_plain

Sign = Callable[[bytes], bytes]
# Every header that a reader or a mail program goes by; signed twice over, so that none can be added (RFC 6376, 8.15).
_HEADERS: Final = (
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"in-reply-to", b"references", b"mime-version",
    b"content-type", b"content-language", b"list-unsubscribe", b"list-unsubscribe-post", b"auto-submitted",
    b"x-reportgen-delivery",
)  # fmt: skip
_ADVICE: Final = f"messages are to be signed, and dkimpy is not installed: {install_extra('dkim')}"


def signer(dkim: Dkim, project: Path) -> Sign:
    """What puts a signature on a message. Raises MachineLacks where dkimpy or the key is missing or unfit."""
    try:
        import dkim as library
    except ImportError:
        raise MachineLacks(_ADVICE) from None
    path = project / dkim.key_file
    try:
        key = read_plain(path, RECORD_LIMIT)
    except (OSError, Rejected) as error:
        why = error.findings[0].message if isinstance(error, Rejected) else error.strerror
        raise MachineLacks(f"the key {path} that messages are signed with cannot be read: {why}") from None

    def sign(message: bytes) -> bytes:
        return _signed(library, message, dkim, key)

    try:
        sign(b"From: a@example.com\r\n\r\n")
    except MachineLacks as error:
        raise MachineLacks(f"{path}: {error}") from None
    return sign


def _signed(library: Any, message: bytes, dkim: Dkim, key: bytes) -> bytes:
    present = {line.split(b":", 1)[0].lower() for line in message.split(b"\r\n\r\n", 1)[0].split(b"\r\n")}
    headers = [name for name in _HEADERS if name in present]
    try:
        signature: bytes = library.sign(
            message, dkim.selector.encode(), dkim.domain.encode(), key,
            canonicalize=(b"relaxed", b"relaxed"), include_headers=[*headers, b"from", b"to", b"subject"],
        )  # fmt: skip
    except (library.DKIMException, ValueError, IndexError) as error:
        raise MachineLacks(f"this is no RSA private key that signs: {error}") from None
    return signature + message
