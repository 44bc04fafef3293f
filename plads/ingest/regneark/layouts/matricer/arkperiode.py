"""Which period a sheet of figures covers, and the day they were counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import Ark, celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.matricer.arkdele import (
    Blok,
    Linjetekst,
    counted_days,
    periods,
    texts,
    with_spans,
)
from plads.ingest.regneark.layouts.matricer.periodevalg import (
    Uenige,
    at_odds,
    choose_part,
    labels,
    part_of_year,
)
from plads.ingest.regneark.tabeller.perioder import Periodetid, hele_maaned, is_stretch, periode
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.indikator import Periodeart
from plads.text import dato, opremsning

_FRA_TIL = re.compile(r"\d\d-\d\d-\d{4} - \d\d-\d\d-\d{4}")


class Dateret(NamedTuple):
    """A period, the day its figures were counted, and the periods of the front page that it was understood by."""

    tid: Periodetid
    opgjort: date
    rammer: frozenset[Periodetid]


def date_of(  # noqa: PLR0913 a period is looked for in all that stands around a table
    blok: Blok,
    tabel: Tabel,
    sheet: Sequence[Linjetekst],
    front: Sequence[tuple[Ark, Linjetekst]],
    anmodning: Anmodning,
    udbytte: Udbytte,
) -> Dateret | None:
    """Return the period said over the table, in the sheet's name or titles, on another sheet, or by the user.

    What cannot be known is noted as a problem.
    """
    own, top = ([line.tekst for line in with_spans(lines)] for lines in (blok.titel, sheet))
    below = [line.tekst for line in texts(blok.ark) if line.nr > tabel.raekke]
    outside = [line.tekst for _, line in front]
    near, said = _nearest(([*own, blok.ark.navn], top))
    far = _named(outside)
    valg = _choose(blok.ark.navn, (*own, *top), near, far, anmodning)
    uenige = valg.uenige or at_odds(valg.tider, _named(labels(outside)))
    if uenige is not None and not uenige.tell(tabel, udbytte):
        return None
    said = outside if valg.tider is far else said
    # Months from one to another give way to a period that is named; a first and a last day stand beside it.
    doubtful = [*own, *top, *outside] if all(tid.is_year for tid in valg.tider) else filter(_FRA_TIL.fullmatch, said)
    if stretch := next(filter(is_stretch, (*doubtful, blok.ark.navn)), None):
        besked = f"Filen siger «{stretch}». Det er hverken en måned, et kvartal, et halvår eller et år."
        udbytte.problem(tabel.ark.navn, celle(tabel.raekke, 1), f"{besked} Skriv tallenes periode som ét af dem.")
        return None
    tid = _period(tabel, valg.tider, anmodning, udbytte)
    if tid is None:
        return None
    _say_where(tid, front if valg.tider is far else _added(blok, sheet), udbytte)
    days = next(filter(None, map(counted_days, (own, top, below, outside))), set[date]())
    return Dateret(tid, _counted(tabel, tid, days, anmodning, udbytte), valg.rammer | {tid})


class _Valg(NamedTuple):
    """The periods a sheet's figures may be of, those of the front page behind them, and what is at odds."""

    tider: set[Periodetid]
    rammer: frozenset[Periodetid] = frozenset()
    uenige: Uenige | None = None


def _choose(
    navn: str, titler: Sequence[str], near: set[Periodetid], far: set[Periodetid], anmodning: Anmodning
) -> _Valg:
    """Return the periods said by a sheet, or by the front page where it says none or only the year around them."""
    dele = part_of_year(navn, titler, near or far, anmodning) if all(tid.is_year for tid in near) else set()
    if dele:
        tider, uenige = choose_part(dele, near or far)
        return _Valg(tider, frozenset(() if near else far), uenige)
    # A year over the table gives way to the part of it that the front page names.
    if not near or (far and all(_only_year(wide, far) for wide in near)):
        return _Valg(far)
    return _Valg(near)


def _named(lines: Sequence[str]) -> set[Periodetid]:
    """Return the periods that lines name; one said from day to day does not give way to a part of it.

    «Marts 2020» over «Periode fra 01-01-2020» and «Periode til 30-06-2020» may be when the file was made.
    """
    whole = {tid for line in lines if _FRA_TIL.fullmatch(line) and (tid := periode(line))}
    return periods(lines) | whole


