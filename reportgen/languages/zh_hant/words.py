"""The words of a page, of its inspector and of a message in Traditional Chinese, its punctuation, and its verbs."""

from __future__ import annotations

from typing import Final

from reportgen.languages.inspector_words import InspectorWords
from reportgen.languages.letter_words import LetterWords
from reportgen.languages.pack import (
    Direction,
    Directions,
    PageWords,
    Punctuation,
)
from reportgen.languages.workbook_words import WorkbookWords

MARKS: Final = Punctuation(
    comma="，",
    enumeration="、",
    colon="：",
    semicolon="；",
    stop="。",
    end="。",
    brackets="（{}）",
    gap="",
)
PAGE: Final = PageWords(
    exhibit="圖表 {}",
    table="表格",
    source="資料來源",
    contents="目錄",
    key_figures="關鍵數字",
    stated={"actual": "實際", "guidance": "財測", "consensus": "市場預估", "estimate": "本報告預估"},
    vs_consensus="較預估",
    year="年增減",
    columns={
        "actual": "實際",
        "consensus": "市場預估",
        "guidance": "財測",
        "estimate": "本報告預估",
        "surprise": "與預估差距",
        "yoy": "年增減",
        "qoq": "季增減",
        "year_ago": "去年同期",
        "quarter_ago": "上季",
    },
    skip="跳至內文",
    footer='"第 " counter(page) " 頁"',
    page=r"第\s*(\d+)\s*頁",
    missing="–",
    unless_stated="，另註者除外",
    by_midpoint="財測區間以中值比較。",
    in_unit="（{}）",
    rises="上升",
    falls="下降",
    continued="（續）",
    rise_mark="▲",
    fall_mark="▼",
    numbers="數字附錄",
    numbers_intro="本報告的所有數字，依首次出現的順序排列，並附精確值、出處或算式，以及核對結果。",
    verdicts_intro=(
        "來源所載：數字取自來源（¶為段落），無其他數字可供核對。推算：由本報告計算，來源未載。相符："
        "來源數字與重算結果一致，或差異在四捨五入範圍內。不符：差異超出此範圍，採用理由見下方例外事項。"
    ),
    paper_intro=(
        "本報告的所有數字，依首次出現的順序排列。「出處或算式」一欄，引號內為來源所載（¶為段落），算式則由本報告計算；"
        "同一列有多項者，除另註外，四捨五入後均與來源末位相符。算式後的括號，是輸入數字經四捨五入後可能的範圍。"
        "精確值與全部核對結果，請見HTML版及所附表格。"
    ),
    rounding_plain=(
        "推算數字列至輸入數字所能支持的位數，末位可能略有出入。增減方向無法確定者，以「大致相當」表示；計算無意義者，標示「無意義」。"
    ),
    rounding_marked=(
        "推算數字的末位無法由輸入數字確定者，以「約」標示；增減方向無法確定者，以「大致相當」表示；"
        "計算無意義者，標示「無意義」。"
    ),
    numbers_in_exhibit="附錄編號",
    number="編號",
    fact="項目與期間",
    label="項目",
    shown="文中寫法",
    figure="數字",
    exact="精確值",
    unit="單位",
    period="期間",
    origin="出處或算式",
    verdict="核對",
    pages="頁次",
    where="位置",
    exceptions="例外事項",
    exceptions_intro="不同來源數字不一、同一來源前後不一，或檢核發現疑點者，均照原載列示，並說明採用理由。",
    bookkeeping="次要事項",
    claims="比較性敘述",
    claims_intro=(
        "本報告中每一處比較數字的敘述、其成立的條件，以及該條件是否成立。"
        "判定時已考慮四捨五入所容許的所有數值。"
    ),
    paper_claims_intro=(
        "本報告中比較數字的敘述，及其成立的條件。在四捨五入所容許的所有數值下，各項條件均成立。"
        "僅重述旁邊數字的敘述從略，完整內容請見HTML版。"
    ),
    words="敘述",
    condition="條件",
    rests_on="所依數字",
    holds="判定",
    declared="名稱與圖片",
    declared_names="名稱",
    declared_images="圖片",
    declared_intro="含有數字、但並非數據的名稱與用語",
    images_intro="下列圖片的內容未經讀取，其中數字並未核對",
    to_row="前往數字附錄中的該列",
    to_place="前往所指之處",
    signature="發行者的數位簽章",
)
INSPECTOR: Final = InspectorWords(
    close="關閉",
    copy="複製連結",
    copied="已複製連結",
    by_hand="請複製此連結：",
    exact="精確值",
    precision="數值範圍",
    unit="單位",
    period="期間",
    scenario="性質",
    basis="基準",
    source="出處",
    sources="出處",
    working="算式",
    operands="輸入數字",
    verdict="核對",
    where="出現位置",
    row="數字附錄編號",
    unprinted="僅用於計算，本報告未另行列出。",
    headline="標題",
    summary="摘要",
    search="搜尋",
    search_hint="項目、數字、出處",
    all_verdicts="全部核對結果",
    kind="類別",
    all_kinds="來源所載與推算",
    stated="來源所載",
    derived="推算",
    sort="排序",
    ascending="遞增",
    descending="遞減",
    csv="下載 CSV",
    count="共 {m} 筆，顯示 {n} 筆",
    none="沒有符合的數字。",
    until="至",
    stop="。",
    told="來源所載",
    recomputed="重算",
)
WORKBOOK: Final = WorkbookWords(
    facts="數據",
    value="數值",
    low="下限",
    high="上限",
    formula="公式",
    reference="代號",
    exception="例外事項",
    title="名稱",
    publisher="發布者",
    published="發布日",
    figures="數字筆數",
    fixed="此值為直接填入：試算表無對應公式。",
    legend="藍字：資料來源所載。黑字：由其他儲存格計算，更改藍字數值即隨之重算。註解載明出處與段落，或算式。",
)
LETTER: Final = LetterWords(
    attached="附件",
    correction="更正",
    correction_intro="本信取代先前寄出的版本，更正數字如下：",
    correction_words="本信取代先前寄出的版本。數字均未更動，僅調整文字或版面。",
    before="先前所載",
    now="更正後",
    nowhere="未刊載",
    proof_title="數字依據與查驗",
    proof="本信與報告中的數字，均引自所列資料來源，或據以計算而得；各項數字的出處與算式，詳見報告附錄。",
    proof_file=(
        "您也可以自行查驗報告數字：將附件存檔後，在已安裝reportgen的電腦上執行以下指令，"
        "程式會以檔案內附的資料重新計算每個數字，並列出不符之處。"
    ),
    proof_link="查驗方式說明",
    unsubscribe="取消訂閱",
    read_brief="閱讀報告全文",
    numbers_file="數字",
    test_subject="【測試】{}",
    test_line="本信為測試，並未寄給讀者。",
)


def _moved(above: str, below: str, zero: str) -> Direction:
    """A verb that stands before the figure."""
    return Direction(above, below, zero, f"{above}{{}}", f"{below}{{}}", f"{zero}{{}}", zero)


def _apart(above: str, below: str) -> Direction:
    """A distance from what is named before it: 較市場預估高出14%."""
    return Direction(above, below, "符合", "高出{}", "低{}", "相差{}", "符合")


DIRECTIONS: Final = Directions(
    rise=_moved("上升", "下降", "持平"),
    grow=_moved("成長", "衰退", "持平"),
    up=_moved("增", "減", "持平"),
    beat=_apart("優於", "不如"),
    above=_apart("高於", "低於"),
    ahead=_apart("優於", "低於"),
    widen=_moved("擴大", "收斂", "持平"),
    yoy=_moved("年增", "年減", "年持平"),
    qoq=_moved("季增", "季減", "季持平"),
)
