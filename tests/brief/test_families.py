"""Each document in the type of its language: the region's own shapes, its page number, its marks of quotation."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTCollection, TTFont
from support import TEMPLATES, drafts, read

from reportgen.brief.edition import Edition
from reportgen.brief.families import DocumentType, Families, families_of
from reportgen.brief.inputs import templates
from reportgen.errors import MachineLacks
from reportgen.exhibits import font_files
from reportgen.exhibits.faces import HAN, HAN_HEAD, LATIN, Fonts, find_faces, script_families
from reportgen.exhibits.font_files import find_file
from reportgen.exhibits.measure import Ruler
from reportgen.languages import LANGUAGES, language
from reportgen.languages.ja.typesetting import TYPE as JAPANESE
from reportgen.languages.pack import Language
from reportgen.press.fonts import cut_faces, press_css
from reportgen.press.html import printed_text
from reportgen.press.layouts import Layouts
from reportgen.press.pdf import LaidOut, lay_out_pages, print_pdf
from reportgen.press.pressing import _characters, renderer

REGIONS: Final = ("JP", "KR", "SC", "TC", "HK")
TELLING: Final = "直骨今"  # drawn otherwise in Japan than in Taiwan
FOOTER: Final = 'counter(page) " ページ"'
NOT_FIRST: Final = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々、。」』）！？"


def tiny_edition() -> Edition:
    edition, _ = read()
    assert edition is not None
    return edition


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """A language that is set as Japanese is."""
    like = language("zh-Hant")
    pack = replace(like, tag="ja", type=JAPANESE, page=replace(like.page, footer=FOOTER))
    monkeypatch.setitem(cast(MutableMapping[str, Language], LANGUAGES), "ja", pack)
    yield pack


def shapes(data: bytes | Path, text: str, index: int = -1) -> list[Any]:
    """The outlines of characters as a font draws them."""
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    with TTFont(source, fontNumber=index) as font:
        glyphs, names, drawn = font.getGlyphSet(), font.getBestCmap(), []
        for char in text:
            pen = DecomposingRecordingPen(glyphs)
            glyphs[names[ord(char)]].draw(pen)
            drawn.append(pen.value)
    return drawn


def of_region(region: str, genre: str = "Sans") -> list[Any]:
    """The telling characters as the face of a region draws them, found by its name in its file."""
    found = find_file(f"Noto {genre} CJK {region}", 400)
    assert found
    with TTCollection(found[0]) as whole:
        names = [font["name"].getDebugName(1) for font in whole.fonts]
    return shapes(found[0], TELLING, names.index(f"Noto {genre} CJK {region}"))


def test_the_telling_characters_tell() -> None:
    drawn = {region: of_region(region) for region in ("JP", "TC")}
    assert all(one != other for one, other in zip(drawn["JP"], drawn["TC"], strict=True))


@pytest.mark.parametrize(("tag", "region"), [("zh-Hant", "TC"), ("ja", "JP")])
def test_a_language_is_drawn_in_the_shapes_of_its_region(japanese: Language, tag: str, region: str) -> None:
    fonts = Fonts(headings="Source Serif Pro", script_headings="serif", heading_weight=400)
    cuts = {(cut.face.family, cut.face.weight): cut for cut in cut_faces(find_faces([tag], fonts), TELLING)}
    assert shapes(cuts[HAN, 400].opentype, TELLING) == of_region(region)
    assert shapes(cuts[HAN_HEAD, 400].opentype, TELLING) == of_region(region, "Serif")


@pytest.mark.parametrize("genre", ["Sans", "Serif"])
@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("weight", [400, 600])
def test_a_face_is_the_one_of_its_name_in_its_collection(
    monkeypatch: pytest.MonkeyPatch, genre: str, region: str, weight: int
) -> None:
    """By fontconfig, and in the folders where there is no fontconfig."""
    name = f"Noto {genre} CJK {region}"
    asked = find_file(name, weight)
    monkeypatch.setattr(font_files, "_ask_fontconfig", lambda name, style: None)
    looked = find_file.__wrapped__(name, weight)
    for path, index in filter(None, (asked, looked)):
        with TTFont(path, fontNumber=index) as font:
            assert font["name"].getDebugName(1) == name
    assert asked and looked


def test_a_file_of_one_region_will_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(font_files, "_FOLDERS", (tmp_path,))
    monkeypatch.setattr(font_files, "_ask_fontconfig", lambda name, style: None)
    (tmp_path / "NotoSansCJKjp-Regular.otf").touch()
    assert find_file.__wrapped__("Noto Sans CJK JP", 400) == (tmp_path / "NotoSansCJKjp-Regular.otf", 0)
    assert find_file.__wrapped__("Noto Sans CJK TC", 400) is None


@pytest.mark.parametrize(
    ("genre", "region", "cask"),
    [("sans", "TC", "font-noto-sans-cjk-tc"), ("serif", "JP", "font-noto-serif-cjk-jp")],
)
def test_a_missing_face_is_named_with_what_to_install(
    japanese: Language, monkeypatch: pytest.MonkeyPatch, genre: Any, region: str, cask: str
) -> None:
    present = find_file
    monkeypatch.setattr(
        font_files, "find_file", lambda name, *_: None if "CJK" in name else present(name, *_)
    )
    tag = {"TC": "zh-Hant", "JP": "ja"}[region]
    with pytest.raises(MachineLacks) as caught:
        find_faces([tag], Fonts(script_text=genre))
    assert f"Noto {genre.title()} CJK {region} is not installed" in str(caught.value)
    assert "fonts-noto-cjk" in str(caught.value) and str(caught.value).endswith(cask)


# ---- several languages ---------------------------------------------------------------------------------------


def test_each_document_of_a_mixed_edition_has_its_own_han_face(japanese: Language) -> None:
    both = Families(Fonts(), {"ja": ["ja", "zh-Hant"], "zh-Hant": ["zh-Hant", "ja"]})
    ours, theirs = ({face.family: face for face in both.of(tag).faces} for tag in ("ja", "zh-Hant"))
    assert ours.keys() == {LATIN, HAN, "Brief zh-Hant"} and theirs.keys() == {LATIN, HAN, "Brief ja"}
    assert ours[HAN].index == theirs["Brief ja"].index != theirs[HAN].index == ours["Brief zh-Hant"].index


def test_a_latin_document_borrows_the_script_of_its_edition(japanese: Language) -> None:
    assert script_families(["en", "zh-Hant"]) == {"zh-Hant": HAN}
    assert script_families(["en", "ja", "zh-Hant"]) == {"ja": HAN, "zh-Hant": "Brief zh-Hant"}
    assert script_families(["en"]) == {}
    shown = families_of(tiny_edition()).shown
    assert {tag: list(languages)[:2] for tag, languages in shown.items()} == {
        "en": ["en", "zh-Hant"],
        "zh-Hant": ["zh-Hant", "en"],
    }


def test_languages_in_one_face_share_it(japanese: Language) -> None:
    fonts = Fonts(own_text={"ja": "Noto Sans CJK TC"})
    assert script_families(["ja", "zh-Hant"], fonts) == {"ja": HAN, "zh-Hant": HAN}


def test_a_theme_may_name_a_family_for_one_language(japanese: Language) -> None:
    fonts = Fonts(own_text={"ja": "Noto Serif CJK JP"}, own_headings={"ja": "Noto Sans CJK JP"})
    assert [fonts.text_in(tag) for tag in ("en", "ja", "zh-Hant")] == [
        "",
        "Noto Serif CJK JP",
        "Noto Sans CJK TC",
    ]
    assert [fonts.headings_in(tag) for tag in ("ja", "zh-Hant")] == ["Noto Sans CJK JP", ""]
    assert (
        DocumentType(fonts, ["ja"]).has_headings and not DocumentType(fonts, ["zh-Hant", "ja"]).has_headings
    )


# ---- on the page ---------------------------------------------------------------------------------------------


def laid_out(tag: str) -> tuple[str, LaidOut]:
    """The tiny edition's page in a language, as HTML and on its pages."""
    edition = tiny_edition()
    draft = next(one for one in drafts() if one.language == tag)
    faces, layouts = families_of(edition).of(tag).faces, Layouts(templates([TEMPLATES]))
    made = renderer(edition, draft.document, layouts, faces)
    lay_out = partial(layouts.lay_out, edition, draft.document, draft.told(edition), made, "print")
    page, appendix = lay_out("front"), lay_out("appendix")
    cuts = cut_faces(faces, printed_text(page) + printed_text(appendix) + TELLING)
    laid = lay_out_pages(page.html, cuts, lambda pages, first: lay_out("appendix", pages, first).html)
    return page.html, laid


