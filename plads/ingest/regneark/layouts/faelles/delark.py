"""Which part of a city, of the time or of a plan a sheet is named after, where several sheets hold one list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADER, SKOLER
from plads.ingest.regneark.layouts.faelles.forbehold import other_in_name
from plads.ingest.regneark.tabeller.perioder import AAR_FRA, Periodetid, periode
from plads.models.indikator import Periodeart
from plads.periods import parse_skoleaar, skoleaar_interval

_SKEL = re.compile(r"[\s\-_/.,&:;()]+")
_INDSATS = re.compile(r"(?:indsats )?([a-z])(?:[ .):-].*)?")
_SKOLEAAR = re.compile(r"(?<!\d)(?:20)?\d\d[-/_](?:20)?\d\d(?!\d)")
# A sheet that says so holds what another one has, or had.
_IKKE_DEL = re.compile(
    r"\b(?:kopi|copy|gammel|gamle|gl|old|kladde|udkast|backup|test|slettes|udgår|arkiv|foreløbig|ny|nye|rettet)\b|\(\d+\)"
)


class Del(NamedTuple):
    """What a sheet holds: the units and the period its name names, and the letter of an indsats."""

    enhed: frozenset[str] = frozenset()
    tid: Periodetid | None = None
    indsats: str = ""


def part_of(navn: str, katalog: Katalog) -> Del | None:
    """Return what a sheet's name says it holds, or None for a name that names no part."""
    said = noegle(navn)
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


def _overlap(a: Del, b: Del) -> bool:
    apart_in_time = a.tid is not None and b.tid is not None and (a.tid.til < b.tid.fra or b.tid.til < a.tid.fra)
    return not apart_in_time and not (a.enhed and a.enhed.isdisjoint(b.enhed)) and a.indsats == b.indsats


def _school_year(said: str) -> Periodetid | None:
    found = _SKOLEAAR.search(said)
    skoleaar = parse_skoleaar(found[0].replace("_", "/")) if found else None
    return Periodetid(Periodeart.SKOLEAAR, *skoleaar_interval(skoleaar)) if skoleaar else None


def _letter(said: str, katalog: Katalog) -> str:
    found = _INDSATS.fullmatch(said)
    return found[1] if found and any(found[1] in letters for letters in katalog.indsatser.values()) else ""


def _units(said: str, katalog: Katalog) -> frozenset[str]:
    """Return the units the longest run of words in a name stands for; a sheet's name cannot hold every sign."""
    ord_ = [word for word in _SKEL.split(said) if word and word != "og"]
    names = {
        tuple(word for word in _SKEL.split(noegle(name)) if word and word != "og"): unit.kode
        for unit in katalog.enheder if unit.type in (*OMRAADER, *SKOLER) for name in unit.navne
    }  # fmt: skip
    return frozenset(next(([names[run]] for run in _runs(ord_) if run in names), []))


def _runs(ord_: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for length in range(len(ord_), 0, -1):
        for start in range(len(ord_) - length + 1):
            yield tuple(ord_[start : start + length])
