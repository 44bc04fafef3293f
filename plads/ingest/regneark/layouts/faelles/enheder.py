"""Which unit a row is about: number first, then the exact name, held against område and month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.tabeller.celler import text
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.models.organisation import Enhedstype
from plads.text import dato, opremsning

SKOLER = (Enhedstype.SKOLE, Enhedstype.SPECIALSKOLE, Enhedstype.DAGINSTITUTION)
OMRAADER = (Enhedstype.OMRAADE,)
NUMMER, NAVN, OMRAADE = "Inst.nr.", "Skole", "Område"
# What else the columns of numbers and names are called, wherever schools are listed.
NUMMERORD = (
    "Inst nr", "Inst-nr", "Institutionsnr", "Institutionsnummer", "Institutions-nr", "Institutionskode",
    "Skolenr", "Skolenummer", "Skole nr", "Skolekode",
)  # fmt: skip
NAVNEORD = ("Skolenavn", "Skolens navn", "Navn på skole", "Institutionsnavn", "Enhedsnavn")


def school(
    linje: Linje, katalog: Katalog, dag: date | None, navn: str = NAVN, *, under: Enhedsopslag | None = None
) -> Enhedsopslag | None:
    """Return the school of a row on a day; note as problems what is unknown or does not agree.

    `under` is the område the row's sheet or section is about; a school that belongs elsewhere is a warning.
    """
    number = linje.read(NUMMER, text) or ""
    name = linje.read(navn, text) or ""
    if not number and not name:
        linje.problem(navn if linje.tabel.has(navn) else NUMMER, "skolen mangler.")
        return None
    if not number and noegle(name) in katalog.sprunget:
        linje.leave_out(navn, "skolen springes over, som du har valgt.")
        return None
    omraade = area(linje, katalog)
    if number:
        enhed = _by_number(linje, katalog, number, navn)
    else:
        stated = omraade or ([under] if under else None)
        enhed = _by_name(linje, katalog, navn, partial(_lies_in, omraade=stated, dag=dag))
    if enhed is None or dag is None:
        return enhed
    enhed = _of_the_day(linje, katalog, enhed, dag, navn)
    if enhed is None:
        return None
    _check_area(linje, katalog, enhed, omraade, dag)
    if under and (known := enhed.omraade(dag)) not in (None, under.kode):
        besked = f"{enhed.navn} hører til {katalog.enhed(known or '').navn} {dato(dag)}, men står under {under.navn}."
        linje.warn(navn if linje.tabel.has(navn) else NUMMER, besked)
    return enhed


def unit_then(linje: Linje, katalog: Katalog, enhed: Enhedsopslag, felt: str, fra: date, til: date) -> Enhedsopslag:  # noqa: PLR0913
    """Return the unit that bore a school's figures in a period: itself, or the one it was then, which is noted."""
    if enhed.exists_in(fra, til):
        return enhed
    then = katalog.at(enhed, fra)
    if len(then) != 1:
        return enhed
    linje.warn(felt, _moved(enhed, then[0], fra))
    return then[0]


def _moved(enhed: Enhedsopslag, then: Enhedsopslag, dag: date) -> str:
    return f"{enhed.navn} var {then.navn} {dato(dag)}. Tallet er lagt på {then.navn}."


def _lies_in(enhed: Enhedsopslag, omraade: list[Enhedsopslag] | None, dag: date | None) -> bool:
    return bool(omraade and dag) and enhed.omraade(dag or date.min) in {unit.kode for unit in omraade or ()}


def area(linje: Linje, katalog: Katalog) -> list[Enhedsopslag] | None:
    """Return the områder a row's name stands for; None with the problem noted when it stands for none."""
    name = linje.read(OMRAADE, text)
    if not name:
        return None
    found = katalog.by_name(name, OMRAADER)
    if not found:
        linje.problem(OMRAADE, f"området kendes ikke.{_question(katalog.nearest_unit(name, OMRAADER))}")
    return found or None


def _by_number(linje: Linje, katalog: Katalog, number: str, navn: str) -> Enhedsopslag | None:
    enhed = katalog.by_number(number)
    name = linje.read(navn, text)
    named = katalog.by_name(name, SKOLER) if name else []
    if enhed is None:
        hint = _question(f"{named[0].institutionsnr} ({named[0].navn})" if named else None)
        linje.problem(NUMMER, f"institutionsnummeret findes ikke i skoleregistret.{hint}")
    elif named and enhed not in named:
        besked = f"nummer og navn passer ikke sammen: nummeret er {enhed.navn}, navnet er {named[0].navn}. Ret det ene."
        linje.problem(NUMMER, besked)
        return None
    elif name and not named:
        linje.warn(navn, f"navnet kendes ikke. Efter nummeret er det {enhed.navn}.")
    return enhed


def _by_name(
    linje: Linje, katalog: Katalog, navn: str, preferred: Callable[[Enhedsopslag], bool]
) -> Enhedsopslag | None:
    name = linje.read(navn, text) or ""
    found = katalog.by_name(name, SKOLER)
    if len(found) > 1:
        found = list(filter(preferred, found)) or found
    if len(found) == 1:
        return found[0]
    if found:
        listed = opremsning([f"{enhed.navn} ({enhed.institutionsnr or enhed.kode})" for enhed in found])
        linje.problem(navn, f"navnet passer på flere: {listed}. Tilføj institutionsnummeret.")
    else:
        near = katalog.nearest_unit(name, SKOLER)
        linje.udbytte.ask(name, near)
        linje.problem(navn, f"skolen kendes ikke.{_question(near)}")
    return None


def _of_the_day(
    linje: Linje, katalog: Katalog, enhed: Enhedsopslag, dag: date, navn: str
) -> Enhedsopslag | None:
    """Return the unit that bore a school's figures on a day: itself, or the one that took over from it."""
    if enhed.exists(dag):
        return enhed
    where = navn if linje.tabel.has(navn) else NUMMER
    then = katalog.at(enhed, dag)
    if len(then) == 1:
        linje.warn(where, _moved(enhed, then[0], dag))
        return then[0]
    if then:
        names = opremsning([unit.navn for unit in then])
        linje.problem(where, f"{enhed.navn} er delt i {names} før {dato(dag)}. Skriv, hvilken af dem tallet hører til.")
        return None
    _say_not_there(linje, enhed, dag, where)
    return enhed


def _say_not_there(linje: Linje, enhed: Enhedsopslag, dag: date, where: str) -> None:
    if enhed.til and dag > enhed.til:
        linje.problem(where, f"{enhed.navn} er nedlagt {dato(enhed.til)} og kan ikke have tal derefter.")
    elif enhed.fra:
        linje.problem(where, f"{enhed.navn} er oprettet {dato(enhed.fra)} og kan ikke have tal før.")


def _check_area(
    linje: Linje, katalog: Katalog, enhed: Enhedsopslag, omraade: list[Enhedsopslag] | None, dag: date
) -> None:
    known = enhed.omraade(dag)
    if omraade and known and known not in {unit.kode for unit in omraade}:
        besked = f"{enhed.navn} hører til {katalog.enhed(known).navn} {dato(dag)}, ikke til {omraade[0].navn}."
        linje.problem(OMRAADE, besked)


def _question(near: str | None) -> str:
    return f" Mente du «{near}»?" if near else ""
