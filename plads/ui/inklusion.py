"""The inclusion rate of municipalities: a public statistic beside the plan's own figures."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plads.charts import kurver
from plads.queries import inklusion
from plads.serier import Serie
from plads.tables import Kind
from plads.ui import cache, cards, explain, filterbar

GRUNDLAG = {"institution": "skolens kommune", "bopael": "elevens bopælskommune"}
# As many lines as can be told apart in one chart.
MOST = 5


def cards_of() -> None:
    """Show the plan's municipality beside the country and those chosen, one card per basis; the two never mix."""
    valg = filterbar.current()
    found = {grundlag: cache.read(inklusion.series_of(grundlag), valg) for grundlag in GRUNDLAG}
    if not any(found.values()):
        return
    st.header("Inklusionsgraden", anchor=False)
    with st.grid(min_column_width=420, key="inklusion"):
        for grundlag, serier in found.items():
            _card(grundlag, serier[:MOST])


def _card(grundlag: str, serier: Sequence[Serie]) -> None:
    cards.chart_card(
        f"Elever i almen undervisning, efter {GRUNDLAG[grundlag]}",
        kurver.periodekurve(serier, maal=f"Inklusionsgrad efter {GRUNDLAG[grundlag]}", kind=Kind.PROCENT),
        key=f"inklusion_{grundlag}",
        undertitel="Procent af eleverne, skoleår. Kilde: Uddannelsesstatistik.dk",
        beregning=explain.inclusion(),
        fill=True,
    )
