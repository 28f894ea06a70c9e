"""Characters that need another font, and the installed fonts that have them."""

from __future__ import annotations

from typing import Final

import pytest

from reportgen.exhibits import fallbacks
from reportgen.exhibits.faces import OTHER, find_faces
from reportgen.exhibits.fallbacks import (
    SYMBOLS,
    by_script,
    lacking,
    other_faces,
    runs_leftward,
    script_of,
    unusual_characters,
)
from reportgen.exhibits.ink import Drawing, InkText
from reportgen.exhibits.printing import print_svg

LATIN_FACES: Final = find_faces([])
HANGUL: Final = "국한"  # which Noto Sans CJK has, and no face of Latin


def test_what_a_brief_is_usually_set_in_needs_no_other_font() -> None:
    assert unusual_characters("Sales rose 14% – “to” €2.1bn → 營收年增、利益率（％）カリノセ†≈−") == ""
    assert unusual_characters("₪5 at Αθήνα, Αθήνα") == "".join(sorted("ήΑανθ₪"))


def test_scripts_are_told_apart() -> None:
    assert [script_of(char) for char in "กअ₪☎"] == ["Thai", "Devanagari", SYMBOLS, SYMBOLS]
    assert dict(by_script("ขก₪")) == {"Thai": "กข", SYMBOLS: "₪"}


@pytest.mark.parametrize(("char", "leftward"), [("أ", True), ("א", True), ("ก", False), ("₪", False)])
def test_what_runs_leftward_is_known(char: str, leftward: bool) -> None:
    assert runs_leftward(char) is leftward


def test_an_installed_font_is_found_for_what_is_lacking() -> None:
    assert lacking(f"a{HANGUL}", LATIN_FACES) == HANGUL
    found = other_faces(f"a{HANGUL}", LATIN_FACES)
    assert {(face.family, face.weight) for face in found} == {(OTHER, 400), (OTHER, 600)}
    assert lacking(HANGUL, found) == ""


def test_none_is_sought_for_what_is_there_or_runs_leftward(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallbacks, "best_match", lambda *_: pytest.fail("fontconfig was asked"))
    assert other_faces("abאב", LATIN_FACES) == ()


def test_what_no_font_has_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallbacks, "best_match", lambda *_: "")
    other_faces.cache_clear()
    assert other_faces("한국", LATIN_FACES) == ()
    other_faces.cache_clear()  # others ask for the same on a machine that has them


def test_a_chart_names_the_further_family_where_its_words_need_it() -> None:
    def svg(text: str) -> str:
        return print_svg(Drawing(90, 20, (InkText(text, 1, 9, 7.6, 400, "#1a2129", "start", 9.0),)))

    assert OTHER not in svg("Sales 營收")
    assert f"'{OTHER}',sans-serif" in svg("Αθήνα")
