"""What is built into the examples is found on the pages of effect and forecasts, and nothing else is."""

from __future__ import annotations

import pytest
import streamlit as st
import yaml
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from plads.cube.byg import build
from plads.disclosure.frigiv import release
from plads.filters import Filter
from plads.measures import trappe
from plads.measures.effekt import Grund, Slutning
from plads.models.organisation import Enhedstype
from plads.queries import aktivitet as queries
from plads.queries import enheder
from plads.store.engine import build_engine
from plads.udsyn import Udsyn
from plads.ui import cache, prognoser, virker
from plads.ui.menu import PAGES, page_file
from tests.ui.conftest import ROOT

KBH = Filter("kbh")


@pytest.fixture
def reader(store, monkeypatch):
    """Return a way to look at the store as somebody who sees all of it, or only what may be shared."""

    def look(udsyn=Udsyn(alt=True)):  # noqa: B008 frozen
        monkeypatch.setitem(st.session_state, cache.VERSION, (1, str(store)))
        monkeypatch.setitem(st.session_state, cache.SYN, (udsyn, "k101", 0))
        monkeypatch.setitem(st.session_state, cache.DELT, None)
        monkeypatch.setitem(st.session_state, "plan", KBH.plan)
        return {row.kode: row for row in cache.read(queries.counted, KBH)}

    return look


@pytest.fixture(scope="module")
def sandheder():
    return yaml.safe_load((ROOT / "data/demo/sandheder.yaml").read_text(encoding="utf-8"))


def test_the_forloeb_that_works_shows_it_and_the_others_do_not(reader, sandheder):
    """Judged by visitationer, the figure that was chosen beforehand."""
    tal = reader()
    svar = {f.kode: virker.answer(f, tal[virker.VIGTIGSTE]) for f in virker.kinds()}
    virker_i_sandhed = {kode for kode, v in sandheder["virkninger"].items() if v["faktor"] < 1}
    assert virker_i_sandhed == {kode for kode, s in svar.items() if s.effekt.slutning is Slutning.EFFEKT}
    effekt = svar["co-teaching"].effekt.samlet
    assert effekt.lav < sandheder["virkninger"]["co-teaching"]["faktor"] < effekt.hoej
    assert all(s.eksempel and s.intern for s in svar.values())


def test_figures_that_nothing_was_done_to_show_nothing(reader):
    tal = reader()
    fundne = [
        (f.kode, kode) for f in virker.kinds() for kode in ("ppv", "klage", "tilbageslusning")
        if virker.answer(f, tal[kode]).effekt.slutning is Slutning.EFFEKT
    ]  # fmt: skip
    assert fundne == []


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


def forecasts(reader):
    reader()
    (by,) = [cache.read(enheder.municipality, KBH)]
    return {m.kode: m for m in prognoser.figures(by)}


def test_the_omraade_over_its_forventningstal_is_found_and_no_other(reader, sandheder):
    over = sandheder["forventningstal"]["over"]
    found = forecasts(reader)
    udgift = {(a.trappe.kode, a.trappe.aar) for a in trappe.deviations(found["udgift_specialtilbud"].omraader)
              if a.usaedvanlig}  # fmt: skip
    elever = {(a.trappe.kode, a.trappe.aar) for a in trappe.deviations(found["elever_specialtilbud"].omraader)
              if a.usaedvanlig}  # fmt: skip
    assert udgift == {(over["omraade"], aar) for aar in over["aar"]}
    # How many pupils 2022 ends with is not known yet.
    assert elever == {(over["omraade"], 2021)}


def test_that_early_forecasts_are_too_low_is_found(reader, sandheder):
    udgift = forecasts(reader)["udgift_specialtilbud"]
    fejl = trappe.misses(udgift.omraader)
    foerste, anden = (prognoser._accuracy(fejl, navn) for navn in ("1. prognose", "2. prognose"))
    assert foerste.skaev
    assert foerste.for_lave == foerste.antal == 20
    assert foerste.skaevhed < anden.skaevhed < 0
    byggede = sandheder["forventningstal"]["prognoser"][0]["fejl"]
    assert byggede[2018] < foerste.skaevhed < byggede[2021]


def test_the_city_is_the_sum_of_its_omraader(reader):
    elever = forecasts(reader)["elever_specialtilbud"]
    aaret = [t for t in elever.omraader if t.aar == 2021]
    assert len(aaret) == 5
    assert next(t for t in elever.byen if t.aar == 2021).udfald == sum(t.udfald for t in aaret)


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
