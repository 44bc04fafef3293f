"""Pages as Streamlit draws them, without a browser, against sums taken straight from the store."""

import sqlite3

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from plads.ui.menu import PAGES, SIDER, page_file

PLANER = ("kbh", "ramme", "aalborg", "case")


@pytest.fixture
def store(seen):
    """Return the store: nothing here writes to it."""
    return seen


@pytest.fixture
def app(store):
    """Return a page opened with a link's parameters."""

    def opened(file: str = "overblik", **parameters: object) -> AppTest:
        at = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=30)
        for key, value in parameters.items():
            at.query_params[key] = value
        at.run()
        return at.switch_page(page_file(file)).run() if file != "overblik" else at

    return opened


def oere(store, statement: str) -> int:
    with sqlite3.connect(store) as connection:
        return connection.execute(statement).fetchone()[0]


@pytest.mark.parametrize("plan", PLANER)
@pytest.mark.parametrize("side", SIDER, ids=lambda side: side.file)
def test_a_page_draws_for_every_plan(app, side, plan):
    at = app(side.file, plan=plan)
    assert not at.exception
    assert not [error.value for error in at.error]
    assert len(at.title) == 1
    assert at.session_state["plan"] == plan


def test_the_headline_is_what_the_lines_of_the_store_add_up_to(app, store):
    budget = oere(
        store,
        "SELECT sum(b.oere) FROM budgetbeloeb b JOIN budgetlinje l ON b.linje = l.kode "
        "WHERE l.kode LIKE 'kbh/%' AND l.art IN ('ramme', 'tillaeg') AND b.aar = 2020",
    )
    used = oere(store, "SELECT oere FROM position WHERE kode LIKE 'kbh/%' AND maal = 'disponeret'")
    assert (budget, used) == (3_507_500_000, 2_836_500_000)
    shown = [metric.value for metric in app().metric][:3]
    assert shown == ["35.075.000 kr.", "28.365.000 kr.", "6.710.000 kr."]


def test_a_choice_in_the_link_is_followed(app):
    at = app("oekonomi", plan="kbh", indsats=["b"], aar=["2021"])
    assert at.metric[0].value == "4.500.000 kr."
    assert at.metric[1].value == "Ikke oplyst"


def test_what_the_reader_chooses_becomes_the_links_code(app):
    at = app()
    at.multiselect(key="vis_indsats").select("b").run()
    assert at.session_state["indsats"] == ["b"]
    at.selectbox(key="vis_plan").select("aalborg").run()
    assert at.session_state["plan"] == "aalborg"
    assert at.session_state["indsats"] == []


def test_an_unknown_plan_is_named_and_the_first_shown(app):
    at = app(plan="atlantis")
    assert any("atlantis" in warning.value for warning in at.warning)
    assert at.session_state["plan"] == "kbh"


def test_a_plan_without_amounts_says_so_and_never_0(app):
    at = app("oekonomi", plan="aalborg")
    assert [metric.value for metric in at.metric] == ["Inden for rammen", "Ikke oplyst", "Ikke oplyst"]


def test_an_empty_store_tells_what_to_do(tmp_path, monkeypatch):
    from tests.ui.conftest import forget

    monkeypatch.setenv("PLADS_DATABASE_URL", f"sqlite:///{tmp_path}/tom.db")
    monkeypatch.setenv("PLADS_DEMO", "0")
    forget()
    at = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=30).run()
    assert not at.exception
    assert "Der er endnu ingen planer" in at.info[0].value
    forget()


def test_a_choice_the_plan_does_not_have_is_named_once_and_forgotten(app):
    at = app(plan="aalborg", skoleaar=["2020/21"])
    assert any("2020/21" in warning.value for warning in at.warning)
    at.run()
    assert not at.warning
    at.selectbox(key="vis_plan").select("kbh").run()
    assert at.session_state["skoleaar"] == []


def test_parameters_of_no_use_are_named(app):
    assert any("farve" in warning.value for warning in app(farve=["roed"]).warning)


def test_an_export_names_the_choice_its_figures_are_made_from(store, monkeypatch):
    from plads.filters import Filter
    from plads.ui import filterbar

    monkeypatch.setitem(st.session_state, "_dataversion", (1, ""))
    said = dict(filterbar.described(Filter("kbh", indsatser=("b",))))
    assert said["Indsats"] == "b) Styrkelse af kompetencecentrene"
    assert said["År"] == "alle"
    assert said["Nyeste kilde"] == "Status april 2020, 23. april 2020"
