"""What the commands take that compare editions, and keep who looked at them."""

from __future__ import annotations

import argparse
from pathlib import Path

from reportgen.shared_options import add_data


def add_diff_options(parser: argparse.ArgumentParser) -> None:
    """What `diff` takes."""
    parser.description = (
        "Say number by number what differs between two sides."
        " Exit 0 where they are alike, 1 where they differ."
    )
    parser.add_argument(
        "side",
        nargs="+",
        metavar="SIDE",
        help="two of: an edition (name under data/, or path), a facts.yaml, a finished PDF or HTML, a numbers.json; "
        "one with --sent or with two languages",
    )
    parser.add_argument(
        "--sent", action="store_true", help="hold an edition against what was last sent of it"
    )
    parser.add_argument(
        "--lang",
        default="",
        metavar="LANG",
        help="in which language; A,B compares two of them (the first both have)",
    )
    parser.add_argument(
        "--format", choices=("text", "json", "html"), default="text", help="how to print it (text)"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write it into this file instead of stdout"
    )
    parser.add_argument(
        "--built",
        type=Path,
        default=Path("output"),
        metavar="DIR",
        help="where editions are built, with the ledger of what was sent (output)",
    )
    add_data(parser)
    parser.set_defaults(run="diff")


def add_review_options(parser: argparse.ArgumentParser) -> None:
    """What `review` takes."""
    parser.description = (
        "Show which printed facts nobody has looked at as they are now, or write down who has."
        " Exit 1 where some are left."
    )
    parser.add_argument("edition", metavar="EDITION", help="a folder's name under data/, or its path")
    parser.add_argument(
        "--by",
        nargs="+",
        default=(),
        metavar=("NAME", "FACT"),
        help="who looked, and at what: references, as in texts: revenue@-1Y",
    )
    parser.add_argument("--all", action="store_true", help="at every fact that is printed")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    add_data(parser)
    parser.set_defaults(run="review")
