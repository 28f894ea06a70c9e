"""A real web server on this machine, with or without TLS, whose answers the tests choose."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from delivery.mailserver import Certificates

Handle = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Answer:
    """What is answered: a status, headers, a body; `length` False leaves out how long it is."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: bool = True


class WebServer:
    """Answers by path, and keeps what it was asked: the path and the headers."""

    def __init__(self, certificates: Certificates | None = None) -> None:
        self.answers: dict[str, Answer | Handle] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stopping = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.scheme = "http"
        if certificates:
            self.scheme = "https"
            self._server.socket = certificates.context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where it is, without a path."""
        return f"{self.scheme}://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request. What was fetched is not sent again to whoever has that version."""
        path = handler.path
        self.asked.append((path, dict(handler.headers.items())))
        said = self.answers.get(path.partition("?")[0], Answer(status=404))
        handler.close_connection = True
        if not isinstance(said, Answer):
            said(handler)
            return
        tag = said.headers.get("ETag")
        if tag and handler.headers.get("If-None-Match") == tag:
            said = Answer(status=304, headers={"ETag": tag})
        since = said.headers.get("Last-Modified")
        if since and handler.headers.get("If-Modified-Since") == since:
            said = Answer(status=304)
        handler.send_response(said.status)
        for name, value in said.headers.items():
            handler.send_header(name, value)
        if said.length:
            handler.send_header("Content-Length", str(len(said.body)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(said.body)

    def __enter__(self) -> WebServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
