"""The papers for readers hold: their files check, their commands print what they say, their links lead somewhere, and
they name all that there is and nothing else."""

from __future__ import annotations

import argparse
import re
import runpy
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest
from pages import DOCS, PAPERS, ROOT, Block, blocks, commands, prose, put, says, write
from support import TEMPLATES, Here

from reportgen import building, cli, delivering
from reportgen.brief.brief_yaml import BriefFile
from reportgen.brief.inputs import Inputs, templates, themes
from reportgen.brief.sandbox import FORBIDDEN
from reportgen.check import check
from reportgen.delivery.plans.plan import inspect_delivery
from reportgen.document.walk import passages, plain
from reportgen.errors import Finding, ReportgenError
from reportgen.facts.grammar import FUNCTIONS, TESTS
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import QUALIFIERS, SCALES, Quantity
from reportgen.facts.unit import BUILT_IN, RATIOS, Unit
from reportgen.figures.direction import WORD_KINDS, word
from reportgen.languages.currencies import CURRENCIES, HUNDREDTHS_SPELT
from reportgen.options import parser
from reportgen.stopping import EXIT_CODE

NAME: Final = "acme-2025q4"
TUTORIAL: Final = DOCS / "tutorial.md"
WALK: Final = DOCS / "next-quarter.md"  # which `rolling/test_newcomers_walk.py` carries out
GUIDES: Final = [path for path in sorted(DOCS.glob("*.md")) if path not in (TUTORIAL, WALK)]
REFERENCE: Final = DOCS / "reference"
UNSHOWN: Final = "RG507"  # a guide declares exhibits and does not show them all


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prepared(files: Mapping[str, str]) -> Inputs:
    """All that an edition is made from, themes of its own among it."""
    theirs = {name: text.encode() for name, text in files.items() if name.startswith("templates/")}
    data = {name: text.encode() for name, text in files.items() if name not in theirs}
    delivery = data.pop("delivery.yaml", None)
    return Inputs(NAME, NAME, data, delivery, templates([TEMPLATES]), themes([TEMPLATES]) | theirs)


def findings(files: Mapping[str, str]) -> list[Finding]:
    """What `check` has to say of an edition, notes and what is accepted aside."""
    inputs = prepared(files)
    made = check(inputs)
    found = [*made.findings, *(inspect_delivery(inputs, made)[1] if inputs.delivery else ())]
    return [finding for finding in found if finding.severity != "note" and not finding.accepted]


def codes(files: Mapping[str, str]) -> set[str]:
    return {finding.code for finding in findings(files)} - {UNSHOWN}


def tutorial() -> dict[str, str]:
    """The files of the edition that the tutorial ends with."""
    files: dict[str, str] = {}
    for block in blocks(TUTORIAL):
        files = put(files, block) if block.file and not block.codes else files
    return files


def carry_out(block: Block, capsys: pytest.CaptureFixture[str]) -> None:
    """Run the commands of a console; each prints what the paper says."""
    for command, said in commands(block):
        name, *arguments = command.split()
        assert name == "reportgen", command
        cli.main(arguments)
        printed = "".join(capsys.readouterr())
        assert says(said, printed), f"{command} printed\n{printed}"


# ---- what is carried out -------------------------------------------------------------------------------------


def test_the_tutorial_is_followed_to_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(building, "workers_of", lambda _: Here())
    monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
    files: dict[str, str] = {}
    for block in blocks(TUTORIAL):
        if block.kind == "console":
            write(files, tmp_path / "data" / NAME)
            carry_out(block, capsys)
        elif block.codes:
            assert codes(put(files, block)) == block.codes, block
        elif block.file:
            files = put(files, block)
    page = tmp_path / f"output/{NAME}/{NAME}.en.html"
    assert "margins did the rest" in page.read_text("utf-8")
    for block in blocks(DOCS / "proof.md"):
        carry_out(block, capsys)


