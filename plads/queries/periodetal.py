"""What schools reported for a whole period, beside what the months of that period give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from plads.filters import Filter
from plads.models.indikator import Aktivitet, Indikator, Indikatorart, Periodeart, Vaerdi
from plads.models.organisation import Enhed, Tilknytning, Tilknytningsart
from plads.models.plan import Plan
from plads.models.proveniens import Indlaesning
from plads.periods import Interval, skoleaar_interval
from plads.serier import Periode, Trin, maaned_nr
from plads.tables import Celle
from plads.tilstand import Tilstand

HELE = (Periodeart.KVARTAL, Periodeart.HALVAAR, Periodeart.AAR, Periodeart.SKOLEAAR)
Maaned = tuple[str, str, int]


class PeriodetalRow(NamedTuple):
    """An indicator in a whole period, added up over the chosen schools.

    `celle` is the sum of the `skoler` (codes) that gave a number, or the state that says why none did; `uden` more
    gave none. `maaneder` is what those schools' months give, when all of them are stored; `afviger` are the schools
    whose months give something else than they said themselves.
    """

    indikator: str
    navn: str
    orden: int
    periode: Periode
    celle: Celle
    skoler: frozenset[str]
    uden: int
    maaneder: int | None
    afviger: frozenset[str]
    maaneder_eksempel: bool
    opgjort: date
    eksempel: bool


class _Tal(NamedTuple):
    """One school's figure."""

    indikator: str
    navn: str
    orden: int
    art: Indikatorart
    enhed: str
    periode: Periode
    antal: int | None
    tilstand: Tilstand
    opgjort: date
    eksempel: bool


def figures(session: Session, valg: Filter) -> list[PeriodetalRow]:
    """Return the whole periods of the chosen schools, or else of those of the chosen områder, newest first.

    Only periods that touch the chosen years. Of a figure reported more than once only the newest is given.
    """
    found = _within(session, valg, _newest(session, valg))
    months = _months(session, found)
    grouped: dict[tuple[Periode, str], list[_Tal]] = {}
    for tal in found:
        grouped.setdefault((tal.periode, tal.indikator), []).append(tal)
    rows = [_row(tals, months) for tals in grouped.values()]
    rows.sort(key=lambda row: (row.orden, row.indikator))
    return sorted(rows, key=lambda row: (row.periode.til, row.periode.fra), reverse=True)


def _newest(session: Session, valg: Filter) -> list[_Tal]:
    """Return what workbooks said of whole periods; public statistics have a source and are no reports of schools."""
    query = (
        sa.select(
            col(Indikator.kode), col(Indikator.navn), col(Indikator.orden), col(Indikator.art), col(Vaerdi.enhed),
            col(Vaerdi.periodeart), col(Vaerdi.fra), col(Vaerdi.antal), col(Vaerdi.tilstand), col(Vaerdi.opgjort),
            col(Indlaesning.eksempel),
        )
        .select_from(Vaerdi)
        .join(Indikator, col(Indikator.kode) == col(Vaerdi.indikator))
        .join(Enhed, col(Enhed.kode) == col(Vaerdi.enhed))
        .join(Indlaesning, col(Indlaesning.nummer) == col(Vaerdi.indlaesning))
        .where(
            col(Vaerdi.kilde).is_(None), col(Vaerdi.grundlag) == "", col(Vaerdi.periodeart).in_(HELE),
            col(Indikator.art) != Indikatorart.ANDEL, col(Enhed.kommune).in_(_own(valg)), *_units(valg),
        )
        .order_by(col(Vaerdi.opgjort))
    )  # fmt: skip
    newest: dict[tuple[str, str, Periode], _Tal] = {}
    for kode, navn, orden, art, enhed, slags, fra, *rest in session.execute(query):
        periode = Periode(maaned_nr(fra), Trin(slags.value))
        if (not valg.indikatorer or kode in valg.indikatorer) and _touches(periode, valg):
            newest[kode, enhed, periode] = _Tal(kode, navn, orden, art, enhed, periode, *rest)
    return list(newest.values())


def _own(valg: Filter) -> SelectOfScalar[str]:
    return select(Plan.kommune).where(Plan.kode == valg.plan)


def _units(valg: Filter) -> list[sa.ColumnElement[bool]]:
    """Return what narrows the units, as far as it can be told without the period."""
    if valg.skoler:
        return [col(Enhed.kode).in_(valg.skoler)]
    if valg.omraader:
        return [col(Enhed.kode).in_(sa.select(col(Tilknytning.barn)).where(_under(valg)))]
    return []