def _nearest(places: Iterable[Sequence[str]]) -> tuple[set[Periodetid], Sequence[str]]:
    """Return the periods of the first lines that name any, and those lines."""
    return next(((found, lines) for lines in places if (found := _named(lines))), (set(), ()))


def _added(blok: Blok, sheet: Sequence[Linjetekst]) -> list[tuple[Ark, Linjetekst]]:
    """Return the lines that only the words «fra» and «til» made."""
    return [(blok.ark, line) for lines in (blok.titel, sheet) for line in with_spans(lines)[len(lines) :]]


def _only_year(wide: Periodetid, others: set[Periodetid]) -> bool:
    whole = wide.periodeart is Periodeart.AAR
    return whole and all(wide.fra <= other.fra and other.til <= wide.til for other in others)


def _period(tabel: Tabel, named: set[Periodetid], anmodning: Anmodning, udbytte: Udbytte) -> Periodetid | None:
    """Return the period of a sheet; note why it cannot be known, and when the user's word goes before the file's."""
    given = hele_maaned(anmodning.periode[0] * 100 + anmodning.periode[1]) if anmodning.periode else None
    at = celle(tabel.raekke, 1)
    said = opremsning(sorted(tid.tekst for tid in named))
    if len(named) > 1:
        udbytte.problem(tabel.ark.navn, at, f"Filen nævner flere perioder: {said}. Lad kun tallenes egen periode stå.")
        return None
    if not named:
        if given is None:
            besked = "Vi kan ikke se, hvilken periode tallene er fra. Skriv fx «1. halvår 2020» på forsiden"
            udbytte.problem(tabel.ark.navn, at, f"{besked} eller over tabellen, eller angiv måneden.")
        return given
    tid = next(iter(named))
    if given is None or tid == given:
        return tid
    if tid.periodeart is Periodeart.AAR and tid.fra <= given.fra <= tid.til:
        besked = f"Filen siger kun {said}. Tallene er læst som {given.tekst}, som du har angivet."
        udbytte.warn(tabel.ark.navn, at, besked)
        return given
    udbytte.problem(tabel.ark.navn, at, f"Filen er fra {said}, men den angivne periode er {given.tekst}. Ret det ene.")
    return None


def _say_where(tid: Periodetid, front: Sequence[tuple[Ark, Linjetekst]], udbytte: Udbytte) -> None:
    where = next(((ark.navn, f"række {line.nr}") for ark, line in front if periode(line.tekst) == tid), None)
    besked = f"Perioden er læst som {tid.tekst}."
    if where and not any((m.ark, m.celle, m.besked) == (*where, besked) for m in udbytte.meldinger):
        udbytte.inform(*where, besked)


def _counted(tabel: Tabel, tid: Periodetid, days: set[date], anmodning: Anmodning, udbytte: Udbytte) -> date:
    """Return the day the figures were counted, else the period's last; note when it lies in the future."""
    at, i_dag = celle(tabel.raekke, 1), anmodning.katalog.i_dag
    opgjort = max(days, default=tid.til)
    if len(days) > 1:
        said = opremsning([dato(dag) for dag in sorted(days)])
        udbytte.warn(tabel.ark.navn, at, f"Der står flere opgørelsesdage: {said}. Den seneste er brugt.")
    if tid.fra > i_dag:
        udbytte.problem(tabel.ark.navn, at, f"Perioden {tid.tekst} ligger i fremtiden. Ret den, og indlæs filen igen.")
    elif days and not tid.fra <= opgjort <= i_dag:
        besked = f"Opgørelsesdagen {dato(opgjort)} passer ikke med perioden {tid.tekst}. Ret det ene."
        udbytte.problem(tabel.ark.navn, at, besked)
    elif opgjort > i_dag and tid.maaned is None:
        besked = f"Perioden {tid.tekst} er ikke slut. Skriv, hvornår tallene er opgjort, fx «Opgjort pr. 30.09.2020»."
        udbytte.problem(tabel.ark.navn, at, besked)
    return opgjort
