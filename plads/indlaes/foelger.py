"""What each way of storing a file would do, so that the choice between them can be made on figures."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sqlmodel import Session

from plads.indlaes import omfang
from plads.indlaes.fil import Fil
from plads.indlaes.forslag import Forslag
from plads.indlaes.laes import propose
from plads.indlaes.opslag import answered, catalogue
from plads.indlaes.svar import Maade, Svar


class Foelge(NamedTuple):
    """How many rows are new, changed and removed, and how many others stay stored as they are.

    What stays is, for OPDATER, what ERSTAT would remove; for KUN_NYE what the file has another figure for.
    """

    nye: int
    aendrede: int
    fjernes: int
    bliver: int


def consequences(session: Session, fil: Fil, svar: Svar, forslag: Forslag) -> dict[Maade, Foelge]:
    """Return what follows from each way of storing a file; nothing where there is no choice or it is refused."""
    if not forslag.kan_erstatte or forslag.upload is None:
        return {}
    if svar.maade is Maade.KUN_NYE:
        # Only its new rows are left in that proposal.
        svar = replace(svar, maade=Maade.OPDATER)
        forslag = propose(session, fil, svar, forslag.udbytte)
    nye, aendrede = forslag.aendringer["nye"], forslag.aendringer["aendrede"]
    gone = forslag.aendringer["fjernes"] if svar.maade is Maade.ERSTAT else _gone(session, svar, forslag)
    return {
        Maade.ERSTAT: Foelge(nye, aendrede, gone, 0),
        Maade.OPDATER: Foelge(nye, aendrede, 0, gone),
        Maade.KUN_NYE: Foelge(nye, 0, 0, aendrede),
    }


def _gone(session: Session, svar: Svar, forslag: Forslag) -> int:
    """Return how many stored rows would go if the file replaced its period."""
    if forslag.upload is None or forslag.art is None:
        return 0
    katalog = answered(catalogue(session), svar)
    return len(omfang.taken_away(session, forslag.art, forslag.upload.rows, katalog))
