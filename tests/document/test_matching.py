"""Where wordings are found, against the pattern that says the same."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportgen.document.matching import flexible, flexible_pattern

CHARACTERS = "abB1.,$ \u81f3\u5104\n"
WORDINGS = st.text("abB1.,$ \u81f3", min_size=1, max_size=4).filter(str.strip)


@given(st.text(CHARACTERS, max_size=30), WORDINGS)
def test_a_wording_is_found_wherever_its_lines_were_broken(text: str, wanted: str) -> None:
    found = list(flexible(text, wanted))
    assert found == [match.span() for match in re.finditer(flexible_pattern(wanted), text)]
    assert all(before[1] <= behind[0] for before, behind in pairwise(found))


def test_the_name_of_an_element_ends_lines_between_its_words_alone() -> None:
    assert [*flexible("NetIncome\nLoss", "NetIncomeLoss")] == [(0, 14)]
    assert not [*flexible("NetInc\nomeLoss", "NetIncomeLoss")]
