"""The municipality's own PowerPoint template: taken in behind the guard, kept in the store, taken away again."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Engine
from sqlmodel import Session

from plads.access import Bruger, Handling, may
from plads.errors import AccessError, ExportError
from plads.ingest.regneark.fil.vagt import MB, Graenser, unpacks_safely
from plads.models.skabelonfil import Skabelonfil
from plads.moede.ord import checked
from plads.store import transaction

PPTX = "pptx"
ENDELSER = ("pptx", "potx")
# A municipality's template carries pictures; nothing of them is drawn here.
GRAENSER = Graenser(bytes=10 * MB, udpakket=120 * MB, forhold=200, dele=1000)
FARLIG = "Skabelonen er for stor eller beskadiget. Gem den igen som .pptx i PowerPoint, højst 10 MB, og prøv igen."


class Skabelon(NamedTuple):
    """The template in use: what its file is called, and who chose it when."""

    filnavn: str
    bruger: str
    tidspunkt: datetime


def take_in(engine: Engine, content: bytes, filnavn: str, bruger: Bruger) -> None:
    """Keep a template for all presentations from now on; raise AccessError, ExportError or TekstError.

    Opening a file may cost much: call it in a process of its own, with limits.
    """
    from plads.report.forlaeg import emptied

    _allowed(bruger)
    navn = checked("filnavn", filnavn)
    if len(content) > GRAENSER.bytes or not unpacks_safely(content, GRAENSER):
        raise ExportError(FARLIG)
    indhold = emptied(content)
    with transaction(engine) as session:
        session.merge(
            Skabelonfil(
                slags=PPTX,
                filnavn=navn,
                indhold=indhold,
                sha256=hashlib.sha256(indhold).hexdigest(),
                bruger=bruger.navn,
                tidspunkt=datetime.now(UTC),
            )
        )


def forget(engine: Engine, bruger: Bruger) -> None:
    """Go back to the looks of the house; raise AccessError."""
    _allowed(bruger)
    with transaction(engine) as session:
        row = session.get(Skabelonfil, PPTX)
        if row is not None:
            session.delete(row)


def in_use(session: Session) -> Skabelon | None:
    """Return which template presentations follow, None for that of the house."""
    row = session.get(Skabelonfil, PPTX)
    return Skabelon(row.filnavn, row.bruger, row.tidspunkt) if row else None


def content(session: Session) -> bytes | None:
    """Return the template itself, None for that of the house."""
    row = session.get(Skabelonfil, PPTX)
    return row.indhold if row else None


def _allowed(bruger: Bruger) -> None:
    if not may(bruger, Handling.VAELGE_SKABELON):
        raise AccessError
