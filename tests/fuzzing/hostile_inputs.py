"""Files as they come from people who err or mean harm: honest ones with pieces put in, cut out, doubled or swapped.

Each area has an honest input, the pieces that its readers stumble over if anything does, and what a command does with
the result. `AREAS` says how many of each are tried.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from honest_files import (
    RELEASE,
    SOURCE,
    SOURCE_PAGE,
    TABLE,
    VOCABULARY,
    columns,
    company_facts,
    sheet,
    with_source,
    workbook,
    workbook_of,
    xbrl_instance,
)
from hypothesis import strategies as st
from small import small_files
from support import NOW, TEMPLATES

from reportgen.brief.edition import read_base
from reportgen.brief.inputs import Inputs, Project, templates, themes
from reportgen.building import checked_report
from reportgen.errors import ReportgenError
from reportgen.importer import ImportOrder, bring_in
from reportgen.intake.coverage import cover
from reportgen.intake.coverage_report import coverage_text
from reportgen.intake.source_files import SourceFiles
from reportgen.intake.source_text import UnreadableSource, bounded_text_of
from reportgen.limiting import within
from reportgen.proof.verify import verification_text, verify

SECONDS: Final = 20  # of processor time that one input may take before it counts as hanging
BYTES: Final = 1 << 30
Mutation = tuple[str, float, float, str]  # what is done, where from, how far, and the piece that is put there

# ---- pieces ------------------------------------------------------------------------------------------------------

_ANY: Final = (
    "", " ", "\n", "\n\n", "\t", "\r", "\0", "\x1b[2J", "\ue000\ue010\ue001", "\u202e", "\ufeff", "\U000f0000", "\u0663",
    "9" * 400, "-1", "0", "1e999", "NaN", "½", "12,3,4", "－１２", "٣", "null", "true", "~", "\\", "'", '"', "`", "#", "é" * 50,
)  # fmt: skip
_YAML: Final = (
    "[" * 30, "{" * 30, "- " * 30, "&a ", "*a", "!!python/object:os.system ", "? ", ": ", "- x\n" * 50, "<<: *a\n", "---\n",
    "%YAML 9.9\n", "|\n", ">-\n", "[]", "{}", "facts: {}\n", "{en: x}", "2025Q4", "@", "sales@2025Q4", "sales@-1Y", "~guidance",
    "{formula: sales}", "(" * 60 + "sales" + ")" * 60, "sales / 0", "growth(" * 20, "12.5 m USD", "1..2 USD", "{stated: []}",
    "accepted: {RG404: {en: x}}", "sum(sales, sales)", "  sales@2025Q4: {formula: sales@2025Q4}\n", "2025-02-30",
)  # fmt: skip
_TEXT: Final = (
    "{{", "}}", "{%", "%}", "{#", '{{ cite("sales") }}', '{{ cite("") }}', "{{ cite() }}", '{{ cite("sales", decimals=99) }}',
    '{{ cite("sales", decimals=-1) }}', "{{ 1/0 }}", "{{ x.y.z }}", "{{ [1] * 9999999999 }}", '{{ "%999999999d" % 1 }}',
    "{% if true %}" * 20, "{% for a in range(99999) %}", "{% endfor %}", "{% claim 'sales > 1' %}x{% endclaim %}",
    "{% claim '((((' %}x{% endclaim %}", "{% claim 'sales > sales > sales' %}", "{% endclaim %}", "{% opinion %}x{% endopinion %}",
    "{% note %}x{% endnote %}", "{% set a = a %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% include 'x' %}",
    "{% extends 'x' %}", "{% import 'x' as y %}", "{{ self }}", "{{ ''.__class__ }}", "{{ range }}", "{{ cite }}", "{{ period('x') }}",
    '{{ changed("sales") }}', '{{ exhibit("x") }}', "[[", "]]", "[[lead]]", "![](x.png)", "![a](../../etc/passwd)", "[a](javascript:x)",
    "[a]: http://x\n", "[^1]", "<script>", "<b>", "&#0;", "&amp;", "***", "*_*_" * 20, "> " * 20, "1. " * 20, "|a|b|\n|-|-|\n|1|", "    x",
    "```\n", "# ", "## x\n", "#### x\n", "$12.5bn", "12 %", "(1,2)", "twelve", "\\", "[" * 200, "`" * 200,
)  # fmt: skip
_BRIEF: Final = (
    "date: x\n", "languages: [xx]\n", "languages: []\n", "theme: x\n", "exhibits: {a: {chart: bar}}\n", "page: Z9\n", "front: [x]\n",
    "exhibits: {a: {chart: line, title: {en: T}, marks: [{fact: sales}]}}\n", "terms: [x]\n", "concepts: {}\n", "key-figures: {rows: []}\n",
    "kicker: {en: '{{ 1/0 }}'}\n", "publisher: {name: {en: P}}\n", "title: {en: []}\n", "notes: x\n",
)  # fmt: skip
_DELIVERY: Final = (
    "sender: x\n", "recipients: []\n", "  - {address: 'a@b@c'}\n", "subject: {en: \"a\\nBcc: x@y.z\"}\n", "places: [x]\n", "webhooks: [x]\n",
    "not-before: 99:99\n", "weekdays: [xyz]\n", "embargo: 2026-99-99\n", "operator: x\n", "refresh: [{folder: /}]\n", "max-age: -1 days\n",
    "time-zone: Mars/Base\n", "bounces: {}\n", "approvers: [x]\n", "password: x\n", "calendar: XXXX\n", "month-days: [31, last]\n",
)  # fmt: skip
_THEME: Final = (
    "colours: {}\n", "'#12'", "'#gggggg'", "fonts: {text: x}\n", "css: |\n  p { color: red }\n", "css: '@import url(x)'\n",
    "css: 'p { background: url(http://x) }'\n", "css: '" + "{" * 200 + "'\n", "numbers: {en: {currency: x}}\n", "heading-weight: 9e9\n",
    "logo: {svg: '<svg/>'}\n", "<g>" * 200, "<script/>", "<!DOCTYPE x>", "<use href='#a'/>", "url(x)", "expression(1)",
)  # fmt: skip
_TABLE: Final = (
    ",", ";", "\t", '"', '""', ",,,,", "\r\n", "=1+1", "@x", "(1,2)", "1.234,5", "12%", "n/a", "-", "concept,period,value\n",
    "sales,2025Q4,12.5\n", "revenue,2025Q9,1\n", "revenue,2025Q4,1e400\n", "revenue,,\n", ",2025Q4,1\n" * 20, "x" * 5000,
)  # fmt: skip
_FILING: Final = (
    "<", ">", "</", "/>", "<!--", "-->", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "&#x0;", "<![CDATA[", "]]>", "<?x?>", 'xmlns:a="b"',
    "<xbrli:context id='c'/>", "<a>" * 300, "contextRef", 'decimals="INF"', 'decimals="999999"', 'scale="999"', "unitRef", "xsi:nil",
    "2025-13-45", "<period><instant>x</instant></period>", "9" * 200, "-", "us-gaap:", "id=",
)  # fmt: skip
_SHEET: Final = (
    "<row>", "</row>", "<row r='0'/>", "<row r='1048577'/>", "<c r='A1'/>", "<c r='XFD1048576'><v>1</v></c>", "<c r='ZZZZ1'/>", "<v>", "</v>",
    "<v>1e999</v>", "<v>-1</v>", "<v>99999</v>", ' t="s"', ' t="e"', ' t="inlineStr"', ' t="d"', ' t="x"', ' s="9999"', ' s="-1"', "<f>1+1</f>",
    "<f t='shared' si='9'/>", "<f t='array' ref='A1:ZZ99999'/>", "<is><t>x</t></is>", "<mergeCell ref='A1:XFD1048576'/>", "<dimension ref='A1:XFD1048576'/>",
    "<!DOCTYPE x>", "<a>" * 300, "&#0;", "&a;", "<cols><col min='0' max='99999999'/></cols>", "<sheetData>", "</sheetData>", 'xmlns="x"',
)  # fmt: skip
_COLUMNS: Final = (
    "PAR1",
    "PARE",
    "\0" * 20,
    "\xff" * 8,
    "\x7f" * 4,
    "revenue",
    "schema",
    "9" * 30,
    "\x15\x04\x15",
)
_RELEASE: Final = (
    "$12.5 million", "$1.2.3 billion", "12%", "(1.2)", "$", "(", "(in thousands)", "fourth quarter", "the fourth quarter of 9999", "compared to",
    "up 20%", "|", "|---|", "| a | b |\n", "\t", "\f", "Revenue", "revenue and revenue and ", "EUR 1.234.567,89", "twelve", "per share", "- ", "<p>",
    "<html><body>", "</body>", "%PDF-1.7", "\n\n", "2025", "from 2024 to 2025", "1,000 " * 200, "and " * 3000, "($" * 300, "¥", "億", "%" * 50,
)  # fmt: skip
_PAGE: Final = (
    "<", ">", "<div>" * 100, "</div>", "<!--", "-->", "<script>x</script>", "<style>p{color:white}</style>", "<style>" + "{" * 300,
    "<svg>" * 50, "<table><tr><td>", "&#1234567;", "&nbsp;", "<iframe>", "<base href=x>", "<p hidden>", ' style="position:absolute"', "<p>7",
    "[" * 3000, '{"a":', "\\u0000", "1e999", "null", '"', "id=", "class=", "<template>", "<noscript>", "<plaintext>", "@media", "calc(", "var(--a)",
)  # fmt: skip
_PDF: Final = (
    "endobj", "obj", "stream", "endstream", "<<", ">>", "[" * 200, "(" * 200, "%%EOF", "xref", "trailer", "/Length 9999999", "/Kids [1 0 R]",
    "R", "0 0 R", "99999 0 R", "/FlateDecode", "/Type /Page", "startxref", "/Encrypt", "\xff\xff", "\0" * 20, "9" * 30, "/Annots", "/JS (x)",
)  # fmt: skip


def _mutations(pieces: tuple[str, ...]) -> st.SearchStrategy[list[Mutation]]:
    places = st.floats(0, 1)
    one = st.tuples(
        st.sampled_from(
            ("put", "cut", "double", "replace", "swap", "flip", "value", "value", "value", "line", "line")
        ),
        places,
        places,
        st.sampled_from(pieces),
    )
    return st.lists(one, min_size=1, max_size=4)


def mutated(data: bytes, mutations: list[Mutation]) -> bytes:
    """An honest file after all of that was done to it."""
    for what, place, reach, piece in mutations:
        if what in ("value", "line"):
            data = _in_its_line(data, what, place, piece.encode("utf-8", "surrogatepass"))
            continue
        start = int(place * len(data))
        end = min(len(data), start + 1 + int(reach * reach * 200))
        put = piece.encode("utf-8", "surrogatepass")
        match what:
            case "put":
                data = data[:start] + put + data[start:]
            case "cut":
                data = data[:start] + data[end:]
            case "double":
                data = data[:end] + data[start:end] * 3 + data[end:]
            case "replace":
                data = data[:start] + put + data[end:]
            case "swap":
                data = data[:start] + data[end : end + 40] + data[start:end] + data[end + 40 :]
            case "flip" if start < len(data):
                data = data[:start] + bytes([data[start] ^ (1 << int(reach * 7))]) + data[start + 1 :]
    return data


def _in_its_line(data: bytes, what: str, place: float, put: bytes) -> bytes:
    """A file with a piece for the value of a key, or on a line of its own, so that all around it is still read."""
    lines = data.split(b"\n")
    at = min(int(place * len(lines)), len(lines) - 1)
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip())]
    if what == "value":
        key, colon, _ = line.partition(b": ")
        lines[at] = key + colon + put if colon else indent + put
    else:
        lines.insert(at, indent + put)
    return b"\n".join(lines)


# ---- what is done with them --------------------------------------------------------------------------------------

_RECIPIENTS: Final = """\
sender: Desk <desk@example.com>
recipients:
  - {address: ann@example.com, name: Ann, language: en}
