"""The schools of a pivot table and their figures. What is empty in it is 0, where that can be known."""

from __future__ import annotations

from datetime import date

from sqlmodel import SQLModel

from plads.ingest.regneark.grund.ark import celle
from plads.ingest.regneark.grund.katalog import Enhedsopslag
from plads.ingest.regneark.layouts.faelles.enheder import NAVN, NUMMER, SKOLER, school, unit_then
from plads.ingest.regneark.layouts.faelles.kontrolsum import figure, footnote
from plads.ingest.regneark.layouts.faelles.skema import Felt, Samlet
from plads.ingest.regneark.layouts.pivottabel.pivotlinjer import Pivot, Slags, rows
from plads.ingest.regneark.layouts.pivottabel.pivotsummer import (
    Afsnit,
    Fundet,
    Noegle,
    Stand,
    add,
    check_total,
    compare_sums,
    finish,
    open_section,
    read_blank,
)
from plads.ingest.regneark.tabeller.celler import Antal
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.models.indikator import Aktivitet, Vaerdi
from plads.text import antal_af, dato, opremsning, stort
from plads.tilstand import Tilstand

NUL = Antal(0, Tilstand.NUL)


def read_rows(pivot: Pivot, samlet: Samlet) -> None:
    """Note every figure of every school, and hold each sum in the table against them."""
    stand = Stand(pivot, samlet, footnote(pivot.blok.ark))
    for linje, slags in rows(pivot, samlet.katalog, samlet.udbytte):
        if slags is Slags.OMRAADE:
            open_section(linje, stand)
        elif slags is Slags.TOTAL:
            check_total(linje, stand)
        elif slags is Slags.TOM:
            read_blank(linje, stand)
        elif slags is Slags.SKOLE:
            _read_school(linje, stand)
    finish(stand)
    _keep(stand)
    _tell(stand)
    if not samlet.udbytte.laest:
        besked = "Pivottabellen har ingen rækker med skoler. Fold områderne ud, så skolerne kan ses, og gem filen igen."
        samlet.udbytte.problem(pivot.blok.ark.navn, "", besked)


def _read_school(linje: Linje, stand: Stand) -> None:
    """Note one school's figures, or every problem the row has."""
    stand.samlet.udbytte.laest += 1
    stand.afsnit.skoler += 1
    figures = {felt: found for felt in stand.pivot.felter if (found := linje.read(felt.navn, figure)) is not None}
    numbered = [felt for felt, found in figures.items() if found.tilstand is not Tilstand.IKKE_RAPPORTERET]
    enhed = school(linje, stand.katalog, _best_day(linje, stand, numbered), under=stand.afsnit.omraade)
    if enhed is not None:
        for felt, found in figures.items():
            _read_figure(linje, stand, felt, found, enhed)
    _check_row(linje, stand, figures)


def _best_day(linje: Linje, stand: Stand, felter: list[Felt]) -> date | None:
    """Return the newest day with figures on which the school was there, best in the område it stands under."""
    number = stand.katalog.by_number(str(linje.value(NUMMER)).strip())
    units = [number] if number else stand.katalog.by_name(str(linje.value(NAVN)), SKOLER)
    under = stand.afsnit.omraade
    days = sorted({dag for felt in felter for dag in (felt.tid.fra, felt.tid.til)}, reverse=True)
    alive = [dag for dag in days if any(unit.exists(dag) for unit in units)]
    there = [dag for dag in alive if under and any(unit.omraade(dag) == under.kode for unit in units)]
    return next(iter(there or alive or days), None)


def _read_figure(linje: Linje, stand: Stand, felt: Felt, found: Antal, enhed: Enhedsopslag) -> None:
    """Note one figure; an empty cell is 0 in a past period that the table has figures for, else nothing."""
    pivot, tid = stand.pivot, felt.tid
    empty = found.tilstand is Tilstand.IKKE_RAPPORTERET
    if not empty:
        enhed = unit_then(linje, stand.katalog, enhed, felt.navn, tid.fra, tid.til)
    exists = enhed.exists_in(tid.fra, tid.til)
    for sums in (stand.alt.sums, stand.afsnit.sums):
        add(sums, felt, found, linje, stand.fodnote)
    if empty and not (exists and tid in pivot.reported):
        return
    if not exists:
        besked = f"er nedlagt {dato(enhed.til)}" if enhed.til and enhed.til < tid.fra else "var ikke oprettet endnu"
        linje.problem(felt.navn, f"{enhed.navn} {besked} og kan ikke have tal for {tid.tekst}.")
    if not (linje.ok and felt.indikator):
        return
    key = (felt.indikator.kode, enhed.kode, tid)
    before = stand.fundne.get(key)
    if before is None or before.tom:
        stand.fundne[key] = Fundet(felt, NUL if empty else found, linje.nr, empty)
    elif not empty:
        linje.problem(felt.navn, f"skolen har også tal for {tid.tekst} i række {before.raekke}. Slet den ene.")


