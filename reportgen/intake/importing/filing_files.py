"""A file that is a filing, in whichever form, read."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.errors import Misuse
from reportgen.intake.filings.filing import Filing
from reportgen.intake.importing.recognising import kind_of


@dataclass(frozen=True)
class FilingFile:
    """What stood in a file when it was read, and its path as findings quote it."""

    shown: str
    data: bytes


def filing_in(data: bytes, shown: str, called: str) -> Filing:
    """The filing in some bytes; `shown` is their file as findings quote it, `called` as whoever asks does. Raises
    Misuse where they are none, Rejected where it is broken."""
    match kind_of(data):
        case "company facts":
            from reportgen.intake.filings.company_facts import read_company_facts

            return read_company_facts(data, shown)
        case "xbrl":
            from reportgen.intake.filings.xbrl import read_xbrl

            return read_xbrl(data, shown)
    if data.startswith(b"PK"):
        raise Misuse(
            f"{called} is packed; unpack it, and import the page (.xhtml, .htm) or the instance (.xml) in it"
        )
    raise Misuse(
        f"{called} is nothing that can be imported; expected inline XBRL (.htm), an XBRL instance (.xml), the SEC's "
        "company facts (.json), a table (.xlsx, .parquet, or .csv whose heads are concept, period, value …; any other "
        "one with --map), or a release as text, Markdown or HTML"
    )
