"""What `check` passes, `build` prints: every text that a reader can see is read, and what is wrong in it is said
once, at its place, before anything is built."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from support import TEMPLATES, Here

from reportgen.brief.inputs import Inputs, Project, templates, themes
from reportgen.build import Order, build
from reportgen.check import check
from reportgen.delivery.plans.plan import inspect_delivery
from reportgen.errors import Finding

NAME: Final = "every-text"
FACTS: Final = {
    "entity": "acme",
    "period": "2025Q4",
    "entities": {"acme": {"name": {"en": "Acme, Inc.", "zh-Hant": "艾克美公司"}}},
    "sources": {
        "release": {"title": {"en": "Results release", "zh-Hant": "財報新聞稿"}, "published": "2026-01-20"}
    },
    "concepts": {
        "revenue": {"label": {"en": "Revenue", "zh-Hant": "營收"}, "unit": "USD"},
        "growth": {"label": {"en": "Growth", "zh-Hant": "年增率"}, "unit": "%"},
    },
    "facts": {
        "revenue@2025Q4": {"stated": [{"value": "48.2 m USD", "source": "release ¶1", "printed": "48.2"}]},
        "revenue@2024Q4": {"stated": [{"value": "41.0 m USD", "source": "release ¶1", "printed": "41.0"}]},
        "revenue@2025Q4~consensus": {
            "stated": [{"value": "47.0 m USD", "source": "release ¶2", "printed": "47.0"}]
        },
        "growth@2025Q4": {
            "formula": "growth(revenue)",
            "stated": [{"value": "16%", "source": "release ¶1", "printed": "16%"}],
            "accepted": {"en": "As printed.", "zh-Hant": "照錄。"},
        },
    },
}


def both(english: str, chinese: str) -> dict[str, str]:
    return {"en": english, "zh-Hant": chinese}


BRIEF: Final = {
    "date": "2026-01-21",
    "languages": ["en", "zh-Hant"],
    "kicker": both("Results", "財報"),
    "title": both("Acme results", "艾克美財報"),
    "key-figures": {"rows": [{"fact": "revenue", "label": both("Sales", "銷售"), "year": "growth"}]},
    "front": ["columns"],
    "disclaimer": both("For information.", "僅供參考。"),
    "exhibits": {
        "columns": {
            "chart": "column",
            "size": "wide",
            "title": both("Sales", "銷售額"),
            "subtitle": both("Quarterly", "單季"),
            "source": both("The release", "新聞稿"),
            "alt": both("Columns of sales", "銷售直條"),
            "notes": [both("As printed.", "照錄。")],
            "marks": [
                {"fact": "revenue@2024Q4", "label": both("Before", "前"), "note": both("then", "昔")},
                {"fact": "revenue", "label": both("Now", "今"), "note": both("now", "現")},
            ],
            "reference": "revenue~consensus",
            "reference-label": both("Consensus", "預估"),
        },
        "lines": {
            "chart": "line",
            "size": "wide",
            "title": both("A line", "走勢"),
            "subtitle": both("Sales", "銷售"),
            "series": [
                {
                    "label": both("Acme", "艾克美"),
                    "marks": [
                        {"fact": "revenue@2024Q4", "label": both("then", "昔")},
                        {"fact": "revenue", "label": both("now", "今")},
                    ],
                }
            ],
        },
        "spans": {
            "chart": "range",
            "size": "wide",
            "title": both("Spans", "區間"),
            "subtitle": both("Sales", "銷售"),
            "spans": [
                {
                    "label": both("Now", "今"),
                    "fact": "revenue",
                    "marker": "revenue~consensus",
                    "marker-label": both("expected", "預估"),
                    "note": both("all", "全部"),
                },
                {"label": both("Next", "後"), "missing": both("not given", "未提供")},
            ],
        },
        "table": {
            "title": both("A table", "表"),
            "subtitle": both("Sales", "銷售"),
            "notes": [both("As printed.", "照錄。")],
            "table": {
                "stub": both("Line", "項目"),
                "columns": [{"label": both("Then", "昔"), "note": both("a note", "附註")}, both("Now", "今")],
                "spanners": [{"label": both("Sales", "銷售"), "first": 1, "last": 2}],
                "rows": [
                    {"group": both("All", "全部"), "note": both("a group", "合計")},
                    {
                        "label": both("Sales", "銷售"),
                        "note": both("a row", "列"),
                        "cells": ["revenue@2024Q4", {"fact": "revenue", "note": both("a cell", "格")}],
                    },
                    {
                        "label": both("Words", "文字"),
                        "cells": [both("shipping", "出貨中"), {"text": both("planned", "規劃中")}],
                    },
                ],
            },
        },
    },
}
DELIVERY: Final = {
    "sender": "a@example.com",
    "recipients": [{"address": f"{at}@example.com", "language": at} for at in ("en", "zh-Hant")],
    "subject": both("Results", "財報"),
    "preheader": both("Sales", "銷售"),
    "body": both("Text.", "內文。"),
}
PROSE: Final = {
    "en.md": "# Sales of {{ cite('revenue') }}\n\nText.\n\n## More\n\nText.\n\n"
    "{{ exhibit('lines') }}\n\n{{ exhibit('spans') }}\n\n{{ exhibit('table') }}\n",
    "zh-Hant.md": "# 營收{{ cite('revenue') }}\n\n內文。\n\n## 其他\n\n內文。\n\n"
    "{{ exhibit('lines') }}\n\n{{ exhibit('spans') }}\n\n{{ exhibit('table') }}\n",
}
FILES: Final[dict[str, Any]] = {"facts.yaml": FACTS, "brief.yaml": BRIEF, "delivery.yaml": DELIVERY}
# What may be wrong in a text, and the code that says so.
FAULTS: Final = {
    "a figure in digits": (" $99 billion", "RG516"),
    "a figure in words": (" seventeen shops", "RG516"),
    "a figure in Han": ("九十九億元", "RG516"),
    "a reference to nothing": (" {{ cite('revenu') }}", "RG205"),
    "an unknown helper": (" {{ ctie('revenue') }}", "RG503"),
    "an unknown argument": (" {{ cite('revenue', places=2) }}", "RG503"),
    "an open bracket": (" {{ cite('revenue')", "RG502"),
    "a false claim": (" {% claim 'revenue < revenue@2024Q4' %}shrank{% endclaim %}", "RG511"),
}
SOUND: Final = (
    " in Q4 2025",
    " with GB300, <x> & \"y\" 'z'",
    " {{ cite('revenue') }}",
    " {% claim 'revenue > revenue@2024Q4' %}above last year{% endclaim %}",
)


def texts(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every text of a file in two languages."""
    if isinstance(node, Mapping) and node.keys() == {"en", "zh-Hant"}:
        yield path
    elif isinstance(node, Mapping):
        for key, inner in node.items():
            yield from texts(inner, (*path, key))
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from texts(inner, (*path, index))


