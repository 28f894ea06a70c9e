"""Type cut to an edition: the glyphs that it prints, and none that is missing."""

from __future__ import annotations

import io
from base64 import b64decode
from typing import Final

import pytest
from fontTools.ttLib import TTFont

from reportgen.errors import Rejected
from reportgen.exhibits.faces import OTHER, find_faces
from reportgen.exhibits.fallbacks import other_faces
from reportgen.press.fonts import cut_faces, press_css, web_css, woff2

FACES: Final = find_faces(["zh-Hant"])
TEXT: Final = "Net sales rose 14% to $213.4bn – 營收年增，至2,134億美元。"


def characters(data: bytes) -> set[str]:
    with TTFont(io.BytesIO(data)) as font:
        return {chr(code) for code in font.getBestCmap()}


def test_a_cut_holds_what_is_printed_and_not_much_more() -> None:
    for cut in cut_faces(FACES, TEXT):
        held = characters(cut.opentype)
        with TTFont(cut.face.path, fontNumber=cut.face.index) as whole:
            assert held == set(TEXT) & {chr(code) for code in whole.getBestCmap()}
        assert len(cut.opentype) < cut.face.path.stat().st_size / 10


def test_the_web_gets_the_same_glyphs_as_the_press() -> None:
    for cut in cut_faces(FACES, TEXT):
        packed = woff2(cut.opentype)
        assert characters(packed) == characters(cut.opentype)
        assert packed[:4] == b"wOF2"


def test_every_character_without_a_glyph_is_named() -> None:
    with pytest.raises(Rejected) as caught:
        cut_faces(FACES, f"{TEXT}\U00013000\U0001f600")
    assert [finding.code for finding in caught.value.findings] == ["RG601", "RG601"]
    assert "U+13000" in caught.value.findings[0].message
    assert "U+1F600" in caught.value.findings[1].message


def test_what_is_never_drawn_needs_no_glyph() -> None:
    cut_faces(FACES, "a\n\t\u00ad\u200b\u2060\ufeff")


def test_the_same_text_gives_the_same_bytes() -> None:
    once, again = cut_faces(FACES, TEXT), cut_faces(FACES, TEXT[::-1])
    assert [(cut.opentype, woff2(cut.opentype)) for cut in once] == [
        (cut.opentype, woff2(cut.opentype)) for cut in again
    ]


def test_each_face_is_a_rule_of_its_own() -> None:
    cuts = cut_faces(FACES, "a字")
    web, press = web_css(cuts), press_css(cuts)
    assert web.count("@font-face") == press.count("@font-face") == len({cut.name for cut in cuts}) == 4
    carried = [part.split(")")[0] for part in web.split("base64,")[1:]]
    assert [b64decode(data) for data in carried] == [woff2(cut.opentype) for cut in cuts]
    assert all(f"url(asset:{cut.name})" in press for cut in cuts)


def test_a_face_for_another_script_is_cut_to_what_the_others_lack() -> None:
    latin = find_faces([])
    cuts = cut_faces([*latin, *other_faces("한국", latin)], "a 한국")
    regular, semibold = (cut for cut in cuts if cut.face.family == OTHER)
    assert regular.codes == semibold.codes == (0xAD6D, 0xD55C)
    assert characters(regular.opentype) == set(" 한국")  # the space between two words is set in their face
    assert web_css(cuts).count(";unicode-range:U+AD6D,U+D55C}") == press_css(cuts).count("U+AD6D") == 2
    assert not any(cut.face.family == OTHER for cut in cut_faces([*latin, *other_faces("한국", latin)], "a"))