def _check_row(linje: Linje, stand: Stand, figures: dict[Felt, Antal]) -> None:
    """Hold the sums in a school's row against its figures."""
    row = Afsnit()
    for felt, found in figures.items():
        add(row.sums, felt, found, linje, stand.fodnote)
    if linje.ok:
        compare_sums(linje, stand, row, "rækkens tal")


def _keep(stand: Stand) -> None:
    """Keep the rows behind the figures, in the order in which they stand."""
    udbytte, ark = stand.samlet.udbytte, stand.pivot.blok.ark.navn
    for key, fundet in stand.fundne.items():
        here = celle(fundet.raekke, fundet.felt.kolonne)
        before = stand.samlet.seen.setdefault(key, (f"{ark} {here}", fundet.antal, None))
        if before[0] == f"{ark} {here}":
            stand.samlet.summer[fundet.felt.indikator.navn if fundet.felt.indikator else ""] += fundet.antal.antal or 0
            udbytte.add(_row(stand.pivot, key, fundet.antal), ark, here)
        elif not fundet.tom:
            besked = f"Skolen har også tal for {fundet.felt.tid.tekst} i {before[0]}. Slet det ene."
            udbytte.problem(ark, here, besked, fundet.raekke)


def _row(pivot: Pivot, key: Noegle, found: Antal) -> SQLModel:
    indikator, enhed, tid = key
    if tid.maaned is not None:
        return Aktivitet(
            maaned=tid.maaned, indikator=indikator, enhed=enhed, antal=found.antal, tilstand=found.tilstand
        )
    return Vaerdi(
        indikator=indikator, enhed=enhed, periodeart=tid.periodeart, fra=tid.fra, til=tid.til, grundlag="",
        opgjort=pivot.opgjort or min(tid.til, pivot.i_dag), antal=found.antal, tilstand=found.tilstand,
    )  # fmt: skip


def _tell(stand: Stand) -> None:
    """Say once what was done with many cells."""
    udbytte, ark = stand.samlet.udbytte, stand.pivot.blok.ark.navn
    fundne = [(fundet, celle(fundet.raekke, fundet.felt.kolonne)) for fundet in stand.fundne.values()]
    if empty := [place for fundet, place in fundne if fundet.tom]:
        besked = f"{antal_af(len(empty), 'tom celle', 'tomme celler')} er læst som 0: en pivottabel viser 0 som tom."
        udbytte.inform(ark, empty[0], besked)
    if hidden := [place for fundet, place in fundne if fundet.antal.tilstand is Tilstand.DISKRETIONERET]:
        besked = f"{antal_af(len(hidden), 'tal', 'tal')} er skjult i kilden. De gemmes som skjulte."
        udbytte.warn(ark, hidden[0], besked)
    if texts := [place for fundet, place in fundne if fundet.antal.som_tekst]:
        udbytte.inform(ark, texts[0], f"{antal_af(len(texts), 'tal', 'tal')} står som tekst og er brugt som tal.")
    if stand.formler:
        besked = "Summerne er formler uden gemt værdi og kan ikke kontrolleres."
        udbytte.inform(ark, stand.formler[0], besked)
    running = {fundet.felt.tid for fundet, _ in fundne if fundet.felt.tid.til > stand.pivot.known_until}
    for tid in sorted(running, key=lambda tid: tid.fra):
        besked = "var ikke slut, da tallene blev trukket. Tomme celler er ikke læst som 0."
        udbytte.warn(ark, "", f"{stort(tid.tekst)} {besked}")
    if unknown := {felt.tid.tekst for felt in stand.pivot.felter} - {fundet.felt.tid.tekst for fundet, _ in fundne}:
        udbytte.inform(ark, "", f"Der er ingen tal for {opremsning(sorted(unknown))}, og der gemmes ingen.")
