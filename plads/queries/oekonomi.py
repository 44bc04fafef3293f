"""Money of a plan: budget lines, sums per year and element, positions, and what is left.

Amounts stay at the level the source gives; a sum with an unknown part is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from plads.errors import PriceLevelError
from plads.filters import Filter
from plads.models.oekonomi import Budgetbeloeb, Budgetlinje, Budgetversion, Linjeart, Maal, Position
from plads.money import Amount, Total, difference, total
from plads.queries.plan import scope, tree
from plads.tilstand import Tilstand

COUNTS = (Linjeart.RAMME, Linjeart.TILLAEG)
# The later in this order, the more it counts.
VERSIONS = (Budgetversion.FORSLAG, Budgetversion.VEDTAGET, Budgetversion.KORRIGERET)
UNKNOWN = Total(None, Tilstand.IKKE_OPLYST, 0, None, None)


class BudgetRow(NamedTuple):
    """One line of the budget in one year."""

    element: str
    maerke: str
    hoved: str | None
    linje: str
    art: Linjeart
    tekst: str
    aar: int
    amount: Amount
    version: str
    styringsomraade: str | None
    bevillingskilde: str | None
    literal: str | None
    kilde: str | None


class AarRow(NamedTuple):
    """The plan's budget in one year: ramme, tillæg, and both together."""

    aar: int
    ramme: Total
    tillaeg: Total
    i_alt: Total


class IndsatsRow(NamedTuple):
    """The budget of one main element (or, maerke 'plan', of the plan itself) over the chosen years."""

    maerke: str
    titel: str
    ramme: Total
    tillaeg: Total
    i_alt: Total

    @property
    def oere(self) -> int | None:
        """Return the budget in øre, None when a part is unknown."""
        return self.i_alt.oere

    @property
    def tilstand(self) -> Tilstand:
        """Return the state of the budget."""
        return self.i_alt.tilstand


class SumRow(NamedTuple):
    """The budget of a whole choice over its years: ramme, tillæg, and both together."""

    aar: tuple[int, ...]
    ramme: Total
    tillaeg: Total
    i_alt: Total


class PositionRow(NamedTuple):
    """Money at a reporting date."""

    element: str
    maal: Maal
    aar: int | None
    opgjort: str
    amount: Amount
    oere_min: int | None
    oere_maks: int | None
    styringsomraade: str | None
    literal: str | None
    kilde: str | None
    opgjort_fra: date | None


class StatusRow(NamedTuple):
    """Budget, what is committed of it, and the rest, in the years they are known for."""

    aar: tuple[int, ...]
    budget: Total
    disponeret: Total
    rest: Total
    opgjort: str | None

    @property
    def disponeret_pct(self) -> float | None:
        """Return how much of the budget is committed, in per cent with one decimal."""
        return percent(self.disponeret, self.budget)


def lines(session: Session, valg: Filter) -> list[BudgetRow]:
    """Return every budget line and year of the choice, sums and prose figures included.

    A line has one amount a year here: the newest version of it. A proposal counts only where nothing was adopted.
    """
    elements = scope(session, valg)
    query = (
        select(Budgetlinje, Budgetbeloeb)
        .join(Budgetbeloeb, col(Budgetbeloeb.linje) == Budgetlinje.kode)
        .where(col(Budgetlinje.element).in_(elements))
        .order_by(col(Budgetlinje.element), col(Budgetlinje.orden), col(Budgetbeloeb.aar))
    )
    if valg.aar:
        query = query.where(col(Budgetbeloeb.aar).in_(valg.aar))
    newest: dict[tuple[str, int], tuple[Budgetlinje, Budgetbeloeb]] = {}
    for line, value in session.exec(query):
        held = newest.get((line.kode, value.aar))
        if held is None or VERSIONS.index(held[1].version) < VERSIONS.index(value.version):
            newest[line.kode, value.aar] = (line, value)
    return [
        BudgetRow(
            line.element,
            elements[line.element].maerke,
            elements[line.element].hoved,
            line.kode,
            line.art,
            line.tekst,
            value.aar,
            Amount(value.oere, value.tilstand, value.prisniveau, value.praecision_oere),
            value.version.value,
            line.styringsomraade,
            line.bevillingskilde,
            value.literal,
            value.kilde,
        )
        for line, value in newest.values()
    ]


def years(session: Session, valg: Filter) -> list[int]:
    """Return the years the plan's budget speaks of."""
    query = (
        select(Budgetbeloeb.aar)
        .join(Budgetlinje, col(Budgetbeloeb.linje) == Budgetlinje.kode)
        .where(col(Budgetlinje.element).in_(scope(session, Filter(valg.plan))))
        .distinct()
    )
    return sorted(session.exec(query))


def per_year(session: Session, valg: Filter) -> list[AarRow]:
    """Return the budget of the choice year by year."""
    rows = lines(session, valg)
    return [
        AarRow(aar, *_sums(row for row in rows if row.aar == aar)) for aar in sorted({row.aar for row in rows})
    ]


