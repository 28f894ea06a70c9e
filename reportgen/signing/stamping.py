"""Time stamps (RFC 3161): a server says when it saw a signature, so that the signer's clock need not be believed."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from reportgen.errors import Misuse

STAMPS_URL: Final = "REPORTGEN_TIMESTAMP_URL"
_PATIENCE: Final = 30.0  # seconds
_BOUND: Final = 64 << 10  # bytes of an answer
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"


class StampRefused(Exception):
    """No time stamp was given."""


def read_stamps_url(url: str) -> str:
    """An address of a server of time stamps as it may be asked. Raises Misuse, which never quotes the address."""
    try:
        parts = urlsplit(url)
        fit = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        fit = False
    if not fit or not url.isascii() or not url.isprintable() or " " in url:
        raise Misuse(f"{STAMPS_URL} should read https://host/path")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise Misuse(f"{STAMPS_URL} takes neither a user nor a password nor a fragment")
    return url


def stamper(url: str) -> Any:
    """What asks a server for time stamps, as pyHanko takes it. The nonce of an answer is checked there, its digest when
    the finished signature is checked: a stamp proves itself, so that http, which most servers speak, is enough."""
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    async def ask(query: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(_post(url, query.dump()))

    made: Any = TimeStamper
    asked = made()
    asked.async_request_tsa_response = ask
    return asked


def _post(url: str, query: bytes) -> bytes:
    """The answer to a query. No redirect is followed. Raises StampRefused, and OSError for what the network does."""
    import ssl
    from http.client import HTTPConnection, HTTPException, HTTPSConnection

    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = (
        HTTPSConnection(host, parts.port, timeout=_PATIENCE, context=ssl.create_default_context())
        if parts.scheme == "https"
        else HTTPConnection(host, parts.port, timeout=_PATIENCE)
    )
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, query, {"Content-Type": _QUERY, "Accept": _REPLY})
        answer = connection.getresponse()
        said = answer.read(_BOUND + 1)
    except HTTPException as error:
        raise StampRefused(f"it does not speak HTTP: {type(error).__name__}") from None
    finally:
        connection.close()
    kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if answer.status != 200 or kind != _REPLY:
        raise StampRefused(f"it answers with {answer.status} and no time stamp")
    if len(said) > _BOUND:
        raise StampRefused(f"its answer has more than {_BOUND} bytes")
    return said
