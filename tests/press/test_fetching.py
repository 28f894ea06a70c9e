"""The press fetches nothing: no file, no address, whatever a template or a text asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Final

import pytest
from support import TEMPLATES, TINY, build_tiny, reportgen, write_tiny

from reportgen.errors import Rejected
from reportgen.press.pdf import lay_out_pages, print_pdf

CANARY: Final = "canary-4f1c0b"


@dataclass
class Loopback:
    """A server on this machine that counts who asks it for something."""

    address: str = ""
    hits: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def loopback() -> Iterator[Loopback]:
    server_seen = Loopback()

    class Count(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server_seen.hits.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Count)
    server_seen.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server_seen
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(CANARY)
    return path


WAYS: Final = {
    "image": '<img src="{}">',
    "style sheet": '<link rel="stylesheet" href="{}">',
    "import": "<style>@import url({});</style>",
    "background": '<p style="background: url({})">text</p>',
    "list mark": '<ul style="list-style-image: url({})"><li>text</li></ul>',
    "content": "<style>p::before {{ content: url({}) }}</style><p>text</p>",
    "picture in a picture": '<svg width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
    "object": '<object data="{}"></object>',
    "embed": '<embed src="{}">',
    "attached by the head": '<link rel="attachment" href="{}">',
    "attached by a link": '<a rel="attachment" href="{}">text</a>',
    "font": "<style>@font-face {{ font-family: x; src: url({}) }}</style><p style='font-family: x'>text</p>",
}


def pressed(body: str) -> bytes:
    html = f'<html lang="en"><head><title>t</title>{body}</head><body>{body}</body></html>'
    return print_pdf(lay_out_pages(html, ()), "test", date(2026, 2, 2))


@pytest.mark.parametrize("way", WAYS)
def test_a_file_is_never_read(way: str, secret: Path) -> None:
    with pytest.raises(Rejected) as caught:
        pressed(WAYS[way].format(secret.as_uri()))
    said = " ".join(finding.message for finding in caught.value.findings)
    assert CANARY not in said
    assert secret.name in said or way == "picture in a picture", said  # the drawing hides what it asked for


@pytest.mark.parametrize("way", WAYS)
def test_an_address_is_never_asked(way: str, loopback: Loopback) -> None:
    with pytest.raises(Rejected) as caught:
        pressed(WAYS[way].format(loopback.address + "/x"))
    assert {finding.code for finding in caught.value.findings} <= {"RG602", "RG604"}
    assert loopback.hits == []


@pytest.mark.parametrize(
    "address",
    [
        "etc/passwd",
        "/etc/passwd",
        "asset:../secret",
        "asset:/etc/passwd",
        "FILE:///etc/passwd",
        "ftp://127.0.0.1/x",
    ],
)
def test_no_other_spelling_gets_through(address: str) -> None:
    with pytest.raises(Rejected):
        pressed(f'<img src="{address}">')


def test_a_template_of_the_project_cannot_fetch(tmp_path: Path, secret: Path) -> None:
    """The command line, with a layout in the project's own folder that asks for a file: one message, and no file."""
    write_tiny(tmp_path)
    own = tmp_path / "templates"
    own.mkdir()
    appendix = (TEMPLATES / "appendix.html.j2").read_text("utf-8")
    (own / "appendix.html.j2").write_text(appendix + WAYS["image"].format(secret.as_uri()), "utf-8")
    done = reportgen("build", TINY, "--format", "pdf,html", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    said = [line for line in done.stderr.splitlines() if "error" in line]
    assert len(said) == 2 and said[1].startswith("1 error"), said
    assert secret.name in said[0]
    assert CANARY not in done.stderr
    left = [path for path in (tmp_path / "output").rglob("*") if path.is_file()]
    assert [path.name for path in left] == [f".{TINY}.lock"]


def test_an_image_in_prose_is_never_fetched(tmp_path: Path, loopback: Loopback) -> None:
    edits = {"en.md": {"## Spending": f"![tea]({loopback.address}/tea.png)\n\n## Spending"}}
    with suppress(Rejected):
        build_tiny(tmp_path, edits, formats=("pdf",), languages=("en",))
    assert loopback.hits == []
