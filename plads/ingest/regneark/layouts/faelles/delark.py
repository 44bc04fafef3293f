"""Which part of a city, of the time or of a plan a sheet is named after, where several sheets hold one list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from sqlmodel import SQLModel

from plads.ingest.regneark.grund.ark import Ark
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADER, SKOLER
from plads.ingest.regneark.layouts.faelles.forbehold import other_in_name
from plads.ingest.regneark.layouts.faelles.kommune import KOMMUNER
from plads.ingest.regneark.tabeller.maanedsord import NAVNE
from plads.ingest.regneark.tabeller.perioder import AAR_FRA, Periodetid, hele_maaned, periode
from plads.models.forloeb import Forloeb
from plads.models.indikator import Aktivitet, Periodeart
from plads.periods import parse_skoleaar, skoleaar_interval

_SKEL = re.compile(r"[\s\-_/.,&:;()]+")
_INDSATS = re.compile(r"(?:indsats )?([a-z])(?:[ .):-].*)?")
_SKOLEAAR = re.compile(r"(?<!\d)(?:20)?\d\d[-/ ](?:20)?\d\d(?!\d)")
# What is left when the other sheets have theirs.
OEVRIGE = "øvrige"
_OEVRIGE = frozenset((OEVRIGE, "andre", "resten", "uden område"))
_TID = re.compile(rf"[\d\W]+|{NAVNE}|kvartal|kvt|kv|halvår|år|skoleår|uge|[kqh]\d")
# A sheet that says so holds what another one has, or had.
_IKKE_DEL = re.compile(
    r"\b(?:(?:kopi|copy|kladde|udkast|backup|foreløbig)\w*|test|gamm?elt?|gamle|gl|old|slettes|udgår|arkiv|nye?|rettet)\b"
    r"|\(\d+\)"
)


class Del(NamedTuple):
    """What a sheet holds: the units and the period its name names, and the letter of an indsats."""

    enhed: frozenset[str] = frozenset()
    tid: Periodetid | None = None
    indsats: str = ""


def part_of(navn: str, katalog: Katalog) -> Del | None:
    """Return what a sheet's name says it holds, or None for a name that names no part."""
    said = noegle(navn.replace("_", " "))
    if _IKKE_DEL.search(said) or other_in_name(navn):
        return None
    units = _units(said, katalog)
    tid = _school_year(said) or periode(said, AAR_FRA)
    letter = "" if units or tid else _letter(said, katalog)
    return Del(units, tid, letter) if units or tid or letter else None


def are_parts(dele: Sequence[Del]) -> bool:
    """Return whether sheets are named in one way after parts that do not overlap."""
    shapes = {(bool(d.enhed), d.tid and d.tid.periodeart, bool(d.indsats)) for d in dele}
    return len(shapes) == 1 and not any(_overlap(a, b) for a, b in combinations(dele, 2))


def is_missing(ark: Ark, navne: Sequence[str], katalog: Katalog) -> bool:
    """Return whether a sheet with figures is named after one more part than some sheets, and not after the whole."""
    part = part_of(ark.navn, katalog)
    whole = {enhed.kode for enhed in katalog.enheder if enhed.type in KOMMUNER}
    if part is None or not part.enhed.isdisjoint(whole):
        return False
    others = [other for navn in navne if (other := part_of(navn, katalog))]
    figures = any(isinstance(value, int | float) for row in ark.raekker.values() for value in row.values())
    # «Amager figur» beside «Amager» is no part, but «Sager Valby» beside «Sager Amager» is.
    more = _rest(ark.navn, katalog) - set().union(*(_rest(navn, katalog) for navn in navne))
    return figures and not more and are_parts([*others, part])


def _rest(navn: str, katalog: Katalog) -> set[str]:
    """Return the words of a name that name no unit and no time."""
    said = noegle(navn.replace("_", " "))
    units = _units(said, katalog)
    named = {word for enhed in katalog.enheder if enhed.kode in units for name in enhed.navne for word in _words(name)}
    return {word for word in _words(said) if word not in named and not _TID.fullmatch(word)}


