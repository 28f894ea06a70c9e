"""How a table says in Chinese and in Japanese in which scale its cells stand, in folded text."""

from __future__ import annotations

from typing import Final

from reportgen.languages.han import folded
from reportgen.languages.numeral_pack import Tables
from reportgen.languages.wordlists import words

_POWERS: Final = {
    3: "千 仟",
    4: "萬",
    6: "百萬 佰萬",
    7: "千萬 仟萬",
    8: "億",
    9: "十億",
    10: "百億",
    12: "兆 萬億",
}
_MINOR: Final = "(?:ペンス|セント|便士|美分|歐分|GBX|pence)"
_STEP: Final = "(?:十億|百億|[百佰]萬|[千仟]萬|萬億|[千仟萬億兆])"
_MONEY: Final = (
    r"(?:新[台臺]幣|人民幣|[台臺]幣|港幣|美金|美元|日圓|日幣|歐元|米ドル"
    r"|US\$|NT\$|HK\$|RMB|NTD|TWD|USD|JPY|HKD|CNY|[$¥])"
)
_WHAT: Final = (
    r"(?:美元|港元|日圓|日元|歐元|英鎊|韓元|新加坡元|元|圓|円|米?ドル|ユーロ|ポンド|ウォン|股|株|張|人|名|台|輛|噸|トン"
    r"|片|支|戶|件)"
)
_MEASURED: Final = rf"(?:{_MONEY}\s?{_STEP}{_WHAT}?|{_STEP}\s?(?:{_WHAT}|{_MONEY}))"

TABLES: Final = Tables(
    heads=folded(
        rf"[(\[][^()\[\]0-9]{{0,24}}?(?<![百十千]){_MEASURED}[^()\[\]]{{0,48}}[)\]]"
        rf"|[單単]位(?:\s?[:：為はが]\s?|\s){_MONEY}?\s?{_STEP}\s?{_WHAT}?|(?:金額|幣別)\s?[:：]\s?{_MEASURED}|以{_MEASURED}為單位"
        rf"|[(\[]{_MINOR}[)\]]|[、,，:：]\s?{_MINOR}(?=\s*(?:$|[|\t])|\s+[0-9])|[單単]位\s?[:：]?\s?{_MINOR}"
    ),
    lines=folded(
        rf"^\s*(?:{_MONEY}\s?{_STEP}{_WHAT}?|(?:百萬|十億|[千仟億])\s?{_WHAT})(?=\s*(?:$|[,，、;；(]))"
    ),
    steps={name: power for power, names in _POWERS.items() for name in names.split()}
    | dict.fromkeys(map(folded, words("ペンス セント 便士 美分 歐分 gbx pence")), -2),
    shares=folded(r"股數?[^()。;；]{0,8}(?P<step>千|仟|百萬)股"),
    plain=folded(
        r"每股|(?:1|一)株(?:当|當)?(?:あ|た)?たり|(?:1|一)株(?:利益|益|配当|純資産)|(?-i:EPS|DPS|BPS|ARPU)|人數|員工|従業員|家數|店數|店舗數|社數"
        r"|天數|日數|匯率(?!變動|影響|調整)|面額"
    ),
    percent=folded(r"\(%\)|(?<![0-9])(?<![0-9]\s)%[\s|$]*$|百分比|パーセント"),
    ratio=folded(r"率(?![變変]動)(?!影響)|比重|比(?=$|\s)|倍數?|(?-i:PER|PBR|ROE|ROA)"),
    counts_shares=folded(r"股數|株式數|株數|流通在外"),
    under=folded(r"^\W*(?:基本|稀釋|潛在|潜在株式調整後)"),
)
