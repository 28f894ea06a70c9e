"""What an author's numerals are in English, beyond what their reading says."""

from __future__ import annotations

from typing import Final

from reportgen.languages.en.numerals.asides import FEW
from reportgen.languages.en.numerals.lexicon import DISCOURSE, SCALES
from reportgen.languages.en.numerals.values import NUMBER, value
from reportgen.languages.numeral_pack import Judging
from reportgen.languages.wordlists import any_of

# What the scan for numerals meets and the reader declines, by the reason for which it passes.
_DECLINED: Final = {
    "discourse": (
        rf"\b{FEW}\s(?:[a-z-]+\s){{0,2}}(?:{'|'.join(DISCOURSE)})\b",
        rf"\b(?:the|these|those|the\sother|all|between|of\sthe)\s{FEW}(?=\s?[,.;:)]|\s(?:are|were|have|had|will|is|was|and|combined|together)\b|$)",
    ),
}

# What says the unit of a table or a chart, with no number before it: US$ millions, (in thousands of US$), NT$ bn.
_SIGN = r"(?:US\$|NT\$|HK\$|A\$|C\$|S\$|[$€£¥₩₹₪₽₺₱₫]|\b[A-Z]{3}\b)"
_STEP = r"(?:thousand|million|billion|trillion|bn|tn)s?\b"
_UNITS: Final = (
    rf"(?<![0-9.,\ufffc])(?<![0-9\ufffc] ){_SIGN}\s?(?:in\s)?{_STEP}(?!\s(?:of|in)\s(?:sales|revenue|orders))",
    rf"\bin\s(?:{_SIGN}\s?)?{_STEP}(?:\sof\s(?:{_SIGN}|(?:US\s)?dollars|euros|pounds|yen|shares|units))?(?=\s*(?:$|[,;:.)(/]|unless|except|and\b))",
)


JUDGING: Final = Judging(
    declined=_DECLINED,
    units=_UNITS,
    head_units=(),
    occasions=r"(?i:twice|thrice)(?=\s?[,.;:)]|$|\s(?:in|on|at|since|during|over|before|and|but|or|already|by|with|this|last)\b)",
    compared=r"\b(?:is|are|was|were|be|been|at|to|nearly|almost|about|over|roughly|than)\s$",
    measured=r"(?:percent|per\scent|bps|basis|million|billion|trillion|bn|mn|dollars?|points?)\b",
    covered=r"\s(?:[Rr]evenue|[Ss]ales|[Pp]rofit|[Rr]esults|[Ee]arnings|[Ff]igures|period|EBIT|['’]?[0-9]{2})",
    glued="(?:up|to|by|at|of|in|on|or|and|was|is|rose|fell|grew)[0-9]",
    number=NUMBER,
    value=value,
    scale=rf"\b(?:{any_of(SCALES)}|hundred|dozen|lakh|crore)s?\b|[0-9]\s?(?:k|m|mn|bn|tn)\b",
    ratio=r"\b(?:percent|per\scent|bps|(?:basis|percentage)\spoints?)\b",
    beside=r"\b(?:and|or|to|the|a|an|about|over|under|nearly)\b",
)
