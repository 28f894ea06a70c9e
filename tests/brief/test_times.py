"""Periods and days that a text prints by `period()` and `date()`, and references relative to the edition's period."""

from __future__ import annotations

import pytest
from texts import all_pieces, edition, prose, scalar, text_of

from reportgen.brief.letters import Addressee, LetterWording, write_letter
from reportgen.brief.writing import Writer
from reportgen.document.nodes import Named
from reportgen.document.walk import passages, plain
from reportgen.facts.reference import parse_reference


def printed(text: str, language: str = "en") -> str:
    read = prose(text, language)
    assert read.findings == []
    return read.words


@pytest.mark.parametrize(
    ("call", "en", "zh"),
    [
        ("period()", "Q4 2025", "2025年第四季"),
        ("period(short=true)", "Q4 25", "4Q25"),
        ('period("-1Y")', "Q4 2024", "2024年第四季"),
        ('period("-1Q")', "Q3 2025", "2025年第三季"),
        ('period("+1Q")', "Q1 2026", "2026年第一季"),
        ('period("9M2025")', "9M 2025", "2025年前三季"),
        ('period("2025-10")', "October 2025", "2025年10月"),
        ('period("YTD2025Q2", short=true)', "H1 25", "1H25"),
        ('date("-1Y")', "31 December 2024", "2024年12月31日"),
        ('date("2025Q3", short=true)', "30 Sep 2025", "2025/9/30"),
        ('date("2025-05-06")', "6 May 2025", "2025年5月6日"),
    ],
)
def test_what_is_printed(call: str, en: str, zh: str) -> None:
    assert printed(f"In {{{{ {call} }}}} it was.") == f"In {en} it was."
    assert printed(f"於{{{{ {call} }}}}。", "zh-Hant").replace(" ", "") == f"於{zh}。"


def test_the_day_of_the_edition_and_of_a_source() -> None:
    writer = Writer(edition(), "en", {})
    source = next(iter(edition().base.sources))
    for call, day in (
        ("date()", edition().date.isoformat()),
        (f'date("{source}")', edition().base.sources[source].published),
    ):
        year, month, number = day.split("-")
        words = printed(f"On {{{{ {call} }}}} it came.")
        assert words.startswith(f"On {int(number)} ") and words.endswith(f" {year} it came."), (words, month)
    assert writer.day == edition().date


def test_it_vouches_for_its_numerals() -> None:
    read = prose('{{ period("2019Q4") }} and {{ date("2019Q4") }} were long ago.')
    named = [piece for piece in all_pieces(read) if isinstance(piece, Named)]
    assert [(piece.text, piece.kind) for piece in named] == [
        ("Q4 2019", "period"),
        ("31 December 2019", "date"),
    ]


def test_it_stands_in_texts_of_yaml_files_and_in_claims() -> None:
    assert plain(scalar("title: 'Results, {{ period() }}'").line) == "Results, Q4 2025"
    read = prose('{% claim "revenue > 0" %}In {{ period("-1Y") }} it was above zero{% endclaim %}.')
    assert read.findings == [] and "In Q4 2024 it was" in read.words


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('period("-1W")', "cannot read the shift '-1W'"),
        ('period("4Q25")', "cannot read the period '4Q25': did you mean 2025Q4?"),
        ('date("nowhere")', "there is no source 'nowhere'"),
        ('date("2025-02-29")', "there is no day 2025-02-29"),
    ],
)
def test_what_there_is_none_of(call: str, message: str) -> None:
    finding = prose(f"In {{{{ {call} }}}}.").only()
    assert finding.code == "RG203" and finding.message.startswith(message)
    assert finding.locus is not None and finding.locus.column > len("In {{ ")


def test_it_stands_in_letters() -> None:
    texts = ("Results, {{ period() }}", "Out on {{ date() }}.", "{{ period('-1Y') }} was weaker.")
    subject, preheader, body = ({"en": text_of(text, "delivery.yaml")} for text in texts)
    letter = write_letter(edition(), (), "en", LetterWording(subject, preheader, body), Addressee("")).letter
    assert plain(letter.subject) == "Results, Q4 2025"
    met = "\n".join(plain(passage.line) for passage in passages(letter))
    assert "Q4 2024 was weaker." in met and f"Out on {edition().date.day} " in met


@pytest.mark.parametrize("shift", ["-1Y", "-1Q", "+1Q"])
def test_a_relative_reference_is_the_one_that_it_leads_to(shift: str) -> None:
    base = edition().base
    meant = base.period.shift({"-1Y": -12, "-1Q": -3, "+1Q": 3}[shift])
    at = base.locate(parse_reference(f"revenue@{shift}"))
    assert (at.period, str(at.period)) == (meant, str(meant))


def test_it_takes_text_alone() -> None:
    assert prose("{{ period(2025) }}").only().code == "RG503"
    assert prose("{{ date(day=1) }}").only().mend == "its arguments: name, short"
