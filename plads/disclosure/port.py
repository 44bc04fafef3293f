"""The gate: make a release of a municipality's figures (R1 to R8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from plads.cube.indberetning import daekning
from plads.cube.terning import BLADE, DISKRETIONERET, KOMMUNER, NUL, OPLYST, Ja, Koder, Numre, Tal, Terning
from plads.disclosure.gitter import Gitter, lattice
from plads.disclosure.menu import Diskretion
from plads.disclosure.moenster import moenster
from plads.disclosure.revision import safe
from plads.disclosure.satser import rates
from plads.disclosure.udgave import SKJULT, UDE, VIST, Flade, Sted, Udgave, empty
from plads.models.indikator import Indikatorart

# A month is ready when so many of those who were expected to have reported it: a total of a few is their own figures.
_NOK = 0.8
_ALLE = 20


def ready(t: Terning, indikator: str, kommune: str) -> Ja:
    """Return the months of which an indicator can be shown: [month]."""
    meldt, ventet = daekning(t, indikator, kommune)
    found: Ja = (meldt > 0) & (meldt >= _NOK * ventet)
    return found


def ready_months(t: Terning, kommune: str, boern: Collection[str]) -> dict[str, list[int]]:
    """Return the months (by number) that are ready, for each indicator of children. A release is due
    when they change."""
    return {
        kode: (np.flatnonzero(ready(t, kode, kommune)) + t.foerste_maaned).tolist()
        for kode in t.indikator_nr
        if kode in boern
    }


def release(t: Terning, kommune: str, boern: Collection[str], d: Diskretion, foer: Udgave | None = None) -> Udgave:
    """Return a new release of the indicators that concern children; `foer` is the newest one before it."""
    rows = t.raekker(kommune, *range(KOMMUNER, BLADE + 1))
    koder = tuple(kode for kode in t.indikator_nr if kode in boern)
    moden = {kode: ready(t, kode, kommune) for kode in koder}
    slut = max((int(np.flatnonzero(nu)[-1]) + 1 for nu in moden.values() if nu.any()), default=0)
    ud = empty(len(t.indikatorer), len(rows), len(t.perioder))
    perioder = [_on_axis(t, p) for p in range(len(t.perioder))]
    menu, sats_menu = np.zeros((2, *ud.antal.shape), dtype=np.uint8)
    for kode in koder:
        i = t.indikator_nr[kode]
        _reported(t, i, rows, perioder, moden[kode], slut, ud)
        rates(t, i, kommune, ud)
        gitter = lattice(t, i, kommune, moden[kode], slut)
        skjult, kendt = _history(t, i, rows, gitter, foer)
        vist = ~_hidden(gitter, d, skjult | (_everybody(gitter, ud.at(i)) & ~kendt), kendt)
        menu[i], sats_menu[i] = _choices(gitter.celle, vist), _choices(gitter.taeller, vist)
        _show(ud.at(i), menu[i], sats_menu[i], t.antal[i, rows], d.k)
        meldt = moden[kode] & np.isin(t.tilstand[i, rows[0], : t.maaneder], (NUL, OPLYST))
        _running(t.indikatorer[i].art, perioder, meldt, menu[i], ud.at(i))
    valgt = [t.indikator_nr[kode] for kode in koder]
    ny = Udgave(
        koder, tuple(t.enheder[row].kode for row in rows), t.perioder, ud.at(valgt), menu[valgt], sats_menu[valgt]
    )
    return ny if foer is None else replace(ny, tidligere=_no_longer_shown(foer, ny))


def _on_axis(t: Terning, p: int) -> range:
    """Return the columns of a period's months, as far as the axis goes."""
    alle = t.perioder[p].maaneder
    return range(max(alle.start - t.foerste_maaned, 0), min(alle.stop - t.foerste_maaned, t.maaneder))