subject: {en: 'Sales of {{ cite("sales") }}'}
preheader: {en: Sales}
body: {en: 'Sales were {{ cite("sales") }}.'}
time-zone: Europe/Berlin
not-before: "07:00"
max-age: 999 days
"""


@cache
def _shipped() -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    return templates([TEMPLATES]), themes([TEMPLATES])


def _checked(file: str, data: bytes, _: Path) -> None:
    layouts, shipped = _shipped()
    files = {name: text.encode() for name, text in small_files("It").items()}
    delivery, styles = None, dict(shipped)
    if file == "delivery.yaml":
        delivery = data
    elif file == "theme":
        files["brief.yaml"] += b"theme: letter\n"
        styles["templates/themes/letter.yaml"] = data
    else:
        files[file] = data
    checked_report(Inputs("it", "data/it", files, delivery, layouts, styles), "text", True)


def _imported(name: str, _: bytes, folder: Path) -> None:
    project = Project(folder / "data", folder / "output", ())
    bring_in(
        project,
        ImportOrder((folder / name,), "acme", "2025Q4", date(2026, 2, 6), "it"),
        write=False,
        verbose=True,
    )


def _against_source(name: str, data: bytes, _: Path) -> None:
    """Facts held against what they name as their source, as `check` does, and the source held against them."""
    layouts, shipped = _shipped()
    files, sources = with_source(name), SourceFiles({name: (f"data/it/{name}", data)}, {})
    checked_report(Inputs("it", "data/it", files, None, layouts, shipped, None, sources), "text", True)
    base, _ = read_base(files["facts.yaml"], "data/it/facts.yaml", None)
    assert base is not None
    with suppress(UnreadableSource):
        assert coverage_text("it", cover(base, "rel", bounded_text_of(data), name))


def _with_vocabulary(_: str, data: bytes, __: Path) -> None:
    layouts, shipped = _shipped()
    files = {name: text.encode() for name, text in small_files("It").items()}
    own = ("vocabulary.yaml", data)
    checked_report(Inputs("it", "data/it", files, None, layouts, shipped, own), "text", True)


def _verified(name: str, _: bytes, folder: Path) -> None:
    verified, between = verify([folder / name], NOW)
    said = verification_text(verified, between)
    if not verified[0].holds:
        assert verified[0].findings
    assert said


def _small(file: str) -> bytes:
    return small_files("It")[file].encode()


@dataclass(frozen=True)
class Area:
    """Where files come from, how many are tried in an ordinary run, and what is done with one in a folder. `packed`
    makes the file of what was mutated, where that is a part of it."""

    share: int
    file: str
    honest: Callable[[Path], bytes]
    pieces: tuple[str, ...]
    do: Callable[[str, bytes, Path], None]
    packed: Callable[[bytes], bytes] = bytes

    @property
    def inputs(self) -> st.SearchStrategy[list[Mutation]]:
        """What is done to the honest file."""
        return _mutations(self.pieces + _ANY)

    def name(self) -> str:
        """The file's name where it is written down."""
        return {"theme": "letter.yaml"}.get(self.file, self.file)


