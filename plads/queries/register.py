"""What an uploaded file is recognised by: units with names and memberships, indicators, kinds of forløb."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from plads.models.forloeb import Forloebstype, ForloebstypeElement
from plads.models.indikator import Indikator
from plads.models.organisation import (
    Efterfoelger,
    Efterfoelgerart,
    Enhed,
    EnhedNavn,
    Enhedstype,
    Navneart,
    Tilknytning,
    Tilknytningsart,
)
from plads.models.plan import Element, Plan
from plads.models.styring import Temperaturtrin


class Medlemskab(NamedTuple):
    """A unit's membership of an område while it lasted; til None means still."""

    omraade: str
    fra: date
    til: date | None


class Registerenhed(NamedTuple):
    """A unit with every name it is known by, the official ones first, and its områder over time."""

    kode: str
    type: Enhedstype
    institutionsnr: str | None
    kommune: str | None
    fra: date | None
    til: date | None
    navne: tuple[str, ...]
    omraader: tuple[Medlemskab, ...]


class Typeindsats(NamedTuple):
    """A kind of forløb; `indsats` is the letter of an indsats behind it in a municipality, if any."""

    type: str
    navn: str
    kommune: str | None
    indsats: str | None


def units(session: Session) -> list[Registerenhed]:
    """Return every unit, by code."""
    # As columns: a file is held against thousands of names, and an object for each costs more than reading them.
    names: dict[str, list[str]] = {}
    official_first = col(EnhedNavn.art) != Navneart.OFFICIELT
    named = select(EnhedNavn.enhed, EnhedNavn.navn).order_by(official_first, col(EnhedNavn.navn))
    for enhed, navn in session.exec(named):
        names.setdefault(enhed, []).append(navn)
    areas: dict[str, list[Medlemskab]] = {}
    member = (Tilknytning.barn, Tilknytning.foraelder, Tilknytning.gyldig_fra, Tilknytning.gyldig_til)
    lies_in = sa.select(*map(col, member)).where(col(Tilknytning.art) == Tilknytningsart.OMRAADE)
    for barn, omraade, fra, til in session.execute(lies_in):
        areas.setdefault(barn, []).append(Medlemskab(omraade, fra, til))
    own = (Enhed.kode, Enhed.type, Enhed.institutionsnr, Enhed.kommune, Enhed.gyldig_fra, Enhed.gyldig_til)
    found = session.execute(sa.select(*map(col, own)).order_by(col(Enhed.kode)))
    return [
        Registerenhed._make((*unit, tuple(names.get(unit[0], ())), tuple(sorted(areas.get(unit[0], ()), key=_since))))
        for unit in found
    ]


def _since(member: Medlemskab) -> date:
    return member.fra


def successors(session: Session) -> list[Efterfoelger]:
    """Return which units took over from which; not those that were only closed, whose children went elsewhere."""
    query = select(Efterfoelger).where(Efterfoelger.art != Efterfoelgerart.NEDLAEGGELSE)
    return list(session.exec(query.order_by(col(Efterfoelger.fra), col(Efterfoelger.til))))


def indicators(session: Session) -> list[Indikator]:
    """Return every indicator in its order."""
    return list(session.exec(select(Indikator).order_by(col(Indikator.orden))))


def letters(session: Session) -> dict[str, frozenset[str]]:
    """Return per municipality the letters of its plans' indsatser: {'k101': {'a', 'b', …}}."""
    found: dict[str, set[str]] = {}
    query = select(Plan.kommune, Element.maerke).join(Element, col(Element.plan) == Plan.kode)
    for kommune, maerke in session.exec(query.where(Element.niveau == 1)):
        found.setdefault(kommune, set()).add(maerke)
    return {kommune: frozenset(maerker) for kommune, maerker in found.items()}


def elements(session: Session) -> list[tuple[Plan, list[Element]]]:
    """Return every plan in its order with its elements."""
    found: dict[str, list[Element]] = {}
    for element in session.exec(select(Element).order_by(col(Element.niveau), col(Element.orden), col(Element.kode))):
        found.setdefault(element.plan, []).append(element)
    plans = session.exec(select(Plan).order_by(col(Plan.orden), col(Plan.kode)))
    return [(plan, found.get(plan.kode, [])) for plan in plans]


def steps(session: Session) -> list[Temperaturtrin]:
    """Return the steps of every temperature scale in their order."""
    return list(session.exec(select(Temperaturtrin).order_by(col(Temperaturtrin.skala), col(Temperaturtrin.orden))))


def kinds(session: Session) -> list[Typeindsats]:
    """Return the kinds of forløb, one row per indsats behind each, or one with None where there is none."""
    query = (
        select(Forloebstype.kode, Forloebstype.navn, Plan.kommune, Element.kode)
        .join(ForloebstypeElement, col(ForloebstypeElement.type) == Forloebstype.kode, isouter=True)
        .join(Element, col(Element.kode) == ForloebstypeElement.element, isouter=True)
        .join(Plan, col(Plan.kode) == Element.plan, isouter=True)
        .order_by(col(Forloebstype.kode), col(Element.kode))
    )
    tree = {row.kode: row for row in session.exec(select(Element))}
    rows = session.exec(query)
    return [Typeindsats(kind, navn, kommune, _indsats(tree, element)) for kind, navn, kommune, element in rows]


def _indsats(tree: dict[str, Element], kode: str | None) -> str | None:
    """Return the letter of the top-level element that an element lies under."""
    element = tree.get(kode or "")
    while element and element.niveau > 1:
        element = tree.get(element.foraelder or "")
    return element.maerke if element and element.niveau == 1 else None
