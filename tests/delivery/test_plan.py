"""delivery.yaml: what it may say, and how each mistake in it is named."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import checked, tiny

from reportgen.check import Checked
from reportgen.delivery.plans.address import BadAddress, Mailbox, read_mailbox
from reportgen.delivery.plans.plan import read_plan
from reportgen.delivery.plans.planned import Plan
from reportgen.errors import Finding, show_finding

FILE = "delivery.yaml"


@pytest.fixture(scope="module")
def edition() -> Checked:
    return checked()


def planned(edition: Checked, edits: dict[str, str] | None = None) -> tuple[Plan | None, list[Finding]]:
    """The tiny edition's plan, with some passages changed."""
    assert edition.edition is not None
    return read_plan(tiny({FILE: edits or {}})[FILE], FILE, edition.edition, edition.drafts)


def test_the_plan_is_read_as_written(edition: Checked) -> None:
    plan, findings = planned(
        edition, {"time-zone: Asia/Taipei": 'time-zone: Asia/Taipei\nembargo: "2026-02-06 05:30"'}
    )
    assert findings == []
    assert plan is not None
    assert plan.sender == Mailbox("research@lanternfish.example.com", "Lanternfish Research")
    assert [(one.mailbox.name, one.language, one.attach) for one in plan.recipients] == [
        ("Ann Lee", "en", ("pdf",)), ("林美", "zh-Hant", ("pdf", "html", "xlsx")),
    ]  # fmt: skip
    assert plan.budget == 10_000_000
    assert plan.schedule.zone == ZoneInfo("Asia/Taipei")
    assert plan.schedule.not_before == time(6)
    assert plan.schedule.embargo == datetime(2026, 2, 6, 5, 30, tzinfo=ZoneInfo("Asia/Taipei"))
    assert plan.schedule.weekdays == (0, 1, 2, 3, 4)
    assert plan.schedule.max_age == timedelta(days=9999)


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("ann@example.com", "ann@example", "RG901", "'ann@example' is not one mailbox"),
        ("ann@example.com", '"ann@example.com, eve@example.com"', "RG901", "is not one mailbox"),
        ("ann@example.com", '"ann@example.com\\nBcc: eve@example.com"', "RG901", "U+000A cannot stand in an address"),
        ("name: Ann Lee", 'name: "Ann\\r\\nBcc: eve@example.com"', "RG901", "U+000D cannot stand in an address"),
        ("ann@example.com", "ann@example.net", "RG902", "is outside of the allowed domains"),
        ("mei@example.org", "Ann@example.com", "RG903", "stands here a second time"),
        ("Asia/Taipei", "Asia/Atlantis", "RG904", "'Asia/Atlantis' is not a time zone"),
        ("Asia/Taipei", "Asia/Tapei", "RG904", "nearest: Asia/Taipei"),
        ("Asia/Taipei", "../../etc/passwd", "RG904", "is not a time zone"),
        ('"06:00"', '"6 am"', "RG904", "'6 am' is not a time of day"),
        ("9999 days", "a week", "RG904", "'a week' is not a span of time"),
        ('"mailto:leave@', '"http://leave@', "RG904", "is not an address to leave the list"),
        ("language: en,", "language: fr,", "RG112", "'fr' is not one of"),
        ("attach: [pdf]}", "attach: [docx]}", "RG112", "'docx' is not one of"),
        ("weekdays:", "week-days:", "RG111", "unknown key 'week-days'"),
        ("exhibit: sales-path", "exhibit: salse-path", "RG504", "there is no exhibit 'salse-path'"),
        ("sales of {{ cite('revenue') }}", "sales of {{ cite('revenu') }}", "RG205", "revenu"),
        ('"revenue > revenue~consensus" %}ahead', '"revenue < revenue~consensus" %}ahead', "RG511", "is false"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_in_its_place(
    edition: Checked, old: str, new: str, code: str, said: str
) -> None:
    plan, findings = planned(edition, {old: new})
    assert plan is None
    blocking = [finding for finding in findings if finding.blocks]
    assert [finding.code for finding in blocking] == [code], list(map(show_finding, blocking))
    assert said in blocking[0].message
    assert blocking[0].locus is not None
    line = tiny()[FILE].decode()[: tiny()[FILE].decode().index(old)].count("\n") + 1
    assert blocking[0].locus.line in (line, line - 1)  # a block text is quoted from its first line
    assert "^" in show_finding(blocking[0])


def test_every_mistake_is_found_in_one_run(edition: Checked) -> None:
    _, findings = planned(
        edition, {"ann@example.com": "ann", "Asia/Taipei": "Nowhere", "9999 days": "7", '"06:00"': "6"}
    )
    assert sorted(finding.code for finding in findings) == ["RG901", "RG904", "RG904", "RG904"]


def test_a_language_that_the_edition_lacks_is_refused() -> None:
    english = checked({"brief.yaml": {"languages: [en, zh-Hant]": "languages: [en]"}})
    _, findings = planned(english)
    assert [finding.code for finding in findings if finding.blocks] == ["RG905"]


def test_a_text_that_a_reader_needs_is_missed(edition: Checked) -> None:
    old = "  zh-Hant: \"燈籠魚第四季：營收{{ cite('revenue') }}\"\n"
    _, findings = planned(edition, {old: ""})
    assert [finding.code for finding in findings] == ["RG506"]


# ---- addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mailbox"),
    [
        ("ann@Example.COM", Mailbox("ann@example.com")),
        ("Ann Lee <ann@example.com>", Mailbox("ann@example.com", "Ann Lee")),
        ('"Lee, Ann" <ann+x@example.com>', Mailbox("ann+x@example.com", "Lee, Ann")),
        ("林 <mei@例子.tw>", Mailbox("mei@xn--fsqu00a.tw", "林")),
    ],
)
def test_addresses_are_read(text: str, mailbox: Mailbox) -> None:
    assert read_mailbox(text) == mailbox


@pytest.mark.parametrize(
    "text",
    [
        "", "ann", "@example.com", "ann@", "ann@localhost", "ann@example.test", "a@b@example.com", "安@example.com",
        "ann@example.com,eve@example.com", "ann@example.com eve@example.com", "team: ann@example.com;",
        "<ann@example.com> <eve@example.com>", "ann@example.com>", "ann@[127.0.0.1]", '"a b"@example.com',
        "ann@example.com\r\nBcc: eve@example.com", "ann\u2028@example.com", "ann\x00@example.com",
        "ann\u200b@example.com",
    ],
)  # fmt: skip
def test_what_is_not_one_mailbox_is_refused(text: str) -> None:
    with pytest.raises(BadAddress):
        read_mailbox(text)


@given(st.text(max_size=40), st.text(max_size=20))
def test_no_address_holds_what_could_start_a_header(text: str, name: str) -> None:
    try:
        mailbox = read_mailbox(f"{text}@example.com", name)
    except BadAddress:
        return
    assert mailbox.address.isascii()
    assert mailbox.address.count("@") == 1
    assert not set("\r\n\0,;<> ") & set(mailbox.address)
    assert not set("\r\n\0") & set(mailbox.name)