AREAS: Final[Mapping[str, Area]] = {
    "facts": Area(280, "facts.yaml", lambda _: _small("facts.yaml"), _YAML, lambda *a: _checked("facts.yaml", *a[1:])),
    "brief": Area(200, "brief.yaml", lambda _: _small("brief.yaml"), _YAML + _BRIEF, lambda *a: _checked("brief.yaml", *a[1:])),
    "texts": Area(280, "en.md", lambda _: _small("en.md"), _TEXT, lambda *a: _checked("en.md", *a[1:])),
    "delivery": Area(
        130, "delivery.yaml", lambda _: _RECIPIENTS.encode(), _YAML + _DELIVERY, lambda *a: _checked("delivery.yaml", *a[1:])
    ),
    "theme": Area(
        90, "theme", lambda _: (TEMPLATES / "themes" / "letter.yaml").read_bytes(), _YAML + _THEME,
        lambda *a: _checked("theme", *a[1:]),
    ),
    "vocabulary": Area(40, "vocabulary.yaml", lambda _: VOCABULARY.encode(), _YAML, _with_vocabulary),
    "tables": Area(80, "table.csv", lambda _: TABLE.encode(), _TABLE, _imported),
    "workbooks": Area(25, "table.xlsx", lambda _: workbook(), _SHEET, _imported),
    "sheets": Area(40, "table.xlsx", lambda _: sheet(), _SHEET, _imported, workbook_of),
    "columns": Area(30, "table.parquet", lambda _: columns(), _COLUMNS, _imported),
    "filings": Area(50, "filing.xml", lambda _: xbrl_instance(), _FILING, _imported),
    "company facts": Area(50, "filing.json", lambda _: company_facts(), _FILING + _PAGE, _imported),
    "releases": Area(40, "release.txt", lambda _: RELEASE.encode(), _RELEASE, _imported),
    "sources": Area(40, "rel.txt", lambda _: SOURCE.encode(), _RELEASE, _against_source),
    "source pages": Area(30, "rel.html", lambda _: SOURCE_PAGE.encode(), _RELEASE + _PAGE, _against_source),
    "source papers": Area(10, "rel.pdf", lambda built: (built / "it.en.pdf").read_bytes(), _PDF, _against_source),
    "pages": Area(50, "it.en.html", lambda built: (built / "it.en.html").read_bytes(), _PAGE, _verified),
    "papers": Area(35, "it.en.pdf", lambda built: (built / "it.en.pdf").read_bytes(), _PDF, _verified),
}  # fmt: skip


