"""How much of a stranger's file is read. A file beyond a limit is refused (RG821, a table RG831), a number beyond one
is passed over; each limit lies well above what real filings hold."""

from __future__ import annotations

from typing import Final

MOST_FILING_BYTES: Final = 128 * 2**20
"""Bytes of a filing as XML or XHTML: the largest have some 60 MiB, most of it pictures in attributes."""

MOST_COMPANY_FACTS_BYTES: Final = 48 * 2**20
"""Bytes of a file of company facts: twenty years of a large bank have a fifth of it."""

MOST_FACTS: Final = 250_000
"""Facts of a filing, rows of company facts; also contexts and units, each of which some fact needs."""

MOST_VALUES: Final = 50
"""Different values of one element, period, dimensions and unit."""

MOST_JSON_PARTS: Final = 16 * MOST_FACTS
"""Commas, and brackets that open, in a file of company facts: a row has some eight, and each part takes memory."""

DEEPEST: Final = 256
"""Elements that stand in one another."""

MOST_PREFIXES: Final = 1_000
"""Namespaces that are declared at one place of a document."""

LONGEST_NUMBER: Final = 100
"""Characters of a number, and powers of ten by which it may be scaled."""

LONGEST_TEXT: Final = 1_000
"""Characters of a fact that is a text: what is longer is a note of the report, and not kept."""

MOST_CONTINUATIONS: Final = 100
"""Pieces of which one text is made up."""

FIRST_PIECE: Final = 64 * 2**10
"""Bytes of a document that are read first: what has to be refused mostly stands at its head."""

NEXT_PIECES: Final = 16 * 2**20
"""Bytes of a document that are read at a time: an error ends the reading with its piece."""

MOST_TABLE_BYTES: Final = 32 * 2**20
"""Bytes of a table as a file."""

MOST_UNPACKED_BYTES: Final = 96 * 2**20
"""Bytes of a workbook or a Parquet file once it is unpacked."""

MOST_TABLE_ROWS: Final = 100_000
"""Rows of a table, empty ones too."""

MOST_TABLE_COLUMNS: Final = 2_000
"""Columns of a table: daily figures of five years have some 1,300."""

MOST_TABLE_CELLS: Final = 600_000
"""Cells of a table that hold something."""

LONGEST_CELL: Final = 32_767
"""Characters of a cell: more, no spreadsheet keeps."""

MOST_TABLE_FINDINGS: Final = 20
"""Mistakes of a table that are said before its reading ends."""
MOST_TEXT_BYTES: Final = 4 * 2**20
"""Bytes of a release or a recap as text, Markdown or HTML: the longest, with all tables as HTML, have one."""
LONGEST_TEXT_LINE: Final = 20_000
"""Characters of a paragraph of a text: the longest have some 3,000."""
MOST_TEXT_CHARACTERS: Final = 2**20
"""Characters of its words: a release with all its tables has some 150,000."""
MOST_TEXT_FIGURES: Final = 10_000
"""Figures of a text: a release with all its tables has some 1,500."""
MOST_TEXT_NUMBERS: Final = 4 * MOST_TEXT_FIGURES
"""Numbers of a text, those included that are no figures: days, years, notes."""
DEEPEST_TAGS: Final = 1_000
"""Elements of a page that stand in one another, as its tags are counted; some are left open in any."""
MOST_SOURCE_MIB: Final = 16
"""MiB of a source as text or HTML: an annual report with all its tables has some five."""
MOST_SOURCE_CHARACTERS: Final = 2 * 2**20
"""Characters of a source's words: an annual report has half a million."""
LONGEST_SOURCE_LINE: Final = 50_000
"""Characters of a paragraph of a source, or of a row of its tables."""
MOST_SOURCE_PAGES: Final = 2_000
"""Pages of a source as PDF."""
