"""Reconciliation: do the figures inside and between the sources add up? Computed, never assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlmodel import Session, col, select

from plads.errors import PriceLevelError
from plads.filters import Filter
from plads.models.oekonomi import Linjeart
from plads.models.proveniens import Afvigelse, Afvigelsesart
from plads.money import Total, total
from plads.queries.oekonomi import COUNTS, UNKNOWN, BudgetRow, lines
from plads.queries.plan import scope


class Udfald(StrEnum):
    """How a check came out."""

    STEMMER = "stemmer"
    AFRUNDING = "afrunding"
    IKKE_FORKLARET = "ikke forklaret"
    KAN_IKKE_AFGOERES = "kan ikke afgøres"


class KontrolRow(NamedTuple):
    """One check: what the source states against what its parts add up to, in øre."""

    hvad: str
    aar: int
    oplyst: Total
    fundet: Total
    forskel_oere: int | None
    udfald: Udfald
    kilde: str | None


class AfvigelseRow(NamedTuple):
    """A deviation in the sources as we judge it."""

    kode: str
    element: str
    hoved: str | None
    art: Afvigelsesart
    emne: str
    tekst: str
    det_viser_vi: str
    kilde: str | None


def checks(session: Session, valg: Filter) -> list[KontrolRow]:
    """Return every check of the plan's money: sub-posts, stated sums and prose against the lines."""
    rows = lines(session, Filter(valg.plan, aar=valg.aar))
    return [*_sub_post_checks(rows), *_stated_sum_checks(rows), *_prose_checks(rows)]


def _sub_post_checks(rows: list[BudgetRow]) -> Iterator[KontrolRow]:
    for hoved, aar in sorted({(row.hoved, row.aar) for row in rows if row.art is Linjeart.RAMME and row.hoved}):
        own = [row for row in rows if (row.hoved, row.aar) == (hoved, aar)]
        frames = [row for row in own if row.art is Linjeart.RAMME]
        parts = [row for row in own if row.art is Linjeart.DELPOST]
        if parts:
            yield _check(f"Delposter i {hoved})", aar, _sum(frames), _sum(parts), frames[0].kilde)


def _stated_sum_checks(rows: list[BudgetRow]) -> Iterator[KontrolRow]:
    """Yield each stated sum against the lines it covers: those of its own grant and styringsområde."""
    for stated in rows:
        if stated.art is not Linjeart.OPLYST_SUM:
            continue
        covered = [
            row
            for row in rows
            if row.art in COUNTS
            and row.aar == stated.aar
            and stated.bevillingskilde in (None, row.bevillingskilde)
            and stated.styringsomraade in (None, row.styringsomraade)
        ]
        yield _check(stated.tekst, stated.aar, _sum([stated]), _sum(covered), stated.kilde)


def _prose_checks(rows: list[BudgetRow]) -> Iterator[KontrolRow]:
    by_year = {(row.linje, row.aar): row for row in rows if row.art is not Linjeart.PROSA}
    for row in rows:
        if row.art is Linjeart.PROSA:
            table = by_year.get((row.linje.removesuffix("-prosa"), row.aar))
            if table is not None:
                yield _check(f"{row.tekst} (tekst mod tabel)", row.aar, _sum([row]), _sum([table]), row.kilde)


def _sum(rows: Sequence[BudgetRow]) -> Total:
    """Return the sum of lines; lines in different price levels have none."""
    try:
        return total(row.amount for row in rows)
    except PriceLevelError:
        return UNKNOWN


def _check(hvad: str, aar: int, oplyst: Total, fundet: Total, kilde: str | None) -> KontrolRow:
    if oplyst.oere is None or fundet.oere is None or _levels_differ(oplyst, fundet):
        return KontrolRow(hvad, aar, oplyst, fundet, None, Udfald.KAN_IKKE_AFGOERES, kilde)
    forskel = fundet.oere - oplyst.oere
    precision = max(oplyst.praecision_oere or 1, fundet.praecision_oere or 1)
    if forskel == 0:
        udfald = Udfald.STEMMER
    else:
        # Half a unit of the coarser figure is all that rounding can explain.
        udfald = Udfald.AFRUNDING if 2 * abs(forskel) <= precision else Udfald.IKKE_FORKLARET
    return KontrolRow(hvad, aar, oplyst, fundet, forskel, udfald, kilde)


def _levels_differ(oplyst: Total, fundet: Total) -> bool:
    """Return whether two sums are known to be in different price levels; one not stated is held against the other."""
    return None not in (oplyst.prisniveau, fundet.prisniveau) and oplyst.prisniveau != fundet.prisniveau


def deviations(session: Session, valg: Filter) -> list[AfvigelseRow]:
    """Return the deviations noted for the chosen elements, in the plan's order."""
    elements = scope(session, valg)
    order = {kode: nr for nr, kode in enumerate(elements)}
    query = select(Afvigelse).where(col(Afvigelse.element).in_(elements))
    rows = [
        AfvigelseRow(
            a.kode, a.element, elements[a.element].hoved, a.art, a.emne, a.tekst, a.det_viser_vi, a.kilde
        )
        for a in session.exec(query)
    ]
    return sorted(rows, key=lambda row: (order[row.element], row.kode))


def disagreements(session: Session, valg: Filter) -> list[AfvigelseRow]:
    """Return where the sources disagree, err or are silent; not what was merely worked out from them."""
    return [row for row in deviations(session, valg) if row.art is not Afvigelsesart.UDLEDT]


def derived(session: Session, valg: Filter) -> list[AfvigelseRow]:
    """Return what stands in no source but was worked out from them."""
    return [row for row in deviations(session, valg) if row.art is Afvigelsesart.UDLEDT]
