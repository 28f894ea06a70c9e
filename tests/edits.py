"""Finished documents with something done to them afterwards: what a proof has to find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from support import TINY, checked, inputs
from surgery import Edit

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.brief.inputs import Inputs
from reportgen.check import Checked
from reportgen.exhibits.faces import Face, find_faces
from reportgen.press import fonts, html, pdf
from reportgen.press.layouts import MEDIA, Layouts, RenderedPage
from reportgen.press.pressing import press, renderer
from reportgen.proof import Proved, prove, read_finished
from reportgen.record.attachments import FACTS

SEAL = "RG712"  # what any edit breaks


@dataclass(frozen=True)
class Desk:
    """One language of the tiny edition, ready to be pressed with a passage changed."""

    language: str

    @property
    def name(self) -> str:
        """The file name of the PDF."""
        return f"{TINY}.{self.language}.pdf"

    @cached_property
    def inputs(self) -> Inputs:
        """The edition's files."""
        return inputs()

    @cached_property
    def _checked(self) -> Checked:
        return checked()

    @property
    def edition(self) -> Edition:
        """The edition."""
        assert self._checked.edition is not None
        return self._checked.edition

    @property
    def facts(self) -> bytes:
        """The fact base as a file."""
        return self.inputs.files[FACTS]

    @property
    def draft(self) -> Draft:
        """The drafted brief."""
        return next(draft for draft in self._checked.drafts if draft.language == self.language)

    @cached_property
    def _faces(self) -> tuple[Face, ...]:
        return find_faces(["zh-Hant"])

    @cached_property
    def pressed(self) -> dict[str, bytes]:
        """The honest documents by suffix."""
        templates, formats = self.inputs.templates, ("pdf", "html")
        done = press(self.edition, self.draft, templates, self._faces, formats, self.facts)
        assert [finding for proved in done.proofs for finding in proved.findings if finding.blocks] == []
        return {artifact.name.rpartition(".")[2]: artifact.data for artifact in done.artifacts}

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """What the honest PDF carries."""
        return next(read_finished(self.name, self.pressed["pdf"])).files

    @cached_property
    def _lay_out(self) -> Callable[..., RenderedPage]:
        templates = self.inputs.templates
        draft, edition = self.draft, self.edition
        made = renderer(edition, draft.document, templates, self._faces)
        return partial(Layouts(templates).lay_out, edition, draft.document, draft.told(edition), made)

    @cached_property
    def _cuts(self) -> tuple[fonts.Cut, ...]:
        text = "".join(html.printed_text(self._lay_out(medium, {})) for medium in MEDIA)
        return fonts.cut_faces(self._faces, text + "0123456789.,twelve三兩間門市")

    @cached_property
    def _page(self) -> str:
        css = fonts.press_css(self._cuts)
        first = pdf.lay_out_pages(self._lay_out("print", {}, css).html, self._cuts)
        return self._lay_out("print", first.pages, css).html

    def pdf(self, edit: Edit, files: Mapping[str, bytes] | None = None) -> bytes:
        """The PDF as it comes out when its page is edited on the way, with the honest attachments."""
        changed = edit(self._page)
        assert changed != self._page
        laid_out = pdf.lay_out_pages(changed, self._cuts)
        return pdf.print_pdf(laid_out, "x", self.edition.date, self.files if files is None else files)

    def proved(self, data: bytes) -> Proved:
        """The proof of a PDF."""
        return prove(self.name, data)

    def proved_html(self, edit: Edit) -> Proved:
        """The proof of the HTML page with an edit."""
        page = self.pressed["html"].decode()
        changed = edit(page)
        assert changed != page
        return prove(self.name.replace(".pdf", ".html"), changed.encode())


def codes(proved: Proved) -> set[str]:
    """The codes of what speaks against a document, the seal aside."""
    return {finding.code for finding in proved.findings if finding.blocks} - {SEAL}


def sealed(proved: Proved) -> bool:
    """True where the seal is unbroken."""
    return all(finding.code != SEAL for finding in proved.findings)
