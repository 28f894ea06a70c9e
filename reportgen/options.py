"""What the command line takes."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Final

from reportgen import __version__
from reportgen.brief.inputs import FORMATS
from reportgen.comparing_options import add_diff_options, add_review_options
from reportgen.delivery_options import (
    add_approve_options,
    add_deliveries_options,
    add_due_options,
    add_send_options,
)
from reportgen.shared_options import (
    add_common,
    add_data,
    add_limits,
    add_log,
    add_many,
    add_output,
    add_verbose,
)

_EXITS: Final = """exit codes:
  0  done, or nothing to do
  1  findings stop it; of diff: the two sides differ; of review: something is left
  2  the command makes no sense
  3  the machine lacks something (it is named)
  75 another run is at work on the same edition
  143 stopped by SIGTERM"""


def parser() -> argparse.ArgumentParser:
    """Everything that `reportgen` takes; `run` names the command."""
    top = argparse.ArgumentParser(
        prog="reportgen",
        description="Investor briefs whose every number is bound to a fact.",
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"reportgen {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(commands.add_parser("build", help="build editions into PDF, HTML and numbers files"))
    _add_check(commands.add_parser("check", help="read editions and tie them out, without building"))
    _add_new(
        commands.add_parser(
            "new", help="begin an edition: a tiny one, or with --from a brief of what a company filed"
        )
    )
    _add_roll(commands.add_parser("roll", help="carry an edition into its next period, as a new edition"))
    _add_import(
        commands.add_parser("import", help="turn filings and tables into facts that a person can review")
    )
    _add_preview(commands.add_parser("preview", help="show a brief in the browser while it is written"))
    _add_coverage(commands.add_parser("coverage", help="hold the figures of a source against the statements"))
    _add_verify(commands.add_parser("verify", help="prove a finished PDF or HTML from the file alone"))
    add_send_options(commands.add_parser("send", help="mail built editions to their recipients, once each"))
    add_approve_options(commands.add_parser("approve", help="say that a built edition may go out"))
    add_due_options(
        commands.add_parser("due", help="build and send what is due by the schedules of the editions")
    )
    add_deliveries_options(commands.add_parser("deliveries", help="show what became of every delivery"))
    add_diff_options(commands.add_parser("diff", help="say number by number what differs between two sides"))
    add_review_options(
        commands.add_parser("review", help="keep who looked at which fact, and show what is left")
    )
    _add_index(commands.add_parser("index", help="make a page, JSON and a feed of all that was built"))
    _add_explain(commands.add_parser("explain", help="say what a finding's code means, and how to mend it"))
    _add_vocabulary(commands.add_parser("vocabulary", help="list the concepts that need no declaration"))
    _add_schema(commands.add_parser("schema", help="print the JSON Schema of a file, for editors"))
    return top


def _add_build(parser: argparse.ArgumentParser) -> None:
    add_common(parser)
    parser.add_argument(
        "--lang", type=_languages, default=(), metavar="LANG", help="languages, comma-separated (all)"
    )
    parser.add_argument(
        "--format", type=_formats, default=None, metavar="FORMAT", help="of pdf,html,numbers (all)"
    )
    parser.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="where to build (output)"
    )
    add_limits(parser)
    add_many(parser)
    parser.add_argument(
        "--no-inspector",
        action="store_true",
        help="HTML without the inspector and its script, for an archive",
    )
    parser.add_argument(
        "--if-changed", action="store_true", help="build nothing where the same would come out again"
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="make everything anew; what is kept under .cache/reportgen never changes a byte",
    )
    _add_source(parser)
    add_log(parser)
    parser.set_defaults(run="build")


def _add_check(parser: argparse.ArgumentParser) -> None:
    add_common(parser)
    add_limits(parser)
    add_many(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    add_output(parser)
    _add_source(parser)
    add_verbose(parser)
    parser.set_defaults(run="check")


def _add_preview(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Serve a brief to this machine's browser, and make it anew with each change of what it is made from."
    )
    parser.add_argument("edition", metavar="EDITION", help="a folder's name under data/, or its path")
    add_data(parser)
    parser.add_argument(
        "--port",
        type=_port,
        default=8765,
        metavar="PORT",
        help="where to serve it; 0 takes a free one (8765)",
    )
    add_limits(parser, seconds=30)
    parser.set_defaults(run="preview")


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "edition",
        nargs="?",
        default="",
        metavar="NAME",
        help="what the folder under data/ is to be called; not for a folder of filings",
    )
    parser.add_argument(
        "--from",
        nargs="+",
        type=Path,
        default=(),
        dest="files",
        metavar="FILE",
        help="make a whole brief of what a company filed; of a folder, one of each filing in it",
    )
    parser.add_argument(
        "--period", metavar="P", help="which period of the filing it is about (that of the report)"
    )
    parser.add_argument("--entity", metavar="ID", help="what facts.yaml calls the company (its ticker)")
    parser.add_argument(
        "--filed", type=_day, metavar="DAY", help="when the report was filed, where it does not say so"
    )
    parser.add_argument(
        "--update",
        action="store_true",
        help="make the snapshot anew; what was edited since is left and listed",
    )
    parser.add_argument(
        "--lang", type=_languages, default=(), metavar="LANG", help="languages, comma-separated (English)"
    )
    add_data(parser)
    add_limits(parser)
    add_many(parser)
    add_log(parser)
    parser.set_defaults(run="new")


def _add_roll(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Carry an edition into its next period: periods shift, what was stated becomes a comparative, and what is to "
        "be filled in or written anew is listed, by check too, until it is."
    )
    parser.add_argument("edition", metavar="OLD", help="a folder's name under data/, or its path")
    parser.add_argument("new", metavar="NEW", help="what the folder of the new edition is to be called")
    parser.add_argument("--period", required=True, metavar="P", help="the period that it is about: 2026Q1")
    parser.add_argument(
        "--from",
        nargs="+",
        type=Path,
        default=(),
        dest="files",
        metavar="FILE",
        help="filings, tables and texts to fill it from, as import takes them",
    )
    parser.add_argument(
        "--filed", type=_day, metavar="DAY", help="when that of --from was filed, where it does not say so"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would shift, and write nothing")
    add_data(parser)
    parser.set_defaults(run="roll")


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="inline XBRL, an XBRL instance, company facts of the SEC, a table (CSV, XLSX, Parquet), or a release as "
        "text, Markdown or HTML",
    )
    parser.add_argument(
        "--entity", default="", metavar="ID", help="what facts.yaml calls the company (its ticker)"
    )
    parser.add_argument("--period", default="", metavar="P", help="the edition's period (that of the report)")
    parser.add_argument(
        "--filed", type=_day, default=None, metavar="DAY", help="when it was filed, 2025-08-27"
    )
    parser.add_argument(
        "--source",
        default="",
        metavar="ID",
        help="what facts.yaml calls a text as a source (its file's name)",
    )
    parser.add_argument(
        "--into", default="", metavar="EDITION", help="the edition whose facts.yaml is written"
    )
    _add_tables(parser)
    parser.add_argument("--dry-run", action="store_true", help="show the difference, and write nothing")
    parser.add_argument("--verbose", action="store_true", help="name all that was passed over")
    add_data(parser)
    parser.set_defaults(run="import")


def _add_tables(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--map", type=Path, metavar="FILE", help="what rows and columns of a table mean, as YAML"
    )
    parser.add_argument("--sql", default="", metavar="URL", help="a database to ask, sqlite:///figures.db")
    parser.add_argument("--query", default="", metavar="Q", help="what to ask it, SELECT …")
    parser.add_argument("--currency", default="", metavar="CODE", help="what a table's company reports in")
    parser.add_argument(
        "--year-end", default="", metavar="RULE", help="the end of its fiscal year, 06-30 (12-31)"
    )


def _day(argument: str) -> date:
    try:
        return date.fromisoformat(argument)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a day such as 2025-08-27, not {argument!r}") from None


def _add_coverage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("edition", metavar="EDITION", help="a folder's name under data/, or its path")
    _add_source(parser, required=True)
    parser.add_argument(
        "--data", type=Path, default=Path("data"), metavar="DIR", help="where editions are kept (data)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    parser.set_defaults(run="coverage")


def _add_source(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    parser.add_argument(
        "--source",
        required=required,
        action="append",
        type=_source_file,
        default=None if required else [],
        metavar="ID=FILE",
        help="a source of the fact base and its file (text, Markdown, HTML or PDF), to hold statements against",
    )


def _source_file(argument: str) -> tuple[str, Path]:
    source, equals, file = argument.partition("=")
    if not (source and equals and file):
        raise argparse.ArgumentTypeError(f"expected ID=FILE, not {argument!r}")
    return source, Path(file)


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a PDF or HTML brief, or any other file of a folder that was built",
    )
    parser.add_argument(
        "--trust",
        action="append",
        default=[],
        metavar="FILE",
        help="a certificate (PEM or DER) of a signer, of an authority or of a server of time stamps; repeat it",
    )
    parser.add_argument(
        "--require-signer",
        action="append",
        default=[],
        metavar="WHO",
        help="fail unless each file is signed by a certificate with this SHA-256, or by this name with --trust",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    parser.set_defaults(run="verify")


def _add_index(parser: argparse.ArgumentParser) -> None:
    add_output(parser)
    parser.add_argument("--title", default="Briefs", metavar="TEXT", help="what the page is called (Briefs)")
    parser.add_argument(
        "--address",
        default="",
        metavar="URL",
        help="where it will stand, for the links of the feed (relative)",
    )
    add_data(parser)
    parser.set_defaults(run="index")


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="*", metavar="CODE", help="a code or its name (all, a line each)")
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="how to print it (text)"
    )
    parser.set_defaults(run="explain")


def _add_vocabulary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "word",
        nargs="?",
        default="",
        metavar="WORD",
        help="in a name, a label in any language, another name or an element (all, a line each)",
    )
    add_data(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    parser.set_defaults(run="vocabulary")


def _add_schema(parser: argparse.ArgumentParser) -> None:
    choices = ("facts", "vocabulary", "brief", "theme", "delivery", "map")
    parser.add_argument("file", choices=choices, help="which file's schema")
    parser.set_defaults(run="schema")


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError("a port, 0 to 65535")
    return int(text)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _languages(text: str) -> tuple[str, ...]:
    if not (chosen := _list(text)):
        raise argparse.ArgumentTypeError("name languages, comma-separated")
    return chosen


def _formats(text: str) -> tuple[str, ...]:
    chosen = _list(text)
    if not chosen or set(chosen) - set(FORMATS):
        raise argparse.ArgumentTypeError(f"choose of {', '.join(FORMATS)}, comma-separated")
    return chosen
