"""RG7xx: what speaks against a finished document, and between the languages of one edition."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

_REBUILD: Final = "Build it again; do not edit what was built."

RG701: Final = FindingCode(
    "RG701",
    "unaccounted-numeral",
    Severity.ERROR,
    "A finished document prints a numeral that nothing accounts for.",
    "Cite a fact where it is printed, in the texts or in the template.",
    "“in 7 valleys” in a template, or edited into a page.",
)
RG702: Final = FindingCode(
    "RG702",
    "citation-not-found",
    Severity.ERROR,
    "A cited number is not where and as it was cited.",
    _REBUILD,
    "$12.43bn where $12.42bn was cited.",
)
RG703: Final = FindingCode(
    "RG703",
    "no-numbers",
    Severity.ERROR,
    "A document has no numeral, or no citation, at all.",
    "Look whether the template prints the texts.",
    "An empty page.",
)
RG704: Final = FindingCode(
    "RG704",
    "cut-off",
    Severity.ERROR,
    "A numeral stands off the page, or is cut off.",
    "Correct the template or the style sheet.",
    "A box with overflow: hidden that is too small.",
)
RG705: Final = FindingCode(
    "RG705",
    "invisible",
    Severity.ERROR,
    "A numeral cannot be seen.",
    "Correct the template or the style sheet.",
    "White figures on white.",
)
RG706: Final = FindingCode(
    "RG706",
    "fact-in-one-language",
    Severity.WARNING,
    "A fact is printed in one language and not in another.",
    "Cite it in each language, or leave it out of all.",
    'A year before it was {{ cite("revenue@2024Q4") }}.',
    "en.md",
)
RG707: Final = FindingCode(
    "RG707",
    "two-values",
    Severity.ERROR,
    "One fact has two values in two languages.",
    "Build all languages again, from the same facts.",
    "12.42 in the one document and 12.43 in the other.",
)
RG708: Final = FindingCode(
    "RG708",
    "unreadable-document",
    Severity.ERROR,
    "A document, or what it carries, cannot be read, or it holds a script other than the inspector.",
    _REBUILD,
    "A PDF without its attached facts.yaml.",
)
RG709: Final = FindingCode(
    "RG709",
    "record-against-facts",
    Severity.ERROR,
    "The numbers that a document carries, or its inspector shows, are not what its facts give.",
    _REBUILD,
    "A value, a verdict or a claim edited in numbers.json.",
)
RG711: Final = FindingCode(
    "RG711",
    "misprinted-value",
    Severity.ERROR,
    "A printed wording does not read as the fact's value.",
    _REBUILD,
    "$12.43bn for 12,420,000,000.",
)
RG712: Final = FindingCode(
    "RG712",
    "changed-afterwards",
    Severity.ERROR,
    "A document was changed after it was pressed.",
    _REBUILD,
    "A digit changed in the metadata.",
)
RG713: Final = FindingCode(
    "RG713",
    "picture-not-its-chart",
    Severity.ERROR,
    "The picture in a message is not the chart that its facts give.",
    "Send it again; where the finding stays, delete `.cache/reportgen` first.",
    "A bar made longer, a pixel painted over in the PNG.",
)
RG714: Final = FindingCode(
    "RG714",
    "not-checked",
    Severity.ERROR,
    "A file could not be checked: reading it took too much, or failed.",
    "Do not rely on the file; ask its sender for it as it was built.",
    "A PDF of some kilobytes that unpacks to gigabytes.",
)
RG715: Final = FindingCode(
    "RG715",
    "broken-signature",
    Severity.ERROR,
    "A signature on a finished file does not hold.",
    "Ask whoever signed it for the file as it was built.",
    "A byte edited after signing, or a signature taken from another file.",
)
RG716: Final = FindingCode(
    "RG716",
    "not-the-required-signer",
    Severity.ERROR,
    "A file is not signed by whom `--require-signer` names.",
    "Ask for the signed file; look at the fingerprint that the report shows.",
    "A PDF without a signature.",
)
RG717: Final = FindingCode(
    "RG717",
    "untrusted-signer",
    Severity.ERROR,
    "A signer's certificate does not lead to one that `--trust` names.",
    "Ask the signer, by another way than the file came, for the certificate or its fingerprint.",
    "A certificate that anybody made with the signer's name in it.",
)
RG718: Final = FindingCode(
    "RG718",
    "signatures-gone",
    Severity.WARNING,
    "What stood signed was built again without a key, so that its signatures are gone.",
    "Build it again with the key, or leave what stands alone with --if-changed.",
    "A `build` in a shell that has no REPORTGEN_SIGNING_KEY_FILE.",
)
