"""The plan of a delivery: delivery.yaml, read and held against its edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.brief.inputs import DELIVERY, Inputs
from reportgen.brief.letters import WrittenLetter, nameless, write_letter
from reportgen.check import Checked
from reportgen.codes.rg5_texts import RG501, RG504
from reportgen.codes.rg9_delivery import RG905
from reportgen.delivery.plans.delivery_yaml import DeliveryFile
from reportgen.delivery.plans.plan_reading import PlanReading
from reportgen.delivery.plans.planned import Plan, Schedule
from reportgen.errors import Finding, Locus
from reportgen.facts.shape import check_shape
from reportgen.facts.text import read_yaml


def inspect_delivery(inputs: Inputs, checked: Checked) -> tuple[Plan | None, list[Finding]]:
    """Read the delivery.yaml of an edition: RG501 where there is none, else what `read_plan` finds."""
    file = f"{inputs.folder}/{DELIVERY}"
    if inputs.delivery is None or checked.edition is None:
        return None, [no_delivery(file)]
    return read_plan(inputs.delivery, file, checked.edition, checked.drafts)


def no_delivery(file: str) -> Finding:
    """RG501: there is no such delivery.yaml."""
    message = f"the edition has no {DELIVERY}: nobody is named to send it to"
    return RG501.finding(message, Locus(file, 1, 1))


def read_plan(
    data: bytes, file: str, edition: Edition, drafts: Sequence[Draft]
) -> tuple[Plan | None, list[Finding]]:
    """Read delivery.yaml, and write its letters to see what is wrong with them; `drafts` are the briefs that they
    carry. Returns None and all findings where anything is wrong.

    Errors beyond those of every YAML file and of texts: RG901 not one mailbox, RG902 outside of the allowed domains,
    RG903 one address twice, RG904 a value that cannot be read, RG905 a language that the edition does not have.
    """
    tree, findings = read_yaml(data, file)
    if tree is None:
        return None, findings
    declared, misshapen = check_shape(DeliveryFile, tree, file)
    findings += misshapen
    if declared is None:
        return None, findings
    plan = PlanReading(findings, file).plan(declared)
    findings += dict.fromkeys(_inspect(declared, plan, edition, drafts)) if plan else ()
    return (None if any(finding.blocks for finding in findings) else plan), findings


@dataclass(frozen=True)
class Outline:
    """As much of a plan as says when an edition goes out: its schedule, the addresses that it goes to, and what else
    can be read without the edition."""

    schedule: Schedule
    addresses: frozenset[str]
    plan: Plan


def read_outline(data: bytes, file: str) -> tuple[Outline | None, list[Finding]]:
    """Read the outline of delivery.yaml, without the edition. Returns None and all findings where anything is wrong: a
    key that is misspelt may be the embargo."""
    tree, findings = read_yaml(data, file)
    declared, misshapen = check_shape(DeliveryFile, tree, file) if tree is not None else (None, [])
    findings += misshapen
    if declared is None:
        return None, findings
    plan = PlanReading(findings, file).plan(declared)
    if plan is None or any(finding.blocks for finding in findings):
        return None, findings
    addresses = frozenset(one.address for one in plan.destinations)
    return Outline(plan.schedule, addresses, plan), findings


def _inspect(
    declared: DeliveryFile, plan: Plan, edition: Edition, drafts: Sequence[Draft]
) -> Iterator[Finding]:
    for one in plan.destinations:
        if one.language not in edition.languages:
            message = f"{edition.name} does not come out in {one.language}"
            mend = f"it has {', '.join(edition.languages)}"
            yield RG905.finding(message, one.locus, mend)
    if plan.wording.exhibit is not None and plan.wording.exhibit not in edition.brief.exhibits:
        known = ", ".join(edition.brief.exhibits)
        message = f"there is no exhibit {str(plan.wording.exhibit)!r}"
        yield RG504.finding(message, plan.wording.exhibit.locus, f"exhibits: {known}")
        return
    headlines = {draft.language: draft.document.headline.content for draft in drafts}
    letters: dict[str, WrittenLetter] = {}
    for recipient in plan.recipients:
        language, addressee = recipient.language, recipient.addressee
        if language in letters:  # the letters of a language differ in the name alone
            if letters[language].greets and not addressee.name:
                yield nameless(addressee)
        elif language in headlines:
            letters[language] = write_letter(edition, headlines[language], language, plan.wording, addressee)
            yield from letters[language].inspected.findings
