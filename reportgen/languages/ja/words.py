"""The fixed Japanese words of pages and messages, in the plain style (である調) of a broker's note."""

from __future__ import annotations

from typing import Final

from reportgen.languages.inspector_words import InspectorWords
from reportgen.languages.letter_words import LetterWords
from reportgen.languages.pack import PageWords, Punctuation
from reportgen.languages.workbook_words import WorkbookWords

MARKS: Final = Punctuation(
    comma="、",
    enumeration="、",
    colon="：",
    semicolon="、",  # a note strings items together with 、 and has no use for ；
    stop="。",
    end="。",
    brackets="（{}）",
    gap="",
)

PAGE: Final = PageWords(
    exhibit="図表{}",
    table="表",
    source="出所",
    contents="目次",
    key_figures="主要指標",
    stated={"actual": "実績", "guidance": "会社予想", "consensus": "市場予想", "estimate": "本レポート予想"},
    vs_consensus="市場予想比",
    year="前年同期比",
    columns={
        "actual": "実績",
        "consensus": "市場予想",
        "guidance": "会社予想",
        "estimate": "本レポート予想",
        "surprise": "市場予想比",
        "yoy": "前年同期比",
        "qoq": "前四半期比",
        "year_ago": "前年同期",
        "quarter_ago": "前四半期",
    },
    skip="本文へ移動",
    footer='"p. " counter(page)',
    page=r"p\.\s*(\d+)",
    missing="–",
    unless_stated="（特記を除く）",
    by_midpoint="会社予想のレンジは中央値で比較した。",
    in_unit="（{}）",
    rises="上昇",
    falls="低下",
    continued="（続き）",
    rise_mark="↑",
    fall_mark="↓",
    numbers="付録：数値一覧",
    numbers_intro="本レポートに記載したすべての数値を初出順に並べ、端数処理前の値、出所または計算式、照合結果を示す。",
    verdicts_intro="出所記載：出所に記載された値で、照合の対象となる値が他にないもの（p. はページ、¶は段落を示す）。"
    "算出：当方で計算した値で、出所に記載がないもの。"
    "一致：記載値と再計算値が一致するもの（四捨五入による差を含む）。"
    "不一致：差が四捨五入では説明できないもので、採用した値とその理由は下記の例外事項に示す。",
    paper_intro="本レポートに記載したすべての数値を初出順に示す。各行には、出所の記載"
    "（p. はページ、¶は段落）または計算式を掲げた。"
    "複数を併記した行は、特記しない限り出所の末位まで一致する。計算式の後の括弧内は、元の数値の四捨五入により"
    "生じうる値の範囲である。端数処理前の値とすべての照合結果は、ウェブ版および添付の表に収めた。",
    rounding_plain="計算値は、元の数値が裏づける桁まで示し、末位にはわずかな差がありうる。増減の方向が確定しないものは「ほぼ同水準」、"
    "計算に意味がないものは「NM」と記す。",
    rounding_marked="元の数値の四捨五入により末位が確定しない計算値には「約」を付した。増減の方向が確定しないものは"
    "「ほぼ同水準」、計算に意味がないものは「NM」と記す。",
    numbers_in_exhibit="数値一覧番号",
    number="番号",
    fact="項目と期間",
    label="項目",
    shown="本文表記",
    figure="数値",
    exact="端数処理前の値",
    unit="単位",
    period="期間",
    origin="出所または計算式",
    verdict="照合結果",
    pages="ページ",
    where="掲載箇所",
    exceptions="例外事項",
    exceptions_intro="出所の間または同じ出所の中で数値が食い違うもの、および検証で疑問が生じたもの。いずれも記載どおりに掲げ、"
    "採用した値とその理由を付記する。",
    bookkeeping="その他の留意事項",
    claims="記述の検証",
    claims_intro="本レポートで数値を比較したすべての記述について、成り立つための条件と、その成否を示す。判定では、四捨五入により"
    "生じうるすべての値を考慮した。",
    paper_claims_intro="本レポートで数値を比較した記述と、それが成り立つための条件を示す。いずれの条件も、四捨五入により生じうるすべての"
    "値について成り立つ。併記した数値を繰り返すだけの記述は省き、全体はウェブ版に収めた。",
    words="記述",
    condition="条件",
    rests_on="根拠となる数値",
    holds="判定",
    declared="名称および画像",
    declared_names="名称",
    declared_images="画像",
    declared_intro="数字を含むが、数値データではない名称および表現",
    images_intro="内容を読み取っておらず、含まれる数値を照合していない画像",
    to_row="数値一覧の該当行へ移動",
    to_place="該当箇所へ移動",
    signature="発行者の電子署名",
)

INSPECTOR: Final = InspectorWords(
    close="閉じる",
    copy="リンクをコピー",
    copied="リンクをコピーしました",
    by_hand="次のリンクをコピーしてください：",
    exact="端数処理前の値",
    precision="値の範囲",
    unit="単位",
    period="期間",
    scenario="区分",
    basis="基準",
    source="出所",
    sources="出所",
    working="計算式",
    operands="計算に用いた数値",
    verdict="照合結果",
    where="掲載箇所",
    row="数値一覧番号",
    unprinted="計算にのみ用いた数値で、本文や図表には記載していない。",
    headline="表題",
    summary="要約",
    search="検索",
    search_hint="項目、数値、出所",
    all_verdicts="すべての照合結果",
    kind="種別",
    all_kinds="すべての種別",
    stated="出所記載",
    derived="算出",
    sort="並べ替え",
    ascending="昇順",
    descending="降順",
    csv="CSVをダウンロード",
    count="{m}件中{n}件を表示",
    none="該当する数値はありません。",
    until="～",
    stop="。",
    told="記載値",
    recomputed="再計算値",
)

WORKBOOK: Final = WorkbookWords(
    facts="数値",
    value="値",
    low="下限",
    high="上限",
    formula="数式",
    reference="識別名",
    exception="例外事項",
    title="資料名",
    publisher="発行者",
    published="公表日",
    figures="数値の数",
    fixed="表計算ソフトに対応する数式がないため、値を直接記載した。",
    legend="青字：出所に記載された値。黒字：他のセルから計算した値で、青字を変更すると再計算される。各メモに出所と記載箇所、"
    "または計算式を示す。",
)

LETTER: Final = LetterWords(
    attached="添付",
    correction="訂正",
    correction_intro="本メールは、先にお送りしたメールに代わるものです。訂正した数値は以下のとおりです。",
    correction_words="本メールは、先にお送りしたメールに代わるものです。数値に変更はなく、表現または体裁のみを改めました。",
    before="訂正前",
    now="訂正後",
    nowhere="記載なし",
    proof_title="数値の根拠と検証",
    proof="本メールおよびレポートの数値は、記載の出所から引用したもの、またはそれらを基に算出したものです。"
    "各数値の出所と計算式は、レポートの付録に掲載しています。",
    proof_file="レポートの数値は、お手元でも検証いただけます。添付ファイルを保存し、reportgenをインストールした環境で"
    "次のコマンドを実行してください。ファイルに含まれるデータからすべての数値を再計算し、一致しないものがあれば表示します。",
    proof_link="検証方法のご案内",
    unsubscribe="配信停止",
    read_brief="レポートを読む",
    numbers_file="数値一覧",
    test_subject="【テスト】{}",
    test_line="本メールは動作確認のための試験送信です。読者には配信していません。",
)
