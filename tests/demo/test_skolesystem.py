"""The truths of sandheder.yaml, found again in the workbooks by arithmetic that knows nothing of how they were made."""

from __future__ import annotations

import statistics

import pytest

BEGGE = {"indstilling", "visitation"}
STROEMME = {"ppv", "indstilling", "visitation", "klage", "revisitation", "tilbageslusning"}
SIDST = 202207


def test_a_normal_year_has_the_volume_of_the_city(tal, sandheder):
    for indikator in sandheder["indikatorer"]:
        for start in (2017, 2018):
            # A tenth, or what chance alone does to a small count.
            chance = 2.5 * indikator["om_aaret"] ** 0.5
            assert tal.aaret(indikator["kode"], start) == pytest.approx(indikator["om_aaret"], rel=0.10, abs=chance)


def test_the_later_years_stay_near_it(tal, sandheder):
    for indikator in sandheder["indikatorer"]:
        for start in (2020, 2021):
            assert tal.aaret(indikator["kode"], start) == pytest.approx(indikator["om_aaret"], rel=0.25)


def test_schools_have_the_size_of_schools(tal, enheder):
    skoler = {enhed["kode"] for enhed in enheder if enhed["type"] == "skole"}
    elever = [antal for (nr, indikator, _), antal in tal.antal.items() if indikator == "elevtal" and nr in skoler]
    assert 240 <= min(elever) < 400
    assert 750 < max(elever) <= 1050
    assert {m % 100 for _, indikator, m in tal.antal if indikator == "elevtal"} == {9}


def test_pupils_grow_as_told(tal, almenskoler, sandheder):
    vaekst = (tal.aaret("elevtal", 2021, almenskoler) / tal.aaret("elevtal", 2017, almenskoler)) ** 0.25 - 1
    assert vaekst == pytest.approx(sandheder["elever"]["vaekst_pr_aar"], abs=0.003)


def test_institutions_count_little_and_two_things_only(tal, enheder):
    smaa = {enhed["kode"] for enhed in enheder if enhed["type"] == "daginstitution"}
    assert {indikator for nr, indikator, _ in tal.antal if nr in smaa} == {"ppv", "indstilling"}
    assert 0 < tal.aaret("ppv", 2018, smaa) < 0.1 * tal.aaret("ppv", 2018)


def test_only_special_schools_count_what_belongs_to_them(tal, enheder):
    special = {enhed["kode"] for enhed in enheder if enhed["type"] == "specialskole"}
    assert {nr for nr, fundet, _ in tal.antal if fundet == "revisitation"} == special


def test_a_return_is_counted_on_the_school_that_receives_the_pupil(tal, enheder):
    skoler = {enhed["kode"] for enhed in enheder if enhed["type"] == "skole"}
    assert {nr for nr, fundet, _ in tal.antal if fundet == "tilbageslusning"} <= skoler


def test_july_is_almost_empty(tal):
    juli = sum(tal.sum(STROEMME, aar * 100 + 7, aar * 100 + 7) for aar in range(2018, 2023))
    assert juli < 0.01 * tal.sum(STROEMME, 201708, SIDST)


def test_the_spring_of_2020_dips(tal, sandheder):
    maaneder = sandheder["covid"]["maaneder"]
    for maaned, faktor in maaneder.items():
        andre = [tal.sum(STROEMME, maaned + 100 * nr, maaned + 100 * nr) for nr in (-2, -1, 1, 2)]
        assert tal.sum(STROEMME, maaned, maaned) / statistics.mean(andre) == pytest.approx(faktor, abs=0.1)


