"""What tie-out, the sanity rules and claims come to, and what a figure is, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.languages.pack import BasisWords, ClaimWords, ScenarioWords, VerdictNames, VerdictWords

VERDICTS: Final = VerdictNames(
    ties=VerdictWords(
        "ties",
        "The recomputed value rounds to the stated digits.",
        "The source gives the same figure each time.",
    ),
    ties_within_rounding=VerdictWords.always(
        "ties within rounding",
        "The last digits differ, the intervals overlap: rounding alone can explain it.",
    ),
    sourced=VerdictWords.always("sourced", "Printed by the source; nothing else to hold it against."),
    derived=VerdictWords.always("derived", "Computed here; no source prints it."),
    not_meaningful=VerdictWords.always("not meaningful", "The formula gives no meaningful number."),
    incomplete=VerdictWords.always("incomplete", "The formula lacks an input."),
    not_comparable=VerdictWords.always(
        "not comparable", "Stated value and formula differ in kind and do not compare."
    ),
    conflict=VerdictWords(
        "conflict",
        "The intervals do not meet. The figure is used for the reason given below.",
        "The statements give different figures. This one is used for the reason given below.",
    ),
    settled="statements differ",
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
    highest="the highest of {}",
    lowest="the lowest of {}",
    size="{} in absolute terms",
    growth="growth from {1} to {0}",
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
    consensus_note="consensus",
    guidance_note="guidance",
)
BASES: Final = BasisWords(reported="Reported", adjusted="Adjusted", fx_neutral="Constant currency")
RULES: Final[Mapping[str, str]] = {
    "RG401": "told a scale apart",
    "RG402": "a scale away from the values beside it",
    "RG403": "an unusually large percentage",
    "RG404": "larger than the whole",
    "RG405": "parts do not foot",
    "RG406": "quarters do not add up",
    "RG407": "above the longer period",
    "RG408": "period and name differ in length",
    "RG409": "forecast of a past period",
    "RG410": "told before its period was over",
    "RG411": "sign left open",
    "RG412": "the same as the period before",
    "RG413": "growth against the amounts",
    "RG414": "below zero",
    "RG415": "not what it is usually reckoned from",
    "RG416": "off income over shares",
    "RG417": "opposite sign to income",
    "RG418": "cash does not roll forward",
    "RG419": "a gap left by what is not stated",
    "RG420": "share count a scale off",
    "RG421": "no whole count gives it",
    "RG423": "wrong check digit",
    "RG424": "wrong check digit in a text",
    "RG425": "ties only at the edges",
    "RG426": "outflow of the other sign",
    "RG427": "outflow taken off twice",
    "RG525": "off by rounding as printed",
    "RG803": "its source read otherwise",
}
