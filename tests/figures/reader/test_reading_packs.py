"""Which languages read a text."""

from __future__ import annotations

import pytest

from reportgen.figures.reader.packs import readers


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "plain words", ["en"]),
        ("en", "三菱", ["en", "zh-Hant"]),
        ("en", "三菱のシェア", ["en", "ja"]),
        ("", "三菱", ["en", "zh-Hant"]),
        ("ja", "三菱", ["ja", "en"]),
        ("zh-Hant", "三菱のシェア", ["zh-Hant", "en"]),
        ("zh-Hans", "三菱", ["zh-Hant", "en"]),
        ("ja", "plain words", ["ja", "en"]),
        ("xx", "plain words", ["en"]),
    ],
)
def test_one_language_of_each_script_reads(language: str, text: str, expected: list[str]) -> None:
    assert [pack.language for pack in readers(language, text)] == expected