def attack(area: Area, honest: bytes, mutations: list[Mutation], folder: Path) -> None:
    """Do with a mutated file what a command does: it is read, or refused in words; nothing is written, and nothing
    else raised."""
    data = area.packed(mutated(honest, mutations))
    (folder / area.name()).write_bytes(data)
    with nothing_written(), suppress(ReportgenError), within(SECONDS, BYTES):
        area.do(area.name(), data, folder)


# ---- nothing is written ------------------------------------------------------------------------------------------

_CHANGES: Final = (
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "shutil.rmtree", "subprocess.Popen",
    "os.system", "socket.connect",
)  # fmt: skip
_watching = False
_seen: list[str] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event in _CHANGES:
        _seen.append(f"{event} {arguments[:1]}")
    elif event == "open" and len(arguments) == 3 and str(arguments[0]).find("__pycache__") < 0:
        mode, flags = arguments[1], arguments[2]
        writes = set(str(mode or "")) & set("wax+") or (mode is None and isinstance(flags, int) and flags & 3)
        if writes:
            _seen.append(f"open {arguments[0]}")


@cache
def _watch() -> None:
    sys.addaudithook(_audit)


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fail where anything is written, moved, removed, run or asked of the network meanwhile."""
    global _watching  # noqa: PLW0603  an audit hook cannot be taken away again
    _watch()
    _seen.clear()
    _watching = True
    try:
        yield
    finally:
        _watching = False
    assert _seen == []
