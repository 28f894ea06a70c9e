"""What tie-out, the sanity rules and claims come to, and what a figure is, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.languages.pack import BasisWords, ClaimWords, ScenarioWords, VerdictNames, VerdictWords

VERDICTS: Final = VerdictNames(
    ties=VerdictWords(
        "ties",
        "The recomputed figure rounds to the one given.",
        "The source gives the same figure each time.",
    ),
    ties_within_rounding=VerdictWords.always(
        "consistent",
        "The last digits differ, but by no more than rounding can explain.",
    ),
    sourced=VerdictWords.always(
        "sourced", "Given by the source; there is no second figure to check it against."
    ),
    derived=VerdictWords.always("derived", "We worked it out; no source gives it."),
    not_meaningful=VerdictWords.always("not meaningful", "The calculation gives no meaningful figure."),
    incomplete=VerdictWords.always("incomplete", "A figure that the calculation needs is missing."),
    not_comparable=VerdictWords.always(
        "not comparable", "The figure given and the calculation are not on the same basis."
    ),
    conflict=VerdictWords(
        "conflict",
        "The figure given and the one recomputed differ by more than rounding. Why it is used is said below.",
        "Different figures are given for it. Why this one is used is said below.",
    ),
    settled="figures differ",
)
# Without a verb, which would have to agree with the label before it.
_COMPARED: Final = {
    "<": "{} below {}",
    "<=": "{} at most {}",
    ">": "{} above {}",
    ">=": "{} at least {}",
    "=": "{} equal to {}",
    "!=": "{} other than {}",
    "between": "{} between {} and {}",
    "peak": "{} above each of {}",
}
_DATED: Final = {
    "<": "{} before {}",
    "<=": "{} no later than {}",
    ">": "{} after {}",
    ">=": "{} no earlier than {}",
    "peak": "{} after each of {}",
}
CLAIMS: Final = ClaimWords(
    holds="holds",
    fails="does not hold",
    undecided="undecided",
    conjunction=" and ",
    disjunction=" or ",
    negation="not ({})",
    brackets="({})",
    compared=_COMPARED,
    followed=_COMPARED,
    dated=_DATED,
    dated_followed=_DATED,
    highest="the highest of {}",
    lowest="the lowest of {}",
    size="{} in absolute terms",
    growth="{0} relative to {1}",
    range="{} to {}",
    low="low end of {}",
    high="high end of {}",
    zero="zero",
    last=" and ",
)
SCENARIOS: Final = ScenarioWords(
    actual="Actual",
    consensus="Consensus",
    guidance="Guidance",
    estimate="Our estimate",
    consensus_note="consensus",
    guidance_note="guidance",
    estimate_note="our estimate",
)
BASES: Final = BasisWords(reported="Reported", adjusted="Adjusted", fx_neutral="Constant currency")
RULES: Final[Mapping[str, str]] = {
    "RG401": "given in different orders of magnitude",
    "RG402": "out of scale with the figures beside it",
    "RG403": "an unusually large percentage",
    "RG404": "larger than the total",
    "RG405": "parts do not add up to the total",
    "RG406": "quarters do not add up",
    "RG407": "larger than that of the longer period",
    "RG408": "length of period does not fit the name",
    "RG409": "forecast for a period that is over",
    "RG410": "given before the period was over",
    "RG411": "up or down not settled",
    "RG412": "unchanged from the period before",
    "RG413": "growth does not fit the amounts",
    "RG414": "negative",
    "RG415": "not what the usual calculation gives",
    "RG416": "not income divided by shares",
    "RG417": "sign differs from that of income",
    "RG418": "cash movements do not add up",
    "RG419": "gap that items not given may explain",
    "RG420": "number of shares out of scale",
    "RG421": "no whole number gives this percentage",
    "RG423": "wrong check digit",
    "RG424": "wrong check digit in a text",
    "RG425": "ties only at the limits of rounding",
    "RG426": "outflow with changed sign",
    "RG427": "outflow subtracted twice",
    "RG525": "does not add up as rounded",
    "RG803": "source could be read differently",
}
