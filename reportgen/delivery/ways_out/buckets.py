"""S3-compatible buckets by s3fs: keys in the manner of AWS, from its variables and files, and every wait bounded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from reportgen.delivery.ways_out.hushing import Hushing
from reportgen.delivery.ways_out.post import is_loopback
from reportgen.delivery.ways_out.stores import StoreFault
from reportgen.errors import install_extra

ENDPOINTS: Final = ("REPORTGEN_S3_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
CONNECT_TIMEOUT: Final = 10.0
READ_TIMEOUT: Final = 60.0
_ADVICE: Final = f"buckets need an extra: {install_extra('s3')}"


@dataclass(frozen=True)
class Keys:
    """What opens buckets; "" for what there is not."""

    access: str
    secret: str = ""
    token: str = ""


def read_endpoint(environment: Mapping[str, str]) -> str:
    """Where the buckets are, "" for AWS itself. Raises StoreFault for what is no https address, or http elsewhere than
    on this machine."""
    name = next((name for name in ENDPOINTS if environment.get(name)), "")
    if not name:
        return ""
    parts = urlsplit(environment[name])
    if parts.username or parts.password:
        raise StoreFault(f"{name} holds a user or a password; keys stand in AWS_SECRET_ACCESS_KEY or a file")
    local = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if not (parts.hostname and (parts.scheme == "https" or local)):
        raise StoreFault(f"{name} should read https://s3.example.com; http is for this machine alone")
    return environment[name]


def read_keys() -> Keys:
    """The keys that AWS's own variables and files give. Raises StoreFault where there are none, or no s3fs."""
    try:
        import botocore.session
        from botocore.exceptions import BotoCoreError
    except ImportError:
        raise StoreFault(_ADVICE) from None
    try:
        found = botocore.session.get_session().get_credentials()
        frozen = found.get_frozen_credentials() if found else None
    except (BotoCoreError, OSError, ValueError) as error:
        raise StoreFault(f"the keys of the bucket cannot be read: {error}") from error
    if frozen is None or not frozen.access_key or not frozen.secret_key:
        raise StoreFault(
            "no keys for the bucket: set AWS_SHARED_CREDENTIALS_FILE, or AWS_ACCESS_KEY_ID and its secret"
        )
    return Keys(frozen.access_key, frozen.secret_key, frozen.token or "")


def bucket_files(keys: Keys, endpoint: str) -> Any:
    """A file system of buckets whose methods raise OSError and StoreFault alone."""
    try:
        import s3fs
    except ImportError:
        raise StoreFault(_ADVICE) from None
    config = {
        "connect_timeout": CONNECT_TIMEOUT,
        "read_timeout": READ_TIMEOUT,
        "retries": {"total_max_attempts": 2, "mode": "standard"},
        "request_checksum_calculation": "when_required",  # else many a compatible server refuses what is put
        "response_checksum_validation": "when_required",
    }
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    files = s3fs.S3FileSystem(
        key=keys.access, secret=keys.secret, token=keys.token or None, endpoint_url=endpoint or None,
        client_kwargs={"region_name": region}, config_kwargs=config,
        use_listings_cache=False, skip_instance_cache=True,
    )  # fmt: skip
    files.retries = 1  # botocore tries again already; what is deferred is tried by the next run
    return _Plain(files, Hushing(keys.secret, keys.token))


class _Plain:
    """The file system, with what it raises told as OSError and StoreFault, without the keys."""

    def __init__(self, files: Any, hushing: Hushing) -> None:
        self._files, self._hushing = files, hushing

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._files, name)

        def call(*arguments: Any, **options: Any) -> Any:
            try:
                return method(*arguments, **options)
            except FileNotFoundError as error:
                raise self._missing(name, error) from error
            except (TimeoutError, ConnectionError):
                raise
            except Exception as error:  # whatever a library of the cloud raises
                raise self._fault(error) from error

        return call

    def _missing(self, name: str, error: FileNotFoundError) -> Exception:
        said = self._hushing.hush(str(error))
        if name == "pipe_file" or "bucket" in said.lower():
            return StoreFault(f"there is no such bucket: {said}")
        return FileNotFoundError(said)

    def _fault(self, error: Exception) -> StoreFault:
        from botocore.exceptions import ConnectionError as NoConnection
        from botocore.exceptions import HTTPClientError

        said = self._hushing.hush(str(error) or type(error).__name__)
        if isinstance(error, PermissionError):
            return StoreFault(f"no access: {said}")
        return StoreFault(said, mend=not isinstance(error, (NoConnection, HTTPClientError)))
