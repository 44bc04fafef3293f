"""The dates of a forløb: planned, actual and new, what stands in their place, and what contradicts the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.planer.datoord import Udsagn, meaning
from plads.ingest.regneark.tabeller.celler import RET, CellError, text
from plads.ingest.regneark.tabeller.datoer import as_of, flexible, later_than, within
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.perioder import opgjort
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.forloeb import Forloebstatus
from plads.periods import FleksDato
from plads.text import dato

PLANLAGT, FAKTISK, NY_DATO, STATUS = "Planlagt start", "Faktisk start", "Ny dato", "Status"
# What is late was planned for another school year than the one it is in now.
_SENERE = (Forloebstatus.UDSKUDT, Forloebstatus.FORSINKET, Forloebstatus.STOPPET)


_UGE = re.compile(r"\bu\.? ?(?=\d{1,2}\b)", re.IGNORECASE)
_OPDATERET = re.compile(r"\bopdateret\b", re.IGNORECASE)
_ANNONCERET = re.compile(r"\b(?:pr|per|opgjort|status)\b\.?:?\s+(?:pr\.?\s+|den\s+)?\d", re.IGNORECASE)


@dataclass(frozen=True)
class Datoer:
    """The dates of one row; None for an empty cell."""

    planlagt: FleksDato | None
    start: FleksDato | None
    ny: FleksDato | None


def listed_on(tabel: Tabel, anmodning: Anmodning, udbytte: Udbytte) -> date | None:
    """Return the day a list is from; the day it was brought up to date, where it names no other."""
    said = [*tabel.above(), tabel.ark.navn]
    updated = {dag for line in said if _OPDATERET.search(line) and (dag := opgjort(line))}
    if len(updated) == 1 and not any(map(_ANNONCERET.search, said)):
        line = f"pr. {updated.pop():%d.%m.%Y}"
        tabel = replace(tabel, ark=replace(tabel.ark, sagt=(*(tabel.ark.sagt or ()), line)))
    return as_of(tabel, anmodning, udbytte)


def read_dates(linje: Linje, skoleaar: str | None, opgjort: date) -> Datoer:
    """Return the dates of a row; one without a year lies in the school year, a new one after the list's day."""
    start = int(skoleaar[:4]) if skoleaar else opgjort.year
    in_year = partial(_read, years=(start, start + 1), fits=partial(within, skoleaar=skoleaar))
    to_come = partial(_read, years=(opgjort.year, opgjort.year + 1), fits=partial(later_than, dag=opgjort))
    found = Datoer(linje.read(PLANLAGT, in_year), linje.read(FAKTISK, in_year), linje.read(NY_DATO, to_come))
    for navn, said in ((PLANLAGT, found.planlagt), (FAKTISK, found.start), (NY_DATO, found.ny)):
        if said and said.praecision == "ukendt":
            _tell_undated(linje, navn, said.tekst)
    return found


def _read(cell: Celle | None, years: Sequence[int], fits: Callable[[FleksDato], bool]) -> FleksDato | None:
    """Return a date or what stands in its place; raise for any other text: it may be about a person."""
    # A week may be short for the calendar; it is shown as it stands.
    plain = _UGE.sub("uge ", cell) if isinstance(cell, str) else cell
    found = flexible(plain, years, fits)
    if found is None or found.praecision != "ukendt":
        return replace(found, tekst=text(cell)) if found and plain != cell else found
    said = meaning(found.tekst)
    if said is Udsagn.ANDET:
        besked = "teksten er ingen dato, vi kan læse. Skriv fx 23.04.2020, «uge 43» eller «afventer», og ingen navne."
        raise CellError(f"{besked} {RET}")
    return None if said is Udsagn.INTET else found


def _tell_undated(linje: Linje, navn: str, tekst: str) -> None:
    if meaning(tekst) is Udsagn.ULAESELIG:
        besked = "teksten kan ikke læses som en dato og vises, som den står. Skriv fx 23.04.2020 eller «uge 43»."
        linje.warn(navn, besked)
    else:
        linje.inform(navn, "teksten er ingen dato. Den vises, som den står.")


def check_dates(linje: Linje, datoer: Datoer, status: Forloebstatus, skoleaar: str, opgjort: date) -> None:
    """Warn of dates that contradict the row's status, its school year or the day of the list."""
    start = datoer.start
    if linje.tabel.has(FAKTISK) and status is Forloebstatus.AFSLUTTET and start is None:
        linje.warn(STATUS, f"forløbet er afsluttet, men «{FAKTISK}» er tom. Er det rigtigt?")
    if start and start.fra and start.fra > opgjort:
        linje.warn(FAKTISK, f"starten ligger efter listens dag, {dato(opgjort)}. Er det rigtigt?")
    elif start and start.fra and status is Forloebstatus.PLANLAGT:
        linje.warn(STATUS, f"forløbet er planlagt, men «{FAKTISK}» er udfyldt. Er det rigtigt?")
    if datoer.ny and datoer.ny.til and datoer.ny.til < opgjort:
        linje.warn(NY_DATO, f"den nye dato ligger før listens dag, {dato(opgjort)}. Er det rigtigt?")
    for navn, said in ((PLANLAGT, datoer.planlagt), (FAKTISK, start)):
        if said and _is_outside(said, skoleaar, status):
            linje.warn(navn, f"datoen ligger uden for rækkens skoleår, {skoleaar}. Er det rigtigt?")


def _is_outside(said: FleksDato, skoleaar: str, status: Forloebstatus) -> bool:
    """Return whether a date lies outside a school year; what is late may have been planned for an earlier one."""
    if said.praecision == "ukendt" or within(said, skoleaar):
        return False
    return status not in _SENERE or bool(said.fra and said.fra.year > int(skoleaar[:4]))
