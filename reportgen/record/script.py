"""The inspector's script: the one program that a page may hold, pinned by its digest.

A proof reads the file and runs nothing. So it can only accept a program whose every byte is known: one that lays out
the page's own data blocks and changes no number.
"""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import Final

SCRIPT: Final = "inspector.js"  # among the templates
# The script of every version that was given out, so that older documents can still be proved.
PINNED: Final = frozenset({
    "sha256-8nIh7be/M+lKY3YhydT3e49gceIlVVdf+R8cb7hgiyQ=",
    "sha256-ACte68rUvHnRIC2yAisSMHCqfm/IiAyfxDj3fZMvmfs=",
    "sha256-ouaxDa6CItzGLH2RO6zFijVvRsIN57YUfUQJEsOI988=",
})  # fmt: skip


def source_of(script: str) -> str:
    """A script as a Content-Security-Policy names it: sha256- and the digest in base64."""
    return f"sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}"


def is_ours(script: str) -> bool:
    """True for a script that was given out with this program."""
    return source_of(script) in PINNED