def footers(pdf: bytes) -> list[str]:
    """The last words at the right of each page."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, _ = page.get_size()
        found.append(
            page.get_textpage().get_text_bounded(left=width / 2, bottom=0, right=width, top=50).strip()
        )
    return found


@pytest.mark.parametrize(
    ("tag", "wording"), [("en", "Page {}"), ("zh-Hant", "第 {} 頁"), ("ja", "{} ページ")]
)
def test_the_page_number_is_in_the_words_of_the_language(
    japanese: Language, monkeypatch: pytest.MonkeyPatch, tag: str, wording: str
) -> None:
    """Nothing but the pack has to change for another page number and another face."""
    packs = cast(MutableMapping[str, Language], LANGUAGES)
    if tag == "ja":  # in the place of a language that the edition is written in
        monkeypatch.setitem(packs, "zh-Hant", japanese)
    _, laid = laid_out("en" if tag == "en" else "zh-Hant")
    printed = print_pdf(laid, "x", tiny_edition().date)
    assert footers(printed) == [wording.format(n) for n in range(1, laid.count + 1)]
    if tag != "en":
        region = {"zh-Hant": "TC", "ja": "JP"}[tag]
        found = find_file(f"Noto Sans CJK {region}", 400)
        assert found and drawn_alike(printed, "頁" if tag == "zh-Hant" else "計", found)


def drawn_alike(pdf: bytes, char: str, face: tuple[Path, int]) -> bool:
    """Whether a page draws a character as a face does."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = [
            one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one
        ]
        for font in fonts:
            table = font.ToUnicode.read_bytes().decode("ascii")
            told = re.search(
                rf"^<([0-9a-fA-F]{{4}})> <{ord(char):04x}>$", table, re.MULTILINE | re.IGNORECASE
            )
            if told:
                descriptor = font.DescendantFonts[0].FontDescriptor
                data = next(descriptor[key].read_bytes() for key in descriptor if key.startswith("/FontFile"))
                with TTFont(io.BytesIO(data)) as cut:
                    pen = DecomposingRecordingPen(glyphs := cut.getGlyphSet())
                    glyphs[cut.getGlyphName(int(told[1], 16))].draw(pen)
                if [pen.value] == shapes(face[0], char, face[1]):
                    return True
    return False


