"""Fetching a file from an address: https alone, whole or not at all, within limits of size and time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Final, TypeVar
from urllib import request
from urllib.error import HTTPError, URLError

from reportgen import __version__
from reportgen.delivery.plans.refresh_sources import is_fetchable, is_here
from reportgen.delivery.ways_out.post import tls

FETCH_PATIENCE: Final = 120.0  # seconds for one file, looking up the name and all redirections included
_SILENCE: Final = 20.0  # seconds without a byte
_REDIRECTIONS: Final = 3
_CHUNK: Final = 1 << 16
_NOT_MODIFIED: Final = 304
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Fetched:
    """What an address answered: the file's bytes, None where it is the one of before; and what tells this version from
    others, "" for what the server does not say."""

    data: bytes | None
    etag: str = ""
    modified: str = ""


class Unfetched(Exception):
    """There is no file to be had; `limit` where there may be one that is not taken."""

    def __init__(self, why: str, *, limit: bool = False) -> None:
        super().__init__(why)
        self.limit = limit


def fetch(address: str, before: Fetched, most: int) -> Fetched:
    """Fetch a file of at most so many bytes, unless it is the version `before`. Raises Unfetched."""
    return _within(FETCH_PATIENCE, lambda: _fetch(address, before, most))


def _fetch(address: str, before: Fetched, most: int) -> Fetched:
    if not is_fetchable(address):
        raise Unfetched("it is no https address", limit=True)
    asked = request.Request(address, headers=_headers(before))
    handlers: list[request.BaseHandler] = [request.HTTPSHandler(context=tls()), _Redirections()]
    if is_here(address):
        handlers.append(request.ProxyHandler({}))
    try:
        with request.build_opener(*handlers).open(asked, timeout=_SILENCE) as answer:
            data = _read(answer, most)
            return Fetched(data, *(answer.headers.get(name, "") for name in ("ETag", "Last-Modified")))
    except HTTPError as error:
        error.close()
        if error.code == _NOT_MODIFIED and (before.etag or before.modified):
            return Fetched(None, before.etag, before.modified)
        raise Unfetched(f"the server answers {error.code}") from None
    except URLError as error:
        raise Unfetched(_said(error.reason)) from None
    except (OSError, HTTPException, ValueError) as error:
        raise Unfetched(_said(error)) from None


def _headers(before: Fetched) -> dict[str, str]:
    headers = {"User-Agent": f"reportgen/{__version__}", "Accept-Encoding": "identity"}
    if before.etag:
        headers["If-None-Match"] = before.etag
    if before.modified:
        headers["If-Modified-Since"] = before.modified
    return headers


def _read(answer: HTTPResponse, most: int) -> bytes:
    """The whole body. One whose end could not be told from a cut is not taken."""
    if answer.status != 200:
        raise Unfetched(f"the server answers {answer.status}")
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Unfetched("it comes packed, though that was not asked for", limit=True)
    length = answer.length
    if length is None and not answer.chunked:
        raise Unfetched(
            "the server does not say where it ends, so that half of it could pass for the whole", limit=True
        )
    parts, size = list[bytes](), 0
    while part := answer.read(_CHUNK):
        size += len(part)
        parts.append(part)
        if size > most or (length or 0) > most:
            raise Unfetched(f"it has more than {most >> 20} MiB", limit=True)
    if length is not None and size != length:
        raise Unfetched(f"it was cut off after {size} of {length} bytes")
    if not size:
        raise Unfetched("it is empty")
    return b"".join(parts)


class _Redirections(request.HTTPRedirectHandler):
    """A few, and only to where one might go in the first place; from another machine never to this one."""

    max_redirections = _REDIRECTIONS

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> request.Request | None:
        """The next request. Raises Unfetched for an address that is not followed."""
        if not is_fetchable(newurl) or (is_here(newurl) and not is_here(req.full_url)):
            fp.close()
            raise Unfetched("it redirects to an address that is not followed", limit=True)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _said(reason: object) -> str:
    if isinstance(reason, TimeoutError):
        return f"nothing came for {_SILENCE:.0f} seconds"
    if isinstance(reason, OSError):
        return reason.strerror or str(reason) or type(reason).__name__
    return f"{type(reason).__name__}: {reason}" if isinstance(reason, Exception) else str(reason)


def _within(seconds: float, work: Callable[[], _Result]) -> _Result:
    """What the work gives, if it ends in time: no timeout of a socket bounds the whole. Raises what it raises."""
    results: list[_Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise Unfetched(f"it had not come in after {seconds:.0f} seconds")
    return results[0]
