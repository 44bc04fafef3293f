"""Release: a cube and a viewer's scope become the cube that viewer may see."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from plads.cube.frigivet import Frigivet, Satser
from plads.cube.terning import (
    DISKRETIONERET,
    IKKE_RAPPORTERET,
    LAENGERE,
    OMRAADE,
    OMRAADER,
    Ja,
    Terning,
)
from plads.disclosure.udgave import Flade, empty
from plads.udsyn import Udsyn

ALT = Udsyn(alt=True)


def release(t: Terning, udsyn: Udsyn, delbart: Flade | None = None) -> Frigivet:
    """Return what a viewer may see of a cube; `delbart` is what may be shared, on the cube's own axes.

    Without it nothing but the own scope is shown.
    """
    if udsyn.alt:
        return Frigivet(**_fields(t), intern=np.broadcast_to(np.True_, t.antal.shape[1:]), satser=None)
    intern = in_scope(t, udsyn)
    shared = delbart if delbart is not None else closed(t)
    egne = intern[: t.knuder, : t.maaneder]
    return Frigivet(
        **_fields(t)
        | {
            "antal": np.where(intern, t.antal, shared.antal).astype(t.antal.dtype),
            "tilstand": np.where(intern, t.tilstand, shared.tilstand),
            "mangler": np.where(intern, t.mangler, shared.mangler),
            "eksempel": np.where(intern, t.eksempel, shared.eksempel),
            "egne_antal": np.where(egne, t.egne_antal, 0),
        },
        intern=intern,
        satser=Satser(*shared[4:]),
    )


def closed(t: Terning) -> Flade:
    """Return the surface on which nothing is shown: what has been reported is hidden."""
    ud = empty(len(t.indikatorer), len(t.enheder), len(t.perioder))
    meldt = np.where(t.tilstand == IKKE_RAPPORTERET, IKKE_RAPPORTERET, DISKRETIONERET).astype(np.uint8)
    return ud._replace(tilstand=meldt, mangler=t.mangler, eksempel=t.eksempel, sats_tilstand=meldt)


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
