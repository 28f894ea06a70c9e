"""What the tests of the brief, the press and the command line share: the tiny edition, and ways to build it.

The edition in cases/editions/ belongs to an invented company: two charts, a table, thirteen cited facts, one accepted
conflict, and one fact that nothing cites.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.inputs import Inputs, templates, themes
from reportgen.build import FORMATS, Built, Order, Project, build
from reportgen.check import Checked, check
from reportgen.errors import Finding
from reportgen.record.numbers import DocumentNumbers
from reportgen.signing.signing_key import Signing

ROOT: Final = Path(__file__).parents[1]
TEMPLATES: Final = ROOT / "templates"
EDITIONS: Final = ROOT / "tests" / "cases" / "editions"
TINY: Final = "lanternfish-2025q4"
ALMANAC: Final = "almanac"
# The shipped edition and those of the tests.
EVERY_EDITION: Final = ("amazon-2025q4", *sorted(path.name for path in EDITIONS.iterdir() if path.is_dir()))
LANGUAGES: Final = ("en", "zh-Hant")
ARTIFACTS: Final = (
    *(f"{TINY}.{language}.{suffix}" for language in LANGUAGES for suffix in ("pdf", "html")),
    "numbers.csv", "numbers.xlsx", "numbers.json", "manifest.json",
)  # fmt: skip
NOW: Final = datetime(2026, 6, 1, 12, tzinfo=UTC)  # the clock of what is handed one
PATIENCE: Final = 600.0  # seconds until a process that should long have ended counts as hanging

Edits = Mapping[str, Mapping[str, str]]  # file → what stands there → what shall stand there


class Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


# ---- the edition's files -------------------------------------------------------------------------------------


def tiny(edits: Edits | None = None) -> dict[str, bytes]:
    """The edition's files with some passages changed; each passage must stand there exactly once."""
    files = {path.name: path.read_bytes() for path in (EDITIONS / TINY).iterdir() if path.suffix != ".csv"}
    for file, passages in (edits or {}).items():
        text = files[file].decode()
        for old, new in passages.items():
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
            text = text.replace(old, new)
        files[file] = text.encode()
    return files


def write_tiny(project: Path, edits: Edits | None = None) -> Path:
    """The edition as a folder of a project's data/; returns that folder."""
    folder = project / "data" / TINY
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in tiny(edits).items():
        (folder / file).write_bytes(data)
    return folder


def line_of(folder: Path, file: str, passage: str) -> int:
    """The line, from 1, on which a passage first stands."""
    return 1 + (folder / file).read_text("utf-8").split(passage)[0].count("\n")


# ---- reading and drafting ------------------------------------------------------------------------------------


def read(edits: Edits | None = None) -> tuple[Edition | None, list[Finding]]:
    """The edition, read with some passages changed, and what was found."""
    return read_edition(TINY, tiny(edits), "tiny")


def inputs(edits: Edits | None = None, folders: Sequence[Path] = (TEMPLATES,)) -> Inputs:
    """Everything that the edition is made from, with some passages changed."""
    files = tiny(edits)
    return Inputs(TINY, "tiny", files, files.pop("delivery.yaml", None), templates(folders), themes(folders))


def checked(edits: Edits | None = None) -> Checked:
    """The edition as `check` has it."""
    return check(inputs(edits))


def drafts(edits: Edits | None = None) -> tuple[Draft, ...]:
    """The edition drafted in every language; nothing may stand in the way of a build."""
    made = checked(edits)
    assert not [finding.message for finding in made.findings if finding.blocks]
    return made.drafts


def told(edits: Edits | None = None) -> tuple[DocumentNumbers, ...]:
    """What the edition tells of itself in every language: the rows of its appendix, its claims."""
    made = checked(edits)
    assert made.edition is not None
    return tuple(draft.told(made.edition) for draft in made.drafts)


# ---- building ------------------------------------------------------------------------------------------------


def build_tiny(
    project: Path,
    edits: Edits | None = None,
    *,
    formats: tuple[str, ...] = FORMATS,
    languages: tuple[str, ...] = (),
    templates: Sequence[Path] = (),
    inspector: bool = True,
    signing: Signing | None = None,
    if_changed: bool = False,
) -> Built:
    """Build the edition in this process, into the project's output/."""
    write_tiny(project, edits)
    places = Project(project / "data", project / "output", (*templates, TEMPLATES))
    order = Order(TINY, languages, formats, inspector, if_changed)
    return build(places, order, lambda _: None, Here(), signing)


def environment(**more: str) -> dict[str, str]:
    """The environment of a child process that runs this checkout's package."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return os.environ | {"PYTHONPATH": path} | more


def reportgen(*arguments: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own; `more` goes into its environment."""
    return python("-m", "reportgen", *arguments, cwd=cwd, **more)


