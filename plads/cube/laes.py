"""Read the cube's axes and its months from the tables, month by month, as columns of numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

import numpy as np
import sqlalchemy as sa
from sqlmodel import Session, col, select

from plads.cube.terning import (
    ARTER,
    BLADE,
    DISKRETIONERET,
    HOVEDINSTITUTIONER,
    IKKE_RAPPORTERET,
    KLYNGER,
    KOMMUNER,
    NUL,
    OMRAADER,
    OPLYST,
    Akseenhed,
    Akseindikator,
    Ja,
    Koder,
    Numre,
    Tal,
    aar_maaned,
    foerste_dage,
    nr_af,
)
from plads.models.indikator import Aktivitet, Indikator, Indikatorart
from plads.models.organisation import Enhed, Enhedstype, Tilknytning, Tilknytningsart
from plads.models.proveniens import Indlaesning
from plads.tilstand import Tilstand

_SKEL = "\x1f"
_LAG = {Enhedstype.KOMMUNE: KOMMUNER, Enhedstype.OMRAADE: OMRAADER, Enhedstype.KLYNGE: KLYNGER}
# Plain columns: an object per unit costs more than all the rest of reading a small store.
_UNITS = sa.select(col(Enhed.kode), col(Enhed.type), col(Enhed.kommune), col(Enhed.gyldig_fra), col(Enhed.gyldig_til))
_EKSEMPEL = 4
_ANTAL = 8


class Medlemskab(NamedTuple):
    """A child's parent of one kind, from the first to the last month (by number) whose first day it covers."""

    barn: str
    art: Tilknytningsart
    foraelder: str
    foerste: int
    sidste: int


class Akser(NamedTuple):
    """What the tables say the axes are; `maaneder` are by number, empty without any data."""

    indikatorer: tuple[Akseindikator, ...]
    enheder: tuple[Akseenhed, ...]
    medlemskaber: tuple[Medlemskab, ...]
    maaneder: range


class Egne(NamedTuple):
    """What units reported themselves: three arrays [indikator, enhed, month]."""

    antal: Tal
    tilstand: Koder
    eksempel: Ja


def read_axes(session: Session) -> Akser:
    """Return the axes: every unit, the indicators that have data and add up, the months from first to last."""
    medlemskaber = _memberships(session)
    hoved = {m.foraelder for m in medlemskaber if m.art is Tilknytningsart.HOVEDINSTITUTION}
    enheder = sorted(
        (_akseenhed(*row, hoved) for row in session.connection().execute(_UNITS)),
        key=lambda enhed: (enhed.lag, enhed.kommune, enhed.kode),
    )
    kendte = session.exec(
        select(Indikator)
        .where(col(Indikator.art) != Indikatorart.ANDEL)
        .order_by(col(Indikator.orden), col(Indikator.kode))
    ).all()
    koder = {indikator.kode for indikator in kendte}
    grupper = [gruppe for gruppe in _groups(session) if gruppe[1] in koder]
    brugte = {indikator for _, indikator in grupper}
    return Akser(
        tuple(Akseindikator(i.kode, i.art) for i in kendte if i.kode in brugte),
        tuple(enheder),
        medlemskaber,
        range(nr_af(grupper[0][0]), nr_af(grupper[-1][0]) + 1) if grupper else range(0),
    )


def _akseenhed(  # noqa: PLR0913 one row
    kode: str, slags: Enhedstype, kommune: str | None, fra: date | None, til: date | None, hoved: set[str]
) -> Akseenhed:
    samler = slags is Enhedstype.HOVEDINSTITUTION or kode in hoved
    lag = _LAG.get(slags, HOVEDINSTITUTIONER if samler else BLADE)
    return Akseenhed(kode, slags, kommune or kode, lag, fra, til)


def _memberships(session: Session) -> tuple[Medlemskab, ...]:
    rows = session.connection().execute(
        sa.select(
            col(Tilknytning.barn),
            col(Tilknytning.art),
            col(Tilknytning.foraelder),
            col(Tilknytning.gyldig_fra),
            col(Tilknytning.gyldig_til),
        ).where(col(Tilknytning.art).in_(ARTER))
    )
    return tuple(Medlemskab(barn, art, over, *foerste_dage(fra, til)) for barn, art, over, fra, til in rows)


