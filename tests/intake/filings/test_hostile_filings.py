"""Files that are no filings, broken ones and hostile ones: one error, at its place, soon."""

from __future__ import annotations

import time

import pytest
from invented import INSTANCE, QUARTER, number, page

from reportgen.errors import Finding, Rejected
from reportgen.intake import intake_limits
from reportgen.intake.filings.xbrl import read_xbrl


def refused(data: bytes) -> Finding:
    with pytest.raises(Rejected) as caught:
        read_xbrl(data, "x.htm")
    (finding,) = caught.value.findings
    assert finding.locus is not None
    assert finding.mend
    return finding


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "RG820", "no element"),
        (b"{}", "RG820", "a character stands here"),
        (b"<html><body>x</body></html>", "RG820", "no XBRL is in it"),
        (b"<a><b></a>", "RG820", "an element ends here"),
        (b"<a>&noname;</a>", "RG820", "the entity &noname;"),
        (b"<p:a/>", "RG820", "a prefix is used here"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "RG820", "encoding"),
        (b'<!DOCTYPE a [<!ENTITY x "yy">]><a>&x;</a>', "RG821", "declares the entity x"),
        (
            b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/hosts"> %x;]><a/>',
            "RG821",
            "declares the entity x",
        ),
        (b"<a>" * 300, "RG821", "256 deep"),
        (b"<a>\xff</a>", "RG820", "a character stands here"),
    ],
)
def test_one_error_says_what_is_wrong(data: bytes, code: str, said: str) -> None:
    finding = refused(data)
    assert finding.code == code
    assert said in finding.message


@pytest.mark.parametrize("whole", [QUARTER, INSTANCE], ids=["inline", "plain"])
def test_a_file_that_breaks_off_is_refused_wherever_it_does(whole: bytes) -> None:
    for length in range(200, len(whole) - 12, 97):
        assert refused(whole[:length]).code == "RG820"


def test_the_place_is_told() -> None:
    finding = refused(b"<a>\n  <b>\n  </c>\n</a>")
    assert finding.locus is not None
    assert (finding.locus.line, finding.locus.column, finding.locus.excerpt) == (3, 5, "  </c>")


def test_very_many_facts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.intake.filings.tagged_facts.MOST_FACTS", 100)
    assert read_xbrl(page(number("gaap:A", "5") * 92), "x.htm").repeated == 91
    assert "more than 100 facts" in refused(page(number("gaap:A", "5") * 93)).message


def test_very_many_values_of_one_thing_are_refused() -> None:
    body = "".join(number("gaap:A", str(at)) for at in range(0, 20 * intake_limits.MOST_VALUES, 10))
    assert "more than 50 values" in refused(page(body)).message


@pytest.mark.parametrize(
    "body",
    [
        '<ix:nonNumeric name="gaap:A" contextRef="q">' * 100 + "x<b/>" * 20_000 + "</ix:nonNumeric>" * 100,
        '<ix:nonNumeric name="gaap:A" contextRef="q" continuedAt="a0"/>' * 200
        + "".join(f'<ix:continuation id="a{at}" continuedAt="a{at + 1}"/>' for at in range(10_000)),
        '<ix:continuation id="a" continuedAt="a"/><ix:nonNumeric name="gaap:A" contextRef="q" continuedAt="a"/>',
        '<ix:nonFraction name="gaap:A" contextRef="q" unitRef="usd"/> ' * 20_000,
        f'<p title="{"x" * 5_000_000}"/>',
    ],
    ids=["nested", "long chain", "circle", "empty numbers", "huge attribute"],
)
def test_nothing_takes_long(body: str) -> None:
    data = page(body)
    start = time.process_time()
    read_xbrl(data, "x.htm")
    assert time.process_time() - start < 5
