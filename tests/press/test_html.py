"""The finished HTML: one file that asks nobody for anything, every link in it leading somewhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import pytest
from support import LANGUAGES, TEMPLATES, Golden, build_tiny, checked, parse, tiny, words_of

from reportgen.record.script import SCRIPT, source_of

XHTML_LINKS: Final = ("src", "href", "data", "action", "poster", "srcset", "background", "xlink:href")
# Named in the prose, drawn into a picture, or declared in a table or in the panel: read here without the program.
CITING: Final = re.compile(r"""(?:cite|moved)\((?:['"]\w+['"], )?['"]([^'"]+)['"]""")
DECLARED: Final = re.compile(r"(?:fact|consensus|year|marker|point): ([a-z][\w.@~/-]*)")
CELLS: Final = re.compile(r"cells: \[(.*)\]")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def html(golden: Golden, language: str) -> str:
    return golden.html(language)


@pytest.fixture(scope="module")
def page(html: str) -> Element:
    """The page; that it can be parsed without an error is the first thing that is tested."""
    return parse(html)


def attributes(page: Element) -> list[tuple[str, str, str]]:
    return [
        (str(element.tag), str(name), value)
        for element in page.iter()
        for name, value in element.attrib.items()
    ]


# ---- alone in the world --------------------------------------------------------------------------------------


def test_it_asks_the_network_and_the_disk_for_nothing(page: Element) -> None:
    for tag, name, value in attributes(page):
        if name.rpartition("}")[2] in XHTML_LINKS:
            if tag == "a":
                assert value.startswith(("#", "https://", "http://", "mailto:")), value
            else:
                assert value.startswith(("data:", "#")), f"<{tag} {name}={value[:80]}>"
    assert not list(page.iter("link"))


def test_its_styles_ask_for_nothing(html: str, page: Element) -> None:
    styles = " ".join("".join(style.itertext()) for style in page.iter("style"))
    styles += " ".join(value for _, name, value in attributes(page) if name == "style")
    addresses = re.findall(r"url\(\s*['\"]?([^)]{0,80})", styles)
    assert addresses
    assert all(address.startswith("data:") for address in addresses)
    assert "@import" not in styles
    for scheme in ("file:", "http:", "https:", "asset:"):
        assert scheme not in styles, scheme
    assert "file:" not in html


def test_a_policy_forbids_what_the_page_does_not_need(page: Element) -> None:
    policies = [
        str(meta.get("content"))
        for meta in page.iter("meta")
        if str(meta.get("http-equiv")).lower() == "content-security-policy"
    ]
    assert len(policies) == 1
    rules = {rule.split()[0]: rule.split()[1:] for rule in policies[0].split(";") if rule.strip()}
    assert rules["default-src"] == ["'none'"]
    assert not {"connect-src", "frame-src", "worker-src"} & set(rules)
    assert rules.pop("script-src") == [f"'{source_of((TEMPLATES / SCRIPT).read_text('utf-8'))}'"]
    assert {name: words for name, words in rules.items() if "data:" in words}.keys() == {
        "font-src",
        "img-src",
    }
    assert rules["base-uri"] == rules["form-action"] == ["'none'"]
    head = page.find("head")
    assert head is not None
    names = [element.tag for element in head]
    policy = [child.get("http-equiv") is not None for child in head].index(True)
    assert policy < names.index("style"), "the policy comes after what it should rule"


def test_nothing_in_it_runs_but_the_inspector(page: Element) -> None:
    tags = {str(element.tag).rpartition("}")[2] for element in page.iter()}
    assert not tags & {"iframe", "object", "embed", "form", "base", "dialog", "button", "input"}
    scripts = list(page.iter("script"))  # blocks of data, which no browser runs, and one program
    media = ["application/yaml", "application/yaml", "application/json", "application/json", None]
    assert [element.get("type") for element in scripts] == media
    assert scripts[-1].text == (TEMPLATES / SCRIPT).read_text("utf-8")
    assert not scripts[-1].attrib
    assert not [name for _, name, _ in attributes(page) if name.startswith("on")]


def test_it_says_its_language_and_title(page: Element, language: str) -> None:
    assert page.get("lang") == language
    title, headline = page.find(".//title"), page.find(".//h1")
    assert title is not None and headline is not None
    assert words_of(headline) in words_of(title)


def test_it_can_do_without_the_inspector(tmp_path: Path) -> None:
    """For an archive: by the edition's own wish, or by the command's."""
    edits = {"brief.yaml": {"languages: [en, zh-Hant]": "languages: [en, zh-Hant]\ninspector: false"}}
    wished = build_tiny(tmp_path / "a", edits, formats=("html",), languages=("en",))
    ordered = build_tiny(tmp_path / "b", formats=("html",), languages=("en",), inspector=False)
    for built in (wished, ordered):
        page = built.artifacts[0].data.decode()
        assert [element.get("type") for element in parse(page).iter("script")] == [
            "application/yaml",
            "application/yaml",
            "application/json",
        ]
        assert "script-src" not in page and "dialog" not in page
    # The edition's wish is in its brief.yaml, which the manifest knows by its digest.
    assert '"inspector": false' in (ordered.folder / "manifest.json").read_text("utf-8")


# ---- links ---------------------------------------------------------------------------------------------------


def ids(page: Element) -> list[str]:
    return [value for _, name, value in attributes(page) if name == "id"]


def rows_of(page: Element) -> list[Element]:
    """The rows of the numbers in the appendix; claims have rows of their own."""
    return [row for row in page.iterfind(".//tr[@id]") if str(row.get("id")).startswith("r")]


def test_ids_are_unique_and_every_link_leads_to_one(page: Element) -> None:
    counts = Counter(ids(page))
    assert [name for name, count in counts.items() if count > 1] == []
    within = {value[1:] for _, name, value in attributes(page) if name == "href" and value.startswith("#")}
    assert len(within) > 20
    assert within <= counts.keys()
    for _, name, value in attributes(page):
        if name in ("aria-labelledby", "aria-describedby", "for", "headers"):
            assert set(value.split()) <= counts.keys()


def test_each_number_leads_to_its_row_and_the_row_back(page: Element, golden: Golden, language: str) -> None:
    rows = {str(row.get("id")): row for row in rows_of(page)}
    for entry in golden.numbers:
        row = rows[f"r{entry['number']}"]
        printings = entry["texts"][language]["printings"]
        back = {str(link.get("href")) for link in row.iter("a")}
        drawn = {element.get("data-cite") for element in page.iterfind(".//{*}text[@data-cite]")}
        anchors = {
            f"#x-{place['exhibit']}"
            if place["id"] in drawn or place["way"] == "spoken"
            else f"#{place['id']}"
            for place in printings
        }
        assert anchors <= back
    for data in page.iter("data"):
        link = data.find("a")
        assert link is not None
        entry = next(entry for entry in golden.numbers if entry["fact"] == data.get("data-fact"))
        assert link.get("href") == f"#r{entry['number']}"
        assert words_of(data) in {place["shown"] for place in entry["texts"][language]["printings"]}


# ---- the appendix is what was cited --------------------------------------------------------------------------


def cited(page: Element, golden: Golden, language: str) -> set[str]:
    """What the page prints outside the appendix: linked numbers, and the labels in its pictures."""
    of_id = {
        place["id"]: str(entry["fact"])
        for entry in golden.numbers
        for place in entry["texts"].get(language, {"printings": []})["printings"]
    }
    linked = {str(data.get("data-fact")) for data in page.iter("data")}
    drawn = {of_id[str(text.get("data-cite"))] for text in page.iterfind(".//{*}text[@data-cite]")}
    assert linked and drawn
    return linked | drawn


def test_the_appendix_is_exactly_what_is_printed(page: Element, golden: Golden, language: str) -> None:
    rows = [str(row.get("id")) for row in rows_of(page)]
    facts = {f"r{entry['number']}": entry["fact"] for entry in golden.numbers}
    assert rows == sorted(rows, key=lambda row: int(row[1:]))
    assert {facts[row] for row in rows} == cited(page, golden, language)
    assert len(rows) == len(golden.numbers)


def named_in(files: dict[str, str]) -> set[str]:
    """Every reference that the edition's files print: in prose and titles, in the panel, in charts and tables."""
    names = {name for text in files.values() for name in CITING.findall(text)}
    names |= set(DECLARED.findall(files["brief.yaml"]))
    for cells in CELLS.findall(files["brief.yaml"]):
        plain = re.sub(r"\{.*?\}", "", cells)
        names |= {cell.strip() for cell in plain.split(",")} - {"", '"-"'}
    return names


def written_out(name: str) -> str:
    concept, tilde, scenario = name.partition("~")
    return f"fish/{concept if '@' in concept else concept + '@2025Q4'}{tilde}{scenario}"


def test_the_appendix_is_exactly_what_the_sources_cite(golden: Golden) -> None:
    files = {name: data.decode() for name, data in tiny().items()}
    facts = {entry["fact"] for entry in golden.numbers}
    assert facts == {written_out(name) for name in named_in(files)}
    assert len(facts) == 13
    assert "staff@2025-12-31" in files["facts.yaml"]
    assert "fish/staff@2025-12-31" not in facts


def test_a_citation_less_is_a_row_less(tmp_path: Path, golden: Golden) -> None:
    """The same edition without the one sentence that cites the number of shops."""
    edits = {
        "en.md": {'The chain runs {{ cite("shops@2025-12-31") }}. ': ""},
        "zh-Hant.md": {'門市{{ cite("shops@2025-12-31") }}。': ""},
    }
    built = build_tiny(tmp_path, edits, formats=("html",), languages=("en",))
    page = parse(built.artifacts[0].data.decode())
    assert len(rows_of(page)) == len(golden.numbers) - 1
    (body,) = page.iter("body")
    for block in list(body.iter("script")):
        body.remove(block)
    assert "1,250" not in words_of(body)


# ---- what authors write is text ------------------------------------------------------------------------------

TYPED: Final = '<tea> & "leaves" &lt;i&gt; {{ "<leaf>" }} a < b'
HOSTILE: Final = '<script>alert("x")</script> <img src=x onerror=alert()> <u>'


def test_what_looks_like_html_is_shown_and_not_run(tmp_path: Path) -> None:
    """In prose what is no element; in brief.yaml anything."""
    edits = {
        "en.md": {"Lanternfish sold more": f"{TYPED} <b>bold</b> Lanternfish sold more"},
        "brief.yaml": {"en: An invented company": f"en: >\n    {HOSTILE} An invented company"},
    }
    built = build_tiny(tmp_path, edits, formats=("html",), languages=("en",))
    page = parse(built.artifacts[0].data.decode())
    test_nothing_in_it_runs_but_the_inspector(page)
    test_it_asks_the_network_and_the_disk_for_nothing(page)
    assert not [element for tag in ("u", "img", "i", "tea", "leaf") for element in page.iter(tag)]
    text = words_of(page)
    assert '<tea> & "leaves" <i> <leaf> a < b bold Lanternfish' in text
    assert f"{HOSTILE} An invented company" in text


@pytest.mark.parametrize("typed", [*HOSTILE.split(" ", 1), '{{ "<u>" }}', "<!-- a remark -->"])
def test_html_in_prose_is_refused(typed: str) -> None:
    findings = checked({"en.md": {"Lanternfish sold more": f"Sold: {typed} Lanternfish sold more"}}).findings
    assert {finding.code for finding in findings if finding.blocks} == {"RG509"}


def test_the_policy_lets_its_own_style_sheet_count_and_no_other(page: Element) -> None:
    """No element has a style of its own; the rules are one sheet, which the policy names by its digest."""
    assert [what for what in attributes(page) if "style" in what] == []
    sheets = [sheet.text or "" for sheet in page.iter("style")]
    policy = next(meta.get("content") or "" for meta in page.iter("meta") if meta.get("http-equiv"))
    assert len(sheets) == 1
    assert f"style-src '{source_of(sheets[0])}';" in policy
    assert "unsafe" not in policy