def _groups(session: Session) -> Iterator[tuple[int, str]]:
    """Give every (month, indicator) that has rows, jumping from one to the next in the primary key."""
    maaned, indikator = col(Aktivitet.maaned), col(Aktivitet.indikator)
    naeste = sa.select(maaned, indikator).order_by(maaned, indikator).limit(1)
    sidst = sa.tuple_(sa.bindparam("m", type_=sa.Integer), sa.bindparam("i", type_=sa.String))
    efter = naeste.where(sa.tuple_(maaned, indikator) > sidst)
    connection = session.connection()
    fundet = connection.execute(naeste).first()
    while fundet is not None:
        yield fundet[0], fundet[1]
        fundet = connection.execute(efter, {"m": fundet[0], "i": fundet[1]}).first()


def read_cells(session: Session, akser: Akser, egne: Egne, maaneder: Collection[int] | None = None) -> None:
    """Fill in what was reported, in all months or in some by number. The cells must be 0 beforehand.

    The database joins a month's column into one text: that is several times faster than a Python object per
    value, and most months list the very same units as the month before.
    """
    indikator_nr = {indikator.kode: nr for nr, indikator in enumerate(akser.indikatorer)}
    enhed_nr = {enhed.kode: nr for nr, enhed in enumerate(akser.enheder)}
    kendte: dict[str, tuple[str, Numre]] = {}
    for aarmaaned, indikator, enheder, koder in session.connection().execute(_columns(session, maaneder)):
        if indikator not in indikator_nr:
            continue
        if indikator not in kendte or kendte[indikator][0] != enheder:
            nrs = np.fromiter(map(enhed_nr.__getitem__, enheder.split(_SKEL)), dtype=np.intp)
            kendte[indikator] = (enheder, nrs)
        sted = indikator_nr[indikator], kendte[indikator][1], nr_af(aarmaaned) - akser.maaneder.start
        _decode(np.fromstring(koder, dtype=np.int64, sep=","), sted, egne)


def _decode(koder: np.ndarray[tuple[int], np.dtype[np.int64]], sted: tuple[int, Numre, int], egne: Egne) -> None:
    antal, tilstand = koder // _ANTAL, koder & OPLYST | koder & NUL
    egne.antal[sted] = antal
    egne.tilstand[sted] = np.where((tilstand == OPLYST) & (antal == 0), NUL, tilstand)
    egne.eksempel[sted] = koder & _EKSEMPEL > 0


def _columns(session: Session, maaneder: Collection[int] | None) -> sa.Select[int, str, str, str]:
    maaned, indikator = col(Aktivitet.maaned), col(Aktivitet.indikator)
    query = sa.select(
        maaned,
        indikator,
        sa.func.aggregate_strings(col(Aktivitet.enhed), _SKEL),
        sa.func.aggregate_strings(sa.cast(_code(session), sa.Text), ","),
    ).group_by(maaned, indikator)
    return query if maaneder is None else query.where(maaned.in_([aar_maaned(nr) for nr in sorted(maaneder)]))


def _code(session: Session) -> sa.ColumnElement[int]:
    """Return the number that holds a row's value, its state and whether it is made up."""
    tilstand = sa.case(
        (col(Aktivitet.tilstand).in_([t for t in Tilstand if t.har_tal]), OPLYST),
        (col(Aktivitet.tilstand) == Tilstand.DISKRETIONERET, DISKRETIONERET),
        else_=IKKE_RAPPORTERET,
    )
    kode = sa.func.coalesce(col(Aktivitet.antal), 0) * sa.literal(_ANTAL, sa.BigInteger()) + tilstand
    opdigtede = session.exec(select(Indlaesning.nummer).where(col(Indlaesning.eksempel))).all()
    if not opdigtede:
        return kode
    meldt = tilstand != IKKE_RAPPORTERET
    return kode + sa.case((meldt & col(Aktivitet.indlaesning).in_(opdigtede), _EKSEMPEL), else_=0)