def _under(valg: Filter) -> sa.ColumnElement[bool]:
    return (col(Tilknytning.art) == Tilknytningsart.OMRAADE) & col(Tilknytning.foraelder).in_(valg.omraader)


def _touches(periode: Periode, valg: Filter) -> bool:
    chosen: list[Interval] = [(date(aar, 1, 1), date(aar, 12, 31)) for aar in valg.aar]
    chosen += [skoleaar_interval(skoleaar) for skoleaar in valg.skoleaar]
    return not chosen or any(periode.fra <= til and fra <= periode.til for fra, til in chosen)


def _within(session: Session, valg: Filter, found: Sequence[_Tal]) -> list[_Tal]:
    """Return the figures of schools that were in the chosen områder; one that moved counts where it was last."""
    if valg.skoler or not valg.omraader:
        return list(found)
    memberships: dict[str, list[Tilknytning]] = {}
    query = select(Tilknytning).where(
        Tilknytning.art == Tilknytningsart.OMRAADE, col(Tilknytning.barn).in_({tal.enhed for tal in found})
    )
    for row in session.exec(query.order_by(col(Tilknytning.gyldig_fra))):
        memberships.setdefault(row.barn, []).append(row)
    return [tal for tal in found if _area(memberships[tal.enhed], tal.periode) in valg.omraader]


def _area(memberships: Iterable[Tilknytning], periode: Periode) -> str | None:
    there = [
        row.foraelder
        for row in memberships
        if row.gyldig_fra <= periode.til and (row.gyldig_til is None or periode.fra <= row.gyldig_til)
    ]
    return there[-1] if there else None


def _months(session: Session, found: Sequence[_Tal]) -> dict[Maaned, tuple[int, bool]]:
    """Return the stored numbers of the months of some figures' periods, and whether they are made up."""
    query = (
        sa.select(
            col(Aktivitet.enhed), col(Aktivitet.indikator), col(Aktivitet.maaned), col(Aktivitet.antal),
            col(Indlaesning.eksempel),
        )
        .join(Indlaesning, col(Indlaesning.nummer) == col(Aktivitet.indlaesning))
        .where(
            col(Aktivitet.maaned).in_({nr // 12 * 100 + nr % 12 + 1 for tal in found for nr in tal.periode.maaneder}),
            col(Aktivitet.indikator).in_({tal.indikator for tal in found}),
            col(Aktivitet.enhed).in_({tal.enhed for tal in found}),
            col(Aktivitet.antal).is_not(None),
        )
    )  # fmt: skip
    return {
        (enhed, indikator, maaned): (antal, eksempel)
        for enhed, indikator, maaned, antal, eksempel in session.execute(query)
    }


def _row(tals: Sequence[_Tal], months: Mapping[Maaned, tuple[int, bool]]) -> PeriodetalRow:
    """Return the sum of one indicator in one period."""
    first, states = tals[0], [tal.tilstand for tal in tals]
    numbers = {tal.enhed: tal.antal for tal in tals if tal.antal is not None}
    given = {tal.enhed: sums for tal in tals if tal.enhed in numbers and (sums := _of_months(tal, months)) is not None}
    silent = Tilstand.DISKRETIONERET if Tilstand.DISKRETIONERET in states else states[0]
    return PeriodetalRow(
        first.indikator,
        first.navn,
        first.orden,
        first.periode,
        sum(numbers.values()) if numbers else silent,
        frozenset(numbers),
        len(tals) - len(numbers),
        sum(antal for antal, _ in given.values()) if given and len(given) == len(numbers) else None,
        frozenset(enhed for enhed, (antal, _) in given.items() if antal != numbers[enhed]),
        any(eksempel for _, eksempel in given.values()),
        max(tal.opgjort for tal in tals),
        any(tal.eksempel for tal in tals),
    )


def _of_months(tal: _Tal, months: Mapping[Maaned, tuple[int, bool]]) -> tuple[int, bool] | None:
    """Return what a school's months give, if all are stored: their sum, or of a stock the last of them."""
    numbers = [nr // 12 * 100 + nr % 12 + 1 for nr in tal.periode.maaneder]
    wanted = numbers[-1:] if tal.art is Indikatorart.BEHOLDNING else numbers
    found = [months.get((tal.enhed, tal.indikator, maaned)) for maaned in wanted]
    there = [month for month in found if month is not None]
    if len(there) < len(wanted):
        return None
    return sum(antal for antal, _ in there), any(eksempel for _, eksempel in there)
