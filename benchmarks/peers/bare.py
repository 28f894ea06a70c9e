"""WeasyPrint with its defaults, of finished pages: `python -m benchmarks.peers.bare OUT PAGE…`, one after the other."""

from __future__ import annotations

import sys
from pathlib import Path


def main(out: str, *pages: str) -> None:
    """Print each page into the folder `out`, as LANGUAGE.pdf."""
    from weasyprint import HTML

    for page in map(Path, pages):
        HTML(filename=page).write_pdf(Path(out) / f"{page.parent.name}.pdf")


if __name__ == "__main__":
    main(*sys.argv[1:])
