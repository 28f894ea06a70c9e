"""The command that verifies finished files: each read in a process of its own, so that none reaches the others."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.apart import Allowance, each_apart

if TYPE_CHECKING:
    from reportgen.proof.verify import Verified


def verify_files(options: argparse.Namespace) -> int:
    """Say what holds of files, and of one another; 0 where all of it does."""
    from reportgen.proof.verify import holds, verification_json, verification_text, verify

    verified, between = verify(options.file, _each)
    print((verification_json if options.format == "json" else verification_text)(verified, between))
    return 0 if holds(verified, between) else 1


def _each(work: Callable[[Path], Verified], paths: Iterable[Path]) -> Iterable[Verified]:
    from reportgen.proof.verify import not_checked

    return each_apart(work, paths, not_checked, Allowance())
