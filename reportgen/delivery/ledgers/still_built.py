"""Whether the documents that lie where an edition is built are those that were sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from itertools import permutations
from typing import Final

from reportgen.delivery.ledgers.last_sent import LastSent
from reportgen.delivery.sending import artifact_of
from reportgen.record.attachments import NUMBERS
from reportgen.record.lying_beside import MANIFEST

_WORKBOOK: Final = "numbers.xlsx"


def still_built(sent: LastSent, edition: str, document: str, read: Callable[[str], bytes | None]) -> bool:
    """Whether a built document is of the build that was sent: files of it add up to the digest of what the reader got,
    and its manifest names these and the document as they are. `read` gives a built file by name, None where there is
    none. A message without files names no build."""
    stem = f"{edition}.{sent.language}"
    digests = {
        name: sha256(data).hexdigest()
        for name in {f"{stem}.pdf", f"{stem}.html", _WORKBOOK, document}
        if (data := read(name)) is not None
    }
    if document not in digests or read(NUMBERS) != sent.numbers:
        return False
    parts = [name for name in (f"{stem}.pdf", f"{stem}.html", _WORKBOOK) if name in digests]
    went = next(
        (
            names
            for count in range(1, len(parts) + 1)
            for names in permutations(parts, count)
            if artifact_of(sent.language, ((name, digests[name]) for name in names)) == sent.artifact
        ),
        None,
    )
    listed = _listed(read(MANIFEST))
    return went is not None and all(listed.get(name) == digests[name] for name in (*went, document))


def _listed(manifest: bytes | None) -> dict[str, str]:
    """The digests of files by name, as far as a manifest can be read."""
    try:
        return {str(one["name"]): str(one["sha256"]) for one in json.loads(manifest or b"{}")["artifacts"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
