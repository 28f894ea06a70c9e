"""A language that there is no pack for: said where it stands, with those that there are."""

from __future__ import annotations

from typing import Final

import pytest
from support import read

from reportgen.errors import Finding

THOSE: Final = "is not one of the languages that there are: 'en', "


def found(edits: dict[str, dict[str, str]]) -> list[Finding]:
    _, findings = read(edits)
    return [finding for finding in findings if finding.code in ("RG111", "RG112")]


@pytest.mark.parametrize(
    ("file", "old", "new", "said", "mend"),
    [
        ("brief.yaml", "languages: [en, zh-Hant]", "languages: [en, tlh]", "'tlh'", ""),
        (
            "brief.yaml",
            "languages: [en, zh-Hant]",
            "languages: [en, ZH-Hant]",
            "'ZH-Hant'",
            "did you mean 'zh-Hant'?",
        ),
        ("brief.yaml", "kicker: {en: Results review,", "kicker: {tlh: Results review,", "'tlh'", ""),
        ("brief.yaml", "- {en: vs consensus, zh-Hant: 差距}", "- {tlh: vs consensus}", "'tlh'", ""),
        ("brief.yaml", "{group: {en: Group,", "{group: {tlh: Group,", "'tlh'", ""),
    ],
)
def test_it_is_said_which_there_are(file: str, old: str, new: str, said: str, mend: str) -> None:
    (finding,) = found({file: {old: new}})
    assert finding.code == "RG112"
    assert finding.message.startswith(f"{said} {THOSE}")
    assert finding.mend == mend
    assert finding.locus is not None and finding.locus.file.endswith(file)


def test_a_key_that_is_no_tag_is_a_key() -> None:
    (finding,) = found(
        {"brief.yaml": {"- {en: vs consensus, zh-Hant: 差距}": "- {labels: {en: vs consensus}}"}}
    )
    assert (finding.code, finding.message.split(" (")[0]) == ("RG111", "unknown key 'labels'")
