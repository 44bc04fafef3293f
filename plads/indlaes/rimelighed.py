"""What looks unlikely in counts that can be read: far from the school's own history, fewer schools, months left out.

Nothing here stops a file. It asks: is this right?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, sqrt
from typing import NamedTuple

import numpy as np
import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.udbytte import Melding, Udbytte
from plads.models.base import table_of
from plads.models.indikator import Aktivitet, Indikatorart
from plads.models.maanedstal import INTET, Maanedstal
from plads.models.proveniens import Grad
from plads.serier import Periode, Trin
from plads.text import antal, opremsning

# A school's own history: the two years before, if at least half of them were reported.
MAANEDER, MINDST = 24, 12
BREDDE = 3
NAEVNES = 5


class _Vante(NamedTuple):
    """What a unit is used to of an indicator: how many months, the least and the most in one."""

    maaneder: int
    mindst: int
    mest: int

    @property
    def limits(self) -> tuple[float, float]:
        """Return the least and the most that is not asked about; anything, when too few months are known."""
        if self.maaneder < MINDST:
            return -inf, inf
        return self.mindst - BREDDE * sqrt(self.mindst + 1), self.mest + BREDDE * sqrt(self.mest + 1)


class _Talt(NamedTuple):
    """What a file counts of an indicator: its first month, and the units."""

    foerste: int
    enheder: set[str]


def doubts(session: Session, udbytte: Udbytte, katalog: Katalog) -> list[Melding]:
    """Return what should be asked about the months a file brings; nothing for other kinds of rows."""
    rows = [(row, place) for row, place in zip(udbytte.report.rows, udbytte.report.places, strict=True)
            if isinstance(row, Aktivitet)]
    counted = _counted([row for row, _ in rows], udbytte.tal)
    if not counted:
        return []
    flows = {i.kode for i in katalog.indikatorer if i.art is Indikatorart.STROEM}
    usual = _usual(session, {kode: talt for kode, talt in counted.items() if kode in flows})
    rows += _suspects(udbytte, usual)
    unlikely = [melding for row, place in rows if (melding := _unlikely(row, place, usual, katalog))]
    return [*unlikely, *_fewer(session, counted, katalog), *_left_out(session, counted)]


def _counted(rows: Sequence[Aktivitet], tal: Maanedstal | None) -> dict[str, _Talt]:
    """Return what is counted of each indicator."""
    found: dict[str, _Talt] = {}
    for row in rows:
        first, units = found.get(row.indikator, _Talt(row.maaned, set()))
        units.add(row.enhed)
        found[row.indikator] = _Talt(min(first, row.maaned), units)
    if tal is None:
        return found
    for kode in tal.indicators():
        own = tal.take(np.equal(tal.indikator, tal.indikatorer.index(kode)))
        found[kode] = _Talt(int(own.maaned.min()), set(own.units()))
    return found


def _suspects(udbytte: Udbytte, usual: dict[tuple[str, str], _Vante]) -> list[tuple[Aktivitet, str]]:
    """Return the counts in columns that lie outside what is usual, each with its place."""
    tal, sted = udbytte.tal, udbytte.talsted
    if tal is None or sted is None or not usual:
        return []
    shape = len(tal.indikatorer), len(tal.enheder)
    low, high = np.full(shape, -np.inf), np.full(shape, np.inf)
    indikatorer = {kode: nr for nr, kode in enumerate(tal.indikatorer)}
    enheder = {kode: nr for nr, kode in enumerate(tal.enheder)}
    for (indikator, enhed), vante in usual.items():
        if enhed in enheder:
            place = indikatorer[indikator], enheder[enhed]
            low[place], high[place] = vante.limits
    where = tal.indikator, tal.enhed
    outside = (tal.antal != INTET) & ((tal.antal < low[where]) | (tal.antal > high[where]))
    return [(tal.row(nr), sted.place(nr)) for nr in np.flatnonzero(outside).tolist()]


def _usual(session: Session, counted: dict[str, _Talt]) -> dict[tuple[str, str], _Vante]:
    """Return what each unit is used to of each indicator in the two years before the file's first month."""
    if not counted:
        return {}
    first = min(talt.foerste for talt in counted.values())
    table = table_of(Aktivitet)
    antal_ = table.c.antal
    query = (
        sa.select(table.c.indikator, table.c.enhed, sa.func.count(), sa.func.min(antal_), sa.func.max(antal_))
        .where(
            table.c.maaned >= _earlier(first, MAANEDER),
            table.c.maaned < first,
            table.c.indikator.in_(counted),
            antal_.is_not(None),
        )
        .group_by(table.c.indikator, table.c.enhed)
    )
    return {(indikator, enhed): _Vante(*found) for indikator, enhed, *found in session.execute(query)}


