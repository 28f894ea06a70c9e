"""RG5xx: what is wrong in the texts, exhibits and themes of an edition."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

RG501: Final = FindingCode(
    "RG501",
    "missing-file",
    Severity.ERROR,
    "A file of the edition is missing.",
    "Write it.",
    "No en.md in the folder of an edition whose languages are [en].",
)
RG502: Final = FindingCode(
    "RG502",
    "not-a-template",
    Severity.ERROR,
    "A text is no template: a bracket, a quote or a tag of it is not closed, or there is no such filter or test.",
    "Close it, or correct the name.",
    'Sales were {{ cite("revenue") this quarter.',
    "en.md",
)
RG503: Final = FindingCode(
    "RG503",
    "unknown-helper",
    Severity.ERROR,
    "A text uses a helper, a word or an argument that does not exist, or fails as it is written.",
    "Correct it; the nearest helper is named.",
    'Sales were {{ ctie("revenue") }}.',
    "en.md",
)
RG504: Final = FindingCode(
    "RG504",
    "no-such-exhibit",
    Severity.ERROR,
    "A text shows an exhibit that does not exist, or one a second time, or not in a paragraph of its own.",
    "Name one of the exhibits: of brief.yaml, and show each once.",
    '{{ exhibit("salse") }}',
    "en.md",
)
RG505: Final = FindingCode(
    "RG505",
    "exhibit-does-not-go-together",
    Severity.ERROR,
    "An exhibit's parts do not go together, or no picture can show them.",
    "Show figures of one unit, and keys that the kind of chart knows.",
    "exhibits:\n"
    "  sales:\n"
    "    title: {en: Sales}\n"
    "    subtitle: {en: By quarter}\n"
    "    chart: column\n"
    "    size: wide\n"
    "    marks: [{fact: revenue, label: {en: Sales}}, {fact: staff, label: {en: Staff}}]",
    "brief.yaml",
)
RG506: Final = FindingCode(
    "RG506",
    "missing-language",
    Severity.ERROR,
    "A text is missing in one of the edition's languages.",
    "Write it in that language, too.",
    "kicker: {en: Results}",
    "brief.yaml",
)
RG507: Final = FindingCode(
    "RG507",
    "exhibit-not-shown",
    Severity.WARNING,
    "An exhibit stands nowhere in the texts.",
    "Show it, or take it out.",
    "exhibits:\n"
    "  sales:\n"
    "    title: {en: Sales}\n"
    "    subtitle: {en: By year}\n"
    "    chart: column\n"
    "    size: wide\n"
    "    marks: [{fact: revenue@2024Q4, label: {en: Then}}, {fact: revenue, label: {en: Now}}]",
    "brief.yaml",
)
RG508: Final = FindingCode(
    "RG508",
    "headings-differ",
    Severity.ERROR,
    "A text has no headline or a second one, or more or fewer sections than in another language.",
    "Begin with one # headline, and give each language the same sections.",
    "# A second headline",
    "en.md",
)
RG509: Final = FindingCode(
    "RG509",
    "unsupported-markdown",
    Severity.ERROR,
    "The text uses what a brief's Markdown does not have: raw HTML, blocks of code, task lists, deep headings.",
    "Write it in paragraphs, lists, tables, quotations or headings up to ###.",
    "- [ ] done",
    "en.md",
)
RG510: Final = FindingCode(
    "RG510",
    "unusable-image",
    Severity.ERROR,
    "An image is not there, says nothing in words, or cannot be used.",
    "Put the file into the edition's folder, and write `![what it shows](file.png)`.",
    "![Our shops](shops.png)",
    "en.md",
)
RG511: Final = FindingCode(
    "RG511",
    "false-claim",
    Severity.ERROR,
    "A claim is false; its operands are given.",
    "Correct the words and their condition, or the facts.",
    '{% claim "revenue < revenue@2024Q4" %}Sales shrank{% endclaim %}.',
    "en.md",
)
RG512: Final = FindingCode(
    "RG512",
    "undecidable-claim",
    Severity.ERROR,
    "A claim cannot be decided: intervals overlap, or periods are missing.",
    "Claim less, or state the facts more precisely.",
    '{% claim "revenue = 48.2 m USD" %}Sales were as we thought{% endclaim %}.',
    "en.md",
)
RG513: Final = FindingCode(
    "RG513",
    "unreadable-claim",
    Severity.ERROR,
    "A claim's condition cannot be read, or says nothing about a fact.",
    "Compare a fact with another one or with a figure: revenue > revenue@-1Y.",
    '{% claim "revenue" %}Sales{% endclaim %} matter.',
    "en.md",
)
RG515: Final = FindingCode(
    "RG515",
    "unclaimed-comparison",
    Severity.WARNING,
    "A word that compares stands outside of claims, opinions and wording helpers.",
    "Claim it on a condition, mark it as an opinion, or let {{ word(…) }} write it.",
    "Sales rose.",
    "en.md",
)
RG516: Final = FindingCode(
    "RG516",
    "unbound-figure",
    Severity.ERROR,
    "A numeral is bound to no fact.",
    "Cite a fact; what is a name, declare under terms: in brief.yaml.",
    "Acme runs seventeen shops.",
    "en.md",
)
RG517: Final = FindingCode(
    "RG517",
    "strange-date",
    Severity.WARNING,
    "A day or a year is none of the edition's: not its day, nor that of a source, a period or the embargo.",
    "Correct it, or declare the wording under terms: in brief.yaml.",
    "Acme was founded in 1987.",
    "en.md",
)
RG518: Final = FindingCode(
    "RG518",
    "quotation-without-source",
    Severity.WARNING,
    "A quotation has no recorded source.",
    "End it with a line such as: > — Jane Doe (release ¶4).",
    "> We are content.",
    "en.md",
)
RG519: Final = FindingCode(
    "RG519",
    "claim-in-one-language",
    Severity.WARNING,
    "A claim rests on a condition that only one language has.",
    "Claim the same in each language, on one condition.",
    '{% claim "revenue > revenue@2024Q4" %}Sales rose{% endclaim %}.',
    "en.md",
)
RG520: Final = FindingCode(
    "RG520",
    "unusable-theme",
    Severity.ERROR,
    "A theme does not exist, or a colour, a logo or a style sheet in it cannot be used.",
    "Name a theme of the templates' folder, or correct what is named in it.",
    "theme: leter",
    "brief.yaml",
)
RG521: Final = FindingCode(
    "RG521",
    "term-is-no-name",
    Severity.ERROR,
    "Something under terms: is no name: an amount, a percentage, a bare number.",
    "Cite a fact where it is printed.",
    'terms: ["$99 billion"]',
    "brief.yaml",
)
RG522: Final = FindingCode(
    "RG522",
    "taken-for-a-name",
    Severity.NOTE,
    "A wording with a numeral in it is taken for a name by its form.",
    "Nothing has to be done; where it is a figure, cite a fact.",
    "The GB300 ships.",
    "en.md",
)
RG523: Final = FindingCode(
    "RG523",
    "placeholder",
    Severity.WARNING,
    "A placeholder stands in a text.",
    "Write what it stands for; what is a name, declare under terms: in brief.yaml.",
    "The outlook is TBD.",
    "en.md",
)
RG525: Final = FindingCode(
    "RG525",
    "arithmetic-does-not-hold",
    Severity.WARNING,
    "A figure does not come out of those that it is computed from, as they are printed beside it.",
    "Print them with the decimals that agree (`decimals=`), or give `accepted:` with a reason.",
    'Sales rose by {{ cite("revenue.added") }} to {{ cite("revenue", decimals=0) }}, '
    'from {{ cite("revenue@2024Q4", decimals=0) }}.',
    "en.md",
    acceptable=True,
)
RG526: Final = FindingCode(
    "RG526",
    "undefined-measure",
    Severity.WARNING,
    "A measure outside of the accounting standards is printed, and nothing says what it takes in and leaves out.",
    "Give the concept a `definition:` in facts.yaml, or the fact a formula; it is printed with the measure.",
    "concepts:\n  revenue: {label: {en: Organic revenue}, unit: USD, beside: [revenue.added]}",
    "facts.yaml",
)
RG527: Final = FindingCode(
    "RG527",
    "measure-alone",
    Severity.WARNING,
    "A measure outside of the accounting standards is printed without the standard one that it departs from.",
    "Print the standard measure too, or name another under `beside:` of the concept.",
    "concepts:\n  revenue: {label: {en: Organic revenue}, unit: USD, beside: [revenue.added], "
    "definition: {en: sales without those of companies that were bought}}",
    "facts.yaml",
)
RG528: Final = FindingCode(
    "RG528",
    "leads-nowhere",
    Severity.ERROR,
    "A contact of an analyst, or the publisher's address, is none that anybody can use.",
    "Write an e-mail address, a telephone number or an https: address.",
    "analysts: [{name: {en: Mei Lin}, contact: at the desk}]",
    "brief.yaml",
)
RG529: Final = FindingCode(
    "RG529",
    "rating-with-a-figure",
    Severity.ERROR,
    "A rating holds a numeral or an expression.",
    "Write it in words; a price goes under target:.",
    "rating: {now: {en: Buy to 64}}",
    "brief.yaml",
)
RG530: Final = FindingCode(
    "RG530",
    "script-without-font",
    Severity.ERROR,
    "A text or a name is in a script, or has a symbol, that no installed font has.",
    "Install the package that is named, or write it otherwise.",
    "Shares of the oyster farms (\U0001f9aa) rose.",
    "en.md",
)
RG531: Final = FindingCode(
    "RG531",
    "right-to-left",
    Severity.ERROR,
    "A text or a name is in a script that runs from right to left, which is not supported.",
    "Write it in Latin letters.",
    "Shares of أرامكو rose.",
    "en.md",
)
RG532: Final = FindingCode(
    "RG532",
    "names-another-period",
    Severity.WARNING,
    "Words name a period, and no figure of their sentence is of it.",
    "Name the period that the figure is of, or cite the figure that is meant.",
    'In the third quarter, revenue came to {{ cite("revenue") }}.',
    "en.md",
)
RG541: Final = FindingCode(
    "RG541",
    "to-be-rewritten",
    Severity.ERROR,
    "A passage of a rolled edition stands as it was carried over, and was about another period.",
    "Rewrite it, or write keep: yes beside it in rolled.yaml where it still holds.",
    "A brief is rolled to the next quarter, and an opinion in it is last quarter's.",
)
RG542: Final = FindingCode(
    "RG542",
    "names-last-period",
    Severity.ERROR,
    "A rolled edition names, as a date of its own, the period it was rolled from, the one a year before that, what "
    "was expected of a period that is over, or the last day that it had then.",
    "Name the edition's period or a later day; where the one before is meant, say how far back it lies: @-1Q.",
    "A brief is rolled to the next quarter, and a sentence from the last one pasted in: revenue@2025Q4.",
)
RG543: Final = FindingCode(
    "RG543",
    "rolled-with-an-early-day",
    Severity.ERROR,
    "The day of publication of a rolled edition is before its period's end, or before a source of its facts came out.",
    "Write the day of publication in brief.yaml.",
    "A brief is rolled to the next quarter, and its day is one of the last quarter still.",
)
RG544: Final = FindingCode(
    "RG544",
    "day-before-its-sources",
    Severity.WARNING,
    "The day of publication is before the end of the edition's period, or before a source of its facts came out.",
    "Write the day of publication in brief.yaml.",
    "date: 2025-12-30",
    "brief.yaml",
)
RG545: Final = FindingCode(
    "RG545",
    "day-of-source-not-said",
    Severity.WARNING,
    "A source of a rolled edition came out, as facts.yaml has it, on the very last day of the quarter that it reports: "
    "an import writes that where nobody says the day.",
    "Write the day on which it came out.",
    "A brief is rolled to the next quarter and filled in from a table without --filed.",
)
RG546: Final = FindingCode(
    "RG546",
    "source-called-by-its-id",
    Severity.WARNING,
    "A source of a rolled edition has its id for a title, as an import writes it, and readers see it.",
    "Write what it is called, in each language.",
    "A brief is rolled to the next quarter and filled in from a table.",
)
