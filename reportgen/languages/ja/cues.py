"""What words around a figure say of it in Japanese."""

from __future__ import annotations

from typing import Final

from reportgen.languages.text_cues import TextCues

CUES: Final = TextCues(
    consensus="(?:市場予想|アナリスト予想|コンセンサス|市場コンセンサス)[^。、]{0,16}$",
    consensus_behind="の?(?:市場予想|コンセンサス)",
    against="(?!)",
    guidance="会社予想|業績予想|通期予想|見通し|見込み|見込む|計画",
    outlook="業績予想|見通し|ガイダンス",
    growth="前年同期比|前年比|前期比|増収|減収|増益|減益|増加|減少|成長|伸び|増減率",
    growth_behind="の?[^、。]{0,4}(?:増|減|成長|伸び)",
    quarterly="前四半期比|直前四半期比",
    periods=(
        "(?P<this>当四半期|当期)",
        r"(?P<year>20\d\d)年(?:\d{1,2}月期|度)?第(?P<quarter>[1-4一二三四])四半期",
        "第(?P<quarter>[1-4一二三四])四半期",
        r"(?P<year>\d\d)/\d{1,2}期(?P<quarter>[1-4])Q",
        r"(?P<year>20\d\d)年(?:\d{1,2}月期|度)?(?P<quarter>[1-4])Q",
        r"FY\s?(?P<year>(?:20)?\d\d)\s?(?:Q(?P<quarter>[1-4])|(?P<half>[12])H)",
        r"(?<![0-9A-Za-z])(?P<quarter>[1-4])Q(?:\s?(?:FY\s?)?(?P<year>(?:20)?\d\d))?(?![0-9A-Za-z])",
        r"(?<![0-9A-Za-z])Q(?P<quarter>[1-4])(?![0-9A-Za-z])",
        r"(?:(?P<year>20\d\d)年)?(?<!\d)(?P<opening>1|4|7|10)[~～〜–-]\d{1,2}月期?",
        r"(?:(?P<year>20\d\d)年(?:\d{1,2}月期|度)?)?(?P<half>[上下])(?:半)?期",
        "(?P<ago>前年同期|前年同四半期)(?!比)",
        "(?P<before>前四半期)(?!比)",
        "(?P<trailing>(?:直近|過去)12[カヶか]月)",
        r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        r"(?:(?P<year>20\d\d)年(?:\d{1,2}月期|度)?)?(?P<whole>通期)",
        r"(?P<year>20\d\d)年(?:\d{1,2}月期|度)?(?!\d{1,2}月)",
        r"(?<![\d.,$])(?P<year>20\d\d)(?![\d.,%])",
    ),
    spans=r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日に終了した(?P<months>3|6|9|12)[カヶか]月",
    seasons="前四半期|(?:先|今|来)月|年末|年始|年初|年明け|年央|年度末|期末|中間(?:期|決算|報告|配当)|半期|半年"
    "|(?:四半期|年度|今年|期)の?(?:前|後)半|商戦|クリスマス|ブラックフライデー|歳末|[夏冬]休み|盆休み|お盆|大型連休|ゴールデンウ[ィイ]ーク"
    "|猛暑|酷暑|残暑|暖冬|冷夏|サマーセール|[夏冬]|[昨今来]年?の?[春秋]|(?<![一-龠])[春秋](?![一-龠])"
    "|[春秋](?:季|場|物|先|口|商戦|以降|頃)",
    months=tuple(
        rf"(?<!\d){number}月(?!期)|(?<=[0-9][~～〜–-]){number}月期|(?<![一二三四五六七八九十]){said}月(?!期)"
        for number, said in enumerate(
            ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1
        )
    ),
    day=r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
    changes="増減|%",
    numbers={"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2},
    follows=False,
    names={
        "revenue": "売上収益|売上|営業収益",
        "operating_income": "営業損失",
        "net_income": "純利益|当期純利益|親会社株主に帰属する当期純利益|四半期純利益|純損失",
        "eps": "EPS|1株当たり利益|1株利益",
        "capex": "設備投資",
        "operating_cash_flow": "営業キャッシュ・フロー|営業CF",
        "free_cash_flow": "フリー・キャッシュ・フロー|FCF",
    },
    company="当社|当グループ",
    clause="[、；：,;:（）()]",
    sentence="(?<=[。！？])",
)