def places() -> list[tuple[str, tuple[Any, ...]]]:
    """Every text that is Jinja: all of brief.yaml and delivery.yaml."""
    return [(file, path) for file in ("brief.yaml", "delivery.yaml") for path in texts(FILES[file])]


def with_text(file: str, path: tuple[Any, ...], language: str, more: str) -> dict[str, bytes]:
    """The edition's files, with something added to one text."""
    trees = copy.deepcopy(FILES)
    node = trees[file]
    for key in path:
        node = node[key]
    node[language] += more
    return written(trees)


def written(trees: Mapping[str, Any], prose: Mapping[str, str] = PROSE) -> dict[str, bytes]:
    made = {
        file: yaml.safe_dump(tree, allow_unicode=True, width=10_000, sort_keys=False).encode()
        for file, tree in trees.items()
    }
    return made | {file: text.encode() for file, text in prose.items()}


def findings(files: Mapping[str, bytes]) -> list[Finding]:
    """What `check` finds, delivery.yaml included."""
    rest = {file: data for file, data in files.items() if file != "delivery.yaml"}
    inputs = Inputs(NAME, NAME, rest, files.get("delivery.yaml"), LAYOUTS, THEMES)
    checked = check(inputs)
    letters = inspect_delivery(inputs, checked)[1] if checked.edition else []
    return list(dict.fromkeys([*checked.findings, *letters]))


LAYOUTS: Final = templates((TEMPLATES,))
THEMES: Final = themes((TEMPLATES,))


def test_the_edition_itself_is_sound() -> None:
    assert len(places()) > 35
    assert [finding.message for finding in findings(written(FILES)) if finding.blocks] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_any_text_is_said_once_at_its_place(fault: str) -> None:
    more, code = FAULTS[fault]
    for number, (file, path) in enumerate(places()):
        language = ("en", "zh-Hant")[number % 2]
        found = [one for one in findings(with_text(file, path, language, more)) if one.blocks]
        assert [one.code for one in found] == [code], (file, path, [one.message for one in found])
        (locus,) = (one.locus for one in found)
        assert locus is not None and locus.file == f"{NAME}/{file}", (file, path, locus)
        assert more.strip() in locus.excerpt, (file, path, locus)
        assert locus.column - 1 >= locus.excerpt.index(more.strip()), (file, path, locus)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_a_figure_in_the_reason_for_an_exception_is_refused(language: str) -> None:
    path = ("facts", "growth@2025Q4", "accepted")
    found = [one for one in findings(with_text("facts.yaml", path, language, " $99 billion")) if one.blocks]
    assert [(one.code, one.locus and one.locus.file) for one in found] == [("RG516", f"{NAME}/facts.yaml")]


def test_what_check_passes_build_prints(tmp_path: Path) -> None:
    """Every text holds what may stand in one; the edition is checked, and then built and proved."""
    trees = copy.deepcopy(FILES)
    for number, (file, path) in enumerate(places()):
        node = trees[file]
        for key in path:
            node = node[key]
        for at, language in enumerate(("en", "zh-Hant")):
            node[language] += SOUND[(number + at) % len(SOUND)]
    files = written(trees)
    assert [(one.message, one.locus) for one in findings(files) if one.blocks] == []
    folder = tmp_path / "data" / NAME
    folder.mkdir(parents=True)
    for file, data in files.items():
        (folder / file).write_bytes(data)
    project = Project(tmp_path / "data", tmp_path / "output", (TEMPLATES,))
    built = build(project, Order(NAME, formats=("pdf", "html")), lambda _: None, Here())
    assert [artifact.name for artifact in built.artifacts][-1] == "manifest.json"
