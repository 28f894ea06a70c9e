"""Japanese, written as a broker's note is: 億円, 前年同期比, 会社予想, 市場予想, ポイント."""
