"""What is wrong with a layout: the exception that Jinja raised as a finding, at the place in the template."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from jinja2 import TemplateNotFound, TemplateSyntaxError

from reportgen.brief.sandbox import LAYOUTS
from reportgen.codes.rg5_texts import RG502, RG503
from reportgen.errors import Finding, Locus, Rejected


@contextmanager
def as_findings(templates: Mapping[str, bytes]) -> Iterator[None]:
    """Raise Rejected with what is wrong with a layout that is loaded or rendered meanwhile.

    `templates` are the layouts by name, as `Inputs` has them.
    """
    try:
        yield
    except (Rejected, MemoryError):
        raise
    except Exception as error:
        if (finding := _finding(error, templates)) is None:
            raise
        raise Rejected([finding]) from error


def _finding(error: Exception, templates: Mapping[str, bytes]) -> Finding | None:
    """RG502 a layout that is no template, RG503 one that fails on rendering; None where no template had a part."""
    if isinstance(error, TemplateSyntaxError) and error.name:
        at = _place(f"{LAYOUTS}{error.name}", error.lineno, templates)
        return RG502.finding(f"this is not a template: {error.message}", at)
    frames = traceback.extract_tb(error.__traceback__)
    inner = next((frame for frame in reversed(frames) if frame.filename.startswith(LAYOUTS)), None)
    place = _place(inner.filename, inner.lineno or 1, templates) if inner is not None else None
    if isinstance(error, TemplateNotFound):
        known = ", ".join(sorted(templates))
        return RG503.finding(f"there is no template {error.name!r}", place, f"templates: {known}")
    return RG503.finding(f"this fails: {error}", place) if place is not None else None


def _place(file: str, line: int, templates: Mapping[str, bytes]) -> Locus:
    text = templates.get(file.removeprefix(LAYOUTS), b"").decode(errors="replace").splitlines()
    excerpt = text[line - 1] if 0 < line <= len(text) else ""
    found = re.search(r"\{[{%#]", excerpt) or re.search(r"\S", excerpt)
    return Locus(file, line, 1 + found.start() if found else 1, excerpt)
