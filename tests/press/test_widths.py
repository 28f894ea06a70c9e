"""The room of each exhibit, and tables that have none."""

from __future__ import annotations

from typing import Final

import pytest
from support import TEMPLATES, drafts, read

from reportgen.brief.inputs import templates
from reportgen.errors import Rejected
from reportgen.exhibits.faces import find_faces
from reportgen.press.layouts import Layouts
from reportgen.press.pressing import renderer

COLUMN: Final = "        - {en: vs consensus, zh-Hant: 差距}\n"
WIDE: Final = "        - {en: " + "W" * 90 + ", zh-Hant: 差距}\n"


def test_a_table_that_fits_in_no_form_is_refused_where_it_is_declared() -> None:
    edits = {"brief.yaml": {COLUMN: WIDE}}
    edition, _ = read(edits)
    assert edition is not None
    with pytest.raises(Rejected) as refused:
        renderer(edition, drafts(edits)[0].document, Layouts(templates([TEMPLATES])), find_faces(["zh-Hant"]))
    (finding,) = refused.value.findings
    assert finding.code == "RG610" and finding.locus is not None and finding.locus.line
    assert "'results'" in finding.message and "would fit" in finding.message
