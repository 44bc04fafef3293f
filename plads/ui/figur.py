"""A chart on screen. One that was shown before is not written anew: Streamlit keeps and sends the finished element."""

from __future__ import annotations

import streamlit as st

from plads.charts.chart import CONFIG, KEPT, Chart


def show(chart: Chart, *, key: str) -> None:
    """Draw a chart, said in words for those who cannot see it."""
    if chart.nr is None:
        _draw(chart, key)
    else:
        _drawn(chart, chart.nr, key)


def _draw(chart: Chart, key: str) -> None:
    st.plotly_chart(chart.figure(), theme=None, key=key, config=CONFIG, alt=chart.alt)


# To write a chart as JSON, to name it and to pack it costs more than all else about it.
@st.cache_resource(max_entries=2 * KEPT, show_spinner=False)
def _drawn(_chart: Chart, nr: int, key: str) -> None:  # noqa: ARG001 the number is the cache key
    _draw(_chart, key)
