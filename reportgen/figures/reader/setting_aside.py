"""What carries a number and is no figure: dates and periods, names and identifiers, ordinals and numbering.

Each rule is the reason for setting something aside and the patterns of what it sets aside, those that all languages
share with those of each; the rules are tried in order, and what one has taken the next ones cannot see. The patterns
read folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from reportgen.languages import merged, numeral_packs
from reportgen.languages.currencies import ALSO_WORDS
from reportgen.languages.forms import ANY_YEAR, DAY, EXTENSION, HAN, METRICS, OTHER_NUMBER, TELEPHONE, YEAR
from reportgen.languages.numeral_pack import Numerals
from reportgen.languages.wordlists import any_of

UNREADABLE: Final = "unreadable"  # longer than any word or number: nobody can tell what it says
IDENTIFIER: Final = "identifier"
TIME: Final = "time"
DATE: Final = "date"
PERIOD: Final = "period"
IN_NAME: Final = "name"
LIKELY_NAME: Final = "likely name"  # a source may mean one; an author is asked
ORDINAL: Final = "ordinal"
NUMBERING: Final = "numbering"
IDIOM: Final = "idiom"
DISCOURSE: Final = "discourse"  # counts parts of the argument, or points back

_LONG: Final = 200  # characters without a space; a keeper of linear time as well
_LONGEST_NUMBER: Final = 29  # one digit more than the fact base reads


def _codes() -> str:
    return any_of(
        name
        for pack in numeral_packs()
        for name in pack.digits.money
        if name[-1].isalpha() and name.isascii() and name not in ALSO_WORDS
    )


# Places of trading behind the number of a listed company.
_MARKETS: Final = "(?:TW|TWO|TT|HK|SH|SS|SZ|CH|KS|KQ|JP|JT|KL|SI|BK|US|CN)"
_STATES: Final = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois"
    "|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri"
    "|Montana|Nebraska|Nevada|Hampshire|Jersey|Mexico|York|Carolina|Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Island"
    "|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin|Wyoming"
)
# Cells that ran together: 89,99282,226 and 12,345678, Revenue12,345, 1.945,123, 20242025. In a list, 5,2025 is a year.
_GLUED: Final = (
    rf"(?<![0-9.,])[0-9]{{1,3}}(?:,[0-9]{{3}})*,(?!{YEAR}(?![0-9]))[0-9]{{4,6}}(?:,[0-9]{{3}}|(?![0-9,]))"
    r"|[A-Za-z]{3}(?<![A-Z]{3})(?<!\bRs)[0-9]{1,3}(?:,[0-9]{3})+"
    rf"|[0-9]\.[0-9]{{1,3}},[0-9]{{3}}(?![0-9])|(?<![0-9.,])(?:{YEAR}){{2,6}}(?![0-9])"
)

_SHARED: Final = {
    UNREADABLE: (
        rf"(?<![!-~])[!-~]{{{_LONG},}}|(?<![0-9])[0-9]{{{_LONGEST_NUMBER},}}",
        rf"(?<![!-~])(?!https?:|www\.)(?=[!-~]*?(?:{_GLUED}))[!-~]++",
    ),
    IDENTIFIER: (
        r"https?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.]+",
        r"\b[A-Z]{2}[A-Z0-9]{9}[0-9]\b",  # ISIN
        r"\b[0-9A-Z]{18}[0-9]{2}\b",  # LEI
        r"§{1,2}\s?[0-9]+(?:\.[0-9]+)*(?:-[0-9]+)?",  # a paragraph of the law
        # Telephone numbers: international, with an area code in brackets, in groups, and behind the word
        rf"\+(?=(?:[0-9][\s().-]{{0,3}}){{8,15}}(?![0-9]))[0-9]{{1,3}}(?:[\s.-]?\((?:0\)\s?)?[0-9]{{0,4}}\)?)?(?:[\s.-]?\(?[0-9]{{1,5}}\)?){{1,5}}(?![0-9]){EXTENSION}",
        rf"(?:\b1[\s.-])?\([0-9]{{3}}\)\s?[0-9]{{3}}[\s.-][0-9]{{4}}\b{EXTENSION}",
        r"\(886\)\s?[0-9]{1,2}[\s-][0-9]{3,4}[\s-]?[0-9]{3,4}\b",
        r"\b886-[0-9]{1,3}-[0-9]{3,4}-?[0-9]{3,4}\b",
        rf"\(0[0-9]{{1,3}}\)\s?[0-9]{{3,4}}[\s-]?[0-9]{{3,4}}{EXTENSION}",
        r"(?:\b(?:1[-.\s])?[0-9]{3}(?:-[0-9]{3}-|\.[0-9]{3}\.)[0-9]{4}\b|\b0[0-9]{1,3}-[0-9]{3,4}-?[0-9]{3,4}\b"
        rf"|\b0[0-9]{{2,4}}\s[0-9]{{3,4}}\s[0-9]{{3,4}}\b|\b[01]?800[\s-][0-9]{{3}}[\s-][0-9]{{3,4}}\b){EXTENSION}",
        rf"{TELEPHONE}"
        rf"[.:：]{{0,2}}\s?\(?[0-9](?=[0-9\s().-]{{6,20}}(?![0-9]))(?:[\s.()-]{{0,2}}[0-9]){{6,14}}(?![0-9]){EXTENSION}",
        rf"(?<![0-9.,-]){YEAR}[-/]0[0-9]{{1,4}}(?![0-9/-])(?<!/0[1-9])|\bNo\.\s?[0-9]{{1,5}}/[0-9]{{2,4}}\b",
        r"\b(?i:stock|securities|security|ticker|company|counter)\s(?i:code|no\.?|number)\s?[:：]?\s?[0-9]{3,6}\b",
        r"\b[0-9]{3}-[0-9]{5}\b|\b[0-9]{2}-[0-9]{7}\b",  # SEC file number, and the employer's for taxes
        rf"\(?\b[0-9]{{4,6}}(?:[.-]{_MARKETS}|\s(?:TW|TWO|TT|HK|SH|SS|SZ|KS|KQ|JP|CH))\b\)?|\b[0-9]{{4}}\.T\b|\([0-9]{{1,6}}[.\s-]{_MARKETS}\)",
        r"\((?:[A-Z]+[:：]\s?)[0-9]{3,6}\)|\b(?:NYSE|HKEX|SEHK|TWSE|SSE|SZSE|LSE|TPEx|TPEX|KRX|KOSDAQ|TSE|TYO|SGX|BSE|NSE)[:：]\s?[0-9]{3,6}",
        rf"(?<={HAN})\((?!{YEAR}\))[0-9]{{4}}\)|(?<=[A-Za-z])\s\((?!{YEAR}\))[0-9]{{4}}\)",  # a listed company
        r"\bv?[0-9]+\.[0-9]+\.[0-9]+(?:\.[0-9]+)*(?![0-9%])|\bv[0-9]+(?:\.[0-9]+)*\b",  # a version
        r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9][A-Z]{2}\b",  # a postcode of the United Kingdom
        r"\b[A-Z]{2}\s[0-9]{5}(?:-[0-9]{4})?\b|#[0-9]+\b|\b(?:ID|Ref|ref)[:：.]?\s?[0-9]{3,}(?:[\s-][0-9]{2,5}){0,3}\b",
    ),
    PERIOD: (r"(?<![0-9.,])1[01][0-9](?:Q[1-4]|H[12])(?![0-9])",),  # a year of the republic of China
    LIKELY_NAME: (
        r"(?<![0-9\s])\*{1,2}[1-9](?![0-9.,%])|^\*{1,2}[1-9](?![0-9.,%])",
        # No amount begins with 0: 0050, 00878, 0001018724
        r"\(?(?<![0-9.,:/$€£¥'-])0[0-9]{2,9}[A-Z]?(?![0-9A-Za-z%]|[.,:/][0-9])\)?",
        r"^[1-9][0-9]{0,2}\sHK$",
        r"\((?:00[0-9]|30[01]|60[0135]|68[89])[0-9]{3}\)",  # a company listed in China
        rf"^\s*\((?!{YEAR}\))[1-9][0-9]{{3}}\)\s*$",  # a listed company, where nothing stands beside it
        r"(?<=[a-z]\s)\[[1-9][0-9]?\](?=[\s,.;:)]|$)",  # the mark of a note
        r"\b(?:CUSIP|SEDOL|WKN|Valoren|VAT|ABN|ACN|CIK|EIN|CRN|UEN|D-U-N-S)\b(?:\s(?:No\.?|[Nn]umber|[Cc]ode))?\s?[:：#]?\s?[0-9A-Z]{5,12}\b",
        # A state and its code
        rf"(?:{_STATES})\s[0-9]{{5}}(?:-[0-9]{{4}})?\b|\bD\.?C\.?\s[0-9]{{5}}\b",
        rf"(?<={HAN})\s\((?!{YEAR}\))[1-9][0-9]{{3}}\)(?!\s*[(|0-9-])",
        r"(?<![0-9/.,-])1[01][0-9]/(?:1[0-2]|0[1-9])(?![0-9/])",  # in a year of the republic of China
        # Month and day, where it is no fraction
        r"(?<![0-9/.,-])(?!(?:[1-9]|1[0-2])/(?:[2-9]|10|12|20)(?![0-9]))(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])(?![0-9/%x]|[.,][0-9])"
        r"|(?<![0-9/.,-])1[0-2]/[1-9](?![0-9/%x]|[.,][0-9])",
    ),
    TIME: (r"(?<![0-9])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?::[0-5][0-9])?(?:\s?[ap]\.?m\b\.?)?(?![0-9])",),
    DATE: (
        rf"\b{YEAR}[-/.][01]?[0-9][-/.]{DAY}(?![0-9])|(?<![0-9.,]){YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9,])",
        # In the years of the republic of China: 114/9/30
        rf"(?<![0-9/.,-])1[01][0-9](?:/(?:1[0-2]|0?[1-9])/|\.(?:1[0-2]|0?[1-9])\.){DAY}(?![0-9/.])",
        rf"(?<![0-9/.]){DAY}[/.](?:1[0-2]|0?[1-9])[/.]{ANY_YEAR}(?![0-9])|(?<![0-9/.])[01]?[0-9]/{DAY}/{ANY_YEAR}(?![0-9/])",
    ),
}
_ORDER: Final = (
    UNREADABLE,
    IDENTIFIER,
    TIME,
    DATE,
    PERIOD,
    IN_NAME,
    LIKELY_NAME,
    ORDINAL,
    NUMBERING,
    IDIOM,
    DISCOURSE,
)


def _names() -> tuple[str, ...]:
    return (
        rf"\b(?:CO|SO|NO|CH|SF|NH|PM|N|O|H){OTHER_NUMBER}(?:O|e|eq)?(?![A-Za-z])|\b(?:[kcm]?m|ft){OTHER_NUMBER}",
        # Letters with a digit behind: Trainium2, x86, FP4, CET1; but not EPS1.95, USD5m, c.30
        rf"(?<![\w-])(?!{_codes()}[0-9.])(?!{METRICS}\.?[0-9])(?!(?i:low|mid|high)-[2-9]0)"
        r"[A-Za-z][A-Za-z&'’]*+(?:[-.][A-Za-z]++)*+-?[0-9][A-Za-z0-9]*+(?:[-./][A-Za-z0-9]++)*+"
        rf"(?!\s?(?:{merged(lambda pack: pack.judging.scale)})|%)",
    )


def _numbering() -> tuple[str, ...]:
    return (
        r"\.(?:\s?\.){3,}\s?[0-9]{1,3}\s*$",  # a page, in a table of contents
        rf"^\s*\([0-9]{{1,2}}\)(?=\s*[^\s%0-9])(?!\s?(?:{merged(lambda pack: pack.judging.measured)}))",
        r"^\s*[0-9]{1,2}[.)、](?![0-9])",
        # Marks of notes: Revenue(1), $450 million(2), 12%(3), and alone at the end of a line
        rf"(?:(?<=[A-Za-z%\])])|(?<={HAN})|(?<=[0-9]))\([1-9][0-9]?\)(?:,?\s?\([1-9][0-9]?\))*(?=[\s,.;:|]|{HAN}|$)",
        rf"(?:(?<=[A-Za-z]\s)|(?<={HAN}\s))(?:\([1-9]\)|\(1\)\s?\(2\)(?:\s?\(3\))?)\s*$",
        rf"(?<![\w$€£¥)])\([0-9]{{1,2}}\)(?=\s?(?:[A-Za-z\ufffc]|{HAN}))"
        rf"(?!\s?(?:{merged(lambda pack: pack.judging.measured)}))",
        rf"(?<=[a-z.,]|{HAN})\[[0-9]{{1,3}}\]",
    )


@cache
def _shared(why: str) -> re.Pattern[str] | None:
    """What is set aside for a reason in every language."""
    forms = _names() if why == IN_NAME else _numbering() if why == NUMBERING else _SHARED.get(why)
    return re.compile("|".join(forms), re.ASCII) if forms else None


@cache
def _own(pack: Numerals, why: str) -> re.Pattern[str] | None:
    """What is set aside for a reason in one language."""
    forms = pack.asides.get(why)
    return re.compile(f"{pack.begins}(?:{'|'.join(forms)})", re.ASCII) if forms else None


def proper(pack: Numerals, folded: str) -> Iterator[tuple[int, int, str]]:
    """Where a language has names and idioms in a folded text, and which of the two."""
    for why in (IN_NAME, IDIOM):
        if pattern := _own(pack, why):
            yield from ((*match.span(), why) for match in pattern.finditer(folded))


@cache
def aside_rules(packs: tuple[Numerals, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Reasons and patterns in the order of trying, for a text that some languages read."""
    rules = ((why, (*(_own(pack, why) for pack in packs), _shared(why))) for why in _ORDER)
    return tuple((why, pattern) for why, patterns in rules for pattern in patterns if pattern)
