"""The command line: arguments, progress, exit codes."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen import __version__
from reportgen.brief.inputs import FORMATS, shown
from reportgen.errors import Rejected, ReportgenError, show_findings
from reportgen.run import Done, run_editions
from reportgen.stopping import EXIT_CODE, Stopped, on_sigterm

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from reportgen.brief.inputs import Project
    from reportgen.errors import Finding
    from reportgen.press.manifest import Artifact

_EXITS: Final = """exit codes:
  0  done, or nothing to do
  1  findings stop it
  2  the command makes no sense
  3  the machine lacks something (it is named)
  75 another run is at work on the same edition
  143 stopped by SIGTERM"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the process's exit code."""
    _speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        with on_sigterm():
            code: int = options.run(options)
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


def _speak_utf8() -> None:
    """Print UTF-8 in whatever locale a job runs: results name paragraphs and figures in Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reportgen",
        description="Investor briefs whose every number is bound to a fact.",
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"reportgen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(commands.add_parser("build", help="build editions into PDF, HTML and numbers files"))
    _add_check(commands.add_parser("check", help="read editions and tie them out, without building"))
    _add_coverage(commands.add_parser("coverage", help="hold the figures of a source against the statements"))
    _add_verify(commands.add_parser("verify", help="prove a finished PDF or HTML from the file alone"))
    _add_send(commands.add_parser("send", help="mail built editions to their recipients, once each"))
    _add_deliveries(commands.add_parser("deliveries", help="show what became of every delivery"))
    _add_schema(commands.add_parser("schema", help="print the JSON Schema of a file, for editors"))
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "edition", nargs="+", metavar="EDITION", help="a folder's name under data/, or its path"
    )
    parser.add_argument(
        "--data", type=Path, default=Path("data"), metavar="DIR", help="where editions are kept (data)"
    )


def _add_build(parser: argparse.ArgumentParser) -> None:
    _add_common(parser)
    parser.add_argument(
        "--lang", type=_languages, default=(), metavar="LANG", help="languages, comma-separated (all)"
    )
    parser.add_argument(
        "--format", type=_formats, default=None, metavar="FORMAT", help="of pdf,html,numbers (all)"
    )
    parser.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="where to build (output)"
    )
    parser.add_argument(
        "--time-limit", type=_positive, default=300, metavar="SECONDS", help="for each render (300)"
    )
    parser.add_argument(
        "--memory-limit", type=_positive, default=4096, metavar="MIB", help="for each render (4096)"
    )
    parser.add_argument(
        "--if-changed", action="store_true", help="build nothing where the same would come out again"
    )
    _add_log(parser)
    parser.set_defaults(run=_build)


def _add_log(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--log",
        choices=("text", "json"),
        default="text",
        help="what stderr is told: a line of JSON an edition",
    )


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_common(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    parser.set_defaults(run=_check)


def _add_coverage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("edition", metavar="EDITION", help="a folder's name under data/, or its path")
    parser.add_argument(
        "--source",
        required=True,
        action="append",
        metavar="ID=FILE",
        help="a source of the fact base and its text, one paragraph a line",
    )
    parser.add_argument(
        "--data", type=Path, default=Path("data"), metavar="DIR", help="where editions are kept (data)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    parser.set_defaults(run=_coverage)


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="+", type=Path, metavar="FILE", help="a PDF or HTML brief")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    parser.set_defaults(run=_verify)


def _add_send(parser: argparse.ArgumentParser) -> None:
    _add_common(parser)
    _add_output(parser)
    parser.add_argument("--dry-run", action="store_true", help="show what would go to whom, and send nothing")
    parser.add_argument(
        "--to", nargs="+", default=(), metavar="ADDRESS", help="of the recipients only these (all)"
    )
    parser.add_argument("--resend-unknown", action="store_true", help="send again what may have arrived")
    parser.add_argument("--resend-refused", action="store_true", help="send again what was refused")
    parser.add_argument("--reissue", action="store_true", help="send again what changed and says nothing new")
    parser.set_defaults(run=_send)


def _add_deliveries(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("edition", nargs="?", metavar="EDITION", help="an edition's name (all)")
    _add_output(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    parser.set_defaults(run=_deliveries)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="where editions are built (output)"
    )


def _add_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", choices=("facts", "brief", "delivery"), help="which file's schema")
    parser.set_defaults(run=_schema)


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("a whole number from 1 up")
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


def _build(options: argparse.Namespace) -> int:
    return run_editions("build", options.edition, options.log, lambda edition: _build_one(options, edition))


def _build_one(options: argparse.Namespace, argument: str) -> Done:
    from reportgen.press import fresh

    project, name = _project(argument, options.data, options.output)
    formats = options.format or FORMATS
    if options.if_changed and (standing := fresh.standing(project, name, options.lang, formats)):
        return _built(project.output / name, standing, unchanged=True)
    from reportgen.press import place

    place.turn_away(project.output, name)
    from reportgen.build import Order, build

    order = Order(name, options.lang, formats, options.if_changed)
    with _workers(options) as workers:
        built = build(project, order, _progress(name), workers)
    return _built(built.folder, built.artifacts, built.findings, built.unchanged)


def _built(
    folder: Path, artifacts: Sequence[Artifact], findings: tuple[Finding, ...] = (), unchanged: bool = False
) -> Done:
    """Name the files of a build on stdout, and say what came of it."""
    for artifact in artifacts:
        print(shown(folder / artifact.name))
    digests = {artifact.name: artifact.digest for artifact in artifacts}
    note = f"{folder.name}: unchanged" if unchanged else ""
    return Done("unchanged" if unchanged else "built", 0, digests, findings, note=note)


def _workers(options: argparse.Namespace) -> Executor:
    from reportgen.press.confined import Confined, Limits

    return Confined(Limits(options.time_limit, options.memory_limit << 20))


def _check(options: argparse.Namespace) -> int:
    from reportgen.build import check
    from reportgen.checks.report import to_json, to_text

    code = 0
    for argument in options.edition:
        project, name = _project(argument, options.data, Path("output"))
        checked = check(project, name)
        print((to_json if options.format == "json" else to_text)(name, checked.rows, checked.findings))
        code = max(code, int(any(finding.blocks for finding in checked.findings)))
    return code


def _coverage(options: argparse.Namespace) -> int:
    from reportgen.build import coverage
    from reportgen.intake.report import to_json, to_text

    project, name = _project(options.edition, options.data, Path("output"))
    code = 0
    for argument in options.source:
        source, _, file = argument.partition("=")
        covered = coverage(project, name, source, Path(file))
        print((to_json if options.format == "json" else to_text)(name, covered))
        code = max(code, int(not covered.complete))
    return code


def _verify(options: argparse.Namespace) -> int:
    from reportgen.press.proof.verify import holds, to_json, to_text, verify

    verified, between = verify(options.file)
    print((to_json if options.format == "json" else to_text)(verified, between))
    return 0 if holds(verified, between) else 1


def _send(options: argparse.Namespace) -> int:
    from reportgen.delivery.ledger import State
    from reportgen.delivery.report import rehearsed, to_text
    from reportgen.delivery.send import Wish, rehearse, send
    from reportgen.delivery.ways import now, open_ledger, transport

    again = {State.UNKNOWN: options.resend_unknown, State.REFUSED: options.resend_refused}
    wish = Wish(
        tuple(options.to), frozenset(state for state, wanted in again.items() if wanted), options.reissue
    )
    code = 0
    for argument in options.edition:
        project, name = _project(argument, options.data, options.output)
        try:
            with open_ledger(project.output, options.dry_run) as ledger:
                if options.dry_run:
                    print(rehearsed(rehearse(project, name, wish, ledger, now)))
                    continue
                sent = send(project, name, wish, ledger, transport(project.output, os.environ), now)
        except Rejected as rejected:
            print(show_findings(rejected.findings), file=sys.stderr)
            code = rejected.exit_code
            continue
        print(to_text(sent.deliveries))
        if sent.findings:
            print(show_findings(sent.findings), file=sys.stderr)
        code = max(code, int(any(finding.blocks for finding in sent.findings)))
    return code


def _deliveries(options: argparse.Namespace) -> int:
    from reportgen.delivery.report import failed, to_json, to_text
    from reportgen.delivery.ways import open_ledger

    with open_ledger(options.output, rehearsal=True) as ledger:
        rows = ledger.deliveries(options.edition)
    print((to_json if options.format == "json" else to_text)(rows))
    return int(failed(rows))


def _schema(options: argparse.Namespace) -> int:
    import json

    from reportgen.brief.declared import BriefFile
    from reportgen.delivery.declared import DeliveryFile
    from reportgen.facts.schema import FactsFile, Strict

    models: dict[str, type[Strict]] = {"facts": FactsFile, "brief": BriefFile, "delivery": DeliveryFile}
    print(json.dumps(models[options.file].model_json_schema(by_alias=True), ensure_ascii=False, indent=2))
    return 0


def _project(argument: str, data: Path, output: Path) -> tuple[Project, str]:
    """The project that an edition's name or path belongs to, and the edition's name."""
    from reportgen.brief.inputs import Project

    path = Path(argument)
    if len(path.parts) > 1 or path.is_absolute():
        data, argument = path.parent, path.name
    return Project(data.resolve(), output.resolve(), _templates(data)), argument


def _templates(data: Path) -> tuple[Path, ...]:
    """A project's own templates first, then those that came with the package."""
    here = Path(__file__).resolve().parent
    own = data.resolve().parent / "templates"
    return tuple(path for path in (own, here / "templates", here.parent / "templates") if path.is_dir())


def _progress(name: str) -> Callable[[str], None]:
    """Progress on a terminal; nothing into a pipe."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda step: print(f"{name}: {step} …", file=sys.stderr)
