"""Attachments: the facts and the numbers, carried by every document so that its reader can prove it alone.

A PDF carries them as embedded files, an HTML page as data blocks, which browsers do not run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

FACTS: Final = "facts.yaml"
VOCABULARY: Final = "vocabulary.yaml"  # where the facts are of standard concepts or of the project's
NUMBERS: Final = "numbers.json"
TABLE: Final = "numbers.csv"
INSPECTOR: Final = "inspector.json"  # HTML alone
# name → (relationship to the document in the words of ISO 32000-2, description, media type, id of the data block)
ATTACHMENT_KINDS: Final = {
    FACTS: ("Source", "The fact base from which this document was made", "application/yaml", "facts-yaml"),
    VOCABULARY: ("Source", "The standard concepts in the fact base", "application/yaml", "vocabulary-yaml"),
    NUMBERS: ("Data", "Every number printed in this document", "application/json", "numbers-json"),
    TABLE: ("Data", "The numbers appendix as a table", "text/csv", "numbers-csv"),
    INSPECTOR: (
        "Supplement",
        "What the inspector shows of each number",
        "application/json",
        "inspector-json",
    ),
}


def with_blocks(page: str, files: Mapping[str, bytes]) -> str:
    """An HTML page with the files as data blocks at the end of its body.

    In a block &, < and what HTML would not hand back as it was (a carriage return, a byte order mark) are written as
    character references, so that nothing in it can end the block; `from_block` undoes it.
    """
    blocks = "".join(
        '<script type="{2}" id="{3}">'.format(*ATTACHMENT_KINDS[name])
        + f"{_escaped(data.decode())}</script>\n"
        for name, data in files.items()
    )
    before, end, after = page.rpartition("</body>")
    return f"{before}{blocks}{end}{after}" if end else page + blocks


def _escaped(text: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return re.sub("[\r\ufeff\0]", lambda found: f"&#{ord(found[0])};", safe)


def from_block(text: str) -> bytes:
    """The file that a data block holds. Nothing but the references of `_escaped` is undone."""
    found = re.sub(r"&(amp|lt|#13|#65279|#0);", lambda match: _REFERENCES[match[1]], text)
    return found.encode()


_REFERENCES: Final = {"amp": "&", "lt": "<", "#13": "\r", "#65279": "\ufeff", "#0": "\0"}
