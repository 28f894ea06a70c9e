"""Finished documents with something done to them afterwards: what a proof has to find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from support import TINY, checked, inputs
from surgery import Edit

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.brief.inputs import Inputs
from reportgen.check import Checked
from reportgen.exhibits.faces import Face, find_faces
from reportgen.press import fonts, pdf
from reportgen.press.layouts import Layouts, page_terms
from reportgen.press.markup import Html
from reportgen.press.pressing import Composed, Sheet, compose, press_html, press_pdf
from reportgen.press.signed_files import sign_pdf
from reportgen.proof import Proved, prove, read_finished
from reportgen.record.attachments import FACTS
from reportgen.signing.signing_key import Signing

BETWEEN = "\0"  # the page for paper and its appendix
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
    def _sheet(self) -> Sheet:
        return Sheet(self.edition, self.draft, self.inputs.templates, self._faces, self.facts)

    @cached_property
    def _composed(self) -> Composed:
        return compose(self._sheet)

    @cached_property
    def pressed(self) -> dict[str, bytes]:
        """The honest documents by suffix."""
        made = [press(self._sheet, self._composed) for press in (press_pdf, press_html)]
        assert [
            finding for one in made if one.proved for finding in one.proved.findings if finding.blocks
        ] == []
        files = [one.artifact for one in made if one.artifact]
        return {artifact.name.rpartition(".")[2]: artifact.data for artifact in files}

    def signed_pdf(self, signing: Signing) -> bytes:
        """The honest PDF, signed."""
        made = press_pdf(replace(self._sheet, signed=True), self._composed)
        assert made.artifact is not None
        return sign_pdf(made.artifact.data, signing)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """What the honest PDF carries."""
        return next(read_finished(self.name, self.pressed["pdf"])).files

    @cached_property
    def _cuts(self) -> tuple[fonts.Cut, ...]:
        return fonts.cut_faces(self._faces, self._composed.on_paper.printed + "0123456789.,twelve三兩間門市")

    @cached_property
    def _paper(self) -> str:
        """The page for paper and its appendix, one behind the other."""
        made: list[str] = [self._composed.front.html]

        def appendix(pages: Mapping[str, int], first: int) -> str:
            made.append(self._appendix(pages, first))
            return made[-1]

        pdf.lay_out_pages(made[0], self._cuts, appendix)
        return BETWEEN.join(made)

    def _appendix(self, pages: Mapping[str, int], first: int) -> str:
        layouts, document, told = Layouts(self._sheet.templates), self.draft.document, self._composed.told
        nodes = Html(page_terms(self.language), layouts.exhibit)
        return layouts.lay_out(self.edition, document, told, nodes, "print", "appendix", pages, first).html

    def pdf(self, edit: Edit, files: Mapping[str, bytes] | None = None) -> bytes:
        """The PDF as it comes out when its page, or its appendix, is edited on the way, with the honest attachments."""
        changed = edit(self._paper)
        assert changed != self._paper
        front, _, appendix = changed.partition(BETWEEN)
        laid_out = pdf.lay_out_pages(front, self._cuts, lambda pages, first: appendix)
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
