"""The catalogue: an entry for each edition that stands, what failed, and three files that carry them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reportgen import cataloguing, cli
from reportgen.catalogue.entries import CatalogueEntry, entry_of
from reportgen.catalogue.rendered import catalogue_feed, catalogue_page
from reportgen.cataloguing import forget_earlier_runs, last_failures, note_run

MANIFEST = {
    "published": "2026-02-02",
    "languages": ["en", "zh-Hant"],
    "artifacts": [{"name": "acme.en.pdf"}, {"name": "acme.zh-Hant.html"}, {"name": "numbers.json"}],
}
FACTS = [
    {"fact": "acme/revenue@2025Q4", "formula": None, "value": "12.5", "unit": "USD"},
    {"fact": "acme/growth(revenue)@2025Q4", "formula": "growth(revenue)", "value": "-3.25", "unit": "%"},
    {"fact": "acme/growth(revenue)@2025", "formula": "growth(revenue)", "value": "9", "unit": "%"},
    {
        "fact": "acme/surprise(eps.diluted)@2025Q4",
        "formula": "surprise(eps.diluted)",
        "value": "4",
        "unit": "%",
    },
    {"fact": "other/revenue@2025Q4", "formula": None, "value": "1", "unit": "USD"},
]
NUMBERS = {"documents": {"en": {"title": "Acme <Q4>", "headings": ["Sales & more"]}}, "numbers": FACTS}


def entry() -> CatalogueEntry:
    made = entry_of("acme", json.dumps(MANIFEST).encode(), json.dumps(NUMBERS).encode())
    assert made is not None
    return made


def test_an_entry_has_the_figures_of_its_own_period() -> None:
    made = entry()
    assert (made.company, made.growth, made.surprise) == ("acme", Decimal("-3.25"), Decimal(4))
    assert [file.path for file in made.files] == ["acme/acme.en.pdf", "acme/acme.zh-Hant.html"]


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"languages": [], "published": "x"}', b"\xff"])
def test_what_cannot_be_read_is_no_entry(manifest: bytes) -> None:
    assert entry_of("acme", manifest, b"") is None


def test_the_page_and_the_feed_hold_the_entry_and_nothing_raw() -> None:
    page = catalogue_page([entry()], "Briefs & more")
    assert "Acme &lt;Q4&gt;" in page and "<Q4>" not in page
    assert "−3.2%" in page and "+4.0%" in page
    channel = ElementTree.fromstring(catalogue_feed([entry()], "Briefs & more", "https://x.example/b"))[0]
    item = channel.find("item")
    assert item is not None
    assert item.findtext("link") == "https://x.example/b/acme/acme.zh-Hant.html"
    assert item.findtext("title") == "Acme <Q4>"


def test_the_last_run_of_an_edition_says_whether_it_failed(tmp_path: Path) -> None:
    note_run(tmp_path, "acme", "refused", "RG302: no")
    note_run(tmp_path, "birch", "refused", "RG302: no")
    note_run(tmp_path, "acme", "built", "")
    with (tmp_path / ".runs.jsonl").open("a") as record:
        record.write("{torn")
    assert last_failures(tmp_path) == {"birch": "RG302: no"}


def test_a_record_that_has_grown_long_is_cut_to_the_last_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for said in ("no", "RG302: no"):
        note_run(tmp_path, "birch", "refused", said)
    forget_earlier_runs(tmp_path)
    record = tmp_path / ".runs.jsonl"
    assert len(record.read_text("utf-8").splitlines()) == 2
    monkeypatch.setattr(cataloguing, "LONGEST_RECORD", 9)
    forget_earlier_runs(tmp_path)
    assert len(record.read_text("utf-8").splitlines()) == 1
    assert last_failures(tmp_path) == {"birch": "RG302: no"}


def test_the_command_writes_three_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["index"]) == 2
    folder = tmp_path / "output" / "acme"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    (folder / "numbers.json").write_text(json.dumps(NUMBERS))
    shutil.copytree(folder, tmp_path / "output" / ".acme.new")  # a build that is just being put in place
    note_run(tmp_path / "output", "birch", "failed", "no font")
    note_run(tmp_path / "output", "cedar", "failed", "its folder is gone since")
    (tmp_path / "data" / "birch").mkdir(parents=True)
    assert cli.main(["index", "--title", "All of it"]) == 0
    assert capsys.readouterr().out.split() == ["output/index.html", "output/index.json", "output/feed.xml"]
    told = json.loads((tmp_path / "output" / "index.json").read_text("utf-8"))["editions"]
    assert [(one["name"], one["failed"]) for one in told] == [("acme", ""), ("birch", "no font")]
    assert "2 editions, 1 failed" in (tmp_path / "output" / "index.html").read_text("utf-8")


def test_an_edition_is_found_by_its_folder_and_what_failed_is_told_from_what_stands() -> None:
    page = catalogue_page([replace(entry(), name="acme-2025q4", failed="RG301: no")], "Briefs")
    assert "acme-2025q4</small>" in page
    assert "All else here is of the last build that succeeded." in page
    assert "All else here" not in catalogue_page([entry()], "Briefs")


def test_without_an_address_the_feed_leads_to_where_it_stands() -> None:
    assert "<link>acme/acme.zh-Hant.html</link>" in catalogue_feed([entry()], "Briefs", "")


def test_figures_come_from_the_page_where_numbers_were_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("acme", "birch"):
        folder = tmp_path / "output" / name
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(json.dumps(MANIFEST).replace("acme", name))
    carried = json.dumps({**NUMBERS, "documents": {"zh-Hant": {"title": "Acme", "headings": ["Sales"]}}})
    page = f'<script type="application/json" id="numbers-json">{carried}</script>'
    (tmp_path / "output" / "acme" / "acme.zh-Hant.html").write_text(page)
    assert cli.main(["index"]) == 0
    assert "without figures, since neither numbers nor a page stands there: birch" in capsys.readouterr().err
    acme, birch = json.loads((tmp_path / "output" / "index.json").read_text("utf-8"))["editions"]
    assert (acme["title"], acme["company"], acme["growth"]) == ("Acme", "acme", "-3.25")
    assert (birch["title"], birch["growth"]) == ("birch", None)