@pytest.mark.parametrize("paper", GUIDES, ids=named)
def test_what_a_guide_adds_to_the_tutorial_checks(paper: Path) -> None:
    files = tutorial()
    for block in blocks(paper):
        if not block.file:
            continue
        after = put(files, block)
        if block.codes:
            assert codes(after) == block.codes, block
        else:
            files = after
    assert [finding for finding in findings(files) if finding.code != UNSHOWN] == []


def test_the_lines_of_the_readme_are_the_tutorials_and_print_what_it_says() -> None:
    text = prose(ROOT / "README.md")
    (sentence,) = re.findall(r"(?m)^    (.*\{\{.*)$", text)
    (said,) = re.findall(r"prints “(.*?)”", text)
    (fact,) = re.findall(r"(?m)^    (\S+@\S+: .*)$", text)
    files = tutorial()
    assert f"  {fact}\n" in files["facts.yaml"]
    (made,) = check(prepared({**files, "en.md": f"{files['en.md']}\n{sentence}\n"})).drafts
    assert said in [plain(passage.line) for passage in passages(made.document)]


def typed(paper: Path) -> Iterator[str]:
    """The commands of a paper that are not carried out: lines of `sh` and indented ones."""
    for block in blocks(paper):
        yield from block.body.splitlines() if block.kind == "sh" else ()
    yield from re.findall(r"(?m)^    (\S.*)$", prose(paper))


@pytest.mark.parametrize("paper", [*PAPERS], ids=named)
def test_a_command_that_a_paper_only_names_is_one(paper: Path) -> None:
    for line in typed(paper):
        for command in re.findall(r"(?:^|\s|/)reportgen ([a-z][^#&|\n]*)", line.partition("  #")[0]):
            if paper.parent != REFERENCE:
                parser().parse_args(command.split())
        for script in re.findall(r"(?:^|\s)(script/\w+)", line):
            assert (ROOT / script).exists(), script


# ---- links ---------------------------------------------------------------------------------------------------


def slug(heading: str) -> str:
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def anchors(paper: Path) -> set[str]:
    return {slug(heading) for heading in re.findall(r"(?m)^#+ (.+)$", prose(paper))}


@pytest.mark.parametrize("paper", PAPERS, ids=named)
def test_links_lead_somewhere(paper: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", prose(paper))
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)", text):
        path, _, anchor = target.partition("#")
        there = (paper.parent / path).resolve() if path else paper
        assert there.exists(), target
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), target


@pytest.mark.parametrize("paper", [DOCS / "tutorial.md", WALK], ids=lambda paper: paper.name)
def test_who_begins_an_edition_is_led_to_segments_and_fiscal_years(paper: Path) -> None:
    text = paper.read_text("utf-8")
    assert "`segments:`](facts.md#segments)" in text and "`fiscal-year-end:" in text
    assert "(facts.md#other-companies-other-years)" in text


def test_the_paper_on_texts_says_which_words_bring_a_particle() -> None:
    text = (DOCS / "texts.md").read_text("utf-8")
    example = r'`([^`{]+)\{\{ word\("(\w+)", "surprise\(revenue\)"\) \}\}` prints ([^\s.]+)\.'
    ((before, kind, printed),) = re.findall(example, text)
    ahead = Quantity(Fraction(1, 50), Interval.at(Fraction(1, 50)), Unit(ratio="%"))
    assert before + word(kind, ahead, "ja") == printed
    (named,) = re.findall(r"In Japanese (.+) bring the particle", text)
    particle = printed.removeprefix(before)[0]
    bring = {kind for kind in WORD_KINDS if word(kind, ahead, "ja").startswith(particle)}
    assert bring == {*re.findall(r"`(\w+)`", named)}


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_what_a_paper_says_of_the_repository_is_there(name: str) -> None:
    named = set(re.findall(r"`([\w.-]+/[\w./-]*)`", prose(ROOT / name)))
    places = (ROOT, ROOT / "reportgen")
    assert {
        path
        for path in named
        if "NAME" not in path
        and not path.startswith(("output/", "data/"))
        and not any((place / f"{path}{end}").exists() for place in places for end in ("", ".py"))
    } == set()


