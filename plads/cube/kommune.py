"""One municipality's part of a cube, as a cube of its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from plads.cube.terning import BLADE, KOMMUNER, Terning


def of_municipality(t: Terning, kommune: str) -> Terning:
    """Return the rows of one municipality, on the same axes of indicators and periods; what is kept is copied."""
    rows = np.concatenate([t.raekker(kommune, lag) for lag in range(KOMMUNER, BLADE + 1)])
    # The last place answers for −1, and every row that is left out: no parent.
    nye = np.full(len(t.enheder) + 1, -1, dtype=t.foraeldre.dtype)
    nye[rows] = np.arange(len(rows), dtype=t.foraeldre.dtype)
    knuder = rows[rows < t.knuder]
    return replace(
        t,
        enheder=tuple(t.enheder[row] for row in rows),
        antal=t.antal[:, rows],
        tilstand=t.tilstand[:, rows],
        mangler=t.mangler[:, rows],
        eksempel=t.eksempel[:, rows],
        forventet=t.forventet[:, rows],
        foraeldre=nye[t.foraeldre[:, rows]],
        egne_antal=t.egne_antal[:, knuder],
        egne_tilstand=t.egne_tilstand[:, knuder],
        egne_eksempel=t.egne_eksempel[:, knuder],
    )
