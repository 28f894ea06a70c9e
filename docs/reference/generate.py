"""Writes those pages of the reference that the code can say by itself.

    python docs/reference/generate.py

The keys of the YAML files come from the schemas, the commands from the parser, kinds of charts and codes from their
records. A test says which page is stale.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from reportgen.brief.brief_yaml import BriefFile
from reportgen.brief.themes import ThemeFile
from reportgen.codes.explaining import chosen, to_markdown
from reportgen.delivery.plans.delivery_yaml import DeliveryFile
from reportgen.exhibits.kinds import KINDS, chart_names
from reportgen.facts.schema import FactsFile, Strict
from reportgen.facts.vocabulary_yaml import VocabularyFile
from reportgen.intake.importing.table_map import TableMap
from reportgen.languages import LANGUAGES
from reportgen.languages.change_words import ChangeWording, ChangeWords, Turn
from reportgen.languages.pack import Direction, Directions
from reportgen.options import parser
from reportgen.vocabulary.catalogue import to_page
from reportgen.vocabulary.standard import STANDARD

HERE: Final = Path(__file__).parent
_MADE: Final = "<!-- Written by generate.py from the code; do not edit. -->"
_WORDS: Final = """`word` prints the words for a value above zero, below, and one that is zero or may be either;
`moved` has the size of the figure in them, here 5% and 0%. [Helpers of texts](texts.md) says how they are called.

Below them stand the wordings of `changed`: `growing` is what is better the higher it is, `price` what something costs,
`amount` any other, `ratio` what goes by points; `profit`, `flow` and `other` cross zero or stay
below it; `from to` has no percentage."""
_SCALAR: Final = ["string", "number"]
Node = Mapping[str, Any]

# ---- keys ----------------------------------------------------------------------------------------------------

_KEYS: Final = """**Words** are a text for each language of the brief: `{{en: …, zh-Hant: …}}`. {more}

