"""Patch the cube after an upload: only the months it touched, and the longer periods that hold them."""

from __future__ import annotations

import numpy as np
import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from plads.cube.byg import Raa, build, fill, finished, keep_own
from plads.cube.hierarki import parents
from plads.cube.laes import Egne, read_axes, read_cells
from plads.cube.maaneder import Blok, Rapportering, reporting
from plads.cube.terning import Koder, Terning, Version, nr_af
from plads.models.indikator import Aktivitet, Indikator
from plads.models.organisation import Enhed, Tilknytning
from plads.models.proveniens import Aendring, Aendringsblok, Indlaesning

_AKSER = [str(model.__tablename__) for model in (Enhed, Tilknytning, Indikator)]
_AAR_MAANED = 6


def touched(session: Session, since: int) -> set[int] | None:
    """Return the months (ÅÅÅÅMM) that uploads after number `since` wrote to.

    None when they wrote to the organisation or the indicators, or when the store is older than `since`: then the
    cube must be built anew.
    """
    newest = session.exec(select(func.max(Indlaesning.nummer))).one() or 0
    later = col(Aendring.indlaesning) > since
    akser = session.exec(select(Aendring.nr).where(later, col(Aendring.tabel).in_(_AKSER)).limit(1)).first()
    if newest < since or akser is not None:
        return None
    maaned = sa.func.substr(Aendring.noegle, 1, _AAR_MAANED)
    query = sa.select(maaned).where(later, col(Aendring.tabel) == str(Aktivitet.__tablename__)).distinct()
    packed = sa.select(col(Aendringsblok.maaned)).where(col(Aendringsblok.indlaesning) > since).distinct()
    connection = session.connection()
    return {int(tekst) for (tekst,) in connection.execute(query)} | set(connection.scalars(packed))


def patch(session: Session, old: Terning, version: Version, maaneder: set[int]) -> Terning:
    """Return the cube of `version` where only `maaneder` (ÅÅÅÅMM) differ from `old`, which is left as it is.

    Equal to a cube built anew, cell by cell. Builds anew when an axis has changed, or when the store is not the one
    that `old` was made from.
    """
    akser = read_axes(session)
    start = old.foerste_maaned
    same = akser.maaneder == range(start, start + old.maaneder) and _is_ancestor(session, old.version)
    if not old.maaneder or not same or (akser.indikatorer, akser.enheder) != (old.indikatorer, old.enheder):
        return build(session, version)
    foraeldre = parents(akser.enheder, akser.medlemskaber, akser.maaneder)
    if not (foraeldre == old.foraeldre).all():
        return build(session, version)
    raa = Raa(
        akser,
        old.perioder,
        Blok(old.antal.copy(), old.tilstand.copy(), old.mangler.copy(), old.eksempel.copy()),
        old.forventet.copy(),
        foraeldre,
        Egne(old.egne_antal.copy(), old.egne_tilstand.copy(), old.egne_eksempel.copy()),
    )
    columns = {nr_af(maaned) - start for maaned in maaneder} & set(range(old.maaneder))
    before = _own_reporting(raa)
    _read_again(session, raa, columns)
    after = _own_reporting(raa)
    fill(raa, after, columns | _expectations_changed(before, after, old.maaneder))
    return finished(raa, version)


def _is_ancestor(session: Session, version: Version) -> bool:
    """Return whether the store holds the upload that a cube was made after: a restored copy may not."""
    entry = session.get(Indlaesning, version[0])
    return entry is not None and entry.tidspunkt.isoformat() == version[1]


def _read_again(session: Session, raa: Raa, columns: set[int]) -> None:
    """Put what units reported themselves into some months, in place of what stood there."""
    for felt in (raa.blok.antal, raa.blok.tilstand, raa.blok.eksempel):
        felt[:, :, sorted(columns)] = 0
    numre = {raa.akser.maaneder[column] for column in columns}
    read_cells(session, raa.akser, Egne(raa.blok.antal, raa.blok.tilstand, raa.blok.eksempel), numre)
    keep_own(raa, sorted(columns))


def _own_reporting(raa: Raa) -> Rapportering:
    """Return when each unit first and last reported itself, totals left out."""
    months = len(raa.akser.maaneder)
    tilstand: Koder = raa.blok.tilstand[:, :, :months].copy()
    tilstand[:, : raa.egne.tilstand.shape[1]] = raa.egne.tilstand
    return reporting(tilstand)


def _expectations_changed(before: Rapportering, after: Rapportering, months: int) -> set[int]:
    """Return the months in which a unit's expectation may differ, because it first or last reported another month."""
    skift = np.zeros(months + 1, dtype=np.int64)
    for da, nu in zip(before, after, strict=True):
        flyttet = da != nu
        fra, til = np.minimum(da, nu)[flyttet], np.maximum(da, nu)[flyttet]
        np.add.at(skift, np.maximum(fra, 0), 1)
        np.add.at(skift, np.minimum(til, months - 1) + 1, -1)
    return set(np.flatnonzero(skift.cumsum() > 0).tolist())
