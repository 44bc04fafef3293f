"""What looks unlikely in counts that can be read: far from the school's own history, fewer schools, months left out.

Nothing here stops a file. It asks: is this right?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.udbytte import Melding, Udbytte
from plads.models.base import table_of
from plads.models.indikator import Aktivitet, Indikatorart
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


def doubts(session: Session, udbytte: Udbytte, katalog: Katalog) -> list[Melding]:
    """Return what should be asked about the months a file brings; nothing for other kinds of rows."""
    rows = [(row, place) for row, place in zip(udbytte.report.rows, udbytte.report.places, strict=True)
            if isinstance(row, Aktivitet)]
    if not rows:
        return []
    counted = [row for row, _ in rows]
    flows = {i.kode for i in katalog.indikatorer if i.art is Indikatorart.STROEM}
    usual = _usual(session, [row for row in counted if row.indikator in flows])
    unlikely = [melding for row, place in rows if (melding := _unlikely(row, place, usual, katalog))]
    return [*unlikely, *_fewer(session, counted, katalog), *_left_out(session, counted)]


def _usual(session: Session, rows: Sequence[Aktivitet]) -> dict[tuple[str, str], _Vante]:
    """Return what each unit is used to of each indicator in the two years before the file's first month."""
    if not rows:
        return {}
    first = min(row.maaned for row in rows)
    table = table_of(Aktivitet)
    antal_ = table.c.antal
    query = (
        sa.select(table.c.indikator, table.c.enhed, sa.func.count(), sa.func.min(antal_), sa.func.max(antal_))
        .where(
            table.c.maaned >= _earlier(first, MAANEDER),
            table.c.maaned < first,
            table.c.indikator.in_({row.indikator for row in rows}),
            antal_.is_not(None),
        )
        .group_by(table.c.indikator, table.c.enhed)
    )
    return {(indikator, enhed): _Vante(*found) for indikator, enhed, *found in session.execute(query)}


def _unlikely(
    row: Aktivitet, place: str, usual: dict[tuple[str, str], _Vante], katalog: Katalog
) -> Melding | None:
    found = usual.get((row.indikator, row.enhed))
    if row.antal is None or found is None or found.maaneder < MINDST:
        return None
    low, high = found.mindst - BREDDE * sqrt(found.mindst + 1), found.mest + BREDDE * sqrt(found.mest + 1)
    if low <= row.antal <= high:
        return None
    ark, _, celle = place.rpartition(" ")
    normal = f"{antal(found.mindst)}–{antal(found.mest)}" if found.mindst < found.mest else antal(found.mest)
    what = f"{_indicator_name(katalog, row.indikator)} for {katalog.enhed(row.enhed).navn} i {_period(row.maaned).navn}"
    return Melding(Grad.ADVARSEL, ark, celle, f"{what} er {antal(row.antal)} – normalt {normal}. Er det rigtigt?")


def _fewer(session: Session, rows: Sequence[Aktivitet], katalog: Katalog) -> Iterator[Melding]:
    """Ask about schools that reported last time and are not in the file, where the file has their område."""
    for indikator in sorted({row.indikator for row in rows}):
        own = [row for row in rows if row.indikator == indikator]
        first = min(row.maaned for row in own)
        before = _last_before(session, indikator, first)
        if before is None:
            continue
        dag = _period(first).fra
        units = {row.enhed for row in own}
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


def _left_out(session: Session, rows: Sequence[Aktivitet]) -> Iterator[Melding]:
    """Say which months lie between what is stored and what the file begins with."""
    first = min(row.maaned for row in rows)
    indicators = {row.indikator for row in rows}
    before = max((found for kode in indicators if (found := _last_before(session, kode, first))), default=None)
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
