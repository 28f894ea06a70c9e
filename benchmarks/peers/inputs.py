"""What the peers start from, made before anything is timed: the frozen pages with type, the content and the charts.

`frozen/` holds what the Amazon edition prints, in each language as a page for print and as plain content (JSON). It has
no fonts; here they are cut to the characters of the page, and declared in it. That is kind to the peers: the product
cuts its own while its time runs, and whole Chinese faces would make any of them slower.

    python -m benchmarks.peers.inputs FOLDER
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

FROZEN: Final = Path(__file__).resolve().parents[1] / "frozen"
EDITION: Final = "amazon-2025q4"
LANGUAGES: Final = ("en", "zh-Hant")
_STYLES: Final = {400: ("Regular", "Regular"), 600: ("Semibold", "Bold")}


def prepare(folder: Path) -> None:
    """Fill a folder: `LANGUAGE/page.html` with `fonts/` beside it, `content.json`, `charts/ID.svg`."""
    for language in LANGUAGES:
        room = folder / language
        (room / "fonts").mkdir(parents=True)
        (room / "charts").mkdir()
        page = (FROZEN / f"{EDITION}.{language}.print.html").read_text("utf-8")
        shutil.copy(FROZEN / f"{EDITION}.{language}.json", room / "content.json")
        (room / "page.html").write_text(with_faces(page, room / "fonts"), "utf-8")
        for name, svg in charts_of(page).items():
            (room / "charts" / f"{name}.svg").write_text(svg, "utf-8")


def charts_of(page: str) -> dict[str, str]:
    """The charts of a page by their ids, with the families that their labels are set in called by their own names."""
    found = {}
    for figure in re.finditer(
        r'<figure class="exhibit chart[^>]* id="([^"]+)">(.*?)</figure>', page, re.DOTALL
    ):
        svg = figure[2][figure[2].index("<svg") : figure[2].index("</svg>") + 6]
        found[figure[1]] = svg.replace("Brief Sans", "Source Sans Pro").replace(
            "Brief Han", "Noto Sans CJK TC"
        )
    return found


def with_faces(page: str, folder: Path) -> str:
    """The page with its faces declared, which are cut to its characters and written into the folder beside it."""
    characters = html.unescape(re.sub(r"<[^>]+>", "", page))
    rules = []
    for weight in _STYLES:
        for family, (path, index) in {
            "Brief Sans": (latin_face(weight), 0),
            "Brief Han": han_face(weight),
        }.items():
            name = f"{family.lower().replace(' ', '-')}-{weight}.otf"
            cut(path, index, characters, folder / name)
            rules.append(
                f'@font-face{{font-family:"{family}";font-weight:{weight};src:url({folder.name}/{name})}}\n'
            )
    return page.replace("<style>", "<style>" + "".join(rules), 1)


def latin_face(weight: int) -> Path:
    """The file of Source Sans Pro, from its package."""
    spec = find_spec("font_source_sans_pro")
    assert spec and spec.origin
    return Path(spec.origin).parent / "files" / f"SourceSansPro-{_STYLES[weight][0]}.ttf"


def han_face(weight: int) -> tuple[Path, int]:
    """The file of Noto Sans CJK TC as fontconfig finds it, and the face's number in it."""
    wanted = f"Noto Sans CJK TC:style={_STYLES[weight][1]}"
    reply = subprocess.run(
        ["fc-match", "-f", "%{file}\n%{index}", wanted], capture_output=True, text=True, check=True
    ).stdout
    path, index = reply.split("\n")
    return Path(path), int(index)


def cut(path: Path, index: int, characters: str, to: Path) -> None:
    """Write a face with the glyphs of these characters and no others."""
    from fontTools import subset

    options = subset.Options(
        name_IDs=["*"], hinting=False, desubroutinize=True, notdef_outline=True, font_number=index,
        layout_features=["kern", "liga", "ccmp", "mark", "tnum", "lnum", "palt", "halt"],
    )  # fmt: skip
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    subset.save_font(font, str(to), options)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
