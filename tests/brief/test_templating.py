"""Jinja in texts: what cannot be read or carried out is said at its place, with what there is instead."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from support import TINY, python, reportgen, write_tiny
from texts import place, prose, text_of

from reportgen.brief.templating import environment, render
from reportgen.brief.tokens import PRIVATE

HELPERS: Final = "helpers: cite, word, moved, changed, period, date, exhibit, exhibits"


# ---- what is no template -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "where", "said", "mend"),
    [
        ("one\n\n{{ cite( }}\n", (3, 1), "this is not a template: unexpected '}', expected ')'", ""),
        ("{{ 1 }}\n{{ 2 }} {{ cite( }}\n", (2, 9), "this is not a template: unexpected '}', expected ')'", ""),
        ("one\n{% if %}\n{% endif %}", (2, 1), "this is not a template: Expected an expression", ""),
        ("one\n tea {% for x in y %}\n", (2, 6), "this {% for %} has no end", "end it with {% endfor %}"),
        ("a {{ 'x' }} {{ cite('eps')\n", (1, 13), "this {{ is never closed", "close it with }}"),
        ("a {{ cite('eps') b {{ cite('eps') }}", (1, 3), "this {{ is never closed", "close it with }}"),
        ("tea\n{# a comment", (2, 1), "this {# is never closed", "close it with #}"),
        ('tea {% claim "revenue > 0" ', (1, 5), "this {% is never closed", "close it with %}"),
        ('\n {% claim "revenue > 0" %}x', (2, 2), "this {% claim %} has no end", "end it with {% endclaim %}"),
        ("{% note %}x{% set a %}y{% endset %}", (1, 1), "this {% note %} has no end", "end it with {% endnote %}"),
        ("{% set a = 1 %}\n{% opinion %}y", (2, 1), "this {% opinion %} has no end", "end it with {% endopinion %}"),
        ("tea {{ cite('eps')|lowr }}", (1, 20), "there is no filter 'lowr'", "did you mean 'lower'?"),
        ("tea {{ 'x'|uper }}", (1, 12), "there is no filter 'uper'", "did you mean 'upper'?"),
        ("a {% if 'x' is not defind %}{% endif %}", (1, 20), "there is no test 'defind'", "did you mean 'defined'?"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_template_is_rg502_where_it_begins_to_be(
    text: str, where: tuple[int, int], said: str, mend: str
) -> None:
    finding = prose(text).only()
    assert (finding.code, place(finding), finding.blocks) == ("RG502", where, True)
    assert finding.message.startswith(said)
    assert finding.mend == mend


@pytest.mark.parametrize("size", [2_000_000, 10**15])
def test_what_is_too_large_is_said_where_it_stands(size: int) -> None:
    finding = prose(
        f"one {{{{ cite('eps') }}}}\n\ntea {{{{ 'x'|center({size}) }}}}\n\n{{{{ cite('eps') }}}}"
    ).only()
    assert (finding.code, place(finding)) == ("RG503", (3, 5))
    assert "too much memory" in finding.message


def test_an_expression_that_is_too_large_to_compile_is_said_where_it_stands(tmp_path: Path) -> None:
    text = write_tiny(tmp_path) / "en.md"
    text.write_text(text.read_text("utf-8") + "\n\ntea {{ 'x'|center(1000000000) }}\n", "utf-8")
    line = len(text.read_text("utf-8").splitlines())
    done = reportgen("check", TINY, cwd=tmp_path)
    assert f"en.md:{line}:5: error RG503: this fails: it needs too much memory" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "tag", ["include '/etc/passwd'", "import 'a' as b", "from 'a' import b", "extends 'a'"]
)
def test_no_text_includes_another_file(tag: str) -> None:
    finding = prose(f"one\n\ntea {{% {tag} %}}").only()
    assert (finding.code, place(finding)) == ("RG503", (3, 5))
    assert "include, import and extends are not available in a text" in finding.message


def test_where_no_filter_is_near_all_are_named() -> None:
    finding = prose("{{ 'x'|zzzzzz }}").only()
    assert finding.mend.startswith("filters: ") and "upper" in finding.mend and "float" not in finding.mend


@pytest.mark.parametrize("name", ["float", "int", "round", "default", "d", "sum", "safe"])
def test_filters_that_make_a_number_of_nothing_are_not_there(name: str) -> None:
    assert name not in environment().filters
    finding = prose(f"tea\n{{{{ cite('eps')|{name} }}}}").only()
    assert (finding.code, place(finding)) == ("RG502", (2, 16))


def test_a_tag_that_the_end_of_the_text_cuts_off_is_not_waited_for() -> None:
    code = "from reportgen.brief.templating import environment; environment().parse('{% claim \"a\"')"
    done = python("-X", "dev", "-c", code, cwd=".")
    assert "TemplateSyntaxError" in done.stderr


# ---- names that mean nothing ---------------------------------------------------------------------------------


def test_an_unknown_helper_is_rg503_at_its_place_and_the_helpers_are_named() -> None:
    finding = prose('Sales\ngrew {{ quote("revenue") }}.').only()
    assert (finding.code, place(finding)) == ("RG503", (2, 9))
    assert finding.message == "there is no helper 'quote'"
    assert finding.mend == HELPERS


def test_a_near_name_is_offered() -> None:
    assert prose('{{ cita("eps") }}').only().mend == f"did you mean 'cite'? {HELPERS}"


def test_every_misuse_is_reported_at_once() -> None:
    read = prose('{{ a() }}\n{{ b() }} {{ word("c", "revenue") }} {{ cite("zzz") }} {{ a.x[0]|upper }}')
    assert sorted(read.said) == [
        ("RG205", 2, 47), ("RG503", 1, 4), ("RG503", 2, 4), ("RG503", 2, 20), ("RG503", 2, 59),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("{{ nothing }}", 4),
        ("{{ cite(nothing) }}", 9),
        ("{{ nothing.at.all }}", 4),
        ("{% if nothing %}x{% endif %}", 7),
        ("{% for x in nothing %}x{% endfor %}", 13),
        ("tea {{ 'nothing' }} {{ nothing }}", 24),
        ("nothing {{ nothing|upper }}", 12),
        ("{{ {'nothing': 1}.nothing ~ nothing }}", 19),
    ],
)
def test_a_name_is_found_where_it_is_used(text: str, column: int) -> None:
    finding = prose(text).findings[0]
    assert (finding.code, finding.message, place(finding)) == (
        "RG503",
        "there is no helper 'nothing'",
        (1, column),
    )


@pytest.mark.parametrize("name", ["_claim", "_opinion", "_note"])
def test_a_helper_of_the_blocks_cannot_be_called_by_hand(name: str) -> None:
    assert [one.code for one in prose(f'{{{{ {name}("revenue > 0") }}}}').findings] == ["RG503"]


# ---- whatever an expression raises ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        "1 / 0",
        'cite("eps", decimals=-1)',
        'cite("eps", decimals=1.5)',
        'cite("eps", decimals="two")',
        '"a"|wordwrap(0)',
        "[]|first|upper",
        '"%d"|format("x")',
        "1 + none",
        "().__class__",
        "cite.__call__",
        "cite",
        "none",
        "true",
        "['tea']",
        "cite()",
        'cite("eps", 1, 2, 3, 4, 5, 6, 7)',
        'word("rise")',
    ],
)
def test_an_expression_that_fails_is_rg503_with_its_line(expression: str) -> None:
    finding = prose(f"tea\n\n- more {{{{ {expression} }}}}").only()
    assert finding.code == "RG503"
    line, column = place(finding)
    assert line == 3 and column in (8, 11)  # the expression, or what stands in it


def test_the_arguments_that_there_are_are_named() -> None:
    finding = prose('{{ cite("eps", colour="red") }}').only()
    assert "unexpected keyword argument 'colour'" in finding.message
    assert finding.mend == "its arguments: reference, decimals, sign, absolute, terse"


@pytest.mark.parametrize("tag", ['{% include "brief.html.j2" %}', '{% import "brief.html.j2" as x %}'])
def test_a_text_includes_nothing(tag: str) -> None:
    finding = prose(f"tea\n{tag}").only()
    assert (finding.code, place(finding)) == ("RG503", (2, 1))


# ---- places --------------------------------------------------------------------------------------------------


def places_in(text: str) -> list[tuple[int, int]]:
    return [place(finding) for finding in prose(text).findings]


def test_in_a_loop_each_round_fails_at_the_same_place_which_is_said_once() -> None:
    assert places_in('{% for n in [1, 2] %}\n- {{ cite("zzz") }}\n{% endfor %}') == [(2, 12)]


def test_in_a_loop_the_name_may_change_from_round_to_round() -> None:
    read = prose('{% for n in ["eps", "zzz", "yyy"] %}{{ cite(n) }}{% endfor %}')
    assert [(one.code, place(one)) for one in read.findings] == [("RG205", (1, 37)), ("RG205", (1, 37))]
    assert len(read.citations) == 1


def test_behind_a_loop_places_go_on_where_they_stand() -> None:
    assert places_in('{% for n in [1, 2, 3] %}x{% endfor %}\n{{ cite("zzz") }}') == [(2, 10)]


def test_a_condition_is_carried_out_and_only_what_it_chooses_is_read() -> None:
    text = '{% if true %}\n{{ cite("eps") }}\n{% else %}\n{{ cite("zzz") }}\n{% endif %}'
    read = prose(text)
    assert (read.said, len(read.citations)) == ([], 1)
    assert places_in(text.replace("true", "false")) == [(4, 10)]


def test_the_same_name_twice_in_a_line_has_two_places() -> None:
    assert places_in('{{ cite("zzz") }} and {{ cite("zzz") }}') == [(1, 10), (1, 32)]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('{{ cite("eps") ~ word("rise", "zzz") }}', 32),
        ('{{ cite("zz.zzz") ~ cite("zzz") }}', 27),
        ('{{ cite("fish/zzz") ~ cite("zzz") }}', 29),
    ],
)
def test_a_name_is_not_found_inside_a_longer_one(text: str, column: int) -> None:
    assert (1, column) in places_in(text)


@pytest.mark.parametrize("gap", ["-", ""])
def test_white_space_control_moves_nothing(gap: str) -> None:
    text = f'tea  {{{{{gap} "x" {gap}}}}}  and {{% set a = 1 {gap}%}}\n  {{{{ cite("zzz") }}}}'
    assert places_in(text) == [(2, 12)]


def test_comments_and_raw_text_move_nothing() -> None:
    text = '{# {{ cite("yyy") }} #}{% raw %}{{ cite("xxx") }}{% endraw %} {{ cite("zzz") }}'
    read = prose(text)
    assert read.said == [("RG205", 1, text.index("zzz") + 1)]
    assert '{{ cite("xxx") }}' in read.words


def test_plain_text_uses_nothing() -> None:
    read = prose("Nothing { but } text, 100% of it.\n")
    assert (read.said, read.words, read.citations) == ([], "Nothing { but } text, 100% of it.", [])


def test_a_carriage_return_in_a_text_moves_no_place() -> None:
    at: list[int] = []

    def reached(offset: int) -> str:
        at.append(offset)
        return ""

    made = render(text_of("a\rb {{ x }} c {{ y }}"), {"_at": reached, "x": "1", "y": "2"}, lambda: 0)
    assert isinstance(made, str)
    assert PRIVATE.sub("", made) == "a\nb 1 c 2"
    assert at == [4, 14]
