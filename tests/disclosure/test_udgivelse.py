"""Releases over time: when one is made, what waits, what stays hidden, and what an attacker learns from them all."""

import threading
from datetime import UTC, datetime

import numpy as np
import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from plads import udgivelse
from plads.access import Rolle
from plads.cube.byg import build
from plads.cube.terning import DISKRETIONERET, NUL, OPLYST
from plads.disclosure.menu import Diskretion
from plads.disclosure.udgave import SKJULT, from_bytes
from plads.errors import AccessError
from plads.models.indikator import Aktivitet, Indikator
from plads.models.proveniens import Indlaesning
from plads.models.udgivelse import Diskretionsvalg, Udgivelse
from plads.serier import Periode, Trin
from plads.store import data_stamp, fingerprint, reading, transaction
from tests.cube import lager
from tests.disclosure import byer
from tests.disclosure.angriber import Angriber, By

MAANEDER = 14


@pytest.fixture
def sted(engine):
    """Return a store with 14 months of the small municipality, on each database."""
    return filled(engine, MAANEDER)


@pytest.fixture
def lille(sqlite_url):
    """Return the same store on SQLite alone, for what does not depend on the database."""
    engine = lager.engine_of(sqlite_url)
    yield filled(engine, MAANEDER)
    engine.dispose()


def filled(engine, maaneder):
    """Fill a store. What takes long, and is attacked elsewhere, is left out: the audit for insiders."""
    with Session(engine) as session:
        byer.fill(session, byer.figures(1, maaneder))
        session.exec(sa.update(Indikator).where(Indikator.kode == "elevtal").values(vedroerer_boern=False))
        session.commit()
    udgivelse.decide(engine, Diskretion(indviede=False), grund="prøve", bruger="x", rolle=Rolle.ADMINISTRATOR)
    return engine


def cube(engine):
    with reading(engine) as session:
        return build(session, data_stamp(engine))


def upload(engine, aendringer):
    """Store some figures as an upload of their own: {(month, indikator, enhed): number}, None takes one away."""
    with transaction(engine) as session:
        nummer = session.exec(select(sa.func.max(Indlaesning.nummer))).one() + 1
        ny = lager.indlaesning(nummer)
        ny.tidspunkt = datetime(2026, 1, 1, 12, nummer, tzinfo=UTC)
        session.add(ny)
        session.flush()
        for (nr, kode, enhed), antal in aendringer.items():
            gammel = session.get(Aktivitet, (byer.month(nr), kode, enhed))
            if gammel is not None:
                session.delete(gammel)
                session.flush()
            if antal is not None:
                session.add(lager.meldt(byer.month(nr), kode, enhed, antal, indlaesning=nummer))


def next_month(engine, maaneder, seed=1):
    """Store one more month, and return how many there are."""
    tal = byer.figures(seed, maaneder + 1)
    upload(engine, {noegle: antal for noegle, antal in tal.items() if noegle[0] == byer.START + maaneder})
    return maaneder + 1


def test_the_first_is_made_once_and_then_handed_over(sted):
    t = cube(sted)
    foerst, igen = udgivelse.current(sted, t, "k1"), udgivelse.current(sted, t, "k1")
    assert (foerst.nummer, igen.nummer) == (1, 1)
    assert foerst.udgave.as_bytes() == igen.udgave.as_bytes()


def test_two_at_once_make_one(sted):
    t = cube(sted)
    fundne = []
    with_barrier = threading.Barrier(2)

    def make():
        due = udgivelse._due(sted, t, "k1")
        with_barrier.wait(timeout=60)
        fundne.append(udgivelse._publish(sted, t, due))

    traade = [threading.Thread(target=make) for _ in range(2)]
    for traad in traade:
        traad.start()
    for traad in traade:
        traad.join()
    assert [delbar.nummer for delbar in fundne] == [1, 1]
    with reading(sted) as session:
        assert len(session.exec(select(Udgivelse)).all()) == 1


def test_a_lone_correction_waits_for_the_next_month(lille):
    foer = udgivelse.current(lille, cube(lille), "k1")
    upload(lille, {(byer.START + 3, "ppv", "s01"): 9})
    assert udgivelse.current(lille, cube(lille), "k1").nummer == 1
    next_month(lille, MAANEDER)
    efter = udgivelse.current(lille, cube(lille), "k1")
    assert efter.nummer == 2
    assert efter.udgave.perioder != foer.udgave.perioder


def test_a_month_taken_back_makes_a_release(lille):
    udgivelse.current(lille, cube(lille), "k1")
    sidste = byer.START + MAANEDER - 1
    tal = byer.figures(1, MAANEDER)
    upload(lille, {noegle: None for noegle in tal if noegle[0] == sidste})
    assert udgivelse.current(lille, cube(lille), "k1").nummer == 2


def test_a_month_that_only_one_has_reported_is_not_shown(lille):
    udgivelse.current(lille, cube(lille), "k1")
    upload(lille, {(byer.START + MAANEDER, "ppv", "s01"): 40})
    t = cube(lille)
    delbar = udgivelse.current(lille, t, "k1")
    assert delbar.nummer == 1
    sidste = t.periode_nr(Periode(byer.START + MAANEDER, Trin.MAANED))
    assert not delbar.flade(t).antal[t.indikator_nr["ppv"], :, sidste].any()


