"""The command line: what it takes, what it prints and where, and what it exits with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from jsonschema import Draft202012Validator
from support import (
    EDITIONS,
    PATIENCE,
    ROOT,
    TINY,
    Here,
    environment,
    python,
    reportgen,
    tiny,
    write_tiny,
)

from reportgen import __version__, building, cli
from reportgen.errors import MachineLacks

CONFLICT: Final = {
    "facts.yaml": {
        "12.42 bn USD, source: release ¶7, printed: $12.42bn": "12.52 bn USD, source: release ¶7, printed: $12.52bn"
    }
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the tiny edition as the current folder; the command presses in this process."""
    write_tiny(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(building, "workers_of", lambda _: Here())
    return tmp_path


def refused(*arguments: str) -> int:
    """The exit code of a command that argparse turns away."""
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert isinstance(caught.value.code, int)
    return caught.value.code


# ---- help ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", "build", "check", "schema"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(*filter(None, [command]), "--help") == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith(f"usage: reportgen{' ' + command if command else ''}")
    options = set(re.findall(r"--[a-z]+", out))
    assert {"": {"--help", "--version"}, "build": {"--lang", "--format", "--output", "--data"},
            "check": {"--format", "--data"}, "schema": {"--help"}}[command] <= options  # fmt: skip


def test_the_help_lists_commands_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    refused("--help")
    out = capsys.readouterr().out
    for command in ("build", "check", "schema"):
        assert re.search(rf"^\s+{command}\s+\w", out, re.MULTILINE)
    assert re.findall(r"^  (\d+) ", out, re.MULTILINE) == ["0", "1", "2", "3", "75", "143"]


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused("--version") == 0
    assert capsys.readouterr().out == f"reportgen {__version__}\n"
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert declared == __version__


# ---- usage ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("publish",),
        ("build",),
        ("build", TINY, "--format", "docx"),
        ("build", TINY, "--format", "pdf,docx"),
        ("build", TINY, "--format", ""),
        ("build", TINY, "--colour"),
        ("check",),
        ("check", TINY, "--format", "xml"),
        ("schema",),
        ("schema", "manifest"),
    ],
)
def test_a_command_that_makes_no_sense_exits_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: reportgen")


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_unknown_edition_exits_2_and_names_those_that_exist(
    command: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data" / "another-2026q1").mkdir()
    assert cli.main([command, "lanternfish-2025q5"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"reportgen: there is no edition 'lanternfish-2025q5' in data; there are: another-2026q1, {TINY}\n"
    )
    assert not (project / "output").exists()


def test_an_unknown_language_exits_2_and_names_those_that_exist(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", TINY, "--lang", "en,fr"]) == 2
    assert capsys.readouterr().err == f"reportgen: {TINY} does not come out in fr; it has en, zh-Hant\n"
    assert not (project / "output").exists()


def test_a_list_of_no_language_is_no_wish_for_all(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["build", TINY, "--lang", ","])
    assert "name languages" in capsys.readouterr().err


def test_an_output_that_cannot_be_is_said_in_one_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "file").touch()
    assert cli.main(["build", TINY, "--output", "file/output"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"reportgen: \S*file/output: Not a directory\n", err)


def test_a_machine_that_lacks_something_exits_3(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(_: object) -> None:
        raise MachineLacks("the type is not installed: apt-get install type")

    monkeypatch.setattr("reportgen.making.families_of", lacking)
    assert cli.main(["build", TINY]) == 3
    assert capsys.readouterr().err == "reportgen: the type is not installed: apt-get install type\n"


def test_an_interrupt_is_quiet(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reportgen.making.families_of", interrupted)
    assert cli.main(["build", TINY]) == 130
    assert capsys.readouterr() == ("", "")


# ---- build ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wishes", "files"),
    [
        (["--format", "html", "--lang", "en"], {"en.html"}),
        (["--format", "html"], {"en.html", "zh-Hant.html"}),
        (["--format", "pdf", "--lang", "zh-Hant"], {"zh-Hant.pdf"}),
        (["--format", " html , pdf ", "--lang", "en"], {"en.html", "en.pdf"}),
    ],
)
def test_languages_and_formats_restrict_what_is_written(
    wishes: list[str], files: set[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", TINY, *wishes]) == 0
    wanted = {f"{TINY}.{name}" for name in files} | {"manifest.json"}
    assert {path.name for path in (project / "output" / TINY).iterdir()} == wanted
    printed = capsys.readouterr().out.splitlines()
    assert sorted(printed) == sorted(f"output/{TINY}/{name}" for name in wanted)
    manifest = json.loads((project / "output" / TINY / "manifest.json").read_bytes())
    assert {item["name"] for item in manifest["artifacts"]} == wanted - {"manifest.json"}


def test_a_partial_build_keeps_what_is_still_true_and_nothing_else(project: Path) -> None:
    folder = project / "output" / TINY
    cli.main(["build", TINY, "--format", "html"])
    cli.main(["build", TINY, "--format", "pdf", "--lang", "en"])
    kept = {f"{TINY}.{name}" for name in ("en.html", "zh-Hant.html", "en.pdf")}
    assert {path.name for path in folder.iterdir()} == kept | {"manifest.json"}
    write_tiny(project, {"brief.yaml": {"The bill grows": "The bill swells"}})
    cli.main(["build", TINY, "--format", "html", "--lang", "en"])
    assert {path.name for path in folder.iterdir()} == {f"{TINY}.en.html", "manifest.json"}


def test_an_edition_may_be_named_by_its_path(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wishes = ["--format", "html", "--lang", "en", "--output", "here"]
    assert cli.main(["build", f"data/{TINY}/", *wishes]) == 0
    assert cli.main(["build", str(project / "data" / TINY), *wishes]) == 0
    assert set(capsys.readouterr().out.splitlines()) == {
        f"here/{TINY}/{TINY}.en.html",
        f"here/{TINY}/manifest.json",
    }


def test_one_bad_edition_does_not_stop_the_others(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data" / TINY).rename(project / "data" / "good")
    write_tiny(project, CONFLICT)
    assert cli.main(["build", TINY, "good", "--format", "html", "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == ["output/good/good.en.html", "output/good/manifest.json"]
    assert f"data/{TINY}/facts.yaml:" in err and "error RG302" in err
    assert not (project / "output" / TINY).exists()


def test_progress_is_for_terminals(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wishes = ["build", TINY, "--format", "html", "--lang", "en"]
    cli.main(wishes)
    into_a_pipe = capsys.readouterr()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    cli.main(wishes)
    on_a_terminal = capsys.readouterr()
    assert on_a_terminal.out == into_a_pipe.out
    assert on_a_terminal.err.count(TINY) > into_a_pipe.err.count(TINY)
    assert into_a_pipe.err in on_a_terminal.err


# ---- check ---------------------------------------------------------------------------------------------------


def test_check_prints_a_table_and_exits_0_where_all_holds(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", TINY]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "Does not tie (1)" in out and "(accepted)" in out
    assert out.splitlines()[-1].startswith(f"{TINY}: 1 ties")
    assert "RG304" not in out and "\n1 accepted finding; --verbose lists it\n" in out
    assert not (project / "output").exists()


def test_check_lists_what_is_accepted_where_asked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", TINY, "--verbose"]) == 0
    out = capsys.readouterr().out
    assert re.search(rf"^data/{TINY}/facts\.yaml:\d+:\d+: note RG304: accepted: ", out, re.M)
    assert "= 2.801… points apart; 13% would tie" in out
    assert "\n0 errors, 1 other finding\n" in out and "--verbose" not in out


def test_check_exits_1_on_a_conflict(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tiny(project, CONFLICT)
    assert cli.main(["check", TINY]) == 1
    assert "error RG302" in capsys.readouterr().out


def checked(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    out, err = capsys.readouterr()
    assert err == ""
    document: dict[str, Any] = json.loads(out)
    return document


def test_check_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", TINY, "--format", "json"]) == 0
    document = checked(capsys)
    assert (document["edition"], document["passed"]) == (TINY, True)
    verdicts = {item["fact"]: item["verdict"] for item in document["verdicts"]}
    assert verdicts["fish/revenue.growth@2025Q4"] == "conflict"
    assert verdicts["fish/staff@2025-12-31"] == "sourced"
    found = [(item["code"], item["severity"], item["accepted"]) for item in document["findings"]]
    assert found == [("RG304", "note", True)]


def test_check_as_json_exits_1_on_a_conflict(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tiny(project, CONFLICT)
    assert cli.main(["check", TINY, "--format", "json"]) == 1
    document = checked(capsys)
    assert document["passed"] is False
    (error,) = [item for item in document["findings"] if item["severity"] == "error"]
    assert (error["code"], error["file"]) == ("RG302", f"data/{TINY}/facts.yaml")
    assert error["accepted"] is False
    lines = (project / "data" / TINY / "facts.yaml").read_text("utf-8").splitlines()
    assert "12.52 bn USD" in lines[error["line"] - 1][error["column"] - 1 :]


def test_check_as_json_of_what_cannot_be_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data" / TINY / "facts.yaml").write_text("entity: [\n")
    assert cli.main(["check", TINY, "--format", "json"]) == 1
    document = checked(capsys)
    assert (document["passed"], document["verdicts"]) == (False, [])
    assert "RG101" in [item["code"] for item in document["findings"]]


# ---- schema --------------------------------------------------------------------------------------------------


class _Plain(yaml.SafeLoader):
    """Reads YAML as an editor's language server does: numbers are numbers, but a day is text."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def loaded(data: bytes) -> Any:
    return yaml.load(data, Loader=_Plain)


def schema(file: str, capsys: pytest.CaptureFixture[str]) -> Draft202012Validator:
    assert cli.main(["schema", file]) == 0
    document = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(document)
    return Draft202012Validator(document)


@pytest.mark.parametrize("file", ["facts", "brief", "delivery"])
def test_a_schema_takes_the_editions_that_there_are(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    validator = schema(file, capsys)
    folders = [EDITIONS / TINY, ROOT / "data" / "amazon-2025q4"]
    for folder in folders:
        faults = list(validator.iter_errors(loaded((folder / f"{file}.yaml").read_bytes())))
        assert faults == [], [
            f"{folder.name} {list(fault.absolute_path)}: {fault.message}" for fault in faults[:3]
        ]


def test_the_schema_of_a_theme_takes_those_that_are_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    validator = schema("theme", capsys)
    for path in (ROOT / "templates" / "themes").glob("*.yaml"):
        assert list(validator.iter_errors(loaded(path.read_bytes()))) == []
    assert list(validator.iter_errors({"colours": {"light": {"acent": "#000000"}}}))


def test_the_schema_of_a_vocabulary_takes_what_its_reader_takes(capsys: pytest.CaptureFixture[str]) -> None:
    validator = schema("vocabulary", capsys)
    bikes = {"label": {"en": "Bicycles"}, "kind": "count", "us-gaap": ["Bikes"], "adds-up": True}
    assert validator.is_valid({"concepts": {"bikes": bikes, "revenue": {}}})
    assert not validator.is_valid({"concepts": {"bikes": bikes | {"kind": "bikes"}}})
    assert not validator.is_valid({"concept": {}})


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("facts", "entities:", "entites:"),
        ("facts", "type: instant}\n  staff", "type: moment}\n  staff"),
        ("facts", "fiscal-year-end: 12-31", "fiscal-year-end: 12-31\n    color: red"),
        ("facts", "formula: surprise(revenue)", "formula: surprise(revenue)\n    tags: [a]"),
        ("facts", "period: 2025Q4\n", ""),
        ("facts", "formula: surprise(revenue)", "formula: {surprise: revenue}"),
        ("brief", "page: A4", "page: A5"),
        ("brief", "page: A4", "page: A4\npgae: A4"),
        ("brief", "chart: range", "chart: pie"),
        ("brief", "chart: range", "chart: range\n    colour: red"),
        ("brief", "kicker:", "kickre:"),
    ],
)
def test_a_schema_refuses_what_the_reader_refuses(
    file: str, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tiny()[f"{file}.yaml"].decode()
    assert text.count(old) == 1
    assert not schema(file, capsys).is_valid(loaded(text.replace(old, new).encode()))


# ---- processes -----------------------------------------------------------------------------------------------

HEAVY: Final = (
    "weasyprint",
    "matplotlib",
    "pandas",
    "pydantic",
    "jinja2",
    "numpy",
    "fontTools",
    "uharfbuzz",
    "babel",
)


def imported(statement: str, cwd: Path) -> set[str]:
    """Which of the heavy modules a process has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    done = python("-c", code, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_the_command_line_starts_without_what_is_heavy(tmp_path: Path) -> None:
    assert imported("import reportgen.cli", tmp_path) == set()


def test_checking_loads_neither_press_nor_plotter(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    loaded_then = imported(f"from reportgen.cli import main; assert main(['check', {TINY!r}]) == 0", tmp_path)
    assert not loaded_then & {"weasyprint", "matplotlib", "pandas", "fontTools", "uharfbuzz", "numpy"}


def test_the_module_runs(tmp_path: Path) -> None:
    done = reportgen("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"reportgen {__version__}\n", "")


def test_the_console_script_is_the_command_line() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    module, _, name = scripts["reportgen"].partition(":")
    assert getattr(import_module(module), name) is cli.main


def test_the_console_script_runs(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("reportgen")
    if not script.exists():
        assert "CI" not in os.environ, "the package is not installed"
        pytest.skip("the package is not installed here")
    done = subprocess.run(
        [script, "--version"], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stdout) == (0, f"reportgen {__version__}\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_locale_without_chinese_gets_utf_8_all_the_same(encoding: str, tmp_path: Path) -> None:
    write_tiny(
        tmp_path,
        {"facts.yaml": {"value: 12.42 bn USD, source: release ¶7": "value: 125.2億 USD, source: release ¶7"}},
    )
    done = reportgen("check", TINY, cwd=tmp_path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 1, done.stderr
    assert "125.2億" in done.stdout


@pytest.mark.parametrize("command", [("check", TINY), ("schema", "facts")])
def test_a_reader_that_goes_away_is_no_error_to_talk_about(command: tuple[str, ...], tmp_path: Path) -> None:
    write_tiny(tmp_path)
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reportgen", *command],
            cwd=tmp_path,
            env=environment(),
            stdout=write_end,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    finally:
        os.close(write_end)
    assert (done.returncode, done.stderr) == (141, "")
