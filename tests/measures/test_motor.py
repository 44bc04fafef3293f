"""The engine on single series: what it chooses, what it never reads as a number, and what it says."""

from dataclasses import replace

import numpy as np
import pytest

from plads.measures.gruppe import Afbrydelse, Gruppe, learn
from plads.measures.motor import vurder
from plads.measures.saetninger import false_flags, forventede_falske, normal_range, rule, sentence, word
from plads.measures.vurdering import Dom, Indstillinger, Regel, Signalregel, Sikkerhed, Udvikling, assurance
from plads.retning import Retning
from plads.serier import Trin
from plads.tilstand import Tilstand
from tests.measures.serier import AUGUST_2017, poisson, serie

TAVS, SKJULT = Tilstand.IKKE_RAPPORTERET, Tilstand.DISKRETIONERET
NED = Indstillinger(Retning.NED)
# 40 on average, each month 4 from its neighbours: limits at 40 ± 10,64.
JAEVN = [38, 42] * 12
INGEN_SAESON = Gruppe("ingen")


def judged(vaerdier, indstillinger=NED, **andet):
    return vurder(serie(vaerdier, **andet), "Indstillinger", indstillinger, gruppe=INGEN_SAESON)


def random(middel, n=36, froe=3):
    return poisson(np.random.default_rng(froe), middel, n)


def test_the_volume_chooses_the_rule():
    assert (judged(JAEVN).regel, judged(JAEVN).vindue) == (Regel.XMR, 1)
    assert (judged(random(4)).regel, judged(random(4)).vindue) == (Regel.FORUDSIGELSE, 3)
    assert (judged(random(0.4)).regel, judged(random(0.4)).vindue) == (Regel.FORUDSIGELSE, 12)


def test_it_says_which_rule_and_why():
    assert rule(judged(JAEVN)) == "Reglen: udsvingskort (XmR), fordi der er omkring 40 om måneden"
    said = rule(judged([4, 5] * 12))
    assert said == "Reglen: 3 måneder lagt sammen mod alle tidligere, fordi der kun er omkring 4,5 om måneden"


def test_the_sentence_tells_the_newest_value_and_the_range():
    v = judged([*JAEVN, 12], fra=AUGUST_2017 - 5)
    assert v.periode.navn == "marts 2019"
    assert sentence(v) == f"Indstillinger i marts: 12. Det er færre end normalt ({normal_range(v)})."
    assert word(v) == "Færre end normalt"


def test_the_range_holds_exactly_the_counts_that_are_no_signal():
    v = judged(JAEVN)
    assert (v.nedre[-1], v.oevre[-1]) == (pytest.approx(29.36), pytest.approx(50.64))
    assert normal_range(v) == "30–50"


def test_a_window_is_told_as_one():
    v = judged([*[4, 5] * 12, 15, 14, 16])
    assert v.dom is Dom.FLERE
    assert sentence(v).startswith("Indstillinger i august–oktober: 45 i alt. Det er flere end normalt (")
    assert v.serie.vaerdier[-1] == 45


@pytest.mark.parametrize("n", [1, 8, 11])
def test_too_few_points_are_said_and_not_judged(n):
    v = judged(JAEVN[:n])
    assert word(v) == f"For få målinger ({n} af 12)"
    assert (v.regel, v.udvikling, set(v.midte)) == (Regel.INGEN, None, {None})


def test_rare_things_take_two_years():
    assert word(judged([0, 1, 0, 0] * 5)) == "For få målinger (20 af 24)"


@pytest.mark.parametrize(
    ("retning", "expected"),
    [
        (Retning.NED, Udvikling.VAERRE),
        (Retning.OP, Udvikling.BEDRE),
        (Retning.NEUTRAL, Udvikling.NEUTRAL),
    ],
)
def test_more_is_better_or_worse_as_the_indicator_has_it(retning, expected):
    assert judged([*JAEVN, 90], Indstillinger(retning)).udvikling is expected
    assert judged(JAEVN, Indstillinger(retning)).udvikling is Udvikling.NORMAL


