"""What data/demo/sandheder.yaml says is built into the examples is found by the pages, and nothing else is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from plads.measures import trappe
from plads.measures.afbrudt import Svar
from plads.measures.effekt import Slutning
from plads.measures.tragt import Tragt, Zone
from plads.measures.vurdering import Dom, Vurdering
from plads.models.indikator import Indikatorart
from plads.models.organisation import Enhedstype
from plads.queries import aktivitet as queries
from plads.queries import styring
from plads.queries.aktivitet import TaltRow
from plads.serier import Periode, Trin
from plads.ui import cache, filterbar, haendelser, maalinger, oversigter, prognoser, steder, virker, vurderinger
from tests.ui.conftest import ROOT, see

Tal = dict[str, TaltRow]
AFVIGER = (Slutning.EFFEKT, Slutning.MODSAT)


@pytest.fixture(scope="module")
def sandheder() -> Any:
    return yaml.safe_load((ROOT / "data/demo/sandheder.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def tal(seen, monkeypatch) -> Tal:
    """Return what is counted as it happens, looking at the examples as one who sees all of them."""
    see(monkeypatch, seen)
    rows = cache.read(queries.counted, filterbar.whole())
    return {row.kode: row for row in rows if row.art is Indikatorart.STROEM}


def verdicts(tal: Tal) -> dict[tuple[str, str], Vurdering]:
    """Return what every page says of the newest figure of the city, its områder and every school."""
    alle = [steder.city(), *steder.every_area(), *steder.every_school()]
    return {(enhed.kode, kode): vurderinger.verdict(enhed, row) for enhed in alle for kode, row in tal.items()}


def funnels(tal: Tal, periode: Periode) -> dict[str, Tragt]:
    """Return the funnels of the page of schools in a school year, those in which anything happened."""
    skoler = tuple(row for row in steder.every_school() if row.type is Enhedstype.SKOLE)
    fundne = {kode: maalinger.funnel_of(vurderinger.places_of(kode, skoler, periode)[0]) for kode in tal}
    return {kode: tragt for kode, tragt in fundne.items() if tragt is not None}


def test_the_school_that_rises_is_found_in_each_of_its_figures(tal, sandheder):
    (stigning,) = sandheder["stigninger"]
    (skole,) = [row for row in steder.every_school() if row.kode == stigning["enhed"]]
    nyeste = funnels(tal, oversigter.school_year())
    for kode in stigning["faktor"]:
        v = vurderinger.verdict(skole, tal[kode])
        fundet = [p.fra for (p, _), signal in zip(v.serie, v.signaler, strict=True) if signal and signal.op]
        assert fundet, kode
        assert date(stigning["fra"] // 100, stigning["fra"] % 100, 1) <= fundet[0], kode
        assert [(p.kode, p.zone) for p in nyeste[kode].naevnt] == [(skole.kode, Zone.OVER_998)]


def test_no_other_place_or_figure_is_a_finding_in_the_newest_year_and_months(tal, sandheder):
    (stigning,) = sandheder["stigninger"]
    fundne = {sted for sted, v in verdicts(tal).items() if v.dom in (Dom.FLERE, Dom.FAERRE)}
    tragte = funnels(tal, oversigter.school_year())
    fundne |= {(p.kode, kode) for kode, tragt in tragte.items() for p in tragt.naevnt}
    assert fundne == {(stigning["enhed"], kode) for kode in stigning["faktor"]}


def test_over_all_school_years_no_more_is_named_than_chance_would_have_it(tal, sandheder):
    (stigning,) = sandheder["stigninger"]
    aar = [periode for periode in cache.periods() if periode.trin is Trin.SKOLEAAR]
    tragte = [tragt for periode in aar for tragt in funnels(tal, periode).values()]
    andre = [p.kode for tragt in tragte for p in tragt.naevnt if p.kode != stigning["enhed"]]
    assert len(andre) <= sum(tragt.falske998 for tragt in tragte)


def test_the_forloeb_that_works_is_found_in_the_figures_it_works_on_and_nowhere_else(tal, sandheder):
    ventet = {
        (forloeb, kode)
        for forloeb, sagt in sandheder["virkninger"].items() if sagt["faktor"] != 1
        for kode in sagt["indikatorer"]
    }  # fmt: skip
    svar = {(f.kode, kode): virker.answer(f, row).effekt for f in virker.kinds() for kode, row in tal.items()}
    assert {sted for sted, effekt in svar.items() if effekt.slutning in AFVIGER} == ventet
    for forloeb, kode in ventet:
        effekt = svar[forloeb, kode]
        assert effekt.slutning is Slutning.EFFEKT
        assert effekt.samlet.lav < sandheder["virkninger"][forloeb]["faktor"] < effekt.samlet.hoej


def test_the_lockdown_is_an_event_and_no_signal_and_its_fall_is_found(tal, sandheder):
    by = steder.city()
    maaneder = [Periode(nr // 100 * 12 + nr % 100 - 1, Trin.MAANED) for nr in sandheder["covid"]["maaneder"]]
    (covid,) = [row for row in cache.read(styring.events, filterbar.whole()) if row.kommune is None]
    for kode in ("ppv", "indstilling", "visitation"):
        v = vurderinger.verdict(by, tal[kode])
        ramt = [nr for nr, navn in enumerate(v.haendelser) if navn]
        assert [v.serie.perioder[nr] for nr in ramt] == maaneder
        assert {v.signaler[nr] for nr in ramt} == {None}
        assert haendelser.answer(by, tal[kode], covid).svar.svar is Svar.FALD


def test_july_is_no_signal_anywhere(tal):
    for v in verdicts({kode: tal[kode] for kode in ("ppv", "indstilling", "visitation")}).values():
        juli = [nr for nr, periode in enumerate(v.serie.perioder) if periode.foerste % 12 == 6 and v.vindue == 1]
        assert not any(v.signaler[nr] and v.signaler[nr].regel == "udenfor" for nr in juli)


@pytest.fixture
def forecasts(tal) -> dict[str, prognoser.Maalt]:
    return {maalt.kode: maalt for maalt in prognoser.figures(steder.city())}


def test_the_omraade_over_its_forventningstal_is_found_and_no_other(forecasts, sandheder):
    over = sandheder["forventningstal"]["over"]
    fundne = {
        kode: {(a.trappe.kode, a.trappe.aar) for a in trappe.deviations(maalt.omraader) if a.usaedvanlig}
        for kode, maalt in forecasts.items()
    }
    assert fundne == {
        "udgift_specialtilbud": {(over["omraade"], aar) for aar in over["aar"]},
        # How many pupils 2022 ends with is not known yet.
        "elever_specialtilbud": {(over["omraade"], 2021)},
    }


def test_that_early_forecasts_are_too_low_is_found(forecasts, sandheder):
    fejl = trappe.misses(forecasts["udgift_specialtilbud"].omraader)
    foerste, anden = (prognoser.accuracy(fejl, navn) for navn in ("1. prognose", "2. prognose"))
    assert foerste.skaev
    assert foerste.for_lave == foerste.antal == 20
    assert foerste.skaevhed < anden.skaevhed < 0
    byggede = sandheder["forventningstal"]["prognoser"][0]["fejl"]
    assert byggede[2018] < foerste.skaevhed < byggede[2021]


def test_the_city_is_the_sum_of_its_omraader(forecasts):
    elever = forecasts["elever_specialtilbud"]
    aaret = [t for t in elever.omraader if t.aar == 2021]
    assert len(aaret) == 5
    assert next(t for t in elever.byen if t.aar == 2021).udfald == sum(t.udfald for t in aaret)

