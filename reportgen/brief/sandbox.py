"""The one Jinja environment that everything is rendered in: texts, titles and layouts.

Templates come with a project and may come from anywhere. They run in Jinja's sandbox, which keeps them from Python's
inner parts; an unknown name is an error and not an empty text; and the filters and tests that make a number out of
nothing, or out of a text, are gone: a printed figure comes from a fact or not at all. What a template may read is what
was read from the folders of templates. How long it may run and how much memory it may take is
the matter of `press.confined`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.sandbox import SandboxedEnvironment

from reportgen.brief.text_limits import BoundedSandbox

# Filters that turn nothing or a text into a number or reckon with numbers behind the register's back, one that tells
# what no brief should depend on (`random`), and one that would undo the escaping (`safe`).
FORBIDDEN: Final = (
    "abs", "d", "default", "filesizeformat", "float", "int", "max", "min", "pprint", "random", "round", "safe", "sum",
)  # fmt: skip


Templates = Environment  # what a sandbox is to whoever lays out
LAYOUTS: Final = "templates/"  # before the name of a template where it is called by its file


def sandbox(
    *,
    autoescape: bool,
    templates: Mapping[str, bytes] | None = None,
    extensions: Sequence[type[Extension]] = (),
    kind: type[SandboxedEnvironment] = BoundedSandbox,
    compiled: dict[str, bytes] | None = None,
) -> Environment:
    """An environment for templates that need not be trusted; `templates` are what it can include, by name. `compiled`
    takes in what Jinja makes of them, and spares it that work where it was made before: by a process of this build,
    since it is trusted."""
    made = kind(
        loader=FunctionLoader(partial(_source, templates)) if templates is not None else None,
        autoescape=autoescape,
        undefined=StrictUndefined,
        extensions=list(extensions),
        keep_trailing_newline=templates is None,
        trim_blocks=templates is not None,
        lstrip_blocks=templates is not None,
        bytecode_cache=_Compiled(compiled) if compiled is not None else None,
    )
    for name in FORBIDDEN:
        made.filters.pop(name, None)
    made.globals.pop("lipsum", None)  # random words, as many as are asked for
    return made


class _Compiled(BytecodeCache):
    """What Jinja made of templates, in memory. It tells itself whether that is of the same text."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept."""
        if (made := self._kept.get(bucket.key)) is not None:
            bucket.bytecode_from_string(made)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


def _source(
    templates: Mapping[str, bytes], name: str
) -> tuple[str, str | None, Callable[[], bool] | None] | None:
    """A template's text, and the file that tracebacks name."""
    data = templates.get(name)
    return None if data is None else (data.decode(), LAYOUTS + name, None)
