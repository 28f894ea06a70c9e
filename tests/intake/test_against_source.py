"""Every statement against the words of its source: files, what is handed over, excerpts; and where there is none."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from support import reportgen

from reportgen.brief.inputs import Project, read_inputs
from reportgen.errors import Finding
from reportgen.facts.reading import read_facts
from reportgen.intake.against_source import hold_sources
from reportgen.intake.coverage import cover
from reportgen.intake.source_files import NO_SOURCES, SourceFiles
from reportgen.intake.source_text import SourceWords, UnreadableSource, text_of

RELEASE = """\
Acme results

Revenue was $48.2 million, up 18% from $41.0 million.
Margin was about 35%; 40% of sales came from abroad.
"""
FACTS = """\
entity: acme
period: 2025Q4
{top}entities: {{acme: {{name: {{en: Acme}}}}}}
sources:
  release: {{title: {{en: Release}}, published: 2026-01-20{source}}}
concepts:
  sales: {{label: {{en: Sales}}, unit: USD}}
  sales.growth: {{label: {{en: Growth}}, unit: "%"}}
  sales.abroad: {{label: {{en: Abroad}}, unit: "%"}}
facts:
  sales@2025Q4: {sales}
  sales.growth@2025Q4: 18%; release ¶2
  sales.abroad@2025Q4: 40%; release ¶3
