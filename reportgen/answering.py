"""Commands that answer about the program itself, and read no edition."""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def explain(options: argparse.Namespace) -> int:
    """What codes of findings mean, in the form that is asked for."""
    from reportgen.codes.explaining import chosen, codes_json, codes_text, to_list, to_markdown

    as_text = codes_text if options.code else to_list
    shown = {"text": as_text, "json": codes_json, "markdown": to_markdown}[options.format]
    print(shown(chosen(options.code)), end="" if options.format == "markdown" else "\n")
    return 0


def list_concepts(options: argparse.Namespace) -> int:
    """The concepts that need no declaration, those of the project among them. Raises Rejected where its
    vocabulary.yaml is wrong."""
    from reportgen.brief.inputs import Project, vocabulary
    from reportgen.facts.vocabulary_yaml import known_vocabulary
    from reportgen.vocabulary.catalogue import concepts_json, concepts_table, concepts_text, matching

    known = known_vocabulary(vocabulary(Project(options.data.resolve(), Path(), ())))
    as_text = concepts_text if options.word else concepts_table
    print((concepts_json if options.format == "json" else as_text)(matching(known, options.word)))
    return 0


def print_schema(options: argparse.Namespace) -> int:
    """The JSON Schema of a file."""
    from reportgen.brief.brief_yaml import BriefFile
    from reportgen.brief.themes import ThemeFile
    from reportgen.delivery.plans.delivery_yaml import DeliveryFile
    from reportgen.facts.schema import FactsFile, Strict
    from reportgen.facts.vocabulary_yaml import VocabularyFile
    from reportgen.intake.importing.table_map import TableMap

    models: dict[str, type[Strict]] = {
        "facts": FactsFile,
        "vocabulary": VocabularyFile,
        "brief": BriefFile,
        "theme": ThemeFile,
        "delivery": DeliveryFile,
        "map": TableMap,
    }
    model = models[options.file]
    print(json.dumps(model.model_json_schema(by_alias=True), ensure_ascii=False, indent=2))
    return 0
