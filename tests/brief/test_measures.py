"""Measures outside of the accounting standards: defined where they first stand, and beside a standard one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from support import checked

from reportgen.document.nodes import Document
from reportgen.document.walk import notes, passages, plain

OWN: Final = "  staff@2025-12-31:                      # cited"
CASH: Final = (
    "  free_cash_flow@2025: {stated: 900 m USD; release ¶6}\n"
    "  operating_cash_flow@2025: {stated: 2.50 bn USD; release ¶6; about $2.50 billion, accepted: {en: x}}\n"
)
LAST: Final = {"en.md": "## Spending\n", "zh-Hant.md": "## 支出\n"}
FREE: Final = {
    "en": "Free cash flow: operating cash flow less capital expenditure.",
    "zh-Hant": "自由現金流：營業現金流減資本支出。",
}


def edits(own: str, prose: str, **more: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The tiny edition with facts of its `own`, and a sentence of both languages in the last section."""
    made: dict[str, dict[str, str]] = {"facts.yaml": {OWN: own + OWN}}
    for file, heading in LAST.items():
        made[file] = {heading: f"{heading}\n{prose}\n"}
    for file, passages_ in more.items():
        made[f"{file}.yaml"] = {**made.get(f"{file}.yaml", {}), **passages_}
    return made


def drafted(made: Mapping[str, Mapping[str, str]]) -> tuple[dict[str, Document], list[tuple[str, str]]]:
    """The documents by language, and the findings about measures, each once."""
    done = checked(made)
    found = [(one.code, one.message) for one in done.findings if one.code in ("RG526", "RG527")]
    assert not [one.message for one in done.findings if one.blocks]
    return {one.language: one.document for one in done.drafts}, found


def said(document: Document) -> dict[str, list[str]]:
    """The notes of a document by what they belong to: the name of an exhibit, `panel`, or `text`."""
    found: dict[str, list[str]] = {"panel": [plain(line) for line in document.definitions], "text": []}
    for passage in passages(document):
        if passage.role == "note" and passage.exhibit:
            found.setdefault(passage.exhibit, []).append(plain(passage.line))
        found["text"] += [plain(note.content) for note in notes(passage.line) if not passage.exhibit]
    return found


BOTH: Final = '{{ cite("operating_cash_flow@2025") }}, {{ cite("free_cash_flow@2025") }}.'


def test_a_measure_in_the_text_has_a_note_behind_its_figure() -> None:
    documents, found = drafted(edits(CASH, BOTH))
    assert found == []
    for language, words in FREE.items():
        assert said(documents[language])["text"][-1] == words
        assert said(documents[language])["panel"] == []
    line = next(one.line for one in passages(documents["en"]) if plain(one.line).endswith("$900m."))
    assert [type(piece).__name__ for piece in line] == ["Cited", "Words", "Cited", "Noted", "Words"]


def test_notes_are_numbered_in_the_order_of_reading() -> None:
    first = {"en.md": {"lost money on it.": 'lost money on it, {{ cite("free_cash_flow@2025") }}.'}}
    made = edits(CASH, BOTH)
    made["en.md"] |= first["en.md"]
    documents, _ = drafted(made)
    numbers = [note.number for passage in passages(documents["en"]) for note in notes(passage.line)]
    assert numbers == [1, 2]
    assert said(documents["en"])["text"] == [
        FREE["en"],
        "Read from the company's announcement, which nobody has audited.",
    ]


def test_what_stands_among_the_key_figures_is_defined_there() -> None:
    rows = {"    - {fact: eps}": "    - {fact: eps}\n    - {fact: free_cash_flow@2025}"}
    documents, _ = drafted(edits(CASH, BOTH, brief=rows))
    for language, words in FREE.items():
        assert said(documents[language])["panel"] == [words]
        assert words not in said(documents[language])["text"]


def test_what_first_stands_in_an_exhibit_is_defined_below_it() -> None:
    cells = {
        "        - {label: {en: Operating margin,": '        - {label: {en: Cash, zh-Hant: 現金}, cells: '
        "[free_cash_flow@2025, operating_cash_flow@2025, '-']}\n        - {label: {en: Operating margin,"
    }  # fmt: skip
    documents, _ = drafted(edits(CASH, BOTH, brief=cells))
    assert said(documents["en"])["results"][-1] == FREE["en"]
    assert FREE["en"] not in said(documents["en"])["text"]


def test_what_is_computed_from_a_measure_asks_for_its_definition() -> None:
    prose = '{{ cite("operating_cash_flow@2025") }}, {{ cite("share(free_cash_flow, capex)@2025") }}.'
    documents, _ = drafted(edits(CASH, prose))
    assert said(documents["en"])["text"][-1] == FREE["en"]


