"""The server: its two names, its addresses, and nothing else; and the command, as a user meets it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
from support import PATIENCE, TINY, environment, reportgen, write_tiny

from reportgen.codes.rg2_values import RG202
from reportgen.errors import Rejected
from reportgen.preview import desk as desk_module
from reportgen.preview.desk import Desk
from reportgen.preview.serving import application
from reportgen.preview.views import FIRST, Made, View

PORT: Final = 8765
HERE: Final = f"127.0.0.1:{PORT}"


class Bench:
    """Makes pages of what it is told, at once."""

    def __init__(self) -> None:
        self.word = "one"
        self.asked: list[str] = []

    def ask(self, method: str, *args: object) -> Any:
        self.asked.append(method)
        if method == "pages":
            return (b"\x89PNG",)
        if method != "make":
            return {"inspector": {"inspector-json": "{}"}, "inspector_script": "run()"}.get(method, ())
        if self.word == "broken":
            raise Rejected([RG202.finding("cannot read it")])
        (view,) = args
        assert isinstance(view, View)
        page = f"<html><head></head><body>{self.word} {view.kind} {view.language}</body></html>"
        return Made(page, (), ("en", "ja"), ("en",), "/-/faces/x.css", {"/-/faces/x.css": b"@font-face{}"})

    def interrupt(self) -> None:
        self.asked.append("interrupt")


async def got(
    desk: Desk, path: str, host: str | None = HERE, method: str = "GET"
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of an answer."""
    target, _, query = path.partition("?")
    headers = [(b"host", host.encode())] if host is not None else []
    scope = {
        "type": "http", "method": method, "path": target, "raw_path": target.encode(), "query_string": query.encode(),
        "headers": headers, "scheme": "http", "server": ("127.0.0.1", PORT), "client": ("127.0.0.1", 1),
        "http_version": "1.1", "root_path": "", "asgi": {"version": "3.0"},
    }  # fmt: skip
    sent: list[Mapping[str, Any]] = []

    async def receive() -> Mapping[str, Any]:
        await asyncio.sleep(3600)
        return {"type": "http.disconnect"}

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    await application(desk, PORT)(scope, receive, send)  # type: ignore[arg-type]
    heads = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return (
        sent[0]["status"],
        heads,
        b"".join(one.get("body", b"") for one in sent[1:]).decode(errors="replace"),
    )


def during(bench: Bench, story: Any) -> Any:
    """Tell a story while a desk works."""

    async def told() -> Any:
        desk = Desk(bench, bench)
        work = [asyncio.create_task(desk.work()), asyncio.create_task(desk.print_pages())]
        try:
            return await asyncio.wait_for(story(desk), PATIENCE)
        finally:
            await desk.end()
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)

    # In a thread of its own: tests of the browser, which may run in this process too, keep a loop running in theirs.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, told()).result()


def answer(path: str, **more: Any) -> tuple[int, dict[str, str], str]:
    found: tuple[int, dict[str, str], str] = during(Bench(), lambda desk: got(desk, path, **more))
    return found


@pytest.mark.parametrize("host", [HERE, f"localhost:{PORT}", f"LOCALHOST:{PORT}"])
def test_it_answers_to_its_two_names(host: str) -> None:
    assert answer("/", host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", f"127.0.0.1.evil.example:{PORT}",
     f"[::1]:{PORT}", f"0.0.0.0:{PORT}", f"127.0.0.1:{PORT}@evil.example", "", None],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/-/preview.js", "/-/events?at=/", "/-/inspector/en"])
def test_it_answers_to_no_other(path: str, host: str | None) -> None:
    status, _, body = answer(path, host=host)
    assert status == 403
    assert "one brief" not in body


def test_every_answer_is_guarded() -> None:
    for path in ("/", "/nothing/here", "/-/preview.js", "/-/faces/none.css"):
        _, headers, _ = answer(path)
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    ["/facts.yaml", "/../facts.yaml", "/-/../serving.py", "/-/serving.py", "/-/page.py", "/-/faces/../preview.py",
     "/de", "/letter/ja", "/letter", "/-/sheet/x.png"],
)  # fmt: skip
def test_nothing_else_is_served(path: str) -> None:
    assert answer(path)[0] == 404


def test_nothing_can_be_sent() -> None:
    assert answer("/", method="POST")[0] == 405


