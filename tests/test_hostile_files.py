"""Files by people who mean harm: each attack ends with a finding, soon, and with no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest
from small import small_files, write_small
from support import NOW

from reportgen import cli
from reportgen.apart import Allowance, each_apart
from reportgen.brief.inputs import Inputs
from reportgen.brief.text_limits import LONGEST_PARAGRAPH, MOST_TEXT
from reportgen.check import check
from reportgen.errors import Finding, Rejected
from reportgen.facts.text import MAX_YAML_KEYS, MAX_YAML_LIST, MAX_YAML_TEXT, read_yaml
from reportgen.limiting import within
from reportgen.proof.verify import not_checked, verification_json, verification_text, verify

SOON: Final = 5.0  # seconds of processor time: what an honest edition takes several times over


def found(file: str, text: str, *, behind: bool = True) -> list[Finding]:
    """What is found of a small edition with a text behind, or in place of, what stands in one of its files."""
    files = {name: said.encode() for name, said in small_files("It").items()}
    files[file] = (files.get(file, b"") + b"\n" if behind else b"") + text.encode()
    began = time.process_time()
    checked = check(Inputs("it", "data/it", files, None, {}, {}))
    assert time.process_time() - began < SOON
    return [finding for finding in checked.findings if finding.blocks]


TEXTS: Final = {
    "brackets": ("{{ " + "(" * 1000 + "1" + ")" * 1000 + " }}", "RG502", "brackets are nested deeper"),
    "lists in lists": ("{{ " + "[" * 400 + "1" + "]" * 400 + " }}", "RG502", "brackets are nested deeper"),
    "filters": ('{{ "a"' + "|upper" * 1000 + " }}", "RG502", "more than 100 operators"),
    "additions": ("{{ 1" + " + 1" * 3000 + " }}", "RG502", "more than 100 operators"),
    "denials": ("{{ " + "not " * 2000 + "1 }}", "RG502", "more than 100 operators"),
    "attributes": ('{{ "a"' + ".x" * 2000 + " }}", "RG502", "more than 100 operators"),
    "choices": ("{{ " + "1 if 1 else " * 500 + "1 }}", "RG502", "more than 100 operators"),
    "claims": ("{% claim 'sales > 1' %}" * 300 + "x" + "{% endclaim %}" * 300, "RG502", "blocks are nested deeper"),
    "conditions": ("{% if true %}" * 300 + "x" + "{% endif %}" * 300, "RG502", "blocks are nested deeper"),
    "loops": ("{% for a in [1] %}" * 30 + "x" + "{% endfor %}" * 30, "RG502", "blocks are nested deeper"),
    "conditions without end": ("{% if true %}" * 1000, "RG502", "has no end"),
    "a loop in a loop": (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "RG503", "50,000 steps",
    ),
    "a text of gigabytes": ('{{ "a" * 10000000000 }}', "RG503", "too much memory"),
    "a list of gigabytes": ("{% for a in [1, 2] * 9000000000 %}x{% endfor %}", "RG503", "too much memory"),
    "a text that doubles": (
        '{% set ns = namespace(a="x") %}' + "{% set ns.a = ns.a + ns.a %}" * 40, "RG503", "too much memory",
    ),
    "a number without end": ("{% if (9 ** 999999) ** 999999 %}x{% endif %}", "RG503", "too much memory"),
    "a format of gigabytes": ('{{ "%9999999999d" % 1 }}', "RG503", "too much memory"),
    "random words": ("{{ lipsum(n=100000000) }}", "RG503", "no helper 'lipsum'"),
    "a NUL": ("a\0b", "RG104", "control character U+0000"),
    "an escape": ("a\x1b[2Jb", "RG104", "control character U+001B"),
    "lists in lists of a line": ("- " * 400 + "x", "RG509", "deeper than 6"),
    "texts in texts": ("{% set a %}" * 300 + "x" + "{% endset %}" * 300, "", ""),
    "lists in lists of Markdown": ("".join("  " * depth + "- x\n" for depth in range(200)), "RG509", "deeper than 6"),
    "quotations": (">" * 5000 + " x", "RG509", "deeper than 6"),
    "emphasis": ("*a **b " * 1200 + "c** d*" * 1200, "RG509", "emphasis nested deeper"),
    "one paragraph": ("word " * (LONGEST_PARAGRAPH // 5 + 1), "RG105", "without a blank line"),
    "a paragraph that an expression makes": ('{{ "word " * 19000 }}', "RG509", "a paragraph of more than"),
    "a long text": ("word\n\n" * (MOST_TEXT // 6), "RG105", "characters"),
    "brackets of links": ("[" * 9000 + "x" + "]" * 9000, "", ""),
    "links without end": ("[a](" * 4900, "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_means_harm_is_a_finding(name: str) -> None:
    text, code, said = TEXTS[name]
    findings = found("en.md", text)
    assert not code or any(one.code.startswith(code) and said in one.message for one in findings), findings


def test_the_place_of_a_long_paragraph_is_named() -> None:
    (finding,) = found("en.md", "a\n\n\n" + "word " * LONGEST_PARAGRAPH)
    assert finding.locus
    assert finding.locus.line == small_files("It")["en.md"].count("\n") + 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a:\n" + "- x\n" * (MAX_YAML_LIST + 300), f"a list has more than {MAX_YAML_LIST:,} entries"),
        ("a:\n" + "- [x]\n" * (MAX_YAML_LIST + 300), f"a list has more than {MAX_YAML_LIST:,} entries"),
        (
            "a:\n" + "".join(f" k{i}: {{}}\n" for i in range(MAX_YAML_KEYS + 300)),
            f"there are more than {MAX_YAML_KEYS:,} keys beside one another",
        ),
        ("a: " + "x" * (MAX_YAML_TEXT + 1), f"a text has more than {MAX_YAML_TEXT:,} characters"),
        ("a: " + "[" * 400 + "]" * 400, "nested deeper than 24 levels"),
        ("a:\n" + "- [" + "[x], " * 9_000 + "]\n", None),
        ("".join(f"l{i}:\n{'- x' + chr(10) + '- x' + chr(10)}" for i in range(2_000)), None),
    ],
    ids=["a list", "a list of lists", "keys", "a text", "brackets", "enough", "many lists"],
)
def test_yaml_is_bounded_while_it_is_read(text: str, said: str | None) -> None:
    began = time.process_time()
    _, findings = read_yaml(text.encode(), "a.yaml")
    assert time.process_time() - began < SOON
    assert [(one.code, one.message) for one in findings] == ([("RG105", said)] if said else [])


def test_not_more_mistakes_are_told_than_anybody_reads() -> None:
    facts = small_files("It")["facts.yaml"] + "".join(f"  x{i}@2025Q4: 1\n" for i in range(100_000))
    findings = found("facts.yaml", facts, behind=False)
    assert 100 <= len(findings) <= 1000


# ---- limits of a process -------------------------------------------------------------------------------------


def test_time_memory_and_depth_are_one_finding_each() -> None:
    def deep(levels: int) -> int:
        return deep(levels + 1) + 1

    def endless() -> None:
        while True:
            pass

    for work, said in (
        (endless, "1 s of processor time"),
        (lambda: bytes(1 << 40), "100 MiB of memory"),
        (lambda: deep(0), "too deep"),
    ):  # fmt: skip
        with pytest.raises(Rejected) as rejected, within(1, 100 << 20):
            work()
        (finding,) = rejected.value.findings
        assert finding.code == "RG109"
        assert said in finding.message


def test_a_text_that_does_not_end_is_said_at_its_place() -> None:
    with pytest.raises(Rejected) as rejected, within(1, 1 << 30):
        found("en.md", '{{ []|slice(99999999999)|map("length")|select("gt", 5)|list }}')
    (finding,) = rejected.value.findings
    assert finding.code == "RG109"
    assert str(finding.locus) == f"data/it/en.md:{small_files('It')['en.md'].count(chr(10)) + 2}:1"


def test_limits_end_with_what_they_are_for() -> None:
    import resource

    before = [resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    with within(10, 100 << 20):
        assert resource.getrlimit(resource.RLIMIT_AS) != before[0]
    assert [resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)] == before


def test_check_goes_on_with_the_next_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("bad", "good"):
        write_small(tmp_path / "data", name)
    (tmp_path / "data" / "bad" / "facts.yaml").write_bytes(b"- a\n" * 5_000_000)
    assert cli.main(["check", "bad", "good"]) == 1
    said = capsys.readouterr().out
    assert "RG105: the file is larger than 16 MiB" in said
    assert "good: 2 sourced" in said


# ---- a process of its own ------------------------------------------------------------------------------------


def _harm(kind: str) -> str:
    import os
    import signal

    match kind:
        case "memory":
            bytes(1 << 40)
        case "time":
            while True:
                pass
        case "death":
            os.kill(os.getpid(), signal.SIGKILL)
        case "depth":
            return _harm("depth")
        case "error":
            raise ValueError(kind)
        case "exit":
            os._exit(0)
    return kind


def test_what_a_file_does_to_its_reader_ends_with_it() -> None:
    kinds = ["well", "memory", "time", "death", "depth", "error", "exit", "also"]
    told = list(each_apart(_harm, kinds, lambda kind, why: f"{kind}: {why}", Allowance(1, 1 << 30)))
    assert told[0] == "well"
    assert told[-1] == "also"
    for said, expected in zip(
        told[1:-1], ("MiB", "1 s", "SIGKILL", "nested", "ValueError", "exit code"), strict=True
    ):
        assert expected in said


def test_what_could_not_be_checked_is_never_said_to_hold(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    one = not_checked(path, "reading it took more than 1 s")
    assert set(one.checks.values()) == {None}
    said = verification_text([one], [])
    assert "holds  " not in said
    assert "RG714" in said
    assert "it could not be checked: nothing is known of it" in said
    told = json.loads(verification_json([one], []))
    assert (told["holds"], told["documents"][0]["checked"], told["documents"][0]["holds"]) == (
        False,
        False,
        False,
    )


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 20_000,
        "<html><body>" + "<p>word 12</p>" * 500_000,
        "<html><body><svg>" + "<g>" * 100_000,
        "<html><head><style>" + "".join(f".a{i} .b > p {{color: red}}" for i in range(30_000)) + "</style>",
        "<html><head><style>a" + "{(" * 20_000 + "</style>",
        '<html><script type="application/json" id="numbers.json">' + "[" * 200_000,
    ],
    ids=["deep", "wide", "drawing", "rules", "brackets of rules", "brackets of data"],
)
def test_a_page_that_means_harm_does_not_hold(page: str, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(page, "utf-8")
    began = time.process_time()
    ((verified,), _) = verify([path], NOW)
    assert time.process_time() - began < SOON
    assert not verified.holds
    assert True not in verified.checks.values()


def test_a_terminal_shows_no_traceback(tmp_path: Path) -> None:
    """What happens in the process that reads a file stays there."""
    (tmp_path / "x.html").write_text("<html><body>" + "<div>" * 250 + "{" * 10_000, "utf-8")
    command = [sys.executable, "-m", "reportgen", "verify", "x.html"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "holds  " not in done.stdout
