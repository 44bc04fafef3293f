"""The rows of a matrix of counts: each school's figures, and every problem they have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlmodel import SQLModel

from plads.ingest.regneark.grund.katalog import Enhedsopslag, nearest
from plads.ingest.regneark.layouts.faelles.enheder import NAVN, NUMMER, OMRAADE, OMRAADER, SKOLER, school, unit_then
from plads.ingest.regneark.layouts.faelles.forbehold import LAEG_SAMMEN, apart
from plads.ingest.regneark.layouts.faelles.kontrolsum import figure, footnote, most
from plads.ingest.regneark.layouts.faelles.skema import INDIKATOR, Felt, Samlet, Skema, Stand, countable
from plads.ingest.regneark.layouts.matricer.skemasummer import (
    ALT,
    SIDEN,
    check_row,
    check_total,
    close_section,
    open_section,
    section,
    total_of,
)
from plads.ingest.regneark.tabeller.celler import Antal, text
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.models.indikator import Aktivitet, Vaerdi
from plads.text import antal_af, dato
from plads.tilstand import Tilstand


def read(skema: Skema, samlet: Samlet) -> None:
    """Note every figure of a matrix, and every problem its cells and its totals have."""
    hele = not samlet.udbytte.report.problems
    stand = Stand(skema, samlet, footnote(skema.tabel.ark), skema.omraade, hele=hele)
    before = samlet.udbytte.laest
    for linje in lines(skema.tabel, samlet.udbytte):
        if (what := total_of(linje, samlet.katalog)) is not None:
            check_total(linje, stand, what)
        elif (omraade := section(linje, samlet.katalog)) is not None:
            if omraade == stand.omraade == skema.omraade and samlet.udbytte.laest > before:
                # Under the schools, the sheet's own område is their sum.
                check_total(linje, stand, omraade.kode)
            else:
                open_section(linje, stand, omraade)
        else:
            _read_line(linje, stand)
    close_section(stand)
    _tell(stand)
    if samlet.udbytte.laest == before and not skema.samler:
        samlet.udbytte.problem(skema.tabel.ark.navn, "", "Arket har overskrifter, men ingen rækker med skoler.")


def _read_line(linje: Linje, stand: Stand) -> None:
    """Note one school's figures, or every problem the row has."""
    if _is_heading(linje, stand):
        linje.udbytte.sprunget_over += 1
        besked = "Rækken har ingen tal, og navnet er ikke en skole, vi kender. Den er sprunget over."
        linje.udbytte.warn(linje.ark, linje.celle(NAVN), besked)
        return
    linje.udbytte.laest += 1
    felter = list(_fields(linje, stand))
    figures = [(felt, found) for felt in felter if (found := linje.read(felt.navn, figure)) is not None]
    numbered = [felt for felt, found in figures if found.tilstand is not Tilstand.IKKE_RAPPORTERET]
    dag = _best_day(linje, stand, numbered or felter, closed=bool(numbered))
    enhed = school(linje, stand.samlet.katalog, dag, under=stand.omraade)
    units = {felt: _unit(linje, stand, felt, found, enhed) for felt, found in figures} if enhed is not None else {}
    for felt, found in figures:
        if enhed is not None:
            _check_existence(linje, felt, found, units[felt])
    if linje.ok and enhed is not None:
        check_row(linje, stand, dict(figures))
    for felt, found in figures:
        if linje.ok and enhed is not None and units[felt].exists_in(felt.tid.fra, felt.tid.til):
            _keep(linje, stand, felt, found, units[felt])


def _unit(linje: Linje, stand: Stand, felt: Felt, found: Antal, enhed: Enhedsopslag) -> Enhedsopslag:
    """Return the unit a figure belongs to: the row's, or what that was called or went into."""
    if found.tilstand is Tilstand.IKKE_RAPPORTERET:
        return enhed
    return unit_then(linje, stand.samlet.katalog, enhed, felt.navn, felt.tid.fra, felt.tid.til)


def _is_heading(linje: Linje, stand: Stand) -> bool:
    """Return whether a row without figures names no school, such as a heading between groups of schools."""
    name = linje.stated(NAVN, text)
    if not name or linje.value(NUMMER) is not None or stand.samlet.katalog.by_name(name, SKOLER):
        return False
    return all(linje.value(felt.navn) is None for felt in stand.skema.felter)


def _fields(linje: Linje, stand: Stand) -> Iterator[Felt]:
    """Give the columns with the indicator the row counts."""
    if not linje.tabel.has(INDIKATOR):
        yield from stand.skema.felter
        return
    ord_ = linje.read(INDIKATOR, text)
    known = countable(stand.samlet.katalog)
    found = stand.samlet.katalog.indikator(ord_) if ord_ else None
    if found in known:
        yield from (Felt(felt.kolonne, felt.navn, found, felt.tid) for felt in stand.skema.felter)
    elif ord_ is not None:
        near = nearest(ord_, [i.navn for i in known]) if ord_ else None
        hint = f" Mente du «{near}»?" if near else ""
        linje.problem(INDIKATOR, f"indikatoren {'kendes ikke' if ord_ else 'mangler'}.{hint}")