def python(*arguments: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )


def forked(work: Callable[[], int | None], said: Path) -> int:
    """A process of its own that does the work with all that is loaded here, and exits with what it returns (None is 0).

    Returns its id at once. What it says is added to a file.
    """
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # the threads of this process are not the child's concern
        pid = os.fork()
    if pid:
        return pid
    code = 99
    try:
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(out, 1)
        os.dup2(out, 2)
        code = work() or 0
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    """The exit code of a child process, negative for the signal that killed it, once it has ended."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@dataclass(frozen=True)
class Golden:
    """The edition as it was built once for all tests: where, and what the command said."""

    project: Path
    code: int
    stdout: str
    stderr: str

    @property
    def folder(self) -> Path:
        """What was built."""
        return self.project / "output" / TINY

    def pdf(self, language: str) -> Path:
        """The PDF in a language."""
        return self.folder / f"{TINY}.{language}.pdf"

    def html(self, language: str) -> str:
        """The HTML in a language."""
        return (self.folder / f"{TINY}.{language}.html").read_text("utf-8")

    @cached_property
    def numbers(self) -> list[dict[str, Any]]:
        """The entries of numbers.json."""
        document = json.loads((self.folder / "numbers.json").read_bytes())
        entries: list[dict[str, Any]] = document["numbers"]
        return entries


def once(shared: Path, name: str, make: Callable[[], Any]) -> Any:
    """What `make` returns (JSON), made by whichever process of the test run comes first and handed to all others."""
    said = shared / f"{name}.json"
    with (shared / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not said.exists():
            said.write_text(json.dumps(make()), "utf-8")
    return json.loads(said.read_text("utf-8"))


def build_once(shared: Path) -> Golden:
    """The edition as the command line builds it."""
    project = shared / "golden"

    def make() -> list[object]:
        write_tiny(project)
        settings = {"PYTHONHASHSEED": "0", "TZ": "Asia/Taipei", "LC_ALL": "C.UTF-8"}
        done = reportgen("build", TINY, cwd=project, **settings)
        return [done.returncode, done.stdout, done.stderr]

    golden = Golden(project, *once(shared, "golden", make))
    assert golden.code == 0, golden.stderr
    return golden


def build_almanac(shared: Path) -> Path:
    """The edition whose texts hold every construct of Markdown, built; the folder in which its files lie."""

    def make() -> str:
        places = Project(EDITIONS, shared / "almanac", (TEMPLATES,))
        return str(build(places, Order(ALMANAC), lambda _: None, Here()).folder)

    return Path(once(shared, "almanac", make))


def build_showpiece(shared: Path) -> Path:
    """The HTML of the Amazon brief as the command line builds it; the folder in which it lies."""

    def make() -> list[object]:
        order = (
            "build",
            "amazon-2025q4",
            "--data",
            ROOT / "data",
            "--output",
            shared / "showpiece",
            "--format",
            "html",
        )
        done = reportgen(*order, cwd=ROOT)
        return [done.returncode, done.stderr]

    code, stderr = once(shared, "showpiece", make)
    assert code == 0, stderr
    return shared / "showpiece" / "amazon-2025q4"


def build_editions(shared: Path, names: Sequence[str]) -> Path:
    """Editions as the command line builds them, shipped ones and those of the tests; the folder of their folders."""
    out = shared / "editions"

    def make() -> list[object]:
        said = []
        for name in names:
            data = EDITIONS if (EDITIONS / name).is_dir() else ROOT / "data"
            done = reportgen("build", name, "--data", data, "--output", out, cwd=ROOT)
            said += [done.stderr] if done.returncode else []
        return said

    assert once(shared, "editions", make) == []
    return out


def copy_built(golden: Golden, project: Path) -> None:
    """Copy the built edition into another project, with what it was built from."""
    shutil.copytree(golden.project / "data" / TINY, project / "data" / TINY)
    shutil.copytree(golden.folder, project / "output" / TINY)


def shared_folder(base: Path) -> Path:
    """The folder that all processes of one test run share, from pytest's base folder for this one."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


# ---- reading HTML --------------------------------------------------------------------------------------------


def parse(html: str) -> Element:
    """The document, by the HTML standard's own algorithm; a parse error fails the test."""
    from tinyhtml5.parser import HTMLParser

    parser = HTMLParser(namespace_html_elements=False)
    root: Element = parser.parse(html)
    assert not parser.errors, parser.errors[:5]
    return root


def words_of(element: Element) -> str:
    """The text of an element with its white space made plain."""
    return " ".join("".join(element.itertext()).split())
