"""One edition's whole journey: what comes out, that it follows the facts, and that nothing else moves it."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from support import (
    ARTIFACTS,
    LANGUAGES,
    PATIENCE,
    ROOT,
    TEMPLATES,
    TINY,
    Golden,
    build_tiny,
    environment,
    line_of,
    parse,
    python,
    reportgen,
    words_of,
    write_tiny,
)

from reportgen import cli
from reportgen.brief.inputs import Project
from reportgen.build import Order, build
from reportgen.errors import Rejected
from reportgen.press import placing
from reportgen.press.confined import Confined
from reportgen.press.limits import Limits


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file's inode, time and bytes: the same again only if nobody has touched the folder."""
    return {
        path.name: (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.iterdir()
    }


# ---- what comes out ------------------------------------------------------------------------------------------


def test_a_build_makes_eight_files_and_names_them_on_stdout(golden: Golden) -> None:
    assert golden.code == 0, golden.stderr
    assert {path.name for path in golden.folder.iterdir()} == set(ARTIFACTS)
    printed = golden.stdout.splitlines()
    assert {Path(line).name for line in printed} == set(ARTIFACTS)
    assert len(printed) == len(ARTIFACTS)
    assert all((golden.project / line).is_file() for line in printed)


def test_a_build_into_a_pipe_says_nothing_but_its_findings(golden: Golden) -> None:
    """No progress, no colours, no chatter of a library: that there is an accepted conflict."""
    assert golden.stderr == "1 accepted finding; --verbose lists it\n"
    assert "\x1b" not in golden.stdout


def test_the_manifest_describes_what_stands_beside_it(golden: Golden) -> None:
    manifest = json.loads((golden.folder / "manifest.json").read_bytes())
    found = digests(golden.folder)
    del found["manifest.json"]
    assert {item["name"]: item["sha256"] for item in manifest["artifacts"]} == found
    assert all(
        item["bytes"] == (golden.folder / item["name"]).stat().st_size for item in manifest["artifacts"]
    )
    for item in manifest["artifacts"]:
        if item["name"].endswith(".pdf"):
            assert item["pages"] == len(pypdfium2.PdfDocument(golden.folder / item["name"]))
    source = golden.project / "data" / TINY
    wanted = {path.name: sha256(path.read_bytes()).hexdigest() for path in source.iterdir()}
    del wanted["delivery.yaml"]  # it says who gets the brief
    assert wanted.items() <= manifest["inputs"].items()


def test_nothing_of_the_machine_reaches_an_artifact(golden: Golden) -> None:
    for name in ARTIFACTS:
        data = (golden.folder / name).read_bytes()
        for path in (golden.project, ROOT, sys.prefix):
            assert str(path).encode() not in data, name


# ---- same inputs, same bytes ---------------------------------------------------------------------------------


def test_another_folder_clock_language_and_hash_seed_give_the_same_bytes(
    golden: Golden, tmp_path: Path
) -> None:
    write_tiny(tmp_path / "elsewhere")
    elsewhere = {
        "PYTHONHASHSEED": "4711",
        "TZ": "America/Los_Angeles",
        "LC_ALL": "C",
        "LANG": "de_DE.UTF-8",
        "SOURCE_DATE_EPOCH": "1",
        "MPLCONFIGDIR": str(tmp_path / "mpl"),
    }
    data, output = tmp_path / "elsewhere" / "data", tmp_path / "out"
    done = reportgen("build", data / TINY, "--output", output, cwd=tmp_path, **elsewhere)
    assert done.returncode == 0, done.stderr
    first, second = digests(golden.folder), digests(output / TINY)
    assert {name for name in ARTIFACTS if first[name] != second[name]} == set()


def entries(project: Path) -> list[Path]:
    return sorted((project / ".cache" / "reportgen").glob("*.entry"))


def test_what_was_made_before_changes_no_byte(golden: Golden, tmp_path: Path) -> None:
    """With nothing kept, with everything kept, with what is torn or somebody else's, and with one process at a time."""
    write_tiny(tmp_path)
    places = Project(tmp_path / "data", tmp_path / "output", (TEMPLATES,), tmp_path / ".cache" / "reportgen")

    def made(processes: int) -> dict[str, str]:
        shutil.rmtree(tmp_path / "output", ignore_errors=True)
        with Confined(Limits(), processes) as workers:
            build(places, Order(TINY), lambda _: None, workers)
        return digests(tmp_path / "output" / TINY)

    expected = digests(golden.folder)
    assert made(1) == expected
    kept = entries(tmp_path)
    assert made(2) == expected
    assert entries(tmp_path) == kept  # all of it came from there
    for number, entry in enumerate(kept):
        harm = (lambda data: data[:-7], lambda data: b"", lambda data: data[::-1])[number % 3]
        entry.write_bytes(harm(entry.read_bytes()))
    assert made(2) == expected


def test_a_part_leaves_the_numbers_of_the_whole_alone(golden: Golden, tmp_path: Path) -> None:
    """They name the pages of all languages, of which a part sets but one."""
    write_tiny(tmp_path)
    alone = build_tiny(tmp_path, languages=("en",))
    pages = {place["page"] for place in printings(alone.folder, "zh-Hant")}
    assert pages == {None} != {place["page"] for place in printings(alone.folder, "en")}
    shutil.rmtree(alone.folder)
    shutil.copytree(golden.folder, alone.folder)
    build_tiny(tmp_path, languages=("en",))
    assert digests(alone.folder) == digests(golden.folder)


def printings(folder: Path, language: str) -> list[dict[str, Any]]:
    numbers = json.loads((folder / "numbers.json").read_bytes())["numbers"]
    return [place for number in numbers for place in number["texts"][language]["printings"]]


# ---- a change of a fact goes everywhere ----------------------------------------------------------------------

OLD, NEW = "12.42", "12.87"  # US$ bn
CHANGE = {
    "facts.yaml": {
        f"{{value: {OLD} bn USD, source: release ¶1, printed: ${OLD} billion}}": (
            f"{{value: {NEW} bn USD, source: release ¶1, printed: ${NEW} billion}}"
        ),
        f"{{value: {OLD} bn USD, source: release ¶7, printed: ${OLD}bn}}": (
            f"{{value: {NEW} bn USD, source: release ¶7, printed: ${NEW}bn}}"
        ),
    }
}
# What the change prints, in each language, and the cell in the table.
PRINTED = {"en": ("$12.4bn", "$12.9bn", "12.9"), "zh-Hant": ("124.2億美元", "128.7億美元", "128.7")}
GONE = re.compile(r"12[.,]?42|124\.2|12420000000")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition built with other net sales."""
    return build_tiny(tmp_path_factory.mktemp("changed"), CHANGE).folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_reaches_text_table_chart_and_appendix(changed: Path, golden: Golden, language: str) -> None:
    old, new, cell = PRINTED[language]
    page = parse((changed / f"{TINY}.{language}.html").read_text("utf-8"))
    before = parse(golden.html(language))
    sections = "".join(words_of(p) for p in page.iter("p") if p.find(".//data") is not None)
    assert new in sections
    assert old in "".join(words_of(p) for p in before.iter("p") if p.find(".//data") is not None)
    cells = [words_of(td) for td in page.iter("td") if td.find("data") is not None]
    assert cell in cells
    chart = {element.get("data-cite"): element.text for element in page.iterfind(".//{*}text")}
    assert new in chart.values()
    row = page.find(".//tr[@id='r1']")
    assert row is not None
    assert {new, "12,870,000,000"} <= set(words_of(row).split())
    assert new in words_of(next(page.iter("h1")))


def every_text(folder: Path) -> Iterator[tuple[str, str]]:
    """What a reader of each artifact may see, attributes included; style sheets and hashes are no texts."""
    for language in LANGUAGES:
        html = (folder / f"{TINY}.{language}.html").read_text("utf-8")
        yield f"{language}.html", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
        pages = pypdfium2.PdfDocument(folder / f"{TINY}.{language}.pdf")
        yield f"{language}.pdf", "".join(page.get_textpage().get_text_range() for page in pages)
    for name in ("numbers.csv", "numbers.json"):
        yield name, (folder / name).read_text("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO((folder / "numbers.xlsx").read_bytes())).active
    assert sheet is not None
    yield "numbers.xlsx", "\n".join(str(value) for row in sheet.values for value in row)


def coordinates(text: str) -> str:
    """The text without what may hold any digits by chance: the geometry of drawings."""
    return re.sub(r' (?:d|x|y|viewBox|style)="[^"]*"', "", text)


def test_no_old_value_remains_anywhere(changed: Path, golden: Golden) -> None:
    for name, text in every_text(golden.folder):
        assert GONE.search(coordinates(text)), f"{name} should have held the old value"
    for name, text in every_text(changed):
        left = GONE.search(coordinates(text))
        assert left is None, f"{name}: {coordinates(text)[left.start() - 60 : left.end() + 20]}"


def test_what_is_derived_moves_along(changed: Path, golden: Golden) -> None:
    """The surprise is computed from net sales: nobody wrote it, and it changes all the same."""
    before = {entry["fact"]: entry["value"] for entry in golden.numbers}
    after = {
        entry["fact"]: entry["value"]
        for entry in json.loads((changed / "numbers.json").read_bytes())["numbers"]
    }
    moved = {fact for fact in before if before[fact] != after[fact]}
    assert moved == {
        "fish/revenue@2025Q4",
        "fish/revenue.surprise@2025Q4",
        "fish/operating_margin@2025Q4",
    }
    assert after["fish/revenue.surprise@2025Q4"].startswith("6.3636")


# ---- a fact that is not there any more -----------------------------------------------------------------------

LOST = """  revenue@2024Q4:
    stated:
      - {value: 11.03 bn USD, source: release ¶2, printed: $11.03 billion}
"""


def test_removing_a_cited_fact_names_every_place_that_cites_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build_tiny(tmp_path, formats=("html",), languages=("en",))
    standing = snapshot(tmp_path / "output" / TINY)
    folder = write_tiny(tmp_path, {"facts.yaml": {LOST: ""}})
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build", TINY]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    for file in ("en.md", "zh-Hant.md", "brief.yaml"):
        line = line_of(folder, file, "revenue@2024Q4")
        text = (folder / file).read_text("utf-8").splitlines()[line - 1]
        column = text.index("revenue@2024Q4") + 1
        assert f"data/{TINY}/{file}:{line}:{column}: error RG205: there is no fact revenue@2024Q4" in err
        assert f"  {line} | {text[:80]}" in err
    assert snapshot(tmp_path / "output" / TINY) == standing


def test_a_new_conflict_stops_the_build_and_leaves_the_output(tmp_path: Path) -> None:
    build_tiny(tmp_path, formats=("html",), languages=("en",))
    standing = snapshot(tmp_path / "output" / TINY)
    conflict = {
        "facts.yaml": {
            "12.42 bn USD, source: release ¶7, printed: $12.42bn": "12.52 bn USD, source: release ¶7, printed: $12.52bn"
        }
    }
    with pytest.raises(Rejected) as caught:
        build_tiny(tmp_path, conflict, formats=("html",), languages=("en",))
    assert "RG302" in {finding.code for finding in caught.value.findings}
    assert snapshot(tmp_path / "output" / TINY) == standing


# ---- killed, full, crowded -----------------------------------------------------------------------------------


def wait_until(true: object, process: subprocess.Popen[str]) -> bool:
    """Wait for something to become true while a process runs; False where the process ended before."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None:
        if true():  # type: ignore[operator]
            return True
        assert time.monotonic() < end, "the process hangs"
        time.sleep(0.001)
    return False


def start(project: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "reportgen", "build", TINY, *arguments],
        cwd=project,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def alive(group: int) -> list[int]:
    """The processes of a group that still run, dead ones that nobody has waited for left out (Linux)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, _, its_group = (process / "stat").read_text().rpartition(") ")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(its_group) == group and state != "Z":
            found.append(int(process.name))
    return found


@pytest.mark.parametrize("moment", [f".{TINY}.lock", f".{TINY}.new"])
def test_a_killed_build_leaves_a_whole_set_and_the_next_one_mends(
    golden: Golden, tmp_path: Path, moment: str
) -> None:
    """Killed when it takes the lock (before anything is written) or when its staging folder appears."""
    write_tiny(tmp_path)
    output = tmp_path / "output"
    other = {"brief.yaml": {"The bill grows": "The bill swells"}}
    build_tiny(tmp_path, other, formats=("html",), languages=("en",))
    write_tiny(tmp_path)
    (output / f".{TINY}.lock").unlink()
    old = digests(output / TINY)
    process = start(tmp_path, "--format", "html", "--lang", "en")
    if wait_until((output / moment).exists, process):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    now = digests(output / TINY)
    new = {name: digests(golden.folder)[name] for name in now if name.endswith(".html")}
    assert now == old or new.items() <= now.items()
    assert now.keys() == old.keys()
    mended = build_tiny(tmp_path, formats=("html",), languages=("en",))
    assert digests(mended.folder)[f"{TINY}.en.html"] == digests(golden.folder)[f"{TINY}.en.html"]
    assert {path.name for path in output.iterdir()} == {TINY, f".{TINY}.lock"}


def pressing(group: int) -> bool:
    """True once a worker is at work, beside the process that it is forked from, which has loaded the layout engine."""
    found = 0
    for process in set(alive(group)) - {group}:
        try:
            found += "libpango" in Path(f"/proc/{process}/maps").read_text()
        except OSError:
            continue
    return found > 1


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="looks into /proc")
def test_workers_end_with_a_command_that_is_killed(tmp_path: Path) -> None:
    """The command alone is killed, as by an out-of-memory killer; its workers must not stay behind."""
    write_tiny(tmp_path)
    process = start(tmp_path)
    try:
        assert wait_until(lambda: pressing(process.pid), process)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        end = time.monotonic() + 30
        while left := alive(process.pid):
            assert time.monotonic() < end, f"still running: {left}"
            time.sleep(0.02)
    finally:
        for left_over in alive(process.pid):
            os.kill(left_over, signal.SIGKILL)


FULL = """
import resource, sys
from reportgen import cli
from reportgen.press import placing

put = placing.put
def on_a_full_disk(*arguments):
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
    return put(*arguments)
placing.put = on_a_full_disk
if __name__ == "__main__":
    sys.exit(cli.main(sys.argv[1:]))
"""


def test_a_disk_that_takes_no_more_is_said_in_one_line(tmp_path: Path) -> None:
    """The kernel refuses to write on; what stood in the output stands."""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    build_tiny(tmp_path, formats=("html",), languages=("en",))
    standing = snapshot(tmp_path / "output" / TINY)
    write_tiny(tmp_path, {"brief.yaml": {"The bill grows": "The bill swells"}})
    (tmp_path / "full.py").write_text(FULL)
    done = python("full.py", "build", TINY, "--format", "html", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    said = [line for line in done.stderr.splitlines() if line.startswith("reportgen: ")]
    assert len(said) == 1
    assert "File too large" in said[0] and "untouched" in said[0]
    assert "Traceback" not in done.stderr
    assert snapshot(tmp_path / "output" / TINY) == standing
    assert {path.name for path in (tmp_path / "output").iterdir()} == {TINY, f".{TINY}.lock"}


def test_a_second_build_at_the_same_time_is_turned_away(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    with placing.locked(tmp_path / "output", TINY):
        done = reportgen("build", TINY, cwd=tmp_path)
    assert done.returncode == 75
    assert done.stdout == ""
    assert (
        f"another run is at work on {TINY} (process {os.getpid()} on {os.uname().nodename} since"
        in done.stderr
    )
    assert not (tmp_path / "output" / TINY).exists()


def test_an_edition_that_says_something_wrong_takes_no_lock(tmp_path: Path) -> None:
    with pytest.raises(Rejected):
        build_tiny(tmp_path, {"facts.yaml": {LOST: ""}})
    assert not (tmp_path / "output").exists()


def test_a_render_that_never_ends_is_stopped_and_the_other_edition_goes_on(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    other = folder.with_name("endless-2025q4")
    shutil.copytree(folder, other)
    text = (other / "en.md").read_text("utf-8")
    loops = (
        '{{ []|slice(99999999999)|map("length")|select("gt", 5)|list }}'  # no step of a loop is an author's
    )
    (other / "en.md").write_text(text + loops, "utf-8")
    done = reportgen("build", "endless-2025q4", TINY, "--time-limit", "20", "--format", "html", cwd=tmp_path)
    assert done.returncode == 1
    assert "error RG606: endless-2025q4: rendering took longer than 20 s" in done.stderr
    assert (tmp_path / "output" / TINY / f"{TINY}.en.html").exists()
    assert not (tmp_path / "output" / "endless-2025q4").exists()


def test_a_broken_layout_is_one_finding_at_its_place(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    (tmp_path / "templates").mkdir()
    own = (TEMPLATES / "exhibit.html.j2").read_text("utf-8")
    (tmp_path / "templates" / "exhibit.html.j2").write_text("{{ nothing.at.all }}" + own, "utf-8")
    done = reportgen("build", TINY, "--format", "html", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("templates/exhibit.html.j2:1:1: error RG503: ")
    assert done.stderr.rstrip().endswith("1 error")
    assert "Traceback" not in done.stderr


def test_the_environment_reaches_no_artifact(tmp_path: Path) -> None:
    """What holds a secret in a scheduled job is its environment."""
    write_tiny(tmp_path)
    done = reportgen("build", TINY, "--format", "html,numbers", cwd=tmp_path, CANARY="canary-e2b9")
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "output").rglob("*"):
        assert path.is_dir() or b"canary-e2b9" not in path.read_bytes(), path
