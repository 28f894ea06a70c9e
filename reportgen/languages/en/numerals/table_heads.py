"""How a table says in English in which scale its cells stand."""

from __future__ import annotations

from typing import Final

from reportgen.languages.numeral_pack import Tables
from reportgen.languages.wordlists import any_of, words

_POWERS: Final = {
    3: "thousand thousands 000 000s k thsd",
    5: "lakh lakhs",
    6: "million millions mn mln mm mio m",
    7: "crore crores cr",
    9: "billion billions bn b",
    12: "trillion trillions tn",
}
_STEPS: Final = {name: power for power, names in _POWERS.items() for name in names.split()}
_MINOR_STEPS: Final = dict.fromkeys(words("pence gbx zac cents agorot (p) (gbp)"), -2)
_STEP: Final = r"(?:(?:thousand|million|billion|trillion|lakh|crore)s?|mn|mln|mm|bn|tn|['’]?000s?)"
_SHORT: Final = rf"(?:{_STEP}|mio|thsd|k|m|b|cr)"
# In brackets by itself; a letter behind a word alone, for (b) begins the second item of a list.
_ALONE: Final = rf"(?:{_STEP}|mio|thsd|(?<=[A-Za-z]\s[(\[])[kmb](?=[)\]]))"
_SIGN: Final = (
    r"(?:US\$|U\.S\.\s?\$|NT\$|HK\$|A\$|C\$|S\$|R\$|NZ\$|[$€£¥₩₹₪₽₺₱₫]|Rs\.?|RMB|NTD|(?-i:\b[A-Z]{3})\b"
    r"|(?:U\.S\.\s|US\s|New\sTaiwan\s|Hong\sKong\s)?dollars?|euros?|yen|yuan|pounds?|rupees?|won|(?:Swiss\s)?francs?)"
)
_WHAT: Final = rf"(?:{_SIGN}|shares|units|tonnes|tons|barrels|(?:Canadian|Australian|Singapore)\sdollars)"
_MEASURED: Final = (
    rf"(?:{_SIGN}\s?(?:(?:,\s)?in\s|\s-\s)?{_SHORT}|\bin\s(?:{_SIGN}\s?)?{_STEP}(?:\sof\s{_WHAT})?"
    rf"|{_STEP}\sof\s{_WHAT})"
)
# In brackets: (unaudited, in millions of US$, except per share data), ($m), (000s)
_IN_BRACKETS: Final = (
    rf"[(\[](?:[^()\[\]]{{0,60}}(?<![0-9A-Za-z.,]))??(?:{_MEASURED}|(?<=[(\[]){_ALONE})(?![A-Za-z0-9])"
    r"[^()\[\]]{0,160}[)\]]"
)
# Amounts per share in hundredths: EPS (pence), Dividend per share, pence; (p), but for (c), a mark of lists.
_MINOR: Final = (
    r"(?:pence|GBX|ZAc|(?:US|euro|SA|South\sAfrican|Australian|Hong\sKong|Singapore)?\s?cents|agorot)"
)
_MINORS: Final = (
    rf"(?:[(\[](?:in\s)?{_MINOR}(?:\sper\s[a-z ]{{1,20}}|/share)?[)\]]|\(p\)|(?-i:\(GBp\))"
    rf"|(?:,|:|\bin)\s{_MINOR}(?:\sper\sshare|/share)?(?=\s*(?:$|[|:\t])|\s{{2}}|\s+[(\[£$-]*[0-9]))"
)
_LEADS: Final = any_of(
    words("""
    amounts figures data numbers values dollars shares expressed stated presented reported shown unaudited audited
    unit units currency results rounded
""")
)
_LINE: Final = (
    rf"(?:^|[,;:–—-]\s|\b(?:{_LEADS}|are)\s)\s*(?:{_MEASURED})(?![A-Za-z0-9])|^\s*{_SIGN}?\s?{_STEP}\s*$"
    rf"|(?:^|\s){_SIGN}\s?{_SHORT}\s*$|\b{_SIGN}\sin\s{_STEP}(?![A-Za-z0-9])"
)

TABLES: Final = Tables(
    heads=rf"{_MINORS}|{_IN_BRACKETS}|(?<=[A-Za-z)]),\s(?:{_SIGN}\s?{_SHORT}|in\s{_STEP})(?=[\s|:]+[(\[$-]*[0-9])",
    lines=rf"{_LINE}|^\s*{_MINOR}(?:\sper\sshare)?\s*$",
    steps=_STEPS | _MINOR_STEPS,
    shares=r"\bshares?(?:\sdata|\samounts|\scounts)?[^().;]{0,48}\bin\s(?P<step>thousands|millions)",
    plain=(
        r"\bper\s(?:[a-z-]+\s){0,3}(?:shares?|adss?|unit|barrel|tonne|ton|user|employee|store)\b"
        r"|\b(?-i:EPS|DPS|BVPS|NAVPS|ARPU|ARM|NPS)\b|\bheadcount\b|\bemployees\b|\bdays\b|\bexchange\srate\b"
        r"|\bnumber\sof\s(?:employees|stores|countries|branches|restaurants)\b"
    ),
    percent=r"\(%\)|\bin\s%|(?<![0-9])(?<![0-9]\s)%[\s|$]*$|^\W*%\s(?:of|change)\b|\bper\s?cent(?:age)?\b|\bpct\b",
    ratio=r"\bratio\b|\brate\b(?!\s(?:changes|swap|derivative))|\bmultiple\b|\bturnover\b|\(x\)|\btimes\b|\b(?:bps|basis\spoints)\b|\bmargin\s?$",
    counts_shares=r"\bshares\s(?:used|outstanding|issued|in)\b|\bnumber\sof\sshares\b|\bweighted[\s-]average\b|\bshare\scounts?\b",
    under=r"^\W*(?:basic|diluted|basic\sand\sdiluted|class\s[a-c](?:\sand\s[a-c])?)\b",
)
