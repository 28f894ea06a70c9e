"""The words of an encrypted envelope, in Traditional Chinese as written in Taiwan."""

from __future__ import annotations

from typing import Final

from reportgen.languages.envelope_words import EnvelopeWords

ENVELOPE: Final = EnvelopeWords(
    name="加密文件",
    subject="加密文件：{}",
    title="報告收錄於所附加密PDF",
    lead="附件設有密碼，密碼將以其他方式另行提供，不隨本信寄送。",
    message=(
        "請以該密碼開啟附件PDF，首頁列有內含檔案與存檔步驟。",
        "為免內容提前外流，本信不載任何數字。若尚未取得密碼，請洽寄件單位，並盡量以電話確認；請勿以電子郵件傳送密碼。",
    ),
    correction="本次文件取代先前寄出者。",
    page_title="您的文件就在這份PDF裡",
    page_lead="檔案以附件形式收於本PDF，內容與發布時完全相同。",
    contents="內含檔案",
    file="檔案",
    size="大小",
    kinds={
        "pdf": "報告全文，供閱讀與列印",
        "html": "網頁版報告，以瀏覽器開啟",
        "xlsx": "報告所有數字的試算表",
    },
    steps_title="取出步驟",
    steps=(
        "顯示本PDF的附件：點選迴紋針圖示，或於「檢視」選單中選擇「附件」。",
        "將檔案儲存至您要的位置。",
        "直接開啟存好的檔案即可，不需再輸入密碼。",
    ),
    viewers="看不到附件嗎？瀏覽器、郵件軟體與手機的預覽常不顯示附件。"
    "請先將本PDF存檔，再於電腦上以Adobe Acrobat Reader等完整的PDF軟體開啟。",
    care_title="提醒您",
    care="密碼只保護這份PDF；檔案一經存出即不再加密，任何取得者皆可閱讀。請勿將本PDF與密碼一併轉交他人。",
    check_title="查驗報告",
    check="每份報告皆內附製作時所用的資料。在已安裝reportgen的電腦上，執行以下指令即可將存出報告中的數字逐一重新計算：",
)
