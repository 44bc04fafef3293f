"""Headline figures: amounts and counts as people read them, missing ones by their word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from plads import text
from plads.money import Amount, Total
from plads.queries.forloeb import STARTED, AfstemningRow
from plads.queries.oekonomi import BudgetRow, StatusRow
from plads.tables import Column, Table
from plads.ui import filterbar, udtraek
from plads.ui.keys import key_part


def money(amount: Total) -> str:
    """Return an amount as a headline, or the word for why it is missing."""
    if amount.oere is not None:
        return text.beloeb(amount.oere)
    if amount.kendt_oere:
        return f"{amount.tilstand.tekst} (kendt del {text.beloeb(amount.kendt_oere)})"
    return amount.tilstand.tekst


def price_level(amount: Amount | Total) -> str:
    """Return the price level of an amount in words."""
    return f"{amount.prisniveau}-p/l" if amount.prisniveau else "p/l ikke oplyst"


def price_levels(rows: Sequence[BudgetRow]) -> str:
    """Return the price levels of budget lines in words."""
    return text.opremsning(sorted({price_level(row.amount) for row in rows})) or "p/l ikke oplyst"


def money_figures(status: StatusRow) -> None:
    """Show budget, committed and rest as figures, missing ones by their word."""
    aar = text.opremsning([str(aar) for aar in status.aar])
    shown = [
        (f"Budget {aar}", status.budget, price_level(status.budget)),
        (f"Disponeret {aar}", status.disponeret, _reported(status)),
        (f"Ikke disponeret {aar}", status.rest, _share(status)),
    ]
    figures([(navn, money_or_word(amount), note) for navn, amount, note in shown])


def money_or_word(amount: Total) -> str:
    """Return an amount in whole kroner, or the word for why it is missing."""
    return text.kr(amount.oere) if amount.oere is not None else text.stort(amount.tilstand.tekst)


def figures(
    entries: Sequence[tuple[str, str, str]], width: int = 250, chips: Sequence[Callable[[], None]] = ()
) -> None:
    """Show headline figures side by side, each at least so many pixels wide: what, how much, a verdict, and a note."""
    if udtraek.is_wanted():
        key = f"noegletal_{key_part(entries[0][0])}"
        udtraek.keep(udtraek.Kort(key, "Nøgletal", "", partial(_table, tuple(entries))))
    with st.grid(min_column_width=width, key=f"noegletal_{key_part(entries[0][0])}"):
        for nr, (navn, figure, note) in enumerate(entries):
            with st.container(border=True, key=f"tal_{key_part(navn)}", height="stretch"):
                st.metric(text.markdown(navn), text.markdown(figure))
                if nr < len(chips):
                    chips[nr]()
                if note:
                    st.caption(text.markdown(note))


def _table(entries: Sequence[tuple[str, str, str]]) -> Table:
    return Table(tuple(Column(navn, titel) for navn, titel in (("navn", "Nøgletal"), ("tal", "Tal"), ("note", "Note"))),
                 tuple(entries))  # fmt: skip


def forloeb_figures(rows: Sequence[AfstemningRow]) -> None:
    """Show how many forløb the source states in all, and how many of them it explains."""
    if not rows:
        return
    figures(
        [
            (
                f"Hele planen: {'igangsat' if row.status in STARTED else 'planlagt'} {row.skoleaar}",
                f"{text.antal(row.oplyst)} {row.taelleenhed}",
                _explained(row),
            )
            for row in rows
        ]
    )


def _explained(row: AfstemningRow) -> str:
    parts = " + ".join(f"{antal} {navn.lower()}" for navn, antal in row.dele)
    if row.rest is None:
        return f"Heraf nævnt: {parts}. Andre er nævnt uden antal, så resten kan ikke regnes ud."
    if row.rest:
        return f"Heraf nævnt: {parts}. {text.antal(row.rest)} er ikke forklaret."
    return f"Alle er nævnt: {parts}."


def _reported(status: StatusRow) -> str:
    if status.opgjort:
        return f"pr. {status.opgjort}"
    return "Findes kun for hele planen" if filterbar.current().indsatser else ""


def _share(status: StatusRow) -> str:
    if status.rest.oere is None or not status.budget.oere:
        return ""
    return f"{text.procent_tal(status.rest.oere, status.budget.oere)} af budgettet"