@pytest.mark.parametrize(
    ("maal", "op", "ned"),
    [
        (90, Sikkerhed.NAAS_IKKE, Sikkerhed.NAAS),
        (10, Sikkerhed.NAAS, Sikkerhed.NAAS_IKKE),
        (40, Sikkerhed.NAAS_AF_OG_TIL, Sikkerhed.NAAS_AF_OG_TIL),
        (24.0, Sikkerhed.NAAS_AF_OG_TIL, Sikkerhed.NAAS_AF_OG_TIL),
        (60.0, Sikkerhed.NAAS_AF_OG_TIL, Sikkerhed.NAAS_AF_OG_TIL),
    ],
)
def test_a_target_is_held_against_the_limits(maal, op, ned):
    assert assurance(maal, 24.0, 60.0, Retning.OP) is op
    assert assurance(maal, 24.0, 60.0, Retning.NED) is ned
    assert assurance(maal, 24.0, 60.0, Retning.NEUTRAL) is None


def test_the_target_is_told():
    v = judged(JAEVN, Indstillinger(Retning.NED, maal=60))
    assert sentence(v).endswith("Målet (60) nås, som det går nu.")


@pytest.mark.parametrize("konstant", [0, 5, 40])
def test_a_series_that_never_changes_is_normal(konstant):
    v = judged([konstant] * 30)
    assert (v.dom, set(v.signaler)) == (Dom.NORMALT, {None})
    assert v.udvikling is Udvikling.NORMAL


def test_one_change_in_a_series_that_never_changed_is_the_only_signal():
    v = judged([40] * 24 + [49])
    assert [nr for nr, signal in enumerate(v.signaler) if signal] == [24]


@pytest.mark.parametrize("hul", [TAVS, SKJULT])
def test_a_gap_is_neither_zero_nor_a_step_between_its_neighbours(hul):
    whole = judged([38, 42] * 13)
    holed = judged([*[38, 42] * 6, hul, hul, *[38, 42] * 6])
    assert (holed.midte[-1], holed.oevre[-1]) == (whole.midte[-1], whole.oevre[-1])
    assert holed.serie.vaerdier[12] is hul
    assert holed.signaler[12] is None


def test_a_gap_breaks_seven_in_a_row():
    high = [46, 47, 46, 47, 46, 47, 46]
    assert judged([*JAEVN, *high]).signal.regel is Signalregel.SKIFT
    v = judged([*JAEVN, *high[:3], TAVS, *high[3:]])
    assert (v.dom, v.signal) == (Dom.NORMALT, None)


def test_a_hidden_newest_value_is_not_passed_over():
    v = judged([*JAEVN, SKJULT])
    assert (word(v), v.bedoemt) == ("Skjult: små tal", False)
    assert sentence(v) == "Indstillinger i august: •. Tallet er skjult for at beskytte små tal."


def test_a_month_that_nobody_has_reported_yet_is_passed_over():
    assert judged([*JAEVN, TAVS, TAVS]).periode == judged(JAEVN).periode


def test_a_window_with_a_hole_is_not_judged():
    v = judged([*[4, 5] * 12, TAVS, 5])
    assert v.dom is Dom.UFULDSTAENDIG
    assert sentence(v).endswith("–. Der mangler tal, så det kan ikke bedømmes.")
    assert v.serie.vaerdier[-1] is TAVS


def test_nothing_reported_is_nothing_to_judge():
    for v in (judged([TAVS] * 30), judged([])):
        assert (v.dom, word(v)) == (Dom.INGEN_TAL, "Ingen tal")
        assert "ingen tal" in sentence(v)


def test_a_total_that_lacks_more_than_usual_can_only_be_too_high():
    hul = [0] * 24 + [3]
    low, high = judged([*JAEVN, 5], mangler=hul), judged([*JAEVN, 90], mangler=hul)
    assert (low.dom, low.signal) == (Dom.UFULDSTAENDIG, None)
    assert high.dom is Dom.FLERE


