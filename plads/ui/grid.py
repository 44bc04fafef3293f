"""Tables on screen: Danish in any browser, sorted by number, missing figures by their word."""

from __future__ import annotations

import math
from collections.abc import Hashable
from functools import partial
from typing import Any

import streamlit as st

from plads import text
from plads.tables import Celle, Kind, Table, celletekst
from plads.tilstand import Tilstand

# Cells longer than this wrap, so the table is set as text; beside numbers a title may be longer.
LONG, LONG_BESIDE_NUMBERS = 45, 80
ROWS_BEFORE_SCROLL = 18
ROWS_THAT_KEEP_ALL = 2


def show(table: Table, *, key: str, alt: str) -> None:
    """Show a table: as running text where cells are long or missing in two ways, else as a grid that sorts."""
    states = {cell for column in table.columns if column.kind.er_tal for cell in _states(table, column.navn)}
    if is_text(table) or len(states) > 1:
        st.table(_texts(table), hide_index=True, border="horizontal", alt=alt)
        return
    word = next((celletekst(state, Kind.TEKST) for state in states), "")
    st.dataframe(
        _styled(table),
        hide_index=True,
        key=f"tabel_data_{key}",
        alt=alt,
        height="content" if len(table.rows) <= ROWS_BEFORE_SCROLL else 560,
        # A missing number has no text of its own in the grid; its word is given once for all.
        placeholder=word,
    )


def _states(table: Table, navn: str) -> set[Tilstand | None]:
    return {cell for cell in table.column(navn) if cell is None or isinstance(cell, Tilstand)}


def is_text(table: Table) -> bool:
    """Return whether a table is read rather than sorted: its cells are long."""
    numbers = sum(column.kind.er_tal for column in table.columns)
    longest = LONG_BESIDE_NUMBERS if numbers > 1 else LONG
    return any(isinstance(cell, str) and len(cell) > longest for row in table.rows for cell in row)


def without_silent(table: Table) -> tuple[Table, list[str]]:
    """Return the table without columns that hold nothing, and what those columns are called.

    Two rows or fewer keep them all: there the word in each cell costs nothing.
    """
    silent = {
        column.navn
        for column in table.columns
        if all(cell in (None, Tilstand.IKKE_OPLYST) for cell in table.column(column.navn))
    }
    if not silent or len(table.rows) <= ROWS_THAT_KEEP_ALL:
        return table, []
    kept = [column.navn for column in table.columns if column.navn not in silent]
    return table.select(kept), [column.titel.lower() for column in table.columns if column.navn in silent]


def _texts(table: Table) -> Any:
    """Return the cells as text, those of number columns set to the right."""
    # Imported when a table is shown: pandas costs a third of a second at start.
    import pandas as pd

    rows = [[text.markdown(cell) for cell in row] for row in table.texts()]
    frame = pd.DataFrame(rows, columns=list(table.titler)).astype(str)
    numbers: list[Hashable] = [column.titel for column in table.columns if column.kind.er_tal]
    return frame.style.set_properties(subset=numbers, **{"text-align": "right !important"}) if numbers else frame


def _frame(table: Table) -> Any:
    import pandas as pd

    return pd.DataFrame(
        {
            column.titel: pd.array([_value(cell) for cell in table.column(column.navn)], dtype="float64")
            if column.kind.er_tal
            else [celletekst(cell, column.kind) for cell in table.column(column.navn)]
            for column in table.columns
        }
    )


def _value(cell: Celle) -> float:
    return float(cell) if isinstance(cell, int | float) else math.nan


def _styled(table: Table) -> Any:
    """Return the frame with every number's Danish text; the numbers stay below it and sort."""
    formats = {column.titel: partial(_text, column.kind) for column in table.columns if column.kind.er_tal}
    return _frame(table).style.format(formats)


def _text(kind: Kind, value: Any) -> str:
    if math.isnan(value):
        return ""
    return celletekst(value if kind is Kind.PROCENT else round(value), kind)
