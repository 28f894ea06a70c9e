"""A language that nobody knows: an edition in it is checked, built and proved, and what the program says in it, it says
in words of its pack.

It is English in Greek letters, but for figures and days. So a Latin word on its pages is the author's, or is one that
some module says whatever the language is.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import pytest
import yaml
from support import EDITIONS, TEMPLATES, TINY, Here, parse

from reportgen.brief.inputs import Inputs, templates, themes
from reportgen.brief.letters import write_letter
from reportgen.brief.writing import house_in
from reportgen.build import Order, Project, build
from reportgen.check import Checked, check
from reportgen.checks.tieout import tie_out
from reportgen.delivery.plans.plan import read_plan
from reportgen.languages import LANGUAGES
from reportgen.languages.pack import Language
from reportgen.press.lettering import Change, Enclosed, press_letter
from reportgen.proof import read_finished
from reportgen.record.inspector import inspector_file

TAG: Final = "qaa"  # for private use (ISO 639-2)
_LATIN: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_GREEK: Final = "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΣΧΥΖαβψδεφγηιξκλμνοπθρστυωσχυζ"
_LETTERS: Final = str.maketrans(_LATIN, _GREEK)
_AS_WRITTEN: Final = re.compile(r"\{\w*\}")  # the places for what a page puts in
# Figures and days are English in this language; the program and its commands have names.
FROM_ENGLISH: Final = {"bn", "pp", "USD", "share", "shares", "reportgen", *month_name[1:], *month_abbr[1:]}


def _greek(said: Any) -> Any:
    """The same in Greek letters: texts, and what holds texts."""
    if isinstance(said, str):
        kept = iter(_AS_WRITTEN.findall(said))
        parts = (part.translate(_LETTERS) for part in _AS_WRITTEN.split(said))
        return "".join(part + next(kept, "") for part in parts)
    if isinstance(said, Mapping):
        return {key: _greek(inner) for key, inner in said.items()}
    if is_dataclass(said) and not isinstance(said, type):
        return replace(said, **{field.name: _greek(getattr(said, field.name)) for field in fields(said)})
    return said


def made_up() -> Language:
    """The pack."""
    english = LANGUAGES["en"]
    rooms = (
        "directions", "page", "inspector", "letter", "verdicts", "claims", "scenarios", "bases", "rules", "charts",
    )  # fmt: skip
    pack = replace(english, tag=TAG, name="Qaa", **{room: _greek(getattr(english, room)) for room in rooms})
    footer, page = '"Σελίδα " counter(page)', r"Σελίδα\s*(\d+)"
    return replace(pack, page=replace(pack.page, footer=footer, page=page))


@pytest.fixture(scope="module", autouse=True)
def registered() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LANGUAGES, TAG, made_up())
        yield


# ---- an edition in it


def _translated(tree: Any) -> Any:
    """A file with its English texts under the made-up tag, and no reader of another language; its sources stay in
    English."""
    if isinstance(tree, list):
        return [TAG if item == "en" else _translated(item) for item in tree if not _foreign(item)]
    if not isinstance(tree, dict):
        return tree
    if "en" in tree:
        return {TAG: tree["en"]}
    told = {key: _translated(value) for key, value in tree.items()}
    return told | {"language": TAG} if "address" in told else told


def _foreign(item: Any) -> bool:
    return item == "zh-Hant" or (isinstance(item, dict) and item.get("language") == "zh-Hant")


def edition() -> dict[str, bytes]:
    """The edition of the invented company, in the made-up language alone."""
    folder = EDITIONS / TINY
    files = {f"{TAG}.md": (folder / "en.md").read_bytes()}
    for name in ("brief.yaml", "facts.yaml", "delivery.yaml"):
        tree = yaml.load((folder / name).read_text("utf-8"), yaml.BaseLoader)
        files[name] = yaml.safe_dump(
            _translated(tree), allow_unicode=True, sort_keys=False, width=1000
        ).encode()
    return files


@pytest.fixture(scope="module")
def checked() -> Checked:
    files = edition()
    plan = files.pop("delivery.yaml")
    done = check(Inputs(TINY, "made-up", files, plan, templates([TEMPLATES]), themes([TEMPLATES])))
    assert [finding.message for finding in done.findings if finding.blocks] == []
    return done


def built(home: Path, form: str) -> bytes:
    """The edition, built and proved."""
    source = home / "data" / TINY
    source.mkdir(parents=True)
    for name, data in edition().items():
        (source / name).write_bytes(data)
    places = Project(home / "data", home / "output", (TEMPLATES,))
    folder = build(places, Order(TINY, formats=(form,)), lambda _: None, Here()).folder
    return (folder / f"{TINY}.{TAG}.{form}").read_bytes()


# ---- what stands in it


def own_words(text: str) -> list[str]:
    """The words that neither the author wrote nor the pack's own figures, and letters of any other script."""
    author = "".join(data.decode() for data in edition().values())
    written = {word.lower() for word in re.findall(r"[A-Za-z]+", author)} | FROM_ENGLISH
    latin = [word for word in re.findall(r"[A-Za-z]{2,}", text) if not {word, word.lower()} & written]
    return [*latin, *re.findall(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+", text)]


_HEARD: Final = ("alt", "title", "aria-label", "placeholder")


def seen(root: Element) -> Iterator[str]:
    """What a page says to whoever reads or hears it."""
    if root.tag in ("style", "script"):
        return
    yield from (root.attrib[name] for name in _HEARD if name in root.attrib)
    yield root.text or ""
    for inner in root:
        yield from seen(inner)
        yield inner.tail or ""


def test_a_page_says_what_it_has_to_say_in_words_of_the_pack(tmp_path: Path) -> None:
    said = " ".join(seen(parse(built(tmp_path, "html").decode())))
    page = made_up().page
    for words in (
        page.exhibit.format(1),
        page.source,
        page.numbers,
        page.numbers_intro,
        page.claims_intro,
        page.skip,
    ):
        assert words in said
    assert own_words(said) == []


def test_a_printed_page_is_numbered_as_the_pack_has_it(tmp_path: Path) -> None:
    finished = next(read_finished(f"{TINY}.{TAG}.pdf", built(tmp_path, "pdf")))
    said = " ".join(sheet.text for sheet in finished.sheets)
    assert re.findall(made_up().page.page, said) == [str(sheet.page) for sheet in finished.sheets]
    assert own_words(said) == []


def test_the_inspector_says_nothing_else(checked: Checked) -> None:
    (draft,), done = checked.drafts, checked.edition
    assert done is not None
    base, number_style = done.base, house_in(done, TAG)
    file = inspector_file(base, number_style, draft.told(done).lines, tie_out(base))
    pack = made_up()
    assert file["words"] == {key: vars(pack.inspector)[key] for key in file["words"]}
    facts = list(file["facts"].values())
    shown = [
        fact[key]
        for fact in facts
        for key in ("short", "scenario", "basis", "verdict", "meaning")
        if key in fact
    ]
    assert own_words(" ".join(shown)) == []
    assert pack.bases.reported in shown


def test_a_message_says_nothing_else(checked: Checked) -> None:
    (draft,), done = checked.drafts, checked.edition
    assert done is not None
    planned = edition()["delivery.yaml"].replace(b"exhibit: sales-path\n", b"")
    plan, findings = read_plan(planned, "delivery.yaml", done, checked.drafts)
    assert plan is not None, findings
    (reader,) = plan.recipients
    written = write_letter(done, draft.document.headline.content, TAG, plan.wording, reader.addressee)
    enclosed = Enclosed(
        ("a.pdf",), (Change("EPS", "", "$1.95"),), "https://example.com/leave", "https://example.com/check"
    )
    letter = press_letter(done, written, enclosed, templates([TEMPLATES]), None)
    words = made_up().letter
    proof = (words.proof_title, words.proof, words.proof_file, words.proof_link)
    for text in (words.attached, words.correction_intro, words.nowhere, *proof, words.unsubscribe):
        assert text in letter.text
        assert text in letter.html
    plain = letter.text
    for said in (enclosed.command, "a.pdf", enclosed.unsubscribe, enclosed.verify_url):
        plain = plain.replace(said, "")
    assert own_words(plain) == []
