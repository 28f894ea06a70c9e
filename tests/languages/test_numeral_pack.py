"""The numerals of the languages: found by their folders, whole, and each pattern of them compiles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from reportgen.languages import numeral_packs, source_languages
from reportgen.languages.amounts import Lazy
from reportgen.languages.numeral_pack import Numerals


def test_every_folder_with_numerals_is_a_language() -> None:
    assert [pack.language for pack in numeral_packs()] == ["en", "ja", "zh-Hant"]


def test_simplified_chinese_is_a_language_of_sources_alone() -> None:
    assert "zh-Hans" in source_languages()
    assert "zh-Hans" not in [pack.language for pack in numeral_packs()]


def lazy(value: object) -> Iterator[Lazy]:
    """Every pattern in a pack that is compiled when it is first used."""
    if isinstance(value, Lazy):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from lazy(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from lazy(item)


@pytest.mark.parametrize("pack", numeral_packs(), ids=lambda pack: pack.language)
def test_every_pattern_of_a_pack_compiles_and_none_finds_nothing_at_all(pack: Numerals) -> None:
    for form in lazy((pack.scan, pack.grammar)):
        assert form.pattern.search("") is None
    tables: tuple[Mapping[str, tuple[str, ...]], ...] = (pack.asides, pack.judging.declined)
    for source in (source for table in tables for forms in table.values() for source in forms):
        assert re.compile(source, re.ASCII).search("") is None, source


@pytest.mark.parametrize("pack", numeral_packs(), ids=lambda pack: pack.language)
def test_a_pack_is_written_in_folded_characters(pack: Numerals) -> None:
    """What folding would change can stand in no pattern: it would never be found."""
    twins = {chr(code) for code, twin in pack.script.twins.items() if twin > "\u2fff"}
    for form in lazy((pack.scan, pack.grammar)):
        assert not twins & set(form.source), form.source
    for name in (*pack.digits.units.names, *pack.wording.before, *pack.wording.after, *pack.digits.money):
        assert not twins & set(name), name
    for forms in pack.asides.values():
        assert not twins & set("".join(forms)), forms
