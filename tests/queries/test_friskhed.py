"""What has come and what is missing: periods against plain SQL, states against the rules written out by hand."""

from __future__ import annotations

import random
from datetime import date

import pytest
import sqlalchemy as sa

from plads.filters import Filter
from plads.models.indikator import (
    Forventningsart,
    Forventningstal,
    Indikator,
    Indikatorart,
    Retning,
    Trintal,
)
from plads.models.oekonomi import Opfoelgningskolonne, Opfoelgningstal, Postering
from plads.models.organisation import Enhed, Enhedstype
from plads.models.proveniens import Indlaesningsart
from plads.queries import friskhed
from plads.queries.friskhed import Friskhed, Slags, calendar
from plads.serier import Trin
from plads.store import Upload, accept, reading, transaction
from tests.facts import load

HER, DER = "k999", "k101"


def nr(aar: int, maaned: int = 1) -> int:
    return aar * 12 + maaned - 1


def register() -> list:
    """Return another municipality, two units of each, and an indicator."""
    ppv = Indikator(
        kode="ppv", navn="PPV'er", ental="PPV", beskrivelse="x", taeller="x", opgoerelsesniveau="skole",
        art=Indikatorart.STROEM, retning=Retning.NEUTRAL, kildegrad="kilde",
    )  # fmt: skip
    units = [Enhed(kode=DER, type=Enhedstype.KOMMUNE)]
    for kommune in (HER, DER):
        units += [Enhed(kode=f"{kommune}-nord", type=Enhedstype.OMRAADE, kommune=kommune)]
        units += [Enhed(kode=f"{kommune}-elm", type=Enhedstype.SKOLE, kommune=kommune)]
    return [*units, ppv]


def figures(chance: random.Random) -> list:
    """Return random figures of both municipalities."""
    kommuner = (HER, DER)
    found: list = [
        Trintal(maaned=maaned, indikator="ppv", enhed=f"{chance.choice(kommuner)}-elm", trin="3", antal=2)
        for maaned in {chance.choice([2019, 2020]) * 100 + chance.randint(1, 12) for _ in range(9)}
    ]
    for bilag in range(30):
        aar, periode = chance.choice([2019, 2020]), chance.randint(1, 13)
        found.append(
            Postering(
                kommune=chance.choice(kommuner), aar=aar, bilagsnr=str(bilag), bogfoert=date(aar, 12, 1),
                periode=periode, artskonto="1", psp="x", oere=100,
            )
        )
    found += [
        Forventningstal(
            indikator="ppv", enhed=enhed, aar=aar, art=Forventningsart.FORVENTET, version="1. prognose",
            gaelder_fra=date(aar, 5, 1), antal=3,
        )
        for enhed, aar in ((f"{HER}-nord", 2019), (f"{HER}-nord", 2021), (HER, 2020), (f"{DER}-nord", 2030))
    ]  # fmt: skip
    return found + [
        Opfoelgningstal(
            kommune=kommune, aar=aar, kode="1", kolonne=Opfoelgningskolonne.OPRINDELIGT, tekst="Skoler", oere=1
        )
        for kommune, aar in ((HER, 2020), (DER, 2022))
    ]


ORACLE = {
    Slags.SAGER: "SELECT t.maaned FROM trintal t JOIN enhed e ON e.kode = t.enhed WHERE e.kommune = 'k999'",
    Slags.POSTERINGER: "SELECT aar * 100 + periode FROM postering WHERE kommune = 'k999' AND periode < 13",
    Slags.FORVENTNINGSTAL: "SELECT f.aar * 100 + 1 FROM forventningstal f JOIN enhed e ON e.kode = f.enhed "
    "WHERE coalesce(e.kommune, e.kode) = 'k999'",
    Slags.BUDGETOPFOELGNING: "SELECT aar * 100 + 1 FROM opfoelgningstal WHERE kommune = 'k999'",
}


