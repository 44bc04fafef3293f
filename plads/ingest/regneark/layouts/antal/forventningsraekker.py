"""The rows behind the figures of L09: what is realised, and what is expected."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from sqlmodel import SQLModel

from plads.ingest.regneark.grund.katalog import Indikatoropslag, Katalog
from plads.ingest.regneark.layouts.antal.forventningskolonner import Opstilling
from plads.ingest.regneark.layouts.antal.forventningsord import Slags, Tal
from plads.models.indikator import (
    Aktivitet,
    Forventningsart,
    Forventningstal,
    Indikatorart,
    Periodeart,
    Vaerdi,
)
from plads.tilstand import Tilstand

# The month each of the year's prognoses is laid before the committee.
PROGNOSEMAANED = {1: 5, 2: 8, 3: 11}
RAMMEMAAL = "Forventningstal"
Maal = tuple[int | None, Tilstand]


def build(tal: Tal, opstilling: Opstilling, katalog: Katalog, enhed: str, maal: Maal) -> SQLModel:
    """Return the row of one figure for an område."""
    indikator = katalog.indikator(tal.indikator)
    if tal.slags in (Slags.PRIMO, Slags.REALISERET) and indikator is not None:
        return _realised(indikator, tal.maaned or (opstilling.aar - 1) * 100 + 12, enhed, maal)
    art, version, fra = _expected(tal, opstilling)
    return Forventningstal(
        indikator=tal.indikator, enhed=enhed, aar=opstilling.aar, art=art, version=version, gaelder_fra=fra,
        antal=maal[0], tilstand=maal[1],
    )  # fmt: skip


def _realised(indikator: Indikatoropslag, maaned: int, enhed: str, maal: Maal) -> SQLModel:
    """Return a count as activity; money and shares as a value of the month."""
    if indikator.art is Indikatorart.BEHOLDNING:
        return Aktivitet(maaned=maaned, indikator=indikator.kode, enhed=enhed, antal=maal[0], tilstand=maal[1])
    fra, til = date(maaned // 100, maaned % 100, 1), _last_day(maaned)
    return Vaerdi(
        indikator=indikator.kode, enhed=enhed, periodeart=Periodeart.MAANED, fra=fra, til=til, opgjort=til,
        grundlag=indikator.grundlag, antal=maal[0], tilstand=maal[1],
    )  # fmt: skip


def _expected(tal: Tal, opstilling: Opstilling) -> tuple[Forventningsart, str, date]:
    """Return the kind of an expectation, its version, and the day it holds from."""
    aar = opstilling.aar
    if tal.slags is Slags.FORVENTNINGSTAL:
        return Forventningsart.RAMMEMAAL, RAMMEMAAL, date(aar, 1, 1)
    if tal.slags is Slags.PROGNOSE:
        nr = tal.hoved.nr
        return Forventningsart.FORVENTET, f"{nr}. prognose", date(aar, PROGNOSEMAANED.get(nr, 12), 1)
    realised = opstilling.realiseret
    return Forventningsart.FORVENTET, opstilling.version, _last_day(realised) if realised else date(aar, 1, 1)


def _last_day(maaned: int) -> date:
    aar, nr = divmod(maaned, 100)
    return date(aar, nr, monthrange(aar, nr)[1])
