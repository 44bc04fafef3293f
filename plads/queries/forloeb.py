"""Forløb as the sources count them: planned, started, delayed, postponed – and what is unexplained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from plads.filters import Filter
from plads.models.forloeb import Forloebstaelling, Forloebstatus, Forloebstype, ForloebstypeElement
from plads.queries.plan import scope
from plads.tilstand import Tilstand

STARTED = (Forloebstatus.IGANGSAT, Forloebstatus.FORSINKET, Forloebstatus.AFSLUTTET)


class TaellingRow(NamedTuple):
    """A count of forløb. `type` None means: of all kinds; `antal` None means: not stated."""

    kode: str
    element: str
    hoved: tuple[str, ...]
    type: str | None
    typenavn: str
    taelleenhed: str
    skoleaar: str | None
    status: Forloebstatus
    antal: int | None
    tilstand: Tilstand
    ny_dato: str | None
    ny_fra: date | None
    ny_til: date | None
    slut: str | None
    forsinket_min: int | None
    forsinket_maks: int | None
    opgjort: date
    note: str | None
    kilde: str | None

    @property
    def ny_dato_tekst(self) -> str:
        """Return the new date in the source's words, empty if there is none."""
        return self.ny_dato or ""

    @property
    def bemaerkning(self) -> str:
        """Return the source's remark, empty if there is none."""
        return self.note or ""

    @property
    def forsinkelse(self) -> str:
        """Return how much later it ends: '2-3 måneder'; empty if the source speaks of no delay."""
        if self.forsinket_min is None and self.forsinket_maks is None:
            return ""
        months = sorted({m for m in (self.forsinket_min, self.forsinket_maks) if m is not None})
        return f"{'-'.join(map(str, months))} måneder"


class AfstemningRow(NamedTuple):
    """A stated total of a school year against the counts per kind: what is left is unexplained."""

    skoleaar: str
    taelleenhed: str
    status: Forloebstatus
    oplyst: int
    fordelt: int
    rest: int | None
    dele: tuple[tuple[str, int], ...]
    kilde: str | None


def counts(session: Session, valg: Filter) -> list[TaellingRow]:
    """Return the counts of the choice by school year, of each kind only what was reported last."""
    elements = scope(session, valg)
    shares = carriers(session, valg)
    query = (
        select(Forloebstaelling, Forloebstype.navn)
        .join(Forloebstype, col(Forloebstype.kode) == Forloebstaelling.type, isouter=True)
        .where(col(Forloebstaelling.element).in_(scope(session, Filter(valg.plan))))
        .order_by(col(Forloebstaelling.skoleaar), col(Forloebstaelling.kode))
    )
    rows = []
    for taelling, navn in _newest(session.exec(query).all()):
        hoved = shares.get(taelling.type or "", ())
        own = elements[taelling.element].hoved if taelling.element in elements else None
        hoved = hoved or ((own,) if own else ())
        if valg.indsatser and not set(hoved) & set(valg.indsatser):
            continue
        if valg.skoleaar and taelling.skoleaar not in valg.skoleaar:
            continue
        rows.append(_row(taelling, navn, hoved))
    return rows


def _newest(found: Sequence[tuple[Forloebstaelling, str]]) -> list[tuple[Forloebstaelling, str]]:
    """Return the counts of the newest report of each kind, unit and school year."""
    last: dict[tuple[str | None, str, str | None], date] = {}
    for taelling, _ in found:
        key = (taelling.type, taelling.taelleenhed, taelling.skoleaar)
        last[key] = max(taelling.opgjort, last.get(key, taelling.opgjort))
    return [
        (taelling, navn)
        for taelling, navn in found
        if taelling.opgjort == last[taelling.type, taelling.taelleenhed, taelling.skoleaar]
    ]


def carriers(session: Session, valg: Filter) -> dict[str, tuple[str, ...]]:
    """Return which main elements carry each kind of forløb; several may share one."""
    elements = scope(session, Filter(valg.plan))
    query = select(ForloebstypeElement).where(col(ForloebstypeElement.element).in_(elements))
    found: dict[str, set[str]] = {}
    for link in session.exec(query):
        found.setdefault(link.type, set()).add(elements[link.element].hoved or link.element)
    return {kind: tuple(sorted(main)) for kind, main in found.items()}


def _row(taelling: Forloebstaelling, navn: str | None, hoved: tuple[str, ...]) -> TaellingRow:
    return TaellingRow(
        taelling.kode,
        taelling.element,
        hoved,
        taelling.type,
        navn or "Alle forløb",
        taelling.taelleenhed,
        taelling.skoleaar,
        taelling.status,
        taelling.antal,
        taelling.tilstand,
        taelling.ny_dato_tekst,
        taelling.ny_dato_fra,
        taelling.ny_dato_til,
        taelling.slut_tekst,
        taelling.forsinket_min_mdr,
        taelling.forsinket_maks_mdr,
        taelling.opgjort,
        taelling.note,
        taelling.kilde,
    )


def school_years(session: Session, valg: Filter) -> list[str]:
    """Return the school years the plan's forløb speak of."""
    rows = counts(session, Filter(valg.plan))
    return sorted({row.skoleaar for row in rows if row.skoleaar})


def reconciled(session: Session, valg: Filter) -> list[AfstemningRow]:
    """Return each stated total of a school year beside the counts per kind, newest report only.

    A total of planned schools is held against what has not begun, one of started against what has.
    """
    rows = counts(session, Filter(valg.plan, skoleaar=valg.skoleaar))
    found = []
    for whole in rows:
        if whole.type is not None or whole.antal is None or whole.skoleaar is None:
            continue
        parts = tuple(
            (part.typenavn, part.antal)
            for part in rows
            if part.type is not None
            and part.skoleaar == whole.skoleaar
            and part.taelleenhed == whole.taelleenhed
            and (part.status in STARTED) == (whole.status in STARTED)
        )
        if parts:
            spread = sum(antal for _, antal in parts if antal is not None)
            unknown = any(antal is None for _, antal in parts)
            found.append(
                AfstemningRow(
                    whole.skoleaar,
                    whole.taelleenhed,
                    whole.status,
                    whole.antal,
                    spread,
                    None if unknown else whole.antal - spread,
                    tuple((navn, antal) for navn, antal in parts if antal is not None),
                    whole.kilde,
                )
            )
    return found


class Punkt(NamedTuple):
    """A count as charts want it."""

    skoleaar: str
    type: str
    status: str
    antal: int | None
    ny_dato_tekst: str


class Start(NamedTuple):
    """When a counted kind of forløb starts anew."""

    label: str
    fra: date | None
    til: date | None
    tekst: str
    status: str


def charted(rows: Sequence[TaellingRow]) -> list[Punkt]:
    """Return the counts per kind by school year; totals of all kinds would count schools twice."""
    points = [
        Punkt(
            row.skoleaar or "Uden skoleår",
            f"{row.typenavn} ({row.taelleenhed})",
            row.status.value,
            row.antal,
            row.ny_dato_tekst,
        )
        for row in rows
        if row.type is not None
    ]
    return sorted(points, key=lambda point: point.skoleaar)


def starts(rows: Sequence[TaellingRow]) -> list[Start]:
    """Return the new start dates of what has been moved."""
    return [
        Start(f"{row.typenavn}, {row.skoleaar or 'skoleår ikke oplyst'}", row.ny_fra, row.ny_til, row.ny_dato,
              row.status.value)
        for row in rows
        if row.ny_dato
    ]
