"""What was decided at a meeting: noted, changed, ticked off, and read for the committee's next set."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from plads.access import Bruger
from plads.models.moede import Beslutning
from plads.moede.arkiv import changing, next_number
from plads.moede.ord import TekstError, checked


class BeslutningRow(NamedTuple):
    """Something decided."""

    nummer: int
    dias: str
    tekst: str
    ansvarlig: str
    frist: date | None
    udfoert: bool


def decide(engine: Engine, nummer: int, bruger: Bruger, row: BeslutningRow) -> None:
    """Store a decision: a new one where its number is 0, else the changed one. Raise TekstError for an empty one."""
    tekst, ansvarlig = checked("tekst", row.tekst), checked("ansvarlig", row.ansvarlig)
    if not tekst:
        raise TekstError("Skriv, hvad der er besluttet, og gem igen.")
    with changing(engine, nummer, bruger) as aabent:
        kendt = aabent.session.get(Beslutning, row.nummer) if row.nummer else None
        found = kendt or Beslutning(
            nummer=next_number(aabent.session, col(Beslutning.nummer)), saet=nummer, tekst="", bruger=bruger.navn,
            tidspunkt=datetime.now(UTC),
        )  # fmt: skip
        found.dias, found.tekst, found.ansvarlig = row.dias[:120], tekst, ansvarlig
        found.frist, found.udfoert = row.frist, row.udfoert
        aabent.session.add(found)


def decisions(session: Session, nummer: int) -> list[BeslutningRow]:
    """Return what was decided at a meeting, in the order it was noted."""
    query = select(Beslutning).where(Beslutning.saet == nummer).order_by(col(Beslutning.nummer))
    return [BeslutningRow(b.nummer, b.dias, b.tekst, b.ansvarlig, b.frist, b.udfoert) for b in session.exec(query)]
