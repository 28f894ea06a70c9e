"""The script that everybody writes first: charts in pyplot, a Jinja template, WeasyPrint with its defaults.

    python -m benchmarks.peers.naive OUT CONTENT…     each content.json, to LANGUAGE.pdf and LANGUAGE.html

Faces are whole, as installed: the Latin ones from their package, the Chinese one from the system. The HTML names them
and carries none.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers.inputs import latin_face
from benchmarks.peers.pyplot import draw_all, set_up


def main(out: str, *contents: str) -> None:
    """Make both files of each content."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup
    from weasyprint import HTML

    set_up()
    template = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    ).get_template("naive.html.j2")
    for path in map(Path, contents):
        content = json.loads(path.read_text("utf-8"))
        charts = draw_all(list(_exhibits(content)), content["colours"])
        page = template.render(**content, words=content["terms"], charts=charts, faces=Markup(_faces()))
        to = Path(out) / f"{path.parent.name}.html"
        to.write_text(page, "utf-8")
        HTML(string=page).write_pdf(to.with_suffix(".pdf"))


def _exhibits(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from content["front_exhibits"]
    for section in content["sections"]:
        for block in section["blocks"]:
            yield from block.get("exhibits", ())


def _faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; '
        f"src: url({latin_face(weight).as_uri()}) }}\n"
        for weight in (400, 600)
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
