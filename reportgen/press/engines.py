"""Everything that a process of the press works with, loaded: the one that the others are forked from imports this.

It loads, and builds what is the same for every edition; it must set no page, since a layout engine that has worked
cannot be forked.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from reportgen.collecting import without_collector
from reportgen.facts.schema import FactsFile
from reportgen.facts.shape import check_shape
from reportgen.facts.vocabulary_yaml import VocabularyFile
from reportgen.figures.reader.scanning import numerals

_LOADED: Final = (
    "fontTools.ttLib.woff2", "pikepdf",
    "pypdfium2", "tinyhtml5", "cssselect2", "uharfbuzz", "weasyprint.pdf",
    "reportgen.check", "reportgen.press.pressing",
    "reportgen.proof.read_html", "reportgen.proof.read_pdf",
)  # fmt: skip

with without_collector():  # modules leave no cycles
    for name in _LOADED:
        import_module(name)
    next(numerals("1"), None)  # builds its patterns
    for model in (FactsFile, VocabularyFile):
        check_shape(model, {}, "")  # builds its validator