`reportgen schema {file}` prints the same as a JSON Schema, for your editor."""


@dataclass
class _Keys:
    """The page of one file: a table for each model, in the order in which they are met."""

    schema: Node
    met: list[str] = field(default_factory=list)
    under: dict[str, list[str]] = field(default_factory=dict)  # model → the keys that it stands under

    def sections(self) -> Iterator[str]:
        """A section for the file itself, then one for each model."""
        tables = {"The file": self._table(self.schema)}
        for name in self.met:  # which grows meanwhile
            tables[name] = self._table(self.schema["$defs"][name])
        for name, table in tables.items():
            yield f"## {_title(name)}\n\n{self._said(name)}{table}"

    def _said(self, name: str) -> str:
        if name not in self.under:
            return ""
        keys = ", ".join(f"`{key}:`" for key in dict.fromkeys(self.under[name]))
        return f"Under {keys}. {' '.join(self.schema['$defs'][name]['description'].split())}\n\n"

    def _table(self, model: Node) -> str:
        lines = ["| key | holds | left out | means |", "|---|---|---|---|"]
        for key, node in model["properties"].items():
            needed = key in model.get("required", ())
            default = "**needed**" if needed else _default(node.get("default"))
            says = " ".join(node.get("description", "").split())
            lines.append(f"| `{key}` | {self._kind(node, key)} | {default} | {says} |")
        return "\n".join(lines)

    def _kind(self, node: Node, key: str) -> str:
        """What may stand behind a key, in a few words."""
        if "$ref" in node:
            name = node["$ref"].rsplit("/", 1)[1]
            self.met += [name] if name not in self.met else []
            self.under.setdefault(name, []).append(key)
            return f"[{_title(name)}](#{_title(name).lower().replace(' ', '-')})"
        if branches := node.get("anyOf") or node.get("oneOf"):
            kinds = [self._kind(branch, key) for branch in branches if branch.get("type") != "null"]
            return " or ".join(dict.fromkeys(kinds))
        if "enum" in node:
            return _choice(node["enum"])
        return self._plain(node, key)

    def _plain(self, node: Node, key: str) -> str:
        match node.get("type"):
            case "array":
                return f"list: {self._kind(node['items'], key)}"
            case "object" if "enum" in node.get("propertyNames", {}):
                return "words"
            case "object":
                return f"by name: {self._kind(node['additionalProperties'], key)}"
            case "boolean":
                return "`true`, `false`"
            case "integer" | "number":
                ends = [str(node[end]) for end in ("minimum", "maximum") if end in node]
                return " to ".join(ends) if len(ends) == 2 else f"{ends[0]} or more"
        return "text"


def _title(model: str) -> str:
    """What a model is called: ColumnText is a column, BothColoursText both colours."""
    name = model.removesuffix("Text")
    return "".join(f" {c.lower()}" if c.isupper() and n else c for n, c in enumerate(name))


def _choice(values: list[Any]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _default(value: Any) -> str:
    if isinstance(value, dict | list):
        return _choice(value) if value and isinstance(value, list) else ""
    return "" if value in (None, "") else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def keys_page(model: type[Strict], file: str, more: str) -> str:
    """The page of all keys of a file."""
    schema = model.model_json_schema(by_alias=True)
    name = "templates/themes/NAME.yaml" if file == "theme" else f"{file}.yaml"
    head = f"# Keys of `{name}`\n\n{_MADE}\n\n{_KEYS.format(more=more, file=file)}"
    return "\n\n".join([head, *_Keys(schema).sections()]) + "\n"


# ---- commands ------------------------------------------------------------------------------------------------


def commands_page() -> str:
    """The page of all commands, their options, and the exit codes."""
    top = parser()
    (commands,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    helps = {action.dest: action.help or "" for action in commands._choices_actions}
    parts = [f"# Commands\n\n{_MADE}\n\nWhat stands in brackets may be left out, and so may every option."]
    for name, command in commands.choices.items():
        parts.append(_command(name, helps[name], command))
    return "\n\n".join([*parts, _exits(top.epilog or "")]) + "\n"


def _command(name: str, said: str, command: argparse.ArgumentParser) -> str:
    actions = [action for action in command._actions if not isinstance(action, argparse._HelpAction)]
    given = [action for action in actions if not action.option_strings or action.required]
    usage = " ".join(["reportgen", name, *map(_usage, given)]).replace("\\|", "|")
    lines = [f"## {name}", "", f"    {usage}", "", f"{said[0].upper()}{said[1:]}.", ""]
    lines += ["| takes | means |", "|---|---|"]
    for action in actions:
        option = (action.option_strings or [""])[0]
        lines.append(f"| `{' '.join(filter(None, [option, _value(action)]))}` | {action.help} |")
    return "\n".join(lines)


def _usage(action: argparse.Action) -> str:
    option = (action.option_strings or [""])[0]
    text = " ".join(filter(None, [option, _value(action)]))
    return f"[{text}]" if action.nargs in ("*", "?") else text


def _value(action: argparse.Action) -> str:
    """What an option or an argument takes, "" for a switch."""
    if action.nargs == 0:
        return ""
    if isinstance(action.metavar, tuple):
        return f"{' '.join(action.metavar)}…"
    named = action.metavar or "\\|".join(map(str, action.choices or [action.dest.upper()]))
    return f"{named}…" if action.nargs in ("+", "*") else str(named)


def _exits(epilog: str) -> str:
    """The exit codes as the help lists them."""
    rows = [line.split(None, 1) for line in epilog.splitlines()[1:]]
    table = "\n".join(["| exit | means |", "|---|---|", *(f"| {code} | {means} |" for code, means in rows)])
    more = "As of any program: 130 interrupted from the keyboard, 141 nobody reads the output any more."
    return f"## Exit codes\n\nOf several editions the worst counts: 3, 2, 1, 75, 0.\n\n{table}\n\n{more}"


# ---- kinds of charts -----------------------------------------------------------------------------------------

_KINDS: Final = """# Kinds of charts

What each kind takes under its exhibit, made of the records in `reportgen/exhibits/kinds/`. All figures of a chart are
in one unit. Zero stands on the scale always, or where the exhibit says `zero: true`. A mark that has no `label:` is
called by the label or by the period of its fact. In a share chart, and in an area chart of two series or more, no mark
is negative. One kind stands nowhere but in a table's cell: the `spark:`.

