"""RG96x: what readers were sent before, and who has looked at what goes out now."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

RG960: Final = FindingCode(
    "RG960",
    "not-looked-at",
    Severity.ERROR,
    "A printed fact that nobody has looked at as it is now, in an edition whose delivery.yaml asks for that.",
    "Look at it beside its source, then reportgen review EDITION --by NAME FACT.",
    "reviewed: all, and an edition without a reviewed.yaml.",
)
RG961: Final = FindingCode(
    "RG961",
    "restated-since-sent",
    Severity.WARNING,
    "A fact is not what readers were sent: its value lies outside of what it could be then.",
    "Where it is right, the correction that is sent next tells it; otherwise correct facts.yaml.",
    "revenue, sent as 213.4 bn USD, now 214.3 bn USD.",
)
