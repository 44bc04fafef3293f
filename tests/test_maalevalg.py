"""Decisions on how an indicator is judged at a place: who may make them, that all are kept, and the command for it."""

from datetime import date

import pytest

from plads import maalevalg
from plads.__main__ import main
from plads.access import Bruger, Rolle
from plads.errors import AccessError
from plads.maalevalg import MaalevalgError, Sted, Valgt
from plads.models.indikator import Indikator, Indikatorart
from plads.models.organisation import Enhed, EnhedNavn, Enhedstype, Navneart, Tilknytning, Tilknytningsart
from plads.models.proveniens import Indlaesningsart
from plads.retning import Retning
from plads.store import Upload, accept, data_version, fingerprint, open_store, reading, transaction
from plads.store.schema import _engine_of

BY, NORD, ELM, FYR = (Sted(kode, "indstilling") for kode in ("k1", "nord", "elm", "fyr"))
CHEF = Bruger("Eva", Rolle.ADMINISTRATOR)
JANUAR = 2021 * 12
FYRRE = Valgt(40)


def units():
    """Return a municipality with one område, a school in it and a school that has left it, and two indicators."""
    yield Enhed(kode="k1", type=Enhedstype.KOMMUNE)
    for kode, slags in (("nord", Enhedstype.OMRAADE), ("elm", Enhedstype.SKOLE), ("fyr", Enhedstype.SKOLE)):
        yield Enhed(kode=kode, type=slags, kommune="k1")
    yield EnhedNavn(enhed="nord", navn="Nord", art=Navneart.OFFICIELT)
    yield Tilknytning(barn="elm", art=Tilknytningsart.OMRAADE, foraelder="nord")
    yield Tilknytning(barn="fyr", art=Tilknytningsart.OMRAADE, foraelder="nord", gyldig_til=date(2020, 7, 31))
    common = {"ental": "x", "beskrivelse": "x", "taeller": "x", "opgoerelsesniveau": "skole", "kildegrad": "kilde"}
    for kode, art in (("indstilling", Indikatorart.STROEM), ("elevtal", Indikatorart.BEHOLDNING)):
        yield Indikator(kode=kode, navn=kode, art=art, retning=Retning.NED, **common)


def fill(engine):
    with transaction(engine) as session:
        accept(session, Upload(Indlaesningsart.FAELLES, "f", "f.yaml", "0" * 64, list(units())))
    return engine


@pytest.fixture
def stored(engine):
    return fill(engine)


def decide(engine, sted=BY, valgt=FYRRE, bruger=CHEF, grund="aftalt"):
    return maalevalg.decide(engine, sted, valgt, grund=grund, bruger=bruger)


def test_the_newest_decision_holds_and_every_one_is_kept(stored):
    foerste = Valgt(40, (JANUAR, JANUAR - 12), 24)
    assert decide(stored, valgt=foerste) == 1
    assert decide(stored, valgt=Valgt(35), grund="ny aftale") == 2
    decide(stored, NORD, Valgt(10))
    with reading(stored) as session:
        gaelder, alle = maalevalg.decisions(session, "k1"), maalevalg.history(session, BY)
    assert {sted: b.valgt.maal for sted, b in gaelder.items()} == {BY: 35, NORD: 10}
    assert [(b.grund, b.bruger, b.rolle) for b in alle] == [
        ("ny aftale", "Eva", "administrator"), ("aftalt", "Eva", "administrator")
    ]  # fmt: skip
    assert alle[1].valgt == foerste._replace(nyt_grundlag=(JANUAR - 12, JANUAR))
    assert maalevalg.stamp(stored) == 3


def test_a_decision_is_no_upload_and_changes_no_figure(stored):
    before = data_version(stored)
    with reading(stored) as session:
        aftryk = fingerprint(session)
    decide(stored)
    with reading(stored) as session:
        assert (data_version(stored), fingerprint(session)) == (before, aftryk)


@pytest.mark.parametrize("rolle", [Rolle.OMRAADECHEF, Rolle.SKOLELEDER, Rolle.UDVALG])
def test_others_may_decide_nothing(stored, rolle):
    with pytest.raises(AccessError):
        decide(stored, bruger=Bruger("x", rolle, "Nord"))
    assert maalevalg.stamp(stored) == 0


def test_staff_with_an_own_omraade_decide_there_and_nowhere_else(stored):
    eva = Bruger("Eva", Rolle.MEDARBEJDER, "Nord")
    for sted in (NORD, ELM):
        decide(stored, sted, bruger=eva)
    for sted in (BY, FYR):
        with pytest.raises(AccessError, match="Nord"):
            decide(stored, sted, bruger=eva)


@pytest.mark.parametrize(
    ("sted", "valgt", "grund"),
    [
        (BY, Valgt(40), "  "),
        (BY, Valgt(40), "x" * 401),
        (BY, Valgt(-1), "x"),
        (BY, Valgt(fast_grundlag=11), "x"),
        (Sted("k2", "indstilling"), Valgt(40), "x"),
        (Sted("k1", "intet"), Valgt(40), "x"),
        (Sted("k1", "elevtal"), Valgt(40), "x"),
    ],
)
def test_what_makes_no_sense_is_refused_and_stores_nothing(stored, sted, valgt, grund):
    with pytest.raises(MaalevalgError):
        decide(stored, sted, valgt, grund=grund)
    assert maalevalg.stamp(stored) == 0


@pytest.fixture
def said(sqlite_url, monkeypatch, capsys):
    """Return what a command line says: its exit status, its lines, and what it says of faults."""
    monkeypatch.setenv("PLADS_DATABASE_URL", sqlite_url)
    _engine_of.cache_clear()
    fill(open_store(sqlite_url))

    def run(*ord_):
        status = main(["indstil-indikator", "indstilling", "k1", *ord_])
        found = capsys.readouterr()
        return status, found.out.splitlines(), found.err

    yield run
    _engine_of.cache_clear()


def test_the_command_keeps_what_is_not_given_and_shows_every_decision(said):
    said("--maal", "40", "--nyt-grundlag", "2021-01", "--grund", "aftalt i udvalget")
    said("--maal", "35", "--grund", "ny aftale", "--rolle", "medarbejder", "--bruger", "Eva")
    status, (ny, foerste), _ = said()
    assert status == 0
    assert ny.endswith("Eva (medarbejder); mål 35 om måneden, forfra fra januar 2021; ny aftale")
    assert foerste.endswith("Plads (administrator); mål 40 om måneden, forfra fra januar 2021; aftalt i udvalget")
    assert said("--maal", "intet", "--nyt-grundlag", "ingen", "--grund", "x")[1][0].endswith(
        "intet mål, og grænser af alle måneder; x"
    )


@pytest.mark.parametrize(
    "ord_", [["--maal", "mange"], ["--nyt-grundlag", "januar"], ["--maal", "-1"], ["--fast-grundlag", "3"]]
)
def test_the_command_refuses_what_makes_no_sense(said, ord_):
    status, _, err = said(*ord_, "--grund", "x")
    assert status == 1
    assert "P-344" in err


def test_months_are_read_as_they_are_written():
    sagt = {"maal": None, "nyt_grundlag": ["2021-01", "2020-08"], "fast_grundlag": "24"}
    fundet = maalevalg.changed(Valgt(40), sagt)
    assert fundet == Valgt(40, (JANUAR, 2020 * 12 + 7), 24)
    assert maalevalg.month_name(fundet.nyt_grundlag[0]) == "januar 2021"