| `chart:` | is | takes | marks in a series | notes | `reference:` | zero | a mark is called by |
|---|---|---|---|---|---|---|---|
"""


def kinds_page() -> str:
    """The page on the kinds, a row for each record."""
    return _KINDS + "".join(map(_kind_row, chart_names()))


def _kind_row(name: str) -> str:
    kind = KINDS[name]
    count = str(kind.least) if kind.most == kind.least else f"{kind.least} or more"
    cells = (
        f"`{name}`",
        kind.summary,
        f"`{kind.takes}:`",
        count if kind.takes == "series" else "",
        ", ".join(kind.notes),
        "yes" if kind.reference else "",
        {"always": "always", "optional": "`zero: true`"}[kind.zero],
        "period" if kind.along_time else "label",
    )
    return f"| {' | '.join(cells)} |\n"


# ---- words ---------------------------------------------------------------------------------------------------


def words_page() -> str:
    """What `word` and `moved` choose from in every language, around a figure of 5%."""
    tables = (
        f"## {tag}\n\n{_words_table(one.directions)}\n{_clauses_table(one.changes)}"
        for tag, one in LANGUAGES.items()
    )
    return f"# The words of `word` and `moved`\n\n{_MADE}\n\n{_WORDS}\n\n" + "\n".join(tables)


def _words_table(said: Directions) -> str:
    head = "| kind | above | below | neither | `moved` above | below | neither |\n|---|---|---|---|---|---|---|\n"
    return head + "".join(_words_line(one.name, getattr(said, one.name)) for one in fields(said))


def _clauses_table(words: ChangeWords) -> str:
    """The wordings of `changed`: upwards and downwards, with the new level and without."""
    lines = ["| form | up | down | without level, up | down |", "|---|---|---|---|---|"]
    for kind in ("growing", "price", "amount", "ratio", "profit", "flow", "other"):
        degrees = getattr(words, kind)
        lines += [_clause_line(f"{kind}, {one.name}", getattr(degrees, one.name)) for one in fields(degrees)]
    lines.append(_clause_line("from to", words.from_to))
    return "\n".join(lines) + "\n"


def _clause_line(form: str, said: Turn | ChangeWording) -> str:
    ways = [said.up, said.down] if isinstance(said, Turn) else [said, said]
    cells = [f"`{text}`" for text in (*(way.level for way in ways), *(way.alone for way in ways))]
    return f"| {form} | {' | '.join(cells)} |"


def _words_line(kind: str, said: Direction) -> str:
    moved = (said.moved_above.format("5%"), said.moved_below.format("5%"), said.moved_zero.format("0%"))
    return f"| {' | '.join((f'`{kind}`', said.above, said.below, said.zero, *moved))} |\n"


# ---- pages ---------------------------------------------------------------------------------------------------

PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "facts.md": lambda: keys_page(
        FactsFile, "facts", "[Values](values.md) and [formulas](formulas.md) have their own pages."
    ),
    "vocabulary.md": lambda: keys_page(
        VocabularyFile, "vocabulary", "The file stands beside `data/`; all editions of the project share it."
    ),
    "brief.md": lambda: keys_page(
        BriefFile,
        "brief",
        "Every text may hold what [texts](texts.md) may; a fact is a [reference](values.md).",
    ),
    "delivery.md": lambda: keys_page(
        DeliveryFile, "delivery", "Subject, preview line and body may hold what [texts](texts.md) may."
    ),
    "theme.md": lambda: keys_page(
        ThemeFile,
        "theme",
        "Whatever is left out stays as in [the house theme](../../templates/themes/house.yaml).",
    ),
    "map.md": lambda: keys_page(
        TableMap, "map", "The file may have any name; [tables](../import-tables.md) says how it is used."
    ),
    "commands.md": commands_page,
    "chart-kinds.md": kinds_page,
    "words.md": words_page,
    "../codes.md": lambda: to_markdown(chosen(())),
    "../vocabulary.md": lambda: to_page(STANDARD),
}


if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), "utf-8")
