"""RG6xx: what only a laid-out page can show."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

RG601: Final = FindingCode(
    "RG601",
    "no-glyph",
    Severity.ERROR,
    "A character is in none of the fonts.",
    "Write it otherwise, or install a font that has it.",
    "U+1F600, an emoji, in a text.",
)
RG602: Final = FindingCode(
    "RG602",
    "layout-warning",
    Severity.ERROR,
    "The layout engine warns: of a property, an image or a glyph that it cannot use.",
    "Correct the template or the style sheet that is named.",
    "An unknown CSS property in a template of one's own.",
)
RG603: Final = FindingCode(
    "RG603",
    "foreign-font",
    Severity.ERROR,
    "The layout engine fell back to a font that is not the brief's own.",
    "Use the brief's fonts in templates and style sheets.",
    "A template that sets a heading in a font of the system.",
)
RG604: Final = FindingCode(
    "RG604",
    "foreign-address",
    Severity.ERROR,
    "A page asks for something that is not part of it, or would run something.",
    "Take the address out of the template; a logo belongs to the theme.",
    '<img src="file:…"> in a template.',
)
RG605: Final = FindingCode(
    "RG605",
    "not-conforming",
    Severity.ERROR,
    "A PDF breaks a rule of PDF/A-3a or PDF/UA-1; this is looked at where the extra validation is installed.",
    "Correct the template; without one of one's own, it is a fault of reportgen.",
    "A heading in a template that skips a level.",
)
RG606: Final = FindingCode(
    "RG606",
    "too-slow",
    Severity.ERROR,
    "A render took longer than --time-limit allows.",
    "Shorten the text, or raise --time-limit.",
    "A text that loops for ever.",
)
RG607: Final = FindingCode(
    "RG607",
    "too-much-memory",
    Severity.ERROR,
    "A render needed more memory than --memory-limit allows.",
    "Shorten the text, or raise --memory-limit.",
    "A table of a million cells.",
)
RG608: Final = FindingCode(
    "RG608",
    "render-died",
    Severity.ERROR,
    "The process of a render ended without a word.",
    "Look whether the machine ran out of memory, and build again.",
    "A render that was killed by the system.",
)
RG609: Final = FindingCode(
    "RG609",
    "chart-does-not-fit",
    Severity.ERROR,
    "A chart does not fit its room, even in a plainer form.",
    "Shorten its labels, show less, or give it a larger size:.",
    "Labels that are wider than the page.",
)
RG610: Final = FindingCode(
    "RG610",
    "table-does-not-fit",
    Severity.ERROR,
    "A table or a key figure does not fit its room: not in smaller type, not with turned heads, not in parts.",
    "Shorten its heads and labels, show fewer columns, or give it a larger size:.",
    "A head of one word that is wider than half a page.",
)
RG612: Final = FindingCode(
    "RG612",
    "off-the-sheet",
    Severity.ERROR,
    "Something on a page for paper stands out of the page's type area, or of the sheet.",
    "Shorten what stands there, give a table fewer columns, or correct the style sheet.",
    "A word of a table that is wider than the page.",
)
RG613: Final = FindingCode(
    "RG613",
    "overlapping",
    Severity.ERROR,
    "Something on a page for paper lies on something else.",
    "Shorten what stands there, or correct the style sheet.",
    "A word that is wider than its column of a table.",
)