def test_views_and_files_are_served() -> None:
    async def story(desk: Desk) -> None:
        assert "one brief " in (await got(desk, "/"))[2]
        assert "one brief ja" in (await got(desk, "/ja"))[2]
        assert "one letter en" in (await got(desk, "/letter/en"))[2]
        status, headers, body = await got(desk, "/-/faces/x.css")
        assert (status, body) == (200, "@font-face{}")
        assert "immutable" in headers["cache-control"]
        assert (await got(desk, "/-/inspector/en"))[2] == '{"inspector-json":"{}"}'
        assert (await got(desk, "/-/inspector.js"))[2] == "run()"

    during(Bench(), story)


def test_who_asks_after_a_change_gets_what_came_of_it() -> None:
    bench = Bench()

    async def story(desk: Desk) -> None:
        await got(desk, "/")
        bench.word = "two"
        await desk.changed()
        assert "two brief" in (await got(desk, "/"))[2]

    during(bench, story)


def test_each_change_is_told_once_to_all_who_look() -> None:
    bench = Bench()

    async def story(desk: Desk) -> None:
        lookers = [desk.stamps(FIRST, False), desk.stamps(View("brief", "ja"), False)]
        told = [await anext(looker) for looker in lookers]
        for word in ("two", "broken", "three"):
            bench.word = word
            await desk.changed()
            fresh = []
            for looker, before in zip(lookers, told, strict=True):
                while (stamp := await anext(looker)) == before:
                    raise AssertionError("told twice")
                fresh.append(stamp)
            told = fresh

    during(bench, story)


def test_broken_inputs_leave_the_last_good_page() -> None:
    bench = Bench()

    async def story(desk: Desk) -> None:
        await got(desk, "/")
        bench.word = "broken"
        await desk.changed()
        page = (await got(desk, "/"))[2]
        assert "one brief" in page
        assert "cannot read it" in page
        bench.word = "two"
        await desk.changed()
        page = (await got(desk, "/"))[2]
        assert "two brief" in page
        assert "cannot read it" not in page

    during(bench, story)


class Stuck(Bench):
    """Never ends with its second page, unless it is interrupted."""

    def __init__(self) -> None:
        super().__init__()
        self.stuck, self.freed = threading.Event(), threading.Event()

    def ask(self, method: str, *args: object) -> Any:
        if method == "make" and self.word == "endless":
            self.stuck.set()
            assert self.freed.wait(PATIENCE)
            raise Rejected([RG202.finding("it was interrupted")])
        return super().ask(method, *args)

    def interrupt(self) -> None:
        self.word = "mended"
        self.freed.set()


def test_what_never_ends_is_given_up_when_it_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "_LONG", -1.0)
    bench = Stuck()

    async def story(desk: Desk) -> None:
        await got(desk, "/")
        await desk._until(lambda: desk._next() is None and desk._busy_since is None)
        bench.word = "endless"
        await desk.changed()
        await asyncio.to_thread(bench.stuck.wait, PATIENCE)
        await desk.changed()
        page = (await got(desk, "/"))[2]
        assert "mended brief" in page
        assert "interrupted" not in page

    during(bench, story)


def test_pages_of_the_pdf_are_made_for_who_asks_alone() -> None:
    bench = Bench()

    async def story(desk: Desk) -> None:
        without = desk.stamps(FIRST, False)
        await anext(without)
        await desk._until(lambda: "check" in bench.asked)
        assert "pages" not in bench.asked
        looker = desk.stamps(FIRST, True)
        await anext(looker)
        await desk._until(lambda: "pages" in bench.asked)
        await anext(looker)
        page = (await got(desk, "/?pages"))[2]
        address = page.partition('<img src="')[2].partition('"')[0]
        assert (await got(desk, address))[0] == 200

    during(bench, story)


# ---- the command -----------------------------------------------------------------------------------------------


def test_an_edition_that_there_is_not(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    done = reportgen("preview", "nothing", "--port", "0", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"reportgen: there is no edition 'nothing' in data; there are: {TINY}\n"


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = reportgen("preview", TINY, "--port", port, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"reportgen: port {port} is taken; name another with --port, or a free one with --port 0\n"
    )


def at_work(group: int) -> list[str]:
    """The processes of a group that have not ended, where the system lists them."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, _, its_group = (process / "stat").read_text().rpartition(") ")[2].split()[:3]
            found += [state] if int(its_group) == group and state != "Z" else []
    return found


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_it_ends_with_its_processes_when_it_is_asked_to(tmp_path: Path, number: int, code: int) -> None:
    write_tiny(tmp_path)
    command = [sys.executable, "-m", "reportgen", "preview", TINY, "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        address = process.stdout.readline()
        assert address.startswith("http://127.0.0.1:")
        process.send_signal(number)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (code, "", "")
    while at_work(process.pid):  # multiprocessing's own tracker ends by itself a moment later
        pass
