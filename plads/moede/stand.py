"""How a frozen set stands to the data of now: it holds, newer figures exist, or data behind it were withdrawn."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Session, col, select

from plads import text
from plads.dias import Frosset
from plads.models.proveniens import Indlaesning
from plads.store.engine import stamp_in


class Stand(StrEnum):
    """What a link to a frozen set says about it."""

    GAELDENDE = "gældende"
    NYERE = "nyere tal findes"
    TRUKKET = "data er trukket tilbage"


def state(session: Session, saet: Frosset) -> Stand:
    """Return how a frozen set stands. Withdrawn weighs most: one of the uploads behind it has been undone since."""
    fortrudt = select(Indlaesning.fortryder).where(
        col(Indlaesning.fortryder).is_not(None), col(Indlaesning.nummer) > saet.dataversion
    )
    bag = select(Indlaesning.kvittering).where(col(Indlaesning.nummer).in_(fortrudt))
    if set(session.exec(bag)) & set(saet.kvitteringer):
        return Stand.TRUKKET
    return Stand.GAELDENDE if stamp_in(session)[0] == saet.dataversion else Stand.NYERE


def stamp(saet: Frosset) -> str:
    """Return the stamp that is on every slide: 'Frosset 15. maj 2020 kl. 10.00'."""
    return f"Frosset {text.tidspunkt(saet.frosset)}"
