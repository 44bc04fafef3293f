"""Rates per 1.000 pupils of a released cube: the same units above and below the line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plads.cube.frigivet import Frigivet
from plads.cube.snit import columns, kept, own, single_rows
from plads.cube.terning import (
    BLADE,
    DISKRETIONERET,
    HOVED,
    HOVEDINSTITUTIONER,
    KOMMUNER,
    NUL,
    OMRAADE,
    OMRAADER,
    OPLYST,
    Ja,
    Koder,
    Numre,
    Terning,
)
from plads.serier import Periode, Serie, Trin
from plads.tables import Celle
from plads.tilstand import Tilstand

ELEVTAL = "elevtal"
_SEPTEMBER = 8
_HUSKES = 64
_Lang = NDArray[np.int64]


class Del(NamedTuple):
    """What some units add to a rate in each period: four arrays [periode]. Without a pair, both sums are 0."""

    taeller: _Lang
    naevner: _Lang
    mangler: _Lang
    eksempel: Ja

    def plus(self, anden: Del) -> Del:
        """Return the sum of both."""
        return Del(
            self.taeller + anden.taeller,
            self.naevner + anden.naevner,
            self.mangler + anden.mangler,
            self.eksempel | anden.eksempel,
        )


@kept
def pr_1000(  # noqa: PLR0913 which cells, and how far
    t: Frigivet,
    indikator: str,
    enhed: str,
    trin: Trin = Trin.SKOLEAAR,
    *,
    navn: str = "",
    fra: date | None = None,
    til: date | None = None,
) -> Serie:
    """Return an indicator per 1.000 pupils, as floats.

    The pupils are those reported for September of the school year that the period's last month lies in; for a
    calendar year that is the school year that begins in it. A total is Σ numerators ÷ Σ pupils over the units that
    belonged to it that September and have both: those without pupils (institutions, special schools) are in neither.
    Where one of the two is only known for the total itself, its own two figures are used. `mangler` counts what is
    missing above the line, for units that have pupils. Outside the viewer's own scope a rate is the one that was
    released for everybody.
    """
    soejler = columns(t, trin, fra, til)
    u = t.enhed_nr.get(enhed)
    rows = np.array([] if u is None else [u], dtype=np.intp)
    par = _pairs(t, indikator, rows, soejler)
    grunde = _reasons(t, indikator, rows, soejler)
    if par is None:
        return _series(t, navn, soejler, None, grunde, rows)
    row, egne = int(rows[0]), t.intern[rows[0], soejler.start : soejler.stop]
    if egne.all():
        return _series(t, navn, soejler, par.of(row), grunde, rows)
    delt, delte_grunde = _shared(t, t.indikator_nr[indikator], row, soejler)
    dele = _where(egne, par.of(row), delt) if egne.any() else delt
    grunde = [en if eget else anden for eget, en, anden in zip(egne, grunde, delte_grunde, strict=True)]
    return _series(t, navn, soejler, dele, grunde, rows)


def _shared(t: Frigivet, i: int, row: int, soejler: range) -> tuple[Del, list[Tilstand]]:
    """Return a rate as it was released for everybody, and why there is none where there is none."""
    if t.satser is None:
        raise ValueError("uden for eget udsyn skal der være delte satser")
    satser = t.satser.at(np.s_[i, row, soejler.start : soejler.stop])
    skjult = Tilstand.DISKRETIONERET
    grunde = [skjult if kode == DISKRETIONERET else Tilstand.IKKE_RAPPORTERET for kode in satser.tilstand.tolist()]
    return Del(satser.taeller, satser.naevner, satser.mangler.astype(np.int64), satser.eksempel), grunde


@kept
def pr_1000_af(  # noqa: PLR0913 which cells, and how far
    t: Frigivet,
    indikator: str,
    enheder: Sequence[str],
    trin: Trin = Trin.SKOLEAAR,
    *,
    navn: str = "",
    fra: date | None = None,
    til: date | None = None,
) -> Serie:
    """Return the rate of a free set of single units, as `pr_1000` does for a total; ValueError as `sum_af`.

    It is hidden where any unit of the set is hidden outside the viewer's own scope.
    """
    soejler, rows = columns(t, trin, fra, til), single_rows(t, enheder)
    par = _pairs(t, indikator, rows, soejler)
    grunde = _reasons(t, indikator, rows, soejler)
    dele = None if par is None else par.of_set(rows)
    if par is not None and dele is not None and not own(t, rows, soejler, alle=True):
        celler = t.tilstand[t.indikator_nr[indikator], rows, soejler.start : soejler.stop]
        skjult: Ja = (celler == DISKRETIONERET).any(axis=0)
        dele = _where(skjult, par.none(), dele)
        grunde = [Tilstand.DISKRETIONERET if ja else grund for ja, grund in zip(skjult, grunde, strict=True)]
    return _series(t, navn, soejler, dele, grunde, rows)


def september(periode: Periode) -> int:
    """Return the month, by number, whose pupils a period is divided by."""
    sidste = periode.maaneder[-1]
    return sidste - (sidste - _SEPTEMBER + 1) % 12 + 1


class Par:
    """Both figures of every row of a municipality in some periods: arrays [row of the cube's axis, periode]."""

    def __init__(self, t: Terning, taeller: int, naevner: int, kommune: str, soejler: range) -> None:
        """Read the cells of the municipality's rows."""
        self.rows = np.concatenate([t.raekker(kommune, lag) for lag in range(KOMMUNER, BLADE + 1)])
        self.plads = {int(row): nr for nr, row in enumerate(self.rows)}
        maaned = np.array([september(t.perioder[nr]) - t.foerste_maaned for nr in soejler], dtype=np.intp)
        kendt = (maaned >= 0) & (maaned < t.maaneder)
        maaned = np.where(kendt, maaned, 0)
        over, under = np.ix_(self.rows, np.array(soejler, dtype=np.intp)), np.ix_(self.rows, maaned)
        self.taeller, self.naevner = t.antal[taeller][over], t.antal[naevner][under]
        self.mangler, self.eksempel = t.mangler[taeller][over], t.eksempel[taeller][over] | t.eksempel[naevner][under]
        self.har_taeller = _har(t.tilstand[taeller][over])
        self.har_naevner = _har(t.tilstand[naevner][under]) & (self.naevner > 0) & kendt
        self.over = np.where(kendt, t.foraeldre[:, self.rows[:, None], maaned], -1)
        self.lag = np.array([t.enheder[row].lag for row in self.rows])
        self.enkelt = self.lag >= HOVEDINSTITUTIONER
        self.baerer = self._bearers()

    def _bearers(self) -> Ja:
        """Return which single units count: departments where they know both figures, else their main institution."""
        found: Ja = np.repeat(self.enkelt[:, None], self.taeller.shape[1], axis=1)
        for hoved in np.setdiff1d(self.over[HOVED], -1):
            afdelinger = self.over[HOVED] == hoved
            begge = self.known(afdelinger)
            found[self.plads[int(hoved)]] = ~begge
            found &= ~afdelinger | begge
        return found

    def known(self, rows: Ja) -> Ja:
        """Return whether any of some rows has the one figure, and any the other."""
        found: Ja = (rows & self.har_taeller).any(axis=0) & (rows & self.har_naevner).any(axis=0)
        return found

    def sum(self, rows: Ja) -> Del:
        """Return what rows add: pairs only."""
        ventet = rows & self.har_naevner
        par = ventet & self.har_taeller
        return Del(
            np.where(par, self.taeller, 0).sum(axis=0, dtype=np.int64),
            np.where(par, self.naevner, 0).sum(axis=0, dtype=np.int64),
            np.where(ventet, self.mangler, 0).sum(axis=0, dtype=np.int64),
            (par & self.eksempel).any(axis=0),
        )

    def own(self, row: int) -> Del:
        """Return what a row's own two cells say."""
        sted = self.plads[row]
        par = self.har_taeller[sted] & self.har_naevner[sted]
        return Del(
            np.where(par, self.taeller[sted], 0).astype(np.int64),
            np.where(par, self.naevner[sted], 0).astype(np.int64),
            self.mangler[sted].astype(np.int64),
            par & self.eksempel[sted],
        )

    def of(self, row: int) -> Del:
        """Return what a unit or a total has, by its row on the cube's axis."""
        lag = int(self.lag[self.plads[row]])
        if lag == BLADE:
            return self.own(row)
        if lag == KOMMUNER:
            return self._of_municipality(row)
        under = self.over[lag - 1] == row
        return _where(self.known(under), self.sum(under & self.baerer), self.own(row))

    def _of_municipality(self, row: int) -> Del:
        omraader = self.rows[self.lag == OMRAADER].tolist()
        direkte = self.enkelt[:, None] & (self.over[OMRAADE] == -1)
        alle = self.sum(direkte & self.baerer)
        boern = direkte | np.isin(self.rows, omraader)[:, None]
        for omraade in omraader:
            alle = alle.plus(self.of(omraade))
        return _where(self.known(boern), alle, self.own(row))

    def none(self) -> Del:
        """Return a rate of which nothing is known in any period."""
        nul = np.zeros(self.taeller.shape[1], dtype=np.int64)
        return Del(nul, nul, nul, nul.astype(np.bool_))

    def of_set(self, rows: Numre) -> Del:
        """Return what a free set of single units has; a department counts in its main institution if that is there."""
        blade = (self.lag == BLADE) & np.isin(self.rows, rows)
        alle = self.sum(blade[:, None] & ~np.isin(self.over[HOVED], rows))
        for row in np.intersect1d(rows, self.rows[self.lag == HOVEDINSTITUTIONER]):
            alle = alle.plus(self.of(int(row)))
        return alle


def _where(valgt: Ja, en: Del, anden: Del) -> Del:
    return Del(*(np.where(valgt, a, b) for a, b in zip(en, anden, strict=True)))


def _har(tilstand: Koder) -> Ja:
    found: Ja = (tilstand == NUL) | (tilstand == OPLYST)
    return found


def _pairs(t: Frigivet, indikator: str, rows: Numre, soejler: range) -> Par | None:
    """Return both figures of the municipality of some rows; None without any of one of them.

    A page asks for many rates of the same figures in a row: the last ones read are kept with the cube.
    """
    i, e = t.indikator_nr.get(indikator), t.indikator_nr.get(ELEVTAL)
    if i is None or e is None or not rows.size:
        return None
    noegle = i, t.enheder[rows[0]].kommune, soejler
    par = t.husket.get(noegle)
    if not isinstance(par, Par):
        if len(t.husket) >= _HUSKES:
            t.husket.clear()
        par = t.husket[noegle] = Par(t, i, e, noegle[1], soejler)
    return par


def _reasons(t: Frigivet, indikator: str, rows: Numre, soejler: range) -> list[Tilstand]:
    """Return why a period has no rate, where it has none: the figure above the line is missing, or the one below."""
    maaneder = np.array([september(t.perioder[nr]) - t.foerste_maaned for nr in soejler], dtype=np.intp)
    maaneder[maaneder >= t.maaneder] = -1
    over = _best(t, indikator, rows, np.array(soejler, dtype=np.intp))
    under = _best(t, ELEVTAL, rows, maaneder)
    grund = np.where(over != OPLYST, over, under)
    return [Tilstand.DISKRETIONERET if kode == DISKRETIONERET else Tilstand.IKKE_RAPPORTERET for kode in grund]


def _best(t: Frigivet, indikator: str, rows: Numre, soejler: Numre) -> NDArray[np.intp]:
    """Return OPLYST where any row has a number, else hidden where any is hidden, else 0; a column below 0 is none."""
    i = t.indikator_nr.get(indikator)
    if i is None or not rows.size:
        return np.zeros(len(soejler), dtype=np.intp)
    tilstand = np.where(soejler >= 0, t.tilstand[i][np.ix_(rows, soejler)], 0)
    skjult = np.where((tilstand == DISKRETIONERET).any(axis=0), DISKRETIONERET, 0)
    return np.where(_har(tilstand).any(axis=0), OPLYST, skjult)


def _series(  # noqa: PLR0913 which cells, and what they say
    t: Frigivet, navn: str, soejler: range, dele: Del | None, grunde: Sequence[Tilstand], rows: Numre
) -> Serie:
    perioder = t.perioder[soejler.start : soejler.stop]
    if dele is None:
        return Serie(navn, perioder, tuple(grunde), (0,) * len(perioder))
    par = zip(dele.taeller.tolist(), dele.naevner.tolist(), grunde, strict=True)
    vaerdier: tuple[Celle, ...] = tuple(1000 * over / under if under else grund for over, under, grund in par)
    mangler, eksempel = tuple(dele.mangler.tolist()), bool(dele.eksempel.any())
    return Serie(navn, perioder, vaerdier, mangler, eksempel, own(t, rows, soejler))
