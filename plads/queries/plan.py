"""Plans and their trees: which plans there are, what they consist of, and what is said of each part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from plads.filters import Filter
from plads.models.organisation import EnhedNavn, Navneart
from plads.models.plan import Aktoer, Element, ElementKobling, Niveau, Omfang, Plan, Tekst, Tekstart
from plads.models.styring import Hoering, Hoeringssvar
from plads.tilstand import Tilstand


class PlanRow(NamedTuple):
    """A plan that can be chosen."""

    kode: str
    navn: str
    kort_navn: str
    kommune: str
    art: str
    periode: str
    sagsnr: str | None
    status: str | None
    kilde: str | None


class NiveauRow(NamedTuple):
    """A level of the plan's tree in the plan's own words, and how many elements it has."""

    orden: int
    ental: str
    flertal: str
    hoved: bool
    antal: int


class ElementRow(NamedTuple):
    """An element; `hoved` is the maerke of the main element it belongs to, itself included."""

    kode: str
    maerke: str
    titel: str
    niveau: int
    ental: str
    er_hoved: bool
    hoved: str | None
    foraelder: str | None
    status: str | None
    periode: str | None
    fra: date | None
    kilde: str | None

    @property
    def navn(self) -> str:
        """Return the element as it is called on screen: 'a) Styrkelse af …', 'Tema 1: …'."""
        if self.niveau == 0:
            return self.titel
        if len(self.maerke) == 1 and self.maerke.isalpha():
            return f"{self.maerke}) {self.titel}"
        return f"{self.ental} {self.maerke.lstrip('FHS')}: {self.titel}"


class TekstRow(NamedTuple):
    """A text about an element."""

    element: str
    art: Tekstart
    nr: int
    tekst: str
    kilde: str | None


class OmfangRow(NamedTuple):
    """How much of something an element covers."""

    element: str
    hvad: str
    taelleenhed: str
    vaerdi: int | None
    minimum: int | None
    maksimum: int | None
    ca: bool
    periode: str | None
    tilstand: Tilstand
    kilde: str | None


class AktoerRow(NamedTuple):
    """Who plays which part."""

    element: str
    navn: str
    rolle: str
    kilde: str | None


class KoblingRow(NamedTuple):
    """A link from one element to another; `til` None with a state means the source does not say."""

    fra: str
    art: str
    til: str | None
    tilstand: Tilstand
    kilde: str | None
    fra_navn: str
    til_navn: str | None


class HoeringRow(NamedTuple):
    """Whether a body has been heard."""

    instans: str
    svar: Hoeringssvar
    dato: str | None
    bemaerkning: str | None
    kilde: str | None


def plans(session: Session, valg: Filter | None = None) -> list[PlanRow]:  # noqa: ARG001 every query takes a Filter
    """Return every plan in its fixed order, with the municipality's name."""
    query = (
        select(Plan, EnhedNavn.navn)
        .join(EnhedNavn, (col(EnhedNavn.enhed) == Plan.kommune) & (col(EnhedNavn.art) == Navneart.OFFICIELT))
        .order_by(col(Plan.orden), col(Plan.kode))
    )
    return [
        PlanRow(p.kode, p.navn, p.kort_navn, navn, p.art.value, p.periode_tekst, p.sagsnr, p.status, p.kilde)
        for p, navn in session.exec(query)
    ]


def levels(session: Session, valg: Filter) -> list[NiveauRow]:
    """Return the plan's levels from the top, the plan itself first."""
    counts: dict[int, int] = {}
    for niveau in session.exec(select(Element.niveau).where(Element.plan == valg.plan)):
        counts[niveau] = counts.get(niveau, 0) + 1
    query = select(Niveau).where(Niveau.plan == valg.plan).order_by(col(Niveau.orden))
    return [
        NiveauRow(n.orden, n.ental, n.flertal, n.hoved, counts.get(n.orden, 0)) for n in session.exec(query)
    ]