def per_element(session: Session, valg: Filter) -> list[IndsatsRow]:
    """Return the budget of each main element of the choice, and of the plan itself if it has lines."""
    rows = lines(session, valg)
    found = []
    for element in scope(session, valg).values():
        if not (element.er_hoved or element.niveau == 0):
            continue
        own = [row for row in rows if (row.hoved or "plan") == element.maerke]
        if element.niveau == 0 and not any(row.art in COUNTS for row in own):
            continue
        found.append(IndsatsRow(element.maerke, element.titel, *_sums(own)))
    return found


def in_all(session: Session, valg: Filter) -> SumRow:
    """Return the budget of all of the choice together, over all of its years."""
    rows = lines(session, valg)
    return SumRow(tuple(sorted({row.aar for row in rows})), *_sums(rows))


def percent(part: Total, whole: Total) -> float | None:
    """Return a share in per cent with one decimal; None when either is unknown or there is no whole."""
    return round(100 * part.oere / whole.oere, 1) if part.oere is not None and whole.oere else None


def _sums(rows: Iterable[BudgetRow]) -> tuple[Total, Total, Total]:
    counted = [row for row in rows if row.art in COUNTS]
    ramme = total(row.amount for row in counted if row.art is Linjeart.RAMME)
    tillaeg = total(row.amount for row in counted if row.art is Linjeart.TILLAEG)
    return ramme, tillaeg, total(row.amount for row in counted)


def positions(session: Session, valg: Filter) -> list[PositionRow]:
    """Return what is committed, spent or expected at the reporting dates."""
    query = (
        select(Position)
        .where(col(Position.element).in_(scope(session, valg)))
    )
    return [
        PositionRow(
            p.element,
            p.maal,
            p.aar,
            p.opgjort_tekst,
            Amount(p.oere, p.tilstand, p.prisniveau, p.praecision_oere),
            p.oere_min,
            p.oere_maks,
            p.styringsomraade,
            p.literal,
            p.kilde,
            p.opgjort_fra,
        )
        for p in sorted(session.exec(query), key=lambda p: (p.opgjort_fra or date.min, p.kode))
        if not valg.aar or p.aar is None or p.aar in valg.aar
    ]


def status(session: Session, valg: Filter) -> StatusRow:
    """Return budget, committed and rest of the whole plan for the chosen years, else the reported year.

    What is committed is only known for the whole plan, so the choice of indsatser does not split it.
    """
    whole = Filter(valg.plan, aar=valg.aar)
    committed = [
        row
        for row in positions(session, whole)
        if row.maal is Maal.DISPONERET and row.aar and row.element == valg.plan
    ]
    known = years(session, whole)
    reported = tuple(sorted({row.aar for row in committed if row.aar}))
    chosen = valg.aar or reported[-1:] or tuple(known[:1])
    in_years = lines(session, Filter(valg.plan, aar=chosen))
    budget = _budget(in_years)
    newest = [row for aar in chosen for row in _newest(committed, aar)]
    if not chosen or {row.aar for row in newest} != set(chosen):
        return StatusRow(chosen, budget, UNKNOWN, UNKNOWN, None)
    used = total(row.amount for row in newest)
    opgjort = newest[-1].opgjort if used.oere is not None else None
    return StatusRow(chosen, budget, used, _rest(budget, used), opgjort)


def _budget(rows: Sequence[BudgetRow]) -> Total:
    """Return what the lines add up to; unknown where there is no line that counts."""
    counted = [row.amount for row in rows if row.art in COUNTS]
    return total(counted) if counted else UNKNOWN


def _newest(rows: Sequence[PositionRow], aar: int) -> list[PositionRow]:
    """Return a year's positions of the newest date; a date may have several, one for each styringsområde."""
    own = [row for row in rows if row.aar == aar]
    return [row for row in own if row.opgjort_fra == own[-1].opgjort_fra]


def _rest(budget: Total, used: Total) -> Total:
    """Return what is left; where the price levels differ there is no such figure, and the two stand alone."""
    try:
        return difference(budget, used)
    except PriceLevelError:
        return UNKNOWN._replace(tilstand=Tilstand.IKKE_RELEVANT)


def chosen_status(session: Session, valg: Filter) -> StatusRow:
    """Return the status of the choice: some elements' own budget, but nothing committed, which no source splits."""
    whole = status(session, valg)
    if not valg.indsatser:
        return whole
    rows = lines(session, Filter(valg.plan, aar=whole.aar, indsatser=valg.indsatser))
    return StatusRow(whole.aar, _budget(rows), UNKNOWN, UNKNOWN, None)


def sub_posts(session: Session, valg: Filter) -> list[BudgetRow]:
    """Return the sub-posts of the chosen elements, in the plan's order."""
    order = {row.kode: nr for nr, row in enumerate(tree(session, valg))}
    rows = [row for row in lines(session, valg) if row.art is Linjeart.DELPOST]
    return sorted(rows, key=lambda row: (order[row.element], row.linje, row.aar))
