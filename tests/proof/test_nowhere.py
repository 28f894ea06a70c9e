"""A record that has a number printed where the document has no page: a layout that lost it would look the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from edits import Desk, codes
from surgery import altered, attached

from reportgen.record.attachments import NUMBERS


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk("en")


@pytest.mark.parametrize("way", ["inline", "drawn"])
@pytest.mark.parametrize("page", [None, 99])
def test_a_printing_on_no_page_is_found(desk: Desk, way: str, page: int | None) -> None:
    entries: list[Any] = json.loads(desk.files[NUMBERS])["numbers"]
    printings = entries[0]["texts"]["en"]["printings"]
    printings.append({**printings[0], "id": "n1-99", "way": way, "page": page})
    proved = desk.proved(
        attached(desk.pressed["pdf"], NUMBERS, altered(desk.files[NUMBERS], numbers=entries))
    )
    assert "RG702" in codes(proved)
    assert any("is on no page" in finding.message for finding in proved.findings)