@pytest.mark.parametrize("seed", range(3))
def test_the_periods_are_those_that_plain_sql_finds(engine, seed):
    load(engine)
    with transaction(engine) as session:
        accept(session, Upload(Indlaesningsart.FAELLES, "register", "r.yaml", "1" * 64, register()))
        accept(session, Upload(Indlaesningsart.SAGER, "L05", "x.xlsx", "2" * 64, figures(random.Random(seed))))
    with reading(engine) as session:
        found = friskhed.reported(session, Filter("lille"))
        for slags, statement in ORACLE.items():
            truth = {nr(month // 100, month % 100) for (month,) in session.execute(sa.text(statement))}
            assert found[slags] == truth, slags
        assert found[Slags.FORVENTNINGSTAL] == {nr(2019), nr(2020), nr(2021)}
        assert not any(friskhed.reported(session, Filter("ukendt")).values())


def states(kalender) -> dict[int, str]:
    return {felt.periode.foerste: str(felt.tilstand) for felt in kalender.felter}


def by_hand(slags: Slags, meldt: set[int], i_dag: date, mangler: set[int]) -> dict[int, str]:
    """Return the states by the rules as a reader is told them, day by day and month by month."""
    last, step = max(meldt), 12 if slags.trin is Trin.AAR else 1
    expected = []
    for month in range(min(meldt), last + 13, step):
        counts = slags is not Slags.ELEVTAL or month - 12 in meldt
        if month in meldt or (counts and (month <= last or date(month // 12, month % 12 + 1, 1) <= i_dag)):
            expected.append(month)
    deadline = {month: day_due(slags, month) for month in [*expected, last + 12]}
    after = [month for month in expected if month > last] or [last + 12]
    a_year_late = deadline[after[0]].replace(year=deadline[after[0]].year + 1)
    if (i_dag.year, i_dag.month) > (a_year_late.year, a_year_late.month):
        expected = [month for month in expected if month <= last]
    said = {}
    for month in expected:
        if month in meldt and month not in mangler:
            said[month] = "indlæst"
        elif i_dag <= deadline[month]:
            said[month] = "ventes"
        else:
            said[month] = "mangler" if month <= last else "forsinket"
    return said


def day_due(slags: Slags, month: int) -> date:
    aar, maaned = month // 12, month % 12 + 1
    if slags is Slags.FORVENTNINGSTAL:
        return date(aar, 6, 5)
    if slags is Slags.BUDGETOPFOELGNING:
        return date(aar, 4, 5)
    return date(aar + maaned // 12, maaned % 12 + 1, 5)


@pytest.mark.parametrize("slags", Slags)
def test_every_period_has_the_state_the_rules_give_it(slags):
    chance = random.Random(str(slags))
    for _ in range(300):
        step = 12 if slags.trin is Trin.AAR else 1
        meldt = {nr(2018) + step * chance.randrange(30 if step == 1 else 5) for _ in range(chance.randint(1, 20))}
        mangler = {month for month in meldt if chance.random() < 0.2}
        i_dag = date(2018, 1, 1).fromordinal(date(2018, 1, 1).toordinal() + chance.randrange(2500))
        found = calendar(slags, meldt, i_dag, dict.fromkeys(mangler, "Valby"))
        assert states(found) == by_hand(slags, meldt, i_dag, mangler), (sorted(meldt), i_dag)
        assert all(felt.frist == day_due(slags, felt.periode.foerste) for felt in found.felter)
        assert all(felt.mangler == ("Valby" if felt.periode.foerste in mangler else "") for felt in found.felter)


def test_a_month_is_late_from_the_sixth_of_the_next():
    meldt = {nr(2020, 2), nr(2020, 3)}
    assert states(calendar(Slags.AKTIVITET, meldt, date(2020, 5, 5)))[nr(2020, 4)] == Friskhed.VENTES
    assert states(calendar(Slags.AKTIVITET, meldt, date(2020, 5, 6)))[nr(2020, 4)] == Friskhed.FORSINKET


def test_a_month_that_was_passed_over_is_missing_not_late():
    kalender = calendar(Slags.AKTIVITET, {nr(2020, 2), nr(2020, 4)}, date(2020, 5, 1))
    assert states(kalender) == {
        nr(2020, 2): "indlæst", nr(2020, 3): "mangler", nr(2020, 4): "indlæst", nr(2020, 5): "ventes"
    }  # fmt: skip


def test_data_that_ended_years_ago_are_one_line_and_no_red():
    kalender = calendar(Slags.AKTIVITET, set(range(nr(2017, 8), nr(2022, 8))), date(2026, 11, 24))
    assert kalender.ophoert
    assert kalender.seneste.navn == "juli 2022"
    assert set(states(kalender).values()) == {"indlæst"}


def test_pupils_counted_once_a_year_are_not_missed_in_between():
    kalender = calendar(Slags.ELEVTAL, {nr(2019, 9), nr(2020, 9)}, date(2021, 10, 20))
    assert states(kalender) == {nr(2019, 9): "indlæst", nr(2020, 9): "indlæst", nr(2021, 9): "forsinket"}


def test_what_never_came_has_no_calendar():
    assert calendar(Slags.SAGER, set(), date(2020, 5, 1)) is None