def _reported(  # noqa: PLR0913 where, and what of it is ready
    t: Terning, i: int, rows: Numre, perioder: Sequence[range], moden: Ja, slut: int, ud: Flade
) -> None:
    """Say of every cell whether anything ready was reported there; until it is shown, that is all there is to say.

    A period that is not over is not hidden: it is not there yet.
    """
    meldt = (t.tilstand[i, rows, : t.maaneder] > 0) & moden
    for p, hele in enumerate(perioder):
        forbi = len(hele) == len(t.perioder[p].maaneder) and hele.stop <= slut
        ud.tilstand[i, :, p] = np.where(meldt[:, hele.start : hele.stop].any(axis=1) & forbi, DISKRETIONERET, 0)
    ud.mangler[i], ud.eksempel[i] = t.mangler[i, rows], t.eksempel[i, rows]


def _hidden(gitter: Gitter, d: Diskretion, skjult: Ja, kendt: Ja) -> Ja:
    """Return the cells that are hidden: [celle]."""
    if not gitter.menu.vaerdi.size:
        return skjult
    return safe(gitter.menu, d, moenster(gitter.menu, d, skjult, kendt), kendt).skjult


def _history(t: Terning, i: int, rows: Numre, gitter: Gitter, foer: Udgave | None) -> tuple[Ja, Ja]:
    """Return the cells that were hidden before, and those whose value has been shown before: [celle] (R7)."""
    skjult, kendt = np.zeros((2, len(gitter.menu.vaerdi)), dtype=np.bool_)
    if foer is None:
        return skjult, kendt
    vist = {*foer.viste.items(), *foer.tidligere}
    for sats, celler in ((False, gitter.celle), (True, gitter.taeller)):
        for u, p in np.argwhere(celler >= 0).tolist():
            sted = Sted(t.indikatorer[i].kode, t.enheder[rows[u]].kode, t.perioder[p], sats)
            celle = int(celler[u, p])
            skjult[celle] |= sted in foer.skjulte
            kendt[celle] |= (sted, int(gitter.menu.vaerdi[celle])) in vist
    return skjult, kendt


def _everybody(gitter: Gitter, ud: Flade) -> Ja:
    """Return the cells that count all pupils of a small place: [celle] (R1)."""
    found = np.zeros(len(gitter.menu.vaerdi), dtype=np.bool_)
    alle = (gitter.taeller >= 0) & (ud.naevner > 0) & (ud.naevner < _ALLE) & (ud.taeller == ud.naevner)
    found[gitter.taeller[alle]] = True
    return found


def _choices(celler: Numre, vist: Ja) -> Koder:
    """Return what is done with the cells of a surface: [enhed, periode]."""
    if not vist.size:
        return np.zeros(celler.shape, dtype=np.uint8)
    found: Koder = np.where(celler < 0, UDE, np.where(vist[celler], VIST, SKJULT)).astype(np.uint8)
    return found


def _show(ud: Flade, menu: Koder, sats_menu: Koder, antal: Tal, k: int) -> None:
    """Put what is shown on an indicator's surface, and take every other rate away, and those of fewer than k (R5)."""
    vist = menu == VIST
    ud.antal[vist] = antal[vist]
    ud.tilstand[vist] = np.where(antal[vist] > 0, OPLYST, NUL)
    skjult = ((sats_menu != VIST) | (ud.naevner < k)) & (ud.sats_tilstand == OPLYST)
    ud.taeller[skjult] = ud.naevner[skjult] = 0
    ud.sats_tilstand[skjult] = DISKRETIONERET


def _running(art: Indikatorart, perioder: Sequence[range], meldt: Ja, menu: Koder, ud: Flade) -> None:
    """Show the city's unfinished periods where all their months so far are shown: anybody could add those up.

    `perioder` are the months (columns) of every column, `meldt` those the city has a number for. The city stands first.
    """
    for p, hele in enumerate(perioder):
        maaneder = hele.start + np.flatnonzero(meldt[hele.start : hele.stop])
        if menu[0, p] != UDE or not maaneder.size:
            continue
        if art is Indikatorart.BEHOLDNING:
            maaneder = maaneder[-1:]
        if (menu[0, maaneder] == VIST).all():
            ud.antal[0, p] = ud.antal[0, maaneder].sum()
            ud.tilstand[0, p] = OPLYST if ud.antal[0, p] else NUL


def _no_longer_shown(foer: Udgave, ny: Udgave) -> frozenset[tuple[Sted, int]]:
    """Return what some earlier release has shown and this one does not."""
    return frozenset({*foer.viste.items(), *foer.tidligere} - ny.viste.items())
