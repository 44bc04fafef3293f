"""What is built into the examples is found, and nothing else is called a finding."""

from __future__ import annotations

from typing import NamedTuple

import pytest
import yaml
from sqlmodel import Session

from plads.cube import udsnit
from plads.cube.byg import build
from plads.cube.frigivet import Frigivet
from plads.disclosure.frigiv import ALT, release
from plads.measures.gruppe import Afbrydelse, learn
from plads.measures.motor import vurder
from plads.measures.tragt import Sted, Zone, funnel
from plads.measures.vurdering import Dom, Vurdering
from plads.models.organisation import Enhedstype
from plads.serier import Periode, Trin
from plads.store.engine import build_engine
from tests.ui.conftest import ROOT

BY = "k101"
COVID = Afbrydelse(2020 * 12 + 2, 2020 * 12 + 4, "COVID-19-nedlukning")
SKOLEAAR = Periode(2021 * 12 + 7, Trin.SKOLEAAR)


class Eksempel(NamedTuple):
    terning: Frigivet
    skoler: list[str]
    stigende: str
    indikatorer: list[str]


@pytest.fixture(scope="module")
def eksempel(filled) -> Eksempel:
    engine = build_engine(f"sqlite:///{filled}")
    with Session(engine) as session:
        terning = release(build(session, 1), ALT)
    engine.dispose()
    sandheder = yaml.safe_load((ROOT / "data/demo/sandheder.yaml").read_text(encoding="utf-8"))
    skoler = [enhed.kode for enhed in terning.enheder if enhed.type is Enhedstype.SKOLE and enhed.kommune == BY]
    (stigning,) = sandheder["stigninger"]
    return Eksempel(terning, skoler, stigning["enhed"], stigning["indikatorer"])


@pytest.fixture(scope="module")
def vurderinger(eksempel) -> dict[tuple[str, str], Vurdering]:
    """Return the verdict on every school (and the city) and every indicator that rises anywhere."""
    fundne = {}
    for kode in eksempel.indikatorer:
        serier = {enhed: udsnit.serie(eksempel.terning, kode, enhed, navn=enhed) for enhed in (BY, *eksempel.skoler)}
        gruppe = learn(serier[BY], [serier[enhed] for enhed in eksempel.skoler], [COVID])
        for enhed, serie in serier.items():
            fundne[enhed, kode] = vurder(serie, kode, gruppe=gruppe, afbrydelser=[COVID])
    return fundne


def test_only_the_school_that_rises_is_a_finding_in_the_newest_months(eksempel, vurderinger):
    fundne = {enhed for (enhed, _), v in vurderinger.items() if v.dom in (Dom.FLERE, Dom.FAERRE)}
    assert fundne == {eksempel.stigende}
    assert vurderinger[eksempel.stigende, "ppv"].dom is Dom.FLERE


def test_the_rise_is_found_within_a_few_months_of_its_beginning(eksempel, vurderinger):
    v = vurderinger[eksempel.stigende, "ppv"]
    fundet = [periode.navn for (periode, _), signal in zip(v.serie, v.signaler, strict=True) if signal]
    assert fundet[0] in ("januar 2021", "februar 2021", "marts 2021", "april 2021")


@pytest.mark.parametrize("kode", ["ppv", "indstilling"])
def test_the_school_that_rises_is_named_in_the_funnel_of_the_school_year(eksempel, kode):
    assert [(punkt.kode, punkt.zone) for punkt in school_year(eksempel, kode).naevnt] == [
        (eksempel.stigende, Zone.OVER_998)
    ]


@pytest.mark.parametrize("kode", ["visitation", "klage", "tilbageslusning"])
def test_no_other_school_is_named(eksempel, kode):
    """Fourteen visitationer where six are usual is not yet beyond what one in five hundred would have."""
    assert school_year(eksempel, kode).naevnt == ()


def school_year(eksempel, kode):
    return funnel(
        Sted(
            skole,
            skole,
            udsnit.raekker(eksempel.terning, [skole], [kode], SKOLEAAR)[0].vaerdier[kode],
            udsnit.raekker(eksempel.terning, [skole], ["elevtal"], Periode(2021 * 12 + 8, Trin.MAANED))[0].vaerdier[
                "elevtal"
            ],
        )
        for skole in eksempel.skoler
    )


def test_the_months_of_the_lockdown_are_an_event_and_no_signal(eksempel, vurderinger):
    for kode in eksempel.indikatorer:
        v = vurderinger[BY, kode]
        ramt = [nr for nr, navn in enumerate(v.haendelser) if navn]
        assert [v.serie.perioder[nr].navn for nr in ramt] == ["marts 2020", "april 2020", "maj 2020"]
        assert {v.signaler[nr] for nr in ramt} == {None}


def test_july_is_no_signal_anywhere(vurderinger):
    for v in vurderinger.values():
        juli = [nr for nr, periode in enumerate(v.serie.perioder) if periode.foerste % 12 == 6 and v.vindue == 1]
        assert not any(v.signaler[nr] and v.signaler[nr].regel == "udenfor" for nr in juli)
