"""What everybody sees: make a release when one is due, store it, hand over the newest (R7, ADR 0027)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from threading import Lock
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from plads.access import Rolle
from plads.cube.terning import Terning
from plads.disclosure.delbar import Delbar
from plads.disclosure.menu import Diskretion
from plads.disclosure.port import ready_months, release
from plads.disclosure.udgave import Udgave, from_bytes
from plads.errors import AccessError
from plads.models.indikator import Indikator
from plads.models.udgivelse import Diskretionsvalg, Udgivelse
from plads.store import reading, transaction
from plads.store.engine import stamp_in

MAA_INDSTILLE = {Rolle.ADMINISTRATOR}
_GANGEN = Lock()


def current(engine: Engine, t: Terning, kommune: str) -> Delbar:
    """Return what everybody may see of a municipality; a release is made first when one is due.

    It is due when the months that are ready change, or the settings do. Corrections inside them wait for it, so that
    no lone difference is ever seen. Of two who make it at once, one stores it and the other takes that. A cube that is
    no longer the newest makes none. A municipality that has reported nothing has no release: all of it is hidden.
    """
    due = _due(engine, t, kommune)
    if due.er_ude:
        return due.delbar
    with _GANGEN:
        due = _due(engine, t, kommune)
        return due.delbar if due.er_ude else _publish(engine, t, due)


def stand(session: Session, kommune: str) -> tuple[int, Diskretion]:
    """Return the number of a municipality's newest release, 0 for none, and what counts as small now."""
    newest = session.exec(select(sa.func.max(col(Udgivelse.nummer))).where(Udgivelse.kommune == kommune)).one()
    return newest or 0, settings(session)


def newest(engine: Engine, kommune: str) -> Delbar:
    """Return what everybody may see of a municipality as it was last released; nothing is worked out."""
    with reading(engine) as session:
        row, aabne = _newest(session, kommune), _open(session)
        return Delbar(kommune, aabne) if row is None else _delbar(row, aabne)


def is_out(engine: Engine, t: Terning, kommune: str) -> bool:
    """Return whether the newest release of a municipality is up to date."""
    return _due(engine, t, kommune).er_ude


def settings(session: Session) -> Diskretion:
    """Return what counts as small."""
    valg = session.exec(select(Diskretionsvalg).order_by(col(Diskretionsvalg.nummer).desc()).limit(1)).first()
    return Diskretion() if valg is None else Diskretion(valg.k, valg.skjul_nul, valg.indviede)


def decide(engine: Engine, d: Diskretion, *, grund: str, bruger: str, rolle: Rolle) -> int:
    """Store what counts as small from now on, with the reason, and return the decision's number.

    Raise AccessError for others than an administrator. What has been hidden before stays hidden.
    """
    if rolle not in MAA_INDSTILLE:
        raise AccessError(f"Rollen «{rolle}» må ikke ændre, hvad der skjules.")
    with transaction(engine) as session:
        nummer = (session.exec(select(sa.func.max(col(Diskretionsvalg.nummer)))).one() or 0) + 1
        valg = Diskretionsvalg(
            nummer=nummer,
            k=d.k,
            skjul_nul=d.skjul_nul,
            indviede=d.indviede,
            grund=grund,
            bruger=bruger,
            rolle=str(rolle),
            tidspunkt=datetime.now(UTC),
        )
        session.add(valg)
    return nummer


class _Due(NamedTuple):
    """The newest release, whether it is up to date, and what a newer one would rest on."""

    delbar: Delbar
    er_ude: bool
    diskretion: Diskretion
    boern: frozenset[str]
    grundlag: str


def _due(engine: Engine, t: Terning, kommune: str) -> _Due:
    with reading(engine) as session:
        d, aabne = settings(session), _open(session)
        boern = frozenset(t.indikator_nr) - aabne
        maaneder = ready_months(t, kommune, boern)
        grundlag = json.dumps({kode: _spans(numre) for kode, numre in maaneder.items() if numre}, sort_keys=True)
        nyeste = _newest(session, kommune)
        if nyeste is None:
            er_ude = grundlag == "{}" or not _is_newest(session, t)
            return _Due(Delbar(kommune, aabne), er_ude, d, boern, grundlag)
        delbar = _delbar(nyeste, aabne)
        er_ude = (delbar.diskretion, nyeste.grundlag) == (d, grundlag) or not _is_newest(session, t)
        return _Due(delbar, er_ude, d, boern, grundlag)


def _publish(engine: Engine, t: Terning, due: _Due) -> Delbar:
    """Make a release and store it, unless somebody has stored one meanwhile, or there are newer data."""
    foer = due.delbar
    udgave = release(t, foer.kommune, due.boern, due.diskretion, foer.udgave)
    with transaction(engine) as session:
        nyeste = _newest(session, foer.kommune)
        if (nyeste.nummer if nyeste else 0) != foer.nummer:
            return foer if nyeste is None else _delbar(nyeste, foer.aabne)
        if not _is_newest(session, t) or settings(session) != due.diskretion:
            return foer
        row = _row(foer.kommune, foer.nummer + 1, due, udgave, t.version[0])
        session.add(row)
        return replace(foer, nummer=row.nummer, tidspunkt=row.tidspunkt, diskretion=due.diskretion, udgave=udgave)


def _row(kommune: str, nummer: int, due: _Due, udgave: Udgave, dataversion: int) -> Udgivelse:
    d = due.diskretion
    return Udgivelse(
        kommune=kommune,
        nummer=nummer,
        dataversion=dataversion,
        tidspunkt=datetime.now(UTC),
        k=d.k,
        skjul_nul=d.skjul_nul,
        indviede=d.indviede,
        grundlag=due.grundlag,
        indhold=udgave.as_bytes(),
    )


def _newest(session: Session, kommune: str) -> Udgivelse | None:
    query = select(Udgivelse).where(Udgivelse.kommune == kommune).order_by(col(Udgivelse.nummer).desc()).limit(1)
    return session.exec(query).first()


def _delbar(row: Udgivelse, aabne: frozenset[str]) -> Delbar:
    d = Diskretion(row.k, row.skjul_nul, row.indviede)
    return Delbar(row.kommune, aabne, row.nummer, row.tidspunkt, d, from_bytes(row.indhold))


def _open(session: Session) -> frozenset[str]:
    """Return the indicators that do not concern children."""
    return frozenset(session.exec(select(Indikator.kode).where(col(Indikator.vedroerer_boern).is_(False))))


def _is_newest(session: Session, t: Terning) -> bool:
    """Return whether a cube is of the store's present data."""
    return t.version == stamp_in(session)


def _spans(numre: Sequence[int]) -> list[str]:
    """Return months (by number) as runs: '2017-08..2022-07'."""
    loeb = (list(gruppe) for _, gruppe in groupby(enumerate(numre), key=lambda par: par[1] - par[0]))
    return [f"{_month(gruppe[0][1])}..{_month(gruppe[-1][1])}" for gruppe in loeb]


def _month(nr: int) -> str:
    return f"{nr // 12}-{nr % 12 + 1:02}"
