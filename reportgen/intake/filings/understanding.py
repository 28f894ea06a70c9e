"""From a tagged fact to a number or a text: its format, scale, sign and precision, and what the page prints of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from reportgen.intake.filings.filing import Filed, FiledPeriod, FiledPlace, FiledText, FilingReport
from reportgen.intake.filings.filing_contexts import FiledContext
from reportgen.intake.filings.tagged_facts import TaggedFact
from reportgen.intake.filings.transformations import UnfitText, UnknownFormat, transform
from reportgen.intake.intake_limits import LONGEST_NUMBER, LONGEST_TEXT

_PLAIN: Final = re.compile(r"([-+]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]{1,9}))?")
_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,4}")
_CURRENCY: Final = "$\u00a3\u00a4\u00a5\u20a0-\u20cf"
_BEFORE: Final = re.compile(rf"(\(|[-\u2212\u2013])?\s*([{_CURRENCY}])?\s*$")
_BEHIND: Final = re.compile(r"\s*(%)?\s*(\))?")


class CannotTake(Exception):
    """A fact that is passed over; the message is the reason."""


class Understanding:
    """Understands the facts of one document by its contexts and units."""

    def __init__(
        self,
        contexts: Mapping[str, FiledContext],
        units: Mapping[str, str],
        entity: str,
        inline: bool,
    ) -> None:
        self._contexts, self._units, self._entity, self._inline = contexts, units, entity, inline

    def number(self, tagged: TaggedFact, report: FilingReport) -> Filed:
        """The number of a fact. Raises CannotTake."""
        context, period = self._context(tagged)
        if tagged.nil:
            raise CannotTake("nil: it says that there is no value")
        unit = self._units.get(tagged.attributes.get("unitRef", ""))
        if not unit:
            raise CannotTake("of a unit that is not there")
        scale = _whole(tagged.attributes.get("scale", "0"), "scale")
        value = self._value(tagged, scale)
        return Filed(
            element=tagged.element,
            period=period,
            dimensions=context.dimensions,
            unit=unit,
            value=value,
            decimals=_decimals(tagged, value),
            printed=printed(tagged),
            scale=scale,
            report=report,
            place=place_of(tagged),
        )

    def text(self, tagged: TaggedFact, whole: str) -> FiledText:
        """The text of a fact, of which `whole` is what it says with its continuations. Raises CannotTake."""
        context, period = self._context(tagged)
        if tagged.nil:
            raise CannotTake("nil: it says that there is no value")
        if len(whole) > LONGEST_TEXT:
            raise CannotTake("a text that is long")
        text = _formatted(tagged, whole) if tagged.format[1] else " ".join(whole.split())
        return FiledText(tagged.element, period, context.dimensions, text, place_of(tagged))

    def _context(self, tagged: TaggedFact) -> tuple[FiledContext, FiledPeriod]:
        if tagged.trouble:
            raise CannotTake(tagged.trouble)
        context = self._contexts.get(tagged.attributes.get("contextRef", ""))
        if context is None:
            raise CannotTake("of a context that is not there")
        if context.period is None:
            raise CannotTake(context.trouble)
        if context.entity != self._entity:
            raise CannotTake("of another entity")
        return context, context.period

    def _value(self, tagged: TaggedFact, scale: int) -> Decimal:
        if tagged.size > LONGEST_TEXT:
            raise CannotTake("a number that is too long")
        text = _formatted(tagged, tagged.text) if tagged.format[1] else tagged.text.strip()
        value = decimal_of(text, scale)
        sign = tagged.attributes.get("sign", "").strip()
        if self._inline and sign not in ("", "-"):
            raise CannotTake("of a sign that is no minus")
        if self._inline and value < 0:
            raise CannotTake("a minus within the number, where sign= says it")
        return -value if sign and value else value


def place_of(tagged: TaggedFact) -> FiledPlace:
    """Where a fact stands."""
    return FiledPlace(tagged.attributes.get("id", ""), tagged.attributes.get("contextRef", ""), tagged.line)


def decimal_of(text: str, scale: int = 0) -> Decimal:
    """An exact number from its lexical form, times ten to the power of `scale`. Raises CannotTake."""
    match = _PLAIN.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    if len(text) > LONGEST_NUMBER:
        raise CannotTake("a number that is too long")
    if not match or not (match[2] or match[3]):
        raise CannotTake("no number: without a format, digits and a point were expected" if text else "empty")
    digits, part = match[2], match[3] or ""
    exponent = int(match[4] or 0) - len(part) + scale
    if abs(exponent) > LONGEST_NUMBER:
        raise CannotTake("a number that is too long")
    whole = int(digits + part) * 10 ** max(exponent, 0)
    digits_of = tuple(map(int, str(whole)))
    return Decimal((int(match[1] == "-" and whole != 0), digits_of, min(exponent, 0)))


def _formatted(tagged: TaggedFact, text: str) -> str:
    try:
        return transform(*tagged.format, text)
    except UnknownFormat:
        name = tagged.attributes.get("format", "").strip()[:LONGEST_NUMBER]
        raise CannotTake(f"unknown format {name}") from None
    except UnfitText:
        name = tagged.attributes.get("format", "").strip()
        raise CannotTake(f"not of its format {name}") from None


def _whole(text: str, what: str) -> int:
    number = int(text) if _WHOLE.fullmatch(text := text.strip()) else None
    if number is None or abs(number) > LONGEST_NUMBER:
        raise CannotTake(f"of a {what} that is no number")
    return number


def _decimals(tagged: TaggedFact, value: Decimal) -> int | None:
    """The digits behind the point to which a value is known, of `decimals` or of its significant digits."""
    if (text := tagged.attributes.get("decimals", "").strip()) == "INF":
        return None
    if text:
        return _whole(text, "decimals")
    if (text := tagged.attributes.get("precision", "").strip()) == "INF":
        return None
    if not text or not (significant := _whole(text, "precision")):
        raise CannotTake("of a precision that is not told")
    return significant - 1 - (value.adjusted() if value else 0)


def printed(tagged: TaggedFact) -> str:
    """What the page shows of a number: its characters, with the sign, currency and percent sign that stand beside them.
    A bracket is one of its signs where both of them stand there."""
    if tagged.hidden:
        return ""
    before, behind = _BEFORE.search(tagged.before), _BEHIND.match(tagged.behind)
    sign, currency = (before[1] or "", before[2] or "") if before else ("", "")
    percent, closing = (behind[1] or "", behind[2] or "") if behind else ("", "")
    if sign == "(" and not closing:
        sign = ""
    text = f"{currency}{' '.join(tagged.text.split())}{percent}"
    return f"({text})" if sign == "(" else sign + text
