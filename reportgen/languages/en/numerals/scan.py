"""What in English has to be accounted for wherever it stands: patterns for a scan without context.

Everything from “two” up, scale words, shares (a third, half, a quarter of), multiples, sizes by digits, runs (third
consecutive), Roman numerals. Not: one, once, zero, ordinals, a quarter as a period, except where a unit or a verb
makes a figure of them (one percent, fell to zero, fell a quarter).
"""

from __future__ import annotations

from typing import Final

from reportgen.languages.amounts import LOOSE, Lazy
from reportgen.languages.en.numerals.lexicon import MULTIPLES, ONES, ORDINALS, PARTS, SCALES, TENS
from reportgen.languages.numeral_pack import Scan
from reportgen.languages.wordlists import any_of, words

_ONES: Final = list(ONES)
PART: Final = any_of(part for part in PARTS if part not in ("half", "halves", "quarter"))
MOVED: Final = any_of(words("""
    rose rise rises rising fell fall falls falling grew grow grows growing gained gain gains gaining lost lose loses
    losing dropped drop drops dropping climbed climb climbs jumped jump jumps slipped slip slips slid slide declined
    decline declines increased increase increases decreased decrease decreases shrank shrink shrinks sank sink surged
    surge soared soar dipped dip added add cut trimmed expanded contracted advanced eased widened narrowed improved
    rallied rebounded tumbled plunged crashed lifted raised reduced down up
"""))  # fmt: skip
_ABOUT: Final = any_of(words("""
    by about nearly almost around roughly some over under only just another fully more_than less_than well_over
"""))  # fmt: skip
UNIT: Final = (
    r"(?:percent|per[\s-]cent|percentage|pct|%|basis|bps|points?\b|dollars?|cents?|euros?|pounds?|yen|yuan|times\b"
    r"|fold|turns)"
)
# Capital letters in the order of a Roman numeral; the empty match is kept out by those who use it.
_ROMAN: Final = r"(?-i:M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
ROMAN: Final = rf"(?-i:(?=[IVX]{{2}})(?!IV\b){_ROMAN})"
_MEASURED_ROMAN: Final = (
    rf"(?=(?-i:[IVXLCDM])|[ivx]{{2}})(?:{_ROMAN}|(?-i:x{{0,3}}(?:ix|iv|v?i{{0,3}})))"
    rf"(?=[\s-]?(?:{UNIT}|{any_of(SCALES)}))"
)

_A_QUARTER: Final = rf"(?:{_ABOUT}\s){{0,2}}an?\squarter(?!\s(?:ago|later|earlier|before|or\stwo)\b)"
_TO_ZERO: Final = r"(?:back\s)?(?:down\s)?(?:to\s)?(?:zero|nil|nought)(?=\s?(?:[.,;]|$)|\s(?:in|from|by)\b)"

_WORDS: Final = (
    rf"{any_of(TENS)}(?:[\s-]?{any_of(_ONES[1:10])})?",
    rf"{any_of(_ONES[2:])}",
    rf"(?:{any_of(SCALES)}|hundred|dozen|lakh|crore)s?",
    r"teens|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies",
    r"(?:single|double|triple)[\s-](?:digit|figure)s?",
    rf"(?:re)?{any_of([stem for stem in MULTIPLES if stem[-1] == 'l'])}(?:e|es|ed|ing)",
    r"halv(?:e|es|ed|ing)|half|twice|thrice|(?:many|mani|multi|several)-?fold"
    rf"|{any_of([*_ONES[2:13], *TENS, 'hundred', 'thousand'])}fold",
    rf"(?:an?|one)[\s-]{PART}(?![\s-](?:quarter|half|time|party|parties|year|month|week)\b)",
    rf"an?\s(?:whole|full|good|mere|further|cool)\s{PART}|every\s(?:second(?!\scounts)|third|fourth|fifth|tenth)(?!\squarter)|threescore",
    rf"{PART}s",
    rf"{MOVED}\s(?:{_A_QUARTER}|{_TO_ZERO})|{_ABOUT}\s{_A_QUARTER}|(?:was|is|at)\s{_TO_ZERO}",
    r"(?:an?|one)[\s-]quarter\s(?:of|more|less|higher|lower|above|below|off|as|again)\b",
    r"(?:an?|one)[\s-]quarter[\s-](?:percentage[\s-])?points?\b",
    r"(?<=\bminus\s)one",
    rf"one(?=[\s-]?(?:{UNIT})|\s(?:in|out\sof)\s(?:every\s)?(?:{any_of([*_ONES[2:], *TENS])}|[0-9])"
    r"|\sand\sa\s(?:half|third|quarter)|[\s-]quarter\b)",
    rf"(?:zero|nil)(?=\s(?:{UNIT}|growth|profit|revenue|dividend)\b|\s?%)",
    r"(?:a\sscore|scores)\sof(?!\s?[0-9\ufffc])|an?\s(?:pair|brace|trio|quartet|quintet)\sof",
    rf"(?:{any_of(TENS)}[\s-])?{any_of([*ORDINALS, 'first'])}\s(?:(?:consecutive|straight|successive)"
    r"|(?:quarter|year|month|week|time)\s(?:running|in\sa\srow))",
    rf"(?<=\b[BbTt][yo]\s){ROMAN}|{ROMAN}|(?-i:(?=[MDCLXVI]{{5}}){_ROMAN})|{_MEASURED_ROMAN}",
)
# A scale or a unit right behind a figure that is already printed whole.
_DANGLING: Final = (
    rf"\s?(?:{any_of(SCALES)}|hundred|dozen|lakh|crore)s?\b|\s?(?:bn|mn|mln|tn|trn)\b|[mkbx]\b"
    r"|\s?(?:percent|per\scent|pct|percentage\spoints?|basis\spoints?|bps)\b|[\s-]?fold\b|\s?%"
)
SCAN: Final = Scan(Lazy(rf"\b(?=[a-zIVXLCDM])(?:{'|'.join(_WORDS)})\b", LOOSE), _DANGLING)
