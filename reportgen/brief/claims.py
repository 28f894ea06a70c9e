"""Claims in texts: `{% claim "…" %}words{% endclaim %}`, held against the facts before anything is rendered.

`{% opinion %}words{% endopinion %}` marks a judgement, or somebody's remark, that rests on no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup, escape

from reportgen.brief.citations import Register, has_private_use
from reportgen.brief.passages import BLOCKS, Block
from reportgen.brief.words import CONJUNCTIONS, SCENARIOS, TRUTHS
from reportgen.checks.claims import ClaimError, Term, read_claim
from reportgen.checks.figures import show as describe
from reportgen.checks.judging import Truth, judge, spell_claim, values_of
from reportgen.errors import Finding, Locus, Severity
from reportgen.exhibits.display import House, period_label, show
from reportgen.facts.base import FactBase
from reportgen.facts.formula import Input, spell
from reportgen.facts.quantity import Quantity
from reportgen.facts.text import Text

# What the blocks call: names that no author can write by accident, since helpers have none like them.
HELPERS: Final = {kind: f"_{kind}" for kind in BLOCKS}


class Claims(Extension):
    """The blocks `claim` and `opinion`. A malformed tag is left for `findings_of`, which sees it in its place."""

    tags = set(BLOCKS)  # noqa: RUF012  Jinja's own way of saying it

    def parse(self, parser: Parser) -> nodes.Node:
        """A call of the block's helper with the quoted condition and the words."""
        tag = next(parser.stream)
        quoted = ""
        while parser.stream.current.type != "block_end":
            token = next(parser.stream)
            quoted = token.value if token.type == "string" else quoted
        words = parser.parse_statements((f"name:end{tag.value}",), drop_needle=True)
        call = nodes.Call(nodes.Name(HELPERS[tag.value], "load"), [nodes.Const(quoted)], [], None, None)
        return nodes.CallBlock(call, [], [], words).set_lineno(tag.lineno)


# ---- before anything is rendered -------------------------------------------------------------------------------------


def findings_of(
    blocks: Iterable[Block], base: FactBase, place: Callable[[int], Locus], text: Text
) -> Iterator[Finding]:
    """What is wrong with the claims of a text.

    RG511 false, RG512 undecidable, RG513 malformed, RG205 a reference to nothing, RG204 units that cannot be compared.
    `place` gives the locus of an offset in the text, and `text` the source that it belongs to.
    """
    for block in blocks:
        at = place(block.offset)
        if block.quoted is None:
            wanted = "needs its condition in quotes" if block.kind == "claim" else "takes no arguments"
            yield Finding("RG513", Severity.ERROR, f"{{% {block.kind} %}} {wanted}", at, _USAGE)
        elif "\n\n" in block.words or block.words.count("**") % 2:
            message = f"a {block.kind} begins and ends in one paragraph, and inside or outside of an emphasis"
            yield Finding("RG513", Severity.ERROR, message, at)
        elif block.kind == "claim":
            written = Text.at(block.quoted, text.source, at.line, at.column)
            yield from _judged(written, block.words, base)


_USAGE: Final = 'write {% claim "aws.revenue > aws.revenue~consensus" %}ahead of consensus{% endclaim %}'
_MEND: Final = "change the words, or the condition they rest on"


def _judged(written: Text, words: str, base: FactBase) -> Iterator[Finding]:
    try:
        judgement = judge(read_claim(written, base), base)
    except ClaimError as error:
        yield Finding(error.code, Severity.ERROR, f"{error} (claim)", written.inside(error.offset))
        return
    if judgement.truth is Truth.TRUE:
        return
    values = "; ".join(f"{name} is {describe(quantity)}" for name, quantity in judgement.values)
    said = " ".join(words.split())
    if judgement.truth is Truth.FALSE:
        message = f"{said!r} is false: not {judgement.blame}; {values}"
        yield Finding("RG511", Severity.ERROR, message, written.locus, _MEND)
    else:
        why = judgement.trouble or "the intervals overlap"
        message = f"{said!r} cannot be decided by {judgement.blame}: {why}; {values}"
        yield Finding("RG512", Severity.ERROR, message, written.locus, _MEND)


# ---- while a text is composed ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Operand:
    """A fact that a claim rests on: what it is called, its value as shown, and its interval."""

    fact: str
    label: str
    shown: str
    quantity: Quantity