def test_a_few_missing_among_many_change_nothing():
    serien = serie([*JAEVN, 40], mangler=[0] * 24 + [1])
    alene, blandt_mange = (vurder(serien, "Tal", gruppe=INGEN_SAESON, enheder=antal) for antal in (10, 70))
    assert (alene.dom, blandt_mange.dom) == (Dom.UFULDSTAENDIG, Dom.NORMALT)


def test_an_event_is_no_finding_and_moves_no_limit():
    covid = Afbrydelse(AUGUST_2017 + 12, AUGUST_2017 + 14, "COVID-19-nedlukning")
    vaerdier = [*JAEVN[:12], 5, 2, 6, *JAEVN[:12]]
    v = vurder(serie(vaerdier), "Indstillinger", NED, gruppe=INGEN_SAESON, afbrydelser=[covid])
    assert v.oevre[-1] == judged(JAEVN).oevre[-1]
    assert set(v.signaler) == {None}
    assert v.haendelser[11:16] == ("", *["COVID-19-nedlukning"] * 3, "")
    midt = vurder(serie(vaerdier[:14]), "Indstillinger", NED, gruppe=INGEN_SAESON, afbrydelser=[covid])
    assert midt.dom is Dom.HAENDELSE
    assert sentence(midt) == "Indstillinger i september: 2. Perioden er ramt af COVID-19-nedlukning og bedømmes ikke."


def test_limits_begin_anew_where_the_indicator_says_so():
    nyt = replace(NED, nyt_grundlag=(AUGUST_2017 + 24,))
    v = judged([*JAEVN, *[78, 82] * 7], nyt)
    assert (v.midte[23], v.midte[24], v.dom) == (40, 80, Dom.NORMALT)
    assert judged([*JAEVN, *[78, 82] * 7]).dom is Dom.FLERE


def test_after_a_new_beginning_twelve_points_are_needed_again():
    v = judged([*JAEVN, 78, 82, 78], replace(NED, nyt_grundlag=(AUGUST_2017 + 24,)))
    assert word(v) == "For få målinger (3 af 12)"
    assert v.midte[23] == 40


def test_a_fixed_baseline_is_not_moved_by_what_follows():
    v = judged([*JAEVN, *[45, 46] * 6], replace(NED, fast_grundlag=24))
    assert v.midte[-1] == 40
    assert v.signal.regel is Signalregel.SKIFT


def test_what_is_decided_of_the_limits_is_told():
    i_maaneden = AUGUST_2017 + 24
    v = judged([*JAEVN, *[60, 62] * 10], replace(NED, nyt_grundlag=(i_maaneden,)))
    assert [periode.navn for periode in v.begyndelser] == ["august 2019"]
    assert "Det normale er fundet forfra fra august 2019" in rule(v)
    assert "Grænserne er lavet af de første 12 måneder" in rule(judged(JAEVN, replace(NED, fast_grundlag=12)))


def test_a_target_is_not_reached_because_it_is_july():
    """In a quiet month the limits lie low; the target is held against an average month."""
    rng = np.random.default_rng(11)
    byen = serie(poisson(rng, 4000, 60, saeson=True))
    tal = poisson(rng, 40, 60, saeson=True)
    v = vurder(serie(tal), "Tal", replace(NED, maal=10.0), gruppe=learn(byen))
    assert v.periode.navn == "juli 2022"
    assert v.oevre[-1] < 10
    assert v.sikkerhed is Sikkerhed.NAAS_IKKE
    juni = vurder(serie(tal[:-1]), "Tal", replace(NED, maal=10.0), gruppe=learn(byen))
    assert v.jaevn == pytest.approx(juni.jaevn, rel=0.1)


