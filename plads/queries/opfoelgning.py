"""What has been uploaded of a municipality's own economy: its budget follow-up, and the budgets of proposals."""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from plads.filters import Filter
from plads.models.oekonomi import Budgetpost, Opfoelgningskolonne, Opfoelgningstal
from plads.models.plan import Plan
from plads.models.proveniens import Indlaesning

FORVENTET = (
    Opfoelgningskolonne.FORVENTET_31_03,
    Opfoelgningskolonne.FORVENTET_31_05,
    Opfoelgningskolonne.FORVENTET_30_09,
)


class OpfoelgningRow(NamedTuple):
    """One line of a year's follow-up, in øre; None where the file had no figure. `forventet` is by date."""

    aar: int
    kode: str
    tekst: str
    oprindeligt: int | None
    korrigeret: int | None
    forventet: tuple[int | None, ...]
    eksempel: bool

    @property
    def afvigelse(self) -> tuple[int | None, ...]:
        """Return what each forecast exceeds the corrected budget by: plus is overspending."""
        if self.korrigeret is None:
            return (None,) * len(self.forventet)
        return tuple(None if oere is None else oere - self.korrigeret for oere in self.forventet)


class BudgetpostRow(NamedTuple):
    """One post of a budget table, with its amounts in øre by year."""

    tabel: str
    afsnit: str
    tekst: str
    styringsomraade: str
    beloeb: dict[int, int]
    prisniveau: tuple[int | None, ...]
    eksempel: bool


def follow_up(session: Session, valg: Filter) -> list[OpfoelgningRow]:
    """Return the follow-up of the plan's municipality, by year and text; only the chosen years."""
    figures: dict[tuple[int, str], dict[Opfoelgningskolonne, int]] = {}
    texts: dict[tuple[int, str], tuple[str, bool]] = {}
    query = (
        select(Opfoelgningstal, Indlaesning.eksempel)
        .join(Indlaesning, col(Indlaesning.nummer) == Opfoelgningstal.indlaesning)
        .where(col(Opfoelgningstal.kommune).in_(_municipality(valg)))
        .order_by(col(Opfoelgningstal.aar), col(Opfoelgningstal.kode))
    )
    for row, made_up in session.exec(query):
        if valg.aar and row.aar not in valg.aar:
            continue
        figures.setdefault((row.aar, row.kode), {})[row.kolonne] = row.oere
        before = texts.get((row.aar, row.kode), ("", False))[1]
        texts[row.aar, row.kode] = (row.tekst, made_up or before)
    return [
        OpfoelgningRow(
            aar,
            kode,
            texts[aar, kode][0],
            found.get(Opfoelgningskolonne.OPRINDELIGT),
            found.get(Opfoelgningskolonne.KORRIGERET_INKL),
            tuple(found.get(kolonne) for kolonne in FORVENTET),
            texts[aar, kode][1],
        )
        for (aar, kode), found in figures.items()
    ]


def budget_posts(session: Session, valg: Filter) -> list[BudgetpostRow]:
    """Return the posts of the municipality's budget tables, as their tables have them; only the chosen years."""
    query = (
        select(Budgetpost, Indlaesning.eksempel)
        .join(Indlaesning, col(Indlaesning.nummer) == Budgetpost.indlaesning)
        .where(col(Budgetpost.kommune).in_(_municipality(valg)))
        .order_by(col(Budgetpost.tabel), col(Budgetpost.afsnit), col(Budgetpost.tekst), col(Budgetpost.aar))
    )
    found: dict[tuple[str, str, str], list[tuple[Budgetpost, bool]]] = {}
    for row, made_up in session.exec(query):
        if not valg.aar or row.aar in valg.aar:
            found.setdefault((row.tabel, row.tekst, row.styringsomraade), []).append((row, made_up))
    return [
        BudgetpostRow(
            tabel,
            rows[0][0].afsnit or "",
            tekst,
            omraade,
            {row.aar: row.oere for row, _ in rows},
            tuple(row.prisniveau for row, _ in rows),
            any(made_up for _, made_up in rows),
        )
        for (tabel, tekst, omraade), rows in found.items()
    ]


def _municipality(valg: Filter) -> SelectOfScalar[str]:
    return select(Plan.kommune).where(Plan.kode == valg.plan)
