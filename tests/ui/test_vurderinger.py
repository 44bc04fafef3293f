"""The chip, the curve card and the funnel card, as the browser gets them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from plads.ui import cards

ROW = """
from plads.models.indikator import Indikatorart
from plads.queries.aktivitet import TaltRow
from plads.retning import Retning
row = TaltRow("ppv", "PPV'er", "PPV", "b", "t", Indikatorart.STROEM, "skole", "kilde", None, Retning.NED)
"""
CURVE = ROW + """
from plads.measures.gruppe import Gruppe
from plads.measures.motor import vurder
from plads.measures.vurdering import Indstillinger
from plads.serier import Periode, Serie, Trin
from plads.ui import maalinger
tal = [38, 42] * 12 + [90]
perioder = tuple(Periode(24000 + nr, Trin.MAANED) for nr in range(len(tal)))
serie = Serie("Amager", perioder, tuple(tal), (0,) * len(tal))
v = vurder(serie, row.navn, Indstillinger(row.retning), gruppe=Gruppe(""))
maalinger.curve_card(row, v, key="k", sted="Amager", kilde="Kilde: prøve")
maalinger.false_flags([v, v])
"""
FUNNEL = ROW + """
from plads.measures.ligner import Skole
from plads.measures.tragt import Sted
from plads.ui import maalinger
elever = [300 + 25 * nr for nr in range(25)]
steder = [Sted(str(nr), f"Skole {nr:02}", n // 50, n) for nr, n in enumerate(elever)]
skoler = [Skole(str(nr), f"Skole {nr:02}", n) for nr, n in enumerate(elever)]
valgte = maalinger.chosen(skoler[0], skoler, "t")
vist = [sted for sted in steder if valgte is None or sted.kode in valgte]
maalinger.funnel_card(row, vist, key="t", periode="2021/22", kilde="Kilde: prøve", egen=skoler[0])
"""


@pytest.fixture
def run(monkeypatch):
    """Return a way to run a script whose cards need no store; the charts that were drawn are kept."""
    charts = []
    draw = cards.chart_card

    def chart_card(titel, chart, **andet):
        charts.append(chart)
        draw(titel, chart, **andet)

    monkeypatch.setattr(cards, "_downloads", lambda *_: None)
    monkeypatch.setattr(cards, "chart_card", chart_card)

    def opened(script: str) -> tuple[AppTest, list]:
        app = AppTest.from_string(script, default_timeout=30).run()
        assert not app.exception
        return app, charts

    return opened


def words(app):
    return " ".join(element.value for kind in (app.markdown, app.caption, app.subheader) for element in kind)


def test_a_curve_card_says_the_verdict_the_rule_and_why(run):
    app, charts = run(CURVE)
    said = words(app)
    assert "PPV'er i januar: 90. Det er flere end normalt (" in said
    assert "Flere end normalt" in said
    assert "Reglen: udsvingskort (XmR), fordi der er omkring 40 om måneden" in said
    assert "Her er bedømt 2 kurver" in said
    assert "7 i træk på samme side" in said
    assert charts[0].table.column("signal")[-1] == "Over det normale"


def test_the_chip_has_a_sign_and_the_colour_of_its_direction(run):
    app, _ = run(CURVE)
    badge = next(element.value for element in app.markdown if "Flere end normalt" in element.value)
    assert ":orange-badge[" in badge
    assert ":material/arrow_upward:" in badge


def test_the_funnel_card_compares_with_all_until_the_reader_chooses(run):
    app, charts = run(FUNNEL)
    assert len(charts[-1].table.rows) == 25
    assert "alligevel uden for den inderste grænse" in words(app)
    assert "PPV'er, Skole 00: 20,0 pr. 1.000. Det er inden for det, man kan vente af 300 elever" in words(app)


def test_schools_that_are_alike_are_proposed_with_their_distances_and_can_be_changed(run):
    app, charts = run(FUNNEL)
    app.segmented_control(key="hvem_t").set_value("Skoler der ligner").run()
    skoler = app.multiselect(key="skoler_t_0")
    assert skoler.options[0] == "Skole 01 (325 elever, 25 flere · også almenskole · klassetrin kendes ikke)"
    assert charts[-1].table.column("navn") == tuple(f"Skole {nr:02}" for nr in range(16))
    skoler.set_value(["1", "2", "24"]).run()
    assert charts[-1].table.column("navn") == ("Skole 00", "Skole 01", "Skole 02", "Skole 24")
