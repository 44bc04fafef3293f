"""The history of uploads: all of them in one table, and the way to the receipt of each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plads import text
from plads.charts import historik as charts
from plads.filters import Filter
from plads.queries import indlaesninger
from plads.queries.indlaesninger import IndlaesningRow
from plads.ui import cache, cards
from plads.ui.menu import page_file

KVITTERING = "kvittering"
BEREGNING = (
    ("Nye, ændrede og fjernede", "Hvad indlæsningen gjorde ved det, der allerede var gemt. Uændrede tal tælles ikke."),
    ("Gældende", "Det, den skrev, står stadig, medmindre en senere indlæsning har ændret det."),
    ("Fortrudt", "Den er taget tilbage, og tallene er sat til det, de var før."),
    ("Fortrydelse", "Kvitteringen for, at en anden indlæsning blev fortrudt."),
)


def uploads() -> list[IndlaesningRow]:
    """Return every upload, newest first; they are the same for every plan."""
    return cache.read(indlaesninger.uploads, Filter(""))


def chosen() -> IndlaesningRow | None:
    """Return the upload whose receipt the link asks for; say so if there is none."""
    asked = st.query_params.get(KVITTERING)
    found = next((row for row in uploads() if row.kvittering == asked), None)
    if asked and found is None:
        said = f"Linket peger på en kvittering («{asked}»), der ikke findes her. Vi viser alle indlæsninger."
        st.warning(text.markdown(said), icon=":material/link_off:")
    return found


def show(kvittering: str | None = None) -> None:
    """Go to a receipt, or back to all of them; used as a callback on this page."""
    if kvittering:
        st.query_params[KVITTERING] = kvittering
    else:
        st.query_params.pop(KVITTERING, None)


def open_receipt(kvittering: str) -> None:
    """Open a receipt from another page; used as a callback."""
    st.switch_page(page_file("historik"), query_params={KVITTERING: kvittering})


def table(rows: Sequence[IndlaesningRow]) -> None:
    """Show every upload; a row opens its receipt."""
    cards.table_card(
        f"Indlæsninger ({text.antal(len(rows))})",
        charts.uploads(rows),
        key="indlaesninger",
        undertitel="Nyeste først",
        beregning=BEREGNING,
        on_row=lambda nr: show(rows[nr].kvittering),
        raekken="Vælg en række for at se kvitteringen, hente den eller fortryde",
    )
