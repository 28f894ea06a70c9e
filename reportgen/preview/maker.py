"""The maker: an edition's pages out of what stands on the disk, with only that made again which changed.

It lives in a process of its own that stays warm (`preview.warm`), so everything that it takes and gives can be sent.
"""

from __future__ import annotations

import base64
import gc
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from reportgen.brief.edition import Edition
from reportgen.brief.families import families_of
from reportgen.brief.inputs import DELIVERY, Inputs, Project, read_inputs
from reportgen.brief.letters import WrittenLetter, write_letter
from reportgen.brief.writing import house_in
from reportgen.codes.rg5_texts import RG506
from reportgen.delivery.messages.message import file_name
from reportgen.delivery.messages.protecting import covering_letter, envelope_name
from reportgen.delivery.plans.delivery_yaml import DeliveryFile
from reportgen.delivery.plans.planned import Plan, Recipient
from reportgen.document.nodes import Document, Exhibit
from reportgen.document.walk import exhibits, plain
from reportgen.errors import Finding, Rejected
from reportgen.exhibits.faces import Face
from reportgen.exhibits.measure import Ruler
from reportgen.facts.shape import check_shape
from reportgen.facts.text import read_yaml
from reportgen.languages import LANGUAGES
from reportgen.press.html import forbid_asking, printed_text
from reportgen.press.layouts import Layouts, RenderedPage, page_terms
from reportgen.press.lettering import Enclosed, LetterPicture, press_letter, print_image
from reportgen.press.markup import Drawn, Html
from reportgen.press.pressing import Sheet, compose, drawings, press_pdf
from reportgen.press.widths import fitted
from reportgen.preview.frame import page_digest
from reportgen.preview.sketching import Sketch, found_in
from reportgen.preview.views import Made, View, at_its_place
from reportgen.preview.webfonts import FaceCutter, FaceSheet
from reportgen.proof.crosscheck import proof_findings
from reportgen.record.attachments import ATTACHMENT_KINDS, FACTS, INSPECTOR, NUMBERS
from reportgen.record.inspector import inspector_file, to_bytes
from reportgen.record.numbers import numbers_json
from reportgen.record.script import SCRIPT, is_ours

_MOST: Final = 400  # drawings that are kept
_PAGE_PX: Final = 1100  # the width of a page's picture


