"""`reportgen diff`: all kinds of sides, what is named of them, and how it is printed."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from comparing.compared import edition, mirrors, turns_of
from support import EDITIONS, ROOT, TINY, build_tiny, inputs, parse, tiny

from reportgen import cli
from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check
from reportgen.comparing.claim_changes import ClaimTurn
from reportgen.comparing.compared_page import comparison_page
from reportgen.comparing.compared_text import comparison_text
from reportgen.comparing.comparison import compare_sides
from reportgen.comparing.reading_sides import edition_side
from reportgen.comparing.reading_texts import paper_texts
from reportgen.comparing.text_changes import TextTurn

RESTATED = {
    "facts.yaml": {
        "{value: -310 m USD, source: release ¶4, printed: \"-$310 million\"}":
        "{value: -320 m USD, source: release ¶4, printed: \"-$320 million\"}",
    },
}  # fmt: skip
REWRITTEN = {"en.md": {"Pickers were paid more": "Pickers are paid less"}}


def diff(*arguments: object, code: int = 1) -> None:
    assert cli.main(["diff", *map(str, arguments)]) == code


def told(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 1) -> dict[str, Any]:
    diff(*arguments, "--format", "json", code=code)
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def edited(project: Path, edits: dict[str, dict[str, str]], name: str = "other") -> str:
    """The edition with some passages changed, under another name."""
    folder = project / "data" / name
    folder.mkdir(exist_ok=True)
    for file, data in tiny(edits).items():
        (folder / file).write_bytes(data)
    return name


# ---- what is compared ----------------------------------------------------------------------------------------


def test_an_edition_is_like_itself() -> None:
    assert compare_sides(edition(), edition()).alike


def test_a_restated_figure_and_what_is_reckoned_of_it_are_named() -> None:
    found = compare_sides(edition(), edition(RESTATED))
    assert turns_of(found) == {"operating_income@2025Q4": "restated", "operating_margin@2025Q4": "restated"}
    assert found.figures[0].either.mentions, "what is stated stands before what is computed of it"
    assert mirrors(edition(), edition(RESTATED))


def test_a_rewritten_sentence_is_named_and_no_figure() -> None:
    found = compare_sides(edition(), edition(REWRITTEN))
    assert found.figures == found.claims == ()
    (change,) = found.texts
    assert change.turn is TextTurn.CHANGED and change.new and change.new.under == "The quarter & the loss"
    assert mirrors(edition(), edition(REWRITTEN))


def test_a_claim_that_the_new_facts_are_against_has_flipped() -> None:
    claimed = {"en.md": {"The chain runs": (
        '{% claim "revenue > revenue~consensus" %}That is ahead of consensus{% endclaim %}. The chain runs'
    )}}  # fmt: skip
    lower = {"facts.yaml": {
        "{value: 12.42 bn USD, source: release ¶1, printed: $12.42 billion}":
        "{value: 12.02 bn USD, source: release ¶1, printed: $12.02 billion}",
        "{value: 12.42 bn USD, source: release ¶7, printed: $12.42bn}":
        "{value: 12.02 bn USD, source: release ¶7, printed: $12.02bn}",
    }}  # fmt: skip
    for after in ({**lower, **claimed}, lower):
        (change,) = compare_sides(edition(claimed), edition(after)).claims
        assert change.turn is ClaimTurn.FLIPPED
        assert change.old and change.old.words == "That is ahead of consensus"
        assert mirrors(edition(claimed), edition(after))


DIGITS = [
    (file, match.start())
    for file in ("facts.yaml", "en.md", "brief.yaml")
    for match in re.finditer(rb"(?m)(?<=[ $(\"@])\d", tiny()[file])
]


@pytest.mark.parametrize(("file", "place"), DIGITS[::7], ids=str)
def test_a_digit_planted_anywhere_is_named_or_refused(file: str, place: int) -> None:
    files = tiny()
    data = files[file]
    digit = str((int(data[place : place + 1]) + 1) % 10).encode()
    files[file] = data[:place] + digit + data[place + 1 :]
    files.pop("delivery.yaml")
    made = check(replace(inputs(), files=files))
    refused = any(finding.blocks for finding in made.findings)
    if made.edition is None:
        assert refused
    else:
        assert not compare_sides(edition(), edition_side("tiny", made, "en")).alike or refused


# ---- what can stand on a side --------------------------------------------------------------------------------


def test_an_edition_is_like_its_finished_documents(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built = project / "output" / TINY
    for language in ("en", "zh-Hant"):
        for kind in ("html", "pdf"):
            document = told(capsys, TINY, built / f"{TINY}.{language}.{kind}", code=0)
            assert document["alike"] and document["new"]["language"] == language
    diff(built / f"{TINY}.en.pdf", built / f"{TINY}.en.html", code=0)
    diff(TINY, built / "numbers.json", code=0)
    diff(TINY, project / "data" / TINY / "facts.yaml", code=0)


def test_sides_of_all_kinds_name_the_same_figure(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = edited(project, RESTATED)
    built = project / "output" / TINY
    sides = (TINY, f"data/{TINY}", f"data/{TINY}/facts.yaml", built / f"{TINY}.en.html", built / f"{TINY}.en.pdf",
             built / "numbers.json")  # fmt: skip
    for side in sides:
        (change, *_) = told(capsys, side, other)["figures"]
        assert (change["fact"], change["change"]) == ("fish/operating_income@2025Q4", "restated"), side
    assert told(capsys, other, f"data/{TINY}/facts.yaml")["figures"][0]["change"] == "restated"


def test_pages_are_compared_by_paragraph(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_tiny(tmp_path / "later", {**RESTATED, **REWRITTEN}, formats=("html",), languages=("en",))
    name = f"output/{TINY}/{TINY}.en.html"
    document = told(capsys, name, f"later/{name}")
    assert [one["change"] for one in document["figures"]] == ["restated", "restated"]
    assert {one["change"] for one in document["texts"]} == {"changed", "in figures alone"}
    assert document["not compared"] == []


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_pdfs_are_compared_by_paragraph(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    rewritten = {
        "en.md": {"Pickers were paid more": "Pickers are paid less"},
        "zh-Hant.md": {"採茶工資提高": "採茶工資降低"},
    }
    build_tiny(tmp_path / "later", {**RESTATED, **rewritten}, formats=("pdf",), languages=(language,))
    name = f"output/{TINY}/{TINY}.{language}.pdf"
    document = told(capsys, name, f"later/{name}")
    texts = {one["change"]: one for one in document["texts"]}
    assert {*texts} == {"changed", "in figures alone"} and document["not compared"] == []
    changed = texts["changed"]
    assert changed["old"]["under"] == changed["new"]["under"] in ("The quarter & the loss", "當季與虧損")
    says = [
        any(one in changed[side]["text"] for one in ("are paid less", "工資降低")) for side in ("old", "new")
    ]
    assert says == [False, True]
    assert told(capsys, name, name, code=0)["alike"]


def test_a_paragraph_that_goes_on_over_the_page_is_one(project: Path, tmp_path: Path) -> None:
    long = " ".join(
        f"Of this the company says that it is so in the {word} case." for word in ("one", "other") * 90
    )
    edits = {"en.md": {"Tea is picked, dried": f"{long} Tea is picked, dried"}}
    build_tiny(tmp_path / "long", edits, formats=("pdf",), languages=("en",))
    data = (tmp_path / "long" / "output" / TINY / f"{TINY}.en.pdf").read_bytes()
    (found,) = [one for one in paper_texts(data) or () if "says that it is so" in one.text]
    assert found.text.startswith(f"{long} Tea is picked, dried, blended and sold") and found.under


@pytest.mark.parametrize("harm", ["gone", "circle"])
def test_of_a_pdf_without_sound_tags_the_rest_is_compared(
    project: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    built = f"output/{TINY}/{TINY}.en.pdf"
    with pikepdf.open(built) as pdf:
        if harm == "gone":
            del pdf.Root.StructTreeRoot
        else:
            pdf.Root.StructTreeRoot.K[0].K[0].K = pdf.Root.StructTreeRoot.K[0]
        pdf.save("harmed.pdf")
    document = told(capsys, built, "harmed.pdf", code=0)
    assert "harmed.pdf has no tags that can be read" in document["not compared"][0]


def test_an_edition_is_held_against_a_page_by_the_page_that_it_makes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = told(capsys, f"output/{TINY}/{TINY}.en.html", edited(project, REWRITTEN))
    (change,) = document["texts"]
    assert change["change"] == "changed" and "were paid more" in change["old"]["text"]
    assert "are paid less" in change["new"]["text"]
    assert document["figures"] == document["not compared"] == []


def test_a_page_and_a_pdf_are_not_compared_by_paragraph_and_say_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built = f"output/{TINY}/{TINY}.en"
    assert "a PDF against a PDF" in told(capsys, f"{built}.html", f"{built}.pdf", code=0)["not compared"][0]


def test_two_languages_say_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = told(capsys, TINY, "--lang", "en,zh-Hant", code=0)
    assert [document[side]["language"] for side in ("old", "new")] == ["en", "zh-Hant"]
    assert cli.main(["diff", TINY, "--lang", "en,zh-Hant"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "alike in what was compared", (
        "words of two languages were not"
    )
    text = {"en.md": {' The chain runs {{ cite("shops@2025-12-31") }}.': ""}}
    other = edited(project, text)
    (change,) = told(capsys, other, "--lang", "en,zh-Hant")["figures"]
    assert (change["fact"], change["change"]) == ("fish/shops@2025-12-31", "now printed")


def test_two_languages_of_one_edition_are_told_by_these_and_not_by_time() -> None:
    added = (
        '{% claim "revenue > revenue~consensus" %}It is ahead{% endclaim %}. '
        'It is {{ cite("revenue - revenue@-1Y") }} more. The chain runs'
    )
    cut = {"en.md": {' The chain runs {{ cite("shops@2025-12-31") }}.': ""}}
    more = {"en.md": {"The chain runs": added}}
    for one, other in (("en", "zh-Hant"), ("zh-Hant", "en")):
        missing = compare_sides(edition(cut, one), edition(cut, other))
        found = compare_sides(edition(more, one), edition(more, other))
        text, page = comparison_text(found), comparison_page(found)
        for head in ("Only in en", "Claims of en alone"):
            assert head in text and head in page
        assert "1 only in en" in text.splitlines()[-1] and "1 of en alone" in text.splitlines()[-1]
        assert f'class="was">{one}</th><th scope="col" class="is">{other}</th>' in page
        assert "<h1>What differs</h1>" in page
        assert "Printed in zh-Hant alone" in comparison_text(missing)
        said = re.sub("<[^>]*>", " ", page.partition("<body>")[2])
        assert not re.search(r"(?i)\b(gone|new|no longer|was|what changed)\b", said)


def test_editions_of_different_periods_are_matched_by_reference_and_by_role(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (project / "data" / TINY / "facts.yaml").read_text("utf-8")
    (project / "old.yaml").write_text(text, "utf-8")
    later = (
        text.replace("period: 2025Q4", "period: 2026Q4")
        .replace("2025Q4", "2026Q4")
        .replace("2024Q4", "2025Q4")
    )
    later = later.replace("12.42 bn USD", "13.10 bn USD").replace("$12.42", "$13.10")
    later = later.replace("11.03 bn USD", "12.40 bn USD").replace("$11.03", "$12.40")
    later = later.replace("capex@2025:", "capex@2026:").replace("about 1.60 bn", "about 1.90 bn")
    later = later.replace("capex@2026~guidance", "capex@2027~guidance").replace(
        "capex@2025~actual", "capex@2026~actual"
    )
    later = later.replace("capex.growth@2026", "capex.growth@2027").replace("2025-12-31", "2026-12-31")
    (project / "new.yaml").write_text(later, "utf-8")
    figures = told(capsys, "old.yaml", "new.yaml")["figures"]
    named = {(one["fact"], one["change"]): one for one in figures}
    assert ("fish/revenue@2025Q4", "restated") in named, "last quarter's figure, as a comparative"
    assert ("fish/revenue@2026Q4", "moved on") in named
    came = named["fish/capex@2026", "moved on"]
    assert [(one["scenario"], one["stands"]) for one in came["expected"]] == [("guidance", "within")]
    assert named["fish/home.revenue@2026Q4", "moved on"]["repeats"]


def test_what_is_no_side_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        [TINY],
        [TINY, "nowhere"],
        [TINY, TINY, TINY],
        [TINY, "--sent"],
        [TINY, "--lang", "en,fr"],
    ):
        diff(*arguments, code=2)
        assert capsys.readouterr().err.startswith("reportgen: ")
    (project / "page.html").write_text("<p>Sales of 12</p>", "utf-8")
    diff(TINY, "page.html", code=2)
    (project / "numbers.json").write_text("{}", "utf-8")
    diff(TINY, "numbers.json", code=2)


NOTHING = {"picture.png": b"\x89PNG", "empty.yaml": b"", "empty.json": b"", "empty.html": b"", "list.json": b"[]",
           "other.pdf": b"%PDF-1.4\n%%EOF\n", "text.md": b"# Facts"}  # fmt: skip


@pytest.mark.parametrize(
    "side", [*NOTHING, f"data/{TINY}/brief.yaml", f"data/{TINY}/delivery.yaml", "data/none"]
)
def test_of_what_is_no_side_it_is_told_what_can_be_compared(
    project: Path, capsys: pytest.CaptureFixture[str], side: str
) -> None:
    (project / "data" / "none").mkdir()
    if side in NOTHING:
        Path(side).write_bytes(NOTHING[side])
    diff(TINY, side, code=2)
    said = capsys.readouterr().err
    assert said.startswith("reportgen: ") and side.rpartition("/")[2] in said
    assert "diff takes editions, facts.yaml files" in said


def test_facts_that_cannot_be_read_are_told_with_what_is_wrong(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = (project / "data" / TINY / "facts.yaml").read_text("utf-8")
    (project / "facts.yaml").write_text(facts.replace("entity: fish", "entity: cod"), "utf-8")
    diff(TINY, "facts.yaml", code=1)
    assert "facts.yaml:" in capsys.readouterr().err


# ---- how it is printed ---------------------------------------------------------------------------------------


def test_a_terminal_is_told_in_lines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diff(TINY, edited(project, {**RESTATED, **REWRITTEN}))
    out = capsys.readouterr().out
    assert "Restated: outside of what it was (2)" in out and "\x1b" not in out
    assert re.search(r"Operating income .*310.* → .*320.*\n +fish/operating_income@2025Q4\n", out)
    assert "[-were-]" in out and "{+less+}" in out
    assert out.rstrip().endswith("2 figures (2 restated); 2 texts (1 changed, 1 in figures alone)")
    coloured = comparison_text(compare_sides(edition(), edition(RESTATED)), colour=True)
    assert re.sub("\x1b\\[\\d+m", "", coloured) == comparison_text(
        compare_sides(edition(), edition(RESTATED))
    )


def test_the_page_needs_nothing_else_and_leads_into_both_documents(project: Path) -> None:
    built = f"output/{TINY}/{TINY}.en.html"
    shutil.copy(built, "before.html")
    other = edited(project, RESTATED)
    diff("before.html", other, "--format", "html", "--output", "pages.html")
    page = (project / "pages.html").read_text("utf-8")
    root = parse(page)
    assert not [one.tag for one in root.iter() if one.tag in ("script", "link", "img", "iframe")]
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", page)
    leads = {one.get("href") for one in root.iter("a")}
    assert any(lead and lead.startswith("before.html#n") for lead in leads)
    pictures = [one for one in root.iter() if str(one.tag).endswith("svg")]
    assert len(pictures) == 2 and "−310.5 to −309.5 m USD" in str(pictures[0].get("aria-label"))


def test_narrow_columns_break_between_words_and_names_between_their_parts() -> None:
    page = comparison_page(compare_sides(edition(), edition(RESTATED)))
    style = page.partition("<style>")[2].partition("</style>")[0]
    (rule,) = re.findall(r"(?m)^\.was, \.is, \.far \{(.*)\}", style)
    assert "keep-all" in rule and "anywhere" not in rule
    assert "fish/<wbr>operating_<wbr>income<wbr>@2025Q4" in page


def test_what_a_brief_says_is_no_markup_of_the_page() -> None:
    sly = {"en.md": {"The boxes sell well": "The <b>boxes</b> & {{ '<script>' }} sell well"}}
    page = comparison_page(compare_sides(edition(), edition(sly)))
    assert "<script" not in page and "<b>boxes" not in page


def test_amazon_is_like_itself_and_mirrors_a_change() -> None:
    project = Project(ROOT / "data", ROOT / "output", (ROOT / "templates",))
    amazon = read_inputs(project, "amazon-2025q4")
    side = edition_side("amazon", check(amazon), "en")
    assert compare_sides(side, side).alike and len(side.figures) > 60 and side.claims
    changed = dict(amazon.files)
    changed["facts.yaml"] = changed["facts.yaml"].replace("2134億 USD".encode(), "2136億 USD".encode(), 1)
    other = edition_side("amazon", check(replace(amazon, files=changed)), "en")
    found = turns_of(compare_sides(side, other))
    assert found["revenue@2025Q4"] == "restated"
    assert mirrors(side, other)


@pytest.mark.parametrize("name", ["karinose-fy2026q3", "hearth-fy2024q4", "northlight-fy2025q3"])
def test_editions_of_other_calendars_and_languages_are_like_themselves(name: str) -> None:
    made = check(read_inputs(Project(EDITIONS, ROOT / "output", (ROOT / "templates",)), name))
    assert made.edition is not None
    for language in made.edition.languages:
        side = edition_side(name, made, language)
        assert compare_sides(side, side).alike
        assert all(figure.role for figure in side.figures.values())
