"""A set without names of schools: each name stands as «Skole A», «Skole B» … everywhere in the set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count, product
from string import ascii_uppercase

from plads.dias import Frosset, as_json, from_json


def without_schools(saet: Frosset, skoler: Sequence[str]) -> Frosset:
    """Return a set in which no school is named; the same school has the same letter in all of it.

    Letters are given in the order the schools come in the set, so they say nothing about which it is.
    """
    tekst = as_json(saet)
    kendte = sorted(filter(None, skoler), key=len, reverse=True)
    if not kendte:
        return saet
    # As JSON writes them, so that quotes in a name are found too.
    moenster = re.compile("|".join(re.escape(_inside(navn)) for navn in kendte))
    bogstaver = _letters()
    daekket: dict[str, str] = {}

    def cover(fundet: re.Match[str]) -> str:
        navn = fundet.group()
        if navn not in daekket:
            daekket[navn] = f"Skole {next(bogstaver)}"
        return daekket[navn]

    return from_json(moenster.sub(cover, tekst))


def _inside(navn: str) -> str:
    return json.dumps(navn, ensure_ascii=False)[1:-1]


def _letters() -> Iterator[str]:
    """Give A … Z, AA, AB …"""
    for laengde in count(1):
        yield from ("".join(tegn) for tegn in product(ascii_uppercase, repeat=laengde))
