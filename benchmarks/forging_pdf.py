"""Edits of a finished PDF, kind by kind, as somebody might make them with a program: in its content streams, in what is
painted over them, in its fonts, titles, metadata and attachments."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream, String

from benchmarks.forging_beside import (
    attachment,
    bookmark,
    description,
    fonts,
    information,
    packet,
    pages,
)
from benchmarks.paper import Kind, Make, Ops, Paper, Run, Spot, mixed
from reportgen.figures.reader.scanning import numerals
from reportgen.record.attachments import FACTS, NUMBERS

# ---- glyphs ----------------------------------------------------------------------------------------------------------


def digit_in(kind: str) -> Kind:
    """Another digit in the body, the small type or a chart."""

    def edits(paper: Paper, chance: random.Random) -> Iterator[Make]:
        for spot in mixed(paper.spots(kind), chance):
            at = chance.choice([i for i in range(spot.start, spot.end) if spot.run.text[i].isdigit()])
            digit = str((int(spot.run.text[at]) + chance.randint(1, 9)) % 10)
            if code := paper.code(spot.run.font, digit):
                yield lambda spot=spot, at=at, code=code: paper.with_glyphs(spot.run, {at: code})

    return edits


def another_char(changes: Mapping[str, str]) -> Kind:
    """A character beside a numeral replaced: a unit, a sign, a scale."""

    def edits(paper: Paper, chance: random.Random) -> Iterator[Make]:
        for spot in mixed(paper.spots(), chance):
            for at in (spot.start - 1, spot.start - 2, spot.end):
                new = changes.get(spot.run.text[at]) if 0 <= at < len(spot.run.text) else None
                if new and (code := paper.code(spot.run.font, new)):
                    yield lambda spot=spot, at=at, code=code: paper.with_glyphs(spot.run, {at: code})
                    break

    return edits


def number_word(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """Another number in words, of as many letters; where there is none, its first letter is changed."""
    others = {"three": "seven", "two": "six", "four": "nine", "third": "tenth", "half": "full", "ten": "six"}
    for run in mixed(paper.runs, chance):
        for found in numerals(run.text):
            if any(char.isdigit() for char in found.text):
                continue
            new = next((found.text.replace(a, b) for a, b in others.items() if a in found.text), "")
            new = new or found.text.translate(
                str.maketrans("一二兩三四五六七八九十成", "三四五六八九八三三六二年")
            )
            glyphs = {found.start + i: paper.code(run.font, char) for i, char in enumerate(new)}
            if new != found.text and all(glyphs.values()):
                yield lambda run=run, glyphs=glyphs: paper.with_glyphs(run, glyphs)


def taken_out(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A numeral replaced by spaces."""
    for spot in mixed(paper.spots(), chance):
        if space := paper.code(spot.run.font, " "):
            glyphs = dict.fromkeys(range(spot.start, spot.end), space)
            yield lambda spot=spot, glyphs=glyphs: paper.with_glyphs(spot.run, glyphs)