def test_a_formula_of_the_fact_says_what_is_adjusted() -> None:
    facts = (
        "  charges@2025Q4: {stated: 100 m USD; release ¶4}\n"
        "  operating_income.adjusted@2025Q4: = operating_income + charges\n"
    )
    concept = {"  capex:": "  charges: {label: {en: Charges, zh-Hant: 費用}, unit: USD}\n  capex:"}
    prose = '{{ cite("operating_income.adjusted") }}, {{ cite("operating_income") }}, {{ cite("charges") }}.'
    documents, found = drafted(edits(facts, prose, facts=concept))
    assert found == []
    assert said(documents["en"])["text"][-1] == "Adjusted operating income: operating income plus charges."
    assert said(documents["zh-Hant"])["text"][-1] == "調整後營業利益：營業利益加費用。"


ADJUSTED: Final = "  eps.adjusted@2025Q4: {stated: 0.10 USD/share; release ¶4}\n"


def test_what_nothing_defines_is_a_warning_at_the_fact() -> None:
    _, found = drafted(edits(ADJUSTED, '{{ cite("eps.adjusted") }}.'))
    message = "eps.adjusted is outside of the accounting standards, and nothing says what it takes in and leaves out"
    assert found == [("RG526", message)]


def test_the_authors_own_words_define_it() -> None:
    concept = {
        "  capex:": "  eps.adjusted: {definition: {en: EPS before the cost of closing shops, "
        "zh-Hant: 不含關店費用的每股盈餘}}\n  capex:"
    }
    documents, found = drafted(edits(ADJUSTED, '{{ cite("eps.adjusted") }}.', facts=concept))
    assert found == []
    assert said(documents["en"])["text"][-1] == "Adjusted EPS: EPS before the cost of closing shops."
    assert said(documents["zh-Hant"])["text"][-1] == "調整後每股盈餘：不含關店費用的每股盈餘。"


def test_a_figure_in_the_authors_words_is_a_figure() -> None:
    concept = {
        "  capex:": "  eps.adjusted: {definition: {en: EPS before $40m of costs, zh-Hant: 不含費用}}\n  capex:"
    }
    done = checked(edits(ADJUSTED, '{{ cite("eps.adjusted") }}.', facts=concept))
    assert [str(one.locus) for one in done.findings if one.code == "RG516"] == ["tiny/facts.yaml:32:46"]


def test_a_counterpart_that_does_not_exist_is_refused() -> None:
    concept = {"  capex:": "  eps.adjusted: {beside: [ep]}\n  capex:"}
    done = checked(edits(ADJUSTED, '{{ cite("eps.adjusted") }}.', facts=concept))
    assert [(one.code, str(one.locus)) for one in done.findings if one.blocks] == [
        ("RG205", "tiny/facts.yaml:32:27")
    ]


def test_a_measure_without_its_standard_counterpart_is_a_warning() -> None:
    _, found = drafted(edits(CASH, '{{ cite("free_cash_flow@2025") }}.'))
    message = "free_cash_flow is outside of the accounting standards, and no operating_cash_flow is printed beside it"
    assert found == [("RG527", message)]


def test_an_author_may_name_another_counterpart_or_none() -> None:
    for beside, codes in (("[capex]", []), ("[]", []), ("[shops, revenue]", []), ("[staff]", ["RG527"])):
        concept = {"  capex:": f"  free_cash_flow: {{beside: {beside}}}\n  capex:"}
        _, found = drafted(edits(CASH, '{{ cite("free_cash_flow@2025") }}.', facts=concept))
        assert [code for code, _ in found] == codes, beside


def test_a_standard_measure_is_neither_defined_nor_sought() -> None:
    documents, found = drafted({})
    assert found == []
    assert said(documents["en"])["panel"] == []


def test_what_is_adjusted_under_a_name_of_its_own_is_outside_of_the_standards() -> None:
    concept = {
        "  capex:": "  tea.sales: {label: {en: Tea sales, zh-Hant: 茶葉營收}, unit: USD, basis: fx-neutral}\n  capex:"
    }
    facts = "  tea.sales@2025Q4: {stated: 100 m USD; release ¶4}\n"
    _, found = drafted(edits(facts, '{{ cite("tea.sales") }}.', facts=concept))
    assert [code for code, _ in found] == ["RG526"]


def test_a_guided_range_among_the_key_figures_says_that_its_middle_is_compared() -> None:
    eps, capex = "    - {fact: eps}\n", "    - {fact: capex@2026~guidance}\n"
    guided = {"brief.yaml": {eps: eps + capex}}
    documents, _ = drafted(guided)
    assert [plain(line) for line in documents["en"].definitions] == [
        "Guided ranges are compared at their midpoint."
    ]
    assert [plain(line) for line in documents["zh-Hant"].definitions] == ["財測區間以中值比較。"]
    plain_ones, _ = drafted({})
    assert not plain_ones["en"].definitions
