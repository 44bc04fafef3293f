"""The pages of effect, of the promise and of forecasts: who is left out, who is told nothing, and what is said."""

from __future__ import annotations

import pytest
import streamlit as st
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from plads.cube.byg import build
from plads.disclosure.frigiv import release
from plads.filters import Filter
from plads.measures.effekt import Grund, Slutning
from plads.models.organisation import Enhedstype
from plads.queries import aktivitet as queries
from plads.queries import enheder
from plads.store.engine import build_engine
from plads.udsyn import Udsyn
from plads.ui import cache, virker
from plads.ui.menu import PAGES, page_file
from tests.ui.conftest import see

KBH = Filter("kbh")


@pytest.fixture
def reader(store, monkeypatch):
    """Return a way to look at the store as somebody who sees all of it, or only what may be shared."""

    def look(udsyn=Udsyn(alt=True)):  # noqa: B008 frozen
        see(monkeypatch, store, udsyn)
        return {row.kode: row for row in cache.read(queries.counted, KBH)}

    return look


def test_schools_with_two_forloeb_are_left_out_and_counted(reader):
    tal = reader()
    konflikt = next(f for f in virker.kinds() if f.kode == "konflikthaandtering")
    svar = virker.answer(konflikt, tal["visitation"])
    assert (svar.effekt.slutning, svar.effekt.grund) == (Slutning.FOR_LIDT, Grund.SKOLER)
    assert svar.udeladt.andet_forloeb >= 7


@pytest.fixture
def closed(store, monkeypatch):
    """Show what somebody sees for whom nothing has been released: all that was reported is hidden."""
    engine = build_engine(f"sqlite:///{store}")
    with Session(engine) as session:
        cube = release(build(session, (1, "")), Udsyn())
    engine.dispose()

    def look(_udsyn, kommune):
        st.session_state[cache.SYN] = (Udsyn(), kommune, 0)

    monkeypatch.setattr(cache, "cube", lambda: cube)
    monkeypatch.setattr(cache, "look", look)


def test_nothing_is_said_to_those_for_whom_small_counts_are_hidden(reader, closed):
    tal = reader(Udsyn())
    for f in virker.kinds():
        svar = virker.answer(f, tal["visitation"])
        assert (svar.effekt.slutning, svar.effekt.grund) == (Slutning.FOR_LIDT, Grund.SKJULT)
        assert svar.effekt.samlet is None
        assert not svar.intern


@pytest.fixture
def page(store):
    def opened(file, **parameters):
        at = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=60)
        for key, value in parameters.items():
            at.query_params[key] = value
        return at.run().switch_page(page_file(file)).run()

    return opened


def said(at):
    return " ".join(str(element.value) for felt in (at.subheader, at.markdown, at.caption) for element in felt)


def test_a_link_opens_the_forloeb_and_figure_it_names(page):
    at = page("virker", plan="kbh", forloeb="Aktionslæring", tal="Indstillinger")
    assert not at.exception
    assert not at.warning
    assert "Aktionslæring: kan ikke skelnes fra tilfældige udsving" in said(at)
    assert "Indstillinger år for år omkring start" in said(at)


def test_a_choice_of_indsats_leaves_its_forloeb(page):
    at = page("virker", plan="kbh", indsats=["h"])
    assert not at.exception
    assert "Konflikthåndtering: for lidt data" in said(at)
    assert "Co-teaching:" not in said(at)


def test_those_who_see_no_small_counts_are_told_why_there_is_no_verdict(page, closed):
    at = page("virker", plan="kbh")
    assert not at.exception
    assert "skjult for dig" in said(at)
    assert "omkring start" not in said(at)


def test_the_promise_is_answered_for_the_city_and_its_omraader(page):
    at = page("knaek", plan="kbh")
    assert not at.exception
    assert "det kan ikke afgøres endnu, for statistikken har kun 2020/21" in said(at)
    assert "Elever i specialtilbud: det kan ikke afgøres endnu" in said(at)
    assert "Visitationer: kurven er knækket" in said(at)


def test_pupils_become_kroner_by_the_price_row(page):
    at = page("prognoser", plan="kbh")
    assert at.metric[0].value == "1,5 mio. kr."
    at.number_input(key="flere").set_value(20).run()
    assert at.metric[0].value == "3,0 mio. kr."
    assert "2022-p/l" in said(at)


def test_without_a_price_it_says_so(page, store):
    import sqlite3

    with sqlite3.connect(store) as connection:
        connection.execute("DELETE FROM enhedspris")
    at = page("prognoser", plan="kbh")
    assert "enhedspriser" in " ".join(info.value for info in at.info)
    assert not at.metric


def test_only_ordinary_schools_are_compared(reader):
    reader()
    skoler = virker._schools("kbh", "co-teaching", "visitation")
    kinds = {row.kode: row.type for row in cache.read(enheder.units, KBH)}
    assert {kinds[s.kode] for s in skoler} == {Enhedstype.SKOLE}
