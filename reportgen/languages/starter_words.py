"""The texts of an edition that somebody begins with: an invented company, to be written over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StarterWords:
    """Texts as brief.yaml and the text of a language have them, with their Jinja."""

    company: str
    short: str
    release: str
    kicker: str
    title: str
    chart_title: str
    chart_subtitle: str
    disclaimer: str
    text: str
