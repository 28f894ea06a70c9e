"""What a person does to a rolled edition: states what is open, and rewrites what is listed, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from support import TEMPLATES

from reportgen.brief.edition import read_edition
from reportgen.brief.inputs import ROLLED, Inputs, templates, themes
from reportgen.facts.text import read_yaml
from reportgen.rolling.passages_of import passages_of_edition
from reportgen.rolling.rolled_edition import RolledEdition, roll_edition
from reportgen.rolling.stepping import step_to

Files = dict[str, bytes]


def inputs_of(name: str, files: Mapping[str, bytes]) -> Inputs:
    """An edition in memory."""
    own = dict(files)
    delivery = own.pop("delivery.yaml", None)
    return Inputs(name, name, own, delivery, templates([TEMPLATES]), themes([TEMPLATES]))


def rolled_on(old: Inputs, name: str, period: str) -> RolledEdition:
    """An edition rolled to a period."""
    edition, found = read_edition(old.name, old.files, old.folder, old.themes, old.vocabulary)
    assert edition is not None, found
    return roll_edition(edition, old, step_to(edition.base, period), name, name)


def filled(
    files: Files, values: Mapping[str, str], place: str, gone: Collection[str] = (), default: str = ""
) -> Files:
    """The files with each open fact stated, by `values` or as it was; as it was it is kept in rolled.yaml. The lines of
    those that are `gone` are taken out."""
    tree, _ = read_yaml(files[ROLLED], ROLLED)
    was = {str(key): str(value["was"]) for key, value in tree["figures"].items()}
    lines, rolled = list[str](), files[ROLLED].decode()
    for line in files["facts.yaml"].decode().split("\n"):
        found = re.match(r"  (\S.*?): \{stated: open(?:, formula: (\".*\"|\[.*\]))?(, label: .*)?\}", line)
        if not found:
            lines.append(line)
            continue
        key = found[1]
        if key in gone:
            continue
        value = values.get(key) or was.get(key) or default
        if value == was.get(key):
            rolled = rolled.replace(f'"{key}": {{was: ', f'"{key}": {{keep: yes, was: ')
        said = f'{{value: "{value}", source: "{place}", printed: "{value}"}}'
        more = f", formula: {found[2]}" if found[2] else ""
        lines.append(f"  {key}: {{stated: [{said}]{more}{found[3] or ''}}}")
    return {**files, "facts.yaml": "\n".join(lines).encode(), ROLLED: rolled.encode()}


def rewritten(files: Files, rewrite: Callable[[str], str]) -> Files:
    """The files with each listed passage rewritten, or kept where there is nothing to rewrite."""
    tree, _ = read_yaml(files[ROLLED], ROLLED)
    listed = {str(one["hash"]) for one in tree["passages"]}
    made = dict(files)
    for passage in passages_of_edition(files, "x"):
        if passage.mark not in listed:
            continue
        after = rewrite(passage.text)
        if after == passage.text:
            kept = (
                made[ROLLED].decode().replace(f'hash: "{passage.mark}"', f'hash: "{passage.mark}", keep: yes')
            )
            made[ROLLED] = kept.encode()
            continue
        text = made[passage.file].decode()
        for old, new in _as_written(passage.text, after):
            if old in text:
                text = text.replace(old, new)
                break
        else:
            assert any(new in text for _, new in _as_written(passage.text, after)), passage.text
        made[passage.file] = text.encode()
    return made


def _as_written(old: str, new: str) -> list[tuple[str, str]]:
    """A passage as a file may have it: as it is, or escaped in a double-quoted scalar."""
    return [(old, new), (old.replace('"', '\\"'), new.replace('"', '\\"'))]
