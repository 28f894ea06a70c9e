"""HTML that stays alone: a page that asks for something outside of it is refused, whatever a template does."""

from __future__ import annotations

from typing import Final

import pytest

from reportgen.errors import Rejected
from reportgen.press.html import forbid_asking

ASKING: Final = {
    "image": '<img src="{}">',
    "style sheet": '<link rel="stylesheet" href="{}">',
    "import": "<style>@import url({});</style>",
    "bare import": '<style>@import "{}";</style>',
    "background": '<p style="background: url({})">text</p>',
    "quoted background": "<style>p {{ background: url('{}') }}</style>",
    "picture in a picture": '<svg><image href="{}"/></svg>',
    "older picture in a picture": '<svg><image xlink:href="{}"/></svg>',
    "object": '<object data="{}"></object>',
    "frame": '<iframe src="{}"></iframe>',
    "script": '<script src="{}"></script>',
    "sources": '<img srcset="{} 2x" src="data:,">',
}


@pytest.mark.parametrize("way", ASKING)
@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://example.com/x", "x.png"])
def test_a_page_that_asks_for_something_is_rg604(way: str, address: str) -> None:
    with pytest.raises(Rejected) as caught:
        forbid_asking(f"<!DOCTYPE html><title>t</title>{ASKING[way].format(address)}")
    assert {finding.code for finding in caught.value.findings} == {"RG604"}


def test_a_page_may_lead_away_and_carry_what_is_its_own() -> None:
    page = '<!DOCTYPE html><title>t</title><a href="https://a.b">x</a><img src="data:image/png;base64,eA==">'
    forbid_asking(page + '<a href="#r1">y</a><style>p { color: red }</style>')
