"""How a figure changed, in Japanese: 売上高は前年同期比56%増の467億ドルと大幅に増加した.

A clause ends its sentence, in the past, or goes on: 増加し、. A whole year is held against the year before (前期比, of
the calendar 前年比), a part of one against the same part (前年同期比), a day against the end of the term before it.
"""

from __future__ import annotations

from datetime import date, timedelta
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

# How sentences here end, and how they go on.
_ENDINGS: Final = (("だった", "で"), ("なった", "なり"), ("転じた", "転じ"), ("した", "し"))


def _joined(clause: str) -> str:
    for end, going_on in _ENDINGS:
        if clause.endswith(end):
            return clause.removesuffix(end) + going_on
    return clause


def _amount(noun: str, verb: str, how: str) -> ChangeWording:
    """A slight or strong change of an amount."""
    return ChangeWording(
        f"{{subject}}は{{basis}}{{size}}{noun}の{{now}}と{how}に{verb}した",
        f"{{subject}}は{{basis}}{{size}}の{how}{noun}となった",
    )


def _plain(noun: str, verb: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}}は{{basis}}{{size}}{noun}の{{now}}となった", f"{{subject}}は{{basis}}{{size}}{verb}した"
    )


def _multiple(noun: str, verdict: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}}は{{basis}}{{size}}{noun}の{{now}}と{verdict}した",
        f"{{subject}}は{{basis}}{{size}}{noun}と{verdict}した",
    )


def _ratio(verb: str, how: str = "") -> ChangeWording:
    said = f"{{subject}}は{{basis}}{{size}}{how}{verb}し"
    return ChangeWording(f"{said}、{{now}}となった", f"{said}た")


def _price(verb: str, verdict: str) -> ChangeWording:
    said = f"{{subject}}は{{basis}}{{size}}{verb}し、{verdict}"
    return ChangeWording(f"{said}の{{now}}となった", f"{said}となった")


def _turned(before: str, now: str, verb: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}}は{{earlier}}{{before}}の{before}から{{now}}の{now}に{verb}",
        f"{{subject}}は{{earlier}}{before}から{now}に{verb}",
        unsigned=True,
    )


def _moved(subject: str, verb: str, *, unsigned: bool = True) -> ChangeWording:
    said = f"{subject}は{{earlier}}{{before}}から{{now}}に{verb}した"
    return ChangeWording(said, f"{subject}は{{than}}{verb}した", unsigned=unsigned)


_FLAT: Final = ChangeWording("{subject}は{basis}横ばいの{now}となった", "{subject}は{basis}横ばいだった")
_LOSS_FLAT: Final = ChangeWording(
    "{loss}は{basis}横ばいの{now}となった", "{loss}は{basis}横ばいだった", unsigned=True
)
_AMOUNT: Final = AmountWords(
    slight=Turn(_amount("増", "増加", "小幅"), _amount("減", "減少", "小幅")),
    plain=Turn(_plain("増", "増加"), _plain("減", "減少")),
    strong=Turn(_amount("増", "増加", "大幅"), _amount("減", "減少", "大幅")),
    flat=_FLAT,
    multiple=Turn(_multiple("増", "2倍超に拡大"), _multiple("減", "半分以下に縮小")),
)
_LOSS: Final = Turn(_moved("{loss}", "縮小"), _moved("{loss}", "拡大"))


def _against(then: str) -> SinceWords:
    return SinceWords(f"{then}比", f"{then}に比べ", f"{then}の")


def _named(name: str) -> ResultNames:
    """A profit by the first part of its name: 営業損益, 営業損失."""
    return ResultNames(f"{name}損失", f"{name}損益")


def _in_red(name: str) -> ResultNames:
    return ResultNames(f"{name}の赤字")


def _last_day(day: date) -> str:
    """2024年12月末."""
    return f"{day.year}年{day.month}月末" if (day + timedelta(days=1)).day == 1 else ""


_SIGNS: Final = SignWords(
    turned=Turn(_turned("マイナス", "プラス", "転じた"), _turned("プラス", "マイナス", "転じた")),
    below=Turn(_moved("{subject}のマイナス幅", "縮小"), _moved("{subject}のマイナス幅", "拡大")),
    flat=_FLAT,
)


