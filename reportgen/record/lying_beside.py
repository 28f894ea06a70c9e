"""What lies beside the documents of an edition: the listing of its files, and signatures."""

from __future__ import annotations

from typing import Final

MANIFEST: Final = "manifest.json"
SIGNATURE_SUFFIX: Final = ".p7s"  # behind the name of a file that the signature lies beside