def test_july_is_no_signal_when_the_city_has_taught_the_season():
    rng = np.random.default_rng(12)
    by = serie(poisson(rng, 100, 60, saeson=True))
    gruppe = learn(by)
    skole = vurder(serie(poisson(rng, 15, 60, saeson=True)), "PPV'er", gruppe=gruppe)
    juli = [nr for nr, periode in enumerate(skole.serie.perioder) if periode.foerste % 12 == 6]
    assert {skole.signaler[nr] for nr in juli} == {None}
    assert all(skole.oevre[nr] < 10 for nr in juli)
    assert rule(skole).endswith("Årstiden er regnet med, lært af Byen")


def test_a_real_change_is_found_through_the_season():
    rng = np.random.default_rng(13)
    by, skole = poisson(rng, 100, 60, saeson=True), poisson(rng, 4, 58, saeson=True)
    doubled = [*skole[:52], *(3 * n for n in skole[52:])]
    assert vurder(serie(doubled), "PPV'er", NED, gruppe=learn(serie(by))).dom is Dom.FLERE


def test_quarters_are_judged_too():
    v = judged([30, 34] * 8, trin=Trin.KVARTAL)
    assert (v.regel, v.dom) == (Regel.XMR, Dom.NORMALT)
    assert sentence(v).startswith("Indstillinger i 2. kvartal 2021: 34.")
    few = judged([4, 5, 3, 4] * 4, trin=Trin.KVARTAL)
    assert (few.regel, few.vindue) == (Regel.FORUDSIGELSE, 1)
    assert judged([1, 0, 1, 2] * 4, trin=Trin.KVARTAL).vindue == 4


def test_school_years_are_held_against_those_before():
    v = judged([20, 24, 22, 21, 60], trin=Trin.SKOLEAAR)
    assert (v.regel, v.dom) == (Regel.FORUDSIGELSE, Dom.FLERE)
    assert rule(v).endswith("fordi der er for få skoleår til et udsvingskort")
    assert sentence(v).startswith("Indstillinger i skoleåret 2021/22: 60. Det er flere end normalt (")
    assert word(judged([20, 24, 22], trin=Trin.SKOLEAAR)) == "For få målinger (3 af 4)"


def test_rates_are_judged_by_xmr_and_are_higher_not_more():
    v = judged([*[3.5, 4.5] * 12, 9.25])
    assert (v.regel, word(v)) == (Regel.XMR, "Højere end normalt")
    assert "9,3. Det er højere end normalt (" in sentence(v)


def test_counts_that_vary_more_than_chance_have_wider_limits():
    rng = np.random.default_rng(4)
    skoler = [serie(rng.negative_binomial(1.5, 0.3, 48).tolist()) for _ in range(40)]
    by = serie(np.sum([s.vaerdier for s in skoler], axis=0).tolist())
    gruppe = learn(by, skoler)
    assert gruppe.spredning == pytest.approx(1 / 0.3, rel=0.15)
    wide, narrow = (vurder(skoler[0], "Tal", gruppe=g) for g in (gruppe, INGEN_SAESON))
    assert wide.oevre[-1] > narrow.oevre[-1]


def test_equal_schools_vary_as_chance_does():
    rng = np.random.default_rng(5)
    skoler = [serie(poisson(rng, 3, 48)) for _ in range(40)]
    assert learn(serie(np.sum([s.vaerdier for s in skoler], axis=0).tolist()), skoler).spredning == 1.0


def test_the_expected_number_of_false_flags_is_told_where_many_are_looked_at():
    many = [judged(JAEVN)] * 10 + [judged(random(4))] * 100 + [judged(JAEVN[:5])]
    assert forventede_falske(many) == pytest.approx(10 * 0.02 + 100 * 0.0027)
    assert false_flags(many) == (
        "Her er bedømt 110 kurver. Selv om intet har ændret sig, vil i gennemsnit højst 0,5 af dem se usædvanlige ud."
    )
    assert false_flags(many[:1]) == ""