def _best_day(linje: Linje, stand: Stand, felter: list[Felt], *, closed: bool) -> date | None:
    """Return the newest day on which the school was there, best in the område named; with `closed` any day at all."""
    katalog = stand.samlet.katalog
    number, name, area = (linje.stated(navn, text) for navn in (NUMMER, NAVN, OMRAADE))
    by_number = katalog.by_number(number) if number else None
    units = [by_number] if by_number else katalog.by_name(name or "", SKOLER)
    named = {unit.kode for unit in katalog.by_name(area, OMRAADER)} if area else {stand.omraade and stand.omraade.kode}
    days = sorted({dag for felt in felter for dag in (felt.tid.fra, felt.tid.til)}, reverse=True)
    alive = [dag for dag in days if any(unit.exists(dag) for unit in units)]
    there = (dag for dag in alive if any(unit.exists(dag) and unit.omraade(dag) in named for unit in units))
    return next(there, next(iter(alive or (days if closed else ())), None))


def _check_existence(linje: Linje, felt: Felt, found: Antal, enhed: Enhedsopslag) -> None:
    if found.tilstand is Tilstand.IKKE_RAPPORTERET or enhed.exists_in(felt.tid.fra, felt.tid.til):
        return
    if enhed.til and enhed.til < felt.tid.fra:
        linje.problem(felt.navn, f"{enhed.navn} er nedlagt {dato(enhed.til)} og kan ikke have tal derefter.")
    elif enhed.fra:
        linje.problem(felt.navn, f"{enhed.navn} er oprettet {dato(enhed.fra)} og kan ikke have tal før.")


def _keep(linje: Linje, stand: Stand, felt: Felt, found: Antal, enhed: Enhedsopslag) -> None:
    indikator, here = felt.indikator, linje.celle(felt.navn)
    if indikator is None:
        return
    hoejst = most(linje.value(felt.navn), stand.fodnote)
    for scope in filter(None, (ALT, SIDEN, enhed.omraade(felt.tid.til))):
        stand.sums[scope, felt.navn, indikator.kode].add(found, hoejst)
    key = (indikator.kode, enhed.kode, felt.tid)
    before = stand.samlet.seen.setdefault(key, (f"{linje.ark} {here}", found, linje))
    if before[0] != f"{linje.ark} {here}":
        _repeated(linje, stand, felt, before, found)
        return
    for scope in filter(None, (ALT, enhed.omraade(felt.tid.til))):
        stand.samlet.ialt[scope, indikator.kode, felt.tid].add(found, hoejst)
    if found.tilstand is Tilstand.DISKRETIONERET:
        stand.bemaerket[f"skjult {indikator.navn}"].append(here)
    if found.som_tekst:
        stand.bemaerket["tekst"].append(here)
    stand.samlet.summer[indikator.navn] += found.antal or 0
    linje.udbytte.add(_row(felt, indikator.kode, enhed.kode, found, stand.skema.opgjort), linje.ark, here)


def _repeated(
    linje: Linje, stand: Stand, felt: Felt, before: tuple[str, Antal, Linje | None], found: Antal
) -> None:
    where, value, first = before
    parts = apart(linje, first) if first and first.tabel is linje.tabel else []
    if parts:
        besked = f"tallet står også i {where} for samme skole, periode og indikator, men ikke samme {parts[0]}."
        linje.problem(felt.navn, f"{besked} {LAEG_SAMMEN}")
    elif (value.antal, value.tilstand) == (found.antal, found.tilstand):
        stand.bemaerket["igen"].append(linje.celle(felt.navn))
    else:
        besked = f"tallet er et andet end i {where} for samme skole, periode og indikator. Slet det ene."
        linje.problem(felt.navn, besked)


def _row(felt: Felt, indikator: str, enhed: str, found: Antal, opgjort: date | None) -> SQLModel:
    tid = felt.tid
    if tid.maaned is not None:
        return Aktivitet(
            maaned=tid.maaned, indikator=indikator, enhed=enhed, antal=found.antal, tilstand=found.tilstand
        )
    return Vaerdi(
        indikator=indikator, enhed=enhed, periodeart=tid.periodeart, fra=tid.fra, til=tid.til, grundlag="",
        opgjort=opgjort or tid.til, antal=found.antal, tilstand=found.tilstand,
    )  # fmt: skip


def _tell(stand: Stand) -> None:
    """Say once per sheet what was noticed in many of its cells."""
    name, udbytte = stand.skema.tabel.ark.navn, stand.samlet.udbytte
    for what, places in stand.bemaerket.items():
        count = antal_af(len(places), "tal", "tal")
        if what == "formel":
            besked = "Summerne er formler uden gemt værdi og kan ikke kontrolleres."
        elif what == "tekst":
            besked = f"{count} står som tekst og er brugt som tal."
        elif what == "igen":
            besked = f"{count} står også et andet sted i filen og er talt med én gang."
        else:
            besked = f"{what.removeprefix('skjult ')}: {count} er skjult i kilden. De gemmes som skjulte."
        udbytte.inform(name, places[0], besked)
