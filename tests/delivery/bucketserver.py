"""moto's server as a process of its own: an S3-compatible store on loopback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

KEYS: Final = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCY"}


class BucketServer:
    """A server with one bucket, `briefs`."""

    def __init__(self, folder: Path) -> None:
        self._said = folder / "moto.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """The environment that leads here."""
        return {**KEYS, "REPORTGEN_S3_ENDPOINT_URL": self.url, "AWS_EC2_METADATA_DISABLED": "true"}

    def files(self) -> Any:
        """The store, for a look at what is in it."""
        import s3fs

        return s3fs.S3FileSystem(
            key=KEYS["AWS_ACCESS_KEY_ID"], secret=KEYS["AWS_SECRET_ACCESS_KEY"], endpoint_url=self.url,
            client_kwargs={"region_name": "us-east-1"}, use_listings_cache=False, skip_instance_cache=True,
        )  # fmt: skip

    def __enter__(self) -> BucketServer:
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | KEYS)
        while self._process.poll() is None:
            if found := re.search(r"Running on http://127\.0\.0\.1:(\d+)", self._said.read_text("utf-8")):
                self.port = int(found[1])
                self.files().call_s3("create_bucket", Bucket="briefs")
                return self
        raise AssertionError(self._said.read_text("utf-8"))

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(60)