def tree(session: Session, valg: Filter) -> list[ElementRow]:
    """Return the plan's elements in reading order: each before its children, the plan itself first."""
    names = {row.orden: row for row in levels(session, valg)}
    elements = session.exec(
        select(Element).where(Element.plan == valg.plan).order_by(col(Element.niveau), col(Element.orden))
    ).all()
    children: dict[str | None, list[Element]] = {}
    for element in elements:
        children.setdefault(element.foraelder, []).append(element)
    rows: list[ElementRow] = []

    def visit(element: Element, hoved: str | None) -> None:
        is_main = names[element.niveau].hoved
        hoved = element.maerke if is_main else hoved
        rows.append(_element_row(element, names[element.niveau].ental, is_main, hoved))
        for child in children.get(element.kode, []):
            visit(child, hoved)

    for root in children.get(None, []):
        visit(root, None)
    return rows


def _element_row(element: Element, ental: str, is_main: bool, hoved: str | None) -> ElementRow:
    return ElementRow(
        element.kode,
        element.maerke,
        element.titel,
        element.niveau,
        ental,
        is_main,
        hoved,
        element.foraelder,
        element.status,
        element.periode_tekst,
        element.periode_fra,
        element.kilde,
    )


def scope(session: Session, valg: Filter) -> dict[str, ElementRow]:
    """Return the elements a choice covers, by code: all, or the chosen main ones with what is below them."""
    rows = tree(session, valg)
    chosen = set(valg.indsatser)
    return {row.kode: row for row in rows if not chosen or row.hoved in chosen}


def texts(session: Session, valg: Filter) -> list[TekstRow]:
    """Return the texts of the chosen elements, in the source's order."""
    query = (
        select(Tekst)
        .where(col(Tekst.element).in_(scope(session, valg)))
        .order_by(col(Tekst.element), col(Tekst.art), col(Tekst.nr))
    )
    return [TekstRow(t.element, t.art, t.nr, t.tekst, t.kilde) for t in session.exec(query)]


def extents(session: Session, valg: Filter) -> list[OmfangRow]:
    """Return how much the chosen elements cover."""
    query = (
        select(Omfang)
        .where(col(Omfang.element).in_(scope(session, valg)))
        .order_by(col(Omfang.element), col(Omfang.nr))
    )
    return [
        OmfangRow(
            o.element,
            o.hvad,
            o.taelleenhed,
            o.vaerdi,
            o.minimum,
            o.maksimum,
            o.ca,
            o.periode_tekst,
            o.tilstand,
            o.kilde,
        )
        for o in session.exec(query)
    ]


def actors(session: Session, valg: Filter) -> list[AktoerRow]:
    """Return who plays which part in the chosen elements, by name."""
    query = (
        select(Aktoer)
        .where(col(Aktoer.element).in_(scope(session, valg)))
        .order_by(col(Aktoer.element), col(Aktoer.navn))
    )
    return [AktoerRow(a.element, a.navn, a.rolle, a.kilde) for a in session.exec(query)]


def links(session: Session, valg: Filter) -> list[KoblingRow]:
    """Return the links from and to the chosen elements, unknown ones included."""
    codes = scope(session, valg)
    query = select(ElementKobling).where(
        col(ElementKobling.fra).in_(codes) | col(ElementKobling.til).in_(codes)
    )
    names = named(tree(session, valg))
    return [
        KoblingRow(k.fra, k.art.value, k.til, k.tilstand, k.kilde, names[k.fra], names.get(k.til or ""))
        for k in session.exec(query)
    ]


def hearings(session: Session, valg: Filter) -> list[HoeringRow]:
    """Return which bodies have been heard, in the source's order."""
    query = (
        select(Hoering)
        .where(col(Hoering.element).in_(scope(session, valg)))
        .order_by(col(Hoering.orden))
    )
    return [
        HoeringRow(h.instans, h.svar, h.dato_tekst, h.bemaerkning, h.kilde) for h in session.exec(query)
    ]


def named(rows: Sequence[ElementRow]) -> dict[str, str]:
    """Return what each element is called, by code."""
    return {row.kode: row.navn for row in rows}
