"""Rates per 1.000 pupils, as what stands above and below the line."""

from __future__ import annotations

import numpy as np

from plads.cube.rater import ELEVTAL, Par
from plads.cube.terning import BLADE, IKKE_RAPPORTERET, KOMMUNER, OMRAADE, OMRAADER, OPLYST, Ja, Terning
from plads.disclosure.udgave import Flade
from plads.serier import Trin

LANGE = (Trin.AAR, Trin.SKOLEAAR)


def columns(t: Terning, trin: Trin) -> range:
    """Return the columns of a length of period."""
    soejler = t.soejler.get(trin, slice(0, 0))
    return range(soejler.start, soejler.stop)


def pairs(t: Terning, i: int, kommune: str, soejler: range) -> Par | None:
    """Return the figures above and below the line of an indicator (by its row); None without pupils."""
    elever = t.indikator_nr.get(ELEVTAL)
    return None if elever is None or not soejler else Par(t, i, elever, kommune, soejler)


def rates(t: Terning, i: int, kommune: str, ud: Flade) -> None:
    """Put the true rates of an indicator on a surface whose rows are the municipality's."""
    for trin in LANGE:
        soejler = columns(t, trin)
        par = pairs(t, i, kommune, soejler)
        if par is None:
            continue
        for nr, row in enumerate(par.rows.tolist()):
            del_, sted = par.of(row), (i, nr, slice(soejler.start, soejler.stop))
            ud.taeller[sted], ud.naevner[sted] = del_.taeller, del_.naevner
            ud.sats_tilstand[sted] = np.where(del_.naevner > 0, OPLYST, IKKE_RAPPORTERET)
            ud.sats_mangler[sted], ud.sats_eksempel[sted] = del_.mangler, del_.eksempel


def numerators(par: Par) -> Ja:
    """Return which rows' own cells each row's numerator adds up: [row, row, periode].

    As `Par` says: units that have pupils, a main institution or its departments, else a total's own.
    """
    har = par.har_taeller & par.har_naevner
    dele = np.zeros((len(par.rows), *har.shape), dtype=np.bool_)
    for nr in np.argsort(-par.lag, kind="stable").tolist():
        row, lag = int(par.rows[nr]), int(par.lag[nr])
        selv = np.zeros_like(har)
        selv[nr] = har[nr]
        if lag == BLADE:
            dele[nr] = selv
        elif lag == KOMMUNER:
            dele[nr] = _of_municipality(par, har, dele, selv)
        else:
            under = par.over[lag - 1] == row
            dele[nr] = np.where(par.known(under), under & par.baerer & har, selv)
    return dele


def _of_municipality(par: Par, har: Ja, dele: Ja, selv: Ja) -> Ja:
    omraader = par.lag == OMRAADER
    direkte = par.enkelt[:, None] & (par.over[OMRAADE] == -1)
    alle: Ja = (direkte & par.baerer & har) | dele[omraader].any(axis=0)
    found: Ja = np.where(par.known(direkte | omraader[:, None]), alle, selv)
    return found