def test_other_settings_make_a_release_and_what_was_hidden_stays_hidden(lille):
    t = cube(lille)
    foer = udgivelse.current(lille, t, "k1")
    nummer = udgivelse.decide(
        lille, Diskretion(k=3, indviede=False), grund="prøve", bruger="x", rolle=Rolle.ADMINISTRATOR
    )
    efter = udgivelse.current(lille, t, "k1")
    assert (nummer, efter.nummer, efter.diskretion.k) == (2, 2, 3)
    assert efter.udgave.skjulte >= foer.udgave.skjulte


def test_only_an_administrator_decides(lille):
    with pytest.raises(AccessError):
        udgivelse.decide(lille, Diskretion(), grund="x", bruger="x", rolle=Rolle.MEDARBEJDER)
    with reading(lille) as session:
        assert len(session.exec(select(Diskretionsvalg)).all()) == 1


def test_a_cube_that_is_not_the_newest_makes_no_release(lille):
    gammel = cube(lille)
    next_month(lille, MAANEDER)
    assert udgivelse.current(lille, gammel, "k1").nummer == 0


def test_without_a_release_everything_is_hidden(lille):
    gammel = cube(lille)
    next_month(lille, MAANEDER)
    flade = udgivelse.current(lille, gammel, "k1").flade(gammel)
    boern = [nr for kode, nr in gammel.indikator_nr.items() if kode != "elevtal"]
    assert not flade.antal[boern].any()
    assert not np.isin(flade.tilstand[boern], (NUL, OPLYST)).any()
    assert (flade.tilstand[boern] == DISKRETIONERET).any()
    assert flade.antal[gammel.indikator_nr["elevtal"]].any()


def test_a_release_is_no_business_row_and_holds_no_hidden_number(lille):
    with reading(lille) as session:
        foer = fingerprint(session)
    udgivelse.current(lille, cube(lille), "k1")
    with reading(lille) as session:
        assert fingerprint(session) == foer
        udgave = from_bytes(session.exec(select(Udgivelse.indhold)).one())
    assert (udgave.menu == SKJULT).any()
    assert not udgave.flade.antal[udgave.menu == SKJULT].any()
    assert not udgave.flade.taeller[udgave.sats_menu == SKJULT].any()


def test_an_unfinished_year_is_the_sum_of_the_citys_shown_months_and_nothing_elsewhere(lille):
    t = cube(lille)
    flade = udgivelse.current(lille, t, "k1").flade(t)
    i, soejler = t.indikator_nr["ppv"], t.soejler[Trin.AAR]
    aar = soejler.start + 1
    maaneder = [t.periode_nr(Periode(nr, Trin.MAANED)) for nr in t.perioder[aar].maaneder]
    maaneder = [nr for nr in maaneder if nr is not None]
    vist = np.isin(flade.tilstand[i, 0, maaneder], (NUL, OPLYST)).all()
    assert flade.antal[i, 0, aar] == (flade.antal[i, 0, maaneder].sum() if vist else 0)
    assert not flade.antal[i, 1:, aar].any()


def test_months_and_corrections_together_give_nothing_away(sqlite_url):
    """Months come one by one, and a school corrects one of the old; the attacker keeps every release he has seen."""
    engine = filled(lager.engine_of(sqlite_url), 23)
    maaneder, sete = 23, []
    for rettet in (None, "s01", "s04"):
        if rettet:
            upload(engine, {(byer.START + 5, kode, rettet): 6 for kode in ("ppv", "klage")})
            maaneder = next_month(engine, maaneder)
        sete.append(udgivelse.current(engine, cube(engine), "k1"))
    assert [delbar.nummer for delbar in sete] == [1, 2, 3]
    for kode in ("ppv", "klage"):
        assert not attacked(cube(engine), sete, kode)
    engine.dispose()


def attacked(t, sete, kode):
    """Return the small cells that an attacker can tell who has seen every release; there must be some to tell."""
    nyeste = sete[-1]
    flade, rows, by = nyeste.flade(t), nyeste.rows(t), By(t, kode, "k1")
    menu = nyeste.udgave.menu[nyeste.udgave.nr[0][kode]]
    skjult = np.zeros(flade.tilstand.shape, dtype=bool)
    skjult[by.i] = menu == SKJULT
    a = Angriber(by).see(flade, rows, skjult)
    for gammel in sete[:-1]:
        remember(a, gammel, t, kode)
    celler = {tuple(by.cell(rows[u], p)) for u, p in np.argwhere(menu == SKJULT)}
    smaa = sorted(c for c in celler if 0 < by.sandt[list(c)].sum() < 5)
    assert smaa
    return a.narrow(smaa, 5)


def remember(a, gammel, t, kode):
    """Let the attacker hold on to what an earlier release showed, wherever it is still true."""
    rows = {t.enheder[row].kode: row for row in gammel.rows(t)}
    for sted, vaerdi in gammel.udgave.viste.items():
        p = t.periode_nr(sted.periode)
        if sted.indikator == kode and not sted.sats:
            celle = a.by.cell(rows[sted.enhed], p)
            if a.by.sandt[celle].sum() == vaerdi:
                a.sum(celle, vaerdi)
