"""What the store knows and what the user has added to it, for readers to recognise by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlmodel import Session, SQLModel

from plads.indlaes.svar import NY, SPRING_OVER, NySkole, Svar
from plads.ingest.regneark.grund.katalog import (
    Afloesning,
    Elementopslag,
    Enhedsopslag,
    Forloebsopslag,
    Indikatoropslag,
    Katalog,
    Planopslag,
    Tilhoer,
    Trinopslag,
)
from plads.ingest.regneark.grund.stavning import noegle
from plads.models.organisation import (
    ALTID,
    Efterfoelgerart,
    Enhed,
    EnhedNavn,
    Enhedstype,
    Navneart,
    Tilknytning,
    Tilknytningsart,
)
from plads.models.plan import Element, Plan
from plads.queries import register


def catalogue(session: Session, i_dag: date | None = None) -> Katalog:
    """Return what the store knows."""
    types: dict[str, tuple[str, dict[str, set[str]]]] = {}
    for row in register.kinds(session):
        behind = types.setdefault(row.type, (row.navn, {}))[1]
        if row.kommune and row.indsats:
            behind.setdefault(row.kommune, set()).add(row.indsats)
    return Katalog(
        i_dag or date.today(),  # noqa: DTZ011 a month is in the future by the calendar on the wall
        tuple(_unit(row) for row in register.units(session)),
        tuple(
            Indikatoropslag(i.kode, i.navn, i.ental, i.art, i.decimaler, i.grundlag or "")
            for i in register.indicators(session)
        ),
        tuple(
            Forloebsopslag(kode, navn, {kommune: frozenset(maerker) for kommune, maerker in behind.items()})
            for kode, (navn, behind) in types.items()
        ),
        register.letters(session),
        tuple(_plan(plan, elements) for plan, elements in register.elements(session)),
        tuple(Trinopslag(step.skala, step.trin, step.navn, step.farve) for step in register.steps(session)),
        tuple(
            Afloesning(row.fra, row.til, row.dato, row.art is Efterfoelgerart.NAVNESKIFT)
            for row in register.successors(session)
        ),
    )


def _plan(plan: Plan, elements: list[Element]) -> Planopslag:
    return Planopslag(
        plan.kode,
        (plan.navn, plan.kort_navn),
        tuple(Elementopslag(element.kode, element.maerke, element.titel, element.niveau) for element in elements),
    )


def _unit(row: register.Registerenhed) -> Enhedsopslag:
    members = tuple(Tilhoer(*member) for member in row.omraader)
    return Enhedsopslag(row.kode, row.type, row.navne, row.institutionsnr, row.kommune, row.fra, row.til, members)


def answered(katalog: Katalog, svar: Svar) -> Katalog:
    """Return the catalogue with the user's answers about names: aliases, new schools, and schools left out."""
    alias: dict[str, tuple[str, ...]] = {}
    for navn, valgt in svar.navne:
        if valgt not in (NY, SPRING_OVER):
            alias[valgt] = (*alias.get(valgt, ()), navn)
    units = [
        replace(enhed, navne=(*enhed.navne, *alias[enhed.kode])) if enhed.kode in alias else enhed
        for enhed in katalog.enheder
    ]
    new = [_looked_up(katalog, ny) for ny in svar.nye]
    gone = frozenset(noegle(navn) for navn, valgt in svar.navne if valgt == SPRING_OVER)
    return replace(katalog, enheder=(*units, *new), sprunget=gone)


def _looked_up(katalog: Katalog, ny: NySkole) -> Enhedsopslag:
    kommune = katalog.enhed(ny.omraade).kommune
    members = (Tilhoer(ny.omraade, ALTID, None),)
    return Enhedsopslag(_code(katalog, ny), Enhedstype.SKOLE, (ny.navn,), ny.nummer or None, kommune, omraader=members)


def _code(katalog: Katalog, ny: NySkole) -> str:
    """Return the code of a new school: its number, else its municipality and its name in plain letters."""
    if ny.nummer:
        return ny.nummer
    plain = noegle(ny.navn).replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
    return f"{katalog.enhed(ny.omraade).kommune}-{slug}"


def rows_of_answers(katalog: Katalog, svar: Svar, used: Iterable[str]) -> Iterator[SQLModel]:
    """Give the rows that remember the answers: aliases of units, and new schools with name and område.

    They are part of the upload and go away with it. `used` are the units its rows are about.
    """
    about = set(used)
    for navn, valgt in svar.navne:
        if valgt in about and valgt not in (NY, SPRING_OVER):
            yield EnhedNavn(enhed=valgt, navn=navn.strip(), art=Navneart.ALIAS)
    for ny in svar.nye:
        enhed = _looked_up(katalog, ny)
        if enhed.kode in about:
            yield Enhed(kode=enhed.kode, type=enhed.type, kommune=enhed.kommune, institutionsnr=enhed.institutionsnr)
            yield EnhedNavn(enhed=enhed.kode, navn=ny.navn.strip(), art=Navneart.OFFICIELT)
            yield Tilknytning(barn=enhed.kode, art=Tilknytningsart.OMRAADE, gyldig_fra=ALTID, foraelder=ny.omraade)