@dataclass(frozen=True)
class Claim:
    """A claim as it was printed: its number, the words, the condition as written and in the reader's terms.

    `exhibit` is the exhibit it stands in; `inline` is False for what is drawn into a picture.
    """

    number: int
    words: str
    expression: str
    condition: str
    operands: tuple[Operand, ...]
    truth: Truth
    verdict: str
    exhibit: str = ""
    inline: bool = True

    @property
    def basis(self) -> tuple[str, ...]:
        """What the claim rests on, each label once."""
        return tuple(dict.fromkeys(operand.label for operand in self.operands))

    @property
    def id(self) -> str:
        """The anchor of the words: c1, c2, … in the order of reading."""
        return f"c{self.number}"

    @property
    def anchor(self) -> str:
        """Where a link to the words leads: the words, or the exhibit where they are part of a picture."""
        return self.id if self.inline else f"x-{self.exhibit}"


class ClaimBook:
    """Collects the claims of one language while its texts are composed, and counts its opinions."""

    def __init__(self, base: FactBase, house: House, register: Register) -> None:
        self.claims: list[Claim] = []
        self.opinions = 0
        self._base, self._house, self._register = base, house, register
        self._seen: set[tuple[str, str, str]] = set()

    def helpers(self, exhibit: str, *, inline: bool) -> dict[str, Callable[..., str]]:
        """What the blocks of a text call."""

        def claim(expression: str, caller: Callable[[], str]) -> str:
            return self._claim(expression, caller(), exhibit, inline)

        return {HELPERS["claim"]: claim, HELPERS["opinion"]: self._opinion}

    def _opinion(self, _: str, caller: Callable[[], str]) -> str:
        self.opinions += 1
        return caller()

    def _claim(self, expression: str, words: str, exhibit: str, inline: bool) -> str:
        plain = self._register.plain(words)
        key = (exhibit, expression, plain)
        # A subtitle is read a second time for the description of its picture.
        if exhibit not in ("", "-") and key in self._seen:
            return words
        self._seen.add(key)
        claim = self._made(expression, plain, exhibit, inline)
        self.claims.append(claim)
        return self._marked(claim, words) if inline else words

    def _made(self, expression: str, plain: str, exhibit: str, inline: bool) -> Claim:
        condition = read_claim(Text(expression), self._base)
        judgement = judge(condition, self._base)
        if judgement.truth is not Truth.TRUE:  # a text that the inspection of the edition has not seen
            raise ClaimError(f"the claim {expression!r} is {judgement.truth}")
        language, values = self._house.language, values_of(condition, self._base)
        return Claim(
            len(self.claims) + 1,
            " ".join(plain.replace("**", "").split()),
            expression,
            spell_claim(condition, lambda term: self._term(term, values), CONJUNCTIONS[language]),
            tuple(self._operand(item, quantity) for item, quantity in values.items()),
            judgement.truth,
            TRUTHS[language][judgement.truth],
            exhibit,
            inline,
        )

    def _term(self, term: Term, values: Mapping[Input, Quantity]) -> str:
        if term.number is not None:
            return self._show(term.number) if str(term.number.unit) else term.text
        return spell(term.expression, lambda item: self._show(values[item]))

    def _show(self, quantity: Quantity) -> str:
        return show(quantity, self._house)

    def _operand(self, item: Input, quantity: Quantity) -> Operand:
        fact = f"{item.part}({item.at})" if item.part else str(item.at)
        return Operand(fact, self._label(item), self._show(quantity), quantity)

    def _label(self, item: Input) -> str:
        """The fact's label, with the scenario and the period where they are not what a reader takes for granted."""
        language, at = self._house.language, item.at
        away = at.period not in (self._base.period, self._base.period.at_end())
        more = (
            SCENARIOS[language][at.scenario],
            period_label(at.period, language, short=True) if away else "",
        )
        said = ", ".join(filter(None, more)) if language == "en" else "，".join(filter(None, more))
        brackets = " ({})" if language == "en" else "（{}）"
        return self._base.label(self._base.facts[at], language) + (brackets.format(said) if said else "")

    def _marked(self, claim: Claim, words: str) -> str:
        """The words between two marks; a link to the appendix, unless they hold links of their own."""
        tag = "span" if has_private_use(words) is not None else "a"
        link = Markup(' href="#k{}"').format(claim.number) if tag == "a" else Markup("")
        opening = Markup('<{} class="claim" id="{}"{}>').format(escape(tag), claim.id, link)
        closing = Markup("</{}>").format(tag)
        return self._register.mark(opening) + words + self._register.mark(closing)
