"""Han numerals, which the languages that write them share, and the characters they are written in.

Texts are matched after folding, which writes simplified and full-width characters as their traditional, half-width
twins, one for one, so that a place in the folded text is the same place in the source. A pattern that is written in
other characters goes through `folded` first.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from reportgen.languages.amounts import Lazy, Scaling, WrittenNumber, digits
from reportgen.languages.wordlists import table

_TWINS: Final = """
    亿億 万萬 个個 约約 过過 达達 点點 两兩 数數 双雙 减減 长長 欧歐 镑鎊 块塊 国國 间間 于於 从從 连連 续續
    几幾 余餘 进進 级級 规規 项項 种種 辆輛 顷頃 吨噸 厅廳 层層 团團 届屆 张張 户戶 厂廠 颗顆 笔筆 条條 档檔
    单單 产產 门門 栋棟 类類 总總 时時 钟鐘 终終 将將 仅僅 预預 财財 损損 净淨 东東 录錄 圆圓 缩縮 斩斬 币幣
    韩韓 卢盧 师師 营營 业業 务務 满滿 趋趨 简簡 页頁 图圖 报報 队隊 场場 区區 县縣 只隻 头頭 组組 轮輪 则則
    问問 题題 现現 战戰 结結 论論 领領 维維 观觀 征徵 阶階 骤驟 实實 义義 边邊 当當 里裡 后後 压壓 创創 纪紀
    号號 称稱 积積 来來 经經 飞飛 药藥 对對 价價 为為 参參 贰貳 叁參 陆陸 （( ）) ‑- ‒- ﹣- ﹪% ￥¥ ￡£ ￠¢ 臺台 ［[ ］]
"""
TWINS: Final = {ord(twins[0]): twins[1] for twins in _TWINS.split() if len(twins) == 2}

HAN_DIGITS: Final = {char: int(value) for char, value in table("""
    0 零 〇
    1 一
    2 二 兩
    3 三
    4 四
    5 五
    6 六
    7 七
    8 八
    9 九
""").items()}  # fmt: skip
TENS: Final = {"十": 1, "百": 2, "千": 3}
HAN_SCALES: Final = {"萬": 4, "億": 8, "兆": 12}
FINANCIAL: Final = str.maketrans("壹貳叁參肆伍陸柒捌玖拾佰仟", "一二三三四五六七八九十百千")
DIGIT: Final = f"[{''.join(HAN_DIGITS)}]"
ANY: Final = f"[{''.join(HAN_DIGITS)}十百千萬億兆]"

_PRINTED: Final = str.maketrans({code: twin for code, twin in TWINS.items() if twin > "\u2fff"})


def folded(source: str) -> str:
    """A pattern or a table in the characters of folded text."""
    return source.translate(_PRINTED)


# ---- values --------------------------------------------------------------------------------------------------


def number(text: str, point: str = "點") -> WrittenNumber:
    """`一百二十三`, `二十萬`, `三點五`, and digits in a row: `二五` is 25."""
    whole, _, decimals = text.partition(point)
    if not decimals and len(whole) > 1 and all(char in HAN_DIGITS for char in whole):
        return WrittenNumber(Fraction(int("".join(str(HAN_DIGITS[char]) for char in whole))), Fraction(1))
    behind = "".join(str(HAN_DIGITS[char]) for char in decimals)
    if behind:
        ulp = Fraction(1, 10 ** len(behind))
        return WrittenNumber(_whole(whole) + int(behind) * ulp, ulp)
    return WrittenNumber(Fraction(_whole(whole)), Fraction(10) ** _weight(whole))


def _whole(text: str) -> int:
    """The value of Han numerals without a decimal point, split at the largest scale."""
    for char in reversed(HAN_SCALES):
        if char in text:
            before, _, behind = text.rpartition(char)
            return (_whole(before) or 1) * int(10 ** HAN_SCALES[char]) + _whole(behind)
    total, digit = 0, None
    for char in text:
        if char in HAN_DIGITS:
            digit = HAN_DIGITS[char]
        else:
            total, digit = total + (1 if digit is None else digit) * 10 ** TENS[char], None
    return total + (digit or 0)


def _weight(text: str) -> int:
    """The weight of the last character as a power of ten: 二十萬 is known to the ten thousand, 兩萬億 to the 10¹²."""
    weight = 0
    while text and text[-1] in HAN_SCALES:
        weight, text = weight + HAN_SCALES[text[-1]], text[:-1]
    return weight if weight or not text else TENS.get(text[-1], 0)


def han_value(text: str) -> Fraction:
    """The value of a number in digits or in Han numerals."""
    return (digits if text[0] in "0123456789." else number)(text).value


def power(scale: str) -> int:
    """The power of ten that scales in a row stand for: 百萬 is 6."""
    powers = TENS | {"佰": 2, "仟": 3} | HAN_SCALES
    return sum(powers[char] for char in scale)


def neighbours(text: str) -> tuple[WrittenNumber, WrittenNumber] | None:
    """兩三, 七八: from the one to the other."""
    written = [HAN_DIGITS.get(char, -9) for char in text]
    if len(written) == 2 and 0 < written[0] == written[1] - 1:
        return number(text[0]), number(text[1])
    return None


# ---- scales behind digits ------------------------------------------------------------------------------------

_PART: Final = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_BIG: Final = "(?:[十百千]?(?:萬億|[萬億])(?!分)|兆(?![瓦赫位])|[百千佰仟]萬|仟(?=[元股張]|[0-9][百佰]萬))"
_COMPOSITE: Final = Lazy(rf"(?P<number>{_PART})?\s?(?P<scale>[十百千佰仟萬億兆]*)")


def _scaled(before: WrittenNumber, text: str) -> tuple[WrittenNumber, int]:
    """2134億, and composites such as 1億2,300萬, which are read to their last part."""
    _, *rest = parts = [match for match in _COMPOSITE.pattern.finditer(text) if match[0].strip()]
    shift, *powers = _powers([part["scale"] for part in parts])
    read = before
    for part, weight in zip(rest, powers, strict=True):
        more, unit = digits(part["number"]), Fraction(10) ** (weight - shift)
        read = WrittenNumber(read.value + more.value * unit, more.ulp * unit)
    return read, shift


def _powers(scales: list[str]) -> list[int]:
    """The power of each part of a composite: 3千5百萬 says for both parts what they are thousands and hundreds of."""
    powers, shared = [], ""
    for scale in reversed(scales):
        shared = scale.lstrip("十百千佰仟") or shared
        powers.append(power(scale if scale.endswith(shared) else scale + shared))
    return powers[::-1]


SCALING: Final = Scaling(
    rf"\s?(?:{_BIG}|(?<!\s)[十百千](?![瓦克米分]|個百)|(?<=\s)[十百千](?=[元圓円人股張片台件])(?!元[朝代]))"
    rf"(?:\s?{_PART}\s?(?:[十百千佰]?[萬億]|[百千](?![瓦克米分])))*(?:{_PART}(?!\s?[0-9.%]|\s?個?百分))?",
    _scaled,
)
