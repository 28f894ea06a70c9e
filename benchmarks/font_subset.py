"""What cutting the fonts down to an edition's own characters is worth: the Chinese Amazon PDF with cut and whole faces.

    python benchmarks/font_subset.py

Lays the same pages out and prints them twice in one process, after a first run that warms everything up; prints seconds
of processor time, bytes, and the ratios whole : cut.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fontTools.ttLib import TTFont

from reportgen.brief.families import families_of
from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check
from reportgen.exhibits.faces import HAN_HEAD, Face
from reportgen.press import fonts, html, pdf
from reportgen.press.layouts import SETTINGS, Layouts
from reportgen.press.pressing import renderer

ROOT: Final = Path(__file__).resolve().parents[1]
LANGUAGE: Final = "zh-Hant"


def whole_faces(faces: Iterable[Face]) -> tuple[fonts.Cut, ...]:
    """Every face as it was installed, as a file of its own."""
    found = []
    for face in faces:
        memory = io.BytesIO()
        TTFont(face.path, fontNumber=face.index).save(memory)
        found.append(fonts.Cut(face, memory.getvalue()))
    return tuple(found)


def main() -> None:
    """Measure and print."""
    project = Project(ROOT / "data", ROOT / "output", (ROOT / "templates",))
    inputs = read_inputs(project, "amazon-2025q4")
    checked = check(inputs)
    edition = checked.edition
    assert edition is not None, checked.findings
    layouts, faces = Layouts(inputs.templates), families_of(edition).of(LANGUAGE).faces
    draft = next(draft for draft in checked.drafts if draft.language == LANGUAGE)
    nodes = renderer(edition, draft.document, inputs.templates, faces)
    lay_out = partial(layouts.lay_out, edition, draft.document, draft.told(edition), nodes)
    drafts = [lay_out(medium, part) for medium, part in SETTINGS]
    printed, headings = ("".join(map(part, drafts)) for part in (html.printed_text, html.headings_of))

    def appendix(pages: Mapping[str, int], first: int) -> str:
        return lay_out("print", "appendix", pages, first).html

    def made(cuts: tuple[fonts.Cut, ...]) -> bytes:
        laid_out = pdf.lay_out_pages(lay_out("print", "front").html, cuts, appendix)
        return pdf.print_pdf(laid_out, "x", edition.date)

    def timed(prepare: str) -> tuple[float, int]:
        start = time.process_time()
        cuts = (
            fonts.cut_faces(faces, printed, {HAN_HEAD: headings}) if prepare == "cut" else whole_faces(faces)
        )
        data = made(cuts)
        return time.process_time() - start, len(data)

    timed("cut")
    (cut_time, cut_size), (whole_time, whole_size) = timed("cut"), timed("whole")
    print(f"{'':22}{'cut':>12}{'whole':>12}{'ratio':>8}")
    print(f"{'seconds of processor':22}{cut_time:>12.1f}{whole_time:>12.1f}{whole_time / cut_time:>8.2f}")
    print(f"{'bytes of the PDF':22}{cut_size:>12,}{whole_size:>12,}{whole_size / cut_size:>8.2f}")


if __name__ == "__main__":
    main()
