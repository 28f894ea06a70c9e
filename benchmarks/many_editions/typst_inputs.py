"""What the Typst pipeline starts from, made before anything is timed: of each snapshot its content as JSON and its
charts as the product draws them, and for each language the faces, cut to what all of its editions print.

    python -m benchmarks.many_editions.typst_inputs FOLDER [--jobs N] NAMES…

fills FOLDER/typst/ for editions of FOLDER/data/: NAME/content.json, NAME/charts/ID.svg, fonts/LANGUAGE/.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.many_editions.plain_content import content_of
from benchmarks.peers.inputs import cut
from reportgen.arguments import project_of
from reportgen.brief.families import families_of
from reportgen.brief.inputs import read_inputs
from reportgen.check import check
from reportgen.document.walk import exhibits
from reportgen.exhibits.faces import find_faces
from reportgen.press.pressing import drawings

TYPST: Final = "typst"


def prepare_edition(folder: Path, name: str) -> tuple[str, str]:
    """Write what a snapshot prints; its language, and the characters of it all."""
    project, _ = project_of(name, folder / "data", folder / "output")
    checked = check(read_inputs(project, name, {}))
    assert checked.edition is not None, name
    (draft,) = checked.drafts
    edition, document = checked.edition, draft.document
    faces = families_of(edition).of(draft.language).faces
    own = [face.name for face in faces if face.weight == 400]
    content = content_of(document, draft.told(edition), edition.theme.light, own[-1])
    room = folder / TYPST / name
    (room / "charts").mkdir(parents=True, exist_ok=True)
    drawn, _ = drawings(edition, tuple(exhibits(document)), faces)
    named = {face.family: face.name for face in faces}
    svgs = [_renamed(one.plot, named) for one in drawn.values()]
    for exhibit, svg in zip(drawn, svgs, strict=True):
        (room / "charts" / f"x-{exhibit}.svg").write_text(svg, "utf-8")
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (room / "content.json").write_text(text, "utf-8")
    return draft.language, "".join(sorted({*text, *"".join(svgs)}))


def _renamed(svg: str, named: dict[str, str]) -> str:
    """A chart that calls its families by their own names; the longest first, since one may begin with another."""
    for family in sorted(named, key=len, reverse=True):
        svg = svg.replace(family, named[family])
    return svg


def cut_faces(folder: Path, language: str, characters: str) -> None:
    """Write the faces of a language with what its editions print."""
    room = folder / TYPST / "fonts" / language
    room.mkdir(parents=True, exist_ok=True)
    for face in find_faces((language,)):
        cut(face.path, face.index, characters, room / f"{face.name.replace(' ', '')}-{face.weight}.otf")


def main(arguments: Sequence[str]) -> int:
    """Prepare editions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    printed: defaultdict[str, set[str]] = defaultdict(set)
    with ProcessPoolExecutor(options.jobs) as pool:
        for language, characters in pool.map(partial(prepare_edition, options.folder), options.names):
            printed[language] |= {*characters}
    for language, found in printed.items():
        cut_faces(options.folder, language, "".join(sorted(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