def test_every_paper_is_in_the_list_of_papers() -> None:
    listed = re.findall(r"\]\(([\w./-]+\.md)\)", (DOCS / "README.md").read_text("utf-8"))
    there = {path for path in DOCS.rglob("*.md") if path.name != "README.md"}
    assert {(DOCS / target).resolve() for target in listed} >= there


# ---- all that there is, and nothing else ---------------------------------------------------------------------

GENERATED: Final[Mapping[str, Any]] = runpy.run_path(str(REFERENCE / "generate.py"))["PAGES"]


@pytest.mark.parametrize("name", GENERATED)
def test_pages_made_of_the_code_are_up_to_date(name: str) -> None:
    stale = "run: python docs/reference/generate.py"
    assert (REFERENCE / name).read_text("utf-8") == GENERATED[name](), stale


@pytest.mark.parametrize("name", ["facts.md", "brief.md", "delivery.md", "theme.md"])
def test_every_key_says_what_it_means(name: str) -> None:
    rows = re.findall(r"(?m)^\| `([\w-]+)` \|.*\| (.*) \|$", GENERATED[name]())
    assert len(rows) > 10
    assert {key for key, says in rows if not says} <= {
        "en",
        "zh-Hant",
        "ja",
    }  # a language needs no explanation


def called(table: str) -> set[str]:
    """The names that a page calls, as in `growth(x)`, in the first cell of a row."""
    cells = re.findall(r"(?m)^\| ([^|]*) \|", table)
    return {name for cell in cells for name in re.findall(r"`([a-z]+)\(", cell)}


def test_formulas_and_conditions_are_all_there() -> None:
    _, formulas, conditions = (REFERENCE / "formulas.md").read_text("utf-8").split("\n## ")
    assert called(formulas) == set(FUNCTIONS)
    assert called(conditions) == set(TESTS)


def test_values_are_all_there() -> None:
    page = (REFERENCE / "values.md").read_text("utf-8")
    literals, rest = page.split("## Literals")[1].split("**Scales**")
    scales, units = rest.split("**Units**")
    assert set(re.findall(r"`([^`]+)`", scales)) == set(SCALES) - {""}
    of_units = set(re.findall(r"`([^`]+)`", units))
    named = {name for name in of_units if re.fullmatch(r"\w+¢?|%", name)} - {"TWD"}
    assert named == (BUILT_IN - CURRENCIES) | {"USD"} | set(RATIOS) | set(HUNDREDTHS_SPELT)
    used = re.findall(rf"`({'|'.join(QUALIFIERS)}) ", literals)
    assert set(used) == set(QUALIFIERS)


def mends(text: str) -> str:
    """How the program would mend a text that goes on with this: it lists what there is."""
    files = tutorial()
    found = findings({**files, "en.md": f"{files['en.md']}\n{text}\n"})
    return " ".join(finding.mend for finding in found if finding.code == "RG503")


def listed(mend: str) -> set[str]:
    return set(re.findall(r"[a-z]+", mend.rpartition(": ")[2]))


def test_helpers_their_arguments_and_words_are_all_there() -> None:
    page = (REFERENCE / "texts.md").read_text("utf-8")
    helpers, rest = page.split("The words, for a value")
    words, filters = rest.split("## Blocks")
    names = set(re.findall(r"(?m)^\| `\{\{ (\w+)", helpers))
    assert names == listed(mends("{{ xyzzy() }}")) | {"recipient"}
    arguments = listed(mends('{{ cite("revenue", xyzzy=1) }}')) - {"reference"}
    arguments |= listed(mends("{{ period(xyzzy=1) }}")) - {"name"}
    arguments |= listed(mends('{{ changed("revenue", xyzzy=1) }}')) - {"reference"}
    assert set(re.findall(r"(\w+)=", helpers)) == arguments
    kinds = re.findall(r"(?m)^\| (`[^|]*`) \|", words)
    assert set(re.findall(r"`(\w+)`", " ".join(kinds))) == listed(mends('{{ word("xyzzy", "revenue") }}'))
    gone = re.findall(r"`(\w+)`", filters.split("behind the facts' back")[1].split("\n## ")[0])
    assert set(gone) == set(FORBIDDEN) - {"d"}  # which is `default` for short


