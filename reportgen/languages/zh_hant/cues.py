"""What words around a figure say of it in Chinese."""

from __future__ import annotations

from typing import Final

from reportgen.languages.text_cues import TextCues

_EXPECTED: Final = "(?:預期|預估|預測|估計|共識)"

CUES: Final = TextCues(
    consensus=f"(?:分析師|華爾街|市場|法人|外資|券商|機構|FactSet|StreetAccount|LSEG|Bloomberg)[^。；，]{{0,20}}"
    f"{_EXPECTED}[^。；，]{{0,20}}$"
    f"|(?:優於|低於|高於|符合|超越|超過|遠超|不如|勝過)[^。；，]{{0,12}}{_EXPECTED}(?:的|值|數)*$",
    consensus_behind=f"的?(?:市場|分析師|法人)?{_EXPECTED}",
    against="(?!)",
    guidance="財測|財務預測|指引|展望|預計|預期|預估",
    outlook="財測|展望|指引|財務預測",
    growth="年增|年減|年成長|成長|增長|增加|增幅|降幅|下降|下滑|減少|衰退|提升|增速|年增率|同比",
    growth_behind="的?[^，。、]{0,4}(?:成長|年增|增長|增速|增幅)",
    quarterly="季增|季減|環比",
    periods=(
        "(?P<this>本季|當季)",
        r"(?P<year>20\d\d)年?(?:會計年度)?第?(?P<quarter>[一二三四1-4])季度?",
        r"(?P<year>20\d\d)年?\s?Q(?P<quarter>[1-4])",
        r"FY\s?(?P<year>(?:20)?\d\d)\s?Q(?P<quarter>[1-4])(?![0-9A-Za-z])",
        r"(?<![0-9A-Za-z])(?P<quarter>[1-4])Q(?:\s?(?:FY\s?)?(?P<year>(?:20)?\d\d))?(?![0-9A-Za-z])",
        "第(?P<quarter>[一二三四1-4])季度?",
        r"(?<![A-Za-z])Q(?P<quarter>[1-4])(?:\s?(?P<year>20\d\d))?(?![A-Za-z0-9])",
        r"(?:(?P<year>20\d\d)年)?(?P<half>[上下])半年",
        r"(?:(?P<year>20\d\d)年)?(?P<nine>前三季)",
        r"(?P<trailing>(?:過去|近|最近)(?:12|十二)個?月)",
        "(?P<ago>去年同期|上年同期|去年同季|前一年同期)",
        "(?P<before>上一?季|前一?季)",
        r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        r"(?:(?P<year>20\d\d)年?)?(?P<whole>全年)",
        r"(?<!\d)(?P<year>20\d\d)年(?!\d{1,2}月)(?:度)?",
        r"(?<![\d.,$])(?P<year>20\d\d)(?![\d.,%])",
    ),
    spans=r"截至(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日止?(?P<months>三|六|九|十二)個月",
    seasons="上一?季|前一?季|年底購物季|購物季|假期旺季|年終旺季|聖誕|感恩節|黑色星期五|雙十一|雙11|農曆年|春節|暑假|中秋|國慶"
    "|[今去明][春夏秋冬]|入[春夏秋冬]|[春夏秋冬](?:季|天|初|末)|年底|年末|年初|年中|年終|歲末|末季"
    "|元旦|跨年|端午|開學|返校|雙十二|雙12|旺季|淡季",
    months=tuple(
        rf"(?<!\d){number}月|(?<![一二三四五六七八九十]){said}月"
        for number, said in enumerate(
            ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1
        )
    ),
    day=r"(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日",
    changes="增減|變動|%",
    numbers={"一": 1, "二": 2, "三": 3, "四": 4, "六": 6, "九": 9, "十二": 12, "上": 1, "下": 2},
    follows=False,
    names={
        "revenue": "營業收入|銷貨收入|銷售額|淨銷售額",
        "operating_income": "營業利潤|營業淨利|營業損失",
        "operating_margin": "營業利益率|營業利潤率",
        "operating_income.adjusted": "調整後營業利潤",
        "gross_profit": "毛利",
        "gross_margin": "營業毛利率",
        "net_income": "淨利|淨利潤|稅後純益|稅後淨利|歸屬於母公司業主之淨利|歸屬於母公司業主之本期淨利"
        "|歸屬母公司業主淨利|淨損",
        "eps": "EPS|每股獲利|每股純益",
        "capex": "購置固定資產|資本開支",
        "operating_cash_flow": "營運現金流|來自營運之現金流",
        "backlog": "訂單積壓|積壓訂單|未交付訂單",
        "employees": "員工總數|員工數",
        "advertising_revenue": "廣告收入",
    },
    scenarios={
        "actual": "實際|實際值|實績|实际|实际值",
        "guidance": "財測|公司財測|財務預測|公司預測|公司預估|公司指引|财测|公司预测|业绩指引",
        "consensus": "市場共識|市場預期|市場預估|分析師共識|分析師預估|法人預估|共識|市场共识|市场预期|分析师预估",
        "estimate": "估計值|自行估計|估计值",
    },
    losses="[損损虧亏]",
    company="(?<![家母子])公司|本集團",
    clause="[，、；：,;:（）()]",
    sentence="(?<=[。！？!?])",
)
