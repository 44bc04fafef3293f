"""The months of the cube: who was expected to report, and every total of the month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from plads.cube import hierarki
from plads.cube.hierarki import Led, Organisation, fold
from plads.cube.laes import Egne
from plads.cube.terning import DISKRETIONERET, NUL, OPLYST, Akseenhed, Ja, Koder, Smaa, Tal, foerste_dage

MEST = np.iinfo(np.uint16).max


class Rapportering(NamedTuple):
    """When each unit first and last reported an indicator, as columns: [indikator, enhed]. Never is far ahead."""

    foerste: Tal
    sidste: Tal


class Gyldighed(NamedTuple):
    """The first and the last month (columns, may lie outside the axis) in which each unit exists."""

    foerste: Tal
    sidste: Tal


class Blok(NamedTuple):
    """The cells of some units, totals included: four arrays [indikator, enhed, periode]."""

    antal: Tal
    tilstand: Koder
    mangler: Smaa
    eksempel: Ja

    def at(self, sted: Any) -> Blok:
        """Return what numpy's indexing gives of each array."""
        return Blok(self.antal[sted], self.tilstand[sted], self.mangler[sted], self.eksempel[sted])

    def put(self, sted: Any, celler: Blok) -> None:
        """Write cells where numpy's indexing says."""
        self.antal[sted], self.tilstand[sted] = celler.antal, celler.tilstand
        self.mangler[sted], self.eksempel[sted] = celler.mangler, celler.eksempel


ALDRIG = np.iinfo(np.int32).max


def reporting(tilstand: Koder) -> Rapportering:
    """Return when each unit first and last reported, from states [indikator, enhed, month]."""
    meldt = tilstand > 0
    nogensinde = meldt.any(axis=-1)
    foerste = np.where(nogensinde, meldt.argmax(axis=-1), ALDRIG)
    sidste = np.where(nogensinde, meldt.shape[-1] - 1 - meldt[..., ::-1].argmax(axis=-1), -1)
    return Rapportering(foerste.astype(np.int32), sidste.astype(np.int32))


def validity(enheder: Sequence[Akseenhed], start: int) -> Gyldighed:
    """Return when each unit exists, counted from a first month by number: on the first day of a month."""
    dage = np.array([foerste_dage(e.gyldig_fra, e.gyldig_til) for e in enheder], dtype=np.int32).reshape(-1, 2)
    return Gyldighed(dage[:, 0] - start, dage[:, 1] - start)


def expected(  # noqa: PLR0913 every part of the definition
    meldt: Tal, rapportering: Rapportering, gyldighed: Gyldighed, maaned: int, typer: Tal, typeled: Led
) -> Ja:
    """Return whether a unit was expected to report an indicator in a month: [indikator, enhed].

    It was if it existed on the month's first day, had reported the indicator then or before, and either reported
    it then or later, or others of its type in its municipality reported it that month. One that reported was expected.
    """
    gyldig = (gyldighed.foerste <= maaned) & (maaned <= gyldighed.sidste)
    begyndt = rapportering.foerste <= maaned
    andre = fold(meldt, typeled)[:, typer] > 0
    return (meldt > 0) | (gyldig & begyndt & ((maaned <= rapportering.sidste) | andre))


def fill_months(  # noqa: PLR0913 what the totals rest on
    blok: Blok,
    forventet: Smaa,
    egne: Egne,
    organisation: Organisation,
    rapportering: Rapportering,
    gyldighed: Gyldighed,
    maaneder: Iterable[int],
) -> None:
    """Compute months (columns) in place: totals, missing and expected. Single units' own figures must stand there.

    `egne` is what the rows before the single units had reported themselves.
    """
    knuder = egne.antal.shape[1]
    for maaned in maaneder:
        sted = np.s_[:, :knuder, maaned]
        blok.antal[sted], blok.tilstand[sted], blok.eksempel[sted] = (felt[:, :, maaned] for felt in egne)
        stak = _stack(blok, maaned)
        ventet = expected(
            stak[hierarki.MELDT], rapportering, gyldighed, maaned, organisation.typer, organisation.typeled
        )
        stak[hierarki.FORVENTET] = ventet
        stak[hierarki.MANGLER] = ventet & (stak[hierarki.TAL] == 0)
        hierarki.total(stak, organisation.levels(maaned))
        _unstack(stak, blok, forventet, maaned, knuder)


def _stack(blok: Blok, maaned: int) -> Tal:
    antal, tilstand = blok.antal[:, :, maaned], blok.tilstand[:, :, maaned]
    stak = np.empty((6, *antal.shape), dtype=np.int32)
    stak[hierarki.ANTAL] = antal
    stak[hierarki.TAL] = (tilstand == NUL) | (tilstand == OPLYST)
    stak[hierarki.MELDT] = tilstand > 0
    stak[hierarki.EKSEMPEL] = blok.eksempel[:, :, maaned]
    return stak


def _unstack(stak: Tal, blok: Blok, forventet: Smaa, maaned: int, knuder: int) -> None:
    antal, tal, meldt, eksempel = stak[: hierarki.MANGLER, :, :knuder]
    blok.antal[:, :knuder, maaned] = antal
    blok.tilstand[:, :knuder, maaned] = state(antal, tal > 0, meldt > 0)
    blok.eksempel[:, :knuder, maaned] = eksempel > 0
    blok.mangler[:, :, maaned] = np.minimum(stak[hierarki.MANGLER], MEST)
    forventet[:, :, maaned] = np.minimum(stak[hierarki.FORVENTET], MEST)


def state(antal: Tal, tal: Ja, meldt: Ja) -> Koder:
    """Return the state of totals: a number if any part has one, else hidden if any part is hidden."""
    found: Koder = np.where(tal, np.where(antal > 0, OPLYST, NUL), np.where(meldt, DISKRETIONERET, 0)).astype(np.uint8)
    return found