class Maker:
    """Makes the views of one edition. What it reads again and finds as it was it does not make again."""

    def __init__(self, project: Project, name: str) -> None:
        self._project, self._name = project, name
        self._sketch: Sketch | None = None
        self._layouts = Layouts({})
        self._templates: Any = None
        self._drawings = Drawings()
        self._cutter = FaceCutter()
        self._handed_over: set[str] = set()
        self._made: dict[View, Made] = {}  # of this state of the inputs, as are
        self._sheets: dict[str, tuple[bytes, ...]] = {}  # the PDF's pages by language
        self._asks_nothing: object = None
        self._pictures: dict[object, LetterPicture | None] = {}
        gc.disable()  # it would look through everything that is kept; `rest` lets it

    def make(self, view: View) -> Made:
        """A view of the inputs as they stand. Raises Misuse where the edition is gone."""
        sketch = self._read()
        if view not in self._made:
            self._made[view] = self._make(sketch, view)
            return self._made[view]
        return replace(self._made[view], assets={})

    def _make(self, sketch: Sketch, view: View) -> Made:
        edition, letters = sketch.edition, _letters(sketch.inputs)
        if edition is None:
            return Made(findings=sketch.grounds, letters=letters)
        made = Made(languages=edition.languages, letters=letters)
        language = view.language or edition.languages[0]
        if language not in (letters if view.kind == "letter" else edition.languages):
            what = "letter" if view.kind == "letter" else "brief"
            return replace(made, failed=f"{edition.name} has no {what} in {language}.")
        draft = sketch.draft(edition, language)
        found = [*sketch.grounds, *found_in(draft)]
        try:
            if view.kind == "letter":
                made = self._letter(made, sketch, edition, language, found)
            else:
                made = self._brief(made, sketch, edition, language)
        except Rejected as rejected:
            found += rejected.findings
        return replace(made, findings=tuple(dict.fromkeys(found)))

    def check(self) -> tuple[Finding, ...]:
        """Everything that is wrong with the edition, as `reportgen check` says it."""
        sketch = self._read()
        return tuple(dict.fromkeys((*sketch.checked.findings, *sketch.delivery[1])))

    def inspector(self, language: str, digest: str) -> dict[str, str]:
        """What the inspector of a brief reads: data blocks by their ids. Nothing where there can be none, or where
        `digest` is that of another page than the files give now."""
        sketch = self._read()
        edition = sketch.edition
        if edition is None or language not in edition.languages or not edition.brief.inspector:
            return {}
        made = self.make(at_its_place(View("brief", language), edition.languages))
        if not made.sound or page_digest(made.page, made.faces) != digest:
            return {}
        told = sketch.told(edition, language)
        shown = inspector_file(edition.base, house_in(edition, language), told.lines, sketch.rows)
        numbers = numbers_json(edition.name, edition.date, [told], {language: {}})
        blocks = {INSPECTOR: to_bytes(shown), NUMBERS: numbers}
        return {ATTACHMENT_KINDS[name][3]: data.decode() for name, data in blocks.items()}

    def inspector_script(self) -> str:
        """The inspector's script; "" where the project has put another in its place."""
        script = self._read().inputs.templates.get(SCRIPT, b"").decode(errors="replace")
        return script if is_ours(script) else ""

    def pages(self, language: str) -> tuple[bytes, ...]:
        """The pages of the PDF in a language as `build` presses it, as PNG. Raises Rejected where it would not."""
        sketch = self._read()
        if language not in self._sheets:
            self._sheets[language] = self._press(sketch, language)
        return self._sheets[language]

    def _press(self, sketch: Sketch, language: str) -> tuple[bytes, ...]:
        checked, edition = sketch.checked, sketch.edition
        if edition is None or any(finding.blocks for finding in checked.findings):
            raise Rejected(checked.findings)
        draft, faces = sketch.draft(edition, language), families_of(edition).of(language).faces
        facts = sketch.inputs.files[FACTS]
        sheet = Sheet(edition, draft, sketch.inputs.templates, faces, facts, edition.brief.inspector)
        pressed = press_pdf(sheet, compose(sheet))
        assert pressed.artifact is not None and pressed.proved is not None
        proof = proof_findings([pressed.proved])
        if any(finding.blocks for finding in proof):
            raise Rejected(proof)
        return tuple(_pictured(pressed.artifact.data))

    def rest(self) -> None:
        """Clear up while nothing is asked for."""
        gc.collect()

    # ---- what is kept

    def _read(self) -> Sketch:
        inputs = read_inputs(self._project, self._name)
        if self._sketch is None or self._sketch.inputs != inputs:
            self._sketch, self._made, self._sheets = Sketch(inputs), {}, {}
        if self._templates != inputs.templates:
            self._templates, self._layouts = inputs.templates, Layouts(inputs.templates)
        return self._sketch

    def _handed(self, sheet: FaceSheet) -> dict[str, bytes]:
        """The files of a sheet that were not handed over yet."""
        fresh = {address: data for address, data in sheet.files.items() if address not in self._handed_over}
        self._handed_over |= fresh.keys()
        return fresh

    # ---- a brief

    def _brief(self, made: Made, sketch: Sketch, edition: Edition, language: str) -> Made:
        document = sketch.draft(edition, language).document
        told, faces = sketch.told(edition, language), families_of(edition).of(language).faces
        html = self._drawings.html(edition, document, self._layouts, faces)
        script = SCRIPT if edition.brief.inspector else ""  # for the style sheet that goes with it
        page = self._layouts.lay_out(edition, document, told, html, "screen", script=script).set_in("")
        self._forbid_asking(edition, page)
        sheet = self._cutter.sheet(faces, printed_text(page), lambda: _written(sketch.inputs))
        return replace(made, page=page.html, faces=sheet.address, assets=self._handed(sheet))

    def _forbid_asking(self, edition: Edition, page: RenderedPage) -> None:
        """RG604, looked for once in what templates and a theme make of a page: a text brings no address in."""
        made_by = (self._layouts, edition.theme.css)
        if made_by != self._asks_nothing:
            forbid_asking(page.html)
            self._asks_nothing = made_by

    # ---- a letter

    def _letter(
        self, made: Made, sketch: Sketch, edition: Edition, language: str, found: list[Finding]
    ) -> Made:
        """A letter; what is wrong with it is added to what was `found`."""
        plan, wrong = sketch.delivery
        found += wrong
        if plan is None:
            return made
        reader = next(one for one in plan.recipients if one.language == language)
        headline = sketch.draft(edition, language).document.headline.content
        written = write_letter(edition, headline, language, plan.wording, reader.addressee)
        found += written.inspected.findings
        if any(finding.code == RG506.id for finding in found):
            return made
        image = None if reader.password else self._picture(written, edition, language)
        enclosed = _enclosed(plan, reader, written)
        written = covering_letter(written, corrects=False) if reader.password else written
        pressed = press_letter(edition, written, enclosed, sketch.inputs.templates, image)
        page = pressed.html
        if image:
            png = base64.b64encode(image.png).decode()
            page = page.replace(f"cid:{image.cid}", f"data:image/png;base64,{png}")
        return replace(made, page=page, subject=pressed.subject)

    def _picture(self, written: WrittenLetter, edition: Edition, language: str) -> LetterPicture | None:
        letter, faces = written.letter, families_of(edition).of(language).faces
        key = (letter.exhibit.chart if letter.exhibit else None, faces)
        if key not in self._pictures:
            self._pictures = {key: print_image(letter, edition, faces)}
        return self._pictures[key]


