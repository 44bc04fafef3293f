"""Release: a cube and a viewer's scope become the cube that viewer may see."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plads.cube.frigivet import SKJULT, Frigivet, Ratedele
from plads.cube.terning import (
    DISKRETIONERET,
    IKKE_RAPPORTERET,
    LAENGERE,
    OMRAADE,
    OMRAADER,
    Ja,
    Koder,
    Smaa,
    Tal,
    Terning,
)
from plads.udsyn import Udsyn

ALT = Udsyn(alt=True)


class Delbar(NamedTuple):
    """What may be shared with anybody, on the axes of a cube: arrays [indikator, enhed, periode].

    Where a cell is not to be shown `antal` is 0 and `tilstand` says hidden or not reported. `taeller` and `naevner`
    make the rates of områder and municipalities; `taeller` is −1 where there is none to show.
    """

    antal: Tal
    tilstand: Koder
    mangler: Smaa
    eksempel: Ja
    taeller: NDArray[np.int64]
    naevner: NDArray[np.int64]


def release(t: Terning, udsyn: Udsyn, delbar: Delbar | None = None) -> Frigivet:
    """Return what a viewer may see of a cube; without `delbar`, nothing but the own scope is shown."""
    if udsyn.alt:
        return Frigivet(**_fields(t), intern=np.broadcast_to(np.True_, t.antal.shape[1:]), rate=None)
    intern = in_scope(t, udsyn)
    shared = delbar if delbar is not None else closed(t)
    egne = intern[: t.knuder, : t.maaneder]
    return Frigivet(
        **_fields(t)
        | {
            "antal": np.where(intern, t.antal, shared.antal),
            "tilstand": np.where(intern, t.tilstand, shared.tilstand),
            "mangler": np.where(intern, t.mangler, shared.mangler),
            "eksempel": np.where(intern, t.eksempel, shared.eksempel),
            "egne_antal": np.where(egne, t.egne_antal, 0),
        },
        intern=intern,
        rate=Ratedele(shared.taeller, shared.naevner),
    )


def closed(t: Terning) -> Delbar:
    """Return the shareable plane in which nothing is shown: what has been reported is hidden."""
    tilstand = np.where(t.tilstand == IKKE_RAPPORTERET, IKKE_RAPPORTERET, DISKRETIONERET).astype(np.uint8)
    skjult = np.full(t.antal.shape, SKJULT, dtype=np.int64)
    return Delbar(np.zeros_like(t.antal), tilstand, t.mangler, t.eksempel, skjult, np.zeros_like(skjult))


def in_scope(t: Terning, udsyn: Udsyn) -> Ja:
    """Return which cells a viewer's own scope holds: [enhed, periode].

    An own område holds itself, and its units in the months they belonged to it; a longer period of a unit that
    moved is in scope only when all its months are. A municipality is a total over others' areas and never is.
    """
    koder = np.array([enhed.kode in udsyn.enheder | udsyn.omraader for enhed in t.enheder], dtype=np.bool_)
    egne = np.flatnonzero([enhed.kode in udsyn.omraader and enhed.lag == OMRAADER for enhed in t.enheder])
    maaneder: Ja = koder[:, None] | np.isin(t.foraeldre[OMRAADE], egne)
    return np.concatenate([maaneder, *(_whole(t, maaneder, soejler) for soejler in _longer(t))], axis=1)


def _longer(t: Terning) -> list[slice]:
    return [t.soejler[trin] for trin in LAENGERE if trin in t.soejler]


def _whole(t: Terning, maaneder: Ja, soejler: slice) -> Ja:
    """Return which longer periods have all their months (those on the axis) in scope: [enhed, periode]."""
    found = []
    for periode in t.perioder[soejler]:
        foerste = max(periode.foerste - t.foerste_maaned, 0)
        found.append(maaneder[:, foerste : periode.maaneder.stop - t.foerste_maaned].all(axis=1))
    return np.stack(found, axis=1)


def _fields(t: Terning) -> dict[str, Any]:
    return {field.name: getattr(t, field.name) for field in fields(Terning)}
