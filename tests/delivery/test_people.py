"""People by their names: whatever could be one person counts once, and two people are two."""

from __future__ import annotations

import unicodedata
from itertools import combinations, permutations
from typing import Final

import pytest
from confusable_homoglyphs.confusables import confusables_data
from hypothesis import given
from hypothesis import strategies as st

from reportgen.delivery.approving.people import people, same_person
from reportgen.delivery.plans.address import unfit_in

NAMES: Final = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1
)
ALIKE: Final = st.text(
    st.sampled_from("Aa\u0391\u0430\uff21 Ii\u0131l1|Nn\u039d\u03bdVv0Oo"), min_size=1, max_size=6
)


@pytest.mark.parametrize(
    "names",
    [
        ("Ann Lee", "ann  lee", "ANN LEE", "Αnn Lee", "Ann L\u0435\u0435", "Ａｎｎ　Ｌｅｅ",
         "A\u039d\u039d Lee"),
        ("Fiona Office", "\ufb01ona O\ufb03ce", "FIONA OFFICE"),
        ("José Peña", "Jose\u0301 Pen\u0303a", "JOSE PENA", "Jose Pena"),
        ("Sofia", "Sof\u0131a", "SOFIA", "SOF\u0130A"),
        ("Strauß", "Strauss", "STRAUSS", "STRAU\u1e9e"),
        ("Paul", "PauI", "Pau1"),
        ("Bob", "B0b", "BOB"),
        ("Νίκος", "ΝΙΚΟΣ", "νικος"),
        ("Андрей", "АНДРЕЙ"),
        ("Ann Lee", "Ann\u034f Lee\ufe0f"),
        ("O'Hara", "O\u2019Hara"),
        ("辻", "辻\U000e0100"),
        ("佐藤健一", "佐藤 健一", "佐藤　健一", "佐藤・健一", "健一 佐藤", "佐藤-健一"),
        ("Ann Lee", "AnnLee", "Ann-Lee", "Lee Ann", "Lee, Ann", "LEE Ann", "LeeAnn", "Ann.Lee", "Ann (Lee)",
         "Ann/Lee", "Ann\u2010Lee", "Ann\u00b7Lee", "Ann_Lee", "\uff21nn\uff0dLee"),
        ("O'Hara", "OHara", "O Hara", "O\u02bcHara"),
        ("Paul Lee", "Pau|-Lee", "Lee Pau1"),
        ("Ann B C D Lee", "Lee Ann B C D", "D C B Ann Lee", "AnnBCDLee"),
    ],
)  # fmt: skip
def test_one_person_however_the_name_is_written(names: tuple[str, ...]) -> None:
    for other in names[1:]:
        assert len(people([names[0], other])) == 1, other


@pytest.mark.parametrize(
    "names",
    [
        ("Ann Lee", "Ann Leo", "Anna Lee", "Ben Lee"),
        ("Ian", "Lan", "Ivan", "Inan"),
        ("Ella", "Elia", "Alla", "Alia"),
        ("Amy", "Amu"),
        ("林美", "林美玲", "林玲", "李美", "王美"),
        ("山田太郎", "山口太郎", "山田次郎", "やまだ", "ヤマダ", "がく", "かく"),
        ("김민수", "김민준", "이민수"),
        ("\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u0648\u062f", "\u0623\u062d\u0645\u062f"),
        ("राम", "रमा", "रीमा"),
        ("A. Lee", "Ann Lee", "B. Lee", "Lee"),
        ("ノリコ", "リコ"),
        ("佐藤健一", "佐藤健二", "健一"),
    ],
)
def test_two_people_are_two(names: tuple[str, ...]) -> None:
    assert [pair for pair in combinations(names, 2) if same_person(*pair)] == []
    assert len(people(names)) == len(names)


@given(NAMES)
def test_a_name_is_its_own_in_any_case_and_composition(name: str) -> None:
    plain = name.replace("\u0345", "")  # a small iota that capitals write as a letter
    assert same_person(name, name)
    for other in (plain.casefold(), *(unicodedata.normalize(form, plain) for form in ("NFC", "NFD", "NFKC"))):
        if "\u0345" not in unicodedata.normalize("NFD", plain):
            assert same_person(plain, other)


def test_a_character_exchanged_for_one_that_looks_like_it_makes_nobody() -> None:
    """Every pair that the library knows, but for marks on letters, which are left out, and what no name may hold."""
    split = []
    for char, others in confusables_data.items():
        for other in (row["c"] for row in others):
            pair = char + other
            if unfit_in(pair) or any(
                unicodedata.category(one) == "Mn" for one in unicodedata.normalize("NFD", pair)
            ):
                continue
            if not same_person(f"Q {char}z", f"Q {other}z"):
                split.append((char, other))
    assert split == []


@given(st.lists(ALIKE, max_size=4))
def test_people_are_classes_whatever_the_order(names: list[str]) -> None:
    """An equivalence: everybody is in one class, who agrees is in the same, and the order of names changes nothing."""
    classes = {frozenset(group) for group in people(names)}
    assert set().union(*classes) == set(names)
    assert sum(map(len, classes)) == len(set(names))
    for one, other in combinations(names, 2):
        assert same_person(one, other) == same_person(other, one)
        together = any({one, other} <= group for group in classes)
        assert together or not same_person(one, other)
    assert all({frozenset(group) for group in people(order)} == classes for order in permutations(names))
