"""The scalars of delivery.yaml as values. Each reader raises ValueError for what it cannot read."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from reportgen.delivery.plans.address import unfit_in
from reportgen.delivery.schedules.wall_clock import safe_moment

LONGEST_PERSON: Final = 100  # characters of a name
_UNITS: Final = {"kB": 1000, "MB": 1000_000, "KiB": 1024, "MiB": 1024 * 1024}


def read_budget(text: str) -> int:
    """Bytes: `10 MB`, `800 kB`, `9.5 MiB`."""
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?) ?(kB|MB|KiB|MiB)", text, re.ASCII)
    if found is None or (size := int(float(found[1]) * _UNITS[found[2]])) <= 0:
        raise ValueError(text)
    return size


def read_time(text: str) -> time:
    """A time of day: `06:00`."""
    if not re.fullmatch(r"\d\d:\d\d", text, re.ASCII):
        raise ValueError(text)
    return time.fromisoformat(text)


def read_moment(text: str, zone: ZoneInfo) -> datetime:
    """A day and a time: `2026-02-06 05:30`, in the zone. Of a time that stands twice in autumn the later is meant, and
    of one that is left out in spring the moment after it, so that nothing goes out too early."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d", text, re.ASCII):
        raise ValueError(text)
    read = datetime.fromisoformat(text)
    return safe_moment(read.date(), read.time(), zone).astimezone(zone)


def read_month_day(text: str) -> int:
    """A day of the month, 1 to 31; 0 for `last`."""
    if text == "last":
        return 0
    if not re.fullmatch(r"\d{1,2}", text, re.ASCII) or not 1 <= int(text) <= 31:
        raise ValueError(text)
    return int(text)


def read_span(text: str) -> timedelta:
    """A span of time: `36 hours`, `7 days`."""
    found = re.fullmatch(r"(\d{1,5}) (hours?|days?)", text, re.ASCII)
    if found is None or not int(found[1]):
        raise ValueError(text)
    return timedelta(**{found[2].rstrip("s") + "s": int(found[1])})


def read_link(text: str) -> str:
    """A `mailto:` or `https:` address in ASCII, without spaces or brackets."""
    if not re.fullmatch(r"(?:mailto:[!-;=?-~]+@[!-;=?-~]+|https://[!-;=?-~]+)", text) or len(text) > 900:
        raise ValueError(text)
    if text.startswith("https:") and not urlsplit(text).hostname:
        raise ValueError(text)
    return text


def read_page(text: str) -> str:
    """An `https:` address in ASCII, without spaces or brackets."""
    if not text.startswith("https:"):
        raise ValueError(text)
    return read_link(text)


def read_name(text: str) -> str:
    """A domain or a DKIM selector in ASCII."""
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?", text, re.IGNORECASE | re.ASCII):
        raise ValueError(text)
    return text.lower()


def read_path(text: str) -> str:
    """A path without control characters."""
    if unfit_in(text) or not PurePosixPath(text).name:
        raise ValueError(text)
    return text


def read_person(text: str) -> str:
    """A person's name, white space made plain."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_PERSON or unfit_in(name):
        raise ValueError(text)
    return name
