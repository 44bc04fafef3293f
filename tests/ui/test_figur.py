"""A chart on screen: what Streamlit keeps is what it would have written anew, and it stands where it is asked for."""

import json

from streamlit.testing.v1 import AppTest

from plads.ui import figur


def _side():
    import streamlit as st

    from plads.charts.chart import Chart
    from plads.charts.kurver import maanedskurve
    from plads.ui import figur
    from tests.charts.serier import maaneder

    left, right = st.columns(2)
    kept = maanedskurve([maaneder(12, 0, 7, navn="<Amager>")], maal="Klager")
    with right if st.toggle("Til højre") else left:
        figur.show(kept, key="kept")
    figur.show(Chart(kept.spec, kept.alt, kept.tabel), key="kept_not")


def _protos(app):
    return [found.proto for found in app.get("plotly_chart")]


def test_a_kept_chart_is_sent_as_if_it_were_written_anew():
    app = AppTest.from_function(_side).run()
    kept, anew = _protos(app)
    assert (kept.spec, kept.config, kept.theme, kept.alt) == (anew.spec, anew.config, anew.theme, anew.alt)
    assert json.loads(kept.spec)["data"][0]["name"] == "&lt;Amager&gt;"
    assert kept.alt.startswith("Klager, ")
    assert _protos(app.run())[0] == kept


def test_a_kept_chart_stands_where_the_page_has_it_now():
    app = AppTest.from_function(_side).run()
    assert [len(column.get("plotly_chart")) for column in app.columns] == [1, 0]
    app.toggle[0].set_value(True).run()
    assert [len(column.get("plotly_chart")) for column in app.columns] == [0, 1]


def test_a_kept_chart_is_written_once(monkeypatch):
    figur._drawn.clear()
    written = []
    monkeypatch.setattr(figur, "_draw", lambda chart, key: written.append(key))
    app = AppTest.from_function(_side).run()
    app.run()
    assert sorted(written) == ["kept", "kept_not", "kept_not"]
