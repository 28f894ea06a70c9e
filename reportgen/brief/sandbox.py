"""The one Jinja environment that everything is rendered in: texts, titles and layouts.

Templates come with a project and may come from anywhere. They run in Jinja's sandbox, which keeps them from Python's
inner parts; an unknown name is an error and not an empty text; and the filters and tests that make a number out of
nothing, or out of a text, are gone: a printed figure comes from a fact or not at all. What a template may read is what
lies in the folders of templates, links out of them not included. How long it may run and how much memory it may take is
the matter of `press.confined`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment

# Filters that turn nothing or a text into a number or reckon with numbers behind the register's back, one that tells
# what no brief should depend on (`random`), and one that would undo the escaping (`safe`).
FORBIDDEN: Final = (
    "abs", "d", "default", "filesizeformat", "float", "int", "max", "min", "pprint", "random", "round", "safe", "sum",
)  # fmt: skip


def sandbox(
    *, autoescape: bool, folders: Sequence[Path] = (), extensions: Sequence[type] = ()
) -> Environment:
    """An environment for templates that need not be trusted; `folders` are where includes are looked for, in order."""
    made = SandboxedEnvironment(
        loader=_RootedLoader(folders) if folders else None,
        autoescape=autoescape,
        undefined=StrictUndefined,
        extensions=list(extensions),
        keep_trailing_newline=not folders,
        trim_blocks=bool(folders),
        lstrip_blocks=bool(folders),
    )
    for name in FORBIDDEN:
        made.filters.pop(name, None)
    return made


class _RootedLoader(FileSystemLoader):
    """Reads templates below its folders alone: a link that leads out of them is as good as no file."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, fresh = super().get_source(environment, template)
        real = Path(path).resolve()
        if not any(real.is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return source, path, fresh
