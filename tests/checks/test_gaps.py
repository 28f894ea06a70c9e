"""Formulas that miss an input: reported once, where the formula names it, with all that follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportgen.checks.gaps import gap_findings
from reportgen.checks.tieout import Verdict, findings, tie_out
from reportgen.errors import Finding
from reportgen.facts.base import FactBase

Base = Callable[[dict[str, Any]], FactBase]
WHY = {"accepted": {"en": "why"}}


def gaps(base: FactBase) -> list[Finding]:
    return [finding for finding in findings(tie_out(base), base) if finding.code == "RG303"]


def pointed_at(finding: Finding) -> str:
    assert finding.locus is not None
    return finding.locus.excerpt[finding.locus.column - 1 :]


def test_what_follows_from_it_is_named_and_not_reported_again(base: Base) -> None:
    made = base({"a@2025": "= 2 * profit", "b@2025": "= a + 1 * a", "c@2025": "= b / 2"})
    (finding,) = gaps(made)
    assert finding.message.startswith("a@2025 cannot be computed: there is no fact profit@2025")
    assert finding.mend.splitlines()[0] == "from it would follow: b@2025, c@2025"
    assert pointed_at(finding).startswith("profit")
    assert [row.verdict for row in tie_out(made)] == [Verdict.INCOMPLETE] * 3


def test_one_formula_in_many_periods_is_one_finding(base: Base) -> None:
    facts = {f"b@{year}": "= a" for year in range(2019, 2026)}
    (finding,) = gaps(base(facts | {"a@2025": "1 USD"}))
    assert finding.message.startswith("b@2019 cannot be computed: there is no fact a@2019")
    assert finding.mend.splitlines()[0] == (
        "neither can, by the same formula: b@2020 (without a@2020), b@2021 (without a@2021), b@2022 (without a@2022), "
        "b@2023 (without a@2023) and 1 more"
    )


def test_two_formulas_are_two_findings(base: Base) -> None:
    assert len(gaps(base({"b@2025": "= a", "c@2025": "= a * 2"}))) == 2


def test_a_fact_that_misses_something_itself_is_reported_besides(base: Base) -> None:
    made = base({"b@2025": "= a", "c@2025": "= b + profit"})
    assert [pointed_at(finding)[:1] for finding in gaps(made)] == ["a", "b"]
    assert "from it" not in "".join(finding.mend for finding in gaps(made))


def test_what_a_function_compares_with_is_missed_at_the_function(base: Base) -> None:
    (finding,) = gaps(base({"ratio@2025": "= growth(a)", "a@2025": "1 USD"}))
    assert "a@2024" in finding.message
    assert pointed_at(finding).startswith("growth(a)")


def test_a_reason_for_one_gap_is_none_for_what_follows(base: Base) -> None:
    made = base({"b@2025": ["= a", WHY], "c@2025": "= b", "profit@2025": "= c"})
    (finding,) = gaps(made)
    assert finding.message.startswith("c@2025 cannot be computed: b@2025 has no value")
    assert "from it would follow: profit@2025" in finding.mend


def test_what_waits_for_a_number_that_is_not_meaningful_is_no_gap(base: Base) -> None:
    """It is not meaningful itself."""
    made = base(
        {"ratio@2025": "= a / b", "a@2025": "1 USD", "b@2025": "about 0 USD", "profit@2025": "= ratio * a"}
    )
    assert gaps(made) == []
    assert [fact.no_value for fact in made.facts.values() if fact.formula] == ["divisor", "input"]


def test_nothing_missing_is_no_finding(base: Base) -> None:
    assert gap_findings([], base({"a@2025": "1 USD"})) == []
