"""Build the cube of a data version from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from sqlmodel import Session

from plads.cube.hierarki import Organisation, parents
from plads.cube.laengere import edges, fill_longer
from plads.cube.laes import Akser, Egne, read_axes, read_cells
from plads.cube.maaneder import Blok, Rapportering, fill_months, reporting, validity
from plads.cube.terning import BLADE, Smaa, Tal, Terning, Version, perioder_af
from plads.serier import Periode


class Raa(NamedTuple):
    """A cube in the making: its axes, and arrays that are filled in place."""

    akser: Akser
    perioder: tuple[Periode, ...]
    blok: Blok
    forventet: Smaa
    foraeldre: Tal
    egne: Egne


def build(session: Session, version: Version) -> Terning:
    """Return the cube of everything stored; `version` is the stamp it is known by."""
    raa = _empty(read_axes(session))
    months = len(raa.akser.maaneder)
    if months:
        read_cells(session, raa.akser, Egne(raa.blok.antal, raa.blok.tilstand, raa.blok.eksempel))
        rapportering = reporting(raa.blok.tilstand[:, :, :months])
        keep_own(raa, range(months))
        fill(raa, rapportering, range(months))
    return finished(raa, version)


def keep_own(raa: Raa, maaneder: Sequence[int]) -> None:
    """Copy what the rows before the single units reported themselves in some months (columns), before totals."""
    fra = np.ix_(range(len(raa.egne.antal)), range(raa.egne.antal.shape[1]), maaneder)
    raa.egne.antal[:, :, maaneder] = raa.blok.antal[fra]
    raa.egne.tilstand[:, :, maaneder] = raa.blok.tilstand[fra]
    raa.egne.eksempel[:, :, maaneder] = raa.blok.eksempel[fra]


def _empty(akser: Akser) -> Raa:
    """Return a cube in which nobody has reported anything."""
    months = len(akser.maaneder)
    perioder = perioder_af(akser.maaneder) if months else ()
    form = len(akser.indikatorer), len(akser.enheder)
    knuder = sum(enhed.lag < BLADE for enhed in akser.enheder)
    blok = Blok(
        np.zeros((*form, len(perioder)), np.int32),
        np.zeros((*form, len(perioder)), np.uint8),
        np.zeros((*form, len(perioder)), np.uint16),
        np.zeros((*form, len(perioder)), np.bool_),
    )
    egne = Egne(
        np.zeros((form[0], knuder, months), np.int32),
        np.zeros((form[0], knuder, months), np.uint8),
        np.zeros((form[0], knuder, months), np.bool_),
    )
    foraeldre = parents(akser.enheder, akser.medlemskaber, akser.maaneder)
    return Raa(akser, perioder, blok, np.zeros((*form, months), np.uint16), foraeldre, egne)


def fill(raa: Raa, rapportering: Rapportering, maaneder: Iterable[int]) -> None:
    """Compute the totals of some months (columns) and of every longer period that holds one of them, in place."""
    akser = raa.akser
    organisation = Organisation(akser.enheder, raa.foraeldre)
    gyldighed = validity(akser.enheder, akser.maaneder.start)
    roerte = {akser.maaneder[maaned] for maaned in maaneder}
    columns = sorted(nr - akser.maaneder.start for nr in roerte)
    fill_months(raa.blok, raa.forventet, raa.egne, organisation, rapportering, gyldighed, columns)
    longer = [
        (soejle, periode)
        for soejle, periode in enumerate(raa.perioder)
        if soejle >= len(akser.maaneder) and not roerte.isdisjoint(periode.maaneder)
    ]
    kanter = edges(rapportering, raa.forventet, organisation.kommune)
    for nr, indikator in enumerate(akser.indikatorer):
        fill_longer(raa.blok.at(nr), indikator.art, kanter.at(nr), longer, akser.maaneder)


def finished(raa: Raa, version: Version) -> Terning:
    """Return the cube, its arrays closed for writing."""
    akser = raa.akser
    for felt in (*raa.blok, raa.forventet, raa.foraeldre, *raa.egne):
        felt.setflags(write=False)
    return Terning(
        version, akser.indikatorer, akser.enheder, raa.perioder, *raa.blok, raa.forventet, raa.foraeldre, *raa.egne
    )
