"""The examples of the registry, put where they belong into a small edition and run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from support import TEMPLATES

from reportgen.brief.inputs import Inputs, templates, themes
from reportgen.check import check
from reportgen.delivery.plans.plan import inspect_delivery
from reportgen.errors import Finding, FindingCode, show_findings
from reportgen.facts.reading import read_facts
from reportgen.intake.coverage import cover

SOURCE: Final = "release.txt"
ACME: Final = {
    "facts.yaml": """\
entity: acme
period: 2025Q4
entities:
  acme: {name: {en: "Acme, Inc."}}
sources:
  release: {title: {en: Results release}, published: 2026-01-20}
units:
  people: {en: people}
concepts:
  revenue: {label: {en: Revenue}, unit: USD}
  revenue.growth: {label: {en: Growth of revenue}, unit: "%"}
  revenue.added: {label: {en: Revenue added}, unit: USD}
  staff: {label: {en: Staff}, unit: people, type: instant}
facts:
  revenue@2025Q4: {stated: [{value: 48.2 m USD, source: release ¶1, printed: $48.2 million}]}
  revenue@2024Q4: {stated: [{value: 41.0 m USD, source: release ¶1, printed: $41.0 million}]}
  revenue@2025Q4~consensus: {stated: [{value: 47.0 m USD, source: release ¶2, printed: $47.0 million}]}
  revenue.added@2025Q4: {formula: revenue - revenue@2024Q4}
  staff@2025Q4: {stated: [{value: "about 1,200 people", source: release ¶2, printed: "about 1,200 people"}]}
""",
    "brief.yaml": """\
date: 2026-01-21
languages: [en]
kicker: {en: Results}
title: {en: Acme results}
disclaimer: {en: For information.}
key-figures: {rows: [{fact: revenue}]}
""",
    "en.md": "# Sales of {{ cite('revenue') }}\n\nText.\n",
    "delivery.yaml": """\
sender: research@example.com
recipients:
  - {address: ann@example.com, language: en}
subject: {en: Results}
preheader: {en: Sales}
body: {en: "Sales were {{ cite('revenue') }}."}
""",
    SOURCE: "Revenue was $48.2 million, after $41.0 million.\n$47.0 million had been expected of about 1,200 people.\n",
}
# The same in two languages, for what is held between them.
BOTH: Final = ACME | {
    "brief.yaml": re.sub(r"\{en: ([^{}]+)\}", r"{en: \1, zh-Hant: 文}", ACME["brief.yaml"]).replace(
        "[en]", "[en, zh-Hant]"
    ),
    "facts.yaml": re.sub(r"\{en: ([^{}]+)\}", r"{en: \1, zh-Hant: 文}", ACME["facts.yaml"]),
    "delivery.yaml": re.sub(
        r"\{en: (\"[^\"]+\"|[^{}]+)\}", r"{en: \1, zh-Hant: 文}", ACME["delivery.yaml"]
    ).replace("subject:", "  - {address: mei@example.com, language: zh-Hant}\nsubject:"),
    "zh-Hant.md": "# 營收{{ cite('revenue') }}\n\n內文。\n",
}
BETWEEN_LANGUAGES: Final = ("RG506", "RG508", "RG519", "RG706", "RG905")

_SECTION: Final = re.compile(r"^(?=[\w-]+:)", re.MULTILINE)
_ENTRY: Final = re.compile(r"^  ([\w.@~]+):", re.MULTILINE)


def edition(code: FindingCode) -> dict[str, str]:
    """The files of an edition with the code's example in its place."""
    files = BOTH if code.id in BETWEEN_LANGUAGES else ACME
    put = merged if code.file.endswith(".yaml") else lambda text, example: f"{text}\n{example}\n"
    return files | {code.file: put(files[code.file], code.example)}


def merged(text: str, example: str) -> str:
    """A YAML file with the keys of an example: entries take the place of those of the same name, or come last."""
    sections = {section.partition(":")[0]: section for section in _SECTION.split(text) if section}
    if not _SECTION.match(example):
        return f"{text}{example}\n"
    for section in filter(None, _SECTION.split(example)):
        key, _, body = section.rstrip("\n").partition(":")
        if body.startswith("\n"):
            named = set(_ENTRY.findall(body))
            lines = sections.get(key, f"{key}:\n").splitlines(keepends=True)
            kept = [line for line in lines if not ((found := _ENTRY.match(line)) and found[1] in named)]
            sections[key] = "".join([*kept, body[1:], "\n"])
        else:
            sections[key] = f"{key}:{body}\n"
    return "".join(sections.values())


def found(code: FindingCode) -> list[Finding]:
    """What the program has to say of the code's example."""
    files = edition(code)
    return [*(covered(files) if code.id.startswith("RG8") else ()), *checked(files)]


def checked(texts: Mapping[str, str]) -> Iterator[Finding]:
    """What `check` finds, delivery.yaml included."""
    files = {name: text.encode() for name, text in texts.items() if name != SOURCE}
    delivery = files.pop("delivery.yaml")
    inputs = Inputs("acme", "acme", files, delivery, LAYOUTS, THEMES)
    done = check(inputs)
    yield from done.findings
    if done.edition is not None:
        yield from inspect_delivery(inputs, done)[1]


def covered(texts: Mapping[str, str]) -> Iterator[Finding]:
    """What `coverage` finds in the source."""
    base, wrong = read_facts(texts["facts.yaml"].encode(), "facts.yaml")
    assert base is not None, show_findings(wrong)
    yield from cover(base, "release", texts[SOURCE], SOURCE).findings


LAYOUTS: Final = templates((TEMPLATES,))
THEMES: Final = themes((TEMPLATES,))