"""
SALES = "48.2 m USD; release ¶2; $48.2 million"


def hold(
    text: str | bytes | None = RELEASE, sales: str = SALES, source: str = ", file: release.txt", top: str = ""
) -> list[Finding]:
    base, found = read_facts(FACTS.format(sales=sales, source=source, top=top).encode(), "facts.yaml")
    assert base is not None, found
    data = text.encode() if isinstance(text, str) else text
    files = (
        SourceFiles({"release.txt": ("sources/release.txt", data)}, {}) if data is not None else NO_SOURCES
    )
    return hold_sources(base, files)


def codes(*args: str | bytes | None, **more: str) -> list[str]:
    return [finding.code for finding in hold(*args, **more)]  # type: ignore[arg-type]


def test_what_the_source_says_holds() -> None:
    assert hold() == []


@pytest.mark.parametrize(
    ("sales", "code"),
    [
        ("48.3 m USD; release ¶2; $48.2 million", "RG803"),
        ("48.3 m USD; release ¶2; $48.3 million", "RG802"),  # value and printed are wrong alike
        ("41.2 m USD; release ¶2; $41.2 million", "RG802"),
        ("48.2 m USD; release ¶3; $48.2 million", "RG802"),
        ("48.2 m USD; release ¶9; $48.2 million", "RG802"),
        ("48.2 m USD; release ¶2; USD 48.2m", "RG804"),
    ],
)
def test_what_it_does_not_say(sales: str, code: str) -> None:
    (finding,) = hold(sales=sales)
    assert finding.code == code
    assert finding.locus is not None and finding.locus.line == 11


def test_a_value_that_only_another_statement_prints_is_nowhere() -> None:
    text = FACTS.format(sales=SALES, source=", file: release.txt", top="").replace(
        "18%; release ¶2", "40%; release ¶3; up 40%"
    )
    base, _ = read_facts(text.encode(), "facts.yaml")
    assert base is not None
    found = hold_sources(base, SourceFiles({"release.txt": ("release.txt", RELEASE.encode())}, {}))
    assert [(one.code, one.locus and one.locus.line) for one in found] == [("RG802", 12)]


def test_a_range_rests_on_both_of_its_ends() -> None:
    text = FACTS.format(sales="{sales}", source=", file: release.txt", top="").replace(
        "{sales}", "50 to 60 m USD; release ¶2; $50 million and $60 million"
    )
    base, _ = read_facts(text.encode(), "facts.yaml")
    assert base is not None
    release = "Acme\n\nThe cases are $50 million and $60 million, up 18%.\nAbroad 40%.\n"
    assert cover(base, "release", release, "release.txt").findings == ()


def test_two_facts_on_one_figure_beside_one_that_nobody_states() -> None:
    text = FACTS.format(sales=SALES, source=", file: release.txt", top="")
    release = RELEASE.replace("up 18%", "up 18%, in Europe 7%")
    text = text.replace("sales.abroad@2025Q4: 40%; release ¶3", "sales.abroad@2025Q4: 18%; release ¶2")
    base, _ = read_facts(text.encode(), "facts.yaml")
    assert base is not None
    for words, expected in ((release, ["RG815"]), (RELEASE, [])):
        found = hold_sources(base, SourceFiles({"release.txt": ("release.txt", words.encode())}, {}))
        assert [one.code for one in found] == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("¶1-3", []),
        ("line 3", []),
        ("line 4", ["RG802"]),
        ("p. 1", ["RG813"]),
        ("slide 7", ["RG813"]),
        ("Sheet1!B7", ["RG813"]),
        ("us-gaap:Revenues c-1", ["RG813"]),
    ],
)
def test_places_that_a_text_tells_and_others(place: str, expected: list[str]) -> None:
    assert codes(sales=f"48.2 m USD; release {place}; $48.2 million") == expected


def test_pages_are_parted_by_form_feeds() -> None:
    paged = RELEASE.replace("Margin", "\fMargin")
    assert codes(paged, sales="48.2 m USD; release p. 1; $48.2 million") == []
    assert codes(paged, sales="48.2 m USD; release p. 2; $48.2 million") == ["RG802"]
    assert codes(paged, sales="48.2 m USD; release pp. 1-2; $48.2 million") == []
    (finding,) = hold(paged, sales="48.2 m USD; release p. 3; $48.2 million")
    assert "has 2 pages" in finding.message
    assert SourceWords("a", "a", "en", paged).page_of(5) == 2


def test_a_file_that_is_not_there_is_a_warning_and_an_error_where_all_has_to_be_sourced() -> None:
    (finding,) = hold(None)
    assert (finding.code, finding.blocks) == ("RG809", False)
    (finding,) = hold(None, top="sourced: all\n")
    assert (finding.code, finding.blocks) == ("RG810", True)
    assert "release.txt is not there" in finding.message
    (finding,) = hold(None, source="", top="sourced: all\n")
    assert "it names no file" in finding.message
    assert hold(None, source="") == []
    assert hold(top="sourced: all\n") == []


def test_another_file_than_its_digest_says() -> None:
    digest = sha256(RELEASE.encode()).hexdigest()
    assert codes(source=f", file: release.txt, sha256: {digest}") == []
    assert codes(RELEASE + "\n", source=f", file: release.txt, sha256: {digest}") == ["RG811"]
    # Its words are not held: they are another source's.
    assert codes("Nothing of all that.\n", source=f", file: release.txt, sha256: {digest}") == ["RG811"]


EXCERPT = '[{{value: 48.2 m USD, source: release ¶2, printed: $48.2 million, excerpt: "{}"}}]'


@pytest.mark.parametrize(
    ("excerpt", "with_file", "without"),
    [
        ("Revenue was $48.2 million, up 18%", [], []),
        ("Revenue was $48.3 million", ["RG802", "RG814"], ["RG802"]),
        ("Revenue: $48.2 million", ["RG814"], []),
    ],
)
def test_an_excerpt_is_held_with_its_source_and_without(
    excerpt: str, with_file: list[str], without: list[str]
) -> None:
    sales = f"{{stated: {EXCERPT.format(excerpt)}}}"
    assert codes(sales=sales) == with_file
    assert codes(None, sales=sales, source="") == without


def test_a_value_that_its_excerpt_does_not_print() -> None:
    sales = (
        "{stated: [{value: 48.2 m USD, source: release ¶2, printed: was, excerpt: Revenue was 47.1 million}]}"
    )
    assert codes(None, sales=sales, source="") == ["RG803"]


def test_excerpts_suffice_where_all_has_to_be_sourced() -> None:
    facts = FACTS.format(
        sales="{stated: " + EXCERPT.format("was $48.2 million") + "}", source="", top="sourced: all\n"
    )
    base, found = read_facts(facts.encode(), "facts.yaml")
    assert base is not None, found
    (finding,) = hold_sources(base, NO_SOURCES)
    assert (
        "sales.growth@2025Q4, sales.abroad@2025Q4" in finding.message
        and "sales@2025Q4," not in finding.message
    )


# ---- kinds of files ------------------------------------------------------------------------------------------


def test_html_is_read_block_by_block_and_cell_by_cell() -> None:
    page = """<!doctype html><html><head><title>Acme</title><style>p {margin: 7px}</style></head><body>
    <p>Revenue was <b>$48.2</b>
    million, up 18%.</p><table><tr><td>Sales</td><td>48.2</td></tr></table><script>var x = 99</script></body></html>"""
    lines = [line.strip() for line in text_of(page.encode()).splitlines() if line.strip()]
    assert lines == ["Acme", "Revenue was $48.2 million, up 18%.", "Sales\t48.2"]


def test_html_may_be_nested_as_deep_as_a_stranger_likes() -> None:
    assert text_of(f"<html><body>{'<div>' * 5000}Margin was 35%".encode()).split() == ["Margin", "was", "35%"]


def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    import weasyprint

    html = '<p>Revenue was $48.2 million</p><p style="break-before: page">Margin was 35%</p>'
    text = text_of(weasyprint.HTML(string=html).write_pdf())
    words = SourceWords("a", "a.pdf", "en", text)
    lines = text.splitlines()
    found = [words.page_of(number) for number, line in enumerate(lines, 1) if "Margin was 35%" in line]
    assert (words.paged, found) == (True, [2])


@pytest.mark.parametrize("data", [b"\xff\xfe5", b"a\0b", b"%PDF-1.7\nnothing"])
def test_what_is_no_text_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        text_of(data)
    assert codes(data) == ["RG812"]


# ---- the command line ----------------------------------------------------------------------------------------


def project(folder: Path, facts: str) -> None:
    edition = folder / "data" / "acme"
    edition.mkdir(parents=True)
    (edition / "facts.yaml").write_text(facts, "utf-8")
    (edition / "brief.yaml").write_text(
        "date: 2026-01-21\nlanguages: [en]\nkicker: {en: Results}\ntitle: {en: Acme}\ndisclaimer: {en: None.}\n"
        "key-figures: {rows: [{fact: sales}]}\n",
        "utf-8",
    )
    (edition / "en.md").write_text("# Sales of {{ cite('sales') }}\n\nText.\n", "utf-8")


WRONG = "48.3 m USD; release ¶2; $48.3 million"


@pytest.mark.parametrize(
    "written", ["release.txt", '"release.txt"', "'release.txt'", "2026/q1 release.txt", '"a, b.txt"']
)
def test_a_file_is_named_as_yaml_may_write_it(tmp_path: Path, written: str) -> None:
    project(tmp_path, FACTS.format(sales=WRONG, source=f", file: {written}", top=""))
    file = tmp_path / "sources" / written.strip("\"'")
    file.parent.mkdir(parents=True)
    file.write_text(RELEASE, "utf-8")
    said = reportgen("check", "acme", cwd=tmp_path).stdout
    assert "RG802" in said and "RG809" not in said


def test_what_no_source_names_is_no_source(tmp_path: Path) -> None:
    project(tmp_path, FACTS.format(sales=SALES, source=", file: release.txt", top=""))
    (tmp_path / "data" / "acme" / "release.txt").write_text(RELEASE, "utf-8")
    (tmp_path / "data" / "acme" / "sales").write_text("A file whose name stands in the facts.", "utf-8")
    inputs = read_inputs(Project(tmp_path / "data", tmp_path / "output", ()), "acme")
    assert set(inputs.sources.named) == {"release.txt"}


@pytest.mark.parametrize("place", ["data/acme/release.txt", "sources/release.txt"])
def test_the_file_may_stand_beside_the_facts_or_among_the_project_s_sources(
    tmp_path: Path, place: str
) -> None:
    project(tmp_path, FACTS.format(sales=WRONG, source=", file: release.txt", top=""))
    assert "RG809" in reportgen("check", "acme", cwd=tmp_path).stdout
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text(RELEASE, "utf-8")
    done = reportgen("check", "acme", cwd=tmp_path)
    assert done.returncode == 1
    assert "RG802" in done.stdout and "RG809" not in done.stdout


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_file_is_handed_over(tmp_path: Path, command: str) -> None:
    project(tmp_path, FACTS.format(sales=WRONG, source="", top=""))
    (tmp_path / "elsewhere.txt").write_text(RELEASE, "utf-8")
    done = reportgen(command, "acme", "--source", "release=elsewhere.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "RG802" in done.stdout + done.stderr
    assert not (tmp_path / "output" / "acme").exists()


@pytest.mark.parametrize(
    ("source", "said"),
    [("deck=elsewhere.txt", "no source 'deck'"), ("release=gone.txt", "gone.txt"), ("release", "ID=FILE")],
)
def test_what_cannot_be_handed_over_is_misuse(tmp_path: Path, source: str, said: str) -> None:
    project(tmp_path, FACTS.format(sales=SALES, source="", top=""))
    (tmp_path / "elsewhere.txt").write_text(RELEASE, "utf-8")
    for command in ("check", "build"):
        done = reportgen(command, "acme", "--source", source, cwd=tmp_path)
        assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_coverage_turns_another_file_away(tmp_path: Path) -> None:
    digest = sha256(RELEASE.encode()).hexdigest()
    project(tmp_path, FACTS.format(sales=SALES, source=f", file: release.txt, sha256: {digest}", top=""))
    (tmp_path / "release.txt").write_text("Nothing of all that.\n", "utf-8")
    done = reportgen("coverage", "acme", "--source", "release=release.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "RG811" in done.stderr and "RG802" not in done.stderr


def test_a_slip_is_told_once(tmp_path: Path) -> None:
    facts = FACTS.format(sales="48.3 m USD; release ¶2; $48.2 million", source=", file: release.txt", top="")
    project(tmp_path, facts)
    (tmp_path / "data" / "acme" / "release.txt").write_text(RELEASE, "utf-8")
    assert reportgen("check", "acme", cwd=tmp_path).stdout.count("error RG803") == 1


def test_cells_part_a_sign_from_its_number() -> None:
    table = RELEASE.replace("$48.2 million, up 18%", "$\t48.2 million, up 18 %")
    assert hold(table) == []


def test_no_path_leads_out_of_the_folders(tmp_path: Path) -> None:
    (tmp_path / "release.txt").write_text(RELEASE, "utf-8")
    project(tmp_path, FACTS.format(sales=SALES, source=", file: ../../release.txt", top=""))
    assert "RG809" in reportgen("check", "acme", cwd=tmp_path).stdout


def test_a_source_is_not_shipped(tmp_path: Path) -> None:
    project(tmp_path, FACTS.format(sales=SALES, source=", file: release.txt", top=""))
    (tmp_path / "data" / "acme" / "release.txt").write_text(RELEASE, "utf-8")
    done = reportgen("build", "acme", "--format", "html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = {path.name: path.read_bytes() for path in (tmp_path / "output" / "acme").iterdir()}
    assert sorted(files) == ["acme.en.html", "manifest.json"]
    assert not any(b"came from abroad" in data for data in files.values())


def test_a_source_is_shipped_where_that_is_asked_for(tmp_path: Path) -> None:
    project(tmp_path, FACTS.format(sales=SALES, source=", file: release.txt, ship: true", top=""))
    (tmp_path / "data" / "acme" / "release.txt").write_text(RELEASE, "utf-8")
    done = reportgen("build", "acme", "--format", "html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output" / "acme" / "source.release.txt").read_text("utf-8") == RELEASE
