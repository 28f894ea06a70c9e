"""What a company that a filing names is called."""

from __future__ import annotations

import re
from typing import Final

# fmt: off
_FORMS: Final = frozenset((
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "lp", "nv", "sa",
    "ag", "se", "spa", "ab", "asa", "oyj", "kk", "holdings",
))
# fmt: on
_KEPT_CAPITALS: Final = 3  # IBM, AT&T, 3M: so many letters in capitals may be a name


def full_name(filed: str) -> str:
    """The name as people write it: VISA INC. is Visa Inc."""
    filed = "".join(one for one in filed if one.isprintable())
    name = re.sub(
        r"\s+/[A-Z]{2,3}/?$", "", " ".join(filed.split())
    )  # the SEC puts the state behind some names
    if name.upper() != name:
        return name
    return " ".join(map(_lowered, name.split()))


def _lowered(word: str) -> str:
    bare = word.strip(".,").lower()
    if bare in _FORMS or len(bare) > _KEPT_CAPITALS:
        return word.upper() if bare in ("llc", "lp", "nv", "sa", "ag", "se") else word.capitalize()
    return word


def plain_name(name: str) -> str:
    """The name without what says of which legal form the company is: Visa Inc. is Visa."""
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,()").replace(".", "").lower() in _FORMS:
        words.pop()
    return " ".join(words).rstrip(",")


def slug(name: str) -> str:
    """A name of facts.yaml: a-z, digits and _, beginning with a letter."""
    made = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return made if made[:1].isalpha() else f"n_{made}".rstrip("_")


def slug_of_form(form: str) -> str:
    """10-Q/A as a part of a name: 10qa."""
    return re.sub(r"[^a-z0-9]+", "", form.lower()) or "report"
