"""Secrets: from the environment, from a file that it names, or from a credential that systemd hands over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reportgen.errors import MachineLacks

CREDENTIALS: Final = "CREDENTIALS_DIRECTORY"  # systemd's LoadCredential=NAME:…
_LONGEST: Final = 64 << 10


def read_secret(environment: Mapping[str, str], variable: str, credential: str, what: str) -> str:
    """The secret in `variable`, in the file that `variable`_FILE names, or in the credential; "" where there is none.
    Raises MachineLacks for a file that cannot be read; `what` says what it holds."""
    if variable in environment:
        return environment[variable]
    file = environment.get(f"{variable}_FILE")
    if file is None and CREDENTIALS in environment:
        named = Path(environment[CREDENTIALS]) / credential
        file = str(named) if named.exists() else None
    if file is None:
        return ""
    try:
        with Path(file).open("rb") as handle:
            return handle.read(_LONGEST).decode("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise MachineLacks(f"the {what} file {file} cannot be read: {why}") from None


def variable_of(prefix: str, name: str) -> str:
    """The variable that holds the secret of a name: `REPORTGEN_WEBHOOK_DESK` for `desk`."""
    return f"{prefix}_{name.upper().replace('-', '_')}"