def test_the_words_are_those_that_are_printed() -> None:
    """Of a value above zero, one below, and zero, in the columns of the reference."""
    page = (
        (REFERENCE / "texts.md").read_text("utf-8").split("The words, for a value")[1].split("## Blocks")[0]
    )
    rows = re.findall(r"(?m)^\| (`.*?) \| (.+?) \| (.+?) \| (.+?)(?:;.*)? \|$", page)
    signs = {"above": "exact 1%", "below": "exact -1%", "zero": "exact 0%"}
    concepts = "".join(f'  {sign}: {{label: {{en: A rate}}, unit: "%"}}\n' for sign in signs)
    facts = "".join(
        f"  {sign}@2025Q4:\n    stated:\n      - {{value: {value}, source: release ¶1, printed: a rate}}\n"
        for sign, value in signs.items()
    )
    said = {kind: tuple(words) for kinds, *words in rows for kind in re.findall(r"`(\w+)`", kinds)}
    asked = [", ".join(f'{{{{ word("{kind}", "{sign}") }}}}' for sign in signs) for kind in said]
    files = put(
        tutorial(), Block("yaml", "facts.yaml", frozenset(), f"concepts:\n{concepts}facts:\n{facts}", 0)
    )
    files["en.md"] += "".join(f"\n{line}\n" for line in asked)
    (made,) = check(prepared(files)).drafts
    printed = [plain(passage.line) for passage in passages(made.document)]
    assert len(said) == 9
    assert [words for words in said.values() if ", ".join(words) not in printed] == []


def test_every_kind_of_chart_has_its_use() -> None:
    kinds = set(
        BriefFile.model_json_schema()["$defs"]["ExhibitText"]["properties"]["chart"]["anyOf"][0]["enum"]
    )
    table = (DOCS / "exhibits.md").read_text("utf-8").split("## Which kind")[1].split("```")[0]
    assert set(re.findall(r"`(\w+)`", table)) == kinds


def test_exit_codes_are_all_there() -> None:
    def codes_of(error: type[ReportgenError]) -> Iterator[int]:
        yield error.exit_code
        for more in error.__subclasses__():
            yield from codes_of(more)

    listed = {int(code) for code in re.findall(r"(?m)^\| (\d+) \|", GENERATED["commands.md"]())}
    assert listed == {0, EXIT_CODE, *codes_of(ReportgenError)}


def test_the_codes_of_findings_that_papers_name_are_codes() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "reportgen").rglob("*.py"))
    text = "".join(paper.read_text("utf-8") for paper in PAPERS)
    assert set(re.findall(r"RG\d{3}", text)) <= set(re.findall(r"RG\d{3}", code))


def test_the_variables_of_the_environment_are_all_there() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "reportgen").rglob("*.py"))
    known = set(re.findall(r'"(REPORTGEN_\w+)"', code))
    text = "".join(paper.read_text("utf-8") for paper in PAPERS)
    named = set(re.findall(r"REPORTGEN_\w+", text))
    assert {re.sub(r"^(REPORTGEN_(?:WEBHOOK|PASSWORD))_.*", r"\1", name) for name in named} == known


def test_commands_and_options_that_papers_name_are_those_of_the_program() -> None:
    """Every `reportgen …` in the papers is a command, and every option in backticks one of some command."""
    (action,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    options = {name for each in action.choices.values() for a in each._actions for name in a.option_strings}
    text = "".join(prose(paper) for paper in PAPERS if paper.name not in ("CHANGELOG.md", "theme.md"))
    assert set(re.findall(r"`reportgen ([a-z]+)", text)) <= set(action.choices)
    others = {"--cask", "--host", "--nthreads", "--no-dashboard"}  # of brew and dask
    ours = {"--version", "--dev", "--long"}  # of the program itself, and of script/
    assert set(re.findall(r"(?<![\w`-])`?(--[a-z][a-z-]+)", text)) <= options | ours | others
