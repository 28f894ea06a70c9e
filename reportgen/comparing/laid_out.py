"""An edition as its page for the screen would read: what its texts are held against a finished page by."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.brief.families import families_of
from reportgen.check import Checked
from reportgen.comparing.reading_texts import page_texts
from reportgen.comparing.sides import ComparedText
from reportgen.errors import Rejected
from reportgen.press.html import with_files
from reportgen.press.pressing import Sheet, compose
from reportgen.proof.finished import Unreadable
from reportgen.proof.read_html import read_html
from reportgen.record.attachments import FACTS, NUMBERS


def laid_out_texts(
    checked: Checked, templates: Mapping[str, bytes], files: Mapping[str, bytes], language: str
) -> tuple[ComparedText, ...] | None:
    """The lines of the page that an edition makes in a language, without setting it in its type; None where it makes
    none: for a chart that does not fit, say."""
    edition = checked.edition
    draft = next((one for one in checked.drafts if one.language == language), None)
    if edition is None or draft is None:
        return None
    try:
        sheet = Sheet(edition, draft, templates, families_of(edition).of(language).faces, files[FACTS], False)
        composed = compose(sheet)
        carried = {**sheet.sources, NUMBERS: sheet.numbers(composed.told, {})}
        return page_texts(next(read_html(with_files(composed.screen.set_in(""), carried))))
    except (Rejected, Unreadable, ArithmeticError, ValueError):  # it does not hold: a build says why
        return None
