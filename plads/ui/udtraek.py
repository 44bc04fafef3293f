"""Every card of a page as tables, taken from the page itself, so that an export says what the screen says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit import config
from streamlit.logger import set_log_level

from plads.access import Bruger, may
from plads.charts.chart import Chart
from plads.errors import AccessError, ExportError
from plads.tables import Table
from plads.ui.menu import PAGES, SIDER, page_file

SAMLET = "_udtraek"
SOM = "_udtraek_bruger"


@dataclass(frozen=True)
class Kort:
    """One card: its heading, what stands under it, its table, and what is printed beside it on an export."""

    key: str
    titel: str
    undertitel: str
    tabel: Callable[[], Table]
    beregning: tuple[tuple[str, str], ...] = ()
    valg: tuple[tuple[str, str], ...] = ()
    # The picture, where the card has one.
    chart: Chart | None = None
    eksempel: bool = False


def is_wanted() -> bool:
    """Return whether the page is being made into tables; for a reader in a browser it never is."""
    return SAMLET in st.session_state


def keep(kort: Kort) -> None:
    """Keep a card of the page that is being made into tables."""
    samlet: list[Kort] = st.session_state[SAMLET]
    samlet.append(kort)


def collected(side: str, parameters: Mapping[str, Sequence[str]], bruger: Bruger) -> list[Kort]:
    """Return the cards of a page as a person sees them with the choices of a link.

    Raise ExportError for a page that is not there or cannot be shown, AccessError for one the person may not see.
    """
    # Only the command line runs a page without a browser; a server never loads this.
    from streamlit.testing.v1 import AppTest

    page = next((page for page in SIDER if page.file == side), None)
    if page is None:
        raise ExportError(f"Siden «{side}» findes ikke. Brug en af: {', '.join(page.file for page in SIDER)}.")
    if not may(bruger, page.kraever):
        raise AccessError
    _without_a_browser()
    samlet: list[Kort] = []
    app = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=120)
    app.session_state[SOM] = bruger
    for key, values in parameters.items():
        app.query_params[key] = list(values)
    app.run()
    app.session_state[SAMLET] = samlet
    app.switch_page(page_file(side)).run()
    if app.exception or app.error:
        raise ExportError
    return samlet


def _without_a_browser() -> None:
    """Keep Streamlit from telling the terminal that there is no browser, and from printing what goes wrong there."""
    config.set_option("logger.enableRich", False)
    set_log_level(logging.CRITICAL)
