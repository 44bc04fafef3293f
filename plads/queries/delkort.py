"""The main elements of a plan as cards: budget, forløb, what is late, what comes next."""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel import Session

from plads.filters import Filter
from plads.models.plan import Tekstart
from plads.money import Total
from plads.queries import forloeb, oekonomi, plan, styring


class KortRow(NamedTuple):
    """One main element at a glance. `sene` counts milestones delayed or postponed."""

    maerke: str
    navn: str
    ental: str
    formaal: str | None
    budget: Total
    aar: tuple[int, ...]
    forloeb: tuple[str, ...]
    milepaele: int
    sene: int
    dele: int


def cards(session: Session, valg: Filter) -> list[KortRow]:
    """Return a card for each chosen main element, in the plan's order."""
    tree = list(plan.scope(session, valg).values())
    aar = oekonomi.status(session, valg).aar
    money = {
        row.maerke: row.i_alt for row in oekonomi.per_element(session, Filter(valg.plan, aar, (), valg.indsatser))
    }
    purposes = {
        row.element: row.tekst
        for row in reversed(plan.texts(session, valg))
        if row.art is Tekstart.FORMAAL and row.nr == 1
    }
    milestones = styring.milestones(session, valg)
    counted = forloeb.counts(session, Filter(valg.plan, (), valg.skoleaar, valg.indsatser))
    return [
        KortRow(
            element.maerke,
            element.navn,
            element.ental,
            purposes.get(element.kode),
            money[element.maerke],
            aar,
            tuple(_said(row) for row in counted if element.maerke in row.hoved),
            sum(row.hoved == element.maerke for row in milestones),
            sum(row.hoved == element.maerke and row.er_sen for row in milestones),
            sum(other.foraelder == element.kode for other in tree),
        )
        for element in tree
        if element.er_hoved
    ]


def _said(row: forloeb.TaellingRow) -> str:
    antal = f"antal {row.tilstand.tekst}," if row.antal is None else str(row.antal)
    when = f" til {row.ny_dato}" if row.ny_dato else ""
    year = f" {row.skoleaar}" if row.skoleaar else ""
    return f"{row.typenavn}{year}: {antal} {row.taelleenhed} {row.status.value}{when}"
