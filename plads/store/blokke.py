"""The journal of a long upload: a month of rows in one packed value, exact enough to put every row back.

A line of text for each of half a million rows would cost more than the rows. The content is JSON in columns,
compressed: labels once, then for each row its indicator, its unit, and count, state and writer before and after.
A state of -1 means that the row was not there.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlmodel import Session, col, select

from plads.models.base import table_of
from plads.models.maanedstal import INTET, TILSTANDE, Ja, Maanedstal, Tal
from plads.models.proveniens import Aendringsblok
from plads.tilstand import Tilstand

NIVEAU = 1


@dataclass(frozen=True, eq=False)
class Blok:
    """Rows of one or more months that were written: as they were and as they are, in the same order.

    Where a row was not there before (or is not there now) its state there is -1. `ejer` is who had written it.
    """

    foer: Maanedstal
    efter: Maanedstal
    ejer: Tal

    def __len__(self) -> int:
        """Return how many rows it tells of."""
        return len(self.ejer)

    @property
    def nye(self) -> Ja:
        """Return which rows are new."""
        return np.equal(self.foer.tilstand, INTET)

    @property
    def fjernede(self) -> Ja:
        """Return which rows are gone."""
        return np.equal(self.efter.tilstand, INTET)

    @property
    def aendrede(self) -> Ja:
        """Return which rows have another figure or state than before."""
        return ~(self.nye | self.fjernede)

    def take(self, which: Tal | Ja | slice) -> Blok:
        """Return some of the rows."""
        return Blok(self.foer.take(which), self.efter.take(which), self.ejer[which])

    def reversed(self, nummer: int) -> Blok:
        """Return what undoes it: from what an upload wrote back to what was there."""
        return Blok(self.efter, self.foer, np.where(self.fjernede, INTET, nummer))


def keep(session: Session, nummer: int, blok: Blok) -> None:
    """Write the journal of an upload, month by month; the rows must be in order."""
    rows = [
        {"indlaesning": nummer, "maaned": maaned, "antal": len(part), "indhold": _packed(part)}
        for maaned, part in by_month(blok)
    ]
    if rows:
        session.execute(sa.insert(table_of(Aendringsblok)), rows)


def by_month(blok: Blok) -> Iterator[tuple[int, Blok]]:
    """Give the rows of each month; they must be in order."""
    starts = np.flatnonzero(np.diff(blok.efter.maaned, prepend=INTET))
    for start, end in zip(starts, [*starts[1:], len(blok)], strict=True):
        yield int(blok.efter.maaned[start]), blok.take(slice(start, end))


def _packed(blok: Blok) -> bytes:
    rows = blok.efter
    said: dict[str, Any] = {
        "tilstande": [str(tilstand) for tilstand in TILSTANDE],
        "indikatorer": rows.indikatorer,
        "enheder": rows.enheder,
        "indikator": rows.indikator.tolist(),
        "enhed": rows.enhed.tolist(),
    }
    for name, part in (("foer", blok.foer), ("efter", blok.efter)):
        if (part.tilstand != INTET).any():
            said[name] = {"antal": part.antal.tolist(), "tilstand": part.tilstand.tolist()}
    if (blok.ejer != INTET).any():
        said["ejer"] = blok.ejer.tolist()
    return zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), NIVEAU)


def read(session: Session, nummer: int) -> Iterator[Blok]:
    """Give the journal of an upload, month by month."""
    query = select(Aendringsblok.maaned).where(Aendringsblok.indlaesning == nummer).order_by(col(Aendringsblok.maaned))
    for maaned in session.exec(query).all():
        yield _one(session, nummer, maaned)


def written(session: Session, uploads: Sequence[int], maaneder: Iterable[int]) -> Iterator[tuple[int, Blok]]:
    """Give what some uploads wrote in some months, each with the upload's number, the newest first."""
    query = (
        select(Aendringsblok.indlaesning, Aendringsblok.maaned)
        .where(col(Aendringsblok.indlaesning).in_(uploads), col(Aendringsblok.maaned).in_(list(maaneder)))
        .order_by(col(Aendringsblok.indlaesning).desc())
    )
    for nummer, maaned in session.exec(query).all():
        yield nummer, _one(session, nummer, maaned)


def _one(session: Session, nummer: int, maaned: int) -> Blok:
    # One at a time: together they may be as large as the upload.
    query = select(Aendringsblok.indhold).where(Aendringsblok.indlaesning == nummer, Aendringsblok.maaned == maaned)
    return _unpacked(maaned, session.exec(query).one())


def _unpacked(maaned: int, indhold: bytes) -> Blok:
    said = json.loads(zlib.decompress(indhold))
    length = len(said["enhed"])
    none = [INTET] * length
    states = np.array([TILSTANDE.index(Tilstand(word)) for word in said["tilstande"]] + [INTET], np.int64)

    def rows(name: str) -> Maanedstal:
        part = said.get(name, {"antal": none, "tilstand": none})
        return Maanedstal(
            tuple(said["indikatorer"]),
            tuple(said["enheder"]),
            np.full(length, maaned, np.int64),
            np.array(said["indikator"], np.int64),
            np.array(said["enhed"], np.int64),
            np.array(part["antal"], np.int64),
            states[np.array(part["tilstand"], np.int64)],
        )

    return Blok(rows("foer"), rows("efter"), np.array(said.get("ejer", none), np.int64))
