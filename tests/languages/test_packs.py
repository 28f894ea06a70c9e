"""Packs of languages: complete, or they do not type-check; complete where a type cannot say so; each in its own
words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest
from mypy import api as mypy

from reportgen import languages
from reportgen.checks.tieout import Verdict
from reportgen.codes import CODES
from reportgen.exhibits.kinds import KINDS
from reportgen.facts.quantity import SCALES
from reportgen.facts.reference import SCENARIOS
from reportgen.facts.unit import RATIOS
from reportgen.languages import LANGUAGES, language, pick
from reportgen.languages.currencies import CURRENCIES
from reportgen.languages.pack import QUALIFYING, Language
from reportgen.record.appendix import READ_OTHERWISE

ROOT: Final = Path(__file__).parents[2]
EVERY: Final = pytest.mark.parametrize("tag", LANGUAGES)
# Not words: how they are set, how a figure's parts are signed, and what is read.
NO_WORDS: Final = ("figures", "type", "numerals")
# Of these keys a pack may leave the text empty.
EMPTY: Final = {"marks.gap", "scenarios.actual_note"}
# What two languages rightly have alike: signs, names of units that stand for themselves, and calls of helpers.
ALIKE: Final = re.compile(r"(?:\{\{[^{}]*\}\}|[\W\d_])*")


def texts(room: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a pack by its key: page.exhibit, rules.RG401."""
    if isinstance(room, str):
        yield key, room
    elif isinstance(room, Mapping):
        for name, inner in room.items():
            yield from texts(inner, f"{key}.{name}")
    elif is_dataclass(room):
        for field in fields(room):
            yield from texts(getattr(room, field.name), f"{key}.{field.name}".lstrip("."))


# ---- complete


def test_an_incomplete_pack_does_not_type_check(tmp_path: Path) -> None:
    lacking = 'from reportgen.languages.pack import BasisWords\nBasisWords(reported="Reported", adjusted="Adjusted")\n'
    said, _, code = mypy.run(["--strict", "--cache-dir", str(tmp_path), "-c", lacking])
    assert code == 1
    assert 'Missing positional argument "fx_neutral" in call to "BasisWords"' in said


@EVERY
def test_a_language_stands_in_the_folder_of_its_tag(tag: str) -> None:
    assert (ROOT / "reportgen" / "languages" / tag.lower().replace("-", "_") / "__init__.py").is_file()
    assert LANGUAGES[tag].tag == tag


def test_every_folder_is_a_language_and_the_default_comes_first() -> None:
    (home,) = languages.__path__
    folders = {path.parent.name for path in Path(home).glob("*/__init__.py")}
    assert {tag.lower().replace("-", "_") for tag in LANGUAGES} == folders
    assert list(LANGUAGES) == [languages.DEFAULT, *sorted(LANGUAGES.keys() - {languages.DEFAULT})]


@EVERY
def test_no_text_is_empty(tag: str) -> None:
    pack = LANGUAGES[tag]
    rooms = (field.name for field in fields(pack) if field.name not in NO_WORDS)
    found = dict(pair for room in rooms for pair in texts(getattr(pack, room), room))
    assert {key for key, text in found.items() if not text} <= EMPTY


@EVERY
def test_what_the_program_asks_for_by_name_is_there(tag: str) -> None:
    pack = LANGUAGES[tag]
    rules = {code for code in CODES if code.startswith("RG4")}
    assert pack.rules.keys() == rules | {code.id for code in READ_OTHERWISE}
    assert pack.charts.kinds.keys() == {kind.word for kind in KINDS.values()}
    assert len(set(pack.charts.kinds.values())) == len(pack.charts.kinds)
    assert all(pack.verdicts.of(verdict).name for verdict in Verdict)
    assert len({pack.verdicts.of(verdict).name for verdict in Verdict}) == len(Verdict)
    assert all(pack.scenarios.of(scenario) for scenario in SCENARIOS)
    assert [scenario for scenario in SCENARIOS if not pack.scenarios.note(scenario)] == ["actual"]
    assert all(pack.bases.of(basis) for basis in ("reported", "adjusted", "fx-neutral"))


