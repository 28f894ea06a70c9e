"""How a figure changed, in English: “Revenue jumped 56% on the year to US$46.7bn”.

Verbs stand in the past, where one and many are alike: what a label names may be either.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from reportgen.languages.change_words import (
    AmountWords,
    ChangeWording,
    ChangeWords,
    DegreeWords,
    ResultNames,
    SignWords,
    Sinces,
    SinceWords,
    Turn,
)


def _sized(verb: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}} {verb} {{size}}{{basis}} to {{now}}", f"{{subject}} {verb} {{size}}{{basis}}"
    )


def _multiple(verb: str, way: str) -> ChangeWording:
    said = f"{{subject}} {verb}{{basis}}, {way} {{size}}"
    return ChangeWording(f"{said} to {{now}}", said)


def _came_from(verb: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}} {verb} to {{now}} from {{before}}{{earlier}}", f"{{subject}} {verb}{{than}}"
    )


def _swung(now: str, before: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}} swung to {now} of {{now}} from {before} of {{before}}{{earlier}}",
        f"{{subject}} swung to {now} from {before}{{earlier}}",
        unsigned=True,
    )


def _loss(verb: str) -> ChangeWording:
    said = f"{{loss}} {verb}"
    return ChangeWording(f"{said} to {{now}} from {{before}}{{earlier}}", f"{said}{{than}}", unsigned=True)


def _negative(said: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}} {said} at {{now}}, against {{before}}{{earlier}}", f"{{subject}} {said}{{than}}"
    )


_FLAT: Final = ChangeWording("{subject} stayed flat{basis} at {now}", "{subject} stayed flat{basis}")
_LOSS_FLAT: Final = ChangeWording(
    "{loss} was little changed{than} at {now}", "{loss} was little changed{than}", unsigned=True
)
_RATIO: Final = DegreeWords(
    slight=Turn(_sized("edged up"), _sized("edged down")),
    plain=Turn(_sized("rose"), _sized("fell")),
    strong=Turn(_sized("jumped"), _sized("dropped")),
    flat=_FLAT,
)
_AMOUNT: Final = AmountWords(
    slight=_RATIO.slight,
    plain=_RATIO.plain,
    strong=_RATIO.strong,
    flat=_FLAT,
    multiple=Turn(_multiple("more than doubled", "up"), _multiple("more than halved", "down")),
)
_YEAR: Final = SinceWords(" on the year", " on the year", " a year earlier")
_QUARTER: Final = SinceWords(" on the quarter", " on the quarter", " a quarter earlier")


def _opening(loss: str, within: bool) -> str:
    return f"{'the' if within else 'The'} {loss}"


def _last_day(_: date) -> str:
    return ""


CHANGES: Final = ChangeWords(
    growing=_AMOUNT,
    price=_AMOUNT,
    amount=_AMOUNT,
    ratio=_RATIO,
    profit=SignWords(
        turned=Turn(_swung("a profit", "a loss"), _swung("a loss", "a profit")),
        below=Turn(_loss("narrowed"), _loss("widened")),
        flat=_LOSS_FLAT,
    ),
    flow=SignWords(
        turned=Turn(_swung("an inflow", "an outflow"), _swung("an outflow", "an inflow")),
        below=Turn(_loss("narrowed"), _loss("widened")),
        flat=_LOSS_FLAT,
    ),
    other=SignWords(
        turned=Turn(_negative("turned positive"), _negative("turned negative")),
        below=Turn(_negative("came in less negative"), _negative("came in more negative")),
        flat=_FLAT,
    ),
    from_to=Turn(_came_from("rose"), _came_from("fell")),
    results={
        "gross_profit": ResultNames("Gross loss"),
        "gross_profit.adjusted": ResultNames("Adjusted gross loss"),
        "operating_income": ResultNames("Operating loss"),
        "operating_income.adjusted": ResultNames("Adjusted operating loss"),
        "segment_operating_income": ResultNames("Segment operating loss"),
        "ebit": ResultNames("EBIT loss"),
        "ebit.adjusted": ResultNames("Adjusted EBIT loss"),
        "ebita": ResultNames("EBITA loss"),
        "ebitda": ResultNames("EBITDA loss"),
        "ebitda.adjusted": ResultNames("Adjusted EBITDA loss"),
        "ordinary_income": ResultNames("Ordinary loss"),
        "pretax_income": ResultNames("Pre-tax loss"),
        "income_from_continuing_operations": ResultNames("Loss from continuing operations"),
        "profit_including_minorities": ResultNames("Net loss including noncontrolling interests"),
        "net_income": ResultNames("Net loss"),
        "net_income.common": ResultNames("Net loss to common shareholders"),
        "net_income.adjusted": ResultNames("Adjusted net loss"),
        "comprehensive_income": ResultNames("Comprehensive loss"),
        "underwriting_income": ResultNames("Underwriting loss"),
        "eps": ResultNames("Loss per share"),
        "eps.basic": ResultNames("Basic loss per share"),
        "eps.diluted": ResultNames("Diluted loss per share"),
        "eps.adjusted": ResultNames("Adjusted loss per share"),
        "eps.diluted.adjusted": ResultNames("Adjusted diluted loss per share"),
    },
    outflows={
        "operating_cash_flow": "Operating cash outflow",
        "investing_cash_flow": "Investing cash outflow",
        "financing_cash_flow": "Financing cash outflow",
        "free_cash_flow": "Free cash outflow",
        "free_cash_flow.adjusted": "Adjusted free cash outflow",
    },
    opening=_opening,
    joined=lambda clause: clause,
    since=Sinces(
        year=_YEAR,
        civil_year=_YEAR,
        fiscal_year=_YEAR,
        year_day=_YEAR,
        civil_year_end=_YEAR,
        fiscal_year_end=_YEAR,
        quarter=_QUARTER,
        quarter_day=_QUARTER,
        period=SinceWords(" from {}", " from {}", " in {}"),
        day=SinceWords(" from {}", " from {}", " on {}"),
        last_year_end=SinceWords(" from {}", " from {}", " on {}"),
    ),
    last_day=_last_day,
)
