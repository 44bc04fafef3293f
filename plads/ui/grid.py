"""Tables on screen: Danish in any browser, sorted by number, missing figures by their word."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

import streamlit as st

from plads import text
from plads.tables import Celle, Table, celletekst
from plads.tilstand import Tilstand

# Cells longer than this wrap, so the table is set as text; beside numbers a title may be longer.
LONG, LONG_BESIDE_NUMBERS = 45, 80
ROWS_BEFORE_SCROLL = 18
UUID = "plads"
RIGHT = {"text-align": "right !important"}
ROWS_THAT_KEEP_ALL = 2
# Where a number is missing the grid must hold something that sorts, and that nobody takes for a number when it
# is read aloud or copied. An empty value would sort as 0; infinity comes before or after every number.
MISSING, HIDDEN = -math.inf, math.inf


def show(table: Table, *, key: str, alt: str, on_row: Callable[[int], None] | None = None) -> None:
    """Show a table: as running text where its cells are long, else as a grid that sorts.

    `on_row` is called with a row's number in the table when the reader picks it, by mouse or keyboard, however
    the grid is sorted.
    """
    if is_text(table):
        st.table(_texts(table), hide_index=True, border="horizontal", alt=alt)
        return
    name = f"tabel_data_{key}"
    st.dataframe(
        _styled(table),
        hide_index=True,
        key=name,
        alt=alt,
        height="content" if len(table.rows) <= ROWS_BEFORE_SCROLL else 560,
        placeholder="",
        on_select=partial(_picked, name, on_row) if on_row else "ignore",
        selection_mode="single-row",
    )


def _picked(name: str, on_row: Callable[[int], None]) -> None:
    """Pass on which row was picked; taking a choice back picks none."""
    rows = st.session_state[name].selection.rows
    if rows:
        on_row(rows[0])


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
    return frame.style.set_uuid(UUID).set_properties(subset=numbers, **RIGHT) if numbers else frame


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
    """Return what the grid sorts a cell by: hidden after every number, missing in any other way before it."""
    if isinstance(cell, int | float):
        return float(cell)
    return HIDDEN if cell is Tilstand.DISKRETIONERET else MISSING


def _styled(table: Table) -> Any:
    """Return the frame with the Danish text of every cell; the numbers stay below it and sort."""
    # The same table gives the same bytes: with a name of its own for every drawing it would be sent anew each time.
    styled = _frame(table).style.set_uuid(UUID)
    # The texts are there already. To let pandas write each anew, as a page of HTML, took a third of the whole page.
    body = [
        [{"id": f"row{r}_col{c}", "type": "td", "display_value": ord_} for c, ord_ in enumerate(row)]
        for r, row in enumerate(table.texts())
    ]
    styled._compute = lambda: styled
    styled._translate = lambda *_, **__: {"body": body}
    return styled
