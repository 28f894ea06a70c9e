"""Every code that a finding can have: one record each, by hundreds. Docs, `reportgen explain`, `accepted:` and tests
read them from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.codes import (
    rg1_files,
    rg2_values,
    rg3_tieout,
    rg4_rules,
    rg5_texts,
    rg6_pages,
    rg7_proofs,
    rg8_coverage,
    rg9_delivery,
    rg9_ledger,
    rg9_review,
)
from reportgen.errors import FindingCode

HUNDREDS: Final = (
    rg1_files, rg2_values, rg3_tieout, rg4_rules, rg5_texts, rg6_pages, rg7_proofs, rg8_coverage, rg9_delivery,
    rg9_ledger, rg9_review,
)  # fmt: skip
# A record is registered by standing in the module of its hundred.
CODES: Final[Mapping[str, FindingCode]] = {
    one.id: one for module in HUNDREDS for one in vars(module).values() if isinstance(one, FindingCode)
}
