"""The own område of a member of staff: what lies outside it is not theirs to upload (B87)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from sqlmodel import Session, SQLModel, col, select

from plads import text
from plads.errors import AcceptError
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.models.organisation import EnhedNavn, Navneart, Tilknytning, Tilknytningsart
from plads.store import Upload

MEST = 5
# When each unit belonged to the område.
Egne = dict[str, list[tuple[date | None, date | None]]]


def check_own(session: Session, upload: Upload, omraade: str) -> None:
    """Raise AcceptError if any row of an upload lies outside an område, given by its name.

    Rows of a whole municipality (money, plans) are outside every område; an område nobody knows holds nothing.
    """
    egne = _own(session, omraade)
    uden = [row for row in upload.rows if not hasattr(row, "enhed")]
    fremmede = {enhed for enhed, maaned in _places(upload) if not _is_own(egne, enhed, maaned)}
    if uden:
        raise AcceptError(
            f"Filen gælder hele kommunen, og du indlæser kun for området {omraade}. Bed en med adgang til hele "
            "kommunen om at indlæse den. Intet er gemt."
        )
    if fremmede:
        navne = _names(session, sorted(fremmede))
        flere = f" og {len(navne) - MEST} mere" if len(navne) > MEST else ""
        raise AcceptError(
            f"{text.stort(text.opremsning(navne[:MEST]))}{flere} ligger uden for dit område {omraade}. "
            "Tag rækkerne ud af filen, og indlæs den igen. Intet er gemt."
        )


def keep_own(session: Session, udbytte: Udbytte, omraade: str) -> None:
    """Note as problems, by sheet and cell, the rows of a file that lie outside an område, and take them out of it."""
    egne, before = _own(session, omraade), len(udbytte.report.problems)
    rapport = udbytte.report
    inde = [_row_is_own(egne, row) for row in rapport.rows]
    _note(session, udbytte, omraade, [
        (place, getattr(row, "enhed", None)) for place, row, er in zip(rapport.places, rapport.rows, inde, strict=True)
        if not er
    ])  # fmt: skip
    udbytte.report = replace(
        rapport,
        rows=[row for row, er in zip(rapport.rows, inde, strict=True) if er],
        places=[place for place, er in zip(rapport.places, inde, strict=True) if er],
    )
    if udbytte.tal is not None and udbytte.talsted is not None:
        par, hvilket = udbytte.tal.pairs()
        er_egen = np.array([_is_own(egne, enhed, _day(maaned)) for enhed, maaned in par], dtype=np.bool_)[hvilket]
        ude = np.flatnonzero(~er_egen)
        sted = udbytte.talsted
        _note(session, udbytte, omraade, [(sted.place(nr), par[hvilket[nr]][0]) for nr in ude.tolist()])
        udbytte.tal = udbytte.tal.take(er_egen)
        udbytte.talsted = sted._replace(numre=sted.numre[er_egen])
    if len(udbytte.report.problems) > before:
        # The sums are of the whole file, and what is left is not.
        udbytte.summer = {}


def _row_is_own(egne: Egne, row: SQLModel) -> bool:
    ((enhed, maaned),) = _of_rows([row]) or ((None, None),)
    return enhed is not None and _is_own(egne, enhed, maaned)


def _note(session: Session, udbytte: Udbytte, omraade: str, ude: Sequence[tuple[str, str | None]]) -> None:
    navne = _known(session, {enhed for _, enhed in ude if enhed})
    for place, enhed in ude:
        ark, _, celle = place.rpartition(" ")
        hvad = f"{navne.get(enhed, enhed)} ligger" if enhed else "tallet gælder hele kommunen og ligger"
        besked = f"{hvad} uden for dit område {omraade}. Tag rækken ud, eller indlæs uden den."
        udbytte.problem(ark, celle, text.stort(besked), int("".join(filter(str.isdigit, celle)) or 0))


def _own(session: Session, omraade: str) -> Egne:
    """Return the units of an område, each with when it belonged to it; the område itself always does."""
    koder = list(session.exec(select(EnhedNavn.enhed).where(EnhedNavn.navn == omraade)))
    query = select(Tilknytning).where(
        col(Tilknytning.foraelder).in_(koder), Tilknytning.art == Tilknytningsart.OMRAADE
    )
    found: Egne = {kode: [(None, None)] for kode in koder}
    for row in session.exec(query):
        found.setdefault(row.barn, []).append((row.gyldig_fra, row.gyldig_til))
    return found


def _places(upload: Upload) -> Iterable[tuple[str, date | None]]:
    yield from _of_rows(upload.rows)
    if upload.tal is not None:
        yield from ((enhed, _day(maaned)) for enhed, maaned in upload.tal.pairs()[0])


def _of_rows(rows: Sequence[SQLModel]) -> list[tuple[str, date | None]]:
    found = ((getattr(row, "enhed", None), getattr(row, "maaned", None)) for row in rows)
    return [
        (enhed, _day(maaned) if isinstance(maaned, int) else None) for enhed, maaned in found if enhed is not None
    ]


def _day(maaned: int) -> date:
    return date(maaned // 100, maaned % 100, 1)


def _is_own(egne: Egne, enhed: str, maaned: date | None) -> bool:
    """Return whether a unit belonged to the område in a month; at any time, for rows that have none."""
    return any(
        maaned is None or (fra or maaned) <= maaned <= (til or maaned) for fra, til in egne.get(enhed, [])
    )


def _names(session: Session, koder: Sequence[str]) -> list[str]:
    kendte = _known(session, koder)
    return sorted(kendte.get(kode, kode) for kode in koder)


def _known(session: Session, koder: Iterable[str]) -> dict[str, str]:
    """Return the official name of units that have one."""
    query = select(EnhedNavn.enhed, EnhedNavn.navn).where(EnhedNavn.art == Navneart.OFFICIELT)
    return dict(session.exec(query.where(col(EnhedNavn.enhed).in_(list(koder)))).all())
