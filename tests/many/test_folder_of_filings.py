"""`reportgen new --from FOLDER`: an edition of each filing, by processes or a cluster, and nothing overwritten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from many.cluster import Cluster
from many.test_many import begun, files, rooms, until
from support import PATIENCE, reportgen
from test_snapshots import filing

from reportgen import cli


def of(company: str, ticker: str, revenue: int = 500) -> bytes:
    """A year's report of another company."""
    changed = filing(revenue).replace(b"Acme Parcels", company.encode())
    return changed.replace(b">ACME<", f">{ticker}<".encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the filings of three companies."""
    made = tmp_path / "filed"
    made.mkdir()
    for company, ticker in (("Acme Parcels", "ACME"), ("Borealis Freight", "BORF"), ("Cedar Rail", "CEDR")):
        (made / f"{ticker.lower()}-10k.xml").write_bytes(of(company, ticker))
    return made


def lines(said: str) -> dict[str, dict[str, Any]]:
    """The lines of the log, by the name of the file."""
    told = [json.loads(line) for line in said.splitlines()]
    return {line["edition"]: line for line in told}


def outcomes(said: str) -> dict[str, str]:
    """What came of each file."""
    return {name: line["outcome"] for name, line in lines(said).items()}


def new(cwd: Path, *more: object) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code and the log of a run over the folder."""
    done = reportgen("new", "--from", "filed", "--log", "json", *more, cwd=cwd)
    return done.returncode, lines(done.stderr)


def test_each_filing_is_an_edition_with_the_files_that_one_alone_gives(folder: Path) -> None:
    here = folder.parent
    code, said = new(here, "--jobs", 2)
    assert (code, {line["outcome"] for line in said.values()}) == (0, {"begun"})
    assert said["borf-10k.xml"]["folder"] == "data/borf-2025"
    assert reportgen("new", "borf", "--from", "filed/borf-10k.xml", "--data", "one", cwd=here).returncode == 0
    assert files(here / "data" / "borf-2025") == files(here / "one" / "borf")
    assert reportgen("check", "data/*", cwd=here).returncode == 0


def test_a_second_run_leaves_all_as_it_is_and_begins_no_worker(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(folder.parent)[0] == 0
    edited = folder.parent / "data" / "acme-2025" / "en.md"
    edited.write_text(edited.read_text("utf-8") + "\nOur view.\n", "utf-8")
    before = files(folder.parent / "data")
    (folder / "copy.xml").write_bytes((folder / "acme-10k.xml").read_bytes())
    monkeypatch.chdir(folder.parent)
    monkeypatch.setattr("reportgen.many.crew.Threads.submit", None)
    capsys.readouterr()
    assert cli.main(["new", "--from", "filed"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err.splitlines()[0] == "filed/acme-10k.xml: data/acme-2025 was made of it, and is left as it is"
    )
    assert len(said.err.splitlines()) == 4
    assert files(folder.parent / "data") == before


def test_a_language_that_is_asked_for_and_lacks_is_said_with_how_it_is_had(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    assert cli.main(["new", "--from", "filed/acme-10k.xml", "filed/borf-10k.xml", "--lang", "ja"]) == 2
    assert cli.main(["new", "--from", "filed", "--lang", "ja"]) == 0
    capsys.readouterr()
    assert cli.main(["new", "--from", "filed"]) == 0
    assert "is not in" not in capsys.readouterr().err
    assert cli.main(["new", "--from", "filed", "--lang", "en,ja"]) == 0
    line = capsys.readouterr().err.splitlines()[0]
    add = line.partition("it is not in en: reportgen ")[2]
    assert cli.main(add.split()) == 0
    assert (folder.parent / "data" / "acme-2025" / "en.md").is_file()


def test_what_is_no_filing_is_named_and_the_others_go_on(folder: Path) -> None:
    (folder / "notes.md").write_text("Call them.\n")
    (folder / "prices.csv").write_text("concept,period,value\nrevenue,2025,12\n")
    (folder / "empty.xml").write_bytes(b"")
    (folder / "packed.zip").write_bytes(b"PK\3\4")
    (folder / "torn.xml").write_bytes(filing()[:-60])
    (folder / ".hidden").write_bytes(b"?")
    code, said = new(folder.parent, "--jobs", 2)
    wrong = {name: line for name, line in said.items() if line["outcome"] != "begun"}
    assert (code, len(said)) == (1, 8)
    assert {name: line["outcome"] for name, line in wrong.items()} == {
        "empty.xml": "failed", "notes.md": "failed", "packed.zip": "failed", "prices.csv": "failed",
        "torn.xml": "refused",
    }  # fmt: skip
    assert "notes.md is no filing" in wrong["notes.md"]["error"]
    assert [one["code"] for one in wrong["torn.xml"]["findings"]] == ["RG820"]


def test_two_filings_about_one_period_have_a_name_each_whoever_is_done_first(folder: Path) -> None:
    (folder / "acme-facts.xml").write_bytes(filing(520))
    _, said = new(folder.parent, "--jobs", 2)
    assert said["acme-10k.xml"]["folder"] == "data/acme-2025"
    assert said["acme-facts.xml"]["folder"] == "data/acme-2025-acme-facts"


def test_nothing_that_is_there_is_overwritten(folder: Path) -> None:
    here = folder.parent
    (here / "data" / "cedr-2025").mkdir(parents=True)
    (here / "data" / "cedr-2025" / "brief.yaml").write_text("ours: true\n")
    code, said = new(here)
    assert (code, said["cedr-10k.xml"]["outcome"]) == (1, "failed")
    assert "data/cedr-2025 is there already" in said["cedr-10k.xml"]["error"]
    before = files(here / "data")
    (folder / "borf-10k.xml").write_bytes(of("Borealis Freight", "BORF", 520))
    code, said = new(here)
    assert (code, said["acme-10k.xml"]["outcome"]) == (1, "unchanged")
    mend = "reportgen new borf-2025 --from filed/borf-10k.xml --update"
    assert mend in said["borf-10k.xml"]["error"]
    assert files(here / "data") == before
    assert reportgen(*mend.split()[1:], cwd=here).returncode == 0
    assert new(here)[1]["borf-10k.xml"]["outcome"] == "unchanged"


def test_an_edition_that_does_not_check_is_written_and_said(folder: Path) -> None:
    told = filing().replace(b">500000000<", b">500000000000<")
    (folder / "acme-10k.xml").write_bytes(told)
    alone = reportgen("new", "alone", "--from", "filed/acme-10k.xml", "--data", "one", cwd=folder.parent)
    code, said = new(folder.parent)
    line = said["acme-10k.xml"]
    assert (alone.returncode, code, line["outcome"]) == (1, 1, "incomplete")
    assert {one["code"] for one in line["findings"]} == {"RG402"}
    assert (folder.parent / "data" / "acme-2025" / "facts.yaml").exists()


def test_a_run_that_is_stopped_goes_on_where_it_was(folder: Path) -> None:
    here = folder.parent
    for letter in "abcdefghijkl":
        (folder / f"z{letter}.xml").write_bytes(of(f"Zinc {letter.upper()}", f"ZN{letter.upper()}"))
    process = begun(here, "new", "--from", "filed", "--jobs", "1")
    until((here / "data" / "acme-2025").exists, process)
    left = rooms(process.pid)
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 143
    assert not any(Path(f"/proc/{pid}").exists() for pid in left)
    assert [path.name for path in (here / "data").glob(".*")] == []
    code, said = new(here, "--jobs", 2)
    assert (code, said["acme-10k.xml"]["outcome"]) == (0, "unchanged")
    assert {line["outcome"] for line in said.values()} == {"unchanged", "begun"}
    assert len(list((here / "data").iterdir())) == 15


def test_two_runs_over_one_folder_at_once_both_end_well(folder: Path) -> None:
    here = folder.parent
    both = [begun(here, "new", "--from", "filed", "--jobs", "1", "--log", "json") for _ in range(2)]
    said = [process.communicate(timeout=PATIENCE)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    came = [outcomes(one) for one in said]
    for name in ("acme-10k.xml", "borf-10k.xml", "cedr-10k.xml"):
        assert sorted(one[name] for one in came) in (["begun", "unchanged"], ["unchanged"] * 2), came
    assert len(list((here / "data").iterdir())) == 3


def test_a_cluster_makes_the_same_editions(folder: Path, cluster: Cluster) -> None:
    cluster.worker()
    assert new(folder.parent, "--cluster", cluster.address)[0] == 0
    assert new(folder.parent, "--data", "here", "--jobs", 1)[0] == 0
    assert files(folder.parent / "data") == files(folder.parent / "here")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("acme", "--from", "filed"), "leave the name out"),
        (("--from", "filed", "--filed", "2026-01-01"), "are of one edition"),
        (("--from", "filed", "--update"), "are of one edition"),
        (("--from", "filed/acme-10k.xml"), "name the edition"),
        (("acme", "--from", "filed/acme-10k.xml", "--jobs", "2"), "go with --from FOLDER"),
        (("--from", "filed", "nowhere"), "there is no file nowhere"),
        (("--from", "hollow"), "there is no file in hollow"),
        (("--from", "filed", "--lang", "xx"), "there is no language 'xx'"),
        ((), "name the edition"),
    ],
)
def test_what_makes_no_sense_is_refused(
    folder: Path,
    arguments: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder.parent)
    Path("hollow").mkdir()
    assert cli.main(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not Path("data").exists()