def test_schools_differ_more_than_chance(tal, almenskoler, sandheder):
    """Variance of the rates less what Poisson gives is the true variance; before any forløb."""
    antal = {nr: tal.sum({"ppv"}, 201708, 201907, {nr}) for nr in almenskoler}
    elever = {nr: tal.sum({"elevtal"}, 201708, 201907, {nr}) for nr in almenskoler}
    byen = sum(antal.values()) / sum(elever.values())
    ventet = {nr: byen * elever[nr] for nr in almenskoler}
    over = statistics.mean((antal[nr] / ventet[nr] - 1) ** 2 - 1 / ventet[nr] for nr in almenskoler)
    assert over**0.5 == pytest.approx(sandheder["forskel_mellem_skoler"]["variationskoefficient"], abs=0.07)


def test_one_school_rises_in_each_of_its_figures(tal, sandheder):
    (stigning,) = sandheder["stigninger"]
    skole = {stigning["enhed"]}
    for indikator, faktor in stigning["faktor"].items():
        # The same months of the year before and after, away from the dip.
        foer = tal.sum({indikator}, 201801, 201907, skole)
        assert tal.sum({indikator}, 202101, SIDST, skole) / foer == pytest.approx(faktor, rel=0.35)


def _change(tal, skoler, andre, efter):
    """Return how BEGGE changed at the schools against the others; the year they were chosen on is left out."""
    foer = [
        tal.sum(BEGGE, 201708, 201807, gruppe) + tal.sum(BEGGE, 201908, min(efter - 100, 202007), gruppe)
        for gruppe in (skoler, andre)
    ]
    senere = [tal.sum(BEGGE, efter, SIDST, gruppe) for gruppe in (skoler, andre)]
    return (senere[0] / senere[1]) / (foer[0] / foer[1])


def _never_in_co_teaching(almenskoler, hold):
    return almenskoler - set().union(*(skoler for (forloeb, _), skoler in hold.items() if forloeb == "Co-teaching"))


def test_co_teaching_works(tal, almenskoler, hold, sandheder):
    andre = _never_in_co_teaching(almenskoler, hold)
    faktor = sandheder["virkninger"]["co-teaching"]["faktor"]
    assert _change(tal, hold["Co-teaching", "20/21"], andre, 202101) == pytest.approx(faktor, abs=0.12)


def test_aktionslaering_does_not(tal, almenskoler, hold):
    skoler = hold["Aktionslæring", "2019/20"]
    andre = _never_in_co_teaching(almenskoler, hold) - skoler
    foer = tal.sum(BEGGE, 201708, 201911, skoler) / tal.sum(BEGGE, 201708, 201911, andre)
    efter = tal.sum(BEGGE, 201912, 202107, skoler) / tal.sum(BEGGE, 201912, 202107, andre)
    assert efter / foer == pytest.approx(1, abs=0.15)


def test_the_fifteen_were_picked_for_a_high_year(tal, almenskoler, hold):
    optaget = hold["Aktionslæring", "2019/20"] | hold["Co-teaching", "2019/20"]
    rate = {nr: tal.rate("indstilling", 2018, {nr}) for nr in almenskoler - optaget}
    assert set(sorted(rate, key=lambda nr: -rate[nr])[:15]) == hold["Co-teaching", "20/21"]


def test_the_fifteen_fall_back_before_they_begin(tal, almenskoler, hold):
    valgte = hold["Co-teaching", "20/21"]
    over = {
        start: tal.rate("indstilling", start, valgte) / tal.rate("indstilling", start, almenskoler)
        for start in (2017, 2018, 2019)
    }
    assert over[2018] > 1.3
    # Neither the year before nor the year after is high: the forløb begins in October 2020.
    assert max(over[2017], over[2019]) < 1.2


def test_what_was_not_reported_is_empty_and_what_was_zero_is_zero(tal, sandheder):
    tavse = {(item["enhed"], maaned) for item in sandheder["ikke_rapporteret"] for maaned in item["maaneder"]}
    assert {(nr, maaned) for nr, _, maaned in tal.tomme} == tavse
    for item in sandheder["rapporteret_nul"]:
        for maaned in item["maaneder"]:
            fundet = [tal.antal[noegle] for noegle in tal.antal if (noegle[0], noegle[2]) == (item["enhed"], maaned)]
            assert fundet == [0] * 5
