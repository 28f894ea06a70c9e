"""A real HTTP server on loopback that a webhook is posted to, with a fault planted at any step."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from contextlib import suppress
from typing import Any, Final

SECRET: Final = "T00000000/B00000000/xoxb-s3cret-s3cret"


class HookServer:
    """Takes posts and keeps them. `answers` are used one a connection, the last again and again; a step at which the
    server is to hang up stands in its place: "accept", "head", "body" (nothing is read, the head, all of it), or how it
    keeps whoever posts waiting: "silent", "dribble". With a `context` it speaks TLS."""

    def __init__(self, *answers: str | bytes, context: ssl.SSLContext | None = None) -> None:
        self._context = context
        self.answers: list[str | bytes] = list(answers) or [ok()]
        self.posts: list[dict[str, Any]] = []
        self.heads: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._socket.getsockname()[1])

    @property
    def settings(self) -> dict[str, str]:
        """The environment that posts here."""
        scheme = "https" if self._context else "http"
        return {"REPORTGEN_WEBHOOK_DESK": f"{scheme}://127.0.0.1:{self.port}/services/{SECRET}"}

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, suppress(OSError, IndexError):  # who posts may be killed meanwhile
                connection.settimeout(60)
                if self._context:
                    connection = self._context.wrap_socket(connection, server_side=True)
                self._answer(connection)
                connection.close()

    def _answer(self, connection: socket.socket) -> None:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer != "accept":
            head, body = self._read(connection, answer == "head")
            if answer != "head":
                self.heads.append(head)
                self.posts.append(json.loads(body))
        if isinstance(answer, bytes):
            connection.sendall(answer)
        elif answer == "silent":
            connection.recv(1)
        elif answer == "dribble":
            while True:
                connection.sendall(b"x")
        else:  # a reset, and no farewell
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _read(self, connection: socket.socket, head_only: bool) -> tuple[str, bytes]:
        read = b""
        while b"\r\n\r\n" not in read:
            read += self._some(connection, 64 if head_only else 4096)
        head, _, body = read.partition(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while not head_only and len(body) < length:
            body += self._some(connection, 4096)
        return head.decode(), body

    def _some(self, connection: socket.socket, size: int) -> bytes:
        if not (piece := connection.recv(size)):
            raise OSError("hung up")
        return piece

    def __enter__(self) -> HookServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(60)


def ok() -> bytes:
    """What Slack says."""
    return answer(200, "ok")


def answer(status: int, text: str = "", *headers: str) -> bytes:
    """An answer with a status."""
    head = "".join(f"{header}\r\n" for header in headers)
    return f"HTTP/1.1 {status} said\r\nContent-Length: {len(text)}\r\n{head}\r\n{text}".encode()
