"""The words around numbers in Japanese: units, counters, and the wording around an amount.

They stand here as they are printed; `folded` writes them in the characters of folded text.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from reportgen.languages.amounts import UnitPatterns
from reportgen.languages.currencies import in_babel, money, units
from reportgen.languages.han import folded
from reportgen.languages.ja.figures import currency_names
from reportgen.languages.numeral_pack import QualifierWording
from reportgen.languages.wordlists import table, words

# ---- units ---------------------------------------------------------------------------------------------------

_MONEY = folded("""
    JPY 円 日本円
    USD 米ドル 米国ドル 米弗
    EUR ユーロ
    GBP ポンド 英ポンド 英国ポンド
    CNY 人民元
    KRW ウォン
    TWD 台湾ドル 新台湾ドル
    HKD 香港ドル
    AUD 豪ドル
    CAD 加ドル カナダドル
    SGD シンガポールドル
    CHF スイスフラン
    NZD NZドル ニュージーランドドル
    rupee ルピー
    INR インドルピー
    BRL レアル
    ruble ルーブル
    ILS シェケル 新シェケル
    dinar ディナール
    riyal リアル リヤル
    dirham ディルハム
    SEK スウェーデンクローナ
    krona クローナ
    krone クローネ
    peso ペソ
    franc フラン
    ZAR ランド
    TRY リラ
    PLN ズロチ ズウォティ
    HUF フォリント
    THB バーツ
    MYR リンギット
    IDR ルピア
    VND ドン
    KZT テンゲ
    shilling シリング
    dollar ドル 弗
    yuan 元
""")
_CENTS = folded("""
    JPY 銭
    cent セント
    USD 米セント
    EUR ユーロセント
    ZAR 南アフリカセント
    GBP ペンス 英ペンス
    ILS アゴロット
""")
_RATIOS = folded("""
    % % パーセント ㌫
    points パーセントポイント %ポイント ポイント %pt pt ppt pp
    bps ベーシスポイント bp bps
    x 倍
""")
_MEASURES = """
    GW ギガワット
    MW メガワット
"""
# What a number counts.
COUNTERS: Final = words(
    folded("""
    社 グループ会社 人 名 件 台 店 店舗 個 つ 本 枚 隻 機 基 棟 戸 室 床 席 頭 匹 羽 株 口 口座 票 カ国 か国
    ヵ国 ヶ国 ケ国 カ国・地域 か国・地域 地域 拠点 工場 銘柄 品目 製品 機種 車種 案件 回 回線 度 校 行 院 館
    箇所 カ所 か所 ヵ所 ヶ所 ケ所 路線 便 部 部門 項目 種類 種 点 冊 作品 話 試合 世帯 者 両 セグメント
    ユーザー 顧客 人月 営業日 日間 日 週間 週 カ月 か月 ヵ月 ヶ月 ケ月 カ月間 か月間 ヵ月間 ヶ月間 四半期
    期 年 年間 年度 時間 分 分間 秒 秒間 世代 代 倍速 段階 位 歳 県 都市 市 州 都道府県 カ年 か年 ヵ年 ヶ年 泊
    食 杯 皿 箱 袋 缶 セット ライン ブランド プロジェクト 事業 事業所 事業部 支店 営業所 病院 区画 物件 施設
    発電所 基地局
""")
)
_PLAIN = words(
    folded("""
    トン キログラム キロ グラム キロメートル キロワット キロワット時 メートル 平方メートル 平米 坪
    バレル 石油換算バレル オンス 平方フィート リットル ヘクタール テラバイト ギガバイト ビット ナノメートル
""")
)


def _currency_names(currency: str) -> tuple[str, ...]:
    return tuple(map(folded, currency_names(currency)))


MONEY_BEFORE: Final = money(
    folded("""
    JPY 日本円
    USD 米ドル
""")
)
UNITS: Final = UnitPatterns(
    units(after=_MONEY, cents=_CENTS, ratios=_RATIOS, measures=_MEASURES, plain=(*COUNTERS, *_PLAIN)),
    more=partial(in_babel, _currency_names),
)

# ---- wording around a number ---------------------------------------------------------------------------------

_BEFORE = folded("""
    about 約 およそ おおよそ おおむね 概ね 大体 だいたい ざっと
    nearly ほぼ 近く
    over 超
    at_least 少なくとも 最低でも 最低
    up_to 最大で 最大 最高で 多くとも 高々 せいぜい
""")
_AFTER = folded("""
    over 超 強 余り あまり 余 を超える を超えて を超えた を超え を上回る を上回って を上回った を上回り 超え
    at_least 以上
    up_to 以下 以内 まで
    under 未満 を下回る を下回って を下回った を下回り に満たない 足らず 弱
    about 程度 前後 ほど くらい ぐらい 内外 見当 どころ 台半ば 台前半 台後半 近辺
    nearly 近く 近い
""")
# Nouns that a number in words counts only as parts of the argument: 2つの理由.
DISCOURSE: Final = words(
    folded("""
    理由 要因 ポイント 論点 観点 視点 側面 面 点 軸 柱 本柱 課題 要素 方向 方針 段階 ステップ 背景 見方 可能性
    シナリオ 特徴 特長 強み 弱み リスク テーマ 条件 質問 疑問 パターン ケース 選択肢 仮説 前提 局面 注目点
    変化 意味 考え方 施策 戦略 原因 項目
""")
)
WORDING: Final = QualifierWording(
    before=table(_BEFORE),
    between=words(folded("で は に の が")),
    after=table(_AFTER),
    during=(),
    spans=r"(?!)",
    chance=folded("[契解制予規成公節集条要確誓口倹特]約$"),
)
