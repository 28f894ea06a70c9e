"""Whether a PDF opens without a password."""

from __future__ import annotations

import io


def is_locked(data: bytes) -> bool:
    """True for a PDF that only a password opens."""
    if b"/Encrypt" not in data or not data.startswith(b"%PDF-"):
        return False
    import pikepdf

    try:
        pikepdf.open(io.BytesIO(data), attempt_recovery=False).close()
    except pikepdf.PasswordError:
        return True
    except (pikepdf.PdfError, ValueError):
        return False
    return False
