"""How fresh the data are: which months and years have come, which are missing, and when the next are due.

A period's figures are due on the 5th of the month after. A kind of data is expected from its first period to at
most twelve months after its last; a kind that stopped longer ago is told in one line and not held against anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from plads.filters import Filter
from plads.models.indikator import Forventningstal, Trintal
from plads.models.oekonomi import Opfoelgningstal, Postering
from plads.models.organisation import Enhed
from plads.models.plan import Plan
from plads.serier import Periode, Trin, maaned_nr, maaned_start

FRISTDAG = 5
AAR = 12


class Slags(StrEnum):
    """A kind of data that comes again and again."""

    AKTIVITET = "aktivitet"
    SAGER = "sager"
    ELEVTAL = "elevtal"
    POSTERINGER = "posteringer"
    FORVENTNINGSTAL = "forventningstal"
    BUDGETOPFOELGNING = "budgetopfølgning"

    @property
    def trin(self) -> Trin:
        """Return how long its periods are."""
        return Trin.AAR if self in _FRISTMAANED else Trin.MAANED


# The month of the year after which a year's figures are due: the first forecast is made in May, the first
# follow-up at the end of March.
_FRISTMAANED = {Slags.FORVENTNINGSTAL: 5, Slags.BUDGETOPFOELGNING: 3}


class Friskhed(StrEnum):
    """What can be said of a period's figures."""

    INDLAEST = "indlæst"
    MANGLER = "mangler"
    FORSINKET = "forsinket"
    VENTES = "ventes"


class Felt(NamedTuple):
    """One period of one kind. `mangler` is where the figures are missing, empty when that is everywhere or nowhere."""

    slags: Slags
    periode: Periode
    tilstand: Friskhed
    frist: date
    mangler: str = ""


class Kalender(NamedTuple):
    """One kind's periods, oldest first. `ophoert` means that nothing has come for more than a year."""

    slags: Slags
    felter: tuple[Felt, ...]
    seneste: Periode
    ophoert: bool


def reported(session: Session, valg: Filter) -> dict[Slags, set[int]]:
    """Return the periods the plan's municipality has figures for, by kind, as number of their first month.

    Monthly counts are not among them: they are read from the cube.
    """
    own = select(Plan.kommune).where(Plan.kode == valg.plan)
    of_own = col(Enhed.kommune).in_(own) | col(Enhed.kode).in_(own)
    cases = sa.select(col(Trintal.maaned)).join(Enhed, col(Enhed.kode) == Trintal.enhed).where(of_own)
    expected = sa.select(col(Forventningstal.aar)).join(Enhed, col(Enhed.kode) == Forventningstal.enhed).where(of_own)
    # Period 13 holds what is booked after the year has ended.
    booked = sa.select(col(Postering.aar), col(Postering.periode)).where(
        col(Postering.kommune).in_(own), col(Postering.periode) <= AAR
    )
    follow_up = sa.select(col(Opfoelgningstal.aar)).where(col(Opfoelgningstal.kommune).in_(own))
    return {
        Slags.SAGER: {nr // 100 * AAR + nr % 100 - 1 for (nr,) in session.execute(cases.distinct())},
        Slags.POSTERINGER: {aar * AAR + nr - 1 for aar, nr in session.execute(booked.distinct())},
        Slags.FORVENTNINGSTAL: {aar * AAR for (aar,) in session.execute(expected.distinct())},
        Slags.BUDGETOPFOELGNING: {aar * AAR for (aar,) in session.execute(follow_up.distinct())},
    }


def due(slags: Slags, periode: Periode) -> date:
    """Return the day a period's figures should have come."""
    last = periode.foerste + _FRISTMAANED[slags] - 1 if slags in _FRISTMAANED else periode.foerste
    return maaned_start(last + 1).replace(day=FRISTDAG)


def calendar(
    slags: Slags, meldt: Collection[int], i_dag: date, mangler: Mapping[int, str] | None = None
) -> Kalender | None:
    """Return what can be said of each period of a kind; None when nothing ever came.

    `meldt` are the periods that have figures; `mangler` says where some are missing in those.
    """
    if not meldt:
        return None
    trin, last = slags.trin, max(meldt)
    expected = [nr for nr in _until(slags, meldt, i_dag) if nr in meldt or _is_expected(slags, nr, meldt)]
    coming = [nr for nr in expected if nr > last]
    first_missing = Periode(coming[0] if coming else last + AAR, trin)
    stopped = maaned_nr(i_dag) > maaned_nr(due(slags, first_missing)) + AAR
    felter = tuple(
        _felt(slags, Periode(nr, trin), meldt, i_dag, (mangler or {}).get(nr, ""))
        for nr in expected
        if not stopped or nr <= last
    )
    return Kalender(slags, felter, Periode(last, trin), stopped)


def _until(slags: Slags, meldt: Collection[int], i_dag: date) -> range:
    """Return the periods from the first to this one, or to a year after the last, whichever comes first."""
    step = AAR if slags.trin is Trin.AAR else 1
    last = max(meldt)
    return range(min(meldt), max(min(maaned_nr(i_dag), last + AAR), last) + 1, step)


def _is_expected(slags: Slags, nr: int, meldt: Collection[int]) -> bool:
    """Return whether figures should come: of a stock only in the months it was counted the year before."""
    return slags is not Slags.ELEVTAL or nr - AAR in meldt


def _felt(slags: Slags, periode: Periode, meldt: Collection[int], i_dag: date, mangler: str) -> Felt:
    frist = due(slags, periode)
    if periode.foerste in meldt and not mangler:
        state = Friskhed.INDLAEST
    elif i_dag <= frist:
        state = Friskhed.VENTES
    else:
        state = Friskhed.MANGLER if periode.foerste <= max(meldt) else Friskhed.FORSINKET
    return Felt(slags, periode, state, frist, mangler)
