"""Options that several commands take."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_common(parser: argparse.ArgumentParser) -> None:
    """Which editions, and where they are kept."""
    parser.add_argument(
        "edition",
        nargs="+",
        metavar="EDITION",
        help="a folder's name under data/, its path, or a pattern: 'data/*'",
    )
    add_data(parser)


def add_data(parser: argparse.ArgumentParser) -> None:
    """Where editions are kept."""
    parser.add_argument(
        "--data", type=Path, default=Path("data"), metavar="DIR", help="where editions are kept (data)"
    )


def add_limits(parser: argparse.ArgumentParser, seconds: int = 300) -> None:
    """What each render may take; `seconds` unless it is said."""
    parser.add_argument(
        "--time-limit",
        type=positive,
        default=seconds,
        metavar="SECONDS",
        help=f"processor time of each render ({seconds})",
    )
    parser.add_argument(
        "--memory-limit", type=positive, default=4096, metavar="MIB", help="memory of each render (4096)"
    )


def add_many(parser: argparse.ArgumentParser) -> None:
    """Who makes many editions at once."""
    crew = parser.add_mutually_exclusive_group()
    crew.add_argument("--jobs", type=positive, default=0, metavar="N", help="so many editions at once, here")
    crew.add_argument("--cluster", default="", metavar="URL", help="on a Dask cluster, tcp://HOST:8786")


def add_log(parser: argparse.ArgumentParser) -> None:
    """What stderr is told."""
    parser.add_argument(
        "--log",
        choices=("text", "json"),
        default="text",
        help="what stderr is told: a line of JSON an edition",
    )
    add_verbose(parser)


def add_verbose(parser: argparse.ArgumentParser) -> None:
    """Whether accepted exceptions are listed, too."""
    parser.add_argument("--verbose", action="store_true", help="list accepted exceptions, too")


def add_output(parser: argparse.ArgumentParser) -> None:
    """Where editions are built."""
    parser.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="where editions are built (output)"
    )


def positive(text: str) -> int:
    """A whole number from 1 up."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("a whole number from 1 up")
    return int(text)
