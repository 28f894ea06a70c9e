"""Reading texts: Jinja carried out with the helpers of a brief, and facts, claims and notes numbered as lines are made.

Rendering only notes what a text asks for; a fact is cited, and a claim judged, when the line is made that prints it, in
the order of reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial, wraps
from inspect import Signature, signature
from typing import Any, Final

from jinja2 import TemplateRuntimeError, Undefined

from reportgen.brief.asserting import judged
from reportgen.brief.change_bases import wrong_base
from reportgen.brief.changing import Asked, ChangePart, OpenBefore, ToldFact, told
from reportgen.brief.pieces import (
    Closes,
    NamesTime,
    Opens,
    PrintsFact,
    Shows,
    TokenMeaning,
    Wrap,
    read_line,
    stripped,
    torn,
)
from reportgen.brief.register import Register
from reportgen.brief.templating import AT, Helpers, arguments_of, render
from reportgen.brief.text_limits import MOST_STEPS
from reportgen.brief.times import day_named, period_named
from reportgen.brief.tokens import TOKEN, Origin, RenderedText, find_name, mark, rendered, token
from reportgen.checks.conditions import OpenClaim
from reportgen.codes.rg2_values import RG203, RG205
from reportgen.codes.rg5_texts import RG503, RG513
from reportgen.document.nodes import (
    Cited,
    Claimed,
    Line,
    Named,
    NameKind,
    Noted,
    Opined,
    Piece,
    Place,
)
from reportgen.document.walk import plain
from reportgen.errors import Finding, FindingCode
from reportgen.facts.base import Fact, FactBase, value_of
from reportgen.facts.period import PeriodError
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.facts.text import Text
from reportgen.figures.degrees import DegreeLimits
from reportgen.figures.direction import WORD_KINDS, word, wording
from reportgen.figures.display import NumberStyle, period_label
from reportgen.figures.manner import Manner, print_figure
from reportgen.figures.rounding import sign_is_open
from reportgen.languages.pack import Language
from reportgen.record.claims import Assertion

_MISSING: Final = "?"  # printed for what is not there: the finding stops the build
_USAGE: Final = 'write {% claim "aws.revenue > aws.revenue~consensus" %}ahead of consensus{% endclaim %}'
_NO_CONDITION: Final = "{% claim %} needs its condition in quotes"
_NO_NOTE: Final = "a note stands in the text of a brief or a letter"
_BRACKETS: Final = "put it into brackets, or into notes:"


class TextReader:
    """Reads the texts of one language in an edition of a day. What is wrong with them gathers in `findings`, each
    once."""

    def __init__(
        self, base: FactBase, day: date, number_style: NumberStyle, numbers: Mapping[Coordinates, int]
    ) -> None:
        self.base, self.day, self.number_style = base, day, number_style
        self.register = Register(numbers)
        self.claims: list[Assertion] = []
        self.opinions = 0
        self.findings: dict[Finding, None] = {}
        self._notes = 0
        self._claims = 0
        self._items: list[TokenMeaning] = []
        self._signatures: dict[str, Signature] = {}
        self._text_read, self._at, self._steps = Text(""), 0, 0
        self._exhibit, self._inline = "", True
        self._claiming = 0  # claims that are open where rendering has come
        self.limits = DegreeLimits()

    @property
    def language(self) -> str:
        """The language of the texts."""
        return self.number_style.language

    @property
    def pack(self) -> Language:
        """What that language brings."""
        return self.number_style.pack

    @property
    def spaced(self) -> bool:
        """Whether a space sets figures off from Han characters."""
        return self.number_style.spaced

    def say(self, finding: Finding) -> None:
        """Note what is wrong."""
        self.findings.setdefault(finding)

    # ---- rendering

    def render(self, text: Text, *, prose: bool = False, exhibits: bool = False) -> RenderedText:
        """A text with its Jinja carried out; one that fails is a finding and empty. `prose` may have notes, and show
        `exhibits` where these are wanted."""
        if "{" not in text:
            return RenderedText(text, text, (Origin(0, 0, True),))
        self._text_read, self._at, self._claiming, first = text, 0, 0, len(self._items)
        self._steps = 0
        made = render(text, self._helpers(prose, exhibits), lambda: self._at)
        if isinstance(made, list):
            for finding in made:
                self.say(finding)
            return RenderedText(text, "", sound=False)
        result = rendered(text, made)
        for finding in torn(result.text, self._items, first, text.locus):
            self.say(finding)
        return result

    def _keep(self, item: TokenMeaning) -> int:
        self._items.append(item)
        return len(self._items) - 1

    def item(self, index: int) -> TokenMeaning | None:
        """What a token stands for; None for one that this reader has not made."""
        return self._items[index] if index < len(self._items) else None

    # ---- lines

    def line(self, text: Text, exhibit: str = "", *, inline: bool = True) -> Line:
        """A text of a YAML file as a line that stands in an exhibit, "" for none; `inline` is False for what is drawn
        into a picture or stands in a plain text."""
        with self.standing(exhibit, inline):
            return read_line(self.render(text), self)

    @contextmanager
    def standing(self, exhibit: str, inline: bool) -> Iterator[None]:
        """What is cited meanwhile stands in that exhibit."""
        before = self._exhibit, self._inline
        self._exhibit, self._inline = exhibit, inline
        try:
            yield
        finally:
            self._exhibit, self._inline = before

    def printed(self, printing: PrintsFact) -> Cited:
        """A fact as it is printed, numbered."""
        citation = self.register.cite(
            printing.fact, printing.shown, self._exhibit, inline=self._inline, manner=printing.manner
        )
        return Cited(citation, printing.place)

    def opened(self, opens: Opens) -> Wrap:
        """What makes the claim, opinion or note around words that are to come."""
        if opens.kind == "claim":
            self._claims += 1
            return partial(self._claimed, opens, self._claims)
        if opens.kind == "opinion":
            self.opinions += 1
            return lambda line: (Opined(line),)
        self._notes += 1
        return partial(self._noted, self._notes)

    def _noted(self, number: int, line: Line) -> tuple[Piece, ...]:
        return (Noted(number, stripped(line)),)

    def _claimed(self, opens: Opens, number: int, line: Line) -> tuple[Piece, ...]:
        words, place = plain(line), opens.place
        try:
            finding = judged(opens.expression, place, words, self.base)
        except OpenClaim:  # it is judged as soon as what it rests on is filled in
            return (Claimed(number, opens.expression, line, place, self._inline),)
        if finding is not None:
            self.say(finding)
            return line
        self.claims.append(Assertion(number, words, opens.expression, self._exhibit, self._inline))
        return (Claimed(number, opens.expression, line, place, self._inline),)

    # ---- helpers

    def greeted(self) -> str:
        """The name of the reader: a brief has none."""
        return ""

    def helpers(self) -> Mapping[str, Callable[..., str] | str]:
        """What every text may call, or name."""
        return {
            "cite": self._cite, "word": self._word, "moved": self._moved, "changed": self._changed,
            "period": self._period, "date": self._date,
        }  # fmt: skip

    def _helpers(self, prose: bool, exhibits: bool) -> Helpers:
        helpers = dict(self.helpers())
        if exhibits:
            helpers |= {"exhibit": self._exhibit_, "exhibits": self._exhibits}
        blocks: Helpers = {
            "_opens": partial(self._opens, prose),
            "_closes": partial(self._closes, prose),
            AT: self._reached,
        }
        checked = {
            name: helper if isinstance(helper, str) else self._checked(name, helper)
            for name, helper in helpers.items()
        }
        return {**checked, **blocks}

    def _reached(self, offset: int) -> str:
        self._at = offset
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TemplateRuntimeError(f"this takes more than {MOST_STEPS:,} steps; look for a loop")
        return mark(offset, written=False)

    def _checked(self, name: str, helper: Callable[..., str]) -> Callable[..., str]:
        """A helper that says what is wrong with its call: RG503."""

        @wraps(helper)
        def call(*given: Any, **named: Any) -> str:
            unknown = [one for one in (*given, *named.values()) if isinstance(one, Undefined)]
            if unknown:
                return "".join(map(str, unknown))  # which fails, unless that has been said
            takes = self._signatures.get(name) or self._signatures.setdefault(name, signature(helper))
            try:
                takes.bind(*given, **named)
            except TypeError as error:
                return self._fail(
                    f"{name}: {error}", name, f"its arguments: {', '.join(arguments_of(helper))}"
                )
            try:
                return helper(*given, **named)
            except (ValueError, TypeError) as error:
                return self._fail(f"{name} fails: {error}", name)

        return call

    def _fail(self, message: str, word: str, mend: str = "", code: FindingCode = RG503) -> str:
        self.say(code.finding(message, self._place(word).locus, mend))
        return _MISSING

    def _place(self, word: str = "") -> Place:
        """The place of a word in the expression that is being carried out, or where that begins."""
        end = min(
            (place for place in map(self._end, ("}}", "%}")) if place >= 0), default=len(self._text_read)
        )
        found = find_name(self._text_read, word, self._at, end) if word else -1
        return Place(self._text_read, found if found >= 0 else self._at)

    def _end(self, bracket: str) -> int:
        return self._text_read.find(bracket, self._at)

    def _fact(self, reference: object) -> Fact | None:
        """The fact that a reference means, if it has a value to print; else RG205."""
        if not isinstance(reference, str):
            self._fail(f"a reference is text, not {reference!r}", str(reference))
            return None
        try:
            fact = self.base.find(TOKEN.sub("", reference))
        except BadReference as error:
            self._fail(str(error), reference, code=RG205)
            return None
        if fact.quantity is not None or fact.no_value:
            return fact
        if not fact.awaits:  # which is said once, of the statement that is open
            self._fail(f"{fact.at.local} has no value to print: {fact.trouble}", reference, code=RG205)
        return None

    def _cite(
        self,
        reference: str,
        decimals: int | None = None,
        sign: bool = False,
        absolute: bool = False,
        terse: bool = False,
    ) -> str:
        fact = self._fact(reference)
        return self._print(fact, reference, Manner(decimals, sign, absolute, terse)) if fact else _MISSING

    def _print(self, fact: Fact, reference: str, manner: Manner) -> str:
        shown = print_figure(value_of(fact), manner, self.number_style)
        return token(self._keep(PrintsFact(fact, shown, self._place(reference), manner)))

    def _word(self, kind: str, reference: str) -> str:
        fact = self._compared(kind, reference)
        return word(kind, value_of(fact), self.language) if fact else _MISSING

    def _compared(self, kind: str, reference: str) -> Fact | None:
        """The fact whose sign chooses a word of that kind."""
        if kind not in WORD_KINDS:
            self._fail(f"there is no kind of word {kind!r}", str(kind), f"kinds: {', '.join(WORD_KINDS)}")
            return None
        fact = self._directed(reference)
        if fact and (trouble := wrong_base(kind, fact)):
            self._fail(trouble, str(kind))
        return fact

    def _directed(self, reference: str) -> Fact | None:
        fact = self._fact(reference)
        if fact and fact.no_value:
            self._fail(f"{fact.at.local} has no direction: {fact.trouble}", reference, "cite it", RG205)
            return None
        return fact

    def _moved(self, kind: str, reference: str, decimals: int | None = None) -> str:
        fact = self._compared(kind, reference)
        if fact is None:
            return _MISSING
        figure = self._print(fact, reference, Manner(decimals, absolute=True, moved=kind))
        if sign_is_open(value_of(fact)):
            return figure  # the words for no change stand for it
        return wording(kind, value_of(fact), self.language, fact.at.period).format(figure)

    def _changed(
        self,
        reference: str,
        since: str = "-1Y",
        decimals: int | None = None,
        level: bool = True,
        basis: bool = True,
        within: bool = False,
        label: str = "",
    ) -> str:
        fact = self._directed(reference)
        if fact is None:
            return _MISSING
        try:
            asked = Asked(since, decimals, level, basis, within, label)
            clause = told(self.base, self.pack, fact, self.limits, asked)
        except OpenBefore:
            return _MISSING
        except BadReference as error:
            return self._fail(str(error), since, code=RG205)
        words = "".join(self._told(part, reference) for part in clause.parts)
        if not clause.condition or self._claiming:
            return words
        opens = token(self._keep(Opens("claim", clause.condition, self._place(reference))))
        return opens + words + token(self._keep(Closes("claim")))

    def _told(self, part: ChangePart, reference: str) -> str:
        match part:
            case ToldFact(fact, manner):
                return self._print(fact, reference, manner)
            case Named(text, kind):
                return self._named(text, kind)
        return part

    def _period(self, name: str = "", short: bool = False) -> str:
        try:
            period = period_named(name, self.base)
        except PeriodError as error:
            return self._fail(str(error), name, code=RG203)
        return self._named(period_label(period, self.language, short=short), "period")

    def _date(self, name: str = "", short: bool = False) -> str:
        try:
            day = day_named(name, self.day, self.base)
        except PeriodError as error:
            return self._fail(str(error), name, code=RG203)
        return self._named(self.pack.periods.day(day, short), "date")

    def _named(self, text: str, kind: NameKind) -> str:
        return token(self._keep(NamesTime(Named(text, kind))))

    def _exhibit_(self, name: str) -> str:
        return self._exhibits(name)

    def _exhibits(self, *names: str) -> str:
        first = str(names[0]) if names else ""
        return token(self._keep(Shows(tuple(map(str, names)), self._place(first))))

    def _opens(self, prose: bool, kind: str, quoted: str | None) -> str:
        place = self._place(quoted or "")
        if quoted is None:
            message = _NO_CONDITION if kind == "claim" else f"{{% {kind} %}} takes no arguments"
            self.say(RG513.finding(message, place.locus, _USAGE))
        elif kind == "note" and not prose:
            self.say(RG503.finding(_NO_NOTE, place.locus, _BRACKETS))
        self._claiming += kind == "claim" and quoted is not None
        return token(self._keep(Opens(kind, quoted or "", place))) if _stands(kind, quoted, prose) else ""

    def _closes(self, prose: bool, kind: str, quoted: str | None) -> str:
        self._claiming -= kind == "claim" and quoted is not None
        return token(self._keep(Closes(kind))) if _stands(kind, quoted, prose) else ""


def _stands(kind: str, quoted: str | None, prose: bool) -> bool:
    """Whether a block is one where it stands; else its words are read without it."""
    return quoted is not None and (prose or kind != "note")