def test_a_quotation_is_drawn_in_the_shapes_of_its_own_language(japanese: Language) -> None:
    """The same three characters twice on one page, in a Chinese document that quotes a Japanese source."""
    edition = tiny_edition()
    (source,) = edition.base.sources.values()
    sources = {source.id: replace(source, language="ja")}
    quoting = replace(edition, base=replace(edition.base, sources=sources))
    draft = next(one for one in drafts() if one.language == "zh-Hant")
    faces, layouts = families_of(quoting).of("zh-Hant").faces, Layouts(templates([TEMPLATES]))
    made = renderer(quoting, draft.document, layouts, faces)
    page = layouts.lay_out(quoting, draft.document, draft.told(quoting), made, "print")
    both = f'<p><q lang="ja">{TELLING}</q> {TELLING}</p></body>'
    page = replace(page, html=page.html.replace("</body>", both))
    characters = _characters(quoting, page)
    cuts = cut_faces(faces, characters.printed, characters.parts)
    held = {cut.face.family: codes(cut.opentype) for cut in cuts}
    assert set(map(ord, TELLING)) <= held["Brief ja"] < held[HAN]
    html = page.html.replace("<style>", f"<style>{press_css(cuts)}", 1)
    printed = print_pdf(lay_out_pages(html, cuts), "x", edition.date)
    for region in ("JP", "TC"):
        face = find_file(f"Noto Sans CJK {region}", 400)
        assert face and all(drawn_alike(printed, char, face) for char in TELLING)