def swapped(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """Two numerals of a page, as long as one another, change places."""
    spots = [spot for spot in paper.spots() if spot.run.place[0] == "page"]
    for one in mixed(spots, chance):
        same = [
            spot for spot in spots
            if spot.run.place == one.run.place and spot.run is not one.run and len(spot.text) == len(one.text)
            and spot.text != one.text and spot.run.font == one.run.font and spot.run.size == one.run.size
        ]  # fmt: skip
        if same:
            other = chance.choice(same)
            yield lambda one=one, other=other: _swap(paper, one, other)


def _swap(paper: Paper, one: Spot, other: Spot) -> bytes:
    def change(ops: Ops) -> Ops:
        for index in range(len(one.text)):
            a, b = one.run.glyphs[one.start + index], other.run.glyphs[other.start + index]
            codes = [bytes(ops[n][0][0][item])[offset : offset + 2] for n, item, offset in (a, b)]
            for (n, item, offset), code in zip((a, b), reversed(codes), strict=True):
                said = bytes(ops[n][0][0][item])
                ops[n][0][0][item] = String(said[:offset] + code + said[offset + 2 :])
        return ops

    return paper.edited(one.run.place, change)


def rows_swapped(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """Two cells that are nothing but a numeral and stand in one column change their heights."""
    cells = [
        run
        for run in paper.runs
        if run.place[0] == "page" and re.fullmatch(r"[$+−≈]*[\d.,]+(%|bn|億)?", run.text)
    ]
    for one in mixed(cells, chance):
        same = [
            run for run in cells if run.place == one.place and run.text != one.text and run.size == one.size
        ]
        if same:
            other = chance.choice(same)

            def change(ops: Ops, one: Run = one, other: Run = other) -> Ops:
                first, second = ops[one.first + 1][0], ops[other.first + 1][0]
                first[5], second[5] = second[5], first[5]
                return ops

            yield lambda place=one.place, change=change: paper.edited(place, change)


# ---- how a run is drawn ----------------------------------------------------------------------------------------------


def drawn(before: Sequence[tuple[list[Any], str]], after: Sequence[tuple[list[Any], str]] = ()) -> Kind:
    """Operations put before and after a text object with a numeral."""

    def edits(paper: Paper, chance: random.Random) -> Iterator[Make]:
        for spot in mixed(paper.spots(), chance):

            def change(ops: Ops, run: Run = spot.run) -> Ops:
                first, last = ([(args, Operator(name)) for args, name in part] for part in (before, after))
                return [
                    *ops[: run.first],
                    *first,
                    *ops[run.first : run.last + 1],
                    *last,
                    *ops[run.last + 1 :],
                ]

            yield lambda place=spot.run.place, change=change: paper.edited(place, change)

    return edits


def inside(alter: Callable[[str, list[Any]], list[Any]]) -> Kind:
    """The operands within a text object with a numeral altered."""

    def edits(paper: Paper, chance: random.Random) -> Iterator[Make]:
        for spot in mixed(paper.spots(), chance):

            def change(ops: Ops, run: Run = spot.run) -> Ops:
                for index in range(run.first, run.last):
                    operands, operator = ops[index]
                    ops[index] = (alter(str(operator), operands), operator)
                return ops

            yield lambda place=spot.run.place, change=change: paper.edited(place, change)

    return edits


def _away(operator: str, operands: list[Any]) -> list[Any]:
    return [*operands[:4], float(operands[4]) - 3000, operands[5]] if operator == "Tm" else operands


def _tiny(operator: str, operands: list[Any]) -> list[Any]:
    return [operands[0], 0.05] if operator == "Tf" else operands


_SAVED: Final = ([], "q")
_BACK: Final = ([], "Q")
CLIPPED: Final = drawn([_SAVED, ([0, 0, 0.1, 0.1], "re"), ([], "W"), ([], "n")], [_BACK])
WHITE: Final = drawn([_SAVED, ([1, 1, 1], "rg")], [_BACK])


def unseen(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """The rendering mode that leaves no ink."""
    for spot in mixed([spot for spot in paper.spots() if spot.run.place[0] == "page"], chance):

        def change(ops: Ops, run: Run = spot.run) -> Ops:
            kept = [op for op in ops[run.first + 1 : run.last] if str(op[1]) != "Tr"]
            hidden = ([3], Operator("Tr"))
            return [*ops[: run.first], ([], Operator("q")), ops[run.first], hidden, *kept, ops[run.last],
                    ([], Operator("Q")), *ops[run.last + 1 :]]  # fmt: skip

        yield lambda place=spot.run.place, change=change: paper.edited(place, change)


# ---- what is painted over it -----------------------------------------------------------------------------------------

_SEGMENTS: Final = {  # of a digit, as lines on a grid of 0..1 by 0..2
    "1": ((1, 0, 1, 2),),
    "4": ((0, 2, 0, 1), (0, 1, 1, 1), (1, 0, 1, 2)),
    "7": ((0, 2, 1, 2), (1, 2, 1, 0)),
    "8": ((0, 0, 0, 2), (1, 0, 1, 2), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)),
}
Box = tuple[float, float, float, float]


def _ground(box: Box) -> bytes:
    x, y, right, top = box
    return f"q 1 1 1 rg {x - 1:.2f} {y - 1:.2f} {right - x + 2:.2f} {top - y + 2:.2f} re f Q\n".encode()


def _figures(box: Box, digits: str) -> bytes:
    x, y, right, top = box
    step, high = (right - x) / len(digits), (top - y) / 2
    lines = [
        f"{x + (i + 0.2 + a * 0.6) * step:.2f} {y + b * high:.2f} m"
        f" {x + (i + 0.2 + c * 0.6) * step:.2f} {y + d * high:.2f} l S"
        for i, digit in enumerate(digits)
        for a, b, c, d in _SEGMENTS[digit]
    ]
    return ("q 0.1 0.13 0.16 RG 0.7 w " + " ".join(lines) + " Q\n").encode()


def _other(text: str, chance: random.Random) -> str:
    return "".join(chance.choice("1478") for char in text if char.isdigit())


def covered(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A white box over a numeral."""
    for page, _, box in mixed(paper.boxes, chance):
        yield lambda page=page, box=box: paper.painted(page, _ground(box))


def painted_over(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A white box over a numeral, and another figure drawn on it in lines."""
    for page, text, box in mixed(paper.boxes, chance):
        content = _ground(box) + _figures(box, _other(text, chance))
        yield lambda page=page, content=content: paper.painted(page, content)


def pictured(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A picture over a numeral, dark on one side and pale on the other."""
    for page, _, box in mixed(paper.boxes, chance):
        x, y, right, top = box
        placed = f"q {right - x + 2:.2f} 0 0 {top - y + 2:.2f} {x - 1:.2f} {y - 1:.2f} cm /Px Do Q\n"
        data = bytes(chance.choice((0, 255)) for _ in range(64))

        def add(document: pikepdf.Pdf, sheet: Any, data: bytes = data) -> None:
            picture = Stream(
                document, data, Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8,
                ColorSpace=Name.DeviceGray, BitsPerComponent=8,
            )  # fmt: skip
            sheet.Resources.XObject["/Px"] = document.make_indirect(picture)

        yield lambda page=page, placed=placed, add=add: paper.painted(page, placed.encode(), add)


def annotated(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A comment over a numeral that shows another figure."""
    for page, text, box in mixed(paper.boxes, chance):
        content = _ground(box) + _figures(box, _other(text, chance))

        def add(document: pikepdf.Pdf, sheet: Any, box: Box = box, content: bytes = content) -> None:
            look = Stream(document, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(box))
            note = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Stamp,
                Rect=Array(box),
                F=4,
                AP=Dictionary(N=document.make_indirect(look)),
            )
            sheet.Annots = Array([*sheet.get("/Annots", []), document.make_indirect(note)])

        yield lambda page=page, add=add: paper.painted(page, b"", add)


def set_beside(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A digit drawn in lines before a numeral, which itself stays as it is."""
    for page, _, (x, y, right, top) in mixed(paper.boxes, chance):
        wide = min(4.0, right - x)
        yield lambda page=page, box=(x - wide - 0.5, y, x - 0.5, top): paper.painted(page, _figures(box, "1"))


def printed_twice(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A numeral printed once more, somewhere else on its page."""
    for spot in mixed([spot for spot in paper.spots() if spot.run.place[0] == "page"], chance):
        codes = b"".join(paper.code(spot.run.font, char) or b"" for char in spot.text).hex()
        x, y = chance.randint(60, 480), chance.randint(60, 780)
        content = f"q BT 0.1 0.13 0.16 rg {spot.run.font} 7 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET Q\n"
        yield lambda page=spot.run.place[1], content=content: paper.painted(page, content.encode())


# Kind → how it is made, and how many of each document.
KINDS: Final[Mapping[str, tuple[Kind, int]]] = {
    "a digit in the text": (digit_in("body"), 7),
    "a digit in the appendix or a note": (digit_in("small"), 7),
    "a digit in a chart": (digit_in("chart"), 5),
    "a number taken out": (taken_out, 5),
    "a number printed twice": (printed_twice, 4),
    "two figures changing places": (swapped, 5),
    "two cells changing rows": (rows_swapped, 4),
    "another unit or scale": (another_char({"b": "m", "%": "x", "億": "萬", "點": "元", "倍": "元", "$": "m"}), 5),
    "a sign": (another_char({"+": "−", "−": "+", "≈": ">"}), 4),
    "a number word": (number_word, 2),
    "off the page": (inside(_away), 4),
    "too small": (inside(_tiny), 4),
    "white on white": (WHITE, 4),
    "no ink": (unseen, 4),
    "clipped": (CLIPPED, 4),
    "below a box": (covered, 4),
    "below another figure": (painted_over, 5),
    "below a picture": (pictured, 4),
    "below a comment": (annotated, 4),
    "a digit drawn before it": (set_beside, 4),
    "a font that says 3 and draws 8": (fonts, 2),
    "a digit in the information": (information, 2),
    "a digit in the XMP metadata": (packet, 2),
    "a digit in a bookmark": (bookmark, 2),
    "a digit in a description": (description, 4),
    "a digit in the attached facts": (attachment(FACTS), 6),
    "a digit in the attached numbers": (attachment(NUMBERS), 6),
    "pages moved, cut or turned": (pages, 2),
}  # fmt: skip
