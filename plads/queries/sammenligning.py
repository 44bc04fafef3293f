"""Comparisons of money: which part of a plan is the largest, what share it has, what changes over the years."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sqlmodel import Session

from plads.filters import Filter
from plads.money import Total, difference
from plads.queries import oekonomi


class RangRow(NamedTuple):
    """A main element's place among the known amounts and its share of the choice; `nr` None means: unknown."""

    nr: int | None
    maerke: str
    titel: str
    budget: Total
    andel_pct: float | None


class AendringRow(NamedTuple):
    """What a main element's budget is in two years, and the difference (negative: it falls)."""

    maerke: str
    titel: str
    fra_aar: int
    til_aar: int
    fra: Total
    til: Total
    forskel: Total


def ranked(session: Session, valg: Filter) -> list[RangRow]:
    """Return the main elements of the choice from the largest budget down, unknown ones last."""
    rows = oekonomi.per_element(session, valg)
    whole = oekonomi.in_all(session, valg).i_alt
    known = sorted((row.oere for row in rows if row.oere is not None), reverse=True)
    ordered = sorted(rows, key=lambda row: (row.oere is None, -(row.oere or 0)))
    return [
        RangRow(
            None if row.oere is None else known.index(row.oere) + 1,
            row.maerke,
            row.titel,
            row.i_alt,
            oekonomi.percent(row.i_alt, whole),
        )
        for row in ordered
    ]


def changes(session: Session, valg: Filter) -> list[AendringRow]:
    """Return how each main element's budget changes from the first to the last of the chosen years."""
    years = valg.aar or tuple(oekonomi.years(session, valg))
    if not years:
        return []
    first, last = years[0], years[-1]
    later = {row.maerke: row.i_alt for row in oekonomi.per_element(session, replace(valg, aar=(last,)))}
    return [
        AendringRow(
            row.maerke, row.titel, first, last, row.i_alt, later[row.maerke], difference(later[row.maerke], row.i_alt)
        )
        for row in oekonomi.per_element(session, replace(valg, aar=(first,)))
        if row.maerke in later
    ]