def _overlap(a: Del, b: Del) -> bool:
    apart_in_time = a.tid is not None and b.tid is not None and (a.tid.til < b.tid.fra or b.tid.til < a.tid.fra)
    return not apart_in_time and not (a.enhed and a.enhed.isdisjoint(b.enhed)) and a.indsats == b.indsats


def _school_year(said: str) -> Periodetid | None:
    found = _SKOLEAAR.search(said)
    skoleaar = parse_skoleaar(found[0].replace(" ", "/")) if found else None
    return Periodetid(Periodeart.SKOLEAAR, *skoleaar_interval(skoleaar)) if skoleaar else None


def _letter(said: str, katalog: Katalog) -> str:
    found = _INDSATS.fullmatch(said)
    return found[1] if found and any(found[1] in letters for letters in katalog.indsatser.values()) else ""


def _units(said: str, katalog: Katalog) -> frozenset[str]:
    """Return the units the longest run of words in a name stands for; a sheet's name cannot hold every sign."""
    if said in _OEVRIGE:
        return frozenset((OEVRIGE,))
    ord_ = _words(said)
    names = {
        tuple(_words(name)): unit.kode
        for unit in katalog.enheder if unit.type in (*KOMMUNER, *OMRAADER, *SKOLER) for name in unit.navne
    }  # fmt: skip
    if exact := next(([names[run]] for run in _runs(ord_) if run in names), []):
        return frozenset(exact)
    # «Nørrebro» for «Nørrebro-Bispebjerg».
    units = (unit for unit in katalog.enheder if unit.type in OMRAADER)
    areas = [(tuple(_words(name)), unit.kode) for unit in units for name in unit.navne]
    begun = ({kode for name, kode in areas if name[: len(run)] == run} for run in _runs(ord_))
    return next((frozenset(short) for short in begun if len(short) == 1), frozenset())


def _words(navn: str) -> list[str]:
    return [word for word in _SKEL.split(noegle(navn)) if word and word != "og"]


def _runs(ord_: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for length in range(len(ord_), 0, -1):
        for start in range(len(ord_) - length + 1):
            yield tuple(ord_[start : start + length])


def check_rows(udbytte: Udbytte, navne: Sequence[str], katalog: Katalog) -> None:
    """Warn once of each sheet whose name says another unit or time than its rows do."""
    dele = {navn: del_ for navn in navne if (del_ := part_of(navn, katalog))}
    units = {enhed.kode: enhed for enhed in katalog.enheder}
    for row, place in zip(udbytte.report.rows, udbytte.report.places, strict=True):
        navn = next((navn for navn in dele if place.startswith(f"{navn} ")), None)
        if navn is None or _fits(row, dele[navn], units):
            continue
        where = place.removeprefix(f"{navn} ")
        udbytte.warn(navn, where, "Arkets navn passer ikke med rækken. Er det det rigtige ark, og er navnet rigtigt?")
        del dele[navn]


def _fits(row: SQLModel, part: Del, units: Mapping[str, Enhedsopslag]) -> bool:
    """Return whether a row can be of what its sheet is named after; one we cannot place can."""
    dag, enhed = _day_of(row), units.get(getattr(row, "enhed", ""))
    if dag is None:
        return True
    if part.tid and not (
        part.tid.fra <= dag <= part.tid.til
        if part.tid.fra.year != AAR_FRA
        # A name without a year is of any.
        else part.tid.fra.month <= dag.month <= part.tid.til.month
    ):
        return False
    if OEVRIGE in part.enhed:
        return True
    omraade = enhed.omraade(dag) if enhed else None
    if enhed is None or omraade is None or not part.enhed:
        return True
    return not part.enhed.isdisjoint((enhed.kode, omraade, enhed.kommune))


def _day_of(row: SQLModel) -> date | None:
    """Return the first day of the month or school year a row is of."""
    match row:
        case Aktivitet():
            return hele_maaned(row.maaned).fra
        case Forloeb():
            return skoleaar_interval(row.skoleaar)[0]
    return None
