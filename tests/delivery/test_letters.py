"""Letters: the same nodes as HTML and as plain text, a greeting for each reader, and every fault at its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest
from support import LANGUAGES, TEMPLATES, checked, inputs, parse, tiny, words_of

from reportgen.brief.inputs import templates
from reportgen.brief.letters import write_letter
from reportgen.check import Checked, check
from reportgen.delivery.messages.message import Envelope, file_name, write_message
from reportgen.delivery.messages.readback import ReadBack, prove_message
from reportgen.delivery.plans.address import Mailbox
from reportgen.delivery.plans.plan import read_plan
from reportgen.delivery.plans.planned import Plan, Recipient
from reportgen.document.walk import plain
from reportgen.errors import Finding, show_finding
from reportgen.exhibits.faces import find_faces
from reportgen.press.lettering import Change, Enclosed, PressedLetter, press_letter, print_image

FILE: Final = "delivery.yaml"
HEAD: Final = """
sender: Lanternfish Research <research@lanternfish.example.com>
recipients:
  - {address: ann@example.com, name: Ann Lee, language: en, attach: []}
  - {address: ben@example.com, name: Ben Okri, language: en, attach: []}
  - {address: mei@example.org, name: 林美, language: zh-Hant, attach: []}
subject: {en: "Sales of {{ cite('revenue') }}", zh-Hant: "營收{{ cite('revenue') }}"}
preheader: {en: "A loss all the same", zh-Hant: 仍陷虧損}
time-zone: UTC
"""
ENGLISH: Final = """
Dear {{ recipient }},

- **Sales** came to {{ cite("revenue") }}.
    - Tea at *home*, in boxes
        - and what is in them
- Plans are in the brief.{% note %}Read from the release.{% endnote %}

