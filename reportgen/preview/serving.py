"""The preview's server: loopback alone, under its own two names, and nothing but what the desk has made."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from types import FrameType
from typing import Final
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from reportgen.brief.inputs import Project, read_inputs
from reportgen.errors import Misuse
from reportgen.press.limits import Limits
from reportgen.preview.desk import Desk
from reportgen.preview.frame import INSPECTOR_AT, PAGE_STYLE_AT, POLICY, SCRIPT_AT, STYLE_AT
from reportgen.preview.maker import Maker
from reportgen.preview.views import View, view_at
from reportgen.preview.warm import WarmProcess
from reportgen.preview.watching import changes

LOOPBACK: Final = "127.0.0.1"
_PRINTING: Final = 10  # a PDF's pages may take so many times what a page of HTML may
_HERE: Final = Path(__file__).parent
_OWN: Final = {
    SCRIPT_AT: ("preview.js", "text/javascript"),
    STYLE_AT: ("preview.css", "text/css"),
    PAGE_STYLE_AT: ("page.css", "text/css"),
}
_MEDIA: Final = {".css": "text/css", ".woff2": "font/woff2", ".png": "image/png"}
_GUARDS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
)
_FOR_EVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
_NOT_KEPT: Final = {"Cache-Control": "no-store"}


def serve(project: Project, name: str, port: int, limits: Limits, say: Callable[[str], None]) -> None:
    """Serve the preview of an edition until the process is asked to stop; `port` 0 takes a free one.

    Raises Misuse where there is no such edition or the port is taken, MachineLacks where the machine cannot make it.
    """
    read_inputs(project, name)
    own = project.data.parent / "templates"  # which may come later
    project = replace(project, templates=tuple(dict.fromkeys((own, *project.templates))))
    with _listening(port) as listening:
        port = listening.getsockname()[1]
        worker = WarmProcess(limits, Maker, project, name)
        ample = replace(limits, seconds=_PRINTING * limits.seconds)
        printer = WarmProcess(ample, Maker, project, name)
        try:
            asyncio.run(_serve(listening, port, project, name, Desk(worker, printer), (worker, printer), say))
        finally:
            worker.end()
            printer.end()


def _listening(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen()
    except OSError as error:
        listening.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            why = "is taken" if error.errno == errno.EADDRINUSE else "may not be used"
            raise Misuse(
                f"port {port} {why}; name another with --port, or a free one with --port 0"
            ) from None
        raise
    return listening


async def _serve(
    listening: socket.socket,
    port: int,
    project: Project,
    name: str,
    desk: Desk,
    processes: tuple[WarmProcess, ...],
    say: Callable[[str], None],
) -> None:
    server = _Server(
        uvicorn.Config(application(desk, port), log_config=None, lifespan="off", server_header=False), desk
    )
    work = [
        asyncio.create_task(task) for task in (desk.work(), desk.print_pages(), _watch(project, name, desk))
    ]
    serving = asyncio.create_task(server.serve([listening]))
    say(f"http://{LOOPBACK}:{port}/")
    try:
        done, _ = await asyncio.wait([serving, *work], return_when=asyncio.FIRST_COMPLETED)
    finally:
        await desk.end()
        server.should_exit = True
        for process in processes:
            process.end()
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
    for task in done:
        if task is not serving:
            with suppress(asyncio.CancelledError):
                task.result()
    await serving


async def _watch(project: Project, name: str, desk: Desk) -> None:
    async for _ in changes([project.data / name, *project.templates, project.vocabulary]):
        await desk.changed()


class _Server(uvicorn.Server):
    """A server that lets the pages that are open go when it is asked to stop."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk, self._loop = desk, asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, as soon as all are gone."""
        super().handle_exit(sig, frame)
        self._loop.call_soon_threadsafe(lambda: self._loop.create_task(self._desk.end()))


def application(desk: Desk, port: int) -> Starlette:
    """The pages of a desk, at a port."""
    routes = [
        Route("/-/events", partial(_events, desk)),
        Route(INSPECTOR_AT + "{language}", partial(_inspector, desk)),
        Route("/-/inspector.js", partial(_inspector_script, desk)),
        Route("/-/{rest:path}", partial(_file, desk)),
        Route("/{rest:path}", partial(_page, desk)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(_Guarded, port=port)])


class _Guarded:
    """Turns away who asks under another name, and lets no other page have the answers: a name that somebody else lets
    point here would otherwise read whatever is previewed."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app, self._port = app, port
        names = (LOOPBACK, "localhost")
        self._hosts = {f"{host}:{port}" for host in names} | (set(names) if port == 80 else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        hosts = [value.decode("latin-1").lower() for key, value in scope["headers"] if key == b"host"]
        app: ASGIApp = self._app
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            app = PlainTextResponse(
                f"The preview is at http://{LOOPBACK}:{self._port}/ and answers to no other name.\n", 403
            )

        async def guarded(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_GUARDS]  # type: ignore[misc]
            await send(message)

        await app(scope, receive, guarded)  # type: ignore[arg-type]


async def _page(desk: Desk, request: Request) -> Response:
    view = view_at(request.url.path)
    swap = request.headers.get("x-preview") == "swap"
    page = await desk.page(view, "pages" in request.query_params, swap) if view else None
    if page is None:
        return PlainTextResponse("There is no such page. The brief is at /\n", 404, _NOT_KEPT)
    return Response(page, 200, _NOT_KEPT, "text/html")


async def _events(desk: Desk, request: Request) -> Response:
    asked = urlsplit(request.query_params.get("at", "/"))
    view = view_at(asked.path)
    if view is None:
        return PlainTextResponse("There is no such page.\n", 404)
    return StreamingResponse(_told(desk, view, "pages" in asked.query), 200, _NOT_KEPT, "text/event-stream")


async def _told(desk: Desk, view: View, beside: bool) -> AsyncIterator[str]:
    yield "retry: 500\n\n"
    async for stamp in desk.stamps(view, beside):
        yield f"data: {stamp}\n\n"


async def _inspector(desk: Desk, request: Request) -> Response:
    asked = request.path_params["language"], request.query_params.get("page", "")
    return JSONResponse(await desk.ask("inspector", *asked) or {}, 200, _NOT_KEPT)


async def _inspector_script(desk: Desk, _: Request) -> Response:
    return Response(await desk.ask("inspector_script") or "", 200, _NOT_KEPT, "text/javascript")


async def _file(desk: Desk, request: Request) -> Response:
    address = request.url.path
    if address in _OWN:
        name, media = _OWN[address]
        return Response(_own(name), 200, _NOT_KEPT, media)
    data = desk.asset(address)
    if data is None:
        return PlainTextResponse("There is no such file.\n", 404, _NOT_KEPT)
    return Response(data, 200, _FOR_EVER, _MEDIA[Path(address).suffix])


@lru_cache
def _own(name: str) -> bytes:
    return (_HERE / name).read_bytes()
