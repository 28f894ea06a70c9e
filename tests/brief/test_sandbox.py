"""What a template may not do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateAssertionError

from reportgen.brief.inputs import templates
from reportgen.brief.sandbox import FORBIDDEN, sandbox
from reportgen.errors import Rejected

CANARY = "canary-77a0"


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder in (own, shipped):
        folder.mkdir()
        (folder / "part.txt").write_text(folder.name)
    (tmp_path / "secret.txt").write_text(CANARY)
    (own / "cousin.txt").symlink_to(shipped / "part.txt")
    return own, shipped


def rendered(source: str, *folders: Path, **values: object) -> str:
    made = sandbox(autoescape=True, templates=templates(folders) if folders else None)
    return made.from_string(source).render(**values)


def test_an_earlier_folder_wins(roots: tuple[Path, Path]) -> None:
    assert rendered('{% include "part.txt" %}', *roots) == "own"
    assert rendered('{% include "part.txt" %}', *reversed(roots)) == "shipped"


@pytest.mark.parametrize(
    "name", ["../secret.txt", "{root}/secret.txt", "./../secret.txt", "a/../../secret.txt"]
)
def test_an_include_stays_in_its_folders(name: str, roots: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(TemplateNotFound):
        rendered(f'{{% include "{name.format(root=tmp_path)}" %}}', *roots)


def test_a_link_from_one_folder_of_templates_to_another_is_followed(roots: tuple[Path, Path]) -> None:
    assert rendered('{% include "cousin.txt" %}', *roots) == "shipped"
    with pytest.raises(Rejected) as refused:
        templates(roots[:1])
    assert [finding.code for finding in refused.value.findings] == ["RG108"]


@pytest.mark.parametrize(("target", "code"), [("secret.txt", "RG108"), (".", "RG108"), ("gone", "RG108")])
def test_a_link_out_of_all_of_them_is_refused_by_name(
    target: str, code: str, roots: tuple[Path, Path], tmp_path: Path
) -> None:
    (roots[0] / "link.txt").symlink_to(tmp_path / target)
    (roots[0] / ".#part.txt").symlink_to("somebody@there.1234")  # an editor's
    with pytest.raises(Rejected) as refused:
        templates(roots)
    (finding,) = refused.value.findings
    assert (finding.code, finding.locus and Path(finding.locus.file).name) == (code, "link.txt")


def test_a_pipe_among_templates_holds_nobody_up(roots: tuple[Path, Path]) -> None:
    os.mkfifo(roots[0] / "pipe.txt")
    with pytest.raises(Rejected, match="pipe"):
        templates(roots)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_no_filter_makes_a_number_out_of_nothing(name: str) -> None:
    with pytest.raises((TemplateAssertionError, TemplateSyntaxError), match=name):
        rendered(f"{{{{ nothing | {name} }}}}")


@pytest.mark.parametrize("text", ["{{ nothing }}", "{{ nothing + 1 }}", "{% if nothing %}{% endif %}"])
def test_an_unknown_name_is_an_error(text: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ [].append.__self__.__class__ }}",
        "{{ text.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(text) }}",
        "{% for n in range(1000000) %}{% endfor %}",
    ],
)
def test_the_inside_of_python_is_out_of_reach(text: str) -> None:
    with pytest.raises((SecurityError, UndefinedError, OverflowError)):
        rendered(text, text="words")


def test_what_is_put_in_is_escaped() -> None:
    assert rendered("{{ text }}", text="<b>&") == "&lt;b&gt;&amp;"