def codes(data: bytes) -> set[int]:
    with TTFont(io.BytesIO(data)) as font:
        return set(font.getBestCmap())


def test_a_message_names_families_that_its_readers_may_have() -> None:
    css = Layouts(templates([TEMPLATES])).jinja.get_template("email.css")
    stacks = {tag: css.render(type=DocumentType(Fonts(), [tag])) for tag in ("en", "zh-Hant")}
    assert "Arial, sans-serif;" in stacks["en"]
    assert 'Arial, "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif;' in stacks["zh-Hant"]


def test_a_page_knows_its_language_by_its_pack_alone(
    japanese: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(cast(MutableMapping[str, Language], LANGUAGES), "zh-Hant", japanese)
    page, _ = laid_out("zh-Hant")
    assert f"html.cjk {{ {JAPANESE.line}; }}" in page and f"html.cjk h1 {{ {JAPANESE.title}; }}" in page
    assert 'q:lang(zh-Hant) { quotes: "「" "」"; }' in page and 'q:lang(en) { quotes: "“" "”"; }' in page
    english, _ = laid_out("en")
    assert f"html {{ {language('en').type.line}; }}" in english and "cjk" not in english.split("<body")[1]


def test_no_template_knows_a_language() -> None:
    for path in [*TEMPLATES.glob("*.css"), *TEMPLATES.glob("*.j2"), *TEMPLATES.glob("themes/*.yaml")]:
        text = path.read_text("utf-8")
        assert not re.search(r":lang\((?!\{\{)", text), path.name
        assert path.suffix == ".yaml" or not re.search(r"zh-|[\u3040-\u30ff\u3400-\u9fff]", text), path.name
        assert "CJK" not in text.replace("Noto CJK", ""), path.name


# ---- line ends -----------------------------------------------------------------------------------------------

RUNNING: Final = (
    "ジェイソン・ウッド最高経営責任者は「ネットワークへの投資がキャッシュ・フローをしっかり支えた」とコメントし、"
    "データセンターのサーバー増強、ファッション、ティッシュといったカテゴリーの伸びを挙げた。時々ゃっと動くチャーミングな"
    "マーケットプレイスのシェアは、ッと伸びてゅく。"
)  # fmt: skip


@pytest.mark.parametrize("width", range(60, 130, 14))
def test_no_line_of_japanese_begins_with_what_may_not_stand_there(japanese: Language, width: int) -> None:
    """On the page (Pango breaks lines strictly, by UAX 14), and in a chart."""
    cuts = cut_faces(find_faces(["ja"]), RUNNING)
    rule = f'margin: 0; width: {width}pt; font: 10pt "Brief Sans", "Brief Han"'
    css = f"{press_css(cuts)} @page {{ margin: 0 }} p {{ {rule} }}"
    page = f'<!DOCTYPE html><html lang="ja"><title>t</title><style>{css}</style><p>{RUNNING}</p></html>'
    (sheet,) = pypdfium2.PdfDocument(lay_out_pages(page, cuts).document.write_pdf())
    lines = sheet.get_textpage().get_text_bounded().split("\r\n")
    assert "".join(lines) == RUNNING and len(lines) > 8
    assert not [line for line in lines if line[0] in NOT_FIRST or line[-1] in "「"]
    wrapped = Ruler(find_faces()).wrap(RUNNING, width)
    assert "".join(wrapped) == RUNNING
    assert not [line for line in wrapped if line[0] in NOT_FIRST or line[-1] in "「"]
