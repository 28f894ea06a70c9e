"""Beside which characters a line does not end, in whatever language it is."""

from __future__ import annotations

from typing import Final

NOT_FIRST: Final = frozenset(",。、;:!?)」』》〉】%…·・—,.;:!?)%’”")
NOT_LAST: Final = frozenset("(「『《〈【(‘“$")
