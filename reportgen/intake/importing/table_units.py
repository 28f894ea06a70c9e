"""Words for a scale and a unit, as tables have them in a column, a head or a cell: `m USD`, `USD millions`, `$m`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from reportgen.facts.quantity import SCALES
from reportgen.facts.spellings import CURRENCY_SPELLINGS, RATIO_SPELLINGS, SCALE_SPELLINGS
from reportgen.facts.typed import plain_characters
from reportgen.facts.unit import COUNTED, Unit, UnitError, parse_unit, singular
from reportgen.languages import LANGUAGES, merged
from reportgen.languages.currencies import CURRENCIES, HUNDREDTHS


def unit_in_words(text: str, unit: Unit, units: Collection[str] = ()) -> tuple[str, str] | None:
    """The scale and the unit that words say in either order, as facts.yaml calls them, of a concept that is measured in
    `unit`; "" for one that they do not say, None where they are none. `units` are the declared ones."""
    for scale, name in _partings(" ".join(plain_characters(text).replace("’", "'").split())):
        if found := _called(name, unit, units, scaled=bool(scale)) if name else "":
            return scale, found
        if not name:
            return scale, ""
    return None


def _said_twice(text: str, unit: Unit, units: Collection[str]) -> tuple[str, str] | None:
    """A scale and a unit with the currency named before them, too, as where its unit alone may be of several."""
    for cut in range(len(text) - 1, 0, -1):
        code = _money(text[:cut].rstrip(), unit)
        found = unit_in_words(text[cut:].lstrip(), Unit(((code, 1),)), units) if code else None
        if found and found[1] == code:
            return found
    return None


def unit_of_head(text: str, unit: Unit, units: Collection[str] = ()) -> tuple[str, str] | None:
    """The same of a column or a head, which may have words around them: `(in millions of USD)`."""
    around = merged(lambda pack: pack.spellings.around_units)
    bare = re.sub(rf"{around}|[][();:,]", " ", plain_characters(text), flags=re.IGNORECASE)
    bare = " ".join(bare.split())
    said = unit_in_words(text, unit, units) or unit_in_words(bare, unit, units)
    return said or _said_twice(bare, unit, units)


def currency_in_words(text: str) -> str:
    """The currency that the words of a unit name, "" where they name none, or may mean several."""
    found = unit_of_head(text, Unit())
    code = found[1].partition("/")[0] if found else ""
    return code if code in CURRENCIES else ""


def scale_named(text: str) -> str:
    """A scale as facts.yaml calls it, of whatever spelling; "" where it is none, or 1."""
    return text if text in SCALES else SCALE_SPELLINGS.get(text.lower().removesuffix("."), "")


def parse_unit_or_none(text: str, units: Collection[str]) -> Unit | None:
    """A unit; None for no text, and for one that is none."""
    try:
        return parse_unit(text, units) if text else None
    except UnitError:
        return None


# ---- pieces ---------------------------------------------------------------------------------------------------------


def _partings(text: str) -> Iterator[tuple[str, str]]:
    """Scales and units that a text may be, what is likelier first: a unit alone, a scale alone, both."""
    yield "", text
    if scale := scale_named(text):
        yield scale, ""
    for cut in range(len(text) - 1, 0, -1):
        if not _parts(text[cut - 1], text[cut]):
            continue
        first, second = text[:cut].rstrip(), text[cut:].lstrip()
        if scale := scale_named(first):
            yield scale, second
        if scale := scale_named(second):
            yield scale, first


def _parts(before: str, behind: str) -> bool:
    """Whether one word may end and another begin between two characters: in USDm, not in mboe."""
    within = before.isascii() and before.isalpha() and behind.isascii() and behind.isalpha()
    return not within or before.islower() != behind.islower()


def _called(name: str, unit: Unit, units: Collection[str], *, scaled: bool) -> str:
    """What facts.yaml calls a unit; "" where nobody can tell."""
    if parse_unit_or_none(name, units) is not None:
        found = name
    else:
        found = RATIO_SPELLINGS.get(name.lower()) or _counted(name, unit) or _money(name, unit)
    if found == unit.currency and unit.under and not scaled:
        return str(unit)  # of earnings per share nobody says in the column what they are per
    return found


def _counted(name: str, unit: Unit) -> str:
    """A concept's own unit in the words of a language."""
    return str(unit) if name and name in _words(str(unit)) else ""


def _words(counted: str) -> set[str]:
    """Words for what is counted, of any language, many and one."""
    return {
        words[key]
        for pack in LANGUAGES.values()
        for words in (pack.figures.nouns, pack.figures.each)
        for key in (counted, COUNTED.get(counted, counted))
        if key in words
    }


def _money(name: str, unit: Unit) -> str:
    """A currency by its sign or its name, alone or per what the concept is per."""
    money, slash, per = re.sub(r"\s+per\s+", "/", name).partition("/")
    said = money.strip()
    codes = (said,) if said in CURRENCIES else CURRENCY_SPELLINGS.get(said.lower(), ())
    likely = [code for code in codes if HUNDREDTHS.get(code, code) == unit.currency]
    code = likely[0] if likely else codes[0] if len(codes) == 1 else ""
    if not slash or not code:
        return code
    under = unit.under[0] if len(unit.under) == 1 else ""
    return f"{code}/{singular(under)}" if per.strip() in {singular(under), *_words(under)} - {""} else ""