CHANGES: Final = ChangeWords(
    growing=_AMOUNT,
    price=AmountWords(
        slight=Turn(_ratio("上昇", "と小幅に"), _ratio("下落", "と小幅に")),
        plain=Turn(_ratio("上昇"), _ratio("下落")),
        strong=Turn(_ratio("上昇", "と大幅に"), _ratio("下落", "と大幅に")),
        flat=_FLAT,
        multiple=Turn(_price("上昇", "2倍超"), _price("下落", "半分以下")),
    ),
    amount=_AMOUNT,
    ratio=DegreeWords(
        slight=Turn(_ratio("上昇", "と小幅に"), _ratio("低下", "と小幅に")),
        plain=Turn(_ratio("上昇"), _ratio("低下")),
        strong=Turn(_ratio("上昇", "と大幅に"), _ratio("低下", "と大幅に")),
        flat=_FLAT,
    ),
    profit=SignWords(
        turned=Turn(_turned("赤字", "黒字", "転換した"), _turned("黒字", "赤字", "転落した")),
        below=_LOSS,
        flat=_LOSS_FLAT,
    ),
    flow=_SIGNS,
    other=_SIGNS,
    from_to=Turn(_moved("{subject}", "増加", unsigned=False), _moved("{subject}", "減少", unsigned=False)),
    results={
        "gross_profit": _named("売上総"),
        "gross_profit.adjusted": _named("調整後売上総"),
        "operating_income": _named("営業"),
        "operating_income.adjusted": _named("調整後営業"),
        "segment_operating_income": _named("セグメント"),
        "ebit": _in_red("EBIT"),
        "ebit.adjusted": _in_red("調整後EBIT"),
        "ebita": _in_red("EBITA"),
        "ebitda": _in_red("EBITDA"),
        "ebitda.adjusted": _in_red("調整後EBITDA"),
        "ordinary_income": _named("経常"),
        "pretax_income": _named("税引前"),
        "income_from_continuing_operations": ResultNames("継続事業からの損失", "継続事業からの損益"),
        "profit_including_minorities": ResultNames(
            "当期損失（非支配持分を含む）", "当期損益（非支配持分を含む）"
        ),
        "net_income": _named("親会社株主に帰属する当期純"),
        "net_income.common": _named("普通株主に帰属する当期純"),
        "net_income.adjusted": _named("調整後当期純"),
        "comprehensive_income": ResultNames("包括損失", "包括損益"),
        "underwriting_income": _named("保険引受"),
        "eps": ResultNames("1株当たり損失", "1株当たり損益"),
        "eps.basic": ResultNames("1株当たり当期純損失", "1株当たり当期純損益"),
        "eps.diluted": ResultNames("潜在株式調整後1株当たり当期純損失", "潜在株式調整後1株当たり当期純損益"),
        "eps.adjusted": ResultNames("調整後1株当たり損失", "調整後1株当たり損益"),
        "eps.diluted.adjusted": ResultNames("調整後希薄化後1株当たり損失", "調整後希薄化後1株当たり損益"),
    },
    outflows={
        "operating_cash_flow": "営業キャッシュフローのマイナス幅",
        "investing_cash_flow": "投資キャッシュフローのマイナス幅",
        "financing_cash_flow": "財務キャッシュフローのマイナス幅",
        "free_cash_flow": "フリーキャッシュフローのマイナス幅",
        "free_cash_flow.adjusted": "調整後フリーキャッシュフローのマイナス幅",
    },
    opening=lambda loss, within: loss,
    joined=_joined,
    since=Sinces(
        year=_against("前年同期"),
        civil_year=_against("前年"),
        fiscal_year=_against("前期"),
        year_day=_against("前年同期末"),
        civil_year_end=_against("前年末"),
        fiscal_year_end=_against("前期末"),
        quarter=_against("前四半期"),
        quarter_day=_against("前四半期末"),
        period=_against("{}"),
        day=_against("{}"),
        last_year_end=_against("前期末"),
    ),
    last_day=_last_day,
)
