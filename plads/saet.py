"""Sets composed from the pages themselves, as the committee sees them: the standard set, and any card of any page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from plads import text, udgivelse
from plads.access import Bruger, Rolle
from plads.cube import udsnit
from plads.cube.byg import build
from plads.cube.frigivet import Frigivet
from plads.cube.kommune import of_municipality
from plads.dias import Dias, Frosset, Moede
from plads.disclosure.frigiv import release
from plads.errors import ExportError
from plads.filters import Filter
from plads.models.proveniens import Indlaesning
from plads.moede import arkiv, beslutninger, grundlag, navne, notat, siden, standard
from plads.moede.grundlag import Grundlag, Valg
from plads.moede.kort import slide_of
from plads.moede.ord import statement
from plads.queries import aktivitet, enheder
from plads.queries.plan import plans
from plads.serier import Serie, Trin
from plads.store import reading
from plads.store.engine import stamp_in
from plads.udsyn import Udsyn
from plads.ui import udtraek
from plads.ui.udtraek import Kort

UDVALG = Bruger("Udvalg", Rolle.UDVALG)
Fortael = Callable[[str], None]


@dataclass
class Sider:
    """The pages as the committee sees them, each run once for the same choices."""

    fortael: Fortael
    kendte: dict[tuple[str, str], Sequence[Kort]] = field(default_factory=dict)

    def __call__(self, side: str, valg: Valg) -> Sequence[Kort]:
        """Return the cards of a page."""
        noegle = side, repr(sorted((navn, list(vaerdier)) for navn, vaerdier in valg.items()))
        if noegle not in self.kendte:
            self.fortael(f"Henter siden {side}")
            self.kendte[noegle] = udtraek.collected(side, valg, UDVALG)
        return self.kendte[noegle]


@dataclass(frozen=True, slots=True)
class Henvisning:
    """A card somebody put in a set: the page, the card on it, and the choices of the link."""

    side: str
    kort: str
    valg: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Opskrift:
    """What a set is made of: the standard slides or not, cards by the key of their slide, and schools named or not."""

    standard: bool = True
    henvisninger: Mapping[str, Henvisning] = field(default_factory=dict)
    skolenavne: bool = False


def compose(engine: Engine, moede: Moede, opskrift: Opskrift, fortael: Fortael) -> Frosset:
    """Return a set as of now, telling how far it is. Everything in it is what the committee may see.

    A card that is no longer on its page makes no slide. Raise ExportError for a plan that is not there.
    """
    g, version, nummer, kvitteringer, skoler = _basis(engine, moede.plan, fortael)
    dias = standard.slides(g) if opskrift.standard else []
    for noegle, henvisning in opskrift.henvisninger.items():
        dias += _referred(g, noegle, henvisning)
    fortael("Samler sættet")
    saet = Frosset(
        moede=replace(moede, plannavn=g.plan.navn, kommune=g.plan.kommune),
        dias=tuple(dias),
        frosset=datetime.now(UTC),
        dataversion=version,
        udgivelse=nummer,
        kvitteringer=kvitteringer,
        tabeller=notat.tables(g),
        tekster=notat.texts(g),
    )
    return saet if opskrift.skolenavne else navne.without_schools(saet, skoler)


def _referred(g: Grundlag, noegle: str, h: Henvisning) -> list[Dias]:
    for kort in g.hent(h.side, {**g.valg, **h.valg}):
        if kort.key == h.kort:
            titel = statement(kort.titel)
            return [slide_of(g, kort, h.side, valg=h.valg, noegle=noegle, afsnit="Valgt", titel=titel)]
    return []


def _basis(
    engine: Engine, plan: str, fortael: Fortael
) -> tuple[Grundlag, int, int, tuple[str, ...], tuple[str, ...]]:
    """Return what the set rests on, its data version, the release, the uploads behind, and the names of schools."""
    sider = Sider(fortael)
    valg = Filter(plan)
    with reading(engine) as session:
        if plan not in {row.kode for row in plans(session)}:
            raise ExportError(f"Planen «{plan}» findes ikke.")
        by = enheder.municipality(session, valg)
        delbar = udgivelse.newest(engine, by.kode if by else "")
        version = stamp_in(session)[0]
        skoleaar: dict[str, Serie] = {}
        units = enheder.units(session, valg)
        if by is not None and aktivitet.counted(session, valg):
            egen = of_municipality(build(session, stamp_in(session)), by.kode)
            skoleaar = _school_years(release(egen, Udsyn(), delbar.flade(egen)), by.kode)
        g = grundlag.read(session, plan, sider, skoleaar)
        return g, version, delbar.nummer, receipts(session), tuple(row.navn for row in units if row.er_skole)


def _school_years(t: Frigivet, by: str) -> dict[str, Serie]:
    """Return the city's whole school years by indicator, as released."""
    found = {kode: udsnit.serie(t, kode, by, Trin.SKOLEAAR) for kode in t.indikator_nr}
    return {kode: serie for kode, serie in found.items() if serie.sidst_meldt is not None}


def receipts(session: Session) -> tuple[str, ...]:
    """Return the receipts of the uploads that hold now: those that have not been undone."""
    fortrudt = select(Indlaesning.fortryder).where(col(Indlaesning.fortryder).is_not(None))
    query = select(Indlaesning.kvittering).where(
        col(Indlaesning.fortryder).is_(None), col(Indlaesning.nummer).not_in(fortrudt)
    )
    return tuple(session.exec(query.order_by(col(Indlaesning.nummer))))


def prepare(engine: Engine, nummer: int, fortael: Fortael) -> Frosset:
    """Return a stored set as composed now; raise SaetError for one that is not there."""
    with reading(engine) as session:
        row = arkiv.one(session, nummer)
        rows = arkiv.slides(session, nummer)
        sidst = arkiv.before(session, nummer)
        besluttet = beslutninger.decisions(session, sidst.nummer) if sidst else []
        frosset_sidst = arkiv.frozen(session, sidst.nummer) if sidst else None
    kort = {r.noegle: r.henvisning for r in rows if r.henvisning is not None}
    opskrift = Opskrift(
        row.standard,
        {noegle: _reference(henvisning) for noegle, henvisning in kort.items()},
        row.skolenavne,
    )
    saet = compose(engine, arkiv.moede_of(row), opskrift, fortael)
    if sidst is None or frosset_sidst is None or not row.standard:
        return saet
    return siden.opened(saet, frosset_sidst, besluttet, _called(sidst))


def _reference(kept: Mapping[str, Any]) -> Henvisning:
    return Henvisning(kept["side"], kept["kort"], {navn: tuple(v) for navn, v in kept["valg"].items()})


def _called(row: arkiv.SaetRow) -> str:
    return f"mødet {text.dato(row.dato)}" if row.dato else f"«{row.titel}»"