class Drawings:
    """The charts of a document as pictures, each drawn once."""

    def __init__(self) -> None:
        self._look: object = None
        self._charts: dict[object, Drawn] = {}
        self._sparks: dict[Any, Any] = {}

    def html(self, edition: Edition, document: Document, layouts: Layouts, faces: tuple[Face, ...]) -> Html:
        """What makes HTML of a document's nodes. Raises Rejected with RG609 for a chart that does not fit,
        with RG610 for a table."""
        look = (faces, tuple(edition.theme.light.items()))
        if look != self._look or len(self._charts) > _MOST:
            self._look, self._charts, self._sparks = look, {}, {}
        shown = tuple(exhibits(document))
        if missing := tuple(exhibit for exhibit in shown if not self._has(exhibit)):
            drawn, sparks = drawings(edition, missing, faces)
            self._charts |= {one.chart: drawn[one.name] for one in missing if one.chart}
            self._sparks |= sparks
        charts = {exhibit.name: self._charts[exhibit.chart] for exhibit in shown if exhibit.chart}
        fits = fitted(document, Ruler(faces), lies=edition.page.endswith("landscape"))
        return Html(page_terms(document.language), layouts.exhibit, charts, self._sparks, fits)

    def _has(self, exhibit: Exhibit) -> bool:
        if exhibit.chart and exhibit.chart not in self._charts:
            return False
        groups = exhibit.table.groups if exhibit.table else ()
        cells = (cell for group in groups for row in group.rows for cell in row.cells)
        return all(cell.spark in self._sparks for cell in cells if cell.spark)


def _enclosed(plan: Plan, reader: Recipient, written: WrittenLetter) -> Enclosed:
    """What the letter to a reader comes with, before anything is built."""
    title, numbers = plain(written.letter.title), LANGUAGES[reader.language].letter.numbers_file
    names = tuple(file_name(title, kind, numbers if kind == "xlsx" else "") for kind in reader.attach)
    if reader.password:
        names = (envelope_name(reader.language),)
    leave = next(iter(sorted(plan.unsubscribe)), "")
    return Enclosed(names, None, leave, plan.verify_url, bool(reader.password))


def _letters(inputs: Inputs) -> tuple[str, ...]:
    """The languages of the readers that delivery.yaml names."""
    return () if inputs.delivery is None else _languages_in(inputs.delivery)


@lru_cache(maxsize=2)
def _languages_in(delivery: bytes) -> tuple[str, ...]:
    tree, _ = read_yaml(delivery, DELIVERY)
    declared, _ = check_shape(DeliveryFile, tree, DELIVERY) if tree is not None else (None, [])
    return tuple(dict.fromkeys(str(reader.language) for reader in declared.recipients)) if declared else ()


def _written(inputs: Inputs) -> str:
    """Every character that an author has typed."""
    return "".join(data.decode(errors="ignore") for name, data in inputs.files.items() if _is_text(name))


def _is_text(name: str) -> bool:
    return name.endswith((".yaml", ".md"))


def _pictured(pdf: bytes) -> Iterator[bytes]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            memory = BytesIO()
            page.render(scale=_PAGE_PX / page.get_width()).to_pil().convert("RGB").save(memory, "PNG")
            yield memory.getvalue()
    finally:
        document.close()
