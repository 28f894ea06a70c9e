"""The command line: arguments, progress, exit codes."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Final

from reportgen.answering import explain, list_concepts, print_schema
from reportgen.arguments import project_of
from reportgen.beginning import begin_editions, roll_forward
from reportgen.building import build_editions, check_editions
from reportgen.cataloguing import index_built
from reportgen.comparisons import compare_editions, review_edition
from reportgen.deliveries import show_deliveries
from reportgen.delivering import approve_edition, carry_out_due, send_editions
from reportgen.errors import Misuse, Rejected, ReportgenError, show_findings
from reportgen.limiting import IMPORT_BYTES, IMPORT_SECONDS, exhaustion_told, within
from reportgen.options import parser
from reportgen.stopping import EXIT_CODE, Stopped, on_sigterm
from reportgen.verifying import verify_files


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the process's exit code."""
    _speak_utf8()
    options = parser().parse_args(arguments)
    try:
        with on_sigterm(), _limited(options.run):
            code = _COMMANDS[options.run](options)
        sys.stdout.flush()
        return code
    except Rejected as rejected:
        print(show_findings(rejected.findings), file=sys.stderr)
        return rejected.exit_code
    except ReportgenError as error:
        print(f"reportgen: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # whoever reads has had enough; flushing at exit must not complain again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        print(f"reportgen: {error.filename or 'the system'}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Stopped:
        return EXIT_CODE


def _limited(command: str) -> AbstractContextManager[None]:
    """The limits of a command that reads files in its own process; the others have theirs where they read."""
    if command not in _READING:
        return exhaustion_told()
    return within(IMPORT_SECONDS, IMPORT_BYTES)


def _speak_utf8() -> None:
    """Print UTF-8 in whatever locale a job runs: results name paragraphs and figures in Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _preview(options: argparse.Namespace) -> int:
    from reportgen.press.limits import Limits
    from reportgen.preview.serving import serve

    project, name = project_of(options.edition, options.data, Path("output"))
    limits = Limits(options.time_limit, options.memory_limit << 20)
    serve(project, name, options.port, limits, partial(print, flush=True))
    return 0


def _coverage(options: argparse.Namespace) -> int:
    from reportgen.build import coverage
    from reportgen.intake.coverage_report import coverage_json, coverage_text

    project, name = project_of(options.edition, options.data, Path("output"))
    code = 0
    for source, file in options.source:
        covered = coverage(project, name, source, file)
        print((coverage_json if options.format == "json" else coverage_text)(name, covered))
        code = max(code, int(not covered.complete))
    return code


def _import(options: argparse.Namespace) -> int:
    from reportgen.importer import ImportOrder, bring_in

    if bool(options.sql) != bool(options.query) or not (options.file or options.sql):
        raise Misuse("import takes files, or --sql with --query")
    project, name = project_of(options.into or "any", options.data, Path("output"))
    into = name if options.into else ""
    order = ImportOrder(
        tuple(options.file), options.entity, options.period, options.filed, into,
        options.map, options.sql, options.query, options.currency, options.year_end, options.source,
    )  # fmt: skip
    brought = bring_in(project, order, write=not options.dry_run, verbose=options.verbose)
    print(brought.shown, end="")
    print(brought.report, file=sys.stderr)
    return 0


# Commands that read an author's or a stranger's files, and no more than these.
_READING: Final = ("coverage", "import", "new", "vocabulary", "schema", "index")
_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "build": build_editions,
    "index": index_built,
    "diff": compare_editions,
    "review": review_edition,
    "check": check_editions,
    "preview": _preview,
    "coverage": _coverage,
    "import": _import,
    "new": begin_editions,
    "roll": roll_forward,
    "verify": verify_files,
    "send": send_editions,
    "approve": approve_edition,
    "due": carry_out_due,
    "deliveries": show_deliveries,
    "explain": explain,
    "vocabulary": list_concepts,
    "schema": print_schema,
}