Read [the release](https://example.com/tea) or write to <mailto:desk@example.com>:

3. the front, with `fish/revenue` in it
4. the table
    1. its head

    2. its notes

## In figures

| Figure | Actual | Remark |
|--------|-------:|:------:|
| Net sales | {{ cite("revenue") }} | final |
| Operating *margin* | {{ cite("operating_margin") }} | negative |

> We sell tea to whoever is awake.
>
> — Jane Doe, chief executive (release ¶4)

---

Yours,\\
Research
"""
CHINESE: Final = """
{{ recipient }}您好：

1. **營收**為{{ cite("revenue") }}。{% note %}見新聞稿。{% endnote %}
2. 其餘見附件。

| 項目 | 實際 |
|------|-----:|
| 營收 | {{ cite("revenue") }} |
"""


def declared(english: str = ENGLISH, chinese: str = CHINESE, more: str = "") -> str:
    """A delivery.yaml with these texts."""
    texts = "".join(
        f"  {language}: |\n" + "".join(f"    {line}\n" for line in text.strip().splitlines())
        for language, text in zip(LANGUAGES, (english, chinese), strict=True)
    )
    return f"{HEAD.strip()}\n{more}body:\n{texts}"


@pytest.fixture(scope="module")
def edition() -> Checked:
    return checked()


def planned(edition: Checked, text: str) -> tuple[Plan | None, list[Finding]]:
    assert edition.edition is not None
    return read_plan(text.encode(), FILE, edition.edition, edition.drafts)


def pressed(
    edition: Checked, text: str, changes: tuple[Change, ...] | None = None
) -> dict[str, PressedLetter]:
    """What each reader is written, by address; every message holds."""
    plan, findings = planned(edition, text)
    assert plan is not None, list(map(show_finding, findings))
    return {one.mailbox.address: _press(edition, plan, one, changes) for one in plan.recipients}


def _press(
    edition: Checked, plan: Plan, reader: Recipient, changes: tuple[Change, ...] | None
) -> PressedLetter:
    assert edition.edition is not None
    draft = next(one for one in edition.drafts if one.language == reader.language)
    headline = draft.document.headline.content
    written = write_letter(edition.edition, headline, reader.language, plan.wording, reader.addressee)
    faces = tuple(find_faces(["zh-Hant"]))
    image = print_image(written.letter, edition.edition, faces)
    letter = press_letter(edition.edition, written, Enclosed((), changes), templates([TEMPLATES]), image)
    envelope = Envelope(
        plan.sender, None, reader.mailbox, "<a@example.com>", datetime(2026, 2, 2, tzinfo=UTC)
    )
    read = ReadBack.of(data := write_message(envelope, letter, ()))
    assert prove_message(data, envelope, letter, (), faces) == []
    assert (read.subject, read.part("plain").replace("\r\n", "\n")) == (letter.subject, letter.text)
    return letter


# ---- plain text and HTML -----------------------------------------------------------------------------------------

ENGLISH_TEXT: Final = """
Ann Lee,

- Sales came to $12.4bn.
  - Tea at home, in boxes
    - and what is in them
- Plans are in the brief. (Read from the release.)

Read the release <https://example.com/tea> or write to desk@example.com:

3. the front, with fish/revenue in it
4. the table
   1. its head

   2. its notes

In figures

Figure             Actual   Remark
────────────────  ───────  ────────
Net sales         $12.4bn   final
Operating margin    −2.5%  negative

> We sell tea to whoever is awake.
>
> — Jane Doe, chief executive, Results release, ¶4

────────────────────────

Yours,
Research
""".strip()
CHINESE_TEXT: Final = """
林美您好：

1. 營收為124.2億美元。（見新聞稿。）
2. 其餘見附件。

項目         實際
────  ───────────
營收  124.2億美元
""".strip()


def test_the_plain_part_reads_as_plain_text(edition: Checked) -> None:
    letters = pressed(edition, declared())
    assert (
        letters["ann@example.com"].text.partition("\n\nDear ")[2].split("\n\nKey figures\n")[0]
        == ENGLISH_TEXT
    )
    assert f"\n\n{CHINESE_TEXT}\n\n" in letters["mei@example.org"].text
    for letter in letters.values():
        assert not set("*`|[]{}") & set(letter.text)


def test_the_html_part_sets_each_construct(edition: Checked) -> None:
    page = parse(pressed(edition, declared())["ann@example.com"].html)
    assert [words_of(item) for item in page.findall(".//ul/li/ul/li/ul/li")] == ["and what is in them"]
    assert [item.get("start") for item in page.iter("ol")] == ["3", None]
    links = {link.get("href"): words_of(link) for link in page.iter("a")}
    assert links == {"https://example.com/tea": "the release", "mailto:desk@example.com": "desk@example.com"}
    assert all("underline" in (link.get("style") or "") for link in page.iter("a"))
    (quotation,) = page.iter("blockquote")
    assert words_of(quotation).endswith("— Jane Doe, chief executive, Results release, ¶4")
    assert [words_of(code) for code in page.iter("code")] == ["fish/revenue"]
    grid = page.find(".//table[@class='grid']")
    assert grid is not None
    sides = [
        style.split("text-align: ")[1].split(";")[0]
        for row in list(grid.iter("tr"))[1:]
        for cell in row
        if (style := cell.get("style"))
    ]
    assert sides == ["left", "right", "center"] * 2
    assert [cell.get("scope") for cell in grid.iter("th")] == ["col"] * 3 + ["row"] * 2
    assert [words_of(row) for row in grid.iter("tr")] == [
        "FigureActualRemark", "Net sales$12.4bnfinal", "Operating margin−2.5%negative",
    ]  # fmt: skip
    assert len(list(page.iter("hr"))) == 1
    assert any(words_of(p) == "Yours, Research" and p.find("br") is not None for p in page.iter("p"))


def test_a_link_holds_the_fact_in_it(edition: Checked) -> None:
    english = ENGLISH.replace("[the release]", '[sales of {{ cite("revenue") }}]')
    page = parse(pressed(edition, declared(english))["ann@example.com"].html)
    assert next(words_of(link) for link in page.iter("a")) == "sales of $12.4bn"


def test_a_letter_has_the_brief_s_headline(edition: Checked) -> None:
    for language, letter in zip(("en", "en", "zh-Hant"), pressed(edition, declared()).values(), strict=True):
        draft = next(one for one in edition.drafts if one.language == language)
        headline = plain(draft.document.headline.content)
        (h1,) = parse(letter.html).iter("h1")
        assert words_of(h1) == headline
        assert f"\n{headline}\n" in letter.text


def test_a_headline_of_its_own_is_refused(edition: Checked) -> None:
    plan, findings = planned(edition, declared("Dear reader,\n\n# Tea\n"))
    assert plan is None
    assert [(one.code, one.mend) for one in findings] == [("RG508", "write ## for a heading in it")]


def test_a_table_of_the_brief_goes_with_its_heads_and_notes() -> None:
    edits = {
        "brief.yaml": {
            "        - {en: vs consensus, zh-Hant: 差距}\n": "        - {en: vs consensus, zh-Hant: 差距}\n"
            "      spanners:\n"
            "        - {label: {en: As the company and the market have it, zh-Hant: 公布值}, first: 1, last: 2}\n",
            "cells: [home.revenue,": "note: {en: In boxes., zh-Hant: 盒裝。}, cells: [home.revenue,",
        }
    }
    letters = pressed(checked(edits), declared(more="exhibit: results\n"))
    text = letters["ann@example.com"].text
    assert text.endswith("") and text.split("\n\nThe quarter in figures\n")[1].split("\nConsensus as")[0] == (
        "Fourth quarter of 2025\n"
        "                      As the company and the market have it\n"
        "US$ bn unless stated  Actual                      Consensus  vs consensus\n"
        "────────────────────  ──────  ─────────────────────────────  ────────────\n"
        "Group\n"
        "Net sales               12.4                           12.1         +2.6%\n"
        "@home sales a)           3.2                              –             –\n"
        "Operating income        −0.3                              –             –\n"
        "Operating margin       −2.5%                              –             –\n"
        "a) In boxes."
    )
    page = parse(letters["mei@example.org"].html)
    assert [(words_of(th), th.get("colspan")) for th in page.iter("th") if th.get("scope") == "colgroup"] == [
        ("公布值", "2")
    ]
    assert "a) 盒裝。" in letters["mei@example.org"].html


@pytest.mark.parametrize(
    ("row", "heads", "line"),
    [
        ('{fact: revenue, consensus: "-"}', ["Reported", "y/y"], "- Net sales: $12.4bn; y/y +16%"),
        ('{fact: revenue, year: "-"}', ["Reported", "vs cons."], "- Net sales: $12.4bn; vs cons. +2.6%"),
        ('{fact: revenue, consensus: "-", year: "-"}', ["Reported"], "- Net sales: $12.4bn"),
    ],
)
def test_key_figures_have_the_columns_that_their_rows_fill(row: str, heads: list[str], line: str) -> None:
    made = checked(
        {"brief.yaml": {"{fact: revenue, consensus: revenue.surprise, year: revenue.growth}": row}}
    )
    letter = pressed(made, declared())["ann@example.com"]
    tables = (one for one in parse(letter.html).iter("table") if "figures" in one.get("class", ""))
    table = next(one for one in tables if "Reported" in map(words_of, one.iter("th")))
    head, *rows = table.iter("tr")
    assert [words_of(cell) for cell in head][1:] == heads
    assert rows and all(len(list(cells)) == len(heads) + 1 for cells in rows)
    assert f"\n{line}\n" in letter.text


def test_a_correction_lists_what_changed(edition: Checked) -> None:
    changes = (Change("Net sales", "$12.40bn", "$12.42bn"), Change("EPS", "", "−$0.42"))
    letter = pressed(edition, declared(), changes)["ann@example.com"]
    assert "- Net sales: $12.40bn → $12.42bn\n- EPS: not printed → −$0.42\n" in letter.text
    rows = [words_of(row) for row in parse(letter.html).iter("tr") if not list(row.iter("table"))]
    assert {"Net sales$12.40bn$12.42bn", "EPSnot printed−$0.42"} <= set(rows)


# ---- readers by name ---------------------------------------------------------------------------------------------


def test_each_reader_is_greeted_by_name(edition: Checked) -> None:
    letters = pressed(edition, declared())
    ann, ben = letters["ann@example.com"], letters["ben@example.com"]
    assert ann.text != ben.text and ann.html != ben.html
    assert ben.text.replace("Ben Okri", "Ann Lee") == ann.text
    assert "Dear Ben Okri," in ben.html and "林美您好：" in letters["mei@example.org"].html


def test_a_name_with_signs_of_html_is_a_name(edition: Checked) -> None:
    text = declared().replace("name: Ann Lee", 'name: "O\'Brien, Zoë <QA> & *Söhne*"')
    letter = pressed(edition, text)["ann@example.com"]
    assert "Dear O'Brien, Zoë <QA> & *Söhne*,\n" in letter.text
    assert "Dear O'Brien, Zoë <QA> & *Söhne*," in words_of(parse(letter.html))


def test_every_reader_without_a_name_is_named_where_the_letter_greets(edition: Checked) -> None:
    text = declared().replace(", name: Ann Lee", "").replace(", name: Ben Okri", "")
    plan, findings = planned(edition, text)
    assert plan is None
    assert [one.code for one in findings] == ["RG909", "RG909"]
    wanted = [n for n, line in enumerate(text.splitlines(), 1) if "ann@" in line or "ben@" in line]
    assert [one.locus.line for one in findings if one.locus] == wanted


@pytest.mark.parametrize("text", ['"Sales of', '"A loss'])
def test_only_the_letter_s_own_text_greets(edition: Checked, text: str) -> None:
    """What stands in the subject is the same for all who read one language."""
    _, findings = planned(edition, declared().replace(text, text.replace('"', '"{{ recipient }}: ')))
    assert [one.code for one in findings] == ["RG503"], list(map(show_finding, findings))


def test_who_is_not_greeted_needs_no_name(edition: Checked) -> None:
    text = declared().replace(", name: 林美", "")
    assert [one.code for one in planned(edition, text)[1]] == ["RG909"]
    text = declared(chinese=CHINESE.replace("{{ recipient }}", "")).replace(", name: 林美", "")
    assert planned(edition, text)[1] == []


# ---- faults ------------------------------------------------------------------------------------------------------

TEXTS: Final = ("Sales of", "A loss all the same", "in boxes", "Remark", "whoever")
FAULTS: Final = {
    "{{ cite('revenu') }}": ("RG205", "revenu'"),
    "{{ word('revenue') }}": ("RG503", "word"),
    "{{ moved('rises', 'revenue') }}": ("RG503", "rises"),
    "{{ nothing }}": ("RG503", "nothing"),
    "{% claim 'revenue < revenue~consensus' %}x{% endclaim %}": ("RG511", "revenue <"),
    "of 15.3 tonnes": ("RG516", "15.3"),
    "grew": ("RG515", "grew"),
    "TBD": ("RG523", "TBD"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_fault_in_any_text_is_found_at_its_place(edition: Checked, text: str, fault: str) -> None:
    code, at = FAULTS[fault]
    said = declared()
    assert said.count(text) == 1
    said = said.replace(text, f"{text} {fault}")
    _, findings = planned(edition, said)
    assert [one.code for one in findings] == [code], list(map(show_finding, findings))
    before = said[: said.index(fault) + fault.index(at)]
    (locus,) = (one.locus for one in findings)
    assert locus is not None
    assert (locus.line, locus.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("tea<br>", "RG509"), ("- [ ] to do", "RG509"), ("#### Small", "RG509"), ("~~old~~", "RG509"),
        ("```\ncode\n```", "RG509"), ("[a](http://example.com)", "RG509"), ("![tea](tea.png)", "RG510"),
        ("> Tea.", "RG518"), ("{{ exhibit('results') }}", "RG503"),
    ],
)  # fmt: skip
def test_what_a_letter_cannot_show_is_said_at_its_line(edition: Checked, markdown: str, code: str) -> None:
    said = declared(f"Dear reader,\n\n{markdown}\n")
    _, findings = planned(edition, said)
    assert [one.code for one in findings] == [code], list(map(show_finding, findings))
    assert findings[0].locus is not None
    assert findings[0].locus.line == said.split(markdown.split("\n", maxsplit=1)[0])[0].count("\n") + 1


def test_a_title_with_brackets_reads_the_same_everywhere() -> None:
    title = 'Lanternfish <Q4> & "more"'
    edits = {
        "brief.yaml": {"title: {en: Lanternfish Q4 2025,": f"title: {{en: '{title}',"},
    }
    text = declared().replace('"Sales of', '\'R&D <update>: Lanternfish "Q4", sales of')
    text = text.replace("{{ cite('revenue') }}\", zh", '{{ cite("revenue") }}\', zh')
    letter = pressed(checked(edits), text)["ann@example.com"]
    page = parse(letter.html)
    assert letter.subject == 'R&D <update>: Lanternfish "Q4", sales of $12.4bn'
    assert words_of(next(page.iter("title"))) == letter.subject
    assert title in [words_of(p) for p in page.iter("p")]
    assert f"\n{title}\n" in letter.text
    assert file_name(plain(letter.written.letter.title), "pdf") == "Lanternfish -Q4- & -more.pdf"


def test_check_judges_the_texts_of_the_plan_as_build_would(edition: Checked) -> None:
    files = tiny()
    files["delivery.yaml"] = declared(ENGLISH.replace("in boxes", "in 12 boxes")).encode()
    made = replace(inputs(), delivery=files["delivery.yaml"])
    assert check(made).findings == edition.findings  # the brief's own; the plan's come beside them
    assert [one.code for one in planned(edition, files["delivery.yaml"].decode())[1]] == ["RG516"]


def test_who_a_message_is_to_is_not_in_its_words(edition: Checked) -> None:
    """Readers of one language share what is written where nobody is greeted."""
    letters = pressed(edition, declared(ENGLISH.replace("{{ recipient }}", "reader")))
    assert letters["ann@example.com"].html == letters["ben@example.com"].html
    assert Mailbox("ann@example.com", "Ann Lee").address not in letters["ann@example.com"].html
