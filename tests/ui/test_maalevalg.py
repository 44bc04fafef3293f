"""«Indstil» on the curve card: who is offered it, and that one decision moves chart, table, sentence and words."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from plads import maalevalg
from plads.access import Bruger, Rolle
from plads.filters import Filter
from plads.maalevalg import Sted, Valgt
from plads.measures.vurdering import Sikkerhed
from plads.queries import aktivitet as queries
from plads.queries.styring import HaendelseRow
from plads.serier import Trin
from plads.store import schema
from plads.ui import cache, maalinger, steder, vurderinger
from plads.ui import maalevalg as skaerm
from plads.ui.menu import PAGES, page_file
from tests.ui.conftest import see

BY = Sted("k101", "indstilling")
CHEF = Bruger("Eva", Rolle.ADMINISTRATOR)
JANUAR = 2021 * 12


@pytest.fixture
def looking(store, monkeypatch):
    """Return a way to look anew, as somebody who sees all: at the city and at its indstillinger."""

    def look():
        see(monkeypatch, store)
        monkeypatch.setitem(cache.st.session_state, cache.INDSTILLET, maalevalg.stamp(schema.current_engine()))
        rows = cache.read(queries.counted, Filter("kbh"))
        return steder.city(), next(row for row in rows if row.kode == "indstilling")

    return look


def decide(valgt, sted=BY):
    maalevalg.decide(schema.current_engine(), sted, valgt, grund="aftalt", bruger=CHEF)


def test_a_decision_moves_the_verdict_of_the_next_rerun(looking):
    foer = vurderinger.verdict(*looking())
    decide(Valgt(maal=20, nyt_grundlag=(JANUAR,), fast_grundlag=12))
    efter = vurderinger.verdict(*looking())
    assert (foer.sikkerhed, foer.begyndelser) == (None, ())
    assert efter.sikkerhed in set(Sikkerhed)
    assert [p.navn for p in efter.begyndelser] == ["januar 2021"]
    nr = [p.navn for p in foer.serie.perioder].index("december 2020")
    assert efter.oevre[nr] != foer.oevre[nr]


def test_a_new_beginning_of_the_city_is_one_of_its_schools_and_a_target_is_not(looking):
    by, row = looking()
    decide(Valgt(maal=20, nyt_grundlag=(JANUAR,), fast_grundlag=24))
    looking()
    skole = steder.every_school()[0]
    fundet = skaerm.settings(skole, row, Trin.KVARTAL)
    assert (fundet.maal, fundet.nyt_grundlag, fundet.fast_grundlag) == (None, (JANUAR,), 8)
    assert skaerm.settings(by, row, Trin.KVARTAL).maal == 60


@pytest.mark.parametrize(
    ("haendelse", "forfra"),
    [
        ({"dato": "2021-03-15", "kommune": "k101"}, "marts 2021"),
        ({"dato": "2021-03-15", "kommune": None}, "juni 2021"),
        ({"dato": "2021-03-15", "kommune": None, "til": "2021-03-20"}, "april 2021"),
    ],
)
def test_an_event_of_the_plan_may_begin_the_normal_anew(looking, monkeypatch, haendelse, forfra):
    dage = {navn: date.fromisoformat(dag) for navn, dag in haendelse.items() if dag and navn != "kommune"}
    row = HaendelseRow(navn="Ny visitation", kilde=None, kommune=haendelse["kommune"], nyt_grundlag=True, **dage)
    looking()
    real = cache.read
    monkeypatch.setattr(
        cache, "read", lambda query, valg: [row] if query is skaerm.styring.events else real(query, valg)
    )
    assert maalevalg.month_name(skaerm.beginning(row)) == forfra
    assert skaerm._from_events() == [skaerm.beginning(row)]


def test_one_decision_stands_in_chart_table_and_words(looking, monkeypatch):
    decide(Valgt(maal=20, nyt_grundlag=(JANUAR,)))
    v = vurderinger.verdict(*looking())
    drawn = []
    monkeypatch.setattr(maalinger.cards, "chart_card", lambda titel, chart, **told: drawn.append((titel, chart, told)))
    maalinger.curve_card(looking()[1], v, key="k", sted="Byen", kilde="Kilde")
    ((titel, chart, told),) = drawn
    assert "Målet (20)" in titel
    assert "fundet forfra fra januar 2021" in told["undertitel"]
    assert any(form.get("y0") == 20 for form in chart.spec["layout"]["shapes"])
    assert "Det normale forfra 1. januar 2021" in chart.alt
    assert "Mål" in [column.titel for column in chart.table.columns]
    assert dict(told["beregning"])["Valgt af kommunen"].startswith("Mål 20 pr. periode. Det normale er fundet forfra")


@pytest.fixture
def page(store, monkeypatch):
    def opened(bruger):
        monkeypatch.setenv("PLADS_LOKAL_BRUGER", bruger)
        at = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=60)
        at.query_params["plan"] = "kbh"
        at.query_params["omraade"] = "Amager"
        return at.run().switch_page(page_file("omraade")).run()

    return opened


def offers(at):
    return [button for button in at.button if button.label == "Indstil"]


@pytest.mark.parametrize(
    ("bruger", "ja"),
    [
        ("Eva;administrator", True),
        ("Eva;medarbejder;Amager", True),
        ("Eva;medarbejder;Valby-Vesterbro-Kgs. Enghave", False),
        ("Ib;omraadechef;Amager", False),
    ],
)
def test_indstil_is_offered_to_staff_in_their_own_scope(page, bruger, ja):
    at = page(bruger)
    assert not at.exception
    assert bool(offers(at)) is ja


def test_staff_decide_on_the_card(page):
    at = page("Eva;administrator")
    at = next(button for button in offers(at) if button.key.endswith("indstilling")).click().run()
    at.number_input(key="valg_maal").set_value(7)
    at.text_input(key="valg_grund").set_value("aftalt i området")
    at = at.button(key="valg_gem").click().run()
    assert not at.exception
    with cache.reading(schema.current_engine()) as session:
        (fundet,) = maalevalg.history(session, Sted("k101-amager", "indstilling"))
    assert (fundet.valgt, fundet.grund, fundet.bruger) == (Valgt(7), "aftalt i området", "Eva")