def _unlikely(
    row: Aktivitet, place: str, usual: dict[tuple[str, str], _Vante], katalog: Katalog
) -> Melding | None:
    found = usual.get((row.indikator, row.enhed))
    if row.antal is None or found is None:
        return None
    low, high = found.limits
    if low <= row.antal <= high:
        return None
    ark, _, celle = place.rpartition(" ")
    normal = f"{antal(found.mindst)}–{antal(found.mest)}" if found.mindst < found.mest else antal(found.mest)
    what = f"{_indicator_name(katalog, row.indikator)} for {katalog.enhed(row.enhed).navn} i {_period(row.maaned).navn}"
    return Melding(Grad.ADVARSEL, ark, celle, f"{what} er {antal(row.antal)} – normalt {normal}. Er det rigtigt?")


def _fewer(session: Session, counted: dict[str, _Talt], katalog: Katalog) -> Iterator[Melding]:
    """Ask about schools that reported last time and are not in the file, where the file has their område."""
    for indikator, (first, units) in sorted(counted.items()):
        before = _last_before(session, indikator, first)
        if before is None:
            continue
        dag = _period(first).fra
        areas = {katalog.enhed(kode).omraade(dag) for kode in units}
        reported = set(session.exec(select(Aktivitet.enhed).where(
            Aktivitet.maaned == before, Aktivitet.indikator == indikator, col(Aktivitet.antal).is_not(None))))
        gone = sorted(katalog.enhed(kode).navn for kode in reported - units
                      if katalog.enhed(kode).omraade(dag) in areas and katalog.enhed(kode).exists(dag))
        if gone:
            names = opremsning(gone[:NAEVNES]) if len(gone) <= NAEVNES else f"{', '.join(gone[:NAEVNES])} …"
            word = _indicator_name(katalog, indikator)
            yield Melding(Grad.ADVARSEL, "", "", (
                f"{word}: filen har {antal(len(gone))} færre skoler end sidst ({_period(before).navn}). "
                f"Mangler de? {names}"))


def _left_out(session: Session, counted: dict[str, _Talt]) -> Iterator[Melding]:
    """Say which months lie between what is stored and what the file begins with."""
    first = min(talt.foerste for talt in counted.values())
    before = max((found for kode in counted if (found := _last_before(session, kode, first))), default=None)
    if before is None:
        return
    between = [Periode(nr, Trin.MAANED).navn for nr in range(_period(before).foerste + 1, _period(first).foerste)]
    if between:
        said = opremsning(between) if len(between) <= NAEVNES else f"{between[0]} til {between[-1]}"
        yield Melding(Grad.ADVARSEL, "", "", f"Der er ingen tal for {said} mellem det, der er gemt, og filen.")


def _last_before(session: Session, indikator: str, maaned: int) -> int | None:
    query = select(func.max(Aktivitet.maaned)).where(Aktivitet.indikator == indikator, Aktivitet.maaned < maaned)
    return session.exec(query).one()


def _period(maaned: int) -> Periode:
    return Periode(maaned // 100 * 12 + maaned % 100 - 1, Trin.MAANED)


def _earlier(maaned: int, months: int) -> int:
    nr = _period(maaned).foerste - months
    return nr // 12 * 100 + nr % 12 + 1


def _indicator_name(katalog: Katalog, kode: str) -> str:
    return next((i.navn for i in katalog.indikatorer if i.kode == kode), kode)
