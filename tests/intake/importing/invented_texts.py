"""Releases and recaps that nobody wrote: of companies that do not exist."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = """\
# Larkspur Tools Reports Fourth Quarter 2025 Results

PORTLAND, February 5, 2026 - Larkspur Tools, Inc. today announced results for the quarter ended December 31, 2025.

Revenue was $1.234 billion in the fourth quarter, up 12% from $1.1 billion in the fourth quarter of 2024. Operating \
income was $98.7 million, and operating margin was 8.0%, compared with 9.1% a year earlier. Diluted EPS of $1.20 beat \
the consensus of $1.12, and revenue topped the $1.21 billion that analysts had expected. Free cash flow fell 14% to \
$61 million. The company employed 6,200 people at the end of the quarter.

## Outlook

- Revenue between $1.15 billion and $1.25 billion for the first quarter
- Full-year 2026 capital expenditures of about $300 million

## Condensed income statement

(in millions, except per share data)

| | Q4 2025 | Q4 2024 | Change |
|---|---|---|---|
| Net sales | 1,234.0 | 1,101.8 | 12% |
| Gross profit | 431.9 | 389.4 | 11% |
| Operating income | 98.7 | 100.3 | (2%) |
| Diluted EPS | $1.20 | $1.21 | (1%) |
| Orders at the hubs | 12 | 14 | |

## Segments

| (in millions) | Q4 2025 | Q4 2024 |
|---|---|---|
| Hand tools: | | |
| Net sales | 800.0 | 720.0 |
| Power tools: | | |
| Net sales | 434.0 | 381.8 |
"""

# In HTML with signs of money and brackets in cells of their own, as companies publish them.
PAGE: Final = """\
<!DOCTYPE html><html><head><title>Larkspur Tools results</title></head><body>
<h1>Larkspur Tools, fourth quarter</h1><p>January 30, 2026</p>
<table><tr><td colspan="9">(in millions, except per share amounts)</td></tr>
<tr><td></td><td colspan="4">Three Months Ended December 31,</td>
<td colspan="4">Twelve Months Ended December 31,</td></tr>
<tr><td></td><td colspan="2">2025</td><td colspan="2">2024</td><td colspan="2">2025</td><td colspan="2">2024</td></tr>
<tr><td>Net sales</td><td>$</td><td>1,234</td><td>$</td><td>1,102</td>
<td>$</td><td>4,611</td><td>$</td><td>4,220</td></tr>
<tr><td>Operating income</td><td></td><td>(12</td><td>)</td><td>100</td><td></td><td>345</td><td></td><td>300</td></tr>
</table><p>Net loss was $15 million in the quarter.</p></body></html>
"""

CHINESE: Final = """\
# 青嵐電子公布2025年第四季財務結果

2026年2月5日

青嵐電子第四季營收新台幣123.4億元，年增12%，優於市場預期的120億元。毛利率為38.5%，較去年同期的40.1%下降。每股盈餘2.31元。
公司預期2026年第一季營收介於110億元至118億元之間。

（新台幣百萬元，每股盈餘除外）

| 項目 | 2025年第四季 | 2024年第四季 | 年增率 |
|---|---|---|---|
| 營收 | 12,340 | 11,018 | 12% |
| 營業利益 | 987 | 1,003 | -2% |
| 每股盈餘 | 2.31 | 2.36 | -2% |
"""

JAPANESE: Final = """\
# 青葉精機 2025年12月期 決算短信

2026年2月12日

当期の売上高は1,234億円となり、前年同期比12.0%増加しました。2026年通期の売上高は1,300億円を見込んでいます。

（百万円）

| | 2025年第4四半期 | 2024年第4四半期 | 増減率 |
|---|---|---|---|
| 売上高 | 123,400 | 110,180 | 12.0% |
| 営業利益 | 9,800 | 10,030 | △2.3% |
| 営業利益率 | 7.9% | 9.1% | |
"""
