"""Which område a sheet is about: said above its table, or in a name that Excel has cut to 31 letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog, nearest
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADER
from plads.ingest.regneark.layouts.matricer.arkdele import SKEL
from plads.ingest.regneark.tabeller.maanedsord import NAVNE
from plads.models.organisation import Enhedstype

FAERREST_BOGSTAVER = 3
_OMRAADE = re.compile(r"(?:område|bydel|distrikt)\b\s*[:-]?\s*(.*)", re.IGNORECASE)
_DELE = re.compile(r"\s+-\s+|[:;()]|,\s")
_TID = rf"(?:[12]\. ?halvår|[1-4]\. ?(?:kvartal|kvt|kv)\.?|(?:{NAVNE})\.?(?: ?- ?(?:{NAVNE})\.?)?)"
_NUMMER = re.compile(rf"^{_TID}\s+|\s+{_TID}(?: 20\d\d)?$|^\d{{1,2}}[.)]?\s+|\s*\b20\d\d$", re.IGNORECASE)
_ORD = re.compile(r"[\s\-/.,&]+")
# A sheet is a collection when it is named so in more words: «Samlet oversigt», «Sager i alt».
_SAMLET = re.compile(r"\b(?:samlet|samlede|i ?alt|totalt?)\b")
_FYLDORD = frozenset((
    "oversigt", "oversigten", "overblik", "opgørelse", "opsamling", "status", "tal", "antal", "sager", "data",
    "aktivitet", "skoler", "områder", "indikatorer", "alle", "for", "af", "over", "pr",
))  # fmt: skip


class Arkomraade(NamedTuple):
    """The område of a sheet, or what is wrong. `skrevet` is False when the name had to be completed."""

    omraade: Enhedsopslag | None
    problem: str = ""
    skrevet: bool = True


def area_of(navn: str, titel: Iterable[str], katalog: Katalog) -> Arkomraade:
    """Return the område that a sheet's titles and its name agree on. `navn` is '' where it says nothing."""
    stated, unknown = _stated(titel, katalog)
    named, whole = _named(navn, katalog)
    if unknown is not None:
        return Arkomraade(None, f"Området over tabellen kendes ikke.{_question(unknown, katalog)}")
    if len(stated) > 1 or (stated and named and stated != named):
        said = " og ".join(sorted(f"«{unit.navn}»" for unit in {*stated, *named}))
        return Arkomraade(None, f"Arket nævner flere områder: {said}. Ret arkets navn eller teksten over tabellen.")
    if stated:
        return Arkomraade(next(iter(stated)))
    if len(named) == 1:
        return Arkomraade(next(iter(named)), skrevet=whole)
    besked = "Vi kan ikke se, hvilket område arket handler om."
    return Arkomraade(None, f"{besked}{_question(navn, katalog)} Skriv fx «Område: Amager» over tabellen.")


def is_collection(navn: str, katalog: Katalog, titel: Iterable[str] = ()) -> bool:
    """Return whether a sheet is named as the sum of the others: «I alt», or the municipality that has the områder.

    A municipality's name is only a heading where the titles name one of its områder.
    """
    bare = _NUMMER.sub("", navn).strip()
    if TOTALORD & {noegle(navn), noegle(bare)} or names_collection(navn):
        return True
    cities = {unit.kode for unit in katalog.by_name(bare, (Enhedstype.KOMMUNE,))} if not bare.isdigit() else set()
    divided = {unit.kommune for unit in katalog.enheder if cities and unit.type in OMRAADER}
    return bool(cities & divided) and not _stated(titel, katalog)[0]


def names_collection(navn: str) -> bool:
    """Return whether a sheet's name says that it is a collection, in words that say nothing else."""
    said = noegle(_NUMMER.sub("", navn).strip())
    rest = re.findall(r"\w+", _SAMLET.sub(" ", said))
    return _SAMLET.search(said) is not None and _FYLDORD.issuperset(rest)


def says_area(titel: Iterable[str], katalog: Katalog) -> bool:
    """Return whether titles name an område, known or not."""
    stated, unknown = _stated(titel, katalog)
    return bool(stated) or unknown is not None


def _stated(titel: Iterable[str], katalog: Katalog) -> tuple[set[Enhedsopslag], str | None]:
    """Return the områder that titles name exactly, and the text after «Område:» when it is none of them."""
    found: set[Enhedsopslag] = set()
    unknown = None
    for cell in (part.strip() for line in titel for part in line.split(SKEL)):
        announced = _OMRAADE.fullmatch(cell)
        said = announced[1] if announced else cell
        hits = next((hits for part in (cell, said, *_DELE.split(said)) if (hits := _exactly(part, katalog))), set())
        if announced and announced[1] and ":" in cell and not hits:
            unknown = announced[1]
        found |= hits
    return found, unknown


def _exactly(navn: str, katalog: Katalog) -> set[Enhedsopslag]:
    return set(katalog.by_name(navn.strip(), OMRAADER))


def _named(navn: str, katalog: Katalog) -> tuple[set[Enhedsopslag], bool]:
    """Return the områder a sheet's name can stand for, and whether it is written in full."""
    bare = _NUMMER.sub("", navn).strip()
    if exact := _exactly(bare, katalog):
        return exact, True
    short = _words(_OMRAADE.sub(r"\1", bare))
    if sum(map(len, short)) < FAERREST_BOGSTAVER:
        return set(), False
    units = [unit for unit in katalog.enheder if unit.type in OMRAADER]
    return {unit for unit in units if any(_shortens(short, _words(name)) for name in unit.navne)}, False


def _words(navn: str) -> list[str]:
    return [word for word in _ORD.split(noegle(navn)) if word and word != "og"]


def _shortens(short: list[str], whole: list[str]) -> bool:
    """Return whether each word is the beginning of the word in the same place."""
    return len(short) <= len(whole) and all(word.startswith(part) for part, word in zip(short, whole, strict=False))


def _question(navn: str, katalog: Katalog) -> str:
    near = nearest(navn, [name for unit in katalog.enheder if unit.type in OMRAADER for name in unit.navne])
    return f" Mente du «{near}»?" if near else ""