@EVERY
def test_every_figure_can_be_written(tag: str) -> None:
    figures = LANGUAGES[tag].figures
    assert tuple(figures.qualifiers) == tuple(figures.terse_qualifiers) == QUALIFYING
    assert figures.ratios.keys() == figures.terse_ratios.keys() == {"", *RATIOS}
    assert figures.ratio_names.keys() <= RATIOS.keys()
    assert list(figures.ladder) == sorted(figures.ladder, reverse=True)
    assert figures.ladder[-1] == 0
    assert {*figures.ladder, *figures.long_steps} <= figures.steps.keys()
    assert {figures.head_steps.get(power, power) for power in SCALES.values()} <= figures.steps.keys()
    behind = {*figures.ratios.values(), *figures.terse_ratios.values()}
    assert figures.single.keys() <= behind | {f" {noun}" for noun in figures.nouns.values()}
    for currency in CURRENCIES:
        assert any(figures.money(currency, False))
        assert any(figures.money(currency, True))
        assert figures.money_name(currency)
    assert all(figures.fraction(over, under) for under in (3, 6, 7, 9) for over in range(1, under))


@EVERY
def test_a_wording_has_one_place_for_what_it_is_about(tag: str) -> None:
    pack = LANGUAGES[tag]
    moved = (text for key, text in texts(pack.directions) if key.rpartition(".")[2].startswith("moved_"))
    own = (
        pack.marks.brackets,
        pack.page.in_unit,
        pack.claims.negation,
        pack.claims.brackets,
        pack.figures.below,
    )
    for wording in (*moved, *own, *pack.figures.qualifiers.values()):
        assert wording.count("{}") == 1, wording
        assert wording.format("7").count("7") == 1
    assert sorted(re.findall(r"\{\w\}", pack.inspector.count)) == ["{m}", "{n}"]


@EVERY
def test_the_number_of_a_page_is_read_back(tag: str) -> None:
    page = LANGUAGES[tag].page
    printed = page.footer.replace("counter(page)", '"3"')
    read = re.fullmatch(page.page, "".join(re.findall(r'"([^"]*)"', printed)))
    assert read is not None
    assert read.groups() == ("3",)


@EVERY
def test_days_and_periods_have_their_names(tag: str) -> None:
    periods, day = LANGUAGES[tag].periods, date(2026, 2, 5)
    parts = (("Q", 1), ("Q", 4), ("H", 1), ("H", 2), ("9M", 1), ("", 1))
    for short in (True, False):
        named = {periods.named(2025, *part, fiscal, short) for part in parts for fiscal in ((2025, 3), None)}
        assert len(named) == 2 * len(parts)
    assert periods.day(day, True) != periods.day(day, False)
    assert periods.stretch(day, date(2026, 4, 30), False, False) != periods.stretch(day, day, True, False)
    assert all(re.search(periods.days, text) for text in periods.undated(day))


@EVERY
def test_the_lint_finds_words_and_leaves_innocent_ones(tag: str) -> None:
    lint = LANGUAGES[tag].lint
    assert any(name.startswith("word") for name in lint.suspicious().groupindex)
    found = lint.suspicious().search(LANGUAGES[tag].directions.beat.above)
    assert found and (found.lastgroup or "").startswith("word")
    assert lint.before().search("") is None
    assert lint.after().search("") is None


# ---- each in its own words


def test_no_two_languages_have_a_text_in_common_by_mistake() -> None:
    alike = [
        f"{one.tag}, {other.tag}: {key}: {text}"
        for one, other in combinations(LANGUAGES.values(), 2)
        for key, text in common(one, other)
        if not (ALIKE.fullmatch(text) or key in SHARED.get(frozenset((one.tag, other.tag)), ()))
    ]
    assert alike == []


def common(one: Language, other: Language) -> list[tuple[str, str]]:
    """What two packs say in the same words, but for how they are set and how a figure's parts are signed."""
    rooms = [field.name for field in fields(Language) if field.name not in NO_WORDS]
    mine, yours = (
        dict(pair for room in rooms for pair in texts(getattr(pack, room), room)) for pack in (one, other)
    )
    return [(key, text) for key, text in mine.items() if yours.get(key) == text]


# By two languages: the keys of which both rightly say the same.
SHARED: Final[Mapping[frozenset[str], frozenset[str]]] = {
    frozenset({"ja", "zh-Hant"}): frozenset(
        {
            "bases.adjusted", "charts.total", "claims.fails", "claims.holds", "directions.up.below",
            "filings.members.names.hong kong", "filings.members.names.manufacturing", "inspector.basis",
            "inspector.period", "page.exceptions", "page.holds", "page.label", "page.period", "periods.days",
            "snapshot.lines.movers.line", "workbook.exception", "workbook.high", "workbook.low",
        }
    ),
}  # fmt: skip


# ---- asking for one


def test_an_unknown_language_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match=r"there is no language 'tlh'; there are: en, "):
        language("tlh")


def test_words_are_picked_in_the_language_or_in_whichever_there_is() -> None:
    assert pick({"en": "one", "zh-Hant": "二"}, "zh-Hant") == "二"
    assert pick({"en": "one"}, "zh-Hant") == "one"
